"""The default store: a folder of small TinyDB files; one host, many processes."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from standup.domain.change import Change, PastChange, RecordChange
from standup.domain.records import (
    Blocker,
    Bucket,
    CheckIn,
    ClosedWeek,
    Customer,
    Developer,
    DutyWeek,
    Leave,
    PublishedWeek,
    Record,
    Round,
    RoundNote,
    Team,
    TimeEntry,
    Timer,
    Tombstone,
    Touchpoint,
    WorkItem,
)
from standup.domain.text import shown
from standup.domain.weeks import Week, weeks_between
from standup.store import commit, layout
from standup.store.errors import DataFolderError, no_data_folder, told
from standup.store.file_memory import FileMemory
from standup.store.files import (
    PRIVATE,
    Modes,
    ReadCache,
    clear_temporaries,
    make_folder,
    modes_of,
    replace,
    signature,
)
from standup.store.lock import locked
from standup.store.parts import inverse, originals, past_changes
from standup.store.protocol import (
    Closed,
    Desk,
    Document,
    Forgotten,
    Receipt,
    Roster,
    Rounds,
    TakenBack,
    WeekRecords,
)
from standup.store.tables import Part, Tables, decode_sums, decode_tables, minutes_on
from standup.store.view import Caches, View
from standup.store.watch import FolderWatch

if TYPE_CHECKING:
    from standup.domain.care import Activity
    from standup.domain.forgetting import Forgetting
    from standup.store.activity import ActivityIndex

T = TypeVar("T")
R = TypeVar("R", bound=Record)

_KEPT_FILES, _KEPT_SUMS = 256, 16_384
_FEW_WEEKS = 30


class _Shared(threading.local):
    """What the calls within `together` and `alone` share, in this thread."""

    view: View | None = None
    """The one state that they look at."""
    modes: Modes | None = None
    """Those of new files, while the lock is held."""


class TinyStore:
    """Implements `standup.store.protocol.Store` on a local data folder; see docs/architecture.md for its files."""

    def __init__(self, folder: Path, *, cache_folder: Path | None = None) -> None:
        self.folder = folder
        self._lock = folder / layout.LOCK_FILE
        self._team = str(folder / layout.TEAM_FILE)
        self._caches = Caches(ReadCache(decode_tables, _KEPT_FILES), ReadCache(decode_sums, _KEPT_SUMS))
        self._work = FileMemory(dict[str, int], "work", cache_folder, folder)
        self._cache_folder = cache_folder
        self._shared = _Shared()
        self._where: tuple[Change, tuple[str, ...]] | None = None
        """The change that was last asked about, which is the one to be written."""
        self._roster: tuple[Tables, Roster] | None = None
        """The roster, and the tables that it was made of: as long as the cache has the same, it need not be made."""

    @cached_property
    def _care(self) -> ActivityIndex:
        from standup.store.activity import ActivityIndex  # logging never looks at customers

        return ActivityIndex(self._cache_folder, self.folder)

    @classmethod
    def open(cls, folder: Path, *, cache_folder: Path | None = None) -> TinyStore:
        """The store in a folder; raises StoreError, naming `standup init`, where the folder holds no team."""
        with told(folder, "read"):
            if not (folder / layout.TEAM_FILE).is_file():
                raise no_data_folder(folder)
        return cls(folder, cache_folder=cache_folder)

    @classmethod
    def create(
        cls, folder: Path, team: Team, developers: Iterable[Developer] = (), *, cache_folder: Path | None = None
    ) -> TinyStore:
        """A new data folder with a team and its first developers, whom no undo can take away.

        Raises StoreError where the folder holds a team or cannot be written.
        """
        from standup.store.staging import new_file

        with told(folder):
            folder.parent.mkdir(parents=True, exist_ok=True)
            make_folder(folder, PRIVATE.folder)
            modes = modes_of(folder)
            with locked(folder / layout.LOCK_FILE, mode=modes.file):
                if (folder / layout.TEAM_FILE).exists():
                    raise DataFolderError(
                        f"{shown(str(folder))} already holds a team; `standup join` makes you part of it"
                    )
                make_folder(folder / layout.PEOPLE, modes.folder)
                replace(folder / layout.TEAM_FILE, new_file([team, *developers]), modes.file)
        return cls(folder, cache_folder=cache_folder)

    @classmethod
    def scratch(cls, folder: Path, records: Iterable[Record]) -> TinyStore:
        """A store with these records in an empty folder that is thrown away at the end.

        They are not forced to the disk, which would take most of the time; what is written later is, as always.
        """
        from standup.store.staging import new_file

        files: dict[str, list[Record]] = {}
        for record in records:
            files.setdefault(layout.home(record), []).append(record)
        with told(folder):
            for relative, of_file in files.items():
                path = folder / relative
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(new_file(of_file))
        return cls(folder)

    def together(self, read: Callable[[], T]) -> T:
        """What `read` gives when all its calls of this store see one state."""
        if self._shared.view is not None:
            return read()

        def shared(seen: commit.Snapshot) -> T:
            self._shared.view = View(self.folder, seen, self._caches)
            try:
                return read()
            finally:
                self._shared.view = None

        with told(self.folder, "read"):
            return commit.consistently(self.folder, shared, self._alone)

    def alone(self, act: Callable[[], T]) -> T:
        """What `act` gives while this process holds the lock, with nothing pending."""
        if self._shared.modes is not None:
            return act()
        with told(self.folder), self._alone() as (view, modes):
            self._shared.view, self._shared.modes = view, modes
            try:
                return act()
            finally:
                self._shared.view = self._shared.modes = None

    def roster(self) -> Roster:
        """The team, its developers and its customers."""
        tables = self._read(lambda view: view.tables_if_any(layout.TEAM_FILE))
        if tables is None:
            raise no_data_folder(self.folder)
        known = self._roster
        if known is None or known[0] is not tables:
            known = self._roster = (tables, _roster(tables))
        return known[1]

    def desk(self, developer: str | None) -> Desk:
        """What is open for one owner."""
        return self._read(lambda view: _desk(view.tables(layout.open_file(developer))))

    def closed(self, developer: str | None, year: int) -> Closed:
        """Work items and touchpoints closed in a year."""
        tables = self._read(lambda view: view.tables(layout.closed_file(developer, year)))
        return Closed(_sorted(tables.of(WorkItem)), _sorted(tables.of(Touchpoint)), _sorted(tables.of(Blocker)))

    def closed_years(self, developer: str | None) -> Sequence[int]:
        """The years in which the owner closed anything, latest first."""

        def read(view: View) -> list[int]:
            names = view.names("" if developer is None else layout.folder_of(developer))
            years = [year for year in map(layout.closed_year_of, names) if year is not None]
            return [year for year in sorted(years, reverse=True) if _has_work(view, developer, year)]

        return self._read(read)

    def week(self, developer: str, week: Week) -> WeekRecords:
        """One developer's week."""
        tables = self._read(lambda view: view.tables(layout.week_file(developer, week)))
        closed = _sorted(tables.of(ClosedWeek))
        return WeekRecords(
            _sorted(tables.of(TimeEntry)),
            closed[-1] if closed else None,
            _sorted(tables.of(Tombstone)),
            _sorted(tables.of(CheckIn)),
        )

    def minutes_on(self, developer: str, day: date) -> int:
        """What one developer logged on one day."""
        relative = layout.week_file(developer, Week.of(day))
        documents = self._read(lambda view: view.documents(relative))
        return 0 if documents is None else minutes_on(day, documents, f"{self.folder}{os.sep}{relative}")

    def is_closed(self, developer: str, week: Week) -> bool:
        """Whether the developer has closed the week."""
        documents = self._read(lambda view: view.documents(layout.week_file(developer, week)))
        return documents is not None and bool(documents.tables.get(layout.TABLES[ClosedWeek]))

    def weeks(self, developer: str) -> Sequence[Week]:
        """The weeks in which the developer has any record, in time order."""

        def read(view: View) -> list[Week]:
            return [week for week, relative in view.weeks(developer) if view.sums(relative).records]

        with _without_garbage_collection():
            return self._read(read)

    def totals(
        self, developers: Collection[str], first: Week, last: Week
    ) -> Mapping[tuple[str, Week], Mapping[Bucket, int]]:
        """Minutes per bucket, by developer and week; weeks without an entry are absent."""

        def read(view: View) -> dict[tuple[str, Week], Mapping[Bucket, int]]:
            found: dict[tuple[str, Week], Mapping[Bucket, int]] = {}
            for developer in developers:
                for week, relative in _weeks_between(view, developer, first, last):
                    if buckets := view.sums(relative).buckets:
                        found[developer, week] = buckets
            return found

        with _without_garbage_collection():
            return self._read(read)

    def closings(self, developers: Collection[str], first: Week, last: Week) -> Mapping[tuple[str, Week], ClosedWeek]:
        """The closings by developer and week; weeks that are not closed are absent."""

        def read(view: View) -> dict[tuple[str, Week], ClosedWeek]:
            files = [(one, *found) for one in developers for found in _weeks_between(view, one, first, last)]
            sums = [(developer, week, view.sums(relative)) for developer, week, relative in files]
            return {(developer, week): one.closed for developer, week, one in sums if one.closed is not None}

        with _without_garbage_collection():
            return self._read(read)

    def published(self, week: Week) -> PublishedWeek | None:
        """What was handed on of a week; None where nothing was."""
        tables = self._read(lambda view: view.tables(layout.team_week_file(week)))
        found = _sorted(tables.of(PublishedWeek))
        return found[-1] if found else None

    def rounds(self, week: Week) -> Rounds:
        """The standup rounds of a week."""
        tables = self._read(lambda view: view.tables(layout.team_week_file(week)))
        return Rounds(_sorted(tables.of(Round)), _sorted(tables.of(RoundNote)))

    def work_totals(self, developer: str) -> Mapping[str, int]:
        """Minutes that the developer ever logged, by work item key; cheap after the first call."""

        def read(view: View) -> Mapping[str, int]:
            files = [(relative, view.signature(relative)) for _, relative in view.weeks(developer)]
            totals: dict[str, int] = {}
            for sums in self._work.found(developer, files, view.work).values():
                for key, minutes in sums.items():
                    totals[key] = totals.get(key, 0) + minutes
            return totals

        with _without_garbage_collection():
            return self._read(read)

    def activity(self, owner: str | None) -> Activity:
        """What one developer's time and completed touchpoints add up to, over all time; cheap after the first call."""
        with _without_garbage_collection():
            return self._read(lambda view: self._care.of(view, owner))

    def documents(self, weeks_of: Collection[str] | None = None) -> Mapping[type[Record], Sequence[Document]]:
        """All records by kind, in the order of their ids; with `weeks_of`, of weeks only those of these developers."""
        from standup.store.documents import documents

        with _without_garbage_collection():
            return self._read(lambda view: documents(view, weeks_of))

    def where(self, change: Change) -> tuple[str, ...]:
        """The files in which the parts of the change would lie."""
        from standup.store.staging import where

        known = self._where
        if known is None or known[0] is not change:
            known = self._where = (change, where(change))
        return known[1]

    def write(self, change: Change) -> Receipt:
        """Apply a change entirely, durably, or not at all; raises Conflict where a `before` is not what is stored."""
        from standup.store.staging import stage

        places = self.where(change)
        if not places:
            raise ValueError("a change needs an operation")

        def staged(view: View) -> Mapping[str, bytes]:
            old = originals(self._unforgotten(view, change.of, places)) if change.of else {}
            return stage(change, view.documents, old)

        self.alone(lambda: self._store(staged))
        return Receipt(change.id, places)

    def _store(self, staged: Callable[[View], Mapping[str, bytes | None]]) -> None:
        """Put in place what is staged from the one state that this process alone may alter."""
        modes = self._shared.modes
        if modes is None:
            raise RuntimeError("only who holds the lock may write")
        view = self._shared.view or self._settled(modes)
        contents = staged(view)
        self._shared.view = None  # it shows what was there before
        if contents:
            commit.store(self.folder, contents, view.generation, modes)

    def taken_back(self, change_id: str, where: Sequence[str]) -> TakenBack | None:
        """The operations that take a change back; None where the store never applied it.

        Raises Conflict where a record is no longer what that change left, and ForgottenError where it lost text.
        """

        def read(view: View) -> TakenBack | None:
            parts = self._unforgotten(view, change_id, where)
            if not parts:
                return None
            places = {place for part in parts for place in part.files}
            if not places <= set(where):
                parts = self._unforgotten(view, change_id, sorted(places))
            search = _Search(view, places)
            return inverse(parts, search.find, search.blame)

        return self._read(read)

    def would_forget(self, rule: Forgetting) -> Forgotten:
        """What `forget` would do."""
        from standup.store.forgetting import rewritten

        note = Change(id="", at=datetime.min.replace(tzinfo=UTC), by="", why="", ops=())
        return self._read(lambda view: rewritten(_all_files(view), view.data, rule, note).forgotten)

    def forget(self, rule: Forgetting, note: Change) -> Forgotten:
        """Take text out of records and of past changes, entirely, durably, or not at all; see the protocol."""
        from standup.store.forgetting import rewritten

        forgotten: list[Forgotten] = []

        def staged(view: View) -> Mapping[str, bytes | None]:
            found = rewritten(_all_files(view), view.data, rule, note)
            forgotten.append(found.forgotten)
            clear_temporaries(self.folder)
            return found.contents

        self.alone(lambda: self._store(staged))
        self._work.clear()
        self._care.clear()
        return forgotten[0]

    def history(self, limit: int, developers: Collection[str | None] | None = None) -> Sequence[PastChange]:
        """The latest changes, newest first; files are read from the last written on, until older ones cannot matter."""

        from heapq import nlargest

        def read(view: View) -> list[PastChange]:
            owners = [None, *view.people()] if developers is None else developers
            files = [(view.written(file), file) for owner in owners for file in view.files_of(owner)]
            parts: dict[str, list[Part]] = {}
            ahead = 0.0  # seconds by which a clock that dated changes goes before the one that dated the files
            for written, file in sorted(files, reverse=True):
                newest = nlargest(limit, (same[0].at.timestamp() for same in parts.values()))
                if len(newest) == limit and (limit == 0 or newest[-1] > written + ahead):
                    break
                for part in view.parts(file):
                    parts.setdefault(part.id, []).append(part)
                    ahead = max(ahead, part.at.timestamp() - written)
            return past_changes(parts.values())[:limit]

        return self._read(read)

    def record_history(self, record: WorkItem | Touchpoint) -> Sequence[RecordChange]:
        """The changes that did anything to this record, newest first; only the places where it lay are read."""
        from standup.store.record_history import record_history

        return self._read(lambda view: record_history(view, record))

    def watch(self) -> FolderWatch:
        """A watch that tells whether anything changed since it was last asked."""
        return FolderWatch(self.folder)

    @contextmanager
    def _alone(self) -> Iterator[tuple[View, Modes]]:
        """Hold the lock, with nothing pending: what is there then, and the modes of what is written."""
        modes = modes_of(self.folder)
        with locked(self._lock, mode=modes.file):
            if signature(self._team) is None:
                raise no_data_folder(self.folder)
            yield self._settled(modes), modes

    def _settled(self, modes: Modes) -> View:
        """The state that the holder of the lock sees, once nothing is pending."""
        return View(self.folder, commit.Snapshot(commit.finish(self.folder, modes), None, {}), self._caches)

    def _read(self, read: Callable[[View], T]) -> T:
        if self._shared.view is not None:
            return read(self._shared.view)
        with told(self.folder, "read"):
            return commit.consistently(
                self.folder, lambda seen: read(View(self.folder, seen, self._caches)), self._alone
            )

    def _parts(self, view: View, change_id: str, places: Iterable[str]) -> list[Part]:
        return [part for place in places for part in view.parts_of(change_id, place)]

    def _unforgotten(self, view: View, change_id: str, places: Iterable[str]) -> list[Part]:
        """The parts of a change that can be taken back; raises ForgottenError."""
        parts = self._parts(view, change_id, places)
        if any(part.forgotten for part in parts):
            from standup.domain.forgetting import ForgottenError

            raise ForgottenError
        return parts


class _Search:
    """Looks for records in the files of one change first, then where later changes put them."""

    def __init__(self, view: View, files: Iterable[str]) -> None:
        self._view = view
        self._files = sorted(files)
        self._known: dict[tuple[type[Record], str], dict[str, Record]] = {}

    def find(self, kind: type[Record], record_id: str) -> Record | None:
        """The record as it is now."""
        for file in self._files:
            if found := self._in_file(kind, file).get(record_id):
                return found
        latest = self.blame(kind, record_id)
        for file in latest.files if latest is not None else ():
            if found := self._in_file(kind, file).get(record_id):
                return found
        return None

    def blame(self, kind: type[Record], record_id: str) -> Part | None:
        """The latest change that did anything to the record in these files."""
        table = layout.TABLES[kind]
        found = ([part for part in self._view.parts(file) if part.mentions(table, record_id)] for file in self._files)
        # Within a file the order is that of writing, which holds also where a clock was put back.
        return max((parts[-1] for parts in found if parts), key=lambda part: (part.at, part.id), default=None)

    def _in_file(self, kind: type[Record], file: str) -> dict[str, Record]:
        if (kind, file) not in self._known:
            self._known[kind, file] = {record.id: record for record in self._view.tables(file).of(kind).values()}
        return self._known[kind, file]


def _roster(tables: Tables) -> Roster:
    teams = _sorted(tables.of(Team))
    developers, customers = _sorted(tables.of(Developer)), _sorted(tables.of(Customer))
    return Roster(
        teams[0] if teams else Team(),
        {developer.id: developer for developer in developers},
        {customer.id: customer for customer in customers},
        {duty.week: duty for duty in tables.of(DutyWeek).values()},
    )


def _desk(tables: Tables) -> Desk:
    timers = _sorted(tables.of(Timer))
    return Desk(
        _sorted(tables.of(WorkItem)),
        _sorted(tables.of(Touchpoint)),
        _sorted(tables.of(Leave)),
        timers[0] if timers else None,
        _sorted(tables.of(Blocker)),
    )


def _has_work(view: View, developer: str | None, year: int) -> bool:
    tables = view.tables(layout.closed_file(developer, year))
    return bool(tables.work_items or tables.touchpoints or tables.blockers)


def _weeks_between(view: View, developer: str, first: Week, last: Week) -> list[tuple[Week, str]]:
    """Those weeks of a developer that may have a file; few weeks are tried without looking at the whole folder."""
    if (last.monday - first.monday).days < 7 * _FEW_WEEKS:
        return [(week, layout.week_file(developer, week)) for week in weeks_between(first, last)]
    return [(week, relative) for week, relative in view.weeks(developer) if first <= week <= last]


def _all_files(view: View) -> list[str]:
    """Every data file of everybody and of nobody."""
    return [file for owner in (None, *view.people()) for file in view.files_of(owner)]


def _sorted(documents: Mapping[str, R]) -> list[R]:
    return sorted(documents.values(), key=attrgetter("id"))


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Decoding thousands of files makes many objects and no garbage; looking for it would cost a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
