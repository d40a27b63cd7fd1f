"""A table of another program, row by row: its columns found by the names that they may have, misfits told."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import BinaryIO, NamedTuple

from standup.domain.errors import UsageError
from standup.domain.text import closest, did_you_mean, shown
from standup.domain.time_import import fold
from standup.sources.cells import DateOrder, orders_of, same_either_way
from standup.sources.delimited import DELIMITERS, Encoding, Record, encoding_of, lines_of, records


class MissingColumnsError(UsageError):
    """A table has no column for fields that it needs."""

    def __init__(self, message: str, fields: Mapping[str, str], header: Sequence[str]) -> None:
        super().__init__(message)
        self.fields = fields
        """For each of the fields the column that has almost such a name, or nothing."""
        self.header = header


def missing_columns(name: str, header: Sequence[str], missing: Mapping[str, str]) -> MissingColumnsError:
    """The error for a table without columns of these names, by field."""
    near: dict[str, str] = {}
    for field, title in missing.items():
        free = [column for column in header if column not in near.values()]
        near[field] = next(iter(closest(title, free, 1)), "")
    titles = ", ".join(f"'{shown(title)}'" for title in missing.values())
    what = f"no column{'' if len(missing) == 1 else 's'} {titles}"
    hint = did_you_mean(next(iter(missing.values())), header) if len(missing) == 1 else ""
    return MissingColumnsError(f"{shown(name)} has {what}; it has {listed_columns(header)}{hint}", near, header)


def listed_columns(header: Sequence[str]) -> str:
    """The names of columns in a message; not all of very many."""
    return ", ".join(shown(name) or "(no name)" for name in header[:40])[:600]


class TableRow(NamedTuple):
    """One row: the text of each field that the file has a column for, or why it cannot be read."""

    line: int
    cells: Mapping[str, str]
    fault: str = ""


class Table:
    """The rows of one file; nothing of it is kept.

    `stream` must be seekable and stays open; `name` stands in messages. `columns` are the names that the column of
    each field may have, the usual one first, and `needs` the fields without which the file is not what it should be.
    Of several columns with a name, the first that says anything in a row counts. Raises UsageError for a file that is
    empty or no text, and for missing columns.
    """

    def __init__(
        self, stream: BinaryIO, name: str, columns: Mapping[str, Sequence[str]], needs: Collection[str] = ()
    ) -> None:
        self.name = name
        self.size = stream.seek(0, 2)
        """Bytes."""
        self.encoding: Encoding = encoding_of(stream, name, "export the table as CSV")
        self._stream = stream
        self.delimiter, self.header, self._first = self._find_header(columns)
        self._places = self._find_columns(columns, needs)
        self._last = max((place for places in self._places.values() for place in places[:1]), default=0)

    @property
    def fields(self) -> Collection[str]:
        """The fields that the file has a column for."""
        return self._places.keys()

    @property
    def position(self) -> int:
        """Bytes read so far, while the rows are being read."""
        return self._stream.tell()

    def rows(self) -> Iterator[TableRow]:
        """The rows from the first on; blank ones do not come."""
        for record in self._records():
            fault = record.fault or self._misfit(record.fields)
            yield TableRow(record.line, {} if fault else self._cells(record.fields), fault)

    def order_of_dates(self, fields: Iterable[str], asked: DateOrder | None) -> DateOrder | None:
        """The order of day and month in these fields: as asked, else as the rows tell; None where it does not matter.

        Raises UsageError where the rows contradict each other or leave it open.
        """
        listed = [field for field in fields if field in self._places]
        if asked is not None or not listed:
            return asked
        told: dict[DateOrder, str] = {}
        open_question = ""
        for row in self.rows():
            for text in (row.cells.get(field, "") for field in listed):
                orders = orders_of(text)
                if orders is None:
                    continue
                words = f"{shown(text)} (line {row.line})"
                if len(orders) == 1:
                    told.setdefault(next(iter(orders)), words)
                elif orders and not open_question and not same_either_way(text):
                    open_question = words
        if len(told) > 1:
            raise UsageError(
                f"{shown(self.name)} has {told[DateOrder.DMY]} and {told[DateOrder.MDY]}: some dates have the day "
                "first and some the month; say --date-order dmy or mdy, and the others are reported"
            )
        if not told and open_question:
            raise UsageError(f"{open_question}: day or month first? say --date-order dmy or --date-order mdy")
        return next(iter(told), None)

    def _records(self) -> Generator[Record, None, None]:
        with closing(lines_of(self._stream, self.encoding)) as lines:
            yield from islice(records(lines, self.delimiter), self._first, None)

    def _cells(self, fields: Sequence[str]) -> dict[str, str]:
        found = {}
        for field, places in self._places.items():
            texts = (fields[place].strip() for place in places if place < len(fields))
            found[field] = next(filter(None, texts), "")
        return found

    def _misfit(self, fields: Sequence[str]) -> str:
        if len(fields) <= self._last or any(field.strip() for field in fields[len(self.header) :]):
            return f"has {len(fields)} columns, the header has {len(self.header)}"
        return ""

    def _find_header(self, columns: Mapping[str, Sequence[str]]) -> tuple[str, list[str], int]:
        """The delimiter under which the header has most of the columns, the header, and the rows up to it."""
        known = {fold(name) for names in columns.values() for name in names}
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

    def _find_columns(self, columns: Mapping[str, Sequence[str]], needs: Collection[str]) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self.header):
            places.setdefault(fold(name), []).append(place)
        found: dict[str, list[int]] = {}
        missing: dict[str, str] = {}
        for field, names in columns.items():
            if theirs := [place for name in names for place in places.get(fold(name), ())]:
                found[field] = theirs
            elif field in needs:
                missing[field] = names[0]
        if missing:
            raise missing_columns(self.name, self.header, missing)
        return found
