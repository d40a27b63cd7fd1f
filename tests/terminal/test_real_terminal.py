"""The installed command in a real pseudo-terminal: keys, signals, sizes; and the terminal as it was afterwards."""

from __future__ import annotations

import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.slow

COMMAND = [str(Path(sys.executable).with_name("standup")), "--demo"]
LEAVES = b"\x1b[?1049l"
SHOWS_CURSOR = b"\x1b[?25h"


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the sample team is written."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def terminal(scratch: Path) -> Iterator[Terminal]:
    with Terminal(COMMAND) as opened:
        opened.wait_for("Retry failed uploads")
        yield opened


def assert_restored(terminal: Terminal, scratch: Path) -> None:
    """Settings, screen and cursor are as before, nothing was told as a traceback, and the sample team is gone."""
    time.sleep(0.2)
    assert terminal.is_as_before()
    assert LEAVES in terminal.output
    assert SHOWS_CURSOR in terminal.output
    assert b"Traceback" not in terminal.output
    assert not list(scratch.glob("standup-demo-*"))


def test_log_by_key_undo_and_quit(terminal: Terminal, scratch: Path) -> None:
    assert list(scratch.glob("standup-demo-*"))
    terminal.send("3")
    terminal.wait_for("45 min production on API-12, today")
    terminal.send("u")
    terminal.wait_for("log 45 min production on API-12")
    terminal.send("l30m @initech call")
    terminal.wait_for("30 min customer on Initech, today")
    terminal.send("\r")
    terminal.wait_for("u takes it back")
    terminal.send("q")
    assert terminal.wait() == 0
    assert_restored(terminal, scratch)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_app_in_good_order(terminal: Terminal, scratch: Path, number: signal.Signals) -> None:
    terminal.signal(number)
    assert terminal.wait() == 128 + number
    assert_restored(terminal, scratch)


def test_a_closed_terminal_ends_the_app(terminal: Terminal, scratch: Path) -> None:
    terminal.hang_up()
    terminal.wait()
    assert not list(scratch.glob("standup-demo-*"))


def test_a_storm_of_sizes_leaves_a_board_that_works(terminal: Terminal, scratch: Path) -> None:
    rng = random.Random(7)
    for _ in range(80):
        terminal.resize(rng.choice((1, 5, 20, 40, 80, 99, 120, 160, 240)), rng.choice((1, 3, 10, 19, 24, 40, 70)))
        time.sleep(rng.choice((0, 0.005, 0.03)))
    terminal.resize(120, 40)
    time.sleep(1)
    terminal.send("2")
    terminal.wait_for("30 min production on API-12")
    terminal.send("q")
    assert terminal.wait() == 0
    assert_restored(terminal, scratch)
