"""How often a customer is to be met: days since the last contact, ideally and at most."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from standup.domain.errors import UsageError
from standup.domain.text import shown
from standup.domain.weeks import day_words

LONGEST = 1095
"""Days; three years. Who wants to be met less often needs a date, not a cadence."""
_DAYS = re.compile(r"(?P<count>[0-9]{1,4}) ?(?P<unit>d|days?|w|weeks?|months?)?", re.IGNORECASE)
_UNITS = {"": 1, "d": 1, "w": 7, "m": 30}
_SPOKEN = {"weekly": 7, "fortnightly": 14, "monthly": 30, "quarterly": 91, "yearly": 365}
_WORKDAYS_AHEAD = 60


class Cadence(NamedTuple):
    """Days since the last contact: when the next one is wanted, and when it is late."""

    ideal: int
    most: int | None = None

    def __str__(self) -> str:
        """In words: `every 14 days, at most 30`."""
        often = "every day" if self.ideal == 1 else f"every {self.ideal} days"
        return often if self.most is None else f"{often}, at most {self.most}"


class Freshness(StrEnum):
    """How long ago the last contact was, against the cadence."""

    FRESH = "fresh"
    AMBER = "past ideal"
    RED = "past at most"
    UNKNOWN = "no contact known"


def cadence_of(ideal: int | None, most: int | None) -> Cadence | None:
    """The cadence of these days, or None without an ideal; raises UsageError for days that make no sense."""
    if ideal is None:
        if most is not None:
            raise UsageError("at most needs an ideal as well; say --every 14d --at-most 30d")
        return None
    for days in (ideal, most):
        if days is not None and not 1 <= days <= LONGEST:
            raise UsageError(f"{days} days is no cadence; write 1 to {LONGEST} days, such as 14d or 2w")
    if most is not None and most < ideal:
        raise UsageError(f"at most {most} days is less than every {ideal}; say the longer one as at most")
    return Cadence(ideal, most)


def cadence_days(text: str) -> int:
    """Days of `14d`, `14`, `2w`, `2 weeks`, `1 month` (30 days) or `quarterly` (91); raises UsageError."""
    word = text.strip().casefold().removeprefix("every ")
    if word in _SPOKEN:
        return _SPOKEN[word]
    match = _DAYS.fullmatch(word)
    if match is None:
        raise UsageError(f"'{shown(text)}' is no number of days; write 14d, 2w or monthly")
    days = int(match["count"]) * _UNITS[(match["unit"] or "")[:1].casefold()]
    if not 1 <= days <= LONGEST:
        raise UsageError(f"'{shown(text)}' is no cadence; write 1 to {LONGEST} days, such as 14d or 2w")
    return days


def freshness(cadence: Cadence, last_contact: date | None, today: date) -> Freshness:
    """Amber after more days than ideal since the last contact, red after more than at most."""
    if last_contact is None:
        return Freshness.UNKNOWN
    days = (today - last_contact).days
    if cadence.most is not None and days > cadence.most:
        return Freshness.RED
    return Freshness.AMBER if days > cadence.ideal else Freshness.FRESH


def contact_words(last_contact: date | None, today: date) -> str:
    """How long ago the last contact was: `today`, `yesterday`, `3 days ago`, or `never` where none is known."""
    if last_contact is None:
        return "never"
    days = (today - last_contact).days
    return f"{days} days ago" if days > 1 else "yesterday" if days == 1 else "today"


def last_contact_words(last_contact: date | None, today: date) -> str:
    """The last contact with its day: `last contact today`, `last contact Mon 2 Nov`; empty where none is known."""
    if last_contact is None:
        return ""
    near = (today - last_contact).days <= 1
    return f"last contact {contact_words(last_contact, today) if near else day_words(last_contact, today)}"


def next_contact(cadence: Cadence, last_contact: date, is_workday: Callable[[date], bool]) -> date:
    """The day on which the next contact is wanted: the ideal number of days later, or the next workday after that."""
    return workday_from(last_contact + timedelta(days=cadence.ideal), is_workday)


def workday_from(day: date, is_workday: Callable[[date], bool]) -> date:
    """The day itself, or the next workday after it; the day itself where none comes within sixty days."""
    for ahead in range(_WORKDAYS_AHEAD):
        if is_workday(day + timedelta(days=ahead)):
            return day + timedelta(days=ahead)
    return day
