"""Which program wrote a file, told from how it begins: for the one line that refuses a file of another kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from standup.domain.time_import import fold
from standup.sources.delimited import DELIMITERS
from standup.sources.klog import DATE_LINE
from standup.sources.preset import Preset, load_preset, preset_names
from standup.sources.timeclock import EVENT

if TYPE_CHECKING:
    from standup.sources.activities import ActivityPreset
    from standup.sources.work_file import WorkPreset

_TELLING = 4  # columns that a program names so; fewer may be anybody's

_WATSON = re.compile(r'\[\s*\[\s*[0-9.]{1,20}\s*,\s*[0-9.]{1,20}\s*,\s*"')
_WATSON_TOLD = re.compile(r'\[\s*\{[^{}]*"start":\s*"[0-9]{4}-[^{}]*"stop":')
_TIMEWARRIOR = re.compile(r'\[\s*\{[^{}]*"start":\s*"[0-9]{8}T[0-9]{6}Z"')
_TIMEWARRIOR_DATA = re.compile(r"inc [0-9]{8}T[0-9]{6}Z")
_JOURNAL = re.compile(r"(?:[0-9]{4}[-/.])?[0-9]{1,2}[-/.][0-9]{1,2}[ =]\S*.*")


class Likely(NamedTuple):
    """What a file seems to be: a kind that can be read, or nothing of the sort, and the words for a message."""

    kind: str | None
    words: str


def likely_kind(head: str, asked: str) -> Likely | None:
    """What the first characters of a file say it is, `asked` where that is possible; None where they do not tell."""
    text = head.lstrip("\ufeff \t\r\n")
    if text.startswith(("[", "{")):
        return _json(text)
    if text.startswith("BEGIN:VCALENDAR"):
        return Likely(None, "a calendar, which is no time log")
    if _TIMEWARRIOR_DATA.match(text):
        return Likely(None, "a data file of Timewarrior; import what `timew export` writes")
    lines = text.splitlines()
    tables = _tables(lines[0]) if lines else []
    if tables:
        return _readable(tables[0])
    for kind in sorted(_BY_LINES, key=lambda kind: kind != asked):
        if _BY_LINES[kind](lines):
            return _readable(kind)
    if any(_JOURNAL.fullmatch(line) and _indented(after) for line, after in pairwise(lines)):
        return Likely(None, "a journal without check-ins, which is no time log")
    return None


def likely_table(header: Sequence[str], asked: str) -> str | None:
    """The command for a table with these columns, where they are those of a program that was not asked for."""
    from standup.sources.activities import activity_kinds, load_activity_preset
    from standup.sources.work_file import load_work_preset, work_kinds

    presets: list[tuple[str, Preset | WorkPreset | ActivityPreset]] = []
    presets += [(name, load_preset(name)) for name in preset_names()]
    presets += [(name, load_work_preset(name)) for name in work_kinds()]
    presets += [(name, load_activity_preset(name)) for name in activity_kinds()]
    titles = {fold(title) for title in header}
    found: dict[str, int] = {}
    for name, preset in presets:
        has = [field for field, names in preset.columns.items() if any(fold(one) in titles for one in names)]
        if name not in (asked, "csv") and set(preset.needs) <= set(has):
            found[name] = len(has)
    best = max(found, key=lambda name: found[name], default=None)
    return f"standup import {best}" if best is not None and found[best] >= _TELLING else None


def _json(text: str) -> Likely | None:
    if _TIMEWARRIOR.match(text):
        return _readable("timewarrior")
    if _WATSON.match(text) or _WATSON_TOLD.match(text):
        return _readable("watson")
    return Likely(None, "JSON of another program") if text.startswith("{") else None


def _readable(kind: str) -> Likely:
    return Likely(kind, f"a log of {kind}: say `standup import {kind}`")


def _tables(header: str) -> list[str]:
    """The presets whose own columns, which no other tool has, are all in the header."""
    columns = max(([fold(name.strip('" ')) for name in header.split(sign)] for sign in DELIMITERS), key=len)
    signs = {name: load_preset(name).signs for name in preset_names()}
    return [name for name, own in signs.items() if own and all(fold(column) in columns for column in own)]


def _indented(line: str) -> bool:
    return line[:1] in (" ", "\t") and bool(line.strip())


def has_check_ins(lines: Iterable[str]) -> bool:
    """Whether any line checks in or out."""
    events = (EVENT.fullmatch(line.rstrip()) for line in lines if line[:1] in "iIoO")
    return any(event is not None and event[2][:1].isdigit() for event in events)


def has_records(lines: Iterable[str]) -> bool:
    """Whether any line is the date line of a klog record."""
    return any(line[:1].isdigit() and DATE_LINE.fullmatch(line.rstrip()) for line in lines)


_BY_LINES = {"timeclock": has_check_ins, "klog": has_records}
