"""Whether customers get their turn, as of now: the evidence of each touchpoint, contacts, and who knows whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from standup.domain.attention import Evidence, OwnerDay, evidence, standing
from standup.domain.availability import available_minutes, contract_minutes, is_workday
from standup.domain.cadence import Cadence, Freshness, cadence_of, freshness
from standup.domain.care import (
    NOTHING_DONE,
    Activity,
    DayMinutes,
    care_since,
    cared_days,
    last_contact,
    minutes_by_week,
)
from standup.domain.knowing import LOOK_BACK_DAYS, Knower, knows_best, who_knows
from standup.domain.records import Customer, Developer, Leave, Touchpoint
from standup.domain.touchpoints import Urgency
from standup.domain.weeks import Week, day_words
from standup.store.errors import DamagedFileError
from standup.store.protocol import Roster
from standup.workspace.session import Workspace, owners

_LONGEST_LOOK_AHEAD = 60
"""Days that an absence is followed to its end."""
_NOTHING = DayMinutes()


class Standing(NamedTuple):
    """Where an open touchpoint stands, and what says so; the words, safe for a terminal, are made when asked for."""

    urgency: Urgency
    found: Evidence
    today: date

    @property
    def evidence(self) -> str:
        """The evidence in words."""
        return self.found.words(self.today)

    @property
    def why(self) -> str:
        """The evidence in words, without the due date."""
        return self.found.why


class Attention:
    """Answers for one view; reads what it needs once, and nothing that no question needs."""

    def __init__(self, workspace: Workspace, roster: Roster, today: date) -> None:
        self._workspace = workspace
        self._roster = roster
        self.today = today
        self._activities: dict[str | None, Activity] = {}
        self._leave: dict[str, tuple[Leave, ...]] = {}
        self._days: dict[tuple[str | None, date], OwnerDay | None] = {}
        self._cared: dict[str, tuple[set[date], set[date]]] = {}
        self._standings: dict[tuple[str, int], Standing] = {}
        self.damaged: list[str | None] = []
        """Those whose open touchpoints cannot be read, found once `open` was asked for."""

    @cached_property
    def open(self) -> Mapping[str, list[Touchpoint]]:
        """The open touchpoints of the team, by customer; of those in a damaged file nothing is known."""
        found: dict[str, list[Touchpoint]] = {}
        for owner in owners(self._roster):
            try:
                touchpoints = self._workspace.store.desk(owner).touchpoints
            except DamagedFileError:
                self.damaged.append(owner)
                continue
            for one in touchpoints:
                found.setdefault(one.customer, []).append(one)
        return found

    def evidence(self, touchpoint: Touchpoint) -> Evidence:
        """What is known of an open touchpoint since it was due."""
        due = touchpoint.due_on
        days: list[OwnerDay] = []
        if due is not None and due < self.today:
            owner = touchpoint.developer
            spread = (due + timedelta(days=ahead) for ahead in range(1, (self.today - due).days + 1))
            days = [found for day in spread if (found := self._owner_day(owner, day)) is not None]
        return evidence(
            touchpoint,
            days,
            self._cared_for(touchpoint.customer, [one.day for one in days]),
            cadence_ideal=self._customer_cadence(touchpoint.customer),
            today=self.today,
        )

    def standing(self, touchpoint: Touchpoint) -> Standing:
        """Where an open touchpoint stands, and the evidence."""
        key = (touchpoint.id, touchpoint.version)
        if key not in self._standings:
            found = self.evidence(touchpoint)
            self._standings[key] = Standing(standing(touchpoint, found, self.today), found, self.today)
        return self._standings[key]

    def standings(self, touchpoints: Iterable[Touchpoint]) -> dict[str, Standing]:
        """Where open touchpoints stand, by id."""
        return {one.id: self.standing(one) for one in touchpoints}

    def last_contact(self, customer: str) -> date | None:
        """The day of the last contact of anybody with a customer; None where none is known."""
        return last_contact(self._everyones, customer, self.today)

    def freshness(self, customer: Customer) -> Freshness | None:
        """How late the next contact is; None for a customer without a cadence."""
        cadence = cadence_of_customer(customer)
        return None if cadence is None else freshness(cadence, self.last_contact(customer.id), self.today)

    def without_next_step(self) -> list[Customer]:
        """Active customers with no open touchpoint, by name; none where a file that may hold one is damaged."""
        found = [one for one in self._roster.customers.values() if one.active and not self.open.get(one.id)]
        if self.damaged:
            return []
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    def knowers(self, customer: str, *, kind: str = "", owner: str | None = None) -> list[Knower]:
        """Those to ask about a customer, with the facts; who has the touchpoint now comes in its place."""
        return who_knows(self._knower(one, customer, kind, owner) for one in self._active())

    def known_by(self, customer: str) -> list[Knower]:
        """Those who had anything to do with a customer in the last 180 days, in the order of `knowers`."""
        met = (one for one in self._active() if customer in self._activity(one.id).care)
        return [one for one in who_knows(self._knower(one, customer, "", None) for one in met) if one.knows]

    def weeks_with(self, customer: str, developer: str | None = None) -> dict[Week, int]:
        """Minutes with a customer by week: those of one developer, or the sum of everybody's."""
        activities = self._everyones if developer is None else [self._activity(developer)]
        return minutes_by_week(activities, customer)

    def knows_best(self, customer: str) -> Knower | None:
        """The developer who met a customer most in the last 180 days; None where nobody did."""
        since = self.today - timedelta(days=LOOK_BACK_DAYS)
        sums = [(one, care_since(self._activity(one.id), customer, since, self.today)) for one in self._active()]
        return knows_best([Knower(one.id, one.name, done.minutes, done.contacts) for one, done in sums])

    def is_workday(self, developer: str | None, day: date) -> bool:
        """Whether a developer works on a day; Monday to Friday where nobody is named."""
        found = self._roster.developers.get(developer or "")
        if found is None:
            return day.weekday() < 5
        return is_workday(found, day, self._leave_of(found.id), self._workspace.holidays_of(found, day.year))

    def is_away(self, developer: str) -> bool:
        """Whether a developer is on leave for the whole of today."""
        return any(one.first <= self.today <= one.last and not one.half for one in self._leave_of(developer))

    def _active(self) -> list[Developer]:
        return [one for one in self._roster.developers.values() if one.active]

    def _knower(self, developer: Developer, customer: str, kind: str, owner: str | None) -> Knower:
        since = self.today - timedelta(days=LOOK_BACK_DAYS)
        done = care_since(self._activity(developer.id), customer, since, self.today)
        return Knower(
            developer=developer.id,
            name=developer.name,
            minutes=done.minutes,
            contacts=done.contacts,
            last_contact=done.last_contact,
            preference=dict(developer.preferences).get(kind),
            kind=kind,
            away=self._away(developer),
            available=self._left_this_week(developer),
            is_owner=developer.id == owner,
        )

    def _away(self, developer: Developer) -> str:
        """Why and until when somebody is not here today; empty where they are, or merely have no hours today."""
        leave = self._leave_of(developer.id)
        if not any(one.first <= self.today <= one.last and not one.half for one in leave):
            return ""
        for ahead in range(1, _LONGEST_LOOK_AHEAD):
            day = self.today + timedelta(days=ahead)
            if is_workday(developer, day, leave, self._workspace.holidays_of(developer, day.year)):
                return f"leave, back {day_words(day, self.today)}"
        return "leave"

    def _left_this_week(self, developer: Developer) -> int | None:
        """Minutes available from today to the end of the week, less what was logged today."""
        leave = self._leave_of(developer.id)
        total = 0
        for day in Week.of(self.today).days:
            if day < self.today:
                continue
            minutes = available_minutes(developer, day, leave, self._workspace.holidays_of(developer, day.year))
            if minutes is None:
                return None
            total += minutes
        return max(0, total - sum(self._activity(developer.id).days.get(self.today, _NOTHING)))

    def _customer_cadence(self, customer: str) -> int | None:
        found = self._roster.customers.get(customer)
        return found.cadence_ideal if found else None

    def _cared_for(self, customer: str, days: list[date]) -> set[date]:
        """The days, of these and of those asked for before, on which anybody logged time for the customer."""
        looked_at, cared = self._cared.setdefault(customer, (set(), set()))
        if new := [day for day in days if day not in looked_at]:
            looked_at.update(new)
            cared |= cared_days(self._everyones, customer, new)
        return cared

    def _owner_day(self, owner: str | None, day: date) -> OwnerDay | None:
        """One day of a touchpoint's owner; None where it is no workday of theirs."""
        key = (owner, day)
        if key not in self._days:
            self._days[key] = self._read_day(owner, day)
        return self._days[key]

    def _read_day(self, owner: str | None, day: date) -> OwnerDay | None:
        developer = self._roster.developers.get(owner or "")
        if developer is None:
            return OwnerDay(day, None) if day.weekday() < 5 else None
        contract = contract_minutes(developer, day)
        if not (day.weekday() < 5 if contract is None else contract > 0):
            return None
        holidays = self._workspace.holidays_of(developer, day.year)
        logged = self._activity(developer.id).days.get(day, _NOTHING)
        return OwnerDay(
            day,
            available_minutes(developer, day, self._leave_of(developer.id), holidays),
            *logged,
            is_holiday=day in holidays,
        )

    @cached_property
    def _everyones(self) -> list[Activity]:
        return [self._activity(owner) for owner in owners(self._roster)]

    def _activity(self, owner: str | None) -> Activity:
        if owner not in self._activities:
            try:
                self._activities[owner] = self._workspace.store.activity(owner)
            except DamagedFileError:  # of one person, whom the strip names; everybody else's customers are still known
                self._activities[owner] = NOTHING_DONE
        return self._activities[owner]

    def _leave_of(self, developer: str) -> tuple[Leave, ...]:
        if developer not in self._leave:
            try:
                self._leave[developer] = tuple(self._workspace.store.desk(developer).leave)
            except DamagedFileError:
                self._leave[developer] = ()
        return self._leave[developer]


def cadence_of_customer(customer: Customer | None) -> Cadence | None:
    """The cadence that was agreed for a customer; None where none was."""
    return None if customer is None else cadence_of(customer.cadence_ideal, customer.cadence_max)
