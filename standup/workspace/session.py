"""One person at work on one store: who acts, what time it is, and how a change is made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from standup.domain.availability import HolidaysOf, no_holidays
from standup.domain.change import Change, ChangeKind, Conflict, Journaled, Op
from standup.domain.errors import ForbiddenError, NotFoundError, StandupError, UsageError
from standup.domain.records import Customer, Developer, Role, Touchpoint, WorkItem
from standup.domain.text import did_you_mean, shown
from standup.store.protocol import Receipt, Roster, Store

if TYPE_CHECKING:
    from standup.domain.commits import History
    from standup.domain.differences import Names
    from standup.domain.playbooks import Playbook

Named = TypeVar("Named", Developer, Customer)
P = ParamSpec("P")
T = TypeVar("T")


class PlaybooksOf(Protocol):
    """Playbooks by the kind of a touchpoint and the stage of a customer."""

    def __call__(self, kind: str, stage: str = "") -> Sequence[Playbook]:
        """Those of a kind and of a stage, where there are any; raises StandupError that names a bad file."""


def no_playbooks(kind: str, stage: str = "") -> Sequence[Playbook]:
    """An empty shelf."""
    return ()


class CommitsOf(Protocol):
    """The commits of the repositories that the person who acts has configured, by a span of time."""

    def __call__(self, since: datetime, until: datetime) -> History:
        """Those of all authors from `since` up to before `until`, both aware; troubles are told, never raised."""


def no_commits(since: datetime, until: datetime) -> History:
    """No repository."""
    from standup.domain.commits import History

    return History()


class ChangeList(Protocol):
    """The acting person's own list of changes, oldest first."""

    def append(self, line: Journaled) -> None:
        """Add a line; called before the change is written, so that no crash can lose an undo."""

    def read(self) -> Sequence[Journaled]:
        """The lines, oldest first."""

    def follow(self, moved: Mapping[str, str]) -> None:
        """Say of changes where they lie now, after the store moved them."""


class MemoryList:
    """A list of changes that lasts as long as the process, for the sample team and for tests."""

    def __init__(self) -> None:
        self._lines: list[Journaled] = []

    def append(self, line: Journaled) -> None:
        """Add a line."""
        self._lines.append(line)

    def read(self) -> Sequence[Journaled]:
        """The lines, oldest first."""
        return tuple(self._lines)

    def follow(self, moved: Mapping[str, str]) -> None:
        """Say of changes where they lie now."""
        self._lines[:] = [line.moved(moved) for line in self._lines]


def system_now() -> datetime:
    """The present moment, aware."""
    return datetime.now(UTC)


def new_id() -> str:
    """A new record id: a UUID of version 7 in hex, which sorts by creation."""
    from uuid_utils import uuid7

    return uuid7().hex


class Workspace:
    """A store seen by one developer; every use case takes one.

    `me` is the id of the developer who acts; `now` gives an aware datetime; `holidays_of` gives public holidays,
    `playbooks_of` the checklists for touchpoints, and `commits_of` what was committed.
    """

    def __init__(
        self,
        store: Store,
        me: str,
        *,
        now: Callable[[], datetime] = system_now,
        new_id: Callable[[], str] = new_id,
        changes: ChangeList | None = None,
        holidays_of: HolidaysOf = no_holidays,
        playbooks_of: PlaybooksOf = no_playbooks,
        commits_of: CommitsOf = no_commits,
    ) -> None:
        self.store = store
        self.me = me
        self.now = now
        self.new_id = new_id
        self.changes: ChangeList = changes if changes is not None else MemoryList()
        self.holidays_of = holidays_of
        self.playbooks_of = playbooks_of
        self.commits_of = commits_of

    def developer(self, roster: Roster | None = None) -> Developer:
        """The record of the person who acts; raises UsageError where the data folder does not know them."""
        found = (roster or self.store.roster()).developers.get(self.me)
        if found is None:
            raise UsageError(
                f"you are '{shown(self.me)}' by your config, but this data folder knows no such developer; "
                "run `standup join` or correct `me` in the config"
            )
        return found

    def today(self, developer: Developer | None = None) -> date:
        """The local date of a developer, by default of the person who acts."""
        return self.now().astimezone(zone_of(developer or self.developer())).date()

    @property
    def is_lead(self) -> bool:
        """Whether the person who acts has the role `lead`."""
        return self.developer().role is Role.LEAD

    def require_lead(self, what: str) -> None:
        """Raise ForbiddenError unless the person who acts is a lead."""
        if not self.is_lead:
            raise ForbiddenError(f"only a lead may {what}")

    def commit(self, why: str, ops: Iterable[Op], *, group: str | None = None) -> Receipt:
        """Make one change of my own; raises Conflict where a record is not what the change was made from."""
        return self.write(why, tuple(ops), kind=ChangeKind.DO, group=group)

    def write(
        self,
        why: str,
        ops: tuple[Op, ...],
        *,
        kind: ChangeKind,
        of: str | None = None,
        group: str | None = None,
    ) -> Receipt:
        """Write a change of any kind, noted in my own list first."""
        change = Change(id=self.new_id(), at=self.now(), by=self.me, why=why, ops=ops, kind=kind, of=of, group=group)
        where = self.store.where(change)
        self.changes.append(Journaled(id=change.id, kind=kind, of=of, group=group, where=where))
        try:
            return self.store.write(change)
        except Conflict as conflict:
            raise self.told(conflict, kind) from None

    def told(self, conflict: Conflict, kind: ChangeKind) -> Conflict:
        """A conflict in words for the person who acts: who changed what, and when."""
        from standup.domain.conflicts import conflict_words  # what only a conflict pays for

        try:
            roster = self.store.roster()
            words = conflict_words(
                conflict, kind, known_names(roster), me=self.me, now=self.now(), zone=zone_of(self.developer(roster))
            )
        except StandupError:  # the names cannot be read; the ids say it too
            return conflict
        return conflict.told(words)


def local_date(moment: datetime, timezone: str) -> date:
    """The date of an aware moment in the IANA time zone of that name; raises UsageError for an unknown one."""
    return moment.astimezone(zone_named(timezone)).date()


def known_names(roster: Roster) -> Names:
    """The names of the team's developers and customers, for words about records."""
    from standup.domain.differences import Names

    return Names(
        {one.id: one.name for one in roster.developers.values()},
        {one.id: one.name for one in roster.customers.values()},
    )


def at_one_moment(view: Callable[Concatenate[Workspace, P], T]) -> Callable[Concatenate[Workspace, P], T]:
    """Let a view that reads much see one state of the store, whatever others write meanwhile."""

    @wraps(view)
    def seen(workspace: Workspace, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return workspace.store.together(lambda: view(workspace, *args, **kwargs))

    return seen


def by_oneself(act: Callable[Concatenate[Workspace, P], T]) -> Callable[Concatenate[Workspace, P], T]:
    """Let a use case write what it has planned from what it read, while nobody else writes in between."""

    @wraps(act)
    def acted(workspace: Workspace, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return workspace.store.alone(lambda: act(workspace, *args, **kwargs))

    return acted


def zone_of(developer: Developer) -> ZoneInfo:
    """The developer's time zone; raises UsageError where this system does not know it."""
    return zone_named(developer.timezone)


def zone_named(name: str) -> ZoneInfo:
    """The IANA time zone of a name; raises UsageError with a hint where this system does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f"'{shown(name)}' is no time zone known here; write one such as Europe/Berlin") from None


def owners(roster: Roster) -> Iterator[str | None]:
    """Everybody who may own open things, and None for what nobody owns."""
    yield from roster.developers
    yield None


def open_touchpoints(store: Store, roster: Roster) -> list[Touchpoint]:
    """All open touchpoints of the team."""
    return store.together(lambda: [one for owner in owners(roster) for one in store.desk(owner).touchpoints])


def open_work(store: Store, roster: Roster) -> list[WorkItem]:
    """All open work items of the team."""
    return store.together(lambda: [item for owner in owners(roster) for item in store.desk(owner).work_items])


def find_developer(roster: Roster, name: str) -> Developer:
    """A developer by id, name or one word of it; raises NotFoundError with the closest matches."""
    found = developer_named(roster, name)
    if found is None:
        everyone = roster.developers.values()
        raise NotFoundError(f"no developer '{shown(name)}'{did_you_mean(name, names_of(everyone))}")
    return found


def developer_named(roster: Roster, name: str) -> Developer | None:
    """A developer by id, by name, or by one word of it, whatever the case and accents; None where it is nobody.

    Who has left the team is meant only where a word fits nobody who is in it. Raises UsageError where it fits several.
    """
    found = named(roster.developers.values(), name)
    if found is not None:
        return found
    from standup.domain.checkin import person_named

    for active in (True, False):
        people = {one.id: one.name for one in roster.developers.values() if one.active is active}
        person = person_named(name, people)
        if person is not None:
            return roster.developers[person]
    return None


def names_of_active(roster: Roster) -> list[str]:
    """The names of the developers who are at work on the team now."""
    return [one.name for one in roster.developers.values() if one.active]


def named(records: Collection[Named], name: str) -> Named | None:
    """The one with this id, or else with this name, whatever the case; None where there is none.

    Raises UsageError where several share the name, with the ids to choose from.
    """
    wanted = name.strip().casefold()
    for record in records:
        if record.id.casefold() == wanted:
            return record
    found = [record for record in records if record.name.casefold() == wanted]
    if len(found) > 1:
        ids = " or ".join(record.id for record in found)
        raise UsageError(f"'{shown(name)}' names {len(found)} of them; write {ids}")
    return found[0] if found else None


def names_of(records: Collection[Named]) -> list[str]:
    """Every id and name, for suggestions."""
    return [*(record.id for record in records), *(record.name for record in records)]
