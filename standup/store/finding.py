"""Whether a folder holds a team, nothing, or the remains of one."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from standup.domain.text import shown
from standup.store.errors import DamagedFileError, DataFolderError, told
from standup.store.layout import GENERATION_FILE, PENDING_FILE, PEOPLE, TEAM_FILE, is_data_file
from standup.store.protocol import Roster
from standup.store.tiny import TinyStore


def team_in(folder: Path) -> Roster | None:
    """The roster of the team in a folder; None where the folder is missing or holds nothing that a store wrote.

    Raises StoreError where the folder cannot be read, where the team's file is damaged or of a newer version, and
    where only that file is missing. Looks at a few names, however much else lies in the folder.
    """
    with told(folder, "read"):
        if (folder / TEAM_FILE).is_file():
            return TinyStore.open(folder).roster()
        if folder.exists() and not folder.is_dir():
            raise DataFolderError(f"{shown(str(folder))} is no folder; choose another")
        if folder.is_dir() and _has_remains(folder):
            raise DamagedFileError(folder / TEAM_FILE, "it is missing")
    return None


def _has_remains(folder: Path) -> bool:
    if any((folder / name).exists() for name in (TEAM_FILE, GENERATION_FILE, PENDING_FILE)):
        return True
    found = chain(folder.glob("*.json"), (folder / PEOPLE).glob("*/*.json"))
    return any(is_data_file(path.relative_to(folder).as_posix()) for path in found)


def other_copies(folder: Path) -> tuple[str, ...]:
    """What repairs and restores set aside, in the data folder and beside it: nothing rewrites or deletes it."""
    with told(folder, "read"):
        damaged = sorted(folder.rglob("*.damaged-*"))
        before = sorted(folder.parent.glob(f"{folder.name}.before-*"))
        return (*(path.relative_to(folder).as_posix() for path in damaged), *(path.name for path in before))
