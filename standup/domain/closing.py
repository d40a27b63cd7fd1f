"""Closing a week: when it may be closed and reopened, what was corrected since, and when to remind of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from standup.domain.errors import UsageError
from standup.domain.records import Bucket, Sums
from standup.domain.weeks import Week, day_words

REMINDER_HOUR = 12
"""Local hour of the last workday from which on the week may be closed without hurry."""
_FRIDAY = 4
_LATE_DAYS = (0, 1)
"""Monday and Tuesday, on which the week before is still asked for."""


class Since(StrEnum):
    """What corrections are counted from: the developer's closing, or the lead's publishing."""

    CLOSING = "closing"
    PUBLISHING = "publishing"


class Correction(Struct, frozen=True, kw_only=True):
    """What was altered in one developer's week after it was closed or published; totals in minutes, never entries."""

    developer: str
    """Id, such as `dana`."""
    name: str
    week: Week
    since: Since
    production: int = 0
    customer: int = 0
    other: int = 0

    @property
    def words(self) -> str:
        """What the correction did: `corrected since closing: +45 min customer`."""
        parts = [f"{minutes:+} min {bucket.value}" for bucket in Bucket if (minutes := getattr(self, bucket.value))]
        return f"corrected since {self.since.value}: {', '.join(parts)}"


def correction(
    developer: str, name: str, week: Week, since: Since, then: Sums, now: Mapping[Bucket, int]
) -> Correction | None:
    """The difference per bucket between what was logged then and what is logged now; None where there is none."""
    minutes = {bucket.value: now.get(bucket, 0) - getattr(then, bucket.value) for bucket in Bucket}
    if not any(minutes.values()):
        return None
    return Correction(developer=developer, name=name, week=week, since=since, **minutes)


def check_begun(week: Week, today: date, verb: str) -> None:
    """Raise UsageError for a week that has not begun: nobody can say that it is complete. `verb` is `close`."""
    if week > Week.of(today):
        begins = day_words(week.monday, today)
        raise UsageError(f"{week} has not begun; you can {verb} it from {begins} on")


def check_unpublished(week: Week, published_on: date | None, today: date) -> None:
    """Raise UsageError where the lead has handed a week on, after which nobody reopens it."""
    if published_on is not None:
        raise UsageError(
            f"{week} was published on {day_words(published_on, today)} and stays closed; "
            "what you log in it is kept and shows as a correction"
        )


class Standing(NamedTuple):
    """What a reminder needs to know of one developer's week."""

    week: Week
    available: Mapping[date, int | None]
    """Minutes by day; None where the hours are unknown."""
    logged: int
    """Minutes in the whole week; nobody is asked to close a week in which they logged nothing."""
    is_closed: bool
    """Closed by the developer."""

    @property
    def last_workday(self) -> date | None:
        """The last day with time available; Friday where the hours are unknown, None in a week without workdays."""
        days = [day for day, minutes in self.available.items() if minutes]
        if days:
            return max(days)
        unknown = any(minutes is None for minutes in self.available.values())
        return self.week.days[_FRIDAY] if unknown else None


def week_to_close(now: datetime, running: Standing, before: Standing | None = None) -> Week | None:
    """The week to remind its developer of; None while there is nothing to remind of.

    On Monday and Tuesday that is the week before, and from noon of the last workday on the running one. `now` is in
    the developer's zone.
    """
    if before is not None and now.weekday() in _LATE_DAYS and before.logged and not before.is_closed:
        return before.week
    last = running.last_workday
    if last is None or not running.logged or running.is_closed:
        return None
    is_due = now.date() > last or (now.date() == last and now.hour >= REMINDER_HOUR)
    return running.week if is_due else None


def asks_for_week_before(today: date) -> bool:
    """Whether the week before is still asked for on a day, so that it has to be looked at."""
    return today.weekday() in _LATE_DAYS
