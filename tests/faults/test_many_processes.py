"""Several processes at once, and processes killed at random: no acknowledged change is lost, none is half there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from standup.domain.records import Team
from standup.domain.weeks import Week
from standup.store.doctor import examine
from standup.store.tiny import TinyStore
from tests.store.records import BOB, DANA, W47, W48

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PROCESSES, ENTRIES, KILLS = 4, 25, 30


def writer(name: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A process that runs a function of tests/faults/writers.py."""
    command = [sys.executable, "-m", "tests.faults.writers", name, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A fresh data folder of a team of two."""
    TinyStore.create(tmp_path / "data", Team(), [DANA, BOB])
    return tmp_path / "data"


def test_four_processes_lose_nothing(folder: Path) -> None:
    processes = [writer("log", str(folder), str(number), str(ENTRIES)) for number in range(PROCESSES)]
    told: set[bytes] = set()
    for process in processes:
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        told |= set(output.split())
    store = TinyStore.open(folder)
    stored = {one.id.encode() for week in store.weeks("dana") for one in store.week("dana", week).entries}
    assert len(told) == PROCESSES * ENTRIES
    assert stored == told
    assert len(store.history(1000)) == PROCESSES * ENTRIES
    assert examine(folder) == []


def test_kills_at_random_leave_whole_changes_only(folder: Path) -> None:
    chance = random.Random(47)
    for _ in range(KILLS):
        with writer("move", str(folder)) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.06))
            process.send_signal(signal.SIGKILL)
            acknowledged = [
                int(line) for line in process.stdout.read().splitlines(keepends=True) if line.endswith(b"\n")
            ]
        store = TinyStore.open(folder)
        entries = [*store.week("dana", W47).entries, *store.week("dana", W48).entries, *store.week("bob", W47).entries]
        assert len(entries) == 3
        (minutes,) = {one.minutes for one in entries}
        assert minutes >= max(acknowledged, default=0)
        homes = {(one.developer, Week.of(one.day)) for one in entries}
        assert homes == {("dana", W47), ("dana", W48), ("bob", W47)}
        assert {finding.severity for finding in examine(folder)} <= {"warning"}
    litter = [path.name for path in folder.rglob(".*.tmp")]
    assert len(litter) <= 5  # one at most for each file, whatever the number of kills


def test_readers_among_writers_see_whole_changes_only(folder: Path) -> None:
    store = TinyStore.open(folder)
    with writer("move", str(folder)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        end = time.monotonic() + 2
        seen: set[int] = set()
        while time.monotonic() < end:
            totals = store.totals(["dana", "bob"], W47, W48)
            minutes = {sum(buckets.values()) for buckets in totals.values()}
            assert len(totals) == 3
            assert len(minutes) == 1, totals
            seen |= minutes
        process.kill()
    assert len(seen) > 5
    assert date(2026, 11, 20) in {one.day for one in store.week("dana", W47).entries}
