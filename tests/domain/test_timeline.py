from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standup.domain.errors import UsageError
from standup.domain.timeline import Piece, day_minutes, local_time, pieces, start_of_day, whole_minutes

BERLIN = ZoneInfo("Europe/Berlin")
APIA = ZoneInfo("Pacific/Apia")  # went without 30 December 2011
ST_JOHNS = ZoneInfo("America/St_Johns")  # until 2011 the clocks changed at 00:01
SAO_PAULO = ZoneInfo("America/Sao_Paulo")  # until 2019 summer time began at midnight

ZONES = st.sampled_from(
    [
        *("Europe/Berlin", "America/New_York", "America/Havana", "America/Sao_Paulo", "America/St_Johns"),
        *("Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo", "UTC"),
    ]
).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
SPANS = st.timedeltas(timedelta(), timedelta(days=4))


@given(MOMENTS, SPANS, ZONES)
@example(datetime(2026, 10, 24, 22, tzinfo=UTC), timedelta(days=2), BERLIN)
@example(datetime(2010, 11, 7, 2, 45, tzinfo=UTC), timedelta(days=1), ST_JOHNS)
@example(datetime(2011, 12, 30, 9, tzinfo=UTC), timedelta(days=1), APIA)
def test_pieces_cover_the_span_without_gap_or_overlap(start: datetime, length: timedelta, zone: ZoneInfo) -> None:
    found = list(pieces(start, start + length, zone))
    assert sum(piece.seconds for piece in found) == int(length.total_seconds())
    assert all(piece.seconds >= 0 and piece.start.date() == piece.day for piece in found)
    days = [piece.day for piece in found]
    assert days == sorted(set(days))
    if found:
        assert found[0].start.astimezone(UTC) == start
    for before, after in pairwise(found):
        assert after.start.time() == start_of_day(after.day, zone).time()
        elapsed = after.start.astimezone(UTC) - before.start.astimezone(UTC)
        assert abs(elapsed.total_seconds() - before.seconds) < 1


def test_a_span_over_the_night_of_the_autumn_change_has_its_real_length() -> None:
    found = list(pieces(datetime(2026, 10, 24, 22, tzinfo=BERLIN), datetime(2026, 10, 26, 1, tzinfo=BERLIN), BERLIN))
    assert [(piece.day, piece.seconds // 3600) for piece in found] == [
        (date(2026, 10, 24), 2),
        (date(2026, 10, 25), 25),
        (date(2026, 10, 26), 1),
    ]


def test_half_past_one_to_half_past_three_is_three_hours_one_night_and_one_another() -> None:
    def hours(day: date) -> float:
        start, end = local_time(day, time(1, 30), BERLIN), local_time(day, time(3, 30), BERLIN)
        return sum(piece.seconds for piece in pieces(start, end, BERLIN)) / 3600

    assert hours(date(2025, 10, 26)) == 3
    assert hours(date(2026, 3, 29)) == 1
    assert hours(date(2026, 3, 30)) == 2


def test_a_span_that_ends_at_midnight_stays_on_its_day() -> None:
    start = datetime(2026, 11, 20, 22, 30, tzinfo=BERLIN)
    assert list(pieces(start, start + timedelta(minutes=90), BERLIN)) == [Piece(date(2026, 11, 20), start, 5400)]
    assert [piece.seconds for piece in pieces(start, start + timedelta(minutes=91), BERLIN)] == [5400, 60]
    assert list(pieces(start, start, BERLIN)) == []


def test_the_day_is_that_of_the_zone_whatever_utc_says() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert [piece.day for piece in pieces(late, late + timedelta(minutes=5), BERLIN)] == [date(2026, 11, 21)]


def test_a_skipped_clock_time_is_refused_and_a_doubled_one_means_the_first() -> None:
    with pytest.raises(UsageError) as caught:
        local_time(date(2026, 3, 29), time(2, 30), BERLIN)
    assert str(caught.value) == "02:30 does not exist on 2026-03-29 in Europe/Berlin: the clocks go forward"
    assert local_time(date(2026, 10, 25), time(2, 30), BERLIN).utcoffset() == timedelta(hours=2)


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), ZONES)
def test_a_day_begins_on_itself_and_right_after_the_one_before(day: date, zone: ZoneInfo) -> None:
    begins = start_of_day(day, zone)
    if zone is not APIA:
        assert begins.date() == day
    just_before = (begins.astimezone(UTC) - timedelta(seconds=1)).astimezone(zone)
    assert just_before.date() < begins.date()


def test_a_day_without_a_midnight_begins_at_one() -> None:
    assert start_of_day(date(2018, 11, 4), SAO_PAULO).time() == time(1)


SECONDS = st.lists(st.integers(0, 100_000), max_size=30)


@given(SECONDS)
def test_whole_minutes_add_up_at_every_step(seconds: list[int]) -> None:
    minutes = whole_minutes(seconds)
    assert len(minutes) == len(seconds)
    for end in range(len(seconds) + 1):
        assert abs(sum(minutes[:end]) * 60 - sum(seconds[:end])) <= 30
    assert all(part >= 0 for part in minutes)
    assert all(abs(part * 60 - exact) < 60 for part, exact in zip(minutes, seconds, strict=True))


@given(st.lists(st.integers(0, 1440), max_size=30))
def test_whole_minutes_stay_what_they_are(minutes: list[int]) -> None:
    assert whole_minutes([part * 60 for part in minutes]) == minutes


def test_many_short_entries_are_not_rounded_away() -> None:
    assert whole_minutes([20, 20, 20]) == [0, 1, 0]
    assert whole_minutes([29]) == [0]
    assert whole_minutes([30]) == [1]
    assert whole_minutes([]) == []


def test_a_day_is_as_long_as_its_clocks_make_it() -> None:
    days = {date(2026, 3, 29): 1380, date(2026, 10, 25): 1500, date(2026, 11, 20): 1440}
    assert {day: day_minutes(day, ZoneInfo("Europe/Berlin")) for day in days} == days
