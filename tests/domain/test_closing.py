from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.domain.closing import (
    Since,
    Standing,
    asks_for_week_before,
    check_begun,
    check_unpublished,
    correction,
    week_to_close,
)
from standup.domain.errors import UsageError
from standup.domain.records import Bucket, Sums
from standup.domain.weeks import Week

W47, W48 = Week(2026, 47), Week(2026, 48)
MONDAY = W48.monday
MINUTES = st.dictionaries(st.sampled_from(Bucket), st.integers(0, 3000))


def standing(
    *available: int | None, week: Week = W48, logged: int = 60, is_closed: bool = False, rest: int | None = 0
) -> Standing:
    days = [*available, *([rest] * (7 - len(available)))]
    return Standing(week, dict(zip(week.days, days, strict=True)), logged, is_closed)


FULL = standing(480, 480, 480, 480, 480)
BEFORE = standing(480, 480, 480, 480, 480, week=W47)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A local time of the week, Monday 0."""
    return datetime.combine(MONDAY, datetime.min.time()) + timedelta(days=day, hours=hour, minutes=minute)


def test_a_week_can_be_closed_from_its_monday_on() -> None:
    check_begun(W48, MONDAY, "close")
    check_begun(W47, MONDAY, "close")
    with pytest.raises(UsageError, match="2026-W48 has not begun; you can close it from Mon 23 Nov on"):
        check_begun(W48, MONDAY - timedelta(days=1), "close")


def test_a_week_can_be_reopened_until_it_is_published() -> None:
    check_unpublished(W47, None, MONDAY)
    with pytest.raises(UsageError, match="2026-W47 was published on Mon 23 Nov and stays closed"):
        check_unpublished(W47, MONDAY, MONDAY)


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (Sums(customer=30), {Bucket.CUSTOMER: 75}, "corrected since closing: +45 min customer"),
        (
            Sums(production=600, other=30),
            {Bucket.PRODUCTION: 540, Bucket.CUSTOMER: 60, Bucket.OTHER: 30},
            "corrected since closing: -60 min production, +60 min customer",
        ),
    ],
)
def test_a_correction_is_the_difference_per_bucket(then: Sums, now: dict[Bucket, int], words: str) -> None:
    found = correction("dana", "Dana", W47, Since.CLOSING, then, now)
    assert found is not None
    assert found.words == words


@settings(max_examples=50)
@given(MINUTES, MINUTES)
def test_what_was_logged_then_and_the_correction_make_what_is_logged_now(
    then: dict[Bucket, int], now: dict[Bucket, int]
) -> None:
    found = correction("dana", "Dana", W47, Since.PUBLISHING, Sums.of(then), now)
    for bucket in Bucket:
        assert then.get(bucket, 0) + (getattr(found, bucket.value) if found else 0) == now.get(bucket, 0)


@pytest.mark.parametrize(
    ("week", "now", "reminds"),
    [
        (FULL, at(4, 11, 59), False),
        (FULL, at(4, 12), True),
        (FULL, at(6, 23), True),
        (FULL, at(3, 18), False),
        (standing(480, 480, 480), at(2, 12), True),  # the rest of the week is leave
        (standing(480, 480, 480), at(2, 11), False),
        (standing(0, 0, 0, 0, 0, 240), at(4, 12), False),  # works on Saturdays
        (standing(0, 0, 0, 0, 0, 240), at(5, 12), True),
        (standing(rest=None), at(4, 12), True),  # hours unknown
        (standing(rest=None), at(3, 12), False),
        (standing(), at(5, 12), False),  # all of it is leave
        (FULL._replace(is_closed=True), at(4, 12), False),
        (FULL._replace(logged=0), at(4, 12), False),
    ],
)
def test_the_running_week_is_asked_for_from_noon_of_its_last_workday(
    week: Standing, now: datetime, reminds: bool
) -> None:
    assert week_to_close(now, week) == (W48 if reminds else None)


@pytest.mark.parametrize(
    ("before", "now", "reminds"),
    [
        (BEFORE, at(0, 0), True),
        (BEFORE, at(1, 23), True),
        (BEFORE, at(2, 8), False),
        (BEFORE._replace(is_closed=True), at(0, 9), False),
        (BEFORE._replace(logged=0), at(0, 9), False),
    ],
)
def test_the_week_before_is_asked_for_on_monday_and_tuesday(before: Standing, now: datetime, reminds: bool) -> None:
    assert week_to_close(now, FULL, before) == (W47 if reminds else None)


def test_the_week_before_comes_first() -> None:
    only_monday = standing(480)
    assert week_to_close(at(0, 13), only_monday, BEFORE) == W47
    assert week_to_close(at(0, 13), only_monday, BEFORE._replace(is_closed=True)) == W48


def test_only_then_the_week_before_is_looked_at() -> None:
    assert [asks_for_week_before(date(2026, 11, day)) for day in range(23, 30)] == [True, True, *[False] * 5]
