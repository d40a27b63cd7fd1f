"""Touchpoints: add, list, edit, snooze and drop; completing one is in `standup.workspace.time`, where minutes are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from standup.domain.change import Op, altered, create
from standup.domain.conflicts import edit_words
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import SnoozeReason, Touchpoint, TouchpointState
from standup.domain.text import shown, storable
from standup.domain.touchpoints import in_order, kind_in, kind_of, snoozed
from standup.domain.weeks import day_words
from standup.store.protocol import Roster
from standup.workspace.customers import find_customer, is_customer, new_customer
from standup.workspace.names import customer_name
from standup.workspace.people import required
from standup.workspace.references import matching, only, reference
from standup.workspace.session import Workspace, at_one_moment, find_developer, known_names, open_touchpoints, owners


def new_touchpoint(
    workspace: Workspace,
    customer: str,
    title: str,
    *,
    developer: str | None,
    today: date,
    kind: str = "",
    due_on: date | None = None,
    contact: str = "",
) -> Touchpoint:
    """A touchpoint's record; without a kind, the one that its title names."""
    title = required(title, "title")
    return Touchpoint(
        id=workspace.new_id(),
        customer=customer,
        title=title,
        created_on=today,
        kind=kind or kind_in(title),
        developer=developer,
        due_on=due_on,
        contact=storable(contact).strip(),
    )


def add_touchpoint(
    workspace: Workspace,
    customer: str,
    title: str,
    *,
    kind: str | None = None,
    due_on: date | None = None,
    developer: str | None = None,
    unowned: bool = False,
    contact: str = "",
    new: bool = False,
) -> Touchpoint:
    """Plan a contact with a customer, mine unless `developer` or `unowned` says otherwise.

    With `new`, a customer that nobody knows yet is added under this name, in the same change.
    """
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    added = new_customer(roster, customer) if new and not is_customer(roster, customer) else None
    named = added or find_customer(roster, customer)
    touchpoint = new_touchpoint(
        workspace,
        named.id,
        title,
        developer=None if unowned else me.id if developer is None else find_developer(roster, developer).id,
        today=workspace.today(me),
        kind="" if kind is None else kind_of(kind),
        due_on=due_on,
        contact=contact,
    )
    whom = f"{'new customer ' if added else ''}{shown(named.name)}"
    ops = [*([create(added)] if added else []), create(touchpoint)]
    workspace.commit(f"plan {touchpoint.kind} with {whom}: {shown(touchpoint.title)}", ops)
    return touchpoint


def touchpoint_named(workspace: Workspace, text: str, roster: Roster | None = None) -> Touchpoint:
    """An open touchpoint by a customer that has exactly one open, or else by its short reference.

    A key such as `cafe` also looks like a reference; a person who writes it means the customer, whom they know.
    Raises NotFoundError, or UsageError that lists the open ones where a customer has several.
    """
    roster = roster or workspace.store.roster()
    everyone = open_touchpoints(workspace.store, roster)
    try:
        customer = find_customer(roster, text)
    except NotFoundError as error:
        if found := matching(everyone, text):
            return only(found, text, "touchpoint", "`standup touchpoint list`")
        raise NotFoundError(f"no touchpoint and {error}") from None
    theirs = [one for one in everyone if one.customer == customer.id]
    if not theirs:
        raise NotFoundError(f"{shown(customer.name)} has no open touchpoint")
    if len(theirs) > 1:
        raise UsageError(several(customer.name, theirs, workspace.today()))
    return theirs[0]


def several(
    customer: str, touchpoints: Sequence[Touchpoint], today: date, advice: str = "name one by its reference"
) -> str:
    """The message that asks which of a customer's open touchpoints is meant."""
    names = ", ".join(f"{reference(one.id)} ({shown(one.title)})" for one in in_order(touchpoints, today))
    return f"{shown(customer)} has {len(touchpoints)} open touchpoints: {names}; {advice}"


@at_one_moment
def list_touchpoints(
    workspace: Workspace, *, developer: str | None = None, everyone: bool = False, closed: bool = False
) -> list[Touchpoint]:
    """Open touchpoints of one developer (me by default) or of everyone and nobody, in order of urgency.

    Closed ones follow on request, the latest first.
    """
    roster = workspace.store.roster()
    chosen = workspace.me if developer is None else find_developer(roster, developer).id
    people = list(owners(roster)) if everyone else [chosen]
    open_ones = [one for owner in people for one in workspace.store.desk(owner).touchpoints]
    listed = in_order(open_ones, workspace.today())
    if closed:
        gone = [
            one
            for owner in people
            for year in workspace.store.closed_years(owner)
            for one in workspace.store.closed(owner, year).touchpoints
        ]
        listed += sorted(gone, key=lambda one: (one.closed_on or one.created_on, one.id), reverse=True)
    return listed


CLEARED: dict[str, tuple[str, str | None]] = {"due": ("due_on", None), "contact": ("contact", "")}
"""What an edit can take away from a touchpoint: the field, and what is there then."""


def edit_touchpoint(
    workspace: Workspace,
    text: str,
    *,
    unassign: bool = False,
    clear: Collection[str] = (),
    seen: Touchpoint | None = None,
    **fields: Any,
) -> Touchpoint:
    """Alter title, kind, due date, developer or contact of an open touchpoint.

    `clear` names what to take away, of the keys of `CLEARED`. With `seen`, the touchpoint as the person saw it, an
    edit of what others have altered since is a Conflict.
    """
    roster = workspace.store.roster()
    touchpoint = seen or touchpoint_named(workspace, text, roster)
    changed = {name: value for name, value in fields.items() if value is not None}
    if "title" in changed:
        changed["title"] = required(changed["title"], "title")
    if "kind" in changed:
        changed["kind"] = kind_of(changed["kind"])
    if "contact" in changed:
        changed["contact"] = storable(changed["contact"]).strip()
    if "developer" in changed:
        changed["developer"] = find_developer(roster, changed["developer"]).id
    if unassign:
        changed["developer"] = None
    changed |= dict(CLEARED[name] for name in clear)
    if not changed:
        raise UsageError("nothing to change; name at least one field, such as --due fri")
    edited = altered(touchpoint, **changed)
    why = edit_words(f"touchpoint {label(roster, touchpoint)}", touchpoint, edited, known_names(roster))
    workspace.commit(why, [Op(touchpoint, edited)])
    return edited


def snooze(
    workspace: Workspace,
    text: str,
    until: date,
    reason: SnoozeReason,
    note: str = "",
    *,
    seen: Touchpoint | None = None,
) -> Touchpoint:
    """Postpone a touchpoint to a day, for a reason that is kept with what is added to it; the due date stays.

    With `seen`, the touchpoint as the person saw it, a snooze of what others have altered since is a Conflict.
    """
    roster = workspace.store.roster()
    touchpoint = seen or touchpoint_named(workspace, text, roster)
    later = snoozed(touchpoint, until, reason, on=workspace.today(), by=workspace.me, note=storable(note).strip())
    why = f"snooze {label(roster, touchpoint)} until {day_words(until)}: {reason.value}"
    workspace.commit(why, [Op(touchpoint, later)])
    return later


def drop(workspace: Workspace, text: str) -> Touchpoint:
    """Give up a touchpoint without a contact; it stays in the history as dropped."""
    roster = workspace.store.roster()
    touchpoint = touchpoint_named(workspace, text, roster)
    dropped = altered(touchpoint, state=TouchpointState.DROPPED, closed_on=workspace.today())
    workspace.commit(f"drop touchpoint {label(roster, touchpoint)}", [Op(touchpoint, dropped)])
    return dropped


def label(roster: Roster, touchpoint: Touchpoint) -> str:
    """A touchpoint in words: its customer's name and its title, safe for a terminal."""
    return f"{shown(customer_name(roster, touchpoint.customer))}: {shown(touchpoint.title)}"
