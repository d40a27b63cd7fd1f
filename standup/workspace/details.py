"""All that is known of one work item or touchpoint, with what happened to it; of others' time nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from standup.domain.cadence import Cadence, Freshness, workday_from
from standup.domain.change import ChangeKind, RecordChange
from standup.domain.differences import Names, differences
from standup.domain.errors import NotFoundError
from standup.domain.following import Dated, next_dates, recurrence_of
from standup.domain.knowing import Knower
from standup.domain.records import Contact, Customer, TimeEntry, Touchpoint, WorkItem
from standup.domain.recurrence import Recurrence
from standup.domain.weeks import Week
from standup.store.protocol import Roster
from standup.workspace.attention import Attention, cadence_of_customer
from standup.workspace.closed_with import closed_with
from standup.workspace.knowing import told
from standup.workspace.names import customer_name
from standup.workspace.playbooks import Checklist, checklists
from standup.workspace.references import matching, only
from standup.workspace.session import Workspace, at_one_moment, known_names, open_touchpoints, owners, zone_of
from standup.workspace.touchpoint_rows import TouchpointRow, touchpoint_row, touchpoint_rows
from standup.workspace.touchpoints import touchpoint_named
from standup.workspace.work import work_named

WEEKS = 12
"""How many of my latest weeks are looked at for time on a work item."""
ENTRIES = 8
EARLIER = 8


class Happening(NamedTuple):
    """One thing that happened to a record: when (in the zone of the person who reads it), by whom, and what."""

    at: datetime | None
    """None for what no change tells, such as the creation of a sample record."""
    day: date
    by: str
    words: str


class WeekMinutes(NamedTuple):
    """My minutes on a work item in one week."""

    week: Week
    minutes: int


class WorkDetail(NamedTuple):
    """A work item and what is around it; `weeks` and `entries` are those of the person who reads it."""

    item: WorkItem
    today: date
    owner: str
    """The owner's name; empty while nobody has taken it."""
    is_mine: bool
    customer: str
    spent: int
    """Minutes that the person who reads it ever logged on it."""
    weeks: tuple[WeekMinutes, ...]
    """Latest first; weeks without any are left out."""
    entries: tuple[TimeEntry, ...]
    touchpoints: tuple[TouchpointRow, ...]
    """The open ones with the customer that it is for."""
    history: tuple[Happening, ...]


class Rhythm(NamedTuple):
    """How often a customer is met, and how one touchpoint comes again."""

    last_contact: date | None
    cadence: Cadence | None
    freshness: Freshness | None
    """None without a cadence."""
    recurrence: Recurrence | None
    """None for one that comes once."""
    dated: Dated | None
    """The rule's date that the due date stands for; None where a person set another one."""
    after_it: tuple[Dated, ...]
    """The next five dates of the series."""


class TouchpointDetail(NamedTuple):
    """A touchpoint and what is around it."""

    row: TouchpointRow
    today: date
    owner: str
    rhythm: Rhythm
    playbook: tuple[Checklist, ...]
    known_by: tuple[tuple[Knower, str], ...]
    """Whom to ask, each with the facts in words; nobody once it is closed."""
    contacts: tuple[Contact, ...]
    notes: str
    """Of the customer."""
    snoozed_by: tuple[str, ...]
    """The names of those who snoozed it, one for each postponement."""
    earlier: tuple[Earlier, ...]
    damaged: tuple[str, ...]
    """The names of those whose earlier touchpoints cannot be read."""
    history: tuple[Happening, ...]


class Earlier(NamedTuple):
    """A closed touchpoint with the same customer."""

    touchpoint: Touchpoint
    owner: str


@at_one_moment
def work_detail(workspace: Workspace, key: str) -> WorkDetail:
    """A work item, open or closed, by its key; raises NotFoundError with the closest matches."""
    roster = workspace.store.roster()
    item = work_named(workspace, key, roster)
    me = workspace.developer(roster)
    today = workspace.today(me)
    weeks, entries = _my_time(workspace, item, today)
    theirs = [
        one for one in open_touchpoints(workspace.store, roster) if item.customer and one.customer == item.customer
    ]
    return WorkDetail(
        item=item,
        today=today,
        owner=_name(roster, item.developer),
        is_mine=item.developer == me.id,
        customer=customer_name(roster, item.customer) if item.customer else "",
        spent=workspace.store.work_totals(me.id).get(item.key, 0),
        weeks=weeks,
        entries=entries,
        touchpoints=tuple(touchpoint_rows(roster, theirs, Attention(workspace, roster, today))),
        history=_history(workspace, roster, item),
    )


@at_one_moment
def touchpoint_detail(workspace: Workspace, text: str) -> TouchpointDetail:
    """A touchpoint by its reference, open or closed, or by a customer that has exactly one open.

    Raises NotFoundError, or UsageError that lists the open ones where a customer has several.
    """
    roster = workspace.store.roster()
    found = _any_touchpoint(workspace, text, roster)
    me = workspace.developer(roster)
    today = workspace.today(me)
    attention = Attention(workspace, roster, today)
    is_open = found.state.is_open
    knowers = attention.knowers(found.customer, kind=found.kind, owner=found.developer) if is_open else ()
    customer = roster.customers.get(found.customer)
    closed = closed_with(workspace, roster, found.customer, today)
    return TouchpointDetail(
        row=touchpoint_row(roster, found, today, attention.standing(found) if is_open else None),
        today=today,
        owner=_name(roster, found.developer),
        rhythm=_rhythm(attention, found, customer),
        playbook=checklists(workspace, roster, found),
        known_by=told(knowers, me, today),
        contacts=customer.contacts if customer else (),
        notes=customer.notes if customer else "",
        snoozed_by=tuple(_name(roster, one.by) for one in found.snoozes),
        earlier=tuple(Earlier(one, _name(roster, one.developer)) for one in closed.touchpoints if one.id != found.id)[
            :EARLIER
        ],
        damaged=closed.damaged,
        history=_history(workspace, roster, found),
    )


def _rhythm(attention: Attention, touchpoint: Touchpoint, customer: Customer | None) -> Rhythm:
    def is_workday(day: date) -> bool:
        return attention.is_workday(touchpoint.developer, day)

    recurrence, recurs_on = recurrence_of(touchpoint), touchpoint.recurs_on
    dated = Dated(recurs_on, workday_from(recurs_on, is_workday)) if recurs_on else None
    after = max(recurs_on or attention.today, attention.today)
    goes_on = recurrence is not None and touchpoint.state.is_open
    return Rhythm(
        last_contact=attention.last_contact(touchpoint.customer),
        cadence=cadence_of_customer(customer),
        freshness=attention.freshness(customer) if customer else None,
        recurrence=recurrence,
        dated=dated if dated and dated.due_on == touchpoint.due_on else None,
        after_it=tuple(next_dates(recurrence, after, is_workday)) if recurrence and goes_on else (),
    )


def _any_touchpoint(workspace: Workspace, text: str, roster: Roster) -> Touchpoint:
    try:
        return touchpoint_named(workspace, text, roster)
    except NotFoundError:
        closed = [
            one
            for owner in owners(roster)
            for year in workspace.store.closed_years(owner)
            for one in workspace.store.closed(owner, year).touchpoints
        ]
        if found := matching(closed, text):
            return only(found, text, "touchpoint", "`standup touchpoint list --closed`")
        raise


def _my_time(
    workspace: Workspace, item: WorkItem, today: date
) -> tuple[tuple[WeekMinutes, ...], tuple[TimeEntry, ...]]:
    """My latest weeks with time on a work item, and my latest entries on it."""
    store, me = workspace.store, workspace.me
    last = Week.of(item.closed_on or today) + 1
    weeks: list[WeekMinutes] = []
    entries: list[TimeEntry] = []
    for week in reversed([week for week in store.weeks(me) if week <= last][-WEEKS:]):
        of_item = [entry for entry in store.week(me, week).entries if entry.work_item == item.key]
        if of_item:
            weeks.append(WeekMinutes(week, sum(entry.minutes for entry in of_item)))
            entries += sorted(of_item, key=lambda entry: (entry.day, entry.id), reverse=True)
    return tuple(weeks), tuple(entries[:ENTRIES])


def _name(roster: Roster, developer: str | None) -> str:
    found = roster.developers.get(developer or "")
    return found.name if found else developer or ""


def names(workspace: Workspace, roster: Roster) -> Names:
    """The names that differences are told with."""
    return known_names(roster)._replace(today=workspace.today())


def _history(workspace: Workspace, roster: Roster, record: WorkItem | Touchpoint) -> tuple[Happening, ...]:
    """What happened to a record, newest first; told from the record, for the words of a log hold hours."""
    changes = workspace.store.record_history(record)
    zone = zone_of(workspace.developer(roster))
    called = names(workspace, roster)
    happened = []
    for change in changes:
        words = _words(change, called)
        if words:
            at = change.at.astimezone(zone)
            happened.append(Happening(at, at.date(), _name(roster, change.by), words))
    if not _tells_creation(changes):
        happened.append(Happening(None, record.created_on, "", "added"))
    return tuple(happened)


def _tells_creation(changes: Sequence[RecordChange]) -> bool:
    return any(change.before is None for change in changes)


def _words(change: RecordChange, called: Names) -> str:
    words = differences(change.before, change.after, called)
    heads = {ChangeKind.UNDO: "undone: ", ChangeKind.REDO: "redone: "}
    return f"{heads.get(change.kind, '')}{words}" if words else ""
