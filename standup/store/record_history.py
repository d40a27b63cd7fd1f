"""The changes of one record, put together from the files where it lay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from standup.domain.change import RecordChange
from standup.domain.records import Record, Touchpoint, WorkItem
from standup.store.layout import TABLES, grows_for_ever, home, may_hold_work, old_changes, year_of_changes
from standup.store.tables import Part, mark
from standup.store.view import View

State = tuple[int, int]
"""Version and mark of a record, which tell one state of it from all others."""


def record_history(view: View, record: WorkItem | Touchpoint) -> list[RecordChange]:
    """The changes of a record, newest first; a change that moved it names the file that it came from."""
    table, first = TABLES[type(record)], home(record)
    found: dict[str, list[Part]] = {}
    current: Record | None = None
    waiting, seen = [first], {first}
    while waiting:
        file = waiting.pop()
        stored: Iterable[Record] = view.tables(file).of(type(record)).values()
        current = next((one for one in stored if one.id == record.id), current)
        for part in _parts(view, file, record):
            if part.mentions(table, record.id):
                found.setdefault(part.id, []).append(part)
                new = [other for other in part.files if may_hold_work(other) and other not in seen]
                seen.update(new)
                waiting += new
    changes = sorted(found.values(), key=lambda parts: (parts[0].at, parts[0].id))
    return _told(changes, type(record), record.id, current)[::-1]


def _parts(view: View, file: str, record: WorkItem | Touchpoint) -> list[Part]:
    """What a file keeps of changes since the record was created, with those that moved beside it."""
    parts = list(view.parts(file))
    if grows_for_ever(file):
        folder = file.rpartition("/")[0]
        for name in old_changes(view.names(folder)):
            if year_of_changes(name) >= record.created_on.year - 1:  # days are local, moments are not
                old = view.parts(f"{folder}/{name}" if folder else name)
                parts += [part for part in old if file in part.files]
    return parts


def _told(
    changes: Sequence[Sequence[Part]], kind: type[Record], record_id: str, current: Record | None
) -> list[RecordChange]:
    """What each change made of the record: that which a later one found, or what is stored now."""
    befores = [_before(parts, kind, record_id) for parts in changes]
    known = {_state(one): one for one in (*befores, current) if one is not None}
    told = []
    for number, (parts, before) in enumerate(zip(changes, befores, strict=True)):
        left = _left(parts, kind, record_id)
        later = next((one for one in befores[number + 1 :] if one is not None), current)
        after = None if left is None else known.get(left, later)
        told.append(
            RecordChange(id=parts[0].id, at=parts[0].at, by=parts[0].by, kind=parts[0].kind, before=before, after=after)
        )
    return told


def _before(parts: Iterable[Part], kind: type[Record], record_id: str) -> Record | None:
    for part in parts:
        for past in part.before:
            if past.kind == TABLES[kind] and past.record.get("id") == record_id:
                return msgspec.convert(past.record, kind)
    return None


def _left(parts: Iterable[Part], kind: type[Record], record_id: str) -> State | None:
    """The state in which a change left the record; None where it removed it."""
    for part in parts:
        for table, made_id, version, made_mark in (*part.created, *part.arrived):
            if (table, made_id) == (TABLES[kind], record_id):
                return version, made_mark
        for past in part.before:
            if (past.kind, past.record.get("id")) == (TABLES[kind], record_id) and past.after_version is not None:
                return past.after_version, past.after_mark or 0
    return None


def _state(record: Record) -> State:
    return record.version, mark(record)
