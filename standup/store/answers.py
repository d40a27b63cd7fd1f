"""What a store answers, made of the tables of its files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from operator import attrgetter
from typing import TypeVar

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
from standup.domain.weeks import Week, weeks_between
from standup.store import layout
from standup.store.protocol import Closed, Desk, Roster, Rounds, WeekRecords
from standup.store.tables import Tables
from standup.store.view import View

R = TypeVar("R", bound=Record)

_FEW_WEEKS = 30


def roster(tables: Tables) -> Roster:
    """The team, its developers and its customers."""
    teams = _sorted(tables.of(Team))
    developers, customers = _sorted(tables.of(Developer)), _sorted(tables.of(Customer))
    return Roster(
        teams[0] if teams else Team(),
        {developer.id: developer for developer in developers},
        {customer.id: customer for customer in customers},
        {duty.week: duty for duty in tables.of(DutyWeek).values()},
    )


def desk(tables: Tables) -> Desk:
    """What is open."""
    timers = _sorted(tables.of(Timer))
    return Desk(
        _sorted(tables.of(WorkItem)),
        _sorted(tables.of(Touchpoint)),
        _sorted(tables.of(Leave)),
        timers[0] if timers else None,
        _sorted(tables.of(Blocker)),
    )


def closed(tables: Tables) -> Closed:
    """What was closed."""
    return Closed(_sorted(tables.of(WorkItem)), _sorted(tables.of(Touchpoint)), _sorted(tables.of(Blocker)))


def closed_years(view: View, developer: str | None) -> list[int]:
    """The years in which the owner closed anything, latest first."""
    names = view.names("" if developer is None else layout.folder_of(developer))
    years = [year for year in map(layout.closed_year_of, names) if year is not None]
    files = [(year, view.tables(layout.closed_file(developer, year))) for year in sorted(years, reverse=True)]
    return [year for year, tables in files if tables.work_items or tables.touchpoints or tables.blockers]


def week(tables: Tables) -> WeekRecords:
    """What belongs to one developer's week."""
    closings = _sorted(tables.of(ClosedWeek))
    return WeekRecords(
        _sorted(tables.of(TimeEntry)),
        closings[-1] if closings else None,
        _sorted(tables.of(Tombstone)),
        _sorted(tables.of(CheckIn)),
    )


def totals(
    view: View, developers: Collection[str], first: Week, last: Week
) -> dict[tuple[str, Week], Mapping[Bucket, int]]:
    """Minutes per bucket, by developer and week; weeks without an entry are absent."""
    found: dict[tuple[str, Week], Mapping[Bucket, int]] = {}
    for developer in developers:
        for one, relative in _weeks_between(view, developer, first, last):
            if buckets := view.sums(relative).buckets:
                found[developer, one] = buckets
    return found


def closings(view: View, developers: Collection[str], first: Week, last: Week) -> dict[tuple[str, Week], ClosedWeek]:
    """The closings by developer and week; weeks that are not closed are absent."""
    files = [(one, *found) for one in developers for found in _weeks_between(view, one, first, last)]
    sums = [(developer, one, view.sums(relative)) for developer, one, relative in files]
    return {(developer, one): sum.closed for developer, one, sum in sums if sum.closed is not None}


def published(tables: Tables) -> PublishedWeek | None:
    """What was handed on of a week; None where nothing was."""
    found = _sorted(tables.of(PublishedWeek))
    return found[-1] if found else None


def rounds(tables: Tables) -> Rounds:
    """The standup rounds of a week."""
    return Rounds(_sorted(tables.of(Round)), _sorted(tables.of(RoundNote)))


def _weeks_between(view: View, developer: str, first: Week, last: Week) -> list[tuple[Week, str]]:
    """Those weeks of a developer that may have a file; few weeks are tried without looking at the whole folder."""
    if (last.monday - first.monday).days < 7 * _FEW_WEEKS:
        return [(week, layout.week_file(developer, week)) for week in weeks_between(first, last)]
    return [(week, relative) for week, relative in view.weeks(developer) if first <= week <= last]


def _sorted(documents: Mapping[str, R]) -> list[R]:
    return sorted(documents.values(), key=attrgetter("id"))
