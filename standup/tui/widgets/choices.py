"""The list of completions that stands above a line while somebody types in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from standup.domain.logline.completing import Completion
from standup.tui.text import Cell, plain, row_of, widest

MOST_ROWS = 6
_WIDEST = 64  # cells


class Choices(Widget):
    """Some rows over whatever is above the line; one of them is chosen, and told apart by a glyph as well."""

    DEFAULT_CSS = """
    Choices {
        overlay: screen;
        display: none;
        width: auto;
        height: auto;
        background: $panel;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    @dataclass
    class Clicked(Message):
        """A completion was chosen with the mouse."""

        completion: Completion

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[Completion] = ()
        self._at = 0
        self._first = 0
        self._most = MOST_ROWS
        self._widths = (0, 0)

    @property
    def is_open(self) -> bool:
        """Whether it shows anything to choose from."""
        return bool(self._found)

    @property
    def chosen(self) -> Completion | None:
        """The completion that would be taken."""
        return self._found[self._at] if self._found else None

    def show(self, found: Sequence[Completion], column: int, room: int) -> None:
        """Show these, the first one chosen, in at most `room` rows above the line, from a column of the screen on."""
        self._found = found
        self._at = self._first = 0
        self._most = min(MOST_ROWS, room)
        self.display = True
        names = widest((plain(one.replacement) for one in found), 30)
        labels = widest((plain(one.label) for one in found), _WIDEST - names)
        self._widths = names, labels
        width = min(self.screen.size.width, 4 + names + (labels + 2 if labels else 0))
        rows = min(self._most, len(found))
        self.styles.width, self.styles.height = width, rows
        self.styles.offset = (max(0, min(column, self.screen.size.width - width)), -rows)
        self.refresh()

    def hide(self) -> None:
        """Show nothing."""
        self._found = ()
        self.display = False

    def move(self, by: int) -> None:
        """Choose the next or the one before; behind the last one comes the first."""
        self._at = (self._at + by) % len(self._found)
        self._first = min(max(self._first, self._at - self._most + 1), self._at)
        self.refresh()

    def render(self) -> Content:
        """Draw the rows around the chosen one."""
        shown = self._found[self._first : self._first + self._most]
        return Content("\n").join(self._row(one, self._first + number) for number, one in enumerate(shown))

    def _row(self, one: Completion, index: int) -> Content:
        names, labels = self._widths
        is_chosen = index == self._at
        style, beside = ("bold $accent", "$foreground") if is_chosen else ("$foreground", "$foreground-muted")
        row = row_of(
            [
                Cell(Content.assemble(("▸" if is_chosen else self._mark(index), "$accent")), 1),
                Cell(plain(one.replacement, style), names),
                Cell(plain(f" {one.label}", beside), labels and labels + 1),
            ]
        )
        return Content(" ") + row + Content(" ")

    def _mark(self, index: int) -> str:
        """An arrow where more rows lie beyond the first or the last one shown."""
        if index == self._first and self._first:
            return "↑"
        return "↓" if index == self._first + self._most - 1 < len(self._found) - 1 else " "

    def on_click(self, event: events.Click) -> None:
        """Take the row under the mouse."""
        event.stop()
        index = self._first + event.y
        if event.y >= 0 and index < len(self._found):
            self.post_message(self.Clicked(self._found[index]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Choose the next."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Choose the one before."""
        event.stop()
        self.move(-1)
