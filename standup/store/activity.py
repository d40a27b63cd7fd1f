"""What each person's time and completed touchpoints add up to, found in the files that changed since the last look."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from standup.domain.care import Activity, Care, Completion, DayMinutes, Meeting, activity, entry_is_contact
from standup.domain.records import Bucket, Minutes, TouchpointState
from standup.domain.touchpoints import is_contact
from standup.store import layout
from standup.store.errors import UNDECODABLE
from standup.store.file_memory import FileMemory
from standup.store.files import Signature
from standup.store.tables import Format, check_format, explained
from standup.store.view import View


class Facts(Struct, array_like=True):
    """What one file says: minutes by day, time with customers, and completed touchpoints.

    Only time that counts for a touchpoint is kept one by one, since its completion may lie in another file.
    """

    days: dict[date, DayMinutes] = {}
    care: dict[str, dict[date, Care]] = {}
    meetings: list[Meeting] = []
    completions: list[Completion] = []


class _LeanEntry(Struct, gc=False):
    day: date
    minutes: Minutes
    bucket: Bucket
    work_item: str | None = None
    customer: str | None = None
    touchpoint: str | None = None
    tags: tuple[str, ...] = ()


class _LeanTouchpoint(Struct, gc=False):
    id: str
    customer: str
    state: TouchpointState = TouchpointState.OPEN
    closed_on: date | None = None
    outcome: str = ""


class _LeanFile(Struct):
    format: dict[str, Format] = {}
    time_entries: dict[str, _LeanEntry] = {}
    touchpoints: dict[str, _LeanTouchpoint] = {}


class _Known(NamedTuple):
    """What was found, and the folder's signature then; None where the folder may have changed unseen.

    Files are only ever replaced, which shows at their folder. What another program writes into a file in place shows
    once anything in the folder is replaced, or at the next start.
    """

    folder: Signature | None
    activity: Activity


class ActivityIndex:
    """Remembers the facts of each file between runs, and whole people as long as their folder is the same."""

    def __init__(self, cache_folder: Path | None, data_folder: Path) -> None:
        self._memory = FileMemory(Facts, "care", cache_folder, data_folder)
        self._people: dict[str | None, _Known] = {}

    def of(self, view: View, owner: str | None) -> Activity:
        """The activity of one owner; None is what was completed and belonged to nobody."""
        moment = time.time_ns()  # before anything is read: reading may take longer than a file system's tick
        folder = None if owner is None else view.signature(layout.folder_of(owner))
        known = self._people.get(owner)
        if known is not None and folder is not None and known.folder == folder and not view.is_pending(owner):
            return known.activity
        files = [(relative, view.signature(relative)) for relative in _files(view, owner)]
        found = self._memory.found(owner, files, lambda relative: _facts(view, relative)).values()
        days: dict[date, DayMinutes] = {}
        for facts in found:
            days.update(facts.days)  # a day lies in the one file of its week
        made = activity(
            days,
            (meeting for facts in found for meeting in facts.meetings),
            (completion for facts in found for completion in facts.completions),
            (facts.care for facts in found),
        )
        settled = folder is not None and folder.settled_by(moment) and not view.is_pending(owner)
        self._people[owner] = _Known(folder if settled else None, made)
        return made

    def clear(self) -> None:
        """Remember nothing of anybody."""
        self._memory.clear()
        self._people.clear()


def _files(view: View, owner: str | None) -> Iterator[str]:
    folder = "" if owner is None else f"{layout.folder_of(owner)}/"
    for name in sorted(view.names(folder.rstrip("/"))):
        is_week = owner is not None and layout.week_of(name) is not None  # the team's week holds no time
        if is_week or layout.closed_year_of(name) is not None:
            yield f"{folder}{name}"


def _facts(view: View, relative: str) -> Facts:
    """What a file of a week or of a year says; raises DamagedFileError or NewerFormatError."""
    data = view.data(relative)
    if data is None:
        return Facts()
    try:
        lean = _decoder().decode(data)
    except UNDECODABLE as error:
        raise explained(data, view.folder / relative, error) from error
    check_format(lean.format, view.folder / relative)
    days: dict[date, DayMinutes] = {}
    facts = Facts(days, {}, [], [])
    for entry in lean.time_entries.values():
        production, customer, other = days.get(entry.day, _NO_MINUTES)
        match entry.bucket:
            case Bucket.PRODUCTION:
                production += entry.minutes
            case Bucket.CUSTOMER:
                customer += entry.minutes
                if entry.customer:
                    _add_meeting(facts, entry.customer, entry)
            case Bucket.OTHER:
                other += entry.minutes
        days[entry.day] = DayMinutes(production, customer, other)
    for one in lean.touchpoints.values():
        if one.state is TouchpointState.DONE and one.closed_on is not None:
            facts.completions.append(Completion(one.id, one.customer, one.closed_on, is_contact(one.outcome)))
    return facts


def _add_meeting(facts: Facts, customer: str, entry: _LeanEntry) -> None:
    counts = entry_is_contact(entry)
    if entry.touchpoint is not None:
        facts.meetings.append(Meeting(customer, entry.day, entry.minutes, counts, entry.touchpoint))
        return
    by_day = facts.care.setdefault(customer, {})
    by_day[entry.day] = by_day.get(entry.day, Care()).plus(entry.minutes, int(counts))


_NO_MINUTES = DayMinutes()


@cache
def _decoder() -> msgspec.json.Decoder[_LeanFile]:
    """Made at the first use: most commands never look at customers."""
    return msgspec.json.Decoder(_LeanFile)
