"""The log bar at the bottom: closed it is a hint, open it is one line with its preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from standup.domain.errors import StandupError
from standup.tui.actions import Scope, bindings
from standup.tui.widgets.line import LineField

EXAMPLE = "45m @acme call > fri send quote"
GRAMMAR = "45m · 9:00-10:30   #API-12 · @acme · ~ other   70/30   +tag   yesterday   > next step"


class LogBar(Vertical):
    """Takes log lines; stays open, with its text, until one is logged or it is left with escape."""

    DEFAULT_CSS = """
    LogBar {
        height: auto;
        & LineField { display: none; }
        &.-open { background: $surface; }
        &.-open LineField { display: block; }
        &.-open > .hint { display: none; }
        & > .hint { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.LOG_BAR)]

    @dataclass
    class Entered(Message):
        """A line is to be logged."""

        text: str

    def __init__(self, check: Callable[[str], str], turned: Callable[[bool], None]) -> None:
        super().__init__()
        self._check = check
        self._turned = turned
        """Told when the bar was opened (True) or left."""

    def compose(self) -> ComposeResult:
        """The hint and the field; one of them shows."""
        yield Static(
            Content.assemble(
                (" : ", "bold $accent"), ("l", "bold"), (f" logs a line, such as {EXAMPLE}", "$foreground-muted")
            ),
            classes="hint",
        )
        yield LineField(self._check, hint=GRAMMAR)

    @property
    def is_open(self) -> bool:
        """Whether it takes text."""
        return self.has_class("-open")

    @property
    def field(self) -> LineField:
        """The line."""
        return self.query_one(LineField)

    def open(self, text: str | None = None) -> None:
        """Take text; a line given stands there, else what was left. The focus is there when this returns."""
        self.add_class("-open")
        if text is not None:
            self.field.input.value = text
            self.field.input.cursor_position = len(text)
        self.screen.set_focus(self.field.input)
        self.field.answer()
        self._turned(True)

    def close(self) -> None:
        """Show the hint."""
        self.remove_class("-open")
        self._turned(False)

    def logged(self) -> None:
        """The line was logged: take it away and close."""
        self.field.clear()
        self.close()

    def failed(self, error: StandupError) -> None:
        """The line was refused: say why and keep it."""
        self.field.complain(error)

    def action_leave_log(self) -> None:
        """Close; the text stays for the next time."""
        self.close()

    def on_click(self, event: events.Click) -> None:
        """A click on the hint opens it."""
        if not self.is_open:
            event.stop()
            self.open()

    def action_log_line(self) -> None:
        """Log the line; an empty one just closes."""
        if self.field.text.strip():
            self.post_message(self.Entered(self.field.text))
        else:
            self.close()

    @on(LineField.Submitted)
    def _submitted(self, event: LineField.Submitted) -> None:
        event.stop()
        self.action_log_line()
