"""Activities of CRM programs, and tables of events: rows whose cells say when, with whom, and whether it took place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import BinaryIO
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import did_you_mean, shown
from standup.domain.touchpoint_import import LONGEST_NOTE, LONGEST_TITLE, Person, SourceActivity
from standup.domain.touchpoints import KINDS
from standup.sources.cells import CellError, DateOrder, at, read_clock, read_date, split_moment
from standup.sources.delimited import Encoding
from standup.sources.plain import plain_text
from standup.sources.table import Table, TableRow

FIELDS = (
    *("id", "title", "kind", "day", "time", "duration", "done", "status", "deleted"),
    *("company", "person", "email", "owner", "note", "outcome"),
)
"""What a column can be mapped to."""
_SERIAL = re.compile(r"([1-9][0-9]{4})(?:[.,]([0-9]{1,12}))?")
_SERIAL_ZERO = date(1899, 12, 30)  # day 0 of a spreadsheet
_MILLISECONDS = re.compile(r"[0-9]{12,13}")
_LONGEST_CELL = 20_000  # characters of a note that are looked at: markup takes many
_YES = frozenset(["1", "1.0", "true", "yes", "y", "x", "t", "done", "completed", "closed", "complete", "held", "sent"])
_NO = frozenset(
    (
        *("", "0", "0.0", "false", "no", "n", "f", "to do", "todo", "open", "not started", "not_started"),
        *("in progress", "in_progress", "planned", "scheduled", "waiting", "waiting on someone else", "deferred"),
        *("pending",),
    )
)
_CALLED_OFF = frozenset(["canceled", "cancelled", "rescheduled", "called off"])
_NOBODY_CAME = frozenset(["no_show", "no show", "no-show", "no answer", "no_answer", "left voicemail", "busy"])
_KINDS = {"email": "e-mail", "incoming_email": "e-mail", "mail": "e-mail", "demonstration": "demo", "phone": "call"}


class ActivityPreset(Struct, frozen=True, forbid_unknown_fields=True):
    """How one program writes its activities."""

    title: str
    columns: dict[str, list[str]]
    """The names that a field's column may have, the usual one first; case and space do not count."""
    needs: list[str] = []
    """Fields without which the file is not of this program."""
    utc: bool = False
    """Whether times without an offset are in UTC; else they are those of the person who imports."""
    nulls: list[str] = []
    """Cells that say nothing."""


@cache
def activity_kinds() -> tuple[str, ...]:
    """The names of the programs whose tables of activities can be read."""
    folder = files("standup.sources") / "presets" / "touchpoints"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load_activity_preset(name: str) -> ActivityPreset:
    """The preset of a program; raises NotFoundError with the closest names."""
    names = activity_kinds()
    if name not in names:
        raise NotFoundError(f"no activities of '{shown(name)}'; say {', '.join(names)}{did_you_mean(name, names)}")
    data = (files("standup.sources") / "presets" / "touchpoints" / f"{name}.toml").read_bytes()
    return msgspec.toml.decode(data, type=ActivityPreset)


class Activities:
    """The activities of one table, row by row; nothing of it is kept.

    `columns` maps fields to column names and goes before the preset; `zone` is that of the person who imports. The
    constructor raises UsageError for a file that is empty, no text or of another program, for an unknown field, and
    for dates whose order neither `date_order` nor the file itself settles.
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
    ) -> None:
        self.name = name
        self.source = kind
        self._zone = zone
        self._preset = load_activity_preset(kind)
        asked = {field: [column] for field, column in (columns or {}).items()}
        for field in asked:
            if field not in FIELDS:
                raise UsageError(f"'{shown(field)}' is no field; say {', '.join(FIELDS)}{did_you_mean(field, FIELDS)}")
        self._table = Table(stream, name, self._preset.columns | asked, [*self._preset.needs, *asked])
        self._nulls = frozenset(text.casefold() for text in (*self._preset.nulls, "null", "\\n"))
        self._order = self._table.order_of_dates(["day"], date_order)

    @property
    def encoding(self) -> Encoding:
        """How the bytes were read."""
        return self._table.encoding

    @property
    def size(self) -> int:
        """Bytes."""
        return self._table.size

    @property
    def position(self) -> int:
        """Bytes read so far, while the rows are being read."""
        return self._table.position

    def rows(self, first: date, last: date) -> Iterator[SourceActivity | SkippedRow]:
        """The rows from the first on; one that cannot be read comes as a SkippedRow, whatever days are asked for."""
        for row in self._table.rows():
            if row.fault:
                yield SkippedRow(row.line, Skip.BAD, row.fault)
                continue
            try:
                yield self._read(row)
            except CellError as error:
                yield SkippedRow(row.line, Skip.BAD, str(error))

    def _read(self, row: TableRow) -> SourceActivity | SkippedRow:
        cells = {field: "" if text.casefold() in self._nulls else text for field, text in row.cells.items()}

        def cell(field: str) -> str:
            return cells.get(field, "")

        if cell("deleted").casefold() in _YES:
            return SkippedRow(row.line, Skip.CALLED_OFF, "")
        status = cell("status").casefold()
        note = plain_text(cell("note")[:_LONGEST_CELL])[:LONGEST_NOTE]
        title = cell("title") or note.partition("\n")[0]
        kind = cell("kind").casefold()
        kind = _KINDS.get(kind, kind)
        return SourceActivity(
            line=row.line,
            key=cell("id"),
            day=self._day(cell("day"), cell("time")),
            title=title[:LONGEST_TITLE] or cell("kind")[:LONGEST_TITLE],
            kind=kind if kind in KINDS else "",
            note=note,
            outcome=_outcome(cell("outcome"), status),
            company=cell("company")[:LONGEST_TITLE],
            people=_people(cell("person"), cell("email")),
            owner=cell("owner")[:LONGEST_TITLE],
            done=self._done(cell("done"), status),
            called_off=status in _CALLED_OFF,
        )

    def _done(self, done: str, status: str) -> bool | None:
        """Whether it took place, as the file says; None where it does not say, or in words that nobody knows."""
        fields = self._table.fields
        for field, text in (("done", done.casefold()), ("status", status)):
            if field not in fields or (field == "status" and not text):
                continue
            if text in _YES or text in _NOBODY_CAME:
                return True
            if text in _NO:
                return False
        return None

    def _day(self, text: str, clock: str) -> date | None:
        if not text:
            return None
        if match := _SERIAL.fullmatch(text):
            return _SERIAL_ZERO + timedelta(days=int(match[1]))
        if _MILLISECONDS.fullmatch(text):
            return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(text))).astimezone(self._zone).date()
        day_text, clock_text = split_moment(text)
        day = read_date(day_text or text, self._order)
        if not clock_text and not (clock and self._preset.utc):
            return day
        moment = at(day, read_clock(clock_text or clock))
        if moment.tzinfo is None:
            if not self._preset.utc:
                return day
            moment = moment.replace(tzinfo=UTC)
        try:
            return moment.astimezone(self._zone).date()
        except OverflowError:
            return day


def _outcome(outcome: str, status: str) -> str:
    """How it went; a status by which nobody came or answered is no contact."""
    text = plain_text(outcome[:_LONGEST_CELL])[:LONGEST_TITLE]
    if status in _NOBODY_CAME or text.casefold() in _NOBODY_CAME:
        said = text or status.replace("_", " ")
        return said if said.casefold().startswith("no answer") else f"no answer: {said.replace('_', ' ')}"
    return text


def _people(names: str, emails: str) -> tuple[Person, ...]:
    """The people of two cells, which may hold several by `;`, or by `,` where these are addresses."""
    listed = [part.strip() for part in re.split(r"[;\n]", names[:_LONGEST_CELL]) if part.strip()][:50]
    addresses = [part.strip() for part in re.split(r"[;,\s]", emails[:_LONGEST_CELL]) if "@" in part][:50]
    found = []
    for number in range(max(len(listed), len(addresses))):
        name = listed[number] if number < len(listed) else ""
        email = addresses[number] if number < len(addresses) else ""
        if not email and "@" in name and " " not in name:
            name, email = "", name
        found.append(Person(name[:LONGEST_TITLE], email[:LONGEST_TITLE]))
    return tuple(found)
