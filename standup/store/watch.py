"""Tells by a few stats whether a data folder changed: replacing a file changes the time of its folder."""

from __future__ import annotations

import time
from pathlib import Path

from standup.store.files import Signature, signature
from standup.store.layout import PEOPLE


class FolderWatch:
    """Watches the data folder and the folder of each developer; at most some 20 stats for a look."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = self._look()

    def changed(self) -> bool:
        """Whether anything changed since the last call."""
        before, self._seen = self._seen, self._look()
        # A folder touched just before the last look may have been touched again within the same tick of its clock.
        return before[0] != self._seen[0] or not before[1]

    def _look(self) -> tuple[dict[Path, Signature | None], bool]:
        people = self._folder / PEOPLE
        try:
            desks = list(people.iterdir())
        except OSError:
            desks = []
        folders = [self._folder, people, *desks]
        moment = time.time_ns()  # before the first is looked at
        seen = {folder: _signature(folder) for folder in folders}
        return seen, all(found is None or found.settled_by(moment) for found in seen.values())


def _signature(folder: Path) -> Signature | None:
    try:
        return signature(folder)
    except OSError:
        return None
