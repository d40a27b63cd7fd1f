"""What time and completed touchpoints say of each customer: who cared on which day, and when the last contact was.

A contact is a completed touchpoint, unless nobody answered, or time with a customer that has neither a work item nor
the tag `+internal`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeAlias

from standup.domain.records import Bucket, TimeEntry, Touchpoint, TouchpointState
from standup.domain.touchpoints import is_contact
from standup.domain.weeks import Week

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


Summed: TypeAlias = Mapping[str, Mapping[date, Care]]
"""Care by customer and day."""


class Activity(NamedTuple):
    """What one developer's time and completed touchpoints add up to, without notes and clock times."""

    days: Mapping[date, DayMinutes]
    care: Summed
    """By customer and day."""


NOTHING_DONE = Activity({}, {})


class CareSum(NamedTuple):
    """What one developer did for one customer since a day."""

    minutes: int = 0
    contacts: int = 0
    """Days with a contact: three quick logs of one call are one."""
    last_contact: date | None = None


class CustomerTime(Protocol):
    """What of an entry says whether it was a contact."""

    @property
    def bucket(self) -> Bucket:
        """Where the minutes went."""

    @property
    def work_item(self) -> str | None:
        """The work item, if one is named."""

    @property
    def tags(self) -> Sequence[str]:
        """The tags."""


def entry_is_contact(entry: CustomerTime) -> bool:
    """Whether the entry by itself says that somebody met the customer."""
    return entry.bucket is Bucket.CUSTOMER and entry.work_item is None and INTERNAL_TAG not in entry.tags


class Meeting(NamedTuple):
    """Logged time with a customer."""

    customer: str
    day: date
    minutes: int
    counts: bool
    """Whether it says by itself that somebody met the customer."""
    touchpoint: str | None


class Completion(NamedTuple):
    """A completed touchpoint."""

    id: str
    customer: str
    day: date
    contacted: bool


def meeting_of(entry: TimeEntry) -> Meeting | None:
    """What an entry says of a customer; None where it names none."""
    if entry.bucket is not Bucket.CUSTOMER or not entry.customer:
        return None
    return Meeting(entry.customer, entry.day, entry.minutes, entry_is_contact(entry), entry.touchpoint)


def completion_of(touchpoint: Touchpoint) -> Completion | None:
    """What a closed touchpoint says of its customer; None where it was dropped."""
    if touchpoint.state is not TouchpointState.DONE or touchpoint.closed_on is None:
        return None
    return Completion(touchpoint.id, touchpoint.customer, touchpoint.closed_on, is_contact(touchpoint.outcome))


def activity(
    days: Mapping[date, DayMinutes],
    meetings: Iterable[Meeting],
    completions: Iterable[Completion],
    summed: Iterable[Summed] = (),
) -> Activity:
    """The activity of one developer; `summed` is what other meetings came to, each day in one part.

    Time that counts for a touchpoint which is completed on the same day is one contact with it, not two.
    """
    care: dict[str, dict[date, Care]] = {}
    for part in summed:
        for customer, by_day in part.items():
            care.setdefault(customer, {}).update(by_day)
    done = list(completions)
    completed = {(one.id, one.day) for one in done}
    for one in meetings:
        _add(care, one.customer, one.day, one.minutes, int(one.counts and (one.touchpoint, one.day) not in completed))
    for end in done:
        if end.contacted:
            _add(care, end.customer, end.day, 0, 1)
    return Activity(days, care)


def activity_of(entries: Iterable[TimeEntry], closed: Iterable[Touchpoint]) -> Activity:
    """The activity of the developer whose entries and closed touchpoints these are."""
    days: dict[date, DayMinutes] = {}
    meetings = []
    for entry in entries:
        held = days.get(entry.day, DayMinutes())
        days[entry.day] = held._replace(**{entry.bucket.value: getattr(held, entry.bucket.value) + entry.minutes})
        meetings.append(meeting_of(entry))
    done = map(completion_of, closed)
    return activity(days, (one for one in meetings if one), (one for one in done if one))


def _add(care: dict[str, dict[date, Care]], customer: str, day: date, minutes: int, contacts: int) -> None:
    by_day = care.setdefault(customer, {})
    held = by_day.get(day)
    by_day[day] = Care(minutes, contacts) if held is None else held.plus(minutes, contacts)


def cared_days(activities: Iterable[Activity], customer: str, days: Collection[date]) -> set[date]:
    """Those of the days on which anybody logged time for the customer."""
    found = (by_day for one in activities if (by_day := one.care.get(customer)))
    return {day for by_day in found for day in days if day in by_day and by_day[day].minutes}


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
            contacts += bool(care.contacts)
            if care.contacts and (last is None or day > last):
                last = day
    return CareSum(minutes, contacts, last)


def minutes_by_week(activities: Iterable[Activity], customer: str) -> dict[Week, int]:
    """Minutes with the customer by ISO week; weeks without any are absent."""
    found: dict[Week, int] = {}
    for one in activities:
        for day, care in one.care.get(customer, {}).items():
            if care.minutes:
                week = Week.of(day)
                found[week] = found.get(week, 0) + care.minutes
    return found
