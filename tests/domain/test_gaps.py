"""Where time is missing on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.gaps import SHORTEST, Missing, Span, free, missing

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = {"plain": (2026, 11, 23), "spring": (2026, 3, 29), "autumn": (2026, 10, 25)}


def at(clock: str, day: tuple[int, int, int] = DAYS["plain"], fold: int = 0) -> datetime:
    text = f"{date(*day)} {clock if clock[1].isdigit() else f'0{clock}'}"
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold)


def span(text: str) -> Span:
    start, end = text.split("-")
    return Span(at(start), at(end))


def clocks(found: Missing) -> list[str]:
    return [f"{one.start:%H:%M}-{one.end:%H:%M}" for one in found.between]


def test_what_lies_between_clock_times_is_a_gap_and_the_rest_has_no_place() -> None:
    found = missing([span("13:00-16:00"), span("9:00-10:30"), span("11:15-12:00")], 135)
    assert clocks(found) == ["10:30-11:15", "12:00-13:00"]
    assert found.rest == 30


def test_a_gap_longer_than_what_is_missing_is_a_break() -> None:
    busy = [span("9:00-12:00"), span("13:00-17:00"), span("17:30-18:00")]
    assert missing(busy, 30) == Missing((span("17:00-17:30"),), 0)
    assert missing(busy, 20) == Missing((), 20)
    assert missing(busy, 0) == Missing((), 0)


def test_without_clock_times_all_of_it_is_the_rest() -> None:
    assert missing([], 480) == Missing((), 480)
    assert missing([span("9:00-10:00")], 420) == Missing((), 420)


def test_overlaps_and_what_lies_within_are_no_gap() -> None:
    assert clocks(missing([span("9:00-12:00"), span("9:30-10:00"), span("12:00-13:00")], 480)) == []
    assert clocks(missing([span("9:00-12:00"), span("9:30-10:00"), span("12:30-13:00")], 480)) == ["12:00-12:30"]


@pytest.mark.parametrize(("end", "is_gap"), [("10:04", False), ("10:05", True)])
def test_a_few_minutes_are_no_gap(end: str, is_gap: bool) -> None:
    busy = [span("9:00-10:00"), Span(at(end), at("12:00"))]
    assert bool(missing(busy, 480).between) is is_gap


def test_a_gap_lies_on_whole_minutes() -> None:
    busy = [Span(at("9:00"), at("10:00:20")), Span(at("10:30:40"), at("12:00"))]
    assert clocks(missing(busy, 480)) == ["10:01-10:30"]
    assert missing(busy, 480).rest == 480 - 29


def test_a_gap_over_the_hour_that_comes_twice_is_as_long_as_it_was() -> None:
    autumn = DAYS["autumn"]
    busy = [Span(at("1:00", autumn), at("2:30", autumn)), Span(at("2:30", autumn, fold=1), at("4:00", autumn))]
    [gap] = missing(busy, 480).between
    assert gap.minutes == 60
    spring = DAYS["spring"]
    [gap] = missing([Span(at("1:00", spring), at("1:30", spring)), Span(at("3:30", spring), at("4:00", spring))], 480)[
        0
    ]
    assert gap.minutes == 60


spans = st.lists(
    st.tuples(st.integers(0, 25 * 3600), st.integers(0, 4 * 3600)).map(lambda one: (one[0], one[0] + one[1])),
    max_size=12,
)


@given(spans, st.integers(0, 600), st.sampled_from(sorted(DAYS)))
def test_gaps_never_overlap_what_is_logged_and_never_claim_more_than_is_missing(
    seconds: list[tuple[int, int]], unlogged: int, day: str
) -> None:
    midnight = datetime(*DAYS[day], tzinfo=BERLIN).astimezone(UTC)
    busy = [Span(*((midnight + timedelta(seconds=second)).astimezone(BERLIN) for second in pair)) for pair in seconds]
    found = missing(busy, unlogged)
    assert found.rest >= 0
    assert sum(gap.minutes for gap in found.between) + found.rest == unlogged
    real = [tuple(moment.astimezone(UTC) for moment in one) for one in busy]
    gaps = [tuple(moment.astimezone(UTC) for moment in gap) for gap in found.between]
    for start, end in gaps:
        assert min(one[0] for one in real) <= start < end <= max(one[1] for one in real)
        assert (start.second, end.second) == (0, 0)
        assert all(end <= begin or stop <= start for begin, stop in real if begin < stop)
    assert all(one[1] <= other[0] for one, other in pairwise(gaps))
    assert all(gap.minutes >= SHORTEST for gap in found.between)


@given(spans)
def test_what_is_free_and_what_is_not_make_up_the_whole(pairs: list[tuple[int, int]]) -> None:
    """On whole minutes nothing is lost: free and busy time together reach from the first start to the last end."""
    midnight = datetime(*DAYS["autumn"], tzinfo=BERLIN).astimezone(UTC)
    busy = [
        Span(*((midnight + timedelta(minutes=second // 60)).astimezone(BERLIN) for second in pair)) for pair in pairs
    ]
    taken: set[datetime] = set()
    for start, end in busy:
        first = start.astimezone(UTC)
        taken |= {first + timedelta(minutes=number) for number in range(Span(start, end).minutes)}
    if busy:
        first = min(one.start.astimezone(UTC) for one in busy)
        whole = (max(one.end.astimezone(UTC) for one in busy) - first) // timedelta(minutes=1)
        assert sum(gap.minutes for gap in free(busy)) == whole - len(taken)
