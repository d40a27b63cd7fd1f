"""300 kills of a process that logs, moves, completes, snoozes, undoes and redoes; after each, nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

import msgspec
import pytest

from standup.domain.change import ChangeKind
from standup.store.doctor import examine
from standup.store.layout import PENDING_FILE
from standup.store.tiny import TinyStore
from standup.workspace.session import Workspace
from standup.workspace.time import log
from standup.workspace.undo import redo, undo
from tests.faults.actor import Acknowledged, digest, half_told
from tests.faults.conftest import Tell
from tests.faults.nursery import ENDED, Life
from tests.faults.team import NOON, Clock, at_work, full_folder, picture, strangers

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("few_changes")]

ROOT = Path(__file__).parents[2]
LIVES_PER_FOLDER = 15
STRACE = shutil.which("strace")
INJECTED = ("fsync", "?rename,?renameat,?renameat2", "write", "flock", "?unlink,?unlinkat", "fchmod")
"""System calls of which one is the last that a process under strace enters."""

Live = Callable[[Life], list[Acknowledged]]


class Nursery:
    """The process from which others are forked."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.faults.nursery"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def live(self, life: Life) -> list[Acknowledged]:
        """What a process acknowledged until it was killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(msgspec.json.encode(life) + b"\n")
        self._process.stdin.flush()
        lines = []
        for line in self._process.stdout:
            if not line.startswith(b"{"):
                assert line == ENDED
                break
            lines.append(msgspec.json.decode(line, type=Acknowledged))
        return lines

    def close(self) -> None:
        """End it."""
        self._process.communicate(timeout=10)


@pytest.fixture
def nursery() -> Iterator[Live]:
    """Lets processes live and be killed."""
    made = Nursery()
    yield made.live
    made.close()


def live_under_strace(life: Life, call: str, number: int) -> list[Acknowledged]:
    """The same in a process that is killed as it enters a system call for the n-th time."""
    inject = ["-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}"]
    command = [str(STRACE), *inject, sys.executable, "-m", "tests.faults.nursery", msgspec.json.encode(life).decode()]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode in (-9, 137)
    return [msgspec.json.decode(line, type=Acknowledged) for line in done.stdout.splitlines()]


class Stacks:
    """What undo and redo have to take next, by the words of the changes."""

    def __init__(self) -> None:
        self.undo: list[str] = []
        self.redo: list[str] = []

    def follow(self, kind: ChangeKind, why: str) -> None:
        """A change was made."""
        match kind:
            case ChangeKind.DO:
                self.undo.append(why)
                self.redo.clear()
            case ChangeKind.UNDO:
                assert self.undo.pop() == why
                self.redo.append(why)
            case ChangeKind.REDO:
                assert self.redo.pop() == why
                self.undo.append(why)


class Watched:
    """A folder in which process after process is killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = full_folder(folder)
        self.stacks = Stacks()
        self.changes = 1
        self.digest = digest(self.store)
        self.acknowledged = self.in_flight = self.pending = self.litter = 0

    def check(self, acknowledged: list[Acknowledged], start_ms: int) -> None:
        """After a kill: all that was acknowledged is there, and no half of the change that was being made."""
        self.acknowledged += len(acknowledged)
        self.pending += (self.folder / PENDING_FILE).exists()
        for one in acknowledged:
            self.stacks.follow(one.kind, one.why)
        self.changes += len(acknowledged)
        self.digest = acknowledged[-1].digest if acknowledged else self.digest
        workspace = at_work(self.folder, now=Clock(NOON + timedelta(milliseconds=start_ms)))
        store = TinyStore.open(self.folder)
        assert half_told(store) == []
        assert [finding for finding in examine(self.folder) if finding.severity == "error"] == []
        history = store.history(100_000)
        assert len(history) - self.changes in (0, 1)
        if len(history) > self.changes:
            self.in_flight += 1
            self._check_unacknowledged(workspace, history[0].kind, history[0].why)
        assert digest(store) == self.digest
        self._undo_names_the_right_change(workspace)
        self._next_write_works(workspace)
        self.changes = len(store.history(100_000))
        self.digest = digest(store)
        self.litter = max(self.litter, len(strangers(self.folder)))
        assert not (self.folder / PENDING_FILE).exists()

    def _check_unacknowledged(self, workspace: Workspace, kind: ChangeKind, why: str) -> None:
        """A change that nobody was told of, but which is there, is there entirely: taking it back shows that."""
        self.stacks.follow(kind, why)
        now = digest(workspace.store)
        there, back = (redo, undo) if kind is ChangeKind.UNDO else (undo, redo)
        assert there(workspace).why == why
        assert digest(workspace.store) == self.digest
        assert back(workspace).why == why
        assert digest(workspace.store) == now
        self.digest = now

    def _undo_names_the_right_change(self, workspace: Workspace) -> None:
        if self.stacks.undo:
            assert undo(workspace).why == self.stacks.undo[-1]
            assert redo(workspace).why == self.stacks.undo[-1]
            assert digest(workspace.store) == self.digest
        if self.stacks.redo:
            assert redo(workspace).why == self.stacks.redo[-1]
            assert undo(workspace).why == self.stacks.redo[-1]
            assert digest(workspace.store) == self.digest

    def _next_write_works(self, workspace: Workspace) -> None:
        before = set(picture(workspace.store))
        log(workspace, "1m #API-12 after the kill")
        (new,) = set(picture(workspace.store)) - before
        assert "after the kill" in new
        undone = undo(workspace)
        assert set(picture(workspace.store)) == before
        assert redo(workspace).why == undone.why
        self.stacks.follow(ChangeKind.DO, undone.why)


def killed(*_: object) -> None:
    """Stands for a kill: nothing catches it."""
    raise KeyboardInterrupt


def run(folders: Path, kills: int, live: Callable[[Life, Random], list[Acknowledged]], seed: int) -> str:
    """Kill so many processes, check after each; the counts in words."""
    chance = Random(seed)
    watched: list[Watched] = []
    for kill in range(kills):
        if kill % LIVES_PER_FOLDER == 0:
            watched.append(Watched(folders / f"{kill}" / "data"))
        life = Life(str(watched[-1].folder), chance.randrange(10**9), kill * 20_000)
        watched[-1].check(live(life, chance), kill * 20_000 + 15_000)
    for one in watched:
        files = sum(path.is_file() for path in one.folder.rglob("*"))
        assert one.litter <= files / 2, "at most one prepared file beside each file"
        assert len(list(one.folder.parent.rglob("cache/*"))) <= 2
    acknowledged, in_flight, pending = (
        sum(getattr(one, name) for one in watched) for name in ("acknowledged", "in_flight", "pending")
    )
    assert acknowledged + in_flight > kills / 4, "kills that hit nobody at work prove nothing"
    assert in_flight
    assert pending
    litter = max(one.litter for one in watched)
    return (
        f"{kills} kills in {len(watched)} folders; {acknowledged} changes acknowledged, all there; {in_flight} stored "
        f"but not acknowledged, all whole; {pending} times a change of several files was left to be finished; "
        f"never more than {litter} prepared files left over"
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_random_moments(tmp_path: Path, nursery: Live, tell: Tell, seed: int) -> None:
    def live(life: Life, chance: Random) -> list[Acknowledged]:
        return nursery(msgspec.structs.replace(life, after_seconds=chance.uniform(0.005, 0.1)))

    tell(run(tmp_path, 75, live, seed))


@pytest.mark.parametrize("seed", [3, 4])
def test_killed_between_two_calls_of_one_write(tmp_path: Path, nursery: Live, tell: Tell, seed: int) -> None:
    def live(life: Life, chance: Random) -> list[Acknowledged]:
        return nursery(msgspec.structs.replace(life, at_call=chance.randrange(1, 90)))

    tell(run(tmp_path, 55, live, seed))


def test_killed_on_entering_a_system_call(tmp_path: Path, nursery: Live, tell: Tell) -> None:
    def live(life: Life, chance: Random) -> list[Acknowledged]:
        if STRACE is None:
            return nursery(msgspec.structs.replace(life, at_call=chance.randrange(1, 90)))
        return live_under_strace(life, chance.choice(INJECTED), chance.randrange(1, 12))

    tell(f"{run(tmp_path, 40, live, 5)} ({'strace' if STRACE else 'no strace here: calls of os instead'})")


def test_a_writer_of_the_cache_that_is_killed_leaves_one_file_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = full_folder(tmp_path / "data")
    log(at_work(store.folder), "5m #API-12")
    for file in store.folder.rglob("*-W*.json"):
        os.utime(file, (1, 1))  # only what is no longer being written is remembered
    for pid in range(3):
        with monkeypatch.context() as patch:
            patch.setattr(os, "getpid", partial(int, pid))
            patch.setattr(os, "replace", killed)
            with pytest.raises(KeyboardInterrupt):
                at_work(store.folder).store.work_totals("dana")
    assert len(list((tmp_path / "cache").iterdir())) == 1
    assert at_work(store.folder).store.work_totals("dana") == {"API-12": 5}
