"""The command-line contract, word for word, from a cold start in a folder of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

PYTHON = [sys.executable, "-m", "standup"]


def standup(*words: str, stdin: str | None = None) -> str:
    """The output of a command in a process of its own; it must succeed and be silent on stderr."""
    ran = subprocess.run([*PYTHON, *words], capture_output=True, text=True, input=stdin, check=False, encoding="utf-8")
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def test_the_contract_from_a_cold_start(home: Path) -> None:
    assert "You are Dana (dana), its lead, in Europe/Berlin" in standup("init", "--name", "Dana", "--hours", "40")
    assert "Acme Corp" in standup("customer", "add", "acme", "--name", "Acme Corp")
    assert "API-12" in standup("work", "add", "API-12", "Retry failed uploads", "--estimate", "8h")
    assert "Planned call" in standup("touchpoint", "add", "acme", "Renewal call", "--kind", "call", "--due", "fri")
    logged = standup("log", "45m @acme call > fri send quote")
    assert logged.startswith("Logged 45 min customer on Acme Corp, today; next: Fri ")
    assert "Done: Renewal call\nPlanned follow-up: send quote, due Fri " in logged
    logged = standup("log", "2h #API-12 @acme 70/30 pairing with their ops")
    assert "84 min production on API-12, 36 min customer on Acme Corp, today" in logged
    assert "Logged 180 min other, Sun 26 Oct 2025 from 1:30" in standup("log", "2025-10-26 1:30-3:30 ~ autumn")
    assert "Logged 30 min other, today" in standup("log", "30m", "other", "standup")
    today = json.loads(standup("today", "--json"))
    assert (today["production"], today["customer"], today["other"]) == (84, 81, 30)
    assert re.search(r"1h24 +production API-12 +pairing with their ops", standup("today"))
    week = json.loads(standup("week", "2026-W47", "--format", "json"))
    assert (week["schema"], week["week"]) == ("standup.week/1", "2026-W47")
    assert {"available", "production", "customer", "other", "unlogged", "left", "coverage", "share", "verdict"} <= set(
        week["team"]
    )
    assert {"id", "name", "closed"} <= set(week["developers"][0])
    standup("week", "2026-W47", "--format", "json", "-o", str(home / "week.json"))
    assert json.loads((home / "week.json").read_text(encoding="utf-8")) == week
    assert standup("undo").startswith("Undone: log 30 min other")
    log = home / "log.csv"
    log.write_text(
        "User,Client,Project,Description,Start date,Start time,End date,End time,Duration,Tags\n"
        "Dev A,,,with the client,2026-11-02,09:00:00,2026-11-02,10:00:00,01:00:00,\n"
        "Dev A,,,code,2026-11-02,10:00:00,2026-11-02,12:00:00,02:00:00,\n",
        encoding="utf-8",
    )
    rule = "description~client|customer=customer"
    options = ("--create-developers", "--rule", rule, "--default", "production")
    assert "2" in standup("import", "toggl", str(log), *options)
    week = json.loads(standup("week", "2026-W45", "--format", "json"))
    [row] = [one for one in week["developers"] if one["id"] == "dev-a"]
    assert (row["production"], row["customer"], row["available"]) == (120, 60, None)


def test_the_sample_team_needs_no_set_up(home: Path) -> None:
    assert "Team of 6" in standup("--demo", "week")
    assert list(home.rglob("*.json")) == []
    ran = subprocess.run([*PYTHON, "--demo"], capture_output=True, text=True, check=False, encoding="utf-8")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "standup: the Board needs a terminal; `standup today` and `standup week` print without one\n"


def test_lines_from_a_pipe(home: Path) -> None:
    standup("init", "--name", "Dana", "--hours", "40")
    assert standup("log", "-", stdin="45m ~ one\n\n15m ~ two\n").count("Logged") == 2


def test_a_reader_that_has_gone_is_no_error(home: Path) -> None:
    for words in ("--demo week", "-h", "--version", "log -h", "--demo export json"):
        command = f"{sys.executable} -m standup {words} | true; exit ${{PIPESTATUS[0]}}"
        ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, ""), words
