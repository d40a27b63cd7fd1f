"""A large time log imported, and one entry logged after it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.bench import Bench
from tests.bench.measuring import PYTHON, ROOT, processes
from tests.bench.results import Figure, Result, Row

ROWS = 200_000
_PEOPLE = 16
_HEAD = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n"
_IMPORT = """
import sys
from standup.cli import main
from tests.bench.measuring import peak_mib
code = main(sys.argv[1:])
print(peak_mib())
sys.exit(code)
"""


def importing(bench: Bench) -> Iterator[Result]:
    """An import of 200,000 rows, and `standup log` before and after it."""
    fresh, full = bench.person("import-fresh", weeks=0), bench.person("import-full", weeks=0)
    wall, peak = import_rows(bench, full, ROWS)
    yield Figure(f"import of {ROWS:,} rows of CSV, {_PEOPLE} people", ROWS / wall, "rows/s")
    yield Figure("peak memory of that import", peak, "MiB", 300)
    found = processes(
        bench.rounds,
        after=bench.standup(full, "log", "15m", "other"),
        before=bench.standup(fresh, "log", "15m", "other"),
    )
    yield Row("`standup log` after that import", found["after"], "the same before it", found["before"], 1)


def import_rows(bench: Bench, folder: Path, rows: int) -> tuple[float, float]:
    """Seconds and peak MiB of an import by the command line, in a process of its own."""
    log = folder / "log.csv"
    write_log(log, rows)
    options = ("--create-developers", "--create-customers", "--hours", "40", "--default", "production")
    rule = ("--rule", "client~.=customer")
    arguments = (PYTHON, "-c", _IMPORT, "import", "toggl", str(log), *options, *rule)
    begun = time.perf_counter()
    done = subprocess.run(arguments, env=bench.environ(folder), cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return time.perf_counter() - begun, float(done.stdout.splitlines()[-1])


def write_log(path: Path, rows: int) -> None:
    """A log of some people who each work ten times a day, as Toggl Track exports it."""
    first = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(days=7 * 300)
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for row in range(rows):
            person, number = row % _PEOPLE, row // _PEOPLE
            week, slot = divmod(number, 48)
            begin = first + timedelta(weeks=week, days=slot // 10, minutes=50 * (slot % 10), seconds=row % 60)
            end = begin + timedelta(minutes=48, seconds=row % 7)
            client = f"Client {number % 20}" if number % 6 == 0 else ""
            cells = (
                *(f"Person {person}", f"p{person}@example.com", client, f"Project {number % 20}", ""),
                *(f"API-{number % 500} some words", "No", f"{begin:%Y-%m-%d}", f"{begin:%H:%M:%S}"),
                *(f"{end:%Y-%m-%d}", f"{end:%H:%M:%S}", f"{end - begin}", ""),
            )
            file.write(",".join(cells) + "\n")
