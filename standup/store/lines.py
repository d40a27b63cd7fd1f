"""The lines that a person typed before, in the state folder: one file for all apps of that person on this machine.

Losing them loses no work: nothing here ever raises, and nothing is forced to the disk.
"""

from __future__ import annotations

import os
from pathlib import Path

from standup.domain.text import shown, storable
from standup.store.errors import StoreError
from standup.store.files import content, temporary
from standup.store.lock import locked

MOST_LINES = 200
_LONGEST_LINE = 1000  # characters
_MOST_BYTES = 1 << 20
_PATIENCE = 0.2
"""Seconds that a person is made to wait for another app that writes."""


class EarlierLines:
    """The lines at `path`, oldest first; kept here too, so that they are there where the file cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._unwritten: list[str] = []

    def read(self) -> list[str]:
        """At most 200 lines, no two equal ones in a row, without control characters; none where it cannot be read."""
        return _kept([*self._stored(), *self._unwritten])

    def append(self, line: str) -> None:
        """Add a line, after those that other apps have added."""
        self._unwritten.append(line)
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with locked(self.path.with_name(f".{self.path.name}.lock"), timeout=_PATIENCE):
                self._write("".join(f"{one}\n" for one in self.read()))
        except (OSError, StoreError):
            self._unwritten = _kept(self._unwritten)
        else:
            self._unwritten.clear()

    def clear(self) -> None:
        """Forget all lines; raises OSError where the file cannot be removed."""
        self._unwritten.clear()
        self.path.unlink(missing_ok=True)
        temporary(self.path).unlink(missing_ok=True)

    def _stored(self) -> list[str]:
        try:
            data = content(self.path) or b""
        except OSError:
            return []
        return data[-_MOST_BYTES:].decode("utf-8", "replace").split("\n")

    def _write(self, text: str) -> None:
        prepared = temporary(self.path)
        prepared.unlink(missing_ok=True)
        descriptor = os.open(prepared, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
        prepared.replace(self.path)


def _kept(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        safe = shown(storable(line)).strip()
        if safe and len(safe) <= _LONGEST_LINE and kept[-1:] != [safe]:
            kept.append(safe)
    return kept[-MOST_LINES:]
