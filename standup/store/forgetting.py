"""Text taken out of files: of the records, and of what the files keep of past changes.

Every file is looked at twice: once to find which records lose anything and which changes tell of them, wherever their
parts lie, and once to write what is left. Nothing here writes to a disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

import msgspec

from standup.domain.change import Change
from standup.domain.forgetting import NO_WORDS, Forgetting
from standup.domain.records import Developer, Record, Timer
from standup.store.errors import UNDECODABLE, DamagedFileError, undecodable_words
from standup.store.layout import CHANGES, KINDS, PEOPLE, TABLES
from standup.store.protocol import Forgotten
from standup.store.staging import Document, altered_document
from standup.store.tables import Documents, Part, decode_documents

S = TypeVar("S", bound=msgspec.Struct)
Key = tuple[str, str]


class Rewritten(NamedTuple):
    """What the files shall hold (None: the file goes), and what was forgotten."""

    contents: Mapping[str, bytes | None]
    forgotten: Forgotten


def rewritten(files: Iterable[str], read: Callable[[str], bytes | None], rule: Forgetting, note: Change) -> Rewritten:
    """All files that a rule alters, as they shall be; each of them keeps that something was forgotten.

    Raises DamagedFileError and NewerFormatError: what cannot be read cannot be searched.
    """
    found = [_File(relative, data) for relative in files if (data := read(relative)) is not None]
    lost: set[Key] = set()
    for file in found:
        lost |= file.records_of(rule)
    silenced: set[str] = set()
    spoiled: set[str] = set()
    for file in found:
        for part in file.parts.values():
            if lost & file.mentioned(part):
                spoiled.add(part.id)
            elif rule.hides(part.by, part.why):
                silenced.add(part.id)
    silenced |= spoiled
    moved = _moved(rule)
    altered = [file for file in found if file.forget(rule, lost, silenced, spoiled, moved)]
    names = tuple(sorted(moved(file.relative) for file in altered))
    contents: dict[str, bytes | None] = {}
    for file in altered:
        file.keep(_noted(note, names, rule))
        contents[moved(file.relative)] = file.encoded()
    contents.update({file.relative: None for file in altered if moved(file.relative) != file.relative})
    counts: dict[str, int] = {}
    for file in altered:
        for table, number in file.lost.items():
            counts[table] = counts.get(table, 0) + number
    by_kind = {kind: counts[TABLES[kind]] for kind in TABLES if TABLES[kind] in counts}
    places = tuple(sorted(file.relative for file in altered))
    renamed = {place: moved(place) for place in places if moved(place) != place}
    return Rewritten(contents, Forgotten(by_kind, len(silenced), places, renamed))


class _File:
    """One file while it is searched: its documents, decoded where they may be altered."""

    def __init__(self, relative: str, data: bytes) -> None:
        self.relative = relative
        self._documents: Documents = decode_documents(data, relative)
        self._table = {
            table: {number: self._as_dict(document) for number, document in documents.items()}
            for table, documents in self._documents.tables.items()
            if table in KINDS or table == CHANGES
        }
        self.parts = {number: self._decoded(one, Part) for number, one in self._table.get(CHANGES, {}).items()}
        self.lost: dict[str, int] = {}
        """How many records of each table lost anything."""

    def _as_dict(self, document: msgspec.Raw) -> Document:
        try:
            return msgspec.json.decode(document, type=Document)
        except UNDECODABLE as error:
            raise DamagedFileError(self.relative, undecodable_words(error)) from error

    def _decoded(self, document: Document, kind: type[S]) -> S:
        try:
            return msgspec.convert(document, kind)
        except msgspec.ValidationError as error:
            raise DamagedFileError(self.relative, undecodable_words(error)) from error

    def records_of(self, rule: Forgetting) -> set[Key]:
        """The records that lose anything, as they are or as they were."""
        lost = set()
        for table, document in self._records():
            before = self._record(table, document)
            if before is not None and rule.record(before) != before:
                lost.add((table, before.id))
        return lost

    def _records(self) -> Iterable[tuple[str, Document]]:
        for table, documents in self._table.items():
            if table != CHANGES:
                yield from ((table, document) for document in documents.values())
        for part in self.parts.values():
            yield from ((past.kind, past.record) for past in part.before)

    def _record(self, table: str, document: Document) -> Record | None:
        return self._decoded(document, KINDS[table]) if table in KINDS else None

    def mentioned(self, part: Part) -> set[Key]:
        """The records that a change altered in this file."""
        made = {(table, made_id) for table, made_id, *_ in (*part.created, *part.arrived)}
        return made | {(past.kind, str(past.record.get("id"))) for past in part.before}

    def forget(
        self,
        rule: Forgetting,
        lost: set[Key],
        silenced: set[str],
        spoiled: set[str],
        moved: Callable[[str], str],
    ) -> bool:
        """Take out what the rule takes; whether anything is different then."""
        before = msgspec.json.encode(self._table)
        for table, documents in self._table.items():
            if table == CHANGES:
                continue
            for document in documents.values():
                if (left := self._left(rule, table, document)) != document:
                    self.lost[table] = self.lost.get(table, 0) + 1
                    document.clear()
                    document.update(left)
        for number, part in self.parts.items():
            document = self._table[CHANGES][number]
            if part.id in silenced:
                document["why"] = NO_WORDS
            if part.id in spoiled:
                document["forgotten"] = True
            self._forget_part(document, rule, lost)
            if rule.person is not None:
                old, new = rule.person
                document["by"] = new if part.by == old else part.by
                document.update({"files": [moved(place) for place in part.files]} if part.files else {})
        return msgspec.json.encode(self._table) != before

    def _forget_part(self, document: Document, rule: Forgetting, lost: set[Key]) -> None:
        """Checksums go with the text that they were made of: a short text can be found by trying."""
        for list_name in ("created", "arrived"):
            for made in document.get(list_name, ()):
                if (made[0], made[1]) in lost:
                    made[1], made[3] = _renamed(made[0], made[1], rule), 0
        for past in document.get("before", ()):
            table, record = past["kind"], past["record"]
            if (table, record.get("id")) in lost:
                past["record"] = self._left(rule, table, record)
                if past.get("after_mark") is not None:
                    past["after_mark"] = 0

    def _left(self, rule: Forgetting, table: str, document: Document) -> Document:
        """What is left of a record's document; fields that this version does not know stay."""
        before = self._record(table, document)
        after = before if before is None else rule.record(before)
        if before is None or after is None or after == before:
            return document
        return altered_document(document, before, after)

    def keep(self, part: Part) -> None:
        """Let the file say that something was forgotten."""
        changes: dict[Any, Any] = self._table.setdefault(CHANGES, {})
        changes[max(changes, default=0) + 1] = msgspec.to_builtins(part)

    def encoded(self) -> bytes:
        """The file's new content."""
        return msgspec.json.encode({**self._documents.tables, **self._table})


def _moved(rule: Forgetting) -> Callable[[str], str]:
    """Where a file is after a person's folder was given another name."""
    if rule.person is None:
        return lambda relative: relative
    old, new = (f"{PEOPLE}/{one}/" for one in rule.person)
    return lambda relative: new + relative.removeprefix(old) if relative.startswith(old) else relative


def _renamed(table: str, record_id: str, rule: Forgetting) -> str:
    if rule.person is not None and table in _NAMED_BY_PERSON and record_id == rule.person[0]:
        return rule.person[1]
    return record_id


_NAMED_BY_PERSON = frozenset([TABLES[Developer], TABLES[Timer]])


def _noted(note: Change, files: tuple[str, ...], rule: Forgetting) -> Part:
    by = rule.person[1] if rule.person is not None and note.by == rule.person[0] else note.by
    return Part(id=note.id, at=note.at, by=by, why=note.why, files=files, forgotten=True)
