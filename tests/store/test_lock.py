"""One writer at a time, between threads and processes, and who it is."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from standup.store.errors import BusyError
from standup.store.lock import locked


def test_threads_of_one_process_exclude_each_other(tmp_path: Path) -> None:
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(20):
            with locked(tmp_path / ".lock"):
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_whoever_waits_too_long_hears_who_holds_it(tmp_path: Path) -> None:
    with (
        locked(tmp_path / ".lock"),
        pytest.raises(BusyError, match=rf"process {os.getpid()} on .*nothing was changed"),
        locked(tmp_path / ".lock", timeout=0.05),
    ):
        pass


def test_whoever_waits_looks_often_enough_to_get_in_between_two_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("standup.store.lock.time.sleep", pauses.append)
    with locked(tmp_path / ".lock"), pytest.raises(BusyError), locked(tmp_path / ".lock", timeout=0.05):
        pass
    assert len(pauses) > 20
    assert max(pauses) <= 0.01


def test_a_lock_that_nobody_signs_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    with locked(path):
        pass
    signed = path.read_bytes()
    with (
        locked(path, signed=False),
        pytest.raises(BusyError, match="another program"),
        locked(path, timeout=0, signed=False),
    ):
        pass
    assert path.read_bytes() == signed


def test_a_garbled_lock_file_only_hides_the_name(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    with locked(path):
        path.write_bytes(b"\xff")
        with pytest.raises(BusyError, match="another program"), locked(path, timeout=0):
            pass


def test_a_killed_holder_lets_go(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from standup.store.lock import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    path = tmp_path / ".lock"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(BusyError, match=f"process {process.pid} "), locked(path, timeout=0):
            pass
        process.kill()
    with locked(path, timeout=1):
        pass


def test_an_error_inside_lets_go(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), locked(tmp_path / ".lock"):
        raise RuntimeError
    with locked(tmp_path / ".lock", timeout=0):
        pass
