"""Who is on duty: a rota of weeks in which each takes a fair part of the time that they have.

The one on duty takes the week's interrupts, so that the others are left to their work.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import NamedTuple

from standup.domain.records import DutyWeek
from standup.domain.weeks import Week

MARK = "⚑"
WEEKS = 8
"""So many weeks are shown and planned where nobody says how many."""
MOST_WEEKS = 52


class Able(NamedTuple):
    """What somebody has in a week, in minutes: of their contract, and after holidays and leave."""

    contract: int
    available: int

    @property
    def is_ready(self) -> bool:
        """Whether they are there for at least half of their week."""
        return self.available > 0 and 2 * self.available >= self.contract


def duty_id(week: Week) -> str:
    """The id of the record that says who is on duty in a week."""
    return f"duty-{week}"


def on_duty(duty: Mapping[str, DutyWeek], week: Week) -> str | None:
    """The id of the developer who takes the interrupts of a week; None where nobody does."""
    found = duty.get(str(week))
    return found.developer if found else None


def rota(
    weeks: Collection[Week], able: Mapping[str, Mapping[Week, Able]], kept: Mapping[Week, str]
) -> dict[Week, str | None]:
    """Who takes each of the weeks; None where nobody has any time in it.

    Each week whoever is ready for it is owed a part of one duty by the minutes they have, and whoever is owed most
    takes it; so half of the hours means half of the duties. Among equals it is the one who had none for longest, then
    the first by id. Where nobody is ready, whoever has most time in that week takes it. The `kept` weeks stay as they
    are; those before the first of the weeks count from each one's own first duty, so that who is new owes nothing.
    """
    first, last = min(weeks), max(weeks)
    since = {
        one: min((week for week, who in kept.items() if who == one and week < first), default=first) for one in able
    }
    owed = dict.fromkeys(able, Fraction(0))
    latest: dict[str, Week] = {}
    found: dict[Week, str | None] = {}
    for week in sorted({*weeks, *(week for week in kept if week <= last)}):
        here = {one: of[week] for one, of in able.items() if week in of and since[one] <= week}
        ready = {one: has.available for one, has in here.items() if has.is_ready}
        whole = sum(ready.values())
        for one, minutes in ready.items():
            owed[one] += Fraction(minutes, whole)
        who = kept.get(week)
        if who is None:
            few = max((has.available for has in here.values()), default=0)
            free = list(ready) or [one for one, has in here.items() if few and has.available == few]
            who = min(free, key=lambda one: (-owed[one], latest.get(one, (0, 0)), one), default=None)
        if who is not None:
            latest[who] = week
            if who in owed:
                owed[who] -= 1
        if week in weeks:
            found[week] = who
    return found
