"""One row of a time log: its cells made into a day, a start, an end and a duration."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta

from standup.domain.skipped import Skip, SkippedRow
from standup.domain.time_import import SourceRow
from standup.sources.cells import CellError, DateOrder, at, read_clock, read_date, read_seconds, split_moment

LENGTHS = ("seconds", "duration", "minutes", "hours")
"""The fields that hold a duration, exact ones first: decimal hours are rounded."""


def read_row(
    line: int, cell: Callable[[str], str], has: Collection[str], order: DateOrder | None, tag_separator: str
) -> SourceRow | SkippedRow:
    """The row whose cells `cell` gives by field; `has` are the fields that the file has columns for.

    Raises CellError with the reason why the row says nothing.
    """
    day, start = _moment(cell("date"), cell("start"), "start" in has, None, order)
    if day is None:
        raise CellError("says no date")
    end = None
    if "end" in has and start is not None:
        if not cell("end"):
            return SkippedRow(line, Skip.RUNNING, "it has no end")
        _, end = _moment(cell("end_date"), cell("end"), True, day, order)
        if end is not None:
            end = _after(start, end, dated=bool(cell("end_date")) or bool(split_moment(cell("end"))[0]))
    seconds = _seconds(cell, needed=end is None)
    if end is None and seconds is None:
        if start is None:
            raise CellError("says neither when it starts nor how long it lasts")
        return SkippedRow(line, Skip.RUNNING, "it has neither an end nor a duration")
    tags = cell("tags")
    return SourceRow(
        line=line,
        day=day,
        start=start,
        end=end,
        seconds=seconds,
        user=cell("user"),
        email=cell("email"),
        description=cell("description"),
        project=cell("project"),
        client=cell("client"),
        task=cell("task"),
        tags=tuple(tag for part in tags.split(tag_separator) if (tag := part.strip())) if tags else (),
    )


def _moment(
    day_cell: str, clock_cell: str, has_clock: bool, default: date | None, order: DateOrder | None
) -> tuple[date | None, datetime | None]:
    own_day, clock_text = split_moment(clock_cell)
    day_text, beside = split_moment(day_cell)
    if day_cell and not day_text:
        day_text, beside = day_cell, ""
    if not has_clock:
        clock_text = beside
    day = read_date(own_day or day_text, order) if own_day or day_text else default
    if day is None or not clock_text:
        return day, None
    return day, at(day, read_clock(clock_text))


def _after(start: datetime, end: datetime, *, dated: bool) -> datetime:
    """The end, with the start's offset where it has none, and on the next day where only a time of day says so."""
    if (start.tzinfo is None) != (end.tzinfo is None):
        if start.tzinfo is None:
            raise CellError("its end has an offset from UTC and its start has none")
        end = end.replace(tzinfo=start.tzinfo)
    return end if dated or end >= start else end + timedelta(days=1)


def _seconds(cell: Callable[[str], str], *, needed: bool) -> int | None:
    for field in LENGTHS:
        if text := cell(field):
            try:
                return read_seconds(text, field)
            except CellError:
                if needed:
                    raise
    return None
