from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.change import (
    ChangeKind,
    Conflict,
    Journaled,
    Op,
    create,
    edit,
    redo_stack,
    remove,
    undo_stack,
)
from standup.domain.records import Bucket, TimeEntry

ENTRY = TimeEntry(id="e1", developer="dana", day=date(2026, 11, 20), minutes=45, bucket=Bucket.OTHER)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_operations_hold_the_record_before_and_after() -> None:
    longer = edit(ENTRY, minutes=60)
    assert create(ENTRY) == Op(None, ENTRY)
    assert remove(ENTRY) == Op(ENTRY, None)
    assert longer.before is ENTRY
    assert isinstance(longer.after, TimeEntry)
    assert (longer.after.minutes, longer.after.version) == (60, 2)
    assert (ENTRY.minutes, ENTRY.version) == (45, 1)


def test_the_record_of_an_operation_is_the_newest_there_is() -> None:
    longer = edit(ENTRY, minutes=60)
    assert longer.record is longer.after
    assert remove(ENTRY).record is ENTRY
    with pytest.raises(ValueError, match="needs a record"):
        _ = Op(None, None).record


def test_a_conflict_says_who_did_what() -> None:
    conflict = Conflict(ENTRY, None, "bob", "rm e1\x1b")
    assert str(conflict) == "bob removed this entry meanwhile (rm e1␛)"
    assert str(Conflict(ENTRY, ENTRY)) == "somebody changed this entry meanwhile"
    assert str(Conflict(ENTRY, ENTRY, "bob", is_new=True)) == "bob added this entry meanwhile"


def test_a_conflict_told_to_people_keeps_what_it_knows() -> None:
    conflict = Conflict(ENTRY, None, "bob", "rm e1", at=NOON, was=ENTRY, is_new=True)
    told = conflict.told("Bob did it")
    assert str(told) == "Bob did it"
    assert (told.record, told.stored, told.by, told.why) == (ENTRY, None, "bob", "rm e1")
    assert (told.at, told.was, told.is_new) == (NOON, ENTRY, True)


class Person:
    """Does, undoes and redoes as an app would, and keeps beside the journal what is in force."""

    def __init__(self) -> None:
        self.journal: list[Journaled] = []
        self.in_force: list[str] = []
        self.undone: list[str] = []
        self.work: dict[str, str] = {}

    def _note(self, kind: ChangeKind, of: str | None, work: str) -> None:
        line = Journaled(id=f"{kind}-{len(self.journal)}", kind=kind, of=of)
        self.journal.append(line)
        self.work[line.id] = work

    def do(self) -> None:
        work = f"work {len(self.journal)}"
        self._note(ChangeKind.DO, None, work)
        self.in_force.append(work)
        self.undone.clear()

    def undo(self) -> None:
        stack = undo_stack(self.journal)
        assert bool(stack) == bool(self.in_force)
        if stack:
            work = self.in_force.pop()
            assert self.work[stack[-1].id] == work
            self.undone.append(work)
            self._note(ChangeKind.UNDO, stack[-1].id, work)

    def redo(self) -> None:
        stack = redo_stack(self.journal)
        assert bool(stack) == bool(self.undone)
        if stack:
            work = self.undone.pop()
            assert self.work[stack[-1].id] == work
            self.in_force.append(work)
            self._note(ChangeKind.REDO, stack[-1].id, work)


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=60))
def test_undo_and_redo_walk_the_same_path_any_number_of_times(steps: list[str]) -> None:
    person = Person()
    for step in steps:
        getattr(person, step)()
        assert [person.work[line.id] for line in undo_stack(person.journal)] == person.in_force
        assert [person.work[line.id] for line in redo_stack(person.journal)] == person.undone


def test_a_new_change_forgets_what_could_be_redone() -> None:
    person = Person()
    for step in ("do", "do", "undo", "do"):
        getattr(person, step)()
    assert redo_stack(person.journal) == []
    assert [line.id for line in undo_stack(person.journal)] == ["do-0", "do-3"]
