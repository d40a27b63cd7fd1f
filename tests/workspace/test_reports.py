"""Reports over ranges: sums that agree, and what each person may see of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import ForbiddenError
from standup.domain.grouping import LEAST_PEOPLE, Grouping
from standup.domain.records import Bucket, Record, Team, TimeEntry, WorkItem, WorkState
from standup.domain.spans import Span
from standup.domain.weeks import Week
from standup.reports.ranges import RANGE_FORMATS, RangeReport, render_range
from standup.sources.timelog import TimeLog
from standup.store.tiny import TinyStore
from standup.workspace.imports import import_time
from standup.workspace.reports import range_report
from tests.shared_data import SHARED, needs_shared
from tests.workspace.office import PEOPLE, Office, entry

FIRST = date(2026, 9, 28)
NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))
W47 = Span(date(2026, 11, 16), date(2026, 11, 22))
THURSDAY = date(2026, 11, 19)


def figures(report: RangeReport) -> dict[str, int]:
    """Minutes by key."""
    return {row.key: row.minutes for row in report.rows}


def busy() -> Office:
    """A week of three people, two of whom know Acme."""
    return Office(
        entry("a", 300, day=THURSDAY, work_item="API-12", tags=("ops", "shaping")),
        entry("b", 60, day=THURSDAY, bucket=Bucket.CUSTOMER, customer="acme", note="secret"),
        entry("c", 120, day=THURSDAY, developer="bob", work_item="DB-4", tags=("ops",)),
        entry("d", 45, day=THURSDAY, developer="bob", bucket=Bucket.CUSTOMER, customer="acme"),
        entry("e", 397, day=THURSDAY, developer="zoe", bucket=Bucket.CUSTOMER, customer="globex"),
        entry("f", 30, day=THURSDAY, developer="zoe", bucket=Bucket.OTHER),
        WorkItem(
            id="w9",
            key="OLD-1",
            title="Long done",
            created_on=date(2024, 1, 2),
            state=WorkState.DONE,
            state_since=date(2024, 2, 2),
            developer="zoe",
        ),
        entry("g", 15, day=date(2026, 10, 1), work_item="OLD-1"),
    )


def test_a_lead_sees_sums_by_anything() -> None:
    dana = busy().dana
    assert figures(range_report(dana, W47, Grouping.DEVELOPER)) == {"bob": 165, "dana": 360, "zoe": 427}
    customers = range_report(dana, W47, Grouping.CUSTOMER)
    assert [(row.name, row.minutes) for row in customers.rows] == [
        ("Acme Corp", 105),
        ("Globex, Inc.", 397),
        ("no customer", 450),
    ]
    tags = range_report(dana, W47, Grouping.TAG)
    assert [(row.name, row.minutes) for row in tags.rows] == [("+ops", 420), ("+shaping", 300), ("no tag", 532)]
    assert tags.overlaps
    assert tags.total is not None
    assert tags.total.minutes == 952
    work = range_report(dana, Span(FIRST, W47.last), Grouping.WORK_ITEM)
    assert [row.name for row in work.rows] == [
        "API-12 Retry failed uploads",
        "DB-4 Partition the events",
        "OLD-1 Long done",
        "no work item",
    ]
    buckets = range_report(dana, W47, Grouping.BUCKET)
    assert [(row.key, row.minutes) for row in buckets.rows] == [("production", 420), ("customer", 502), ("other", 30)]


def test_who_is_no_lead_gets_their_own() -> None:
    bob = busy().bob
    for by in Grouping:
        own = range_report(bob, NOVEMBER, by)
        assert (own.is_own, own.whose) == (True, "Bob Marsh")
        assert own.total is not None
        assert own.total.minutes == 165
    assert figures(range_report(bob, Span(THURSDAY, THURSDAY), Grouping.CUSTOMER)) == {"": 120, "acme": 45}
    assert figures(range_report(busy().dana, Span(THURSDAY, THURSDAY), Grouping.DEVELOPER, of_team=False)) == {
        "dana": 360
    }


def test_the_teams_totals_have_at_least_three_people_in_them() -> None:
    office = busy()
    team = range_report(office.bob, NOVEMBER, Grouping.CUSTOMER, of_team=True)
    assert [(row.name, row.minutes) for row in team.rows] == [("no customer", 450)]
    assert team.rest is not None
    assert team.total is not None
    assert (team.rest.minutes, team.total.minutes) == (502, 952)  # Acme of two people and Globex of one
    weeks = range_report(office.bob, NOVEMBER, Grouping.WEEK, of_team=True)
    assert figures(weeks) == {"2026-W47": 952}
    assert all(row.production is None for row in weeks.rows)  # one person's bucket would show
    quiet = range_report(office.bob, Span(FIRST, date(2026, 10, 31)), Grouping.WEEK, of_team=True)
    assert (quiet.rows, quiet.rest, quiet.total) == ((), None, None)
    assert quiet.withheld.startswith("No totals, because")


@pytest.mark.parametrize(
    ("person", "span", "by", "message"),
    [
        ("bob", NOVEMBER, Grouping.DEVELOPER, "the hours of each person are theirs and the lead's"),
        ("bob", Span(THURSDAY, THURSDAY), Grouping.WEEK, "for a week or more, and Thu 19 Nov 2026 is less"),
        ("dana", Span(W47.first, THURSDAY), Grouping.WORK_ITEM, "write --from 2026-W47 --to 2026-W47, or --mine"),
        (
            "dana",
            Span(W47.first, THURSDAY),
            Grouping.DEVELOPER,
            "by whole weeks or months, and Mon 16 Nov to Thu 19 Nov 2026 cuts one; write --from 2026-W47 --to 2026-W47",
        ),
    ],
)
def test_what_would_tell_too_much_is_refused(person: str, span: Span, by: Grouping, message: str) -> None:
    with pytest.raises(ForbiddenError) as error:
        range_report(busy().by(person), span, by, of_team=True)
    assert message in str(error.value)


def test_no_format_holds_a_note() -> None:
    for by in Grouping:
        for name in RANGE_FORMATS:
            assert "secret" not in render_range(range_report(busy().dana, NOVEMBER, by), name)


def made(number: int, developer: str, days: int, minutes: int, bucket: Bucket, tags: tuple[str, ...]) -> TimeEntry:
    """An entry of one of ten weeks."""
    customer = "acme" if bucket is Bucket.CUSTOMER and minutes % 2 else None
    return entry(
        f"e{number}",
        minutes,
        developer=developer,
        day=FIRST + timedelta(days=days),
        bucket=bucket,
        customer=customer,
        tags=tags,
    )


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from([one.id for one in PEOPLE]),
        st.integers(0, 69),
        st.integers(1, 600),
        st.sampled_from(Bucket),
        st.sampled_from([(), ("ops",), ("ops", "shaping")]),
    ),
    max_size=25,
).map(lambda rows: [made(number, *row) for number, row in enumerate(rows)])


@given(ENTRIES, st.integers(0, 60), st.integers(6, 69))
def test_every_grouping_adds_up_to_what_was_logged(entries: Sequence[Record], start: int, length: int) -> None:
    office = Office(*entries)
    span = Span(FIRST + timedelta(days=start), FIRST + timedelta(days=start + length))
    inside = [one for one in entries if isinstance(one, TimeEntry) and one.day in span]
    for by in Grouping:
        if by is Grouping.DEVELOPER and not span.is_whole(date(2026, 11, 23)):
            continue
        report = range_report(office.dana, span, by)
        assert report.total is not None
        assert report.total.minutes == sum(one.minutes for one in inside)
        added = sum(row.minutes for row in report.rows)
        assert added == report.total.minutes or (report.overlaps and by is Grouping.TAG)
        assert all(row.minutes == (row.production or 0) + (row.customer or 0) + (row.other or 0) for row in report.rows)
    weeks = range_report(office.dana, span, Grouping.WEEK)
    months = range_report(office.dana, span, Grouping.MONTH)
    for report, named in ((weeks, "%G-W%V"), (months, "%Y-%m")):
        for row in report.rows:
            assert row.minutes == sum(one.minutes for one in inside if one.day.strftime(named) == row.key)


@given(ENTRIES)
def test_every_figure_of_the_team_has_three_people_in_it(entries: Sequence[Record]) -> None:
    span = Span(FIRST, FIRST + timedelta(days=69))
    people = {one.developer for one in entries if isinstance(one, TimeEntry)}
    for by in (Grouping.WEEK, Grouping.MONTH, Grouping.CUSTOMER, Grouping.TAG, Grouping.BUCKET):
        report = range_report(Office(*entries).bob, span, by, of_team=True)
        if 0 < len(people) < LEAST_PEOPLE:
            assert (report.total, report.rows, report.rest) == (None, (), None)
        elif people:
            lead = range_report(Office(*entries).dana, span, by)
            assert set(figures(report).items()) <= set(figures(lead).items())
            assert report.total is not None
            assert lead.total is not None
            assert report.total.minutes == lead.total.minutes


@needs_shared
def test_the_log_of_a_team_adds_up_as_plain_python_adds_it_up(tmp_path: Path) -> None:
    """Against the seconds of the file itself; each developer's day is rounded once, so by half a minute at most."""
    office = Office(bare=True, store=TinyStore.create(tmp_path / "data", Team(name="Platform"), PEOPLE[:1]))
    file = SHARED / "generated" / "team_log.csv"
    with file.open("rb") as stream:
        log = TimeLog(stream, file.name, "toggl")
        import_time(office.dana, log, default=Bucket.OTHER, create_developers=True, timezone="Europe/Berlin")
    expected: dict[Grouping, Counter[str]] = {Grouping.MONTH: Counter(), Grouping.WEEK: Counter()}
    people: Counter[str] = Counter()
    days: set[tuple[str, date]] = set()
    for person, by_day in json.loads((SHARED / "generated" / "truth.json").read_text("utf-8")).items():
        for text, buckets in by_day.items():
            day = date.fromisoformat(text)
            days.add((person, day))
            people[person] += sum(buckets.values())
            expected[Grouping.MONTH][f"{day:%Y-%m}"] += sum(buckets.values())
            expected[Grouping.WEEK][f"{day:%G-W%V}"] += sum(buckets.values())
    first, last = min(day for _, day in days), max(day for _, day in days)
    span = Span(Week.of(first).monday, Week.of(last).sunday)
    for by, sums in expected.items():
        found = figures(range_report(office.dana, span, by))
        assert found.keys() == sums.keys()
        assert all(abs(minutes * 60 - sums[key]) <= 30 * len(days) for key, minutes in found.items())
    rows = range_report(office.dana, span, Grouping.DEVELOPER).rows
    assert {row.name for row in rows} >= people.keys()
    for row in rows:
        assert abs(row.minutes * 60 - people[row.name]) <= 30 * sum(name == row.name for name, _ in days)
