"""What fills a day: the rest of its time, and the recurring entries that are not logged on it yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from standup.domain.errors import UsageError
from standup.domain.logline import EntryDraft
from standup.domain.logline.grammar import Kind, scan
from standup.domain.records import TimeEntry
from standup.domain.text import shown
from standup.domain.weeks import WEEKDAYS

EXAMPLE = "15m ~ daily standup"


def rest(available: int | None, logged: int) -> int:
    """Minutes of a day that are not logged, never below zero; none where its hours are unknown."""
    return 0 if available is None else max(0, available - logged)


def day_word(day: date, today: date) -> str:
    """The shortest way to begin a log line of a day gone by: nothing for today, `fri` within a week, else the date."""
    back = (today - day).days
    if not back:
        return ""
    return WEEKDAYS[day.weekday()].lower() if 0 < back < 7 else day.isoformat()


def still_due(
    recurring: Sequence[tuple[EntryDraft, ...]], entries: Sequence[TimeEntry]
) -> list[tuple[EntryDraft, ...]]:
    """The recurring entries, one line's drafts each, that the entries of their day do not hold yet.

    An entry stands for a draft of the same bucket, work item, customer and note, however long it took; one that
    is due twice a day is there twice.
    """
    there = [_what(entry) for entry in entries]
    due = []
    for drafts in recurring:
        wanted = [_what(draft) for draft in drafts]
        if all(there.count(what) >= wanted.count(what) for what in wanted):
            for what in wanted:
                there.remove(what)
        else:
            due.append(drafts)
    return due


def _what(one: EntryDraft | TimeEntry) -> tuple[object, ...]:
    return one.bucket, one.work_item, one.customer, " ".join(one.note.casefold().split())


def check_recurring(text: str) -> None:
    """Raise UsageError where a line cannot recur: it needs a duration and a bucket, and has no day and nobody else.

    Names are not looked up: whoever checks a config file has no team at hand.
    """
    found = scan(text)
    if wrong := found.all(Kind.DAY, Kind.EXACT, Kind.WHO, Kind.NEXT, Kind.CLOCK):
        part = wrong[0]
        raise UsageError(f"a recurring entry takes no {part.kind.value}: '{shown(text[part.start : part.end])}'")
    if len(found.all(Kind.DURATION, Kind.RANGE)) != 1:
        raise UsageError(f"'{shown(text)}' needs one duration; write it as {EXAMPLE}")
    if not found.all(Kind.WORK, Kind.CUSTOMER, Kind.OTHER):
        raise UsageError(f"'{shown(text)}' needs a #work item, a @customer or ~ for other; write it as {EXAMPLE}")
