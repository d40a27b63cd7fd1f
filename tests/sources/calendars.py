"""Calendar files made in tests."""

from __future__ import annotations

import io
from datetime import date
from zoneinfo import ZoneInfo

from standup.domain.skipped import SkippedRow
from standup.domain.touchpoint_import import SourceActivity
from standup.sources.calendar_file import CalendarFile

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2026, 11, 1), date(2027, 2, 28)


def event(*lines: str, uid: str = "one@acme.example", start: str = "DTSTART;VALUE=DATE:20261202") -> str:
    """One VEVENT with these properties."""
    own = [f"UID:{uid}", start] if uid else [start]
    return "\r\n".join(["BEGIN:VEVENT", *own, *lines, "END:VEVENT"])


def calendar(*events: str) -> bytes:
    """A calendar of these events."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", *events, "END:VCALENDAR", ""]).encode()


def read(data: bytes, first: date = FIRST, last: date = LAST) -> list[SourceActivity | SkippedRow]:
    """The rows of a calendar."""
    return list(CalendarFile(io.BytesIO(data), "my.ics", BERLIN).rows(first, last))


def events(data: bytes, first: date = FIRST, last: date = LAST) -> list[SourceActivity]:
    """The rows of a calendar, of which none is skipped."""
    found = read(data, first, last)
    assert all(isinstance(row, SourceActivity) for row in found), found
    return [row for row in found if isinstance(row, SourceActivity)]
