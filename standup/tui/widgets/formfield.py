"""One field of a form: a label, a line of text, and an answer below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from standup.domain.errors import StandupError
from standup.tui.text import plain
from standup.tui.widgets.line import SafeInput
from standup.tui.widgets.prose import Prose


class FormInput(SafeInput):
    """An input that tab leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.next_field", show=False),
        Binding("shift+tab", "screen.previous_field", show=False),
    ]


class FormField(Vertical):
    """`check` says what the text means, and raises StandupError where it cannot be; `hint` stands while it is empty.

    A `value` is only a proposal: what is typed first takes its place.
    """

    DEFAULT_CSS = """
    FormField {
        height: auto;
        & > Horizontal { height: 1; background: $surface; }
        & .label { width: 16; padding: 0 2; color: $foreground-muted; }
        & FormInput { width: 1fr; background: transparent; &:focus { background-tint: transparent 0%; } }
        & .answer { height: auto; min-height: 1; max-height: 4; padding: 0 1 0 16; margin-bottom: 1; }
        &:focus-within .label { color: $accent; text-style: bold; }
    }
    """

    def __init__(self, label: str, check: Callable[[str], str], *, value: str = "", hint: str = "", id: str) -> None:
        super().__init__(id=id)
        self._label = label
        self._check = check
        self._hint = hint
        self._value = value

    def compose(self) -> ComposeResult:
        """The label and the input, and the answer below."""
        with Horizontal():
            yield Static(Content(self._label), classes="label")
            yield FormInput(self._value, compact=True, select_on_focus=bool(self._value))
        yield Prose(classes="answer")

    def on_mount(self) -> None:
        """Answer what stands there from the start."""
        self.answer()

    @property
    def input(self) -> Input:
        """The input."""
        return self.query_one(FormInput)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.input.value

    def find_error(self) -> StandupError | None:
        """What is wrong with the text; None where nothing is."""
        try:
            self._check(self.text)
        except StandupError as error:
            return error
        return None

    @on(Input.Changed)
    def answer(self) -> None:
        """Say what the text means, or what is wrong with it; what was typed is no longer a proposal."""
        if self.text != self._value:
            self.input.select_on_focus = False
        if self._hint and not self.text.strip():
            self._say(plain(self._hint, "$foreground-muted"))
            return
        try:
            words = self._check(self.text)
        except StandupError as error:
            self.complain(error, colour="$text-warning")
        else:
            self._say(Content.assemble(("→ ", "$text-success"), plain(words, "$text-success")))

    def complain(self, error: StandupError, *, colour: str = "$text-error") -> None:
        """Say what is wrong."""
        self._say(plain(str(error), colour))

    def _say(self, words: Content) -> None:
        self.query_one(".answer", Static).update(words)
