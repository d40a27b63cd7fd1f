"""Touchpoints as lists show them: where each stands by the evidence, and the words beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from standup.domain.records import Timer, Touchpoint
from standup.domain.touchpoints import Urgency, due_words, in_order, urgency
from standup.store.protocol import Roster
from standup.workspace.attention import Attention, Standing
from standup.workspace.names import customer_name
from standup.workspace.references import reference
from standup.workspace.session import Workspace, at_one_moment, find_developer, owners


class TouchpointRow(NamedTuple):
    """One touchpoint, with what is shown beside it in words."""

    touchpoint: Touchpoint
    customer: str
    contact: str
    phone: str
    urgency: Urgency
    evidence: str
    """What is known of the workdays since it was due, in words; empty where nothing is."""
    why: str
    """The same without the due date, for where that stands beside it."""
    due: str
    postponements: int
    timing: bool
    reference: str

    @property
    def state(self) -> str:
        """One word for programs: where it stands, or how it ended; without a date it is planned."""
        if not self.touchpoint.state.is_open:
            return self.touchpoint.state.value
        return (Urgency.PLANNED if self.urgency is Urgency.UNDATED else self.urgency).value


@at_one_moment
def list_touchpoints(
    workspace: Workspace, *, developer: str | None = None, everyone: bool = False, closed: bool = False
) -> list[TouchpointRow]:
    """Open touchpoints of one developer (me by default) or of everyone and nobody, most urgent first.

    Closed ones follow on request, the latest first.
    """
    roster = workspace.store.roster()
    chosen = workspace.me if developer is None else find_developer(roster, developer).id
    people = list(owners(roster)) if everyone else [chosen]
    open_ones = [one for owner in people for one in workspace.store.desk(owner).touchpoints]
    today = workspace.today()
    rows = touchpoint_rows(roster, open_ones, Attention(workspace, roster, today))
    if closed:
        gone = [
            one
            for owner in people
            for year in workspace.store.closed_years(owner)
            for one in workspace.store.closed(owner, year).touchpoints
        ]
        gone.sort(key=lambda one: (one.closed_on or one.created_on, one.id), reverse=True)
        rows += [touchpoint_row(roster, one, today) for one in gone]
    return rows


def touchpoint_rows(
    roster: Roster, touchpoints: Iterable[Touchpoint], attention: Attention, *, timer: Timer | None = None
) -> list[TouchpointRow]:
    """Open touchpoints as lists show them, most urgent first."""
    order, standings = _ordered(touchpoints, attention)
    return [
        touchpoint_row(
            roster,
            touchpoint,
            attention.today,
            standings[touchpoint.id],
            timing=timer is not None and timer.touchpoint == touchpoint.id,
        )
        for touchpoint in order
    ]


def most_urgent(roster: Roster, touchpoints: Iterable[Touchpoint], attention: Attention) -> TouchpointRow | None:
    """The first of these open touchpoints as lists show it; None where there is none."""
    order, standings = _ordered(touchpoints, attention)
    return touchpoint_row(roster, order[0], attention.today, standings[order[0].id]) if order else None


def _ordered(touchpoints: Iterable[Touchpoint], attention: Attention) -> tuple[list[Touchpoint], dict[str, Standing]]:
    chosen = list(touchpoints)
    standings = attention.standings(chosen)
    return in_order(chosen, attention.today, {id: one.urgency for id, one in standings.items()}), standings


def touchpoint_row(
    roster: Roster, touchpoint: Touchpoint, today: date, standing: Standing | None = None, *, timing: bool = False
) -> TouchpointRow:
    """A touchpoint as lists show it: with its customer's name, the contact's phone, and the due date in words.

    `standing` is where it stands by the evidence; without it, as for a closed one, only dates count.
    """
    customer = roster.customers.get(touchpoint.customer)
    contacts = customer.contacts if customer else ()
    named = [one for one in contacts if one.name.casefold() == touchpoint.contact.casefold()]
    chosen = named[0] if named else contacts[0] if contacts and not touchpoint.contact else None
    return TouchpointRow(
        touchpoint=touchpoint,
        customer=customer_name(roster, touchpoint.customer),
        contact=chosen.name if chosen else touchpoint.contact,
        phone=chosen.phone if chosen else "",
        urgency=standing.urgency if standing else urgency(touchpoint, today),
        evidence=standing.evidence if standing else "",
        why=standing.why if standing else "",
        due=due_words(touchpoint.due_on, today),
        postponements=len(touchpoint.snoozes),
        timing=timing,
        reference=reference(touchpoint.id),
    )
