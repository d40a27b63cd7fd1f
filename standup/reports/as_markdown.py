"""The weekly summary as Markdown, for chats, wikis and pull requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from standup.domain.cells import cell_width, pad
from standup.domain.split import Split
from standup.domain.text import shown
from standup.reports.plot import CLOSED, OPEN, plot_lines, trend_title
from standup.reports.summary import WeekSummary
from standup.reports.words import (
    COLUMNS,
    NO_TOUCHPOINTS,
    Section,
    audience,
    closed_words,
    dates,
    decision_words,
    duration_or_unknown,
    member_facts,
    minutes_of,
    moved_sections,
    published,
    state,
    team_facts,
    team_row_title,
    team_title,
    touchpoint_sections,
)

_WORD_JOINER = "\u2060"
_NAME = 14
"""Cells of the first column at which the table is 80 wide."""
_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>|~$^&#!@]"  # marks anywhere
    r"|:(?=\S)"  # addresses and emoji
    r"|^[-+=:]"  # lists and underlines at the start
    r"|[-+=](?=[-+=])|(?<=[-+=])[-+=]"  # dashes, insertions, highlights
    r"|(?<=\S)\.(?=\S)(?!(?<=\d\.)\d)"  # host names and ellipses, but no decimals
    r"|(?:(?<=^\d)|(?<=\d\d))[.)](?=\s|$)"  # numbered lists
)
_REFERENCE = re.compile(r"(?<=[@#!:])(?=\w)")
_EDGE_BLANKS = re.compile(r"^\s+|\s+$")


def markdown(text: str) -> str:
    """The text so that Markdown renders it to the letter: no markup, link, mention, reference or line break.

    Control characters are shown as `text.shown` shows them. An invisible word joiner stands between `@`, `#`, `!`
    or `:` and the word after it, because GitHub and others look for mentions after they have taken escapes away.
    """
    safe = _REFERENCE.sub(_WORD_JOINER, shown(text))
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", safe)
    return _EDGE_BLANKS.sub(lambda found: "".join(f"&#{ord(blank)};" for blank in found[0]), escaped)


def render_markdown(summary: WeekSummary) -> str:
    """The summary as headings, the sentence, a table with a row for each developer and the team, the facts of each as
    a list, the plot of the weeks as it stands in a terminal, and lists of touchpoints, of what moved and of decisions.

    The table keeps to 80 columns where names have up to 14 cells.
    """
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: WeekSummary) -> Iterator[str]:
    yield f"# {markdown(team_title(summary))} · {summary.week}"
    yield ""
    yield f"{markdown(summary.headline)}."
    yield ""
    told = [dates(summary), state(summary), published(summary), f"target band {summary.band} customer"]
    yield markdown(", ".join(words for words in [*told, audience(summary)] if words)) + "."
    yield ""
    yield from _split(summary)
    if summary.trend:
        yield ""
        yield f"## {trend_title(summary)}"
        yield ""
        yield f"{CLOSED} closed, {OPEN} not closed, ├ ┤ the range, · the target band."
        yield ""
        yield "```text"
        yield from plot_lines(summary.trend, summary.band)
        yield "```"
    yield from _sections("Touchpoints", touchpoint_sections(summary), NO_TOUCHPOINTS)
    if moved := moved_sections(summary):
        yield from _sections("What moved", moved)
    if summary.decisions:
        yield ""
        yield "## Decisions needed"
        yield ""
        for number, item in enumerate(summary.decisions, start=1):
            yield f"{number}. {markdown(decision_words(item))}"


def _split(summary: WeekSummary) -> Iterator[str]:
    yield "## Split"
    yield ""
    columns = COLUMNS[:-1] if summary.over else COLUMNS
    rows = [["Name", *(column.capitalize() for column in columns)]]
    facts = []
    for member in summary.members:
        rows.append([markdown(member.name), *_figures(member.split, len(columns))])
        facts.append((f"{member.name} ({closed_words(member.closed)})", member_facts(member, summary)))
    if team := summary.team:
        rows.append([team_row_title(team), *_figures(team.split, len(columns))])
        facts.append((team_row_title(team), team_facts(team, summary)))
    if facts:
        yield from _table(rows)
        yield ""
        yield from (f"- {markdown(': '.join(filter(None, (name, '; '.join(words)))))}" for name, words in facts)
    if summary.withheld:
        if facts:
            yield ""
        yield f"Team: {markdown(summary.withheld)}."


def _sections(title: str, sections: Sequence[Section], nothing: str = "") -> Iterator[str]:
    yield ""
    yield f"## {title}"
    if not sections:
        yield ""
        yield nothing
    for section in sections:
        yield ""
        yield f"### {section.title}"
        yield ""
        for line in section.lines:
            words = f"{line.customer}: {line.title}" if line.title else line.customer
            yield f"- {markdown(f'{words} ({line.rest})' if line.rest else words)}"


def _figures(split: Split, count: int) -> Iterable[str]:
    return [duration_or_unknown(figure) for figure in minutes_of(split)][:count]


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The cells in columns of one width, so that the table can be read as it stands."""
    name = min(_NAME, max(cell_width(row[0]) for row in rows))
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[1:]]
    for number, row in enumerate(rows):
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths, strict=True))
        yield _row([pad(row[0], max(name, cell_width(row[0]))), *cells])
        if number == 0:
            yield _row(["-" * max(3, name), *(f"{'-' * (width - 1)}:" for width in widths)])


def _row(row: Sequence[str]) -> str:
    return f"| {' | '.join(row)} |"
