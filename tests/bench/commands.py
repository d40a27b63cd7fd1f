"""Commands as processes, with five years stored, beside a bare interpreter and other time trackers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from tests.bench.bench import Bench
from tests.bench.data import ENTRIES_A_WEEK, WEEKS_IN_FIVE_YEARS
from tests.bench.measuring import PYTHON, Command, processes
from tests.bench.results import Missing, Result, Row

_BARE = "`python -c pass`"
_STORED = WEEKS_IN_FIVE_YEARS * ENTRIES_A_WEEK


def startup(bench: Bench) -> Iterator[Result]:
    """Commands of standup, `watson add` and `timew track`, against a bare interpreter."""
    folder = bench.person("startup")
    environ = bench.environ(folder)
    commands = {
        "bare": Command(lambda: (PYTHON, "-c", "pass"), environ),
        "version": bench.standup(folder, "--version"),
        "log": bench.standup(folder, "log", "15m", "other"),
        "status": bench.standup(folder, "status"),
        "week": bench.standup(folder, "week"),
    }
    others = {"watson": _watson, "timew": _timewarrior}
    for name, prepare in others.items():
        if shutil.which(name):
            commands[name] = prepare(folder, environ)
    found = processes(bench.rounds, **commands)
    for name, aim in (("version", 2.5), ("log", 6.0), ("status", None), ("week", None)):
        words = f"`standup {'--' if name == 'version' else ''}{name}`"
        yield Row(f"{words}, {_STORED:,} entries stored", found[name], _BARE, found["bare"], aim)
    for name, words in (("watson", "watson add"), ("timew", "timew track")):
        if name in found:
            yield Row(f"`{words}`, {_STORED:,} entries stored", found[name], _BARE, found["bare"])
        else:
            yield Missing(f"`{words}`", f"{name} is not installed")


def _starts() -> Iterator[datetime]:
    """Starts of as many entries as five years of one developer have, the last some days ago."""
    first = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=4 * _STORED + 96)
    return (first + timedelta(hours=4 * number) for number in range(_STORED))


def _watson(folder: Path, environ: dict[str, str]) -> Command:
    """Watson keeps all frames in one file."""
    home = folder / "watson"
    home.mkdir()
    hour = 3600
    frames = [
        [int(start.timestamp()), int(start.timestamp()) + hour, f"P{number % 20}", f"{number:032x}", [], 0]
        for number, start in enumerate(_starts())
    ]
    (home / "frames").write_text(json.dumps(frames), encoding="utf-8")
    minutes = count()

    def add() -> Sequence[str]:
        begin, end = _minute(next(minutes))
        return ("watson", "add", "--from", f"{begin:%Y-%m-%d %H:%M}", "--to", f"{end:%Y-%m-%d %H:%M}", "P1")

    return Command(add, environ | {"WATSON_DIR": str(home)})


def _timewarrior(folder: Path, environ: dict[str, str]) -> Command:
    """Timewarrior keeps a file for each month."""
    home = folder / "timewarrior"
    (home / "data").mkdir(parents=True)
    (home / "timewarrior.cfg").touch()
    for number, start in enumerate(_starts()):
        with (home / "data" / f"{start:%Y-%m}.data").open("a", encoding="utf-8") as file:
            file.write(f"inc {start:%Y%m%dT%H%M%SZ} - {start + timedelta(hours=1):%Y%m%dT%H%M%SZ} # P{number % 20}\n")
    minutes = count()

    def track() -> Sequence[str]:
        begin, end = _minute(next(minutes))
        return ("timew", "track", f"{begin:%Y%m%dT%H%M%SZ}", "-", f"{end:%Y%m%dT%H%M%SZ}", "P1")

    return Command(track, environ | {"TIMEWARRIORDB": str(home)})


def _minute(number: int) -> tuple[datetime, datetime]:
    """A minute of yesterday that no entry has yet."""
    day = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    return day + timedelta(minutes=number), day + timedelta(minutes=number + 1)
