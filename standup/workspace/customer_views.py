"""The Customers screen's views: how each customer stands, and all that is known of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from standup.domain.cadence import Cadence, Freshness, contact_words, freshness
from standup.domain.knowing import Knower
from standup.domain.needs import Need, need
from standup.domain.records import Customer, Developer, Role, Touchpoint, WorkItem
from standup.domain.weeks import Week, weeks_between
from standup.store.protocol import Roster
from standup.workspace.attention import Attention, cadence_of_customer
from standup.workspace.board import RunningTimer, running_timer
from standup.workspace.closed_with import closed_with
from standup.workspace.customers import find_customer
from standup.workspace.duty import duty_name
from standup.workspace.knowing import told
from standup.workspace.session import Workspace, at_one_moment
from standup.workspace.touchpoint_rows import TouchpointRow, most_urgent, touchpoint_rows

KNOWERS = 2
"""How many of those who know a customer are named in the list."""
WEEKS = 12
"""How many of the latest weeks are shown of one customer."""


class Order(StrEnum):
    """How customers are sorted."""

    URGENCY = "most urgent first"
    CONTACT = "longest without contact first"
    NAME = "by name"

    @property
    def following(self) -> Order:
        """The one that comes after it, and after the last one the first."""
        every = list(Order)
        return every[(every.index(self) + 1) % len(every)]


class KnownBy(NamedTuple):
    """Somebody who knows a customer."""

    name: str
    away: str
    """Why and until when they are not here; empty where they are."""


class CustomerRow(NamedTuple):
    """How one customer stands."""

    customer: Customer
    last_contact: date | None
    contact: str
    """How long ago that was, in words."""
    cadence: Cadence | None
    freshness: Freshness | None
    """None for a customer without a cadence."""
    step: TouchpointRow | None
    """The most urgent open touchpoint."""
    step_owner: str
    """Whose that is; empty where it is nobody's."""
    open: int
    """How many touchpoints are open."""
    known_by: tuple[KnownBy, ...]
    need: Need
    is_complete: bool = True
    """Whether all open touchpoints could be read; a damaged file may hold one."""


class CustomersView(NamedTuple):
    """All that the Customers screen shows, at one moment."""

    team: str
    today: date
    me: Developer
    timer: RunningTimer | None
    rows: tuple[CustomerRow, ...]
    """Active and inactive ones, by urgency."""
    damaged: tuple[str, ...]
    """The names of those whose open touchpoints cannot be read."""
    on_duty: str
    """The name of who takes this week's interrupts; empty where nobody does."""


class WithWeek(NamedTuple):
    """Minutes with a customer in one week: one's own, or for a lead the team's."""

    week: Week
    minutes: int


class Past(NamedTuple):
    """A touchpoint or work item that was closed, and whose it was."""

    day: date
    record: Touchpoint | WorkItem
    owner: str


class CustomerDetail(NamedTuple):
    """All that is known of one customer; hours of others only for a lead, as the team's sum of each week."""

    row: CustomerRow
    today: date
    steps: tuple[tuple[TouchpointRow, str], ...]
    """The open touchpoints, most urgent first, each with its owner's name."""
    people: tuple[tuple[Knower, str], ...]
    """Those to ask, with the facts in words."""
    weeks: tuple[WithWeek, ...]
    """Latest first, from the first week with any time to this one."""
    is_team: bool
    """Whether `weeks` are the team's, as a lead sees them."""
    past: tuple[Past, ...]
    """Latest first, of this year and the last one."""
    damaged: tuple[str, ...]
    """The names of those of whom something cannot be read."""


@at_one_moment
def customers_view(workspace: Workspace) -> CustomersView:
    """How all customers stand."""
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    attention = Attention(workspace, roster, workspace.today(me))
    rows = [_row(roster, attention, one) for one in roster.customers.values()]
    return CustomersView(
        team=roster.team.name,
        today=attention.today,
        me=me,
        timer=running_timer(workspace, roster, me),
        rows=tuple(in_order(rows, Order.URGENCY)),
        damaged=_damaged(roster, attention),
        on_duty=duty_name(roster, attention.today),
    )


def in_order(rows: Iterable[CustomerRow], order: Order) -> list[CustomerRow]:
    """Rows in an order; inactive customers come last in each of them."""

    def place(row: CustomerRow) -> tuple[object, ...]:
        name = (row.customer.name.casefold(), row.customer.id)
        last = row.last_contact or date.min
        match order:
            case Order.URGENCY:
                due = row.step.touchpoint.due_on if row.step else None
                return not row.customer.active, row.need.place, due or date.max, last, *name
            case Order.CONTACT:
                return not row.customer.active, last, *name
            case Order.NAME:
                return not row.customer.active, *name

    return sorted(rows, key=place)


@at_one_moment
def customer_detail(workspace: Workspace, name: str) -> CustomerDetail:
    """A customer by key or name; raises NotFoundError with the closest matches."""
    roster = workspace.store.roster()
    customer = find_customer(roster, name)
    me = workspace.developer(roster)
    attention = Attention(workspace, roster, workspace.today(me))
    is_lead = me.role is Role.LEAD
    closed = closed_with(workspace, roster, customer.id, attention.today)
    past = [
        *(Past(one.closed_on or one.created_on, one, _owner(roster, one.developer)) for one in closed.touchpoints),
        *(Past(one.state_since, one, _owner(roster, one.developer)) for one in closed.work_items),
    ]
    row = _row(roster, attention, customer)
    return CustomerDetail(
        row=row,
        today=attention.today,
        steps=tuple(
            (one, _owner(roster, one.touchpoint.developer))
            for one in touchpoint_rows(roster, attention.open.get(customer.id, ()), attention)
        ),
        people=told(attention.knowers(customer.id), me, attention.today),
        weeks=_weeks(attention, customer.id, None if is_lead else me.id),
        is_team=is_lead,
        past=tuple(sorted(past, key=lambda one: (one.day, one.record.id), reverse=True)),
        damaged=tuple(dict.fromkeys([*_damaged(roster, attention), *closed.damaged])),
    )


def _row(roster: Roster, attention: Attention, customer: Customer) -> CustomerRow:
    found = attention.open.get(customer.id, [])
    step = most_urgent(roster, found, attention)
    last = attention.last_contact(customer.id)
    cadence = cadence_of_customer(customer)
    fresh = None if cadence is None else freshness(cadence, last, attention.today)
    is_complete = not attention.damaged
    wanted = need(step.urgency if step else None, fresh, reason=customer.no_next_step, active=customer.active)
    return CustomerRow(
        customer=customer,
        last_contact=last,
        contact=contact_words(last, attention.today),
        cadence=cadence,
        freshness=fresh,
        step=step,
        step_owner=_owner(roster, step.touchpoint.developer) if step else "",
        open=len(found),
        known_by=tuple(KnownBy(one.name, one.away) for one in attention.known_by(customer.id)[:KNOWERS]),
        need=wanted if is_complete or wanted is not Need.NO_NEXT_STEP else Need.NOTHING,
        is_complete=is_complete,
    )


def _weeks(attention: Attention, customer: str, developer: str | None) -> tuple[WithWeek, ...]:
    found = attention.weeks_with(customer, developer)
    now = Week.of(attention.today)
    first = max(min(found, default=now + 1), now - (WEEKS - 1))
    return tuple(WithWeek(week, found.get(week, 0)) for week in reversed(list(weeks_between(first, now))))


def _owner(roster: Roster, developer: str | None) -> str:
    found = roster.developers.get(developer or "")
    return found.name if found else developer or ""


def _damaged(roster: Roster, attention: Attention) -> tuple[str, ...]:
    return tuple(_owner(roster, one) or "nobody" for one in attention.damaged)
