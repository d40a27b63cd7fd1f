"""What the leave in a time log becomes: whole and half days, one record for each day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from standup.domain.availability import contract_minutes, leave_halves
from standup.domain.change import Op, altered, create, remove
from standup.domain.import_plan import Outcome
from standup.domain.records import Developer, Leave

USUAL_DAY = 480
"""Minutes that a day of leave is held against where the developer's hours are unknown."""


class LeavePlan(NamedTuple):
    """The operations that bring a developer's leave in line with the log, and what became of each of its days."""

    ops: tuple[Op, ...]
    outcomes: Mapping[date, Outcome]
    missing: int
    """Days of leave that an earlier import of this source made and that the log no longer has; they are kept."""


def halves_of(developer: Developer, day: date, minutes: int) -> int:
    """How many half days so much leave is: none under a quarter of the contract, the whole day from three quarters.

    A day without contract minutes has no leave to take.
    """
    contract = contract_minutes(developer, day)
    if contract is None:
        contract = USUAL_DAY
    return min(2, (4 * minutes + contract) // (2 * contract)) if contract else 0


def leave_id(source: str, developer: str, day: date) -> str:
    """The source id of a day of leave, the same at every import."""
    return f"{_prefix(source, developer)}{day}"


def plan_leave(
    minutes: Mapping[date, int],
    stored: Sequence[Leave],
    deleted: Collection[str],
    *,
    developer: Developer,
    source: str,
    covered: tuple[date, date],
    new_id: Callable[[], str],
) -> LeavePlan:
    """What to create, alter and remove in one developer's leave.

    `minutes` is what the log says of each day, `deleted` are the source ids of tombstones, and `covered` is the log's
    first and last day. Leave that a person entered counts first: the log adds only what it has beyond that.
    """
    prefix = _prefix(source, developer.id)
    mine = {leave.source_id: leave for leave in stored if leave.source_id and leave.source_id.startswith(prefix)}
    ops: list[Op] = []
    outcomes: dict[date, Outcome] = {}
    for day, logged in sorted(minutes.items()):
        name = leave_id(source, developer.id, day)
        own = mine.pop(name, None)
        wanted = halves_of(developer, day, logged)
        others = leave_halves(developer, day, (leave for leave in stored if leave is not own))
        outcomes[day] = Outcome.UNCHANGED
        if not wanted:
            outcomes[day] = Outcome.NO_LEAVE if own is None else Outcome.UPDATED
            ops += [remove(own)] if own is not None else []
        elif own is None and name in deleted:
            outcomes[day] = Outcome.DELETED
        elif wanted > others:
            half = wanted - others == 1
            if own is None:
                outcomes[day] = Outcome.IMPORTED
                fresh = Leave(id=new_id(), source_id=name, developer=developer.id, first=day, last=day, half=half)
                ops.append(create(fresh))
            elif own.half != half:
                outcomes[day] = Outcome.UPDATED
                ops.append(Op(own, altered(own, half=half)))
    missing = sum(covered[0] <= leave.first <= covered[1] for leave in mine.values())
    return LeavePlan(tuple(ops), outcomes, missing)


def _prefix(source: str, developer: str) -> str:
    return f"{source}:{developer}:leave:"
