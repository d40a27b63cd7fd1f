"""A dialog that asks for one line about a list of rows: all of them, or those that are ticked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from standup.tui.actions import Scope, bindings
from standup.tui.dialogs import LineDialog
from standup.tui.text import Cell, plain, row_of, widest
from standup.tui.widgets.line import LineField

_MARKS = 6  # cells of cursor, tick and the gaps


class Tickable(NamedTuple):
    """One row that can be taken alone."""

    id: str
    name: str
    words: str


class TickList(Widget, can_focus=True):
    """Rows with ticks; one has the cursor. Where there are more than have room, they follow the cursor."""

    DEFAULT_CSS = "TickList { height: auto; width: 1fr; text-wrap: nowrap; margin-bottom: 1; }"

    cursor: reactive[int] = reactive(0)
    """Index of the row that space ticks."""
    first: reactive[int] = reactive(0)
    """Index of the row at the top."""

    @dataclass
    class Ticked(Message):
        """A row was ticked, or its tick taken away."""

    def __init__(self, rows: Sequence[Tickable]) -> None:
        super().__init__()
        self._rows = rows
        self.ticked: frozenset[str] = frozenset()
        """Ids of the rows with a tick."""

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self) -> None:
        """Keep it in sight."""
        room = max(1, self.size.height)
        self.first = max(self.cursor - room + 1, min(self.first, self.cursor))

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show none."""
        self.refresh()

    def render(self) -> Content:
        """One line for each that has room: cursor, tick, name, what it is."""
        name = widest((plain(one.name) for one in self._rows), 24)
        last = self.first + max(1, self.size.height)
        more = len(self._rows) - last
        return Content("\n").join(
            self._line(number, one, name, f"⋯ {more} more" if more > 0 and number == last - 1 else "")
            for number, one in enumerate(self._rows)
            if self.first <= number < last
        )

    def _line(self, number: int, row: Tickable, name: int, more: str) -> Content:
        has_cursor = self.has_focus and number == self.cursor
        tick = ("✓", "$text-success") if row.id in self.ticked else ("○", "$foreground-muted")
        return row_of(
            [
                Cell(Content.assemble(("▌", "$accent")) if has_cursor else Content(""), 1),
                Cell(Content.assemble(tick), 1),
                Cell(plain(row.name, "bold $accent" if has_cursor else "bold"), name),
                Cell(plain(row.words, "$foreground-muted"), max(0, self.size.width - name - _MARKS - len(more))),
                Cell(Content.assemble((more, "$foreground-muted")), len(more)),
            ],
            1,
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for each, up to a quarter of the screen: the line and what it says have to be in sight below."""
        return min(len(self._rows), max(1, viewport.height // 4))

    def tick(self) -> None:
        """Tick the row with the cursor, or take its tick away."""
        if self._rows:
            self.ticked ^= {self._rows[self.cursor].id}
            self.refresh()
            self.post_message(self.Ticked())

    def on_click(self, event: events.Click) -> None:
        """Tick what was clicked."""
        event.stop()
        self.focus()
        self.cursor = self.first + event.y
        self.tick()


class TickDialog(LineDialog):
    """Asks for one line about rows; `check` and `act` get the ids of those that are ticked, none for all."""

    NAME: ClassVar[str] = "the rows"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LINE, Scope.TICKS, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.TICKS)]

    def __init__(
        self,
        title: str,
        about: str,
        rows: Sequence[Tickable],
        *,
        check: Callable[[str, Collection[str]], str],
        act: Callable[[str, Collection[str]], str],
        hint: str,
        examples: tuple[tuple[str, str], ...],
    ) -> None:
        super().__init__(
            title,
            about,
            check=lambda text: check(text, self._list.ticked),
            act=lambda text: act(text, self._list.ticked),
            hint=hint,
            examples=examples,
        )
        self._list = TickList(rows)

    def compose(self) -> ComposeResult:
        """About what, the rows, the line, and examples."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(self._title)
            yield Static(self._about_words(), classes="about")
            yield self._list
            yield self._field
            with Vertical(classes="examples"):
                yield from self._teaching()
            yield self.key_line()

    def _about_words(self) -> Content:
        ticked = len(self._list.ticked)
        return plain(self._about, "bold") + plain(f" · {ticked} ticked" if ticked else " · all of it", "$accent")

    @on(TickList.Ticked)
    def _ticked(self) -> None:
        self.query_one(".about", Static).update(self._about_words())
        self._field.recheck()

    @on(LineField.Tabbed)
    def _tabbed(self, event: LineField.Tabbed) -> None:
        event.stop()
        self.action_rows_or_line()

    def action_accept(self) -> None:
        """Do what the line says; among the rows, go to the line first."""
        if self._list.has_focus:
            self.action_rows_or_line()
        else:
            super().action_accept()

    def action_rows_or_line(self) -> None:
        """From the line to the rows, or back."""
        self.set_focus(self._field.input if self._list.has_focus else self._list)
        self.refresh_keys()

    def action_tick_row(self) -> None:
        """Tick the row with the cursor, or take its tick away."""
        self._list.tick()

    def action_tick_down(self) -> None:
        """To the next row."""
        self._list.cursor += 1

    def action_tick_up(self) -> None:
        """To the row before."""
        self._list.cursor -= 1
