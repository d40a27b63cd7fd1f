"""Interrupts against their budget: told only where it is certain, and those of who is on duty are no breach."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.decisions import Act, Need, decisions
from standup.domain.interrupts import InterruptWeek, breach_of, interrupt_week
from standup.domain.records import Bucket, InterruptClass, TimeEntry
from standup.domain.split import Band, Split
from standup.domain.weeks import Week

W47 = Week(2026, 47)
SPLIT = Split(production=600, customer=200, other=100, available=1000, unlogged=100)


def entry(
    minutes: int, developer: str = "dana", *, asked_by: str = "", of_class: InterruptClass | None = None
) -> TimeEntry:
    return TimeEntry(
        id=f"{developer}{minutes}",
        developer=developer,
        day=date(2026, 11, 20),
        minutes=minutes,
        bucket=Bucket.PRODUCTION,
        interrupt=minutes != 7,
        asked_by=asked_by,
        interrupt_class=of_class,
    )


def week(number: int, others: int, *, unlogged: int | None = 0, **fields: Any) -> InterruptWeek:
    found = InterruptWeek(Week(2026, number), others=others, logged=1000, unlogged=unlogged)
    replaced: InterruptWeek = found._replace(**fields)
    return replaced


def test_interrupts_are_summed_by_who_is_on_duty_and_counted_by_class() -> None:
    entries = [
        entry(60, "bob"),
        entry(30, asked_by="Karin", of_class=InterruptClass.EXPEDITE),
        entry(20, asked_by="Karin"),
        entry(10),
        entry(7),
    ]
    found = interrupt_week(W47, entries, SPLIT, "bob", "Bob Marsh")
    assert (found.others, found.duty, found.classless, found.unsaid) == (60, 60, 30, 10)
    assert (found.logged, found.unlogged) == (900, 100)
    assert found.low is not None
    assert float(found.low) == 0.06
    assert found.class_words == "1 expedite, 3 without a class"
    assert "Karin" not in repr(found)


@pytest.mark.parametrize(
    ("others", "is_told"),
    [
        ((300, 300, 0), True),
        ((0, 300, 300), True),
        ((300, 0, 300), True),
        ((300, 0, 0), False),
        ((200, 200, 200), False),  # at the budget is within it
        ((300, 300, 0, 0), False),  # the weeks before the last three are over
    ],
)
def test_it_is_told_where_two_of_the_last_three_weeks_are_over_at_their_low_end(
    others: tuple[int, ...], is_told: bool
) -> None:
    weeks = [week(40 + number, minutes) for number, minutes in enumerate(others)]
    assert (breach_of(weeks, 20) is not None) is is_told


def test_unlogged_time_can_make_it_uncertain_and_then_nothing_is_told() -> None:
    assert breach_of([week(46, 300), week(47, 300)], 20) is not None
    assert breach_of([week(46, 300, unlogged=500), week(47, 300, unlogged=500)], 20) is None
    assert breach_of([week(46, 300, unlogged=None), week(47, 300, unlogged=None)], 20) is None
    assert breach_of([week(46, 0, logged=0), week(47, 0, logged=0)], 0) is None


@pytest.mark.parametrize(
    ("fields", "step"),
    [
        ({"unsaid": 200, "classless": 300}, "log who asked and the class"),
        ({"duty": 100}, "put somebody on duty"),
        ({"duty": 100, "on_duty": "Bob"}, "send them to Bob, who is on duty"),
        ({"duty": 300, "on_duty": "Bob", "classless": 200}, "ask the requesters for a class"),
        ({"duty": 300, "on_duty": "Bob", "classless": 100}, "talk about the sources"),
    ],
)
def test_the_next_step_is_what_helps_first(fields: dict[str, Any], step: str) -> None:
    found = breach_of([week(46, 300), week(47, 300, **fields)], 20)
    assert found is not None
    assert found.words.startswith("Interrupts are over the budget of 20 %: ")
    assert step in found.words
    assert found.evidence == "at least 30 % in 2026-W46, 30 % in 2026-W47, without those of who was on duty"
    [decision] = decisions((), (), (), None, Band(), date(2026, 11, 23), found)
    assert (decision.need, decision.action, decision.is_personal) == (Need.INTERRUPTS, Act.DUTY, False)


@given(st.lists(st.integers(0, 900), min_size=1, max_size=5), st.integers(0, 400), st.integers(0, 100))
def test_minutes_of_who_is_on_duty_never_make_a_breach(others: list[int], duty: int, budget: int) -> None:
    weeks = [week(40 + number, minutes) for number, minutes in enumerate(others)]
    with_duty = [one._replace(duty=duty) for one in weeks]
    assert (breach_of(weeks, budget) is None) == (breach_of(with_duty, budget) is None)
