"""All that is one's own, with all that the team shares: a person's own backup as plain data."""

from __future__ import annotations

from typing import Any

from standup.workspace.session import Workspace, owners

SCHEMA = "standup.own/1"


def own_records(workspace: Workspace) -> dict[str, Any]:
    """My entries with notes and clock times, closed weeks and timer, and what everybody may see: team, customers,
    work items, touchpoints and leave. Nobody else's entries are in it, whoever asks.
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
        "developers": list(roster.developers.values()),
        "customers": list(roster.customers.values()),
        "work_items": [
            *(item for desk in desks for item in desk.work_items),
            *(item for closed in gone for item in closed.work_items),
        ],
        "touchpoints": [
            *(item for desk in desks for item in desk.touchpoints),
            *(item for closed in gone for item in closed.touchpoints),
        ],
        "leave": [leave for desk in desks for leave in desk.leave],
        "time_entries": [entry for week in weeks for entry in week.entries],
        "closed_weeks": [week.closed for week in weeks if week.closed is not None],
        "timer": store.desk(me.id).timer,
    }
