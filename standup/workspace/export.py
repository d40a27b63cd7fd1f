"""All that is one's own, with all that the team shares: a person's own backup as plain data."""

from __future__ import annotations

from typing import Any

from standup.workspace.people import list_developers, list_leave
from standup.workspace.session import Workspace, at_one_moment, owners

SCHEMA = "standup.own/1"


@at_one_moment
def own_records(workspace: Workspace) -> dict[str, Any]:
    """My entries with notes and clock times, closed weeks and timer, and what I may see of the team's.

    That is team, developers, customers, work items, touchpoints and leave. Nobody else's entries are in it, whoever
    asks; the hours of others only where a lead asks, and the notes of others' leave never.
    """
    store = workspace.store
    roster = store.roster()
    me = workspace.developer(roster)
    weeks = [store.week(me.id, week) for week in store.weeks(me.id)]
    desks = [store.desk(owner) for owner in owners(roster)]
    gone = [store.closed(owner, year) for owner in owners(roster) for year in store.closed_years(owner)]
    return {
        "schema": SCHEMA,
        "of": me.id,
        "at": workspace.now(),
        "team": roster.team,
        "developers": list_developers(workspace),
        "customers": list(roster.customers.values()),
        "work_items": [
            *(item for desk in desks for item in desk.work_items),
            *(item for closed in gone for item in closed.work_items),
        ],
        "touchpoints": [
            *(item for desk in desks for item in desk.touchpoints),
            *(item for closed in gone for item in closed.touchpoints),
        ],
        "leave": list_leave(workspace),
        "time_entries": [entry for week in weeks for entry in week.entries],
        "closed_weeks": [week.closed for week in weeks if week.closed is not None],
        "timer": store.desk(me.id).timer,
    }
