"""Interrupts: what to offer for my next one, and what those of the team add up to."""

from __future__ import annotations

from typing import NamedTuple

from standup.domain.interrupts import WEEKS, InterruptWeek, interrupt_week
from standup.domain.records import InterruptClass
from standup.domain.split import total
from standup.domain.weeks import Week, weeks_between
from standup.store.protocol import Roster
from standup.workspace.duty import on_duty
from standup.workspace.session import Workspace, at_one_moment
from standup.workspace.weeks import team_week

_OFFERED_WEEKS = 4
_MOST = 9


class Offer(NamedTuple):
    """What the next interrupt is likely to be."""

    asked_by: str
    """Who asked for the last one; empty where nobody said."""
    of_class: InterruptClass | None
    """The class of the last one."""
    requesters: tuple[str, ...]
    """Who asked for those of the last weeks, the latest first."""


@at_one_moment
def offered_interrupt(workspace: Workspace) -> Offer:
    """Who asked for my latest interrupt and its class, and who else asked in the last four weeks."""
    this = Week.of(workspace.today())
    entries = [one for back in range(_OFFERED_WEEKS) for one in workspace.store.week(workspace.me, this - back).entries]
    latest = sorted((one for one in entries if one.interrupt), key=lambda one: (one.day, one.id), reverse=True)
    requesters = tuple(dict.fromkeys(one.asked_by for one in latest if one.asked_by))[:_MOST]
    last = latest[0] if latest else None
    return Offer(last.asked_by if last else "", last.interrupt_class if last else None, requesters)


@at_one_moment
def interrupt_weeks(workspace: Workspace, roster: Roster, last: Week) -> tuple[InterruptWeek, ...]:
    """The interrupts of the team in the three weeks up to `last`, in sums, earliest first."""
    return tuple(_interrupt_week(workspace, roster, week) for week in weeks_between(last - (WEEKS - 1), last))


def _interrupt_week(workspace: Workspace, roster: Roster, week: Week) -> InterruptWeek:
    gathered = team_week(workspace, week, roster)
    who = on_duty(roster, week)
    developer = roster.developers.get(who or "")
    entries = [entry for one in gathered for entry in one.records.entries]
    return interrupt_week(week, entries, total(one.split for one in gathered), who, developer.name if developer else "")
