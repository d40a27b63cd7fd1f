"""One file's tables, decoded and validated; unknown tables and fields are passed over.

Files are read with msgspec and not through TinyDB, whose own dictionaries double the time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar
from zlib import crc32

import msgspec
from msgspec import Struct

from standup.domain.change import ChangeKind
from standup.domain.records import (
    Blocker,
    Bucket,
    CheckIn,
    ClosedWeek,
    Customer,
    Developer,
    DutyWeek,
    Leave,
    Minutes,
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
from standup.store.errors import UNDECODABLE, DamagedFileError, NewerFormatError, undecodable_words
from standup.store.layout import CHANGES, FORMAT, KINDS, TABLES, VERSION

R = TypeVar("R", bound=Record)

Raw = dict[str, dict[int, dict[str, Any]]]
"""A file as TinyDB sees it: tables of documents by integer id."""


class Documents(NamedTuple):
    """A file's tables of documents by number, each document still as it is written: few of them need be decoded."""

    data: bytes
    tables: dict[str, Any]

    def may_hold(self, text: str) -> bool:
        """Whether a text may stand in the file, such as it is written here, or escaped by another program."""
        return msgspec.json.encode(text) in self.data or b"\\" in self.data


class Format(Struct):
    """Which program and which major version of it wrote the file."""

    name: str = "standup"
    version: int = VERSION


class Tables(Struct, kw_only=True):
    """Everything that this version knows of one file, by the document ids of each table."""

    format: dict[str, Format] = {}
    team: dict[str, Team] = {}
    developers: dict[str, Developer] = {}
    customers: dict[str, Customer] = {}
    work_items: dict[str, WorkItem] = {}
    touchpoints: dict[str, Touchpoint] = {}
    timers: dict[str, Timer] = {}
    leave: dict[str, Leave] = {}
    time_entries: dict[str, TimeEntry] = {}
    closed_weeks: dict[str, ClosedWeek] = {}
    published_weeks: dict[str, PublishedWeek] = {}
    duty_weeks: dict[str, DutyWeek] = {}
    tombstones: dict[str, Tombstone] = {}
    check_ins: dict[str, CheckIn] = {}
    blockers: dict[str, Blocker] = {}
    rounds: dict[str, Round] = {}
    round_notes: dict[str, RoundNote] = {}

    def of(self, kind: type[R]) -> Mapping[str, R]:
        """The documents of one kind of record."""
        documents: Mapping[str, R] = getattr(self, TABLES[kind])
        return documents


class Altered(Struct, omit_defaults=True):
    """A record as it was before a change, to the letter, and the version and mark of what the change made of it."""

    kind: str
    record: dict[str, Any]
    after_version: int | None = None
    """None where the change removed the record."""
    after_mark: int | None = None


_BUCKETS = {bucket.value: bucket for bucket in Bucket}

Made = tuple[str, str, int, int]
"""Table, id, version and mark of a record that a change put into the file."""


def plain(record: Record) -> dict[str, Any]:
    """The record as it stands in a file, its id always written down."""
    return {"id": record.id, **msgspec.to_builtins(record)}


def mark(record: Record) -> int:
    """A checksum of what a record says.

    Its version alone cannot tell one edit from another one, made after the first was undone.
    """
    return crc32(msgspec.json.encode(plain(record), order="deterministic"))


class Part(Struct, kw_only=True, omit_defaults=True):
    """What one file keeps of a change: who, when, why, and only what taking it back needs."""

    id: str
    at: datetime
    by: str
    why: str
    kind: ChangeKind = ChangeKind.DO
    of: str | None = None
    group: str | None = None
    files: tuple[str, ...] = ()
    """All files that the change altered, this one included."""
    created: tuple[Made, ...] = ()
    arrived: tuple[Made, ...] = ()
    """Moved here from another file of the change."""
    before: tuple[Altered, ...] = ()
    forgotten: bool = False
    """A record that the change altered lost text since, so that the change cannot be taken back."""

    def mentions(self, kind: str, record_id: str) -> bool:
        """Whether the change did anything to this record in this file."""
        made = (*self.created, *self.arrived)
        return any((table, made_id) == (kind, record_id) for table, made_id, *_ in made) or any(
            past.kind == kind and past.record.get("id") == record_id for past in self.before
        )


class WeekSums(NamedTuple):
    """What one week file adds up to, in minutes."""

    buckets: Mapping[Bucket, int]
    records: int
    """How many records of any kind the week has."""
    closed: ClosedWeek | None = None


class _DayOfEntry(Struct, gc=False):
    day: date
    minutes: Minutes


class _LeanEntry(Struct, gc=False):
    minutes: Minutes
    bucket: Literal["production", "customer", "other"]
    """As text: members of an enumeration find their place in a dictionary by a call of Python, which takes longer."""


class _LeanWeek(Struct, gc=False):
    format: dict[str, Format] = {}
    time_entries: dict[str, _LeanEntry] = {}
    closed_weeks: dict[str, ClosedWeek] = {}
    tombstones: dict[str, msgspec.Raw] = {}
    check_ins: dict[str, msgspec.Raw] = {}


class _LeanWork(Struct, gc=False):
    minutes: Minutes
    work_item: str | None = None


class _WorkOfWeek(Struct, gc=False):
    format: dict[str, Format] = {}
    time_entries: dict[str, _LeanWork] = {}


class _Identified(Struct, gc=False):
    id: str = ""


class _Version(Struct):
    version: int = VERSION


class _JustFormat(Struct):
    format: dict[str, _Version] = {}


class _Changes(Struct):
    format: dict[str, Format] = {}
    changes: dict[int, Part] = {}


_tables = msgspec.json.Decoder(Tables)
# Logging needs none of these four: making a decoder takes longer than using it.
_lean = cache(lambda: msgspec.json.Decoder(_LeanWeek))
_work = cache(lambda: msgspec.json.Decoder(_WorkOfWeek))
_changes = cache(lambda: msgspec.json.Decoder(_Changes))
_just_format = cache(lambda: msgspec.json.Decoder(_JustFormat))
_day = msgspec.json.Decoder(_DayOfEntry)
_raw = msgspec.json.Decoder(Raw)
_documents = msgspec.json.Decoder(dict[str, dict[int, msgspec.Raw]])
_numbered = msgspec.json.Decoder(dict[int, msgspec.Raw])
_tables_as_text = msgspec.json.Decoder(dict[str, msgspec.Raw])
_identified = msgspec.json.Decoder(_Identified)
_format = msgspec.json.Decoder(Format)
_KNOWN = frozenset({*TABLES.values(), CHANGES, FORMAT})


def decode_tables(data: bytes, path: Path | str) -> Tables:
    """All records of a file; raises DamagedFileError or NewerFormatError."""
    try:
        tables = _tables.decode(data)
    except UNDECODABLE as error:
        raise explained(data, path, error) from error
    check_format(tables.format, path)
    return tables


def decode_sums(data: bytes, path: Path | str) -> WeekSums:
    """The sums of a week file, without making its records; raises DamagedFileError or NewerFormatError."""
    try:
        _demand_text(data)
        week = _lean().decode(data)
    except UNDECODABLE as error:
        raise explained(data, path, error) from error
    check_format(week.format, path)
    sums: dict[str, int] = {}
    for entry in week.time_entries.values():
        sums[entry.bucket] = sums.get(entry.bucket, 0) + entry.minutes
    buckets = {_BUCKETS[bucket]: minutes for bucket, minutes in sums.items()}
    records = len(week.time_entries) + len(week.closed_weeks) + len(week.tombstones) + len(week.check_ins)
    return WeekSums(buckets, records, max(week.closed_weeks.values(), key=lambda one: one.id, default=None))


def decode_work(data: bytes, path: Path | str) -> dict[str, int]:
    """Minutes of a week file by the key of the work item; raises DamagedFileError or NewerFormatError."""
    try:
        _demand_text(data)
        week = _work().decode(data)
    except UNDECODABLE as error:
        raise explained(data, path, error) from error
    check_format(week.format, path)
    work: defaultdict[str, int] = defaultdict(int)
    for entry in week.time_entries.values():
        if entry.work_item is not None:
            work[entry.work_item] += entry.minutes
    return dict(work)


def decode_changes(data: bytes, path: Path | str) -> list[Part]:
    """The parts of changes that a file keeps, oldest first; raises DamagedFileError or NewerFormatError."""
    try:
        decoded = _changes().decode(data)
    except UNDECODABLE as error:
        raise explained(data, path, error) from error
    check_format(decoded.format, path)
    return [decoded.changes[number] for number in sorted(decoded.changes)]


def decode_raw(data: bytes, path: Path | str) -> Raw:
    """A file as TinyDB sees it, its format checked; raises DamagedFileError or NewerFormatError."""
    try:
        raw = _raw.decode(data)
        check_format(msgspec.convert(raw.get(FORMAT, {}), dict[int, Format]), path)
    except UNDECODABLE as error:
        raise explained(data, path, error) from error
    return raw


def decode_documents(data: bytes, path: Path | str) -> Documents:
    """A file's documents as they are written, its format checked; raises DamagedFileError or NewerFormatError."""
    try:
        _demand_text(data)
        try:
            tables: dict[str, Any] = _documents.decode(data)
        except msgspec.ValidationError:  # a table that we do not know may have a shape that we do not know
            texts = _tables_as_text.decode(data).items()
            tables = {table: _numbered.decode(text) if table in _KNOWN else text for table, text in texts}
        check_format({number: _format.decode(text) for number, text in tables.get(FORMAT, {}).items()}, path)
    except UNDECODABLE as error:
        raise explained(data, path, error) from error
    return Documents(data, tables)


def minutes_on(day: date, documents: Documents, path: Path | str) -> int:
    """What the entries of a week file add up to on a day; raises DamagedFileError."""
    try:
        entries = [_day.decode(text) for text in documents.tables.get("time_entries", {}).values()]
    except UNDECODABLE as error:
        raise explained(documents.data, path, error) from error
    return sum([entry.minutes for entry in entries if entry.day == day])


def id_of(document: msgspec.Raw | dict[str, Any], path: Path | str) -> str:
    """The record id of a document, empty where it has none; raises DamagedFileError."""
    try:
        if isinstance(document, msgspec.Raw):
            return _identified.decode(document).id
        return msgspec.convert(document, _Identified).id
    except UNDECODABLE as error:
        raise DamagedFileError(path, undecodable_words(error)) from error


def invalid_documents(raw: Raw) -> Iterator[tuple[str, int, str]]:
    """Table, document id and reason of every document that is no valid record or change."""
    kinds: dict[str, type[Struct]] = {**KINDS, CHANGES: Part, FORMAT: Format}
    for table, documents in raw.items():
        for number, document in documents.items():
            if table in kinds:
                try:
                    msgspec.convert(document, kinds[table])
                except msgspec.ValidationError as error:
                    yield table, number, str(error)


def _demand_text(data: bytes) -> None:
    """Raise UnicodeDecodeError where a file is no text: what is passed over undecoded would let that through."""
    if not data.isascii():
        data.decode()


def check_format(formats: Mapping[Any, Format], path: Path | str) -> None:
    for found in formats.values():
        if found.version > VERSION:
            raise NewerFormatError(path, found.version)


def explained(data: bytes, path: Path | str, error: Exception) -> DamagedFileError | NewerFormatError:
    """The same error with the table and document that it is about; a newer format excuses everything else."""
    if not data:
        return DamagedFileError(path, "it is empty")
    newer = _newer_version(data)
    if newer is not None:
        return NewerFormatError(path, newer)
    try:
        raw = _raw.decode(data)
    except UNDECODABLE:
        return DamagedFileError(path, undecodable_words(error))
    for table, number, why in invalid_documents(raw):
        return DamagedFileError(path, f"{table} {number}: {undecodable_words(why)}")
    return DamagedFileError(path, undecodable_words(error))


def _newer_version(data: bytes) -> int | None:
    """The format of a file that a newer standup wrote, whose tables may look like nothing that we know."""
    with suppress(*UNDECODABLE):
        for found in _just_format().decode(data).format.values():
            if found.version > VERSION:
                return found.version
    return None
