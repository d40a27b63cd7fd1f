"""The Board on the sample team: what it shows, and what each key does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual import events
from textual.widget import Widget
from textual.widgets import Input

from standup.domain.records import SnoozeReason, TouchpointState, WorkState
from standup.domain.weeks import Week
from standup.tui.widgets.customer_pane import Fold
from standup.workspace.board import board
from standup.workspace.session import Workspace
from standup.workspace.timer import Ending, start, stop
from standup.workspace.touchpoint_rows import TouchpointRow
from tests.tui.conftest import FRIDAY, Clock, MakeApp
from tests.tui.reading import (
    at_once,
    board_of,
    customer,
    log_bar,
    pressed,
    production,
    screen_lines,
    screen_text,
    settled,
    toasts,
    typed,
    work_rows,
)

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE, SMALL, HUGE = (120, 40), (80, 24), (200, 60)


@pytest.mark.parametrize("size", [SMALL, WIDE, HUGE])
async def test_the_board_shows_both_sides_the_split_and_the_first_keys(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size):
        text = screen_text(app)
        for words in ("Platform", "Mon 23 Nov · W48", "Dana Osei · lead", "API-12", "Retry failed uploads"):
            assert words in text
        for words in ("Acme Corp", "12 days over", "Today", "Week", "production", "logs a line"):
            assert words in text
        footer = screen_lines(app)[-1]
        for words in ("? Help", "q Quit", "^p Palette", "l Log"):
            assert words in footer


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (80, 18), SMALL, (100, 30), WIDE, HUGE])
async def test_nothing_is_wider_than_the_screen(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size):
        screen = app.screen
        assert screen.virtual_size.width <= size[0]
        assert all(widget.region.right <= size[0] for widget in screen.walk_children(Widget) if widget.display)
        assert "? Help" in screen_lines(app)[-1]


async def test_the_first_work_item_is_selected_and_keys_move_from_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        pane = production(app)
        first = pane.selected
        assert pane.has_focus
        await pilot.press("j")
        assert pane.cursor == 1
        await pilot.press("k", "k")
        assert pane.selected == first
        await pilot.press("G")
        assert pane.cursor == len(pane.rows) - 1
        await pilot.press("g")
        assert pane.cursor == 0
        await pilot.press("down", "end", "pagedown", "up", "home", "pageup")
        assert pane.cursor == 0


@pytest.mark.parametrize("key", ["tab", "shift+tab", "right", "left"])
async def test_a_key_goes_to_the_other_side_and_back(make_app: MakeApp, key: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(key)
        assert customer(app).has_focus
        assert board_of(app).pane is customer(app)
        await pilot.press(key)
        assert production(app).has_focus


@pytest.mark.parametrize(("key", "minutes"), [(str(number), 15 * number) for number in range(1, 9)])
async def test_a_number_logs_quarters_of_an_hour_to_the_selected_row(make_app: MakeApp, key: str, minutes: int) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(key)
        await settled(pilot)
        own = board(app.workspace).own
        assert own is not None
        [*_, entry] = sorted(own.entries, key=lambda one: one.id)
        assert (entry.minutes, entry.work_item, entry.start) == (minutes, "API-12", None)
        [toast] = toasts(app)
        assert toast == f"{minutes} min production on API-12, today · u takes it back"


async def test_a_number_on_a_touchpoint_counts_for_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "2")
        await settled(pilot)
        own = board(app.workspace).own
        assert own is not None
        [*_, entry] = sorted(own.entries, key=lambda one: one.id)
        assert (entry.minutes, entry.customer) == (30, "acme")
        assert entry.touchpoint == board(app.workspace).touchpoints[0].touchpoint.id


async def test_undo_and_redo_say_what_they_did(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        before = board(app.workspace).own
        await pilot.press("3", "u")
        await settled(pilot)
        assert board(app.workspace).own == before
        assert toasts(app) == ["log 45 min production on API-12, Mon 23 Nov · ctrl+r brings it back"]
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert board(app.workspace).own != before
        assert toasts(app) == ["log 45 min production on API-12, Mon 23 Nov · u takes it back"]


async def test_undo_with_nothing_to_undo_says_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("u", "ctrl+r")
        await settled(pilot)
        assert toasts(app) == ["nothing to undo", "nothing to redo"]


async def test_the_log_bar_previews_logs_and_closes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await typed(pilot, "45m @initech call > fri quote")
        assert "→ 45 min customer on Initech, today; next: Fri 27 Nov, quote" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert not log_bar(app).is_open
        assert log_bar(app).field.text == ""
        assert production(app).has_focus
        assert "45 min customer on Initech" in toasts(app)[-1]


async def test_the_log_bar_takes_its_bucket_from_the_selected_row(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "colon")
        await typed(pilot, "30m tidied up")
        assert "→ 30 min production on WEB-7, today" in screen_text(app)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_a_wrong_line_gets_carets_under_the_fault_and_keeps_its_text(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("l")
        await typed(pilot, "45m @acmee call")
        await pilot.press("enter")
        await settled(pilot)
        lines = screen_lines(app)
        number = next(number for number, line in enumerate(lines) if "45m @acmee" in line)
        start = lines[number].index("@acmee")
        assert lines[number + 1].rstrip() == " " * start + "^^^^^^"
        assert "did you mean acme" in lines[number + 2]
        assert log_bar(app).is_open
        assert log_bar(app).field.text == "45m @acmee call"


async def test_escape_leaves_the_log_bar_and_its_text_is_there_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "l")
        await typed(pilot, "q4 talk")
        await pilot.press("escape")
        assert not log_bar(app).is_open
        assert customer(app).has_focus
        await pilot.press("l")
        assert log_bar(app).field.text == "q4 talk"


async def test_a_click_on_a_row_leaves_the_log_bar(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await typed(pilot, "30m")
        row = next(number for number, line in enumerate(screen_lines(app)) if "Globex" in line)
        await pilot.click(offset=(70, row))
        await settled(pilot)
        assert not log_bar(app).is_open
        assert customer(app).has_focus
        assert "? Help" in screen_lines(app)[-1]
        await pilot.press("l")
        await settled(pilot)
        assert "→ 30 min customer on Globex, Inc., today" in screen_text(app)
        await pilot.press("tab")
        assert log_bar(app).field.input.has_focus


async def test_letters_and_numbers_are_text_while_somebody_types(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        before = board(app.workspace).own
        await pilot.press("l")
        await pressed(pilot, "1 u d z q T B e j,.[]?:")
        assert log_bar(app).field.text == "1 u d z q T B e j,.[]?:"
        assert app.is_running
        assert board(app.workspace).own == before
        assert board_of(app).developer is None


async def test_what_is_typed_ahead_acts_in_its_order(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        before = board(app.workspace).own
        await at_once(pilot, "jl30m more")
        assert log_bar(app).field.text == "30m more"
        assert "→ 30 min production on WEB-7, today" in screen_text(app)
        await pilot.press("escape")
        await at_once(pilot, "kd45m well")
        await settled(pilot)
        assert "API-12 Retry failed uploads" in screen_text(app)
        assert app.screen.query_one(Input).value == "45m well"
        assert board(app.workspace).own == before


async def test_a_line_typed_ahead_with_its_enter_is_taken_once(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        for key in ("d", *"45m", "enter", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(5):
            await settled(pilot)
        assert app.screen is app.page
        assert len(toasts(app)) == 1
        assert toasts(app)[0].startswith("done: API-12 Retry failed uploads; 45 min production")
        own = board(app.workspace).own
        assert own is not None
        assert [entry.note for entry in own.entries if entry.work_item == "API-12" and entry.minutes == 45] == [""]


async def test_an_empty_line_just_closes_the_log_bar(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l", "enter")
        await settled(pilot)
        assert not log_bar(app).is_open
        assert toasts(app) == []


async def test_space_starts_the_timer_and_offers_its_rounded_minutes(make_app: MakeApp, clock: Clock) -> None:
    app = make_app(round_timer_to=5)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space")
        await settled(pilot)
        assert "▶ 0m API-12" in screen_lines(app)[0]
        assert work_rows(app)[0].timing
        clock.at = clock.at.replace(minute=42)
        await pilot.press("tab", "space")
        await settled(pilot)
        assert "Switch the timer to Acme Corp" in screen_text(app)
        assert "→ measured 42m; logs 40 min production on API-12, today" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "40 min production on API-12" in toasts(app)[-1]
        assert "it now runs on Acme Corp" in toasts(app)[-1]
        assert "Acme Corp" in screen_lines(app)[0]
        clock.at = clock.at.replace(hour=11, minute=0)
        await pilot.press("space")
        await settled(pilot)
        assert "Stop the timer" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "stopped: 20 min customer on Acme Corp" in toasts(app)[-1]
        assert "▶" not in screen_lines(app)[0]


@pytest.mark.parametrize(
    ("answer", "words", "minutes", "note"),
    [
        ("45m pairing +review", "logs 45 min production on API-12, today", 45, "pairing"),
        ("10:30", "30 min production on API-12, today", 30, ""),
        ("discard", "measured 42m; logs nothing", 0, ""),
        ("with zoe", "logs 42 min production on API-12, today", 42, "with zoe"),
    ],
)
async def test_a_timer_takes_another_duration_a_note_or_nothing(
    make_app: MakeApp, clock: Clock, answer: str, words: str, minutes: int, note: str
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        before = board(app.workspace).own
        assert before is not None
        await pilot.press("space")
        clock.at = clock.at.replace(minute=42)
        await pilot.press("space")
        await pressed(pilot, answer)
        assert words in screen_text(app)
        assert f"note: {note}" in screen_text(app) or f"{note}   " in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        own = board(app.workspace).own
        assert own is not None
        new = [entry for entry in own.entries if entry not in before.entries]
        assert [(entry.minutes, entry.note) for entry in new] == ([(minutes, note)] if minutes else [])
        assert app.workspace.store.desk("dana").timer is None


async def test_a_timer_under_half_a_minute_says_so(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space", "space")
        await settled(pilot)
        assert "→ measured under a minute; logs nothing" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert "▶ 0m API-12" in screen_lines(app)[0]
        await pilot.press("space", "enter")
        await settled(pilot)
        assert "▶" not in screen_lines(app)[0]


async def test_what_a_timer_cannot_take_is_refused_and_it_runs_on(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space", "space")
        await pressed(pilot, "45m #WEB-7")
        await pilot.press("enter")
        await settled(pilot)
        assert "the timer knows what it runs on" in screen_text(app)
        assert app.workspace.store.desk("dana").timer is not None


async def test_a_timer_of_yesterday_asks_when_work_ended(make_app: MakeApp, clock: Clock) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space")
        clock.at = clock.at.replace(day=24)
        await pilot.press("space")
        await settled(pilot)
        assert "When did you stop?" in screen_text(app)
        await typed(pilot, "soon")
        await pilot.press("enter")
        await settled(pilot)
        assert "'soon' is no time" in screen_text(app)
        await pilot.press(*["backspace"] * 4)
        await typed(pilot, "10:30")
        assert "the time until Mon 10:30 is logged" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "stopped: 30 min production on API-12" in toasts(app)[-1]
        assert app.workspace.store.desk("dana").timer is None


@pytest.mark.parametrize(("answer", "logged"), [("45m", 45), ("all", 24 * 60), ("discard", 0)])
async def test_a_timer_of_yesterday_takes_minutes_all_or_nothing(
    make_app: MakeApp, clock: Clock, answer: str, logged: int
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        week = Week.of(clock.at.date())
        before = sum(entry.minutes for entry in app.workspace.store.week("dana", week).entries)
        await pilot.press("space")
        clock.at = clock.at.replace(day=24)
        await pilot.press("space")
        await typed(pilot, answer)
        await pilot.press("enter")
        await settled(pilot)
        after = sum(entry.minutes for entry in app.workspace.store.week("dana", week).entries)
        assert after - before == logged
        assert app.workspace.store.desk("dana").timer is None


async def test_done_completes_a_touchpoint_and_plans_the_next(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        first = board(app.workspace).touchpoints[0].touchpoint
        await pilot.press("tab", "d")
        await typed(pilot, "20m they take it > fri send contract")
        assert "→ done; 20 min customer on Acme Corp, today; next: Fri 27 Nov, send" in screen_text(app)
        assert "outcome: they take it" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        [done] = [one for one in app.workspace.store.closed("dana", 2026).touchpoints if one.id == first.id]
        assert (done.state, done.outcome) == (TouchpointState.DONE, "they take it")
        assert any(one.title == "send contract" for one in app.workspace.store.desk("dana").touchpoints)
        assert toasts(app)[-1].startswith("done: Acme Corp")


async def test_done_completes_a_work_item_also_without_minutes(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d", "enter")
        await settled(pilot)
        [item] = [one for one in app.workspace.store.closed("dana", 2026).work_items if one.key == "API-12"]
        assert item.state is WorkState.DONE
        assert "✓ API-12" in screen_text(app)
        await pilot.press("u")
        await settled(pilot)
        assert "● API-12" in screen_text(app)


async def test_done_offers_the_minutes_of_the_timer_on_the_row_and_stops_it(make_app: MakeApp, clock: Clock) -> None:
    app = make_app()
    stop_if_running(app.workspace)
    start(app.workspace, "#API-12")
    clock.at += timedelta(minutes=42)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d")
        await settled(pilot)
        text = " ".join(screen_text(app).split())
        assert "› 42m" in text
        assert "42m as the timer measured, which stops" in text
        assert "→ done; 42 min production on API-12" in text
        await pilot.press("enter")
        await settled(pilot)
        desk = app.workspace.store.desk("dana")
        assert desk.timer is None
        assert [one.key for one in desk.work_items if one.key == "API-12"] == []


async def test_moving_to_done_stops_the_timer_too(make_app: MakeApp, clock: Clock) -> None:
    app = make_app()
    stop_if_running(app.workspace)
    start(app.workspace, "#API-12")
    clock.at += timedelta(minutes=42)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("m", "down", "enter")
        await settled(pilot)
        assert toasts(app)[-1].startswith("done: API-12 Retry failed uploads; 42 min production on API-12")
        assert app.workspace.store.desk("dana").timer is None


async def test_dropping_a_touchpoint_says_that_the_timer_goes_on_for_its_customer(make_app: MakeApp) -> None:
    app = make_app()
    stop_if_running(app.workspace)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "space")
        await settled(pilot)
        await pilot.press("m", "enter")
        await settled(pilot)
        assert toasts(app)[-1].startswith("dropped: Acme Corp")
        assert "; the timer goes on, for the customer · " in toasts(app)[-1]
        timer = app.workspace.store.desk(app.workspace.me).timer
        assert timer is not None
        assert timer.customer == "acme"


def stop_if_running(workspace: Workspace) -> None:
    """Begin without the timer of the sample team."""
    if workspace.store.desk(workspace.me).timer is not None:
        stop(workspace, Ending(discard=True))


async def test_a_dialog_keeps_its_text_when_the_line_is_wrong_and_escape_leaves_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "d")
        await typed(pilot, "20m @globex")
        await pilot.press("enter")
        await settled(pilot)
        assert "20m @globex" in screen_text(app)
        assert "leave out other" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is app.page
        assert customer(app).has_focus


async def test_snooze_keeps_reason_and_due_date_and_folds_the_row(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        before = board(app.workspace).touchpoints[0].touchpoint
        await pilot.press("tab", "z")
        assert "customer asked" in screen_text(app)
        await typed(pilot, "fri")
        assert "and why? production, customer asked, waiting, away" in screen_text(app)
        await typed(pilot, " waiting")
        await pilot.press("enter")
        await settled(pilot)
        [after] = [one for one in app.workspace.store.desk("dana").touchpoints if one.id == before.id]
        assert after.snooze_reason is SnoozeReason.WAITING
        assert after.due_on == before.due_on
        assert "⋯ 2 snoozed" in screen_text(app)
        assert toasts(app)[-1].startswith("Acme Corp: Renewal for next year, snoozed until Fri 27 Nov: waiting")


async def test_the_snoozed_unfold_and_fold_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "G")
        assert isinstance(customer(app).selected, Fold)
        assert "Kumar" not in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "Kumar" in screen_text(app)
        assert "snoozed: customer asked" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "Kumar" not in screen_text(app)


@pytest.mark.parametrize(("key", "back"), [("full_stop", "comma"), ("right_square_bracket", "left_square_bracket")])
async def test_the_board_of_the_next_developer_shows_no_hours(make_app: MakeApp, key: str, back: str) -> None:
    app = make_app()
    async with app.run_test(size=(200, 90)) as pilot:
        await pilot.press(key)
        await settled(pilot)
        text = screen_text(app)
        assert "▸Pat O'Neil" in text
        assert "IOS-8" in text
        assert "No hours here: their developer sees them, and a lead the totals of a week." in text
        assert "░" not in text
        assert "spent" not in text
        assert "Dana Osei · lead" in text
        await pilot.press(back)
        await settled(pilot)
        assert "▸Dana Osei" in screen_text(app)
        await pilot.press(back)
        await settled(pilot)
        assert "▸Bob Marsh" in screen_text(app)


async def test_keys_act_for_me_on_the_board_of_others(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("comma", "4")
        await settled(pilot)
        assert "60 min production on DB-4" in toasts(app)[-1]
        own = board(app.workspace).own
        assert own is not None
        assert any(entry.work_item == "DB-4" for entry in own.entries)


async def test_keys_that_cannot_act_say_why(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("z")
        assert "only a touchpoint can be snoozed" in toasts(app)[-1]
        await pilot.press("G", "d")
        assert toasts(app)[-1] == "API-9 is done already"
        await pilot.press("tab", "G", "3")
        assert toasts(app) == ["this row stands for the snoozed ones; enter unfolds them"]


async def test_only_a_lead_opens_the_team(make_app: MakeApp) -> None:
    app = make_app(me="bob")
    async with app.run_test(size=WIDE) as pilot:
        assert "Bob Marsh · developer" in screen_lines(app)[0]
        await pilot.press("T")
        await settled(pilot)
        assert board_of(app)
        assert "only a lead sees the Team" in toasts(app)[-1]


async def test_a_board_on_a_weekend(make_app: MakeApp, clock: Clock) -> None:
    clock.at = clock.at.replace(day=29, hour=9)
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        assert "Sun 29 Nov · W48" in screen_lines(app)[0]
        assert "⌂" in screen_lines(app)[1]
        await pilot.press("2")
        await settled(pilot)
        assert "30 min production" in toasts(app)[-1]


async def test_days_without_a_log_are_said(make_app: MakeApp, clock: Clock) -> None:
    clock.at = FRIDAY
    app = make_app(me="pat")
    async with app.run_test(size=WIDE):
        own = board(app.workspace).own
        assert own is not None
        days = len(own.unknown_days)
        assert days
        assert f"? {days} workday" in screen_text(app)


async def test_the_mouse_selects_rows_presses_keys_and_looks_at_others(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        lines = screen_lines(app)
        row = next(number for number, line in enumerate(lines) if "Globex" in line)
        await pilot.click(offset=(lines[row].index("Globex"), row))
        assert customer(app).has_focus
        assert customer(app).cursor > 0
        found = customer(app).selected
        assert isinstance(found, TouchpointRow)
        assert found.touchpoint.customer == "globex"
        await pilot.click(offset=(lines[-1].index("Help"), 39))
        await settled(pilot)
        assert "Keys of the Board" in screen_text(app)
        await pilot.press("escape")
        await pilot.click(offset=(lines[1].index("Zoë"), 1))
        await settled(pilot)
        assert board_of(app).developer == "zoe"
        hint = next(number for number, line in enumerate(lines) if "logs a line" in line)
        await pilot.click(offset=(20, hint))
        await settled(pilot)
        assert log_bar(app).is_open


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_lists_the_keys_of_the_screen(make_app: MakeApp, key: str) -> None:
    app = make_app()
    async with app.run_test(size=(200, 90)) as pilot:
        await pilot.press(key)
        await settled(pilot)
        text = screen_text(app)
        for words in ("1-8", "Log 15 minutes to 2 hours", "space", "^r", "tab ← →", "target band", "overdue"):
            assert words in text
        await pilot.press("j", "k", "escape")
        await settled(pilot)
        assert app.screen is app.page


async def test_quit(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("q")
    assert app.return_code == 0


async def test_tab_stays_in_the_log_bar_and_what_follows_is_text(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        before = board(app.workspace).own
        await pilot.press("l", *"45m", "tab", "4", "shift+tab", "2")
        await settled(pilot)
        assert "45m42" in screen_text(app)
        assert board(app.workspace).own == before


async def test_ctrl_c_says_how_to_quit(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+c")
        await settled(pilot)
        assert toasts(app) == ["q quits"]


@pytest.mark.parametrize("key", ["question_mark", "d", "e"])
async def test_no_toast_lies_over_help_or_a_question(make_app: MakeApp, key: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("3")
        await settled(pilot)
        assert len(toasts(app)) == 1
        await pilot.press(key)
        await settled(pilot)
        assert toasts(app) == []
