"""What the log line knows of names: work items, customers and developers, looked up when a line names them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from zoneinfo import ZoneInfo

from standup.domain.records import Timer, WorkItem
from standup.store.protocol import Roster, Store
from standup.workspace.session import developer_named, named, names_of, open_work, owners, zone_of


class Names:
    """Looks names up in a store; reads nothing before a line needs it."""

    def __init__(self, store: Store, me: str) -> None:
        self._store = store
        self._me = me

    @cached_property
    def roster(self) -> Roster:
        """The team, read once."""
        return self._store.roster()

    def work_item(self, key: str) -> str | None:
        """The key as it is written, whatever the case; closed items are looked for last."""
        item = find_work(self._store, self.roster, key, first=self._me)
        return item.key if item else None

    def customer(self, name: str) -> str | None:
        """The id of a customer named by id or by name."""
        found = named(self.roster.customers.values(), name)
        return found.id if found else None

    def developer(self, name: str) -> str | None:
        """The id of a developer named by id or by name."""
        found = developer_named(self.roster, name)
        return found.id if found else None

    def all_work_items(self) -> Iterable[str]:
        """The keys of all open work items."""
        return [item.key for item in open_work(self._store, self.roster)]

    def all_customers(self) -> Iterable[str]:
        """Ids and names of all customers."""
        return names_of(self.roster.customers.values())

    def all_developers(self) -> Iterable[str]:
        """Ids and names of all developers."""
        return names_of(self.roster.developers.values())

    def customer_name(self, customer: str) -> str:
        """The name to show for a customer's id."""
        return customer_name(self.roster, customer)

    def developer_name(self, developer: str) -> str:
        """The name to show for a developer's id."""
        return self.roster.developers[developer].name

    def zone(self, developer: str) -> ZoneInfo:
        """The time zone of the developer with this id."""
        return zone_of(self.roster.developers[developer])


def customer_name(roster: Roster, customer: str) -> str:
    """The name to show for a customer's id; the id itself where the team has no such customer any more."""
    found = roster.customers.get(customer)
    return found.name if found else customer


def timer_name(roster: Roster, timer: Timer) -> str:
    """What a timer runs on: its work item's key, its customer's name, or else its note or its bucket."""
    about = customer_name(roster, timer.customer) if timer.customer else timer.work_item
    return about or timer.note or timer.bucket.value


def find_work(store: Store, roster: Roster, key: str, *, first: str | None = None) -> WorkItem | None:
    """The work item with a key, whatever the case: open ones first, those of `first` before all others."""
    everyone = sorted(owners(roster), key=lambda owner: owner != first)
    return store.together(lambda: _found(store, everyone, key.strip().casefold()))


def _found(store: Store, everyone: Iterable[str | None], wanted: str) -> WorkItem | None:
    for owner in everyone:
        for item in store.desk(owner).work_items:
            if item.key.casefold() == wanted:
                return item
    for owner in everyone:
        for year in store.closed_years(owner):
            for item in store.closed(owner, year).work_items:
                if item.key.casefold() == wanted:
                    return item
    return None
