"""The installed command in a real pseudo-terminal: keys, signals, sizes; and the terminal as it was afterwards."""

from __future__ import annotations

import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.slow

COMMAND = [str(Path(sys.executable).with_name("standup")), "--demo"]
MODES = {
    "the alternate screen": b"\x1b[?1049l",
    "clicks": b"\x1b[?1000l",
    "movements of the mouse": b"\x1b[?1003l",
    "bracketed paste": b"\x1b[?2004l",
    "the cursor": b"\x1b[?25h",
}
"""What switches back each mode that the app switches on."""


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
    for mode, back in MODES.items():
        assert back in terminal.output, mode
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
    assert terminal.wait() == 128 + signal.SIGHUP
    assert not list(scratch.glob("standup-demo-*"))


def test_a_storm_of_sizes_leaves_a_board_that_works(terminal: Terminal, scratch: Path) -> None:
    rng = random.Random(7)
    sizes = [(1, 1), (20, 5), (300, 100), (1, 100), (300, 1)]
    sizes += [
        (rng.choice((1, 5, 20, 40, 80, 99, 120, 160, 300)), rng.choice((1, 3, 5, 10, 19, 24, 40, 100)))
        for _ in range(100 - len(sizes))
    ]
    rng.shuffle(sizes)
    for columns, rows in sizes:
        terminal.resize(columns, rows)
        time.sleep(rng.choice((0, 0.005, 0.03)))
    terminal.resize(120, 40)
    time.sleep(1)
    terminal.send("2")
    terminal.wait_for("30 min production on API-12")
    terminal.send("q")
    assert terminal.wait() == 0
    assert_restored(terminal, scratch)


@pytest.mark.parametrize("is_resized", [True, False], ids=["another size", "the same size"])
@pytest.mark.parametrize("by_key", [True, False], ids=["ctrl+z", "SIGTSTP"])
def test_suspended_it_gives_the_terminal_back_and_goes_on_where_it_was(
    terminal: Terminal, scratch: Path, *, by_key: bool, is_resized: bool
) -> None:
    terminal.send("l45m half")
    terminal.wait_for("45 min production on API-12, today")
    time.sleep(0.5)  # until nothing is left to be drawn: what was would bring a part of the screen back by itself
    if by_key:
        terminal.send("\x1a")
    else:
        terminal.signal(signal.SIGTSTP)
    terminal.wait_until_stopped()
    time.sleep(0.2)
    assert terminal.is_as_before()
    for mode, back in MODES.items():
        assert back in terminal.output, mode
    terminal.forget()
    if is_resized:
        terminal.resize(100, 30)
    terminal.signal(signal.SIGCONT)
    terminal.wait_for("Retry failed uploads")
    terminal.send(" done ~\r")
    terminal.wait_for("u takes it back")
    terminal.send("q")
    assert terminal.wait() == 0
    assert_restored(terminal, scratch)


PASTES = {
    "one line": "word " * 20_480,
    "one word": "x" * 102_400,
    "many lines": "15m ~ line\n" * 9_310,
    "escape sequences": "\x1b[31mred\x1b]0;title\x07\x1bq " * 4_877,
    "names": "@acmee " * 14_629,
}


@pytest.mark.parametrize("kind", PASTES)
def test_a_paste_of_100_kb_into_the_log_bar(
    terminal: Terminal, scratch: Path, kind: str, record_property: Callable[[str, object], None]
) -> None:
    assert len(PASTES[kind]) >= 100_000
    terminal.send("l")
    terminal.wait_for("9:00-10:30")
    terminal.paste(PASTES[kind])
    terminal.forget()
    terminal.send("\x15")
    took = terminal.wait_for("9:00-10:30")
    terminal.send("30m ~ after")
    terminal.wait_for("30 min other")
    terminal.send("\r")
    terminal.wait_for("u takes it back")
    record_property("counts", f"{took:.1f} s until the next key acted")
    assert took < 5
    terminal.signal(signal.SIGTERM)  # not q: of many lines, the next one stands in the log bar
    assert terminal.wait() == 128 + signal.SIGTERM
    assert_restored(terminal, scratch)
