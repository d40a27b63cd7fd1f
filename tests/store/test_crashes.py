"""A writer killed between any two steps leaves all of its change or nothing, and the next writer works."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from standup.domain.change import Change, Op, altered, create, edit, remove
from standup.domain.records import Team, TimeEntry, WorkItem, WorkState
from standup.store.errors import BusyError, NotDurableError, StoreError
from standup.store.lock import locked
from standup.store.tables import WeekSums
from standup.store.tiny import TinyStore
from standup.store.view import View
from tests.store.records import BOB, DANA, FRIDAY, W47, W48, change, entry, work_item

STEPS = ("replace", "rename", "fsync", "unlink", "open", "write", "mkdir")


class Killed(BaseException):
    """What stands for SIGKILL: nothing catches it."""


class Before(NamedTuple):
    """Records that the change under test alters."""

    kept: TimeEntry
    moved: TimeEntry
    item: WorkItem


def seed(store: TinyStore) -> Before:
    """Records in several files."""
    before = Before(entry(10), entry(20), work_item("API-12"))
    store.write(change(*map(create, before)))
    return before


def wide(before: Before) -> Change:
    """A change of five files, two of them new."""
    return change(
        edit(before.kept, minutes=11),
        edit(before.moved, day=date(2026, 11, 23)),
        edit(before.item, state=WorkState.DONE, state_since=FRIDAY),
        create(entry(40, developer="bob")),
    )


def narrow(before: Before) -> Change:
    """A change of one file."""
    return change(edit(before.kept, minutes=11), remove(before.moved))


def state(store: TinyStore) -> tuple[Any, ...]:
    """All that the changes under test can alter, as a reader sees it."""
    return (
        store.week("dana", W47),
        store.week("dana", W48),
        store.week("bob", W47),
        store.desk("dana"),
        store.closed("dana", 2026),
        [past.id for past in store.history(9)],
        store.totals(["dana", "bob"], W47, W48),
    )


@contextmanager
def stopping_at(step: int, error: Callable[[], BaseException]) -> Iterator[Callable[[], int]]:
    """Raise at the step-th system call that could alter a disk, before it; tells how many were made."""
    numbers = count(1)
    made = 0

    def watched(call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            nonlocal made
            made = next(numbers)
            if made == step:
                raise error()
            return call(*args, **kwargs)

        return wrapper

    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, watched(getattr(os, name)))
        yield lambda: made


def seeded(folder: Path) -> tuple[TinyStore, Before]:
    """A store with records in several files."""
    store = TinyStore.create(folder, Team(), [DANA, BOB])
    return store, seed(store)


CHANGES = pytest.mark.parametrize("make", [wide, narrow])


@CHANGES
def test_a_kill_between_any_two_steps_leaves_all_or_nothing(tmp_path: Path, make: Callable[[Before], Change]) -> None:
    outcomes = set()
    for step in count(1):
        store, before = seeded(tmp_path / f"{step}")
        old = state(store)
        one = make(before)
        finished = False
        with stopping_at(step, Killed), suppress(Killed):
            store.write(one)
            finished = True
        reader = TinyStore.open(store.folder)
        seen = state(reader)
        is_there = reader.taken_back(one.id, reader.where(one)) is not None
        assert (seen == old) is not is_there, step
        outcomes.add(is_there)
        if finished:
            break
        reader.write(change(create(entry(5, day=date(2026, 1, 5)))))
        assert state(reader)[:5] == seen[:5], step
        if not is_there:
            reader.write(make(before))
        assert len([past for past in reader.history(9) if past.altered]) == 1
        assert not (store.folder / "pending.json").exists()
        assert not list(store.folder.rglob(".*.tmp")), step
    assert step > 5
    assert outcomes == {False, True}


@CHANGES
def test_a_full_disk_at_any_step_is_one_clear_error_or_none(tmp_path: Path, make: Callable[[Before], Change]) -> None:
    for step in count(1):
        store, before = seeded(tmp_path / f"{step}")
        old = state(store)
        one = make(before)
        told: StoreError | None = None
        with stopping_at(step, lambda: OSError(errno.ENOSPC, "No space left on device")) as made:
            try:
                store.write(one)
            except StoreError as error:
                told = error
        seen = state(TinyStore.open(store.folder))
        if told is None or isinstance(told, NotDurableError):
            assert seen != old, step
        else:
            assert "the disk is full" in str(told)
            assert "nothing was changed" in str(told)
            assert seen == old, step
            store.write(one)
        assert state(TinyStore.open(store.folder)) == state(store) != old
        if made() < step:
            break
    assert step > 5


@pytest.mark.parametrize("after_file", [0, 1])
@pytest.mark.parametrize("step", range(1, 40, 2))
def test_a_reader_never_sees_half_of_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, after_file: int
) -> None:
    """A writer is stopped at any of its steps, between any two files that a reader looks at."""
    store, before = seeded(tmp_path / "data")
    store.write(change(create(entry(1, day=date(2026, 11, 23)))))
    writer = TinyStore.open(store.folder)
    looks = count()
    look = View.sums

    def sums(view: View, relative: str) -> WeekSums:
        if next(looks) == after_file:
            with stopping_at(step, Killed), suppress(Killed):
                writer.write(change(edit(before.moved, day=date(2026, 11, 23))))
        return look(view, relative)

    monkeypatch.setattr(View, "sums", sums)
    totals = store.totals(["dana"], W47, W48)
    assert sum(sum(buckets.values()) for buckets in totals.values()) == 31


def test_a_reader_among_busy_writers_waits_for_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, before = seeded(tmp_path / "data")
    writer = TinyStore.open(store.folder)
    item = before.moved
    tries = count()
    look = View.sums

    def sums(view: View, relative: str) -> WeekSums:
        nonlocal item
        if next(tries) < 20 and not held(store.folder):
            moved = altered(item, day=date(2026, 11, 23) if item.day == FRIDAY else FRIDAY)
            writer.write(change(Op(item, moved)))
            item = moved
        return look(view, relative)

    monkeypatch.setattr(View, "sums", sums)
    assert sum(sum(buckets.values()) for buckets in store.totals(["dana"], W47, W48).values()) == 30


def held(folder: Path) -> bool:
    """Whether somebody holds the lock."""
    try:
        with locked(folder / ".lock", timeout=0):
            return False
    except BusyError:
        return True


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, before = seeded(tmp_path / "data")
    old = state(store)
    for code, words in ((errno.EROFS, "read-only"), (errno.EACCES, "no permission"), (errno.EDQUOT, "quota")):
        for step in (1, 3):
            with stopping_at(step, partial(OSError, code, os.strerror(code))), pytest.raises(StoreError, match=words):
                store.write(narrow(before))
    assert state(store) == old
