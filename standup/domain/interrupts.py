"""Interrupts against the budget: over it in two of three weeks for certain, and what to do next.

The one on duty takes interrupts for the others, so theirs are no breach. All figures are minutes of a whole team.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from standup.domain.records import InterruptClass, TimeEntry
from standup.domain.split import Split, percent
from standup.domain.weeks import Week

WEEKS = 3
_ENOUGH = 2


class InterruptWeek(NamedTuple):
    """The interrupts of one week."""

    week: Week
    others: int = 0
    """Of those who are not on duty."""
    duty: int = 0
    """Of the one on duty."""
    logged: int = 0
    unlogged: int | None = 0
    """None where contract hours are unknown."""
    unsaid: int = 0
    """Of those who are not on duty, without who asked and without a class."""
    classless: int = 0
    """Of those who are not on duty, without a class."""
    on_duty: str = ""
    """The name of who is on duty; empty where nobody is."""
    counts: Mapping[InterruptClass | None, int] = {}
    """How many interrupts of each class there were, of everybody."""

    @property
    def low(self) -> Fraction | None:
        """The share of interrupts of those not on duty if no unlogged time was one; None where it is unknown."""
        if not self.logged or self.unlogged is None:
            return None
        return Fraction(self.others, self.logged + self.unlogged)

    @property
    def class_words(self) -> str:
        """How many of each class: `2 expedite, 1 standard, 3 without a class`; empty where there were none."""
        order = (*InterruptClass, None)
        found = ((one, self.counts.get(one, 0)) for one in order)
        return ", ".join(f"{count} {one.value if one else 'without a class'}" for one, count in found if count)


class Breach(NamedTuple):
    """Interrupts are over the budget for certain."""

    weeks: tuple[Week, ...]
    """The weeks that were over it."""
    words: str
    """What to do next; holds the name of who is on duty as it was written."""
    evidence: str


def interrupt_week(
    week: Week, entries: Iterable[TimeEntry], split: Split, on_duty: str | None, name: str = ""
) -> InterruptWeek:
    """The interrupts among all entries of a team's week; `on_duty` is the id of who took them, `name` their name."""
    others = duty = unsaid = classless = 0
    counts: dict[InterruptClass | None, int] = {}
    for one in entries:
        if not one.interrupt:
            continue
        counts[one.interrupt_class] = counts.get(one.interrupt_class, 0) + 1
        if one.developer == on_duty:
            duty += one.minutes
            continue
        others += one.minutes
        classless += one.minutes * (one.interrupt_class is None)
        unsaid += one.minutes * (one.interrupt_class is None and not one.asked_by)
    return InterruptWeek(week, others, duty, split.logged, split.unlogged, unsaid, classless, name, counts)


def breach_of(weeks: Sequence[InterruptWeek], budget: int) -> Breach | None:
    """What is over a budget in per cent: two of the last three weeks at their low end; None where it is not."""
    over = [one for one in weeks[-WEEKS:] if one.low is not None and one.low * 100 > budget]
    if len(over) < _ENOUGH:
        return None
    shares = ", ".join(f"{percent(one.low)} % in {one.week}" for one in over if one.low is not None)
    return Breach(
        tuple(one.week for one in over),
        f"Interrupts are over the budget of {budget} %: {_next_step(over[-1])}",
        f"at least {shares}, without those of who was on duty",
    )


def _next_step(week: InterruptWeek) -> str:
    """What helps first: to know them, then to send them to one, then to weigh them, and at last the sources."""
    if 2 * week.unsaid > week.others:
        return "log who asked and the class, so that the sources show"
    if week.duty < week.others:
        if week.on_duty:
            return f"send them to {week.on_duty}, who is on duty"
        return "put somebody on duty, and send them there"
    if 2 * week.classless > week.others:
        return "ask the requesters for a class"
    return "talk about the sources with those who ask"
