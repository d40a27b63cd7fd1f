"""Minutes by work item over all weeks, remembered between runs; losing the memory costs only time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias
from zlib import crc32

import msgspec

from standup.store.errors import UNDECODABLE
from standup.store.files import Signature, temporary

Sums = Mapping[str, int]
Remembered: TypeAlias = Mapping[str, tuple[Signature, Sums]]
"""What each week file added up to, and the signature that it had then."""


class WorkCache:
    """Remembers, in a cache folder of one person, what each week file of a data folder adds up to."""

    def __init__(self, cache_folder: Path | None, data_folder: Path) -> None:
        self._folder = cache_folder
        self._data_folder = data_folder
        self._read: dict[str, Remembered] = {}
        """What was read or saved before, by developer."""

    def totals(
        self, developer: str, weeks: Iterable[tuple[str, Signature | None]], sums: Callable[[str], Sums]
    ) -> dict[str, int]:
        """Minutes by work item key; `sums` gives those of one file where it is not remembered as it is now."""
        path = self._path(developer)
        kept = self._read.get(developer) or self._load(path)
        fresh: dict[str, tuple[Signature, Sums]] = {}
        totals: dict[str, int] = {}
        for relative, signature in weeks:
            known = kept.get(relative)
            if known is not None and known[0] == signature:
                found = known[1]
                fresh[relative] = known
            else:
                found = sums(relative)
                if signature is not None and signature.settled:
                    fresh[relative] = (signature, found)
                elif known is not None:
                    fresh[relative] = known  # of no use, but not worth a write: the file is about to settle
            for key, minutes in found.items():
                totals[key] = totals.get(key, 0) + minutes
        if fresh != kept and path is not None:
            self._save(path, fresh)
        self._read[developer] = fresh
        return totals

    def _path(self, developer: str) -> Path | None:
        if self._folder is None:
            return None
        place = f"{crc32(os.fsencode(self._data_folder.absolute())):08x}"
        return self._folder / f"work-{place}-{developer}.json"

    def _load(self, path: Path | None) -> Remembered:
        if path is not None:
            with suppress(OSError, *UNDECODABLE):
                return msgspec.json.decode(path.read_bytes(), type=dict[str, tuple[Signature, dict[str, int]]])
        return {}

    def _save(self, path: Path, sums: Remembered) -> None:
        # One name for all: a killed writer leaves one file at most. Two writers may spoil it for each other, which
        # shows when it is decoded and costs only the memory.
        prepared = temporary(path)
        with suppress(OSError):  # a cache that cannot be written is no reason to stop anybody
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            prepared.write_bytes(msgspec.json.encode(sums))
            prepared.replace(path)
