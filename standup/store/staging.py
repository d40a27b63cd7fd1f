"""One change staged: every file that it alters read once, altered in memory by TinyDB, and encoded once.

Nothing here writes to a disk, so a change that meets a conflict leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any, TypeVar

import msgspec
from tinydb.storages import Storage
from tinydb.table import Table

from standup.domain.change import Change, Conflict, Op
from standup.domain.records import Record
from standup.store.errors import UNDECODABLE, DamagedFileError
from standup.store.layout import CHANGES, FORMAT, TABLES, VERSION, grows_for_ever, home, old_changes_file
from standup.store.parts import blamed
from standup.store.tables import Altered, Documents, Made, Part, id_of, mark, plain

MOST_CHANGES = 400
"""Parts of changes in a file that lives for ever; with one more, the oldest move beside it."""
MOVED_CHANGES = 200

_FEW = 20
"""Records that are sought in a file one by one; more than that are worth an index of it."""

S = TypeVar("S", bound=msgspec.Struct)

Document = dict[str, Any]
Originals = Mapping[tuple[str, str], Document]
"""Documents by table and id, to the letter as they were before the change that is now taken back."""


def stage(change: Change, load: Callable[[str], Documents | None], originals: Originals) -> dict[str, bytes]:
    """The new content of every file that the change alters.

    `load` gives a file as it is. Raises Conflict where a `before` is not what is stored, or where what is to be
    created exists; ValueError for operations that contradict each other.
    """
    files: dict[str, _File] = {}

    def file(relative: str) -> _File:
        if relative not in files:
            files[relative] = _File(relative, load(relative))
        return files[relative]

    for op in composed(change.ops):
        _stage_op(op, file, originals)
    altered = {relative: staged for relative, staged in files.items() if staged.is_altered}
    for relative, staged in altered.items():
        staged.keep(_part(change, staged, tuple(sorted(altered))))
        for year, parts in staged.overflow().items():
            file(old_changes_file(relative, year)).take(parts)
    return {relative: staged.encoded() for relative, staged in files.items() if staged.is_altered}


def new_file(records: Iterable[Record]) -> bytes:
    """The content of a file that is no change's doing, such as the first one."""
    return file_of((TABLES[type(record)], plain(record)) for record in records)


def file_of(documents: Iterable[tuple[str, Mapping[str, Any]]]) -> bytes:
    """The content of a file that holds these documents, each in its table."""
    staged = _File("", None)
    for table, document in documents:
        staged.insert(table, dict(document))
    return staged.encoded()


def where(change: Change) -> tuple[str, ...]:
    """The files that a change alters."""
    records = [record for op in composed(change.ops) for record in (op.before, op.after) if record is not None]
    return tuple(sorted({home(record) for record in records}))


def composed(ops: Iterable[Op]) -> list[Op]:
    """The same operations with at most one per record; raises ValueError where one does not follow from the other."""
    by_record: dict[tuple[str, str], Op] = {}
    for op in ops:
        key = _key(op.record)
        if op.before is not None and op.after is not None and _key(op.before) != _key(op.after):
            raise ValueError(f"an operation cannot make {_key(op.after)} of {_key(op.before)}")
        earlier = by_record.get(key)
        if earlier is None:
            by_record[key] = op
        elif earlier.after != op.before:
            raise ValueError(f"two operations on {key} do not follow from each other")
        elif earlier.before is None and op.after is None:
            del by_record[key]
        else:
            by_record[key] = Op(earlier.before, op.after)
    return list(by_record.values())


def same(one: Record, other: Record) -> bool:
    """Whether two records would be stored alike; equal times in unlike zones are not."""
    return type(one) is type(other) and plain(one) == plain(other)


def _stage_op(op: Op, file: Callable[[str], _File], originals: Originals) -> None:
    before, after = op.before, op.after
    table, record_id = _key(op.record)
    source = file(home(before)) if before is not None else None
    target = file(home(after)) if after is not None else None
    stored: Document = {}
    if before is not None and source is not None:
        found = source.document(table, record_id)
        if found is None or not same(source.decoded(found, type(before)), before):
            raise _conflict(before, source, file)
        stored = found
    if after is not None and target is not None:
        if target is not source and target.document(table, record_id) is not None:
            raise _conflict(after, target, file, is_new=True)
        document = _restored(originals.get((table, record_id)), after) or altered_document(stored, before, after)
        if target is source:
            target.update(table, record_id, document)
        else:
            target.insert(table, document)
            made = (table, record_id, after.version, mark(after))
            (target.created if before is None else target.arrived).append(made)
    if source is not None:
        left = (after.version, mark(after)) if after is not None else (None, None)
        source.before.append(Altered(table, stored, *left))
        if target is not source:
            source.remove(table, record_id)


class _Tables(Storage):
    """TinyDB's storage: the tables in memory, to be encoded and written once when everything is altered."""

    def __init__(self, tables: dict[str, dict[str, Any]]) -> None:
        self.tables = tables

    def read(self) -> dict[str, dict[str, Any]]:
        return self.tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        self.tables = data


class _File:
    """One file while a change is staged: what it held, what shall become of it.

    Logging alters two tables of a file by one document each; all other documents stay text, which halves the time.
    """

    def __init__(self, relative: str, documents: Documents | None) -> None:
        self.relative = relative
        self._documents = documents
        self._tables: dict[str, Any] = (
            {**documents.tables} if documents is not None else {FORMAT: {1: {"name": "standup", "version": VERSION}}}
        )
        """Documents by table and number, each as text until needed; a table of another shape stays text for good."""
        self.created: list[Made] = []
        self.arrived: list[Made] = []
        self.before: list[Altered] = []
        self._sought = 0
        self._indices: dict[str, dict[str, int]] = {}
        self._inserted: dict[str, list[Document]] = {}
        self._updated: dict[str, dict[int, Document]] = {}
        self._removed: dict[str, list[int]] = {}

    @property
    def is_altered(self) -> bool:
        return bool(self._inserted or self._updated or self._removed)

    def document(self, table: str, record_id: str) -> Document | None:
        """The document of a record as the file held it."""
        number = self._number(table, record_id)
        return None if number is None else self._document(table, number)

    def decoded(self, document: Document, kind: type[S]) -> S:
        """The document as a record; raises DamagedFileError."""
        try:
            return msgspec.convert(document, kind)
        except msgspec.ValidationError as error:
            raise DamagedFileError(self.relative, str(error)) from error

    def _number(self, table: str, record_id: str) -> int | None:
        self._sought += 1
        if self._sought > _FEW:
            return self._index(table).get(record_id)
        if self._documents is None or not self._documents.may_hold(record_id):
            return None
        sought = (number for number, one in self._table(table).items() if id_of(one, self.relative) == record_id)
        return next(sought, None)

    def _index(self, table: str) -> dict[str, int]:
        """The numbers of a table's documents by record id: looking through all for each takes minutes for thousands."""
        if table not in self._indices:
            index = self._indices[table] = {}
            for number, document in self._table(table).items():
                index.setdefault(id_of(document, self.relative), number)
        return self._indices[table]

    def _table(self, table: str) -> dict[int, Any]:
        found: dict[int, Any] = self._tables.get(table, {})
        return found

    def _document(self, table: str, number: int) -> Document:
        documents = self._table(table)
        if isinstance(documents[number], msgspec.Raw):
            try:
                documents[number] = msgspec.json.decode(documents[number], type=Document)
            except UNDECODABLE as error:
                raise DamagedFileError(self.relative, str(error)) from error
        document: Document = documents[number]
        return document

    def insert(self, table: str, document: Document) -> None:
        self._inserted.setdefault(table, []).append(document)

    def update(self, table: str, record_id: str, document: Document) -> None:
        number = self._number(table, record_id)
        if number is not None:
            self._updated.setdefault(table, {})[number] = document

    def remove(self, table: str, record_id: str) -> None:
        number = self._number(table, record_id)
        if number is not None:
            self._removed.setdefault(table, []).append(number)

    def keep(self, part: Part) -> None:
        self.insert(CHANGES, msgspec.to_builtins(part))

    def take(self, parts: list[Document]) -> None:
        for part in parts:
            self.insert(CHANGES, part)

    def overflow(self) -> dict[int, list[Document]]:
        """The oldest changes, by year, taken out of a file that lives for ever and has too many."""
        if not grows_for_ever(self.relative) or len(self._table(CHANGES)) < MOST_CHANGES:
            return {}
        oldest = sorted(self._table(CHANGES))[:MOVED_CHANGES]
        self._removed[CHANGES] = oldest
        years: dict[int, list[Document]] = {}
        for number in oldest:
            part = self._document(CHANGES, number)
            years.setdefault(int(part["at"][:4]), []).append(part)
        return years

    def last_change(self, table: str, record_id: str) -> Part | None:
        """The latest change here that did anything to the record."""
        for number in sorted(self._table(CHANGES), reverse=True):
            part = self.decoded(self._document(CHANGES, number), Part)
            if part.mentions(table, record_id):
                return part
        return None

    def encoded(self) -> bytes:
        """The file's new content: few operations, since TinyDB copies a table for each."""
        storage = _Tables(self._tables)
        for table, numbers in self._removed.items():
            Table(storage, table, cache_size=0).remove(doc_ids=numbers)
        for table, documents in self._updated.items():
            Table(storage, table, cache_size=0).update(_putting(documents), doc_ids=documents)
        for table, inserted in self._inserted.items():
            self._tables[table] = self._grown(table, inserted)
        return msgspec.json.encode(self._tables)

    def _grown(self, table: str, inserted: list[Document]) -> dict[Any, Any]:
        """The table with more documents; TinyDB sees no other than the last, from whose number it counts on."""
        there: dict[Any, Any] = self._table(table)
        if not there:
            storage = _Tables({})
            Table(storage, table, cache_size=0).insert_multiple(inserted)
            return storage.tables[table]
        last = max(map(int, there))
        storage = _Tables({table: {str(last): {}}})
        Table(storage, table, cache_size=0).insert_multiple(inserted)
        del storage.tables[table][str(last)]
        return {**there, **storage.tables[table]}


def _putting(documents: Mapping[int, Document]) -> Callable[[MutableMapping[str, Any]], None]:
    """What puts new documents in the place of the stored ones; TinyDB shows it only the document, so by id."""
    by_id = {document["id"]: document for document in documents.values()}

    def put(stored: MutableMapping[str, Any]) -> None:
        document = by_id[stored["id"]]
        stored.clear()
        stored.update(document)

    return put


def _key(record: Record) -> tuple[str, str]:
    return TABLES[type(record)], record.id


def altered_document(stored: Document, before: Record | None, after: Record) -> Document:
    """The stored document with what changed; fields that this version does not know stay, within others too."""
    new = plain(after)
    old = plain(before) if before is not None else {}
    document = dict(stored)
    for name in old.keys() - new.keys():
        document.pop(name, None)
    for name, value in new.items():
        if name not in document or old.get(name) != value:
            document[name] = value
    return document


def _restored(original: Document | None, after: Record) -> Document | None:
    """The document that a change altered or removed, if the record is what is to come back."""
    if original is None or not same(msgspec.convert(original, type(after)), after):
        return None
    return original


def _part(change: Change, staged: _File, files: tuple[str, ...]) -> Part:
    return Part(
        id=change.id,
        at=change.at,
        by=change.by,
        why=change.why,
        kind=change.kind,
        of=change.of,
        group=change.group,
        files=files,
        created=tuple(staged.created),
        arrived=tuple(staged.arrived),
        before=tuple(staged.before),
    )


def _conflict(record: Record, expected_in: _File, file: Callable[[str], _File], *, is_new: bool = False) -> Conflict:
    """The conflict, with what is stored now, also where it moved to another file, and whose doing it is."""
    table, record_id = _key(record)
    part = expected_in.last_change(table, record_id)
    for relative in (expected_in.relative, *(part.files if part is not None else ())):
        document = file(relative).document(table, record_id)
        if document is not None:
            latest = file(relative).last_change(table, record_id) or part
            stored = file(relative).decoded(document, type(record))
            return blamed(record, stored, latest, is_new=is_new)
    return blamed(record, None, part)
