"""Events of iCalendar files as rows; a child process parses and expands them, and whatever a file holds, it ends."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from standup.domain.errors import StandupError, UsageError
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import shown
from standup.domain.touchpoint_import import Person, SourceActivity
from standup.sources.bounded import Bounded
from standup.sources.delimited import Encoding, encoding_of, lines_of

PATIENCE = 20.0  # seconds that any file is given
BYTES_PER_SECOND = 50_000  # and the seconds that a long one is given on top
MOST_OUTPUT = 1 << 28  # bytes
CHILD = Path(__file__).with_name("calendar_child.py")
_OTHERS = {"VTODO": "a to-do", "VJOURNAL": "a journal entry", "VFREEBUSY": "busy times", "VAVAILABILITY": "free times"}
_PRIVATE = ("PRIVATE", "CONFIDENTIAL")


class CalendarFile:
    """One calendar file, as UTF-8 or what its bytes are; nothing of it is kept.

    `stream` must be seekable and stays open; `name` stands in messages; days are those of `zone`. The constructor
    raises UsageError for a file that is empty, no text, or no calendar.
    """

    source = "ics"

    def __init__(self, stream: BinaryIO, name: str, zone: ZoneInfo) -> None:
        self.name = name
        self.size = stream.seek(0, 2)
        """Bytes."""
        self.encoding: Encoding = encoding_of(stream, name, "export the calendar as ICS")
        self._stream = stream
        self._zone = zone
        with closing(lines_of(stream, self.encoding)) as lines:
            if not any(line[:6].upper() == "BEGIN:" for line in lines):
                raise UsageError(f"{shown(name)} is no calendar: it has no line BEGIN:VCALENDAR")

    @property
    def position(self) -> int:
        """Bytes read so far; all of them, since the child reads ahead."""
        return self.size

    def rows(self, first: date, last: date) -> Iterator[SourceActivity | SkippedRow]:
        """Every event that comes once, and of others each time between two days; a bad one comes as a SkippedRow.

        Raises StandupError where the libraries that read calendars are missing.
        """
        command = [sys.executable, "-P", str(CHILD)]
        command += [self.encoding.codec, first.isoformat(), last.isoformat(), self._zone.key]
        patience = PATIENCE + self.size / BYTES_PER_SECOND
        with tempfile.TemporaryFile() as copy:
            self._stream.seek(0)
            copyfileobj(self._stream, copy)
            copy.seek(0)
            with Bounded(command, os.environ, patience=patience, most_bytes=MOST_OUTPUT, stdin=copy) as child:
                is_whole = False
                line = 1
                for text in _lines(child.chunks()):
                    row = json.loads(text)
                    is_whole = "end" in row
                    line = row.get("line", line)
                    if not is_whole:
                        yield _row(row)
            if not is_whole:
                yield SkippedRow(line, Skip.BAD, _why(child, patience))


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines


def _why(child: Bounded, patience: float) -> str:
    if child.is_late:
        return f"the file takes longer than {patience:.0f} s; nothing after this event is read"
    if child.is_too_long:
        return "the file has more events than can be read; nothing after this one is"
    if "ModuleNotFoundError" in child.complaints:
        raise StandupError("calendars need the libraries icalendar and recurring-ical-events; install standup anew")
    return "the file cannot be read from here on"


def _row(row: dict[str, Any]) -> SourceActivity | SkippedRow:
    line = row["line"]
    if "fault" in row:
        return SkippedRow(line, Skip.BAD, row["fault"])
    if "outside" in row:
        return SkippedRow(line, Skip.OUTSIDE, "")
    if "other" in row:
        return SkippedRow(line, Skip.NO_EVENT, _OTHERS.get(row["other"], row["other"]))
    if row["class"] in _PRIVATE:
        return SkippedRow(line, Skip.PRIVATE, "")
    return SourceActivity(
        line=line,
        key=f"{row['uid']}\0{row['at']}" if row["uid"] else "",
        uid=row["uid"],
        day=date.fromisoformat(row["day"]),
        title=row["title"].strip(),
        people=tuple(Person(name, email) for name, email in row["people"]),
        called_off=row["status"] == "CANCELLED",
    )
