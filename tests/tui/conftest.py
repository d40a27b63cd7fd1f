"""The app on the sample team at a fixed moment, its files made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pytest

from standup.config import Settings
from standup.shelf import Shelf
from standup.store.tiny import TinyStore
from standup.tui.app import StandupApp
from standup.workspace.sample import sample_workspace
from standup.workspace.session import Workspace

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)

MakeWorkspace: TypeAlias = Callable[..., Workspace]
MakeApp: TypeAlias = Callable[..., StandupApp]


class Clock:
    """A clock that a test sets."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Callable[[datetime], Path]:
    """The sample team's folder as of a moment, made at the first call."""
    made: dict[datetime, Path] = {}

    def of(at: datetime) -> Path:
        if at not in made:
            made[at] = tmp_path_factory.mktemp("sample") / "data"
            sample_workspace(made[at], now=lambda: at)
        return made[at]

    return of


@pytest.fixture
def clock() -> Clock:
    """The clock of the test, at first on a Monday morning."""
    return Clock(MONDAY)


@pytest.fixture
def make_workspace(samples: Callable[[datetime], Path], tmp_path: Path, clock: Clock) -> MakeWorkspace:
    """A workspace on a copy of the sample team, as of the clock's present."""

    def make(me: str = "dana") -> Workspace:
        folder = tmp_path / "team"
        if not folder.exists():
            shutil.copytree(samples(clock.at), folder)
        return Workspace(TinyStore.open(folder), me, now=clock, playbooks_of=Shelf().of)

    return make


@pytest.fixture
def make_app(make_workspace: MakeWorkspace) -> MakeApp:
    """An app on the sample team; `me` is who acts, other arguments are settings."""

    def make(me: str = "dana", workspace: Workspace | None = None, **settings: object) -> StandupApp:
        made = Settings(**settings)  # type: ignore[arg-type]
        return StandupApp(workspace or make_workspace(me), settings=made, demo=True)

    return make
