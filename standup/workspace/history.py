"""The team's last weeks: sums per developer and week, read without any entry of the weeks that are over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from standup.domain.availability import available_minutes, contract_minutes
from standup.domain.records import Bucket, Developer, Leave
from standup.domain.split import Split, split_of_days, total
from standup.domain.weeks import Week, weeks_between
from standup.store.protocol import Roster
from standup.workspace.session import Workspace, at_one_moment
from standup.workspace.weeks import asked_since, began_on, developer_week

WEEKS = 12


class HistoryWeek(NamedTuple):
    """One week of the team, in sums."""

    week: Week
    split: Split
    """The sums of everybody in it."""
    members: Mapping[str, Split]
    """By the developer's id: who logged in the week, or is active and had hours then."""
    closed_by: frozenset[str]
    """The ids of those who closed it."""

    @property
    def closed(self) -> bool:
        """Whether somebody logged, and all who did have closed the week."""
        logged = {developer for developer, split in self.members.items() if split.logged}
        return bool(logged) and logged <= self.closed_by


@at_one_moment
def team_history(workspace: Workspace, roster: Roster, last: Week, count: int = WEEKS) -> tuple[HistoryWeek, ...]:
    """The `count` weeks up to `last`, that one included, earliest first."""
    weeks = tuple(weeks_between(last - (count - 1), last))
    people = sorted(roster.developers)
    totals = workspace.store.totals(people, weeks[0], last)
    closed = workspace.store.closings(people, weeks[0], last)
    splits: dict[Week, dict[str, Split]] = {week: {} for week in weeks}
    for developer in roster.developers.values():
        reader = _Past(workspace, developer, weeks[0])
        for week in weeks:
            logged = totals.get((developer.id, week), {})
            if logged or (developer.active and reader.has_hours(week)):
                splits[week][developer.id] = reader.split(week, logged)
    return tuple(
        HistoryWeek(
            week,
            total(splits[week].values()),
            splits[week],
            frozenset(developer for developer, of in closed if of == week),
        )
        for week in weeks
    )


class _Past:
    """The weeks of one developer, from their sums alone where they are over."""

    def __init__(self, workspace: Workspace, developer: Developer, first: Week) -> None:
        self._workspace = workspace
        self._developer = developer
        self._today = workspace.today(developer)
        self._began = began_on(workspace, developer, first)
        self._leave: tuple[Leave, ...] = tuple(workspace.store.desk(developer.id).leave)

    def has_hours(self, week: Week) -> bool:
        """Whether agreed hours are known for any day of a week of which time is asked."""
        if self._began is not None and week.sunday < self._began:
            return False
        return any(contract_minutes(self._developer, day) is not None for day in week.days)

    def split(self, week: Week, logged: Mapping[Bucket, int]) -> Split:
        """The split of a week; that of a week that is not over depends on what was logged on which day."""
        if week.sunday >= self._today:
            return developer_week(self._workspace, self._developer, week).split
        return split_of_days({week.monday: logged}, self._available(week), self._today)

    def _available(self, week: Week) -> dict[date, int | None]:
        minutes = {
            day: available_minutes(
                self._developer, day, self._leave, self._workspace.holidays_of(self._developer, day.year)
            )
            for day in week.days
        }
        return asked_since(self._began, minutes)
