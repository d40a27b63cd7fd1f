"""What was found in each file, remembered between runs; losing the memory costs only time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar
from zlib import crc32

import msgspec

from standup.store.errors import UNDECODABLE
from standup.store.files import Signature, temporary

F = TypeVar("F")
NOBODY = "-nobody"
"""Stands for the owner of what is nobody's; no developer's id begins so."""


class FileMemory(Generic[F]):
    """Remembers, in a cache folder of one person, what was found in files of a data folder, by their owner."""

    def __init__(self, kind: type[F], name: str, cache_folder: Path | None, data_folder: Path) -> None:
        self._kind = kind
        self._name = name
        self._folder = cache_folder
        self._data_folder = data_folder
        self._known: dict[str | None, dict[str, tuple[Signature, F]]] = {}
        """What was read or saved before, by owner."""

    def found(
        self, owner: str | None, files: Iterable[tuple[str, Signature | None]], read: Callable[[str], F]
    ) -> Mapping[str, F]:
        """What is in each file, by its name; `read` looks into one that is not remembered as it is now."""
        path = self._path(owner)
        kept = self._known.get(owner) or self._load(path)
        fresh: dict[str, tuple[Signature, F]] = {}
        found: dict[str, F] = {}
        for relative, signature in files:
            known = kept.get(relative)
            if known is not None and known[0] == signature:
                found[relative] = known[1]
                fresh[relative] = known
                continue
            moment = time.time_ns()  # before it is read: what is written in the same tick must not go unseen
            found[relative] = read(relative)
            if signature is not None and signature.settled_by(moment):
                fresh[relative] = (signature, found[relative])
            elif known is not None:
                fresh[relative] = known  # of no use, but not worth a write: the file is about to settle
        if fresh != kept and path is not None:
            self._save(path, fresh)
        self._known[owner] = fresh
        return found

    def clear(self) -> None:
        """Remember nothing of anybody, here and in the cache folder."""
        self._known.clear()
        if self._folder is not None:
            for path in (*self._folder.glob(f"{self._stem}-*.json"), *self._folder.glob(f".{self._stem}-*.json.tmp")):
                with suppress(OSError):
                    path.unlink()

    @property
    def _stem(self) -> str:
        return f"{self._name}-{crc32(os.fsencode(self._data_folder.absolute())):08x}"

    def _decoder(self) -> msgspec.json.Decoder[Any]:
        """Made when it is needed: logging remembers nothing."""
        return msgspec.json.Decoder(dict[str, tuple[Signature, self._kind]])  # type: ignore[name-defined]

    def _path(self, owner: str | None) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / f"{self._stem}-{NOBODY if owner is None else owner}.json"

    def _load(self, path: Path | None) -> dict[str, tuple[Signature, F]]:
        if path is not None:
            with suppress(OSError, *UNDECODABLE):
                read: dict[str, tuple[Signature, F]] = self._decoder().decode(path.read_bytes())
                return read
        return {}

    def _save(self, path: Path, found: dict[str, tuple[Signature, F]]) -> None:
        # One name for all: a killed writer leaves one file at most. Two writers may spoil it for each other, which
        # shows when it is decoded and costs only the memory.
        prepared = temporary(path)
        with suppress(OSError):  # a cache that cannot be written is no reason to stop anybody
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            prepared.write_bytes(msgspec.json.encode(found))
            prepared.replace(path)
