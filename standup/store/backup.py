"""A data folder as one file, and back; nothing that exists is ever written over."""

from __future__ import annotations

import io
import shutil
import tarfile
import zlib
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from standup.domain.errors import UsageError
from standup.domain.text import shown
from standup.store import commit
from standup.store.errors import DamagedFileError, StoreError, no_data_folder, told
from standup.store.files import PRIVATE, Modes, fill_folder, make_folder, modes_of, replace, sync_folder
from standup.store.layout import GENERATION_FILE, LOCK_FILE, PEOPLE, TEAM_FILE, is_data_file
from standup.store.lock import locked
from standup.store.tables import decode_tables

_TOP = "standup/"
_LARGEST = 1 << 30  # bytes in one file; more is no backup of ours but an attempt to fill the disk


def backup(folder: Path, target: Path) -> None:
    """Write all records of a data folder, as of one moment, to a `.tar.gz` that only its owner can read.

    Raises UsageError where the target exists, StoreError where something cannot be read or written.
    """
    if target.exists():
        raise UsageError(f"{shown(str(target))} exists; a backup never replaces a file, so name a new one")
    if target.absolute().is_relative_to(folder.absolute()):
        raise UsageError(f"{shown(str(target))} is inside the data folder; put the backup somewhere else")
    with told(folder):
        modes = modes_of(folder)
        with locked(folder / LOCK_FILE, mode=modes.file):
            if not (folder / TEAM_FILE).is_file():
                raise no_data_folder(folder)
            commit.finish(folder, modes)
            packed = _packed(folder)
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {shown(str(target.parent))} to write the backup to")
    with told(target.parent):
        replace(target, packed, PRIVATE.file)


def restore(file: Path, folder: Path, now: datetime) -> Path | None:
    """Make `folder` what a backup holds, after checking all of it.

    What the folder held is kept under a new name, which is returned (None: there was nothing). Raises StoreError
    where the backup is damaged, is none, or cannot be unpacked; then nothing was changed.
    """
    members = _checked(file)
    with told(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
        modes = modes_of(folder) if folder.is_dir() else PRIVATE
        prepared = _free_name(folder, f".restoring-{now:%Y%m%dT%H%M%S}")
        try:
            _unpack(members, prepared, modes)
            return _exchange(prepared, folder, modes, now)
        except OSError:
            shutil.rmtree(prepared, ignore_errors=True)  # only what was unpacked here
            raise


class _Member(NamedTuple):
    """One file of a backup."""

    data: bytes
    mtime: float


def _packed(folder: Path) -> bytes:
    packed = io.BytesIO()
    files = [path for path in sorted(folder.rglob("*")) if _is_kept(path.relative_to(folder).as_posix())]
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for path in files:
            archive.add(path, f"{_TOP}{path.relative_to(folder).as_posix()}", recursive=False)
    return packed.getvalue()


def _is_kept(relative: str) -> bool:
    return relative == GENERATION_FILE or is_data_file(relative)


def _checked(file: Path) -> dict[str, _Member]:
    """All files of a backup, every one of them decoded once."""
    name = shown(str(file))
    members: dict[str, _Member] = {}
    size = 0
    try:
        with tarfile.open(file, mode="r:gz") as archive:
            for member in archive:
                relative = member.name.removeprefix(_TOP)
                if not member.isfile() or not member.name.startswith(_TOP) or not _is_kept(relative):
                    raise StoreError(f"{name} is no backup of standup: it holds '{shown(member.name)}'")
                size += member.size
                if size > _LARGEST:
                    raise StoreError(f"{name} is no backup of standup: unpacked it has more than 1 GiB")
                unpacked = archive.extractfile(member)
                members[relative] = _Member(unpacked.read() if unpacked else b"", member.mtime)
    except FileNotFoundError:
        raise UsageError(f"there is no file {name}") from None
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise StoreError(f"{name} cannot be read as a backup: {shown(str(error))}; nothing was changed") from error
    for relative, (data, _) in members.items():
        if relative == GENERATION_FILE:
            if not data.strip().isdigit():
                raise DamagedFileError(file / relative, "it is no number")
        else:
            decode_tables(data, file / relative)
    if TEAM_FILE not in members:
        raise StoreError(f"{name} is no backup of standup: it has no {TEAM_FILE}")
    return members


def _unpack(members: Mapping[str, _Member], folder: Path, modes: Modes) -> None:
    make_folder(folder, modes.folder)
    make_folder(folder / PEOPLE, modes.folder)
    files = {relative: member.data for relative, member in members.items()}
    times = {relative: member.mtime for relative, member in members.items()}  # the history reads the latest first
    fill_folder(folder, files, modes, times)


def _exchange(prepared: Path, folder: Path, modes: Modes, now: datetime) -> Path | None:
    """Put the prepared folder in the place of the old one, which is kept; the old one comes back where that fails."""
    aside: Path | None = None
    with ExitStack() as stack:
        if folder.is_dir() and any(folder.iterdir()):
            stack.enter_context(locked(folder / LOCK_FILE, mode=modes.file))
            aside = _free_name(folder, f".before-{now:%Y%m%dT%H%M%S}")
            folder.rename(aside)
        try:
            prepared.rename(folder)
        except OSError:
            if aside is not None:
                aside.rename(folder)
            raise
        sync_folder(folder.parent)
    return aside


def _free_name(folder: Path, suffix: str) -> Path:
    number, free = 1, folder.with_name(folder.name + suffix)
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}{suffix}-{number}")
    return free
