"""What is under the panes: one's own split of today and of the week; on the board of others, why there is none."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from standup.domain.split import share_words, verdict_words
from standup.domain.weeks import day_words
from standup.tui.text import counted, fitted, plain
from standup.tui.widgets.splitbars import band_mark, legend, split_bar
from standup.workspace.board import BoardView, OwnTime

_LABEL = 8
_WIDE_BAR = 24
"""Cells of the shortest bar that has its words in one line beside it."""
_GAP = Content("   ")
_MUTED = "$foreground-muted"


class OwnTimePanel(Widget):
    """Bars with their words beside them; narrow ones take two lines for the words."""

    DEFAULT_CSS = """
    OwnTimePanel { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: BoardView | None = None

    def show(self, view: BoardView) -> None:
        """Show the split of a view."""
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
        if view is None or width < 30:
            return []
        if view.own is None:
            words = " No hours here: they are seen by their developer, and by a lead as weekly totals."
            return [fitted(plain(words, _MUTED), width)]
        return _own_lines(view, view.own, width)


def _own_lines(view: BoardView, own: OwnTime, width: int) -> list[Content]:
    share, verdict = (
        Content.assemble((share_words(own.week), "bold")),
        Content.assemble((verdict_words(own.week, view.band), "$accent")),
    )
    beside = legend(own.today), legend(own.week), _GAP.join(words for words in (share, verdict) if words)
    room = max(words.cell_length for words in beside)
    bar = width - _LABEL - room - 3
    if bar >= _WIDE_BAR:
        today, week = [beside[0]], list(beside[1:])
    else:
        today, week = _halves(legend(own.today)), [share, verdict]
        bar = max(10, width - _LABEL - 3 - max(words.cell_length for words in (*today, *week)))
    lines = [
        *_beside("Today", [split_bar(own.today, bar)], today, bar),
        *_beside("Week", [split_bar(own.week, bar), band_mark(own.week, view.band, bar)], week, bar),
    ]
    if own.unknown_days:
        lines.append(Content(" " * _LABEL) + _unknown(own, view))
    return [fitted(line, width) for line in lines]


def _halves(parts: Content) -> list[Content]:
    """A legend in two lines, for where one is too narrow."""
    pieces = parts.split("  ")
    half = (len(pieces) + 1) // 2
    return [Content("  ").join(pieces[:half]), Content("  ").join(pieces[half:])]


def _beside(label: str, bars: list[Content], words: list[Content], width: int) -> list[Content]:
    lines = []
    for number in range(max(len(bars), len(words))):
        left = bars[number] if number < len(bars) else Content("")
        right = words[number] if number < len(words) else Content("")
        head = Content.assemble((f" {label if number == 0 else '':<{_LABEL - 1}}", "bold"))
        lines.append(head + fitted(left, width) + Content("  ") + right)
    return lines


def _unknown(own: OwnTime, view: BoardView) -> Content:
    count = len(own.unknown_days)
    days = ", ".join(day_words(day, view.today) for day in own.unknown_days)
    return Content.assemble((f"? {counted(count, 'workday')} without a log", "$text-warning"), (f"   {days}", _MUTED))
