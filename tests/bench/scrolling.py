"""The Board with thousands of open work items: what a frame costs while one scrolls and filters."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median, quantiles
from typing import NamedTuple

from tests.bench.bench import Bench
from tests.bench.results import Figure, Result
from tests.bench.terminal import Terminal

_MANY = 5_000
_FRAME = 50.0
"""Milliseconds that a frame may take."""
_BREATH = 0.08  # seconds between two keys, in which the terminal falls silent
_ROWS = "Piece of work number"
_TYPED = "piece of work num"
_CURSOR = "▌"
_WHEEL = "\x1b[<65;20;12M"


class _Step(NamedTuple):
    """Keys to press one by one, and what each has printed when its frame is there."""

    what: str
    keys: tuple[str, ...]
    prints: str


def rows(bench: Bench) -> Iterator[Result]:
    """From a key, or a turn of the wheel, to its frame, on a Board with 5,000 open work items."""
    folder = bench.person("rows", weeks=1, work_items=_MANY)
    times = 20 if bench.short else 100
    counted = f" of {_MANY:,}"
    steps = (
        _Step("`j`", ("j",) * times, _CURSOR),
        _Step("page down", ("\x1b[6~",) * times, _CURSOR),
        _Step("wheel", (_WHEEL,) * times, _ROWS),
        _Step("a letter of the filter", tuple(_TYPED) + ("\x7f",) * len(_TYPED), counted),
    )
    for step in steps:
        with Terminal(bench.standup(folder)) as terminal:
            terminal.until(_ROWS)
            terminal.rest(0.5)
            if step.prints == counted:
                terminal.type("/")
                terminal.rest(0.5)
            yield from _frames(terminal, step)


def _frames(terminal: Terminal, step: _Step) -> Iterator[Figure]:
    taken = []
    before = terminal.cpu
    for key in step.keys:
        terminal.type(key)
        taken.append(terminal.until(step.prints) * 1000)
        terminal.rest(_BREATH)
    cpu = (terminal.cpu - before) / len(taken)
    words = f"{_MANY:,} work items, {step.what}"
    yield Figure(f"{words}: p50 of {len(taken)} frames", median(taken), "ms", _FRAME)
    yield Figure(f"{words}: p99", quantiles(taken, n=100)[98], "ms", _FRAME)
    yield Figure(f"{words}: CPU of one, clock and watch included", cpu, "ms", _FRAME)
