"""The first screen of somebody whom nothing here knows yet: it asks a name and hours, and begins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from standup.domain.errors import StandupError
from standup.domain.hours import hours_words
from standup.domain.text import shown
from standup.tui.actions import Scope, Table, bindings
from standup.tui.keyed import KeyedScreen
from standup.tui.messages import Begun
from standup.tui.page import HEIGHTS, WIDTHS
from standup.tui.text import plain
from standup.tui.widgets.choice import Choice
from standup.tui.widgets.formfield import FormField
from standup.workspace.session import Workspace
from standup.workspace.setup import TEAM_NAME, Setup, new_team, working_hours

PURPOSE = "Your production work beside the customer touchpoints due, and an honest picture of how your time divides."


class Opening(NamedTuple):
    """What the app opens with where there is no team in the data folder, or nobody knows who in it the person is."""

    setup: Setup
    sample: Callable[[], Workspace]
    """Makes a workspace on the sample team, in a folder that is thrown away."""
    name: str
    """A name to propose; may be empty."""
    timezone: str
    """IANA name of the zone in which the person is."""
    me: str | None
    """Whom the config names."""


class FormScreen(KeyedScreen[None]):
    """Fields below each other: enter and tab go to the next one, and enter in the last one does it."""

    CSS_PATH = "first_run.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.FORM, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self.opening = opening
        self._is_begun = False
        self.name_field = FormField("Name", self.check_name, value=opening.name, id="name")
        self.hours_field = FormField("Hours a week", check_hours, value="40", id="hours")

    def compose(self) -> ComposeResult:
        """Title, purpose, the form in the middle, and the keys."""
        yield Static(Content.assemble((" standup", "bold $accent"), (" · first run", "$foreground-muted")), id="title")
        with VerticalScroll(id="middle", can_focus=False), Vertical(id="form"):
            yield from self.form()
        yield self.key_line()

    def form(self) -> ComposeResult:
        """The sentences, fields and choices."""
        raise NotImplementedError

    def check_name(self, text: str) -> str:
        """Who one would be under this name; raises StandupError."""
        raise NotImplementedError

    def submit(self) -> None:
        """Do what the form is for."""
        raise NotImplementedError

    def fields(self) -> list[FormField]:
        """The fields in their order."""
        return [self.name_field, self.hours_field]

    def all_right(self) -> bool:
        """Whether all fields are right; else say beside the first that is wrong what is wrong with it, and go there."""
        for field in self.fields():
            error = field.find_error()
            if error is not None:
                field.complain(error)
                self.set_focus(field.input)
                return False
        return True

    def attempt(self, act: Callable[[], Begun]) -> None:
        """Begin; where that fails, say why below the form and stay."""
        if self._is_begun:
            return
        try:
            begun = act()
        except StandupError as error:
            trouble = self.query_one("#trouble", Static)
            trouble.update(plain(str(error), "$text-error"))
            trouble.scroll_visible(animate=False)
        else:
            self._is_begun = True
            self.post_message(begun)

    def enter(self, folder: Path, me: str, words: str) -> Begun:
        """The workspace of a person who begins in a data folder."""
        return Begun(self.opening.setup.opened(folder, me, journal=True), words)

    @on(Input.Submitted)
    def action_go_on(self) -> None:
        """To the next field, and from the last one on; what is chosen is done."""
        if isinstance(self.focused, Choice):
            self.focused.choose()
            return
        inputs: list[Widget] = [field.input for field in self.fields()]
        if self.focused in inputs[:-1]:
            self.set_focus(inputs[inputs.index(self.focused) + 1])
        elif self.all_right():
            self.submit()

    def action_next_field(self) -> None:
        """To the next field."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """To the field before."""
        self.focus_previous()

    def action_sample_team(self) -> None:
        """Open the sample team."""
        self.attempt(lambda: Begun(self.opening.sample(), "try any key; this folder is thrown away", demo=True))

    def action_back(self) -> None:
        """Back, which is out of the app here."""
        self.app.exit()

    def action_leave_app(self) -> None:
        """Leave without making anything."""
        self.app.exit()


class BeginScreen(FormScreen):
    """Makes a new team with this person as its lead."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.FORM, Scope.FIRST_RUN, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FIRST_RUN)]

    def form(self) -> ComposeResult:
        """Two fields, and what else can be done."""
        yield Static(plain(PURPOSE), classes="purpose")
        yield self.name_field
        yield self.hours_field
        yield from choices(self.table, Scope.FIRST_RUN)
        yield Static(id="trouble")
        yield Static(self._where(), classes="where")

    def _where(self) -> Content:
        setup, me = self.opening.setup, self.opening.me
        where = plain(f"Everything is kept on this computer, in {in_home(setup.data)}", "$foreground-muted")
        if me is None:
            return where
        missed = f"Your config says that you are '{me}', but there is no team in that folder. Is a disk missing?"
        return Content("\n").join((where, plain(missed, "$text-warning")))

    def on_mount(self) -> None:
        """Begin to type in the first field that needs it."""
        self.set_focus(self.name_field.input)

    def check_name(self, text: str) -> str:
        """The id that the name gives."""
        lead = new_team(text, timezone=self.opening.timezone).lead
        return f"{lead.id}, the lead of a new team"

    def submit(self) -> None:
        """Make the team and open its Board."""
        setup = self.opening.setup

        def act() -> Begun:
            hours = working_hours(self.hours_field.text)
            lead = setup.begin(self.name_field.text, timezone=self.opening.timezone, hours=hours)
            return self.enter(setup.data, lead.id, f"{TEAM_NAME}; you are {lead.id}, its lead, in {lead.timezone}")

        self.attempt(act)

    def action_begin(self) -> None:
        """Begin, wherever the cursor is."""
        if self.all_right():
            self.submit()

    def action_join_team(self) -> None:
        """To the form for joining."""
        from standup.tui.joining import JoinScreen

        self.app.push_screen(JoinScreen(self.opening))


def choices(table: Table, *scopes: Scope) -> ComposeResult:
    """What can be chosen beside the fields, from the table of actions."""
    for action in table.in_scopes(*scopes):
        yield Choice(action)


def check_hours(text: str) -> str:
    """Hours of each day in words; raises UsageError."""
    return hours_words(working_hours(text))


def in_home(folder: Path) -> str:
    """The folder as people write it, safe for a terminal."""
    try:
        return shown(str(Path("~") / folder.relative_to(Path.home())))
    except (ValueError, RuntimeError):
        return shown(str(folder))
