"""Handing over what is open: when somebody goes on leave or leaves, and after a holiday when all is overdue."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import NamedTuple

from standup.domain.cadence import workday_from
from standup.domain.change import Op, altered
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.knowing import Knower
from standup.domain.records import Touchpoint, WorkItem
from standup.domain.text import did_you_mean, shown
from standup.domain.touchpoints import Urgency, dated_by_person
from standup.domain.weeks import day_words
from standup.workspace.attention import Attention
from standup.workspace.references import reference
from standup.workspace.session import Workspace, at_one_moment, find_developer, named
from standup.workspace.touchpoint_rows import TouchpointRow, touchpoint_rows
from standup.workspace.work import in_order as work_in_order

NOBODY = "nobody"
"""Who is named where the team is to see that it is free."""


class Handover(NamedTuple):
    """What one developer has open, most urgent first, and who else knows the customers."""

    developer: str
    name: str
    today: date
    touchpoints: tuple[TouchpointRow, ...]
    work: tuple[WorkItem, ...]
    known_by: dict[str, tuple[str, ...]]
    """Names of others who know a customer, by the customer's id."""


@at_one_moment
def handover(workspace: Workspace, who: str) -> Handover:
    """What a developer has open, and who could take each customer."""
    roster = workspace.store.roster()
    developer = find_developer(roster, who)
    today = workspace.today()
    attention = Attention(workspace, roster, today)
    desk = workspace.store.desk(developer.id)
    rows = touchpoint_rows(roster, desk.touchpoints, attention)

    def others(known: list[Knower]) -> tuple[str, ...]:
        return tuple(one.name for one in known if one.developer != developer.id and one.knows and not one.away)[:3]

    known_by = {
        customer: others(attention.knowers(customer))
        for customer in dict.fromkeys(row.touchpoint.customer for row in rows)
    }
    return Handover(
        developer.id, developer.name, today, tuple(rows), tuple(work_in_order([*desk.work_items])), known_by
    )


def hand_over(
    workspace: Workspace,
    who: str,
    *,
    to: str | None = None,
    unassign: bool = False,
    due_on: date | None = None,
    per_day: int | None = None,
    overdue_only: bool = False,
    names: Collection[str] = (),
    dry: bool = False,
) -> str:
    """Give what a developer has open to somebody else or to `nobody`, or plan its touchpoints anew, in one change.

    `due_on` is the new date of touchpoints; with `per_day` so many are planned on each workday from there, the most
    urgent first. `overdue_only` leaves out work items and what is not overdue; `names` (keys, references, ids) takes
    these alone. Gives what was done in words, with `dry` what would be; raises UsageError where nothing is said or
    nothing is left to hand over.
    """
    roster = workspace.store.roster()
    listed = handover(workspace, who)
    receiver = None if to is None else named(roster.developers.values(), to)
    if to is not None and receiver is None:
        unassign = unassign or to.strip().casefold() == NOBODY
        receiver = None if unassign else find_developer(roster, to)
    if receiver is None and not unassign and due_on is None:
        raise UsageError("say to whom (--to bob, --to nobody), or a new date (--plan mon)")
    if receiver is not None and receiver.id == listed.developer:
        raise UsageError(f"{shown(listed.name)} has all of it already; name somebody else")
    if receiver is not None and not receiver.active:
        raise UsageError(f"{shown(receiver.name)} is not active; name somebody who is")
    touchpoints, work = _chosen(listed, names)
    if overdue_only:
        work = []
        touchpoints = [row for row in touchpoints if _is_late(row, listed.today)]
    owner = None if unassign else receiver.id if receiver else listed.developer
    attention = Attention(workspace, roster, listed.today)
    days = _days(due_on, per_day, len(touchpoints), lambda day: attention.is_workday(owner, day))
    ops = [_given(row.touchpoint, owner, day) for row, day in zip(touchpoints, days, strict=True)]
    if receiver is not None or unassign:
        ops += [Op(item, altered(item, developer=owner)) for item in work]
    if not ops:
        what = "no touchpoint that is overdue" if overdue_only else "nothing open to hand over"
        raise UsageError(f"{shown(listed.name)} has {what}")
    whom = shown(receiver.name) if receiver else "nobody" if unassign else ""
    parts = [f"to {whom}"] if whom else []
    if due_on is not None:
        parts.append(f"due {day_words(days[0] or due_on, listed.today)}" + (" and on" if per_day else ""))
    words = f"{_counted(len(touchpoints), 'touchpoint')}, {_counted(len(ops) - len(touchpoints), 'work item')}"
    words = f"{words} of {shown(listed.name)} {', '.join(parts)}"
    if not dry:
        workspace.commit(f"hand over {words}", ops)
    return words


def _is_late(row: TouchpointRow, today: date) -> bool:
    due = row.touchpoint.due_on
    return due is not None and due < today and row.urgency is not Urgency.SNOOZED


def _given(touchpoint: Touchpoint, owner: str | None, due_on: date | None) -> Op:
    given = altered(touchpoint, developer=owner)
    return Op(touchpoint, given if due_on is None else dated_by_person(given, due_on))


def _days(
    due_on: date | None, per_day: int | None, count: int, is_workday: Callable[[date], bool]
) -> list[date | None]:
    if due_on is None:
        return [None] * count
    if per_day is None:
        return [due_on] * count
    if per_day < 1:
        raise UsageError("plan at least one on each day")
    found: list[date | None] = []
    day = workday_from(due_on, is_workday)
    while len(found) < count:
        found += [day] * per_day
        day = workday_from(day + timedelta(days=1), is_workday)
    return found[:count]


def _chosen(listed: Handover, names: Collection[str]) -> tuple[list[TouchpointRow], list[WorkItem]]:
    """All that is open, or what these keys and references name; raises NotFoundError for one that names nothing."""
    if not names:
        return list(listed.touchpoints), list(listed.work)
    rows = {row.touchpoint.id: (reference(row.touchpoint.id), row.touchpoint.id) for row in listed.touchpoints}
    items = {item.id: (item.key.casefold(), item.id) for item in listed.work}
    found = set()
    for name in names:
        wanted = name.casefold().removeprefix("#")
        hits = {one_id for one_id, known in (rows | items).items() if wanted in known}
        if not hits:
            known = [*(ref for ref, _ in rows.values()), *(item.key for item in listed.work)]
            raise NotFoundError(f"{shown(listed.name)} has no open '{shown(name)}'{did_you_mean(name, known)}")
        found |= hits
    return [row for row in listed.touchpoints if row.touchpoint.id in found], [
        item for item in listed.work if item.id in found
    ]


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
