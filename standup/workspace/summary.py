"""The summary of a week for the person who asks, and its files."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from standup.domain.availability import leave_halves
from standup.domain.errors import ForbiddenError, StandupError
from standup.domain.records import Developer, Role, Touchpoint, TouchpointState
from standup.domain.shaping import shaping_of
from standup.domain.split import over_capacity
from standup.domain.text import shown
from standup.domain.touchpoints import InWeek, in_order, in_week
from standup.domain.weeks import Week
from standup.reports.render import FORMATS, Format, rendered
from standup.reports.summary import (
    LEAD,
    TEAM,
    Audience,
    DoneTouchpoint,
    DueTouchpoint,
    Holiday,
    MemberWeek,
    PastWeek,
    Publication,
    SnoozedTouchpoint,
    Version,
    WeekSummary,
    WeekTouchpoints,
    WithoutNextStep,
    build_summary,
)
from standup.store.protocol import Roster
from standup.workspace.attention import Attention
from standup.workspace.closing import corrections, published_week
from standup.workspace.deciding import closed_weeks, decisions_needed
from standup.workspace.history import HistoryWeek, team_history
from standup.workspace.session import Workspace, at_one_moment, open_touchpoints, owners, zone_of
from standup.workspace.weeks import DeveloperWeek, band_of, developer_week, team_week


@at_one_moment
def week_summary(workspace: Workspace, week: Week, version: Version = "own") -> WeekSummary:
    """The week as the person who asks may see it: a lead everybody's totals, anyone else their own and the team's.

    Another `version` may be asked for: the lead's by leads alone (ForbiddenError), the team's by anybody.
    """
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    audience = _audience(me, version)
    gathered = team_week(workspace, week, roster)
    if audience.member and me.id not in {one.developer.id for one in gathered}:
        gathered.append(developer_week(workspace, me, week))
    today = workspace.today(me)
    history = team_history(workspace, roster, week)
    attention = Attention(workspace, roster, today)
    summary = build_summary(
        week=week,
        today=today,
        team_name=roster.team.name,
        band=band_of(roster),
        members=_members(gathered, me, history),
        touchpoints=_touchpoints(workspace, roster, week, attention),
        audience=audience,
        past=[PastWeek(week=one.week, splits=one.members, closed=one.closed_by) for one in history],
        corrections=corrections(workspace, roster, [one.week for one in history]),
        published=_published(workspace, roster, week, me),
    )
    return replace(summary, decisions=decisions_needed(workspace, summary, history, attention))


@at_one_moment
def published_summary(workspace: Workspace, week: Week) -> WeekSummary | None:
    """A week as it was published, with when and by whom, and what was corrected since; None where it was not.

    A lead gets all of it, anyone else their own row and corrections and the team's. Raises StandupError where the
    summary cannot be read.
    """
    found = published_week(workspace, week)
    if found is None:
        return None
    roster = workspace.store.roster()
    return replace(
        found.summary,
        published=_published(workspace, roster, week, workspace.developer(roster)),
        corrections=found.summary.corrections + corrections(workspace, roster, [week]),
    )


def _members(gathered: Sequence[DeveloperWeek], me: Developer, history: Sequence[HistoryWeek]) -> Iterator[MemberWeek]:
    """The rows; over capacity is looked at only for the rows that the person who asks may see."""
    for one in gathered:
        is_seen = me.role is Role.LEAD or one.developer.id == me.id
        yield member_week(one, history if is_seen else ())


def _published(workspace: Workspace, roster: Roster, week: Week, me: Developer) -> Publication | None:
    """On which of my days and by whom a week was handed on."""
    found = workspace.store.published(week)
    if found is None:
        return None
    lead = roster.developers.get(found.by)
    on = found.published_at.astimezone(zone_of(me)).date()
    return Publication(on=on, by=lead.name if lead else found.by)


def _audience(me: Developer, version: Version) -> Audience:
    if version == "team":
        return TEAM
    if me.role is Role.LEAD:
        return LEAD
    if version == "lead":
        raise ForbiddenError("only a lead may see the lead's version; `--for team` is for everybody")
    return Audience(me.id)


def member_week(week: DeveloperWeek, history: Sequence[HistoryWeek], *, closing: bool = False) -> MemberWeek:
    """One developer's row, the same for whoever may see it; with `closing`, as it is once they close the week.

    Whether they logged over capacity comes from the `history` up to the week; nothing is said where it is empty.
    """
    developer = week.developer
    closed = [split for _, split in closed_weeks(history, developer.id, week.week if closing else None)]
    return MemberWeek(
        developer=developer.id,
        name=developer.name,
        split=week.split,
        closed=closing or week.records.closed is not None,
        leave_half_days=_leave_half_days(week),
        holidays=tuple(Holiday(day, name) for day, name in sorted(week.holidays.items()) if week.contract.get(day)),
        unknown_days=len(week.unknown_days()),
        shaping=shaping_of(week.records.entries),
        over_capacity=over_capacity(closed) if closed else None,
    )


def _leave_half_days(week: DeveloperWeek) -> int:
    worked = (day for day, minutes in week.contract.items() if minutes and day not in week.holidays)
    return sum(leave_halves(week.developer, day, week.leave) for day in worked)


def _touchpoints(workspace: Workspace, roster: Roster, week: Week, attention: Attention) -> WeekTouchpoints:
    names = {one.id: one.name for one in roster.customers.values()}
    people = {one.id: one.name for one in roster.developers.values()}
    everyone = open_touchpoints(workspace.store, roster)
    today = attention.today
    standings = attention.standings(everyone)
    rows: dict[InWeek, list[DueTouchpoint]] = {}
    snoozed = []
    following = []
    for one in in_order(everyone, today, {id: found.urgency for id, found in standings.items()}):
        customer, owner = names.get(one.customer, one.customer), people.get(one.developer or "", "")
        found = standings[one.id]
        place = in_week(one, found.urgency, week, today)
        if place is InWeek.SNOOZED and one.snoozed_until and one.snooze_reason:
            snoozed.append(
                SnoozedTouchpoint(
                    customer=customer,
                    title=one.title,
                    until=one.snoozed_until,
                    reason=one.snooze_reason.value,
                    due_on=one.due_on,
                    owner=owner,
                )
            )
        elif place is not None and one.due_on is not None:
            evidence = found.evidence if place in (InWeek.STARVED, InWeek.UNATTENDED) else ""
            row = DueTouchpoint(customer=customer, title=one.title, due_on=one.due_on, owner=owner, evidence=evidence)
            rows.setdefault(place, []).append(row)
        elif one.due_on is not None and (week + 1).monday <= one.due_on <= (week + 1).sunday:
            following.append(DueTouchpoint(customer=customer, title=one.title, due_on=one.due_on, owner=owner))
    return WeekTouchpoints(
        done=tuple(_done(workspace, roster, week, names, people)),
        starved=tuple(rows.get(InWeek.STARVED, ())),
        unattended=tuple(rows.get(InWeek.UNATTENDED, ())),
        overdue=tuple(rows.get(InWeek.OVERDUE, ())),
        due=tuple(rows.get(InWeek.DUE, ())),
        next=tuple(following),
        snoozed=tuple(snoozed),
        no_next_step=tuple(
            WithoutNextStep(customer=one.name, last_contact=attention.last_contact(one.id), reason=one.no_next_step)
            for one in attention.without_next_step()
        ),
    )


def _done(
    workspace: Workspace, roster: Roster, week: Week, names: dict[str, str], people: dict[str, str]
) -> Iterable[DoneTouchpoint]:
    found: list[Touchpoint] = []
    for owner in owners(roster):
        for year in sorted({week.monday.year, week.sunday.year}):
            found += workspace.store.closed(owner, year).touchpoints
    for one in sorted(found, key=lambda touchpoint: (touchpoint.closed_on or date.min, touchpoint.id)):
        if one.state is TouchpointState.DONE and one.closed_on and week.monday <= one.closed_on <= week.sunday:
            yield DoneTouchpoint(
                customer=names.get(one.customer, one.customer),
                title=one.title,
                outcome=one.outcome,
                owner=people.get(one.developer or "", ""),
                closed_on=one.closed_on,
            )


def export_week(
    workspace: Workspace,
    week: Week,
    folder: Path,
    formats: Collection[Format] = tuple(FORMATS),
    version: Version = "own",
) -> list[Path]:
    """Write the week's summary into a folder, one file for each format; raises StandupError where that fails.

    The files are named `standup-2026-W47.html` and so on; earlier ones of that name are replaced.
    """
    summary = week_summary(workspace, week, version)
    written = []
    for name in formats:
        path = folder / f"standup-{week}{FORMATS[name]}"
        write_bytes(path, rendered(summary, name))
        written.append(path)
    return written


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write a file of our own as UTF-8, to the letter; raises StandupError that names the file where that fails.

    A new file that is `private` can be read by its owner alone.
    """
    write_bytes(path, text.encode("utf-8"), private=private)


def write_bytes(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file of our own; the same as `write_text` for what is not text."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600 if private else 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise StandupError(f"{shown(str(path))}: {reason}; choose another place") from None
