"""The filter of a list: what it leaves, where the cursor goes, and how it is kept and cleared."""

from __future__ import annotations

import pytest

from standup.tui.app import StandupApp
from standup.tui.widgets.customer_pane import Fold
from standup.tui.widgets.filterbar import FilterBar
from standup.tui.widgets.rows import RowList
from standup.workspace.board import board
from standup.workspace.time import log
from standup.workspace.touchpoint_rows import TouchpointRow
from tests.tui.conftest import MakeApp
from tests.tui.reading import (
    at_once,
    customer,
    pressed,
    production,
    screen_lines,
    screen_text,
    selected_work,
    settled,
    toasts,
    work_rows,
)

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE, SMALL, TABBED = (120, 40), (80, 24), (60, 15)


def keys_of(app: StandupApp) -> list[str]:
    """The keys of the work items shown."""
    return [row.item.key for row in work_rows(app)]


def is_open(app: StandupApp) -> bool:
    """Whether a filter is being typed."""
    return app.screen.query_one(FilterBar).is_open


@pytest.mark.parametrize("size", [SMALL, WIDE, TABBED])
async def test_the_rows_follow_each_key_and_the_title_says_how_many(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("slash")
        assert is_open(app)
        await pressed(pilot, "API")
        assert keys_of(app) == ["API-12", "API-15", "API-21", "API-9"]
        assert "Production 4 of 7 rows /API" in screen_text(app)
        assert "4 of 7" in screen_lines(app)[-2]
        assert "enter Keep" in screen_lines(app)[-1]
        await pressed(pilot, " audit")
        assert keys_of(app) == ["API-15"]
        await pilot.press(*["backspace"] * 6)
        assert len(keys_of(app)) == 4


async def test_enter_keeps_the_filter_and_escape_clears_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"dark", "enter")
        await settled(pilot)
        assert not is_open(app)
        assert production(app).has_focus
        assert keys_of(app) == ["WEB-7"]
        assert "? Help" in screen_lines(app)[-1]
        await pilot.press("slash")
        assert app.screen.query_one(FilterBar).input.value == "dark"
        await pilot.press("enter", "escape")
        await settled(pilot)
        assert len(keys_of(app)) == 7
        selected = selected_work(app)
        assert selected is not None
        assert selected.item.key == "WEB-7"
        assert "Production 5 open, 1 done today, 1 nobody's" in screen_text(app)


async def test_escape_while_typing_shows_all_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"dark", "escape")
        await settled(pilot)
        assert not is_open(app)
        assert production(app).has_focus
        assert len(keys_of(app)) == 7


async def test_keys_act_on_the_rows_that_are_left(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"api", "down", "enter", "2")
        await settled(pilot)
        assert "30 min production on API-15" in toasts(app)[-1]
        await pilot.press("G")
        assert production(app).cursor == 3
        await pilot.press("d")
        assert toasts(app)[-1] == "API-9 is done already"


async def test_the_cursor_stays_on_its_row_and_finds_it_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "j", "slash", *"a")

        def selected() -> str:
            row = selected_work(app)
            return row.item.key if row else ""

        assert selected() == "API-15"
        await pilot.press(*"pi-2")
        assert selected() == "API-21"
        await pilot.press(*["backspace"] * 3)
        assert selected() == "API-15"


async def test_what_is_typed_ahead_filters_and_acts_in_its_order(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        before = board(app.workspace).own
        await at_once(pilot, "/ops3q")
        assert app.is_running
        assert production(app).filter == "ops3q"
        assert board(app.workspace).own == before


async def test_nothing_found_says_how_to_go_on(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"[/x]")
        await settled(pilot)
        assert "Nothing has /[/x]" in screen_text(app)
        assert "esc clears the filter" in screen_text(app)
        assert "Production 0 of 7 rows /[/x]" in screen_text(app)
        await pilot.press("enter", "3", "j", "G", "enter", "pagedown")
        await settled(pilot)
        assert "no row is selected" in toasts(app)[-1]
        await pilot.press("escape")
        assert len(keys_of(app)) == 7


async def test_a_filter_looks_into_the_fold_and_at_every_word_without_accents(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "slash", *"kumar")
        rows = customer(app).rows
        assert [row.customer for row in rows if isinstance(row, TouchpointRow)] == ["Kumar Textiles"]
        assert not any(isinstance(row, Fold) for row in rows)
        await pilot.press("escape", "slash", *"muller karin")
        assert [row.customer for row in customer(app).rows if isinstance(row, TouchpointRow)] == ["Müller & Söhne"]
        assert len(keys_of(app)) == 7


async def test_a_filter_survives_what_others_change(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"api-1")
        log(app.workspace, "45m #API-15", None)
        app.reload()
        await settled(pilot)
        assert is_open(app)
        assert keys_of(app) == ["API-12", "API-15"]
        await pilot.press("5")
        assert production(app).filter == "api-15"


async def test_the_mouse_filters_selects_and_clears(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(200, 60)) as pilot:
        last = screen_lines(app)[-1]
        await pilot.click(offset=(last.index("Filter"), 59))
        await pilot.press(*"api")
        await settled(pilot)
        lines = screen_lines(app)
        row = next(number for number, line in enumerate(lines) if "API-21" in line)
        await pilot.click(offset=(lines[row].index("API-21"), row))
        await settled(pilot)
        assert not is_open(app)
        assert production(app).has_focus
        assert production(app).cursor == 2
        title = next(number for number, line in enumerate(lines) if "/api" in line)
        await pilot.click(offset=(lines[title].index("/api"), title))
        await settled(pilot)
        assert len(keys_of(app)) == 7


async def test_the_team_is_filtered_too(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("T", "slash", *"zoe")
        await settled(pilot)
        table = app.screen.query_one(RowList)
        assert table.found[0] == 1
        assert "Zoë Müller" in screen_text(app)
        assert "Bob Marsh" not in screen_text(app)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert "▸Zoë" in screen_text(app)
