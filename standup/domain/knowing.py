"""Who knows a customer: the facts about each person in words, and nobody chosen for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from standup.domain.duration import format_minutes
from standup.domain.errors import UsageError
from standup.domain.records import Preference
from standup.domain.text import shown
from standup.domain.touchpoints import kind_of
from standup.domain.weeks import day_words

LOOK_BACK_DAYS = 180
FEWEST_NAMES = 2
_MUCH, _SOME = 480, 90  # minutes


_ORDER = {Preference.PREFER: 0, Preference.LEARNING: 1, Preference.FINE: 2, None: 3, Preference.RATHER_NOT: 4}


def preference_of(text: str) -> Preference:
    """The preference that a person wrote, by its name or a beginning of it; raises UsageError with the four."""
    word = " ".join(text.casefold().replace("-", " ").split())
    found = [one for one in Preference if word and one.value.startswith(word)]
    if len(found) != 1:
        raise UsageError(f"'{shown(text)}' is no preference; say {', '.join(one.value for one in Preference)}")
    return found[0]


def preferences_with(
    held: Iterable[tuple[str, Preference]], kind: str, text: str
) -> tuple[tuple[str, Preference], ...]:
    """The preferences with one kind of touchpoint said anew; `none` takes it away. Raises UsageError."""
    name = kind_of(kind)
    others = tuple(one for one in held if one[0] != name)
    return others if text.strip().casefold() == "none" else (*others, (name, preference_of(text)))


class Knower(NamedTuple):
    """What is known of one developer and one customer; minutes, and days with a contact, of the last 180 days."""

    developer: str
    name: str
    minutes: int = 0
    contacts: int = 0
    last_contact: date | None = None
    preference: Preference | None = None
    kind: str = ""
    """The kind of touchpoint that the preference is about."""
    away: str = ""
    """Why and until when the person is not here: `leave until Fri 4 Dec`; empty where they are."""
    available: int | None = None
    """Minutes that are left of this week; None where the hours are not known."""
    is_owner: bool = False

    @property
    def knows(self) -> bool:
        """Whether the person had anything to do with the customer."""
        return bool(self.minutes or self.contacts)

    def words(self, today: date, *, hours: bool, period: bool = True) -> str:
        """The facts in words; minutes of somebody only where `hours` of them may be seen, else how much it was."""
        facts = []
        since = f" in {LOOK_BACK_DAYS} days" if period else ""
        if self.knows:
            spent = format_minutes(self.minutes) if hours and self.minutes else _how_much(self.minutes)
            count = f"contact on {self.contacts} day{'s' * (self.contacts != 1)}"
            last = f", last {day_words(self.last_contact, today)}" if self.last_contact else ""
            facts.append(f"{spent} and {count}{since}{last}")
        else:
            facts.append(f"nothing with them{since}")
        if self.preference is not None and self.kind:
            facts.append(_PREFERENCE_WORDS[self.preference].format(kind=self.kind))
        if self.away:
            facts.append(f"away: {shown(self.away)}")
        elif hours and self.available is not None:
            facts.append(
                f"{format_minutes(self.available)} left this week" if self.available else "no time left this week"
            )
        if self.is_owner:
            facts.append("has it now")
        return "; ".join(facts)


_PREFERENCE_WORDS = {
    Preference.PREFER: "likes to do it: {kind}",
    Preference.FINE: "fine with it: {kind}",
    Preference.LEARNING: "wants to learn it: {kind}",
    Preference.RATHER_NOT: "would rather not: {kind}",
}


def _how_much(minutes: int) -> str:
    if minutes >= _MUCH:
        return "much time"
    return "some time" if minutes >= _SOME else "a little time" if minutes else "no time logged"


def who_knows(people: Iterable[Knower]) -> list[Knower]:
    """Those to ask, who knows the customer first; a sole expert is never the only name.

    Where fewer than two know the customer, those who like or want to learn this kind of touchpoint and are here come
    after them, then anyone who is here. People who are away stay named, last.
    """

    def place(one: Knower) -> tuple[bool, int, int, int, str]:
        return bool(one.away), -one.contacts, -one.minutes, _ORDER[one.preference], one.name.casefold()

    everyone = sorted(people, key=place)
    known = [one for one in everyone if one.knows]
    others = sorted(
        (one for one in everyone if not one.knows and not one.away),
        key=lambda one: (_ORDER[one.preference], -(one.available or 0), one.name.casefold()),
    )
    wanted = max(0, FEWEST_NAMES - sum(not one.away for one in known))
    willing = [one for one in others if one.preference in (Preference.PREFER, Preference.LEARNING)]
    return known + (willing if len(willing) >= wanted else others[:wanted])


def knows_best(people: Sequence[Knower]) -> Knower | None:
    """The one on whose Board a customer without a next step stands: most contacts, then most time; None if nobody."""
    known = [one for one in people if one.knows]
    return min(known, key=lambda one: (-one.contacts, -one.minutes, one.developer), default=None)
