"""What a line of time is read against, and the plan that it becomes before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from standup.domain.change import Op
from standup.domain.duration import format_minutes
from standup.domain.errors import UsageError
from standup.domain.logline import Context, EntryDraft, NextStep, Selection
from standup.domain.records import Bucket, Developer, Record, Role, TimeEntry, Touchpoint
from standup.domain.timeline import day_minutes
from standup.domain.weeks import Week, day_words
from standup.workspace.names import Names
from standup.workspace.session import Workspace, open_touchpoints, zone_of


class Logged(NamedTuple):
    """What a command did with time, in words and as records."""

    words: str
    entries: tuple[TimeEntry, ...] = ()
    completed: Touchpoint | None = None
    planned: Touchpoint | None = None
    hint: str = ""
    """What the person might say as well; safe for a terminal."""

    @property
    def told(self) -> str:
        """What was done, and the hint."""
        return f"{self.words}; {self.hint}" if self.hint else self.words


class Reading(NamedTuple):
    """What a log line is read against, and the names as they were when it was read."""

    context: Context
    names: Names
    me: Developer


def reading(workspace: Workspace, selection: Selection | None = None, day: date | None = None) -> Reading:
    """The context in which a line is read for the person who acts; a line without a day means `day`, or today."""
    names = Names(workspace.store, workspace.me)
    me = workspace.developer(names.roster)
    context = Context(
        now=workspace.now(),
        zone=zone_of(me),
        names=names,
        may_log_for_others=me.role is Role.LEAD,
        selection=selection,
        default_day=day,
    )
    return Reading(context, names, me)


class Plan(NamedTuple):
    """What a line will do when it is committed."""

    logged: Logged
    ops: tuple[Op, ...]
    why: str
    private: bool
    """The change lies in no files but those of the developer whose time it is."""


def is_private(ops: Sequence[Op], developer: str) -> bool:
    """Whether all that is changed belongs to one developer, so that its words may hold their hours."""
    return all(_owner(record) == developer for op in ops for record in (op.before, op.after) if record)


def _owner(record: Record) -> str | None:
    return getattr(record, "developer", None)


class OpenTouchpoints:
    """The team's open touchpoints, read when a line first names a customer.

    Lines that are logged together see what those before them did.
    """

    def __init__(self, workspace: Workspace, names: Names) -> None:
        self._workspace = workspace
        self._names = names

    @cached_property
    def all(self) -> list[Touchpoint]:
        """All that are open now."""
        return open_touchpoints(self._workspace.store, self._names.roster)

    def follow(self, ops: Iterable[Op]) -> None:
        """What the lines before have planned, moved and completed."""
        for op in ops:
            if isinstance(op.before, Touchpoint):
                self.all[:] = [one for one in self.all if one.id != op.before.id]
            if isinstance(op.after, Touchpoint) and op.after.state.is_open:
                self.all.append(op.after)


def new_entry(
    workspace: Workspace, developer: str, draft: EntryDraft, touchpoint: Touchpoint | None = None
) -> TimeEntry:
    """The record of a draft; customer time counts for the draft's own touchpoint, or else for the one given."""
    counts = touchpoint.id if touchpoint and draft.bucket is Bucket.CUSTOMER else None
    return TimeEntry(
        id=workspace.new_id(),
        developer=developer,
        day=draft.day,
        minutes=draft.minutes,
        bucket=draft.bucket,
        start=draft.start,
        work_item=draft.work_item or None,
        customer=draft.customer or None,
        touchpoint=draft.touchpoint or counts,
        note=draft.note,
        tags=draft.tags,
        interrupt=draft.interrupt,
        interrupt_class=draft.interrupt_class,
        asked_by=draft.asked_by,
    )


def next_touchpoint(
    workspace: Workspace, customer: str, before: Touchpoint | None, step: NextStep, *, owner: str, today: date
) -> Touchpoint:
    """The touchpoint that a next step plans: of the same owner and contact as the one before, if there was one."""
    from standup.workspace.touchpoints import new_touchpoint  # what only a next step pays for

    return new_touchpoint(
        workspace,
        customer,
        step.text or "Follow up",
        developer=(before.developer if before else None) or owner,
        today=today,
        due_on=step.day,
        contact=before.contact if before else "",
    )


def refuse_longer_days(
    workspace: Workspace, read: Reading, entries: Sequence[TimeEntry], *, instead_of: TimeEntry | None = None
) -> None:
    """Raise UsageError where a day would hold more time than it has: some of it is logged twice, or on a wrong day.

    `instead_of` is the entry in whose place they come; a day that it leaves no longer than it was is let be.
    """
    for developer, day in sorted({(entry.developer, entry.day) for entry in entries}):
        there = workspace.store.minutes_on(developer, day)
        leaves = instead_of.minutes if instead_of is not None and instead_of.day == day else 0
        new = sum(entry.minutes for entry in entries if (entry.developer, entry.day) == (developer, day))
        most = day_minutes(day, read.names.zone(developer))
        if there - leaves + new > max(most, there if leaves else 0):
            raise UsageError(
                f"{day_words(day)} would hold more than the {format_minutes(most)} that it has; "
                f"`standup today {day}` shows what is logged"
            )


def closed_words(workspace: Workspace, entries: Iterable[TimeEntry]) -> str:
    """What it means that entries lie in weeks that their developer has closed; empty where they do not."""
    weeks = sorted({(entry.developer, Week.of(entry.day)) for entry in entries})
    closed = [str(week) for developer, week in weeks if workspace.store.is_closed(developer, week)]
    return (
        f"{' and '.join(closed)} {'are' if len(closed) > 1 else 'is'} closed: shows as a correction" if closed else ""
    )
