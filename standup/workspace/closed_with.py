"""What the team closed with one customer: touchpoints done and dropped, and work items done for them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from standup.domain.records import Touchpoint, WorkItem
from standup.store.errors import DamagedFileError
from standup.store.protocol import Roster
from standup.workspace.session import Workspace, owners


class ClosedWith(NamedTuple):
    """What was closed with a customer in this year and the last one, latest first."""

    touchpoints: list[Touchpoint]
    work_items: list[WorkItem]
    damaged: tuple[str, ...]
    """The names of those whose file of that time is damaged: it must not take everybody's view down."""


def closed_with(workspace: Workspace, roster: Roster, customer: str, today: date) -> ClosedWith:
    """What the team closed with a customer; each file is read once."""
    touchpoints: list[Touchpoint] = []
    work_items: list[WorkItem] = []
    damaged: list[str] = []
    for owner in owners(roster):
        try:
            years = [workspace.store.closed(owner, year) for year in (today.year, today.year - 1)]
        except DamagedFileError:
            damaged.append(roster.developers[owner].name if owner is not None else "nobody")
        else:
            for year in years:
                touchpoints += [one for one in year.touchpoints if one.customer == customer]
                work_items += [one for one in year.work_items if one.customer == customer]
    return ClosedWith(
        sorted(touchpoints, key=lambda one: (one.closed_on or one.created_on, one.id), reverse=True),
        sorted(work_items, key=lambda one: (one.state_since, one.id), reverse=True),
        tuple(damaged),
    )
