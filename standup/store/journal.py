"""A person's own list of changes, in the state folder: what undo and redo take next.

A line is written before its change. A line whose change the store never applied is passed over by undo, so nothing
here needs to survive a power failure, and no line is forced to the disk.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from standup.domain.change import Journaled
from standup.domain.text import shown
from standup.store.errors import StoreError
from standup.store.files import content, replace
from standup.store.lock import locked

MOST_LINES = 2000
KEPT_LINES = 1000
_SHORTEST_LINE = 40  # bytes; a smaller file cannot have too many lines and is not read

_decoder = msgspec.json.Decoder(Journaled)


class Journal:
    """The list at `path`, made with its folder when first appended to; for several processes of one person."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, line: Journaled) -> None:
        """Add a change about to be written; raises StoreError where the state folder cannot be written."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with locked(self.path.with_name(f".{self.path.name}.lock")):
                self._append(msgspec.json.encode(line))
        except OSError as error:
            place = shown(str(self.path))
            raise StoreError(
                f"cannot write {place}, which undo needs: {error.strerror or error}; nothing was changed"
            ) from error

    def read(self, limit: int = KEPT_LINES) -> list[Journaled]:
        """The last changes, oldest first; a line torn by a crash is passed over."""
        try:
            data = content(self.path) or b""
        except OSError as error:
            raise StoreError(f"cannot read {shown(str(self.path))}: {error.strerror or error}") from error
        lines: list[Journaled] = []
        for text in data.splitlines():
            try:
                lines.append(_decoder.decode(text))
            except msgspec.DecodeError:
                continue
        return lines[-limit:]

    def _append(self, text: bytes) -> None:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            size = os.fstat(descriptor).st_size
            torn = size > 0 and _last_byte(file.fileno(), size) != b"\n"
            file.write((b"\n" if torn else b"") + text + b"\n")
        if size >= MOST_LINES * _SHORTEST_LINE:
            self._trim()

    def _trim(self) -> None:
        lines = (content(self.path) or b"").splitlines(keepends=True)
        if len(lines) > MOST_LINES:
            replace(self.path, b"".join(lines[-KEPT_LINES:]), 0o600)


def _last_byte(descriptor: int, size: int) -> bytes:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1)
