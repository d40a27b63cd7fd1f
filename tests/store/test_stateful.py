"""Whatever is done in whatever order, the default store and the model in memory agree."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from standup.domain.change import Change, ChangeKind, Conflict, Op, altered, create, remove
from standup.domain.records import (
    Bucket,
    Record,
    Team,
    TimeEntry,
    Timer,
    Touchpoint,
    TouchpointState,
    WorkItem,
    WorkState,
)
from standup.domain.weeks import Week
from standup.store.protocol import Receipt, Store
from standup.store.tiny import TinyStore
from tests.memory_store import MemoryStore
from tests.store.records import BOB, DANA, change, new_id, touchpoint, work_item

DAYS = st.dates(date(2026, 12, 24), date(2027, 1, 12))
OWNERS = st.sampled_from(["dana", "bob", None])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
WEEKS = [Week(2026, 52), Week(2026, 53), Week(2027, 1), Week(2027, 2)]
ENTRIES = st.builds(
    lambda **fields: TimeEntry(id=new_id(), **fields),
    developer=st.sampled_from(["dana", "bob"]),
    day=DAYS,
    minutes=st.integers(1, 1440),
    bucket=st.sampled_from(Bucket),
    work_item=st.sampled_from([None, "API-12", "WEB-7"]),
    note=TEXTS,
)
NEW = st.one_of(
    ENTRIES,
    st.builds(lambda owner: work_item("API-12", developer=owner), OWNERS),
    st.builds(lambda owner, title: touchpoint(developer=owner, title=title), OWNERS, TEXTS),
    st.builds(
        lambda owner: Timer(id=owner, developer=owner, started_at=change().at, bucket=Bucket.OTHER),
        st.sampled_from(["dana", "bob"]),
    ),
)


def edited(data: st.DataObject, record: Record) -> Record:
    """The record with another day, owner or state, so that it may move to another file."""
    match record:
        case TimeEntry():
            return altered(record, day=data.draw(DAYS), minutes=data.draw(st.integers(1, 1440)))
        case WorkItem():
            state = data.draw(st.sampled_from(WorkState))
            return altered(record, state=state, state_since=data.draw(DAYS), developer=data.draw(OWNERS))
        case Touchpoint():
            state = data.draw(st.sampled_from(TouchpointState))
            closed_on = None if state.is_open else data.draw(DAYS)
            return altered(record, state=state, closed_on=closed_on, developer=data.draw(OWNERS))
    return altered(record)


class StoresAgree(RuleBasedStateMachine):
    """Does the same to both stores; `made` is what exists, by kind and id, as a person last saw it."""

    def __init__(self) -> None:
        super().__init__()
        self.scratch = tempfile.TemporaryDirectory()
        self.made: dict[tuple[type[Record], str], Record] = {}
        self.receipts: list[tuple[Receipt, Receipt]] = []

    @initialize()
    def begin(self) -> None:
        """An empty team of two."""
        self.tiny: Store = TinyStore.create(Path(self.scratch.name) / "data", Team(), [DANA, BOB])
        self.memory: Store = MemoryStore(Team(), DANA, BOB)

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.scratch.cleanup()

    @rule(new=st.lists(NEW, max_size=3), data=st.data())
    def write(self, new: list[Record], data: st.DataObject) -> None:
        """Create, edit and remove some records in one change; some are not what is stored."""
        known = list(self.made.values())
        chosen = data.draw(st.lists(st.sampled_from(known), max_size=3, unique_by=id)) if known else []
        ops = [create(record) for record in {(type(record), record.id): record for record in new}.values()]
        taken = {(type(op.record), op.record.id) for op in ops}
        for record in chosen:
            if (type(record), record.id) in taken:
                continue
            before = record if data.draw(st.integers(0, 9)) else replace(record, version=record.version + 7)
            ops.append(remove(before) if data.draw(st.integers(0, 3)) == 0 else Op(before, edited(data, before)))
        if ops:
            self.apply(change(*ops))

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """Take any earlier change back, an undo too; often something stands in the way."""
        if not self.receipts:
            return
        in_tiny, in_memory = data.draw(st.sampled_from(self.receipts[-4:]))
        one = outcome(lambda: self.tiny.taken_back(in_tiny.change_id, in_tiny.where))
        other = outcome(lambda: self.memory.taken_back(in_memory.change_id, in_memory.where))
        if one is Conflict or other is Conflict:
            assert one == other
            return
        assert {op_key(op): op for op in one.ops} == {op_key(op): op for op in other.ops}
        if one.ops:
            self.apply(change(*one.ops, kind=ChangeKind.UNDO, of=in_tiny.change_id))

    def apply(self, one: Change) -> None:
        """Write the change to both, and remember what it made."""
        results = [outcome(lambda: self.tiny.write(one)), outcome(lambda: self.memory.write(one))]
        assert (results[0] is Conflict) == (results[1] is Conflict)
        if results[0] is Conflict:
            return
        self.receipts.append((results[0], results[1]))
        for op in one.ops:
            self.made.pop(op_key(op), None)
            if op.after is not None:
                self.made[op_key(op)] = op.after

    @invariant()
    def what_is_read_is_the_same(self) -> None:
        """Every read gives the same from both."""
        assert reads(self.tiny) == reads(self.memory)


def op_key(op: Op) -> tuple[type[Record], str]:
    """Kind and id of what an operation is about."""
    return type(op.record), op.record.id


def outcome(act: Callable[[], Any]) -> Any:
    """What comes of it; the class where it is a conflict."""
    try:
        return act()
    except Conflict:
        return Conflict


def reads(store: Store) -> list[Any]:
    """Everything that a store tells."""
    found: list[Any] = [store.totals(["dana", "bob"], WEEKS[0], WEEKS[-1]), list(store.history(50)), store.roster()]
    for owner in ("dana", "bob", None):
        found += [list(field) if isinstance(field, list) else field for field in store.desk(owner)]
        found += [store.closed(owner, year) for year in (2026, 2027)]
        found += [list(store.closed_years(owner)), store.activity(owner)]
        if owner is not None:
            found += [store.week(owner, week) for week in WEEKS]
            found += [
                list(store.weeks(owner)),
                dict(store.work_totals(owner)),
                [p.id for p in store.history(50, [owner])],
            ]
    return found


TestStoresAgree = StoresAgree.TestCase
TestStoresAgree.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)
