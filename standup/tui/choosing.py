"""A dialog that offers a few things to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, zip_longest
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
from standup.domain.text import shown
from standup.reports.wrapping import wrap
from standup.tui.actions import Scope, bindings
from standup.tui.keyed import KeyedModal
from standup.tui.text import Cell, plain, row_of, widest
from standup.tui.widgets.prose import Prose


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
        """Cursor, name and meaning of each; the meaning wraps within its column."""
        return Content("\n").join(line for one in self._drawn(self.size.width) for line in one)

    def _drawn(self, width: int) -> list[list[Content]]:
        """The lines of each choice."""
        name = widest((plain(one.name) for one in self._choices), 20)
        room = max(8, width - name - 6)
        return [
            [
                row_of(
                    [
                        Cell(Content.assemble(("▌", "$accent")) if number == self.cursor else Content(""), 1),
                        Cell(plain(words, "bold $accent" if number == self.cursor else "bold"), name),
                        Cell(plain(meaning, "$foreground-muted"), room),
                    ],
                    2,
                )
                for words, meaning in zip_longest([one.name], wrap(shown(one.words), room), fillvalue="")
            ]
            for number, one in enumerate(self._choices)
        ]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """The lines of all."""
        return sum(map(len, self._drawn(width)))

    def at(self, line: int) -> int:
        """The choice that a line belongs to."""
        ends = accumulate(map(len, self._drawn(self.size.width)))
        return next((number for number, end in enumerate(ends) if line < end), len(self._choices) - 1)

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
                yield Prose(Content("\n").join(map(plain, self._notes)), classes="notes")
            yield ChoiceList(self._choices)
            yield Prose(classes="why")
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
            why = self.query_one(".why", Static)
            why.update(plain(str(error), "$text-error"))
            why.add_class("-shown")
        else:
            self.dismiss(words)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        choices = self.query_one(ChoiceList)
        if choices.content_region.contains(event.screen_x, event.screen_y):
            choices.cursor = choices.at(event.screen_y - choices.content_region.y)
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
