"""Altering a line that splits time: its ratio, its minutes, its names, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.logline import LogLine, Ratio, format_line, parse
from standup.domain.logline.splitting import (
    customer_beside,
    moved,
    ratio_of,
    sides_of,
    span_of,
    with_minutes,
    with_names,
    with_ratio,
    work_beside,
)
from standup.domain.records import Bucket, TimeEntry
from tests.domain.logline.team import context

RATIOS = st.integers(1, 99).map(lambda production: Ratio(production, 100 - production))


@given(RATIOS, st.integers(1, 1440))
def test_shares_add_up_and_the_customers_is_the_nearest_minute(ratio: Ratio, minutes: int) -> None:
    production, customer = ratio.of(minutes)
    assert production + customer == minutes
    assert abs(customer * 100 - minutes * ratio.customer) <= 50


@given(RATIOS, st.integers(-99, 99).filter(bool), st.integers(2, 1440))
def test_a_moved_ratio_adds_up_and_leaves_nobody_nothing(ratio: Ratio, by: int, minutes: int) -> None:
    after = moved(ratio, by, minutes)
    assert sum(after) == 100
    assert after == ratio or all(after.of(minutes))
    assert (after.production - ratio.production) * by >= 0
    assert abs(after.production - ratio.production) <= abs(by)


def test_a_ratio_moves_as_far_as_a_minute_is_left() -> None:
    assert moved(Ratio(70, 30), 5, 120) == Ratio(75, 25)
    assert moved(Ratio(98, 2), 5, 120) == Ratio(99, 1)
    assert moved(Ratio(70, 30), 30, 10) == Ratio(95, 5)
    assert moved(Ratio(99, 1), 5, 120) == Ratio(99, 1)


@given(
    st.builds(
        LogLine,
        minutes=st.integers(2, 600).map(lambda minutes: minutes * 2),
        work_item=st.sampled_from(["API-12", "odd key"]),
        customer=st.sampled_from(["acme", "globex"]),
        ratio=RATIOS,
        tags=st.sampled_from([(), ("shaping",)]),
        note=st.sampled_from(["", "pairing", "see 1/2 of retro 30m later", 'a "b"']),
    ),
    st.sampled_from([Ratio(50, 50), Ratio(45, 55)]),
    st.integers(60, 600),
)
def test_only_what_is_altered_alters(line: LogLine, ratio: Ratio, minutes: int) -> None:
    text = format_line(replace(line, ratio=Ratio(50, 50)))
    after = parse(with_minutes(with_ratio(text, ratio), minutes), context())
    assert after == replace(line, ratio=ratio, minutes=minutes)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("2h #API-12 @acme pairing", "2h #API-12 @acme 70/30 pairing"),
        ("2h with Jane on #API-12 for @acme again", "2h 70/30 with Jane on #API-12 for @acme again"),
        ("2h #API-12 @acme 50/50", "2h #API-12 @acme 70/30"),
        ("9:00-10:00 @acme #API-12", "9:00-10:00 @acme #API-12 70/30"),
    ],
)
def test_a_ratio_is_put_where_it_counts(text: str, after: str) -> None:
    assert with_ratio(text, Ratio(70, 30)) == after
    assert ratio_of(after) == Ratio(70, 30)


def test_minutes_are_put_before_the_rest_but_behind_the_day() -> None:
    assert with_minutes("#API-12 @acme", 90) == "1h30 #API-12 @acme"
    assert with_minutes("fri #API-12", 90) == "fri 1h30 #API-12"
    assert with_minutes("9:00-10:00 #API-12", 90) == "9:00-10:00 #API-12"


def test_names_are_added_where_they_lack() -> None:
    assert with_names("2h", "API-12", "acme") == "2h #API-12 @acme"
    assert with_names("2h @globex call", "odd key", "acme") == '2h #"odd key" @globex call'
    assert sides_of("2h @globex #A-1") == ("A-1", "globex")
    assert sides_of("2h ~") == (None, None)
    assert span_of("2h @globex", Bucket.CUSTOMER) == (3, 10)
    assert span_of("2h @globex", Bucket.PRODUCTION) == (10, 10)


def _logged(number: int, day: int, work_item: str | None = None, customer: str | None = None) -> TimeEntry:
    bucket = Bucket.PRODUCTION if work_item else Bucket.CUSTOMER
    return TimeEntry(
        id=f"e{number}", developer="dana", day=date(2026, 11, day), minutes=30, bucket=bucket, work_item=work_item,
        customer=customer,
    )  # fmt: skip


def test_the_other_side_is_the_one_logged_on_the_same_day_or_else_the_last_one() -> None:
    entries = [
        _logged(1, 19, "A-1"),
        _logged(2, 19, customer="acme"),
        _logged(3, 20, "A-2"),
        _logged(4, 20, customer="x"),
    ]
    assert customer_beside("A-1", entries) == "acme"
    assert customer_beside("A-9", entries) == "x"
    assert work_beside("acme", entries) == "A-1"
    assert work_beside("other", entries) == "A-2"
    assert customer_beside("A-1", []) is None
