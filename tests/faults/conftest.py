"""What the tests of faults tell about themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from standup.store import staging

Tell: TypeAlias = Callable[[str], None]


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Tells the counts of a test in the summary of the run, also where tests run in several processes."""
    return lambda words: record_property("counts", words)


@pytest.fixture
def few_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files keep few changes, so that old ones move beside them all the time."""
    monkeypatch.setattr(staging, "MOST_CHANGES", 12)
    monkeypatch.setattr(staging, "MOVED_CHANGES", 6)
