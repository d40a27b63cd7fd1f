"""The split dialog: arrow keys set ratio and minutes, tab and typing the sides, enter logs both entries."""

from __future__ import annotations

import pytest

from standup.domain.records import Bucket
from standup.tui.splitting import SplitDialog
from standup.tui.widgets.line import LineField
from standup.workspace.board import board
from tests.tui.conftest import MakeApp
from tests.tui.reading import log_bar, pressed, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE, SMALL = (120, 40), (80, 24)


def _line(app: object) -> str:
    dialog = app.screen  # type: ignore[attr-defined]
    assert isinstance(dialog, SplitDialog)
    return dialog.query_one(LineField).text


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_arrow_keys_set_the_ratio_and_show_the_minutes_of_both_sides(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("s", "8")
        await settled(pilot)
        assert _line(app).startswith("2h #API-12 @")
        assert _line(app).endswith(" 70/30")
        text = screen_text(app)
        assert "84 min production on API-12" in text
        assert "36 min customer on" in text
        assert "70 %" in text
        assert "█" in text
        assert "▓" in text
        await pilot.press("left", "shift+right")
        await settled(pilot)
        assert _line(app).endswith(" 66/34")
        await pilot.press("right", "shift+left")
        await settled(pilot)
        assert _line(app).endswith(" 70/30")


async def test_enter_logs_both_entries_as_one_change(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        before = board(app.workspace).own
        assert before is not None
        await pilot.press("s", "4", "up", "down", "down", "enter")
        await settled(pilot)
        own = board(app.workspace).own
        assert own is not None
        new = [entry for entry in own.entries if entry not in before.entries]
        assert sorted((entry.bucket, entry.minutes) for entry in new) == [
            (Bucket.CUSTOMER, 14),
            (Bucket.PRODUCTION, 31),
        ]
        assert "14 min customer on Tanaka Seisakusho, today; " in toasts(app)[-1]
        assert toasts(app)[-1].endswith("moves to Wed 23 Dec by the cadence · u takes it back")
        await pilot.press("u")
        await settled(pilot)
        assert board(app.workspace).own == before


async def test_tab_goes_to_the_other_side_and_what_is_typed_takes_its_place(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("s", "tab")
        await pressed(pilot, "glo")
        await pilot.press("tab")
        await settled(pilot)
        assert _line(app).startswith("1h #API-12 @globex")
        await pilot.press("tab", "left")
        await settled(pilot)
        assert _line(app) == "1h #API-12 @globex 65/35"
        await pressed(pilot, "x y")
        assert _line(app) == "1h #API-12 @globex 65/35 x y"


async def test_a_customers_row_splits_with_a_work_item(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "s", "tab")
        await pressed(pilot, "web")
        await pilot.press("tab", "enter")
        await settled(pilot)
        assert "42 min production on WEB-7, 18 min customer on Acme Corp, today" in toasts(app)[-1]


async def test_the_log_bar_hands_its_line_over_with_its_note(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await typed(pilot, "2h #WEB-7 @globex pairing")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert _line(app) == "2h #WEB-7 @globex 70/30 pairing"
        await pilot.press("escape")
        await settled(pilot)
        assert log_bar(app).is_open
        assert log_bar(app).field.text == "2h #WEB-7 @globex pairing"
        await pilot.press("ctrl+s", "left", "enter")
        await settled(pilot)
        assert "78 min production on WEB-7, 42 min customer on Globex, Inc., today" in toasts(app)[-1]
        assert not log_bar(app).is_open
        assert log_bar(app).field.text == ""
        await pilot.press("l", "up")
        await settled(pilot)
        assert log_bar(app).field.text == "2h #WEB-7 @globex 65/35 pairing"


async def test_a_wrong_line_is_refused_and_stays_and_escape_changes_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        before = board(app.workspace).own
        await pilot.press("s", "tab")
        await pressed(pilot, "zzz")
        assert "No two sides yet" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "no customer 'zzz" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen is app.page
        assert board(app.workspace).own == before


async def test_without_a_row_there_is_nothing_to_split(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "G", "s")
        await settled(pilot)
        assert toasts(app)[-1] == "this row stands for the snoozed ones; enter unfolds them"
