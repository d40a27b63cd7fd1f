"""What is to be forgotten, as rules on records: text, clock times and names go; minutes, days and buckets stay.

A rule holds for what a record is now and for what it once was, since a store keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from msgspec.structs import replace

from standup.domain.care import INTERNAL_TAG
from standup.domain.errors import StandupError
from standup.domain.records import (
    Blocker,
    CheckIn,
    ClosedWeek,
    Customer,
    Developer,
    Leave,
    PublishedWeek,
    Record,
    Role,
    Round,
    RoundNote,
    TimeEntry,
    Timer,
    Touchpoint,
    WorkItem,
)
from standup.domain.round_forgetting import note_without, reasons_retold, round_without
from standup.domain.shaping import SHAPING_TAG

R = TypeVar("R", bound=Record)

NO_WORDS = "text forgotten"
"""What history says of a change whose own words are forgotten."""
SOMEBODY = "somebody"
"""Stands where a text named a person who is forgotten."""
KEPT_TAGS = frozenset([INTERNAL_TAG, SHAPING_TAG])
"""Tags by which figures are made; they tell nothing of anybody, and without them sums would change."""


class ForgottenError(StandupError):
    """A change lost its text to `standup forget`, so nothing can take it back."""

    def __init__(self) -> None:
        super().__init__("this change lost its text to `standup forget`, so it cannot be taken back")


class Forgetting:
    """A rule that forgets nothing; the others say where they differ."""

    person: tuple[str, str] | None = None
    """The id of a developer that goes, and the one that takes its place."""

    def record(self, record: R) -> R:
        """The record without what is forgotten; an equal one where nothing goes."""
        return record

    def hides(self, by: str, why: str) -> bool:
        """Whether the words of a change go, even where it did nothing to a record that loses text."""
        return False


class ForgetEntries(Forgetting):
    """Note, tags and clock time of some entries."""

    def __init__(self, ids: Collection[str]) -> None:
        self._ids = frozenset(ids)

    def record(self, record: R) -> R:
        """The entry as its minutes, day and bucket."""
        return _bare(record) if isinstance(record, TimeEntry) and record.id in self._ids else record


class ForgetNotes(Forgetting):
    """The notes of one developer's entries before a day."""

    def __init__(self, developer: str, before: date) -> None:
        self._developer = developer
        self._before = before

    def record(self, record: R) -> R:
        """The entry without its note and without who asked for it."""
        if isinstance(record, TimeEntry) and record.developer == self._developer and record.day < self._before:
            return replace(record, note="", asked_by="")
        return record


class ForgetRequester(Forgetting):
    """Somebody as who asked for interrupts of one developer."""

    def __init__(self, developer: str, name: str) -> None:
        self._developer = developer
        self._name = _folded(name)

    def record(self, record: R) -> R:
        """The entry or timer without who asked, where it was them."""
        is_theirs = isinstance(record, TimeEntry | Timer) and record.developer == self._developer
        return _asked_by_another(record, {self._name}, "") if is_theirs else record


class ForgetContact(Forgetting):
    """A contact person of a customer, also where the customer's touchpoints, work and time name them."""

    def __init__(self, customer: str, name: str, details: Iterable[str] = ()) -> None:
        self._customer = customer
        self._name = _folded(name)
        details = [one for one in details if len(one) >= _SHORTEST_DETAIL]
        self._texts = _finder([*([name.strip()] if _is_telling(name) else []), *details])
        self._words = _finder([name.strip(), *details])

    def record(self, record: R) -> R:
        """The record without the contact person."""
        is_about = getattr(record, "customer", None) == self._customer
        if isinstance(record, TimeEntry | Timer) and not is_about:
            # Who asked may be another person of this first name, unless the name tells.
            names = {self._name} if _is_telling(self._name) else set()
            return _asked_by_another(record, names, SOMEBODY)
        record = _asked_by_another(record, {self._name}, SOMEBODY)
        if isinstance(record, Customer):
            if record.id != self._customer:
                return record
            left = tuple(one for one in record.contacts if _folded(one.name) != self._name)
            matches = tuple(one for one in record.matches if self._words.search(one) is None)
            record = replace(record, contacts=left, matches=matches)
        elif isinstance(record, PublishedWeek):
            summary = _walked(record.summary, lambda _, text: self._texts.sub(SOMEBODY, text))
            return replace(record, summary=summary)
        elif not isinstance(record, _OF_NO_CUSTOMER) and not is_about:
            return record
        elif isinstance(record, Touchpoint) and _folded(record.contact) == self._name:
            record = replace(record, contact="")
        return _retold(record, lambda text: self._texts.sub(SOMEBODY, text))

    def hides(self, by: str, why: str) -> bool:
        """Whether the words of a change name the contact person."""
        return self._words.search(why) is not None


class ForgetDeveloper(Forgetting):
    """A developer's name, id and text; their minutes, days and buckets stay, under a neutral name."""

    def __init__(self, developer: str, name: str, new_id: str, new_name: str, emails: Iterable[str] = ()) -> None:
        self.person = (developer, new_id)
        self._old, self._new = developer, new_id
        self._name, self._new_name = name, new_name
        emails = [one for one in emails if len(one) >= _SHORTEST_DETAIL]
        self._texts = _finder([*([name.strip()] if _is_telling(name) else []), *emails])
        self._words = _finder([name.strip(), developer, *emails])

    def record(self, record: R) -> R:
        """The record without the developer's text, and with the neutral name."""
        if isinstance(record, Developer) and record.id == self._old:
            return replace(
                record,
                id=self._new,
                name=self._new_name,
                role=Role.DEVELOPER,
                active=False,
                preferences=(),
                emails=(),
            )
        if isinstance(record, PublishedWeek):
            record = replace(record, summary=_walked(record.summary, self._in_summary))
            if record.by != self._old:
                return record
            return replace(record, by=self._new, published_at=_midnight(record.published_at))
        if isinstance(record, Touchpoint) and any(one.by == self._old for one in record.snoozes):
            snoozes = (replace(one, by=self._new, note="") if one.by == self._old else one for one in record.snoozes)
            record = replace(record, snoozes=tuple(snoozes))
        if isinstance(record, Blocker):
            who = self._new if record.acts == self._old else record.who
            by = self._new if record.resolved_by == self._old else record.resolved_by
            record = replace(record, who=who, resolved_by=by)
        if isinstance(record, Round):
            record = replace(record, **round_without(record, self._old, self._new))
        if isinstance(record, RoundNote):
            record = replace(record, **note_without(record, self._old, self._new))
        if getattr(record, "developer", None) == self._old:
            record = self._without_text(replace(record, developer=self._new))
        record = _asked_by_another(record, {_folded(self._name), self._old}, self._new_name)
        return _retold(record, lambda text: self._texts.sub(self._new_name, text))

    def _in_summary(self, field: str, text: str) -> str:
        """A text of a published summary, in which the id and the name may stand alone."""
        if text == self._old and field != "customer":
            return self._new
        return self._new_name if text == self._name else self._texts.sub(self._new_name, text)

    def _without_text(self, record: R) -> R:
        match record:
            case CheckIn():
                return replace(record, did=(), plan=(), at=_midnight(record.at))
            case Blocker():
                return replace(record, what="", who=record.who if record.is_developer else "")
            case TimeEntry():
                return _bare(record)
            case Timer():
                name = {"id": self._new} if record.id == self._old else {}
                return replace(_bare(record), started_at=_midnight(record.started_at), **name)
            case WorkItem():
                return replace(record, blocker="")
            case Leave():
                return replace(record, note="")
            case ClosedWeek():
                return replace(record, closed_at=_midnight(record.closed_at))
        return record

    def hides(self, by: str, why: str) -> bool:
        """Whether the developer wrote the words of a change, or they name the developer."""
        return by == self._old or self._words.search(why) is not None


_SHORTEST_DETAIL = 5
"""Characters of a phone number or an address below which it may stand for something else in a text."""

_OF_NO_CUSTOMER = CheckIn | Blocker | Round | RoundNote
"""Kinds in which a contact person may be named whoever the customer is."""

_TEXTS: dict[type[Record], tuple[str, ...]] = {
    Customer: ("notes", "no_next_step"),
    WorkItem: ("title", "blocker"),
    Touchpoint: ("title", "contact", "outcome", "note"),
    TimeEntry: ("note", "asked_by"),
    Timer: ("note", "asked_by"),
    Leave: ("note",),
    Blocker: ("what",),
    RoundNote: ("text", "who"),
}


def _bare(record: R) -> R:
    """An entry or a timer without note, tags, who asked and, where it may lack one, clock time."""
    tags = tuple(tag for tag in getattr(record, "tags", ()) if tag in KEPT_TAGS)
    fields: dict[str, Any] = {"note": "", "tags": tags, "asked_by": ""}
    if isinstance(record, TimeEntry):
        fields["start"] = None
    return replace(record, **fields)


def _asked_by_another(record: R, names: Collection[str], instead: str) -> R:
    """The entry or timer with somebody else as who asked, where it was one of these names in small letters."""
    if isinstance(record, TimeEntry | Timer) and record.asked_by and _folded(record.asked_by) in names:
        return replace(record, asked_by=instead)
    return record


def _retold(record: R, retell: Callable[[str], str]) -> R:
    """The record with each of its texts told anew."""
    fields: dict[str, Any] = {name: retell(getattr(record, name)) for name in _TEXTS.get(type(record), ())}
    if isinstance(record, Touchpoint):
        fields["snoozes"] = tuple(replace(one, note=retell(one.note)) for one in record.snoozes)
    if isinstance(record, Round):
        fields["turns"], fields["absent"] = reasons_retold(record, retell)
    if isinstance(record, CheckIn):
        fields["did"] = tuple(map(retell, record.did))
        fields["plan"] = tuple(replace(one, text=retell(one.text)) for one in record.plan)
    if isinstance(record, Blocker) and not record.is_developer:
        fields["who"] = retell(record.who)
    if isinstance(record, Customer):
        fields["matches"] = tuple(one for one in record.matches if retell(one) == one)
    return replace(record, **fields) if fields else record


def _walked(value: Any, retell: Callable[[str, str], str], field: str = "") -> Any:
    """Data with each of its texts told anew, which `retell` does by the field in which it stands."""
    match value:
        case str():
            return retell(field, value)
        case dict():
            return {name: _walked(one, retell, name) for name, one in value.items()}
        case list() | tuple():
            return [_walked(one, retell, field) for one in value]
    return value


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC).date(), datetime.min.time(), UTC)


def _folded(name: str) -> str:
    return name.strip().casefold()


def _is_telling(name: str) -> bool:
    """Whether a name can stand for nobody else in a text; one of a single word is often a word of its own."""
    return len(name.split()) > 1


def _finder(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds the phrases as whole words, whatever the case; nothing at all where there are none."""
    found = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True) if phrase)
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)" if found else r"(?!)", re.IGNORECASE)
