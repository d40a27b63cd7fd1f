"""A list of rows with a cursor, drawn line by line, so that thousands of rows cost no more than a screenful."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from standup.tui.actions import Scope, bindings

T = TypeVar("T")

_KEPT_LINES = 512


class RowList(ScrollView, Generic[T], can_focus=True):
    """Rows with a first line and details below it, which the row of the cursor shows, and all where there is room.

    A row keeps the cursor by its id, so that a change elsewhere never moves it to another row.
    """

    DEFAULT_CSS = """
    RowList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 30%;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        text-wrap: nowrap;
        & > .rows--cursor { background: $surface-lighten-1; }
        &:focus > .rows--cursor { background: $primary-muted; }
        &:ansi > .rows--cursor { background: ansi_bright_black; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.LIST)]

    ALWAYS_DETAILED: ClassVar[bool] = False
    """Whether each row shows its details, however little room there is."""

    cursor: reactive[int] = reactive(0, repaint=False)
    """Index of the row that keys act on."""

    @dataclass
    class Moved(Message):
        """Another row has the cursor."""

        rows: RowList[Any]

    @dataclass
    class Opened(Message):
        """A row was opened with enter or a second click."""

        rows: RowList[Any]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[T] = ()
        self._tops: list[int] = [0]
        """The first line of each row, and behind the last one the number of all lines."""
        self._drawn: LRUCache[tuple[object, ...], Strip] = LRUCache(_KEPT_LINES)
        """Lines as they were drawn last: a change of one row draws one row anew."""

    def row_id(self, row: T) -> str:
        """What makes a row the same row after a change."""
        raise NotImplementedError

    def draw(self, row: T, width: int) -> Content:
        """The first line of a row, at most `width` cells."""
        raise NotImplementedError

    def details(self, row: T, width: int) -> Sequence[Content]:
        """The lines below the first one, at most `width` cells each; none where there is no more to say."""
        raise NotImplementedError

    def empty(self) -> list[Content]:
        """What stands in a list without rows: how to fill it."""
        raise NotImplementedError

    def measure(self) -> None:
        """Find the widths of columns after the rows have changed."""

    def look(self) -> Hashable:
        """What the drawing of any row depends on beside the row and the width, such as the widths of columns."""
        return None

    @property
    def rows(self) -> Sequence[T]:
        """The rows shown."""
        return self._rows

    @property
    def selected(self) -> T | None:
        """The row with the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[T]) -> None:
        """Show these rows; the cursor stays on its row, or near to where that was."""
        before = self.selected
        kept = None if before is None else self.row_id(before)
        index = next((index for index, row in enumerate(rows) if self.row_id(row) == kept), None)
        self._rows = tuple(rows)
        self.measure()
        self.cursor = min(self.cursor, max(0, len(rows) - 1)) if index is None else index
        self._arrange()
        self.refresh()

    def select(self, row_id: str) -> bool:
        """Move the cursor to the row with this id; False where there is none."""
        index = next((index for index, row in enumerate(self._rows) if self.row_id(row) == row_id), None)
        if index is not None:
            self.cursor = index
        return index is not None

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _arrange(self) -> None:
        """Give each row its lines."""
        count, height = len(self._rows), self.size.height
        roomy = self.ALWAYS_DETAILED or count * 2 <= height
        gap = int(count * 3 <= height)
        detailed = [roomy or index == self.cursor for index in range(len(self._rows))]
        heights = [
            1 + (len(self.details(row, self._width - 2)) if shows else 0) + gap
            for row, shows in zip(self._rows, detailed, strict=True)
        ]
        self._tops = [0, *accumulate(heights)]
        self.virtual_size = Size(self._width, self._tops[-1])

    def on_resize(self) -> None:
        """Fit the rows to the new size, and keep the cursor in sight."""
        self._arrange()
        self._reveal()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self) -> None:
        """Draw the cursor where it is now."""
        self._arrange()
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self))

    def on_focus(self) -> None:
        """What keys act on has changed with the focus."""
        self.post_message(self.Moved(self))

    def _reveal(self) -> None:
        if self._rows:
            top, end = self._tops[self.cursor], self._tops[self.cursor + 1]
            self.scroll_to_region(Region(0, top, 1, end - top), animate=False, force=True)

    def _row_at(self, line: int) -> int | None:
        """The index of the row that a line belongs to."""
        from bisect import bisect_right

        return bisect_right(self._tops, line) - 1 if 0 <= line < self._tops[-1] else None

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self._width
        line = y + self.scroll_offset.y
        if not self._rows:
            words = self.empty()
            return self._strip(words[y - 1] if 1 <= y <= len(words) else Content(""), width, highlighted=False)
        index = self._row_at(line)
        if index is None:
            return Strip.blank(width, self.rich_style)
        row = self._rows[index]
        is_cursor = index == self.cursor and (self.has_focus or self.has_class("-current"))
        place = line - self._tops[index]
        key = (row, place, width, is_cursor, self.look())
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._line(row, place, width, is_cursor=is_cursor)
        return drawn

    def _line(self, row: T, place: int, width: int, *, is_cursor: bool) -> Strip:
        below = self.details(row, width - 2) if place else ()
        if place > len(below):
            return Strip.blank(width, self.rich_style)  # the gap between roomy rows
        content = below[place - 1] if place else self.draw(row, width - 2)
        mark = Content.assemble(("▌ ", "$accent")) if is_cursor else Content("  ")
        return self._strip(mark + content, width, highlighted=is_cursor)

    def _strip(self, content: Content, width: int, *, highlighted: bool) -> Strip:
        style = self.get_visual_style("rows--cursor") if highlighted else self.visual_style
        strips = Visual.to_strips(self, content, width, 1, style, apply_selection=False)
        return (strips[0] if strips else Strip.blank(width)).crop_extend(0, width, style.rich_style)

    def notify_style_update(self) -> None:
        """Draw all lines anew where their colours may have changed."""
        super().notify_style_update()
        self._drawn.clear()

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; a second click opens it."""
        index = self._row_at(event.y + self.scroll_offset.y)
        if index is None:
            return
        self.cursor = index
        if event.chain > 1:
            self.action_open()

    def action_cursor_down(self) -> None:
        """To the next row."""
        self.cursor += 1

    def action_cursor_up(self) -> None:
        """To the row before."""
        self.cursor -= 1

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = len(self._rows) - 1

    def action_page_down(self) -> None:
        """A page down."""
        self.cursor += max(1, self.size.height - 2)

    def action_page_up(self) -> None:
        """A page up."""
        self.cursor -= max(1, self.size.height - 2)

    def action_open(self) -> None:
        """Open the row."""
        if self._rows:
            self.post_message(self.Opened(self))
