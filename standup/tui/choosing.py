"""A dialog that offers a few things to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from standup.domain.errors import StandupError
from standup.tui.actions import Scope, bindings
from standup.tui.keyed import KeyedModal
from standup.tui.text import Cell, plain, row_of, widest


class Choice(NamedTuple):
    """One thing to choose."""

    name: str
    words: str
    """What it means."""
    act: Callable[[], str]
    """Does it, and gives the words of the toast; raises StandupError."""


class ChoiceList(Widget, can_focus=True):
    """The choices, each with what it means; one has the cursor."""

    DEFAULT_CSS = "ChoiceList { height: auto; width: 1fr; text-wrap: nowrap; }"

    cursor: reactive[int] = reactive(0)
    """Index of the choice that enter takes."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = choices

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a choice."""
        return max(0, min(cursor, len(self._choices) - 1))

    def render(self) -> Content:
        """One line for each: cursor, name, meaning."""
        name = widest((plain(one.name) for one in self._choices), 20)
        return Content("\n").join(
            row_of(
                [
                    Cell(Content.assemble(("▌", "$accent")) if number == self.cursor else Content(""), 1),
                    Cell(plain(one.name, "bold $accent" if number == self.cursor else "bold"), name),
                    Cell(plain(one.words, "$foreground-muted"), max(0, self.size.width - name - 6)),
                ],
                2,
            )
            for number, one in enumerate(self._choices)
        )

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A line for each."""
        return len(self._choices)

    @property
    def chosen(self) -> Choice:
        """The choice with the cursor."""
        return self._choices[self.cursor]


class ChoiceDialog(KeyedModal[str]):
    """Offers choices about something; its result is what the chosen one says."""

    CSS_PATH = "dialogs.tcss"
    NAME: ClassVar[str] = "the list"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.CHOICE, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.CHOICE)]

    def __init__(
        self, title: str, about: str, choices: Sequence[Choice], *, notes: Sequence[str] = (), wide: bool = False
    ) -> None:
        """`notes` are lines that are to be read before one chooses."""
        super().__init__(classes="-wide" if wide else None)
        self._notes = notes
        self._title = title
        self._about = about
        self._choices = choices

    def compose(self) -> ComposeResult:
        """About what, the choices, and the keys."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(self._title)
            yield Static(plain(self._about, "bold"), classes="about")
            if self._notes:
                yield Static(Content("\n").join(map(plain, self._notes)), classes="notes")
            yield ChoiceList(self._choices)
            yield Static(classes="examples")
            yield self.key_line()

    def on_mount(self) -> None:
        """Begin at the first choice."""
        self.app.clear_notifications()
        self.set_focus(self.query_one(ChoiceList))

    def action_choose(self) -> None:
        """Do what the cursor stands on, and close."""
        try:
            words = self.query_one(ChoiceList).chosen.act()
        except StandupError as error:
            self.query_one(".examples", Static).update(plain(str(error), "$text-error"))
        else:
            self.dismiss(words)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        choices = self.query_one(ChoiceList)
        if choices.content_region.contains(event.screen_x, event.screen_y):
            choices.cursor = event.screen_y - choices.content_region.y
            self.action_choose()

    def action_choice_down(self) -> None:
        """To the next choice."""
        self.query_one(ChoiceList).cursor += 1

    def action_choice_up(self) -> None:
        """To the choice before."""
        self.query_one(ChoiceList).cursor -= 1

    def action_leave_choice(self) -> None:
        """Choose nothing."""
        self.app.pop_screen()
