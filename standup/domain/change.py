"""Everything that happens is one `Change`: who, when, why, and the records before and after."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from standup.domain.errors import StandupError
from standup.domain.records import Record
from standup.domain.text import shown

R = TypeVar("R", bound=Record)


class ChangeKind(StrEnum):
    """Whether a change is new, takes one back, or brings one back."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Op(Struct, frozen=True):
    """One record created (`before` is None), altered, or removed (`after` is None)."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is after the operation, or as it was where it is removed."""
        record = self.after if self.after is not None else self.before
        if record is None:
            raise ValueError("an operation needs a record")
        return record


class Change(Struct, frozen=True, kw_only=True):
    """A set of operations that a store applies entirely or not at all."""

    id: str
    at: datetime
    by: str
    """Id of the developer who acts."""
    why: str
    """The command in words, as history and undo show it."""
    ops: tuple[Op, ...]
    kind: ChangeKind = ChangeKind.DO
    of: str | None = None
    """The change that an undo takes back, or the undo that a redo takes back."""
    group: str | None = None
    """Changes of one group, such as the weeks of one import, are undone together."""


class PastChange(Struct, frozen=True, kw_only=True):
    """What a store keeps of a change: enough to tell it and to take it back, not the records that it made."""

    id: str
    at: datetime
    by: str
    why: str
    kind: ChangeKind
    of: str | None
    group: str | None
    created: int
    altered: int
    removed: int


class RecordChange(Struct, frozen=True, kw_only=True):
    """What one change did to one record: no words of the command, which may hold hours."""

    id: str
    at: datetime
    by: str
    kind: ChangeKind
    before: Record | None
    """None where the change created the record."""
    after: Record | None
    """None where the change removed the record."""


def name_of(kind: type[Record]) -> str:
    """What people call a kind of record: `entry`, `work item`, `touchpoint`."""
    if kind.__name__ == "TimeEntry":
        return "entry"
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower()


def create(record: Record) -> Op:
    """An operation that adds a new record."""
    return Op(None, record)


def altered(record: R, **fields: Any) -> R:
    """The record with other fields and its version counted up."""
    return replace(record, version=record.version + 1, **fields)


def edit(record: R, **fields: Any) -> Op:
    """An operation that alters fields of a record and counts its version up."""
    return Op(record, altered(record, **fields))


def remove(record: Record) -> Op:
    """An operation that removes a record."""
    return Op(record, None)


class Journaled(Struct, frozen=True, kw_only=True):
    """One line of a person's own list of changes: what undo and redo need to find their next step."""

    id: str
    kind: ChangeKind
    of: str | None = None
    group: str | None = None
    where: tuple[str, ...] = ()
    """The store's own words for where the change lies; they mean nothing to others."""

    def moved(self, places: Mapping[str, str]) -> Journaled:
        """The same line where the store's words for some places have changed."""
        return replace(self, where=tuple(places.get(place, place) for place in self.where))


def undo_stack(journal: Sequence[Journaled]) -> list[Journaled]:
    """Those of my changes that are in force, oldest first; the last one is what undo takes back next."""
    return _stacks(journal)[0]


def redo_stack(journal: Sequence[Journaled]) -> list[Journaled]:
    """My undos that can be taken back, oldest first; anything new that I do empties it."""
    return _stacks(journal)[1]


def _stacks(journal: Sequence[Journaled]) -> tuple[list[Journaled], list[Journaled]]:
    undoable: list[Journaled] = []
    redoable: list[Journaled] = []
    for line in journal:
        match line.kind:
            case ChangeKind.DO:
                undoable.append(line)
                redoable.clear()
            case ChangeKind.UNDO:
                undoable[:] = [done for done in undoable if done.id != line.of]
                redoable.append(line)
            case ChangeKind.REDO:
                redoable[:] = [undone for undone in redoable if undone.id != line.of]
                undoable.append(line)
    return undoable, redoable


class Conflict(StandupError):
    """A record is not what the change was made from; nothing was written.

    `record` is the one that the change expected, or the new one whose place is taken (`is_new`); `stored` is what is
    there now, None where it is gone. `by`, `at` and `why` tell of the last change to it as far as the store knows,
    and `was` is the record before that. The message is `words`, or plain words with ids where there are none.
    """

    def __init__(
        self,
        record: Record,
        stored: Record | None,
        by: str | None = None,
        why: str | None = None,
        *,
        at: datetime | None = None,
        was: Record | None = None,
        is_new: bool = False,
        words: str = "",
    ) -> None:
        self.record = record
        self.stored = stored
        self.by = by
        self.why = why
        self.at = at
        self.was = was
        self.is_new = is_new
        super().__init__(words or self._plain())

    def _plain(self) -> str:
        what = f" ({shown(self.why)})" if self.why else ""
        verb = "removed" if self.stored is None else "added" if self.is_new else "changed"
        return f"{shown(self.by or 'somebody')} {verb} this {name_of(type(self.record))} meanwhile{what}"

    def told(self, words: str) -> Conflict:
        """The same conflict with a message for people."""
        return Conflict(
            self.record,
            self.stored,
            self.by,
            self.why,
            at=self.at,
            was=self.was,
            is_new=self.is_new,
            words=words,
        )
