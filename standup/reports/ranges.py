"""A report over a range of days: minutes by group as data, and as table, CSV or JSON.

It holds sums only: no entry, no note, no clock time.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from standup.domain.cells import cell_width, clip, pad
from standup.domain.duration import format_minutes
from standup.domain.grouping import LEAST_PEOPLE, Grouping
from standup.domain.spans import Span
from standup.domain.text import shown, storable
from standup.reports.as_csv import csv_cell

RangeFormat: TypeAlias = Literal["table", "csv", "json"]
RANGE_FORMATS: tuple[RangeFormat, ...] = ("table", "csv", "json")
SCHEMA = "standup.report/1"

_WIDEST = 40  # cells of a name in a table
_HEADER = (
    *("from", "to", "by", "whose", "row", "key", "name"),
    *("production", "customer", "other", "minutes", "hours"),
)


class RangeRow(Struct, frozen=True, kw_only=True):
    """Minutes of one group; without buckets where those would tell what one person logged."""

    key: str
    """Empty for what is in no group, such as entries without a tag."""
    name: str
    minutes: int
    production: int | None = None
    customer: int | None = None
    other: int | None = None


class RangeReport(Struct, frozen=True, kw_only=True):
    """Minutes of a span of days by group, in the order in which they are shown."""

    span: Span
    by: Grouping
    whose: str
    """The team's name, or that of the person whose own time it is."""
    is_own: bool
    rows: tuple[RangeRow, ...]
    rest: RangeRow | None
    """What groups of fewer than three people add up to, where the reader may not see them one by one."""
    total: RangeRow | None
    """Everything once; None where that would tell one person's time, and `withheld` then says so."""
    withheld: str = ""
    overlaps: bool = False
    """Some entry counts under several tags, so that the rows add up to more than the total."""


def render_range(report: RangeReport, format: RangeFormat) -> str:
    """The report as one string that ends in a line feed, to be written as UTF-8 without newline translation."""
    match format:
        case "table":
            return "".join(f"{line}\n" for line in _table(report))
        case "csv":
            return _csv(report)
        case "json":
            return _json(report)


def notes_of(report: RangeReport) -> Iterator[str]:
    """What a reader has to know of the figures."""
    if report.withheld:
        yield f"{report.withheld}."
    if report.overlaps:
        rows = sum(row.minutes for row in report.rows) + (report.rest.minutes if report.rest else 0)
        yield f"Entries with several tags count under each: the rows add up to {format_minutes(rows)}."
    if report.rest is not None:
        yield f"'{report.rest.name}' is what fewer than {LEAST_PEOPLE} people logged, and what would give it away."


def _table(report: RangeReport) -> Iterator[str]:
    yield f"{shown(report.whose)}: {report.span}, by {report.by.value.replace('-', ' ')}"
    rows = [row for row in (*report.rows, report.rest, report.total) if row is not None]
    if not report.rows and report.rest is None and not report.withheld:
        yield "Nothing is logged."
        return
    buckets = any(row.production is not None for row in rows) and report.by is not Grouping.BUCKET
    headers = [
        report.by.value.replace("-", " ").upper(),
        *(("PRODUCTION", "CUSTOMER", "OTHER") if buckets else ()),
        "TOTAL",
    ]
    lines = [headers, *([clip(shown(row.name), _WIDEST), *_durations(row, buckets)] for row in rows)]
    widths = [max(cell_width(line[n]) for line in lines) for n in range(len(headers))]
    if rows:
        for line in lines:
            cells = [pad(cell, widths[n], right=n > 0) for n, cell in enumerate(line)]
            yield "  ".join(cells).rstrip()
    yield from notes_of(report)


def _durations(row: RangeRow, buckets: bool) -> list[str]:
    figures = (row.production, row.customer, row.other) if buckets else ()
    return [*("" if figure is None else format_minutes(figure) for figure in figures), format_minutes(row.minutes)]


def _csv(report: RangeReport) -> str:
    """A row for each group, then the rest and the total; minutes are exact, hours have four digits."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_HEADER)
    span = (report.span.first.isoformat(), report.span.last.isoformat(), report.by.value, csv_cell(report.whose))
    kinds = [*(("group", row) for row in report.rows), ("rest", report.rest), ("total", report.total)]
    for kind, row in kinds:
        if row is not None:
            buckets = ["" if figure is None else figure for figure in (row.production, row.customer, row.other)]
            key, name = csv_cell(row.key), csv_cell(row.name)
            writer.writerow((*span, kind, key, name, *buckets, row.minutes, hours(row.minutes)))
    return out.getvalue()


def hours(minutes: int) -> float:
    """Decimal hours to four digits, which keep every minute apart."""
    return round(minutes / 60, 4)


def _json(report: RangeReport) -> str:
    def row(one: RangeRow | None) -> dict[str, object] | None:
        if one is None:
            return None
        texts = {"key": storable(one.key), "name": storable(one.name)}
        return {
            **texts,
            "minutes": one.minutes,
            "production": one.production,
            "customer": one.customer,
            "other": one.other,
        }

    told = {
        "schema": SCHEMA,
        "from": report.span.first.isoformat(),
        "to": report.span.last.isoformat(),
        "by": report.by.value,
        "whose": storable(report.whose),
        "own": report.is_own,
        "rows": [row(one) for one in report.rows],
        "rest": row(report.rest),
        "total": row(report.total),
        "withheld": report.withheld or None,
        "overlaps": report.overlaps,
    }
    return f"{json.dumps(told, ensure_ascii=True, indent=2)}\n"
