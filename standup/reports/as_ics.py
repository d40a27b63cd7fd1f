"""Whole days as an iCalendar file (RFC 5545) that calendar programs read: UIDs that stay, escaped and folded text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

from standup import __version__
from standup.domain.text import shown, storable

LONGEST_LINE = 75  # bytes, without the line's end
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_LINE_ENDS = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
"""What some readers take for the end of a line."""
_CONTROLS = {code: shown(chr(code)) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}


class CalendarDay(Struct, frozen=True, kw_only=True):
    """One entry of whole days, from `first` to `last`, both included."""

    uid: str
    first: date
    last: date
    title: str
    description: str = ""
    version: int = 1
    """Counts the edits, so that a program that has the entry takes the later one."""


def render_calendar(name: str, days: Iterable[CalendarDay], stamp: datetime) -> str:
    """The file's text, with CRLF; entries take no time of the day, ring no alarm, and show nobody as busy.

    `stamp` is the aware moment of writing.
    """
    at = stamp.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//standup//standup {__version__}//EN", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}"]
    for day in days:
        lines += _event(day, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(day: CalendarDay, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(day.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"SEQUENCE:{max(0, day.version - 1)}"
    yield f"DTSTART;VALUE=DATE:{day.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(day.title)}"
    if day.description:
        yield f"DESCRIPTION:{escaped(day.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """The text as a value of iCalendar; control characters, which no value can hold, become their pictures."""
    plain = storable(text).replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS).translate(_CONTROLS)
    return "".join(_ESCAPED.get(character, character) for character in plain)


def folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 bytes of UTF-8, no character cut; all but the first begin with a space."""
    part: list[str] = []
    room = LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            yield "".join(part)
            part, room = [" "], LONGEST_LINE - 1
        part.append(character)
        room -= size
    yield "".join(part)
