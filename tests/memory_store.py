"""A store in memory: the model that the contract tests hold the default store to, and a quick one for use cases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from standup.domain.care import Activity, activity_of
from standup.domain.change import Change, Conflict, Op, PastChange, RecordChange
from standup.domain.forgetting import NO_WORDS, Forgetting, ForgottenError
from standup.domain.records import (
    RECORD_KINDS,
    Blocker,
    Bucket,
    CheckIn,
    ClosedWeek,
    Customer,
    Developer,
    DutyWeek,
    Leave,
    PublishedWeek,
    Record,
    Round,
    RoundNote,
    Team,
    TimeEntry,
    Timer,
    Tombstone,
    Touchpoint,
    WorkItem,
)
from standup.domain.weeks import Week
from standup.store.protocol import (
    Closed,
    Desk,
    Document,
    Forgotten,
    Receipt,
    Roster,
    Rounds,
    TakenBack,
    WeekRecords,
)
from standup.store.staging import composed
from standup.store.tables import plain

R = TypeVar("R", bound=Record)
T = TypeVar("T")
Key = tuple[type[Record], str]


class MemoryStore:
    """Holds records by kind and id, and every change; starts with the given records, which no change made."""

    def __init__(self, *records: Record) -> None:
        self._records: dict[Key, Record] = {(type(record), record.id): record for record in records}
        self._changes: list[Change] = []
        self._forgotten: set[str] = set()
        """Changes that lost text."""

    def together(self, read: Callable[[], T]) -> T:
        """What `read` gives once nothing was written while it read."""
        while True:
            before = len(self._changes)
            result = read()
            if len(self._changes) == before:
                return result

    def alone(self, act: Callable[[], T]) -> T:
        """What `act` gives: nobody else writes here."""
        return act()

    def roster(self) -> Roster:
        """The team, its developers and its customers."""
        teams = self._all(Team)
        return Roster(
            teams[0] if teams else Team(),
            {developer.id: developer for developer in self._all(Developer)},
            {customer.id: customer for customer in self._all(Customer)},
            {duty.week: duty for duty in self._all(DutyWeek)},
        )

    def desk(self, developer: str | None) -> Desk:
        """What is open for one owner."""
        timers = [timer for timer in self._all(Timer) if timer.developer == developer]
        return Desk(
            [item for item in self._all(WorkItem) if item.developer == developer and item.state.is_open],
            [point for point in self._all(Touchpoint) if point.developer == developer and point.state.is_open],
            [leave for leave in self._all(Leave) if leave.developer == developer],
            timers[0] if timers else None,
            [one for one in self._all(Blocker) if one.developer == developer and one.resolved_on is None],
        )

    def closed(self, developer: str | None, year: int) -> Closed:
        """Work items and touchpoints closed in a year."""
        items = [item for item in self._all(WorkItem) if item.developer == developer and not item.state.is_open]
        points = [point for point in self._all(Touchpoint) if point.developer == developer and not point.state.is_open]
        return Closed(
            [item for item in items if _closing_year(item) == year],
            [point for point in points if _closing_year(point) == year],
            [
                one
                for one in self._all(Blocker)
                if one.developer == developer and one.resolved_on is not None and one.resolved_on.year == year
            ],
        )

    def closed_years(self, developer: str | None) -> Sequence[int]:
        """The years in which the owner closed anything, latest first."""
        records: list[WorkItem | Touchpoint] = [*self._all(WorkItem), *self._all(Touchpoint)]
        closed = [record for record in records if record.developer == developer and not record.state.is_open]
        resolved = [one.resolved_on for one in self._all(Blocker) if one.developer == developer and one.resolved_on]
        return sorted({*map(_closing_year, closed), *(day.year for day in resolved)}, reverse=True)

    def week(self, developer: str, week: Week) -> WeekRecords:
        """One developer's week."""
        closings = [one for one in self._all(ClosedWeek) if one.developer == developer and one.week == str(week)]
        return WeekRecords(
            [one for one in self._all(TimeEntry) if one.developer == developer and Week.of(one.day) == week],
            closings[-1] if closings else None,
            [one for one in self._all(Tombstone) if one.developer == developer and Week.of(one.day) == week],
            [one for one in self._all(CheckIn) if one.developer == developer and Week.of(one.day) == week],
        )

    def minutes_on(self, developer: str, day: date) -> int:
        """What one developer logged on one day."""
        entries = self._all(TimeEntry)
        return sum(entry.minutes for entry in entries if (entry.developer, entry.day) == (developer, day))

    def is_closed(self, developer: str, week: Week) -> bool:
        """Whether the developer has closed the week."""
        return self.week(developer, week).closed is not None

    def weeks(self, developer: str) -> Sequence[Week]:
        """The weeks in which the developer has any record, in time order."""
        dated: list[TimeEntry | Tombstone | CheckIn]
        dated = [*self._all(TimeEntry), *self._all(Tombstone), *self._all(CheckIn)]
        weeks = {Week.of(record.day) for record in dated if record.developer == developer}
        named = {one.week for one in self._all(ClosedWeek) if one.developer == developer}
        return sorted(weeks | {_week(name) for name in named})

    def totals(
        self, developers: Collection[str], first: Week, last: Week
    ) -> Mapping[tuple[str, Week], Mapping[Bucket, int]]:
        """Minutes per bucket, by developer and week."""
        totals: dict[tuple[str, Week], dict[Bucket, int]] = {}
        for entry in self._all(TimeEntry):
            week = Week.of(entry.day)
            if entry.developer in developers and first <= week <= last:
                buckets = totals.setdefault((entry.developer, week), {})
                buckets[entry.bucket] = buckets.get(entry.bucket, 0) + entry.minutes
        return totals

    def closings(self, developers: Collection[str], first: Week, last: Week) -> Mapping[tuple[str, Week], ClosedWeek]:
        """The closings by developer and week."""
        found = {(one.developer, _week(one.week)): one for one in self._all(ClosedWeek)}
        return {key: one for key, one in found.items() if key[0] in developers and first <= key[1] <= last}

    def published(self, week: Week) -> PublishedWeek | None:
        """What was handed on of a week."""
        found = [one for one in self._all(PublishedWeek) if one.week == str(week)]
        return found[-1] if found else None

    def rounds(self, week: Week) -> Rounds:
        """The standup rounds of a week."""
        return Rounds(
            [one for one in self._all(Round) if Week.of(one.day) == week],
            [one for one in self._all(RoundNote) if Week.of(one.day) == week],
        )

    def work_totals(self, developer: str) -> Mapping[str, int]:
        """Minutes that the developer ever logged, by work item key."""
        totals: dict[str, int] = {}
        for entry in self._all(TimeEntry):
            if entry.developer == developer and entry.work_item is not None:
                totals[entry.work_item] = totals.get(entry.work_item, 0) + entry.minutes
        return totals

    def activity(self, owner: str | None) -> Activity:
        """The activity of one owner, of all their entries and closed touchpoints."""
        return activity_of(
            [entry for entry in self._all(TimeEntry) if entry.developer == owner],
            [point for point in self._all(Touchpoint) if point.developer == owner and not point.state.is_open],
        )

    def documents(self, weeks_of: Collection[str] | None = None) -> Mapping[type[Record], Sequence[Document]]:
        """All records by kind; with `weeks_of`, of weeks only those of these developers."""
        found: dict[type[Record], list[Document]] = {kind: [] for kind in RECORD_KINDS}
        for kind in RECORD_KINDS:
            for record in self._all(kind):
                of_week = isinstance(record, TimeEntry | ClosedWeek | Tombstone | CheckIn)
                if not of_week or weeks_of is None or _owner(record) in weeks_of:
                    found[kind].append(msgspec.json.decode(msgspec.json.encode(plain(record))))
        return found

    def where(self, change: Change) -> tuple[str, ...]:
        """Everything lies in memory."""
        return ("memory",)

    def write(self, change: Change) -> Receipt:
        """Apply a change entirely or not at all."""
        if not change.ops:
            raise ValueError("a change needs an operation")
        if change.of in self._forgotten:
            raise ForgottenError
        ops = composed(change.ops)
        records = dict(self._records)
        for op in ops:
            key = (type(op.record), op.record.id)
            stored = records.get(key)
            if stored != op.before:
                is_new = op.before is None
                raise self._conflict(op.record if is_new else op.before, stored, key, is_new=is_new)
            if op.after is None:
                del records[key]
            else:
                records[key] = op.after
        self._records = records
        self._changes.append(replace(change, ops=tuple(ops)))
        return Receipt(change.id, ("memory",))

    def taken_back(self, change_id: str, where: Sequence[str]) -> TakenBack | None:
        """The operations that take a change back; None where it was never applied."""
        change = next((change for change in self._changes if change.id == change_id), None)
        if change is None:
            return None
        if change_id in self._forgotten:
            raise ForgottenError
        for op in change.ops:
            key = (type(op.record), op.record.id)
            stored = self._records.get(key)
            if stored != op.after:
                raise self._conflict(op.record, stored, key)
        return TakenBack(tuple(Op(op.after, op.before) for op in reversed(change.ops)), change.why)

    def would_forget(self, rule: Forgetting) -> Forgotten:
        """What `forget` would do."""
        lost = {key for key, record in self._every_state() if rule.record(record) != record}
        spoiled = {change.id for change in self._changes if {_key(op) for op in change.ops} & lost}
        silenced = spoiled | {change.id for change in self._changes if rule.hides(change.by, change.why)}
        kinds = [type(record) for record in self._records.values() if rule.record(record) != record]
        somewhere = bool(kinds or silenced)
        return Forgotten({kind: kinds.count(kind) for kind in kinds}, len(silenced), ("memory",) if somewhere else ())

    def forget(self, rule: Forgetting, note: Change) -> Forgotten:
        """Take text out of records and of past changes."""
        found = self.would_forget(rule)
        if not found:
            return found
        lost = {key for key, record in self._every_state() if rule.record(record) != record}
        self._forgotten |= {change.id for change in self._changes if {_key(op) for op in change.ops} & lost}
        old, new = rule.person or ("", "")
        self._changes[:] = [
            replace(
                change,
                by=new if change.by == old else change.by,
                why=NO_WORDS if change.id in self._forgotten or rule.hides(change.by, change.why) else change.why,
                ops=tuple(Op(_left(rule, op.before), _left(rule, op.after)) for op in change.ops),
            )
            for change in self._changes
        ]
        left = [rule.record(record) for record in self._records.values()]
        self._records = {(type(record), record.id): record for record in left}
        self._forgotten.add(note.id)
        self._changes.append(replace(note, by=new if note.by == old else note.by))
        return found

    def _every_state(self) -> Iterator[tuple[Key, Record]]:
        yield from self._records.items()
        for change in self._changes:
            for op in change.ops:
                yield from ((_key(op), record) for record in (op.before, op.after) if record is not None)

    def history(self, limit: int, developers: Collection[str | None] | None = None) -> Sequence[PastChange]:
        """The latest changes, newest first."""
        told = [_past_change(change, developers) for change in self._changes]
        newest = sorted((change for change in told if change), key=lambda change: (change.at, change.id), reverse=True)
        return newest[:limit]

    def record_history(self, record: WorkItem | Touchpoint) -> Sequence[RecordChange]:
        """The changes that did anything to this record, newest first."""
        found = [
            RecordChange(id=change.id, at=change.at, by=change.by, kind=change.kind, before=op.before, after=op.after)
            for change in self._changes
            for op in change.ops
            if (type(op.record), op.record.id) == (type(record), record.id)
        ]
        return sorted(found, key=lambda one: (one.at, one.id), reverse=True)

    def watch(self) -> MemoryWatch:
        """A watch that tells whether anything changed since it was last asked."""
        return MemoryWatch(self._changes)

    def _all(self, kind: type[R]) -> list[R]:
        found = [record for record in self._records.values() if isinstance(record, kind)]
        return sorted(found, key=lambda record: record.id)

    def _conflict(self, record: Record | None, stored: Record | None, key: Key, *, is_new: bool = False) -> Conflict:
        """The conflict, with whose doing it is."""
        assert record is not None
        for change in reversed(self._changes):
            for op in change.ops:
                if (type(op.record), op.record.id) == key:
                    return Conflict(record, stored, change.by, change.why, at=change.at, was=op.before, is_new=is_new)
        return Conflict(record, stored, is_new=is_new)


class MemoryWatch:
    """Counts changes."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._changes = changes
        self._seen = len(changes)

    def changed(self) -> bool:
        """Whether anything changed since the last call."""
        before, self._seen = self._seen, len(self._changes)
        return before != self._seen


def _week(name: str) -> Week:
    return Week(int(name[:4]), int(name[6:]))


def _closing_year(record: WorkItem | Touchpoint) -> int:
    return (record.closed_on or record.created_on).year


def _key(op: Op) -> Key:
    return type(op.record), op.record.id


def _left(rule: Forgetting, record: Record | None) -> Record | None:
    return None if record is None else rule.record(record)


def _owner(record: Record) -> str | None:
    owner: str | None = getattr(record, "developer", None)
    return owner


def _past_change(change: Change, developers: Collection[str | None] | None) -> PastChange | None:
    ops = [
        op
        for op in change.ops
        if developers is None or {_owner(record) for record in (op.before, op.after) if record} & set(developers)
    ]
    if not ops and change.ops:
        return None
    return PastChange(
        id=change.id,
        at=change.at,
        by=change.by,
        why=change.why,
        kind=change.kind,
        of=change.of,
        group=change.group,
        created=sum(op.before is None for op in ops),
        altered=sum(op.before is not None and op.after is not None for op in ops),
        removed=sum(op.after is None for op in ops),
    )
