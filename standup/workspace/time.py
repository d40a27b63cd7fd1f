"""Time: log a line or a keystroke, edit, delete, complete what was worked on, and find what is not logged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from standup.domain.change import Op, altered, create, remove
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.logline import (
    NONE_NAMED,
    Context,
    EntryDraft,
    LogLine,
    NextStep,
    Selection,
    describe,
    parse,
    parse_parts,
    resolve,
)
from standup.domain.records import Bucket, Developer, Role, TimeEntry, Tombstone, Touchpoint, WorkState
from standup.domain.split import Split
from standup.domain.text import shown
from standup.domain.timeline import local_time
from standup.domain.touchpoints import completed, counted_for
from standup.domain.weeks import Week, day_words
from standup.workspace.names import Names, find_work
from standup.workspace.references import matching, only
from standup.workspace.session import Workspace, open_touchpoints, zone_of
from standup.workspace.touchpoints import label, new_touchpoint, several, touchpoint_named
from standup.workspace.weeks import developer_week
from standup.workspace.work import moved


class Logged(NamedTuple):
    """What a command did with time, in words and as records."""

    words: str
    entries: tuple[TimeEntry, ...] = ()
    completed: Touchpoint | None = None
    planned: Touchpoint | None = None


class Reading(NamedTuple):
    """What a log line is read against, and the names as they were when it was read."""

    context: Context
    names: Names
    me: Developer


def reading(workspace: Workspace, selection: Selection | None = None) -> Reading:
    """The context in which a line is read for the person who acts."""
    names = Names(workspace.store, workspace.me)
    me = workspace.developer(names.roster)
    context = Context(
        now=workspace.now(),
        zone=zone_of(me),
        names=names,
        may_log_for_others=me.role is Role.LEAD,
        selection=selection,
    )
    return Reading(context, names, me)


def preview(workspace: Workspace, text: str, selection: Selection | None = None) -> str:
    """What a line would do, in words; raises LogLineError where it is wrong. Nothing is changed."""
    read = reading(workspace, selection)
    line = parse(text, read.context)
    return describe(resolve(line, read.context), line.next_step, read.names, read.context.today(line.developer))


def log(workspace: Workspace, text: str, selection: Selection | None = None) -> Logged:
    """Log one line: its entries, and with a next step the touchpoint that it completes and the one that it plans.

    Raises LogLineError, and UsageError where a next step is given and the customer has several open touchpoints.
    """
    read = reading(workspace, selection)
    return _log(workspace, read, parse(text, read.context), selection)


def log_all(workspace: Workspace, texts: Sequence[str]) -> list[Logged]:
    """Log several lines, undone together; all are read first, so that a wrong one changes nothing."""
    read = reading(workspace)
    lines = [parse(text, read.context) for text in texts]
    group = workspace.new_id() if len(lines) > 1 else None
    return [_log(workspace, read, line, None, group=group) for line in lines]


def _log(
    workspace: Workspace, read: Reading, line: LogLine, selection: Selection | None, *, group: str | None = None
) -> Logged:
    drafts = resolve(line, read.context)
    owner = line.developer or read.me.id
    today = read.context.today(line.developer)
    customer = next((draft.customer for draft in drafts if draft.customer), None)
    touchpoint = _touchpoint(workspace, read, customer, selection, needed=line.next_step is not None)
    entries = tuple(new_entry(workspace, owner, draft, touchpoint) for draft in drafts)
    ops = [create(entry) for entry in entries]
    done, planned, more = _following(workspace, read, customer, touchpoint, line, today)
    why = f"log {describe(drafts, line.next_step, read.names)}"
    if line.developer:
        why += f", for {shown(read.names.roster.developers[owner].name)}"
    workspace.commit(why, [*ops, *more], group=group)
    return Logged(describe(drafts, line.next_step, read.names, today), entries, done, planned)


def _touchpoint(
    workspace: Workspace, read: Reading, customer: str | None, selection: Selection | None, *, needed: bool
) -> Touchpoint | None:
    if not customer:
        return None
    everyone = open_touchpoints(workspace.store, read.names.roster)
    if selection is not None and selection.touchpoint is not None and selection.customer == customer:
        return next((one for one in everyone if one.id == selection.touchpoint), None)
    found = counted_for(customer, everyone)
    if needed and len(found.open) > 1:
        name = read.names.customer_name(customer)
        raise UsageError(
            several(name, list(found.open), read.context.today()).replace("name one", "use `done` and name one")
        )
    return found.touchpoint


def _following(
    workspace: Workspace,
    read: Reading,
    customer: str | None,
    touchpoint: Touchpoint | None,
    line: LogLine,
    today: date,
) -> tuple[Touchpoint | None, Touchpoint | None, list[Op]]:
    """What a next step does: the touchpoint done, the one planned, and the operations for both."""
    if line.next_step is None or not customer:
        return None, None, []
    done = completed(touchpoint, today, line.note) if touchpoint else None
    planned = _planned(workspace, read, customer, touchpoint, line.next_step, today)
    ops = [Op(touchpoint, done)] if touchpoint and done else []
    return done, planned, [*ops, create(planned)]


def _planned(
    workspace: Workspace, read: Reading, customer: str, before: Touchpoint | None, step: NextStep, today: date
) -> Touchpoint:
    return new_touchpoint(
        workspace,
        customer,
        step.text or "Follow up",
        developer=(before.developer if before else None) or read.me.id,
        today=today,
        due_on=step.day,
        contact=before.contact if before else "",
    )


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
    )


def quick_log(workspace: Workspace, selection: Selection, minutes: int) -> Logged:
    """Log minutes to a selected row at once, today."""
    read = reading(workspace)
    line = LogLine(minutes=minutes, work_item=selection.work_item, customer=selection.customer)
    return _log(workspace, read, line, selection)


def complete_touchpoint(workspace: Workspace, touchpoint: Touchpoint, text: str = "") -> Logged:
    """Complete a touchpoint with one line: minutes if any, the outcome, and the next step after `>`.

    The outcome is the line's note. Without minutes nothing is logged.
    """
    selection = Selection(customer=touchpoint.customer, touchpoint=touchpoint.id)
    read = reading(workspace, selection)
    line = parse_parts(text, read.context)
    if line.customer != touchpoint.customer or line.work_item:
        raise UsageError(
            f"this completes {label(read.names.roster, touchpoint)}; leave out other work items and customers"
        )
    today = read.context.today()
    timed = line.minutes is not None or line.clock is not None
    drafts = resolve(line, read.context) if timed else ()
    entries = tuple(new_entry(workspace, line.developer or read.me.id, draft, touchpoint) for draft in drafts)
    done = completed(touchpoint, line.day or today, line.note)
    ops = [*(create(entry) for entry in entries), Op(touchpoint, done)]
    planned = None
    if line.next_step is not None:
        planned = _planned(workspace, read, touchpoint.customer, touchpoint, line.next_step, today)
        ops.append(create(planned))
    name = label(read.names.roster, touchpoint)
    words = "; ".join(filter(None, (f"done: {name}", describe(drafts, line.next_step, read.names, today))))
    workspace.commit(f"done with {name}", ops)
    return Logged(words, entries, done, planned)


def complete_work(workspace: Workspace, key: str, text: str = "") -> Logged:
    """Move a work item to done, and log the minutes of the line if it has any."""
    selection = Selection(work_item=key)
    read = reading(workspace, selection)
    item = find_work(workspace.store, read.names.roster, key, first=read.me.id)
    if item is None:
        raise NotFoundError(f"no work item '{shown(key)}'")
    line = parse_parts(text, read.context)
    if line.customer or (line.work_item and line.work_item != item.key):
        raise UsageError(f"this completes {shown(item.key)}; leave out other work items and customers")
    today = read.context.today()
    timed = line.minutes is not None or line.clock is not None
    drafts = resolve(line, read.context) if timed else ()
    entries = tuple(new_entry(workspace, line.developer or read.me.id, draft) for draft in drafts)
    later = moved(item, WorkState.DONE, today)
    workspace.commit(f"done with {shown(item.key)}", [*(create(entry) for entry in entries), Op(item, later)])
    words = f"done: {shown(item.key)} {shown(item.title)}"
    return Logged("; ".join(filter(None, (words, describe(drafts, None, read.names, today)))), entries)


def complete(workspace: Workspace, name: str, text: str = "") -> Logged:
    """Complete the work item with this key, or else the touchpoint with this reference or customer."""
    roster = workspace.store.roster()
    item = find_work(workspace.store, roster, name.removeprefix("#"), first=workspace.me)
    if item is not None and not name.startswith("@"):
        return complete_work(workspace, item.key, text)
    return complete_touchpoint(workspace, touchpoint_named(workspace, name, roster), text)


def entry_named(workspace: Workspace, text: str) -> TimeEntry:
    """One of my entries by its short reference, the latest week first; raises NotFoundError."""
    for week in reversed(workspace.store.weeks(workspace.me)):
        if found := matching(workspace.store.week(workspace.me, week).entries, text):
            return only(found, text, "entry", "`standup today`")
    return only([], text, "entry of yours", "`standup today`")


def edit_entry(workspace: Workspace, text: str, change: str) -> Logged:
    """Alter an entry by a partial log line: what the line names replaces what the entry says."""
    entry = entry_named(workspace, text)
    read = reading(workspace)
    line = parse_parts(change, read.context)
    if line.developer or line.next_step:
        raise UsageError("an edit takes no for: and no next step; delete the entry and log it again")
    if line == LogLine():
        raise UsageError("nothing to change; write what is different, such as 45m, @acme or yesterday")
    drafts = resolve(_overlaid(entry, line, read), read.context)
    first, *rest = drafts
    kept = entry.touchpoint if first.customer == entry.customer else None
    edited = altered(
        entry,
        day=first.day,
        minutes=first.minutes,
        bucket=first.bucket,
        start=first.start,
        work_item=first.work_item or None,
        customer=first.customer or None,
        touchpoint=first.touchpoint or kept,
        note=first.note,
        tags=first.tags,
        interrupt=first.interrupt,
    )
    ops = [Op(entry, edited), *(create(new_entry(workspace, entry.developer, draft)) for draft in rest)]
    if entry.source_id and Week.of(edited.day) != Week.of(entry.day):
        ops.append(create(tombstone(entry)))
    words = describe(drafts, None, read.names)
    workspace.commit(f"edit {_brief(entry)} to {words}", ops)
    return Logged(describe(drafts, None, read.names, read.context.today()), (edited,))


def _overlaid(entry: TimeEntry, line: LogLine, read: Reading) -> LogLine:
    """The whole line that an entry becomes when a partial line is laid over it."""
    names_bucket = line.has_bucket
    work = line.work_item if names_bucket else _or_unnamed(entry, Bucket.PRODUCTION, entry.work_item)
    customer = line.customer if names_bucket else _or_unnamed(entry, Bucket.CUSTOMER, entry.customer)
    whole = LogLine(
        work_item=work,
        customer=customer,
        other=line.other if names_bucket else entry.bucket is Bucket.OTHER,
        ratio=line.ratio,
        interrupt=line.interrupt or entry.interrupt,
        tags=line.tags or entry.tags,
        note=line.note or entry.note,
    )
    day = line.day or entry.day
    if line.clock is not None or line.start is not None:
        return replace(whole, clock=line.clock, start=line.start, minutes=line.minutes, day=day if line.clock else None)
    minutes = line.minutes if line.minutes is not None else entry.minutes
    if entry.start is None:
        return replace(whole, minutes=minutes, day=day)
    return replace(whole, minutes=minutes, start=_moved_start(entry.start, day, read))


def _moved_start(start: datetime, day: date, read: Reading) -> datetime:
    local = start.astimezone(read.context.zone)
    return start if local.date() == day else local_time(day, local.time(), read.context.zone)


def _or_unnamed(entry: TimeEntry, bucket: Bucket, name: str | None) -> str | None:
    return (name or NONE_NAMED) if entry.bucket is bucket else None


def remove_entry(workspace: Workspace, text: str) -> TimeEntry:
    """Delete one of my entries; an imported one leaves a tombstone, so that importing again keeps it deleted."""
    entry = entry_named(workspace, text)
    ops = [remove(entry)]
    if entry.source_id:
        ops.append(create(tombstone(entry)))
    workspace.commit(f"delete {_brief(entry)}", ops)
    return entry


def tombstone(entry: TimeEntry) -> Tombstone:
    """What keeps an imported entry from coming back to its old week."""
    return Tombstone(id=entry.source_id or entry.id, developer=entry.developer, day=entry.day)


def _brief(entry: TimeEntry) -> str:
    about = entry.work_item or entry.customer or ""
    return f"{entry.minutes} min {entry.bucket}{f' on {shown(about)}' if about else ''}, {day_words(entry.day)}"


class Day(NamedTuple):
    """One of my days: its entries in time order, and its split."""

    day: date
    entries: tuple[TimeEntry, ...]
    split: Split


def day_of(workspace: Workspace, day: date) -> Day:
    """One of my days."""
    week = developer_week(workspace, workspace.developer(), Week.of(day))
    return Day(day, _in_time(entry for entry in week.records.entries if entry.day == day), week.day_split(day))


def _in_time(entries: Iterable[TimeEntry]) -> tuple[TimeEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.start is None, entry.start or 0, entry.id)))


def last_working_day(workspace: Workspace) -> date:
    """The day before today on which I had hours or logged any: yesterday, or Friday after a weekend."""
    me = workspace.developer()
    today = workspace.today(me)
    for back in range(1, 15):
        day = today - timedelta(days=back)
        week = developer_week(workspace, me, Week.of(day))
        if week.available[day] or week.logged.get(day) or (week.available[day] is None and day.weekday() < 5):
            return day
    return today - timedelta(days=1)


class Gap(NamedTuple):
    """A past workday of mine with less logged than was available; minutes."""

    day: date
    available: int
    logged: int

    @property
    def unlogged(self) -> int:
        """Minutes that nobody knows about."""
        return self.available - self.logged


def gaps(workspace: Workspace, weeks: int = 2) -> list[Gap]:
    """My workdays before today with unlogged time, in this week and those before it, oldest first."""
    me = workspace.developer()
    today = workspace.today(me)
    found = []
    for back in reversed(range(weeks)):
        week = developer_week(workspace, me, Week.of(today) - back)
        for day, available in week.available.items():
            logged = sum(week.logged.get(day, {}).values())
            if day < today and available is not None and available > logged:
                found.append(Gap(day, available, logged))
    return found
