"""What follows a touchpoint: the next of a series or a cadence, and when a date moves by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.cadence import Cadence
from standup.domain.errors import UsageError
from standup.domain.following import (
    begun,
    following,
    next_dates,
    recurrence_of,
    replanned,
    series_ended,
    skipped,
)
from standup.domain.records import Origin, SnoozeReason, Touchpoint, TouchpointState
from standup.domain.recurrence import Recurrence
from standup.domain.touchpoints import completed, dated_by_person, is_contact

MONDAY = date(2026, 11, 23)


FREQUENCIES = st.sampled_from(("WEEKLY", "MONTHLY", "DAILY"))


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def touchpoint(**fields: object) -> Touchpoint:
    base = Touchpoint(
        id="t1", customer="acme", title="Call", kind="call", created_on=MONDAY, developer="dana", contact="Ann"
    )
    return replace(base, **fields)


@pytest.mark.parametrize("outcome", ["no answer", "No  answer", "no answer, left a message"])
def test_nobody_answered_is_no_contact(outcome: str) -> None:
    assert not is_contact(outcome)
    assert is_contact("they take it")
    assert is_contact("")


def test_a_series_goes_on_after_its_own_date_and_after_the_day_it_was_done() -> None:
    first = begun(touchpoint(), "FREQ=MONTHLY;BYMONTHDAY=15", MONDAY, weekdays)
    assert (first.recurs_on, first.due_on, first.origin) == (date(2026, 12, 15), date(2026, 12, 15), Origin.SERIES)
    early = following(first, date(2026, 12, 1), new_id="t2", cadence=None, contacted=True, is_workday=weekdays)
    late = following(first, date(2027, 3, 20), new_id="t2", cadence=None, contacted=True, is_workday=weekdays)
    assert early is not None
    assert late is not None
    assert early.due_on == date(2027, 1, 15)
    assert late.due_on == date(2027, 4, 15)
    assert (early.id, early.title, early.developer, early.contact, early.rule) == (
        "t2",
        "Call",
        "dana",
        "Ann",
        first.rule,
    )
    assert early.ticks == ()
    assert early.state is TouchpointState.OPEN


def test_a_date_on_a_weekend_moves_to_the_next_workday_and_says_so() -> None:
    found = next_dates(Recurrence("FREQ=MONTHLY;BYMONTHDAY=3", MONDAY), date(2026, 12, 31), weekdays, 1)[0]
    assert (found.recurs_on, found.due_on) == (date(2027, 1, 3), date(2027, 1, 4))
    assert found.words(MONDAY) == "Mon 4 Jan 2027 (Sun 3 Jan 2027 is no workday)"


def test_a_cadence_counts_from_the_contact_and_tries_again_where_nobody_answered() -> None:
    made = following(touchpoint(), MONDAY, new_id="t2", cadence=Cadence(14), contacted=True, is_workday=weekdays)
    again = following(touchpoint(), MONDAY, new_id="t2", cadence=Cadence(14), contacted=False, is_workday=weekdays)
    assert made is not None
    assert again is not None
    assert (made.due_on, made.origin) == (MONDAY + timedelta(days=14), Origin.CADENCE)
    assert again.due_on == MONDAY + timedelta(days=1)


def test_nothing_follows_without_series_and_cadence() -> None:
    assert following(touchpoint(), MONDAY, new_id="t2", cadence=None, contacted=True, is_workday=weekdays) is None


def test_a_contact_moves_what_the_cadence_made_and_never_what_a_person_set() -> None:
    made = touchpoint(origin=Origin.CADENCE, due_on=MONDAY, snoozed_until=MONDAY, snooze_reason=SnoozeReason.WAITING)
    moved = replanned(made, MONDAY, Cadence(10), weekdays)
    assert moved is not None
    assert (moved.due_on, moved.version, moved.snoozed_until) == (date(2026, 12, 3), made.version + 1, None)
    for stays in (
        replace(made, origin=Origin.PERSON),
        replace(made, origin=Origin.SERIES),
        replace(made, due_on=date(2027, 1, 1)),
        dated_by_person(made, MONDAY),
        completed(made, MONDAY, ""),
    ):
        assert replanned(stays, MONDAY, Cadence(10), weekdays) is None
    assert replanned(made, MONDAY, None, weekdays) is None


def test_one_of_a_series_can_be_skipped_and_the_series_ended() -> None:
    first = begun(touchpoint(), "FREQ=WEEKLY", MONDAY, weekdays)
    left_out = skipped(first, MONDAY)
    assert (left_out.state, left_out.outcome, left_out.closed_on) == (TouchpointState.DROPPED, "skipped", MONDAY)
    last = series_ended(first)
    assert recurrence_of(last) is None
    assert (last.due_on, last.origin) == (first.due_on, Origin.PERSON)
    for one in (touchpoint(), left_out):
        with pytest.raises(UsageError):
            skipped(one, MONDAY)
    with pytest.raises(UsageError):
        series_ended(last)


@given(
    st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 400), st.sampled_from(("WEEKLY", "MONTHLY", "DAILY"))
)
def test_a_series_always_moves_forward_to_a_workday(start: date, late: int, frequency: str) -> None:
    one = begun(touchpoint(), f"FREQ={frequency}", start, weekdays)
    on = start + timedelta(days=late)
    after = following(one, on, new_id="t2", cadence=None, contacted=True, is_workday=weekdays)
    assert after is not None
    assert after.due_on is not None
    assert after.recurs_on is not None
    assert one.recurs_on is not None
    assert after.recurs_on > max(one.recurs_on, on)
    assert weekdays(after.due_on)
    assert 0 <= (after.due_on - after.recurs_on).days <= 2
