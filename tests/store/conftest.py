"""Stores to test: every test of the contract takes each of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from standup.domain.records import Team
from standup.store.protocol import Store
from standup.store.tiny import TinyStore
from tests.memory_store import MemoryStore
from tests.store.records import BOB, DANA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A fresh data folder of a team of two."""
    path = tmp_path / "data"
    TinyStore.create(path, Team(name="Platform"), [DANA, BOB])
    return path


@pytest.fixture
def tiny(folder: Path, tmp_path: Path) -> TinyStore:
    """The default store on a fresh folder."""
    return TinyStore.open(folder, cache_folder=tmp_path / "cache")


def _memory() -> Store:
    return MemoryStore(Team(name="Platform"), DANA, BOB)


@pytest.fixture(params=["tiny", "memory"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each store in turn, with the same team of two."""
    makers: dict[str, Callable[[], Store]] = {"tiny": lambda: request.getfixturevalue("tiny"), "memory": _memory}
    return makers[request.param]()
