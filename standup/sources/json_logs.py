"""Logs that are JSON lists: what `timew export` writes, and the frames of Watson. Both keep their times in UTC."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import TypeAlias

import msgspec
from msgspec import Struct

from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import shown
from standup.domain.time_import import FIRST_YEAR, LAST_YEAR, SourceRow
from standup.sources.cells import CellError
from standup.sources.json_items import Item, items

Rows: TypeAlias = Iterator[SourceRow | SkippedRow]
_STAMP = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z")


class _Interval(Struct):
    start: str
    end: str | None = None
    tags: list[str] = []
    annotation: str = ""


class _Frame(Struct, array_like=True):
    """A frame as Watson keeps it."""

    start: float
    stop: float
    project: str
    id: str = ""
    tags: list[str] = []


class _Told(Struct):
    """A frame as `watson log --json` tells it."""

    start: str
    stop: str | None = None
    project: str = ""
    tags: list[str] = []


_INTERVAL = msgspec.json.Decoder(_Interval)
_FRAME = msgspec.json.Decoder(_Frame)
_TOLD = msgspec.json.Decoder(_Told)


def read_timewarrior(blocks: Iterator[str]) -> Rows:
    """The intervals of Timewarrior; one without an end is running."""
    return _rows(blocks, _interval)


def read_watson(blocks: Iterator[str]) -> Rows:
    """The frames of Watson, or what `watson log --json` writes of them."""
    return _rows(blocks, _frame)


def _rows(blocks: Iterator[str], row_of: Callable[[Item], SourceRow | SkippedRow]) -> Rows:
    for item in items(blocks):
        if item.fault:
            yield SkippedRow(item.line, Skip.BAD, item.fault)
            continue
        try:
            yield row_of(item)
        except CellError as error:
            yield SkippedRow(item.line, Skip.BAD, str(error))
        except msgspec.MsgspecError as error:
            yield SkippedRow(item.line, Skip.BAD, f"is no entry: {shown(str(error)[:120])}")
        except RecursionError:
            yield SkippedRow(item.line, Skip.BAD, "is no entry: lists within lists without end")


def _interval(item: Item) -> SourceRow | SkippedRow:
    said = _INTERVAL.decode(item.text)
    start = _stamp(said.start)
    if said.end is None:
        return SkippedRow(item.line, Skip.RUNNING, "it has no end")
    return SourceRow(
        line=item.line,
        day=start.date(),
        start=start,
        end=_stamp(said.end),
        description=" ".join(said.annotation.split()),
        tags=_tags(said.tags),
    )


def _frame(item: Item) -> SourceRow | SkippedRow:
    if not item.text.startswith("{"):
        frame = _FRAME.decode(item.text)
        start, stop = _epoch(frame.start), _epoch(frame.stop)
        return SourceRow(
            line=item.line, day=start.date(), start=start, end=stop, project=frame.project, tags=_tags(frame.tags)
        )
    said = _TOLD.decode(item.text)
    start = _written(said.start)
    if said.stop is None:
        return SkippedRow(item.line, Skip.RUNNING, "it has no end")
    return SourceRow(
        line=item.line,
        day=start.date(),
        start=start,
        end=_written(said.stop),
        project=said.project,
        tags=_tags(said.tags),
    )


def _tags(tags: list[str]) -> tuple[str, ...]:
    return tuple(text for tag in tags if (text := tag.strip()))


def _stamp(text: str) -> datetime:
    match = _STAMP.fullmatch(text)
    moment = None
    if match:
        year, month, day, hour, minute, second = map(int, match.groups())
        with suppress(ValueError):
            moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    if moment is None:
        raise CellError(f"'{shown(text[:40])}' is no time of Timewarrior; 20261120T080000Z is one")
    return _checked(moment, text)


def _epoch(seconds: float) -> datetime:
    try:
        moment = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise CellError(f"{seconds:g} is no time of Watson, which counts seconds since 1970") from None
    return _checked(moment, f"{seconds:g}")


def _written(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise CellError(f"'{shown(text[:40])}' is no time with an offset; 2026-11-20T09:00:00+01:00 is one")
    return _checked(moment.astimezone(UTC), text)


def _checked(moment: datetime, text: str) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise CellError(f"{shown(text[:40])} is no time for a log: the year is {moment.year}")
    return moment
