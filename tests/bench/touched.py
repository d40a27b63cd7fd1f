"""Counts the files that a call opens, and the bytes of those that it reads and writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Touched(NamedTuple):
    """What a call did below a folder: files opened, bytes of those read, bytes of those written."""

    opened: int
    read: int
    written: int


class _Watcher:
    """An audit hook cannot be taken away, so there is one, which looks only while it is told to."""

    def __init__(self) -> None:
        self.is_looking = False
        self.reads: list[tuple[str, int]] = []
        self.writes: list[str] = []
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note an opened file: its size where it is read, its name where it is written."""
        if not self.is_looking or event != "open":
            return
        path, mode, flags = arguments
        if not isinstance(path, str | bytes | os.PathLike):
            return
        name = os.fsdecode(path)
        if (flags or 0) & (os.O_WRONLY | os.O_RDWR) or set(mode or "") & set("wax+"):
            self.writes.append(name)
        elif Path(name).is_file():
            self.reads.append((name, Path(name).stat().st_size))


_WATCHER = _Watcher()


def touched(call: Callable[[], object], *folders: Path) -> list[Touched]:
    """What the call did below each of the folders; lock files are not counted."""
    before = [_times(folder) for folder in folders]
    _WATCHER.reads, _WATCHER.writes, _WATCHER.is_looking = [], [], True
    try:
        call()
    finally:
        _WATCHER.is_looking = False
    return [_below(folder, times) for folder, times in zip(folders, before, strict=True)]


def _below(folder: Path, before: dict[Path, int]) -> Touched:
    start = f"{folder}{os.sep}"
    reads = [size for name, size in _WATCHER.reads if name.startswith(start)]
    writes = [name for name in _WATCHER.writes if name.startswith(start) and not name.endswith(".lock")]
    changed = [path for path, time in _times(folder).items() if before.get(path) != time]
    return Touched(len(reads) + len(writes), sum(reads), sum(path.stat().st_size for path in changed))


def _times(folder: Path) -> dict[Path, int]:
    return {
        path: path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".lock")
    }
