"""The days of a week with how much of each is logged, so that one sees where the holes are."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from standup.domain.duration import format_minutes
from standup.domain.text import shown
from standup.domain.weeks import WEEKDAYS
from standup.tui.text import bar, fitted, plain
from standup.tui.widgets.ribbon import Piece, Ribbon
from standup.workspace.myday import DayCell

_MUTED = "$foreground-muted"
_LONGEST_BAR = 8  # cells


class DayStrip(Ribbon):
    """Two lines for each day of a week, its name and its coverage; a click shows the day."""

    DEFAULT_CSS = """
    DayStrip { height: 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._cells: tuple[DayCell, ...] = ()
        self._chosen: date | None = None
        self._today: date | None = None

    def show(self, cells: tuple[DayCell, ...], chosen: date, today: date) -> None:
        """Show the days of a week."""
        self._cells, self._chosen, self._today = cells, chosen, today
        self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """The names of the days, each as wide as its column."""
        return [
            Piece(fitted(self._head(cell), self._width(width)), f"show_day('{cell.day.isoformat()}')")
            for cell in self._cells
        ]

    def render(self) -> Content:
        """The names, and below them the coverage."""
        width = self._width(self.size.width)
        below = Content("").join(fitted(self._coverage(cell, width), width) for cell in self._cells)
        return Content("\n").join([super().render(), below])

    def _width(self, width: int) -> int:
        return max(4, width // max(1, len(self._cells)))

    def _head(self, cell: DayCell) -> Content:
        words = f"{WEEKDAYS[cell.day.weekday()]} {cell.day.day}"
        if cell.day == self._chosen:
            name = Content.assemble(("▸", "bold $accent"), (words, "bold $accent"))
        else:
            name = Content.assemble(f" {words}")
        return name + Content.assemble((" •", "$accent")) if cell.day == self._today else name

    def _coverage(self, cell: DayCell, width: int) -> Content:
        head = Content(" ")
        if cell.is_unknown:
            return head + Content.assemble(("? no log", "bold $text-warning"))
        if not cell.logged:
            words = cell.away if cell.away and not cell.available else "·" if cell.is_to_come else "–"
            away = f"⌂ {shown(words)}" if words == cell.away and words != "off" else words
            return head + plain(away, _MUTED)
        minutes = Content.assemble((format_minutes(cell.logged), "$foreground"))
        room = min(_LONGEST_BAR, width - minutes.cell_length - 3)
        if not cell.available or room < 2:
            return head + minutes
        is_full = cell.logged >= cell.available
        colour = "$text-success" if is_full else "$accent"
        drawn = bar(min(cell.logged, cell.available), cell.available, room)
        return head + Content.assemble((drawn, colour), " ") + minutes
