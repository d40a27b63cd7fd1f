"""Leave in a time log: half and whole days."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from standup.domain.import_plan import Outcome
from standup.domain.leave_import import LeavePlan, halves_of, leave_id, plan_leave
from standup.domain.records import Developer, HoursPeriod, Leave

FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
DANA = Developer(id="dana", name="Dana", timezone="UTC", hours=(HoursPeriod(minutes=(480, 480, 480, 480, 400, 0, 0)),))
OWN = leave_id("timeclock", "dana", FRIDAY)


def leave(*, half: bool = False, source_id: str | None = None, name: str = "x") -> Leave:
    return Leave(id=name, developer="dana", first=FRIDAY, last=FRIDAY, half=half, source_id=source_id)


def plan(minutes: int, *stored: Leave, deleted: tuple[str, ...] = (), day: date = FRIDAY) -> LeavePlan:
    numbers = count()
    return plan_leave(
        {day: minutes} if minutes else {},
        stored,
        deleted,
        developer=DANA,
        source="timeclock",
        covered=(FRIDAY, SATURDAY),
        new_id=lambda: f"new{next(numbers)}",
    )


@pytest.mark.parametrize(
    ("minutes", "halves"), [(0, 0), (99, 0), (100, 1), (200, 1), (299, 1), (300, 2), (400, 2), (900, 2)]
)
def test_a_quarter_of_the_contract_is_half_a_day_and_three_quarters_are_a_whole_one(minutes: int, halves: int) -> None:
    assert halves_of(DANA, FRIDAY, minutes) == halves


def test_a_day_without_contract_has_no_leave_and_unknown_hours_count_as_eight() -> None:
    assert halves_of(DANA, SATURDAY, 480) == 0
    stranger = Developer(id="x", name="X", timezone="UTC")
    assert [halves_of(stranger, FRIDAY, minutes) for minutes in (119, 120, 360)] == [0, 1, 2]


@pytest.mark.parametrize(("minutes", "half"), [(200, True), (400, False)])
def test_leave_is_one_record_for_each_day(minutes: int, half: bool) -> None:
    made = plan(minutes)
    assert [op.after for op in made.ops] == [leave(half=half, source_id=OWN, name="new0")]
    assert made.outcomes == {FRIDAY: Outcome.IMPORTED}


@pytest.mark.parametrize(
    ("minutes", "stored", "outcome", "ops"),
    [
        (400, leave(source_id=OWN), Outcome.UNCHANGED, 0),
        (200, leave(source_id=OWN), Outcome.UPDATED, 1),
        (50, leave(source_id=OWN), Outcome.UPDATED, 1),
        (50, leave(), Outcome.NO_LEAVE, 0),
        (400, leave(), Outcome.UNCHANGED, 0),
        (200, leave(half=True), Outcome.UNCHANGED, 0),
        (400, leave(half=True), Outcome.IMPORTED, 1),
    ],
)
def test_what_is_there_counts_first(minutes: int, stored: Leave, outcome: Outcome, ops: int) -> None:
    made = plan(minutes, stored)
    assert (made.outcomes[FRIDAY], len(made.ops)) == (outcome, ops)


def test_deleted_leave_stays_deleted_and_missing_leave_stays() -> None:
    assert plan(400, deleted=(OWN,)).outcomes == {FRIDAY: Outcome.DELETED}
    gone = plan(0, leave(source_id=OWN))
    assert (gone.ops, gone.missing) == ((), 1)
