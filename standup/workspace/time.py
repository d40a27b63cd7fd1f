"""Time: log a line or a keystroke, edit, delete, and complete what was worked on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from standup.domain.change import Op, altered, create, remove
from standup.domain.duration import format_minutes
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
from standup.domain.logline.resolving import check_not_future
from standup.domain.records import Bucket, Developer, Role, TimeEntry, Tombstone, Touchpoint, WorkState
from standup.domain.text import shown
from standup.domain.timeline import local_time, pieces, whole_minutes
from standup.domain.touchpoints import completed, counted_for
from standup.domain.weeks import Week, day_words
from standup.workspace.names import Names, find_work
from standup.workspace.references import matching, only
from standup.workspace.session import Workspace, at_one_moment, open_touchpoints, zone_of
from standup.workspace.touchpoints import label, new_touchpoint, several, touchpoint_named
from standup.workspace.work import moved, work_named


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
    """Log several lines as one change: all of them, or none where one is wrong.

    Raises LogLineError or UsageError about the first wrong line, with its number.
    """
    read = reading(workspace)
    touchpoints = _OpenTouchpoints(workspace, read.names)
    plans = []
    for number, text in enumerate(texts, start=1):
        try:
            plans.append(_planned_log(workspace, read, parse(text, read.context), None, touchpoints))
        except UsageError as error:
            raise UsageError(f"line {number}: {error}") from None
    if len(plans) > 1:
        minutes = sum(entry.minutes for plan in plans for entry in plan.logged.entries)
        private = all(plan.private for plan in plans)
        why = f"log {len(plans)} lines" + (f", {format_minutes(minutes)}" if private else "")
        workspace.commit(why, [op for plan in plans for op in plan.ops])
    for plan in plans if len(plans) == 1 else ():
        workspace.commit(plan.why, plan.ops)
    return [plan.logged for plan in plans]


class _OpenTouchpoints:
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

    def follow(self, done: Touchpoint | None, planned: Touchpoint) -> None:
        """One may be done, and another is planned."""
        self.all[:] = [*(one for one in self.all if done is None or one.id != done.id), planned]


class _Plan(NamedTuple):
    """What a line will do when it is committed."""

    logged: Logged
    ops: tuple[Op, ...]
    why: str
    private: bool
    """The change lies in no files but those of the developer whose time it is."""


def _log(workspace: Workspace, read: Reading, line: LogLine, selection: Selection | None) -> Logged:
    plan = _planned_log(workspace, read, line, selection, _OpenTouchpoints(workspace, read.names))
    workspace.commit(plan.why, plan.ops)
    return plan.logged


def _planned_log(
    workspace: Workspace,
    read: Reading,
    line: LogLine,
    selection: Selection | None,
    touchpoints: _OpenTouchpoints,
) -> _Plan:
    drafts = resolve(line, read.context)
    owner = line.developer or read.me.id
    today = read.context.today(line.developer)
    customer = next((draft.customer for draft in drafts if draft.customer), None)
    touchpoint = _touchpoint(read, customer, selection, touchpoints, needed=line.next_step is not None)
    entries = tuple(new_entry(workspace, owner, draft, touchpoint) for draft in drafts)
    ops = [create(entry) for entry in entries]
    done = planned = None
    if line.next_step is not None and customer:
        planned = _next_touchpoint(workspace, customer, touchpoint, line.next_step, owner=owner, today=today)
        if touchpoint is not None:
            done = completed(touchpoint, drafts[-1].day, line.note)
            ops.append(Op(touchpoint, done))
        ops.append(create(planned))
        touchpoints.follow(done, planned)
    why = f"log {describe(drafts, line.next_step, read.names, today, kept=True)}"
    if line.developer:
        why += f", for {shown(read.names.roster.developers[owner].name)}"
    private = all(one is None or one.developer == owner for one in (done, planned))
    if not private:
        # This change also lies in a file of somebody else, whose history tells of the contact and of nobody's hours.
        about = label(read.names.roster, done) if done else read.names.customer_name(customer or "")
        why = f"contact with {shown(about)}; {describe((), line.next_step, read.names, today, kept=True)}"
    logged = Logged(describe(drafts, line.next_step, read.names, today), entries, done, planned)
    return _Plan(logged, tuple(ops), why, private)


def _touchpoint(
    read: Reading,
    customer: str | None,
    selection: Selection | None,
    touchpoints: _OpenTouchpoints,
    *,
    needed: bool,
) -> Touchpoint | None:
    if not customer:
        return None
    if selection is not None and selection.touchpoint is not None and selection.customer == customer:
        return next((one for one in touchpoints.all if one.id == selection.touchpoint), None)
    found = counted_for(customer, touchpoints.all)
    if needed and len(found.open) > 1:
        name, today = read.names.customer_name(customer), read.context.today()
        raise UsageError(several(name, found.open, today, "use `standup done` with the reference of one"))
    return found.touchpoint


def _next_touchpoint(
    workspace: Workspace, customer: str, before: Touchpoint | None, step: NextStep, *, owner: str, today: date
) -> Touchpoint:
    return new_touchpoint(
        workspace,
        customer,
        step.text or "Follow up",
        developer=(before.developer if before else None) or owner,
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
    if line.customer != touchpoint.customer or line.work_item is not None:
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
        planned = _next_touchpoint(
            workspace, touchpoint.customer, touchpoint, line.next_step, owner=read.me.id, today=today
        )
        ops.append(create(planned))
    name = label(read.names.roster, touchpoint)
    words = "; ".join(filter(None, (f"done: {name}", describe(drafts, line.next_step, read.names, today))))
    workspace.commit(f"done with {name}", ops)
    return Logged(words, entries, done, planned)


def complete_work(workspace: Workspace, key: str, text: str = "") -> Logged:
    """Move a work item to done, and log the minutes of the line if it has any."""
    item = work_named(workspace, key)
    read = reading(workspace, Selection(work_item=item.key))
    line = parse_parts(text, read.context)
    if line.work_item != item.key or line.customer is not None:
        raise UsageError(f"this completes {shown(item.key)}; leave out other work items and customers")
    today = read.context.today()
    timed = line.minutes is not None or line.clock is not None
    drafts = resolve(line, read.context) if timed else ()
    entries = tuple(new_entry(workspace, line.developer or read.me.id, draft) for draft in drafts)
    later = moved(item, WorkState.DONE, line.day or today)
    workspace.commit(f"done with {shown(item.key)}", [*(create(entry) for entry in entries), Op(item, later)])
    words = f"done: {shown(item.key)} {shown(item.title)}"
    return Logged("; ".join(filter(None, (words, describe(drafts, None, read.names, today)))), entries)


def complete(workspace: Workspace, name: str, text: str = "") -> Logged:
    """Complete the open work item with this key, or else the touchpoint of this customer or with this reference."""
    roster = workspace.store.roster()
    key = name.strip().removeprefix("#")
    item = None if name.startswith("@") else find_work(workspace.store, roster, key, first=workspace.me)
    if item is not None and (item.state.is_open or name.startswith("#")):
        return complete_work(workspace, item.key, text)
    try:
        touchpoint = touchpoint_named(workspace, name, roster)
    except NotFoundError:
        if item is None:
            raise
        return complete_work(workspace, item.key, text)  # it is closed, and says so
    return complete_touchpoint(workspace, touchpoint, text)


@at_one_moment
def entry_named(workspace: Workspace, text: str) -> TimeEntry:
    """One of my entries by its short reference, the latest week first; raises NotFoundError."""
    for week in reversed(workspace.store.weeks(workspace.me)):
        if found := matching(workspace.store.week(workspace.me, week).entries, text):
            return only(found, text, "entry", "`standup today`")
    return only([], text, "entry of yours", "`standup today`")


def edit_entry(workspace: Workspace, text: str, change: str) -> Logged:
    """Alter an entry by a partial log line: what the line names replaces what the entry says.

    What then lies past midnight becomes an entry of its own. Raises LogLineError, NotFoundError, and UsageError where
    the entry would end in the future.
    """
    entry = entry_named(workspace, text)
    read = reading(workspace)
    context = replace(read.context, default_day=entry.day)
    line = parse_parts(change, context)
    if line.developer or line.next_step:
        raise UsageError("an edit takes no for: and no next step; delete the entry and log it again")
    if line == LogLine():
        raise UsageError("nothing to change; write what is different, such as 45m, @acme or yesterday")
    whole = _overlaid(entry, line, read)
    drafts = list(resolve(whole, context))
    if line.minutes is not None or line.clock is not None or line.day is not None:
        check_not_future(whole, context)
        drafts = [part for draft in drafts for part in _cut_at_midnight(draft, context)]
    first, *rest = drafts
    touchpoints = _OpenTouchpoints(workspace, read.names)
    edited = altered(
        entry,
        day=first.day,
        minutes=first.minutes,
        bucket=first.bucket,
        start=first.start,
        work_item=first.work_item or None,
        customer=first.customer or None,
        touchpoint=_still_counts(entry, first, touchpoints),
        note=first.note,
        tags=first.tags,
        interrupt=first.interrupt,
    )
    more = [
        replace(new_entry(workspace, entry.developer, draft), touchpoint=_still_counts(entry, draft, touchpoints))
        for draft in rest
    ]
    ops = [Op(entry, edited), *(create(one) for one in more), *_tombstones(workspace, entry, Week.of(edited.day))]
    words = describe(drafts, None, read.names, read.context.today(), kept=True)
    workspace.commit(f"edit {_brief(entry)} to {words}", ops)
    return Logged(describe(drafts, None, read.names, read.context.today()), (edited, *more))


def _still_counts(entry: TimeEntry, draft: EntryDraft, touchpoints: _OpenTouchpoints) -> str | None:
    """The touchpoint that an edited entry counts for: its own, or that of the customer who is new in it."""
    if draft.bucket is not Bucket.CUSTOMER or not draft.customer:
        return None
    if draft.customer == entry.customer:
        return entry.touchpoint
    found = counted_for(draft.customer, touchpoints.all).touchpoint
    return found.id if found else None


def _cut_at_midnight(draft: EntryDraft, context: Context) -> Iterator[EntryDraft]:
    if draft.start is None:
        yield draft
        return
    # Where the developer has moved since, only the entry's own zone has its start on its day.
    zone = context.zone if draft.start.astimezone(context.zone).date() == draft.day else draft.start.tzinfo
    end = draft.start.astimezone(UTC) + timedelta(minutes=draft.minutes)
    cut = list(pieces(draft.start, end, zone or UTC))
    for piece, minutes in zip(cut, whole_minutes([piece.seconds for piece in cut]), strict=True):
        if minutes:
            yield replace(draft, day=piece.day, start=piece.start, minutes=minutes)


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
    return replace(whole, minutes=minutes, start=_moved_start(entry.start, entry.day, day, read))


def _moved_start(start: datetime, before: date, day: date, read: Reading) -> datetime:
    """The same clock time on another day; the very same moment where the day stays."""
    zone = read.context.zone
    return start if day == before else local_time(day, start.astimezone(zone).time(), zone)


def _or_unnamed(entry: TimeEntry, bucket: Bucket, name: str | None) -> str | None:
    return (name or NONE_NAMED) if entry.bucket is bucket else None


def remove_entry(workspace: Workspace, text: str) -> TimeEntry:
    """Delete one of my entries; an imported one leaves a tombstone, so that importing again keeps it deleted."""
    entry = entry_named(workspace, text)
    workspace.commit(f"delete {_brief(entry)}", [remove(entry), *_tombstones(workspace, entry, None)])
    return entry


def _tombstones(workspace: Workspace, entry: TimeEntry, to: Week | None) -> list[Op]:
    """What keeps an imported entry from coming back to the week that it leaves; where it returns, that goes again."""
    here = Week.of(entry.day)
    if entry.source_id is None or to == here:
        return []
    stone = Tombstone(id=workspace.new_id(), source_id=entry.source_id, developer=entry.developer, day=entry.day)
    there = workspace.store.week(entry.developer, to).tombstones if to else ()
    return [create(stone), *(remove(one) for one in there if one.source_id == entry.source_id)]


def _brief(entry: TimeEntry) -> str:
    about = entry.work_item or entry.customer or ""
    return f"{entry.minutes} min {entry.bucket}{f' on {shown(about)}' if about else ''}, {day_words(entry.day)}"
