"""What the Standup screen shows at one moment: who takes part, and what there is to say in a turn; no hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from standup.domain.checkin import last_workday
from standup.domain.differences import state_words
from standup.domain.records import (
    Blocker,
    Developer,
    Order,
    Round,
    RoundNoteKind,
    TouchpointState,
    TurnState,
    WorkItem,
    WorkState,
)
from standup.domain.touchpoints import Urgency, due_words
from standup.store.errors import DamagedFileError
from standup.store.protocol import Desk, Roster
from standup.workspace.attention import Attention
from standup.workspace.blockers import blocker_row
from standup.workspace.checkin import check_in_of, day_of_check_ins
from standup.workspace.duty import duty_name
from standup.workspace.names import customer_name, find_work
from standup.workspace.rounds import DayRound, RoundPlan, plan_round, shown_round, subject
from standup.workspace.session import Workspace, at_one_moment
from standup.workspace.touchpoint_rows import TouchpointRow, touchpoint_rows

_DUE = (Urgency.STARVED, Urgency.UNATTENDED, Urgency.OVERDUE, Urgency.TODAY)


class Seat(NamedTuple):
    """One in the order of a round, or one who is absent."""

    who: str
    name: str
    state: TurnState
    place: int | None
    """None for who is absent."""
    is_current: bool = False
    why: str = ""
    """Why they are absent or were skipped."""


class CardLine(NamedTuple):
    """A line of a card; texts are to the letter, not yet safe for a terminal."""

    text: str
    detail: str = ""
    urgency: Urgency | None = None
    """Of a touchpoint."""


class Section(NamedTuple):
    """A part of a card; `nothing` stands where there are no lines, and `source` says where they come from."""

    title: str
    lines: tuple[CardLine, ...]
    nothing: str = ""
    source: str = ""


class Card(NamedTuple):
    """Whose turn it is, with what there is to say."""

    title: str
    about: str
    sections: tuple[Section, ...]


class WrittenLine(NamedTuple):
    """A line that was written down in the round."""

    id: str
    kind: RoundNoteKind
    text: str
    names: str
    """Whose turn it was, who talk about it, or who owns it."""


class RoundView(NamedTuple):
    """All that the Standup screen shows, at one moment; the timers are counted from the round by the moment."""

    team: str
    today: date
    me: Developer
    of: DayRound | None
    """The round that goes on, or the last one of today."""
    plan: RoundPlan | None
    """Who would take part, where none goes on."""
    seats: tuple[Seat, ...]
    card: Card | None
    following: str
    """The name of the next turn; empty where none waits."""
    written: tuple[WrittenLine, ...]
    on_duty: str
    """The name of who takes this week's interrupts; empty where nobody does."""
    before: tuple[Section, ...]
    """Who has checked in, and who has not, where no round was begun yet."""

    @property
    def round(self) -> Round | None:
        """The round that is shown."""
        return self.of.round if self.of else None

    @property
    def is_over(self) -> bool:
        """Whether the round that is shown was ended."""
        return self.of is not None and self.of.round.ended_at is not None


@at_one_moment
def round_view(workspace: Workspace, order: Order | None = None, seed: int | None = None) -> RoundView:
    """The round that goes on, the last one of today, or who would take part in one of this order."""
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    of = shown_round(workspace) if order is None else None
    plan = plan_round(workspace, order, seed) if of is None else None
    names = {one.id: one.name for one in roster.developers.values()}
    seats = tuple(_seats(of.round, names) if of else _planned(plan, names) if plan else ())
    waiting = [seat for seat in seats if seat.state is TurnState.WAITING and seat.place is not None]
    current = next((seat.place for seat in waiting if seat.is_current), None) if of else -1
    after = [one for one in waiting if current is not None and one.place is not None and one.place > current]
    before = [one for one in waiting if not one.is_current and one not in after]
    return RoundView(
        team=roster.team.name,
        today=workspace.today(me),
        me=me,
        of=of,
        plan=plan,
        seats=seats,
        card=_card(workspace, roster, of.round) if of else None,
        following=next((one.name for one in (*after, *before)), "") if of else "",
        written=tuple(_written(of, names)) if of else (),
        on_duty=duty_name(roster, workspace.today(me)),
        before=() if of else tuple(_before(workspace)),
    )


def _before(workspace: Workspace) -> Iterable[Section]:
    found = day_of_check_ins(workspace)
    if not found.checked_in and not found.missing:  # all are away
        return
    for title, people, nothing in (
        ("Checked in", [one.developer for one in found.checked_in], "nobody yet"),
        ("Not yet", found.missing, "nobody: all who are at work have checked in"),
    ):
        names = ", ".join(one.name for one in people)
        yield Section(title, (CardLine(names),) if names else (), nothing)


def _seats(round_: Round, names: dict[str, str]) -> Iterable[Seat]:
    for place, turn in enumerate(round_.turns):
        name = names.get(turn.who, turn.who)
        yield Seat(turn.who, name, turn.state, place, place == round_.current, turn.why)
    for turn in round_.absent:
        yield Seat(turn.who, names.get(turn.who, turn.who), TurnState.SKIPPED, None, why=turn.why)


def _planned(plan: RoundPlan, names: dict[str, str]) -> Iterable[Seat]:
    for place, who in enumerate(plan.who):
        yield Seat(who, names.get(who, who), TurnState.WAITING, place)
    for turn in plan.absent:
        yield Seat(turn.who, names.get(turn.who, turn.who), TurnState.SKIPPED, None, why=turn.why)


def _written(of: DayRound, names: dict[str, str]) -> Iterable[WrittenLine]:
    for one in of.notes:
        if one.kind is RoundNoteKind.NOTE:
            told = names.get(one.about, one.about) if one.about else ""
        else:
            told = ", ".join(names.get(each, each) for each in one.people) or one.who
        if one.kind is RoundNoteKind.BLOCKER and one.about:
            told = f"{names.get(one.about, one.about)} needs {told or 'somebody'}"
        yield WrittenLine(one.id, one.kind, one.text, told)


def _card(workspace: Workspace, roster: Roster, round_: Round) -> Card | None:
    who = subject(round_)
    if who is None:
        return None
    if round_.order is Order.BOARD:
        return _work_card(workspace, roster, who)
    developer = roster.developers.get(who)
    if developer is None:
        return Card(who, "no longer on the team", ())
    try:
        return _card_of(workspace, roster, developer, round_.day)
    except DamagedFileError as error:  # of one person: the round goes on without what it holds
        return Card(developer.name, str(error), ())


def _card_of(workspace: Workspace, roster: Roster, developer: Developer, today: date) -> Card:
    store = workspace.store
    desk = store.desk(developer.id)
    said = check_in_of(workspace, developer.id, today)
    rows = touchpoint_rows(roster, desk.touchpoints, Attention(workspace, roster, today))
    due = [row for row in rows if row.urgency in _DUE]
    if said is not None:
        did = Section("Did", tuple(map(CardLine, said.did)), "nothing said")
        plan = Section("Plan", tuple(CardLine(one.text) for one in said.plan), "nothing said")
    else:
        known = "no check-in; this is known"
        did = Section("Did", tuple(_finished(workspace, roster, developer, desk, today)), "nothing known", known)
        doing = [one for one in desk.work_items if one.state is WorkState.DOING]
        doing.sort(key=lambda one: (one.state_since, one.id))
        plan = Section("Plan", tuple(_work_line(one, today) for one in doing), "nothing known", known)
    return Card(
        developer.name,
        "checked in" if said is not None else "not checked in",
        (
            did,
            plan,
            Section("Blocked", tuple(_blocked(roster, desk, today)), "nothing"),
            Section("Touchpoints due", tuple(map(_due_line, due)), "none"),
            *_waiting_for(workspace, roster, developer, today),
        ),
    )


def _finished(
    workspace: Workspace, roster: Roster, developer: Developer, desk: Desk, today: date
) -> Iterable[CardLine]:
    """What is known to all of the days since the last workday: finished work items and completed touchpoints."""
    since = last_workday(developer, today, desk.leave, workspace.holidays_of)
    for year in sorted({since.year, today.year}):
        closed = workspace.store.closed(developer.id, year)
        for item in closed.work_items:
            if item.state is WorkState.DONE and item.closed_on and since <= item.closed_on <= today:
                yield CardLine(f"{item.key} {item.title}", "done")
        for point in closed.touchpoints:
            if point.state is TouchpointState.DONE and point.closed_on and since <= point.closed_on <= today:
                yield CardLine(f"{customer_name(roster, point.customer)}: {point.title}", point.outcome or "done")


def _work_line(item: WorkItem, today: date) -> CardLine:
    due = f", due {due_words(item.due_on, today)}" if item.due_on else ""
    return CardLine(f"{item.key} {item.title}", f"{_since(item, today)}{due}")


def _since(item: WorkItem, today: date) -> str:
    days = (today - item.state_since).days
    return f"{state_words(item.state)} {'since today' if days < 1 else '1 day' if days == 1 else f'{days} days'}"


def _blocked(roster: Roster, desk: Desk, today: date) -> Iterable[CardLine]:
    for item in desk.work_items:
        if item.state is WorkState.BLOCKED:
            yield CardLine(f"{item.key} {item.title}", item.blocker or "nobody is named")
    for one in desk.blockers:
        yield CardLine(one.what, blocker_row(roster, one, today).who)


def _waiting_for(workspace: Workspace, roster: Roster, developer: Developer, today: date) -> Iterable[Section]:
    """The blockers of others for which this developer must act."""
    found: list[Blocker] = []
    for one in roster.developers:
        try:
            found += [blocker for blocker in workspace.store.desk(one).blockers if blocker.acts == developer.id]
        except DamagedFileError:
            continue
    found.sort(key=lambda one: (one.since, one.id))
    if found:
        yield Section(
            "Others wait for", tuple(CardLine(one.what, blocker_row(roster, one, today).blocked) for one in found)
        )


def _due_line(row: TouchpointRow) -> CardLine:
    late = row.urgency in (Urgency.STARVED, Urgency.UNATTENDED)
    detail = f"{row.urgency.value}: {row.why}" if late and row.why else row.urgency.value if late else ""
    return CardLine(f"{row.customer}: {row.touchpoint.title}", " · ".join(filter(None, (row.due, detail))), row.urgency)


def _work_card(workspace: Workspace, roster: Roster, key: str) -> Card:
    item = find_work(workspace.store, roster, key)
    today = workspace.today()
    if item is None:
        return Card(key, "no longer on the board", ())
    owner = roster.developers.get(item.developer or "")
    facts = [CardLine("Owner", owner.name if owner else "nobody")]
    if item.customer:
        facts.append(CardLine("Customer", customer_name(roster, item.customer)))
    if item.due_on:
        facts.append(CardLine("Due", due_words(item.due_on, today)))
    sections = [Section("Facts", tuple(facts))]
    if item.state is WorkState.BLOCKED:
        sections.insert(0, Section("Blocked", (CardLine(item.blocker or "nobody is named"),)))
    return Card(f"{item.key} {item.title}", _since(item, today), tuple(sections))
