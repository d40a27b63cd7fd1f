"""A process that writes until it is killed; run as `python -m tests.faults.mover FOLDER`."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from standup.domain.change import Change, Op, altered, create
from standup.domain.records import Bucket, TimeEntry
from standup.store.tiny import TinyStore
from tests.store.records import W47, W48

DAYS = (("dana", date(2026, 11, 20)), ("dana", date(2026, 11, 23)), ("bob", date(2026, 11, 20)))


def move(folder: str) -> None:
    """Pass three entries round three files, a minute longer each time; tell the minutes once they are stored."""
    store = TinyStore.open(Path(folder))
    found = [*store.week("dana", W47).entries, *store.week("dana", W48).entries, *store.week("bob", W47).entries]
    if not found:
        found = [_entry(f"e{place}", developer, day, 1) for place, (developer, day) in enumerate(DAYS)]
        store.write(_change("first", *map(create, found)))
    print("ready", flush=True)
    while True:
        moved = []
        for one in found:
            place = DAYS.index((one.developer, one.day))
            developer, day = DAYS[(place + 1) % len(DAYS)]
            moved.append(altered(one, developer=developer, day=day, minutes=one.minutes % 1440 + 1))
        store.write(_change(f"c{time.monotonic_ns()}", *map(Op, found, moved)))
        found = moved
        print(found[0].minutes, flush=True)


def _entry(entry_id: str, developer: str, day: date, minutes: int) -> TimeEntry:
    return TimeEntry(id=entry_id, developer=developer, day=day, minutes=minutes, bucket=Bucket.PRODUCTION)


def _change(change_id: str, *ops: Op) -> Change:
    return Change(id=change_id, at=datetime.now(UTC), by="dana", why=change_id, ops=ops)


if __name__ == "__main__":
    move(sys.argv[1])
