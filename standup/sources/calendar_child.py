"""Events of one calendar file as JSON lines; run as a program of its own, so that whatever a file holds, it ends.

It is started by `standup.sources.calendar_file` with the file as standard input, and imports nothing of standup. Each
event is parsed and expanded by itself, within a bound of processor time: one that is malformed, or whose rule never
comes to a day, becomes a line with a fault, and the next one is read.
"""

from __future__ import annotations

import json
import re
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import TextIOWrapper
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

LONGEST_EVENT = 1 << 18  # characters, without attachments
MOST_HELD = 1 << 24  # characters of events that wait for their altered occurrences
MOST_ZONES = 500
MOST_OCCURRENCES = 1200  # of one event: more than one a day over three years
MOST_MEMORY = 1 << 30  # bytes
PATIENCE = 0.4  # seconds of processor time for one event; each event that needs more halves it
LONGEST_TEXT = 500
MOST_PEOPLE = 50

_MARK = re.compile(r"(BEGIN|END)[ \t]*:[ \t]*([A-Za-z-]+)[ \t]*", re.IGNORECASE)
# Each property that is parsed costs time, and these say nothing that is asked for.
_LEFT_OUT = re.compile(
    r"(?:ATTACH|DESCRIPTION|COMMENT|LOCATION|URL|GEO|CATEGORIES|CONTACT|RESOURCES|RELATED-TO|PRIORITY|TRANSP|DTSTAMP"
    r"|CREATED|LAST-MODIFIED|X-[A-Z0-9-]+)[;:]",
    re.IGNORECASE,
)
_UID = re.compile(r"^UID(?:;[^:\n]*)?:(.*)$", re.IGNORECASE | re.MULTILINE)
_REPEATS = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID)[;:]", re.IGNORECASE | re.MULTILINE)
_MOVED = re.compile(r"^RECURRENCE-ID[;:]", re.IGNORECASE | re.MULTILINE)
_OTHERS = frozenset(["VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"])
_KINDS = frozenset(["VEVENT", "VTIMEZONE", *_OTHERS])
_NEEDS_READING = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID|STATUS|CLASS)[;:]", re.IGNORECASE | re.MULTILINE)
_START = re.compile(r"^DTSTART(?:;[^:\n]*)?:([0-9]{8})(?:T[0-9]{6}Z?)?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ZONES = timedelta(days=2)  # by which the day of an event may be another in the zone of the person who imports
_TOO_OFTEN = {"SECONDLY": "second", "MINUTELY": "minute", "HOURLY": "hour"}
_WITHIN_DAYS = ("BYHOUR", "BYMINUTE", "BYSECOND")


class TooLongError(BaseException):
    """An event used up its time; no library's `except Exception` catches it."""


class FaultError(ValueError):
    """An event that cannot be read, for a reason that people understand."""


class Block(NamedTuple):
    """One component of the file, unfolded, without what is nested in it and without attachments."""

    line: int
    name: str
    text: str
    fault: str = ""


class _Open:
    """A component that has begun: its lines so far."""

    def __init__(self, line: int, name: str) -> None:
        self.name = name
        self._line = line
        self._body: list[str] = []
        self._length = 0
        self._depth = 0
        self._skips = False

    def take(self, line: str, begins: bool, ends: bool) -> None:
        """One more line; what is nested in an event is passed over, as are its attachments and long texts."""
        nested = self._depth > 0 or begins
        self._depth += begins - (ends and self._depth > 0)
        if nested and self.name != "VTIMEZONE":
            return
        is_rest = line[:1] in (" ", "\t")
        if not is_rest:
            self._skips = self.name == "VEVENT" and bool(_LEFT_OUT.match(line))
        if self._skips or self._length > LONGEST_EVENT:
            return
        self._length += len(line) + 1
        if is_rest and self._body:
            self._body[-1] += line[1:]
        else:
            self._body.append(line)

    def ended(self) -> Block:
        """All of it."""
        if self._length > LONGEST_EVENT:
            return Block(self._line, self.name, "", f"is longer than {LONGEST_EVENT} characters")
        return Block(self._line, self.name, "\n".join(self._body))

    def broken(self) -> Block:
        """It without an end."""
        return Block(self._line, self.name, "", "begins and does not end")


def blocks(lines: Iterator[str]) -> Iterator[Block]:
    """The zones and the events and other entries of a file; one that does not end has a fault."""
    current: _Open | None = None
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n")
        mark = _MARK.fullmatch(line)
        begins = mark is not None and mark[1].upper() == "BEGIN"
        name = mark[2].upper() if mark else ""
        if begins and name in _KINDS:
            if current is not None:
                yield current.broken()
            current = _Open(number, name)
        elif current is None:
            continue
        elif mark and not begins and name in (current.name, "VCALENDAR"):
            yield current.ended() if name == current.name else current.broken()
            current = None
        else:
            current.take(line, begins, mark is not None and not begins)
    if current is not None:
        yield current.broken()


class Reader:
    """Reads the blocks of one file and says what it finds, a row at a time."""

    def __init__(self, first: date, last: date, zone: ZoneInfo) -> None:
        self._first, self._last, self._zone = first, last, zone
        self._patience = PATIENCE

    def rows(self, stream: TextIOWrapper) -> Iterator[dict[str, Any]]:
        """All rows of the file; altered occurrences come with their event, at the end."""
        moved: set[str] = set()
        zones = 0
        for block in blocks(stream):
            if block.name == "VTIMEZONE" and not block.fault and zones < MOST_ZONES:
                zones += 1
                self._guarded(lambda text=block.text: _parsed("VTIMEZONE", [text]))
            elif block.name == "VEVENT" and _MOVED.search(block.text):
                moved.add(_uid(block.text))
        stream.seek(0)
        held: dict[str, list[Block]] = {}
        size = 0
        for block in blocks(stream):
            uid = _uid(block.text)
            if block.name == "VTIMEZONE":
                continue
            if block.name != "VEVENT":
                yield {"line": block.line, "other": block.name}
            elif block.fault:
                yield {"line": block.line, "fault": f"the event {block.fault}"}
            elif uid and uid in moved and size < MOST_HELD:
                held.setdefault(uid, []).append(block)
                size += len(block.text)
            else:
                yield from self._event([block])
        for group in held.values():
            yield from self._event(group)

    def _event(self, group: Sequence[Block]) -> Iterator[dict[str, Any]]:
        """The rows of an event, of each of its occurrences, or of why there is none."""
        line = group[0].line
        if len(group) == 1 and (row := self._far_off(group[0])) is not None:
            yield row
            return
        rows, fault = self._guarded(lambda: self._read(group))
        for row in rows or ():
            yield {"line": line, **row}
        if fault or not rows:
            yield {"line": line, **({"fault": fault} if fault else {"outside": True})}

    def _far_off(self, block: Block) -> dict[str, Any] | None:
        """The row of an event that comes once, on a day that is surely not asked for: the years of a long calendar.

        It has what is asked of such a row, which costs a tenth of reading it whole; None where the event may be near.
        """
        starts, uid = _START.findall(block.text), _uid(block.text)
        if len(starts) != 1 or not uid or _NEEDS_READING.search(block.text):
            return None
        try:
            day = date(int(starts[0][:4]), int(starts[0][4:6]), int(starts[0][6:]))
            if self._first - _ZONES <= day <= self._last + _ZONES:
                return None
        except (ValueError, OverflowError):
            return None
        told = {"uid": uid, "at": "", "day": day.isoformat(), "title": "", "people": [], "status": "", "class": ""}
        return {"line": block.line, **told}

    def _guarded(self, read: Any) -> tuple[Any, str]:
        signal.setitimer(signal.ITIMER_VIRTUAL, self._patience, 0.05)
        try:
            return read(), ""
        except TooLongError:
            self._patience /= 2
            return None, "its rule takes too long to work out"
        except FaultError as error:
            return None, str(error)
        except MemoryError:
            return None, "it takes too much memory"
        except Exception as error:  # noqa: BLE001  # libraries raise what they like on malformed events
            return None, f"it is malformed: {str(error)[:LONGEST_TEXT] or type(error).__name__}"
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def _read(self, group: Sequence[Block]) -> list[dict[str, Any]]:
        calendar = _parsed("VEVENT", [block.text for block in group])
        events = calendar.walk("VEVENT")
        for event in events:
            _start(event)
        if not any(_REPEATS.search(block.text) for block in group):
            return [self._row(event, "") for event in events]
        for event in events:
            _check_rules(event)
        begin = datetime.combine(self._first, time()) - timedelta(days=1)
        end = datetime.combine(self._last, time()) + timedelta(days=2)
        found = recurring_ical_events.of(calendar, skip_bad_series=False).between(begin, end)
        rows = [self._row(event, _moment(event, "RECURRENCE-ID") or _moment(event, "DTSTART")) for event in found]
        inside = [row for row in rows if self._first.isoformat() <= row["day"] <= self._last.isoformat()]
        if len(inside) > MOST_OCCURRENCES:
            raise FaultError(f"it comes {len(inside)} times in these days; {MOST_OCCURRENCES} is the most")
        return sorted(inside, key=lambda row: (row["day"], row["at"]))

    def _row(self, event: Any, at: str) -> dict[str, Any]:
        day = begin = _start(event)
        if isinstance(begin, datetime):
            day = (begin.astimezone(self._zone) if begin.tzinfo else begin).date()
        return {
            "uid": _text(event, "UID"),
            "at": at,
            "day": day.isoformat(),
            "title": _text(event, "SUMMARY"),
            "people": _people(event),
            "status": _text(event, "STATUS").upper(),
            "class": _text(event, "CLASS").upper(),
        }


def _parsed(name: str, texts: Sequence[str]) -> Any:
    whole = [f"BEGIN:{name}\r\n{text.replace(chr(10), chr(13) + chr(10))}\r\nEND:{name}" for text in texts]
    return Calendar.from_ical(
        "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x", *whole, "END:VCALENDAR", ""))
    )


def _uid(text: str) -> str:
    match = _UID.search(text)
    return match[1].strip() if match else ""


def _check_rules(event: Any) -> None:
    """Refuse rules within days, which come so often that they are no contacts, and which libraries expand for ever."""
    for rule in _all(event, "RRULE"):
        if not isinstance(rule, dict):
            raise FaultError("its rule cannot be read")
        for often in rule.get("FREQ", []):
            if str(often).upper() in _TOO_OFTEN:
                raise FaultError(f"it comes again every {_TOO_OFTEN[str(often).upper()]}, which is no contact")
        if any(len(rule.get(part, [])) > 1 for part in _WITHIN_DAYS):
            raise FaultError("it comes several times a day, which is no contact")


def _start(event: Any) -> date:
    found = _all(event, "DTSTART")
    if not found:
        raise FaultError("it has no start")
    try:
        begin = found[0].dt
    except (AttributeError, ValueError):  # how a broken property is told
        begin = None
    if not isinstance(begin, date):
        raise FaultError("its start cannot be read")
    return begin


def _all(event: Any, name: str) -> list[Any]:
    found = event.get(name)
    return [] if found is None else found if isinstance(found, list) else [found]


def _text(event: Any, name: str) -> str:
    found = _all(event, name)
    return str(found[0])[:LONGEST_TEXT] if found else ""


def _moment(event: Any, name: str) -> str:
    found = _all(event, name)
    return found[0].dt.isoformat() if found and isinstance(getattr(found[0], "dt", None), date) else ""


def _people(event: Any) -> list[tuple[str, str]]:
    people = []
    for one in [*_all(event, "ATTENDEE")[:MOST_PEOPLE], *_all(event, "ORGANIZER")[:1]]:
        params = getattr(one, "params", {})
        address = str(params.get("EMAIL") or one)
        address = address[7:] if address[:7].casefold() == "mailto:" else address
        name = str(params.get("CN", ""))
        people.append((name[:LONGEST_TEXT], address[:LONGEST_TEXT] if "@" in address else ""))
    return people


def _give_up(number: int, frame: object) -> None:
    raise TooLongError


def main() -> None:
    """Read standard input in the codec of the first argument, for the days and the zone of the others."""
    codec, first, last, zone = sys.argv[1:]
    with suppress(ValueError, OSError):  # a system may know no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGVTALRM, _give_up)
    reader = Reader(date.fromisoformat(first), date.fromisoformat(last), ZoneInfo(zone))
    stream = TextIOWrapper(sys.stdin.buffer, codec, errors="replace", newline=None)
    for row in reader.rows(stream):
        sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.write('{"end": true}\n')


if __name__ == "__main__":
    main()
