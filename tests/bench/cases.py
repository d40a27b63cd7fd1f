"""What is measured: each case gives rows of the table."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from standup.domain.logline import Selection
from standup.domain.weeks import Week
from standup.reports.render import render
from standup.store.tiny import TinyStore
from standup.workspace.board import board
from standup.workspace.session import Workspace
from standup.workspace.summary import week_summary
from standup.workspace.time import quick_log
from tests.bench.data import ENTRIES_A_WEEK, WEEKS_IN_FIVE_YEARS, build
from tests.bench.measuring import PYTHON, Row, compiled_environment, interleaved, processes
from tests.bench.touched import Touched, touched

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def workspace_on(folder: Path, cache: Path | None = None) -> Workspace:
    """A workspace of the first developer, on a clock that stands still."""
    numbers = count()
    store = TinyStore.open(folder, cache_folder=cache)
    return Workspace(store, "dev-0", now=lambda: NOW, new_id=lambda: f"bench{next(numbers):027}")


def startup(folder: Path, rounds: int) -> Iterator[Row]:
    """Commands as processes, with five years of one developer stored, against a bare interpreter."""
    environ = compiled_environment(folder)
    build(folder / "data", people=1, weeks=WEEKS_IN_FIVE_YEARS, today=datetime.now(UTC).date())
    (folder / "config.toml").write_text('me = "dev-0"\n', encoding="utf-8")
    standup = [PYTHON, "-m", "standup"]
    found = processes(
        rounds,
        environ,
        bare=[PYTHON, "-c", "pass"],
        version=[*standup, "--version"],
        log=[*standup, "log", "15m", "other"],
        status=[*standup, "status"],
        week=[*standup, "week"],
    )
    for name, aim in (("version", 2.5), ("log", 6.0), ("status", None), ("week", None)):
        yield Row(
            f"`standup {'--' if name == 'version' else ''}{name}`", found[name], "`python -c pass`", found["bare"], aim
        )


def logging(folder: Path, rounds: int) -> Iterator[Row]:
    """One entry through the workspace, against a plain durable write of a file of that size."""
    build(folder, people=1, weeks=1, today=TODAY)
    workspace = workspace_on(folder)
    row = Selection(work_item="DEV-0-W1")
    for _ in range(ENTRIES_A_WEEK):
        quick_log(workspace, row, 15)
    week = folder / "people" / "dev-0" / f"{Week.of(TODAY)}.json"
    fresh = folder.parent / "restored.json"
    shutil.copy(week, fresh)
    plain = folder / "plain.json"

    def log() -> None:
        shutil.copy(fresh, week)
        quick_log(workspace, row, 15)

    def copy_and_fsync() -> None:
        shutil.copy(fresh, week)
        durable(plain, fresh.read_bytes())

    found = interleaved(rounds, log=log, fsync=copy_and_fsync)
    yield Row(
        "log one entry, 50 in the week", found["log"], "write + fsync file and folder", found["fsync"], 1.5, "wall"
    )


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


def week_of_fifty(folder: Path, rounds: int) -> Iterator[Row]:
    """The week summary of fifty developers from a cold store, against decoding the same files as JSON."""
    build(folder, people=50, weeks=1, today=TODAY)
    week = Week.of(TODAY) - 1
    files = [path for path in folder.rglob("*.json") if path.name in {"team.json", "open.json", f"{week}.json"}]

    def summarise() -> None:
        render(week_summary(workspace_on(folder), week), "text")

    found = interleaved(rounds, week=summarise, json=lambda: [json.loads(path.read_bytes()) for path in files])
    yield Row(
        "week summary of 50 developers", found["week"], f"`json.loads` of its {len(files)} files", found["json"], 4.0
    )


def files_touched(folder: Path, people: int, weeks: int) -> dict[str, Touched]:
    """Files opened, bytes read and written by one log, undo, week summary and board, each from a cold store."""
    from standup.workspace.undo import undo

    build(folder, people=people, weeks=weeks, today=TODAY)
    cache = folder.parent / f"{folder.name}-cache"
    board(workspace_on(folder, cache))
    writer = workspace_on(folder, cache)
    found = {"log": touched(folder, lambda: quick_log(writer, Selection(work_item="DEV-0-W1"), 15))}
    found["undo"] = touched(folder, lambda: undo(writer))
    found["week"] = touched(folder, lambda: week_summary(workspace_on(folder, cache), Week.of(TODAY)))
    found["board"] = touched(folder, lambda: board(workspace_on(folder, cache)))
    return found
