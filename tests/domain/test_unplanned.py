"""Interrupts and unplanned production: minutes, and a range that holds whatever the unlogged time was."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from standup.domain.records import Bucket, TimeEntry
from standup.domain.split import Split
from standup.domain.unplanned import Unplanned, unplanned_of


def entry(minutes: int, bucket: Bucket = Bucket.PRODUCTION, *, interrupt: bool = True) -> TimeEntry:
    """An entry."""
    return TimeEntry(
        id="e", developer="dana", day=date(2026, 11, 23), minutes=minutes, bucket=bucket, interrupt=interrupt
    )


def test_marked_minutes_of_any_bucket_are_interrupts_and_of_production_unplanned() -> None:
    entries = [entry(60), entry(30, Bucket.CUSTOMER), entry(400, interrupt=False)]
    found = unplanned_of(entries, Split(production=460, customer=30, available=600, unlogged=110))
    assert (found.interrupts, found.unplanned_production, found.planned_production) == (90, 60, 400)
    assert found.range == (Fraction(90, 600), Fraction(200, 600))
    assert found.words == "1h30, 18 % of the logged (15-33 %)"
    assert found.production_words == "6h40 planned, 1h unplanned (13 %)"


def test_nothing_logged_has_no_share() -> None:
    assert Unplanned().range is None
    assert (Unplanned().words, Unplanned().production_words) == ("nothing logged", "no production logged")


def test_unknown_hours_have_no_range() -> None:
    found = unplanned_of([entry(60)], Split(production=60, available=None, unlogged=None))
    assert found.range is None
    assert found.words == "1h, 100 % of the logged (range unknown: no hours set)"


@settings(max_examples=50)
@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 500), st.data())
def test_the_range_holds_the_share_for_any_part_of_the_unlogged_time(
    interrupts: int, rest: int, unlogged: int, data: st.DataObject
) -> None:
    found = Unplanned(interrupts, interrupts + rest, unlogged)
    hidden = data.draw(st.integers(0, unlogged))
    assert found.range is not None
    low, high = found.range
    assert low <= Fraction(interrupts + hidden, interrupts + rest + unlogged) <= high
