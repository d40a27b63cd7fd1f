"""The weekly summary as a workbook: the split, the weeks with their plot, touchpoints, and decisions.

Every text is written as a string and every figure as a number: nothing that a person typed can become a formula or
a link, and the workbook holds none of our own.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from standup.domain.cells import cell_width
from standup.domain.split import Split, VerdictKind, verdict, verdict_words
from standup.domain.text import shown, storable
from standup.reports.plot import scale_of, trend_splits
from standup.reports.summary import WITHHELD, WeekSummary
from standup.reports.words import (
    COLUMNS,
    NO_TOUCHPOINTS,
    audience,
    closed_words,
    dates,
    member_gaps,
    minutes_of,
    moved_sections,
    published,
    state,
    team_gaps,
    team_row_title,
    team_title,
    touchpoint_sections,
)

if TYPE_CHECKING:
    from xlsxwriter.chart_line import ChartLine
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MINUTES_OF_A_DAY = 1440
"""A spreadsheet counts time in days."""
_INK, _SOFT, _LINE, _HEAD = "#1B2130", "#5A6274", "#CFCCC2", "#F0EFEA"
_CUSTOMER, _RANGE, _BAND = "#C25E0A", "#F0B27A", "#5D9468"
_COLORS = {
    VerdictKind.WITHIN: "#25703A",
    VerdictKind.BELOW: "#9A4A06",
    VerdictKind.ABOVE: "#9A4A06",
    VerdictKind.EDGE: "#3D5A98",
    VerdictKind.CANT_TELL: "#3D5A98",
}
_SHARES = ("share", "low", "high", "logged")
_WIDEST, _NARROWEST = 60, 9


def render_xlsx(summary: WeekSummary) -> bytes:
    """The summary as an Excel workbook: times as hours and minutes that can be summed, shares as per cent.

    A cell is empty where a figure is unknown or withheld. Text is shown as `text.shown` shows it. The same summary
    gives the same bytes.
    """
    from xlsxwriter.workbook import Workbook

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    book.set_properties({"created": datetime.combine(summary.today, time.min, UTC), "comments": "standup"})
    look = _Look(book)
    _week_sheet(_Sheet(book, "Week", look), summary)
    if summary.trend:
        _trend_sheet(_Sheet(book, "Weeks", look), summary)
    _touchpoint_sheet(_Sheet(book, "Touchpoints", look), summary)
    if summary.decisions:
        _decision_sheet(_Sheet(book, "Decisions", look), summary)
    book.close()
    return out.getvalue()


class _Look:
    """The formats of one workbook; a text of people keeps its quote prefix, so that editing makes no formula of it."""

    def __init__(self, book: Workbook) -> None:
        def made(**more: object) -> Format:
            return book.add_format({"font_name": "Calibri", "font_color": _INK, "valign": "top", **more})

        self.title = made(bold=True, font_size=18, quote_prefix=True)
        self.lead = made(font_size=13, quote_prefix=True)
        self.soft = made(font_color=_SOFT, quote_prefix=True)
        self.head = made(bold=True, bg_color=_HEAD, bottom=1, bottom_color=_LINE)
        self.head_right = made(bold=True, bg_color=_HEAD, bottom=1, bottom_color=_LINE, align="right")
        self.text = made(text_wrap=True, quote_prefix=True)
        self.name = made(bold=True, text_wrap=True, quote_prefix=True)
        self.hours = made(num_format="[h]:mm")
        self.percent = made(num_format="0 %")
        self.verdicts = {kind: made(font_color=color, text_wrap=True) for kind, color in _COLORS.items()}
        total = {"bold": True, "top": 1, "top_color": _LINE}
        self.total_text = made(text_wrap=True, quote_prefix=True, **total)
        self.total_hours = made(num_format="[h]:mm", **total)
        self.total_percent = made(num_format="0 %", **total)


class _Sheet:
    """One sheet, written from the top; remembers how wide its columns must be."""

    def __init__(self, book: Workbook, name: str, look: _Look) -> None:
        self.book, self.look = book, look
        self.name = name
        self.sheet: Worksheet = book.add_worksheet(name)
        self.row = 0
        self._widths: dict[int, int] = {}
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)

    def text(self, column: int, text: str, format: Format, *, fits: bool = True) -> None:
        """A text as a string, whatever it begins with."""
        text = storable(shown(text))
        if text:
            self.sheet.write_string(self.row, column, text, format)
        else:
            self.sheet.write_blank(self.row, column, None, format)
        if fits:
            self._fit(column, cell_width(text))

    def hours(self, column: int, minutes: int | None, format: Format) -> None:
        """Minutes as a time; empty where they are unknown."""
        if minutes is None:
            self.sheet.write_blank(self.row, column, None, format)
        else:
            self.sheet.write_number(self.row, column, minutes / MINUTES_OF_A_DAY, format)

    def share(self, column: int, share: Fraction | None, format: Format) -> None:
        """A share from 0 to 1 to four digits; empty where there is none."""
        if share is None:
            self.sheet.write_blank(self.row, column, None, format)
        else:
            self.sheet.write_number(self.row, column, float(round(share, 4)), format)

    def header(self, names: Sequence[str], *, texts: int = 1, last_texts: int = 1) -> None:
        """The names of the columns; the first and the last ones hold text, those between figures."""
        figures = range(texts, len(names) - last_texts)
        for column, name in enumerate(names):
            self.text(column, name.capitalize(), self.look.head_right if column in figures else self.look.head)
        self.row += 1

    def _fit(self, column: int, width: int) -> None:
        self._widths[column] = min(_WIDEST, max(_NARROWEST, width, self._widths.get(column, 0)))

    def done(self) -> None:
        """Set the columns as wide as what is in them."""
        for column, width in self._widths.items():
            self.sheet.set_column(column, column, width + 2)


def _week_sheet(sheet: _Sheet, summary: WeekSummary) -> None:
    look = sheet.look
    told = (dates(summary), state(summary), published(summary), f"target band {summary.band}", audience(summary))
    for text, format in (
        (f"{team_title(summary)} · {summary.week}", look.title),
        (f"{summary.headline}.", look.lead),
        (" · ".join(words for words in told if words), look.soft),
    ):
        sheet.text(0, text, format, fits=False)
        sheet.row += 1
    sheet.row += 1
    sheet.header(["name", *COLUMNS, *_SHARES, "verdict", "closed", "remarks"], last_texts=3)
    for member in summary.members:
        sheet.text(0, member.name, look.name)
        _figures(sheet, member.split, summary, (closed_words(member.closed), "; ".join(member_gaps(member))))
        sheet.row += 1
    if summary.team:
        sheet.text(0, team_row_title(summary.team), look.total_text)
        _figures(sheet, summary.team.split, summary, ("", "; ".join(team_gaps(summary.team))), is_total=True)
    else:
        sheet.text(0, f"Team: {summary.withheld}", look.soft, fits=False)
    sheet.done()


def _figures(sheet: _Sheet, split: Split, summary: WeekSummary, rest: Sequence[str], *, is_total: bool = False) -> None:
    """The figures of a split from the second column on, then the verdict and the other texts of the row."""
    look = sheet.look
    hours, per_cent = (look.total_hours, look.total_percent) if is_total else (look.hours, look.percent)
    for column, minutes in enumerate(minutes_of(split), start=1):
        sheet.hours(column, minutes, hours)
    low, high = split.range or (None, None)
    for column, share in enumerate((split.share, low, high, split.coverage), start=1 + len(COLUMNS)):
        sheet.share(column, share, per_cent)
    last = 1 + len(COLUMNS) + len(_SHARES)
    text = look.total_text if is_total else look.text
    said = look.verdicts.get(verdict(split, summary.band).kind, look.text)
    sheet.text(last, verdict_words(split, summary.band), look.total_text if is_total else said)
    for column, words in enumerate(rest, start=last + 1):
        sheet.text(column, words, text)


def _trend_sheet(sheet: _Sheet, summary: WeekSummary) -> None:
    look = sheet.look
    band = (Fraction(summary.band.low, 100), Fraction(summary.band.high, 100))
    sheet.header(["week", *COLUMNS, *_SHARES, "verdict", "closed", "remarks", "band from", "band to"], last_texts=5)
    for one in summary.trend:
        sheet.text(0, str(one.week), look.text)
        closed = closed_words(one.closed)
        if one.split is None:
            sheet.text(3 + len(COLUMNS) + len(_SHARES), WITHHELD, look.text)
        else:
            _figures(sheet, one.split, summary, (closed, ""))
        for column, edge in enumerate(band, start=4 + len(COLUMNS) + len(_SHARES)):
            sheet.share(column, edge, look.percent)
        sheet.row += 1
    sheet.done()
    sheet.sheet.freeze_panes(1, 1)
    _chart(sheet, summary)


def _chart(sheet: _Sheet, summary: WeekSummary) -> None:
    """The shares as marks with their ranges as bars, and the band as two dashed lines."""
    first = 1 + len(COLUMNS)
    last = len(summary.trend)
    chart = cast("ChartLine", sheet.book.add_chart({"type": "line"}))
    reach = [_reach(one.split) for one in summary.trend]
    below, above = [low for low, _ in reach], [high for _, high in reach]
    ranges = {"type": "custom", "minus_values": below, "plus_values": above, "end_style": 1}
    share = {
        "line": {"none": True},
        "marker": {"type": "circle", "size": 8, "fill": {"color": _CUSTOMER}, "border": {"color": "#FFFFFF"}},
        "y_error_bars": {**ranges, "line": {"color": _RANGE, "width": 2.5}},
    }
    edge = {"line": {"color": _BAND, "dash_type": "dash", "width": 1.25}}
    band = first + len(_SHARES) + 3
    for name, column, style in (
        ("Customer share", first, share),
        ("Band from", band, edge),
        ("Band to", band + 1, edge),
    ):
        weeks, values = [sheet.name, 1, 0, last, 0], [sheet.name, 1, column, last, column]
        chart.add_series({"name": name, "categories": weeks, "values": values, **style})
    scale = scale_of(trend_splits(summary.trend), summary.band)
    chart.set_y_axis(
        {
            "min": 0,
            "max": scale / 100,
            "num_format": "0 %",
            "major_gridlines": {"visible": True, "line": {"color": _HEAD}},
        }
    )
    chart.set_title({"name": "Customer share with its range", "name_font": {"size": 12, "color": _INK}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 360})
    description = "Customer share of each week with its range and the target band; the figures are in the table above."
    sheet.sheet.insert_chart(last + 2, 0, chart, {"description": description})


def _reach(split: Split | None) -> tuple[float, float]:
    """How far the range reaches below the share and above it."""
    if split is None or split.share is None or split.range is None:
        return 0.0, 0.0
    low, high = split.range
    return float(split.share - low), float(high - split.share)


def _touchpoint_sheet(sheet: _Sheet, summary: WeekSummary) -> None:
    look = sheet.look
    names = ("state", "customer or name", "title", "when, why, whose")
    sheet.header(names, texts=len(names), last_texts=0)
    sections = [*touchpoint_sections(summary), *moved_sections(summary)]
    for section in sections:
        for line in section.lines:
            sheet.text(0, f"{section.glyph} {section.title}", look.text)
            sheet.text(1, line.customer, look.name)
            sheet.text(2, line.title, look.text)
            sheet.text(3, line.rest, look.text)
            sheet.row += 1
    if not sections:
        sheet.text(0, NO_TOUCHPOINTS, look.soft, fits=False)
    sheet.done()
    sheet.sheet.freeze_panes(1, 0)


def _decision_sheet(sheet: _Sheet, summary: WeekSummary) -> None:
    sheet.header(("decision needed", "evidence"), texts=2, last_texts=0)
    for item in summary.decisions:
        sheet.text(0, item.words, sheet.look.name)
        sheet.text(1, item.evidence, sheet.look.text)
        sheet.row += 1
    sheet.done()
