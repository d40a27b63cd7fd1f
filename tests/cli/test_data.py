"""`doctor`, `backup` and `restore` on the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run


def test_the_doctor_finds_a_folder_in_order_and_a_damaged_file(team: Run) -> None:
    told = team("doctor")
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith("is in good order\n")
    assert team("doctor", "--json").json == []
    team("log", "30m ~")
    [week] = Path(team("locate", "data").out.strip()).rglob("2026-W48.json")
    week.write_bytes(b"{")
    told = team("doctor")
    assert told.code == 1
    assert "2026-W48.json" in told.out
    assert team("today").code == 1
    assert team("doctor", "--repair").code == 0
    assert team("today").code == 0


def test_a_backup_brings_everything_back(team: Run, tmp_path: Path) -> None:
    team("log", "30m ~ kept")
    assert team("backup", str(tmp_path / "b.tar.gz")).code == 0
    assert team("backup", str(tmp_path / "b.tar.gz")).code == 2
    team("log", "45m ~ lost")
    told = team("restore", str(tmp_path / "b.tar.gz"))
    assert told.code == 0
    assert "What was there before is kept in" in told.out
    assert [one["note"] for one in team("today", "--json").json["entries"]] == ["kept"]
    assert team("restore", str(tmp_path / "none")).code in (1, 2)


def test_a_backup_goes_through_a_pipe(team: Run, tmp_path: Path) -> None:
    team("log", "30m ~ kept")
    command = [sys.executable, "-m", "standup"]
    packed = subprocess.run([*command, "backup", "-"], capture_output=True, check=True)
    assert packed.stderr == b""
    restored = subprocess.run(
        [*command, "--data", str(tmp_path / "new"), "restore", "-"],
        input=packed.stdout,
        capture_output=True,
        check=True,
    )
    assert b"from standard input" in restored.stdout
    assert team("--data", str(tmp_path / "new"), "export", "json").json["time_entries"][0]["note"] == "kept"
    assert not list(tmp_path.glob("*backup*"))
