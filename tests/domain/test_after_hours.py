"""After hours: the part of an entry that lies outside, and a total that is nobody's figure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.domain.after_hours import after_hours_minutes, team_after_hours
from standup.domain.records import Bucket, TimeEntry

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)


def entry(clock: str, minutes: int, day: date = FRIDAY) -> TimeEntry:
    """An entry that starts at a local time, or without a start."""
    start = datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=BERLIN) if clock else None
    return TimeEntry(id="e", developer="d", day=day, minutes=minutes, bucket=Bucket.PRODUCTION, start=start)


def minutes(one: TimeEntry, *, works: bool = False) -> int:
    """Its minutes after hours."""
    return after_hours_minutes([one], BERLIN, lambda day: works)


@pytest.mark.parametrize(
    ("clock", "length", "outside"),
    [
        ("09:00", 120, 0),
        ("06:30", 60, 30),
        ("18:30", 90, 60),
        ("19:00", 45, 45),
        ("05:00", 60, 60),
        ("06:00", 900, 180),
        ("", 600, 0),
    ],
)
def test_what_lies_before_seven_and_after_nineteen(clock: str, length: int, outside: int) -> None:
    assert minutes(entry(clock, length)) == outside


def test_a_weekend_counts_unless_hours_are_agreed_for_it() -> None:
    assert minutes(entry("", 60, SATURDAY)) == minutes(entry("10:00", 60, SATURDAY)) == 60
    assert minutes(entry("10:00", 60, SATURDAY), works=True) == 0
    assert minutes(entry("20:00", 60, SATURDAY), works=True) == 60


def test_hours_are_those_of_the_developers_zone() -> None:
    start = datetime(2026, 11, 27, 23, 0, tzinfo=ZoneInfo("Asia/Tokyo"))  # 15:00 in Berlin
    one = TimeEntry(id="e", developer="d", day=FRIDAY, minutes=60, bucket=Bucket.PRODUCTION, start=start)
    assert minutes(one) == 0


def test_the_total_is_told_only_over_three_people() -> None:
    assert team_after_hours([60, 30, 0, 0]).minutes is None
    assert team_after_hours([60, 30, 15]).minutes == 105
    assert team_after_hours([]).words == team_after_hours([9]).words == "not told: under 3 people have any"


@settings(max_examples=50)
@given(st.integers(0, 23 * 60), st.integers(0, 59 + 24 * 60))
def test_never_more_than_was_logged(begin: int, length: int) -> None:
    start = datetime(2026, 11, 27, tzinfo=BERLIN) + timedelta(minutes=begin)
    one = TimeEntry(id="e", developer="d", day=FRIDAY, minutes=length, bucket=Bucket.OTHER, start=start)
    assert 0 <= minutes(one) <= length
