"""The Board's view: one developer's production beside the touchpoints due, and one's own split under both."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from standup.domain.records import Developer, Role, TimeEntry, WorkItem, WorkState
from standup.domain.split import Band, Split
from standup.domain.timer import elapsed_minutes, must_ask
from standup.domain.touchpoints import Urgency
from standup.domain.weeks import Week
from standup.store.errors import DamagedFileError
from standup.store.protocol import Desk, Roster
from standup.workspace.attention import Attention
from standup.workspace.blockers import BlockerRow, blockers_for, blockers_of
from standup.workspace.closing import week_due
from standup.workspace.duty import on_duty
from standup.workspace.names import customer_name, timer_name
from standup.workspace.people import presence
from standup.workspace.session import Workspace, at_one_moment, zone_of
from standup.workspace.touchpoint_rows import TouchpointRow, touchpoint_rows
from standup.workspace.weeks import DeveloperWeek, band_of, developer_week
from standup.workspace.work import in_order as work_in_order


class Person(NamedTuple):
    """One developer in the strip: what everybody may know, and no hours."""

    id: str
    name: str
    away: str
    """`leave`, the name of a holiday, `off`, `left the team`, `file damaged`, or nothing where they are at work."""
    blocked: int
    """Work items and blockers of theirs that need somebody else to act."""
    on_duty: bool = False
    """They take this week's interrupts."""


class WorkRow(NamedTuple):
    """One work item on the Board; `spent` (minutes) is None on the board of others."""

    item: WorkItem
    spent: int | None
    age_days: int
    timing: bool
    customer: str


class CustomerWithout(NamedTuple):
    """An active customer with no open touchpoint, on the Board of the one who knows them best."""

    customer: str
    """Id."""
    name: str
    last_contact: date | None
    reason: str
    """Why nothing is planned, in a person's words; empty where nobody said."""


class Elsewhere(NamedTuple):
    """Whether others have something open."""

    work: bool = False
    touchpoints: bool = False


class RunningTimer(NamedTuple):
    """The timer of the person who acts."""

    label: str
    minutes: int
    must_ask: bool
    """It has been running since another day: nobody knows when work ended."""


class OwnTime(NamedTuple):
    """What only its developer sees: the split of today and of the week, and today's entries."""

    today: Split
    week: Split
    entries: tuple[TimeEntry, ...]
    unknown_days: tuple[date, ...]
    days: tuple[tuple[date, Split], ...] = ()
    """The days of the week that have hours or a log, each with its split."""


class BoardView(NamedTuple):
    """All that the Board shows of one developer, at one moment."""

    team: str
    today: date
    week: Week
    me: Developer
    developer: Developer
    strip: tuple[Person, ...]
    work: tuple[WorkRow, ...]
    touchpoints: tuple[TouchpointRow, ...]
    snoozed: tuple[TouchpointRow, ...]
    no_next_step: tuple[CustomerWithout, ...]
    own: OwnTime | None
    """None on the board of others: their hours are not shown."""
    band: Band
    timer: RunningTimer | None
    has_customers: bool
    """Whether the team has any customer."""
    elsewhere: Elsewhere
    """What is open on the Boards of others; looked for only where this one has a side without rows."""
    waiting: tuple[BlockerRow, ...] = ()
    """Open blockers for which this developer must act."""
    blocked: tuple[BlockerRow, ...] = ()
    """This developer's own blockers: open ones, and those resolved of late."""
    to_close: Week | None = None
    """A week of mine that it is time to close; None on the board of others."""

    @property
    def is_mine(self) -> bool:
        """Whether this is the board of the person who acts."""
        return self.me.id == self.developer.id


@at_one_moment
def board(workspace: Workspace, developer: str | None = None) -> BoardView:
    """The Board of a developer, by default of the person who acts; unowned rows stand on everybody's."""
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    shown_one = roster.developers.get(developer or me.id, me)
    mine = shown_one.id == me.id
    today = workspace.today(me)
    desk = workspace.store.desk(shown_one.id)
    unowned = workspace.store.desk(None)
    week = developer_week(workspace, shown_one, Week.of(today)) if mine else None
    my_timer = (desk if mine else workspace.store.desk(me.id)).timer
    closed = workspace.store.closed(shown_one.id, today.year)
    spent = workspace.store.work_totals(me.id) if mine else {}
    finished = [item for item in closed.work_items if item.closed_on == today]
    open_rows = [*work_in_order([*desk.work_items]), *work_in_order([*unowned.work_items])]
    work = tuple(
        WorkRow(
            item=item,
            spent=spent.get(item.key, 0) if mine else None,
            age_days=(today - item.state_since).days,
            timing=my_timer is not None and my_timer.work_item == item.key,
            customer=customer_name(roster, item.customer) if item.customer else "",
        )
        for item in [*open_rows, *finished]
    )
    attention = Attention(workspace, roster, today)
    rows = touchpoint_rows(roster, [*desk.touchpoints, *unowned.touchpoints], attention, timer=my_timer)
    return BoardView(
        team=roster.team.name,
        today=today,
        week=Week.of(today),
        me=me,
        developer=shown_one,
        strip=_strip(workspace, roster, today, shown_one),
        work=work,
        touchpoints=tuple(row for row in rows if row.urgency is not Urgency.SNOOZED),
        snoozed=tuple(row for row in rows if row.urgency is Urgency.SNOOZED),
        no_next_step=_no_next_step(attention, shown_one),
        own=_own(week) if week else None,
        band=band_of(roster),
        timer=running_timer(workspace, roster, me) if my_timer else None,
        has_customers=bool(roster.customers),
        elsewhere=Elsewhere() if work and rows else _elsewhere(workspace, roster, shown_one),
        waiting=blockers_for(workspace, shown_one.id),
        blocked=blockers_of(workspace, shown_one.id),
        to_close=week_due(workspace, week) if week else None,
    )


def _no_next_step(attention: Attention, developer: Developer) -> tuple[CustomerWithout, ...]:
    """Customers without a next step whom this developer knows best; those whom nobody knows stand with every lead.

    Those for whom somebody said why nothing is planned come last.
    """
    found = []
    for customer in attention.without_next_step():
        best = attention.knows_best(customer.id)
        if best.developer == developer.id if best else developer.role is Role.LEAD:
            last = attention.last_contact(customer.id)
            found.append(CustomerWithout(customer.id, customer.name, last, customer.no_next_step))
    return tuple(sorted(found, key=lambda one: bool(one.reason)))


def running_timer(workspace: Workspace, roster: Roster, me: Developer) -> RunningTimer | None:
    """The running timer of the person who acts, in words."""
    timer = workspace.store.desk(me.id).timer
    if timer is None:
        return None
    now = workspace.now()
    return RunningTimer(timer_name(roster, timer), elapsed_minutes(timer, now), must_ask(timer, now, zone_of(me)))


def _own(week: DeveloperWeek) -> OwnTime:
    return OwnTime(
        today=week.day_split(week.today),
        week=week.split,
        entries=tuple(entry for entry in week.records.entries if entry.day == week.today),
        unknown_days=tuple(week.unknown_days()),
        days=tuple((day, week.day_split(day)) for day in week.available if week.available[day] or week.logged.get(day)),
    )


def _strip(workspace: Workspace, roster: Roster, today: date, looked_at: Developer) -> tuple[Person, ...]:
    """Who is on the team, and whose Board this is, even where they have left it."""
    people = sorted(
        (one for one in roster.developers.values() if one.active or one.id == looked_at.id),
        key=lambda one: (one.name.casefold(), one.id),
    )
    duty = on_duty(roster, Week.of(today))
    return tuple(_person(workspace, one, today, is_on_duty=one.id == duty) for one in people)


def _person(workspace: Workspace, developer: Developer, today: date, *, is_on_duty: bool) -> Person:
    try:
        away = presence(workspace, developer, today) if developer.active else "left the team"
        blocked = _blocked(workspace.store.desk(developer.id))
    except DamagedFileError:  # of one person, who must not take everybody's Board down; their own Board says more
        away, blocked = "file damaged", 0
    return Person(developer.id, developer.name, away, blocked, is_on_duty)


def _elsewhere(workspace: Workspace, roster: Roster, developer: Developer) -> Elsewhere:
    work = touchpoints = False
    for other in roster.developers:
        if other == developer.id:
            continue
        try:
            desk = workspace.store.desk(other)
        except DamagedFileError:  # the strip says so
            continue
        work, touchpoints = work or bool(desk.work_items), touchpoints or bool(desk.touchpoints)
    return Elsewhere(work, touchpoints)


def _blocked(desk: Desk) -> int:
    return sum(item.state is WorkState.BLOCKED for item in desk.work_items) + len(desk.blockers)
