"""What a contact, or the end of a touchpoint, brings about by itself: the next of a series, a cadence that restarts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from standup.domain.care import entry_is_contact
from standup.domain.change import Op, altered, create
from standup.domain.following import following, replanned
from standup.domain.records import TimeEntry, Touchpoint
from standup.domain.text import shown
from standup.domain.touchpoints import is_contact
from standup.domain.weeks import day_words
from standup.store.protocol import Roster
from standup.workspace.attention import Attention, cadence_of_customer
from standup.workspace.session import Workspace


class Aftermath(NamedTuple):
    """The operations that follow, the touchpoint that was made if any, and what happened in words."""

    ops: tuple[Op, ...] = ()
    made: Touchpoint | None = None
    words: str = ""


def aftermath(
    workspace: Workspace,
    roster: Roster,
    customer: str,
    on: date,
    *,
    open_ones: Sequence[Touchpoint],
    ended: Touchpoint | None = None,
    contacted: bool = True,
    is_planned: bool = False,
    reason: str = "",
) -> Aftermath:
    """What follows with a customer from a contact on a day, or from the end of a touchpoint.

    `open_ones` are the customer's open touchpoints, `ended` the one among them that ends; `is_planned` says that a
    person planned the next step, and `reason` why there is none.
    """
    record = roster.customers.get(customer)
    if record is None:
        return Aftermath()
    cadence = cadence_of_customer(record)
    attention = Attention(workspace, roster, on)
    others = [one for one in open_ones if ended is None or one.id != ended.id]
    ops: list[Op] = []
    words: list[str] = []
    made = None
    if ended is not None and (ended.rule or not (others or is_planned or reason)):
        made = following(
            ended,
            on,
            new_id=workspace.new_id(),
            cadence=cadence,
            contacted=contacted,
            is_workday=lambda day: attention.is_workday(ended.developer, day),
        )
    if made is not None:
        ops.append(create(made))
        words.append(_made_words(made, on))
    for one in others if contacted else ():
        moved = replanned(one, on, cadence, lambda day, one=one: attention.is_workday(one.developer, day))  # type: ignore[misc]
        if moved is not None:
            ops.append(Op(one, moved))
            words.append(f"{shown(one.title)} moves to {_day(moved.due_on, on)} by the cadence")
    if reason != record.no_next_step and (reason or ended is not None):
        ops.append(Op(record, altered(record, no_next_step=reason)))
    if reason:
        words.append(f"no next step: {shown(reason)}")
    return Aftermath(tuple(ops), made, "; ".join(words))


def _made_words(made: Touchpoint, on: date) -> str:
    by = "by its series" if made.rule else "by the cadence"
    moved = ""
    if made.recurs_on is not None and made.recurs_on != made.due_on:
        moved = f", since {day_words(made.recurs_on, on)} is no workday"
    return f"next {by}: {_day(made.due_on, on)}{moved}"


def _day(day: date | None, today: date) -> str:
    return day_words(day, today) if day else "no date"


def after_time(
    workspace: Workspace,
    roster: Roster,
    entries: Sequence[TimeEntry],
    open_ones: Sequence[Touchpoint],
    *,
    done: Touchpoint | None,
    is_planned: bool,
    reason: str,
) -> Aftermath:
    """What follows from logged time with a customer, of which one touchpoint may be completed (`done`)."""
    meeting = next((entry for entry in entries if entry_is_contact(entry)), None)
    spent = next((entry for entry in entries if entry.customer), None)
    if spent is None or spent.customer is None or (meeting is None and done is None):
        return Aftermath()
    return aftermath(
        workspace,
        roster,
        spent.customer,
        spent.day,
        open_ones=open_ones,
        ended=done,
        contacted=is_contact(done.outcome) if done else True,
        is_planned=is_planned,
        reason=reason,
    )
