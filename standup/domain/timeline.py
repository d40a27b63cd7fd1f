"""Local days on the real time line: what a span of clock time means where clocks change twice a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple, TypeVar

from standup.domain.errors import UsageError

T = TypeVar("T")


class Piece(NamedTuple):
    """The part of a span that lies on one local day."""

    day: date
    start: datetime
    """Aware, in the zone of the day."""
    seconds: int


def local_time(day: date, clock: time, zone: tzinfo) -> datetime:
    """The aware datetime of a clock time on a day; a time that occurs twice means the first.

    Raises UsageError for a time that the zone skips that day.
    """
    moment = datetime.combine(day, clock, zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise UsageError(f"{clock:%H:%M} does not exist on {day} in {zone}: the clocks go forward")
    return moment


def start_of_day(day: date, zone: tzinfo) -> datetime:
    """The first moment of a local day, also where midnight itself is skipped."""
    return datetime.combine(day, time(), zone).astimezone(UTC).astimezone(zone)


@lru_cache(maxsize=64)
def day_minutes(day: date, zone: tzinfo) -> int:
    """How long a local day is: 1,440 minutes, but for the two days on which clocks change."""
    end = start_of_day(day + timedelta(days=1), zone)
    return int((end.astimezone(UTC) - start_of_day(day, zone).astimezone(UTC)).total_seconds()) // 60


def pieces(start: datetime, end: datetime, zone: tzinfo) -> Iterator[Piece]:
    """The span from `start` to `end` (aware), cut at each local midnight; seconds are real, not of the clock face.

    The pieces add up to the whole seconds of the span.
    """
    begin, stop = start.astimezone(UTC), end.astimezone(UTC)
    at, done = begin, 0
    while at < stop:
        until = min(stop, _next_midnight(at, zone))
        elapsed = int((until - begin).total_seconds())
        local = at.astimezone(zone)
        yield Piece(local.date(), local, elapsed - done)
        at, done = until, elapsed


def _next_midnight(at: datetime, zone: tzinfo) -> datetime:
    tomorrow = at.astimezone(zone).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), zone).astimezone(UTC)
    if midnight > at:
        return midnight
    # Newfoundland once set its clocks back a minute after midnight: that evening has two midnights.
    return datetime.combine(tomorrow, time(fold=1), zone).astimezone(UTC)


def whole_minutes(seconds: Sequence[int]) -> list[int]:
    """Seconds as whole minutes, rounded cumulatively: each running sum is right to half a minute.

    A part never differs from its seconds by a full minute, and the parts add up to the rounded whole.
    """
    minutes, done, total = [], 0, 0
    for part in seconds:
        total += part
        rounded = (total + 30) // 60
        minutes.append(rounded - done)
        done = rounded
    return minutes
