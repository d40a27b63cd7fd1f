"""How somebody begins: with a new team, whose lead they are, or by joining one that exists.

Either writes both the data folder and the person's own config, which says who they are and where the data is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from standup.config import check_writable, write_values
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.hours import parse_hours
from standup.domain.records import DayMinutes, Developer, Role, Team
from standup.domain.text import did_you_mean, shown
from standup.store.protocol import Roster
from standup.workspace.people import edit_developer, join, new_developer, required
from standup.workspace.session import Workspace, find_developer, local_date, named, names_of, system_now

if TYPE_CHECKING:
    from standup.workspace.restoring import Export

TEAM_NAME = "Our team"
"""What a new team is called until it is given a name."""


class NewTeam(NamedTuple):
    """What a store is created with."""

    team: Team
    lead: Developer


class OpenWorkspace(Protocol):
    """Makes a workspace on a data folder; with a `journal`, undo can take back what is done in it."""

    def __call__(self, folder: Path, me: str = "", *, journal: bool = False) -> Workspace:
        """Raises StoreError where the folder holds no team."""


class Setup(NamedTuple):
    """Makes a team or joins one; where that cannot be done to its end, nothing is made."""

    config: Path
    """The person's config file."""
    data: Path
    """The data folder that the config or the environment leads to."""
    keeps_data: bool
    """Whether the config has to be told of the data folder, because only this process's environment names it."""
    opened: OpenWorkspace
    now: Callable[[], datetime] = system_now
    """Gives the present moment, aware."""

    def begin(self, name: str, *, team: str = TEAM_NAME, shared: bool = False, **details: Any) -> Developer:
        """Make a new team in the data folder and its first developer, who is its lead.

        With `shared`, the folder's group may read and write it; `details` are those of `new_team`. Raises UsageError
        for what cannot be, StoreError where the folder holds a team or cannot be written.
        """
        from standup.store.errors import told
        from standup.store.files import SHARED, make_folder
        from standup.store.tiny import TinyStore

        today = local_date(self.now(), details["timezone"])
        made = new_team(name, team=team, joined_on=today, **details)
        check_writable(self.config)
        if shared:
            with told(self.data):
                make_folder(self.data, SHARED.folder)
        TinyStore.create(self.data, made.team, [made.lead])
        where = {"data": str(self.data.resolve())} if self.keeps_data else {}
        write_values(self.config, {"me": made.lead.id, **where})
        return made.lead

    def join(self, folder: Path, name: str, **details: Any) -> Developer:
        """Make a new developer in the team of a folder, and be that person from now on.

        Raises what `people.join` raises, and StoreError where the folder holds no team or cannot be written.
        """
        workspace = self.opened(folder)
        check_writable(self.config)
        developer = join(workspace, name, **details)
        self._keep(folder, developer)
        return developer

    def join_as(self, folder: Path, who: str, **details: Any) -> Developer:
        """Be a developer whom the team of a folder knows already, from now on; `details` given alter their record.

        Raises NotFoundError, and StoreError where the folder holds no team.
        """
        workspace = self.opened(folder)
        developer = find_developer(workspace.store.roster(), who)
        workspace.me = developer.id
        check_writable(self.config)
        if any(value is not None for value in details.values()):
            developer = edit_developer(workspace, developer.id, **details)
        self._keep(folder, developer)
        return developer

    def may_refill(self, export: Export, who: str | None, me: str) -> Developer:
        """Whom the person is in the team of an export, if the data folder may be made of it; nothing is written.

        `who` names them; else they are `me`, as the config says, or where it says nothing who made the export. Raises
        NotFoundError for somebody whom the export does not know, StoreError where the data folder is not empty.
        """
        from standup.store.documents import refuse_taken

        refuse_taken(self.data)
        everyone = export.developers.values()
        found = named(everyone, who) if who else export.developers.get(me or export.of)
        if found is None and who:
            raise NotFoundError(f"no developer '{shown(who)}'{did_you_mean(who, names_of(everyone))}")
        if found is None:
            raise NotFoundError(
                f"you are '{shown(me)}' by your config, but {shown(export.name)} knows no such developer; "
                "use another config (--config FILE), or say who you are with --as"
            )
        return found

    def refill(self, export: Export, who: str | None, me: str, now: datetime) -> Developer:
        """Make the data folder of an export, and keep who the person is there, unless the config says it already.

        Raises what `may_refill` raises, and StoreError where the folder cannot be written; then nothing was made.
        """
        from standup.store.documents import refill

        developer = self.may_refill(export, who, me)
        is_new = developer.id != me
        if is_new:
            check_writable(self.config)
        refill(self.data, export.files, now)
        if is_new:
            where = {"data": str(self.data.resolve())} if self.keeps_data else {}
            write_values(self.config, {"me": developer.id, **where})
        return developer

    def _keep(self, folder: Path, developer: Developer) -> None:
        write_values(self.config, {"data": str(folder), "me": developer.id})


def new_team(name: str, *, team: str = TEAM_NAME, **details: Any) -> NewTeam:
    """A team with its first developer, who is its lead; `details` are those of `new_developer`.

    Raises UsageError for empty names and as `new_developer` does.
    """
    lead = new_developer(name, taken=(), role=Role.LEAD, **details)
    return NewTeam(Team(name=required(team, "team's name")), lead)


def team_of_folder(folder: Path) -> Roster | None:
    """The team of a folder, None where there is none; raises StoreError where there is one that cannot be read."""
    from standup.store.finding import team_in

    return team_in(folder)


def folder_named(text: str) -> Path:
    """The folder that a person names, from the root on; raises UsageError where no folder can be called so."""
    if not text.strip():
        raise UsageError("which folder? whoever made the team finds its name with `standup locate data`")
    try:
        return Path(text.strip()).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):
        raise UsageError(f"'{shown(text.strip())}' is no folder") from None


def working_hours(text: str) -> DayMinutes:
    """Contract minutes per weekday of somebody who begins to work with this; raises UsageError for none at all."""
    hours = parse_hours(text)
    if not any(hours):
        raise UsageError("with no hours there is nothing to plan; write 40, or 8,8,8,8,4 from Monday on")
    return hours
