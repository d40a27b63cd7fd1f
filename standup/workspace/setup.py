"""A new team: its record and its first developer, who is its lead."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from standup.domain.records import DayMinutes, Developer, Role, Team
from standup.workspace.people import new_developer, required


class NewTeam(NamedTuple):
    """What a store is created with."""

    team: Team
    lead: Developer


def new_team(
    name: str,
    *,
    team: str,
    timezone: str,
    hours: DayMinutes | None = None,
    hours_from: date | None = None,
    country: str | None = None,
    region: str | None = None,
) -> NewTeam:
    """A team with its first developer, who is its lead; raises UsageError for empty names or an unknown zone."""
    lead = new_developer(
        name,
        taken=(),
        timezone=timezone,
        hours=hours,
        hours_from=hours_from,
        role=Role.LEAD,
        country=country,
        region=region,
    )
    return NewTeam(Team(name=required(team, "team's name")), lead)
