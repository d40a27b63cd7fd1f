"""A workspace on the sample team, in a folder that the caller throws away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from standup.demo import ME, sample_team
from standup.shelf import Shelf
from standup.store.tiny import TinyStore
from standup.workspace.session import Workspace, system_now, zone_named


def sample_workspace(folder: Path, *, timezone: str = "UTC", now: Callable[[], datetime] = system_now) -> Workspace:
    """The sample team as of `now`, written into an empty folder; the person who acts is its lead."""
    today = now().astimezone(zone_named(timezone)).date()
    return Workspace(TinyStore.scratch(folder, sample_team(today, timezone)), ME, now=now, playbooks_of=Shelf().of)
