"""ISO weeks: Monday first, named `2026-W47`, numbered 1 to 52 or 53."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from standup.domain.errors import UsageError
from standup.domain.text import shown

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO_WEEK = r"(?:(\d{4})-?)?w(\d{1,2})"
_FIRST_YEAR, _LAST_YEAR = 1900, 9998  # weeks before and after are looked at too, and must exist


class Week(NamedTuple):
    """One ISO week; weeks compare and sort in time."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """The week in which `day` lies; its year is the ISO year."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str, today: date) -> Week:
        """Read `2026-W47`, `W47` (of the current ISO year), `this`, `last`, `next`, or any ISO date within the week.

        Raises UsageError for anything else, for a week 53 in a year that has 52, and outside the years 1900 to 9998.
        """
        words = text.strip().lower()
        steps = {"this": 0, "last": -1, "next": 1}
        if words in steps:
            return cls.of(today) + steps[words]
        if match := re.fullmatch(_ISO_WEEK, words, re.ASCII):
            year = int(match[1]) if match[1] else today.isocalendar().year
            return cls.numbered(year, int(match[2]))
        try:
            day = date.fromisoformat(words)
        except ValueError:
            raise UsageError(
                f"'{shown(text)}' is no week; write 2026-W47, W47, this, last or a date such as 2026-11-20"
            ) from None
        return cls.numbered(*day.isocalendar()[:2])

    @classmethod
    def numbered(cls, year: int, number: int) -> Week:
        """The week with this number; raises UsageError where the year has no such week."""
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise UsageError(f"a week of the year {year} is no week of a team; write 2026-W47")
        try:
            date.fromisocalendar(year, number, 1)
        except ValueError:
            last = date(year, 12, 28).isocalendar().week
            raise UsageError(f"{year} has no week {number}; its weeks are 1 to {last}") from None
        return cls(year, number)

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days, Monday first."""
        return tuple(self.monday + timedelta(days=n) for n in range(7))

    def __add__(self, weeks: object) -> Week:
        if not isinstance(weeks, int):
            return NotImplemented
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __sub__(self, weeks: int) -> Week:
        return self + -weeks

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


def weeks_between(first: Week, last: Week) -> Iterator[Week]:
    """Each week from `first` to `last`, both included; none where `last` is earlier."""
    week = first
    while week <= last:
        yield week
        week += 1


def day_words(day: date, today: date | None = None) -> str:
    """A day as people write it: `Fri 20 Nov`, with the year where it is not that of `today`."""
    words = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return words if today is None or day.year == today.year else f"{words} {day.year}"
