"""What files keep of changes, put together again: the history, and the operations that take a change back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from standup.domain.change import Conflict, Op, PastChange, name_of
from standup.domain.errors import StandupError
from standup.domain.records import Record
from standup.store.errors import UNDECODABLE, StoreError
from standup.store.layout import KINDS
from standup.store.protocol import TakenBack
from standup.store.tables import Part, mark

Find = Callable[[type[Record], str], Record | None]
"""Finds a record by kind and id as it is now."""

Blame = Callable[[type[Record], str], Part | None]
"""Finds the latest change that did anything to a record."""


def past_changes(changes: Iterable[Sequence[Part]]) -> list[PastChange]:
    """Each change made of all its parts, newest first, with what it did in all its files."""
    return sorted(map(_past_change, changes), key=lambda change: (change.at, change.id), reverse=True)


def _past_change(parts: Sequence[Part]) -> PastChange:
    first = parts[0]
    before = [past for part in parts for past in part.before]
    # What moved is told in the file that it left and in the one that it came to; some readers see only one of them.
    altered = {(past.kind, past.record["id"]) for past in before if past.after_version is not None}
    altered |= {(kind, record_id) for part in parts for kind, record_id, *_ in part.arrived}
    return PastChange(
        id=first.id,
        at=first.at,
        by=first.by,
        why=first.why,
        kind=first.kind,
        of=first.of,
        group=first.group,
        created=sum(len(part.created) for part in parts),
        altered=len(altered),
        removed=sum(past.after_version is None for past in before),
    )


def originals(parts: Iterable[Part]) -> Mapping[tuple[str, str], dict[str, Any]]:
    """The documents that a change altered or removed, as they were, by table and id."""
    return {(past.kind, str(past.record["id"])): past.record for part in parts for past in part.before}


def inverse(parts: Sequence[Part], find: Find, blame: Blame) -> TakenBack:
    """The operations that undo a change, old versions restored.

    Raises Conflict where a record is no longer what the change left.
    """
    ops: list[Op] = []
    for part in parts:
        for table, record_id, version, left in part.created:
            kind = KINDS[table]
            stored = find(kind, record_id)
            if stored is None:
                raise _gone(kind, record_id, blame)
            if (stored.version, mark(stored)) != (version, left):
                raise _conflict(stored, stored, blame)
            ops.append(Op(stored, None))
        for past in part.before:
            kind = KINDS[past.kind]
            old = msgspec.convert(past.record, kind)
            stored = find(kind, old.id)
            now = (None, None) if stored is None else (stored.version, mark(stored))
            if now != (past.after_version, past.after_mark):
                raise _conflict(old, stored, blame)
            ops.append(Op(stored, old))
    return TakenBack(tuple(ops), parts[0].why)


def blamed(record: Record, stored: Record | None, part: Part | None, *, is_new: bool = False) -> Conflict:
    """The conflict about a record, with whose doing it is: that of the latest change to it, as far as it is known."""
    if part is None:
        return Conflict(record, stored, is_new=is_new)
    was = _before(part, type(record), record.id)
    return Conflict(record, stored, part.by, part.why, at=part.at, was=was, is_new=is_new)


def _before(part: Part, kind: type[Record], record_id: str) -> Record | None:
    """The record as it was before a change; None where the change tells nothing of it."""
    for past in part.before:
        if KINDS.get(past.kind) is kind and past.record.get("id") == record_id:
            with suppress(*UNDECODABLE):
                return msgspec.convert(past.record, kind)
    return None


def _gone(kind: type[Record], record_id: str, blame: Blame) -> StandupError:
    """Somebody took away what the change created; what it last was, stands in that later change."""
    part = blame(kind, record_id)
    was = _before(part, kind, record_id) if part is not None else None
    if was is None:
        return StoreError(f"the {name_of(kind)} that this change made is gone, and no change says who removed it")
    return blamed(was, None, part)


def _conflict(record: Record, stored: Record | None, blame: Blame) -> Conflict:
    return blamed(record, stored, blame(type(record), record.id))
