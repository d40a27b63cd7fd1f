from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from standup.domain.records import Bucket
from standup.domain.split import (
    Band,
    Split,
    Verdict,
    VerdictKind,
    over_capacity,
    percent,
    share_words,
    split_of_days,
    total,
    verdict,
    verdict_words,
)
from standup.domain.weeks import Week

WEEK = Week(2026, 47)
MONDAY, TUESDAY, WEDNESDAY = WEEK.days[:3]
AFTER = WEEK.sunday + timedelta(days=1)
BAND = Band()

MINUTES = st.integers(0, 900)
DAY_LOGS = st.fixed_dictionaries({}, optional=dict.fromkeys(Bucket, MINUTES))
LOGS = st.fixed_dictionaries({}, optional=dict.fromkeys(WEEK.days, DAY_LOGS))
AVAILABLE = st.fixed_dictionaries(dict.fromkeys(WEEK.days, MINUTES))
TODAYS = st.dates(WEEK.monday - timedelta(days=2), WEEK.sunday + timedelta(days=2))
SPLITS = st.builds(split_of_days, LOGS, AVAILABLE, TODAYS)
UNKNOWN_SPLITS = st.builds(
    Split, production=MINUTES, customer=MINUTES, other=MINUTES, available=st.none(), unlogged=st.none(), left=st.none()
)


def hours(
    production: float = 0,
    customer: float = 0,
    other: float = 0,
    unlogged: float = 0,
) -> Split:
    """A past period in hours, with nobody over the available time."""
    parts = [round(part * 60) for part in (production, customer, other, unlogged)]
    return Split(
        production=parts[0], customer=parts[1], other=parts[2], available=sum(parts), unlogged=parts[3], left=0
    )


# --- laws


@given(LOGS, AVAILABLE, TODAYS)
def test_minutes_add_up(logged: dict[date, dict[Bucket, int]], available: dict[date, int], today: date) -> None:
    split = split_of_days(logged, available, today)
    assert split.production + split.customer + split.other == split.logged
    assert split.logged == sum(sum(day.values()) for day in logged.values())
    assert split.available is not None
    assert split.unlogged == max(0, split.available - split.logged)
    assert split.left is not None
    assert split.left >= 0


@given(SPLITS)
def test_low_is_at_most_the_share_and_the_share_at_most_high(split: Split) -> None:
    if split.share is None:
        assert split.range is None
        assert split.production == split.customer == 0
    else:
        assert split.range is not None
        low, high = split.range
        assert 0 <= low <= split.share <= high <= 1


@given(SPLITS)
def test_coverage_is_a_fraction_where_anything_was_available(split: Split) -> None:
    if split.available:
        assert split.coverage is not None
        assert 0 <= split.coverage <= 1
        assert (split.coverage == 1) == (split.unlogged == 0)
    else:
        assert split.coverage is None


@given(st.lists(SPLITS, max_size=6))
def test_a_teams_split_is_the_split_of_the_sums(splits: list[Split]) -> None:
    team = total(splits)
    for field in ("production", "customer", "other", "available", "unlogged", "left"):
        assert getattr(team, field) == sum(getattr(split, field) for split in splits)
    assert total(reversed(splits)) == team


@given(st.lists(SPLITS | UNKNOWN_SPLITS, max_size=6))
def test_one_with_unknown_hours_makes_the_teams_range_unknown_but_not_its_share(splits: list[Split]) -> None:
    team = total(splits)
    assert team.production == sum(split.production for split in splits)
    unknown = any(split.available is None and split.logged for split in splits)
    assert (team.available is None) == (team.unlogged is None) == (team.left is None) == unknown


ENTRIES = st.lists(
    st.tuples(st.sampled_from(WEEK.days[:5]), st.sampled_from(list(Bucket)), st.integers(1, 240), st.booleans()),
    max_size=25,
)


def logged_by_day(entries: list[tuple[date, Bucket, int, bool]]) -> dict[date, dict[Bucket, int]]:
    days: dict[date, dict[Bucket, int]] = {}
    for day, bucket, minutes, _ in entries:
        on_day = days.setdefault(day, {})
        on_day[bucket] = on_day.get(bucket, 0) + minutes
    return days


@given(st.lists(st.tuples(ENTRIES, st.integers(0, 600)), min_size=1, max_size=4))
def test_losing_entries_never_puts_the_true_share_outside_the_range(
    team: list[tuple[list[tuple[date, Bucket, int, bool]], int]],
) -> None:
    """Each developer has at least the available time that was logged; the entries marked False were forgotten."""
    true, seen = [], []
    for entries, spare in team:
        needed = sum(minutes for _, _, minutes, _ in entries) + spare
        available = {day: needed // 5 + (needed % 5 if n == 0 else 0) for n, day in enumerate(WEEK.days[:5])}
        true.append(split_of_days(logged_by_day(entries), available, AFTER))
        seen.append(split_of_days(logged_by_day([entry for entry in entries if entry[3]]), available, AFTER))
    share, honest = total(true).share, total(seen).range
    assume(share is not None and honest is not None)
    assert share is not None
    assert honest is not None
    assert honest[0] <= share <= honest[1]


@given(SPLITS, st.integers(0, 100), st.integers(0, 100))
def test_a_verdict_follows_from_range_coverage_edge_and_share_in_this_order(split: Split, one: int, more: int) -> None:
    band = Band(min(one, more), max(one, more))
    found = verdict(split, band)
    if split.share is None or split.range is None:
        assert found == Verdict(VerdictKind.NONE)
        return
    low, high = split.range
    if found.certain:
        assert {
            VerdictKind.BELOW: high * 100 < band.low,
            VerdictKind.ABOVE: low * 100 > band.high,
            VerdictKind.WITHIN: band.low <= low * 100 and high * 100 <= band.high,
        }[found.kind]
    elif found.kind is VerdictKind.CANT_TELL:
        assert split.coverage is not None
        assert split.coverage < Fraction(4, 5)
        assert split.available is not None
        settled = Fraction(split.logged + found.missing, split.available)
        assert Fraction(4, 5) <= settled < Fraction(4, 5) + Fraction(1, split.available)
    else:
        assert split.coverage is not None
        assert split.coverage >= Fraction(4, 5)
        near = min(abs(split.share * 100 - band.low), abs(split.share * 100 - band.high)) <= 2
        assert (found.kind is VerdictKind.EDGE) == near


# --- hand-worked examples


def test_the_example_of_the_rules() -> None:
    split = hours(production=20, customer=3, unlogged=9)
    assert split.share == Fraction(3, 23)
    assert split.range == (Fraction(3, 32), Fraction(12, 32))
    assert share_words(split) == "13 % customer (9-38 %)"
    assert verdict(split, BAND) == Verdict(VerdictKind.CANT_TELL, missing=156)  # 80 % of 32 h is 25 h 36
    assert verdict_words(split, BAND) == "can't tell yet: 2h36 of the unlogged makes it 80 % logged"


@pytest.mark.parametrize(
    ("split", "words"),
    [
        (hours(production=36, customer=1, unlogged=3), "below 10-20 %, on 93 % logged"),
        (hours(production=10, customer=1, unlogged=0.5), "at the edge of 10-20 %, on 96 % logged"),
        (hours(production=20, customer=10, unlogged=10), "above 10-20 %, on 75 % logged"),
        (hours(production=34, customer=6), "within 10-20 %, on 100 % logged"),
        (hours(production=30, customer=5, unlogged=1), "within 10-20 %, on 97 % logged"),
        (hours(production=32, customer=1, unlogged=7), "below 10-20 %, on 83 % logged"),
        (hours(production=23, customer=10, unlogged=7), "above 10-20 %, on 83 % logged"),
        (hours(production=27, customer=5, unlogged=8), "within 10-20 %, on 80 % logged"),
        (hours(production=29, customer=3.5, unlogged=7), "at the edge of 10-20 %, on 82 % logged"),
        (hours(production=29, customer=4, unlogged=7), "within 10-20 %, on 83 % logged"),
        (hours(production=26, customer=5, unlogged=9), "can't tell yet: 1h of the unlogged makes it 80 % logged"),
        (hours(production=1, customer=1, other=30), "above 10-20 %, on 100 % logged"),
        (hours(other=40), ""),
    ],
)
def test_verdicts(split: Split, words: str) -> None:
    assert verdict_words(split, BAND) == words


def test_a_range_that_touches_the_band_from_inside_is_within_it() -> None:
    assert verdict(hours(production=90, customer=10), BAND) == Verdict(VerdictKind.WITHIN, certain=True)
    assert verdict(hours(production=80, customer=20), BAND) == Verdict(VerdictKind.WITHIN, certain=True)


def test_a_range_that_touches_the_band_from_outside_is_not_certain() -> None:
    assert verdict(hours(production=90, customer=1, unlogged=9), BAND).certain is False
    assert verdict(hours(production=85, customer=20, unlogged=0), Band(5, 19)).certain is True


def test_two_points_from_an_edge_is_at_the_edge_and_more_is_not() -> None:
    assert verdict(hours(production=70.4, customer=9.6, unlogged=15), BAND).kind is VerdictKind.EDGE  # 12 %
    assert verdict(hours(production=69.6, customer=10.4, unlogged=15), BAND).kind is VerdictKind.WITHIN  # 13 %
    assert verdict(hours(production=73.6, customer=6.4, unlogged=15), BAND).kind is VerdictKind.EDGE  # 8 %
    assert verdict(hours(production=74.4, customer=5.6, unlogged=15), BAND).kind is VerdictKind.BELOW  # 7 %


def test_without_production_and_customer_time_there_is_no_share() -> None:
    split = hours(other=3, unlogged=37)
    assert split.share is None
    assert split.range is None
    assert share_words(split) == "no production or customer time logged"
    assert verdict(split, BAND).kind is VerdictKind.NONE


def test_without_hours_only_the_share_is_said() -> None:
    split = Split(production=60, customer=60, available=None, unlogged=None, left=None)
    assert share_words(split) == "50 % customer (range unknown: no hours set)"
    assert split.coverage is None
    assert verdict_words(split, BAND) == ""


def test_a_range_of_one_figure_is_said_once() -> None:
    assert share_words(hours(production=30, customer=10)) == "25 % customer"


def test_whoever_has_no_hours_and_logged_nothing_hides_nobodys_range() -> None:
    imported = Split(available=None, unlogged=None, left=None)
    assert total([hours(production=30, customer=10), imported]) == hours(production=30, customer=10)
    assert total([]) == Split()


def test_a_half_per_cent_goes_up() -> None:
    assert [percent(Fraction(n, 1000)) for n in (0, 4, 5, 125, 134, 1000)] == [0, 0, 1, 13, 13, 100]


# --- running weeks

EIGHT_HOURS = dict.fromkeys(WEEK.days[:5], 480)
LOGGED = {
    MONDAY: {Bucket.PRODUCTION: 300, Bucket.CUSTOMER: 60},
    TUESDAY: {Bucket.PRODUCTION: 400, Bucket.OTHER: 80},
    WEDNESDAY: {Bucket.CUSTOMER: 100},
}


def test_a_past_week_has_nothing_left() -> None:
    split = split_of_days(LOGGED, EIGHT_HOURS, AFTER)
    assert (split.production, split.customer, split.other) == (700, 160, 80)
    assert (split.available, split.unlogged, split.left) == (2400, 2400 - 940, 0)


def test_in_a_running_week_the_rest_is_left_and_not_unlogged() -> None:
    split = split_of_days(LOGGED, EIGHT_HOURS, WEDNESDAY)
    assert split.available == 480 + 480 + 100
    assert split.unlogged == 120
    assert split.left == 380 + 480 + 480


def test_on_the_first_morning_nothing_is_unlogged() -> None:
    split = split_of_days({}, EIGHT_HOURS, MONDAY)
    assert (split.available, split.unlogged, split.left) == (0, 0, 2400)
    assert split.coverage is None


def test_a_week_to_come_is_all_left_less_what_is_logged_ahead() -> None:
    split = split_of_days({TUESDAY: {Bucket.OTHER: 60}}, EIGHT_HOURS, MONDAY - timedelta(days=10))
    assert (split.available, split.unlogged, split.left, split.other) == (60, 0, 2340, 60)


def test_a_long_day_fills_a_short_one_of_the_same_week() -> None:
    logged = {MONDAY: {Bucket.PRODUCTION: 600}, TUESDAY: {Bucket.PRODUCTION: 360}}
    assert split_of_days(logged, {MONDAY: 480, TUESDAY: 480}, AFTER).unlogged == 0
    assert split_of_days(logged, {MONDAY: 480, TUESDAY: 480}, WEDNESDAY).unlogged == 0


def test_a_day_longer_than_available_has_nothing_left() -> None:
    split = split_of_days({MONDAY: {Bucket.PRODUCTION: 600}}, {MONDAY: 480}, MONDAY)
    assert (split.available, split.unlogged, split.left) == (600, 0, 0)


def test_one_day_without_known_hours_makes_the_weeks_available_time_unknown() -> None:
    split = split_of_days(LOGGED, {**EIGHT_HOURS, MONDAY: None}, AFTER)
    assert (split.available, split.unlogged, split.left) == (None, None, None)
    assert split.share == Fraction(160, 860)


def test_only_the_days_asked_for_count() -> None:
    assert split_of_days(LOGGED, {TUESDAY: 480}, AFTER).logged == 480


# --- over-capacity

NORMAL = Split(production=2400, available=2400)
OVER = Split(production=2641, available=2400)


@pytest.mark.parametrize(
    ("weeks", "over"),
    [
        ([], False),
        ([OVER], False),
        ([OVER, OVER], True),
        ([OVER, NORMAL, OVER], True),
        ([OVER, OVER, NORMAL, NORMAL], False),
        ([OVER, NORMAL, NORMAL, OVER], False),
        ([Split(production=2640, available=2400)] * 3, False),  # 110 % exactly
        ([Split(production=720, available=600)] * 3, False),  # 120 %, but two hours exactly
        ([Split(production=721, available=600)] * 3, True),
        ([Split(production=121, available=0)] * 2, True),
        ([Split(production=5000, available=None)] * 3, False),
    ],
)
def test_over_capacity_needs_both_limits_in_two_of_the_last_three_weeks(weeks: list[Split], over: bool) -> None:
    assert over_capacity(weeks) is over
