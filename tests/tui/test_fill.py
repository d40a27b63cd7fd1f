"""The fill dialog: what it offers, what it logs, and what it leaves to the log bar."""

from __future__ import annotations

from datetime import date

import pytest

from standup.domain.duration import format_minutes
from standup.domain.logline import Selection
from standup.domain.weeks import Week
from standup.tui.asking.fill import ask_fill
from standup.tui.filling import FillDialog, FillList
from standup.workspace.board import board
from tests.tui.conftest import THURSDAY, Clock, MakeApp
from tests.tui.reading import log_bar, screen_lines, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE, SMALL = (120, 40), (80, 24)
DAILY = "15m ~ inbox"


def _rows(app: object) -> FillList:
    dialog = app.screen  # type: ignore[attr-defined]
    assert isinstance(dialog, FillDialog)
    return dialog.query_one(FillList)


async def test_fill_offers_the_rest_of_today_on_the_row_what_recurs_and_gaps(make_app: MakeApp) -> None:
    app = make_app(me="pat", fill_lines=(DAILY,))
    async with app.run_test(size=WIDE) as pilot:
        own = board(app.workspace).own
        assert own is not None
        await pilot.press("f")
        await settled(pilot)
        text = screen_text(app)
        for words in ("Fill Mon 23 Nov", "the rest of today", "every workday", "15m ~ inbox", "unlogged"):
            assert words in text
        first, second, third, *gaps = _rows(app).rows
        assert first.minutes == second.minutes == own.today.left
        assert second.line == f"{first.line} #IOS-8"
        assert third.line == DAILY
        assert gaps
        assert all(gap.day < app.workspace.today() for gap in gaps)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is app.page
        assert toasts(app) == []


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_enter_at_once_logs_nothing_and_asks_in_the_log_bar(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        before = board(app.workspace).own
        assert before is not None
        assert before.today.left
        await pilot.press("f")
        await settled(pilot)
        assert "where did the time go? say it in the log bar" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert log_bar(app).is_open
        assert log_bar(app).field.text == f"{format_minutes(before.today.left)} "
        assert board(app.workspace).own == before


async def test_enter_logs_the_rest_of_today_on_the_row_and_undo_takes_it_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        before = board(app.workspace).own
        assert before is not None
        await pilot.press("f", "j", "enter")
        await settled(pilot)
        own = board(app.workspace).own
        assert own is not None
        assert own.today.left == 0
        assert toasts(app) == [f"{before.today.left} min production on API-12, today · u takes it back"]
        await pilot.press("u")
        await settled(pilot)
        assert board(app.workspace).own == before


async def test_what_recurs_is_logged_once_a_day(make_app: MakeApp) -> None:
    app = make_app(fill_lines=(DAILY, "30m ~ letters"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f", "j", "j", "enter")
        await settled(pilot)
        assert toasts(app) == ["15 min other, today · u takes it back"]
        await pilot.press("f")
        await settled(pilot)
        lines = [row.line for row in _rows(app).rows]
        assert DAILY not in lines
        assert "30m ~ letters" in lines


async def test_a_gap_is_finished_in_the_log_bar(make_app: MakeApp) -> None:
    app = make_app(me="pat")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f")
        await settled(pilot)
        gap = _rows(app).rows[2]
        await pilot.press("j", "j", "enter")
        await settled(pilot)
        assert log_bar(app).is_open
        assert log_bar(app).field.text == f"{gap.line} "
        assert log_bar(app).field.input.has_focus
        await typed(pilot, "catching up")
        await pilot.press("enter")
        await settled(pilot)
        entries = app.workspace.store.week("pat", Week.of(gap.day)).entries
        assert any((one.day, one.minutes, one.note) == (gap.day, gap.minutes, "catching up") for one in entries)


async def test_l_finishes_any_line_in_the_log_bar(make_app: MakeApp) -> None:
    app = make_app(fill_lines=(DAILY,))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f", "j", "j", "l")
        await settled(pilot)
        assert log_bar(app).field.text == f"{DAILY} "


async def test_without_a_row_the_rest_asks_where_it_went_in_the_log_bar(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "G", "f")
        await settled(pilot)
        assert "where did the time go?" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert log_bar(app).is_open


async def test_a_given_day_is_filled_on_that_day_only(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app(me="pat", fill_lines=(DAILY,))
    day = date(2026, 11, 25)
    async with app.run_test(size=SMALL) as pilot:
        ask_fill(app, day, Selection(work_item="IOS-8"))
        await settled(pilot)
        assert "Fill Wed 25 Nov" in screen_text(app)
        assert {row.day for row in _rows(app).rows} == {day}
        assert all(row.line.startswith("wed ") for row in _rows(app).rows)


async def test_a_full_day_says_that_nothing_is_to_fill(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        while True:
            await pilot.press("f")
            await settled(pilot)
            if app.screen is app.page:
                break
            await pilot.press("enter")
            await settled(pilot)
            if log_bar(app).is_open:
                await pilot.press("enter")
                await settled(pilot)
        assert toasts(app)[-1].startswith("nothing to fill: today and the days before it are logged")


async def test_a_recurring_line_that_names_what_is_gone_says_so_and_the_mouse_chooses(make_app: MakeApp) -> None:
    app = make_app(fill_lines=("15m @nobody", DAILY))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("f", "j")
        await settled(pilot)
        assert "no customer 'nobody'" in screen_text(app)
        row = next(number for number, line in enumerate(screen_lines(app)) if DAILY in line)
        await pilot.click(offset=(40, row))
        await pilot.click(offset=(40, row), times=2)
        await settled(pilot)
        assert toasts(app)[-1] == "15 min other, today · u takes it back"
