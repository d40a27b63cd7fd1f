"""Work items of other programs: what a row says, and what becomes of the work item here, told three ways.

What the source said last is kept as a digest for each field. So a change there is told from an edit here, and where
both happened neither is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from standup.domain.errors import UsageError
from standup.domain.records import WorkItem, WorkState
from standup.domain.text import shown, storable
from standup.domain.time_import import fold

FIELDS = ("title", "state", "developer", "estimate", "due_on", "customer")
"""What an import says of a work item; the rest is ours."""
LONGEST_TITLE = 1000
"""Characters."""


class SourceWork(Struct, frozen=True, kw_only=True):
    """One work item as its source tells it; what is None or empty was not said, unless `said` names its field."""

    line: int
    key: str
    source_key: str
    """What the source itself calls it, the same at every export."""
    title: str
    said: frozenset[str]
    """The fields of `FIELDS` of which the row says something, if only that there is nothing."""
    state: str = ""
    category: str = ""
    resolution: str = ""
    assignees: tuple[str, ...] = ()
    """Names and addresses, the first choice first."""
    estimate: int | None = None
    """Minutes."""
    due_on: date | None = None
    closed_on: date | None = None
    started_on: date | None = None
    created_on: date | None = None
    labels: tuple[str, ...] = ()
    customer: str = ""
    troubles: tuple[str, ...] = ()
    """What of the row could not be read, and was left out."""


class Wanted(NamedTuple):
    """What the work item should be: a value for each field that was said, and the days that go with them."""

    key: str
    source_id: str
    values: Mapping[str, Any]
    created_on: date
    state_since: date


class Merged(NamedTuple):
    """The work item after an import, None where nothing is to be written, and what both sides changed."""

    item: WorkItem | None
    updated: bool = False
    """Whether a field that people see was altered."""
    clashes: tuple[str, ...] = ()
    """Fields that were edited here and changed there; ours are kept."""
    dropped: bool = False
    """Whether it was dropped here, and stays so."""


class States:
    """Says which state of ours a foreign one is, by its name: rules first, then what states are usually called."""

    def __init__(self, known: Mapping[str, Iterable[str]], rules: Mapping[str, WorkState]) -> None:
        self._by_name = {_plain(name): WorkState(state) for state, names in known.items() for name in names}
        self._by_name |= {_plain(name): state for name, state in rules.items()}

    def of(self, row: SourceWork) -> WorkState | None:
        """The state of a row; None for one that nobody knows. Without a state, a closing date says that it is done."""
        if not row.state and not row.category:
            return WorkState.TODO if row.closed_on is None else self._closed(row)
        found = self._by_name.get(_plain(row.state)) or self._by_name.get(_plain(row.category))
        return self._closed(row) if found is WorkState.DONE else found

    def _closed(self, row: SourceWork) -> WorkState:
        why = self._by_name.get(_plain(row.resolution))
        return WorkState.DROPPED if why is WorkState.DROPPED else WorkState.DONE


def _plain(name: str) -> str:
    return fold(name.replace("_", " ").replace("’", "'"))


def parse_state_rule(text: str, state_of: Callable[[str], WorkState]) -> tuple[str, WorkState]:
    """Read `In Review=doing`: a foreign state and the one that it is here; raises UsageError."""
    name, equals, ours = text.rpartition("=")
    if not (equals and name.strip() and ours.strip()):
        raise UsageError(f"'{shown(text)}' says no state; write --state 'In Review=doing'")
    return name.strip(), state_of(ours)


def new_item(wanted: Wanted, record_id: str) -> WorkItem:
    """The work item that a row makes."""
    return WorkItem(
        id=record_id,
        key=wanted.key,
        created_on=wanted.created_on,
        state_since=wanted.state_since,
        source_id=wanted.source_id,
        source_said=tuple(f"{field}={_digest(value)}" for field, value in wanted.values.items()),
        **wanted.values,
    )


def merged(item: WorkItem, wanted: Wanted, *, theirs: bool) -> Merged:
    """The stored work item with what its source changed; what was edited here stays, unless `theirs`."""
    before = dict(text.split("=", 1) for text in item.source_said)
    if _is_dropped_here(item, before) and not theirs and wanted.values.get("state") is not WorkState.DROPPED:
        return Merged(None, dropped=True)
    said = dict(before)
    changes: dict[str, Any] = {}
    clashes = []
    for field, value in wanted.values.items():
        ours, now = getattr(item, field), _digest(value)
        if ours == value:
            said[field] = now
        elif now == before.get(field) and not theirs:
            continue
        elif theirs or _digest(ours) == before.get(field) or (field not in before and _is_untouched(item, field)):
            changes[field] = value
            said[field] = now
        else:
            clashes.append(field)
    if "state" in changes:
        changes["state_since"] = wanted.state_since
        changes["blocker"] = ""
    digests = tuple(f"{field}={said[field]}" for field in FIELDS if field in said)
    if not changes and digests == item.source_said and item.source_id == wanted.source_id:
        return Merged(None, clashes=tuple(clashes))
    later = replace(item, version=item.version + 1, source_id=wanted.source_id, source_said=digests, **changes)
    return Merged(later, bool(changes), tuple(clashes))


def _is_dropped_here(item: WorkItem, before: Mapping[str, str]) -> bool:
    return item.state is WorkState.DROPPED and "state" in before and before["state"] != _digest(WorkState.DROPPED)


def _is_untouched(item: WorkItem, field: str) -> bool:
    """Whether nobody said anything of a field that the source had not told before."""
    ours = getattr(item, field)
    return ours is None or (field == "state" and ours is WorkState.TODO and bool(item.source_said))


def _digest(value: Any) -> str:
    return blake2b(storable(str(value)).encode(), digest_size=6).hexdigest()


class Prefix:
    """Makes keys of issues that have numbers only: by the prefix that was given, or the name of their repository."""

    def __init__(self, given: str = "") -> None:
        self._given = given.strip().rstrip("-")

    def key(self, number: str, url: str) -> tuple[str, str] | None:
        """The key and what the source calls the issue; None where there is neither a prefix nor a repository."""
        match = _ISSUE.search(url)
        name = self._given or (match[2] if match else "")
        if not name:
            return None
        return f"{name}-{number}", f"{match[1]}/{match[2]}#{number}" if match else f"{name}-{number}"


_ISSUE = re.compile(r"([\w.-]{1,100})/([\w.-]{1,100})/(?:issues|pull)/[0-9]+")


def matched(names: Sequence[str], known: Mapping[str, str]) -> str | None:
    """The first of the names that is known, whatever its case."""
    return next((found for name in names if (found := known.get(fold(name)))), None)
