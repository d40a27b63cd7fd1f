"""Time logs of other tools as rows, one by one: columns found by a preset, the order of dates settled beforehand."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import BinaryIO, NamedTuple

from standup.domain.errors import UsageError
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import shown
from standup.domain.time_import import SourceRow, fold
from standup.sources.cells import CellError, DateOrder, orders_of, same_either_way
from standup.sources.delimited import DELIMITERS, Encoding, Record, encoding_of, lines_of, records
from standup.sources.log_row import LENGTHS, read_row
from standup.sources.preset import load_preset, with_columns
from standup.sources.table import MissingColumnsError, listed_columns, missing_columns

_DATED = ("date", "start", "end_date", "end")
_SAMPLE = 200  # rows that tell whether the dates of a file are of a kind whose order is in doubt
_INTERNED = 20_000  # texts remembered, so that a row that repeats another's words costs no memory


class _Column(NamedTuple):
    """Where a field stands in a row; `twins` are the places of other columns of the same name."""

    name: str
    place: int
    twins: tuple[int, ...]


class TimeLog:
    """One log, read row by row; nothing of it is kept.

    `stream` must be seekable and stays open; `name` stands in messages. `columns` maps fields to column names and
    goes before the preset. The constructor reads the file over once where its dates or repeated columns need it,
    and raises UsageError for a file that is empty or no text, for missing or contradicting columns, and for dates
    whose order neither `date_order` nor the file itself settles.
    """

    def __init__(
        self,
        stream: BinaryIO,
        name: str,
        preset: str,
        *,
        columns: Mapping[str, str] | None = None,
        date_order: DateOrder | None = None,
    ) -> None:
        self.name = name
        self.source = preset
        self._stream = stream
        self._preset = with_columns(load_preset(preset), columns or {})
        self.size = stream.seek(0, 2)
        """Bytes."""
        self.encoding: Encoding = encoding_of(stream, name)
        self.delimiter, self.header, self._first = self._find_header()
        self._columns = self._find_columns()
        self._last = max(column.place for column in self._columns.values())
        self.date_order = date_order
        self._look_over()

    @property
    def names_people(self) -> bool:
        """Whether a column says whose time each row is."""
        return "user" in self._columns or "email" in self._columns

    @property
    def position(self) -> int:
        """Bytes read so far, while the rows are being read."""
        return self._stream.tell()

    def rows(self) -> Iterator[SourceRow | SkippedRow]:
        """The rows from the first on; one that cannot be read comes as a SkippedRow, blank ones do not come."""
        columns = {field: column.place for field, column in self._columns.items()}
        separator = self._preset.tag_separator
        interned: dict[str, str] = {}
        fields: Sequence[str] = ()

        def cell(field: str) -> str:
            place = columns.get(field)
            if place is None:
                return ""
            text = fields[place].strip()
            return interned.setdefault(text, text)

        for record in self._records():
            fault = record.fault or self._misfit(record.fields)
            if fault:
                yield SkippedRow(record.line, Skip.BAD, fault)
                continue
            fields = record.fields
            try:
                yield read_row(record.line, cell, columns, self.date_order, separator)
            except CellError as error:
                yield SkippedRow(record.line, Skip.BAD, str(error))
            if len(interned) > _INTERNED:
                interned.clear()

    def _records(self) -> Generator[Record, None, None]:
        with closing(lines_of(self._stream, self.encoding)) as lines:
            yield from islice(records(lines, self.delimiter), self._first, None)

    def _misfit(self, fields: Sequence[str]) -> str:
        """Why a row does not fit the header; trailing columns that are blank, or missing and unused, do not matter."""
        if len(fields) <= self._last or any(field.strip() for field in fields[len(self.header) :]):
            return f"has {len(fields)} columns, the header has {len(self.header)}"
        return ""

    def _find_header(self) -> tuple[str, list[str], int]:
        """The delimiter under which the header has most of the preset's columns, the header, and rows up to it."""
        known = {fold(name) for names in self._preset.columns.values() for name in names}
        found: list[tuple[int, int, str, list[str], int]] = []
        for delimiter in DELIMITERS:
            with closing(lines_of(self._stream, self.encoding)) as lines:
                head = list(islice(records(lines, delimiter), 2))
            place = 1 if len(head) > 1 and "".join(head[0].fields).casefold().startswith("sep=") else 0
            if place < len(head):
                header = [name.strip() for name in head[place].fields]
                matches = sum(fold(name) in known for name in header)
                found.append((matches, len(header), delimiter, header, place + 1))
        if not found:
            raise UsageError(f"{shown(self.name)} is empty; nothing to import")
        _, _, delimiter, header, first = max(found, key=lambda one: one[:2])
        return delimiter, header, first

    def _find_columns(self) -> dict[str, _Column]:
        columns: dict[str, _Column] = {}
        missing: dict[str, str] = {}
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self.header):
            places.setdefault(fold(name), []).append(place)
        for field, names in self._preset.columns.items():
            found = next((name for name in names if fold(name) in places), None)
            if found is not None:
                first, *twins = places[fold(found)]
                columns[field] = _Column(found, first, tuple(twins))
            elif field in self._preset.needs:
                missing[field] = names[0]
        if missing:
            raise missing_columns(self.name, self.header, missing)
        if "date" not in columns and "start" not in columns:
            raise self._missing("no column that says when a row starts", "map it with start= or date=", "start")
        if "end" not in columns and not any(field in columns for field in LENGTHS):
            raise self._missing(
                "no column that says how long a row lasts", "map it with end=, duration= or hours=", "end"
            )
        return columns

    def _missing(self, what: str, hint: str, field: str) -> MissingColumnsError:
        has = listed_columns(self.header)
        return MissingColumnsError(f"{shown(self.name)} has {what}; it has {has}; {hint}", {field: ""}, self.header)

    def _look_over(self) -> None:
        """See that there are rows, that columns of one name agree, and which order the dates are in."""
        with closing(self._records()) as rows:
            sample = list(islice(rows, _SAMPLE))
        if not sample:
            raise UsageError(f"{shown(self.name)} has a header and no rows; nothing to import")
        twins = [column for column in self._columns.values() if column.twins]
        doubtful = self.date_order is None and any(self._orders(record) for record in sample)
        if not twins and not doubtful:
            return
        told: dict[DateOrder, str] = {}
        open_question = ""
        with closing(self._records()) as rows:
            for record in rows:
                for column in twins:
                    self._check_twins(column, record)
                for text, orders in self._orders(record) if doubtful else ():
                    words = f"{shown(text)} (line {record.line})"
                    if len(orders) == 1:
                        told.setdefault(next(iter(orders)), words)
                    elif orders and not open_question and not same_either_way(text):
                        open_question = words
        if len(told) > 1:
            raise UsageError(
                f"{shown(self.name)} has {told[DateOrder.DMY]} and {told[DateOrder.MDY]}: some dates have the day "
                "first and some the month; say --date-order dmy or mdy, and the others are reported"
            )
        if doubtful and not told and open_question:
            raise UsageError(f"{open_question}: day or month first? say --date-order dmy or --date-order mdy")
        self.date_order = next(iter(told), self.date_order)

    def _orders(self, record: Record) -> list[tuple[str, set[DateOrder]]]:
        found = []
        for field in _DATED:
            column = self._columns.get(field)
            if column is not None and column.place < len(record.fields):
                text = record.fields[column.place].strip()
                orders = orders_of(text)
                if orders is not None:
                    found.append((text, orders))
        return found

    def _check_twins(self, column: _Column, record: Record) -> None:
        values = {record.fields[place].strip() for place in (column.place, *column.twins) if place < len(record.fields)}
        if len(values) > 1:
            raise UsageError(
                f"{shown(self.name)} has {1 + len(column.twins)} columns '{shown(column.name)}', and in line "
                f"{record.line} they differ; rename one of them"
            )
