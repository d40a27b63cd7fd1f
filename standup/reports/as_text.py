"""The weekly summary for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from standup.domain.cells import cell_width, pad
from standup.domain.split import Split, VerdictKind, verdict
from standup.domain.text import shown
from standup.reports.bars import PARTS, apportion, parts_of
from standup.reports.plot import CLOSED, OPEN, plot_lines, trend_title
from standup.reports.summary import WeekSummary
from standup.reports.words import (
    COLUMNS,
    NO_TOUCHPOINTS,
    Section,
    audience,
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
from standup.reports.wrapping import wrap

WIDTH = 80
BAR = 16
_NAME = BAR + 3
"""Cells of the first column; the bar stands under the name, indented by one."""
_SEPARATOR = " · "
_PAINT = {
    "title": "1",
    "heading": "2",
    "production": "34",
    "customer": "32",
    "other": "33",
    "unlogged": "2",
    "left": "2",
    "starved": "31",
    "unattended": "31",
    "overdue": "31",
    "due": "36",
    "corrected": "33",
    "done": "32",
    "snoozed": "2",
    "no-next-step": "33",
    VerdictKind.BELOW: "33",
    VerdictKind.ABOVE: "33",
    VerdictKind.WITHIN: "32",
    VerdictKind.EDGE: "36",
    VerdictKind.CANT_TELL: "2",
}


def render_text(summary: WeekSummary, *, color: bool = False) -> str:
    """The summary as lines of at most 80 cells: the sentence, each row with its bar, range, verdict and gaps, the
    plot of the weeks, touchpoints, what moved, and decisions.

    Plain unless `color`; colour adds nothing that glyphs and words do not say. Text from people is shown with
    control characters neutralised.
    """
    return "\n".join(_Page(summary, color).lines()) + "\n"


def render_rows(summary: WeekSummary, *, color: bool = False) -> str:
    """The rows of the summary alone, with their heading, word for word as `render_text` has them."""
    return "\n".join(_Page(summary, color).rows()) + "\n"


class _Row:
    """One row of the table, made safe for the terminal."""

    def __init__(self, name: str, split: Split, closed: str, facts: Iterable[str]) -> None:
        self.name = shown(name)
        self.split = split
        self.closed = closed
        self.facts = [shown(fact) for fact in facts]


class _Page:
    def __init__(self, summary: WeekSummary, color: bool) -> None:
        self.summary = summary
        self.color = color

    def lines(self) -> Iterator[str]:
        yield from self._header()
        yield ""
        yield from self.rows()
        yield from self._trend()
        yield ""
        yield from self._sections("Touchpoints", touchpoint_sections(self.summary), NO_TOUCHPOINTS)
        if moved := moved_sections(self.summary):
            yield ""
            yield from self._sections("What moved", moved)
        yield from self._decisions()

    def _paint(self, text: str, style: str | None) -> str:
        code = _PAINT.get(style or "")
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and code else text

    def _header(self) -> Iterator[str]:
        summary = self.summary
        title = _SEPARATOR.join((shown(team_title(summary)), str(summary.week), dates(summary)))
        for line in wrap(title, WIDTH):
            yield self._paint(line, "title")
        yield from wrap(f"{shown(summary.headline)}.", WIDTH)
        words = (state(summary), published(summary), f"target band {summary.band} customer", audience(summary))
        yield from _packed([shown(one) for one in words if one], WIDTH)
        yield ""
        yield "  ".join(f"{self._paint(part.glyph, part.name)} {part.name}" for part in PARTS)

    def rows(self) -> Iterator[str]:
        """The table of the developers and the team."""
        summary, team = self.summary, self.summary.team
        rows = [
            _Row(each.name, each.split, "yes" if each.closed else "no", member_facts(each, summary))
            for each in summary.members
        ]
        if team:
            rows.append(_Row(team_row_title(team), team.split, "", team_facts(team, summary)))
        columns = COLUMNS[:-1] if summary.over else COLUMNS
        figures = [[duration_or_unknown(minutes) for minutes in minutes_of(row.split)][: len(columns)] for row in rows]
        widths = [max(map(len, column)) + 1 for column in zip(columns, *figures, strict=True)]
        name = max(_NAME, WIDTH - sum(widths) - len(" closed"))
        header = pad("Name", name) + _figures([column.capitalize() for column in columns], widths)
        if rows:
            yield self._paint(f"{header} Closed", "heading")
        for row, minutes in zip(rows, figures, strict=True):
            if team and row is rows[-1] and len(rows) > 1:
                yield "─" * WIDTH
            yield from self._row(row, name, _figures(minutes, widths))
        if summary.withheld:
            yield from wrap(f"Team: {summary.withheld}", WIDTH)

    def _row(self, row: _Row, name: int, figures: str) -> Iterator[str]:
        if cell_width(row.name) < name:
            yield f"{self._paint(pad(row.name, name), 'title')}{figures} {row.closed}".rstrip()
        else:
            for line in wrap(row.name, WIDTH):
                yield self._paint(line, "title")
            yield f"{' ' * name}{figures} {row.closed}".rstrip()
        kind = verdict(row.split, self.summary.band).kind
        for number, line in enumerate(_packed(row.facts, WIDTH - _NAME)):
            left = f" {self._bar(row.split)}  " if number == 0 else " " * _NAME
            yield f"{left}{self._paint(line, kind) if number == 0 else line}"

    def _bar(self, split: Split) -> str:
        shared = apportion(parts_of(split), BAR)
        bar = "".join(
            self._paint(part.glyph * count, part.name) for part, count in zip(PARTS, shared, strict=True) if count
        )
        return bar + " " * (BAR - sum(shared))

    def _trend(self) -> Iterator[str]:
        if not self.summary.trend:
            return
        yield ""
        title = self._paint(trend_title(self.summary), "title")
        yield f"{title}  {CLOSED} closed  {OPEN} not closed  ├ ┤ range  · target band"
        yield from plot_lines(self.summary.trend, self.summary.band)

    def _sections(self, title: str, sections: Sequence[Section], nothing: str = "") -> Iterator[str]:
        yield self._paint(title, "title")
        if not sections:
            yield f" {nothing}"
        for section in sections:
            yield f" {section.title} ({len(section.lines)})"
            for line in section.lines:
                words = shown(f"{line.customer}: {line.title}" if line.title else line.customer)
                rest = shown(line.rest)
                yield from self._item(section.glyph, section.kind, f"{words} ({rest})" if rest else words)

    def _decisions(self) -> Iterator[str]:
        if not self.summary.decisions:
            return
        yield ""
        yield self._paint("Decisions needed", "title")
        for item in self.summary.decisions:
            yield from self._item("▸", "due", shown(decision_words(item)))

    def _item(self, glyph: str, style: str, words: str) -> Iterator[str]:
        first, *more = wrap(words, WIDTH - 4)
        yield f"  {self._paint(glyph, style)} {first}"
        yield from (f"    {piece}" for piece in more)


def _figures(texts: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(text.rjust(width) for text, width in zip(texts, widths, strict=True))


def _packed(facts: Iterable[str], width: int) -> Iterator[str]:
    """As many facts on a line as fit; one that is longer than a line is wrapped."""
    line = ""
    for fact in facts:
        joined = f"{line}{_SEPARATOR}{fact}" if line else fact
        if cell_width(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        *full, line = wrap(fact, width)
        yield from full
    if line:
        yield line
