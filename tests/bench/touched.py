"""Counts the files that a call opens, and the bytes that it reads and writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Touched(NamedTuple):
    """What a call did in a folder."""

    opened: int
    read: int
    written: int


class _Watcher:
    """An audit hook cannot be taken away, so there is one, which looks only while it is told to."""

    def __init__(self) -> None:
        self.folder = ""
        self.reads: list[int] = []
        self.writes: list[str] = []
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note an opened file of the folder: its size where it is read, its name where it is written."""
        if not self.folder or event != "open":
            return
        path, mode, flags = arguments
        name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        if not name.startswith(self.folder) or Path(name).is_dir():
            return
        writing = bool((flags or 0) & (os.O_WRONLY | os.O_RDWR)) or bool(mode and set(mode) & set("wax+"))
        if writing:
            self.writes.append(name)
        elif Path(name).exists():
            self.reads.append(Path(name).stat().st_size)


_WATCHER = _Watcher()


def touched(folder: Path, call: Callable[[], object]) -> Touched:
    """What the call opens, reads and writes below a folder; the lock file is not counted."""
    _WATCHER.reads, _WATCHER.writes = [], []
    _WATCHER.folder = f"{folder.resolve()}{os.sep}"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} if folder.exists() else {}
    _WATCHER.folder = f"{folder.resolve()}{os.sep}"
    try:
        call()
    finally:
        _WATCHER.folder = ""
    now = {path: path.stat() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}
    written = sum(stat.st_size for path, stat in now.items() if before.get(path) != stat.st_mtime_ns)
    writes = [name for name in _WATCHER.writes if not name.endswith(".lock")]
    return Touched(len(_WATCHER.reads) + len(writes), sum(_WATCHER.reads), written)
