"""The week as a lead sees it on the Team: the summary, the weeks before it, and what is to be decided."""

from __future__ import annotations

from collections.abc import Sequence

from standup.domain.decisions import CustomerCase, Decision, LateCase, PersonCase, decisions
from standup.domain.records import Touchpoint
from standup.domain.split import Split
from standup.domain.touchpoints import InWeek, in_order, in_week
from standup.domain.weeks import Week
from standup.reports.summary import WeekSummary
from standup.store.protocol import Roster
from standup.workspace.attention import Attention
from standup.workspace.history import HistoryWeek, team_history
from standup.workspace.session import Workspace, at_one_moment, open_touchpoints

CAPACITY_WEEKS = 3
"""So many closed weeks say whether somebody is over capacity."""


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
    attention = Attention(workspace, roster, summary.today)
    return decisions(
        _late(workspace, roster, attention, summary.week),
        [PersonCase(one.developer, one.name, one.split, closed_weeks(weeks, one.developer)) for one in summary.members],
        [
            CustomerCase(one.id, one.name, attention.last_contact(one.id), one.no_next_step)
            for one in attention.without_next_step()
        ],
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


def _late(workspace: Workspace, roster: Roster, attention: Attention, week: Week) -> list[LateCase]:
    everyone = open_touchpoints(workspace.store, roster)
    standings = attention.standings(everyone)
    urgencies = {id: found.urgency for id, found in standings.items()}
    found = []
    for one in in_order(everyone, attention.today, urgencies):
        place = in_week(one, urgencies[one.id], week, attention.today)
        if place in (InWeek.STARVED, InWeek.UNATTENDED):
            found.append(_case(roster, attention, one, standings[one.id].evidence, starved=place is InWeek.STARVED))
    return found


def _case(roster: Roster, attention: Attention, one: Touchpoint, evidence: str, *, starved: bool) -> LateCase:
    customer, owner = roster.customers.get(one.customer), roster.developers.get(one.developer or "")
    return LateCase(
        touchpoint=one.id,
        customer=one.customer,
        customer_name=customer.name if customer else one.customer,
        title=one.title,
        developer=owner.id if owner else "",
        owner=owner.name if owner else "",
        evidence=evidence,
        is_starved=starved,
        is_away=owner is not None and attention.is_away(owner.id),
    )
