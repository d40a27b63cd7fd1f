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
            words = f" No hours here: those of {view.developer.name} are seen by {view.developer.name} alone."
            return [fitted(plain(words, _MUTED), width)]
        return _own_lines(view, view.own, width)


def _own_lines(view: BoardView, own: OwnTime, width: int) -> list[Content]:
    is_wide = width >= 110
    room = 72 if is_wide else 46
    bar = max(10, width - _LABEL - room - 2)
    today = _words(legend(own.today), is_wide=is_wide, room=room)
    week = [_words(legend(own.week), is_wide=True, room=room)[0]] if is_wide else []
    verdict = verdict_words(own.week, view.band)
    facts = [Content.assemble((share_words(own.week), "bold")), Content.assemble((verdict, "$accent"))]
    week += [Content("   ").join(fact for fact in facts if fact)] if is_wide else facts
    marks = [split_bar(own.week, bar), band_mark(own.week, view.band, bar)]
    lines = [
        *_beside("Today", [split_bar(own.today, bar)], today, bar),
        *_beside("Week", marks, week, bar),
    ]
    if own.unknown_days:
        lines.append(Content(" " * _LABEL) + _unknown(own, view))
    return [fitted(line, width) for line in lines]


def _words(parts: Content, *, is_wide: bool, room: int) -> list[Content]:
    """The legend in one line, or in two where one is too narrow."""
    if is_wide or parts.cell_length <= room:
        return [parts]
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
