"""Where time is missing on a day: between clock times, and as the rest of what nobody knows about.

Both together never claim more than is missing; what lies between clock times may as well have been a break.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

SHORTEST = 5
"""Minutes; what is shorter between two entries is nobody's gap."""

_MINUTE = timedelta(minutes=1)


class Span(NamedTuple):
    """A span of the real time line; both ends are aware, and the end is not before the start."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Its whole minutes, as they pass, whatever the clock face says."""
        return (self.end.astimezone(UTC) - self.start.astimezone(UTC)) // _MINUTE


class Missing(NamedTuple):
    """What is missing on a day."""

    between: tuple[Span, ...]
    """Between clock times, in time order."""
    rest: int
    """Minutes that are missing beside those."""


def missing(busy: Iterable[Span], unlogged: int) -> Missing:
    """Share the unlogged minutes of a day out over the gaps between its clock times; the rest has no place.

    The earlier gaps come first. One that is longer than what is then still missing is taken for a break.
    """
    found = []
    for gap in free(busy):
        if SHORTEST <= gap.minutes <= unlogged:
            found.append(gap)
            unlogged -= gap.minutes
    return Missing(tuple(found), max(0, unlogged))


def free(busy: Iterable[Span]) -> Iterator[Span]:
    """What lies between the spans, in time order and on whole minutes, in the zone of the span before it."""
    last: datetime | None = None
    for span in sorted(busy, key=lambda one: one.start.astimezone(UTC)):
        if last is not None:
            gap = Span(_up(last), _down(span.start))
            if gap.minutes > 0:
                yield gap
        if last is None or span.end.astimezone(UTC) > last.astimezone(UTC):
            last = span.end


def _down(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _up(moment: datetime) -> datetime:
    whole = _down(moment)
    # Over the real time line: the minute after 2:59 may be 2:00 once more.
    return whole if whole == moment else (whole.astimezone(UTC) + _MINUTE).astimezone(moment.tzinfo)
