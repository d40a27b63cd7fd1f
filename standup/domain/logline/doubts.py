"""A day that stands among the words of a note: grammar reads it as text, and the person may have meant a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from standup.domain.dates import Direction, day_phrase_length, parse_day
from standup.domain.errors import UsageError
from standup.domain.logline.grammar import Kind, Part, Scan, scan
from standup.domain.logline.values import Context

_LONGEST_DAY = 3  # words


class DayInNote(NamedTuple):
    """Words of the note that would be a day, where people write one: at the beginning or the end of the note."""

    text: str
    start: int
    end: int
    is_alone: bool
    """Whether nothing but other parts of the line stands beside it."""


def day_in_note(found: Scan) -> DayInNote | None:
    """The day among the words of the note; None where there is none, or where the line says its day."""
    if found.all(Kind.DAY, Kind.EXACT):
        return None
    runs = [list(parts) for kind, parts in groupby(found.words, key=lambda part: part.kind) if kind is Kind.TEXT]
    for run in (runs[0], runs[-1]) if runs else ():
        for at, end in _ends(run, is_first=run is runs[0], is_last=run is runs[-1]):
            text = " ".join(part.value for part in run[at:end])
            return DayInNote(text, run[at].start, run[end - 1].end, is_alone=end - at == len(run))
    return None


def _ends(run: Sequence[Part], *, is_first: bool, is_last: bool) -> Iterator[tuple[int, int]]:
    """From where to where the first and the last words are a day."""
    words = [part.value for part in run]
    if is_first and (length := day_phrase_length(words[:_LONGEST_DAY], Direction.PAST)):
        yield 0, length
    for at in range(max(0, len(words) - _LONGEST_DAY), len(words) if is_last else 0):
        if day_phrase_length(words[at:], Direction.PAST) == len(words) - at:
            yield at, len(words)


def doubt(text: str, context: Context) -> str:
    """What a line that was read may have meant by a day in its note, in words safe for a terminal; else empty."""
    found = day_in_note(scan(text))
    if found is None:
        return ""
    try:
        day = parse_day(found.text, context.today(), Direction.PAST)
    except UsageError:
        return ""
    is_past = day <= context.today()
    return f"{found.text} is part of the note: for the day write on {found.text}" if is_past else ""
