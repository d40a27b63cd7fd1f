"""What can be gone to by its name: people, open work, open touchpoints and customers, with the Board they are on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from standup.domain.records import Role
from standup.domain.weeks import Week
from standup.store.errors import DamagedFileError
from standup.store.protocol import Desk, Roster
from standup.workspace.names import customer_name
from standup.workspace.session import Workspace, at_one_moment, owners

WEEKS = 12
"""So many weeks, the running one among them."""


class Place(NamedTuple):
    """A row on somebody's Board, or where `row` is empty the Board itself."""

    name: str
    about: str
    """Whose it is, and what it is."""
    developer: str
    row: str = ""
    """Id of the work item or touchpoint."""


class Findable(NamedTuple):
    """All that can be gone to."""

    boards: tuple[Place, ...]
    rows: tuple[Place, ...]
    """Work items and touchpoints: mine, then nobody's, then those of others."""
    customers: tuple[tuple[str, str], ...]
    """Id and name of the active customers."""
    weeks: tuple[Week, ...]
    """The latest first."""
    is_lead: bool


@at_one_moment
def findable(workspace: Workspace) -> Findable:
    """What can be gone to now; what is nobody's stands on my own Board."""
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    desks = sorted(_desks(workspace, roster), key=lambda one: (one[0] != me.id, one[0] is not None))
    people = [one for one in roster.developers.values() if one.active]
    this_week = Week.of(workspace.today(me))
    return Findable(
        boards=tuple(Place(one.name, one.role.value, one.id) for one in sorted(people, key=lambda one: one.name)),
        rows=tuple(place for owner, desk in desks for place in _rows(roster, owner, desk, me.id)),
        customers=tuple((one.id, one.name) for one in roster.customers.values() if one.active),
        weeks=tuple(this_week - back for back in range(WEEKS)),
        is_lead=me.role is Role.LEAD,
    )


def _rows(roster: Roster, owner: str | None, desk: Desk, me: str) -> Iterator[Place]:
    whose = "nobody's yet" if owner is None else "mine" if owner == me else roster.developers[owner].name
    for item in desk.work_items:
        if item.state.is_open:
            yield Place(f"{item.key} {item.title}", f"Work item · {whose}", owner or me, item.id)
    for touchpoint in desk.touchpoints:
        name = f"{customer_name(roster, touchpoint.customer)}: {touchpoint.title}"
        yield Place(name, f"Touchpoint · {whose}", owner or me, touchpoint.id)


def _desks(workspace: Workspace, roster: Roster) -> Iterator[tuple[str | None, Desk]]:
    """Everybody's open things; a damaged file of one person takes nobody else's away."""
    for owner in owners(roster):
        try:
            yield owner, workspace.store.desk(owner)
        except DamagedFileError:
            continue
