"""What the lead asks of fifty developers and a year: the Team, reports over ranges, and each export."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from standup.domain.grouping import Grouping
from standup.domain.spans import Span
from standup.domain.weeks import Week
from standup.reports.render import FORMATS, rendered
from standup.workspace.export import records_text, team_records
from standup.workspace.reports import range_report
from standup.workspace.summary import week_summary
from standup.workspace.team_view import team_view
from tests.bench.bench import TODAY, Bench, workspace_on
from tests.bench.data import build
from tests.bench.measuring import PYTHON, ROOT, interleaved
from tests.bench.results import Figure, Result, Row

_PEOPLE, _WEEKS = 50, 52
_PEAK = """
import sys
from standup.cli import main
from tests.bench.measuring import peak_mib
code = main(sys.argv[1:])
print(peak_mib(), file=sys.stderr)
sys.exit(code)
"""


def reporting(bench: Bench) -> Iterator[Result]:
    """A year of fifty developers: the Team, the week in each format, reports, and the whole as JSON."""
    folder = bench.folder("reporting")
    build(folder / "data", people=_PEOPLE, weeks=_WEEKS, today=TODAY)
    week = Week.of(TODAY) - 1
    files = [path for path in (folder / "data").rglob("*.json") if path.name.startswith("20")]
    yield from _team(bench, folder, week, files)
    yield from _formats(bench, folder, week)
    yield from _ranges(bench, folder, week, files)
    yield from _peaks(bench, folder, week)


def _read(files: list[Path]) -> None:
    for path in files:
        path.read_bytes()


def _team(bench: Bench, folder: Path, week: Week, files: list[Path]) -> Iterator[Result]:
    twelve = {f"{week - back}.json" for back in range(12)}
    recent = [path for path in files if path.name in twelve]
    workspace = workspace_on(folder)
    rounds = max(3, bench.rounds // 3)
    found = interleaved(
        rounds,
        cold=lambda: team_view(workspace_on(folder), week),
        plain=lambda: _read(recent),
        warm=lambda: team_view(workspace, week),
    )
    first = interleaved(rounds, before=lambda: _forget(folder), first=lambda: team_view(workspace_on(folder), week))
    words = f"the Team of {_PEOPLE} developers with its twelve weeks"
    yield Row(f"{words}, first of a start", found["cold"], f"reading {len(recent)} files", found["plain"])
    yield Figure("the same, asked again", found["warm"].cpu, "ms CPU")
    yield Figure("the same, first ever, without any cache", first["first"].cpu, "ms CPU")


def _formats(bench: Bench, folder: Path, week: Week) -> Iterator[Result]:
    summary = week_summary(workspace_on(folder), week)
    rounds = max(3, bench.rounds // 3)
    for name in FORMATS:
        found = interleaved(rounds, it=lambda name=name: rendered(summary, name))  # type: ignore[misc]
        yield Figure(f"the week of {_PEOPLE} developers as {name}", found["it"].cpu, "ms CPU")


def _ranges(bench: Bench, folder: Path, week: Week, files: list[Path]) -> Iterator[Result]:
    span = Span((week - (_WEEKS - 1)).monday, week.monday + timedelta(days=6))
    rounds = max(3, bench.rounds // 7)
    for by in (Grouping.DEVELOPER, Grouping.WORK_ITEM):
        found = interleaved(
            rounds,
            report=lambda by=by: range_report(workspace_on(folder), span, by),  # type: ignore[misc]
            plain=lambda: _read(files),
        )
        words = f"report of {_WEEKS} weeks of {_PEOPLE} developers by {by}"
        yield Row(words, found["report"], f"reading its {len(files):,} files", found["plain"])
    whole = interleaved(rounds, it=lambda: records_text(team_records(workspace_on(folder))))
    yield Figure("`export json` of all of that", whole["it"].cpu, "ms CPU")


def _peaks(bench: Bench, folder: Path, week: Week) -> Iterator[Result]:
    first = week - (_WEEKS - 1)
    (folder / "config.toml").write_text('me = "dev-0"\n', encoding="utf-8")
    span = ("--from", str(first), "--to", str(week))
    commands = {
        "`week --format html`": ("week", str(week), "--format", "html"),
        "`report --by work-item` of that year": ("report", *span, "--by", "work-item"),
        "`export week` in all formats": ("export", "week", str(week), "--to", str(folder / "out")),
        "`export json`": ("export", "json", "-o", str(folder / "all.json")),
    }
    for words, arguments in commands.items():
        yield Figure(f"peak memory of {words}", _peak(bench, folder, arguments), "MiB")


def _peak(bench: Bench, folder: Path, arguments: tuple[str, ...]) -> float:
    done = subprocess.run(
        (PYTHON, "-c", _PEAK, *arguments),
        env=bench.environ(folder),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return float(done.stderr.splitlines()[-1])


def _forget(folder: Path) -> None:
    shutil.rmtree(folder / "cache", ignore_errors=True)
