"""What people call a record, and a conflict about one in words: who changed what meanwhile, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from standup.domain.change import ChangeKind, Conflict
from standup.domain.differences import NO_NAMES, Names, differences
from standup.domain.records import (
    Blocker,
    CheckIn,
    ClosedWeek,
    Customer,
    Developer,
    DutyWeek,
    Leave,
    PublishedWeek,
    Record,
    Round,
    RoundNote,
    Team,
    TimeEntry,
    Timer,
    Tombstone,
    Touchpoint,
    WorkItem,
)
from standup.domain.text import shown
from standup.domain.weeks import day_words


def name_words(record: Record, names: Names = NO_NAMES) -> str:
    """What people call a record: `API-12`, `Acme Corp: Renewal`, `the entry of 45 min other, Mon 23 Nov`."""
    match record:
        case WorkItem():
            return shown(record.key)
        case Touchpoint():
            return f"{_named(names.customers, record.customer)}: {shown(record.title)}"
        case TimeEntry():
            return f"the entry of {entry_words(record, names)}"
        case Timer():
            return "the timer"
        case Customer() | Developer():
            return shown(record.name)
        case Team():
            return "the team"
        case Leave():
            return f"the leave of {_named(names.developers, record.developer)}, {span_words(record)}"
        case Blocker():
            return f"the blocker '{blocker_words(record, names)}'"
        case _:
            return _name_in_time(record, names)


def _name_in_time(record: Record, names: Names) -> str:
    """What people call a record that its week or day names."""
    match record:
        case ClosedWeek():
            return f"the closing of {shown(record.week)}"
        case PublishedWeek():
            return f"the published summary of {shown(record.week)}"
        case CheckIn():
            return f"the check-in of {_named(names.developers, record.developer)}, {day_words(record.day)}"
        case DutyWeek():
            return f"the duty of {shown(record.week)}"
        case Round():
            return f"the round of {day_words(record.day)}"
        case RoundNote():
            return f"the {record.kind.value} '{shown(record.text)}'"
        case Tombstone():
            return f"a deleted entry of {day_words(record.day)}"
        case _:
            return "a record"


def entry_words(entry: TimeEntry, names: Names = NO_NAMES) -> str:
    """An entry in words: `45 min production on API-12, Mon 23 Nov`."""
    return f"{entry.minutes} min {_where(entry, names)}, {day_words(entry.day)}"


def blocker_words(blocker: Blocker, names: Names = NO_NAMES) -> str:
    """Who must act, and what: `Bob Marsh: review API-12`; safe for a terminal."""
    who = _named(names.developers, blocker.who) if blocker.is_developer else shown(blocker.who)
    return f"{who}: {shown(blocker.what)}"


def span_words(leave: Leave) -> str:
    """The days of a leave: `Mon 23 Nov to Fri 27 Nov`, `half of Mon 23 Nov`."""
    days = day_words(leave.first)
    if leave.last != leave.first:
        days += f" to {day_words(leave.last, leave.first)}"
    return f"half of {days}" if leave.half else days


def edit_words(name: str, before: Record, after: Record, names: Names = NO_NAMES) -> str:
    """Why a record was altered, as undo and the history tell it: `edit API-12 (estimate 4h)`.

    `name` is safe for a terminal.
    """
    what = differences(before, after, names)
    return f"edit {name} ({what})" if what else f"edit {name}"


def conflict_words(conflict: Conflict, kind: ChangeKind, names: Names, *, me: str, now: datetime, zone: tzinfo) -> str:
    """Who did what to the record meanwhile, and when: `Bob changed API-12 at 14:05: moved to done; ...`.

    `now` is aware, `zone` that of the person who is told. Entries of others are not told of.
    """
    record = conflict.stored or conflict.record
    is_mine = not isinstance(record, TimeEntry) or record.developer == me
    who = "somebody" if conflict.by is None else "you" if conflict.by == me else _named(names.developers, conflict.by)
    verb = "removed" if conflict.stored is None else "added" if conflict.is_new else "changed"
    about = name_words(conflict.record, names) if is_mine else "the entry"
    words = f"{who} {verb} {about}{_moment(conflict.at, now, zone)}"
    if verb == "changed" and is_mine:
        done = differences(conflict.was, record, names) if conflict.was is not None else ""
        what = done or shown(conflict.why or "")
        words += f": {what}" if what else ""
    return f"{words}; {_OUTCOMES[kind]}"


REPEAT = ". Look again and repeat"
"""What to do about a change that was not made; a form that keeps what was typed says better."""
_OUTCOMES = {
    ChangeKind.DO: f"your change was not made{REPEAT}",
    ChangeKind.UNDO: "nothing was undone",
    ChangeKind.REDO: "nothing was brought back",
}


def _moment(at: datetime | None, now: datetime, zone: tzinfo) -> str:
    if at is None:
        return ""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    return f" at {local:%H:%M}" if local.date() == today else f" on {day_words(local.date(), today)} at {local:%H:%M}"


def _named(known: Mapping[str, str], record_id: str) -> str:
    """The name for an id, safe for a terminal; the id where nobody knows the name."""
    return shown(known.get(record_id, record_id))


def _where(record: TimeEntry, names: Names) -> str:
    about = shown(record.work_item or "")
    if record.customer:
        about = _named(names.customers, record.customer)
    return f"{record.bucket.value} on {about}" if about else record.bucket.value
