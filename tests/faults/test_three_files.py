"""A writer whose changes are of three files: killed at random, and read all the while, it is never seen half done."""

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
from tests.faults.conftest import Tell
from tests.store.records import BOB, DANA, W47, W48

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KILLS = 30


def mover(folder: Path) -> subprocess.Popen[bytes]:
    """A process that runs tests/faults/mover.py."""
    return subprocess.Popen([sys.executable, "-m", "tests.faults.mover", str(folder)], cwd=ROOT, stdout=subprocess.PIPE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A fresh data folder of a team of two."""
    TinyStore.create(tmp_path / "data", Team(), [DANA, BOB])
    return tmp_path / "data"


def test_kills_at_random_leave_whole_changes_only(folder: Path, tell: Tell) -> None:
    chance = random.Random(47)
    told = 0
    for _ in range(KILLS):
        with mover(folder) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.06))
            process.send_signal(signal.SIGKILL)
            acknowledged = [
                int(line) for line in process.stdout.read().splitlines(keepends=True) if line.endswith(b"\n")
            ]
        told += len(acknowledged)
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
    tell(f"{KILLS} kills, {told} changes of three files acknowledged and there, {len(litter)} prepared files left over")


def test_readers_among_writers_see_whole_changes_only(folder: Path, tell: Tell) -> None:
    store = TinyStore.open(folder)
    with mover(folder) as process:
        assert process.stdout is not None
        process.stdout.readline()
        end = time.monotonic() + 2
        seen: set[int] = set()
        looks = 0
        while time.monotonic() < end:
            totals = store.totals(["dana", "bob"], W47, W48)
            minutes = {sum(buckets.values()) for buckets in totals.values()}
            assert len(totals) == 3
            assert len(minutes) == 1, totals
            seen |= minutes
            looks += 1
        process.kill()
    assert len(seen) > 5
    tell(f"{looks} looks at three files that change together, {len(seen)} states, each of them whole")
    assert date(2026, 11, 20) in {one.day for one in store.week("dana", W47).entries}
