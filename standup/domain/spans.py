"""Spans of days as people write them: a day, an ISO week or a month, from one to another."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from standup.domain.dates import FIRST_YEAR, LAST_YEAR, Direction, parse_day
from standup.domain.errors import UsageError
from standup.domain.text import shown
from standup.domain.weeks import Week, day_words

_WEEK = r"(?:\d{4}-?)?w\d{1,2}"
_MONTH = r"(\d{4})-(\d{2})"


class Span(NamedTuple):
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __str__(self) -> str:
        """The span in words: `Mon 2 Nov to Sun 8 Nov 2026`."""
        if self.first == self.last:
            return f"{day_words(self.last)} {self.last.year}"
        return f"{day_words(self.first, self.last)} to {day_words(self.last)} {self.last.year}"

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def holds(self, week: Week) -> bool:
        """Whether all seven days of a week lie in it."""
        return self.first <= week.monday and week.sunday <= self.last

    def is_whole(self, today: date) -> bool:
        """Whether it cuts no week, or no month; days still to come cut nothing off."""
        ended = self.last >= today
        weeks = self.first.weekday() == 0 and (self.last.weekday() == 6 or ended)
        months = self.first.day == 1 and (self.last == month_of(self.last).last or ended)
        return weeks or months


def week_span(week: Week) -> Span:
    """The days of a week."""
    return Span(week.monday, week.sunday)


def month_of(day: date) -> Span:
    """The days of the month in which a day lies."""
    return Span(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def parse_span(text: str, today: date) -> Span:
    """A day, week or month that a person wrote: `mon`, `2026-11-20`, `2026-W40`, `last week`, `2026-10`, `this month`.

    A day that is not fully said is the last one past. Raises UsageError for anything else.
    """
    words = " ".join(text.lower().split())
    if words in ("this week", "last week") or re.fullmatch(_WEEK, words, re.ASCII):
        return week_span(Week.parse(words.removesuffix(" week"), today))
    if words in ("this month", "last month"):
        month = month_of(today)
        return month if words == "this month" else month_of(month.first - timedelta(days=1))
    if match := re.fullmatch(_MONTH, words, re.ASCII):
        year, number = int(match[1]), int(match[2])
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12):
            raise UsageError(f"'{shown(text)}' is no month; write 2026-10")
        return month_of(date(year, number, 1))
    try:
        day = parse_day(text, today, Direction.PAST)
    except UsageError as error:
        if "is no day" in str(error):
            raise UsageError(
                f"'{shown(text)}' is no day, week or month; write 2026-11-20, fri, 2026-W47, last week or 2026-11"
            ) from None
        raise
    return Span(day, day)


def span_between(first: str | None, last: str | None, today: date) -> Span:
    """From the first day of one to the last day of the other.

    This month where neither is given. Without an end it ends today, or where what is given ends, if that is later;
    without a beginning it begins with the week or month that is given, or with the month of the day. Raises UsageError
    where it would end before it begins.
    """
    if first is None and last is None:
        return month_of(today)
    if first is None:
        end = parse_span(last or "", today)
        return end if end.days > 1 else Span(month_of(end.last).first, end.last)
    begin = parse_span(first, today)
    until = parse_span(last, today).last if last is not None else max(begin.last, today)
    if until < begin.first:
        raise UsageError(
            f"--from {begin.first} is after --to {until}; the earlier day goes first, as in --from 2026-10 --to 2026-11"
        )
    return Span(begin.first, until)
