"""The timeclock format of hledger, ledger and Emacs: lines that check in (`i`, `I`) and out (`o`, `O`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, TypeAlias

from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import shown
from standup.domain.time_import import SourceRow
from standup.sources.cells import LONGEST_LINE, TOO_LONG, CellError, at, read_clock, read_date

Rows: TypeAlias = Iterator[SourceRow | SkippedRow]
EVENT = re.compile(r"([iIoO])[ \t]+(\S+)(?:[ \t]+(\S+)(?:[ \t]+(\S.*))?)?")
_PARTED = re.compile(r"[ ]{2,}|[ ]*\t\s*")
_NOTE = re.compile(r"(?:^|(?<=\s));")
_LEDGER_TAGS = re.compile(r"(?:^|\s):((?:[^\s:]+:)+)(?=\s|$)")
_TAG = re.compile(r"(?:^|[\s,])([^\s:,;]+):(?:[ \t]+([^,]*)|([^\s,:][^,]*)|(?=,|$))")
_NO_ENTRY = re.compile(
    r"[;#*%|\s~=]|--|[bh][ \t]|[ABCDNPVY][ \t]|[0-9]{4}[-/.]|[0-9]{1,2}[-/]"
    r"|(?:account|alias|apply|assert|bucket|capture|check|commodity|decimal-mark|def|define|end|eval|expr|import"
    r"|include|payee|python|tag|value|year)\b"
)
"""How lines begin that a journal of hledger or ledger may have between its timeclock lines."""
_BLOCK = re.compile(r"(test|comment)(?:\s|$)")


class _CheckIn(NamedTuple):
    line: int
    start: datetime | None
    """None where the line cannot be read, and was reported."""
    account: str
    description: str
    note: str


class _Said(NamedTuple):
    moment: datetime
    account: str
    description: str
    note: str


def read_timeclock(lines: Iterator[str]) -> Rows:
    """The sessions of a log, each where it is checked out; what is still open at the end is running.

    A check-out closes the session of its account, else the only open one, else, where it names none, the latest.
    Checking in twice leaves the first session without an end, so it is reported and not guessed.
    """
    open_: list[_CheckIn] = []
    for number, text in _events(lines):
        if isinstance(text, SkippedRow):
            yield text
            continue
        event = EVENT.fullmatch(text)
        if event is None:
            yield SkippedRow(number, Skip.BAD, f"'{shown(text[:40])}' is no check-in, check-out or comment")
        elif event[1] in "iI":
            yield from _check_in(number, event, open_)
        else:
            yield _check_out(number, event, open_)
    for one in open_:
        if one.start is not None:
            yield SkippedRow(one.line, Skip.RUNNING, "it is not checked out")


def _events(lines: Iterator[str]) -> Iterator[tuple[int, str | SkippedRow]]:
    """The lines that say something, without comments, other directives, and blocks for ledger's own tests."""
    block, begun = "", 0
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip()
        if block:
            block = "" if line.split() == ["end", block] else block
        elif match := _BLOCK.match(line):
            block, begun = match[1], number
        elif len(line) > LONGEST_LINE:
            yield number, SkippedRow(number, Skip.BAD, TOO_LONG)
        elif line and not _NO_ENTRY.match(line):
            yield number, line
    if block:
        yield (
            begun,
            SkippedRow(begun, Skip.BAD, f"'{block}' begins here without an 'end {block}'; the rest is not read"),
        )


def _check_in(number: int, event: re.Match[str], open_: list[_CheckIn]) -> Rows:
    try:
        said = _said(event)
    except CellError as error:
        open_.append(_CheckIn(number, None, _parted(event[4] or "")[0], "", ""))
        yield SkippedRow(number, Skip.BAD, str(error))
        return
    for before in [one for one in open_ if one.account == said.account]:
        open_.remove(before)
        if before.start is not None:
            words = f"is checked in again in line {number} without a check-out"
            yield SkippedRow(before.line, Skip.BAD, f"{shown(before.account) or 'it'} {words}")
    open_.append(_CheckIn(number, said.moment, said.account, said.description, said.note))


def _check_out(number: int, event: re.Match[str], open_: list[_CheckIn]) -> SourceRow | SkippedRow:
    account, description, _ = _parted(event[4] or "")
    if not open_:
        return SkippedRow(number, Skip.BAD, "a check-out without a check-in")
    found = next((one for one in open_ if account and one.account == account), None)
    if found is None and account and len(open_) > 1:
        names = ", ".join(shown(one.account) for one in open_[:5])
        return SkippedRow(number, Skip.BAD, f"checks out of {shown(account[:40])}; checked in are {names}")
    found = found or open_[-1]
    open_.remove(found)
    try:
        said = _said(event)
    except CellError as error:
        return SkippedRow(number, Skip.BAD, str(error))
    if found.start is None:
        return SkippedRow(number, Skip.BAD, f"its check-in in line {found.line} cannot be read")
    if account != found.account:  # Emacs and ledger let a check-out say what was done
        description = " ".join(filter(None, (account, description)))
    note = found.note or said.note
    description = found.description or description
    return SourceRow(
        line=found.line,
        day=found.start.date(),
        start=found.start,
        end=said.moment,
        description="; ".join(filter(None, (description, note))),
        account=found.account,
        tags=_tags(note),
    )


def _said(event: re.Match[str]) -> _Said:
    if not event[3]:
        raise CellError("says no time of day")
    day = read_date(event[2], None)
    return _Said(at(day, read_clock(event[3])), *_parted(event[4] or ""))


def _parted(text: str) -> tuple[str, str, str]:
    """The account, and behind two spaces the description, and behind a semicolon the note."""
    note = _NOTE.search(text)
    words = text[: note.start()] if note else text
    account, *rest = _PARTED.split(words.strip(), maxsplit=1)
    return account, rest[0].strip() if rest else "", text[note.end() :].strip() if note else ""


def _tags(note: str) -> tuple[str, ...]:
    """`:billable:urgent:` as ledger writes tags, and `billable:, client:acme` as hledger does."""
    tags: dict[str, None] = {}
    for match in _LEDGER_TAGS.finditer(note):
        tags.update(dict.fromkeys(filter(None, match[1].split(":"))))
    for match in _TAG.finditer(_LEDGER_TAGS.sub(" ", note)):
        value = (match[2] or match[3] or "").strip()
        tags[f"{match[1]}:{value}" if value else match[1]] = None
    return tuple(tags)
