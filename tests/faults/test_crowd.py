"""Eight processes that write at once, two of them undoing their own, with readers all the while."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from standup.store.doctor import examine
from standup.store.tiny import TinyStore
from tests.faults.conftest import Tell
from tests.faults.crowd import OWN, begin, carried
from tests.faults.team import new_folder, strangers

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ENTRIES = 50
WRITERS = ("dana",) * 6
READERS = ("dana", "bob", "zoe")


def process(name: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A process that runs a function of tests/faults/crowd.py."""
    command = [sys.executable, "-m", "tests.faults.crowd", name, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_eight_processes_lose_nothing_and_readers_see_each_record_once(tmp_path: Path, tell: Tell) -> None:
    folder = tmp_path / "data"
    new_folder(folder)
    begin(folder)
    readers = [process("read", str(folder), me) for me in READERS]
    writers = [(me, process("write", str(folder), me, str(ENTRIES))) for me in WRITERS]
    writers += [(me, process("undoing", str(folder), me, str(ENTRIES))) for me in OWN]
    told: dict[str, set[str]] = {me: {carried(me).id} if me in OWN else set() for me in READERS}
    for me, one in writers:
        output, _ = one.communicate(timeout=240)
        assert one.returncode == 0
        told[me] |= set(output.decode().split())
    looks = 0
    for one in readers:
        output, _ = one.communicate(b"enough", timeout=60)
        assert one.returncode == 0
        looks += int(output.split()[0])
    store = TinyStore.open(folder)
    stored = {me: [e.id for week in store.weeks(me) for e in store.week(me, week).entries] for me in READERS}
    assert {me: len(ids) for me, ids in stored.items()} == {"dana": 6 * ENTRIES, "bob": 41, "zoe": 41}
    assert {me: set(ids) for me, ids in stored.items()} == told
    assert [one.id for one in store.desk("bob").touchpoints] == ["passed-bob"]
    assert examine(folder) == []
    assert strangers(folder) == []
    changes = len(store.history(100_000))
    tell(
        f"{len(writers)} processes, {sum(map(len, stored.values()))} entries acknowledged and there, {changes} changes "
        f"({changes - 8 * ENTRIES - 3} of them moves, undos and redos); {len(readers)} readers looked {looks} times"
    )
