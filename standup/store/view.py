"""One state of a data folder, as a reader sees it: the files, with a pending change laid over them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from math import inf
from pathlib import Path
from typing import NamedTuple

from standup.domain.weeks import Week
from standup.store.commit import Snapshot
from standup.store.files import ReadCache, Signature, content, signature
from standup.store.layout import PEOPLE, folder_of, grows_for_ever, is_data_file, old_changes, owner_of, week_of
from standup.store.tables import (
    Documents,
    Part,
    Tables,
    WeekSums,
    decode_changes,
    decode_documents,
    decode_sums,
    decode_tables,
    decode_work,
)


class Caches(NamedTuple):
    """What was decoded before; shared by all views of a store."""

    tables: ReadCache[Tables]
    sums: ReadCache[WeekSums]


class View:
    """Reads files by their relative names; a file that is not there is an empty one."""

    def __init__(self, folder: Path, seen: Snapshot, caches: Caches) -> None:
        self.folder = folder
        self._root = f"{folder}{os.sep}"
        self.generation = seen.generation
        self._overlay = seen.overlay
        self._caches = caches
        self._seen: dict[str, Tables | None] = {}
        self._sums: dict[str, WeekSums] = {}
        self._documents: dict[str, Documents | None] = {}

    def tables(self, relative: str) -> Tables:
        """The records of a file."""
        return self.tables_if_any(relative) or Tables()

    def tables_if_any(self, relative: str) -> Tables | None:
        """The records of a file, or None where there is no such file."""
        if relative not in self._seen:
            if relative in self._overlay:
                data = self._overlay[relative]
                self._seen[relative] = None if data is None else decode_tables(data, self.folder / relative)
            else:
                self._seen[relative] = self._caches.tables.get(self._root + relative)
        return self._seen[relative]

    def documents(self, relative: str) -> Documents | None:
        """The documents of a file as they are written, read once; None where there is no such file."""
        if relative not in self._documents:
            data = self.data(relative)
            self._documents[relative] = None if data is None else decode_documents(data, self._root + relative)
        return self._documents[relative]

    def sums(self, relative: str) -> WeekSums:
        """What a week's file adds up to; looked at once, also where there is no such file."""
        if relative not in self._sums:
            self._sums[relative] = self._added_up(relative) or WeekSums({}, 0)
        return self._sums[relative]

    def _added_up(self, relative: str) -> WeekSums | None:
        if relative in self._overlay:
            data = self._overlay[relative]
            return None if data is None else decode_sums(data, self.folder / relative)
        return self._caches.sums.get(self._root + relative)

    def work(self, relative: str) -> dict[str, int]:
        """Minutes of a week's file by the key of the work item."""
        data = self.data(relative)
        return {} if data is None else decode_work(data, self.folder / relative)

    def data(self, relative: str) -> bytes | None:
        """The content of a file, or None where there is none."""
        return self._overlay[relative] if relative in self._overlay else content(self._root + relative)

    def is_pending(self, owner: str | None) -> bool:
        """Whether a change that is still to be laid down alters files of an owner."""
        return any(owner_of(relative) == owner for relative in self._overlay)

    def signature(self, relative: str) -> Signature | None:
        """What tells that the file is the same as before; None where it is missing or its content pending."""
        return None if relative in self._overlay else signature(self._root + relative)

    def written(self, relative: str) -> float:
        """When the file was last written, in seconds since 1970; infinite where that is still to come."""
        found = self.signature(relative)
        return inf if found is None else found.mtime_ns / 1e9

    def parts(self, relative: str) -> list[Part]:
        """The parts of changes that a file keeps, oldest first."""
        data = self.data(relative)
        return [] if data is None else decode_changes(data, self.folder / relative)

    def parts_of(self, change_id: str, relative: str) -> Iterator[Part]:
        """The part that a file keeps of one change, also where old changes moved beside it."""
        if not is_data_file(relative):
            return
        places = [relative]
        if grows_for_ever(relative):
            folder = relative.rpartition("/")[0]
            places += [f"{folder}/{name}" if folder else name for name in old_changes(self.names(folder))]
        for place in places:
            found = [part for part in self.parts(place) if part.id == change_id and relative in part.files]
            if found:
                yield from found
                return

    def names(self, relative: str) -> set[str]:
        """The names of the data files in a folder (`""`: the data folder itself)."""
        prefix = f"{relative}/" if relative else ""
        return {name for name in self._listed(relative, prefix) if is_data_file(prefix + name)}

    def all_files(self) -> list[str]:
        """Every data file of everybody and of nobody."""
        return [file for owner in (None, *self.people()) for file in self.files_of(owner)]

    def weeks(self, developer: str) -> list[tuple[Week, str]]:
        """The weeks of a developer that have a file, in time order, with the file."""
        folder = folder_of(developer)
        prefix = f"{folder}/"
        weeks = [(week_of(name), prefix + name) for name in sorted(set(self._listed(folder, prefix)))]
        return [(week, relative) for week, relative in weeks if week is not None]

    def _listed(self, relative: str, prefix: str) -> list[str]:
        try:
            with os.scandir(self._root + relative) as entries:
                found = [entry.name for entry in entries]
        except FileNotFoundError:
            found = []
        gone = {name for name, data in self._overlay.items() if data is None}
        there = [name for name in found if prefix + name not in gone]
        pending = [name.removeprefix(prefix) for name in self._overlay.keys() - gone if name.startswith(prefix)]
        return there + [name for name in pending if "/" not in name]  # not those of the folders within

    def people(self) -> list[str]:
        """The developers who have a folder, or will have one when a pending change is laid down."""
        owners = {owner for relative in self._overlay if (owner := owner_of(relative)) is not None}
        try:
            return sorted(owners | {path.name for path in Path(self._root + PEOPLE).iterdir()})
        except FileNotFoundError:
            return sorted(owners)

    def files_of(self, developer: str | None) -> list[str]:
        """All files of one developer, or those of nobody."""
        if developer is None:
            return sorted(self.names(""))
        folder = folder_of(developer)
        return [f"{folder}/{name}" for name in sorted(self.names(folder))]
