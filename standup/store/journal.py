"""A person's own list of changes, in the state folder: what undo and redo take next.

A line is written before its change. A line whose change the store never applied is passed over by undo, so nothing
here needs to survive a power failure, and no line is forced to the disk.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from standup.domain.change import Journaled
from standup.domain.text import shown
from standup.store.errors import UNDECODABLE, StoreError
from standup.store.files import content, replace
from standup.store.lock import locked

MOST_LINES = 1000
"""How many steps back undo can go."""
MOST_BYTES = 512 * 1024
"""A longer file is cut to its later half. Lines are not counted, so that a usual append reads one byte of it."""

_decoder = msgspec.json.Decoder(Journaled)


class Journal:
    """The list at `path`, made with its folder when first appended to; for several processes of one person."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = path.with_name(f".{path.name}.lock")

    def append(self, line: Journaled) -> None:
        """Add a change about to be written; raises StoreError where the state folder cannot be written."""
        try:
            try:
                self._append_alone(msgspec.json.encode(line))
            except FileNotFoundError:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._append_alone(msgspec.json.encode(line))
        except OSError as error:
            place = shown(str(self.path))
            raise StoreError(
                f"cannot write {place}, which undo needs: {error.strerror or error}; nothing was changed"
            ) from error

    def read(self, limit: int = MOST_LINES) -> list[Journaled]:
        """The last changes, oldest first; a line torn by a crash is passed over."""
        return [line for line in self._lines()[-limit:] if line is not None]

    def unreadable(self) -> int:
        """How many lines are torn or garbled; raises StoreError where the list cannot be read at all."""
        return sum(line is None for line in self._lines())

    def follow(self, moved: Mapping[str, str]) -> None:
        """Say of changes where they lie now; raises OSError."""
        if not self.path.exists():
            return
        with locked(self._lock, signed=False):
            lines = [line.moved(moved) for line in self._lines() if line is not None]
            replace(self.path, b"".join(msgspec.json.encode(line) + b"\n" for line in lines), 0o600)

    def _lines(self) -> list[Journaled | None]:
        try:
            data = content(self.path) or b""
        except OSError as error:
            raise StoreError(f"cannot read {shown(str(self.path))}: {error.strerror or error}") from error
        return [_line(text) for text in data.splitlines()]

    def _append_alone(self, text: bytes) -> None:
        with locked(self._lock, signed=False):
            self._append(text)

    def _append(self, text: bytes) -> None:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            torn = size > 0 and _last_byte(descriptor, size) != b"\n"
            data = memoryview((b"\n" if torn else b"") + text + b"\n")
            while data:
                data = data[os.write(descriptor, data) :]
        finally:
            os.close(descriptor)
        if size > MOST_BYTES:
            # Half of it, so that lines of any length leave room for many more.
            _, _, kept = (content(self.path) or b"")[-MOST_BYTES // 2 :].partition(b"\n")
            replace(self.path, kept, 0o600)


def _line(text: bytes) -> Journaled | None:
    try:
        return _decoder.decode(text)
    except UNDECODABLE:
        return None


def _last_byte(descriptor: int, size: int) -> bytes:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1)
