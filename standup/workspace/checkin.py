"""Check-ins: what is offered for mine, checking in, and who has checked in on a day and who has not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from standup.domain.change import Op, altered, create
from standup.domain.checkin import (
    Committed,
    Compared,
    Labels,
    Offer,
    compared,
    did_offers,
    folded,
    last_workday,
    lines_of,
    retaken,
    with_commits,
)
from standup.domain.commits import key_in
from standup.domain.differences import state_words
from standup.domain.errors import UsageError
from standup.domain.records import (
    Blocker,
    CheckIn,
    Developer,
    PlanItem,
    TimeEntry,
    Touchpoint,
    TouchpointState,
    WorkItem,
    WorkState,
)
from standup.domain.text import shown
from standup.domain.touchpoints import Urgency
from standup.domain.weeks import Week, day_words, weeks_between
from standup.store.errors import DamagedFileError
from standup.store.protocol import Roster
from standup.workspace.attention import Attention
from standup.workspace.blockers import new_blocker, resolved
from standup.workspace.days import in_time
from standup.workspace.names import customer_name
from standup.workspace.people import presence
from standup.workspace.session import Workspace, at_one_moment
from standup.workspace.touchpoint_rows import touchpoint_rows
from standup.workspace.work import in_order as work_in_order

if TYPE_CHECKING:
    from standup.workspace.commits import MyCommits, UnloggedSession

_PRESSING = (Urgency.STARVED, Urgency.UNATTENDED, Urgency.OVERDUE, Urgency.TODAY)
_SOON = timedelta(days=7)


class Draft(NamedTuple):
    """What is offered for my check-in of today; only its developer sees it."""

    developer: Developer
    day: date
    since: date
    """The last working day: `did` is about the days from there to yesterday."""
    did: tuple[Offer, ...]
    plan: tuple[Offer, ...]
    blockers: tuple[Blocker, ...]
    """Mine that are open."""
    waiting: tuple[WorkItem, ...]
    """My work items that are blocked; everybody sees them."""
    compared: Compared | None
    """The plan of the check-in before; None where there was none."""
    said: CheckIn | None
    """The check-in of today, where there is one already."""
    labels: Labels
    has_log: bool
    """Whether I logged anything in the days that `did` is about."""
    before: CheckIn | None = None
    unlogged: tuple[UnloggedSession, ...] = ()
    """Commits without a log, as ready log lines."""
    troubles: tuple[str, ...] = ()
    """What of the commits could not be read, a line each, safe for a terminal."""

    @property
    def until(self) -> date:
        """The last day that `did` is about: yesterday."""
        return self.day - timedelta(days=1)


class CheckInView(NamedTuple):
    """A check-in as everybody may read it, with its blockers as they are now."""

    developer: Developer
    check_in: CheckIn
    blockers: tuple[Blocker, ...]
    waiting: tuple[WorkItem, ...] = ()
    """The developer's work items that are blocked, for a check-in of their today: nobody knows how it was before."""


class DayOfCheckIns(NamedTuple):
    """Where everybody stands on one day, each in the order of names."""

    day: date
    checked_in: tuple[CheckInView, ...]
    missing: tuple[Developer, ...]
    """Those at work who have not checked in."""
    away: tuple[tuple[Developer, str], ...]
    """Those who are not at work, and why: `leave`, `off`, the name of a holiday."""
    not_begun: tuple[Developer, ...]
    """Those whose day has not begun, by their time zone."""


@at_one_moment
def prefilled(workspace: Workspace) -> Draft:
    """What is offered for my check-in of today, without commits, which take longer to read."""
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    today = workspace.today(me)
    since = last_workday(me, today, workspace.store.desk(me.id).leave, workspace.holidays_of)
    said = check_in_of(workspace, me.id, today)
    before = _check_in_before(workspace, me.id, today, since)
    facts = _Facts(workspace, roster, me, min(since, before.day) if before else since, today - timedelta(days=1))
    did = did_offers(facts.entries_from(since), facts.finished_from(since), facts.completed_from(since), facts.labels)
    found = _compared(facts, before, did)
    if found is not None:
        there = {offer.text.casefold() for offer in did}
        did += [
            Offer(item.text, False, "planned", item.work_item, item.touchpoint)
            for item in found.open
            if item.text.casefold() not in there
        ]
    plan = _plan_offers(workspace, roster, me, today, facts.labels)
    if found is not None:
        there = {offer.text.casefold() for offer in plan}
        words = [item for item in found.open if item.work_item is None and item.touchpoint is None]
        plan += [Offer(item.text, False, "planned before") for item in words if item.text.casefold() not in there]
    if said is not None and said.did:
        did = retaken(did, [PlanItem(text=text) for text in said.did], "said today")
    if said is not None and said.plan:
        plan = retaken(plan, said.plan, "said today")
    return Draft(
        developer=me,
        day=today,
        since=since,
        did=tuple(did),
        plan=tuple(plan),
        blockers=tuple(workspace.store.desk(me.id).blockers),
        waiting=_waiting(workspace, me.id),
        compared=found,
        said=said,
        labels=facts.labels,
        has_log=bool(facts.entries_from(since)),
        before=before,
    )


def add_commits(draft: Draft, read: Iterable[MyCommits]) -> Draft:
    """The draft with what my commits of its days tell; none of it is ticked where I have said today what I did."""
    days = list(read)
    commits = [Committed(one.work_item, one.subject, one.repository) for found in days for one in found.commits]
    did = with_commits(draft.did, commits, draft.labels)
    if draft.said is not None and draft.said.did:
        did = [*did[: len(draft.did)], *(offer._replace(is_ticked=False) for offer in did[len(draft.did) :])]
    found = draft.compared
    if found is not None and draft.before is not None:
        keys = {one.work_item for one in commits if one.work_item is not None}
        left = tuple(item for item in found.open if item.work_item not in keys)
        found = found._replace(did=found.planned - len(left), open=left)
    troubles = tuple(dict.fromkeys(trouble for one in days for trouble in one.troubles))
    unlogged = tuple(offer for one in days for offer in one.unlogged)
    return draft._replace(did=tuple(did), compared=found, unlogged=unlogged, troubles=troubles)


def check_in(
    workspace: Workspace,
    *,
    did: Iterable[str] | None = None,
    plan: Iterable[PlanItem | str] | None = None,
    blockers: Iterable[str] = (),
    resolve: Iterable[str] = (),
) -> CheckInView:
    """Check in for today, or say parts of today's check-in anew; a part that is None stays as it is.

    `blockers` are words such as `bob: review API-12`, added to those that are open; `resolve` are ids of mine that are
    open no longer. Raises UsageError where nothing is said, or a part is too long.
    """
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    today = workspace.today(me)
    said = check_in_of(workspace, me.id, today)
    gone = set(resolve)
    mine = workspace.store.desk(me.id).blockers
    new = [new_blocker(workspace, roster, me, text, today) for text in blockers]
    new = [one for one in new if (one.who, one.what) not in {(old.who, old.what) for old in mine}]
    ended = [resolved(one, today, me.id) for one in mine if one.id in gone]
    still = [one for one in mine if one.id not in gone] + new
    lines = None if did is None else lines_of(did, "did")
    items = None if plan is None else _items(workspace, plan)
    if not (lines or items or still or said):
        raise UsageError("the check-in is empty; say what you did, what you plan, or what blocks you")
    base = said or CheckIn(id=workspace.new_id(), developer=me.id, day=today, at=workspace.now())
    made = replace(
        base,
        did=base.did if lines is None else lines,
        plan=base.plan if items is None else items,
        blockers=tuple(dict.fromkeys([*base.blockers, *(one.id for one in still)])),
    )
    ops = [create(one) for one in new] + [Op(next(old for old in mine if old.id == one.id), one) for one in ended]
    if said is None:
        ops.append(create(made))
    elif said != made:
        made = altered(made, at=workspace.now())
        ops.append(Op(said, made))
    if ops:
        workspace.commit(f"check in for {day_words(today)}", ops)
    return CheckInView(me, made, _blockers(workspace, made), _waiting(workspace, me.id))


def check_in_of(workspace: Workspace, developer: str, day: date) -> CheckIn | None:
    """The check-in of a developer on one of their local days; None where there is none."""
    found = [one for one in workspace.store.week(developer, Week.of(day)).check_ins if one.day == day]
    return found[-1] if found else None


@at_one_moment
def check_in_view(workspace: Workspace, developer: Developer, day: date) -> CheckInView | None:
    """A check-in with its blockers as they are now."""
    found = check_in_of(workspace, developer.id, day)
    if found is None:
        return None
    waiting = _waiting(workspace, developer.id) if day == workspace.today(developer) else ()
    return CheckInView(developer, found, _blockers(workspace, found), waiting)


@at_one_moment
def day_of_check_ins(workspace: Workspace, day: date | None = None) -> DayOfCheckIns:
    """Where everybody on the team stands on a day, by default my today.

    Who is on leave, has a holiday or no workday is not missing; neither is one whose day has not begun.
    """
    roster = workspace.store.roster()
    day = day or workspace.today(workspace.developer(roster))
    people = sorted(
        (one for one in roster.developers.values() if one.active), key=lambda one: (one.name.casefold(), one.id)
    )
    views: list[CheckInView] = []
    missing: list[Developer] = []
    away: list[tuple[Developer, str]] = []
    not_begun: list[Developer] = []
    for one in people:
        try:
            view = check_in_view(workspace, one, day)
            why = presence(workspace, one, day) or ("" if one.hours or day.weekday() < 5 else "off")
        except DamagedFileError:
            view, why = None, "file damaged"
        if view is not None:
            views.append(view)
        elif why:
            away.append((one, why))
        elif workspace.today(one) < day:
            not_begun.append(one)
        else:
            missing.append(one)
    return DayOfCheckIns(day, tuple(views), tuple(missing), tuple(away), tuple(not_begun))


def missing(workspace: Workspace, day: date | None = None) -> tuple[Developer, ...]:
    """Those at work on a day, by default my today, who have not checked in."""
    return day_of_check_ins(workspace, day).missing


def _items(workspace: Workspace, plan: Iterable[PlanItem | str]) -> tuple[PlanItem, ...]:
    named = _PlanNames(workspace)
    given = [named.item(one) if isinstance(one, str) else one for one in plan]
    by_line: dict[str, PlanItem] = {}
    for item in given:
        for line in lines_of([item.text], "the plan"):
            by_line.setdefault(line, PlanItem(text=line, work_item=item.work_item, touchpoint=item.touchpoint))
    return tuple(by_line[line] for line in lines_of(by_line, "the plan"))


class _PlanNames:
    """Finds the work item or touchpoint that a line of a plan means: by a key in it, or by the whole label."""

    def __init__(self, workspace: Workspace) -> None:
        store, roster = workspace.store, workspace.store.roster()
        desks = [store.desk(workspace.me), store.desk(None)]
        items = {one.key: one for desk in desks for one in desk.work_items}
        points = {one.id: one for desk in desks for one in desk.touchpoints}
        self._labels = _labels(roster, items, points)
        self._keys = {key.casefold(): key for key in items}
        self._points = {folded(self._labels.touchpoint(one) or ""): one for one in points}

    def item(self, text: str) -> PlanItem:
        """The line as part of a plan; a key alone gets its title."""
        key = key_in(text, self._keys)
        if key is not None and folded(text).removeprefix("#") == key.casefold():
            text = self._labels.work_item(key)
        return PlanItem(text=text, work_item=key, touchpoint=self._points.get(folded(text)))


def _blockers(workspace: Workspace, found: CheckIn) -> tuple[Blocker, ...]:
    wanted = set(found.blockers)
    if not wanted:
        return ()
    there = {one.id: one for one in workspace.store.desk(found.developer).blockers}
    for year in workspace.store.closed_years(found.developer):
        if wanted <= there.keys() or year < found.day.year:
            break
        there |= {one.id: one for one in workspace.store.closed(found.developer, year).blockers}
    return tuple(there[one] for one in found.blockers if one in there)


def _waiting(workspace: Workspace, developer: str) -> tuple[WorkItem, ...]:
    found = [one for one in workspace.store.desk(developer).work_items if one.state is WorkState.BLOCKED]
    return tuple(sorted(found, key=lambda one: (one.state_since, one.id)))


def _check_in_before(workspace: Workspace, developer: str, today: date, since: date) -> CheckIn | None:
    """The latest check-in before today that has a plan, looked for from the week before the last working day on."""
    weeks = list(weeks_between(Week.of(since) - 1, Week.of(today)))
    for week in reversed(weeks):
        found = [one for one in workspace.store.week(developer, week).check_ins if one.day < today and one.plan]
        if found:
            return max(found, key=lambda one: (one.day, one.id))
    return None


def _compared(facts: _Facts, before: CheckIn | None, did: Sequence[Offer]) -> Compared | None:
    if before is None:
        return None
    entries = facts.entries_from(before.day)
    return compared(
        before.day,
        before.plan,
        work_items=[*(one.work_item for one in entries), *(one.key for one in facts.finished_from(before.day))],
        touchpoints=[*(one.touchpoint for one in entries), *(one.id for one in facts.completed_from(before.day))],
        did=[offer.text for offer in did if offer.is_ticked],
        interrupts=sum(one.interrupt for one in entries),
    )


class _Facts:
    """What I logged, finished and completed from one day to another, and what people call it."""

    def __init__(self, workspace: Workspace, roster: Roster, me: Developer, first: date, last: date) -> None:
        store = workspace.store
        years = range(first.year, workspace.today(me).year + 1)
        closed = [store.closed(me.id, year) for year in years]
        desk, unowned = store.desk(me.id), store.desk(None)
        weeks = weeks_between(Week.of(first), Week.of(last))
        self._entries: list[TimeEntry] = [one for week in weeks for one in store.week(me.id, week).entries]
        self._last = last
        self._finished = [one for year in closed for one in year.work_items if one.state is WorkState.DONE]
        self._completed = [one for year in closed for one in year.touchpoints if one.state is TouchpointState.DONE]
        items = [*desk.work_items, *unowned.work_items, *(one for year in closed for one in year.work_items)]
        points = [*desk.touchpoints, *unowned.touchpoints, *(one for year in closed for one in year.touchpoints)]
        self.labels = _labels(roster, {one.key: one for one in items}, {one.id: one for one in points})

    def entries_from(self, first: date) -> list[TimeEntry]:
        """My entries of the days from the first one on, in the order of days and times."""
        found = [one for one in self._entries if first <= one.day <= self._last]
        return [one for day in sorted({one.day for one in found}) for one in in_time(e for e in found if e.day == day)]

    def finished_from(self, first: date) -> list[WorkItem]:
        """The work items that I finished on those days."""
        return [one for one in self._finished if one.closed_on and first <= one.closed_on <= self._last]

    def completed_from(self, first: date) -> list[Touchpoint]:
        """The touchpoints that I completed on those days."""
        return [one for one in self._completed if one.closed_on and first <= one.closed_on <= self._last]


def _labels(roster: Roster, items: Mapping[str, WorkItem], points: Mapping[str, Touchpoint]) -> Labels:
    def of_touchpoint(record_id: str) -> str | None:
        found = points.get(record_id)
        return f"{customer_name(roster, found.customer)}: {found.title}" if found else None

    return Labels(
        work_item=lambda key: f"{key} {items[key].title}" if key in items else key,
        customer=lambda customer: customer_name(roster, customer),
        touchpoint=of_touchpoint,
    )


def _plan_offers(workspace: Workspace, roster: Roster, me: Developer, today: date, labels: Labels) -> list[Offer]:
    desk = workspace.store.desk(me.id)
    offers = [
        Offer(labels.work_item(item.key), item.state is WorkState.DOING, state_words(item.state), work_item=item.key)
        for item in work_in_order([*desk.work_items])
    ]
    for row in touchpoint_rows(roster, desk.touchpoints, Attention(workspace, roster, today)):
        due = row.touchpoint.due_on
        is_pressing = row.urgency in _PRESSING
        if row.urgency is Urgency.SNOOZED or not (is_pressing or (due is not None and due <= today + _SOON)):
            continue
        text = f"{row.customer}: {row.touchpoint.title}"
        offers.append(Offer(text, is_pressing, shown(row.due), touchpoint=row.touchpoint.id))
    return offers
