from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import UsageError
from standup.domain.weeks import Week, day_words, weeks_between

TODAY = date(2026, 11, 22)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(9900, 12, 31))


@given(DAYS)
def test_a_day_lies_in_its_week_and_the_week_reads_back(day: date) -> None:
    week = Week.of(day)
    assert week.monday <= day <= week.sunday
    assert day in week.days
    assert Week.parse(str(week), TODAY) == week


@given(DAYS, st.integers(-300, 300))
def test_adding_weeks_moves_the_monday_by_as_many(day: date, weeks: int) -> None:
    week = Week.of(day)
    moved = week + weeks
    assert moved.monday == week.monday + timedelta(weeks=weeks)
    assert moved - weeks == week
    assert (moved > week) == (weeks > 0)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 12, 28), "2020-W53"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2021, 1, 4), "2021-W01"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2025, 12, 28), "2025-W52"),
        (date(2025, 12, 29), "2026-W01"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
    ],
)
def test_weeks_52_53_and_1_at_the_turn_of_the_year(day: date, name: str) -> None:
    assert str(Week.of(day)) == name
    assert Week.parse(name, TODAY) == Week.of(day)


def test_weeks_follow_each_other_over_a_year_with_53() -> None:
    names = [str(week) for week in weeks_between(Week(2026, 52), Week(2027, 2))]
    assert names == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"]
    assert list(weeks_between(Week(2027, 1), Week(2026, 53))) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("this", "2026-W47"),
        ("last", "2026-W46"),
        ("next", "2026-W48"),
        ("W3", "2026-W03"),
        (" w47 ", "2026-W47"),
        ("2026w47", "2026-W47"),
        ("2026-11-22", "2026-W47"),
        ("2026-11-23", "2026-W48"),
    ],
)
def test_the_ways_to_write_a_week(text: str, name: str) -> None:
    assert str(Week.parse(text, TODAY)) == name


def test_a_bare_number_is_of_the_iso_year_not_the_calendar_year() -> None:
    assert Week.parse("W1", date(2027, 1, 1)) == Week(2026, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-W53", "2025 has no week 53; its weeks are 1 to 52"),
        ("2026-W54", "2026 has no week 54; its weeks are 1 to 53"),
        ("W0", "2026 has no week 0; its weeks are 1 to 53"),
        ("0026-W47", "a week of the year 26 is no week of a team; write 2026-W47"),
        ("9999-W52", "a week of the year 9999 is no week of a team; write 2026-W47"),
        ("9999-12-31", "a week of the year 9999 is no week of a team; write 2026-W47"),
        ("soon", "'soon' is no week; write 2026-W47, W47, this, last or a date such as 2026-11-20"),
        ("a\x1b[2Jb", "'a␛[2Jb' is no week; write 2026-W47, W47, this, last or a date such as 2026-11-20"),
    ],
)
def test_what_is_no_week_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        Week.parse(text, TODAY)
    assert str(caught.value) == message


@given(st.text(max_size=30))
def test_any_text_is_a_week_with_seven_days_or_a_usage_error(text: str) -> None:
    try:
        week = Week.parse(text, TODAY)
    except UsageError:
        return
    assert len(week.days) == 7


def test_days_in_words() -> None:
    assert day_words(date(2026, 11, 20)) == "Fri 20 Nov"
    assert day_words(date(2026, 1, 5), TODAY) == "Mon 5 Jan"
    assert day_words(date(2025, 1, 5), TODAY) == "Sun 5 Jan 2025"
