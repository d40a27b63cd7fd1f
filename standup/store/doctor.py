"""The health of a data folder: what is wrong with it, and what can be put right without losing anything.

Repairing never deletes: whatever is altered is first kept under a new name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from standup.domain.records import Customer, Developer, Record, Role, Team, WorkItem
from standup.store import commit
from standup.store.errors import DamagedFileError, NewerFormatError, StoreError, no_data_folder, told
from standup.store.files import SHARED, Modes, content, modes_of, replace
from standup.store.journal import Journal
from standup.store.layout import (
    CHANGES,
    FORMAT,
    GENERATION_FILE,
    KINDS,
    LOCK_FILE,
    PENDING_FILE,
    TABLES,
    TEAM_FILE,
    VERSION,
    home,
    is_data_file,
    owner_of,
)
from standup.store.lock import locked
from standup.store.salvage import salvage
from standup.store.tables import Raw, decode_raw, invalid_documents, plain

MOUNTS = Path("/proc/mounts")
ERROR, WARNING = "error", "warning"
_REPAIR = "`standup doctor --repair` keeps the file under a new name and rebuilds it from what is sound"
_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs", "lustre")


class Finding(NamedTuple):
    """One thing that is wrong: in which file, what, and what to do; `error` or `warning`."""

    file: str
    problem: str
    advice: str
    severity: str


class _Place(NamedTuple):
    """A document: file, table, number."""

    file: str
    table: str
    number: int

    def __str__(self) -> str:
        return f"{self.file}, {self.table} {self.number}"


def examine(folder: Path) -> list[Finding]:
    """Everything that is wrong with a data folder; alters nothing. Raises StoreError where there is none."""
    with told(folder, "read"):
        if not folder.is_dir():
            raise no_data_folder(folder)
        findings = [*_network(folder), *_modes(folder), *_left_over(folder)]
        for look in (commit.generation, commit.pending):
            try:
                look(folder)
            except DamagedFileError as error:
                findings.append(Finding(error.path.name, error.why, _REPAIR, ERROR))
        overlay: Mapping[str, bytes | None] = {}
        with suppress(DamagedFileError):
            overlay = commit.snapshot(folder).overlay
        files: dict[str, Raw] = {}
        for file in sorted({*_data_files(folder), *overlay}):
            data = overlay[file] if file in overlay else content(folder / file) or b""
            if data is None:
                continue  # it goes, with the change that waits
            try:
                files[file] = decode_raw(data, folder / file)
            except NewerFormatError as error:
                findings.append(Finding(file, f"it has format {error.version}", "update standup", ERROR))
            except DamagedFileError as error:
                findings.append(Finding(file, error.why, _REPAIR, ERROR))
        if TEAM_FILE not in files and not any(finding.file == TEAM_FILE for finding in findings):
            advice = "restore a backup, or let `standup doctor --repair` rebuild it without names and hours"
            findings.append(Finding(TEAM_FILE, "it is missing", advice, ERROR))
        return [*findings, *_records(files)]


def examine_journal(path: Path) -> list[Finding]:
    """What is wrong with a person's own list of changes; raises StoreError where it cannot be read."""
    count = Journal(path).unreadable()
    if not count:
        return []
    problem = f"{count} line{'s' if count > 1 else ''} of your own list of changes cannot be read"
    advice = "undo passes over them, so see what it says that it took back; `standup history` has all changes"
    return [Finding(path.name, problem, advice, WARNING)]


def repair(folder: Path, now: datetime) -> list[str]:
    """Put right what can be, under the lock; what was done and what was lost, one line each.

    Raises StoreError where the folder is missing, busy or cannot be written; then nothing was changed.
    """
    with told(folder):
        if not folder.is_dir():
            raise no_data_folder(folder)
        modes = modes_of(folder)
        with locked(folder / LOCK_FILE, mode=modes.file):
            return _Repair(folder, now, modes).run()


class _Repair:
    """One repair: the files in memory, and a line for each thing done."""

    def __init__(self, folder: Path, now: datetime, modes: Modes) -> None:
        self._folder = folder
        self._suffix = f".damaged-{now:%Y%m%dT%H%M%S}"
        self._modes = modes
        self._done: list[str] = []
        self._files: dict[str, Raw] = {}
        self._altered: set[str] = set()

    def run(self) -> list[str]:
        generation = self._finished()
        for file in _data_files(self._folder):
            self._load(file)
        self._rehome()
        self._rebuild_team()
        contents = {file: msgspec.json.encode(self._files[file]) for file in sorted(self._altered)}
        for file in contents:
            self._keep(file)
        if contents:
            commit.store(self._folder, contents, generation, self._modes)
        return self._done

    def _finished(self) -> int:
        """Finish a pending change; what stands in its way is kept under a new name."""
        waits = (self._folder / PENDING_FILE).exists()
        for name, look in ((PENDING_FILE, commit.pending), (GENERATION_FILE, commit.generation)):
            try:
                look(self._folder)
            except DamagedFileError as error:
                kept = self._free_name(self._folder / name)
                (self._folder / name).rename(kept)
                self._done.append(f"{name}: {error.why}; it is kept as {kept.name}")
                waits = waits and name != PENDING_FILE
        generation = commit.finish(self._folder, self._modes)
        if waits:
            self._done.append(f"{PENDING_FILE}: finished the change that a stopped program left")
        return generation

    def _load(self, file: str) -> None:
        data = content(self._folder / file) or b""
        try:
            raw = decode_raw(data, self._folder / file)
        except NewerFormatError as error:
            self._done.append(f"{file}: left alone, since a newer standup wrote it (format {error.version})")
            return
        except DamagedFileError:
            raw = {}
        if raw and not any(True for _ in invalid_documents(raw)):
            self._files[file] = raw
            return
        saved = salvage(data)
        self._files[file] = saved.raw
        self._altered.add(file)
        count = sum(len(documents) for table, documents in saved.raw.items() if table in KINDS)
        self._done.append(f"{file}: rebuilt with {count} records; lost {'; '.join(saved.lost) or 'nothing'}")

    def _rehome(self) -> None:
        """Put every record where it is looked for; of two with one id, the later version stays."""
        kept: dict[tuple[str, str], _Place] = {}
        for place, record in list(_all_records(self._files)):
            key = (place.table, record.id)
            right = _home(record)
            if right is None:
                self._done.append(f"{place}: left where it is, since its developer or week names no file")
                continue
            other = kept.get(key)
            if other is not None and self._version(other) >= record.version:
                self._take(place)
                self._done.append(f"{place}: a second '{record.id}'; the one in {other} stays")
                continue
            if other is not None:
                self._take(other)
                self._done.append(f"{other}: an older '{record.id}'; the one in {place} stays")
            kept[key] = place if right == place.file else self._move(place, right)

    def _version(self, place: _Place) -> int:
        return int(self._files[place.file][place.table][place.number].get("version", 1))

    def _take(self, place: _Place) -> dict[str, Any]:
        self._altered.add(place.file)
        return self._files[place.file][place.table].pop(place.number)

    def _move(self, place: _Place, right: str) -> _Place:
        documents = self._file(right).setdefault(place.table, {})
        target = _Place(right, place.table, max(documents, default=0) + 1)
        documents[target.number] = self._take(place)
        self._done.append(f"{place}: moved to {right}, where it is looked for")
        return target

    def _file(self, file: str) -> Raw:
        self._altered.add(file)
        return self._files.setdefault(file, {FORMAT: {1: {"name": "standup", "version": VERSION}}})

    def _rebuild_team(self) -> None:
        """Give back a team, and a developer or customer to each id that records refer to."""
        if (self._folder / TEAM_FILE).exists() and TEAM_FILE not in self._files:
            return  # a newer standup's
        raw = self._files.get(TEAM_FILE, {})
        known = {kind: {str(doc["id"]) for doc in raw.get(TABLES[kind], {}).values()} for kind in (Developer, Customer)}
        records = [record for _, record in _all_records(self._files)]
        people = {owner_of(place.file) for place, _ in _all_records(self._files)} - {None}
        customers = {customer for record in records if (customer := getattr(record, "customer", None))}
        first = min((part["at"], part["by"]) for part in self._parts())[1] if any(True for _ in self._parts()) else None
        made: list[Record] = [] if raw.get(TABLES[Team]) else [Team()]
        for developer in sorted(str(one) for one in people if one not in known[Developer]):
            role = Role.LEAD if developer == first and not known[Developer] else Role.DEVELOPER
            made.append(Developer(id=developer, name=developer, timezone="UTC", role=role))
        made += [Customer(id=one, name=one) for one in sorted(customers - known[Customer])]
        for record in made:
            table = TABLES[type(record)]
            documents = self._file(TEAM_FILE).setdefault(table, {})
            documents[max(documents, default=0) + 1] = plain(record)
            self._done.append(f"{TEAM_FILE}: made a new entry in {table} for '{record.id}'; please complete it")

    def _parts(self) -> Iterator[dict[str, Any]]:
        return (part for raw in self._files.values() for part in raw.get(CHANGES, {}).values())

    def _keep(self, file: str) -> None:
        data = content(self._folder / file)
        if data is not None:
            kept = self._free_name(self._folder / file)
            replace(kept, data, self._modes.file)
            self._done.append(f"{file}: the file as it was is kept as {kept.name}")

    def _free_name(self, path: Path) -> Path:
        number, free = 1, path.with_name(path.name + self._suffix)
        while free.exists():
            number += 1
            free = path.with_name(f"{path.name}{self._suffix}-{number}")
        return free


def _data_files(folder: Path) -> list[str]:
    """The files that hold records, relative to the folder."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*.json"))
    return sorted(file for file in found if is_data_file(file))


def _home(record: Record) -> str | None:
    try:
        return home(record)
    except StoreError:
        return None


def _all_records(files: Mapping[str, Raw]) -> Iterator[tuple[_Place, Record]]:
    """Every valid record with its place."""
    for file, raw in files.items():
        for table, kind in KINDS.items():
            for number, document in raw.get(table, {}).items():
                try:
                    yield _Place(file, table, number), msgspec.convert(document, kind)
                except msgspec.ValidationError:
                    continue


def _records(files: Mapping[str, Raw]) -> Iterator[Finding]:
    """What is wrong with single records: invalid, in the wrong file, there twice, of unknown developers."""
    for file, raw in files.items():
        for table, number, why in invalid_documents(raw):
            yield Finding(file, f"{table} {number} is not valid: {why}", _REPAIR, ERROR)
    seen: dict[tuple[str, str], _Place] = {}
    keys: dict[str, _Place] = {}
    for place, record in _all_records(files):
        right = _home(record)
        if right != place.file:
            problem = f"{place.table} {place.number} ('{record.id}') belongs in {right or 'no file'}"
            yield Finding(place.file, problem, "`standup doctor --repair` moves it there", ERROR)
        first = seen.setdefault((place.table, record.id), place)
        if first is not place:
            problem = f"{place.table} {place.number} has the id '{record.id}' of {first}"
            yield Finding(place.file, problem, "`standup doctor --repair` keeps the later version", ERROR)
        elif isinstance(record, WorkItem) and (same := keys.setdefault(record.key.casefold(), place)) is not place:
            problem = f"{place.table} {place.number} has the key '{record.key}' of {same}"
            yield Finding(place.file, problem, "drop one of the two work items", WARNING)
    known = {record.id for place, record in _all_records({TEAM_FILE: files.get(TEAM_FILE, {})})}
    # An undone import leaves the folders of the people whom it made, with files that hold no record any more.
    owners = {owner_of(place.file) for place, _ in _all_records(files)} - {None}
    for owner in sorted({str(one) for one in owners} - known):
        advice = "`standup doctor --repair` gives the id a developer whom you can then complete"
        yield Finding(f"people/{owner}", f"'{owner}' is no developer of the team", advice, WARNING)


def _left_over(folder: Path) -> Iterator[Finding]:
    if (folder / PENDING_FILE).exists():
        advice = "nothing to do: the next change finishes it first, as `standup doctor --repair` does"
        yield Finding(PENDING_FILE, "a program was stopped while it wrote several files", advice, WARNING)
    for path in sorted(folder.rglob(".*.tmp")):
        advice = "nothing to do: the next write to that file replaces it"
        yield Finding(path.relative_to(folder).as_posix(), "a program was stopped while it wrote", advice, WARNING)


def _modes(folder: Path) -> Iterator[Finding]:
    """Files that people outside the team can read, whatever folder protects them now."""
    if os.name != "posix":
        return
    shared = modes_of(folder) == SHARED
    others = 0o007 if shared else 0o077
    letters = "o" if shared else "go"
    for path in [folder, *(folder / file for file in _data_files(folder))]:
        mode = path.stat().st_mode & 0o777
        if mode & others:
            name = "." if path == folder else path.relative_to(folder).as_posix()
            advice = f"`chmod {letters}-rwx` takes that away"
            yield Finding(name, f"others can read or write it (mode {mode:o})", advice, WARNING)


def _network(folder: Path) -> Iterator[Finding]:
    """Network file systems lie about locks and times; the kernel's list of mounts tells where there is one."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    place = folder.resolve()
    fields = [line.split() for line in lines]
    points = {Path(field[1].replace("\\040", " ")): field[2] for field in fields if len(field) >= 3}
    point = max((each for each in points if place.is_relative_to(each)), key=lambda each: len(each.parts), default=None)
    if point is not None and points[point] in _NETWORK:
        advice = "move it to a local disk: locks and file times cannot be trusted here, so changes may get lost"
        yield Finding(".", f"the folder is on a network file system ({points[point]})", advice, WARNING)
