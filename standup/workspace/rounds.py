"""The standup round: who takes part, each step as it happens, and the minutes; anybody on the team may run it.

Each step is a change of its own, made from the round as the person saw it, so that two screens never overwrite each
other and a round goes on where it was. What is written down are records of their own, never in each other's way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from standup.domain import rounds
from standup.domain.change import Op, create
from standup.domain.checkin import person_named
from standup.domain.differences import round_words
from standup.domain.errors import UsageError
from standup.domain.records import (
    Developer,
    Order,
    Round,
    RoundNote,
    RoundNoteKind,
    Turn,
    TurnState,
    WorkItem,
    WorkState,
)
from standup.domain.rounds import TURN_SECONDS, board_walk, in_order, is_running, line_of
from standup.domain.text import shown
from standup.domain.weeks import Week, day_words
from standup.reports.minutes import Line, Minutes
from standup.store.errors import DamagedFileError
from standup.store.protocol import Roster
from standup.workspace.people import presence
from standup.workspace.round_lines import item_words, named_line, new_item, people_words
from standup.workspace.session import Workspace, at_one_moment, known_names, owners


class DayRound(NamedTuple):
    """A round with what was written down in it, in the order in which it was."""

    round: Round
    notes: tuple[RoundNote, ...]


class RoundPlan(NamedTuple):
    """Who would take part in a round that began now, in their order."""

    order: Order
    seed: int
    who: tuple[str, ...]
    """Ids of developers; keys of work items where the board is walked."""
    there: tuple[str, ...]
    absent: tuple[Turn, ...]


@at_one_moment
def rounds_on(workspace: Workspace, day: date) -> list[DayRound]:
    """The rounds of a day, the first one first."""
    found = workspace.store.rounds(Week.of(day))
    return [_with_notes(one, found.notes) for one in found.rounds if one.day == day]


@at_one_moment
def shown_round(workspace: Workspace) -> DayRound | None:
    """The round that goes on, or else the last one of my today; None where there is none.

    In a team of several zones it may have begun on the day before or after mine.
    """
    today = workspace.today()
    days = [today - timedelta(days=1), today, today + timedelta(days=1)]
    found = [workspace.store.rounds(week) for week in sorted({Week.of(day) for day in days})]
    near = [_with_notes(one, week.notes) for week in found for one in week.rounds if one.day in days]
    running = [one for one in near if is_running(one.round, workspace.now())]
    of_today = [one for one in near if one.round.day == today]
    chosen = running or of_today
    return chosen[-1] if chosen else None


def _with_notes(round_: Round, notes: Iterable[RoundNote]) -> DayRound:
    return DayRound(round_, tuple(one for one in notes if one.round == round_.id))


@at_one_moment
def plan_round(workspace: Workspace, order: Order | None = None, seed: int | None = None) -> RoundPlan:
    """Who would take part now; without an order, in that of the round before, or else rotated."""
    roster = workspace.store.roster()
    today = workspace.today()
    if order is None:
        order = _last_order(workspace, today)
    seed = today.toordinal() if seed is None else seed
    people = in_order(_active(roster), order, today, seed)
    reasons = {one.id: _why_absent(workspace, one, today) for one in people}
    if all(reasons.values()):  # a round on a day off is for those who hold it
        reasons = {one: "" if why == "off" else why for one, why in reasons.items()}
    there = tuple(one.id for one in people if not reasons[one.id])
    absent = tuple(Turn(who=one.id, why=reasons[one.id]) for one in people if reasons[one.id])
    who = tuple(one.key for one in _in_progress(workspace, roster)) if order is Order.BOARD else there
    return RoundPlan(order, seed, who, there, absent)


def _active(roster: Roster) -> list[Developer]:
    return [one for one in roster.developers.values() if one.active]


def _why_absent(workspace: Workspace, developer: Developer, day: date) -> str:
    try:
        return presence(workspace, developer, day) or ("" if developer.hours or day.weekday() < 5 else "off")
    except DamagedFileError:  # of one person, who must not keep the others from their round
        return ""


def _in_progress(workspace: Workspace, roster: Roster) -> list[WorkItem]:
    return board_walk(item for owner in owners(roster) for item in _work_of(workspace, owner))


def _work_of(workspace: Workspace, owner: str | None) -> Sequence[WorkItem]:
    try:
        return workspace.store.desk(owner).work_items
    except DamagedFileError:
        return ()


def _last_order(workspace: Workspace, today: date) -> Order:
    for week in (Week.of(today), Week.of(today) - 1):
        if found := workspace.store.rounds(week).rounds:
            return found[-1].order
    return Order.ROTATED


def begin_round(
    workspace: Workspace, order: Order | None = None, seed: int | None = None, *, allotted: int = TURN_SECONDS
) -> Round:
    """Begin a round of today; `allotted` in seconds for each.

    Raises UsageError while one goes on, and where there is nobody; Conflict where somebody begins one at this moment.
    """
    plan = plan_round(workspace, order, seed)
    there = shown_round(workspace)
    if there is not None and is_running(there.round, workspace.now()):
        raise UsageError("a round goes on already; end it first")
    today = workspace.today()
    made = rounds.begun(
        f"{today}.{len(rounds_on(workspace, today)) + 1:02}",
        day=today,
        by=workspace.me,
        order=plan.order,
        who=plan.who,
        there=plan.there,
        absent=plan.absent,
        now=workspace.now(),
        allotted=allotted,
        seed=plan.seed if plan.order is Order.SHUFFLED else 0,
    )
    workspace.commit(f"begin the round of {day_words(today)}, {plan.order.value}", [create(made)])
    return made


def _step(workspace: Workspace, seen: Round, act: Callable[[Round, datetime], Round]) -> Round:
    """One step from the round as the person saw it; raises Conflict where somebody made another one since."""
    after = act(seen, workspace.now())
    words = round_words(after, known_names(workspace.store.roster()))
    workspace.commit(f"round of {day_words(seen.day)}: {words}", [Op(seen, after)])
    return after


def go_on(workspace: Workspace, seen: Round) -> Round:
    """On to the next turn."""
    return _step(workspace, seen, rounds.next_turn)


def go_back(workspace: Workspace, seen: Round) -> Round:
    """Back to the turn before."""
    return _step(workspace, seen, rounds.previous_turn)


def go_to(workspace: Workspace, seen: Round, place: int) -> Round:
    """To any turn, by its place."""
    return _step(workspace, seen, lambda round_, now: rounds.turned_to(round_, place, now))


def skip(workspace: Workspace, seen: Round, why: str = "") -> Round:
    """Leave the current turn out, for a reason if one is given."""
    return _step(workspace, seen, lambda round_, now: rounds.skipped(round_, now, why))


def pause(workspace: Workspace, seen: Round) -> Round:
    """Stop the timers, or let them run again."""
    return _step(workspace, seen, rounds.paused)


def finish(workspace: Workspace, seen: Round) -> Round:
    """End the round, and keep with it what blocks those who took part, as it is now."""
    after = rounds.ended(seen, workspace.now())
    roster = workspace.store.roster()
    notes = [create(one) for one in _blocker_notes(workspace, roster, after)]
    workspace.commit(f"end the round of {day_words(seen.day)}", [Op(seen, after), *notes])
    return after


def add_note(workspace: Workspace, round_: Round, text: str) -> RoundNote:
    """Write down a line of what was said, with whose turn it is."""
    return _add(workspace, round_, RoundNoteKind.NOTE, line_of(text, "note"), about=subject(round_))


def decide(workspace: Workspace, round_: Round, text: str) -> RoundNote:
    """Write down a decision."""
    return _add(workspace, round_, RoundNoteKind.DECISION, line_of(text, "decision"), about=subject(round_))


def park(workspace: Workspace, round_: Round, text: str) -> RoundNote:
    """Park a topic for those who are named before it: `bob, zoe: rate limits`."""
    line = named_line(workspace.store.roster(), text)
    topic = line_of(line.text, "topic")
    return _add(workspace, round_, RoundNoteKind.PARKED, topic, about=subject(round_), people=line.people)


def parked_words(workspace: Workspace, text: str) -> str:
    """What `park` would write down, in words that are safe for a terminal."""
    roster = workspace.store.roster()
    line = named_line(roster, text)
    names = people_words(roster, line.people)
    return f"parked: {shown(line_of(line.text, 'topic'))}; {f'with {names}' if names else 'for everybody'}"


def take_up(workspace: Workspace, round_: Round, text: str) -> RoundNote:
    """Turn a sentence into a work item or touchpoint with an owner, and keep it in the minutes, as one change."""
    roster = workspace.store.roster()
    item = new_item(workspace, roster, text, _default_owner(workspace, roster, round_))
    note = _note(
        workspace,
        round_,
        RoundNoteKind.ITEM,
        item.text,
        about=subject(round_),
        people=(item.owner,),
    )
    workspace.commit(f"add in the round: {shown(item.text)}", [create(item.record), create(note)])
    return note


def taken_up_words(workspace: Workspace, round_: Round, text: str) -> str:
    """What `take_up` would make, in words that are safe for a terminal."""
    roster = workspace.store.roster()
    return item_words(roster, new_item(workspace, roster, text, _default_owner(workspace, roster, round_)))


def subject(round_: Round) -> str | None:
    """Whose turn it is: a developer's id, or a key where the board is walked; None after the last turn."""
    return None if round_.current is None else round_.turns[round_.current].who


def _default_owner(workspace: Workspace, roster: Roster, round_: Round) -> str:
    who = subject(round_)
    if who is not None and round_.order is Order.BOARD:
        item = next((one for one in _in_progress(workspace, roster) if one.key == who), None)
        who = item.developer if item else None
    return who or workspace.me


def _note(
    workspace: Workspace,
    round_: Round,
    kind: RoundNoteKind,
    text: str,
    *,
    about: str | None = None,
    people: tuple[str, ...] = (),
    who: str = "",
) -> RoundNote:
    return RoundNote(
        id=workspace.new_id(),
        round=round_.id,
        day=round_.day,
        kind=kind,
        text=text,
        by=workspace.me,
        about=about,
        people=people,
        who=who,
    )


def _add(
    workspace: Workspace,
    round_: Round,
    kind: RoundNoteKind,
    text: str,
    *,
    about: str | None,
    people: tuple[str, ...] = (),
) -> RoundNote:
    note = _note(workspace, round_, kind, text, about=about, people=people)
    workspace.commit(f"{kind.value} in the round: {shown(text)}", [create(note)])
    return note


def _blocker_notes(workspace: Workspace, roster: Roster, round_: Round) -> list[RoundNote]:
    active = {one.id: one.name for one in _active(roster)}
    found: list[tuple[str, str, tuple[str, ...], str]] = []
    for developer in round_.there:
        try:
            desk = workspace.store.desk(developer)
        except DamagedFileError:
            continue
        for one in desk.blockers:
            acts = one.acts
            found.append((developer, one.what, (acts,) if acts else (), "" if acts else one.who))
        for item in desk.work_items:
            if item.state is WorkState.BLOCKED:
                people, who, what = _blocks(item, active)
                found.append((developer, what, people, who))
    kind = RoundNoteKind.BLOCKER
    return [
        _note(workspace, round_, kind, what, about=developer, people=people, who=who)
        for developer, what, people, who in found
    ]


def _blocks(item: WorkItem, active: dict[str, str]) -> tuple[tuple[str, ...], str, str]:
    """Who must act for a blocked work item, as ids or in words, and for what."""
    title = f"{item.key} {item.title}"
    who, colon, what = item.blocker.partition(":")
    try:
        person = person_named(who, active) if who.strip() else None
    except UsageError:  # the name fits several; the words say as much as there is
        person = None
    if person is not None and (colon or who == item.blocker):
        return (person,), "", f"{title}: {what.strip()}" if what.strip() else title
    return (), item.blocker, title


def minutes_of(workspace: Workspace, of: DayRound) -> Minutes:
    """The minutes of a round as they stand, with the names of now."""
    roster = workspace.store.roster()
    names = known_names(roster).developers
    round_ = of.round
    is_walk = round_.order is Order.BOARD
    skipped = () if is_walk else tuple(one for one in round_.turns if one.state is TurnState.SKIPPED)
    out = {one.who for one in skipped}

    def lines(kind: RoundNoteKind) -> tuple[Line, ...]:
        return tuple(
            Line(one.text, tuple(names.get(each, each) for each in one.people)) for one in of.notes if one.kind is kind
        )

    def told(kind: RoundNoteKind) -> tuple[Line, ...]:
        found = []
        for one in of.notes:
            if one.kind is kind:
                who = ", ".join(names.get(each, each) for each in one.people) or one.who
                found.append(Line(one.text, (names.get(one.about, one.about),) if one.about else (), who))
        return tuple(found)

    return Minutes(
        team=roster.team.name,
        day=round_.day,
        number=int(round_.id.rpartition(".")[2]) if round_.id.rpartition(".")[2].isdecimal() else 1,
        is_over=round_.ended_at is not None,
        there=tuple(names.get(one, one) for one in round_.there if one not in out),
        absent=tuple((names.get(one.who, one.who), one.why or "skipped") for one in (*skipped, *round_.absent)),
        notes=told(RoundNoteKind.NOTE),
        blockers=told(RoundNoteKind.BLOCKER),
        decisions=lines(RoundNoteKind.DECISION),
        parked=lines(RoundNoteKind.PARKED),
        items=lines(RoundNoteKind.ITEM),
        walked=tuple(one.who for one in round_.turns if one.state is TurnState.SAID) if is_walk else (),
    )
