"""The view of one of my days: its entries and what is missing between them, its split, and the week around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple, TypeAlias

from standup.domain.availability import leave_halves
from standup.domain.gaps import Missing, Span, missing
from standup.domain.logline import LogLine, format_line, format_span
from standup.domain.logline.values import clock_words
from standup.domain.records import Bucket, Developer, TimeEntry
from standup.domain.split import Split
from standup.domain.weeks import Week
from standup.store.protocol import Roster
from standup.workspace.board import RunningTimer, running_timer
from standup.workspace.days import in_time
from standup.workspace.names import customer_name
from standup.workspace.session import Workspace, at_one_moment, zone_of
from standup.workspace.weeks import DeveloperWeek, developer_week


class EntryRow(NamedTuple):
    """One entry with what is shown beside it; all of it as people wrote it, not yet safe for a terminal."""

    entry: TimeEntry
    clock: str
    """`9:00-10:30`, or nothing where it has no clock time."""
    about: str
    """The work item's key or the customer's name."""
    title: str
    """What the work item is called, where it is mine or nobody's."""
    touchpoint: str
    """What the touchpoint is called that it counts for."""


class GapRow(NamedTuple):
    """Time that nobody knows about, ready to be logged."""

    minutes: int
    clock: str
    """`10:30-11:15` between two clock times; nothing for the rest of the day."""
    line: str
    """How a log line of this day begins that fills it."""


DayRow: TypeAlias = EntryRow | GapRow


class DayCell(NamedTuple):
    """One day of the week around the day shown."""

    day: date
    logged: int
    available: int | None
    """Minutes of the whole day, also where it is not over; None where the hours are unknown."""
    away: str
    """Why there was nothing, or only half a day, available: `leave`, a holiday's name, `off`."""
    is_unknown: bool
    """A workday that is over, without any log."""
    is_to_come: bool


class MyDay(NamedTuple):
    """All that the page of one day shows, at one moment."""

    team: str
    me: Developer
    today: date
    cell: DayCell
    week: Week
    is_closed: bool
    """Whether I have said that this week is complete."""
    cells: tuple[DayCell, ...]
    rows: tuple[DayRow, ...]
    split: Split
    timer: RunningTimer | None

    @property
    def day(self) -> date:
        """The day shown."""
        return self.cell.day


@at_one_moment
def my_day(workspace: Workspace, day: date) -> MyDay:
    """One of my own days."""
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    week = developer_week(workspace, me, Week.of(day))
    cells = tuple(_cell(week, one) for one in week.week.days)
    cell = cells[day.weekday()]
    return MyDay(
        team=roster.team.name,
        me=me,
        today=week.today,
        cell=cell,
        week=week.week,
        is_closed=week.records.closed is not None,
        cells=cells,
        rows=day_rows(workspace, roster, week, day),
        split=week.day_split(day),
        timer=running_timer(workspace, roster, me),
    )


def _cell(week: DeveloperWeek, day: date) -> DayCell:
    available, logged = week.available[day], sum(week.logged.get(day, {}).values())
    is_unknown = day < week.today and bool(available) and not logged
    return DayCell(day, logged, available, _away(week, day), is_unknown, day > week.today)


def _away(week: DeveloperWeek, day: date) -> str:
    if day in week.holidays and week.contract[day] != 0:
        return week.holidays[day]
    match leave_halves(week.developer, day, week.leave):
        case 2:
            return "leave"
        case 1:
            return "half a day of leave"
    return "off" if week.contract[day] == 0 else ""


def day_rows(workspace: Workspace, roster: Roster, week: DeveloperWeek, day: date) -> tuple[DayRow, ...]:
    """The entries of a day in time order, what is missing between them, and the rest that is missing last."""
    zone = zone_of(week.developer)
    entries = in_time(entry for entry in week.records.entries if entry.day == day)
    titles = _titles(workspace, week.developer.id, {day.year, week.today.year}) if entries else {}
    timed: list[tuple[datetime, DayRow]] = []
    untimed: list[DayRow] = []
    for entry in entries:
        row = _row(roster, entry, titles, zone)
        if entry.start is None:
            untimed.append(row)
        else:
            timed.append((entry.start, row))
    lacking = _missing(workspace, week, entries, day)
    timed += [(gap.start, _gap(gap, zone)) for gap in lacking.between]
    timed.sort(key=lambda one: one[0].astimezone(UTC))
    rest = [GapRow(lacking.rest, "", format_line(LogLine(minutes=lacking.rest)))] if lacking.rest else []
    return (*(row for _, row in timed), *untimed, *rest)


def _missing(workspace: Workspace, week: DeveloperWeek, entries: tuple[TimeEntry, ...], day: date) -> Missing:
    """What is missing on a day; of today only what lies between its clock times, and of days to come nothing."""
    available = week.available[day]
    if available is None or day > week.today:
        return Missing((), 0)
    busy = [Span(one.start, _end(one.start, one.minutes)) for one in entries if one.start is not None]
    timer = workspace.store.desk(week.developer.id).timer
    started = timer.started_at.astimezone(zone_of(week.developer)) if timer is not None else None
    if started is not None and started.date() == day == week.today and started < workspace.now():
        busy.append(Span(started, workspace.now()))
    found = missing(busy, max(0, available - sum(entry.minutes for entry in entries)))
    return found if day < week.today else found._replace(rest=0)


def _gap(gap: Span, zone: tzinfo) -> GapRow:
    line = format_span(gap.start, gap.minutes, zone)
    return GapRow(gap.minutes, _clock(gap.start.astimezone(zone), gap.minutes), line)


def _row(roster: Roster, entry: TimeEntry, titles: Mapping[str, str], zone: tzinfo) -> EntryRow:
    clock = ""
    if entry.start is not None:
        local = entry.start.astimezone(zone)
        clock = _clock(local if local.date() == entry.day else entry.start, entry.minutes)
    about = customer_name(roster, entry.customer) if entry.customer else entry.work_item or ""
    named = entry.work_item if entry.bucket is Bucket.PRODUCTION else None
    return EntryRow(entry, clock, about, titles.get(named or "", ""), titles.get(entry.touchpoint or "", ""))


def _clock(start: datetime, minutes: int) -> str:
    return f"{clock_words(start.time())}-{clock_words(_end(start, minutes).time())}"


def _end(start: datetime, minutes: int) -> datetime:
    """So many real minutes later, in the same zone."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def _titles(workspace: Workspace, me: str, years: set[int]) -> dict[str, str]:
    """What my work items and nobody's are called, by key, and my touchpoints, by id."""
    return dict(_titled(workspace, me, years))


def _titled(workspace: Workspace, me: str, years: set[int]) -> Iterator[tuple[str, str]]:
    store = workspace.store
    closed = [store.closed(me, year) for year in sorted(years)]
    open_ones = [store.desk(None), store.desk(me)]
    found = [(one.work_items, one.touchpoints) for one in closed]
    found += [(one.work_items, one.touchpoints) for one in open_ones]
    for items, touchpoints in found:
        yield from ((item.key, item.title) for item in items)
        yield from ((touchpoint.id, touchpoint.title) for touchpoint in touchpoints)
