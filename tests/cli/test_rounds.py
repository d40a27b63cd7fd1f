"""`standup round --minutes`."""

from __future__ import annotations

from pathlib import Path

from standup.domain.records import Order
from standup.store.tiny import TinyStore
from standup.workspace.rounds import add_note, begin_round, finish
from standup.workspace.session import Workspace
from tests.cli.conftest import NOW, Run


def test_minutes_of_a_day_are_read_as_markdown_and_as_json(team: Run) -> None:
    none = team("round", "--minutes")
    assert (none.code, none.err) == (
        2,
        "standup: no round was held on Mon 23 Nov; `S` in the app begins one\n",
    )
    workspace = Workspace(TinyStore.open(Path(team("locate", "data").out.strip())), "dana", now=lambda: NOW)
    round_ = begin_round(workspace, Order.FIXED)
    add_note(workspace, round_, "all *green*")
    finish(workspace, round_)
    told = team("round", "--minutes")
    assert told.out.splitlines() == [
        "# Standup of Mon 23 Nov 2026 · Platform",
        "",
        "- There: Dana",
        "",
        "## Notes",
        "",
        r"- Dana: all \*green\*",
    ]
    [found] = team("round", "--minutes", "--json").json
    assert (found["day"], found["there"], found["is_over"]) == ("2026-11-23", ["Dana"], True)
    assert team("round", "--minutes", "fri").code == 2
