"""Who knows a customer, and handing over, on the Board."""

from __future__ import annotations

import pytest

from standup.tui.choosing import ChoiceDialog
from standup.tui.dialogs import LineDialog
from standup.tui.ticking import TickList
from standup.workspace.handover import hand_over
from tests.tui.conftest import THURSDAY, Clock, MakeApp
from tests.tui.reading import board_of, customer, screen_lines, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE = (120, 40)


async def test_who_shows_facts_and_gives_the_touchpoint_to_the_one_chosen(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "w")
        await settled(pilot)
        assert isinstance(app.screen, ChoiceDialog)
        text = screen_text(app)
        for words in (
            "Who knows them?",
            "Acme Corp: Renewal for next year",
            "has it now",
            "wants to learn it: renewal",
        ):
            assert words in text
        await pilot.press("enter")
        await settled(pilot)
        assert "Dana Osei has it already" in screen_text(app)
        await pilot.press("j", "enter")
        await settled(pilot)
        assert toasts(app) == ["Acme Corp: Renewal for next year is Zoë Müller's · u takes it back"]
        assert "Renewal for next year" not in screen_text(app)
        await pilot.press("u")
        await settled(pilot)
        assert "Renewal for next year" in screen_text(app)


async def test_who_is_only_of_a_touchpoint_and_says_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("w")
        await settled(pilot)
        assert not isinstance(app.screen, ChoiceDialog)
        assert toasts(app) == ["only a touchpoint has a customer to know; choose one on the customer's side"]


async def test_handing_over_says_what_it_would_do_and_does_it_in_one_step(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("H")
        await settled(pilot)
        assert isinstance(app.screen, LineDialog)
        assert "Dana Osei has 7 touchpoints and 5 work items open" in screen_text(app)
        await typed(pilot, "to bob")
        assert "7 touchpoints, 5 work items of Dana Osei to Bob Marsh" in screen_text(app)
        assert len(app.workspace.store.desk("dana").work_items) == 5
        await pilot.press("enter")
        await settled(pilot)
        assert app.workspace.store.desk("dana").work_items == []
        await pilot.press("u")
        await settled(pilot)
        assert len(app.workspace.store.desk("dana").work_items) == 5


async def test_a_line_that_hands_over_nothing_is_told_and_changes_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("H")
        await settled(pilot)
        await typed(pilot, "to")
        await pilot.press("enter")
        await settled(pilot)
        assert "to whom? a name, or nobody" in screen_text(app)
        assert isinstance(app.screen, LineDialog)


async def test_rows_that_are_ticked_are_handed_over_alone(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        desk = app.workspace.store.desk("dana")
        await pilot.press("H")
        await settled(pilot)
        assert "all of it" in screen_text(app)
        await typed(pilot, "bob")
        await pilot.press("tab", "j", "space", *["j"] * 20, "x")
        await settled(pilot)
        assert "2 ticked" in screen_text(app)
        assert "1 touchpoint, 1 work item of Dana Osei to Bob Marsh" in screen_text(app)
        await pilot.press("enter", "enter")
        await settled(pilot)
        after = app.workspace.store.desk("dana")
        assert len(after.touchpoints) == len(desk.touchpoints) - 1
        assert len(after.work_items) == len(desk.work_items) - 1
        assert toasts(app) == ["1 touchpoint, 1 work item of Dana Osei to Bob Marsh · u takes it back"]


async def test_a_click_ticks_a_row_and_takes_the_tick_away(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("H")
        await settled(pilot)
        await pilot.click(TickList, offset=(5, 2))
        await settled(pilot)
        assert "1 ticked" in screen_text(app)
        await pilot.click(TickList, offset=(5, 2))
        await settled(pilot)
        assert "all of it" in screen_text(app)


async def test_on_the_board_of_somebody_else_it_is_theirs_that_is_handed_over(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("full_stop", "H")
        await settled(pilot)
        assert board_of(app).view is not None
        assert "Pat O'Neil has" in screen_text(app)
        assert customer(app).rows is not None


async def test_who_has_nothing_open_has_nothing_to_hand_over(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        hand_over(app.workspace, "dana", unassign=True)
        app.reload()
        await pilot.press("H")
        await settled(pilot)
        assert app.screen is app.page
        assert toasts(app) == ["Dana Osei has nothing open"]


async def test_more_rows_than_have_room_are_counted(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("H")
        await settled(pilot)
        assert "⋯ 6 more" in screen_text(app)
        await pilot.press("tab", *["j"] * 20)
        await settled(pilot)
        assert "more" not in screen_text(app)


async def test_who_knows_them_is_told_whole_and_a_click_takes_the_one_it_is_about(
    make_app: MakeApp, clock: Clock
) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "w")
        await settled(pilot)
        lines = screen_lines(app)
        box = "\n".join(lines[next(n for n, line in enumerate(lines) if "Who knows" in line) :])
        assert "has it now" in box
        assert "left this week" in box
        assert "…" not in box.split("╰")[0]
        start = next(number for number, line in enumerate(lines) if "Dana Osei   " in line)
        await pilot.click(offset=(30, start + 1))  # the second line of the first one, who has it already
        await settled(pilot)
        assert "Dana Osei has it already" in screen_text(app)
