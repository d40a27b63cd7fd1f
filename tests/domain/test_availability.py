from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.availability import (
    available_minutes,
    contract_minutes,
    is_workday,
    leave_halves,
    no_holidays,
    owes_from,
    spread_week,
    with_hours,
)
from standup.domain.records import DayMinutes, Developer, HoursPeriod, Leave

MONDAY = date(2026, 11, 16)
SATURDAY = date(2026, 11, 21)
FULL: DayMinutes = (480, 480, 480, 480, 480, 0, 0)
SHORT: DayMinutes = (360, 360, 360, 360, 0, 0, 0)
ODD: DayMinutes = (465, 465, 465, 465, 465, 0, 0)

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
DAY_MINUTES = st.tuples(*[st.integers(0, 1440)] * 7)


def dana(*periods: HoursPeriod) -> Developer:
    return Developer(id="dana", name="Dana", timezone="Europe/Berlin", hours=periods)


def off(first: date, last: date | None = None, *, half: bool = False, developer: str = "dana") -> Leave:
    return Leave(id=f"off-{first}-{half}", developer=developer, first=first, last=last or first, half=half)


@st.composite
def developers(draw: st.DrawFn) -> Developer:
    """Somebody whose hours changed up to four times, with or without a start of the first."""
    developer = dana()
    for start in draw(st.lists(st.none() | DAYS, max_size=4)):
        developer = dana(*with_hours(developer, draw(DAY_MINUTES), start))
    return developer


@st.composite
def leaves(draw: st.DrawFn) -> list[Leave]:
    found = []
    for first in draw(st.lists(DAYS, max_size=4)):
        last = first + timedelta(days=draw(st.integers(0, 300)))
        found.append(off(first, last, half=draw(st.booleans()), developer=draw(st.sampled_from(["dana", "bob"]))))
    return found


@given(developers(), DAYS, leaves(), st.sets(DAYS, max_size=5))
def test_available_lies_between_nothing_and_the_contract(
    developer: Developer, day: date, leave: list[Leave], holidays: set[date]
) -> None:
    agreed = contract_minutes(developer, day)
    available = available_minutes(developer, day, leave, dict.fromkeys(holidays, "Holiday"))
    if agreed is None:
        assert available is None
    else:
        assert available is not None
        assert 0 <= available <= agreed


@given(developers(), DAY_MINUTES, DAYS, DAYS)
def test_new_hours_never_rewrite_the_days_before_their_start(
    developer: Developer, minutes: DayMinutes, start: date, day: date
) -> None:
    later = dana(*with_hours(developer, minutes, start))
    if day < start:
        assert contract_minutes(later, day) == contract_minutes(developer, day)
    elif not any(period.start and start < period.start <= day for period in developer.hours):
        assert contract_minutes(later, day) == minutes[day.weekday()]


@given(st.integers(0, 5 * 1440))
def test_a_week_is_spread_without_losing_a_minute(minutes: int) -> None:
    days = spread_week(minutes)
    assert sum(days) == minutes
    assert max(days[:5]) - min(days[:5]) <= 1
    assert days[5:] == (0, 0)


def test_the_first_hours_hold_for_all_earlier_days_unless_a_start_is_given() -> None:
    assert contract_minutes(dana(*with_hours(dana(), FULL, None)), date(1999, 1, 1)) == 480
    hired = dana(*with_hours(dana(), FULL, MONDAY))
    assert contract_minutes(hired, MONDAY - timedelta(days=3)) is None
    assert contract_minutes(hired, MONDAY) == 480
    assert contract_minutes(dana(), MONDAY) is None


def test_part_time_from_a_day_on() -> None:
    developer = dana(*with_hours(dana(*with_hours(dana(), FULL, None)), SHORT, MONDAY))
    assert [contract_minutes(developer, MONDAY + timedelta(days=n)) for n in range(-3, 5)] == [
        *(480, 0, 0),
        *(360, 360, 360, 360, 0),
    ]


def test_hours_from_the_same_day_are_replaced_not_added() -> None:
    once = dana(*with_hours(dana(), FULL, MONDAY))
    assert with_hours(once, SHORT, MONDAY) == (HoursPeriod(minutes=SHORT, start=MONDAY),)


@pytest.mark.parametrize(
    ("leave", "available"),
    [
        ([], 465),
        ([off(MONDAY)], 0),
        ([off(MONDAY - timedelta(days=9), MONDAY + timedelta(days=9))], 0),
        ([off(MONDAY, half=True)], 233),  # the odd minute stays with the developer
        ([off(MONDAY, half=True), off(MONDAY - timedelta(days=1), MONDAY, half=True)], 0),
        ([off(MONDAY, half=True), off(MONDAY)], 0),
        ([off(MONDAY + timedelta(days=1)), off(MONDAY - timedelta(days=1))], 465),
        ([off(MONDAY, developer="bob")], 465),
    ],
)
def test_leave(leave: list[Leave], available: int) -> None:
    developer = dana(HoursPeriod(minutes=ODD))
    assert available_minutes(developer, MONDAY, leave, {}) == available


def test_a_public_holiday_takes_the_day_also_from_a_half_day_of_leave() -> None:
    developer = dana(HoursPeriod(minutes=FULL))
    assert available_minutes(developer, MONDAY, [off(MONDAY, half=True)], {MONDAY: "Repentance Day"}) == 0


def test_workdays_are_days_with_minutes() -> None:
    developer = dana(HoursPeriod(minutes=FULL))
    assert is_workday(developer, MONDAY, [], {})
    assert is_workday(developer, MONDAY, [off(MONDAY, half=True)], {})
    assert not is_workday(developer, MONDAY, [off(MONDAY)], {})
    assert not is_workday(developer, MONDAY, [], {MONDAY: "Repentance Day"})
    assert not is_workday(developer, SATURDAY, [], {})
    assert is_workday(dana(HoursPeriod(minutes=(0, 0, 0, 0, 0, 240, 0))), SATURDAY, [], {})


def test_without_hours_the_workdays_are_monday_to_friday_less_holidays_and_leave() -> None:
    assert is_workday(dana(), MONDAY, [], {})
    assert is_workday(dana(), MONDAY, [off(MONDAY, half=True)], {})
    assert not is_workday(dana(), SATURDAY, [], {})
    assert not is_workday(dana(), MONDAY, [off(MONDAY)], {})
    assert not is_workday(dana(), MONDAY, [], {MONDAY: "Repentance Day"})


def test_no_holidays_has_none() -> None:
    assert no_holidays(dana(), 2026) == {}


def test_leave_is_counted_in_halves_and_never_beyond_a_day() -> None:
    half = Leave(id="h", developer="dana", first=date(2026, 11, 23), last=date(2026, 11, 24), half=True)
    whole = Leave(id="w", developer="dana", first=date(2026, 11, 24), last=date(2026, 11, 24))
    bob = Developer(id="bob", name="Bob", timezone="UTC")
    days = [date(2026, 11, day) for day in (22, 23, 24)]
    assert [leave_halves(dana(), day, [half, whole]) for day in days] == [0, 1, 2]
    assert [leave_halves(dana(), day, [half, half]) for day in days] == [0, 2, 2]
    assert [leave_halves(bob, day, [half, whole]) for day in days] == [0, 0, 0]


def test_time_is_asked_from_the_first_of_joining_logging_and_a_given_start() -> None:
    joined = replace(dana(HoursPeriod(minutes=FULL)), joined_on=date(2026, 11, 18))
    assert owes_from(joined, None) == date(2026, 11, 18)
    assert owes_from(joined, date(2026, 11, 20)) == date(2026, 11, 18)
    assert owes_from(joined, date(2026, 11, 16)) == date(2026, 11, 16)
    earlier = replace(joined, hours=with_hours(joined, FULL, date(2026, 1, 5)))
    assert owes_from(earlier, None) == date(2026, 1, 5)
    assert owes_from(dana(HoursPeriod(minutes=FULL)), date(2026, 11, 16)) is None
