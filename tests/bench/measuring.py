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

PYTHON = sys.executable
ROOT = Path(__file__).parents[2]
"""Where the package can be run from."""


class Cost(NamedTuple):
    """Median milliseconds of one run."""

    cpu: float
    wall: float


class Command(NamedTuple):
    """A process to run: its arguments, made anew for each run, and its environment."""

    arguments: Callable[[], Sequence[str]]
    environ: Mapping[str, str]


def interleaved(
    rounds: int, before: Callable[[], object] = lambda: None, **runs: Callable[[], object]
) -> dict[str, Cost]:
    """The cost of each call within this process, all called in turn, so that noise meets them alike.

    `before` is called before each run and not measured.
    """
    found: dict[str, list[Cost]] = {name: [] for name in runs}
    for round_number in range(-1, rounds):  # the first one warms up
        for name, call in runs.items():
            before()
            wall, cpu = time.perf_counter(), time.process_time()
            call()
            cost = Cost((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000)
            if round_number >= 0:
                found[name].append(cost)
    return {name: median(costs) for name, costs in found.items()}


def processes(rounds: int, **commands: Command) -> dict[str, Cost]:
    """The cost of each command as a process, run in turn; CPU is user plus system time of the child."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for round_number in range(-1, rounds):  # the first one compiles bytecode
        for name, command in commands.items():
            cost = run(command)
            if round_number >= 0:
                found[name].append(cost)
    return {name: median(costs) for name, costs in found.items()}


def run(command: Command) -> Cost:
    """The cost of one process; raises RuntimeError where it fails."""
    arguments = command.arguments()
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(arguments, env=command.environ, cwd=ROOT, capture_output=True, check=False, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{arguments}: {done.stderr}")
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(cpu * 1000, (time.perf_counter() - wall) * 1000)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each measure."""
    return Cost(statistics.median(cost.cpu for cost in costs), statistics.median(cost.wall for cost in costs))


def peak_mib(process: int | str = "self") -> float:
    """The most memory that a process had so far, in MiB.

    What the system tells of a process that ended counts the memory of its parent too, which is much here.
    """
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def environment(folder: Path, bytecode: Path) -> dict[str, str]:
    """An environment in which bytecode is kept, as an installed package has it, and all places lie in a folder."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return environ | {
        "STANDUP_CONFIG": str(folder / "config.toml"),
        "STANDUP_DATA": str(folder / "data"),
        "STANDUP_STATE": str(folder / "state"),
        "STANDUP_CACHE": str(folder / "cache"),
        "PYTHONPYCACHEPREFIX": str(bytecode),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
