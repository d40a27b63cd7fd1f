"""How often a customer is to be met: what people write, and how late a contact is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.cadence import (
    LONGEST,
    Cadence,
    Freshness,
    cadence_days,
    cadence_of,
    contact_words,
    freshness,
    last_contact_words,
    next_contact,
)
from standup.domain.errors import UsageError

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "days"),
    [("14d", 14), ("14", 14), ("2w", 14), ("2 weeks", 14), ("every 14 days", 14), ("1 month", 30), ("quarterly", 91)],
)
def test_days_as_people_write_them(text: str, days: int) -> None:
    assert cadence_days(text) == days


@pytest.mark.parametrize("text", ["", "0", "0d", "often", "14x", "-3d", "1.5w", "9999 months", "every"])
def test_what_is_no_cadence_is_refused_in_words(text: str) -> None:
    with pytest.raises(UsageError, match=r"no (cadence|number of days); write"):
        cadence_days(text)


def test_at_most_needs_an_ideal_and_is_not_below_it() -> None:
    assert cadence_of(None, None) is None
    assert str(cadence_of(14, 30)) == "every 14 days, at most 30"
    assert str(cadence_of(1, None)) == "every day"
    for ideal, most in ((None, 30), (30, 14), (0, None), (14, LONGEST + 1)):
        with pytest.raises(UsageError):
            cadence_of(ideal, most)


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [(0, Freshness.FRESH), (14, Freshness.FRESH), (15, Freshness.AMBER), (30, Freshness.AMBER), (31, Freshness.RED)],
)
def test_amber_past_the_ideal_and_red_past_at_most(days_ago: int, expected: Freshness) -> None:
    assert freshness(Cadence(14, 30), TODAY - timedelta(days=days_ago), TODAY) is expected


def test_no_contact_known_is_no_colour_and_without_at_most_nothing_is_red() -> None:
    assert freshness(Cadence(14), None, TODAY) is Freshness.UNKNOWN
    assert freshness(Cadence(14), TODAY - timedelta(days=400), TODAY) is Freshness.AMBER


@given(st.integers(1, LONGEST), st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sets(st.integers(0, 6), max_size=6))
def test_the_next_contact_is_a_workday_not_before_the_ideal_and_within_a_week(
    ideal: int, last: date, free: set[int]
) -> None:
    found = next_contact(Cadence(ideal), last, lambda day: day.weekday() not in free)
    assert found.weekday() not in free
    assert 0 <= (found - last).days - ideal < 7


def test_a_calendar_without_workdays_gives_the_day_itself() -> None:
    assert next_contact(Cadence(7), TODAY, lambda day: False) == TODAY + timedelta(days=7)


@pytest.mark.parametrize(("ago", "words"), [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (400, "400 days ago")])
def test_how_long_ago_the_last_contact_was(ago: int, words: str) -> None:
    assert contact_words(TODAY - timedelta(days=ago), TODAY) == words
    assert contact_words(None, TODAY) == "never"


def test_the_last_contact_is_said_as_a_day_or_as_today() -> None:
    today = date(2026, 11, 23)
    assert last_contact_words(today, today) == "last contact today"
    assert last_contact_words(date(2026, 11, 22), today) == "last contact yesterday"
    assert last_contact_words(date(2026, 11, 2), today) == "last contact Mon 2 Nov"
    assert last_contact_words(None, today) == ""
