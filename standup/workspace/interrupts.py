"""Interrupts of the person who acts: what to offer for the next one."""

from __future__ import annotations

from typing import NamedTuple

from standup.domain.records import InterruptClass
from standup.domain.weeks import Week
from standup.workspace.session import Workspace, at_one_moment

_WEEKS = 4
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
    entries = [one for back in range(_WEEKS) for one in workspace.store.week(workspace.me, this - back).entries]
    latest = sorted((one for one in entries if one.interrupt), key=lambda one: (one.day, one.id), reverse=True)
    requesters = tuple(dict.fromkeys(one.asked_by for one in latest if one.asked_by))[:_MOST]
    last = latest[0] if latest else None
    return Offer(last.asked_by if last else "", last.interrupt_class if last else None, requesters)
