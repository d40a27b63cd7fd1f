"""My open touchpoints and my weeks on duty, as whole days for a calendar program."""

from __future__ import annotations

from typing import NamedTuple

from standup.domain.duty import MOST_WEEKS
from standup.domain.records import Customer, Touchpoint
from standup.domain.text import shown
from standup.domain.touchpoint_import import OWN_UID
from standup.domain.touchpoints import in_order
from standup.domain.weeks import Week, weeks_between
from standup.reports.as_ics import CalendarDay, render_calendar
from standup.workspace.duty import on_duty
from standup.workspace.names import customer_name
from standup.workspace.session import Workspace, at_one_moment


class Calendar(NamedTuple):
    """What was written, and what a calendar has no place for."""

    text: str
    touchpoints: int
    weeks: int
    undated: tuple[str, ...]
    """Open touchpoints without a day, in words."""


@at_one_moment
def my_calendar(workspace: Workspace) -> Calendar:
    """My open touchpoints on the day on which each is due, or comes back where it is snoozed, and my weeks on duty."""
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    today = workspace.today(me)
    days: list[CalendarDay] = []
    undated: list[str] = []
    for one in in_order(workspace.store.desk(me.id).touchpoints, today):
        title = f"{customer_name(roster, one.customer)}: {one.title}"
        due = one.due_on if one.snoozed_until is None or one.snoozed_until <= today else one.snoozed_until
        if due is None:
            undated.append(shown(title))
            continue
        about = _description(one, roster.customers.get(one.customer))
        uid = f"{one.id}{OWN_UID}"
        days.append(CalendarDay(uid=uid, first=due, last=due, title=title, description=about, version=one.version))
    this = Week.of(today)
    duty = [week for week in weeks_between(this, this + MOST_WEEKS) if on_duty(roster, week) == me.id]
    for week in duty:
        uid = f"duty-{week}-{me.id}@standup.invalid"
        days.append(CalendarDay(uid=uid, first=week.monday, last=week.sunday, title=f"On duty {week}"))
    text = render_calendar(f"standup {me.name}", days, workspace.now())
    return Calendar(text, len(days) - len(duty), len(duty), tuple(undated))


def _description(touchpoint: Touchpoint, customer: Customer | None) -> str:
    """The kind, whom to ask for, and the note."""
    contacts = customer.contacts if customer else ()
    known = next((one for one in contacts if one.name == touchpoint.contact), None)
    whom = ", ".join(filter(None, (known.name, known.phone, known.email))) if known else touchpoint.contact
    return "\n".join(filter(None, (touchpoint.kind, whom, touchpoint.note)))
