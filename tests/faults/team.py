"""A small team whose every record can be put into one picture, so that two states of a folder can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from standup.domain.change import Change, create
from standup.domain.records import (
    Customer,
    Developer,
    HoursPeriod,
    Record,
    Role,
    Team,
    Touchpoint,
    WorkItem,
    WorkState,
)
from standup.store.journal import Journal
from standup.store.layout import GENERATION_FILE, LOCK_FILE, PENDING_FILE, is_data_file
from standup.store.protocol import Store
from standup.store.tiny import TinyStore
from standup.workspace.session import Workspace, owners

FRIDAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FORTY = (HoursPeriod(minutes=(480, 480, 480, 480, 480, 0, 0)),)
PEOPLE = (
    Developer(id="dana", name="Dana", timezone="Europe/Berlin", role=Role.LEAD, hours=FORTY),
    Developer(id="bob", name="Bob", timezone="Europe/Berlin", hours=FORTY),
    Developer(id="zoe", name="Zoë", timezone="Europe/Berlin", hours=FORTY),
)
CUSTOMERS = tuple(Customer(id=name, name=name.title()) for name in ("acme", "globex", "initech"))
KEYS = ("API-12", "WEB-7", "OPS-3")


def work_item(key: str, developer: str | None = "dana") -> WorkItem:
    """An open work item whose id is its key."""
    return WorkItem(
        id=key.lower(),
        key=key,
        title=f"Title of {key}",
        created_on=FRIDAY,
        state=WorkState.DOING,
        state_since=FRIDAY,
        developer=developer,
    )


def touchpoint(customer: str, developer: str | None = "dana") -> Touchpoint:
    """An open touchpoint of a customer."""
    return Touchpoint(
        id=f"first-{customer}", customer=customer, title="Renewal call", created_on=FRIDAY, developer=developer
    )


def new_folder(folder: Path, *records: Record) -> TinyStore:
    """A data folder of the team with some records, which no undo can take away."""
    store = TinyStore.create(folder, Team(name="Platform"), [*PEOPLE])
    ops = tuple(map(create, (*CUSTOMERS, *records)))
    store.write(Change(id="0" * 32, at=NOON - timedelta(days=1), by="zoe", why="begin", ops=ops))
    return store


def full_folder(folder: Path) -> TinyStore:
    """The team with a work item of each key, and a touchpoint of each customer."""
    return new_folder(folder, *map(work_item, KEYS), *(touchpoint(one.id) for one in CUSTOMERS))


class Clock:
    """A clock that goes a millisecond with each look, so that every moment is another one."""

    def __init__(self, start: datetime = NOON) -> None:
        self.at = start

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


def at_work(folder: Path, me: str = "dana", now: Callable[[], datetime] | None = None) -> Workspace:
    """A person at work on a folder, as a new process would be; the own list of changes lies beside the folder."""
    journal = Journal(folder.parent / "state" / f"{me}.jsonl")
    store = TinyStore.open(folder, cache_folder=folder.parent / "cache")
    return Workspace(store, me, now=now or Clock(), changes=journal)


def records(store: Store) -> Iterator[Record]:
    """Every record of the team, as readers see it."""
    roster = store.roster()
    yield roster.team
    yield from roster.developers.values()
    yield from roster.customers.values()
    for owner in owners(roster):
        desk = store.desk(owner)
        yield from (*desk.work_items, *desk.touchpoints, *desk.leave, *([desk.timer] if desk.timer else []))
        for year in store.closed_years(owner):
            closed = store.closed(owner, year)
            yield from (*closed.work_items, *closed.touchpoints)
        for week in store.weeks(owner) if owner else ():
            found = store.week(owner or "", week)
            yield from (*found.entries, *found.tombstones, *([found.closed] if found.closed else []))


def picture(store: Store) -> list[str]:
    """All that is stored, each record in one line, sorted."""
    return sorted(f"{type(one).__name__} {_words(one)}" for one in records(store))


def _words(record: Record) -> str:
    plain: dict[str, Any] = {"id": record.id, **msgspec.to_builtins(record)}
    return msgspec.json.encode(plain, order="deterministic").decode()


def strangers(folder: Path) -> list[str]:
    """Files in a data folder that no store of ours needs, among them those that a killed writer left."""
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    known = {GENERATION_FILE, PENDING_FILE, LOCK_FILE}
    return sorted(file for file in files if file not in known and not is_data_file(file))
