"""Whether a touchpoint gets its turn: overtaken days, starved, unattended, each with its evidence in words.

The rules are those of the product's design: a day counts against nobody unless it is known, and nothing that a
developer leaves unlogged or snoozes makes an overdue touchpoint look better.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from standup.domain.records import SnoozeReason, Touchpoint
from standup.domain.touchpoints import Urgency, urgency
from standup.domain.weeks import day_words

FEWEST_DAYS, MOST_DAYS = 3, 8
"""Overtaken workdays after which a touchpoint is starved, at least and at most."""
SHARE_OF_CADENCE = Fraction(25, 100)
SNOOZES_FOR_PRODUCTION = 2
UNATTENDED_WORKDAYS = 5
_EXCUSES = frozenset({SnoozeReason.CUSTOMER_ASKED, SnoozeReason.WAITING, SnoozeReason.AWAY})


class OwnerDay(NamedTuple):
    """One workday of a touchpoint's owner: what was available, and what was logged; minutes.

    A workday is one with contract hours, or Monday to Friday where hours are not known.
    """

    day: date
    available: int | None
    """None where the hours are not known; 0 on leave and on a public holiday."""
    production: int = 0
    customer: int = 0
    other: int = 0
    is_holiday: bool = False

    @property
    def is_known(self) -> bool:
        """Whether at least half of the available time was logged."""
        logged = self.production + self.customer + self.other
        return self.available is not None and 2 * logged >= self.available


class Turn(StrEnum):
    """What a workday after the due date says about whose turn it was."""

    OVERTAKEN = "overtaken"
    CARED = "with customer time"
    EXCUSED = "snoozed"
    LEAVE = "leave"
    HOLIDAY = "holiday"
    UNKNOWN = "unknown"


_NOT_OVERTAKEN = tuple(turn for turn in Turn if turn is not Turn.OVERTAKEN)


class Evidence(NamedTuple):
    """What is known of the workdays since a touchpoint was due, and what follows from it."""

    due_on: date | None
    turns: Mapping[Turn, int]
    """Workdays after the due date and before today, by what they say."""
    needed: int
    """Overtaken days that make it starved."""
    production_snoozes: int
    workdays_over: int
    """Workdays after the due date, today included; the owner's leave counts, since away is no excuse for long."""
    is_owned: bool

    @property
    def overtaken(self) -> int:
        """Days on which production went first."""
        return self.turns.get(Turn.OVERTAKEN, 0)

    @property
    def days(self) -> int:
        """All workdays that were looked at."""
        return sum(self.turns.values())

    @property
    def is_starved(self) -> bool:
        """Overtaken on enough days, or snoozed twice for production."""
        return self.overtaken >= self.needed or self.production_snoozes >= SNOOZES_FOR_PRODUCTION

    @property
    def is_unattended(self) -> bool:
        """Overdue for a week of workdays, and nobody knows why."""
        return self.workdays_over >= UNATTENDED_WORKDAYS and not self.is_starved

    @property
    def why(self) -> str:
        """What happened since it was due: `overtaken 6 of 8 days, 1 leave, 1 unknown`; empty where nothing is known."""
        parts = []
        if self.days:
            counted = [f"{Turn.OVERTAKEN.value} {self.overtaken} of {_days(self.days)}"]
            counted += [f"{self.turns[turn]} {turn.value}" for turn in _NOT_OVERTAKEN if self.turns.get(turn)]
            parts.append(", ".join(counted))
        if self.production_snoozes:
            times = {1: "once", 2: "twice"}.get(self.production_snoozes, f"{self.production_snoozes} times")
            parts.append(f"snoozed {times} for production")
        if not self.is_owned and self.workdays_over:
            parts.append("nobody owns it")
        return "; ".join(parts)

    def words(self, today: date) -> str:
        """The same with the due date: `due 4 Mar: overtaken 6 of 8 days, 1 leave, 1 unknown`."""
        why = self.why
        due = f"due {day_words(self.due_on, today)}: " if self.due_on and why else ""
        return f"{due}{why}"


def starved_after(cadence_ideal: int | None) -> int:
    """How many overtaken workdays make a touchpoint starved: a quarter of the cadence, from 3 to 8 workdays.

    `cadence_ideal` is in days, of which five in seven are workdays; without a cadence it is 3.
    """
    if cadence_ideal is None:
        return FEWEST_DAYS
    quarter = SHARE_OF_CADENCE * Fraction(5, 7) * cadence_ideal
    return ceil(min(Fraction(MOST_DAYS), max(Fraction(FEWEST_DAYS), quarter)))


def snoozed_for(touchpoint: Touchpoint, day: date) -> SnoozeReason | None:
    """The reason that a touchpoint was snoozed for on a day; the latest snooze goes before earlier ones."""
    latest = None
    for snooze in touchpoint.snoozes:
        if snooze.on <= day:
            latest = snooze
    return latest.reason if latest is not None and day < latest.until else None


def turn(touchpoint: Touchpoint, day: OwnerDay, *, cared: bool) -> Turn:
    """Whose turn a workday after the due date was; `cared` says that anybody logged time for the customer then."""
    if cared:
        return Turn.CARED
    if snoozed_for(touchpoint, day.day) in _EXCUSES:
        return Turn.EXCUSED
    if day.available == 0:
        return Turn.HOLIDAY if day.is_holiday else Turn.LEAVE
    if not day.is_known:
        return Turn.UNKNOWN
    return Turn.OVERTAKEN if day.production > day.customer else Turn.CARED


def evidence(
    touchpoint: Touchpoint,
    days: Iterable[OwnerDay],
    cared: Collection[date],
    *,
    cadence_ideal: int | None,
    today: date,
) -> Evidence:
    """What is known of an open touchpoint since it was due.

    `days` are workdays of its owner (of a usual week where nobody owns it), in any order; those up to the due date
    and after today do not count, and today counts only as a workday over. `cared` are the days on which anybody on
    the team logged time for the customer.
    """
    turns: dict[Turn, int] = {}
    over = 0
    is_owned = touchpoint.developer is not None
    for day in days:
        if touchpoint.due_on is None or not touchpoint.due_on < day.day <= today:
            continue
        over += not day.is_holiday
        if day.day < today and is_owned:
            found = turn(touchpoint, day, cared=day.day in cared)
            turns[found] = turns.get(found, 0) + 1
    return Evidence(
        due_on=touchpoint.due_on,
        turns=turns,
        needed=starved_after(cadence_ideal),
        production_snoozes=sum(snooze.reason is SnoozeReason.PRODUCTION for snooze in touchpoint.snoozes),
        workdays_over=over,
        is_owned=is_owned,
    )


def standing(touchpoint: Touchpoint, found: Evidence, today: date) -> Urgency:
    """Where an open touchpoint stands, its evidence considered.

    A snooze folds it until its date. One for production does not fold a touchpoint that is starved: that is the very
    thing that starved means.
    """
    plain = urgency(touchpoint, today)
    if plain is Urgency.SNOOZED and (touchpoint.snooze_reason in _EXCUSES or not found.is_starved):
        return Urgency.SNOOZED
    if found.is_starved:
        return Urgency.STARVED
    return Urgency.UNATTENDED if found.is_unattended else plain


def _days(count: int) -> str:
    return f"{count} day{'s' * (count != 1)}"
