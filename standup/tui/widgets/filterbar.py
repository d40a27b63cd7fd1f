"""The line on which a filter is typed; the list that it narrows follows each key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from standup.tui.actions import Scope, bindings
from standup.tui.text import counted
from standup.tui.widgets.line import SafeInput

if TYPE_CHECKING:
    from standup.tui.widgets.rows import RowList


class FilterBar(Horizontal):
    """Takes the text of a filter: enter keeps it, escape clears it, the arrows move in the list."""

    DEFAULT_CSS = """
    FilterBar {
        display: none;
        height: 1;
        background: $surface;
        &.-open { display: block; }
        & > .prompt { width: auto; color: $accent; text-style: bold; }
        & > SafeInput { width: 1fr; background: transparent; &:focus { background-tint: transparent 0%; } }
        & > .found { width: 20; text-align: right; color: $foreground-muted; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FILTER)]

    @dataclass
    class Turned(Message):
        """It was opened or closed."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: RowList[Any] | None = None

    def compose(self) -> ComposeResult:
        """The prompt, the text, and how many rows have it."""
        yield Static(Content(" / "), classes="prompt")
        yield SafeInput(compact=True, select_on_focus=False)
        yield Static(classes="found")

    @property
    def is_open(self) -> bool:
        """Whether it takes text."""
        return self._rows is not None

    @property
    def input(self) -> Input:
        """Where the text is typed."""
        return self.query_one(SafeInput)

    def open(self, rows: RowList[Any]) -> None:
        """Type the filter of a list; the focus is there when this returns."""
        self._rows = rows
        rows.fold()  # now, and not at the first letter
        self.add_class("-open")
        self.screen.add_class("-filtering")
        with self.prevent(Input.Changed):
            self.input.value = rows.filter
        self.input.cursor_position = len(rows.filter)
        self.screen.set_focus(self.input)
        self.post_message(self.Turned())
        self._count()

    def forget(self, rows: RowList[Any]) -> None:
        """Close where the filter of this list is being typed."""
        if self._rows is rows:
            self._close()

    def _close(self) -> None:
        rows, self._rows = self._rows, None
        self.remove_class("-open")
        self.screen.remove_class("-filtering")
        self.post_message(self.Turned())
        if rows is not None and self.input.has_focus:
            self.screen.set_focus(rows)

    def _count(self) -> None:
        if self._rows is not None:
            found, of = self._rows.found
            self.query_one(".found", Static).update(Content(f"{found:,} of {counted(of, 'row')}"), layout=False)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._rows is not None:
            self._rows.narrow(event.value)
            self._count()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep_filter()

    def on_descendant_blur(self) -> None:
        """Keep the filter where the focus went elsewhere, as by a click on a row."""
        if self.is_open and not self.input.has_focus:
            self.action_keep_filter()

    def action_keep_filter(self) -> None:
        """Go back to the rows that the filter leaves."""
        if self._rows is not None:
            self._rows.settle()
        self._close()

    def action_drop_filter(self) -> None:
        """Show all rows again."""
        if self._rows is not None:
            self._rows.action_clear_filter()

    def action_filter_up(self) -> None:
        """To the row before."""
        if self._rows is not None:
            self._rows.action_cursor_up()

    def action_filter_down(self) -> None:
        """To the next row."""
        if self._rows is not None:
            self._rows.action_cursor_down()
