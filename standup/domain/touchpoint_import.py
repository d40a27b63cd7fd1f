"""What an event or activity of a foreign file means here: a touchpoint to come, a contact of the past, or neither."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import IntEnum
from hashlib import blake2b
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from standup.domain.change import Op, altered, create
from standup.domain.errors import UsageError
from standup.domain.records import Touchpoint, TouchpointState
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import storable
from standup.domain.touchpoints import kind_in

LONGEST_TITLE = 500  # characters
LONGEST_NOTE = 2000
DAYS_AHEAD = 90
DAYS_BACK = 90
MOST_DAYS = 1100
"""Three years: a weekly event comes 156 times in them."""
UNTITLED = "(no title)"
OWN_UID = "@touchpoint.standup.invalid"
"""The end of the UID that a touchpoint has in a calendar of ours, after its id."""


class Person(NamedTuple):
    """Somebody whom a row names; either part may be empty."""

    name: str
    email: str


class SourceActivity(Struct, frozen=True, kw_only=True, gc=False):
    """One event or activity as its file says it; `day` is a date of the person who imports."""

    line: int
    title: str
    key: str = ""
    """Names the row within its kind of file, the same at every import; empty where the file has no such name."""
    uid: str = ""
    """Of a calendar's event."""
    day: date | None = None
    kind: str = ""
    """One of `touchpoints.KINDS`; empty where the title has to tell."""
    note: str = ""
    outcome: str = ""
    company: str = ""
    people: tuple[Person, ...] = ()
    owner: str = ""
    done: bool | None = None
    """Whether it took place; None where the file does not say, so that its day decides."""
    called_off: bool = False


class Days(NamedTuple):
    """Which days are asked for, both included, and which one is today."""

    first: date
    last: date
    today: date


def days_asked(first: date | None, last: date | None, today: date, *, back: bool) -> Days:
    """The days between two, by default from today for 90 days, and where `back` from 90 days ago.

    Raises UsageError for days in the wrong order and for more than three years.
    """
    begin = first or today - timedelta(days=DAYS_BACK if back else 0)
    end = last or max(today, begin) + timedelta(days=DAYS_AHEAD)
    if end < begin:
        raise UsageError(f"the days end ({end}) before they begin ({begin}); turn --from and --to around")
    if (end - begin).days > MOST_DAYS:
        raise UsageError(f"{begin} to {end} is more than three years; say a shorter time with --from and --to")
    return Days(begin, end, today)


class Wanted(Struct, frozen=True, kw_only=True, gc=False):
    """The touchpoint that a row asks for."""

    line: int
    source_id: str
    customer: str
    title: str
    day: date | None
    kind: str
    contact: str
    note: str
    outcome: str
    owner: str | None
    happened: bool

    @property
    def digest(self) -> str:
        """What the row says, in few letters; whether it took place is no part of it, since time alone changes that."""
        return _digest(self.customer, self.title, self.day, self.kind, self.contact, self.note)


def happened_of(row: SourceActivity, days: Days, *, as_contacts: bool) -> bool | SkippedRow:
    """Whether the row is a contact of the past, or why it is not imported.

    What took place counts only where the person says so (`as_contacts`). What did not is planned, also where its day
    is over: then it is late.
    """
    if row.called_off:
        return SkippedRow(row.line, Skip.CALLED_OFF, "")
    happened = row.done if row.done is not None else row.day is not None and row.day < days.today
    if row.day is None:
        if happened or row.done is None:
            return SkippedRow(row.line, Skip.BAD, "says no date")
        return False
    if happened and not as_contacts:
        return SkippedRow(row.line, Skip.PAST, "")
    if not days.first <= row.day <= days.last:
        return SkippedRow(row.line, Skip.OUTSIDE, "")
    return happened


def wanted_of(
    row: SourceActivity, source_id: str, *, customer: str, contact: str, owner: str, happened: bool
) -> Wanted:
    """The touchpoint that a row asks for, in texts that can be kept."""
    title = storable(row.title)[:LONGEST_TITLE].strip() or UNTITLED
    return Wanted(
        line=row.line,
        source_id=source_id,
        customer=customer,
        title=title,
        day=row.day,
        kind=row.kind or kind_in(title),
        contact=storable(contact)[:LONGEST_TITLE].strip(),
        note=storable(row.note)[:LONGEST_NOTE].strip(),
        outcome=storable(row.outcome)[:LONGEST_TITLE].strip(),
        owner=owner,
        happened=happened,
    )


class SourceIds:
    """Names the rows of a file, the same at every import: by their own key, else by their day and words."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._counts: dict[str, int] = {}

    def name(self, row: SourceActivity) -> str:
        """The id of the next row; a second row of the same key is numbered."""
        people = (text for person in row.people for text in person)
        words = row.key or "\x1f".join(("", str(row.day), row.title, row.company, *people))
        base = f"{self._source}:{blake2b(words.encode('utf-8', 'replace'), digest_size=12).hexdigest()}"
        count = self._counts.get(base, 0) + 1
        self._counts[base] = count
        return base if count == 1 else f"{base}~{count}"


class Became(IntEnum):
    """What became of a row that asks for a touchpoint."""

    IMPORTED = 1
    UPDATED = 2
    UNCHANGED = 3
    EDITED = 4
    CLOSED = 5


def planned(
    wanted: Wanted, stored: Touchpoint | None, today: date, new_id: Callable[[], str], *, overwrite_edited: bool = False
) -> tuple[Became, Op | None]:
    """What a row does to the touchpoint that an earlier import made of it, or to none.

    What people altered here since stays as it is, unless `overwrite_edited`, and what they closed stays closed.
    """
    if stored is None:
        return Became.IMPORTED, create(_new(wanted, today, new_id()))
    if stored.state is TouchpointState.DROPPED:
        return Became.CLOSED, None
    says_the_same = stored.source_digest == wanted.digest
    is_edited = digest_of(stored) != stored.source_digest
    if stored.state is TouchpointState.DONE and (says_the_same or is_edited or not wanted.happened):
        return (Became.UNCHANGED if says_the_same else Became.CLOSED), None
    completes = wanted.happened and stored.state.is_open and (overwrite_edited or not is_edited)
    if says_the_same and not completes:
        return Became.UNCHANGED, None
    if is_edited and not overwrite_edited:
        return Became.EDITED, None
    return Became.UPDATED, Op(stored, _corrected(stored, wanted, today))


def called_off(stored: Touchpoint, today: date) -> Op | None:
    """The touchpoint of an event that was called off is dropped, unless people altered or closed it here."""
    if not stored.state.is_open or digest_of(stored) != stored.source_digest:
        return None
    return Op(stored, altered(stored, state=TouchpointState.DROPPED, closed_on=today, outcome="called off"))


def _new(wanted: Wanted, today: date, record_id: str) -> Touchpoint:
    touchpoint = Touchpoint(
        id=record_id,
        source_id=wanted.source_id,
        source_digest=wanted.digest,
        customer=wanted.customer,
        title=wanted.title,
        created_on=min(today, wanted.day) if wanted.happened and wanted.day else today,
        kind=wanted.kind,
        developer=wanted.owner,
        contact=wanted.contact,
        due_on=wanted.day,
        note=wanted.note,
    )
    if not wanted.happened:
        return touchpoint
    day = _day_of_contact(wanted, today)
    return replace(touchpoint, state=TouchpointState.DONE, closed_on=day, outcome=wanted.outcome)


def _corrected(stored: Touchpoint, wanted: Wanted, today: date) -> Touchpoint:
    fields = {"customer": wanted.customer, "title": wanted.title, "due_on": wanted.day, "kind": wanted.kind}
    fields |= {"contact": wanted.contact, "note": wanted.note, "source_digest": wanted.digest}
    if not wanted.happened:
        return altered(stored, **fields)
    closed = {"state": TouchpointState.DONE, "closed_on": _day_of_contact(wanted, today), "outcome": wanted.outcome}
    return altered(stored, **fields, **closed, snoozed_until=None, snooze_reason=None)


def _day_of_contact(wanted: Wanted, today: date) -> date:
    """The day on which it took place: what is done before its day was done by today."""
    return min(wanted.day or today, today)


def digest_of(touchpoint: Touchpoint) -> str:
    """What a touchpoint says now of all that an import writes; another one than its own digest was edited here."""
    one = touchpoint
    return _digest(one.customer, one.title, one.due_on, one.kind, one.contact, one.note)


def _digest(*said: str | date | None) -> str:
    text = "\x1f".join("" if one is None else str(one) for one in said)
    return blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest()
