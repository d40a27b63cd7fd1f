"""Files that are whole, old or new, whatever happens while they are written; and a cache of what was read from them.

Nothing here knows what stands in a file. What is called for each write or look takes names as text.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from standup.domain.text import shown
from standup.store.errors import NotDurableError

T = TypeVar("T")

_BINARY = getattr(os, "O_BINARY", 0)
_MORE = 1 << 16
_PREPARED = ".{}.tmp"
_AT_ONCE = 16
"""So many files are flushed at once: past this no disk that was measured got faster."""
_SETTLED = 50_000_000
"""Nanoseconds after which a further write surely shows another time: file systems tell times in ticks of some ms."""


class Modes(NamedTuple):
    """The permissions of the folders and files below a data folder."""

    folder: int
    file: int


PRIVATE = Modes(0o700, 0o600)
SHARED = Modes(0o2770, 0o660)


class Signature(NamedTuple):
    """What tells that a file is still the one that was read."""

    inode: int
    size: int
    mtime_ns: int

    def settled_by(self, moment: int) -> bool:
        """Whether the file was so old at a moment that any later write must give it another signature.

        The moment, in nanoseconds since 1970, is one before the file was read, which may take longer than a tick.
        """
        return moment - self.mtime_ns > _SETTLED


def clear_temporaries(folder: Path) -> None:
    """Remove what killed writers left below a folder; the caller holds the lock, so that nobody writes now."""
    for path in folder.rglob(_PREPARED.format("*")):
        path.unlink(missing_ok=True)


def modes_of(folder: Path) -> Modes:
    """Private, unless the data folder itself can be written by its group: then shared with the group."""
    return SHARED if os.stat(folder).st_mode & 0o020 else PRIVATE


def temporary(path: Path) -> Path:
    """Where a file is prepared: one fixed name, so that a killed writer leaves at most one, which the next replaces."""
    return path.with_name(_PREPARED.format(path.name))


def make_folder(name: Path | str, mode: int) -> None:
    """Make a folder and those above it, with these permissions whatever the umask is, durably."""
    if os.path.isdir(name):
        return
    folder = Path(name)
    if not folder.parent.is_dir():
        make_folder(folder.parent, mode)
    folder.mkdir(mode=mode & 0o777, exist_ok=True)
    folder.chmod(mode)
    sync_folder(folder.parent)


def share(folder: Path) -> None:
    """Let a data folder, new or still empty, be written by its group; what is made in it follows."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(SHARED.folder)


def replace(path: Path | str, content: bytes, mode: int) -> None:
    """Put `content` at `path`, atomically and durably; whoever reads meanwhile sees the old file whole.

    The caller holds the lock. Raises OSError and then leaves the old file as it was; or NotDurableError, when the new
    one is there but may not outlive a power failure.
    """
    folder, name = os.path.split(path)
    prepared = os.path.join(folder, _PREPARED.format(name))
    try:
        _write_new(prepared, content, mode)
        os.replace(prepared, path)
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(prepared)
        raise
    try:
        sync_folder(folder or os.curdir)
    except OSError as error:
        why = error.strerror or error
        raise NotDurableError(
            f"{shown(str(path))} was written, but the disk does not confirm it ({why}); check the disk"
        ) from error


def fill_folder(
    folder: Path, files: Mapping[str, bytes], modes: Modes, times: Mapping[str, float] | None = None
) -> None:
    """Write files, by their names within it, into a folder that nobody looks into yet, durably; raises OSError.

    The caller makes the folder known afterwards, so that no file has to be whole before. All are written before the
    first is flushed, and several are flushed at once, because a file system confirms many in little more time than
    one. `times` are when files were last written, in seconds since 1970, where that is to stay.
    """
    from concurrent.futures import ThreadPoolExecutor  # rare, and dear where one entry is logged

    folders = {folder}
    for relative, data in files.items():
        path = folder / relative
        make_folder(path.parent, modes.folder)
        folders.add(path.parent)
        _write_new(str(path), data, modes.file, flush=False)
        if times is not None:
            os.utime(path, (times[relative], times[relative]))
    with ThreadPoolExecutor(_AT_ONCE) as several:
        list(several.map(_flush, (folder / relative for relative in files)))
    for each in sorted(folders):
        sync_folder(each)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | _BINARY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_new(path: str, content: bytes, mode: int, *, flush: bool = True) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    try:
        descriptor = os.open(path, flags, mode)
    except FileExistsError:  # left by a killed writer, perhaps of another user: ours must be ours
        os.unlink(path)
        descriptor = os.open(path, flags, mode)
    try:
        if sys.platform != "win32":
            os.fchmod(descriptor, mode)
        view = memoryview(content)
        while view:
            view = view[os.write(descriptor, view) :]
        if flush:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path | str) -> None:
    """Make the names in a folder durable, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some file systems cannot, and need not
            raise
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a file, durably; one that is not there is no error."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def content(path: Path | str) -> bytes | None:
    """The whole file, or None where there is none."""
    found = _read(path)
    return None if found is None else found[1]


def _read(path: Path | str) -> tuple[os.stat_result, bytes] | None:
    """What the system says of a file as it is opened, and its content."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _BINARY)
    except FileNotFoundError:
        return None
    try:
        status = os.fstat(descriptor)
        size = status.st_size
        data = os.read(descriptor, size + 1)
        while len(data) != size and (more := os.read(descriptor, _MORE)):  # a list of changes may be growing
            data += more
        return status, data
    finally:
        os.close(descriptor)


def signature(path: Path | str) -> Signature | None:
    """The signature of a file or folder, or None where there is none."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    return Signature(status.st_ino, status.st_size, status.st_mtime_ns)


class ReadCache(Generic[T]):
    """What was decoded from files, kept while a file's signature is the same; bounded, for any thread."""

    def __init__(self, decode: Callable[[bytes, str], T], size: int) -> None:
        self._decode = decode
        self._size = size
        self._kept: OrderedDict[str, tuple[Signature, T]] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, path: str) -> T | None:
        """What stands in the file now, or None where there is none; raises what `decode` raises."""
        kept = self._kept.get(path)
        if kept is not None and kept[0] == signature(path):
            with self._guard:
                if path in self._kept:
                    self._kept.move_to_end(path)
            return kept[1]
        # Asked before the file is read: a file replaced later must then show another signature at the next look.
        moment = time.time_ns()
        found = _read(path)
        if found is None:
            return None
        status, data = found
        decoded = self._decode(data, path)
        now = Signature(status.st_ino, status.st_size, status.st_mtime_ns)
        if now.settled_by(moment):
            with self._guard:
                self._kept[path] = (now, decoded)
                self._kept.move_to_end(path)
                while len(self._kept) > self._size:
                    self._kept.popitem(last=False)
        return decoded
