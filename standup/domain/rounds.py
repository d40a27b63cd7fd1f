"""The standup round: whose turn it is and in which order, for how long, and what is written down on the way.

Each step takes the round as it is and gives the one after it, so that a round that was interrupted goes on from what is
stored as if it had never stopped. Times are spans between two moments of steps, in whole seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import NamedTuple

from standup.domain.change import altered
from standup.domain.errors import UsageError
from standup.domain.records import Developer, Order, Round, Turn, TurnState, WorkItem, WorkState
from standup.domain.text import storable

TURN_SECONDS = 120
"""What each has by default."""
MOST_OF_ALLOTTED = 5
"""A turn counts no longer than so many times what is allotted: the rest was a pause, a sleeping laptop or a clock that
jumped."""
LONGEST_LINE = 300
"""Characters of one line of the minutes."""
RUNS_FOR = timedelta(hours=12)
"""After which a round that nobody has ended is no longer the one that runs."""


class Pace(StrEnum):
    """How a timer stands: each has a colour, a glyph and words of its own."""

    FINE = "fine"
    SOON = "soon"
    OVER = "over"
    STOPPED = "stopped"
    """It counts no further."""


class Clock(NamedTuple):
    """A timer at one moment, in seconds."""

    seconds: int
    allotted: int
    most: int
    """It counts no further than this."""

    @property
    def pace(self) -> Pace:
        """Fine up to three quarters of what is allotted, soon up to all of it, then over."""
        if self.seconds >= self.most:
            return Pace.STOPPED
        if self.seconds > self.allotted:
            return Pace.OVER
        return Pace.SOON if self.seconds * 4 >= self.allotted * 3 else Pace.FINE


def by_name(developers: Iterable[Developer]) -> list[Developer]:
    """The developers in the fixed order: by name."""
    return sorted(developers, key=lambda one: (one.name.casefold(), one.id))


def in_order(developers: Iterable[Developer], order: Order, day: date, seed: int = 0) -> list[Developer]:
    """The developers in the order of a day: by name; rotated, so that each workday another one begins; or shuffled.

    A shuffle depends on nothing but the seed and who takes part.
    """
    fixed = by_name(developers)
    match order:
        case Order.ROTATED if fixed:
            first = workday_number(day) % len(fixed)
            return [*fixed[first:], *fixed[:first]]
        case Order.SHUFFLED:
            return sorted(fixed, key=lambda one: blake2b(f"{seed}:{one.id}".encode(), digest_size=8).digest())
    return fixed


def workday_number(day: date) -> int:
    """Counts workdays, Monday to Friday; a weekend has the number of its Friday."""
    weeks, weekday = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(weekday, 4)


def board_walk(items: Iterable[WorkItem]) -> list[WorkItem]:
    """Work in progress in the order in which a team walks its board: blocked first, then the oldest in its state."""
    walked = [one for one in items if one.state in (WorkState.BLOCKED, WorkState.DOING)]
    return sorted(walked, key=lambda one: (one.state is not WorkState.BLOCKED, one.state_since, one.id))


def begun(
    record_id: str,
    *,
    day: date,
    by: str,
    order: Order,
    who: Sequence[str],
    there: Sequence[str],
    absent: Sequence[Turn],
    now: datetime,
    allotted: int = TURN_SECONDS,
    seed: int = 0,
) -> Round:
    """A round that begins with the first of `who`: ids of developers, or keys of work items.

    `there` are the developers who take part, `absent` those who do not, with the reason. Raises UsageError where there
    is nobody and nothing to walk through.
    """
    if not who:
        what = "no work is in progress" if order is Order.BOARD else "nobody is here today"
        raise UsageError(f"{what}; there is no round to begin")
    return Round(
        id=record_id,
        day=day,
        by=by,
        order=order,
        seed=seed,
        allotted=allotted,
        turns=tuple(Turn(who=one) for one in who),
        there=tuple(there),
        absent=tuple(absent),
        current=0,
        begun_at=now,
        since=now,
    )


def counted(round_: Round, now: datetime) -> int:
    """Seconds of the current turn up to now: never fewer than are stored, and never more than `MOST_OF_ALLOTTED` of it.

    So neither a clock that was set back nor a night with the lid closed is anybody's time.
    """
    if round_.current is None:
        return 0
    stored = round_.turns[round_.current].seconds
    if round_.since is None:
        return stored
    most = max(stored, round_.allotted * MOST_OF_ALLOTTED)
    return min(most, stored + max(0, int((now - round_.since).total_seconds())))


def turn_clock(round_: Round, now: datetime) -> Clock:
    """The timer of the current turn."""
    return Clock(counted(round_, now), round_.allotted, round_.allotted * MOST_OF_ALLOTTED)


def round_clock(round_: Round, now: datetime) -> Clock:
    """The timer of the whole round: the turns' times added up, beside what is allotted to all."""
    others = sum(turn.seconds for place, turn in enumerate(round_.turns) if place != round_.current)
    allotted = round_.allotted * len(round_.turns)
    return Clock(others + counted(round_, now), allotted, allotted * MOST_OF_ALLOTTED)


def next_turn(round_: Round, now: datetime) -> Round:
    """The round after the current turn is over: at the next one that waits, or at none where all have had theirs."""
    if round_.current is None:
        raise UsageError("all have had their turn; end the round, or go back")
    return _left(round_, now, TurnState.SAID)


def skipped(round_: Round, now: datetime, why: str = "") -> Round:
    """The round with the current turn left out, for a reason if one is given."""
    if round_.current is None:
        raise UsageError("all have had their turn; nobody is left to skip")
    return _left(round_, now, TurnState.SKIPPED, line_of(why, "reason") if why.strip() else "")


def previous_turn(round_: Round, now: datetime) -> Round:
    """The round at the turn before, skipped ones included; the one that is left waits again."""
    if round_.current == 0:
        raise UsageError("this is the first turn")
    return turned_to(round_, (len(round_.turns) if round_.current is None else round_.current) - 1, now)


def turned_to(round_: Round, place: int, now: datetime) -> Round:
    """The round at a turn by its place; the one that is left waits again, with the time that it has had."""
    _check_open(round_)
    if not 0 <= place < len(round_.turns) or place == round_.current:
        raise UsageError("it is their turn already" if place == round_.current else "there is no such turn")
    turns = list(_settled(round_, now, TurnState.WAITING))
    turns[place] = _turn(turns[place], TurnState.WAITING)
    since = None if _is_paused(round_) else now
    return altered(round_, turns=tuple(turns), current=place, since=since)


def paused(round_: Round, now: datetime) -> Round:
    """The round with its timers stopped, or running again where they were."""
    _check_open(round_)
    if round_.current is None:
        raise UsageError("all have had their turn; no timer runs")
    if round_.since is None:
        return altered(round_, since=now)
    return altered(round_, turns=_settled(round_, now, TurnState.WAITING), since=None)


def ended(round_: Round, now: datetime) -> Round:
    """The round that is over; a current turn counts as one that was had, and those that wait as left out."""
    _check_open(round_)
    turns = tuple(
        _turn(turn, TurnState.SKIPPED, "not reached") if turn.state is TurnState.WAITING else turn
        for turn in _settled(round_, now, TurnState.SAID)
    )
    return altered(round_, turns=turns, current=None, since=None, ended_at=now)


def is_running(round_: Round, now: datetime) -> bool:
    """Whether a round goes on: nobody has ended it, and it did not begin half a day ago."""
    return round_.ended_at is None and now - round_.begun_at < RUNS_FOR


def line_of(text: str, part: str) -> str:
    """One line of the minutes, trimmed; raises UsageError where it is empty or far too long."""
    line = " ".join(storable(text).split())
    if not line:
        raise UsageError(f"the {part} is empty; write a few words")
    if len(line) > LONGEST_LINE:
        raise UsageError(f"the {part} has {len(line)} characters; {LONGEST_LINE} are the most")
    return line


def _left(round_: Round, now: datetime, state: TurnState, why: str = "") -> Round:
    _check_open(round_)
    turns = list(_settled(round_, now, state, why))
    here = 0 if round_.current is None else round_.current
    after = [*range(here + 1, len(turns)), *range(here)]
    following = next((place for place in after if turns[place].state is TurnState.WAITING), None)
    since = None if following is None or _is_paused(round_) else now
    return altered(round_, turns=tuple(turns), current=following, since=since)


def _settled(round_: Round, now: datetime, state: TurnState, why: str = "") -> tuple[Turn, ...]:
    """The turns with the current one's time written down."""
    return tuple(
        Turn(who=turn.who, state=state, why=why, seconds=counted(round_, now)) if place == round_.current else turn
        for place, turn in enumerate(round_.turns)
    )


def _turn(turn: Turn, state: TurnState, why: str = "") -> Turn:
    return Turn(who=turn.who, state=state, why=why, seconds=turn.seconds)


def _is_paused(round_: Round) -> bool:
    return round_.current is not None and round_.since is None


def _check_open(round_: Round) -> None:
    if round_.ended_at is not None:
        raise UsageError("this round is over")
