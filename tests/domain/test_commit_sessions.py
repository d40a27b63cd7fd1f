"""Sessions of commits: what they count, and what a log of the day leaves of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from standup.domain.commit_sessions import GAP, LEAD_IN, STEP, Effort, efforts, minutes_of, sessions, unlogged
from standup.domain.gaps import Span
from standup.domain.records import Bucket, TimeEntry
from standup.domain.timeline import start_of_day

BERLIN = ZoneInfo("Europe/Berlin")
MIDNIGHT = datetime(2026, 11, 20, tzinfo=BERLIN)
DAY = MIDNIGHT.date()


def at(clock: str) -> datetime:
    """A time of the day."""
    return datetime.fromisoformat(f"2026-11-20T{clock}").replace(tzinfo=BERLIN)


def worked(*commits: tuple[str, str | None]) -> list[Effort]:
    """The efforts of commits given by clock time and key."""
    return efforts(sessions([(at(clock), key) for clock, key in commits], MIDNIGHT))


def told(found: list[Effort]) -> list[tuple[str | None, int, list[str]]]:
    """Key, number of commits, and spans."""
    return [(one.work_item, one.commits, [f"{a:%H:%M}-{b:%H:%M}" for a, b in one.spans]) for one in found]


def entry(minutes: int, key: str | None = None, start: str = "", bucket: Bucket = Bucket.PRODUCTION) -> TimeEntry:
    """An entry of the day."""
    begun = at(start) if start else None
    return TimeEntry(id="e", developer="d", day=DAY, minutes=minutes, bucket=bucket, start=begun, work_item=key)


def left(found: list[Effort], *entries: TimeEntry) -> list[tuple[str | None, int, int]]:
    """Key, minutes offered and minutes logged, of what the entries leave."""
    return [(one.effort.work_item, one.minutes, one.logged) for one in unlogged(found, entries)]


def test_the_first_commit_counts_half_an_hour_and_the_others_what_lies_before_them() -> None:
    six = [(clock, "API-12") for clock in ("09:40", "10:02", "10:30", "11:05", "11:39", "11:40")]
    assert told(worked(*six)) == [("API-12", 6, ["09:10-11:40"])]
    assert left(worked(*six)) == [("API-12", 150, 0)]


def test_commits_far_apart_are_two_sessions() -> None:
    assert told(worked(("09:40", "A-1"), ("11:10", "A-1"))) == [("A-1", 2, ["09:10-11:10"])]
    assert told(worked(("09:40", "A-1"), ("11:11", "A-1"))) == [("A-1", 2, ["09:10-09:40", "10:41-11:11"])]


def test_time_between_work_items_counts_for_the_later_commit() -> None:
    found = worked(("09:00", "A-1"), ("09:45", "B-2"), ("10:00", "A-1"))
    assert told(found) == [("A-1", 2, ["08:30-09:00", "09:45-10:00"]), ("B-2", 1, ["09:00-09:45"])]


def test_commits_that_name_nothing_count_for_the_only_work_item_of_their_session() -> None:
    assert told(worked(("09:00", None), ("09:30", "A-1"), ("09:50", None))) == [("A-1", 3, ["08:30-09:50"])]
    found = worked(("09:00", None), ("09:30", "A-1"), ("09:50", "B-2"), ("14:00", None))
    assert [(one.work_item, one.commits) for one in found] == [(None, 2), ("A-1", 1), ("B-2", 1)]


def test_a_day_begins_at_midnight() -> None:
    assert told(worked(("00:10", "A-1"))) == [("A-1", 1, ["00:00-00:10"])]


def test_a_night_on_which_clocks_change_is_as_long_as_it_is() -> None:
    start = start_of_day(datetime(2026, 10, 25).date(), BERLIN)  # noqa: DTZ001
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    second = datetime(2026, 10, 25, 2, 40, fold=1, tzinfo=BERLIN)
    [one] = efforts(sessions([(second, "A-1"), (first, "A-1")], start))
    assert minutes_of(one.spans) == 30 + 70


def test_a_work_item_that_is_logged_on_the_day_is_not_offered() -> None:
    found = worked(("09:40", "A-1"), ("14:00", "B-2"))
    assert left(found, entry(5, "A-1")) == [("B-2", 30, 0)]
    assert left(found, entry(300, bucket=Bucket.CUSTOMER)) == [("A-1", 30, 0), ("B-2", 30, 0)]


def test_time_logged_by_the_clock_is_taken_off() -> None:
    found = worked(("09:40", "A-1"), ("10:40", "A-1"), ("11:40", "A-1"))
    assert left(found, entry(60, start="10:00", bucket=Bucket.OTHER)) == [("A-1", 90, 60)]
    assert left(found, entry(60, start="09:00"), entry(90, start="11:00")) == [("A-1", 60, 90)]
    assert left(found, entry(149, start="09:10", bucket=Bucket.OTHER)) == []


def test_commits_that_name_nothing_may_be_what_was_logged() -> None:
    found = worked(("09:30", None), ("10:30", None))
    assert left(found) == [(None, 90, 0)]
    assert left(found, entry(60, "C-3"), entry(30)) == []
    assert left(found, entry(60, "C-3")) == [(None, 30, 60)]


def test_a_running_timer_stands_for_its_log() -> None:
    found = worked(("09:40", "A-1"), ("14:00", "B-2"))
    running = Span(at("13:45"), at("14:30"))
    assert [one.effort.work_item for one in unlogged(found, [], ("A-1", running))] == ["B-2"]
    assert [(one.minutes, one.logged) for one in unlogged(found, [], ("A-1", running))] == [(15, 15)]
    assert [one.effort.work_item for one in unlogged(found, [], (None, running))] == ["A-1", "B-2"]


def test_the_shortest_effort_is_a_step() -> None:
    assert left(worked(("09:00", "A-1"), ("09:01", "B-2"))) == [("A-1", 30, 0), ("B-2", STEP, 0)]


MADE = st.lists(
    st.tuples(
        st.integers(0, 86_399).map(lambda n: MIDNIGHT + timedelta(seconds=n)), st.sampled_from(["A-1", "B", None])
    ),
    max_size=30,
)


@given(MADE)
def test_no_commit_is_lost_and_no_minute_counts_twice(made: list[tuple[datetime, str | None]]) -> None:
    found = sessions(made, MIDNIGHT)
    assert sum(len(one.commits) for one in found) == len(made)
    spans = sorted(span for one in efforts(found) for span in one.spans if span.start < span.end)
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(MIDNIGHT <= span.start <= span.end < MIDNIGHT + timedelta(days=1) for span in spans)
    whole = sum((one.commits[-1][0] - one.start for one in found), timedelta(0))
    assert sum((span.end - span.start for span in spans), timedelta(0)) == whole
    assert sum(one.commits for one in efforts(found)) == len(made)
    assert whole <= len(made) * max(GAP, LEAD_IN)


@given(MADE, st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 300), st.sampled_from(["A-1", "C", None]))))
def test_what_is_offered_is_never_logged_and_never_more_than_it_was(
    made: list[tuple[datetime, str | None]], logged: list[tuple[int, int, str | None]]
) -> None:
    entries = [
        entry(minutes, key, (MIDNIGHT + timedelta(minutes=start)).strftime("%H:%M")) for start, minutes, key in logged
    ]
    worked_on = efforts(sessions(made, MIDNIGHT))
    for one in unlogged(worked_on, entries):
        assert one.effort.work_item is None or one.effort.work_item not in {key for *_, key in logged}
        assert one.minutes % STEP == 0
        assert STEP <= one.minutes <= max(STEP, minutes_of(one.effort.spans) + STEP)
        assert one.logged >= 0
    assert {one.effort for one in unlogged(worked_on, [])} == set(worked_on)


def test_moments_of_any_zone_are_compared_as_they_are() -> None:
    made = [(at("09:40").astimezone(UTC), "A-1"), (at("09:50").astimezone(ZoneInfo("Asia/Tokyo")), "A-1")]
    [one] = efforts(sessions(made, MIDNIGHT))
    assert minutes_of(one.spans) == 40
