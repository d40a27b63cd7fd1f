"""A list of rows with a cursor, drawn line by line, so that thousands of rows cost no more than a screenful."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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

from standup.domain.matching import filter_words, folded, matching
from standup.tui.actions import Scope, bindings
from standup.tui.text import counted, fitted, plain
from standup.tui.widgets.filterbar import FilterBar

T = TypeVar("T")

_KEPT_LINES = 512
_MARK = 2  # cells before a row, for the cursor
_END = 2  # cells behind a row: the scrollbar, where there is one, and a blank that keeps it off the text
MARGIN = _MARK + _END
"""Cells of the list's width that are not for the content of a row."""
_WIDE = 400  # cells: enough to read all words of a row
_LEAST_FOR_FOOT = 2  # lines


class RowList(ScrollView, Generic[T], can_focus=True):
    """Rows with a first line and as many details below each as have room; the foot tells more of the cursor's row.

    Nothing moves when the cursor does. A row keeps the cursor by its id, so that a change elsewhere never moves it to
    another row. Keys act on the rows that the filter lets through.
    """

    DEFAULT_CSS = """
    RowList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 40%;
        scrollbar-color-hover: $foreground 60%;
        scrollbar-color-active: $accent;
        scrollbar-background: $foreground 8%;
        scrollbar-background-hover: $foreground 8%;
        scrollbar-background-active: $foreground 8%;
        scrollbar-corner-color: $background;
        text-wrap: nowrap;
        & > .rows--cursor { background: $surface-lighten-1; }
        & > .rows--foot { background: $surface; color: $foreground; }
        &:focus > .rows--cursor { background: $primary-muted; }
        &:ansi > .rows--cursor, &:ansi:focus > .rows--cursor { background: ansi_default; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", "rows--foot"}
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

    @dataclass
    class Titled(Message):
        """The title has changed."""

        rows: RowList[Any]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._given: Sequence[T] = ()
        self._all: Sequence[T] = ()
        """The rows that the filter chooses from."""
        self._rows: Sequence[T] = ()
        self._places: Sequence[int] = ()
        """The place of each row shown among all."""
        self._folded: list[str] | None = None
        """The words of all rows, made when the first filter asks for them."""
        self._caption: tuple[str, ...] = ()
        self.filter = ""
        """The text that the rows shown have to match; empty where all are shown."""
        self._wanted = ""
        """Id of the row that the person chose last; the filter gives the cursor back to it."""
        self._tops: Sequence[int] = range(1)
        """The first line of each row, and behind the last one the number of all lines."""
        self.is_detailed = self.ALWAYS_DETAILED
        """Whether details stand below each row."""
        self.is_cut = False
        """Whether some rows have more details than stand below them."""
        self._drawn: LRUCache[tuple[object, ...], Strip] = LRUCache(_KEPT_LINES)
        """Lines as they were drawn last: a change of one row draws one row anew."""

    def row_id(self, row: T) -> str:
        """What makes a row the same row after a change."""
        raise NotImplementedError

    def draw(self, row: T, width: int) -> Content:
        """The first line of a row, at most `width` cells."""
        raise NotImplementedError

    def details(self, row: T, width: int) -> Sequence[Content]:
        """The lines below the first one, at most `width` cells each; none where there is no more to say.

        Where `is_detailed` is False, the first of them stands at the foot of the list.
        """
        raise NotImplementedError

    def foot(self, row: T, width: int, told: int) -> Content:
        """What the foot tells of the row with the cursor, of whose details the first `told` stand below it."""
        left = self.details(row, width)[told : told + 1 if not self.is_detailed else None]
        return Content(" ").join(line[_indent(line) :].rstrip() for line in left)

    def empty(self) -> list[Content]:
        """What stands in a list without rows: how to fill it."""
        raise NotImplementedError

    def measure(self) -> None:
        """Find the widths of columns after `every` row has changed; a filter leaves the columns where they are."""

    def look(self) -> Hashable:
        """What the drawing of any row depends on beside the row and the width, such as the widths of columns."""
        return None

    def words(self, row: T) -> str:
        """The words of a row that a filter looks at; those that are drawn, where nothing quicker is known."""
        return " ".join(line.plain for line in (self.draw(row, _WIDE), *self.details(row, _WIDE)))

    def candidates(self) -> Sequence[T]:
        """The rows that a filter chooses from; more than what is shown without one, where rows are folded."""
        return self._given

    @property
    def rows(self) -> Sequence[T]:
        """The rows shown."""
        return self._rows

    @property
    def every(self) -> Sequence[T]:
        """The rows that the filter chooses from, all of which are shown where there is none."""
        return self._all

    @property
    def selected(self) -> T | None:
        """The row with the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def heading(self, *, short: bool = False) -> Content:
        """The title: what the list is, how many rows there are, and the filter."""
        parts: list[Content | tuple[str, str]] = [Content(self.BORDER_TITLE or "")]
        if self.filter:
            count = f" {len(self._rows):,} of {counted(len(self._all), 'row')} "
            parts += [(count, "not bold $foreground"), plain(f"/{self.filter}", "bold $accent")]
        elif self._caption:
            words = self._caption[:1] if short else self._caption
            parts.append((f" {', '.join(words)}", "not bold $foreground-muted"))
        return Content.assemble(*parts)

    def entitle(self, *caption: str) -> None:
        """Say beside the title how much there is, in words such as `6 open`; the first are the ones that matter."""
        self._caption = tuple(words for words in caption if words)
        self._retitle()

    def _retitle(self) -> None:
        self._fit_title()
        self.post_message(self.Titled(self))

    def _fit_title(self) -> None:
        """Draw the title without the counts that have no room; the last ones go first."""
        every, title = self._caption, self.heading()
        while len(self._caption) > 1 and title.cell_length > self.size.width > 0:
            self._caption = self._caption[:-1]
            title = self.heading()
        self._caption, self.border_title = every, title

    def show(self, rows: Sequence[T]) -> None:
        """Show these rows; the cursor stays on its row, or near to where that was, and the filter holds.

        What is looked at stays on its line, whatever came or went above it.
        """
        line, in_sight = self._line_of_cursor, self._in_sight()
        self._given = tuple(rows)
        self._choose()
        self._hold(line, in_sight)

    @property
    def _line_of_cursor(self) -> int | None:
        """The line of the window on which the row with the cursor stands; None where it is out of sight."""
        if self.cursor >= len(self._rows):
            return None
        line = self._tops[self.cursor] - self.scroll_offset.y
        return line if 0 <= line < self.size.height else None

    def _in_sight(self) -> list[tuple[str, int]]:
        """The rows that begin in the window, by id, with the line on which each does."""
        first = self.scroll_offset.y
        begin, end = (bisect_left(self._tops, line) for line in (first, first + self.size.height))
        return [(self.row_id(row), self._tops[begin + n] - first) for n, row in enumerate(self._rows[begin:end])]

    def _hold(self, line: int | None, in_sight: Sequence[tuple[str, int]]) -> None:
        """Scroll so that the row with the cursor stands on this line; without one, one that was in sight on its own."""
        index: int | None = self.cursor
        if line is None:
            found = ((self._index(row_id), where) for row_id, where in in_sight)
            index, line = next(((index, where) for index, where in found if index is not None), (None, 0))
        if index is not None and index < len(self._rows):
            self.scroll_to(y=self._tops[index] - line, animate=False, force=True)

    def narrow(self, text: str) -> None:
        """Show only the rows that have all words of a text; an empty one shows all again."""
        self.filter = text.strip()
        self._choose()
        self._reveal()

    def settle(self) -> None:
        """Leave the cursor where the filter has put it, also after the filter is cleared."""
        self._wanted = self._selected_id

    def _choose(self) -> None:
        """Let the filter choose the rows to show, and put the cursor where it was."""
        place = self._places[self.cursor] if self._rows else 0
        candidates = self.candidates() if self.filter else self._given
        is_new = candidates != self._all
        if is_new:
            self._folded, self._all = None, candidates
        words = filter_words(self.filter)
        if words:
            self._places = matching(words, self.fold())
            self._rows = [self._all[number] for number in self._places]
        else:
            self._places, self._rows = range(len(self._all)), self._all
        if is_new:
            self.measure()
        self._arrange()
        self._put(place)
        self._retitle()
        self.refresh()

    def fold(self) -> Sequence[str]:
        """The words of all rows as a filter compares them; kept until the rows change."""
        if self._folded is None:
            self._folded = [folded(self.words(row)) for row in self._all]
        return self._folded

    @property
    def found(self) -> tuple[int, int]:
        """How many rows are shown, of how many."""
        return len(self._rows), len(self._all)

    def _put(self, place: int) -> None:
        """Put the cursor on the row wanted, else on the one that has come to stand at its place."""
        near = bisect_left(self._places, place)
        wanted, keeps = self._index(self._wanted, near), self._wanted
        self.cursor = near if wanted is None else wanted
        self._wanted = keeps if wanted is None and self.filter else self._selected_id
        self.post_message(self.Moved(self))

    @property
    def _selected_id(self) -> str:
        return "" if self.selected is None else self.row_id(self.selected)

    def _index(self, row_id: str, likely: int = 0) -> int | None:
        """Where a row stands; it is looked for where it likely is, then everywhere."""
        if not row_id:
            return None
        if likely < len(self._rows) and self.row_id(self._rows[likely]) == row_id:
            return likely
        return next((index for index, row in enumerate(self._rows) if self.row_id(row) == row_id), None)

    def select(self, row_id: str) -> bool:
        """Move the cursor to the row with this id; False where there is none."""
        index = self._index(row_id)
        if index is not None:
            self.cursor = index
        return index is not None

    def seek(self, row_id: str) -> bool:
        """Move the cursor to a row that the filter may hide, and then no longer does; False where there is none."""
        if self._index(row_id) is None and any(self.row_id(row) == row_id for row in self.candidates()):
            self.action_clear_filter()
        return self.select(row_id)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _room(self) -> int:
        """Cells for the content of a row."""
        return self._width - _MARK - _END + int(self.show_vertical_scrollbar)

    @property
    def _foot(self) -> int:
        """Lines at the foot, for the details of the row with the cursor."""
        return int((self.is_cut or not self.is_detailed) and self.size.height >= _LEAST_FOR_FOOT)

    def _arrange(self) -> None:
        """Give each row its lines: all details and a gap, or as many as have room, or one line and no details.

        Where not all have room, those with the most details lose some first, and the first rows last.
        """
        count, height = len(self._all), self.size.height
        was_detailed, self.is_detailed = self.is_detailed, True
        may_fit = count <= height or self.ALWAYS_DETAILED
        below = self._below(self._all) if may_fit else []
        lines = count + sum(below)
        most = 0 if self.ALWAYS_DETAILED or not may_fit or lines <= height else most_details(below, height - 1 - count)
        self.is_cut = most > 0
        self.is_detailed = self.ALWAYS_DETAILED or self.is_cut or (may_fit and lines <= height)
        if self.is_cut:
            self._tops = _tops(cut_details(self._below(self._rows), most, height - 1 - len(self._rows)))
        elif self.is_detailed:
            self._tops = _tops(self._below(self._rows), gap=int(lines + count <= height + 1))
        else:
            self._tops = range(len(self._rows) + 1)
        self.virtual_size = Size(self._width, self._tops[-1] + self._foot)
        if self.is_detailed is not was_detailed:
            self.measure()
            self._reveal()

    def _below(self, rows: Sequence[T]) -> list[int]:
        """How many details each row has."""
        return [len(self.details(row, self._room)) for row in rows]

    def on_resize(self) -> None:
        """Fit the title and the rows to the new size, and keep the cursor in sight."""
        self._fit_title()
        self._arrange()
        self._reveal()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Draw the cursor where it is now, and no more than that: a list that has scrolled draws itself."""
        self._wanted = self._selected_id
        self._reveal()
        for index in (before, after):
            if index < len(self._rows):
                self.refresh_lines(self._tops[index], self._tops[index + 1] - self._tops[index])
        if self._foot:
            self.refresh_line(self.scroll_offset.y + self.size.height - 1)
        self.post_message(self.Moved(self))

    def on_focus(self) -> None:
        """What keys act on has changed with the focus."""
        self.post_message(self.Moved(self))

    def _reveal(self) -> None:
        if self.cursor < len(self._rows):
            top, end = self._tops[self.cursor], self._tops[self.cursor + 1]
            self.scroll_to_region(Region(0, top, 1, end - top + self._foot), animate=False, force=True)

    def raise_row(self, index: int) -> None:
        """Scroll so that a row is the first in sight."""
        if index < len(self._rows):
            self.scroll_to(y=self._tops[index], animate=False, force=True)

    def reveal_below(self, count: int) -> None:
        """Scroll so that so many rows below the one with the cursor are in sight too, or as many as have room."""
        top, end = (self._tops[min(self.cursor + rows, len(self._rows))] for rows in (0, count + 1))
        if end - top > self.size.height - self._foot:
            self.raise_row(self.cursor)
        else:
            self.scroll_to_region(Region(0, top, 1, end - top + self._foot), animate=False, force=True)

    def _row_at(self, y: int) -> int | None:
        """The index of the row that a line of the list's window belongs to."""
        line = y + self.scroll_offset.y
        if self._is_foot(y) or not 0 <= line < self._tops[-1]:
            return None
        return bisect_right(self._tops, line) - 1

    def _is_foot(self, y: int) -> bool:
        return bool(self._foot) and y == self.size.height - 1

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self._width
        if not self._rows:
            words = self._nothing() if self.filter else self.empty()
            return self._strip(words[y - 1] if 1 <= y <= len(words) else Content(""), width)
        is_foot = self._is_foot(y)
        index = self.cursor if is_foot else self._row_at(y)
        if index is None:
            return Strip.blank(width, self.rich_style)
        row = self._rows[index]
        place = -1 if is_foot else y + self.scroll_offset.y - self._tops[index]
        is_cursor = index == self.cursor
        acts = is_cursor and (self.has_focus or self.has_class("-current"))
        told = self._tops[index + 1] - self._tops[index] - 1
        key = (row, place, told, width, is_cursor, acts, self.is_detailed, self.look())
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._line(row, place, told, is_cursor=is_cursor, acts=acts)
        return drawn

    def _nothing(self) -> list[Content]:
        """That nothing matches, and how to go on."""
        return [
            Content.assemble(("  Nothing has ", "$foreground-muted"), plain(f"/{self.filter}", "$accent")),
            Content.assemble(("  esc", "bold $accent"), (" clears the filter", "$foreground-muted")),
        ]

    def _line(self, row: T, place: int, told: int, *, is_cursor: bool, acts: bool) -> Strip:
        """A line of a row that has `told` lines below its first one; place -1 is the foot."""
        width, room = self._width, self._room
        if place < 0:
            return self._strip(Content(" " * _MARK) + fitted(self.foot(row, room, told), room), width, "rows--foot")
        below = self.details(row, room) if place else ()
        if place > len(below):
            return Strip.blank(width, self.rich_style)  # the gap between roomy rows
        content = below[place - 1] if place else self.draw(row, room)
        if place == told < len(below):
            content = fitted(content, room) + Content.assemble(("…", "$foreground-muted"))
        mark = Content.assemble(("▌ ", "$accent") if acts else ("▏ " if is_cursor else "  ", "$foreground-muted"))
        return self._strip(mark + content, width, "rows--cursor" if acts else None)

    def _strip(self, content: Content, width: int, component: str | None = None) -> Strip:
        style = self.get_visual_style(component) if component else self.visual_style
        strips = Visual.to_strips(self, content, width, 1, style, apply_selection=False)
        return (strips[0] if strips else Strip.blank(width)).crop_extend(0, width, style.rich_style)

    def notify_style_update(self) -> None:
        """Draw all lines anew where their colours may have changed."""
        super().notify_style_update()
        self._drawn.clear()

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; a second click opens it. A click on the filter in the title clears it."""
        offset = event.get_content_offset(self)
        if offset is None:
            if self.filter and event.y == 0:
                self.action_clear_filter()
            return
        index = self._row_at(offset.y)
        if index is None:
            return
        self.cursor = index
        if event.chain > 1:
            self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave escape to others where there is no filter to clear."""
        return bool(self.filter) if action == "clear_filter" else True

    def action_filter(self) -> None:
        """Type what the rows have to contain."""
        for line in self.screen.query(FilterBar):
            line.open(self)

    def action_clear_filter(self) -> None:
        """Show all rows again."""
        for line in self.screen.query(FilterBar):
            line.forget(self)
        self.narrow("")

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

    @property
    def _page(self) -> int:
        """Rows of a page: one stays in sight."""
        lines = self.size.height - self._foot
        return max(1, lines * len(self._rows) // max(1, self._tops[-1]) - 1)

    def action_page_down(self) -> None:
        """A page down."""
        self.cursor += self._page

    def action_page_up(self) -> None:
        """A page up."""
        self.cursor -= self._page

    def action_open(self) -> None:
        """Open the row."""
        if self._rows:
            self.post_message(self.Opened(self))


def _tops(below: Sequence[int], gap: int = 0) -> list[int]:
    """The first line of each row, and behind the last one the number of all lines."""
    return [0, *accumulate(1 + lines + gap for lines in below)]


def most_details(below: Sequence[int], room: int) -> int:
    """How many details a row may have at most, so that those of all rows have this room; 0 where one is too many."""
    most = 0
    while most < max(below, default=0) and sum(min(lines, most + 1) for lines in below) <= room:
        most += 1
    return most


def cut_details(below: Sequence[int], most: int, room: int) -> list[int]:
    """How many details each row shows: at most so many, and what is left of the room for the first rows."""
    shown = [min(lines, most) for lines in below]
    left = room - sum(shown)
    for index, lines in enumerate(below):
        more = min(lines - shown[index], left)
        shown[index] += more
        left -= more
    return shown


def _indent(line: Content) -> int:
    return len(line.plain) - len(line.plain.lstrip())
