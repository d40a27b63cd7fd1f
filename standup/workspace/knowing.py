"""Who knows a customer, as the person who asks may hear it; and what one says of one's own preferences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from standup.domain.change import Op, altered
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.knowing import Knower, preferences_with
from standup.domain.records import Developer, Role, Touchpoint
from standup.domain.text import shown
from standup.workspace.attention import Attention
from standup.workspace.customers import find_customer
from standup.workspace.references import reference
from standup.workspace.session import Workspace, at_one_moment
from standup.workspace.touchpoints import label, touchpoint_named


class Known(NamedTuple):
    """People to ask, for one touchpoint or customer, each with the facts in words."""

    about: str
    """A touchpoint or a customer, safe for a terminal."""
    people: tuple[tuple[Knower, str], ...]
    today: date
    reference: str = ""
    """The touchpoint's; empty for a customer."""


@at_one_moment
def who(workspace: Workspace, text: str) -> Known:
    """Those who know the customer of a touchpoint, or a customer that is named; nobody is chosen for them.

    Hours of others are told to a lead alone. Raises NotFoundError where neither is found.
    """
    roster = workspace.store.roster()
    try:
        touchpoint = touchpoint_named(workspace, text, roster)
    except (NotFoundError, UsageError):  # no touchpoint, or several with one customer: then it is about the customer
        customer = find_customer(roster, text)
    else:
        return who_of(workspace, touchpoint)
    me = workspace.developer(roster)
    today = workspace.today(me)
    people = Attention(workspace, roster, today).knowers(customer.id)
    return Known(shown(customer.name), told(people, me, today), today)


@at_one_moment
def who_of(workspace: Workspace, touchpoint: Touchpoint, *, period: bool = True) -> Known:
    """Those who know the customer of a touchpoint, with what they think of its kind, and who has it now.

    Without `period`, the facts leave out over how many days they are; say it once for all.
    """
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    today = workspace.today(me)
    people = Attention(workspace, roster, today).knowers(
        touchpoint.customer, kind=touchpoint.kind, owner=touchpoint.developer
    )
    return Known(label(roster, touchpoint), told(people, me, today, period=period), today, reference(touchpoint.id))


def told(
    people: Iterable[Knower], me: Developer, today: date, *, period: bool = True
) -> tuple[tuple[Knower, str], ...]:
    """People to ask, each with the facts in words, as the person who reads them may hear them."""
    return tuple(
        (one, one.words(today, hours=me.role is Role.LEAD or one.developer == me.id, period=period)) for one in people
    )


def prefer(workspace: Workspace, kind: str, preference: str) -> Developer:
    """Say what I think of a kind of touchpoint: prefer, fine, learning, rather not; `none` says nothing of it."""
    me = workspace.developer()
    held = preferences_with(me.preferences, kind, preference)
    changed = altered(me, preferences=held)
    workspace.commit(f"prefer {shown(kind)}: {shown(preference)}", [Op(me, changed)])
    return changed
