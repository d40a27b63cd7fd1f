"""One line of typing: completions above it, and below it an answer: what it would do, or where it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from standup.domain.errors import StandupError
from standup.domain.logline import LogLineError
from standup.domain.logline.completing import Completion
from standup.domain.text import shown
from standup.tui.actions import Scope, bindings, table_in
from standup.tui.text import error_words, plain
from standup.tui.widgets.choices import MOST_ROWS, Choices
from standup.tui.widgets.prose import Prose

Completer: TypeAlias = Callable[[str, int], Sequence[Completion]]
"""From a line and the place of the cursor to what the word there can become."""

_NAME_LEADS = ("#", "@", "work:", "with:", "for:", "asked:")

_EDITING = frozenset(binding.action for binding in Input.BINDINGS if isinstance(binding, Binding))
"""What an input does itself; its keys for scrolling it leaves to what is around it."""


class SafeInput(Input):
    """An input into which nothing can be pasted that a terminal would misread."""

    @dataclass
    class Right(Message):
        """The cursor was to go right where the text ends."""

    @dataclass
    class Pasted(Message):
        """Several lines were pasted; the first one stands in the input, these do not."""

        rest: list[str]

    def action_cursor_right(self, select: bool = False) -> None:
        """One to the right; at the end of the text it may mean something else."""
        if self.cursor_at_end and not select and self.selection.is_empty:
            self.post_message(self.Right())
        else:
            super().action_cursor_right(select)

    async def _on_key(self, event: events.Key) -> None:
        """Let the keys of the line act in their order: what is typed behind a tab stands behind what the tab took.

        Textual hands a key with a binding up to the app, which acts on it after what was typed behind it is there: of
        a fast typist's ctrl+u and text, the text went.
        """
        active = None if event.is_printable else self.screen.active_bindings.get(event.key)
        if active is None or not active.enabled:
            return
        is_ours = isinstance(active.node, LineField) or (active.node is self and active.binding.action in _EDITING)
        if is_ours and await self.app.run_action(active.binding.action, active.node):
            event.stop()
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line for line in event.text.splitlines() if line.strip()]
        event.prevent_default()
        event.stop()
        if lines:
            self.replace(shown(lines[0]), *sorted(self.selection))
            if lines[1:]:
                self.post_message(self.Pasted([shown(line) for line in lines[1:]]))


class LineField(Vertical):
    """An input with a prompt; `check` says what its text would do, and raises StandupError where it is wrong.

    `complete` offers completions: tab takes one, up and down choose, escape puts them away. Without completions up
    and down walk through the `earlier` lines. Tab never leaves the line: whoever types on after a tab would
    otherwise press the keys of the Board.
    """

    DEFAULT_CSS = """
    LineField {
        height: auto;
        & > Horizontal { height: 1; }
        & .prompt { width: auto; color: $accent; text-style: bold; }
        & SafeInput { width: 1fr; background: transparent; &:focus { background-tint: transparent 0%; } }
        & .answer { height: auto; min-height: 2; max-height: 3; width: 1fr; padding: 0 1 0 3; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.FIELD),
        Binding("escape", "put_away", "Put away", show=False),
    ]

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        field: LineField
        text: str

        @property
        def control(self) -> LineField:
            """The field."""
            return self.field

    @dataclass
    class Altered(Message):
        """The text is another one."""

    @dataclass
    class Tabbed(Message):
        """Tab was pressed where there was nothing to complete."""

    def __init__(
        self,
        check: Callable[[str], str],
        *,
        prompt: str = ":",
        hint: str = "",
        value: str = "",
        complete: Completer | None = None,
        earlier: Callable[[], Sequence[str]] | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._check = check
        self._prompt = f" {prompt} "
        self._hint = hint
        self._value = value
        self._complete = complete
        self._earlier = earlier
        self._quiet: str | None = value
        """A text that nobody typed just now, for which no completions are shown."""
        self._seen: tuple[str, int] = (value, 0)
        """Text and cursor that the completions are for."""
        self._walked: list[str] = []
        """Earlier lines that are walked through, and at the end what was half typed."""
        self._step = 0
        self._refused: str | None = None
        """The text that was refused last."""

    def compose(self) -> ComposeResult:
        """The completions, the prompt and the input, and the answer below."""
        yield Choices()
        with Horizontal():
            yield Static(Content(self._prompt), classes="prompt")
            yield SafeInput(self._value, compact=True, select_on_focus=False)
        yield Prose(classes="answer")

    def on_mount(self) -> None:
        """Answer what stands there from the start."""
        self.watch(self.input, "selection", self._cursor_moved, init=False)
        self.answer()

    def on_resize(self) -> None:
        """Put the carets anew: what was typed before the line had its width had been scrolled."""
        self.call_after_refresh(self.recheck)

    @property
    def input(self) -> Input:
        """The input."""
        return self.query_one(SafeInput)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.input.value

    @property
    def choices(self) -> Choices:
        """The completions."""
        return self.query_one(Choices)

    def clear(self) -> None:
        """Take the text away."""
        self.put("")

    def put(self, text: str, *, selected: bool = False) -> None:
        """Let this text stand there, the cursor behind it; a `selected` one is replaced by what is typed next."""
        self._quiet = text
        self.input.value = text
        self.input.selection = Selection(0, len(text)) if selected else Selection.cursor(len(text))
        self._walked = []
        self.choices.hide()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Altered())
        self.answer()

    def answer(self) -> None:
        """Say what the text would do, or where it is wrong."""
        self._offer()
        if self._is_naming():
            self._say(
                Content.assemble(
                    ("tab", "bold"),
                    (" takes it  ", "$foreground-muted"),
                    ("↑↓", "bold"),
                    (" choose  ", "$foreground-muted"),
                    ("esc", "bold"),
                    (" puts the list away", "$foreground-muted"),
                )
            )
            return
        if not self.text.strip() and self._hint:
            self._say(Content.assemble((self._hint, "$foreground-muted")))
            return
        try:
            words = self._check(self.text)
        except StandupError as error:
            self.complain(error, colour="$text-warning")
        else:
            self._say(Content.assemble(("→ ", "$text-success"), plain(words, "$text-success")))

    def recheck(self) -> None:
        """Answer anew after records have changed; why a text was refused stays until another one is typed."""
        if self.text != self._refused:
            self.answer()

    def refuse(self, error: StandupError) -> None:
        """Say why nothing was done."""
        self._refused = self.text
        self.complain(error)

    def complain(self, error: StandupError, *, colour: str = "$text-error") -> None:
        """Say why it was refused; carets stand under the part at fault."""
        if not isinstance(error, LogLineError):
            self._say(plain(error_words(error, table_in(self.app)), colour))
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

    def _offer(self) -> None:
        """Show what the word under the cursor can become, unless it was not typed just now."""
        now = self.text, self.input.cursor_position
        if now == self._seen and self.choices.is_open:
            return
        self._seen = now
        if self._complete is None or self.text == self._quiet:
            self.choices.hide()
            return
        self._quiet = None
        found = self._complete(*now)
        if not found:
            self.choices.hide()
            return
        prompt = len(self._prompt) + cell_len(self.text[: found[0].start]) - self.input.scroll_offset.x
        self.choices.show(found, max(0, prompt - 3), self.region.y or MOST_ROWS)  # before it is laid out it is at 0

    def _is_naming(self) -> bool:
        """Whether a name is half typed: until it is whole, no answer can be right."""
        chosen = self.choices.chosen
        if chosen is None:
            return False
        word = self.text[chosen.start : chosen.end].casefold()
        return word.startswith(_NAME_LEADS) and word != chosen.replacement.casefold()

    def _cursor_moved(self) -> None:
        """The cursor went elsewhere in the same text: what was offered was for another word."""
        if self.text == self._seen[0] and self.input.cursor_position != self._seen[1] and self.choices.is_open:
            self._put_away()

    def action_complete(self) -> None:
        """Take the chosen completion; what is typed ahead of the screen counts."""
        self._offer()
        if self.choices.chosen is not None:
            self._accept(self.choices.chosen)
        else:
            self.post_message(self.Tabbed())

    @on(SafeInput.Right)
    def _right(self, event: SafeInput.Right) -> None:
        event.stop()
        self._offer()
        if self.choices.chosen is not None:
            self._accept(self.choices.chosen)

    @on(Choices.Clicked)
    def _clicked(self, event: Choices.Clicked) -> None:
        event.stop()
        self._accept(event.completion)
        self.input.focus()

    def _accept(self, one: Completion) -> None:
        rest = self.text[one.end :]
        space = "" if rest[:1].isspace() else " "
        before = f"{self.text[: one.start]}{one.replacement}{space}"
        self.put(before + rest)
        self.input.cursor_position = len(before) + (0 if space else 1)

    def action_choose_next(self) -> None:
        """The next completion, or where none is offered a later line."""
        self._choose(1)

    def action_choose_previous(self) -> None:
        """The completion before, or where none is offered an earlier line."""
        self._choose(-1)

    def _choose(self, by: int) -> None:
        self._offer()
        if self.choices.is_open:
            self.choices.move(by)
        else:
            self._walk(by)

    def _walk(self, by: int) -> None:
        if self._earlier is None:
            return
        if not self._walked or self.text != self._walked[self._step]:
            self._walked = [*self._earlier(), self.text]
            self._step = len(self._walked) - 1
        step = self._step + by
        if not 0 <= step < len(self._walked):
            return
        walked = self._walked
        self.put(walked[step])
        self._walked, self._step = walked, step

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape puts away the completions where there are any, and else is for whoever holds the line."""
        return self.choices.is_open if action == "put_away" else True

    def action_put_away(self) -> None:
        """Show no completions for this text any more."""
        self._put_away()

    def _put_away(self) -> None:
        self._quiet = self.text
        self.choices.hide()
        self.answer()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.choices.hide()
        self.post_message(self.Submitted(self, event.value))
