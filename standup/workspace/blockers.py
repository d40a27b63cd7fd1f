"""Blockers: who must act for whom, until somebody says that it is resolved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from standup.domain.change import Op, altered
from standup.domain.checkin import person_named, split_blocker
from standup.domain.conflicts import blocker_words
from standup.domain.errors import UsageError
from standup.domain.records import Blocker, Developer
from standup.domain.text import shown
from standup.store.errors import DamagedFileError
from standup.store.protocol import Roster
from standup.workspace.references import matching, only, reference
from standup.workspace.session import Workspace, at_one_moment, find_developer, known_names

_SHOWN_RESOLVED_DAYS = 3
"""How long one that was resolved is still shown to the one who was blocked: over a weekend."""


class BlockerRow(NamedTuple):
    """One blocker with the names that are shown; text is to the letter, not yet safe for a terminal."""

    blocker: Blocker
    blocked: str
    """The name of the developer who is blocked."""
    who: str
    """The name of who must act."""
    resolved_by: str
    """A name; empty while it is open."""
    age_days: int

    @property
    def reference(self) -> str:
        """What people type to name it."""
        return reference(self.blocker.id)


def new_blocker(workspace: Workspace, roster: Roster, me: Developer, text: str, today: date) -> Blocker:
    """A blocker of mine by words such as `bob: review API-12`; who is nobody on the team stays as it is written.

    Raises UsageError where it does not say who and what, where several fit, and where it is myself.
    """
    who, what = split_blocker(text)
    person = person_named(who, {one.id: one.name for one in roster.developers.values() if one.active})
    if person == me.id:
        raise UsageError(f"'{shown(who)}' is you; a blocker needs somebody else to act")
    return Blocker(
        id=workspace.new_id(),
        developer=me.id,
        what=what,
        who=person or who,
        is_developer=person is not None,
        since=today,
    )


def blocker_preview(workspace: Workspace, text: str) -> str:
    """What words such as `bob: review API-12` would say, safe for a terminal; raises UsageError as `new_blocker`."""
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    found = new_blocker(workspace, roster, me, text, workspace.today(me))
    words = blocker_words(found, known_names(roster))
    return words if found.is_developer else f"{words} · nobody on the team, so it is on no Board but yours"


def resolved(blocker: Blocker, today: date, by: str) -> Blocker:
    """The blocker as one that somebody said is resolved."""
    return altered(blocker, resolved_on=today, resolved_by=by)


@at_one_moment
def blockers_for(workspace: Workspace, developer: str | None = None) -> tuple[BlockerRow, ...]:
    """The open blockers for which a developer, by default the person who acts, must act; the oldest first."""
    roster = workspace.store.roster()
    wanted = developer or workspace.me
    today = workspace.today()
    found = [one for one in _open(workspace, roster) if one.acts == wanted]
    return tuple(blocker_row(roster, one, today) for one in sorted(found, key=lambda one: (one.since, one.id)))


@at_one_moment
def blockers_of(workspace: Workspace, developer: str | None = None) -> tuple[BlockerRow, ...]:
    """The blockers of a developer, by default of the person who acts: open ones, and those resolved of late."""
    roster = workspace.store.roster()
    wanted = developer or workspace.me
    today = workspace.today()
    first = today - timedelta(days=_SHOWN_RESOLVED_DAYS)
    late = [
        one
        for year in sorted({first.year, today.year})
        for one in workspace.store.closed(wanted, year).blockers
        if one.resolved_on is not None and one.resolved_on >= first
    ]
    return tuple(blocker_row(roster, one, today) for one in [*workspace.store.desk(wanted).blockers, *late])


def blocker_row(roster: Roster, blocker: Blocker, today: date) -> BlockerRow:
    """A blocker with the names that are shown."""
    names = known_names(roster).developers
    return BlockerRow(
        blocker=blocker,
        blocked=names.get(blocker.developer, blocker.developer),
        who=names.get(blocker.who, blocker.who) if blocker.is_developer else blocker.who,
        resolved_by=names.get(blocker.resolved_by, blocker.resolved_by) if blocker.resolved_by else "",
        age_days=(today - blocker.since).days,
    )


@at_one_moment
def list_blockers(
    workspace: Workspace, *, developer: str | None = None, everyone: bool = False
) -> tuple[BlockerRow, ...]:
    """Open blockers: those of a developer and those for which they must act (me by default), or all of the team."""
    roster = workspace.store.roster()
    chosen = workspace.me if developer is None else find_developer(roster, developer).id
    found = [one for one in _open(workspace, roster) if everyone or chosen in (one.developer, one.acts)]
    today = workspace.today()
    return tuple(blocker_row(roster, one, today) for one in sorted(found, key=lambda one: (one.since, one.id)))


def resolve_blocker(workspace: Workspace, text: str) -> Blocker:
    """Say that an open blocker, named by its id or short reference, is resolved; raises NotFoundError."""
    roster = workspace.store.roster()
    blocker = only(matching(_open(workspace, roster), text), text, "blocker", "`standup blocker list`")
    ended = resolved(blocker, workspace.today(), workspace.me)
    names = known_names(roster)
    blocked = shown(names.developers.get(blocker.developer, blocker.developer))
    workspace.commit(f"resolve the blocker of {blocked}, {blocker_words(blocker, names)}", [Op(blocker, ended)])
    return ended


def _open(workspace: Workspace, roster: Roster) -> list[Blocker]:
    found: list[Blocker] = []
    for one in roster.developers:
        try:
            found += workspace.store.desk(one).blockers
        except DamagedFileError:  # of one person, who must not take the others' Boards down
            continue
    return found
