"""Records and changes to store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from standup.domain.change import Change, ChangeKind, Op
from standup.domain.records import (
    Bucket,
    Customer,
    Developer,
    HoursPeriod,
    Role,
    TimeEntry,
    Touchpoint,
    WorkItem,
    WorkState,
)
from standup.domain.weeks import Week
from standup.store.protocol import Receipt, Store

HOURS = (HoursPeriod(minutes=(480, 480, 480, 480, 480, 0, 0)),)
DANA = Developer(id="dana", name="Dana [lead]", timezone="Europe/Berlin", role=Role.LEAD, hours=HOURS)
BOB = Developer(id="bob", name="Bob", timezone="UTC")
ACME = Customer(id="acme", name="Acme Corp")
FRIDAY = date(2026, 11, 20)
W47 = Week(2026, 47)
W48 = Week(2026, 48)

_numbers = count(1)


def new_id(prefix: str = "r") -> str:
    """An id that sorts by creation."""
    return f"{prefix}{next(_numbers):06}"


def change(*ops: Op, by: str = "dana", why: str = "", **fields: Any) -> Change:
    """A change with these operations, each a second after the one before it."""
    number = next(_numbers)
    at = datetime(2026, 11, 22, 9, tzinfo=UTC) + timedelta(seconds=number)
    return Change(id=f"c{number:06}", at=at, by=by, why=why or f"change {number}", ops=ops, **fields)


def entry(minutes: int = 45, *, day: date = FRIDAY, developer: str = "dana", **fields: Any) -> TimeEntry:
    """A new entry, production if nothing else is said."""
    fields.setdefault("bucket", Bucket.PRODUCTION)
    return TimeEntry(id=new_id(), developer=developer, day=day, minutes=minutes, **fields)


def work_item(key: str, *, developer: str | None = "dana", **fields: Any) -> WorkItem:
    """A new open work item."""
    fields.setdefault("state", WorkState.TODO)
    return WorkItem(
        id=new_id(),
        key=key,
        title=f"Title of {key}",
        created_on=FRIDAY,
        state_since=FRIDAY,
        developer=developer,
        **fields,
    )


def touchpoint(*, developer: str | None = "dana", **fields: Any) -> Touchpoint:
    """A new open touchpoint of Acme."""
    fields.setdefault("title", "Renewal call")
    return Touchpoint(id=new_id(), customer="acme", created_on=FRIDAY, developer=developer, **fields)


def take_back(store: Store, receipt: Receipt, kind: ChangeKind = ChangeKind.UNDO, by: str = "dana") -> Receipt:
    """Undo a change, or redo an undo, as the use cases do."""
    taken = store.taken_back(receipt.change_id, receipt.where)
    assert taken is not None
    return store.write(change(*taken.ops, by=by, why=taken.why, kind=kind, of=receipt.change_id))
