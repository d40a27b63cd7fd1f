"""My days: entries in time order, the last working day, and the gaps."""

from __future__ import annotations

from datetime import date, datetime

from standup.domain.records import Bucket, Developer, Leave
from standup.workspace.days import day_of, gaps, last_working_day
from tests.workspace.office import BERLIN, MONDAY, Office, entry


def test_a_day_is_told_in_time_order_with_entries_of_no_time_last() -> None:
    nine = datetime(2026, 11, 23, 9, tzinfo=BERLIN)
    office = Office(entry("a"), entry("b", start=nine), entry("c", start=nine.replace(hour=8)), entry("d"))
    day = day_of(office.dana, MONDAY)
    assert [one.id for one in day.entries] == ["c", "b", "a", "d"]
    assert (day.split.production, day.split.available, day.split.left) == (240, 240, 240)


def test_the_last_working_day_is_friday_after_a_weekend_and_before_leave_of_days() -> None:
    office = Office(Leave(id="l", developer="bob", first=date(2026, 11, 18), last=date(2026, 11, 20)))
    assert last_working_day(office.dana) == date(2026, 11, 20)
    assert last_working_day(office.bob) == date(2026, 11, 17)


def test_a_sunday_with_work_is_a_working_day() -> None:
    office = Office(entry("a", day=date(2026, 11, 22)))
    assert last_working_day(office.dana) == date(2026, 11, 22)


def test_without_hours_weekdays_count() -> None:
    assert last_working_day(Office(Developer(id="mo", name="Mo", timezone="UTC")).by("mo")) == date(2026, 11, 20)


def test_after_three_weeks_of_leave_it_is_yesterday() -> None:
    away = Leave(id="l", developer="dana", first=date(2026, 11, 1), last=date(2026, 11, 22))
    assert last_working_day(Office(away).dana) == date(2026, 11, 22)


def test_gaps_are_past_workdays_with_time_that_nobody_knows_about() -> None:
    holiday = date(2026, 11, 17)
    office = Office(
        entry("a", 480, day=date(2026, 11, 16)),
        entry("b", 180, day=date(2026, 11, 18), bucket=Bucket.OTHER),
        entry("c", 30),
        Leave(id="l1", developer="dana", first=date(2026, 11, 19), last=date(2026, 11, 19)),
        Leave(id="l2", developer="dana", first=date(2026, 11, 20), last=date(2026, 11, 20), half=True),
        holidays_of=lambda developer, year: {holiday: "Holiday"} if year == 2026 else {},
    )
    found = gaps(office.dana)
    assert [(one.day.day, one.available, one.logged, one.unlogged) for one in found] == [
        (18, 480, 180, 300),
        (20, 240, 0, 240),
    ]
    assert gaps(office.dana, 1) == []


def test_nothing_is_asked_of_the_time_before_the_first_entry() -> None:
    assert gaps(Office().dana) == []
    office = Office(entry("a", 480, day=date(2026, 11, 19)))
    assert [one.day for one in gaps(office.dana)] == [date(2026, 11, 20)]


def test_without_hours_there_are_no_gaps() -> None:
    assert gaps(Office(Developer(id="mo", name="Mo", timezone="UTC")).by("mo")) == []
