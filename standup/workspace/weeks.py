"""The week of a developer and of the team: what was available, what was logged, and the summary of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from standup.domain.availability import Holidays, available_minutes, contract_minutes, owes_from
from standup.domain.records import Bucket, Developer, Leave, TimeEntry
from standup.domain.split import Band, Split, split_of_days
from standup.domain.weeks import Week
from standup.store.protocol import Roster, WeekRecords
from standup.workspace.session import Workspace


class DeveloperWeek(NamedTuple):
    """One developer's week with what is known of each day; available minutes are None where hours are unknown."""

    developer: Developer
    week: Week
    records: WeekRecords
    contract: Mapping[date, int | None]
    """Agreed minutes of each day, before holidays and leave."""
    available: Mapping[date, int | None]
    logged: Mapping[date, Mapping[Bucket, int]]
    leave: tuple[Leave, ...]
    holidays: Holidays
    split: Split
    today: date

    def day_split(self, day: date) -> Split:
        """The split of one day of the week."""
        return split_of_days(self.logged, {day: self.available[day]}, self.today)

    def unknown_days(self) -> list[date]:
        """Workdays before today without any log: what was done there is not known."""
        return [
            day for day, minutes in self.available.items() if minutes and day < self.today and not self.logged.get(day)
        ]


def by_day(entries: Iterable[TimeEntry]) -> dict[date, dict[Bucket, int]]:
    """Minutes per bucket by day."""
    days: dict[date, dict[Bucket, int]] = {}
    for entry in entries:
        buckets = days.setdefault(entry.day, {})
        buckets[entry.bucket] = buckets.get(entry.bucket, 0) + entry.minutes
    return days


def developer_week(workspace: Workspace, developer: Developer, week: Week) -> DeveloperWeek:
    """Gather one developer's week: reads the file of the week and the file of what is open."""
    days = week.days
    records = workspace.store.week(developer.id, week)
    leave = tuple(
        one for one in workspace.store.desk(developer.id).leave if one.first <= days[-1] and days[0] <= one.last
    )
    holidays = {
        day: name
        for year in sorted({days[0].year, days[-1].year})
        for day, name in workspace.holidays_of(developer, year).items()
        if days[0] <= day <= days[-1]
    }
    began = began_on(workspace, developer, week)
    contract = asked_since(began, {day: contract_minutes(developer, day) for day in days})
    available = asked_since(began, {day: available_minutes(developer, day, leave, holidays) for day in days})
    logged = by_day(records.entries)
    today = workspace.today(developer)
    return DeveloperWeek(
        developer,
        week,
        records,
        contract,
        available,
        logged,
        leave,
        holidays,
        split_of_days(logged, available, today),
        today,
    )


def began_on(workspace: Workspace, developer: Developer, until: Week) -> date | None:
    """The first day of which the developer's time is asked; None where no day up to that week is before it."""
    began = owes_from(developer, None)
    if began is None or began <= until.monday:
        return None
    return owes_from(developer, first_day(workspace, developer))


def first_day(workspace: Workspace, developer: Developer) -> date | None:
    """The day of the developer's first entry, or the Monday of the first week that was closed without any."""
    weeks = workspace.store.weeks(developer.id)
    if not weeks:
        return None
    entries = workspace.store.week(developer.id, weeks[0]).entries
    return min((entry.day for entry in entries), default=weeks[0].monday)


def asked_since(began: date | None, minutes: dict[date, int | None]) -> dict[date, int | None]:
    """The minutes of a week's days: none on those before somebody began, unknown where they began after all of it."""
    if began is None:
        return minutes
    before = None if began > max(minutes) else 0
    return {day: before if day < began else found for day, found in minutes.items()}


def team_week(workspace: Workspace, week: Week, roster: Roster) -> list[DeveloperWeek]:
    """The week of everybody who logged in it, or is active and has hours then, sorted by name."""
    found = []
    for developer in sorted(roster.developers.values(), key=lambda one: (one.name.casefold(), one.id)):
        one = developer_week(workspace, developer, week)
        has_hours = any(minutes is not None for minutes in one.contract.values())
        if one.records.entries or (developer.active and has_hours):
            found.append(one)
    return found


def band_of(roster: Roster) -> Band:
    """The team's target band."""
    return Band(roster.team.band_low, roster.team.band_high)
