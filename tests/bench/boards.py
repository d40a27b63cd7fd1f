"""The Board on a terminal, on five years of one developer: its first frame, its memory, and its keys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from standup.domain.duration import format_minutes
from standup.store.tiny import TinyStore
from standup.workspace.board import board
from standup.workspace.session import Workspace
from tests.bench import measuring
from tests.bench.bench import Bench
from tests.bench.measuring import PYTHON, Command
from tests.bench.plain_app import WORDS
from tests.bench.results import Figure, Result, Row
from tests.bench.terminal import Frame, Terminal

_PRESSES = 25
"""In one sitting: a day has room for 32 of them."""
_SITTINGS = 20
_MINUTES = 45
_BREATH = 0.04  # seconds between two presses
_ROWS = "Piece of work number"


def first_frame(bench: Bench) -> Iterator[Result]:
    """Until a Board with its rows is on the terminal, against the smallest app that has a header and a footer."""
    folder = bench.person("first-frame")
    commands = {
        "board": (bench.standup(folder), _ROWS),
        "plain": (Command(lambda: (PYTHON, "-m", "tests.bench.plain_app"), bench.environ(folder)), WORDS),
    }
    found: dict[str, list[Frame]] = {name: [] for name in commands}
    for round_number in range(-1, max(3, bench.rounds // 2)):
        for name, (command, words) in commands.items():
            with Terminal(command) as terminal:
                terminal.until(words)
                frame = terminal.end()
            if round_number >= 0:
                found[name].append(frame)
    ours, plain = ([frame.cost for frame in found[name]] for name in commands)
    baseline = "Textual app with Header, Label, Footer"
    yield Row("Board, to the first frame with its rows", measuring.median(ours), baseline, measuring.median(plain), 2)
    peak, least = (median(frame.peak_mib for frame in found[name]) for name in commands)
    yield Figure("peak memory of the Board until then", peak, "MiB")
    yield Figure("peak memory of that Textual app", least, "MiB")
    yield Figure("memory of the Board against that app", peak / least, "x", 1.8)


def keys(bench: Bench) -> Iterator[Result]:
    """From a press of `3` to the row repainted, which is after the entry is durable."""
    folder = bench.person("keys")
    fresh = folder / "fresh"
    shutil.copytree(folder / "data", fresh)
    taken: list[float] = []
    cpu = 0.0
    sittings = 2 if bench.short else _SITTINGS
    for _ in range(sittings):
        shutil.rmtree(folder / "data")
        shutil.copytree(fresh, folder / "data")
        spent = _spent(folder / "data")
        with Terminal(bench.standup(folder)) as terminal:
            terminal.until(_ROWS)
            terminal.rest(0.3)
            before = terminal.cpu
            for press in range(1, _PRESSES + 1):
                terminal.type("3")
                taken.append(terminal.until(format_minutes(spent + press * _MINUTES)) * 1000)
                terminal.rest(_BREATH)
            cpu += terminal.cpu - before
        if _spent(folder / "data") != spent + _PRESSES * _MINUTES:
            raise RuntimeError("an entry that was shown is not stored")
    words = f"key `3` to repainted and durable, {len(taken)} presses"
    yield Figure(f"{words}: p50", median(taken), "ms")
    yield Figure(f"{words}: p99", quantiles(taken, n=100)[98], "ms")
    yield Figure(f"{words}: CPU of one, toasts and clock included", cpu / len(taken), "ms")


def _spent(folder: Path) -> int:
    """Minutes spent on the first row of the Board."""
    spent = board(Workspace(TinyStore.open(folder), "dev-0")).work[0].spent
    return spent or 0
