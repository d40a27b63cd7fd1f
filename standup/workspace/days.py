"""My days: what is logged on one of them, which one was the last, and where time is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from standup.domain.availability import owes_from
from standup.domain.records import TimeEntry
from standup.domain.split import Split
from standup.domain.weeks import Week
from standup.workspace.session import Workspace
from standup.workspace.weeks import developer_week, first_day


class Day(NamedTuple):
    """One of my days: its entries in time order, and its split."""

    day: date
    entries: tuple[TimeEntry, ...]
    split: Split


def day_of(workspace: Workspace, day: date) -> Day:
    """One of my days."""
    week = developer_week(workspace, workspace.developer(), Week.of(day))
    return Day(day, in_time(entry for entry in week.records.entries if entry.day == day), week.day_split(day))


def in_time(entries: Iterable[TimeEntry]) -> tuple[TimeEntry, ...]:
    """Entries in time order; those without a clock time last, in the order in which they were made."""
    return tuple(sorted(entries, key=lambda entry: (entry.start is None, entry.start or 0, entry.id)))


def last_working_day(workspace: Workspace) -> date:
    """The day before today on which I had hours or logged any: yesterday, or Friday after a weekend."""
    me = workspace.developer()
    today = workspace.today(me)
    for back in range(1, 15):
        day = today - timedelta(days=back)
        week = developer_week(workspace, me, Week.of(day))
        if week.available[day] or week.logged.get(day) or (week.available[day] is None and day.weekday() < 5):
            return day
    return today - timedelta(days=1)


class Gap(NamedTuple):
    """A past workday of mine with less logged than was available; minutes."""

    day: date
    available: int
    logged: int

    @property
    def unlogged(self) -> int:
        """Minutes that nobody knows about."""
        return self.available - self.logged


def gaps(workspace: Workspace, weeks: int = 2) -> list[Gap]:
    """My workdays before today with unlogged time, in this week and those before it, oldest first.

    Nothing is asked of the time before my first entry, or before I joined or my hours began where that was
    earlier.
    """
    me = workspace.developer()
    today = workspace.today(me)
    logged_first = first_day(workspace, me)
    given = me.hours[0].start if me.hours else None
    first = owes_from(me, logged_first) or given or logged_first or today
    found = []
    for back in reversed(range(weeks)):
        week = developer_week(workspace, me, Week.of(today) - back)
        for day, available in week.available.items():
            logged = sum(week.logged.get(day, {}).values())
            if first <= day < today and available is not None and available > logged:
                found.append(Gap(day, available, logged))
    return found
