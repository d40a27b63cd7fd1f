"""Work items of other programs as rows, one by one: tables and JSON, by a preset of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import BinaryIO
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import did_you_mean, shown, storable
from standup.domain.time_import import fold
from standup.domain.work_import import LONGEST_TITLE, Prefix, SourceWork
from standup.sources.cells import CellError, DateOrder, at, read_clock, read_date, read_seconds, split_moment
from standup.sources.delimited import Encoding, blocks_of, encoding_of
from standup.sources.json_cells import json_rows
from standup.sources.preset import NO_COLUMN
from standup.sources.table import Table

WORK_FIELDS = (
    *("key", "title", "state", "category", "resolution", "assignee", "email", "estimate", "hours", "seconds"),
    *("due", "closed", "started", "created", "labels", "customer", "url"),
)
"""What a column can be mapped to."""
_DATES = ("due", "closed", "started", "created")
_SAMPLE = 20  # objects in which a JSON file has to have what it needs
_LONGEST_ESTIMATE = 1_000_000  # minutes
_MOST_NAMES = 50
_LONGEST_NAME = 200
_POINTS = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,3})?")


class WorkPreset(Struct, frozen=True, forbid_unknown_fields=True):
    """How one program writes its work items."""

    title: str
    columns: dict[str, list[str]]
    """The names that a field may have, the usual one first; case and space do not count, dots lead into JSON."""
    needs: list[str] = []
    """Fields without which the file is not of this program."""
    numbered: bool = False
    """Whether keys are numbers, which need a prefix."""
    states: dict[str, list[str]] = {}
    """What its states are called, by ours."""


@cache
def work_kinds() -> tuple[str, ...]:
    """The names of the programs whose work items can be read."""
    folder = files("standup.sources") / "presets" / "work"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load_work_preset(name: str) -> WorkPreset:
    """The preset of a program; raises NotFoundError with the closest names."""
    names = work_kinds()
    if name not in names:
        raise NotFoundError(f"no work items of '{shown(name)}'; say {', '.join(names)}{did_you_mean(name, names)}")
    data = (files("standup.sources") / "presets" / "work" / f"{name}.toml").read_bytes()
    return msgspec.toml.decode(data, type=WorkPreset)


def usual_states() -> dict[str, list[str]]:
    """What states are called in any program, by ours."""
    return load_work_preset("csv").states


class _LabeledTable(Table):
    """A table whose columns of labels, of which there may be several of one name, all count."""

    def _cells(self, fields: Sequence[str]) -> dict[str, str]:
        found = super()._cells(fields)
        places = self._places.get("labels", ())
        found["labels"] = "\n".join(fields[place].strip() for place in places if place < len(fields))
        return found


class WorkFile:
    """The work items of one file, row by row; nothing of it is kept.

    `stream` must be seekable and stays open. `columns` maps fields to names and goes before the preset; `prefix` is
    for keys that are numbers, `point` the minutes that a point of an estimate stands for. The constructor raises
    UsageError for a file that is empty, no text or of another program, for an unknown field, and for dates whose
    order neither `date_order` nor the file settles.
    """

    def __init__(
        self,
        stream: BinaryIO,
        name: str,
        kind: str,
        zone: ZoneInfo,
        *,
        columns: Mapping[str, str] | None = None,
        date_order: DateOrder | None = None,
        prefix: str = "",
        point: int | None = None,
    ) -> None:
        self.name = name
        self.source = kind
        self.size = stream.seek(0, 2)
        """Bytes."""
        self._stream = stream
        self._zone = zone
        self._point = point
        self._order = date_order
        self._prefix = Prefix(prefix)
        preset = load_work_preset(kind)
        self._title = preset.title
        self._numbered = preset.numbered
        self.states: Mapping[str, list[str]] = preset.states
        """What the program calls its own states, by ours."""
        self._names, self._needs = _with_columns(preset, columns or {})
        self.encoding: Encoding = encoding_of(stream, name, "export the work items as CSV or JSON")
        with closing(blocks_of(stream, self.encoding)) as blocks:
            is_json = next(blocks, "").lstrip("\ufeff \t\r\n").startswith(("[", "{"))
        self._table = None if is_json else _LabeledTable(stream, name, self._names, self._needs)
        if self._table is not None:
            self._order = self._table.order_of_dates(_DATES, date_order)
        else:
            self._check_json()

    @property
    def position(self) -> int:
        """Bytes read so far, while the rows are being read."""
        return self._stream.tell()

    def rows(self) -> Iterator[SourceWork | SkippedRow]:
        """The rows from the first on; one that cannot be read comes as a SkippedRow."""
        for line, cells, fault in self._cells():
            try:
                yield SkippedRow(line, Skip.BAD, fault) if fault else self._read(line, cells)
            except CellError as error:
                yield SkippedRow(line, Skip.BAD, str(error))

    def _cells(self) -> Iterator[tuple[int, Mapping[str, str], str]]:
        if self._table is not None:
            yield from self._table.rows()
            return
        with closing(blocks_of(self._stream, self.encoding)) as blocks:
            for row in json_rows(blocks):
                yield row.line, self._named(row.cells), row.fault

    def _named(self, cells: Mapping[str, list[str]]) -> dict[str, str]:
        """The cells by field; an empty one where the file says that there is nothing."""
        found = {}
        for field, names in self._names.items():
            paths = [fold(name) for name in names]
            texts = [text for path in paths for text in cells.get(path, ()) if text]
            if field == "assignee":
                texts = ["\n".join(texts[:_MOST_NAMES])] if texts else []
            if texts:
                found[field] = "\n".join(texts[:_MOST_NAMES]) if field == "labels" else texts[0]
            elif any(begin in cells for path in paths for begin in _beginnings(path)):
                found[field] = ""
        return found

    def _check_json(self) -> None:
        with closing(blocks_of(self._stream, self.encoding)) as blocks:
            sample = list(islice(json_rows(blocks), _SAMPLE))
        if not sample:
            raise UsageError(f"{shown(self.name)} has no work items; nothing to import")
        for field in self._needs:
            if not any(field in self._named(row.cells) for row in sample):
                has = ", ".join(shown(name) for name in list(sample[0].cells)[:12])[:300] or "none"
                raise UsageError(
                    f"{shown(self.name)} is no list of work items of {self._title}: none of its first objects has "
                    f"'{shown(self._names[field][0])}'; the names in them are {has}"
                )

    def _read(self, line: int, cells: Mapping[str, str]) -> SourceWork:
        key, source_key = self._key(cells.get("key", ""), cells.get("url", ""))
        title = storable(cells.get("title", ""))
        if not title:
            raise CellError("has no title")
        if len(title) > LONGEST_TITLE:
            raise CellError(f"its title has {len(title):,} characters; at most {LONGEST_TITLE:,} can be kept")
        troubles: list[str] = []
        days = {field: self._day(field, cells.get(field, ""), troubles) for field in _DATES}
        estimate = self._estimate(cells, troubles)
        said = {"title"}
        said |= {"state"} if cells.keys() & {"state", "category", "closed"} else set()
        said |= {"developer"} if cells.keys() & {"assignee", "email"} else set()
        said |= {"due_on"} if "due" in cells and (days["due"] or not cells["due"]) else set()
        given = [cells[field] for field in ("seconds", "hours", "estimate") if field in cells]
        said |= {"estimate"} if given and (estimate is not None or not any(given)) else set()
        return SourceWork(
            line=line,
            key=key,
            source_key=source_key,
            title=title,
            said=frozenset(said),
            state=cells.get("state", "")[:_LONGEST_NAME],
            category=cells.get("category", "")[:_LONGEST_NAME],
            resolution=cells.get("resolution", "")[:_LONGEST_NAME],
            assignees=_people(cells.get("assignee", ""), cells.get("email", "")),
            estimate=estimate,
            due_on=days["due"],
            closed_on=days["closed"],
            started_on=days["started"],
            created_on=days["created"],
            labels=_labels(cells.get("labels", "")),
            customer=cells.get("customer", "")[:_LONGEST_NAME],
            troubles=tuple(troubles),
        )

    def _key(self, text: str, url: str) -> tuple[str, str]:
        if not text:
            raise CellError("has no key")
        if not self._numbered:
            return text, text
        if not (text.isascii() and text.isdecimal() and len(text) <= 12):
            raise CellError(f"'{shown(text[:40])}' is no number of an issue")
        made = self._prefix.key(text, url[:500])
        if made is None:
            raise UsageError(
                f"{shown(self.name)} has numbers and no repository, so its work items have no keys; "
                "say --prefix API for API-12, or export the url too (gh issue list --json number,title,state,url)"
            )
        return made

    def _day(self, field: str, text: str, troubles: list[str]) -> date | None:
        if not text:
            return None
        try:
            return read_day(text, self._order, self._zone)
        except CellError as error:
            troubles.append(f"{field}: {error}")
            return None

    def _estimate(self, cells: Mapping[str, str], troubles: list[str]) -> int | None:
        """Minutes; None where there is no estimate, or none that says its unit."""
        for field in ("seconds", "hours", "estimate"):
            text = cells.get(field, "")
            if not text:
                continue
            try:
                if field == "estimate" and _POINTS.fullmatch(text):
                    if self._point is None:
                        raise CellError(f"{text} says no unit; --point 4h says what a point is")
                    minutes = round(float(text.replace(",", ".")) * self._point)
                else:
                    minutes = read_seconds(text, "duration" if field == "estimate" else field) // 60
                if minutes > _LONGEST_ESTIMATE:
                    raise CellError(f"'{shown(text[:40])}' is more than anybody can work")
                return minutes or None
            except CellError as error:
                troubles.append(f"estimate: {error}")
                return None
        return None


def read_day(text: str, order: DateOrder | None, zone: ZoneInfo) -> date:
    """The local date of a cell: `2026-11-20`, a moment with an offset, `09/Jan/24 3:54 PM`, `Mon Jan 09 2023 ...`.

    Raises CellError.
    """
    text = text.strip()
    day_text, clock_text = split_moment(text)
    day = read_date(day_text or text, order)
    return _local(day, clock_text, zone) if clock_text else day


def _local(day: date, clock: str, zone: ZoneInfo) -> date:
    moment = at(day, read_clock(clock))
    try:
        return day if moment.tzinfo is None else moment.astimezone(zone).date()
    except OverflowError:
        return day


def _with_columns(preset: WorkPreset, columns: Mapping[str, str]) -> tuple[dict[str, list[str]], list[str]]:
    names, needs = dict(preset.columns), list(preset.needs)
    for field, column in columns.items():
        name = field.strip().casefold()
        if name not in WORK_FIELDS:
            raise UsageError(
                f"the column map names '{shown(field)}'; say {', '.join(WORK_FIELDS)}{did_you_mean(name, WORK_FIELDS)}"
            )
        if column == NO_COLUMN and name not in needs:
            names.pop(name, None)
            continue
        names[name] = [column]
        if name not in needs:
            needs.append(name)
    return names, needs


def _beginnings(path: str) -> Iterator[str]:
    """The path and what leads to it, of which a null says that there is nothing."""
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        yield ".".join(parts[:count])


def _people(names: str, email: str) -> tuple[str, ...]:
    """An address first, then the names of a list, or the whole cell and the names in it."""
    lines = names.split("\n")
    listed = [email, *lines, *(part for line in lines for part in re.split("[;,]", line))]
    stripped = (one.strip()[:_LONGEST_NAME] for one in listed[:_MOST_NAMES])
    return tuple(dict.fromkeys(one for one in stripped if one))


def _labels(text: str) -> tuple[str, ...]:
    parts = (part.strip()[:_LONGEST_NAME] for part in re.split(r"[;,\n]", text))
    return tuple(islice(dict.fromkeys(part for part in parts if part), _MOST_NAMES))
