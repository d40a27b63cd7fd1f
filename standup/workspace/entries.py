"""Entries that are there: find one by its reference, alter it, move it, copy it, delete it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace

from standup.domain.care import entry_is_contact
from standup.domain.change import Op, altered, create, remove
from standup.domain.conflicts import entry_words
from standup.domain.errors import UsageError
from standup.domain.logline import (
    NONE_NAMED,
    Context,
    EntryDraft,
    LogLine,
    describe,
    format_entry,
    parse,
    parse_parts,
    resolve,
)
from standup.domain.logline.resolving import check_not_future
from standup.domain.records import Bucket, TimeEntry, Tombstone
from standup.domain.text import shown
from standup.domain.timeline import local_time, pieces, whole_minutes
from standup.domain.touchpoints import counted_for
from standup.domain.weeks import Week, day_words
from standup.workspace.aftermath import Aftermath, after_time
from standup.workspace.names import Names
from standup.workspace.reading import (
    Logged,
    OpenTouchpoints,
    Plan,
    Reading,
    closed_words,
    is_private,
    new_entry,
    reading,
    refuse_longer_days,
)
from standup.workspace.references import matching, only
from standup.workspace.session import Workspace, at_one_moment, by_oneself, known_names, zone_of


@at_one_moment
def entry_named(workspace: Workspace, text: str) -> TimeEntry:
    """One of my entries by its short reference, the latest week first; raises NotFoundError."""
    for week in reversed(workspace.store.weeks(workspace.me)):
        if found := matching(workspace.store.week(workspace.me, week).entries, text):
            return only(found, text, "entry", "`standup today`")
    return only([], text, "entry of yours", "`standup today`")


_NO_INTERRUPT = {"interrupt": False, "asked_by": "", "interrupt_class": None}
CLEARED: dict[str, dict[str, object]] = {
    "note": {"note": ""},
    "tags": {"tags": ()},
    "interrupt": _NO_INTERRUPT,
    "start": {"start": None},
}
"""What an edit can take away from an entry, and what is there then."""


def edit_entry(workspace: Workspace, text: str, change: str, *, clear: Collection[str] = ()) -> Logged:
    """Alter one of my entries, named by its reference, as `alter_entry` does."""
    return alter_entry(workspace, entry_named(workspace, text), change, clear=clear)


@by_oneself
def alter_entry(
    workspace: Workspace, entry: TimeEntry, change: str, *, clear: Collection[str] = (), needs_bucket: bool = False
) -> Logged:
    """Alter an entry by a partial log line: what the line names replaces what the entry says.

    `clear` names what to take away, of the keys of `CLEARED`; with `needs_bucket` the line must say where the time
    went. What then lies past midnight becomes an entry of its own. Raises LogLineError, UsageError where the entry
    would end in the future or its day be too long, and Conflict where it is not what is stored.
    """
    return _committed(workspace, _altered(workspace, entry, change, clear, needs_bucket=needs_bucket))


def preview_altered(workspace: Workspace, entry: TimeEntry, change: str, *, needs_bucket: bool = False) -> str:
    """What `alter_entry` would make of an entry, in words; raises what it would raise."""
    return _altered(workspace, entry, change, (), needs_bucket=needs_bucket).logged.words


@at_one_moment
def _altered(
    workspace: Workspace, entry: TimeEntry, change: str, clear: Collection[str], *, needs_bucket: bool
) -> Plan:
    read = reading_of(workspace, entry)
    line = _partial(change, read)
    if needs_bucket and not line.has_bucket:
        raise UsageError("where did the time go? add #KEY, @customer, or ~ for other")
    if line == LogLine() and not clear:
        raise UsageError("nothing to change; write what is different, such as 45m, @acme or yesterday")
    left: dict[str, Any] = {}
    for name in clear:
        left |= CLEARED[name]
    whole = _overlaid(replace(entry, **left), line, read)
    is_timed = line.minutes is not None or line.clock is not None or line.day is not None
    return _edit_plan(workspace, read, entry, whole, is_timed=is_timed)


def _partial(text: str, read: Reading) -> LogLine:
    line = parse_parts(text, read.context)
    if line.developer or line.next_step:
        raise UsageError("an edit takes no for: and no next step; delete the entry and log it again")
    return line


def line_of(workspace: Workspace, entry: TimeEntry) -> str:
    """The log line that says what an entry says, but for its day."""
    return format_entry(entry, zone_of(workspace.developer()), entry.day)


@by_oneself
def rewrite_entry(workspace: Workspace, entry: TimeEntry, text: str) -> Logged | None:
    """Make of an entry what a whole log line says; without a day it stays on its own.

    None where that is what it says already: nothing is changed then. Raises what `alter_entry` raises.
    """
    plan = _rewritten(workspace, entry, text)
    return _committed(workspace, plan) if plan else None


def preview_rewritten(workspace: Workspace, entry: TimeEntry, text: str) -> str:
    """What `rewrite_entry` would make of an entry, in words; raises what it would raise."""
    plan = _rewritten(workspace, entry, text)
    return plan.logged.words if plan else "as it is"


@at_one_moment
def _rewritten(workspace: Workspace, entry: TimeEntry, text: str) -> Plan | None:
    read = reading_of(workspace, entry)
    _partial(text, read)
    plan = _edit_plan(workspace, read, entry, parse(text, read.context), is_timed=True)
    edited, *more = plan.logged.entries
    return None if not more and replace(edited, version=entry.version) == entry else plan


class Moved(NamedTuple):
    """An entry on another day."""

    logged: Logged
    lost: str
    """Why its clock time could not go with it; empty where it did, or where it had none."""

    @property
    def words(self) -> str:
        """Both in words."""
        return f"{self.logged.words}; without its clock time: {self.lost}" if self.lost else self.logged.words


@by_oneself
def move_entry(workspace: Workspace, entry: TimeEntry, day: date) -> Moved:
    """Move an entry to another day; its clock time goes with it where that day has it.

    Raises UsageError for its own day and one to come, and Conflict where the entry is not what is stored.
    """
    plan, lost = _moved(workspace, entry, day)
    return Moved(_committed(workspace, plan), lost)


def preview_moved(workspace: Workspace, entry: TimeEntry, day: date) -> str:
    """What `move_entry` would do, in words; raises what it would raise."""
    plan, lost = _moved(workspace, entry, day)
    return Moved(plan.logged, lost).words


@at_one_moment
def _moved(workspace: Workspace, entry: TimeEntry, day: date) -> tuple[Plan, str]:
    read = reading_of(workspace, entry)
    today = read.context.today()
    if day == entry.day:
        raise UsageError(f"it is on {day_words(day, today)} already; name another day")
    lost = ""
    try:
        whole = _overlaid(entry, LogLine(day=day), read)
        check_not_future(whole, read.context)
    except UsageError as error:
        if entry.start is None or day > today:
            raise
        lost = str(error).partition(";")[0]
        whole = _overlaid(replace(entry, start=None), LogLine(day=day), read)
    why = f"move {_brief(read, entry)} to {day_words(day, today)}"
    return _edit_plan(workspace, read, entry, whole, is_timed=True, why=why), lost


@by_oneself
def copy_entry(workspace: Workspace, entry: TimeEntry, day: date) -> Logged:
    """Log the same once more on a day, without a clock time; raises UsageError for a day to come."""
    return _committed(workspace, _copied(workspace, entry, day))


@at_one_moment
def _copied(workspace: Workspace, entry: TimeEntry, day: date) -> Plan:
    read = reading_of(workspace, entry)
    whole = _overlaid(replace(entry, start=None), LogLine(day=day), read)
    check_not_future(whole, read.context)
    drafts = resolve(whole, read.context)
    open_ones = OpenTouchpoints(workspace, read.names)
    found = counted_for(entry.customer, open_ones.all).touchpoint if entry.customer else None
    copies = tuple(new_entry(workspace, entry.developer, draft, found) for draft in drafts)
    refuse_longer_days(workspace, read, copies)
    follows = _follows(workspace, read, copies, open_ones)
    does = describe(drafts, None, read.names, read.context.today())
    words = "; ".join(filter(None, (does, follows.words, closed_words(workspace, copies))))
    why = f"log {describe(drafts, None, read.names, read.context.today(), kept=True)}"
    return _planned(read, Logged(words, copies), (*(create(one) for one in copies), *follows.ops), why)


def _planned(read: Reading, logged: Logged, ops: tuple[Op, ...], why: str) -> Plan:
    """The plan, whose words to keep tell of the contact alone where files of others are altered with mine."""
    private = is_private(ops, logged.entries[0].developer)
    met = next((one.customer for one in logged.entries if one.customer), None)
    return Plan(logged, ops, why if private else f"contact with {shown(read.names.customer_name(met or ''))}", private)


def _follows(
    workspace: Workspace,
    read: Reading,
    entries: Sequence[TimeEntry],
    open_ones: OpenTouchpoints,
    before: TimeEntry | None = None,
) -> Aftermath:
    """What a contact brings about that these entries tell of; nothing where the entry `before` told of it already."""
    met = next((one for one in entries if entry_is_contact(one) and one.customer), None)
    if met is None or (before is not None and _is_same_contact(before, met)):
        return Aftermath()
    theirs = [one for one in open_ones.all if one.customer == met.customer]
    return after_time(workspace, read.names.roster, [met], theirs, done=None, is_planned=False, reason="")


def _is_same_contact(before: TimeEntry, after: TimeEntry) -> bool:
    return entry_is_contact(before) and (before.customer, before.day) == (after.customer, after.day)


def reading_of(workspace: Workspace, entry: TimeEntry) -> Reading:
    """The context in which a line about an entry is read: of its day, and with the names that it bears itself."""
    read = reading(workspace, day=entry.day)
    names = _OwnNames(workspace, entry)
    return read._replace(context=replace(read.context, names=names), names=names)


class _OwnNames(Names):
    """Names of a team, and those of an entry: an imported one may name what the team does not know."""

    def __init__(self, workspace: Workspace, entry: TimeEntry) -> None:
        super().__init__(workspace.store, workspace.me)
        self._entry = entry

    def work_item(self, key: str) -> str | None:
        """The key as it is written; that of the entry also where there is no such work item."""
        return super().work_item(key) or _same(key, self._entry.work_item)

    def customer(self, name: str) -> str | None:
        """The id of a customer; that of the entry also where there is no such customer."""
        return super().customer(name) or _same(name, self._entry.customer)


def _same(text: str, name: str | None) -> str | None:
    return name if name is not None and text.strip().casefold() == name.casefold() else None


def _committed(workspace: Workspace, plan: Plan) -> Logged:
    workspace.commit(plan.why, plan.ops)
    return plan.logged


def _edit_plan(
    workspace: Workspace, read: Reading, entry: TimeEntry, whole: LogLine, *, is_timed: bool, why: str = ""
) -> Plan:
    """What makes of an entry what a whole line says."""
    context = read.context
    drafts = list(resolve(whole, context))
    if is_timed:
        check_not_future(whole, context)
        drafts = [part for draft in drafts for part in _cut_at_midnight(draft, context)]
    first, *rest = drafts
    touchpoints = OpenTouchpoints(workspace, read.names)
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
        interrupt_class=first.interrupt_class,
        asked_by=first.asked_by,
    )
    more = [
        replace(new_entry(workspace, entry.developer, draft), touchpoint=_still_counts(entry, draft, touchpoints))
        for draft in rest
    ]
    if is_timed:
        refuse_longer_days(workspace, read, (edited, *more), instead_of=entry)
    follows = _follows(workspace, read, (edited, *more), touchpoints, entry)
    stones = _tombstones(workspace, entry, Week.of(edited.day))
    ops = (Op(entry, edited), *(create(one) for one in more), *stones, *follows.ops)
    note = _note_words(entry, edited)
    does = describe(drafts, None, read.names, context.today())
    words = "; ".join(filter(None, (does, note, follows.words, _closed(workspace, entry, edited, *more))))
    if note and not more and replace(edited, note=entry.note, version=entry.version) == entry:
        why = f"edit {_brief(read, entry)}: {note}"
    elif not why:
        kept = describe(drafts, None, read.names, context.today(), kept=True)
        why = "; ".join(filter(None, (f"edit {_brief(read, entry)} to {kept}", note)))
    return _planned(read, Logged(words, (edited, *more)), ops, why)


def _note_words(before: TimeEntry, after: TimeEntry) -> str:
    if after.note == before.note:
        return ""
    return f"note {shown(after.note)}" if after.note else "no note"


def _still_counts(entry: TimeEntry, draft: EntryDraft, touchpoints: OpenTouchpoints) -> str | None:
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
        interrupt_class=line.interrupt_class or entry.interrupt_class,
        asked_by=line.asked_by or entry.asked_by,
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
    """Delete one of my entries, named by its reference, as `delete_entry` does."""
    entry = entry_named(workspace, text)
    delete_entry(workspace, entry)
    return entry


def delete_entry(workspace: Workspace, entry: TimeEntry) -> str:
    """Delete an entry, and say in words which; an imported one leaves a tombstone, and no import brings it back.

    Raises Conflict where it is not what is stored.
    """
    words = _brief(reading_of(workspace, entry), entry)
    workspace.commit(f"delete {words}", [remove(entry), *_tombstones(workspace, entry, None)])
    return "; ".join(filter(None, (words, closed_words(workspace, [entry]))))


def _closed(workspace: Workspace, before: TimeEntry, *after: TimeEntry) -> str:
    """What an edit means to closed weeks; nothing where it leaves their sums alone, as that of a note does."""
    if [_counted(before)] == [_counted(one) for one in after]:
        return ""
    return closed_words(workspace, (before, *after))


def _counted(entry: TimeEntry) -> tuple[Week, Bucket, int]:
    return Week.of(entry.day), entry.bucket, entry.minutes


def _tombstones(workspace: Workspace, entry: TimeEntry, to: Week | None) -> list[Op]:
    """What keeps an imported entry from coming back to the week that it leaves; where it returns, that goes again."""
    here = Week.of(entry.day)
    if entry.source_id is None or to == here:
        return []
    stone = Tombstone(id=workspace.new_id(), source_id=entry.source_id, developer=entry.developer, day=entry.day)
    there = workspace.store.week(entry.developer, to).tombstones if to else ()
    return [create(stone), *(remove(one) for one in there if one.source_id == entry.source_id)]


def _brief(read: Reading, entry: TimeEntry) -> str:
    return entry_words(entry, known_names(read.names.roster))
