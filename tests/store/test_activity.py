"""What people did, remembered between looks: whatever becomes of the memory, the answer is that of the files."""

from __future__ import annotations

import os
import shutil
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.domain.care import Activity, DayMinutes, activity_of
from standup.domain.change import create, edit, remove
from standup.domain.records import Bucket, Team, TimeEntry, Touchpoint, TouchpointState
from standup.domain.weeks import Week
from standup.store import activity as store_activity
from standup.store import layout
from standup.store.errors import DamagedFileError
from standup.store.tiny import TinyStore
from tests.store.records import ACME, BOB, DANA, FRIDAY, change, entry, touchpoint

OWNERS = ("dana", "bob", None)
DAYS = tuple(FRIDAY - timedelta(days=7 * week) for week in range(5))
LATER = 10**10
"""Nanoseconds, by which files look older than they are."""


def met(day: Any = FRIDAY, minutes: int = 30, **fields: Any) -> TimeEntry:
    """Time with Acme."""
    return entry(minutes, day=day, bucket=Bucket.CUSTOMER, customer="acme", **fields)


def done(**fields: Any) -> Touchpoint:
    """A completed touchpoint of Acme."""
    return touchpoint(**{"state": TouchpointState.DONE, "closed_on": FRIDAY, "outcome": "fine", **fields})


def settle(folder: Path) -> None:
    """Let all that is in a folder be long ago, so that caches trust it; times differ as before."""
    for path in (folder, *folder.rglob("*")):
        found = path.stat()
        if found.st_mtime_ns > time.time_ns() - LATER:
            os.utime(path, ns=(found.st_mtime_ns - LATER, found.st_mtime_ns - LATER))


def answers(store: TinyStore) -> dict[str | None, Activity]:
    """What the store says of everybody."""
    return {owner: store.activity(owner) for owner in OWNERS}


def by_records(entries: list[TimeEntry], closed: list[Touchpoint]) -> dict[str | None, Activity]:
    """What the rules say of these records."""
    return {
        owner: activity_of(
            [one for one in entries if one.developer == owner], [one for one in closed if one.developer == owner]
        )
        for owner in OWNERS
    }


def spoil(cache: Path, how: str, older: Path) -> None:
    """Do to a cache folder what disks, other programs and people do."""
    if cache.is_file():
        cache.unlink()
    match how:
        case "lost":
            shutil.rmtree(cache, ignore_errors=True)
        case "older":
            shutil.rmtree(cache, ignore_errors=True)
            if older.exists():
                shutil.copytree(older, cache)
        case "half" | "noise" | "empty" | "of another kind":
            for path in cache.glob("*"):
                whole = path.read_bytes()
                other = {"half": whole[: len(whole) // 2], "noise": b"\xff\x00{", "empty": b""}
                path.write_bytes(other.get(how, b'{"people/dana/2026-W47.json":[[1,2,3],["x"]]}'))
        case "a file":
            shutil.rmtree(cache, ignore_errors=True)
            cache.write_bytes(b"")


HARM = ("nothing", "lost", "older", "half", "noise", "empty", "of another kind", "a file")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("production", "met", "met for it", "complete", "remove", "alter")),
        st.sampled_from(OWNERS[:2]),
        st.sampled_from(DAYS),
        st.sampled_from(HARM),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=20, deadline=None)
@given(steps=STEPS)
def test_whatever_becomes_of_the_cache_the_answer_is_that_of_the_records(
    steps: list[tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("activity")
    folder, cache, older = root / "data", root / "cache", root / "older"
    TinyStore.create(folder, Team(name="Platform"), [DANA, BOB])
    store = TinyStore.open(folder, cache_folder=cache)
    store.write(change(create(ACME)))
    entries: list[TimeEntry] = []
    closed: list[Touchpoint] = []
    for what, owner, day, harm, restarts, settles in steps:
        match what:
            case "production" | "met" | "met for it":
                made = entry(45, day=day, developer=owner) if what == "production" else met(day, developer=owner)
                if what == "met for it" and closed:
                    made = met(day, developer=owner, touchpoint=closed[-1].id)
                store.write(change(create(made)))
                entries.append(made)
            case "complete":
                end = done(developer=owner if restarts else None, closed_on=day)
                store.write(change(create(end)))
                closed.append(end)
            case "remove" if entries:
                store.write(change(remove(entries.pop())))
            case "alter" if entries:
                gone = entries.pop()
                altered = edit(gone, minutes=gone.minutes % 90 + 1)
                store.write(change(altered))
                assert isinstance(altered.after, TimeEntry)
                entries.append(altered.after)
        if settles:
            settle(folder)
        if harm == "nothing" and cache.is_dir() and not older.exists():
            shutil.copytree(cache, older)
        spoil(cache, harm, older)
        if restarts:
            store = TinyStore.open(folder, cache_folder=cache)
        assert answers(store) == by_records(entries, closed)
        assert answers(store) == by_records(entries, closed), "the second look is as good as the first"
    assert answers(TinyStore.open(folder)) == by_records(entries, closed), "and so it is without any cache"


@pytest.fixture
def looked_at(tiny: TinyStore, folder: Path) -> TinyStore:
    """A store that holds a week of Dana, settled, and has looked at it."""
    tiny.write(change(create(entry(45))))
    settle(folder)
    tiny.activity("dana")
    return tiny


def minutes(store: TinyStore) -> int:
    """Dana's minutes over all time."""
    return sum(sum(day) for day in store.activity("dana").days.values())


def test_another_programs_change_is_seen_by_a_store_that_looked_before(looked_at: TinyStore, folder: Path) -> None:
    TinyStore.open(folder).write(change(create(entry(15))))
    assert minutes(looked_at) == 60
    TinyStore.open(folder).write(change(create(entry(15, day=DAYS[3]))))
    assert minutes(looked_at) == 75


@pytest.mark.parametrize("day", [FRIDAY, DAYS[2]])
def test_a_change_within_the_tick_of_a_slow_look_is_seen_at_the_next(
    day: Any, tiny: TinyStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.write(change(create(entry(45))))
    week = layout.week_file("dana", Week.of(FRIDAY))
    home = (folder / week).parent
    tick = home.stat().st_mtime_ns
    facts = store_activity._facts
    late = time.time_ns

    def slow(view: Any, relative: str) -> Any:
        """While the files are read, somebody writes in the same tick, and then much time goes by."""
        found = facts(view, relative)
        monkeypatch.setattr(store_activity, "_facts", facts)
        TinyStore.open(folder).write(change(create(entry(15, day=day))))
        for path in (home, *home.iterdir()):
            os.utime(path, ns=(tick, tick))
        monkeypatch.setattr(time, "time_ns", lambda: late() + LATER)
        return found

    monkeypatch.setattr(store_activity, "_facts", slow)
    monkeypatch.setattr(time, "time_ns", lambda: tick + 1)
    tiny.activity("dana")
    assert minutes(tiny) == 60


def test_a_file_replaced_by_one_of_the_same_size_in_the_same_tick_is_seen(
    tiny: TinyStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.write(change(create(entry(45))))
    path = folder / layout.week_file("dana", Week.of(FRIDAY))
    tick = path.stat().st_mtime_ns
    facts = store_activity._facts

    def slow(view: Any, relative: str) -> Any:
        found = facts(view, relative)
        monkeypatch.setattr(store_activity, "_facts", facts)
        path.write_bytes(path.read_bytes().replace(b'"minutes":45', b'"minutes":54'))  # in place: the inode is the same
        os.utime(path, ns=(tick, tick))
        os.utime(path.parent, ns=(tick + 1, tick + 1))
        monkeypatch.setattr(time, "time_ns", lambda: tick + LATER)
        return found

    monkeypatch.setattr(store_activity, "_facts", slow)
    monkeypatch.setattr(time, "time_ns", lambda: tick + 1)
    tiny.activity("dana")
    assert minutes(tiny) == 54


def test_damage_is_told_by_every_look_and_mended_is_mended(looked_at: TinyStore, folder: Path) -> None:
    path = folder / layout.week_file("dana", Week.of(FRIDAY))
    whole = path.read_bytes()
    beside = path.with_suffix(".other")
    for content in (b"{", whole[: len(whole) // 2]):
        beside.write_bytes(content)
        beside.replace(path)
        for _ in range(2):
            with pytest.raises(DamagedFileError):
                looked_at.activity("dana")
        assert looked_at.activity("bob").days == {}
    beside.write_bytes(whole)
    beside.replace(path)
    assert looked_at.activity("dana").days == {FRIDAY: DayMinutes(45, 0, 0)}


def test_a_second_look_opens_no_file_of_the_data_folder(looked_at: TinyStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> Any:
        raise AssertionError("a file is read again")

    monkeypatch.setattr(store_activity, "_facts", forbidden)
    assert minutes(looked_at) == 45
    cache = looked_at._cache_folder
    assert minutes(TinyStore.open(looked_at.folder, cache_folder=cache)) == 45, "nor does the next start"
