"""How the bench measures: medians of interleaved runs, CPU beside wall time, always against a baseline."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """Median milliseconds of one run."""

    cpu: float
    wall: float


class Row(NamedTuple):
    """One line of the table: what was measured, against what, and the aim (a ratio of `by`)."""

    what: str
    cost: Cost
    baseline: str
    base: Cost
    aim: float | None = None
    by: str = "cpu"

    @property
    def ratio(self) -> float:
        """How many times the baseline it takes."""
        return float(getattr(self.cost, self.by)) / max(float(getattr(self.base, self.by)), 1e-9)


def interleaved(rounds: int, **runs: Callable[[], object]) -> dict[str, Cost]:
    """The cost of each call within this process, all called in turn, so that noise meets them alike."""
    found: dict[str, list[Cost]] = {name: [] for name in runs}
    for call in runs.values():
        call()
    for _ in range(rounds):
        for name, call in runs.items():
            wall, cpu = time.perf_counter(), time.process_time()
            call()
            found[name].append(Cost((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000))
    return {name: median(costs) for name, costs in found.items()}


def processes(rounds: int, environ: Mapping[str, str], **commands: Sequence[str]) -> dict[str, Cost]:
    """The cost of each command as a process, run in turn; CPU is user plus system time of the child."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for command in commands.values():
        _process(command, environ)
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(_process(command, environ))
    return {name: median(costs) for name, costs in found.items()}


def _process(command: Sequence[str], environ: Mapping[str, str]) -> Cost:
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, env=environ, capture_output=True, check=False, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr}")
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(cpu * 1000, (time.perf_counter() - wall) * 1000)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each measure."""
    return Cost(statistics.median(cost.cpu for cost in costs), statistics.median(cost.wall for cost in costs))


def compiled_environment(folder: Path) -> dict[str, str]:
    """An environment in which bytecode is kept, as an installed package has it, and all places lie in a folder."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return environ | {
        "STANDUP_CONFIG": str(folder / "config.toml"),
        "STANDUP_DATA": str(folder / "data"),
        "STANDUP_STATE": str(folder / "state"),
        "STANDUP_CACHE": str(folder / "cache"),
        "PYTHONPYCACHEPREFIX": str(folder / "pycache"),
    }


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| What | CPU ms | wall ms | against | CPU ms | wall ms | ratio | aim |",
        "|---|---:|---:|---|---:|---:|---:|---:|",
    ]
    for row in rows:
        aim = "" if row.aim is None else f"{row.aim:.1f}x"
        lines.append(
            f"| {row.what} | {row.cost.cpu:.1f} | {row.cost.wall:.1f} | {row.baseline} | {row.base.cpu:.1f} "
            f"| {row.base.wall:.1f} | {row.ratio:.2f}x {row.by} | {aim} |"
        )
    return "\n".join(lines)


PYTHON = sys.executable
