"""The running timer: how long it ran, and when it must not be believed without asking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from fractions import Fraction
from typing import NamedTuple

from standup.domain.duration import round_half_up
from standup.domain.errors import UsageError
from standup.domain.records import LONGEST_DAY, Timer
from standup.domain.timeline import pieces, whole_minutes
from standup.domain.weeks import day_words

_WORTH_LOGGING = 30  # seconds


class Run(NamedTuple):
    """What a timer makes of one local day."""

    start: datetime
    minutes: int


def elapsed_minutes(timer: Timer, now: datetime) -> int:
    """Whole minutes since the timer was started; zero where the clock stands before its start."""
    return max(0, int((now - timer.started_at).total_seconds()) // 60)


def must_ask(timer: Timer, now: datetime, zone: tzinfo) -> bool:
    """Whether the timer was started on another local day, or in the future: then nobody knows when work ended."""
    return now < timer.started_at or timer.started_at.astimezone(zone).date() != now.astimezone(zone).date()


def runs(timer: Timer, end: datetime, zone: tzinfo, *, round_to: int = 1) -> Iterator[Run]:
    """The minutes from start to `end`, cut at local midnight; none where they round to nothing.

    `round_to` (minutes) rounds the whole to its nearest multiple, a half up, but never to nothing what ran for half a
    minute. What is rounded away or added belongs to the last day, so that no minute falls on a day that the timer
    did not see. Raises UsageError where the end lies before the start.
    """
    if end < timer.started_at:
        started = timer.started_at.astimezone(zone)
        raise UsageError(
            f"the timer was started {day_words(started.date())} {started:%H:%M}, after that; nothing logged"
        )
    cut = list(pieces(timer.started_at, end, zone))
    seconds = sum(piece.seconds for piece in cut)
    rest = round_half_up(Fraction(seconds, 60 * round_to)) * round_to
    if not rest and seconds >= _WORTH_LOGGING:
        rest = round_to
    for piece, exact in zip(cut, whole_minutes([piece.seconds for piece in cut]), strict=True):
        minutes = min(rest, LONGEST_DAY if piece is cut[-1] else exact)
        rest -= minutes
        if minutes:
            yield Run(piece.start, minutes)
