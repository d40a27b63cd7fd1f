"""What is read of past changes: the history, and how a change is taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Any

from standup.domain.change import PastChange
from standup.domain.forgetting import ForgottenError
from standup.domain.records import Record
from standup.store.layout import TABLES
from standup.store.parts import inverse, originals, past_changes
from standup.store.protocol import TakenBack
from standup.store.tables import Part
from standup.store.view import View


def taken_back(view: View, change_id: str, where: Sequence[str]) -> TakenBack | None:
    """The operations that take a change back; None where no file of `where` keeps it.

    Raises Conflict where a record is no longer what that change left, and ForgottenError where it lost text.
    """
    parts = _unforgotten(view, change_id, where)
    if not parts:
        return None
    places = {place for part in parts for place in part.files}
    if not places <= set(where):
        parts = _unforgotten(view, change_id, sorted(places))
    search = _Search(view, places)
    return inverse(parts, search.find, search.blame)


def originals_of(view: View, change_id: str, places: Iterable[str]) -> Mapping[tuple[str, str], dict[str, Any]]:
    """The documents that a change altered or removed, as they were; raises ForgottenError where one lost text."""
    return originals(_unforgotten(view, change_id, places))


def history(view: View, limit: int, developers: Collection[str | None] | None) -> list[PastChange]:
    """The latest changes, newest first; files are read from the last written on, until older ones cannot matter."""
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


def _unforgotten(view: View, change_id: str, places: Iterable[str]) -> list[Part]:
    """The parts of a change that can be taken back; raises ForgottenError."""
    parts = [part for place in places for part in view.parts_of(change_id, place)]
    if any(part.forgotten for part in parts):
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
        table = TABLES[kind]
        found = ([part for part in self._view.parts(file) if part.mentions(table, record_id)] for file in self._files)
        # Within a file the order is that of writing, which holds also where a clock was put back.
        return max((parts[-1] for parts in found if parts), key=lambda part: (part.at, part.id), default=None)

    def _in_file(self, kind: type[Record], file: str) -> dict[str, Record]:
        if (kind, file) not in self._known:
            self._known[kind, file] = {record.id: record for record in self._view.tables(file).of(kind).values()}
        return self._known[kind, file]
