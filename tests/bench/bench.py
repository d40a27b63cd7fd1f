"""What the cases share: folders, rounds, a fixed clock, and the one data folder that takes long to make."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property
from itertools import count
from pathlib import Path

from standup.domain.change import ChangeKind, Journaled
from standup.store.journal import MOST_LINES, Journal
from standup.store.tiny import TinyStore
from standup.workspace.session import Workspace
from tests.bench.data import OPEN_WORK_ITEMS, WEEKS_IN_FIVE_YEARS, build
from tests.bench.measuring import PYTHON, Command, environment

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Bench:
    """One run: below `root` each case gets a folder of its own, all processes share compiled bytecode."""

    def __init__(self, root: Path, *, rounds: int, short: bool) -> None:
        self.root = root.resolve()
        self.rounds = rounds
        self.short = short

    def folder(self, name: str) -> Path:
        """A new folder of a case."""
        found = self.root / name
        found.mkdir()
        return found

    def environ(self, folder: Path) -> dict[str, str]:
        """The environment of a process whose places lie in a folder."""
        return environment(folder, self.root / "bytecode")

    def person(
        self, name: str, *, people: int = 1, weeks: int = WEEKS_IN_FIVE_YEARS, work_items: int = OPEN_WORK_ITEMS
    ) -> Path:
        """A folder with data up to last week, by the real clock, and the config of the first developer."""
        folder = self.folder(name)
        today = datetime.now(UTC).date()
        build(folder / "data", people=people, weeks=weeks, today=today, work_items=work_items)
        (folder / "config.toml").write_text('me = "dev-0"\n', encoding="utf-8")
        return folder

    def standup(self, folder: Path, *arguments: str) -> Command:
        """A command of standup on what lies in a folder."""
        return Command(lambda: (PYTHON, "-m", "standup", *arguments), self.environ(folder))

    @cached_property
    def fifty(self) -> Path:
        """Five years of fifty developers, by the fixed clock; made once, and left as it was by those who use it."""
        folder = self.folder("fifty")
        build(folder / "data", people=50, weeks=WEEKS_IN_FIVE_YEARS, today=TODAY)
        return folder


def workspace_on(folder: Path) -> Workspace:
    """The workspace of the first developer on a folder's `data`, with a full list of changes and a cache beside it."""
    numbers = count()
    journal = Journal(folder / "state" / "changes.jsonl")
    if not journal.path.exists():
        fill(journal)
    store = TinyStore.open(folder / "data", cache_folder=folder / "cache")
    return Workspace(store, "dev-0", now=lambda: NOW, new_id=lambda: f"{next(numbers):032x}", changes=journal)


def fill(journal: Journal) -> None:
    """Give a list of changes as many lines as undo ever looks at."""
    from msgspec import json

    line = Journaled(id="c" * 32, kind=ChangeKind.DO, where=("people/dev-0/2026-W01.json",))
    journal.path.parent.mkdir(parents=True)
    journal.path.write_bytes((json.encode(line) + b"\n") * MOST_LINES)
