"""What is known of files that were imported before: enough to leave alone those that have not changed."""

from __future__ import annotations

import os
import time
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_ISREG

import msgspec
from msgspec import Struct

from standup.domain.errors import UsageError
from standup.store.files import replace

_BLOCK = 1 << 20
_SETTLED = 2_000_000_000  # nanoseconds: a file that was written less long ago may change again under the same time


class Print(Struct, frozen=True):
    """A file as it was when it was read."""

    size: int
    """Bytes."""
    modified: int
    """Nanoseconds since 1970, as the file system says."""
    read: int
    """Nanoseconds since 1970."""
    digest: str


class Imported(Struct, frozen=True):
    """A file as it was imported, and a digest of how."""

    seen: Print
    how: str


class SyncMemory:
    """Remembers in one small file which files were imported; without it, or where it is damaged, all are read anew.

    Writing it may raise OSError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._known = msgspec.json.decode(path.read_bytes(), type=dict[str, Imported])
        except (OSError, msgspec.DecodeError):
            self._known = {}

    def print_of(self, path: str, how: str) -> Print | None:
        """The file as it is now; None where it was imported in the same way and has not changed since.

        Where size and time are those of then it is not read. Raises OSError where it is gone or cannot be read, and
        UsageError where it is a pipe or the like, which may have nothing to read for ever.
        """
        stat = os.stat(path)  # noqa: PTH116  # a name from the config, looked at once
        if not S_ISREG(stat.st_mode) and not S_ISDIR(stat.st_mode):
            raise UsageError("is no file but a pipe or a device; import it by hand")
        before = self._known.get(path)
        if before is not None and before.how != how:
            before = None
        if before is not None and _same_stat(before.seen, stat) and stat.st_mtime_ns + _SETTLED < before.seen.read:
            return None
        now = Print(stat.st_size, stat.st_mtime_ns, time.time_ns(), _digest(path))
        if before is not None and before.seen.digest == now.digest:
            self.remember(path, now, how)
            return None
        return now

    def remember(self, path: str, seen: Print, how: str) -> None:
        """Keep that a file was imported; one that changed while it was read is not remembered."""
        stat = os.stat(path)  # noqa: PTH116
        if not _same_stat(seen, stat):
            return
        self._known[path] = Imported(seen, how)
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace(self._path, msgspec.json.encode(self._known), 0o600)


def _same_stat(seen: Print, stat: os.stat_result) -> bool:
    return (seen.size, seen.modified) == (stat.st_size, stat.st_mtime_ns)


def _digest(path: str) -> str:
    digest = blake2b(digest_size=16)
    with Path(path).open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
