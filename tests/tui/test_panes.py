"""The picture of the Board: nothing jumps, nothing is lost on small screens, and lines keep their columns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events
from textual.content import Content

from standup.config import Settings
from standup.domain.change import Change, Op, altered, create, remove
from standup.domain.records import Snooze, SnoozeReason, WorkItem
from standup.domain.split import Band, Split
from standup.reports.bars import apportion, parts_of
from standup.tui.app import StandupApp
from standup.tui.text import fitted, longest
from standup.tui.widgets.rows import cut_details, most_details
from standup.tui.widgets.splitbars import BAND_MARKS, band_places, split_bar
from standup.workspace.board import CustomerWithout, WorkRow
from tests.tui.conftest import FRIDAY, THURSDAY, Clock, MakeApp, MakeWorkspace
from tests.tui.reading import board_of, customer, production, screen_lines, screen_text, settled, toasts

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE, SMALL, HUGE, TABBED, TINY = (120, 40), (80, 24), (200, 60), (60, 15), (40, 10)
MANY = 300


def line_with(app: StandupApp, words: str) -> int:
    """The number of the first line that has these words."""
    return next(number for number, line in enumerate(screen_lines(app)) if words in line)


@pytest.mark.parametrize("size", [SMALL, WIDE, HUGE, TABBED])
async def test_no_row_moves_when_the_cursor_does(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        before = [line_with(app, key) for key in ("API-12", "WEB-7", "API-15", "API-21")]
        for _ in range(3):
            await pilot.press("j")
            assert [line_with(app, key) for key in ("API-12", "WEB-7", "API-15", "API-21")] == before


async def test_the_foot_tells_more_of_the_row_with_the_cursor(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        assert "doing for 3 days · 0m of 16h spent · due Wed 25 Nov" in screen_text(app)
        assert "starved: overtaken" in screen_text(app)
        await pilot.press("tab", "j", "j")
        assert "Hank Scorpio · ☎ +1 541 5550134" in screen_text(app)
        await pilot.press("tab", "j", "j")
        assert "blocked for 6 days · bob: schema review" in screen_text(app)
        await pilot.press("G")
        assert "✓ API-9" in screen_text(app)
        assert "done today" in screen_text(app)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=40), st.integers(0, 120))
def test_rows_show_as_many_details_as_have_room_and_the_longest_lose_first(below: list[int], room: int) -> None:
    most = most_details(below, room)
    assert most == max((n for n in range(max(below) + 1) if sum(min(lines, n) for lines in below) <= room), default=0)
    shown = cut_details(below, most, room)
    assert sum(shown) <= room
    assert all(min(lines, most) <= part <= lines for lines, part in zip(below, shown, strict=True))
    assert shown == below or sum(shown) == room or sum(below) <= room


async def test_where_not_all_details_have_room_each_row_keeps_some(make_app: MakeApp) -> None:
    """Two narrow panes show no less than one above the other: titles are whole, and room does not lie idle."""
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("tab")
        text = screen_text(app)
        for words in ("Renewal for next year", "Questions after the workshop", "1 snoozed"):
            assert words in text
        assert "What became of the pilot?       … " in text
        before = [line_with(app, words) for words in ("Renewal for", "became of", "New export", "Send the quote")]
        await pilot.press("j")
        assert "unattended: overtaken 3 of 4 days" in screen_lines(app)[customer(app).region.bottom - 2]
        after = [line_with(app, words) for words in ("Renewal for", "became of", "New export", "Send the quote")]
        assert after == before


async def test_the_snoozed_come_into_sight_when_they_are_unfolded(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "G")
        await settled(pilot)
        assert "Kumar Textiles" not in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "enter folds them" in screen_text(app)
        assert "Kumar Textiles" in screen_text(app)


async def test_unfolding_the_snoozed_leaves_the_other_rows_their_words(make_app: MakeApp, clock: Clock) -> None:
    clock.at = FRIDAY  # the line about closing the week takes one from the rows
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "G", "enter")
        assert "snoozed: customer asked" in screen_text(app)
        assert "Renewal for next year" in screen_text(app)


async def test_every_part_of_a_row_is_on_the_board(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=WIDE):
        text = screen_text(app)
        for words in ("▰▰▰▰▱▱ 11h30/16h", "blocked for 6 days", "bob: schema review", "nobody's yet", "done today"):
            assert words in text
        for words in (
            "Acme Corp · Jane Doe",
            "renewal",
            "☎ +49 30 901820",
            "↷2 12 days over",
            "starved: overtaken 7 of 8 days, 1 with customer",
            "time; snoozed twice for production",
            "unattended: overtaken 3 of 4 days",
            "last contact Mon 23 Nov · n plans the next",
        ):
            assert words in text
        assert "Questions after the workshop" in text


async def test_what_was_postponed_once_and_is_late_says_why(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace()
    late = next(one for one in workspace.store.desk("dana").touchpoints if one.title == "New export")
    back = workspace.today()
    snooze = Snooze(on=back - timedelta(days=3), until=back, reason=SnoozeReason.WAITING, by="dana")
    workspace.commit("postponed", [Op(late, altered(late, snoozes=(snooze,)))])
    app = StandupApp(workspace, settings=Settings())
    async with app.run_test(size=WIDE):
        assert "postponed 1×: waiting" in screen_text(app)
        assert "↷1  2 days over" in screen_text(app)


async def test_customers_without_a_next_step_stand_on_an_otherwise_empty_side(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace()
    desks = [workspace.store.desk("dana"), workspace.store.desk(None)]
    workspace.commit("clear the desks", [remove(one) for desk in desks for one in desk.touchpoints])
    app = StandupApp(workspace, settings=Settings())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "end")
        row = customer(app).selected
        assert isinstance(row, CustomerWithout)
        assert "◇ Acme Corp" in screen_text(app)
        await pilot.press("1")
        await settled(pilot)
        assert f"15 min customer on {row.name}, today" in toasts(app)[-1]


@pytest.mark.parametrize("size", [TABBED, TINY])
async def test_where_one_pane_has_room_tabs_stand_for_both(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        tabs = line_with(app, "Production")
        assert "Production 5 open" in screen_lines(app)[tabs]
        assert "Customer 7 open" in screen_lines(app)[tabs]
        assert "API-12" in screen_text(app)
        assert "Acme" not in screen_text(app)
        await pilot.click(offset=(screen_lines(app)[tabs].index("Customer"), tabs))
        await settled(pilot)
        assert customer(app).has_focus
        assert "Acme" in screen_text(app)
        assert "API-12" not in screen_text(app)
        await pilot.press("tab")
        assert production(app).has_focus
        assert "? Help  q Quit  ^p Palette" in screen_lines(app)[-1]


@pytest.mark.parametrize("size", [TINY, TABBED, SMALL, WIDE])
async def test_the_timer_and_the_day_are_always_in_the_header(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("space")
        await settled(pilot)
        header = screen_lines(app)[0]
        for words in ("▶ 0m API-12", "Mon 23 Nov", "Dana"):
            assert words in header


@pytest.mark.parametrize("size", [TINY, TABBED, SMALL, WIDE, HUGE])
async def test_today_is_a_bar_with_words_at_every_size(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size):
        text = screen_text(app)
        assert "Today" in text
        assert "█▓" in text
        assert ("Week" in text) is (size is not TINY)


async def test_a_tall_board_has_a_bar_for_each_day(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=HUGE):
        lines = [line.strip().partition(" ")[0] for line in screen_lines(app)]
        first = lines.index("Mon")
        assert lines[first : first + 5] == ["Mon", "Tue", "Wed", "Today", "Fri"]
        assert lines.index("Week") > first


async def test_the_side_without_the_focus_shows_where_its_cursor_is(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        assert "▌ ● API-12" in screen_text(app)
        assert "▏ ✖ Acme" in screen_text(app)
        await pilot.press("tab")
        assert "▏ ● API-12" in screen_text(app)
        assert "▌ ✖ Acme" in screen_text(app)


def crowded(make_workspace: MakeWorkspace) -> StandupApp:
    """The sample team with many open work items."""
    workspace = make_workspace()
    day = workspace.today()
    items = [
        WorkItem(
            id=f"more-{n:04}",
            key=f"MORE-{n}",
            title=f"Piece 名 {n}",
            created_on=day,
            state_since=day,
            developer="dana",
        )
        for n in range(MANY)
    ]
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    workspace.store.write(Change(id="m" * 32, at=at, by="dana", why="many", ops=tuple(create(one) for one in items)))
    return StandupApp(workspace, settings=Settings())


async def test_a_long_list_scrolls_by_keys_and_wheel_and_has_a_bar(make_workspace: MakeWorkspace) -> None:
    app = crowded(make_workspace)
    async with app.run_test(size=WIDE) as pilot:
        pane = production(app)
        assert pane.show_vertical_scrollbar
        await pilot.press("pagedown")
        page = pane.cursor
        assert 10 < page < pane.size.height
        await pilot.press("pageup")
        assert pane.cursor == 0
        await pilot.press("end")
        await settled(pilot)
        assert pane.cursor == len(pane.rows) - 1
        assert "✓ API-9" in screen_text(app)
        await pilot.press("home")
        await settled(pilot)
        assert pane.scroll_offset.y == 0
        at = (20, 12)
        pilot.app.screen._forward_event(
            events.MouseScrollDown(pane, *at, 0, 1, 0, False, False, False, screen_x=20, screen_y=12)
        )
        await settled(pilot)
        assert pane.scroll_offset.y > 0
        assert pane.cursor == 0
        assert all(cell_len(line) == WIDE[0] for line in screen_lines(app))
        row = line_with(app, "MORE-")
        await pilot.click(offset=(20, row))
        assert isinstance(pane.selected, WorkRow)
        assert pane.selected.item.key in screen_lines(app)[row]


SPLITS = st.builds(
    Split,
    production=st.integers(0, 3000),
    customer=st.integers(0, 3000),
    other=st.integers(0, 600),
    unlogged=st.integers(0, 600),
    left=st.integers(0, 2400),
)


@given(SPLITS, st.integers(20, 200), st.integers(0, 60), st.integers(1, 40))
def test_the_band_is_on_the_bar_and_the_bar_keeps_its_width(split: Split, width: int, low: int, more: int) -> None:
    band = Band(low, low + more)
    drawn = split_bar(split, width, band).plain
    assert cell_len(drawn) == width
    marks = [drawn.count(mark) for mark in BAND_MARKS]
    assert marks in ([1, 1], [0, 0])
    if marks == [1, 1]:
        assert drawn.index("[") + 1 < drawn.index("]")


@given(SPLITS, st.integers(40, 200))
def test_customer_time_begins_between_the_marks_where_the_share_is_well_within_the_band(
    split: Split, width: int
) -> None:
    band = Band(10, 30)
    cells = apportion(parts_of(split), width)
    places = band_places(split, band, cells) if split.logged else ()
    if places and split.share is not None:
        slack = Fraction(2, max(1, cells[0] + cells[1]))  # cells are whole
        begins = cells[0]
        if Fraction(10, 100) + slack < split.share < Fraction(30, 100) - slack:
            assert places[0] < begins <= places[1]
        if split.share < Fraction(10, 100) - slack:
            assert begins >= places[1]
        if split.share > Fraction(30, 100) + slack:
            assert begins <= places[0] + 1


@given(st.text(st.sampled_from("ab 名é·-"), max_size=40), st.integers(1, 40))
def test_what_is_cut_fits_and_says_so(text: str, width: int) -> None:
    found = fitted(Content(text), width)
    assert found.cell_length == width
    assert ("…" in found.plain) is (cell_len(text) > width)


def test_a_cut_falls_between_words_if_that_is_near() -> None:
    assert fitted(Content("Dark mode for the settings page"), 22).plain.rstrip() == "Dark mode for the…"
    assert fitted(Content("Characteristically long"), 12).plain.rstrip() == "Characteris…"
    assert fitted(Content("First call after the fair"), 18).plain.rstrip() == "First call after…"


def test_widths_are_those_of_what_is_shown() -> None:
    assert longest(["ab", "名名", "\x1b["], 9) == 4
    assert longest([], 9) == 0
    assert longest(["x" * 20], 9) == 9


@pytest.mark.parametrize("size", [SMALL, WIDE, (100, 30), (140, 50)])
async def test_due_dates_end_in_one_column(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size):
        ends = {}
        for glyph, words in (("✖", "days over"), ("◆", "days over"), ("▲", "days over"), ("◇", "no next step")):
            line = next(line for line in screen_lines(app) if f" {glyph} " in line and words in line)
            ends[glyph] = cell_len(line[: line.rindex(words)] + words)
        assert len(set(ends.values())) == 1, ends


async def test_the_counts_of_the_titles_are_those_of_handing_over_and_of_the_rows(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=HUGE) as pilot:
        desk, view = app.workspace.store.desk("dana"), board_of(app).view
        assert view is not None
        assert f"Production {len(desk.work_items)} open, 1 done today, 1 nobody's" in screen_text(app)
        without = f"{len(view.no_next_step)} no next step, " if view.no_next_step else ""
        title = customer(app).heading().plain
        assert title.startswith(f"Customer {len(desk.touchpoints)} open, ")
        assert f"{without}{len(view.snoozed)} snoozed" in title
        await pilot.press("H")
        await settled(pilot)
        words = f"{len(desk.touchpoints)} touchpoints and {len(desk.work_items)} work items open"
        assert words in screen_text(app)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert Content.from_markup(str(customer(app).border_title)).cell_length <= customer(app).size.width
