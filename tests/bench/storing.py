"""One entry through the workspace, and how many files the usual actions touch whatever is stored."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from standup.domain.logline import Selection
from standup.domain.weeks import Week
from standup.workspace.board import board
from standup.workspace.summary import week_summary
from standup.workspace.time import quick_log
from standup.workspace.undo import undo
from tests.bench.bench import TODAY, Bench, workspace_on
from tests.bench.data import ENTRIES_A_WEEK, LONG_AGO, WEEKS_IN_FIVE_YEARS, build
from tests.bench.measuring import interleaved
from tests.bench.results import Figure, Files, Result, Row
from tests.bench.touched import touched

ROW = Selection(work_item="DEV-0-W1")


def logging(bench: Bench) -> Iterator[Result]:
    """One entry through the workspace, against a plain durable write of a file of that size."""
    folder = bench.folder("logging")
    build(folder / "data", people=1, weeks=1, today=TODAY)
    workspace = workspace_on(folder)
    for _ in range(ENTRIES_A_WEEK):
        quick_log(workspace, ROW, 15)
    week = folder / "data" / "people" / "dev-0" / f"{Week.of(TODAY)}.json"
    content = week.read_bytes()
    found = interleaved(
        bench.rounds * 20,
        before=lambda: durable(week, content),
        log=lambda: quick_log(workspace, ROW, 15),
        plain=lambda: durable(folder / "plain.json", content),
    )
    words = f"one entry logged, {ENTRIES_A_WEEK} in the week ({len(content) / 1024:.0f} KiB)"
    yield Row(words, found["log"], "write and fsync such a file and its folder", found["plain"], 1.5, "wall")
    yield Figure("what an entry takes beside that", found["log"].wall - found["plain"].wall, "ms")


def durable(path: Path, content: bytes) -> None:
    """Write a file beside, fsync it, put it in place, and fsync the folder."""
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def files(bench: Bench) -> Iterator[Result]:
    """Files touched with nothing stored, with five years, and with very many open work items."""
    yield from files_of_one(bench.folder("files"))
    if not bench.short:
        yield from files_of_fifty(bench)


def files_of_one(folder: Path) -> Iterator[Files]:
    """The actions of one developer alone: on the first day, after five years, and with 5,000 open work items."""
    yield from _files(folder / "first-day", "1 developer, nothing", weeks=0)
    entries = WEEKS_IN_FIVE_YEARS * ENTRIES_A_WEEK
    yield from _files(folder / "five-years", f"1 developer, {entries:,} entries", weeks=WEEKS_IN_FIVE_YEARS)
    yield from _files(folder / "much-open", "1 developer, 5,000 open work items", weeks=0, work_items=5000)


def files_of_fifty(bench: Bench) -> Iterator[Files]:
    """The same actions in a team of fifty: on the first day, and after five years."""
    yield from _files(bench.folder("fifty-fresh"), "50 developers, nothing", people=50, weeks=0)
    entries = 50 * WEEKS_IN_FIVE_YEARS * ENTRIES_A_WEEK
    yield from touched_by_actions(bench.fifty, f"50 developers, {entries:,} entries")


def _files(folder: Path, stored: str, *, people: int = 1, weeks: int, work_items: int = 20) -> Iterator[Files]:
    build(folder / "data", people=people, weeks=weeks, today=TODAY, work_items=work_items)
    return touched_by_actions(folder, stored)


def touched_by_actions(folder: Path, stored: str) -> Iterator[Files]:
    """What one log, its undo, a week summary and a Board touch, each from a cold store; data is left as it was."""
    week = folder / "data" / "people" / "dev-0" / f"{Week.of(TODAY)}.json"
    places = (folder / "data", folder / "cache", folder / "state")
    workspace_on(folder)  # makes the list of changes, as any earlier day did
    found = {
        "log": touched(lambda: quick_log(workspace_on(folder), ROW, 15), *places),
        "undo": touched(lambda: undo(workspace_on(folder)), *places),
    }
    os.utime(week, (LONG_AGO, LONG_AGO))
    board(workspace_on(folder))  # makes the cache, as any earlier look did
    found["week"] = touched(lambda: week_summary(workspace_on(folder), Week.of(TODAY)), *places)
    found["Board"] = touched(lambda: board(workspace_on(folder)), *places)
    week.unlink()
    for name, (data, cache, state) in found.items():
        own = (cache.opened + state.opened, cache.read + state.read)
        yield Files(name, stored, data.opened, data.read, data.written, *own)
