"""Records and what became of them, in words: for toasts, the history, and conflicts between two people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from typing import Any, NamedTuple

from standup.domain.change import ChangeKind, Conflict
from standup.domain.duration import format_minutes
from standup.domain.records import (
    Bucket,
    ClosedWeek,
    Customer,
    Developer,
    Leave,
    Record,
    Team,
    TimeEntry,
    Timer,
    Tombstone,
    Touchpoint,
    TouchpointState,
    WorkItem,
    WorkState,
)
from standup.domain.text import shown
from standup.domain.weeks import day_words


class Called(NamedTuple):
    """The names on screen of developers and customers, by id."""

    people: Mapping[str, str]
    customers: Mapping[str, str]

    def person(self, developer: str) -> str:
        """The name of a developer, safe for a terminal; the id where nobody knows the name."""
        return shown(self.people.get(developer, developer))

    def customer(self, customer: str) -> str:
        """The name of a customer, safe for a terminal; the id where nobody knows the name."""
        return shown(self.customers.get(customer, customer))


NO_NAMES = Called({}, {})


def name_words(record: Record, called: Called = NO_NAMES) -> str:
    """What people call a record: `API-12`, `Acme Corp: Renewal`, `the entry of 45 min other, Mon 23 Nov`."""
    match record:
        case WorkItem():
            return shown(record.key)
        case Touchpoint():
            return f"{called.customer(record.customer)}: {shown(record.title)}"
        case TimeEntry():
            return f"the entry of {entry_words(record, called)}"
        case Timer():
            return "the timer"
        case Customer() | Developer():
            return shown(record.name)
        case Team():
            return "the team"
        case Leave():
            return f"the leave of {called.person(record.developer)}, {span_words(record)}"
        case ClosedWeek():
            return f"the closing of {shown(record.week)}"
        case Tombstone():
            return f"a deleted entry of {day_words(record.day)}"
        case _:
            return "a record"


def entry_words(entry: TimeEntry, called: Called = NO_NAMES) -> str:
    """An entry in words: `45 min production on API-12, Mon 23 Nov`."""
    return f"{entry.minutes} min {_where(entry, called)}, {day_words(entry.day)}"


def span_words(leave: Leave) -> str:
    """The days of a leave: `Mon 23 Nov to Fri 27 Nov`, `half of Mon 23 Nov`."""
    days = day_words(leave.first)
    if leave.last != leave.first:
        days += f" to {day_words(leave.last, leave.first)}"
    return f"half of {days}" if leave.half else days


def altered_words(before: Record, after: Record, called: Called = NO_NAMES) -> str:
    """What is different in a record, in words: `moved to done`, `due Fri 27 Nov, no contact`.

    A developer's hours are named and not told; empty where the two say the same or are of two kinds.
    """
    if type(before) is not type(after):
        return ""
    names = {name for name in after.__struct_fields__ if getattr(before, name) != getattr(after, name)} - {"version"}
    tell = _TELLERS.get(type(after)) if names else None
    return ", ".join(tell(after, frozenset(names), called)) if tell else ""


def edit_words(name: str, before: Record, after: Record, called: Called) -> str:
    """Why a record was altered, as undo and the history tell it: `edit API-12 (estimate 4h)`.

    `name` is safe for a terminal.
    """
    what = altered_words(before, after, called)
    return f"edit {name} ({what})" if what else f"edit {name}"


def conflict_words(
    conflict: Conflict, kind: ChangeKind, called: Called, *, me: str, now: datetime, zone: tzinfo
) -> str:
    """Who did what to the record meanwhile, and when: `Bob changed API-12 at 14:05: moved to done; ...`.

    `now` is aware, `zone` that of the person who is told. Entries of others are not told of.
    """
    record = conflict.stored or conflict.record
    is_mine = not isinstance(record, TimeEntry) or record.developer == me
    who = "somebody" if conflict.by is None else "you" if conflict.by == me else called.person(conflict.by)
    verb = "removed" if conflict.stored is None else "added" if conflict.is_new else "changed"
    about = name_words(conflict.record, called) if is_mine else "the entry"
    words = f"{who} {verb} {about}{_moment(conflict.at, now, zone)}"
    if verb == "changed" and is_mine:
        done = altered_words(conflict.was, record, called) if conflict.was is not None else ""
        what = done or shown(conflict.why or "")
        words += f": {what}" if what else ""
    return f"{words}; {_OUTCOMES[kind]}"


_OUTCOMES = {
    ChangeKind.DO: "your change was not made. Look again and repeat",
    ChangeKind.UNDO: "nothing was undone",
    ChangeKind.REDO: "nothing was brought back",
}


def _moment(at: datetime | None, now: datetime, zone: tzinfo) -> str:
    if at is None:
        return ""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    return f" at {local:%H:%M}" if local.date() == today else f" on {day_words(local.date(), today)} at {local:%H:%M}"


def _where(record: TimeEntry | Timer, called: Called) -> str:
    about = shown(record.work_item) if record.work_item else called.customer(record.customer) if record.customer else ""
    return f"{record.bucket.value} on {about}" if about else record.bucket.value


def _day(label: str, day: date | None, missing: str) -> str:
    return f"{label} {day_words(day)}" if day else missing


def _text(label: str, text: str | None, missing: str) -> str:
    return f"{label}: {shown(text)}" if text else missing


def _owner(developer: str | None, called: Called) -> str:
    return f"for {called.person(developer)}" if developer else "nobody's"


def _work_item(item: WorkItem, names: frozenset[str], called: Called) -> Iterator[str]:
    if names & {"state", "blocker"}:
        blocked = item.state is WorkState.BLOCKED and item.blocker
        yield f"moved to {item.state.value}" + (f": {shown(item.blocker)}" if blocked else "")
    if "title" in names:
        yield _text("title", item.title, "")
    if "estimate" in names:
        yield f"estimate {format_minutes(item.estimate)}" if item.estimate else "no estimate"
    if "due_on" in names:
        yield _day("due", item.due_on, "no due date")
    if "developer" in names:
        yield _owner(item.developer, called)
    if "customer" in names:
        yield f"for {called.customer(item.customer)}" if item.customer else "no customer"


def _touchpoint(touchpoint: Touchpoint, names: frozenset[str], called: Called) -> Iterator[str]:
    if "state" in names:
        yield "open again" if touchpoint.state is TouchpointState.OPEN else touchpoint.state.value
    if names & {"snoozed_until", "snooze_reason"} and touchpoint.state is TouchpointState.OPEN:
        reason = f": {touchpoint.snooze_reason.value}" if touchpoint.snooze_reason else ""
        yield _day("snoozed until", touchpoint.snoozed_until, "not snoozed") + reason
    if "title" in names:
        yield _text("title", touchpoint.title, "")
    if "kind" in names:
        yield f"kind {shown(touchpoint.kind)}"
    if "due_on" in names:
        yield _day("due", touchpoint.due_on, "no due date")
    if "contact" in names:
        yield _text("contact", touchpoint.contact, "no contact")
    if "developer" in names:
        yield _owner(touchpoint.developer, called)


def _entry(entry: TimeEntry, names: frozenset[str], called: Called) -> Iterator[str]:
    if "day" in names:
        yield f"moved to {day_words(entry.day)}"
    if "minutes" in names:
        yield f"{entry.minutes} min"
    if names & {"bucket", "work_item", "customer"}:
        yield _where(entry, called)
    if "start" in names and "day" not in names:
        yield "another clock time" if entry.start else "no clock time"
    if "note" in names:
        yield _text("note", entry.note, "no note")
    if "tags" in names:
        yield " ".join(f"+{shown(tag)}" for tag in entry.tags) or "no tags"
    if "interrupt" in names:
        yield "interrupt" if entry.interrupt else "no interrupt"


def _timer(timer: Timer, names: frozenset[str], called: Called) -> Iterator[str]:
    yield f"it runs on {_where(timer, called) if timer.bucket is not Bucket.OTHER else shown(timer.note) or 'other'}"


def _customer(customer: Customer, names: frozenset[str], called: Called) -> Iterator[str]:
    if "name" in names:
        yield _text("name", customer.name, "")
    if "active" in names:
        yield "active" if customer.active else "not active"
    if "contacts" in names:
        people = ", ".join(shown(contact.name) for contact in customer.contacts)
        yield f"contacts: {people}" if people else "no contacts"
    if "notes" in names:
        yield "notes" if customer.notes else "no notes"


def _developer(developer: Developer, names: frozenset[str], called: Called) -> Iterator[str]:
    if "name" in names:
        yield _text("name", developer.name, "")
    if "timezone" in names:
        yield f"zone {shown(developer.timezone)}"
    if "role" in names:
        yield f"role {developer.role.value}"
    if "hours" in names:
        yield "hours"
    if names & {"country", "region"}:
        place = "-".join(filter(None, (developer.country, developer.region)))
        yield f"holidays of {shown(place)}" if place else "no holidays"
    if "active" in names:
        yield "active" if developer.active else "not active"


def _team(team: Team, names: frozenset[str], called: Called) -> Iterator[str]:
    if "name" in names:
        yield _text("name", team.name, "no name")
    if names & {"band_low", "band_high"}:
        yield f"target band {team.band_low}-{team.band_high} %"


def _leave(leave: Leave, names: frozenset[str], called: Called) -> Iterator[str]:
    yield span_words(leave)


_TELLERS: dict[type[Record], Callable[[Any, frozenset[str], Called], Iterator[str]]] = {
    WorkItem: _work_item,
    Touchpoint: _touchpoint,
    TimeEntry: _entry,
    Timer: _timer,
    Customer: _customer,
    Developer: _developer,
    Team: _team,
    Leave: _leave,
}
