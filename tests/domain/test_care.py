"""Who cared for a customer on which day, and what counts as a contact."""

from __future__ import annotations

from datetime import date

import pytest

from standup.domain.care import (
    Care,
    CareSum,
    DayMinutes,
    activity_of,
    care_since,
    cared_days,
    last_contact,
    minutes_by_week,
)
from standup.domain.records import Bucket, TimeEntry, Touchpoint, TouchpointState
from standup.domain.weeks import Week

MON, TUE, WED = (date(2026, 11, day) for day in (23, 24, 25))


def entry(minutes: int, day: date = MON, *tags: str, **fields: object) -> TimeEntry:
    given = {"bucket": Bucket.CUSTOMER, "customer": "acme", **fields}
    return TimeEntry(id="e", developer="dana", day=day, minutes=minutes, tags=tags, **given)  # type: ignore[arg-type]


def done(day: date, outcome: str = "", state: TouchpointState = TouchpointState.DONE, id: str = "t1") -> Touchpoint:
    return Touchpoint(id=id, customer="acme", title="Call", created_on=MON, state=state, closed_on=day, outcome=outcome)


def test_minutes_by_day_and_by_customer_add_up() -> None:
    production = TimeEntry(id="p", developer="dana", day=MON, minutes=300, bucket=Bucket.PRODUCTION, work_item="API-1")
    found = activity_of([entry(30), entry(15), production, entry(20, TUE, customer=None)], [])
    assert found.days == {MON: DayMinutes(300, 45, 0), TUE: DayMinutes(0, 20, 0)}
    assert found.care == {"acme": {MON: Care(45, 2)}}


@pytest.mark.parametrize(
    ("entries", "closed", "contacts"),
    [
        ([entry(30)], [], 1),
        ([entry(30, MON, "internal")], [], 0),
        ([], [done(MON)], 1),
        ([], [done(MON, "no answer")], 0),
        ([], [done(MON, state=TouchpointState.DROPPED)], 0),
        ([entry(30, touchpoint="t1")], [done(MON)], 1),
        ([entry(30, TUE, touchpoint="t1")], [done(MON)], 2),
        ([entry(15), entry(15), entry(30)], [], 1),
        ([entry(30, touchpoint="t1")], [done(MON, "no answer")], 0),
    ],
)
def test_what_counts_as_a_contact(entries: list[TimeEntry], closed: list[Touchpoint], contacts: int) -> None:
    found = activity_of(entries, closed)
    assert care_since(found, "acme", MON, WED).contacts == contacts


def test_internal_time_cares_and_is_no_contact() -> None:
    found = [activity_of([entry(30, TUE, "internal")], [done(MON)])]
    assert cared_days(found, "acme", [MON, TUE, WED]) == {TUE}
    assert cared_days(found, "acme", [MON, WED]) == set()
    assert last_contact(found, "acme", WED) == MON
    assert last_contact(found, "globex", WED) is None


def test_minutes_by_week_are_those_of_everybody_together() -> None:
    before = entry(20, date(2026, 11, 22))
    found = [activity_of([entry(30, MON), before], [done(WED)]), activity_of([entry(15, TUE)], [])]
    assert minutes_by_week(found, "acme") == {Week(2026, 47): 20, Week(2026, 48): 45}
    assert minutes_by_week(found, "globex") == {}


def test_only_the_days_asked_for_are_summed() -> None:
    found = activity_of([entry(30, MON), entry(15, TUE), entry(10, WED)], [])
    assert care_since(found, "acme", TUE, TUE) == CareSum(15, 1, TUE)
    assert care_since(found, "globex", MON, WED) == CareSum()
    assert last_contact([found], "acme", TUE) == TUE
