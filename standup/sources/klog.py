"""klog files: records of a day, each a date line, perhaps a summary, and indented durations and ranges.

See https://klog.jotaen.net for the format. Ranges are clock times of the developer's zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import shown
from standup.domain.time_import import SourceRow
from standup.sources.cells import LONGEST_LINE, TOO_LONG, CellError, read_clock, read_date

Rows: TypeAlias = Iterator[SourceRow | SkippedRow]
DATE_LINE = re.compile(r"([0-9]{4}([-/])[0-9]{2}\2[0-9]{2})(?:[ \t]+\([^()]*\))?")
_CLOCK = r"(?:<?[0-9]{1,2}:[0-9]{2}(?:[ap]m)?>?)"
_ENTRY = re.compile(
    rf"(?:(?P<start>{_CLOCK})[ ]*-[ ]*(?P<end>{_CLOCK}|\?+)"
    r"|(?P<sign>[-+]?)(?:(?P<hours>[0-9]{1,6})h)?(?:(?P<minutes>[0-9]{1,6})m)?)"
    r"(?:[ \t]+(?P<text>.*))?"
)
_NO_DATE = "its record has no date"
_TAG = re.compile(r"""#([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([\w-]+)))?""")


@dataclass
class _Entry:
    """One entry, its text still growing by the lines after it."""

    line: int
    start: datetime | None = None
    end: datetime | None = None
    seconds: int | None = None
    skipped: SkippedRow | None = None
    texts: list[str] = field(default_factory=list)


@dataclass
class _Day:
    """The record that is being read; an entry is held back until the next, because a pause may be taken off it."""

    day: date | None
    texts: list[str] = field(default_factory=list)
    indent: str = ""
    entry: _Entry | None = None


def read_klog(lines: Iterator[str]) -> Rows:
    """The entries in the order of the file.

    A negative duration is a pause: it is taken off the entry before it in its record, and cannot be read where there
    is none that is long enough. An open range is running. Tags of a record's summary are tags of all its entries.
    """
    now: _Day | None = None
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip()
        if len(line) > LONGEST_LINE:
            yield SkippedRow(number, Skip.BAD, TOO_LONG)
        elif not line:
            yield from _finished(now)
            now = None
        elif now is None:
            now = _Day(None)
            match = DATE_LINE.fullmatch(line)
            try:
                if match is None:
                    raise CellError(f"'{shown(line[:40])}' is no date line such as 2026-11-20")
                now.day = read_date(match[1], None)
            except CellError as error:
                yield SkippedRow(number, Skip.BAD, str(error))
        elif line[0] in " \t":
            yield from _indented(now, number, line)
        elif now.indent:
            yield SkippedRow(number, Skip.BAD, f"'{shown(line[:40])}' is no entry; entries are indented")
        else:
            now.texts.append(line)
    yield from _finished(now)


def _indented(now: _Day, number: int, line: str) -> Rows:
    text = line.lstrip(" \t")
    indent = line[: len(line) - len(text)]
    if now.entry is not None and now.indent and indent.startswith(now.indent * 2):
        now.entry.texts.append(text)
        return
    now.indent = now.indent or indent
    entry = _entry(now.day, number, text)
    if entry.seconds is not None and entry.seconds < 0:
        yield SkippedRow(number, *_taken_off(now.entry, -entry.seconds))
        return
    yield from _finished(now)
    now.entry = entry


def _finished(now: _Day | None) -> Rows:
    """The entry that is complete, if there is one."""
    if now is None or now.entry is None:
        return
    entry, now.entry = now.entry, None
    if entry.skipped is not None or now.day is None:
        yield entry.skipped or SkippedRow(entry.line, Skip.BAD, _NO_DATE)
        return
    own = " ".join(filter(None, entry.texts))
    summary = " ".join(now.texts)
    yield SourceRow(
        line=entry.line,
        day=entry.start.date() if entry.start else now.day,
        start=entry.start,
        end=entry.end,
        seconds=entry.seconds,
        description=own or summary,
        tags=tuple(dict.fromkeys((*_tags(summary), *_tags(own)))),
    )


def _taken_off(entry: _Entry | None, seconds: int) -> tuple[Skip, str]:
    pause = timedelta(seconds=seconds)
    if entry is not None and entry.skipped is None:
        if entry.seconds is not None and entry.seconds >= seconds:
            entry.seconds -= seconds
            return Skip.TAKEN_OFF, ""
        if entry.start is not None and entry.end is not None and entry.end - entry.start >= pause:
            entry.end -= pause
            return Skip.TAKEN_OFF, ""
    return Skip.BAD, "a negative duration, and no entry before it in its record that is as long"


def _entry(day: date | None, number: int, text: str) -> _Entry:
    match = _ENTRY.fullmatch(text)
    entry = _Entry(number, texts=[(match and match["text"]) or ""])
    try:
        if day is None:
            raise CellError(_NO_DATE)
        if match is None or not (match["start"] or match["hours"] or match["minutes"]):
            raise CellError(f"'{shown(text[:40])}' is no entry; 1h30m and 9:00 - 10:30 begin one")
        if not match["start"]:
            seconds = 3600 * int(match["hours"] or 0) + 60 * int(match["minutes"] or 0)
            entry.seconds = -seconds if match["sign"] == "-" else seconds
            return entry
        entry.start = _moment(day, match["start"])
        if "?" in match["end"]:
            entry.skipped = SkippedRow(number, Skip.RUNNING, "it has no end")
            return entry
        entry.end = _moment(day, match["end"])
        if entry.end < entry.start:
            raise CellError(f"{match['end']} is before {match['start']}; an end on the next day is 0:30>")
    except CellError as error:
        entry.skipped = SkippedRow(number, Skip.BAD, str(error))
    return entry


def _moment(day: date, text: str) -> datetime:
    """The local time of `9:00`, `<23:30` (the day before) and `0:30>` (the day after); `24:00` ends the day."""
    shift = text.endswith(">") - text.startswith("<")
    clock = text.strip("<>")
    if clock == "24:00":
        return datetime.combine(day, time()) + timedelta(days=shift + 1)
    return datetime.combine(day, read_clock(clock).time) + timedelta(days=shift)


def _tags(text: str) -> Iterator[str]:
    for name, *values in _TAG.findall(text) if "#" in text else ():
        value = "".join(values)
        yield f"{name}={value}" if value else name
