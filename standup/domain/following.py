"""What follows a touchpoint: the next one of a series or a cadence, and the date that a contact gives to one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from standup.domain.cadence import Cadence, next_contact, workday_from
from standup.domain.errors import UsageError
from standup.domain.records import Origin, Touchpoint, TouchpointState
from standup.domain.recurrence import Recurrence
from standup.domain.weeks import day_words


class Dated(NamedTuple):
    """A date that a rule gave, and the workday that it became."""

    recurs_on: date
    due_on: date

    def words(self, today: date) -> str:
        """The due date, and the rule's own where that is another: `Mon 4 Jan (Sun 3 Jan is no workday)`."""
        due = day_words(self.due_on, today)
        return due if self.due_on == self.recurs_on else f"{due} ({day_words(self.recurs_on, today)} is no workday)"


def recurrence_of(touchpoint: Touchpoint) -> Recurrence | None:
    """The rule by which a touchpoint comes again; None for one that comes once."""
    if not touchpoint.rule or touchpoint.rule_start is None:
        return None
    return Recurrence(touchpoint.rule, touchpoint.rule_start)


def next_dates(recurrence: Recurrence, after: date, is_workday: Callable[[date], bool], count: int = 5) -> list[Dated]:
    """The next dates of a rule after a day, each moved to the next workday where it is none."""
    return [Dated(day, workday_from(day, is_workday)) for day in recurrence.preview(after, count)]


def begun(touchpoint: Touchpoint, rule: str, start: date, is_workday: Callable[[date], bool]) -> Touchpoint:
    """A touchpoint made the first of a series that counts from a day; raises UsageError where it has no date."""
    recurrence = Recurrence(rule, start)
    found = next_dates(recurrence, start - timedelta(days=1), is_workday, 1)
    if not found:
        raise UsageError(f"'{recurrence}' gives no date after {start}; say when it begins with --due")
    return replace(
        touchpoint,
        rule=rule,
        rule_start=start,
        recurs_on=found[0].recurs_on,
        due_on=found[0].due_on,
        origin=Origin.SERIES,
    )


def following(
    touchpoint: Touchpoint,
    on: date,
    *,
    new_id: str,
    cadence: Cadence | None,
    contacted: bool,
    is_workday: Callable[[date], bool],
) -> Touchpoint | None:
    """The touchpoint that comes after one which ends on a day, by its series or else by the customer's cadence.

    A series goes on with its next date after both its own last one and that day. A cadence counts from the contact;
    where there was none (`contacted` is False), it is tried again on the next workday. None where nothing follows.
    """
    recurrence = recurrence_of(touchpoint)
    if recurrence is not None:
        found = next_dates(recurrence, max(touchpoint.recurs_on or on, on), is_workday, 1)
        if not found:
            return None
        recurs_on, due_on, origin = found[0].recurs_on, found[0].due_on, Origin.SERIES
    elif cadence is not None:
        recurs_on, origin = None, Origin.CADENCE
        due_on = (
            next_contact(cadence, on, is_workday) if contacted else workday_from(on + timedelta(days=1), is_workday)
        )
    else:
        return None
    return Touchpoint(
        id=new_id,
        customer=touchpoint.customer,
        title=touchpoint.title,
        created_on=on,
        kind=touchpoint.kind,
        developer=touchpoint.developer,
        contact=touchpoint.contact,
        due_on=due_on,
        origin=origin,
        rule=touchpoint.rule,
        rule_start=touchpoint.rule_start,
        recurs_on=recurs_on,
    )


def replanned(
    touchpoint: Touchpoint, contact_on: date, cadence: Cadence | None, is_workday: Callable[[date], bool]
) -> Touchpoint | None:
    """An open touchpoint of a cadence after a contact; None where its date stays, as a person's always does."""
    if cadence is None or touchpoint.origin is not Origin.CADENCE or not touchpoint.state.is_open:
        return None
    due_on = next_contact(cadence, contact_on, is_workday)
    if touchpoint.due_on is not None and due_on <= touchpoint.due_on:
        return None
    return replace(touchpoint, due_on=due_on, snoozed_until=None, snooze_reason=None, version=touchpoint.version + 1)


def series_ended(touchpoint: Touchpoint) -> Touchpoint:
    """The touchpoint as the last one of its series; raises UsageError where it comes once anyway."""
    if not touchpoint.rule:
        raise UsageError("this touchpoint comes once; there is no series to end")
    return replace(
        touchpoint, rule="", rule_start=None, recurs_on=None, origin=Origin.PERSON, version=touchpoint.version + 1
    )


def skipped(touchpoint: Touchpoint, on: date) -> Touchpoint:
    """One of a series left out: dropped, without a contact; raises UsageError where there is no next one."""
    if not touchpoint.state.is_open:
        raise UsageError(f"this touchpoint is {touchpoint.state.value} already")
    if not touchpoint.rule:
        raise UsageError("only one of a series can be skipped; drop this one, or snooze it")
    return replace(
        touchpoint,
        state=TouchpointState.DROPPED,
        closed_on=on,
        outcome="skipped",
        snoozed_until=None,
        snooze_reason=None,
        version=touchpoint.version + 1,
    )
