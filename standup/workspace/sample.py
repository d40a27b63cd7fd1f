"""A workspace on the sample team, in a folder that the caller throws away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import groupby
from pathlib import Path

from standup.demo import ME, sample_team
from standup.domain.change import Change, create
from standup.domain.records import Developer, Record, Team, TimeEntry
from standup.domain.weeks import Week
from standup.store.protocol import Store
from standup.store.tiny import TinyStore
from standup.workspace.session import Workspace, new_id, system_now, zone_named


def sample_workspace(folder: Path, *, timezone: str = "UTC", now: Callable[[], datetime] = system_now) -> Workspace:
    """The sample team as of `now`, written into an empty folder; the person who acts is its lead."""
    today = now().astimezone(zone_named(timezone)).date()
    records = list(sample_team(today, timezone))
    team = next(record for record in records if isinstance(record, Team))
    developers = [record for record in records if isinstance(record, Developer)]
    store = TinyStore.create(folder, team, developers)
    fill(store, [record for record in records if not isinstance(record, Team | Developer)], now())
    return Workspace(store, ME, now=now)


def fill(store: Store, records: Iterable[Record], at: datetime) -> None:
    """Write records into a store: one change for each developer's week, one for all else."""

    def place(record: Record) -> tuple[str, Week | None]:
        return (record.developer, Week.of(record.day)) if isinstance(record, TimeEntry) else ("", None)

    ordered = sorted(records, key=lambda record: (place(record)[0], place(record)[1] or Week(0, 0)))
    for _, group in groupby(ordered, key=place):
        ops = tuple(create(record) for record in group)
        store.write(Change(id=new_id(), at=at, by=ME, why="sample team", ops=ops))
