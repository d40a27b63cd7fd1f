"""Plans of a week, packed and unpacked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from standup.domain.import_plan import Planned
from standup.domain.records import Bucket
from standup.domain.time_import import Facts, Part
from standup.workspace.packed_plan import PackedPlan

BERLIN = ZoneInfo("Europe/Berlin")
AUTUMN = datetime(2026, 10, 24, 22, tzinfo=UTC)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
facts = st.builds(
    Facts,
    bucket=st.sampled_from(Bucket),
    note=words,
    tags=st.lists(words, max_size=2).map(tuple),
    customer=st.none() | words,
    work_item=st.none() | words,
)
starts = st.none() | st.integers(0, 86_400).map(
    lambda seconds: (AUTUMN + timedelta(seconds=seconds)).astimezone(BERLIN)
)
parts = st.builds(Part, st.dates(date(1970, 1, 1), date(2100, 1, 1)), starts, st.integers(0, 700_000))


@given(st.lists(st.builds(Planned, st.integers(0, 10**7), words, parts, facts), max_size=5))
def test_what_is_packed_is_unpacked_also_in_the_hour_that_occurs_twice(planned: list[Planned]) -> None:
    packed = PackedPlan()
    for one in planned:
        packed.add(one)
    found = list(packed.unpacked(BERLIN))
    assert found == planned
    folds = [one.part.start.fold for one in planned if one.part.start]
    assert [one.part.start.fold for one in found if one.part.start] == folds
    assert all(one.part.start.tzinfo is BERLIN for one in found if one.part.start)
