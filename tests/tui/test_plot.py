"""The plot of the weeks and the whiskers of a share: the right cells, and told apart without colour."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from standup.domain.split import Band, Split
from standup.domain.weeks import Week
from standup.domain.why import WeekPoint
from standup.tui.ascii import in_ascii
from standup.tui.widgets.splitbars import split_bar
from standup.tui.widgets.weeksplot import plot_legend, weeks_plot
from standup.tui.widgets.whiskers import top_of, whiskers

EXAMPLE = Split(production=1200, customer=180, available=1920, unlogged=540)
EXACT = Split(production=850, customer=150, available=1000)


def test_whiskers_on_a_scale() -> None:
    assert whiskers(EXAMPLE, 40, Band(), 40).plain == "·········├[──●──────]────────────────┤··"
    assert whiskers(EXACT, 40, Band(), 40).plain == "··········[····●····]···················"
    assert whiskers(Split(), 40, Band(), 40).plain == "··········[·········]···················"


def test_a_share_without_hours_has_no_whiskers() -> None:
    bare = Split(production=850, customer=150, available=None, unlogged=None, left=None)
    assert whiskers(bare, 20, Band(), 40).plain == "·····[·●··]·········"


def test_the_scale_has_room_for_all() -> None:
    assert top_of([EXACT], Band()) == 40
    assert top_of([EXAMPLE, Split(customer=55, production=45, available=100)], Band()) == 60
    assert top_of([Split(customer=10)], Band(20, 60)) == 100


def test_hatching_shows_without_colour() -> None:
    assert "╱" in split_bar(EXAMPLE, 20, hatched=True).plain
    assert "░" not in split_bar(EXAMPLE, 20, hatched=True).plain
    assert "╱" not in split_bar(EXAMPLE, 20).plain


def test_closed_weeks_are_solid_and_others_hollow() -> None:
    points = [
        WeekPoint(Week(2026, 45), Split(), closed=False),
        WeekPoint(Week(2026, 46), EXACT, closed=True),
        WeekPoint(Week(2026, 47), EXAMPLE, closed=False),
    ]
    lines = [line.plain.rstrip() for line in weeks_plot(points, Band(), 27, 9)]
    assert lines == [
        " 40 %                  ┬",
        "                       │",
        "                       │",
        "                       │",
        " 20 % ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄│┄┄┄",
        "                ●      ○",
        " 10 % ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┴┄┄┄",
        "",
        "  0 %    –",
        " week   45     46     47",
    ]
    text = "\n".join(in_ascii(line) for line in lines)
    assert text.isascii()
    assert "*" in text
    assert "o" in text


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 2400), st.integers(0, 2400), st.integers(0, 2400), st.booleans()),
        min_size=1,
        max_size=12,
    ),
    st.integers(24, 140),
    st.integers(5, 14),
)
def test_a_plot_fits_and_shows_each_week_once(weeks: list[tuple[int, int, int, bool]], width: int, height: int) -> None:
    points = [
        WeekPoint(
            Week(2026, 1 + number),
            Split(production=production, customer=customer, available=production + customer + gap, unlogged=gap),
            closed,
        )
        for number, (production, customer, gap, closed) in enumerate(weeks)
    ]
    lines = weeks_plot(points, Band(), width, height)
    assert len(lines) == height + 1
    assert all(line.cell_length <= width for line in lines)
    if width >= 6 + 2 * len(points):
        drawn = "\n".join(line.plain for line in lines[:-1])
        solid = sum(one.closed and one.split.share is not None for one in points)
        hollow = sum(not one.closed and one.split.share is not None for one in points)
        assert (drawn.count("●"), drawn.count("○")) == (solid, hollow)


@settings(max_examples=60)
@given(st.integers(0, 2400), st.integers(0, 2400), st.integers(0, 2400), st.integers(5, 90))
def test_whiskers_fill_their_cells_and_hold_the_share(production: int, customer: int, gap: int, width: int) -> None:
    split = Split(production=production, customer=customer, available=production + customer + gap, unlogged=gap)
    drawn = whiskers(split, width, Band(), top_of([split], Band())).plain
    assert len(drawn) == width
    assert drawn.count("●") == (split.share is not None)
    if "├" in drawn and "┤" in drawn:
        assert drawn.index("├") < drawn.index("┤")


def test_the_legend_leaves_the_figures_of_the_band_to_the_axis_where_there_is_little_room() -> None:
    assert plot_legend(Band(), 47).plain == "● closed  ○ not closed  │ range  ┄ band 10-20 %"
    assert plot_legend(Band(), 46).plain.rstrip() == "● closed  ○ not closed  │ range  ┄ band"
