"""Developers, their hours and leave, and the team itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from standup.domain.availability import contract_minutes, leave_halves, with_hours
from standup.domain.change import Op, altered, create, remove
from standup.domain.conflicts import edit_words, name_words, span_words
from standup.domain.errors import ForbiddenError, UsageError
from standup.domain.records import DayMinutes, Developer, HoursPeriod, Leave, Role, Team, Tombstone
from standup.domain.text import shown, storable, unused_slug
from standup.domain.weeks import day_words
from standup.store.protocol import Roster
from standup.workspace.references import matching, only
from standup.workspace.session import Workspace, find_developer, known_names, local_date, zone_named

LONGEST_LEAVE = 366  # days; more is a slip of the year


def new_developer(
    name: str,
    *,
    taken: Sequence[str],
    timezone: str,
    hours: DayMinutes | None = None,
    hours_from: date | None = None,
    joined_on: date | None = None,
    role: Role = Role.DEVELOPER,
    country: str | None = None,
    region: str | None = None,
) -> Developer:
    """A developer's record with an unused slug as id.

    Raises UsageError for an empty name, an unknown zone, a start without hours and a region without a country.
    """
    zone_named(timezone)
    _refuse_idle_start(hours, hours_from)
    _refuse_lone_region(country, region)
    return Developer(
        id=unused_slug(name, taken),
        name=required(name, "name"),
        timezone=timezone,
        role=role,
        hours=() if hours is None else (HoursPeriod(minutes=hours, start=hours_from),),
        joined_on=None if hours_from else joined_on,
        country=country,
        region=region,
    )


def required(text: str, what: str) -> str:
    """Text that a record cannot do without, trimmed; raises UsageError where nothing is left."""
    trimmed = storable(text).strip()
    if not trimmed:
        raise UsageError(f"the {what} is empty")
    return trimmed


def add_developer(workspace: Workspace, name: str, **details: Any) -> Developer:
    """Add a developer to the team; a lead only."""
    workspace.require_lead("add developers")
    today = local_date(workspace.now(), details["timezone"])
    developer = new_developer(name, taken=list(workspace.store.roster().developers), joined_on=today, **details)
    workspace.commit(f"add developer {shown(developer.name)}", [create(developer)])
    return developer


class NameTakenError(UsageError):
    """Who joins gave the name of somebody who is in the team."""

    def __init__(self, developer: Developer) -> None:
        self.developer = developer
        name = shown(developer.name)
        super().__init__(f"{name} is in the team already; if that is you, join with `--as {developer.id}`")


def joining(roster: Roster, name: str, **details: Any) -> Developer:
    """The record of a person who would join a team, as its lead where nobody is in it.

    Raises NameTakenError where somebody of that name is in it, and UsageError as `new_developer` does.
    """
    role = Role.DEVELOPER if roster.developers else Role.LEAD
    for one in roster.developers.values():
        if one.name.casefold() == name.strip().casefold():
            raise NameTakenError(one)
    return new_developer(name, taken=list(roster.developers), role=role, **details)


def join(workspace: Workspace, name: str, **details: Any) -> Developer:
    """Add the person who acts to a team that exists; raises what `joining` raises.

    `workspace.me` is set to the new developer's id.
    """
    today = local_date(workspace.now(), details["timezone"])
    developer = joining(workspace.store.roster(), name, joined_on=today, **details)
    workspace.me = developer.id
    workspace.commit(f"join as {shown(developer.name)}", [create(developer)])
    return developer


def list_developers(workspace: Workspace) -> list[Developer]:
    """All developers by name; their hours are seen by themselves and by a lead, for others they are left out."""
    roster = workspace.store.roster()
    all_hours = workspace.developer(roster).role is Role.LEAD
    seen = [
        one if all_hours or one.id == workspace.me else replace(one, hours=()) for one in roster.developers.values()
    ]
    return sorted(seen, key=lambda one: (one.name.casefold(), one.id))


def edit_developer(
    workspace: Workspace,
    who: str,
    *,
    hours: DayMinutes | None = None,
    hours_from: date | None = None,
    emails: Sequence[str] | None = None,
    **fields: Any,
) -> Developer:
    """Alter a developer: oneself, or anybody as a lead; new hours begin on `hours_from` and leave the past alone.

    The first hours hold for all days unless a start is given; later ones begin today unless a start is given.
    `emails` are all addresses under which they commit, or `none`. Another country takes the region of the old one away.
    Raises ForbiddenError, NotFoundError, or UsageError where an address is somebody else's or the team would lose its
    last lead.
    """
    roster = workspace.store.roster()
    developer = find_developer(roster, who)
    me = workspace.developer(roster)
    if developer.id != me.id and me.role is not Role.LEAD:
        raise ForbiddenError("only a lead may edit other developers")
    changed = {name: value for name, value in fields.items() if value is not None}
    if "name" in changed:
        changed["name"] = required(changed["name"], "name")
    if emails is not None:
        changed["emails"] = _addresses(roster, developer, emails)
    if "timezone" in changed:
        zone_named(changed["timezone"])
    if "role" in changed and me.role is not Role.LEAD:
        raise ForbiddenError("only a lead may give or take the role of a lead")
    if changed.get("country", developer.country) != developer.country:
        changed.setdefault("region", None)
    _refuse_lone_region(changed.get("country", developer.country), changed.get("region"))
    _refuse_idle_start(hours, hours_from)
    if hours is not None:
        start = hours_from if hours_from or not developer.hours else workspace.today(developer)
        changed["hours"] = with_hours(developer, hours, start)
    keep_a_lead(roster.developers.values(), developer, changed)
    if not changed:
        raise UsageError("nothing to change; name at least one field, such as --hours 32")
    edited = altered(developer, **changed)
    why = edit_words(f"developer {shown(developer.name)}", developer, edited, known_names(roster))
    workspace.commit(why, [Op(developer, edited)])
    return edited


def _addresses(roster: Roster, developer: Developer, emails: Sequence[str]) -> tuple[str, ...]:
    if [one.strip().casefold() for one in emails] == ["none"]:
        return ()
    found = {one.strip().casefold(): one.strip() for one in emails}
    theirs = {one.casefold(): other for other in roster.developers.values() for one in other.emails}
    for key, email in found.items():
        if "@" not in email.strip("@") or shown(email) != email or any(one.isspace() or one in "<>," for one in email):
            raise UsageError(f"'{shown(email)}' is no e-mail address; write one such as dana@example.com")
        other = theirs.get(key, developer)
        if other.id != developer.id:
            raise UsageError(f"{shown(email)} is an address of {shown(other.name)}")
    return tuple(found.values())


def _refuse_lone_region(country: str | None, region: str | None) -> None:
    if region and not country:
        raise UsageError(f"'{shown(region)}' is a region of which country? name the country too")


def _refuse_idle_start(hours: DayMinutes | None, hours_from: date | None) -> None:
    if hours_from is not None and hours is None:
        raise UsageError("a start is that of new hours; give the hours too")


def keep_a_lead(everyone: Iterable[Developer], developer: Developer, changed: dict[str, Any]) -> None:
    stays = changed.get("role", developer.role) is Role.LEAD and changed.get("active", developer.active)
    others = any(one.role is Role.LEAD and one.active and one.id != developer.id for one in everyone)
    if developer.role is Role.LEAD and not stays and not others:
        raise UsageError(f"{shown(developer.name)} is the only lead; make somebody else lead first")


def edit_team(
    workspace: Workspace,
    *,
    name: str | None = None,
    band: tuple[int, int] | None = None,
    interrupt_budget: int | None = None,
) -> Team:
    """Alter the team's name, target band or interrupt budget (per cent); a lead only."""
    workspace.require_lead("edit the team")
    team = workspace.store.roster().team
    fields: dict[str, Any] = {}
    if name is not None:
        fields["name"] = required(name, "name")
    if band is not None:
        low, high = band
        if not 0 <= low < high <= 100:
            raise UsageError(f"{low}-{high} is no band; write two per cents, the lower first, such as 10-20")
        fields |= {"band_low": low, "band_high": high}
    if interrupt_budget is not None:
        fields["interrupt_budget"] = checked_budget(interrupt_budget)
    if not fields:
        raise UsageError("nothing to change; give --name, --band or --interrupt-budget")
    edited = altered(team, **fields)
    workspace.commit(edit_words("the team", team, edited), [Op(team, edited)])
    return edited


def checked_budget(per_cent: int) -> int:
    """How much of the logged time interrupts may take, in per cent; raises UsageError for what is none."""
    if not 0 <= per_cent <= 100:
        raise UsageError(f"{per_cent} is no budget; write per cent of the logged time, such as 20")
    return per_cent


def add_leave(
    workspace: Workspace,
    first: date,
    last: date | None = None,
    *,
    who: str | None = None,
    half: bool = False,
    note: str = "",
) -> Leave:
    """Add leave of the person who acts, or of anybody as a lead; both days are included.

    Raises UsageError where the days are in the wrong order, over a year, or on leave already.
    """
    roster = workspace.store.roster()
    developer = find_developer(roster, who) if who is not None else workspace.developer(roster)
    if developer.id != workspace.me:
        workspace.require_lead("add leave for others")
    last = last or first
    if last < first:
        raise UsageError(f"the leave ends {day_words(last, first)}, before it begins {day_words(first)}")
    if (last - first).days > LONGEST_LEAVE:
        raise UsageError(f"{first} to {last} is more than a year; give leave year by year")
    for other in workspace.store.desk(developer.id).leave:
        if other.first <= last and first <= other.last and not (half and other.half):
            raise UsageError(f"{shown(developer.name)} has leave {span_words(other)} already; remove that first")
    leave = Leave(
        id=workspace.new_id(), developer=developer.id, first=first, last=last, half=half, note=storable(note).strip()
    )
    workspace.commit(f"leave for {shown(developer.name)}: {span_words(leave)}", [create(leave)])
    return leave


def list_leave(workspace: Workspace, who: str | None = None) -> list[Leave]:
    """Leave of one developer or of all, by first day.

    Presence is no secret in a team; the notes of others are theirs, and are left out.
    """
    roster = workspace.store.roster()
    people = [find_developer(roster, who).id] if who is not None else list(roster.developers)
    return sorted(
        (
            leave if person == workspace.me else replace(leave, note="")
            for person, leave in _leave_of(workspace, people)
        ),
        key=lambda leave: (leave.first, leave.developer, leave.id),
    )


def _leave_of(workspace: Workspace, people: Iterable[str]) -> Iterable[tuple[str, Leave]]:
    return ((person, leave) for person in people for leave in workspace.store.desk(person).leave)


def remove_leave(workspace: Workspace, text: str) -> Leave:
    """Remove leave by its short reference: one's own, or anybody's as a lead.

    Imported leave leaves a tombstone, and no import brings it back.
    """
    roster = workspace.store.roster()
    everyones = [leave for _, leave in _leave_of(workspace, roster.developers)]
    leave = only(matching(everyones, text), text, "leave", "`standup leave list`")
    if leave.developer != workspace.me:
        workspace.require_lead("remove leave of others")
    ops = [remove(leave)]
    if leave.source_id is not None:
        stone = Tombstone(id=workspace.new_id(), source_id=leave.source_id, developer=leave.developer, day=leave.first)
        ops.append(create(stone))
    workspace.commit(f"remove {name_words(leave, known_names(roster))}", ops)
    return leave


def presence(workspace: Workspace, developer: Developer, day: date) -> str:
    """Why somebody is not at work on a day: `leave`, the name of a public holiday, `off`, or nothing."""
    holidays = workspace.holidays_of(developer, day.year)
    if day in holidays:
        return holidays[day]
    if leave_halves(developer, day, workspace.store.desk(developer.id).leave) == 2:
        return "leave"
    return "off" if contract_minutes(developer, day) == 0 else ""
