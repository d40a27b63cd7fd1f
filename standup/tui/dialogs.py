"""A dialog that asks for one line, and stays open with its text until the line is accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from standup.domain.errors import StandupError
from standup.tui.actions import Scope, bindings
from standup.tui.keyed import KeyedModal
from standup.tui.legend import table
from standup.tui.text import plain
from standup.tui.widgets.line import Completer, LineField


class LineDialog(KeyedModal[str]):
    """Asks for one line; `check` previews it, `act` does it and gives the words of the toast.

    Both raise StandupError; the dialog then says why and keeps what was typed. Its result is the words of `act`.
    """

    CSS_PATH = "dialogs.tcss"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LINE, Scope.FIELD, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.LINE)]

    def __init__(
        self,
        title: str,
        about: str,
        *,
        check: Callable[[str], str],
        act: Callable[[str], str],
        examples: tuple[tuple[str, str], ...] = (),
        hint: str = "",
        value: str = "",
        complete: Completer | None = None,
        offered: bool = False,
    ) -> None:
        """With `offered`, what is typed takes the place of `value`."""
        super().__init__()
        self._title = title
        self._about = about
        self._act = act
        self._examples = examples
        self._early = ""
        self._is_entered = False
        """Whether enter was typed before the line was there."""
        self._is_done = False
        self._completes = complete is not None
        self._value = value if offered else None
        self._field = LineField(check, prompt="›", hint=hint, value=value, complete=complete)

    def compose(self) -> ComposeResult:
        """What is asked, about what, the line, and examples."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(self._title)
            yield Static(plain(self._about, "bold"), classes="about")
            yield self._field
            if self._examples:
                with Vertical(classes="examples"):
                    yield from self._teaching()
            yield self.key_line()

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Without those of completions where the line has none."""
        return tuple(scope for scope in self.SCOPES if self._completes or scope is not Scope.FIELD)

    def help_notes(self, width: int) -> Iterable[Content]:
        """What can be typed."""
        return table("The line", self._examples) if self._examples else ()

    def _teaching(self) -> ComposeResult:
        """Each example beside what it means, which wraps within its column."""
        width = max(len(example) for example, _ in self._examples)
        for example, words in self._examples:
            with Horizontal(classes="example"):
                yield Static(Content.assemble((f" {example:<{width}}   ", "$accent")), classes="typed")
                yield Static(Content.assemble((words, "$foreground-muted")), classes="meant")

    def on_mount(self) -> None:
        """Begin to type; what was typed before the line was there comes first.

        What was told before is taken away: it would lie over the question.
        """
        self.app.clear_notifications()
        self.set_focus(self._field.input)
        if self._value is None:
            self._field.input.insert_text_at_cursor(self._early)
        else:
            self._field.put(self._early or self._value, selected=not self._early)
        if self._is_entered:
            self.action_accept()

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before the line is there."""
        if self.focused is None and event.character and event.is_printable:
            event.stop()
            self._early += "" if self._is_entered else event.character

    def action_accept(self) -> None:
        """Do what the line says, once, and close."""
        if self.focused is None:
            self._is_entered = True
            return
        if self._is_done:
            return
        try:
            words = self._act(self._field.text)
        except StandupError as error:
            self._field.refuse(error)
        else:
            self._is_done = True
            self.dismiss(words)

    @on(LineField.Submitted)
    def _submitted(self, event: LineField.Submitted) -> None:
        event.stop()
        self.action_accept()

    def action_leave(self) -> None:
        """Do nothing."""
        self.app.pop_screen()
