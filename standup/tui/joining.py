"""Joining a team that exists: as a new person, or as one whom it knows already."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from standup.domain.errors import UsageError
from standup.domain.records import Developer
from standup.domain.text import shown
from standup.store.protocol import Roster
from standup.tui.actions import Scope
from standup.tui.first_run import FormScreen, Opening, in_home
from standup.tui.messages import Begun
from standup.tui.text import Cell, counted, plain, row_of
from standup.tui.widgets.formfield import FormField
from standup.tui.widgets.rows import RowList
from standup.workspace.people import NameTakenError, joining
from standup.workspace.setup import folder_named, team_of_folder, working_hours


class PeopleList(RowList[Developer]):
    """Who is in the team, to choose oneself."""

    BORDER_TITLE = "Or you are in it already"

    def __init__(self) -> None:
        super().__init__(id="people")

    def row_id(self, row: Developer) -> str:
        """The developer's id."""
        return row.id

    def empty(self) -> list[Content]:
        """The list shows only where there is somebody to choose."""
        return []

    def draw(self, row: Developer, width: int) -> Content:
        """Name and id."""
        name = Cell(plain(row.name), max(4, width - 24))
        return row_of([name, Cell(plain(row.id, "$foreground-muted"), 22)])

    def details(self, row: Developer, width: int) -> list[Content]:
        """Nothing more: hours are nobody else's business."""
        return []


class JoinScreen(FormScreen):
    """Asks for the folder, a name and hours; or who of those in it the person is."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.FORM, Scope.LIST, Scope.ALWAYS)

    def __init__(self, opening: Opening, *, found: Roster | None = None) -> None:
        super().__init__(opening)
        self._is_first = found is not None
        """Whether this is where the app opened, because the data folder has a team."""
        self._roster = found
        folder = in_home(opening.setup.data) if found is not None else ""
        self.folder_field = FormField(
            "Folder",
            self._check_folder,
            hint="the team's data folder; `standup locate data` shows its name to whoever is in the team",
            value=folder,
            id="folder",
        )

    def form(self) -> ComposeResult:
        """Three fields, and who is there."""
        yield Static(self._question(), classes="purpose")
        yield self.folder_field
        yield self.name_field
        yield self.hours_field
        yield PeopleList()
        yield Static(id="trouble")

    def _question(self) -> Content:
        if self._roster is None:
            return plain("Join a team whose data folder is on this computer.")
        question = plain(f"This folder has a team: {self._roster.team.name}. Who are you?", "bold")
        me = self.opening.me
        if me is None:
            return question
        return Content("\n").join(
            (question, plain(f"Your config says '{me}', whom the team does not know.", "$text-warning"))
        )

    def on_mount(self) -> None:
        """Show who is there, and begin with what is not known yet."""
        self._show_people()
        self.set_focus((self.name_field if self._is_first else self.folder_field).input)

    def _check_folder(self, text: str) -> str:
        self._roster = None
        folder = folder_named(text)
        self._roster = team_of_folder(folder)
        if self._roster is None:
            raise UsageError(f"there is no team in {shown(str(folder))}")
        return f"{self._roster.team.name}, {counted(len(self._people()), 'developer')}"

    def check_name(self, text: str) -> str:
        """Who one would be in the team of the folder."""
        if self._roster is None:
            return "new in the team"
        try:
            new = joining(self._roster, text, timezone=self.opening.timezone)
        except NameTakenError as error:
            name = shown(error.developer.name)
            raise UsageError(f"{name} is in the team already; if that is you, choose the name below") from None
        return f"{new.id}, {'a new developer of' if self._roster.developers else 'the lead of'} the team"

    def _people(self) -> list[Developer]:
        everyone = self._roster.developers.values() if self._roster is not None else ()
        return sorted((one for one in everyone if one.active), key=lambda one: (one.name.casefold(), one.id))

    def _show_people(self) -> None:
        people = self.query_one(PeopleList)
        people.show(self._people())
        people.display = bool(people.rows)

    @on(Input.Changed)
    def _folder_changed(self, event: Input.Changed) -> None:
        if event.input is self.folder_field.input:
            self.name_field.answer()
            self._show_people()

    def fields(self) -> list[FormField]:
        """The folder first."""
        return [self.folder_field, *super().fields()]

    def submit(self) -> None:
        """Join as a new person, and open the Board."""
        setup = self.opening.setup

        def act() -> Begun:
            folder = folder_named(self.folder_field.text)
            hours = working_hours(self.hours_field.text)
            new = setup.join(folder, self.name_field.text, timezone=self.opening.timezone, hours=hours)
            return self.enter(folder, new.id, f"you are {new.id}, {new.role.value}, in {new.timezone}")

        self.attempt(act)

    @on(RowList.Opened)
    def _opened(self) -> None:
        chosen = self.query_one(PeopleList).selected
        if chosen is not None:
            self._join_as(chosen)

    def _join_as(self, developer: Developer) -> None:
        setup = self.opening.setup

        def act() -> Begun:
            folder = folder_named(self.folder_field.text)
            known = setup.join_as(folder, developer.id)
            return self.enter(folder, known.id, f"you are {known.id}, {known.role.value}, in {known.timezone}")

        self.attempt(act)

    def action_back(self) -> None:
        """Back to where one came from, without making anything."""
        if self._is_first:
            super().action_back()
        else:
            self.dismiss()
