"""What time and completed touchpoints say of each customer: who cared on which day, and when the last contact was.

A contact is a completed touchpoint, unless nobody answered, or time with a customer that has neither a work item nor
the tag `+internal`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from standup.domain.records import Bucket, TimeEntry, Touchpoint, TouchpointState
from standup.domain.touchpoints import is_contact

INTERNAL_TAG = "internal"


class DayMinutes(NamedTuple):
    """Minutes of one day by bucket."""

    production: int = 0
    customer: int = 0
    other: int = 0


class Care(NamedTuple):
    """What one developer did for one customer on one day: minutes, and how many contacts it was."""

    minutes: int = 0
    contacts: int = 0

    def plus(self, minutes: int, contacts: int) -> Care:
        """With more of both."""
        return Care(self.minutes + minutes, self.contacts + contacts)


class Activity(NamedTuple):
    """What one developer's time and completed touchpoints add up to, without notes and clock times."""

    days: Mapping[date, DayMinutes]
    care: Mapping[str, Mapping[date, Care]]
    """By customer and day."""


NOTHING_DONE = Activity({}, {})


class CareSum(NamedTuple):
    """What one developer did for one customer since a day."""

    minutes: int = 0
    contacts: int = 0
    last_contact: date | None = None


def entry_is_contact(entry: TimeEntry) -> bool:
    """Whether the entry by itself says that somebody met the customer."""
    return entry.bucket is Bucket.CUSTOMER and entry.work_item is None and INTERNAL_TAG not in entry.tags


def activity_of(entries: Iterable[TimeEntry], closed: Iterable[Touchpoint]) -> Activity:
    """The activity of the developer whose entries and closed touchpoints these are.

    Time that counts for a touchpoint which is completed on the same day is one contact, not two.
    """
    days: dict[date, DayMinutes] = {}
    care: dict[str, dict[date, Care]] = {}
    done = [one for one in closed if one.state is TouchpointState.DONE and one.closed_on is not None]
    completed = {(one.id, one.closed_on) for one in done}
    for entry in entries:
        held = days.get(entry.day, DayMinutes())
        days[entry.day] = held._replace(**{entry.bucket.value: getattr(held, entry.bucket.value) + entry.minutes})
        if entry.bucket is Bucket.CUSTOMER and entry.customer:
            counts = entry_is_contact(entry) and (entry.touchpoint, entry.day) not in completed
            _add(care, entry.customer, entry.day, entry.minutes, int(counts))
    for one in done:
        if one.closed_on is not None and is_contact(one.outcome):
            _add(care, one.customer, one.closed_on, 0, 1)
    return Activity(days, care)


def _add(care: dict[str, dict[date, Care]], customer: str, day: date, minutes: int, contacts: int) -> None:
    by_day = care.setdefault(customer, {})
    by_day[day] = by_day.get(day, Care()).plus(minutes, contacts)


def cared_days(activities: Iterable[Activity], customer: str) -> set[date]:
    """The days on which anybody logged time for the customer."""
    return {day for one in activities for day, care in one.care.get(customer, {}).items() if care.minutes}


def last_contact(activities: Iterable[Activity], customer: str, until: date) -> date | None:
    """The day of the last contact with the customer, up to a day; None where none is known."""
    found = (day for one in activities for day, care in one.care.get(customer, {}).items() if care.contacts)
    return max((day for day in found if day <= until), default=None)


def care_since(activity: Activity, customer: str, since: date, until: date) -> CareSum:
    """What was done for the customer from one day to another, both included."""
    minutes = contacts = 0
    last = None
    for day, care in activity.care.get(customer, {}).items():
        if since <= day <= until:
            minutes += care.minutes
            contacts += care.contacts
            if care.contacts and (last is None or day > last):
                last = day
    return CareSum(minutes, contacts, last)
