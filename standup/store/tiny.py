"""The default store: a folder of small TinyDB files; one host, many processes."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from standup.domain.change import Change, PastChange, RecordChange
from standup.domain.records import (
    Bucket,
    ClosedWeek,
    Developer,
    PublishedWeek,
    Record,
    Team,
    Touchpoint,
    WorkItem,
)
from standup.domain.text import shown
from standup.domain.weeks import Week
from standup.store import answers, commit, layout
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
from standup.store.tables import Tables, decode_sums, decode_tables, minutes_on
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
            known = self._roster = (tables, answers.roster(tables))
        return known[1]

    def desk(self, developer: str | None) -> Desk:
        """What is open for one owner."""
        return self._read(lambda view: answers.desk(view.tables(layout.open_file(developer))))

    def closed(self, developer: str | None, year: int) -> Closed:
        """Work items and touchpoints closed in a year."""
        return self._read(lambda view: answers.closed(view.tables(layout.closed_file(developer, year))))

    def closed_years(self, developer: str | None) -> Sequence[int]:
        """The years in which the owner closed anything, latest first."""

        return self._read(lambda view: answers.closed_years(view, developer))

    def week(self, developer: str, week: Week) -> WeekRecords:
        """One developer's week."""
        return self._read(lambda view: answers.week(view.tables(layout.week_file(developer, week))))

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

        with _without_garbage_collection():
            return self._read(lambda view: answers.totals(view, developers, first, last))

    def closings(self, developers: Collection[str], first: Week, last: Week) -> Mapping[tuple[str, Week], ClosedWeek]:
        """The closings by developer and week; weeks that are not closed are absent."""

        with _without_garbage_collection():
            return self._read(lambda view: answers.closings(view, developers, first, last))

    def published(self, week: Week) -> PublishedWeek | None:
        """What was handed on of a week; None where nothing was."""
        return self._read(lambda view: answers.published(view.tables(layout.team_week_file(week))))

    def rounds(self, week: Week) -> Rounds:
        """The standup rounds of a week."""
        return self._read(lambda view: answers.rounds(view.tables(layout.team_week_file(week))))

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
            return stage(change, view.documents, _originals(view, change.of, places) if change.of else {})

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

        from standup.store.past import taken_back

        return self._read(lambda view: taken_back(view, change_id, where))

    def would_forget(self, rule: Forgetting) -> Forgotten:
        """What `forget` would do."""
        from standup.store.forgetting import rewritten

        note = Change(id="", at=datetime.min.replace(tzinfo=UTC), by="", why="", ops=())
        return self._read(lambda view: rewritten(view.all_files(), view.data, rule, note).forgotten)

    def forget(self, rule: Forgetting, note: Change) -> Forgotten:
        """Take text out of records and of past changes, entirely, durably, or not at all; see the protocol."""
        from standup.store.forgetting import rewritten

        forgotten: list[Forgotten] = []

        def staged(view: View) -> Mapping[str, bytes | None]:
            found = rewritten(view.all_files(), view.data, rule, note)
            forgotten.append(found.forgotten)
            clear_temporaries(self.folder)
            return found.contents

        self.alone(lambda: self._store(staged))
        self._work.clear()
        self._care.clear()
        return forgotten[0]

    def history(self, limit: int, developers: Collection[str | None] | None = None) -> Sequence[PastChange]:
        """The latest changes, newest first; files are read from the last written on, until older ones cannot matter."""
        from standup.store.past import history

        return self._read(lambda view: history(view, limit, developers))

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


def _originals(view: View, change_id: str, places: Iterable[str]) -> Mapping[tuple[str, str], dict[str, Any]]:
    from standup.store.past import originals_of  # logging takes nothing back

    return originals_of(view, change_id, places)
