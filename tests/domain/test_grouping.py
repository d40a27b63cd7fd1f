"""Grouping: the whole is the same whatever the grouping, and no figure tells what fewer than three people logged."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from standup.domain.grouping import LEAST_PEOPLE, Group, Grouped, Grouping, Piece, folded, grouped, keys_of
from standup.domain.records import Bucket, TimeEntry

PEOPLE = ("bob", "dana", "mo", "pat", "zoe")


def made(number: int, developer: str, days: int, minutes: int, bucket: Bucket, tags: tuple[str, ...]) -> TimeEntry:
    """An entry of some day around the end of a year."""
    return TimeEntry(
        id=f"e{number}",
        developer=developer,
        day=date(2026, 12, 20) + timedelta(days=days),
        minutes=minutes,
        bucket=bucket,
        work_item="API-12" if bucket is Bucket.PRODUCTION and minutes % 2 else None,
        customer="acme" if bucket is Bucket.CUSTOMER and minutes % 3 else None,
        tags=tags,
    )


ENTRIES = st.lists(
    st.builds(
        made,
        st.integers(0, 9999),
        st.sampled_from(PEOPLE),
        st.integers(0, 40),
        st.integers(0, 600),
        st.sampled_from(Bucket),
        st.lists(st.sampled_from(["shaping", "ops", "a"]), max_size=3).map(tuple),
    ),
    max_size=30,
)


def by(entries: list[TimeEntry], grouping: Grouping) -> Grouped:
    """The entries, grouped."""
    return grouped(Piece(one.developer, keys_of(one, grouping), one.bucket, one.minutes) for one in entries)


@given(ENTRIES)
def test_the_whole_is_the_same_whatever_the_grouping(entries: list[TimeEntry]) -> None:
    whole = sum(entry.minutes for entry in entries)
    for grouping in Grouping:
        found = by(entries, grouping)
        assert found.whole.total == whole
        added = sum(group.total for group in found.groups.values())
        assert added == whole if grouping is not Grouping.TAG else added >= whole
        for bucket in Bucket:
            assert found.whole.minutes.get(bucket, 0) == sum(one.minutes for one in entries if one.bucket is bucket)


@given(ENTRIES)
def test_a_tag_has_all_that_carries_it(entries: list[TimeEntry]) -> None:
    expected: Counter[str] = Counter()
    for entry in entries:
        for tag in set(entry.tags) or {""}:
            expected[tag] += entry.minutes
    assert {key: group.total for key, group in by(entries, Grouping.TAG).groups.items()} == dict(expected)


@given(ENTRIES, st.sampled_from(Grouping))
def test_what_is_folded_away_cannot_be_had_by_taking_from_the_whole(
    entries: list[TimeEntry], grouping: Grouping
) -> None:
    found = by(entries, grouping)
    shown, rest = folded(found.groups)
    assert all(len(group.people) >= LEAST_PEOPLE for group in shown.values())
    if len(found.whole.people) >= LEAST_PEOPLE:
        assert not rest.people or len(rest.people) >= LEAST_PEOPLE
    assert sum(group.total for group in (*shown.values(), rest)) == sum(one.total for one in found.groups.values())
    assert all(found.groups[key] == group for key, group in shown.items())


def test_a_rest_of_two_takes_in_the_smallest_group_beside_it() -> None:
    three = frozenset({"bob", "dana", "zoe"})
    groups = {
        "a": Group({Bucket.OTHER: 600}, three),
        "b": Group({Bucket.OTHER: 60}, three),
        "c": Group({Bucket.OTHER: 7}, frozenset({"zoe"})),
    }
    shown, rest = folded(groups)
    assert list(shown) == ["a"]
    assert (rest.total, rest.people) == (67, three)


def test_a_month_and_a_week_of_a_day_near_the_year() -> None:
    entry = made(1, "bob", 13, 60, Bucket.OTHER, ("b", "a", "b"))
    assert entry.day == date(2027, 1, 2)
    assert keys_of(entry, Grouping.WEEK) == ("2026-W53",)
    assert keys_of(entry, Grouping.MONTH) == ("2027-01",)
    assert keys_of(entry, Grouping.TAG) == ("b", "a")
    assert keys_of(entry, Grouping.CUSTOMER) == ("",)
