"""The week as a lead sees it on the Team: the summary, the weeks before it, what waits, and what is to be decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from standup.domain.after_hours import AfterHours, after_hours_minutes, team_after_hours
from standup.domain.dates import Direction, parse_day
from standup.domain.decisions import CustomerCase, Decision, LateCase
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.interrupts import InterruptWeek, interrupt_week
from standup.domain.records import Developer, Touchpoint
from standup.domain.split import Split
from standup.domain.text import shown
from standup.domain.unplanned import Unplanned, unplanned_of
from standup.domain.weeks import Week, day_words
from standup.domain.why import WeekPoint
from standup.reports.summary import WeekSummary
from standup.store.protocol import Roster
from standup.workspace.attention import Attention
from standup.workspace.board import RunningTimer, running_timer
from standup.workspace.closing import not_closed
from standup.workspace.deciding import Waiting, closed_weeks
from standup.workspace.duty import on_duty
from standup.workspace.history import team_history
from standup.workspace.session import Workspace, at_one_moment, open_touchpoints, zone_of
from standup.workspace.summary import week_summary
from standup.workspace.touchpoints import edit_touchpoint, label
from standup.workspace.weeks import DeveloperWeek, team_week


class LeadView(NamedTuple):
    """What only a lead sees; totals alone, no entry, no clock time and no note."""

    weeks: tuple[WeekPoint, ...]
    """The last twelve up to the week shown, earliest first."""
    closed: Mapping[str, Sequence[tuple[Week, Split]]]
    """The last three weeks that each developer closed, by id."""
    late: tuple[LateCase, ...]
    """Starved and unattended touchpoints, in their order."""
    quiet: tuple[CustomerCase, ...]
    """Active customers without a next step."""
    unplanned: Unplanned
    interrupts: InterruptWeek
    """Those of the week by who is on duty and by class; never who asked."""
    budget: int
    """Per cent of the logged time that interrupts of those who are not on duty may take."""
    after_hours: AfterHours
    decisions: tuple[Decision, ...]
    corrections: Mapping[str, str]
    """What was altered since each developer closed the week, or since it was published, in words, by id."""
    open_for: tuple[str, ...]
    """The names of those who have not closed the week."""


class TeamView(NamedTuple):
    """The Team of a week for the person who asks."""

    summary: WeekSummary
    me: Developer
    timer: RunningTimer | None
    published: str
    """When the week was published, in words; empty where it was not."""
    lead: LeadView | None
    """None for anyone but a lead."""


@at_one_moment
def team_view(workspace: Workspace, week: Week) -> TeamView:
    """The Team of a week: for a lead all of it, for anyone else their own row and the totals."""
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    summary = week_summary(workspace, week)
    published = workspace.store.published(week)
    when = published.published_at.astimezone(zone_of(me)).date() if published else None
    return TeamView(
        summary,
        me,
        running_timer(workspace, roster, me),
        f"published {day_words(when, summary.today)}" if when else "",
        _lead_view(workspace, roster, summary) if summary.audience.is_lead else None,
    )


def _lead_view(workspace: Workspace, roster: Roster, summary: WeekSummary) -> LeadView:
    history = team_history(workspace, roster, summary.week)
    found = Waiting(workspace, roster, summary)
    gathered = team_week(workspace, summary.week, roster)
    entries = (entry for one in gathered for entry in one.records.entries)
    return LeadView(
        weeks=tuple(WeekPoint(one.week, one.split, one.closed) for one in history),
        closed={one.developer: closed_weeks(history, one.developer) for one in summary.members},
        late=tuple(found.late()),
        quiet=tuple(found.quiet()),
        unplanned=unplanned_of(entries, summary.team.split if summary.team else Split()),
        interrupts=interrupt_week(
            summary.week,
            [entry for one in gathered for entry in one.records.entries],
            summary.team.split if summary.team else Split(),
            on_duty(roster, summary.week),
        ),
        budget=roster.team.interrupt_budget,
        after_hours=team_after_hours(map(_after_hours, gathered)),
        decisions=summary.decisions,
        corrections={one.developer: one.words for one in summary.corrections if one.week == summary.week},
        open_for=tuple(one.name for one in not_closed(workspace, roster, summary.week)),
    )


def _after_hours(week: DeveloperWeek) -> int:
    def works_on(day: date) -> bool:
        return bool(week.contract.get(day))

    return after_hours_minutes(week.records.entries, zone_of(week.developer), works_on)


def give_slot(workspace: Workspace, touchpoint: str, text: str, *, dry: bool = False) -> str:
    """Give an open touchpoint (by id) a day from today on, such as `fri`, on which it is its turn.

    Gives what was done in words, with `dry` what would be; raises UsageError for another day, and NotFoundError where
    it is not open any more.
    """
    roster = workspace.store.roster()
    today = workspace.today()
    found = open_touchpoint(workspace, touchpoint, roster)
    day = parse_day(text, today, Direction.FUTURE)
    if day < today:
        raise UsageError(f"{day_words(day, today)} is over; a slot lies ahead, such as fri or tomorrow")
    if not dry:
        edit_touchpoint(workspace, found.id, seen=found, due_on=day)
    words = f"{label(roster, found)}: {day_words(day, today)}"
    owner = roster.developers.get(found.developer or "")
    if owner is None:
        return words
    is_workday = Attention(workspace, roster, today).is_workday(owner.id, day)
    return f"{words}, {shown(owner.name)}" if is_workday else f"{words}, no workday of {shown(owner.name)}"


def open_touchpoint(workspace: Workspace, touchpoint: str, roster: Roster | None = None) -> Touchpoint:
    """The open touchpoint with this id; raises NotFoundError where there is none any more."""
    for one in open_touchpoints(workspace.store, roster or workspace.store.roster()):
        if one.id == touchpoint:
            return one
    raise NotFoundError("this touchpoint is not open any more; look at the customer")
