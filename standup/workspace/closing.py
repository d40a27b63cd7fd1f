"""Closing and reopening my own weeks, and what was corrected in closed and published ones since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from standup.domain.change import Op, create, remove
from standup.domain.closing import (
    Correction,
    Since,
    Standing,
    asks_for_week_before,
    check_begun,
    check_unpublished,
    correction,
    week_to_close,
)
from standup.domain.errors import StandupError, UsageError
from standup.domain.records import Bucket, ClosedWeek, Developer, PublishedWeek, Role, Sums
from standup.domain.split import Split
from standup.domain.weeks import Week, day_words
from standup.reports.summary import MemberWeek, WeekSummary, for_member
from standup.store.protocol import Roster
from standup.workspace.session import Workspace, at_one_moment, zone_of
from standup.workspace.weeks import DeveloperWeek, by_day, developer_week

S = TypeVar("S", bound=Struct)


def close_week(workspace: Workspace, week: Week) -> ClosedWeek:
    """Say that a week of mine is complete; raises UsageError where it has not begun or is closed already."""
    me = workspace.developer()
    today = workspace.today(me)
    check_begun(week, today, "close")
    records = workspace.store.week(me.id, week)
    if records.closed is not None:
        on = day_words(_local(records.closed.closed_at, me), today)
        raise UsageError(f"you closed {week} on {on}; nothing was changed")
    closing = ClosedWeek(
        id=workspace.new_id(),
        developer=me.id,
        week=str(week),
        closed_at=workspace.now(),
        logged=Sums.of(_sums(by_day(records.entries))),
    )
    workspace.commit(f"close {week}", [create(closing)])
    return closing


def reopen_week(workspace: Workspace, week: Week) -> ClosedWeek:
    """Take back that a week of mine is complete, and return the closing that it had.

    Raises UsageError where the week is open, or published by now.
    """
    me = workspace.developer()
    today = workspace.today(me)
    records = workspace.store.week(me.id, week)
    if records.closed is None:
        raise UsageError(f"{week} is open; there is nothing to reopen")
    check_unpublished(week, published_on(workspace, me, week), today)
    workspace.commit(f"reopen {week}", [remove(records.closed)])
    return records.closed


def check_stays_closed(workspace: Workspace, ops: Iterable[Op]) -> None:
    """Raise UsageError where a change would open a week again that is published by now, as undo could."""
    for op in ops:
        if isinstance(op.before, ClosedWeek) and op.after is None:
            me = workspace.developer()
            today = workspace.today(me)
            week = Week.parse(op.before.week, today)
            check_unpublished(week, published_on(workspace, me, week), today)


def published_on(workspace: Workspace, me: Developer, week: Week) -> date | None:
    """My local date on which the lead handed a week on; None where it was not."""
    published = workspace.store.published(week)
    return _local(published.published_at, me) if published else None


class Published(NamedTuple):
    """A week as it was handed on, for the person who asks."""

    week: Week
    at: datetime
    by: str
    """Id of the lead."""
    summary: WeekSummary


@at_one_moment
def published_week(workspace: Workspace, week: Week) -> Published | None:
    """A week as it was published, to the letter; None where it was not.

    A lead gets all of it, anyone else the week with their own row and the team's, as in `standup week`. Raises
    StandupError where the summary cannot be read.
    """
    found = workspace.store.published(week)
    if found is None:
        return None
    summary = _decoded(found, WeekSummary)
    me = workspace.developer()
    if me.role is not Role.LEAD:
        summary = for_member(summary, MemberWeek(developer=me.id, name=me.name, split=Split()))
    return Published(week, found.published_at, found.by, summary)


@at_one_moment
def corrections(workspace: Workspace, roster: Roster, weeks: Collection[Week]) -> tuple[Correction, ...]:
    """What was altered in weeks after they were closed, or after they were published where they are, oldest first.

    A lead gets everybody's totals, anyone else their own; nobody gets entries.
    """
    if not weeks:
        return ()
    me = workspace.developer(roster)
    people = roster.developers.values() if me.role is Role.LEAD else [me]
    ids = [one.id for one in people]
    closings = workspace.store.closings(ids, min(weeks), max(weeks))
    logged = workspace.store.totals(ids, min(weeks), max(weeks))
    found = []
    for week in sorted(set(weeks)):
        published = _published_sums(workspace.store.published(week))
        for one in sorted(people, key=lambda one: (one.name.casefold(), one.id)):
            then = _then(published, closings.get((one.id, week)), one.id)
            if then is not None:
                now = logged.get((one.id, week), {})
                found.append(correction(one.id, one.name, week, then[0], then[1], now))
    return tuple(one for one in found if one is not None)


def _then(
    published: Mapping[str, Sums] | None, closing: ClosedWeek | None, developer: str
) -> tuple[Since, Sums] | None:
    """What a developer's week is compared with: what was published, else what they closed."""
    if published is not None:
        return Since.PUBLISHING, published.get(developer, Sums())
    if closing is not None and closing.logged is not None:
        return Since.CLOSING, closing.logged
    return None


class _Row(Struct):
    developer: str
    split: Split


class _Rows(Struct):
    members: tuple[_Row, ...] = ()


def _published_sums(published: PublishedWeek | None) -> Mapping[str, Sums] | None:
    """What was published of each developer; None where nothing was, or where the summary cannot be read."""
    if published is None:
        return None
    return {
        row.developer: Sums(production=row.split.production, customer=row.split.customer, other=row.split.other)
        for row in _decoded(published, _Rows).members
    }


def _decoded(published: PublishedWeek, kind: type[S]) -> S:
    try:
        return msgspec.convert(published.summary, kind)
    except msgspec.ValidationError as error:
        raise StandupError(
            f"the published summary of {published.week} cannot be read ({error}); update standup, "
            "or restore the backup that was made before it"
        ) from error


def _sums(days: Mapping[date, Mapping[Bucket, int]]) -> Mapping[Bucket, int]:
    return {bucket: sum(day.get(bucket, 0) for day in days.values()) for bucket in Bucket}


def _local(moment: datetime, developer: Developer) -> date:
    return moment.astimezone(zone_of(developer)).date()


def week_due(workspace: Workspace, running: DeveloperWeek) -> Week | None:
    """The week of a developer that it is time to close, seen from their running one; None where there is none."""
    now = workspace.now().astimezone(zone_of(running.developer))
    asks = asks_for_week_before(now.date())
    before = _standing(developer_week(workspace, running.developer, running.week - 1)) if asks else None
    for one in (before, None):
        due = week_to_close(now, _standing(running), one)
        if due is None or workspace.store.published(due) is None:
            return due
    return None


def _standing(week: DeveloperWeek) -> Standing:
    return Standing(week.week, week.available, week.split.logged, week.records.closed is not None)


def not_closed(workspace: Workspace, roster: Roster, week: Week) -> Iterator[Developer]:
    """Who has not closed a week in which they had time available or logged any, by name."""
    for one in sorted(roster.developers.values(), key=lambda one: (one.name.casefold(), one.id)):
        found = developer_week(workspace, one, week)
        worked = any(found.available.values()) and one.active
        if found.records.closed is None and (worked or found.records.entries):
            yield one
