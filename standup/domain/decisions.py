"""What a lead has to decide this week: few lines, each with its evidence and what acts on it.

Nobody is ranked: a line names a customer, or a person whom only a decision can help.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from standup.domain.duration import format_minutes
from standup.domain.interrupts import Breach
from standup.domain.split import (
    Band,
    Split,
    VerdictKind,
    is_over,
    missing_minutes,
    over_capacity,
    percent,
    share_words,
    verdict,
)
from standup.domain.weeks import Week, day_words

MOST = 5
"""So many lines at most: who has twenty decisions to make makes none."""


class Need(StrEnum):
    """What is to be decided; the order is that of the lines."""

    STARVED = "starved"
    UNOWNED = "unowned"
    AWAY = "away"
    UNATTENDED = "unattended"
    OVER_CAPACITY = "over capacity"
    BAND = "band"
    INTERRUPTS = "interrupts"
    LOGGING = "logging"
    NO_NEXT_STEP = "no next step"


class Act(StrEnum):
    """What acts on a decision; the ids of the terminal app's actions."""

    GIVE_SLOT = "give_slot"
    REASSIGN = "reassign"
    CHANGE_BAND = "change_band"
    ASK = "ask"
    PLAN = "plan_next"
    DUTY = "duty_rota"


_ORDER = {need: place for place, need in enumerate(Need)}


class Decision(Struct, frozen=True, kw_only=True):
    """One line; words and evidence hold names of people as they wrote them."""

    need: Need
    words: str
    evidence: str
    action: Act
    developer: str = ""
    """Id of the developer whom it is about, if it is."""
    touchpoint: str = ""
    """Id of the touchpoint that it is about, if it is."""
    customer: str = ""
    """Id of the customer whom it is about, if it is."""

    @property
    def is_personal(self) -> bool:
        """Whether it tells of the time of one person, which is for leads alone."""
        return self.need in (Need.OVER_CAPACITY, Need.LOGGING)


class LateCase(NamedTuple):
    """A touchpoint that is starved or unattended."""

    touchpoint: str
    customer: str
    customer_name: str
    title: str
    developer: str
    """The owner's id; empty where nobody owns it."""
    owner: str
    """The owner's name."""
    evidence: str
    is_starved: bool
    is_away: bool = False
    """Whether the owner is on leave today."""
    has_slot: bool = False
    """Whether the day on which it is its turn is still to come, or today."""

    @property
    def is_settled(self) -> bool:
        """Whether all that could be decided is: somebody who is here has a day for it."""
        return self.has_slot and self.is_starved and bool(self.developer) and not self.is_away

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.customer_name}: {self.title}"


class PersonCase(NamedTuple):
    """One developer's week, and the last ones that they closed, earliest first."""

    developer: str
    name: str
    split: Split
    closed: Sequence[tuple[Week, Split]] = ()


class CustomerCase(NamedTuple):
    """An active customer without a next step."""

    customer: str
    name: str
    last_contact: date | None = None
    reason: str = ""
    """Why nothing is planned; where somebody said so, there is nothing to decide."""


def decisions(
    late: Iterable[LateCase],
    people: Iterable[PersonCase],
    customers: Iterable[CustomerCase],
    team: Split | None,
    band: Band,
    today: date,
    breach: Breach | None = None,
) -> tuple[Decision, ...]:
    """At most five lines: the first of each kind before the second of any, in the order of the kinds.

    `late` come in the order of touchpoints. `team` is None where the totals are withheld,
    `breach` where interrupts keep within their budget.
    """
    found = [
        *(_of_late(one) for one in late if not one.is_settled),
        *_of_people(people, band),
        *_of_team(team, band),
        *_of_interrupts(breach),
        *(_of_customer(one, today) for one in customers if not one.reason),
    ]
    before: dict[Need, int] = {}
    places = []
    for one in found:
        turn = before.get(one.need, 0)
        before[one.need] = turn + 1
        places.append((turn, _ORDER[one.need]))
    chosen = sorted(range(len(found)), key=lambda number: places[number])[:MOST]
    return tuple(found[number] for number in sorted(chosen, key=lambda number: places[number][::-1]))


def _of_late(one: LateCase) -> Decision:
    if one.is_starved and one.developer and not one.is_away:
        need, act, words = Need.STARVED, Act.GIVE_SLOT, f"give {one.owner} a slot for it, or hand it over"
    elif not one.developer:
        need, act, words = Need.UNOWNED, Act.REASSIGN, "nobody owns it; give it to somebody"
    elif one.is_away:
        need, act, words = Need.AWAY, Act.REASSIGN, f"{one.owner} is away; hand it over"
    else:
        need, act, words = Need.UNATTENDED, Act.ASK, f"ask {one.owner} what holds it up"
    return Decision(
        need=need,
        words=f"{one.name}: {words}",
        evidence=one.evidence,
        action=act,
        developer=one.developer,
        touchpoint=one.touchpoint,
        customer=one.customer,
    )


def _of_people(people: Iterable[PersonCase], band: Band) -> Iterator[Decision]:
    everybody = list(people)
    for one in everybody:
        if over_capacity([split for _, split in one.closed]):
            told = ", ".join(
                f"{format_minutes(split.logged)} of {format_minutes(split.available or 0)} in {week}"
                for week, split in one.closed[-3:]
                if is_over(split)
            )
            yield Decision(
                need=Need.OVER_CAPACITY,
                words=f"{one.name} is over capacity: hand over some of what is open",
                evidence=told,
                action=Act.REASSIGN,
                developer=one.developer,
            )
    if not any(one.split.logged for one in everybody):
        return  # a week of which nobody has any record, such as one before the team began
    unclear = [(missing_minutes(one.split), one) for one in everybody if _is_unclear(one.split, band)]
    for minutes, one in sorted(unclear, key=lambda pair: -pair[0]):
        known = "no production or customer time" if one.split.share is None else share_words(one.split)
        yield Decision(
            need=Need.LOGGING,
            words=f"{one.name}: ask for the hours that are not logged",
            evidence=f"{known}, on {_logged(one.split)} % logged; {format_minutes(minutes)} more would tell",
            action=Act.ASK,
            developer=one.developer,
        )


def _is_unclear(split: Split, band: Band) -> bool:
    """Whether too little is logged to say anything of the share, or there is none because so little is logged."""
    if split.share is None:
        return missing_minutes(split) > 0
    return verdict(split, band).kind is VerdictKind.CANT_TELL


def _of_team(team: Split | None, band: Band) -> Iterator[Decision]:
    if team is None or team.range is None:
        return
    # What is left of a running week may still go to either side: an hour of a Monday is no reason for another band.
    found = verdict(replace(team, unlogged=(team.unlogged or 0) + (team.left or 0)), band)
    if found.kind in (VerdictKind.BELOW, VerdictKind.ABOVE) and found.certain:
        side = "more room for customers" if found.kind is VerdictKind.BELOW else "less customer time"
        yield Decision(
            need=Need.BAND,
            words=f"The team is {found.kind} {band}: {side}, or another band",
            evidence=f"{share_words(team)}, on {_logged(team)} % logged",
            action=Act.CHANGE_BAND,
        )


def _of_interrupts(breach: Breach | None) -> Iterator[Decision]:
    if breach is not None:
        yield Decision(need=Need.INTERRUPTS, words=breach.words, evidence=breach.evidence, action=Act.DUTY)


def _of_customer(one: CustomerCase, today: date) -> Decision:
    last = f"last contact {day_words(one.last_contact, today)}" if one.last_contact else "no contact is known"
    return Decision(
        need=Need.NO_NEXT_STEP,
        words=f"{one.name} has no next step: plan one",
        evidence=last,
        action=Act.PLAN,
        customer=one.customer,
    )


def _logged(split: Split) -> int:
    return percent(split.coverage) if split.coverage is not None else 0


def question(name: str, week: Week, about: str = "") -> str:
    """What a lead asks a developer: what holds up a touchpoint, or what was not logged in a week."""
    if about:
        return f"{name}, what holds up {about}, and what would it need to get its turn?"
    return f"{name}, some of your time in {week} is not logged: how much of it was production, how much for customers?"
