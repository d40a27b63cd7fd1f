"""A round of six in a real terminal, from S to the written minutes, killed once in the middle and resumed."""

from __future__ import annotations

import base64
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.slow

STANDUP = (sys.executable, "-m", "standup")
NAMES = ("Ada", "Bob", "Cem", "Dana", "Eve", "Finn")
BEGAN = {name: f"{name}-work" for name in NAMES}


def standup(*words: str) -> str:
    """The output of a command, which must succeed."""
    return subprocess.run([*STANDUP, *words], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def team(home: Path) -> Path:
    """Six who work every day of the week, each with something that they do, in a home of their own."""
    hours = "1,1,1,1,1,1,1"
    standup("init", "--name", NAMES[0], "--hours", hours)
    for name in NAMES[1:]:
        standup("developer", "add", name, "--hours", hours)
    for name in NAMES:
        standup("work", "add", f"{name}-1", f"{BEGAN[name]} [/x]", "--developer", name)
        standup("work", "move", f"{name}-1", "doing")
    standup("work", "move", "Eve-1", "blocked", "--by", "bob: review")
    return home


def test_a_round_of_six_is_killed_in_the_middle_and_goes_on_to_its_minutes(team: Path, tmp_path: Path) -> None:
    minutes = tmp_path / "minutes.md"
    with Terminal(STANDUP) as terminal:
        terminal.wait_for("Ada-work")
        terminal.send("S")
        terminal.wait_for("begins with 6 developers")
        terminal.send("o")
        terminal.wait_for("In which order")
        terminal.send("j\r")
        terminal.wait_for("by name")
        terminal.send("\r")
        terminal.wait_for("1 of 6")
        terminal.send("n")
        terminal.wait_for("Note")
        terminal.send("tests are green\r")
        terminal.wait_for("tests are green · Ada")
        for number in (2, 3):
            terminal.send("\r")
            terminal.wait_for(f"{number} of 6")
        terminal.send("p")
        terminal.wait_for("What is for later")
        terminal.send("bob, dana: rate limits\r")
        terminal.wait_for("rate limits · Bob, Dana")
        terminal.signal(signal.SIGKILL)
        assert terminal.wait() == -signal.SIGKILL
    with Terminal(STANDUP, columns=80, rows=24) as terminal:
        terminal.wait_for("Ada-work")
        terminal.send("S")
        terminal.wait_for("rate limits")
        terminal.wait_for("3 of 6")
        terminal.send("a")
        terminal.wait_for("whose it is")
        terminal.send("dana: #OPS-1 buy a bell\r")
        terminal.wait_for("OPS-1 buy a bell · Dana")
        for number in (4, 5, 6):
            terminal.send("\r")
            terminal.wait_for(f"{number} of 6")
        terminal.send("\r")
        terminal.wait_for("All have had their turn")
        terminal.send("\r")
        terminal.wait_for("End the round")
        terminal.send(f"\x15{minutes}\r")
        terminal.wait_for("The round is over")
        copied = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)", terminal.output)
        terminal.send("q")
        assert terminal.wait() == 0
        copied += re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)", terminal.output)
    text = minutes.read_text("utf-8")
    assert "- There: Ada, Bob, Cem, Dana, Eve, Finn" in text
    for words in ("Ada: tests are green", "rate limits (with Bob, Dana)", "OPS-1 buy a bell (Dana)"):
        assert words in text
    assert "Eve needs **Bob**: Eve-1" in text
    assert standup("round", "--minutes") == text
    assert not copied or base64.b64decode(copied[-1]).decode() == text
