"""What an import changes in one developer's week: new, corrected, unchanged, edited and deleted entries told apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from hashlib import blake2b
from typing import NamedTuple

from msgspec import Struct

from standup.domain.change import Op, altered, create, remove
from standup.domain.records import Bucket, TimeEntry
from standup.domain.time_import import Facts, Part, RowIds, day_said, row_id_of
from standup.domain.timeline import whole_minutes

_NEVER = datetime.max.replace(tzinfo=UTC)


class Planned(Struct, frozen=True, gc=False, array_like=True):
    """The entry that one row asks for on one day; `row` counts the rows of the import."""

    row: int
    source_id: str
    part: Part
    facts: Facts


class Outcome(IntEnum):
    """What became of a row, or of one of its days."""

    NO_LEAVE = 1
    DELETED = 2
    UNCHANGED = 3
    EDITED = 4
    UPDATED = 5
    IMPORTED = 6


def of_days(one: Outcome, other: Outcome) -> Outcome:
    """The outcome of a row that lies on two days, of which one may be new, deleted or edited."""
    highest = max(one, other)
    if one is other or min(one, other) is Outcome.NO_LEAVE:
        return highest
    return Outcome.UPDATED if highest is Outcome.IMPORTED else highest


class WeekPlan(NamedTuple):
    """The operations that bring one developer's week in line with the log, and what they mean for the rows."""

    ops: tuple[Op, ...]
    outcomes: tuple[tuple[int, Outcome], ...]
    rerounded: int
    """Entries whose rows are unchanged and whose minutes moved, because a neighbour's seconds did."""
    missing: int
    """Entries that an earlier import of this source made and that the log no longer has; they are kept."""
    overlaps: frozenset[int]
    """Rows that begin before an earlier entry of the developer has ended."""


class _Slot(NamedTuple):
    """One imported entry of a day: as it is stored, as the log has it now, or both."""

    stored: TimeEntry | None
    planned: Planned | None
    outcome: Outcome
    day: date
    start: datetime | None
    seconds: int
    bucket: Bucket

    @property
    def order(self) -> tuple[Bucket, bool, datetime, str]:
        name = self.planned.source_id if self.planned else (self.stored.source_id or "" if self.stored else "")
        return self.bucket, self.start is None, _utc(self.start) if self.start else _NEVER, name


def plan_week(
    planned: Sequence[Planned],
    stored: Sequence[TimeEntry],
    deleted: Collection[str],
    *,
    developer: str,
    ids: RowIds,
    covered: tuple[date, date],
    new_id: Callable[[], str],
    overwrite_edited: bool = False,
) -> WeekPlan:
    """What to create, alter and remove in one week.

    `deleted` are the source ids of tombstones, `ids` named all rows of the developer in the whole log, and `covered`
    is the log's first and last day. Minutes are rounded cumulatively over all imported entries of a day,
    by bucket and start: the day is right to half a minute and each of its buckets to one. An entry that was edited
    or deleted here takes part in the rounding with what its row says, so that its neighbours stay as they are.
    """
    by_source = {entry.source_id: entry for entry in stored if entry.source_id is not None}
    slots = [_slot(want, by_source.pop(want.source_id, None), deleted, overwrite_edited) for want in planned]
    ops: list[Op] = []
    row_of = {row_id_of(want.source_id): want.row for want in planned}
    outcomes: list[tuple[int, Outcome]] = []
    missing = 0
    for source_id, entry in by_source.items():
        row_id = row_id_of(source_id)
        mine = source_id.startswith(ids.prefix)
        if mine and ids.plans(row_id) and not _edited(entry):
            ops.append(remove(entry))
            if row_id in row_of:
                outcomes.append((row_of[row_id], Outcome.UPDATED))
            continue
        gone = mine and not ids.has(row_id) and covered[0] <= entry.day <= covered[1]
        if gone and (place := _moved_to(entry, slots)) is not None:
            want = slots[place].planned
            if want is not None:
                slots[place] = slots[place]._replace(stored=entry, outcome=Outcome.UPDATED)
                continue
        missing += gone
        stays = not _edited(entry) or day_said(source_id) == entry.day
        if (seconds := _seconds(entry)) is not None and stays:
            slots.append(_Slot(entry, None, Outcome.UNCHANGED, entry.day, entry.start, seconds, entry.bucket))

    rerounded = 0
    for slot, minutes in _rounded(slots):
        if slot.planned is not None:
            outcomes.append((slot.planned.row, slot.outcome))
        if slot.outcome is Outcome.IMPORTED and slot.planned is not None:
            ops.append(create(_entry(slot.planned, developer, minutes, new_id())))
        elif slot.outcome is Outcome.UPDATED and slot.planned is not None and slot.stored is not None:
            ops.append(Op(slot.stored, _corrected(slot.stored, slot.planned, minutes)))
        elif slot.outcome is Outcome.UNCHANGED and slot.stored is not None:
            entry = slot.stored
            if entry.minutes != minutes and not _edited(entry):
                rerounded += 1
                again = _digest(slot.seconds, minutes, _fingerprint(entry))
                ops.append(Op(entry, altered(entry, minutes=minutes, source_digest=again)))
    touched = {op.before.id for op in ops if op.before is not None}
    others = [entry for entry in stored if entry.id not in touched]
    return WeekPlan(tuple(ops), tuple(outcomes), rerounded, missing, _overlaps(planned, others))


def _slot(want: Planned, entry: TimeEntry | None, deleted: Collection[str], overwrite_edited: bool) -> _Slot:
    if entry is None:
        outcome = Outcome.DELETED if want.source_id in deleted else Outcome.IMPORTED
    elif _said(entry.source_digest) == (want.part.seconds, _fingerprint_of(want)):
        outcome = Outcome.UNCHANGED
    elif _edited(entry) and not overwrite_edited:
        outcome = Outcome.EDITED
    else:
        outcome = Outcome.UPDATED
    part = want.part
    return _Slot(entry, want, outcome, part.day, part.start, part.seconds, want.facts.bucket)


def _moved_to(entry: TimeEntry, slots: Sequence[_Slot]) -> int | None:
    """The new row that is this entry with a corrected start: the same words at an overlapping time."""
    seconds = _seconds(entry)
    if entry.start is None or seconds is None or _edited(entry):
        return None
    begin, end = _span(entry.start, seconds)
    for place, slot in enumerate(slots):
        want = slot.planned
        if slot.outcome is not Outcome.IMPORTED or want is None or slot.start is None or slot.day != entry.day:
            continue
        same_words = (want.facts.note, want.facts.work_item) == (entry.note, entry.work_item)
        first, last = _span(slot.start, slot.seconds)
        if same_words and first < end and begin < last:
            return place
    return None


def _rounded(slots: Iterable[_Slot]) -> Iterable[tuple[_Slot, int]]:
    by_day: dict[date, list[_Slot]] = {}
    for slot in slots:
        by_day.setdefault(slot.day, []).append(slot)
    for _, of_day in sorted(by_day.items()):
        of_day.sort(key=lambda slot: slot.order)
        yield from zip(of_day, whole_minutes([slot.seconds for slot in of_day]), strict=True)


def _entry(want: Planned, developer: str, minutes: int, entry_id: str) -> TimeEntry:
    facts, part = want.facts, want.part
    return TimeEntry(
        id=entry_id,
        source_id=want.source_id,
        source_digest=_digest(part.seconds, minutes, _fingerprint_of(want)),
        developer=developer,
        day=part.day,
        minutes=minutes,
        bucket=facts.bucket,
        start=part.start,
        work_item=facts.work_item,
        customer=facts.customer,
        note=facts.note,
        tags=facts.tags,
    )


def _corrected(entry: TimeEntry, want: Planned, minutes: int) -> TimeEntry:
    fresh = _entry(want, entry.developer, minutes, entry.id)
    return altered(
        entry,
        **{name: getattr(fresh, name) for name in fresh.__struct_fields__ if name not in ("id", "version")},
    )


def _overlaps(planned: Sequence[Planned], stored: Sequence[TimeEntry]) -> frozenset[int]:
    sources = {want.source_id for want in planned}
    spans: list[tuple[datetime, datetime, Planned | None]] = [
        (*_span(want.part.start, want.part.seconds), want) for want in planned if want.part.start is not None
    ]
    spans += [
        (*_span(entry.start, entry.minutes * 60), None)
        for entry in stored
        if entry.start is not None and entry.source_id not in sources
    ]
    spans.sort(key=lambda span: span[:2])
    found: set[int] = set()
    latest: datetime | None = None
    before: Planned | None = None
    for start, end, want in spans:
        if latest is not None and start < latest and (late := want or before) is not None:
            found.add(late.row)
        if latest is None or end > latest:
            latest, before = end, want
    return frozenset(found)


def _utc(moment: datetime) -> datetime:
    """The moment as it compares and adds up: two times of one zone compare by their clock faces, even in autumn."""
    return moment.astimezone(UTC)


def _span(start: datetime, seconds: int) -> tuple[datetime, datetime]:
    return _utc(start), _utc(start) + timedelta(seconds=seconds)


# The digest of an entry is `seconds.minutes.fingerprint`: what its row said, in seconds, and what the import made of
# it. An entry that no longer has these minutes or this fingerprint was edited here; a row that no longer has these
# seconds or this fingerprint was corrected there.


def _digest(seconds: int, minutes: int, fingerprint: str) -> str:
    return f"{seconds}.{minutes}.{fingerprint}"


def _said(digest: str | None) -> tuple[int, str] | None:
    parts = (digest or "").split(".")
    if len(parts) != 3 or not parts[0].isdecimal():
        return None
    return int(parts[0]), parts[2]


def _seconds(entry: TimeEntry) -> int | None:
    said = _said(entry.source_digest)
    return said[0] if said else None


def _edited(entry: TimeEntry) -> bool:
    said = _said(entry.source_digest)
    return said is None or entry.source_digest != _digest(said[0], entry.minutes, _fingerprint(entry))


def _fingerprint(entry: TimeEntry) -> str:
    own = f"{entry.touchpoint or ''}{'!' if entry.interrupt else ''}"
    return _hash(Part(entry.day, entry.start, 0), entry, own)


def _fingerprint_of(want: Planned) -> str:
    return _hash(want.part, want.facts, "")


def _hash(part: Part, facts: Facts | TimeEntry, own: str) -> str:
    """The fingerprint of all that an import writes but the time; `own` is what only people write here."""
    at = "" if part.start is None else str(int(part.start.timestamp()))
    tags = "\x1e".join(facts.tags)
    said = (str(part.day), at, facts.bucket, facts.note, tags, facts.customer or "", facts.work_item or "", own)
    return blake2b("\x1f".join(said).encode("utf-8", "replace"), digest_size=6).hexdigest()
