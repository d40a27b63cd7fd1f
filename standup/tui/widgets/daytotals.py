"""A day as one bar, with its minutes in words."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from standup.domain.duration import format_minutes
from standup.tui.text import fitted, plain
from standup.tui.widgets.splitbars import legend, split_bar
from standup.workspace.myday import MyDay

_SHORTEST_BAR = 20  # cells
_MUTED = "$foreground-muted"


class DayTotals(Widget):
    """The split of a day, what was available of it, and why it was less than usual."""

    DEFAULT_CSS = """
    DayTotals { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: MyDay | None = None

    def show(self, view: MyDay | None) -> None:
        """Show the totals of a view, or none."""
        self._view = view
        self.refresh(layout=True)

    def render(self) -> Content:
        """Draw all lines."""
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are to draw."""
        return max(1, len(self._lines(width)))

    def _lines(self, width: int) -> list[Content]:
        view = self._view
        if view is None or width < _SHORTEST_BAR:
            return []
        parts = Content("  ").join(legend(view.split))
        room = width - parts.cell_length - 4
        if room >= _SHORTEST_BAR:
            first = [Content(" ") + split_bar(view.split, room) + Content("  ") + parts]
        else:
            first = [Content(" ") + split_bar(view.split, width - 2), Content(" ") + parts]
        return [fitted(line, width) for line in (*first, plain(f" {_words(view)}", _MUTED))]


def _words(view: MyDay) -> str:
    cell = view.cell
    parts = [
        "hours not set" if cell.available is None else f"{format_minutes(cell.available)} available",
        f"{format_minutes(cell.logged)} logged",
        cell.away if cell.away != "off" else "",
        f"W{view.week.number:02} is closed" if view.is_closed else "",
    ]
    return " · ".join(filter(None, parts))
