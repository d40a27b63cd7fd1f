"""What the log line can name, for completing it: the likeliest first, judged by my own latest entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from standup.domain.logline.completing import Known, Vocabulary, known
from standup.domain.records import Role, TimeEntry, WorkItem
from standup.domain.weeks import Week
from standup.store.errors import DamagedFileError
from standup.store.protocol import Desk, Roster
from standup.workspace.session import Workspace, at_one_moment, owners


@at_one_moment
def vocabulary(workspace: Workspace) -> Vocabulary:
    """The names as they are now: my own open work first, then what I logged last and most often in two weeks."""
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    today = workspace.today(me)
    entries = [entry for back in (0, 1) for entry in workspace.store.week(me.id, Week.of(today) - back).entries]
    return Vocabulary(
        today=today,
        work=_work(workspace, roster, entries),
        customers=_customers(workspace, roster, entries),
        tags=[known(tag) for tag in _by_use((entry.day, tag) for entry in entries for tag in entry.tags)],
        requesters=[known(name) for name in _by_use((one.day, one.asked_by) for one in entries if one.asked_by)],
        developers=_developers(roster, me.id) if me.role is Role.LEAD else (),
    )


def _by_use(uses: Iterable[tuple[date, str]]) -> list[str]:
    """The names by their latest day, then by how often they were used."""
    latest: dict[str, date] = {}
    count: dict[str, int] = {}
    for day, name in uses:
        latest[name] = max(day, latest.get(name, day))
        count[name] = count.get(name, 0) + 1
    return sorted(latest, key=lambda name: (-latest[name].toordinal(), -count[name], name))


def _work(workspace: Workspace, roster: Roster, entries: Iterable[TimeEntry]) -> list[Known]:
    """Open work: mine and nobody's before that of others, and in both what was logged before what was not."""
    place = {key: at for at, key in enumerate(_by_use((one.day, one.work_item) for one in entries if one.work_item))}
    desks = _desks(workspace, roster)
    items = [(owner not in (workspace.me, None), item) for owner, desk in desks for item in desk.work_items]

    def rank(one: tuple[bool, WorkItem]) -> tuple[bool, int]:
        is_of_others, item = one
        return is_of_others, place.get(item.key, len(place))

    return [known(item.key, item.title) for _, item in sorted(items, key=rank) if item.state.is_open]


def _customers(workspace: Workspace, roster: Roster, entries: Iterable[TimeEntry]) -> list[Known]:
    """Active customers: those logged lately, then those of my open touchpoints by due date, then the rest by name."""
    lately = _by_use((one.day, one.customer) for one in entries if one.customer)
    due = sorted(workspace.store.desk(workspace.me).touchpoints, key=lambda one: one.due_on or date.max)
    rest = sorted(roster.customers.values(), key=lambda one: one.name.casefold())
    order = dict.fromkeys([*lately, *(one.customer for one in due), *(one.id for one in rest)])
    found = (roster.customers.get(customer) for customer in order)
    return [known(one.id, one.name) for one in found if one is not None and one.active]


def _developers(roster: Roster, me: str) -> list[Known]:
    people = sorted(roster.developers.values(), key=lambda one: one.name.casefold())
    return [known(one.id, one.name) for one in people if one.active and one.id != me]


def _desks(workspace: Workspace, roster: Roster) -> Iterator[tuple[str | None, Desk]]:
    """Everybody's open things; a damaged file of one person takes nobody else's names away."""
    for owner in owners(roster):
        try:
            yield owner, workspace.store.desk(owner)
        except DamagedFileError:
            continue
