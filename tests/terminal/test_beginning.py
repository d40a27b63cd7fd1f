"""From nothing to the first entry in a real terminal, and two terminals on one folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.slow

STANDUP = str(Path(sys.executable).with_name("standup"))


def standup(*words: str) -> str:
    """The output of a command, which must succeed."""
    return subprocess.run([STANDUP, *words], check=True, capture_output=True, text=True).stdout


def test_from_an_empty_home_to_the_first_entry(home: Path) -> None:
    assert not list(home.iterdir())
    with Terminal([STANDUP], columns=80, rows=24) as terminal:
        terminal.wait_for("Hours a week")
        terminal.wait_for("Look at a sample team")
        terminal.send("\x15")
        terminal.wait_for("the name is empty")
        terminal.send("Dana Ito")
        terminal.wait_for("dana-ito")
        terminal.send("\r\r")
        terminal.wait_for("No work items yet")
        terminal.send("l15m ~ standup\r")
        terminal.wait_for("15 min other, today")
        terminal.send("q")
        assert terminal.wait() == 0
        time.sleep(0.2)
        assert terminal.is_as_before()
        assert b"Traceback" not in terminal.output
    assert json.loads(standup("today", "--json"))["other"] == 15
    assert [one["name"] for one in json.loads(standup("developer", "list", "--json"))] == ["Dana Ito"]


def test_left_the_first_run_has_made_nothing(home: Path) -> None:
    with Terminal([STANDUP], columns=80, rows=24) as terminal:
        terminal.wait_for("Hours a week")
        terminal.wait_for("Look at a sample team")
        terminal.send("\x1b")
        assert terminal.wait() == 0
        time.sleep(0.2)
        assert terminal.is_as_before()
    assert not [path for path in home.rglob("*") if path.is_file()]


def test_what_one_does_is_seen_by_the_other_within_a_second(record_property: Callable[[str, object], None]) -> None:
    standup("init", "--name", "Dana", "--hours", "40")
    standup("work", "add", "API-12", "Retry failed uploads")
    with Terminal([STANDUP]) as one, Terminal([STANDUP]) as other:
        for terminal in (one, other):
            terminal.wait_for("Retry failed uploads")
        other.send("l20m half a line")
        other.wait_for("half a line")
        took = []
        for minutes, total in ((45, "45m"), (45, "1h30"), (45, "2h15")):
            one.send("3")
            one.wait_for(f"{minutes} min production on API-12")
            took.append(other.wait_for(total))
        record_property("counts", f"seen after {', '.join(f'{seconds:.2f}' for seconds in took)} s")
        assert max(took) < 2, "the watch looks twice a second; the rest is the machine's"
        other.send(" ~\r")
        other.wait_for("20 min other")
        for terminal in (one, other):
            terminal.send("q")
            assert terminal.wait() == 0
    today = json.loads(standup("today", "--json"))
    assert (today["production"], today["other"]) == (135, 20)
    assert "half a line" in standup("today")


@pytest.mark.parametrize("command", [("week",), ("today",), ("--demo", "week"), ("work", "list"), ("--help",)])
def test_a_reader_that_has_gone_is_no_error(command: tuple[str, ...]) -> None:
    standup("init", "--name", "Dana", "--hours", "40")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        ran = subprocess.run([STANDUP, *command], stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_the_board_into_a_pipe_is_refused_in_words() -> None:
    standup("init", "--name", "Dana", "--hours", "40")
    ran = subprocess.run([STANDUP], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("standup: the Board needs a terminal")
