"""The view of the Board where much is overdue: who is starved, who has no next step, and who knows them best."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from standup.workspace.attention import Attention
from standup.workspace.board import board
from standup.workspace.session import Workspace
from tests.bench.bench import TODAY, Bench, workspace_on
from tests.bench.data import build
from tests.bench.measuring import interleaved
from tests.bench.results import Figure, Result

_PEOPLE, _WEEKS = 50, 52
_WORK_ITEMS, _TOUCHPOINTS, _OVERDUE = 100, 40, 30
"""For each of them."""
_AIM = 30
"""Milliseconds for a look that is not the first."""


def attention(bench: Bench) -> Iterator[Result]:
    """The Board's view of fifty developers with a year of entries: the first ever, the first of a start, and later."""
    folder = bench.folder("attention")
    build(
        folder / "data",
        people=_PEOPLE,
        weeks=_WEEKS,
        today=TODAY,
        work_items=_WORK_ITEMS,
        touchpoints=_TOUCHPOINTS,
        overdue=_OVERDUE,
    )
    workspace = workspace_on(folder)
    shown = board(workspace)
    if not shown.no_next_step or not any("overtaken" in row.evidence for row in shown.touchpoints):
        raise RuntimeError("there is nothing to tell, so that this measures nothing")
    rounds = max(3, bench.rounds // 2)
    later = interleaved(rounds, warm=lambda: board(workspace), everyone=lambda: _everyone(workspace))
    cold = interleaved(rounds, cold=lambda: board(workspace_on(folder)))["cold"]
    first = interleaved(rounds, before=lambda: _forget(folder), first=lambda: board(workspace_on(folder)))["first"]
    words = (
        f"Board of {_PEOPLE} developers, {_PEOPLE * _TOUCHPOINTS:,} open touchpoints, "
        f"{_PEOPLE * _WORK_ITEMS:,} work items, {_WEEKS} weeks of entries"
    )
    yield Figure(f"{words}: the view, as after each key", later["warm"].cpu, "ms CPU", _AIM)
    yield Figure("the same, first of a start", cold.cpu, "ms CPU")
    yield Figure("the same, first ever, without its cache", first.cpu, "ms CPU")
    yield Figure("evidence of all its touchpoints, as after each key", later["everyone"].cpu, "ms CPU")


def _everyone(workspace: Workspace) -> None:
    """Where each open touchpoint of the team stands."""
    found = Attention(workspace, workspace.store.roster(), workspace.today())
    found.standings(one for of_customer in found.open.values() for one in of_customer)


def _forget(folder: Path) -> None:
    shutil.rmtree(folder / "cache", ignore_errors=True)
