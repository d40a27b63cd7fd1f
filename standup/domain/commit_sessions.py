"""Sessions of commits: how long somebody was at work, as far as commits can tell.

The rule. A commit ends a stretch of work. Commits that follow each other within `GAP` make one session, and the time
between two of them counts for the later one. The first of a session has no commit before it: it counts `LEAD_IN`, or
less where the day began later, so that no minute lies in two days. A commit that names no work item counts for that of
its session, where the session names exactly one. Minutes are rounded to `STEP`.

Commits cannot tell of breaks, meetings and what was never committed. So their time is offered, and never logged by
itself; time of the same day that is logged by the clock is taken off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from standup.domain.gaps import Span
from standup.domain.records import Bucket, TimeEntry

GAP = timedelta(minutes=90)
"""The longest time between two commits of one session."""
LEAD_IN = timedelta(minutes=30)
"""What the first commit of a session counts."""
STEP = 5
"""Minutes."""


class DayCommit(NamedTuple):
    """A commit of a developer's day; text is to the letter, not yet safe for a terminal."""

    id: str
    repository: str
    subject: str
    work_item: str | None
    """The key of the work item that its subject, or the branch that alone holds it, names."""
    at: datetime | None
    """The author date in the developer's zone; None where it is not mine: clock times are for their developer."""


class Session(NamedTuple):
    """Commits that follow each other closely, and when the work on the first of them began."""

    start: datetime
    commits: tuple[tuple[datetime, str | None], ...]
    """When each was made, and the key that it names."""


class Effort(NamedTuple):
    """What commits of one day tell of the time for one work item, or for none that they name."""

    work_item: str | None
    commits: int
    spans: tuple[Span, ...]


class Unlogged(NamedTuple):
    """An effort that no log of the day covers."""

    effort: Effort
    minutes: int
    """What is offered, in steps."""
    logged: int
    """Minutes of its time that other entries of the day hold already."""


def sessions(made: Iterable[tuple[datetime, str | None]], day_start: datetime) -> list[Session]:
    """The sessions of commits of one day, each given by its moment and its key; all moments are aware."""
    found: list[list[tuple[datetime, str | None]]] = []
    for one in sorted(made, key=lambda one: one[0].astimezone(UTC)):
        if found and _between(found[-1][-1][0], one[0]) <= GAP:
            found[-1].append(one)
        else:
            found.append([one])
    return [Session(_begun(commits[0][0], day_start), tuple(commits)) for commits in found]


def _begun(first: datetime, day_start: datetime) -> datetime:
    lead = min(LEAD_IN, max(timedelta(0), _between(day_start, first)))
    return (first.astimezone(UTC) - lead).astimezone(first.tzinfo)


def efforts(found: Iterable[Session]) -> list[Effort]:
    """The time that sessions tell of, by work item, in the order in which they were begun.

    The spans of all efforts together are the sessions, and none overlaps another.
    """
    counts: dict[str | None, int] = {}
    spans: dict[str | None, list[Span]] = {}
    for session in found:
        named = {key for _, key in session.commits if key is not None}
        only = named.pop() if len(named) == 1 else None
        begun = session.start
        for at, own in session.commits:
            key = own or only
            counts[key] = counts.get(key, 0) + 1
            mine = spans.setdefault(key, [])
            if mine and mine[-1].end == begun:
                mine[-1] = Span(mine[-1].start, at)
            else:
                mine.append(Span(begun, at))
            begun = at
    return [Effort(key, counts[key], tuple(spans[key])) for key in counts]


def unlogged(
    found: Sequence[Effort], entries: Iterable[TimeEntry], timer: tuple[str | None, Span] | None = None
) -> list[Unlogged]:
    """The efforts of a day that its entries do not cover.

    A work item that has an entry on the day, or a running timer (its key, and its time so far), is logged. Commits that
    name no work item may be what production was logged for without a clock time on other work items, or on none.
    """
    entries = list(entries)
    production = [entry for entry in entries if entry.bucket is Bucket.PRODUCTION]
    logged = {entry.work_item for entry in production if entry.work_item} | ({timer[0]} if timer else set())
    busy = [_span(entry.start, entry.minutes) for entry in entries if entry.start is not None]
    busy += [timer[1]] if timer else []
    named = {effort.work_item for effort in found} - {None}
    spare = sum(entry.minutes for entry in production if entry.start is None and entry.work_item not in named)
    left = []
    for effort in found:
        if effort.work_item is not None and effort.work_item in logged:
            continue
        whole = minutes_of(effort.spans)
        free = minutes_of(_without(effort.spans, busy))
        if effort.work_item is None:
            free = max(0, free - spare)
        # An effort of which nothing is logged is worth a step, however short; a remnant of another one is not.
        if free >= STEP or free == whole:
            left.append(Unlogged(effort, max(STEP, STEP * ((free + STEP // 2) // STEP)), whole - free))
    return left


def minutes_of(spans: Iterable[Span]) -> int:
    """The whole minutes of spans that do not overlap, rounded once."""
    seconds = sum((_between(*span) for span in spans), timedelta(0)).total_seconds()
    return int(seconds + 30) // 60


def _span(start: datetime, minutes: int) -> Span:
    return Span(start, (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo))


def _without(spans: Iterable[Span], busy: Iterable[Span]) -> list[Span]:
    """What is left of spans where others are taken out."""
    left = [Span(span.start.astimezone(UTC), span.end.astimezone(UTC)) for span in spans]
    for start, end in busy:
        left = [
            piece
            for span in left
            for piece in (Span(span.start, min(span.end, start)), Span(max(span.start, end), span.end))
            if piece.start < piece.end
        ]
    return left


def _between(first: datetime, second: datetime) -> timedelta:
    """The real time from one moment to another, also in a night on which clocks change."""
    return second.astimezone(UTC) - first.astimezone(UTC)
