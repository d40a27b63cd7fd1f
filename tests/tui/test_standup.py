"""The Standup: each key, resuming, two screens at once, both modes; and nothing of hours on it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from standup.domain.records import Order, RoundNoteKind, TurnState
from standup.tui.app import StandupApp
from standup.tui.standup import StandupScreen
from standup.tui.widgets.round import RoundClock, SeatList
from standup.workspace.people import add_leave
from standup.workspace.rounds import DayRound, begin_round, go_on, shown_round
from standup.workspace.timer import start
from tests.tui.conftest import Clock, MakeApp, MakeWorkspace
from tests.tui.reading import screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow

WIDE, NARROW = (120, 40), (80, 24)


def page_of(app: StandupApp) -> StandupScreen:
    """The Standup, which has to be the current page."""
    assert isinstance(app.page, StandupScreen)
    return app.page


def at(app: StandupApp) -> DayRound:
    """The round as it is stored."""
    found = shown_round(app.workspace)
    assert found is not None
    return found


def current(app: StandupApp) -> str | None:
    """Whose turn it is."""
    round_ = at(app).round
    return None if round_.current is None else round_.turns[round_.current].who


async def begun(pilot: Pilot[None]) -> None:
    """Go to the Standup, and begin."""
    await pilot.press("S")
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


async def line(pilot: Pilot[None], key: str, text: str) -> None:
    """Press a key, and finish the line that it asks for."""
    await pilot.press(key)
    await settled(pilot)
    await typed(pilot, text)
    await pilot.press("enter")
    await settled(pilot)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_a_whole_round_from_s_to_the_minutes(
    make_app: MakeApp, clock: Clock, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("S")
        await settled(pilot)
        text = screen_text(app)
        for words in ("enter begins with 5 developers", "Bob Marsh on duty", "Bob Marsh, Sam [ops] Brandt, Zoë Müller"):
            assert words in text or (size == NARROW and "on duty" in words)
        assert "Dana Osei, Pat O'Neil" in text
        await pilot.press("enter")
        await settled(pilot)
        seen = []
        while (who := current(app)) is not None:
            seen.append(who)
            clock.at += timedelta(seconds=30)
            await pilot.press("enter")
            await settled(pilot)
        assert sorted(seen) == ["bob", "dana", "pat", "sam", "zoe"]
        assert "All have had their turn" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "The round is over" in screen_text(app)
        text = (tmp_path / "standup-2026-11-23.md").read_text("utf-8")
        assert app.clipboard == text
        assert "Not there: 李 Wei (leave)" in text
        assert r"Zoë Müller needs **Sam [ops] Brandt**: Test data" in text.replace("\\", "").replace("\u2060", "")
        await pilot.press("enter")
        await settled(pilot)
        assert "the round is over; o is for another one" in toasts(app)


async def test_every_step_is_stored_and_a_new_app_goes_on_there(
    make_app: MakeApp, make_workspace: MakeWorkspace, clock: Clock
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await begun(pilot)
        await pilot.press("right", "full_stop")
        await settled(pilot)
        await line(pilot, "n", "waits for the build")
        who = current(app)
        clock.at += timedelta(seconds=70)
        await pilot.pause(1.1)
        assert "1:10 of 2:00" in screen_text(app)
        page = page_of(app)
        before = screen_text(app)
    again = make_app(workspace=make_workspace("bob"))
    async with again.run_test(size=WIDE) as pilot:
        await pilot.press("S")
        await settled(pilot)
        assert current(again) == who
        assert "1:10 of 2:00" in screen_text(again)
        assert "waits for the build" in screen_text(again)
        assert page.view is not None
        assert page_of(again).view is not None
        lines = screen_text(again).splitlines()[1:30]
        assert lines == before.splitlines()[1:30]


async def test_previous_skip_and_pause(make_app: MakeApp, clock: Clock) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await begun(pilot)
        await pilot.press("left")
        await settled(pilot)
        assert toasts(app)[-1] == "this is the first turn"
        await line(pilot, "s", "on a call")
        turns = at(app).round.turns
        assert (turns[0].state, turns[0].why) == (TurnState.SKIPPED, "on a call")
        assert "on a call" in screen_text(app)
        await pilot.press("comma")
        await settled(pilot)
        assert at(app).round.current == 0
        clock.at += timedelta(seconds=100)
        await pilot.press("space")
        await settled(pilot)
        clock.at += timedelta(hours=1)
        await pilot.pause(1.1)
        assert "‖ 1:40 of 2:00" in screen_text(app)
        assert "paused" in screen_text(app)
        await pilot.press("space")
        await settled(pilot)
        assert at(app).round.since is not None
        await pilot.press("u")
        await settled(pilot)
        assert at(app).round.since is None


async def test_the_timer_changes_its_glyph_and_words_and_stops_counting(make_app: MakeApp, clock: Clock) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await begun(pilot)
        seen = []
        for seconds in (10, 85, 50, 4000):
            clock.at += timedelta(seconds=seconds)
            page_of(app).query_one(RoundClock).turn_to(clock.at)
            await settled(pilot)
            seen.append(next(one for one in screen_text(app).splitlines() if "of 2:00" in one))
        for found, words in zip(seen, ("● 0:10", "▲ 1:35", "■ 2:25", "× 10:00"), strict=True):
            assert words in found
        assert "soon over" in seen[1]
        assert "0:25 over" in seen[2]
        assert "counts no further" in seen[3]


async def test_park_new_item_and_decision(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=NARROW) as pilot:
        await begun(pilot)
        await line(pilot, "p", "bob, zoë: rate [/x] limits")
        await line(pilot, "d", "we ship on Friday")
        await line(pilot, "a", "wei: @acme fri send the quote")
        kinds = [one.kind for one in at(app).notes]
        assert kinds == [RoundNoteKind.PARKED, RoundNoteKind.DECISION, RoundNoteKind.ITEM]
        assert "rate [/x] limits · Bob Marsh, Zoë Müller" in screen_text(app)
        points = [one.title for one in app.workspace.store.desk("wei").touchpoints]
        assert "send the quote" in points
        await pilot.press("a")
        await settled(pilot)
        await typed(pilot, "call @nobody")
        await pilot.press("enter")
        await settled(pilot)
        assert "no customer 'nobody'" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert len(at(app).notes) == 3


async def test_keys_do_not_fire_while_somebody_types(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await begun(pilot)
        who = current(app)
        await pilot.press("n", *"spado", "right", "comma")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert current(app) == who
        assert [one.text for one in at(app).notes] == ["spado,"]


async def test_where_nobody_is_there_it_says_so_and_offers_another_order(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    workspace = make_workspace("dana")
    for one in ("bob", "dana", "pat", "sam", "zoe"):
        add_leave(workspace, workspace.today(), who=one)
    app = make_app(workspace=workspace)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("S")
        await settled(pilot)
        text = screen_text(app)
        assert "There is no round to begin: nobody is here today. o is for another order." in text
        assert "Bob Marsh, Sam [ops] Brandt, Zoë Müller" in text


async def test_the_config_says_how_long_a_turn_is(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    app = make_app(turn_minutes=5)
    async with app.run_test(size=WIDE) as pilot:
        await begun(pilot)
        assert "of 5:00" in screen_text(app)
        assert "of 25:00" in screen_text(app)
    other = make_app(workspace=make_workspace("bob"))
    async with other.run_test(size=WIDE) as pilot:
        await pilot.press("S")
        await settled(pilot)
        assert "of 5:00" in screen_text(other)


async def test_the_board_is_walked_by_work_item(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("S")
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        await pilot.press("down", "down", "down", "down", "enter")
        await settled(pilot)
        assert "work items" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert at(app).round.order is Order.BOARD
        assert current(app) == "API-15"
        assert "bob: schema review" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert current(app) == "DB-4"
        await pilot.press("o")
        await settled(pilot)
        assert toasts(app)[-1] == "the order is set while a round goes on"


async def test_two_screens_show_one_round_and_the_later_step_is_refused(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app, bob = make_app(), make_workspace("bob")
    async with app.run_test(size=WIDE) as pilot:
        await begun(pilot)
        seen = page_of(app).round
        assert seen is not None
        go_on(bob, seen)
        page_of(app)._do(lambda _: go_on(app.workspace, seen))
        await settled(pilot)
        assert "your change was not made" in toasts(app)[-1]
        assert at(app).round.current == 1
        assert page_of(app).round == at(app).round


async def test_a_click_goes_to_a_turn(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await begun(pilot)
        await pilot.click(SeatList, offset=(4, 3))
        await settled(pilot)
        assert at(app).round.current == 3
        await pilot.click(SeatList, offset=(4, 5))
        await settled(pilot)
        assert at(app).round.current == 3


async def test_in_a_narrow_terminal_a_click_on_the_ribbon_goes_to_a_turn(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=NARROW) as pilot:
        await begun(pilot)
        lines = screen_text(app).splitlines()
        y = next(number for number, one in enumerate(lines) if "○ Bob" in one)
        await pilot.click(offset=(lines[y].index("○ Bob") + 2, y))
        await settled(pilot)
        assert current(app) == "bob"


async def test_what_cannot_be_done_is_told(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("S")
        await settled(pilot)
        for key, words in (("n", "no round goes on"), ("f", "no round was begun")):
            await pilot.press(key)
            await settled(pilot)
            assert toasts(app)[-1] == words
        await pilot.press("T")
        await settled(pilot)
        assert toasts(app)[-1] == "the Team is no part of the round: it tells of hours"


async def test_no_hours_and_no_running_timer_are_on_the_screen(make_app: MakeApp, clock: Clock) -> None:
    app = make_app()
    start(app.workspace, "#API-12")
    clock.at += timedelta(minutes=42)
    async with app.run_test(size=WIDE) as pilot:
        assert "0:42" in screen_text(app) or "42m" in screen_text(app)
        await begun(pilot)
        while current(app) is not None:
            text = screen_text(app)
            assert "42" not in text
            assert not re.search(r"\d+h\d*|\d+m\b|\d+ min|\bhours?\b", text), text
            await pilot.press("enter")
            await settled(pilot)


async def test_a_long_round_of_somebody_else_scrolls_and_breaks_nothing(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    workspace = make_workspace("zoe")
    begin_round(workspace, Order.FIXED)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Acme Corp: Renewal" in screen_text(app)
        for _ in range(12):
            await pilot.press("j")
        await settled(pilot)
        assert "Initech" in screen_text(app)
        await pilot.press("k")
        await pilot.resize_terminal(30, 8)
        await settled(pilot)
        await pilot.resize_terminal(200, 60)
        await settled(pilot)
        assert "Dana Osei" in screen_text(app)
