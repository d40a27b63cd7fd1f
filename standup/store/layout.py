"""Where records live: with their owner; open things in one small file, closed ones by year, days by week.

The one module that knows the names of files, folders and tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from standup.domain.records import (
    Blocker,
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
from standup.domain.weeks import Week
from standup.store.errors import StoreError

VERSION = 1
"""Of the files' format; readers refuse a greater one."""

TEAM_FILE = "team.json"
GENERATION_FILE = "generation"
PENDING_FILE = "pending.json"
LOCK_FILE = ".lock"
PEOPLE = "people"
CHANGES = "changes"
FORMAT = "format"

TABLES: dict[type[Record], str] = {
    Team: "team",
    Developer: "developers",
    Customer: "customers",
    WorkItem: "work_items",
    Touchpoint: "touchpoints",
    Timer: "timers",
    Leave: "leave",
    TimeEntry: "time_entries",
    ClosedWeek: "closed_weeks",
    PublishedWeek: "published_weeks",
    DutyWeek: "duty_weeks",
    Tombstone: "tombstones",
    CheckIn: "check_ins",
    Blocker: "blockers",
    Round: "rounds",
    RoundNote: "round_notes",
}
KINDS: dict[str, type[Record]] = {table: kind for kind, table in TABLES.items()}

# Compiled when they are first needed: logging needs none of them.
_DEVELOPER = r"[a-z0-9][a-z0-9-]{0,99}"
_WEEK_NAME = r"(\d{4}-W\d{2})\.json"
_CLOSED_NAME = r"closed-(\d{4})\.json"
_CHANGES_NAME = r"changes-(\d{4})\.json"
_OWN = r"open\.json|\d{4}-W\d{2}\.json"
_YEARLY = r"(?:closed|changes)-\d{4}\.json"
_DATA_FILE = rf"team\.json|{_WEEK_NAME}|{_YEARLY}|{PEOPLE}/{_DEVELOPER}/(?:{_OWN}|{_YEARLY})"
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def home(record: Record) -> str:
    """The file in which a record lives, relative to the data folder, with `/` between its parts.

    Raises StoreError where the record's developer or week cannot name a file.
    """
    match record:
        case WorkItem() | Touchpoint():
            return open_file(record.developer) if record.state.is_open else _closed_home(record)
        case Timer() | Leave():
            return open_file(record.developer)
        case Blocker():
            on = record.resolved_on
            return open_file(record.developer) if on is None else closed_file(record.developer, on.year)
        case TimeEntry() | Tombstone() | CheckIn():
            return week_file(record.developer, Week.of(record.day))
        case ClosedWeek():
            return f"{folder_of(record.developer)}/{_named_week(record.week, 'closing')}"
        case Round() | RoundNote():
            return team_week_file(Week.of(record.day))
        case PublishedWeek():
            return _named_week(record.week, "summary")
        case Team() | Developer() | Customer() | DutyWeek():
            return TEAM_FILE
    raise TypeError(f"no home for {type(record).__name__}")


def _named_week(week: str, what: str) -> str:
    name = f"{week}.json"
    if not re.fullmatch(_WEEK_NAME, name):
        raise StoreError(f"'{week}' names no week, so no file can hold its {what}")
    return name


def _closed_home(record: WorkItem | Touchpoint) -> str:
    day: date = record.closed_on or record.created_on
    return closed_file(record.developer, day.year)


def folder_of(developer: str) -> str:
    """The folder of one developer; raises StoreError for an id that must not become a path."""
    if not 1 <= len(developer) <= 100 or developer[0] == "-" or not _LETTERS.issuperset(developer):
        raise StoreError(f"'{developer}' cannot be a developer's id; ids have small letters, digits and dashes")
    return f"{PEOPLE}/{developer}"


def owner_of(relative: str) -> str | None:
    """The developer whose file this is, or None for a file of nobody."""
    parts = relative.split("/")
    return parts[1] if len(parts) == 3 and parts[0] == PEOPLE else None


def open_file(developer: str | None) -> str:
    """Where the open things of an owner are."""
    return TEAM_FILE if developer is None else f"{folder_of(developer)}/open.json"


def closed_file(developer: str | None, year: int) -> str:
    """Where the things are that an owner closed in a year."""
    name = f"closed-{year:04}.json"
    return name if developer is None else f"{folder_of(developer)}/{name}"


def week_file(developer: str, week: Week) -> str:
    """Where a developer's week is."""
    return f"{folder_of(developer)}/{week}.json"


def team_week_file(week: Week) -> str:
    """Where the team's own records of a week are."""
    return f"{week}.json"


def grows_for_ever(relative: str) -> bool:
    """Whether a file is altered for as long as the team exists, so that its changes have to move out some day."""
    return relative == TEAM_FILE or relative.endswith("/open.json")


def old_changes_file(beside: str, year: int) -> str:
    """Where old changes go when the file that held them has too many."""
    folder, _, _ = beside.rpartition("/")
    name = f"changes-{year:04}.json"
    return f"{folder}/{name}" if folder else name


@cache  # a team's developers share the names of their weeks; there are no more of them than weeks
def week_of(name: str) -> Week | None:
    """The week whose file has this name, or None for any other file."""
    return Week(int(name[:4]), int(name[6:8])) if re.fullmatch(_WEEK_NAME, name) else None


def closed_year_of(name: str) -> int | None:
    """The year whose closed things a file of this name holds, or None for any other file."""
    match = re.fullmatch(_CLOSED_NAME, name)
    return int(match[1]) if match else None


def old_changes(names: Iterable[str]) -> list[str]:
    """Those names that hold old changes, latest first."""
    return sorted((name for name in names if re.fullmatch(_CHANGES_NAME, name)), reverse=True)


def year_of_changes(name: str) -> int:
    """The year of a file of old changes; 0 for any other file."""
    match = re.fullmatch(_CHANGES_NAME, name)
    return int(match[1]) if match else 0


def may_hold_work(relative: str) -> bool:
    """Whether work items and touchpoints can lie in a file."""
    return grows_for_ever(relative) or closed_year_of(relative.rpartition("/")[2]) is not None


def is_data_file(relative: str) -> bool:
    """Whether a path within the data folder is one that a store writes records to."""
    return re.fullmatch(_DATA_FILE, relative) is not None
