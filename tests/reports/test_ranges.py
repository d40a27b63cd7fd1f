"""The report over a range of days as table, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from msgspec.structs import replace

from standup.domain.grouping import Grouping
from standup.domain.spans import Span
from standup.reports.ranges import RANGE_FORMATS, RangeReport, RangeRow, hours, render_range
from tests.reports.naughty import OWN

SPAN = Span(date(2026, 11, 2), date(2026, 11, 8))


def row(key: str, minutes: int, name: str | None = None) -> RangeRow:
    """A row of production time."""
    return RangeRow(key=key, name=name or key, minutes=minutes, production=minutes, customer=0, other=0)


def report(*rows: RangeRow, total: int | None = None, by: Grouping = Grouping.TAG) -> RangeReport:
    """A report of the team."""
    whole = row("", sum(one.minutes for one in rows) if total is None else total, "total")
    return RangeReport(span=SPAN, by=by, whose="Platform", is_own=False, rows=rows, rest=None, total=whole)


def test_the_table_says_where_tags_count_twice() -> None:
    told = render_range(
        replace(report(row("ops", 65, "+ops"), row("", 600, "no tag"), total=660), overlaps=True), "table"
    )
    assert told.splitlines() == [
        "Platform: Mon 2 Nov to Sun 8 Nov 2026, by tag",
        "TAG     PRODUCTION  CUSTOMER  OTHER  TOTAL",
        "+ops          1h05        0m     0m   1h05",
        "no tag         10h        0m     0m    10h",
        "total          11h        0m     0m    11h",
        "Entries with several tags count under each: the rows add up to 11h05.",
    ]


def test_nothing_logged_and_nothing_told() -> None:
    assert render_range(report(), "table").endswith("\nNothing is logged.\n")
    told = render_range(replace(report(), withheld="No totals, because", total=None), "table")
    assert told.endswith("by tag\nNo totals, because.\n")


def test_a_rest_is_explained_and_has_no_buckets() -> None:
    rest = RangeRow(key="", name="the rest", minutes=30)
    shown = RangeRow(key="acme", name="Acme", minutes=60)
    whole = RangeRow(key="", name="total", minutes=90)
    found = replace(report(shown, by=Grouping.CUSTOMER), rest=rest, total=whole)
    assert "CUSTOMER  TOTAL\nAcme         1h\nthe rest    30m\ntotal      1h30\n'the rest' is" in render_range(
        found, "table"
    )
    table = list(csv.reader(io.StringIO(render_range(found, "csv"))))
    assert [line[4:] for line in table[1:]] == [
        ["group", "acme", "Acme", "", "", "", "60", "1.0"],
        ["rest", "", "the rest", "", "", "", "30", "0.5"],
        ["total", "", "total", "", "", "", "90", "1.5"],
    ]


@pytest.mark.parametrize("name", OWN)
def test_names_do_no_harm(name: str) -> None:
    found = replace(report(row(name, 5, name)), whose=name)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(render_range(found, "table"))
    for line in csv.reader(io.StringIO(render_range(found, "csv"))):
        assert not [cell for cell in line if cell.strip()[:1] in ("=", "+", "@", "＝", "＋")]
    told = json.loads(render_range(found, "json"))
    assert (told["rows"][0]["name"], told["whose"]) == (name, name)


def test_json_holds_figures_and_words() -> None:
    told = json.loads(render_range(report(row("ops", 65, "+ops")), "json"))
    assert (told["schema"], told["from"], told["to"], told["by"]) == (
        "standup.report/1",
        "2026-11-02",
        "2026-11-08",
        "tag",
    )
    assert told["rows"] == [{"key": "ops", "name": "+ops", "minutes": 65, "production": 65, "customer": 0, "other": 0}]
    assert (told["total"]["minutes"], told["withheld"], told["overlaps"]) == (65, None, False)


def test_hours_keep_minutes_apart() -> None:
    assert len({hours(minutes) for minutes in range(10_000)}) == 10_000
    assert all(round(hours(minutes) * 60) == minutes for minutes in range(10_000))
    assert set(RANGE_FORMATS) == {"table", "csv", "json"}
