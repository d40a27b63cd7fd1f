"""Several files as one: a change is first written whole to `pending.json`, then put in place, then counted.

`pending.json` being durable is the moment at which a change of several files is stored. A reader overlays it in
memory, and only a holder of the lock finishes it. The generation counts finished changes of several files, so that a
reader notices one that passed while it read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from standup.domain.errors import StandupError
from standup.store.errors import UNDECODABLE, DamagedFileError, NotDurableError, undecodable_words
from standup.store.files import Modes, Signature, content, make_folder, remove, replace, signature, sync_folder
from standup.store.layout import GENERATION_FILE, PENDING_FILE, is_data_file

T = TypeVar("T")

_TRIES = 5
_GONE = b"null"
"""Stands in `pending.json` for a file that is to go."""


class Pending(msgspec.Struct):
    """A change of several files: what each of them shall hold (null: it goes), and the generation that it makes."""

    generation: int
    files: dict[str, msgspec.Raw]


class Snapshot(NamedTuple):
    """What a reader saw before it read: compare it with what is there afterwards."""

    generation: int
    pending: Signature | None
    overlay: Mapping[str, bytes | None]
    """Files whose new content is not in place yet; None where the file is to go."""


def generation(folder: Path) -> int:
    """How many changes of several files were finished; raises DamagedFileError."""
    data = content(_path(folder, GENERATION_FILE))
    if data is None:
        return 0
    try:
        return int(data)
    except ValueError:
        raise DamagedFileError(folder / GENERATION_FILE, "it is no number") from None


def _seen_generation(folder: Path) -> int:
    """The generation for those who only read and compare it: damage to it keeps nobody from reading all the rest."""
    try:
        return generation(folder)
    except DamagedFileError:
        return -1


def pending(folder: Path) -> Pending | None:
    """The change that waits to be finished; raises DamagedFileError."""
    data = content(_path(folder, PENDING_FILE))
    if data is None:
        return None
    path = folder / PENDING_FILE
    try:
        found = msgspec.json.decode(data, type=Pending)
    except UNDECODABLE as error:
        raise DamagedFileError(path, undecodable_words(error)) from error
    for relative in found.files:
        if not is_data_file(relative):
            raise DamagedFileError(path, f"'{relative}' is no file of this folder")
    return found


def _new(raw: msgspec.Raw) -> bytes | None:
    """What a file shall hold; None where it is to go."""
    data = bytes(raw)
    return None if data == _GONE else data


def _path(folder: Path, relative: str) -> str:
    return f"{folder}{os.sep}{relative}"  # text, since making a Path takes longer than asking for the file


def _parent(folder: Path, relative: str) -> str:
    return _path(folder, relative.rpartition("/")[0])


def snapshot(folder: Path) -> Snapshot:
    """Where a reader begins. The generation is read first: a change finished in between then shows at the end."""
    number = _seen_generation(folder)
    seen = signature(_path(folder, PENDING_FILE))
    waiting = pending(folder) if seen is not None else None
    if waiting is None or waiting.generation <= number:
        return Snapshot(number, seen, {})
    return Snapshot(number, seen, {relative: _new(raw) for relative, raw in waiting.files.items()})


def unmoved(folder: Path, before: Snapshot) -> bool:
    """Whether no change of several files began or ended; pending first, since it goes last."""
    return signature(_path(folder, PENDING_FILE)) == before.pending and _seen_generation(folder) == before.generation


def consistently(folder: Path, read: Callable[[Snapshot], T], alone: Callable[[], AbstractContextManager[object]]) -> T:
    """What `read` gives of one state of the folder.

    `alone` holds the lock, with nothing pending; it is needed only where writers leave no quiet moment.
    """
    for _ in range(_TRIES):
        before = snapshot(folder)
        try:
            result = read(before)
        except StandupError:  # may come of files of two states
            if unmoved(folder, before):
                raise
            continue
        if unmoved(folder, before):
            return result
    with alone():
        return read(snapshot(folder))


def finish(folder: Path, modes: Modes) -> int:
    """Finish what a killed writer left, under the lock; the generation then."""
    number = generation(folder)
    waiting = pending(folder)
    if waiting is None:
        return number
    if waiting.generation > number:
        _put_in_place(folder, waiting, modes)
    remove(folder / PENDING_FILE)
    return max(number, waiting.generation)


def store(folder: Path, contents: Mapping[str, bytes | None], number: int, modes: Modes) -> None:
    """Put new contents in place, all or none, under the lock; `number` is the generation that `finish` gave.

    A file without a new content goes, and its folder with it where it was the last one in it.
    """
    for relative, data in contents.items():
        if data is not None:
            make_folder(_parent(folder, relative), modes.folder)
    if len(contents) == 1:
        for relative, data in contents.items():
            _put(folder, relative, data, modes)
        return
    files = {relative: msgspec.Raw(_GONE if data is None else data) for relative, data in contents.items()}
    whole = Pending(number + 1, files)
    replace(folder / PENDING_FILE, msgspec.json.encode(whole), modes.file)
    # From here on the change is stored and every reader sees it. If the disk fills up now, the next writer finishes it.
    with suppress(OSError, NotDurableError):
        _put_in_place(folder, whole, modes)
        remove(folder / PENDING_FILE)


def _put_in_place(folder: Path, whole: Pending, modes: Modes) -> None:
    for relative, raw in whole.files.items():
        data = _new(raw)
        if data is not None:
            make_folder(_parent(folder, relative), modes.folder)
        _put(folder, relative, data, modes)
    replace(folder / GENERATION_FILE, f"{whole.generation}\n".encode(), modes.file)


def _put(folder: Path, relative: str, data: bytes | None, modes: Modes) -> None:
    if data is not None:
        replace(_path(folder, relative), data, modes.file)
        return
    path = folder / relative
    if path.parent.is_dir():  # else it went with its folder, before a writer was killed
        remove(path)
        if path.parent != folder and not any(path.parent.iterdir()):
            path.parent.rmdir()
            sync_folder(path.parent.parent)
