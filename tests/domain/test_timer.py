"""How long a timer ran, on which days, and when it must not be believed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import UsageError
from standup.domain.records import LONGEST_DAY, Bucket, Timer
from standup.domain.timer import elapsed_minutes, must_ask, runs

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, fold: int = 0) -> datetime:
    """A local time in Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold)


def timer(start: datetime) -> Timer:
    """A timer that was started then."""
    return Timer(id="dana", developer="dana", started_at=start, bucket=Bucket.OTHER)


def ran(start: datetime, end: datetime, round_to: int = 1) -> list[tuple[int, int]]:
    """Day of the month and minutes of each piece."""
    return [(run.start.day, run.minutes) for run in runs(timer(start), end, BERLIN, round_to=round_to)]


def test_whole_minutes_since_the_start() -> None:
    start = at("2026-11-23 09:00")
    assert elapsed_minutes(timer(start), start + timedelta(seconds=119)) == 1
    assert elapsed_minutes(timer(start), start - timedelta(hours=1)) == 0


def test_it_asks_on_another_day_and_where_the_clock_jumped_back() -> None:
    start = at("2026-11-23 23:50")
    assert not must_ask(timer(start), at("2026-11-23 23:59"), BERLIN)
    assert must_ask(timer(start), at("2026-11-24 00:01"), BERLIN)
    assert must_ask(timer(start), at("2026-11-23 23:49"), BERLIN)
    assert not must_ask(timer(start), at("2026-11-24 00:01"), ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("seconds", "round_to", "expected"),
    [
        (29, 1, []),
        (30, 1, [(23, 1)]),
        (89, 1, [(23, 1)]),
        (90, 1, [(23, 2)]),
        (29, 5, []),
        (30, 5, [(23, 5)]),
        (7 * 60 + 29, 5, [(23, 5)]),
        (7 * 60 + 30, 5, [(23, 10)]),
        (12 * 60 + 30, 5, [(23, 15)]),  # a half always goes up
        (17 * 60 + 30, 5, [(23, 20)]),
        (44 * 60, 15, [(23, 45)]),
    ],
)
def test_rounding(seconds: int, round_to: int, expected: list[tuple[int, int]]) -> None:
    start = at("2026-11-23 09:00")
    assert ran(start, start + timedelta(seconds=seconds), round_to) == expected


@pytest.mark.parametrize(
    ("start", "end", "round_to", "expected"),
    [
        ("2026-11-23 23:30", "2026-11-24 00:12", 1, [(23, 30), (24, 12)]),
        ("2026-11-23 23:30", "2026-11-24 00:12", 5, [(23, 30), (24, 10)]),
        ("2026-11-23 23:57", "2026-11-23 23:59", 5, [(23, 5)]),  # not two minutes of a day to come
        ("2026-11-23 23:53", "2026-11-24 00:00:10", 5, [(23, 5)]),
        ("2026-11-23 23:00", "2026-11-25 01:00", 1, [(23, 60), (24, 1440), (25, 60)]),
        ("2026-10-25 01:30", "2026-10-25 03:30", 1, [(25, 180)]),  # the clocks go back
        ("2026-03-29 01:30", "2026-03-29 03:30", 1, [(29, 60)]),  # the clocks go forward
    ],
)
def test_cut_at_midnight_on_the_real_time_line(
    start: str, end: str, round_to: int, expected: list[tuple[int, int]]
) -> None:
    assert ran(at(start), at(end), round_to) == expected


def test_the_pieces_begin_where_the_days_do() -> None:
    begins = [run.start for run in runs(timer(at("2026-11-23 23:30")), at("2026-11-24 00:12"), BERLIN)]
    assert begins == [at("2026-11-23 23:30"), at("2026-11-24 00:00")]


def test_the_night_in_autumn_has_a_second_half_past_two() -> None:
    assert ran(at("2026-10-25 02:30"), at("2026-10-25 02:30", fold=1)) == [(25, 60)]


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(UsageError, match="started Mon 23 Nov 09:00, after that"):
        ran(at("2026-11-23 09:00"), at("2026-11-23 08:59"))


@given(
    st.integers(0, 2 * 365 * 86_400),
    st.integers(0, 4 * 86_400),
    st.integers(1, 60),
)
def test_the_minutes_add_up_to_the_rounded_whole_and_stay_on_the_days_that_were_seen(
    start: int, seconds: int, round_to: int
) -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=start)
    end = begin + timedelta(seconds=seconds)
    found = list(runs(timer(begin), end, BERLIN, round_to=round_to))
    whole = sum(run.minutes for run in found)
    assert abs(whole * 60 - seconds) <= max(30, round_to * 60)
    assert whole % round_to == 0 or any(run.minutes == LONGEST_DAY for run in found)
    seen = {(begin + timedelta(seconds=at)).astimezone(BERLIN).date() for at in (0, max(0, seconds - 1))}
    days: list[date] = [run.start.date() for run in found]
    assert all(min(seen) <= day <= max(seen) for day in days)
    assert all(1 <= run.minutes <= LONGEST_DAY for run in found)
    assert days == sorted(set(days))
