"""One line of typing with an answer below it: what it would do, or where it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from standup.domain.errors import StandupError
from standup.domain.logline import LogLineError
from standup.domain.text import shown
from standup.tui.text import plain


class SafeInput(Input):
    """An input into which nothing can be pasted that a terminal would misread.

    Tab stays in it: whoever types on after a tab would otherwise press the keys of the Board.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab,shift+tab", "stay", "Stay", show=False)]

    def action_stay(self) -> None:
        """Keep the focus."""

    def _on_paste(self, event: events.Paste) -> None:
        lines = event.text.splitlines()
        event.prevent_default()
        event.stop()
        if lines:
            self.insert_text_at_cursor(shown(lines[0]))


class LineField(Vertical):
    """An input with a prompt; `check` says what its text would do, and raises StandupError where it is wrong."""

    DEFAULT_CSS = """
    LineField {
        height: auto;
        & > Horizontal { height: 1; }
        & .prompt { width: auto; color: $accent; text-style: bold; }
        & SafeInput { width: 1fr; background: transparent; &:focus { background-tint: transparent 0%; } }
        & .answer { height: auto; min-height: 2; max-height: 3; width: 1fr; padding: 0 1 0 3; }
    }
    """

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        field: LineField
        text: str

        @property
        def control(self) -> LineField:
            """The field."""
            return self.field

    def __init__(
        self, check: Callable[[str], str], *, prompt: str = ":", hint: str = "", value: str = "", id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._check = check
        self._prompt = f" {prompt} "
        self._hint = hint
        self._value = value

    def compose(self) -> ComposeResult:
        """The prompt and the input, and the answer below."""
        with Horizontal():
            yield Static(Content(self._prompt), classes="prompt")
            yield SafeInput(self._value, compact=True, select_on_focus=False)
        yield Static(classes="answer")

    def on_mount(self) -> None:
        """Answer what stands there from the start."""
        self.answer()

    @property
    def input(self) -> Input:
        """The input."""
        return self.query_one(SafeInput)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.input.value

    def clear(self) -> None:
        """Take the text away."""
        self.input.value = ""

    @on(Input.Changed)
    def answer(self) -> None:
        """Say what the text would do, or where it is wrong."""
        if not self.text.strip() and self._hint:
            self._say(Content.assemble((self._hint, "$foreground-muted")))
            return
        try:
            words = self._check(self.text)
        except StandupError as error:
            self.complain(error, colour="$text-warning")
        else:
            self._say(Content.assemble(("→ ", "$text-success"), plain(words, "$text-success")))

    def complain(self, error: StandupError, *, colour: str = "$text-error") -> None:
        """Say why it was refused; carets stand under the part at fault."""
        if not isinstance(error, LogLineError):
            self._say(plain(str(error), colour))
            return
        message = plain(error.message, colour)
        if error.start >= error.end or error.text != self.text:
            self._say(message)
            return
        start = cell_len(error.text[: error.start]) - self.input.scroll_offset.x
        carets = "^" * max(1, cell_len(error.text[error.start : error.end]))
        self._say(Content.assemble(" " * max(0, start), (carets, colour)), message)

    def _say(self, *lines: Content) -> None:
        self.query_one(".answer", Static).update(Content("\n").join(lines))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted(self, event.value))
