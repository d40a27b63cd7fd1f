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
from standup.tui.actions import Scope, bindings, table_in
from standup.tui.completing import WorkspaceCompleter
from standup.tui.host import Earlier
from standup.tui.text import counted, plain
from standup.tui.widgets.line import LineField, SafeInput

EXAMPLE = "45m @acme call > fri send quote"
GRAMMAR = "45m · 9:00-10:30   #API-12 · @acme · ~ other   70/30   +tag   yesterday   > next step"
TEACHING = f"{GRAMMAR}\ntab completes a name, a tag or a day   ↑ an earlier line   ^s sets the ratio"


class LogBar(Vertical):
    """Takes log lines; stays open, with its text, until one is logged or it is left with escape."""

    DEFAULT_CSS = """
    LogBar {
        height: auto;
        & LineField { display: none; }
        &.-open { background: $surface; }
        &.-open LineField { display: block; }
        &.-open > .hint { display: none; }
        & > .pasted { height: 1; display: none; }
        & > .hint { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.LOG_BAR)]

    @dataclass
    class Splitting(Message):
        """The ratio of a line is to be set with the arrow keys."""

        text: str

    @dataclass
    class Entered(Message):
        """A line is to be logged."""

        text: str

    def __init__(
        self,
        check: Callable[[str], str],
        turned: Callable[[bool], None],
        *,
        complete: WorkspaceCompleter,
        earlier: Earlier,
    ) -> None:
        super().__init__()
        self._check = check
        self._turned = turned
        """Told when the bar was opened (True) or left."""
        self._complete = complete
        self._earlier = earlier
        self._pasted: list[str] = []
        """Lines that were pasted together with the one that stands there, and come after it."""

    def compose(self) -> ComposeResult:
        """The hint and the field; one of them shows."""
        yield Static(self._hint(), classes="hint")
        yield LineField(self._check, hint=TEACHING, complete=self._complete, earlier=self._earlier.read)
        yield Static(classes="pasted")

    def _hint(self) -> Content:
        """How to begin; or the line that was left."""
        key = table_in(self.app).key("open_log")
        if self.is_mounted and self.field.text.strip():
            kept = plain(self.field.text, "$foreground-muted")
            how = ("   kept; ", "$foreground-muted"), (key, "bold"), (" goes on with it", "$foreground-muted")
            return Content.assemble((" : ", "bold $accent"), kept, *how)
        return Content.assemble(
            (" : ", "bold $accent"), (key, "bold"), (f" logs a line, such as {EXAMPLE}", "$foreground-muted")
        )

    @property
    def is_open(self) -> bool:
        """Whether it takes text."""
        return self.has_class("-open")

    @property
    def field(self) -> LineField:
        """The line."""
        return self.query_one(LineField)

    def open(self, text: str | None = None) -> None:
        """Take text; the focus is there when this returns.

        A given line stands there to be gone on with. Without one, what was left stands there selected: what is typed
        replaces it, and an arrow key goes on with it.
        """
        was_open = self.is_open
        self.add_class("-open")
        self._complete.forget()
        self.screen.set_focus(self.field.input)
        if text is not None:
            self.field.put(text)
        elif not was_open:
            self.field.put(self.field.text, selected=True)
        self.field.answer()
        self._turned(True)

    def close(self) -> None:
        """Show the hint."""
        self.remove_class("-open")
        self.field.choices.hide()
        self._follow([])
        self.query_one(".hint", Static).update(self._hint())
        self._turned(False)

    def logged(self, line: str | None = None) -> None:
        """The line was logged, perhaps as `line`: take it away and close, or go on with the next one of a paste."""
        self._earlier.append(self.field.text if line is None else line)
        if self._pasted:
            self.field.put(self._pasted[0])
            self._follow(self._pasted[1:])
            return
        self.field.clear()
        self.close()

    def failed(self, error: StandupError) -> None:
        """The line was refused: say why and keep it."""
        self.field.refuse(error)

    def _follow(self, lines: list[str]) -> None:
        """Keep these lines of a paste for later, and say how many they are."""
        self._pasted = lines
        words = f"   {counted(len(lines), 'more pasted line')} after this one; esc leaves them out" if lines else ""
        note = self.query_one(".pasted", Static)
        note.update(plain(words, "$text-warning"))
        note.display = bool(lines)

    @on(SafeInput.Pasted)
    def _several_pasted(self, event: SafeInput.Pasted) -> None:
        event.stop()
        self._follow([*event.rest, *self._pasted])

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

    def action_split_line(self) -> None:
        """Set the ratio of the line."""
        self.post_message(self.Splitting(self.field.text))

    @on(LineField.Submitted)
    def _submitted(self, event: LineField.Submitted) -> None:
        event.stop()
        self.action_log_line()
