"""Summaries and totals, against decoding or reading the same files."""

from __future__ import annotations

import json
from collections.abc import Iterator

from standup.domain.weeks import Week
from standup.reports.render import render
from standup.store.tiny import TinyStore
from standup.workspace.history import WEEKS
from standup.workspace.summary import week_summary
from tests.bench.bench import TODAY, Bench, workspace_on
from tests.bench.data import WEEKS_IN_FIVE_YEARS, build
from tests.bench.measuring import interleaved
from tests.bench.results import Figure, Result, Row


def summary(bench: Bench) -> Iterator[Result]:
    """The week summary of fifty developers from a cold store, against decoding the same files as JSON.

    It needs the sums of the weeks that it plots, so that these are among its files.
    """
    folder = bench.folder("summary")
    build(folder / "data", people=50, weeks=WEEKS, today=TODAY)
    week = Week.of(TODAY) - 1
    names = {"team.json", "open.json", *(f"{week - back}.json" for back in range(WEEKS))}
    files = [path for path in (folder / "data").rglob("*.json") if path.name in names]
    found = interleaved(
        bench.rounds,
        week=lambda: render(week_summary(workspace_on(folder), week), "text"),
        plain=lambda: [json.loads(path.read_bytes()) for path in files],
    )
    yield Row(
        "week summary of 50 developers", found["week"], f"`json.loads` of its {len(files)} files", found["plain"], 4
    )


def totals(bench: Bench) -> Iterator[Result]:
    """Totals by developer and week over five years of fifty, from a cold store, against reading the same files."""
    folder = bench.fifty / "data"
    files = [path for path in folder.rglob("*.json") if path.name.startswith("20")]
    last = Week.of(TODAY) - 1
    first = last - (WEEKS_IN_FIVE_YEARS - 1)
    developers = [f"dev-{number}" for number in range(50)]
    found = interleaved(
        max(3, bench.rounds // 4),
        totals=lambda: TinyStore.open(folder).totals(developers, first, last),
        plain=lambda: [path.read_bytes() for path in files],
    )
    words = "totals per developer and week, five years of 50"
    yield Row(words, found["totals"], f"reading its {len(files):,} files", found["plain"])
    yield Figure(words, found["totals"].wall, "ms", 600)
