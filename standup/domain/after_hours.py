"""Work after hours, as a total of several people alone: nobody's evenings are anybody's figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from standup.domain.duration import format_minutes
from standup.domain.records import TimeEntry

MORNING, EVENING = time(7), time(19)
FEWEST_PEOPLE = 3
DEFINITION = f"before {MORNING.hour}:00, after {EVENING.hour}:00, and on weekends without agreed hours"


class AfterHours(NamedTuple):
    """Minutes after hours of a whole team; None where fewer than three people have any."""

    minutes: int | None = None

    @property
    def words(self) -> str:
        """The total, or that it is not told."""
        if self.minutes is None:
            return f"not told: under {FEWEST_PEOPLE} people have any"
        return f"{format_minutes(self.minutes)} in all"


def after_hours_minutes(entries: Iterable[TimeEntry], zone: tzinfo, works_on: Callable[[date], bool]) -> int:
    """One developer's minutes after hours, in local time; `works_on` says whether a day has agreed hours.

    On a weekend without agreed hours everything counts; on other days, what has no start does not.
    """
    return sum(_minutes(entry, zone, works_on) for entry in entries)


def _minutes(entry: TimeEntry, zone: tzinfo, works_on: Callable[[date], bool]) -> int:
    if entry.day.weekday() >= 5 and not works_on(entry.day):
        return entry.minutes
    if entry.start is None:
        return 0
    begin = entry.start.astimezone(UTC)
    end = begin + timedelta(minutes=entry.minutes)
    first, last = (datetime.combine(entry.day, at, zone).astimezone(UTC) for at in (MORNING, EVENING))
    within = max(timedelta(), min(end, last) - max(begin, first))
    return entry.minutes - int(within.total_seconds()) // 60


def team_after_hours(minutes: Iterable[int]) -> AfterHours:
    """The total of a team, of each developer's minutes; not told where it could be one or two people's."""
    some = [each for each in minutes if each]
    return AfterHours(sum(some) if len(some) >= FEWEST_PEOPLE else None)
