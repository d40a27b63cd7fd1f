"""No screen tells a developer of others' hours, notes or clock times; a lead gets totals, and neither of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from standup.config import Settings
from standup.shelf import Shelf
from standup.store.tiny import TinyStore
from standup.tui.app import StandupApp
from standup.workspace.session import Workspace
from tests.planted import NOW, plant
from tests.tui.reading import screen_text, settled

pytestmark = pytest.mark.slow

WALK: tuple[tuple[str, ...], ...] = (
    (),
    ("tab",),
    ("G",),
    *((("full_stop",), ("g", "enter"), ("end",), ("escape", "tab", "g"), ("enter",), ("end",), ("escape",)) * 3),
    ("question_mark",),
    ("escape", "C"),
    ("g", "enter"),
    ("end",),
    ("escape",),
    ("j", "enter"),
    ("end",),
    ("escape", "escape"),
    ("l",),
    ("@",),
    ("escape", "D"),
    ("escape", "S"),
    *((("enter",),) * 8),
    ("escape", "B", "T"),
    ("escape", "W"),
    ("escape", "ctrl+p"),
    ("w", "e", "b"),
)
"""Keys from one look to the next: three Boards of others with details on both sides, and each other screen."""


@pytest.mark.parametrize("viewer", ["bob", "dana"])
async def test_no_screen_tells_of_others_what_it_must_not(
    viewer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the round ends with a file of its minutes
    planted = plant(tmp_path / "data", viewer)
    work = Workspace(TinyStore.open(planted.folder), viewer, now=lambda: NOW, playbooks_of=Shelf().of)
    seen = set()
    app = StandupApp(work, settings=Settings(), demo=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for keys in WALK:
            await pilot.press(*keys)
            await settled(pilot)
            text = screen_text(app)
            seen.add(text)
            assert planted.leaks(text) == [], (keys, text)
    assert len(seen) > len(WALK) // 2
    assert any("Retry uploads" in text for text in seen)
    assert any("Last contact" in text for text in seen)
