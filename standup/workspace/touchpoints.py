"""Touchpoints: add, list, edit, snooze and drop; completing one is in `standup.workspace.time`, where minutes are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from standup.domain.change import Op, altered, create
from standup.domain.conflicts import edit_words
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import Origin, SnoozeReason, Touchpoint, TouchpointState
from standup.domain.text import shown, storable
from standup.domain.touchpoints import dated_by_person, in_order, kind_in, kind_of, meant, snoozed
from standup.domain.weeks import day_words
from standup.store.protocol import Roster
from standup.workspace.customers import find_customer, is_customer, new_customer
from standup.workspace.names import customer_name
from standup.workspace.people import required
from standup.workspace.references import matching, only, reference
from standup.workspace.session import Workspace, find_developer, known_names, open_touchpoints

if TYPE_CHECKING:
    from standup.domain.following import Dated


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
    rule: str | None = None,
) -> Touchpoint:
    """Plan a contact with a customer, mine unless `developer` or `unowned` says otherwise.

    With `new`, a customer that nobody knows yet is added under this name, in the same change. With a `rule` in words
    it is the first of a series, which counts from the due date, or else from today.
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
    if rule is not None:
        touchpoint = _begun(workspace, roster, touchpoint, rule)
    whom = f"{'new customer ' if added else ''}{shown(named.name)}"
    ops = [*([create(added)] if added else []), create(touchpoint)]
    workspace.commit(f"plan {touchpoint.kind} with {whom}: {shown(touchpoint.title)}", ops)
    return touchpoint


def _begun(workspace: Workspace, roster: Roster, touchpoint: Touchpoint, rule: str) -> Touchpoint:
    from standup.domain.following import begun
    from standup.domain.recurrence import read_rule

    start = touchpoint.due_on or touchpoint.created_on
    return begun(touchpoint, read_rule(rule), start, _workdays_of(workspace, roster, touchpoint.developer))


def _workdays_of(workspace: Workspace, roster: Roster, developer: str | None) -> Callable[[date], bool]:
    from standup.workspace.attention import Attention

    attention = Attention(workspace, roster, workspace.today())
    return lambda day: attention.is_workday(developer, day)


def upcoming(workspace: Workspace, rule: str, start: date | None = None, developer: str | None = None) -> list[Dated]:
    """The next five dates of a rule in words that counts from a day, today by default, on workdays of the developer.

    Raises UsageError for what is no rule.
    """
    from standup.domain.following import next_dates
    from standup.domain.recurrence import Recurrence, read_rule

    roster = workspace.store.roster()
    begin = start or workspace.today()
    found = Recurrence(read_rule(rule), begin)
    return next_dates(found, begin - timedelta(days=1), _workdays_of(workspace, roster, developer or workspace.me))


def skip(workspace: Workspace, text: str) -> tuple[Touchpoint, Touchpoint | None]:
    """Leave out one of a series; gives what was left out, and the next one."""
    from standup.domain.following import following, skipped

    roster = workspace.store.roster()
    touchpoint = touchpoint_named(workspace, text, roster)
    today = workspace.today()
    left_out = skipped(touchpoint, today)
    after = following(
        touchpoint,
        today,
        new_id=workspace.new_id(),
        cadence=None,
        contacted=False,
        is_workday=_workdays_of(workspace, roster, touchpoint.developer),
    )
    ops = [Op(touchpoint, left_out), *([create(after)] if after else [])]
    workspace.commit(f"skip {label(roster, touchpoint)}", ops)
    return left_out, after


def end_series(workspace: Workspace, text: str) -> Touchpoint:
    """Let the open touchpoint of a series be its last one."""
    from standup.domain.following import series_ended

    roster = workspace.store.roster()
    touchpoint = touchpoint_named(workspace, text, roster)
    last = series_ended(touchpoint)
    workspace.commit(f"end the series of {label(roster, touchpoint)}", [Op(touchpoint, last)])
    return last


def tick(workspace: Workspace, text: str, step: str) -> Touchpoint:
    """Tick a step of the playbook, or take the tick away; the step is named to the letter."""
    from standup.domain.playbooks import ticked

    roster = workspace.store.roster()
    touchpoint = touchpoint_named(workspace, text, roster)
    turned = altered(touchpoint, ticks=ticked(touchpoint, step))
    verb = "tick" if len(turned.ticks) > len(touchpoint.ticks) else "untick"
    workspace.commit(f"{verb} '{shown(step)}' of {label(roster, touchpoint)}", [Op(touchpoint, turned)])
    return turned


def touchpoint_named(workspace: Workspace, text: str, roster: Roster | None = None, words: str = "") -> Touchpoint:
    """An open touchpoint by its customer, or else by its short reference.

    A key such as `cafe` also looks like a reference; a person who writes it means the customer, whom they know. Of
    several with the customer it is the one that I mean (see `meant`), to whom I say `words`.
    Raises NotFoundError, and SeveralOpen where that leaves a choice.
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
    one = meant(theirs, workspace.me, words)
    if one is None:
        raise SeveralOpen(workspace, roster, theirs, "name one by its reference")
    return one


class SeveralOpen(UsageError):
    """A customer has several open touchpoints, and nothing says which of them is meant."""

    def __init__(self, workspace: Workspace, roster: Roster, touchpoints: Sequence[Touchpoint], advice: str) -> None:
        ordered = in_order(touchpoints, workspace.today())
        self._customer = shown(customer_name(roster, touchpoints[0].customer))
        owners = [_owner_words(workspace, roster, one) for one in ordered]
        self._titles = [
            f"{shown(one.title)} ({owner})" if owner else shown(one.title)
            for one, owner in zip(ordered, owners, strict=True)
        ]
        references = [
            f"{reference(one.id)} ({', '.join(filter(None, (shown(one.title), owner)))})"
            for one, owner in zip(ordered, owners, strict=True)
        ]
        super().__init__(f"{self._has(references)}; {advice}")

    def in_app(self, key: str) -> str:
        """The message in the app, where `key` completes the touchpoint of a row."""
        return f"{self._has(self._titles)}; on the Board, choose the row of one and press {key}"

    def _has(self, names: Sequence[str]) -> str:
        return f"{self._customer} has {len(names)} open touchpoints: {', '.join(names)}"


def _owner_words(workspace: Workspace, roster: Roster, touchpoint: Touchpoint) -> str:
    """Whose it is; empty where it is mine."""
    if touchpoint.developer == workspace.me:
        return ""
    owner = roster.developers.get(touchpoint.developer or "")
    return shown(owner.name) if owner else "nobody"


CLEARED: dict[str, dict[str, Any]] = {
    "due": {"due_on": None},
    "contact": {"contact": ""},
    "repeat": {"rule": "", "rule_start": None, "recurs_on": None, "origin": Origin.PERSON},
}
"""What an edit can take away from a touchpoint: the fields, and what is there then."""


def edit_touchpoint(
    workspace: Workspace,
    text: str,
    *,
    unassign: bool = False,
    clear: Collection[str] = (),
    seen: Touchpoint | None = None,
    **fields: Any,
) -> Touchpoint:
    """Alter title, kind, due date, developer, contact or rule (in words) of an open touchpoint.

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
    rule = changed.pop("rule", None)
    for name in clear:
        changed |= CLEARED[name]
    if "repeat" in clear and not touchpoint.rule:
        raise UsageError("this touchpoint comes once; there is no series to end")
    if not changed and rule is None:
        raise UsageError("nothing to change; name at least one field, such as --due fri")
    edited = altered(touchpoint, **changed)
    if "due_on" in changed:
        edited = dated_by_person(edited, edited.due_on)
    if rule is not None:
        edited = _begun(workspace, roster, edited, rule)
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
    today = workspace.today()
    later = snoozed(touchpoint, until, reason, on=today, by=workspace.me, note=storable(note).strip())
    why = f"snooze {label(roster, touchpoint)} until {day_words(until, today)}: {reason.value}"
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
