"""The shaping share: a range, and nothing where tags are too few to tell."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from standup.domain.records import Bucket, TimeEntry
from standup.domain.shaping import Shaping, shaping_of


def entry(minutes: int, bucket: Bucket = Bucket.PRODUCTION, *tags: str) -> TimeEntry:
    return TimeEntry(id="e", developer="dana", day=date(2026, 11, 23), minutes=minutes, bucket=bucket, tags=tags)


def test_tagged_and_untagged_production_make_the_range() -> None:
    found = shaping_of(
        [
            entry(60, Bucket.PRODUCTION, "shaping"),
            entry(30),
            entry(110, Bucket.PRODUCTION, "bug"),
            entry(99, Bucket.OTHER),
        ]
    )
    assert found == Shaping(60, 30, 200)
    assert found.range == (Fraction(60, 200), Fraction(90, 200))


def test_hidden_over_forty_per_cent_without_a_tag_and_where_nothing_was_produced() -> None:
    assert Shaping(0, 40, 100).range == (Fraction(0), Fraction(40, 100))
    assert Shaping(0, 41, 100).range is None
    assert Shaping().range is None


PARTS = st.tuples(st.integers(0, 900), st.integers(0, 900), st.integers(0, 900)).map(
    lambda three: Shaping(three[0], three[1], sum(three))
)


@given(PARTS, PARTS)
def test_the_range_lies_within_nothing_and_all_and_minutes_add_up(one: Shaping, other: Shaping) -> None:
    both = one.plus(other)
    assert both == Shaping(*(mine + theirs for mine, theirs in zip(one, other, strict=True)))
    if both.range is not None:
        low, high = both.range
        assert 0 <= low <= high <= 1
        assert high - low <= Fraction(40, 100)
