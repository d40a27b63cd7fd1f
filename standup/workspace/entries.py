"""Entries that are there: find one by its reference, alter it, delete it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from standup.domain.change import Op, altered, create, remove
from standup.domain.errors import UsageError
from standup.domain.logline import NONE_NAMED, Context, EntryDraft, LogLine, describe, parse_parts, resolve
from standup.domain.logline.resolving import check_not_future
from standup.domain.records import Bucket, TimeEntry, Tombstone
from standup.domain.text import shown
from standup.domain.timeline import local_time, pieces, whole_minutes
from standup.domain.touchpoints import counted_for
from standup.domain.weeks import Week, day_words
from standup.workspace.reading import Logged, OpenTouchpoints, Reading, new_entry, reading
from standup.workspace.references import matching, only
from standup.workspace.session import Workspace, at_one_moment


@at_one_moment
def entry_named(workspace: Workspace, text: str) -> TimeEntry:
    """One of my entries by its short reference, the latest week first; raises NotFoundError."""
    for week in reversed(workspace.store.weeks(workspace.me)):
        if found := matching(workspace.store.week(workspace.me, week).entries, text):
            return only(found, text, "entry", "`standup today`")
    return only([], text, "entry of yours", "`standup today`")


CLEARED = {"note": "", "tags": (), "interrupt": False, "start": None}
"""What an edit can take away from an entry, and what is there then."""


def edit_entry(workspace: Workspace, text: str, change: str, *, clear: Collection[str] = ()) -> Logged:
    """Alter an entry by a partial log line: what the line names replaces what the entry says.

    `clear` names what to take away, of the keys of `CLEARED`. What then lies past midnight becomes an entry of its
    own. Raises LogLineError, NotFoundError, and UsageError where the entry would end in the future.
    """
    entry = entry_named(workspace, text)
    read = reading(workspace)
    context = replace(read.context, default_day=entry.day)
    line = parse_parts(change, context)
    if line.developer or line.next_step:
        raise UsageError("an edit takes no for: and no next step; delete the entry and log it again")
    if line == LogLine() and not clear:
        raise UsageError("nothing to change; write what is different, such as 45m, @acme or yesterday")
    whole = _overlaid(replace(entry, **{name: CLEARED[name] for name in clear}), line, read)
    drafts = list(resolve(whole, context))
    if line.minutes is not None or line.clock is not None or line.day is not None:
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
    )
    more = [
        replace(new_entry(workspace, entry.developer, draft), touchpoint=_still_counts(entry, draft, touchpoints))
        for draft in rest
    ]
    ops = [Op(entry, edited), *(create(one) for one in more), *_tombstones(workspace, entry, Week.of(edited.day))]
    words = describe(drafts, None, read.names, read.context.today(), kept=True)
    workspace.commit(f"edit {_brief(entry)} to {words}", ops)
    return Logged(describe(drafts, None, read.names, read.context.today()), (edited, *more))


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
