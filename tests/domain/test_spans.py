"""Spans of days: what people write, what is whole, and words."""

from __future__ import annotations

from datetime import date

import pytest

from standup.domain.errors import UsageError
from standup.domain.spans import Span, month_of, parse_span, span_between
from standup.domain.weeks import Week

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2026-W40", "2026-09-28", "2026-10-04"),
        ("w40", "2026-09-28", "2026-10-04"),
        ("Last  Week", "2026-11-09", "2026-11-15"),
        ("this week", "2026-11-16", "2026-11-22"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("mon", "2026-11-16", "2026-11-16"),
        ("3 Nov", "2026-11-03", "2026-11-03"),
        ("2026-12-24", "2026-12-24", "2026-12-24"),
    ],
)
def test_what_people_write(words: str, first: str, last: str) -> None:
    assert parse_span(words, FRIDAY) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("soon", "'soon' is no day, week or month; write 2026-11-20, fri, 2026-W47, last week or 2026-11"),
        ("2026-13", "'2026-13' is no month; write 2026-10"),
        ("0000-01", "'0000-01' is no month; write 2026-10"),
        ("2026-W54", "2026 has no week 54; its weeks are 1 to 53"),
        ("30 Feb", "30 Feb does not exist in any year; look at the calendar"),
    ],
)
def test_what_is_no_span(words: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_span(words, FRIDAY)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (None, None, ("2026-11-01", "2026-11-30")),
        ("2026-W40", None, ("2026-09-28", "2026-11-20")),
        ("this week", None, ("2026-11-16", "2026-11-22")),
        ("2026-12-24", None, ("2026-12-24", "2026-12-24")),
        (None, "2026-W40", ("2026-09-28", "2026-10-04")),
        (None, "2026-11-05", ("2026-11-01", "2026-11-05")),
        ("2026-09", "2026-10", ("2026-09-01", "2026-10-31")),
    ],
)
def test_from_one_to_the_other(first: str | None, last: str | None, span: tuple[str, str]) -> None:
    assert span_between(first, last, FRIDAY) == Span(*map(date.fromisoformat, span))


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(UsageError, match="--from 2026-11-01 is after --to 2026-10-31"):
        span_between("2026-11", "2026-10", FRIDAY)


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ("2026-11-02", "2026-11-08", True),
        ("2026-11-02", "2026-11-15", True),
        ("2026-11-02", "2026-11-07", False),
        ("2026-11-03", "2026-11-15", False),
        ("2026-10-01", "2026-10-31", True),
        ("2026-09-01", "2026-10-31", True),
        ("2026-10-01", "2026-10-30", False),
        ("2026-11-01", "2026-11-08", False),  # from a month's first to a week's last day: one day can be told
        ("2026-11-16", "2026-11-20", True),  # until today: nothing is cut off
        ("2026-11-01", "2026-11-20", True),
        ("2026-11-17", "2026-11-20", False),
    ],
)
def test_whole_weeks_or_months(first: str, last: str, whole: bool) -> None:
    assert Span(date.fromisoformat(first), date.fromisoformat(last)).is_whole(FRIDAY) is whole


def test_what_lies_in_a_span() -> None:
    november = month_of(FRIDAY)
    assert FRIDAY in november
    assert date(2026, 12, 1) not in november
    assert november.holds(Week(2026, 47))
    assert not november.holds(Week(2026, 44))
    assert november.days == 30


def test_words() -> None:
    assert str(month_of(FRIDAY)) == "Sun 1 Nov to Mon 30 Nov 2026"
    assert str(Span(date(2025, 12, 30), date(2026, 1, 2))) == "Tue 30 Dec 2025 to Fri 2 Jan 2026"
    assert str(Span(FRIDAY, FRIDAY)) == "Fri 20 Nov 2026"
