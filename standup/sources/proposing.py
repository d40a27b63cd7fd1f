"""Which column of an unknown table is which: by the usual names, names like those, and what the first rows hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import BinaryIO, NamedTuple
from zoneinfo import ZoneInfo

from standup.domain.time_import import fold
from standup.sources.cells import CellError, DateOrder, read_clock, read_seconds, split_moment
from standup.sources.table import Table
from standup.sources.work_file import read_day

SAMPLE = 20
"""Rows that are looked at."""
_ALIKE = 0.8
_LISTS = ("tags", "labels")
_UTC = ZoneInfo("UTC")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,20}-[0-9]{1,9}")


class Sample(NamedTuple):
    """The names of a table's columns, each once, and the cells of its first rows."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]

    def cells(self, column: str) -> list[str]:
        """What the first rows have in a column, blanks left out."""
        place = list(self.header).index(column)
        return [row[place] for row in self.rows if row[place]]


def sample_of(stream: BinaryIO, name: str) -> Sample:
    """The header and the first rows of any table; raises UsageError for a file that is empty or no text."""
    header = [title for title in dict.fromkeys(Table(stream, name, {}).header) if title]
    table = Table(stream, name, {title: [title] for title in header})
    found = [[row.cells[title] for title in header] for row in islice(table.rows(), SAMPLE) if not row.fault]
    return Sample(header, found)


def propose(sample: Sample, columns: Mapping[str, Sequence[str]], kinds: Mapping[str, str]) -> dict[str, str]:
    """A column for each field for which one seems right; no column stands for two fields.

    `columns` are the usual names of each field; `kinds` say of fields without such a column what its cells are:
    `moment`, `day`, `clock`, `duration`, `key` or `words`.
    """
    free = list(sample.header)
    found: dict[str, str] = {}

    def take(field: str, title: str | None) -> None:
        if title is not None:
            found[field] = title
            free.remove(title)

    for same in (_named, _alike):
        for field, names in columns.items():
            if field not in found:
                # German calls a day Tag
                can_be = [one for one in free if field not in _LISTS or not _fits(sample.cells(one), "day")]
                take(field, same(can_be, names))
    for field, kind in kinds.items():
        if field == "duration" and not {"start", "end"} & found.keys() and "date" in found:
            start, end = _clocks(sample, free)
            take("start", start)
            take("end", end)
        if field in found:
            continue
        fitting = [title for title in free if _fits(sample.cells(title), kind)]
        if kind == "words":
            fitting.sort(key=lambda title: -sum(map(len, sample.cells(title))))
        take(field, next(iter(fitting), None))
    return found


def _clocks(sample: Sample, free: Sequence[str]) -> tuple[str, str] | tuple[None, None]:
    """Two columns of times of day, the second mostly the later one: of a single one nobody can tell from a length."""
    clocks = [title for title in free if _fits(sample.cells(title), "clock")][:2]
    if len(clocks) < 2:
        return None, None
    places = [list(sample.header).index(title) for title in clocks]
    pairs = [(row[places[0]], row[places[1]]) for row in sample.rows if row[places[0]] and row[places[1]]]
    later = sum(read_clock(end).time > read_clock(start).time for start, end in pairs)
    return (clocks[0], clocks[1]) if later * 2 > len(pairs) else (None, None)


def _named(free: Sequence[str], names: Sequence[str]) -> str | None:
    by_name = {fold(title): title for title in reversed(free)}
    return next((by_name[fold(name)] for name in names if fold(name) in by_name), None)


def _alike(free: Sequence[str], names: Sequence[str]) -> str | None:
    """A title that is spelt almost like a usual name of more than three letters."""
    by_fold = {fold(title): title for title in reversed(free)}
    for name in names:
        if len(name) > 3 and (near := get_close_matches(fold(name), by_fold, n=1, cutoff=_ALIKE)):
            return by_fold[near[0]]
    return None


def _fits(cells: Sequence[str], kind: str) -> bool:
    return bool(cells) and all(_READERS[kind](cell) for cell in cells)


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    def tried(cell: str) -> bool:
        try:
            read(cell)
        except CellError:
            return False
        return True

    return tried


def _is_day(cell: str) -> bool:
    day_first = _reads(lambda text: read_day(text, DateOrder.DMY, _UTC))
    month_first = _reads(lambda text: read_day(text, DateOrder.MDY, _UTC))
    return day_first(cell) or month_first(cell)


_READERS: dict[str, Callable[[str], bool]] = {
    "moment": lambda cell: all(split_moment(cell)) and _is_day(cell),
    "day": lambda cell: not all(split_moment(cell)) and _is_day(cell),
    "clock": _reads(read_clock),
    "duration": _reads(lambda cell: read_seconds(cell, "duration")),
    "key": lambda cell: _KEY.fullmatch(cell) is not None,
    "words": lambda cell: any(letter.isalpha() for letter in cell),
}
