"""What a lead has to decide of a week, gathered from touchpoints, customers, and the weeks that people closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standup.domain.decisions import CustomerCase, Decision, LateCase, PersonCase, decisions
from standup.domain.interrupts import breach_of
from standup.domain.records import Touchpoint
from standup.domain.split import Split
from standup.domain.touchpoints import InWeek, in_order, in_week
from standup.domain.weeks import Week
from standup.reports.summary import WeekSummary
from standup.store.protocol import Roster
from standup.workspace.attention import Attention
from standup.workspace.history import HistoryWeek, team_history
from standup.workspace.interrupts import interrupt_weeks
from standup.workspace.session import Workspace, at_one_moment, open_touchpoints

CAPACITY_WEEKS = 3
"""So many closed weeks say whether somebody is over capacity."""


@at_one_moment
def decisions_needed(
    workspace: Workspace,
    summary: WeekSummary,
    history: Sequence[HistoryWeek] | None = None,
    attention: Attention | None = None,
) -> tuple[Decision, ...]:
    """What the lead has to decide of a week, at most five lines; nothing for anyone else.

    `history` are the weeks up to the summary's, and `attention` answers as of its day, where they are read already.
    """
    if not summary.audience.is_lead:
        return ()
    roster = workspace.store.roster()
    weeks = team_history(workspace, roster, summary.week) if history is None else history
    found = Waiting(workspace, roster, summary, attention)
    here = {one.id for one in roster.developers.values() if one.active}
    return decisions(
        found.late(),
        [
            PersonCase(one.developer, one.name, one.split, closed_weeks(weeks, one.developer))
            for one in summary.members
            if one.developer in here  # nobody who has left can be asked or relieved
        ],
        found.quiet(),
        summary.team.split if summary.team else None,
        summary.band,
        summary.today,
        breach_of(interrupt_weeks(workspace, roster, summary.week), roster.team.interrupt_budget),
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


class Waiting:
    """What waits in a week: touchpoints that do not get their turn, and customers with nothing planned."""

    def __init__(
        self, workspace: Workspace, roster: Roster, summary: WeekSummary, attention: Attention | None = None
    ) -> None:
        self._workspace = workspace
        self._roster = roster
        self._week = summary.week
        self._attention = attention or Attention(workspace, roster, summary.today)

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
            has_slot=one.due_on is not None and one.due_on >= self._attention.today,
        )

    def quiet(self) -> list[CustomerCase]:
        """Active customers without a next step, by name."""
        return [
            CustomerCase(one.id, one.name, self._attention.last_contact(one.id), one.no_next_step)
            for one in self._attention.without_next_step()
        ]
