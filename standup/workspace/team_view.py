"""The week as a lead sees it on the Team: the summary, the weeks before it, what waits, and what is to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from standup.domain.after_hours import AfterHours, after_hours_minutes, team_after_hours
from standup.domain.dates import Direction, parse_day
from standup.domain.decisions import CustomerCase, Decision, LateCase, PersonCase, decisions
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import Developer, Touchpoint
from standup.domain.split import Split
from standup.domain.text import shown
from standup.domain.touchpoints import InWeek, in_order, in_week
from standup.domain.unplanned import Unplanned, unplanned_of
from standup.domain.weeks import Week, day_words
from standup.domain.why import WeekPoint
from standup.reports.summary import WeekSummary
from standup.store.protocol import Roster
from standup.workspace.attention import Attention
from standup.workspace.board import RunningTimer, running_timer
from standup.workspace.closing import corrections, not_closed
from standup.workspace.history import HistoryWeek, team_history
from standup.workspace.session import Workspace, at_one_moment, open_touchpoints, zone_of
from standup.workspace.summary import week_summary
from standup.workspace.touchpoints import edit_touchpoint, label
from standup.workspace.weeks import DeveloperWeek, team_week

CAPACITY_WEEKS = 3
"""So many closed weeks say whether somebody is over capacity."""


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
    found = _Waiting(workspace, roster, summary)
    gathered = team_week(workspace, summary.week, roster)
    entries = (entry for one in gathered for entry in one.records.entries)
    altered = corrections(workspace, roster, [summary.week])
    return LeadView(
        weeks=tuple(WeekPoint(one.week, one.split, one.closed) for one in history),
        closed={one.developer: closed_weeks(history, one.developer) for one in summary.members},
        late=tuple(found.late()),
        quiet=tuple(found.quiet()),
        unplanned=unplanned_of(entries, summary.team.split if summary.team else Split()),
        after_hours=team_after_hours(map(_after_hours, gathered)),
        decisions=_decided(found, summary, history),
        corrections={one.developer: one.words for one in altered},
        open_for=tuple(one.name for one in not_closed(workspace, roster, summary.week)),
    )


def _after_hours(week: DeveloperWeek) -> int:
    def works_on(day: date) -> bool:
        return bool(week.contract.get(day))

    return after_hours_minutes(week.records.entries, zone_of(week.developer), works_on)


@at_one_moment
def decisions_needed(
    workspace: Workspace, summary: WeekSummary, history: Sequence[HistoryWeek] | None = None
) -> tuple[Decision, ...]:
    """What the lead has to decide of a week, at most five lines; nothing for anyone else.

    `history` are the weeks up to the summary's, where they are read already.
    """
    if not summary.audience.is_lead:
        return ()
    roster = workspace.store.roster()
    weeks = team_history(workspace, roster, summary.week) if history is None else history
    return _decided(_Waiting(workspace, roster, summary), summary, weeks)


def _decided(found: _Waiting, summary: WeekSummary, history: Sequence[HistoryWeek]) -> tuple[Decision, ...]:
    return decisions(
        found.late(),
        [
            PersonCase(one.developer, one.name, one.split, closed_weeks(history, one.developer))
            for one in summary.members
        ],
        found.quiet(),
        summary.team.split if summary.team else None,
        summary.band,
        summary.today,
    )


def closed_weeks(
    history: Sequence[HistoryWeek], developer: str, closing: Week | None = None
) -> list[tuple[Week, Split]]:
    """The last three weeks that a developer closed, earliest first, with their splits; `closing` counts as closed."""
    found = [
        (one.week, split)
        for one in history
        if (developer in one.closed_by or one.week == closing) and (split := one.members.get(developer)) is not None
    ]
    return found[-CAPACITY_WEEKS:]


class _Waiting:
    """What waits in a week: touchpoints that do not get their turn, and customers with nothing planned."""

    def __init__(self, workspace: Workspace, roster: Roster, summary: WeekSummary) -> None:
        self._workspace = workspace
        self._roster = roster
        self._week = summary.week
        self._attention = Attention(workspace, roster, summary.today)

    def late(self) -> Iterator[LateCase]:
        """Starved and unattended touchpoints, in their order."""
        attention = self._attention
        everyone = open_touchpoints(self._workspace.store, self._roster)
        standings = attention.standings(everyone)
        urgencies = {key: found.urgency for key, found in standings.items()}
        for one in in_order(everyone, attention.today, urgencies):
            place = in_week(one, urgencies[one.id], self._week, attention.today)
            if place in (InWeek.STARVED, InWeek.UNATTENDED):
                yield self._case(one, standings[one.id].evidence, starved=place is InWeek.STARVED)

    def _case(self, one: Touchpoint, evidence: str, *, starved: bool) -> LateCase:
        customer = self._roster.customers.get(one.customer)
        owner = self._roster.developers.get(one.developer or "")
        return LateCase(
            touchpoint=one.id,
            customer=one.customer,
            customer_name=customer.name if customer else one.customer,
            title=one.title,
            developer=owner.id if owner else "",
            owner=owner.name if owner else "",
            evidence=evidence,
            is_starved=starved,
            is_away=owner is not None and self._attention.is_away(owner.id),
        )

    def quiet(self) -> list[CustomerCase]:
        """Active customers without a next step, by name."""
        return [
            CustomerCase(one.id, one.name, self._attention.last_contact(one.id), one.no_next_step)
            for one in self._attention.without_next_step()
        ]


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
    owner = roster.developers.get(found.developer or "")
    return f"{label(roster, found)}: {day_words(day, today)}" + (f", {shown(owner.name)}" if owner else "")


def open_touchpoint(workspace: Workspace, touchpoint: str, roster: Roster | None = None) -> Touchpoint:
    """The open touchpoint with this id; raises NotFoundError where there is none any more."""
    for one in open_touchpoints(workspace.store, roster or workspace.store.roster()):
        if one.id == touchpoint:
            return one
    raise NotFoundError("this touchpoint is not open any more; look at the customer")
