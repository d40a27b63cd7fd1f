"""The minutes that each format tells, read back by name."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from standup.domain.duration import duration_minutes
from standup.reports.as_xlsx import MINUTES_OF_A_DAY
from standup.reports.render import render, rendered
from standup.reports.summary import WeekSummary
from standup.reports.words import COLUMNS
from tests.reports.reread import Cell, Workbook

Figures = dict[str, tuple[int | None, ...]]
"""Minutes by name, in the order of COLUMNS."""


_DURATION = r"(?:\d+h\d*|\d+m|\?)"


def _minutes(text: str) -> int | None:
    if text == "?":
        return None
    minutes = duration_minutes(text)
    assert minutes is not None, text
    return minutes


def _named(name: str) -> str:
    return "team" if name.startswith("Team of ") else name


def _row(minutes: list[int | None]) -> tuple[int | None, ...]:
    """The minutes with those that are left, which no report for people shows of a week that is over."""
    if len(minutes) == len(COLUMNS):
        return tuple(minutes)
    unlogged = minutes[-1]
    return (*minutes, None if unlogged is None else 0)


def from_text(report: str) -> Figures:
    found: Figures = {}
    for line in report.splitlines():
        if match := re.fullmatch(rf"(\S.*?)((?: +{_DURATION}){{5,6}})(?: no| yes)?", line):
            found[_named(match[1])] = _row(list(map(_minutes, match[2].split())))
    return found


def from_markdown(report: str) -> Figures:
    tokens = MarkdownIt("commonmark").enable("table").parse(report)
    cells = [tokens[n + 1].children or [] for n, token in enumerate(tokens) if token.type in ("td_open", "th_open")]
    texts = ["".join(child.content for child in children) for children in cells]
    width = sum(token.type == "th_open" for token in tokens)
    rows = [texts[n : n + width] for n in range(width, len(texts), width)]
    return {_named(row[0]): _row(list(map(_minutes, row[1:]))) for row in rows}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[int | None]]] = []
        self.names = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("class") == "team card":
            self.found.append(("team", []))
        self.names = tag == "bdi" and given.get("class") == "name"
        if tag == "data":
            self.found[-1][1].append(int(given["value"] or ""))
        elif given.get("class") == "unknown":
            self.found[-1][1].append(None)

    def handle_data(self, data: str) -> None:
        if self.names:
            self.found.append((data, []))
            self.names = False


def from_html(report: str) -> Figures:
    page = _Page()
    page.feed(report)
    return {name: _row(minutes) for name, minutes in page.found}


def from_csv(report: str) -> Figures:
    rows = csv.DictReader(io.StringIO(report, newline=""))
    return {
        "team" if row["row"] == "team" else row["name"]: tuple(
            int(row[column]) if row[column] else None for column in COLUMNS
        )
        for row in rows
        if row["row"] != "trend"
    }


def from_json(report: str) -> Figures:
    read = json.loads(report)
    found: Figures = {row["name"]: tuple(row[column] for column in COLUMNS) for row in read["developers"]}
    if read["team"]:
        found["team"] = tuple(read["team"][column] for column in COLUMNS)
    return found


def from_xlsx(report: bytes) -> Figures:
    return {
        _named(str(row["Name"])): tuple(_minutes_of_a_time(row.get(column.capitalize())) for column in COLUMNS)
        for row in Workbook.read(report).table("Week", "Name")
    }


def _minutes_of_a_time(cell: Cell | None) -> int | None:
    assert not isinstance(cell, str)
    if cell is None:
        return None
    minutes = cell * MINUTES_OF_A_DAY
    assert abs(minutes - round(minutes)) < 1e-6
    return round(minutes)


def all_formats(summary: WeekSummary) -> list[Figures]:
    """The figures of a summary as each format tells them."""
    return [
        from_text(render(summary, "text")),
        from_markdown(render(summary, "markdown")),
        from_html(render(summary, "html")),
        from_csv(render(summary, "csv")),
        from_json(render(summary, "json")),
        from_xlsx(rendered(summary, "xlsx")),
    ]
