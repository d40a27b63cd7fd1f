"""The processes of a crowd at one folder; run as `python -m tests.faults.crowd NAME ARGUMENTS`."""

from __future__ import annotations

import select
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from standup.domain.change import create
from standup.domain.records import Bucket, TimeEntry
from standup.domain.weeks import Week
from standup.workspace.completing import complete_touchpoint
from standup.workspace.entries import edit_entry
from standup.workspace.export import own_records
from standup.workspace.session import Workspace
from standup.workspace.time import log
from standup.workspace.touchpoint_rows import list_touchpoints
from standup.workspace.touchpoints import edit_touchpoint
from standup.workspace.undo import redo, undo
from tests.faults.team import FRIDAY, Clock, at_work, touchpoint

BEFORE = FRIDAY - timedelta(days=7)
OWN = {"bob": "acme", "zoe": "globex"}
"""The customer whose touchpoint each of those who undo passes round."""


def carried(me: str) -> TimeEntry:
    """The entry of a person that moves from week to week."""
    return TimeEntry(id=f"carried-{me}", developer=me, day=FRIDAY, minutes=7, bucket=Bucket.OTHER)


def begin(folder: Path) -> None:
    """What is there before the crowd comes."""
    for me, customer in OWN.items():
        records = (carried(me), replace(touchpoint(customer, me), id=f"passed-{me}"))
        at_work(folder, me).commit("begin", map(create, records))


def write(folder: str, me: str, count: str) -> None:
    """Log so many entries; say the id of each that is stored."""
    workspace = at_work(Path(folder), me)
    for number in range(int(count)):
        print(log(workspace, f"{number % 9 + 1}m ~ {'yesterday ' if number % 3 else ''}note").entries[0].id, flush=True)


def undoing(folder: str, me: str, count: str) -> None:
    """Log so many entries, and between any two do something of several files and undo it, or redo and undo it.

    Every fifth entry is undone too. Says the ids of those that stay.
    """
    workspace = at_work(Path(folder), me)
    for number in range(int(count)):
        entry = log(workspace, f"{number % 9 + 1}m ~ note").entries[0]
        if number % 5 == 4:
            assert undo(workspace).why.startswith("log")
        else:
            print(entry.id, flush=True)
        _there_and_back(workspace, number)


def _there_and_back(workspace: Workspace, number: int) -> None:
    me = workspace.me
    passed = next(row.touchpoint for row in list_touchpoints(workspace) if row.touchpoint.customer == OWN[me])
    match number % 3:
        case 0:
            edit_entry(workspace, carried(me).id, f"{BEFORE}")
        case 1:
            complete_touchpoint(workspace, passed, "done > mon again")
        case _:
            edit_touchpoint(workspace, passed.id, developer="dana")
    why = undo(workspace).why
    assert redo(workspace).why == why
    assert undo(workspace).why == why


def read(folder: str, me: str) -> None:
    """Look until standard input ends: no record twice, none missing; say how often."""
    workspace = at_work(Path(folder), me, Clock())
    looks = most = 0
    seen: set[str] = set()
    while not _ended():
        looks += 1
        ids = [entry["id"] for entry in own_records(workspace)["time_entries"]]
        assert len(ids) == len(set(ids)), "an entry twice"
        assert (me not in OWN) or carried(me).id in ids, "an entry not at all"
        if me not in OWN:
            assert seen <= set(ids), "an entry gone"
            seen |= set(ids)
        most = max(most, len(ids))
        listed = [one.touchpoint.id for one in list_touchpoints(workspace, everyone=True, closed=True)]
        assert [listed.count(f"passed-{one}") for one in OWN] == [1, 1], listed
        weeks = (Week.of(BEFORE), Week.of(FRIDAY))
        totals = workspace.store.totals(["bob", "zoe"], *weeks)
        assert all(sum(sum(totals.get((one, week), {}).values()) for week in weeks) >= 7 for one in OWN)
    print(looks, most, flush=True)


def _ended() -> bool:
    return bool(select.select([sys.stdin], [], [], 0)[0])


if __name__ == "__main__":
    ROLES: dict[str, Callable[..., None]] = {"write": write, "undoing": undoing, "read": read}
    ROLES[sys.argv[1]](*sys.argv[2:])
