"""The plot of the weeks as lines of text."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.cells import cell_width
from standup.domain.split import Band, Split
from standup.domain.weeks import Week
from standup.reports.plot import plot_lines, scale_of, trend_share, trend_title
from standup.reports.summary import Audience, TrendWeek
from tests.reports.examples import example, split
from tests.reports.laws import splits

W47 = Week(2026, 47)


def week(found: Split | None, *, closed: bool = False) -> TrendWeek:
    return TrendWeek(week=W47, split=found, closed=closed)


def drawn(found: Split | None, *, closed: bool = False) -> str:
    """The track of one week."""
    line = list(plot_lines([week(found, closed=closed)], Band()))[1]
    return line[29:]


def test_a_week_shows_its_range_its_point_and_the_band() -> None:
    assert drawn(split(800, 200, 0, 1000)) == " " * 10 + "·" * 10 + "○"
    assert drawn(split(600, 150, 0, 1000), closed=True) == " " * 10 + "·" * 5 + "├────●" + "─" * 19 + "┤"


def test_a_single_week_is_not_called_the_last_one() -> None:
    assert trend_title(example()) == "The last 5 weeks"
    assert trend_title(example(audience=Audience("dana"))) == "Own last 5 weeks"
    single = replace(example(), trend=example().trend[:1])
    assert trend_title(single) == "The first week"


def test_a_closed_week_is_solid_and_others_are_hollow() -> None:
    lines = list(plot_lines([week(split(90, 10, 0, 100), closed=True), week(split(90, 10, 0, 100))], Band()))
    assert (lines[1].count("●"), lines[1].count("○")) == (2, 0)
    assert (lines[2].count("●"), lines[2].count("○")) == (0, 2)


def test_a_week_without_a_share_or_under_three_people_is_said_and_not_drawn() -> None:
    assert trend_share(week(Split())) == "no share"
    assert trend_share(week(None)) == "under 3 people"
    assert drawn(Split()) == drawn(None) == " " * 10 + "·" * 11


def test_unknown_hours_have_a_point_and_no_range() -> None:
    assert trend_share(week(split(75, 25, 0, None))) == "25 % (?)"
    assert drawn(split(75, 25, 0, None)) == " " * 10 + "·" * 11 + "    ○"


def test_the_scale_is_half_of_the_whole_where_all_fits() -> None:
    assert scale_of([split(50, 50, 0, 100)], Band()) == 50
    assert scale_of([split(49, 51, 0, 100)], Band()) == 100
    assert scale_of([], Band(10, 60)) == 100


@given(
    found=st.lists(st.none() | splits(), max_size=12),
    low=st.integers(0, 100),
    width=st.integers(0, 100),
)
@settings(max_examples=60)
def test_no_line_is_wider_than_a_terminal_and_each_week_has_its_own(
    found: list[Split | None], low: int, width: int
) -> None:
    band = Band(low, min(100, low + width))
    lines = list(plot_lines([week(one) for one in found], band))
    assert len(lines) == 1 + len(found)
    assert all(cell_width(line) <= 80 for line in lines)
    for one, line in zip(found, lines[1:], strict=True):
        share = one.share if one else None
        assert line.count("○") == (2 if share is not None else 1)
        assert share is None or isinstance(share, Fraction)
