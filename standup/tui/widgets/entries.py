"""The entries of a day as rows, and between them what is missing as ready lines."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from textwrap import wrap

from textual.content import Content

from standup.domain.duration import format_minutes
from standup.domain.text import shown
from standup.domain.unplanned import interrupt_mark, interrupt_words
from standup.domain.weeks import day_words
from standup.reports.bars import PARTS
from standup.tui.actions import Table, table_in
from standup.tui.text import Cell, fitted, plain, row_of, widest
from standup.tui.widgets.rows import RowList
from standup.workspace.myday import DayRow, EntryRow, GapRow, MyDay

BUCKET_GLYPHS = {part.name: part.glyph for part in PARTS}
GAP_GLYPH = "░"
TOUCHPOINT_MARK = "◆"
_MUTED = "$foreground-muted"
_GAP = 1  # cells between columns
_CLOCK = 11  # cells
_WORD = 10  # cells of the longest name of a bucket
_SHORTEST_TITLE = 16  # cells


class EntryList(RowList[DayRow]):
    """One's own entries of one day."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._widths = (0, 0, 0, 0)
        self._day = ""
        self._empty: list[Content] = []
        self._error = ""

    def update_view(self, view: MyDay) -> None:
        """Show the entries of a view."""
        self._error = ""
        self._empty = _nothing(view, table_in(self.app))
        entries = sum(isinstance(row, EntryRow) for row in view.rows)
        self._day = day_words(view.day, view.today)
        self.entitle(f"{entries} {'entry' if entries == 1 else 'entries'}" if entries else "")
        self.show(view.rows)

    def complain(self, day: date, error: str) -> None:
        """Show why the day cannot be read."""
        self._error = error
        self._day = day_words(day)
        self.entitle()
        self.show(())

    def heading(self, *, short: bool = False) -> Content:
        """The day, how many entries it has, and the filter."""
        return Content(self._day) + super().heading(short=short)

    def measure(self) -> None:
        """Clock times, what the time was for, titles, and marks with notes: as wide as the widest."""
        rows = [row for row in self.every if isinstance(row, EntryRow)]
        self._widths = (
            _CLOCK if any(row.clock for row in self.every) else 0,
            widest((plain(row.about) for row in rows), 22),
            widest((plain(row.title) for row in rows), 32),
            widest((_marked(row) for row in rows), 60) + _MARKED_OFF,
        )

    def look(self) -> Hashable:
        """The widths of columns."""
        return self._widths

    def row_id(self, row: DayRow) -> str:
        """The entry's id; a gap is known by the line that fills it."""
        return row.entry.id if isinstance(row, EntryRow) else f"gap {row.line}"

    def empty(self) -> list[Content]:
        """How to fill the day, or why it cannot be read."""
        if not self._error:
            return self._empty
        return [plain(f"  {line}", "$text-error") for line in wrap(shown(self._error), max(20, self.size.width - 4))]

    def draw(self, row: DayRow, width: int) -> Content:
        """When, how long, the bucket, what for and what it is called, marks and note."""
        if isinstance(row, GapRow):
            return self._gap(row, width)
        clock, about, title, left = self._columns(width)
        entry = row.entry
        return row_of(
            [
                Cell(plain(row.clock, _MUTED), clock),
                Cell(Content(format_minutes(entry.minutes)), 6, right=True),
                Cell(Content.assemble((BUCKET_GLYPHS[entry.bucket.value], f"${entry.bucket.value}")), 1),
                Cell(Content.assemble((entry.bucket.value, _MUTED)), _WORD),
                Cell(plain(row.about, "bold"), about),
                Cell(plain(row.title), title),
                Cell(_marked_off(row) if title else _marked(row), left),
            ],
            _GAP,
        )

    def _columns(self, width: int) -> tuple[int, int, int, int]:
        """Clock times, what for, titles, and the rest; the title is left to the second line where there is no room."""
        clock, about, title, marks = self._widths
        about = min(about, width // 4)
        left = width - clock - 6 - 1 - _WORD - about - _GAP * (4 + bool(clock) + bool(about))
        room = max(left // 2, left - marks - _GAP)
        title = min(title, room) if room >= _SHORTEST_TITLE else 0
        return clock, about, title, left - title - _GAP * bool(title)

    def _gap(self, row: GapRow, width: int) -> Content:
        clock = self._widths[0]
        words = "not logged" if row.clock else "of this day not logged"
        return row_of(
            [
                Cell(plain(row.clock, "$text-warning"), clock),
                Cell(Content.assemble((format_minutes(row.minutes), "$text-warning")), 6, right=True),
                Cell(Content.assemble((GAP_GLYPH, "$unlogged")), 1),
                Cell(
                    Content.assemble((words, "$text-warning"), (" · enter fills it", _MUTED)),
                    width - clock - 7 - _GAP * (2 + bool(clock)),
                ),
            ],
            _GAP,
        )

    def details(self, row: DayRow, width: int) -> Sequence[Content]:
        """What the first line has no room for: titles, the touchpoint, tags in words, where it came from."""
        if isinstance(row, GapRow):
            return []
        clock, _, title, left = self._columns(width)
        indent = " " * (clock + _GAP * bool(clock) + 6 + 1 + 2 * _GAP)
        entry = row.entry
        parts = [
            "" if plain(row.title).cell_length <= title else row.title,
            "" if (_marked_off(row) if title else _marked(row)).cell_length <= left else row.entry.note,
            f"{TOUCHPOINT_MARK} counts for: {row.touchpoint}" if row.touchpoint else "",
            interrupt_words(entry),
            "imported" if entry.source_id else "",
        ]
        words = " · ".join(filter(None, parts))
        return [fitted(plain(f"{indent}{words}", _MUTED), width)] if words else []


_MARKED_OFF = 2  # cells


def _marked_off(row: EntryRow) -> Content:
    """Marks and note behind a title that may end where they begin."""
    marked = _marked(row)
    return Content.assemble(("· ", _MUTED)) + marked if row.title and marked else marked


def _marked(row: EntryRow) -> Content:
    entry = row.entry
    marks = [*filter(None, [interrupt_mark(entry)]), *(f"+{tag}" for tag in entry.tags)]
    if entry.touchpoint:
        marks.append(TOUCHPOINT_MARK)
    parts = [plain(" ".join(marks), "$accent")] if marks else []
    return Content(" ").join([*parts, plain(entry.note, _MUTED)] if entry.note else parts)


def _nothing(view: MyDay, table: Table) -> list[Content]:
    cell = view.cell
    when = "today" if view.day == view.today else f"on {day_words(view.day, view.today)}"
    if cell.is_to_come:
        return [Content.assemble((f"  {day_words(view.day, view.today)} has not come yet.", _MUTED))]
    log, fill = ((table.key(action), "bold $accent") for action in ("log_on_day", "fill_day"))
    keys = (log, (" logs a line, ", _MUTED), fill, (" fills it.", _MUTED))
    first = plain(f"  Nothing logged {when}{f': {cell.away}' if cell.away else ''}.", _MUTED)
    return [first, Content.assemble("  ", *keys)]
