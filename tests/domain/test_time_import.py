"""What a row means: real time, local days, and what its entry says; and what an import changes in a week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.bucket_rules import parse_rules
from standup.domain.import_plan import Outcome, Planned, WeekPlan, of_days, plan_week
from standup.domain.records import Bucket, Customer, TimeEntry
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.time_import import (
    Facts,
    Known,
    Part,
    RowIds,
    SourceRow,
    Span,
    facts_of,
    part_id,
    row_id_of,
    span_of,
)

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 18)


def row(start: str | None = None, end: str | None = None, **said: Any) -> SourceRow:
    begin = None if start is None else datetime.fromisoformat(start)
    stop = None if end is None else datetime.fromisoformat(end)
    day = DAY if begin is None else begin.date()
    return SourceRow(line=7, day=day, start=begin, end=stop, **said)


def spans(one: SourceRow, zone: ZoneInfo = BERLIN) -> list[tuple[str, int]]:
    span = span_of(one, zone)
    assert isinstance(span, Span), span
    return [(str(part.day), part.seconds) for part in span.parts]


def refusal(one: SourceRow) -> SkippedRow:
    span = span_of(one, BERLIN)
    assert isinstance(span, SkippedRow)
    return span


# Real time


def test_seconds_are_those_between_start_and_end() -> None:
    assert spans(row("2026-11-18T09:00:00", "2026-11-18T10:30:05")) == [("2026-11-18", 5405)]


def test_a_row_past_midnight_is_cut_there() -> None:
    assert spans(row("2026-11-18T22:30:00", "2026-11-19T00:15:00")) == [("2026-11-18", 5400), ("2026-11-19", 900)]


def test_a_night_on_which_the_clocks_change_has_its_real_length() -> None:
    spring = row("2026-03-28T22:30:00", "2026-03-29T04:30:07", seconds=5 * 3600 + 7)
    assert spans(spring) == [("2026-03-28", 5400), ("2026-03-29", 3 * 3600 + 1807)]
    assert spans(row("2025-10-26T01:30:00", "2025-10-26T03:30:00")) == [("2025-10-26", 3 * 3600)]


@pytest.mark.parametrize(("minutes", "meant"), [(30, 30), (90, 90)])
def test_the_duration_says_which_of_two_equal_clock_times_is_meant(minutes: int, meant: int) -> None:
    autumn = row("2025-10-26T02:15:00", "2025-10-26T02:45:00", seconds=minutes * 60)
    assert spans(autumn) == [("2025-10-26", meant * 60)]


def test_an_end_before_the_start_by_the_clock_may_be_after_it() -> None:
    assert spans(row("2025-10-26T02:45:00", "2025-10-26T02:15:00")) == [("2025-10-26", 1800)]


def test_a_zone_without_the_change_believes_the_duration() -> None:
    elsewhere = row("2026-03-28T22:30:00", "2026-03-29T04:30:07", seconds=5 * 3600 + 7)
    assert spans(elsewhere, ZoneInfo("UTC")) == [("2026-03-28", 5400), ("2026-03-29", 3 * 3600 + 1807)]


def test_start_and_end_count_where_the_duration_disagrees_and_that_is_told() -> None:
    span = span_of(row("2026-11-18T09:00:00", "2026-11-18T10:00:00", seconds=7200), BERLIN)
    assert isinstance(span, Span)
    assert span.parts[0].seconds == 3600
    assert span.disagrees


def test_a_duration_that_is_rounded_does_not_disagree() -> None:
    span = span_of(row("2026-11-18T09:00:00", "2026-11-18T10:30:20", seconds=5400), BERLIN)
    assert isinstance(span, Span)
    assert not span.disagrees


def test_a_duration_stands_in_for_a_missing_end() -> None:
    assert spans(row("2026-11-18T23:00:00", seconds=7200)) == [("2026-11-18", 3600), ("2026-11-19", 3600)]


def test_a_duration_alone_is_on_its_day() -> None:
    assert spans(row(seconds=5400)) == [("2026-11-18", 5400)]


def test_times_with_an_offset_are_on_the_local_day() -> None:
    assert spans(row("2026-11-18T23:30:00+00:00", "2026-11-19T00:30:00+00:00")) == [("2026-11-19", 3600)]


@pytest.mark.parametrize(
    ("one", "skip", "words"),
    [
        (row("2026-11-18T10:00:00", "2026-11-18T09:00:00"), Skip.BAD, "ends before it starts"),
        (row("2026-11-18T10:00:00", "2027-11-18T09:00:00"), Skip.BAD, "longer than 7 days"),
        (row("2026-11-18T10:00:00", "2026-11-18T10:00:00"), Skip.EMPTY, "same second"),
        (row("2026-03-29T02:30:00", "2026-03-29T04:00:00"), Skip.BAD, "02:30 does not exist"),
        (row(seconds=0), Skip.EMPTY, "duration is 0"),
        (row(seconds=90_000), Skip.BAD, "longer than the day"),
    ],
)
def test_what_cannot_be_is_refused(one: SourceRow, skip: Skip, words: str) -> None:
    refused = refusal(one)
    assert refused.skip is skip
    assert refused.line == 7
    assert words in refused.words


# What an entry says

RULES = parse_rules(["description,client~call|acme=customer", "description~meeting=other"])
KNOWN = Known.of([Customer(id="acme", name="Acme Corp")], ["API-12", "WEB-7"])


def facts(default: Bucket | None = Bucket.PRODUCTION, **words: Any) -> Facts:
    found = facts_of(row(seconds=60, **words), RULES, default, KNOWN, lambda _: None)
    assert isinstance(found, Facts)
    return found


@pytest.mark.parametrize("client", ["acme", "ACME", "Acme Corp", " acme   corp "])
def test_a_client_is_a_customer_by_id_or_name(client: str) -> None:
    assert facts(client=client, description="call").customer == "acme"


def test_a_client_counts_only_in_the_customer_bucket() -> None:
    known = facts_of(row(seconds=60, client="Acme Corp"), (), Bucket.PRODUCTION, KNOWN, lambda _: "never")
    assert isinstance(known, Facts)
    assert known.customer is None


def test_an_unknown_client_is_asked_about_and_kept_as_note_where_nothing_else_is_said() -> None:
    asked: list[str] = []
    silent = facts_of(row(seconds=60, client="Globex"), (), Bucket.CUSTOMER, KNOWN, asked.append)
    assert isinstance(silent, Facts)
    assert asked == ["Globex"]
    assert (silent.customer, silent.note) == (None, "Globex")
    assert facts(client="Globex", description="call").note == "call"


@pytest.mark.parametrize(
    "words",
    [
        {"description": "API-12 retry"},
        {"description": "api-12: retry"},
        {"description": "[API-12] retry"},
        {"description": "#API-12"},
        {"task": "API-12"},
        {"project": "api-12"},
    ],
)
def test_a_work_item_is_found_by_its_key(words: dict[str, Any]) -> None:
    assert facts(**words).work_item == "API-12"


def test_a_work_item_counts_only_in_production() -> None:
    assert facts(description="API-12 call").work_item is None
    assert facts(description="see API-12").work_item is None


def test_tags_become_tags_of_the_grammar() -> None:
    assert facts(tags=("shaping", "Client Meeting", "shaping", "123")).tags == ("shaping", "Client-Meeting")


def test_the_note_is_the_description_to_the_letter() -> None:
    assert facts(description="[ui] fix the [/b] tag", task="t").note == "[ui] fix the [/b] tag"
    assert facts(task="t", project="p").note == "t"
    assert facts(project="p").note == "p"


def test_a_row_that_nothing_covers_is_unclassified() -> None:
    refused = facts_of(row(seconds=60, project="Platform"), RULES, None, KNOWN, lambda _: None)
    assert refused == SkippedRow(7, Skip.UNCLASSIFIED, "Platform")


# Names of rows


def test_rows_are_named_by_start_and_counted_among_equals() -> None:
    ids = RowIds("toggl", "dana")
    early, late = row("2026-11-18T09:00:00", seconds=60), row("2026-11-18T10:00:00", seconds=60)
    names = [ids.name(one) for one in (early, late, early)]
    assert names == ["toggl:dana:2026-11-18T09:00:00", "toggl:dana:2026-11-18T10:00:00", f"{names[0]}~2"]
    assert all(ids.has(name) for name in names)
    assert not ids.has(f"{names[1]}~2")


def test_rows_without_a_start_are_named_by_their_words() -> None:
    ids, again = RowIds("csv", "dana"), RowIds("csv", "dana")
    one, other = row(seconds=60, description="a"), row(seconds=60, description="b")
    assert ids.name(one) != ids.name(other)
    assert again.name(other) == RowIds("csv", "dana").name(other)


def test_a_part_names_its_row() -> None:
    assert [row_id_of(part_id("toggl:dana:x~2", number)) for number in (1, 2, 3)] == ["toggl:dana:x~2"] * 3


@pytest.mark.parametrize("one", Outcome)
def test_two_days_of_a_row_have_one_outcome(one: Outcome) -> None:
    assert of_days(one, one) is one
    for other in Outcome:
        assert of_days(one, other) is of_days(other, one)
    assert of_days(Outcome.IMPORTED, Outcome.UNCHANGED) is Outcome.UPDATED
    assert of_days(Outcome.EDITED, Outcome.UNCHANGED) is Outcome.EDITED


# Plans

Said = tuple[int, int, Bucket]
"""A row for a plan: minute of the day at which it starts, seconds, bucket."""


class Log:
    """A log of one developer's day, planned against what an earlier import left."""

    def __init__(self) -> None:
        self.stored: list[TimeEntry] = []
        self.deleted: set[str] = set()
        self._numbers = count(1)

    def plan(
        self, said: Sequence[Said], *, note: str = "work", overwrite_edited: bool = False, left_out: Iterable[str] = ()
    ) -> WeekPlan:
        ids = RowIds("toggl", "dana")
        planned = []
        for number, (minute, seconds, bucket) in enumerate(said):
            start = datetime(2026, 11, 18, tzinfo=BERLIN) + timedelta(minutes=minute)
            name = ids.name(row(start.replace(tzinfo=None).isoformat(), seconds=seconds))
            planned.append(Planned(number, name, Part(DAY, start, seconds), Facts(bucket, note)))
        for name in left_out:
            ids.leave_out(name)
        return plan_week(
            planned,
            self.stored,
            self.deleted,
            developer="dana",
            ids=ids,
            covered=(DAY, DAY),
            new_id=lambda: f"e{next(self._numbers)}",
            overwrite_edited=overwrite_edited,
        )

    def take(self, said: Sequence[Said], *, note: str = "work") -> WeekPlan:
        plan = self.plan(said, note=note)
        by_id = {entry.id: entry for entry in self.stored}
        for op in plan.ops:
            if op.after is None:
                del by_id[op.record.id]
            else:
                assert isinstance(op.after, TimeEntry)
                by_id[op.after.id] = op.after
        self.stored = list(by_id.values())
        return plan

    def minutes(self, bucket: Bucket | None = None) -> int:
        return sum(entry.minutes for entry in self.stored if bucket in (None, entry.bucket))


P, C, OTHER = Bucket.PRODUCTION, Bucket.CUSTOMER, Bucket.OTHER
ROWS: list[Said] = [(540, 3620, P), (605, 1829, C), (640, 611, P)]

days = st.lists(
    st.tuples(st.integers(0, 1100), st.integers(1, 20_000), st.sampled_from(Bucket)), min_size=1, max_size=12
)


@given(days)
def test_a_day_is_right_to_half_a_minute_and_each_bucket_to_one(said: list[Said]) -> None:
    log = Log()
    log.take(said)
    assert len(log.stored) == len(said)
    assert abs(log.minutes() * 60 - sum(seconds for _, seconds, _ in said)) <= 30
    for bucket in Bucket:
        assert abs(log.minutes(bucket) * 60 - sum(seconds for _, seconds, one in said if one is bucket)) < 60


@given(days)
def test_importing_again_changes_nothing(said: list[Said]) -> None:
    log = Log()
    log.take(said)
    again = log.plan(said)
    assert again.ops == ()
    assert {outcome for _, outcome in again.outcomes} == {Outcome.UNCHANGED}


@given(days, st.integers(0, 12))
def test_a_log_in_two_imports_gives_the_minutes_of_one(said: list[Said], cut: int) -> None:
    starts = {minute for minute, _, _ in said[:cut]}
    first = [one for one in said if one[0] in starts]
    both, at_once = Log(), Log()
    both.take(first)
    both.take(said)
    at_once.take(said)
    assert {e.source_id: e.minutes for e in both.stored} == {e.source_id: e.minutes for e in at_once.stored}


def test_a_corrected_row_updates_its_entry_and_only_that() -> None:
    log = Log()
    log.take(ROWS)
    plan = log.plan([ROWS[0], (605, 1829 + 600, C), ROWS[2]])
    assert [outcome for _, outcome in sorted(plan.outcomes)] == [Outcome.UNCHANGED, Outcome.UPDATED, Outcome.UNCHANGED]
    assert len([op for op in plan.ops if op.record.source_id == log.stored[0].source_id]) <= 1
    (updated,) = [op for op in plan.ops if isinstance(op.after, TimeEntry) and op.after.bucket is C]
    assert isinstance(updated.after, TimeEntry)
    assert updated.after.version == 2
    assert len(plan.ops) == 1 + plan.rerounded


def test_neighbours_that_move_by_a_minute_are_counted() -> None:
    log = Log()
    log.take([(540, 80, P), (600, 80, P), (660, 80, P)])
    plan = log.take([(540, 105, P), (600, 80, P), (660, 80, P)])
    assert plan.rerounded > 0
    assert log.minutes() == 4
    assert log.plan([(540, 105, P), (600, 80, P), (660, 80, P)]).ops == ()


def _edit(log: Log, place: int, **fields: Any) -> None:
    log.stored[place] = replace(log.stored[place], version=9, **fields)


@pytest.mark.parametrize(
    "fields", [{"minutes": 99}, {"minutes": 60}, {"note": "mine"}, {"interrupt": True}, {"bucket": OTHER}]
)
def test_an_entry_edited_here_stays_as_it_is(fields: dict[str, object]) -> None:
    log = Log()
    log.take(ROWS)
    place = next(n for n, entry in enumerate(log.stored) if entry.start == datetime(2026, 11, 18, 9, 0, tzinfo=BERLIN))
    _edit(log, place, **fields)
    assert log.plan(ROWS).ops == ()
    corrected = [(540, 3620 + 300, P), *ROWS[1:]]
    refused = log.plan(corrected)
    assert (0, Outcome.EDITED) in refused.outcomes
    assert all(op.before != log.stored[place] for op in refused.ops)
    forced = log.plan(corrected, overwrite_edited=True)
    assert (0, Outcome.UPDATED) in forced.outcomes


def test_an_entry_deleted_here_does_not_come_back() -> None:
    log = Log()
    log.take(ROWS)
    gone = log.stored.pop(0)
    assert gone.source_id is not None
    log.deleted.add(gone.source_id)
    plan = log.plan(ROWS)
    assert plan.ops == ()
    assert sorted(outcome for _, outcome in plan.outcomes)[0] is Outcome.DELETED


def test_a_corrected_start_moves_the_entry() -> None:
    log = Log()
    log.take(ROWS)
    plan = log.take([(545, 3320, P), *ROWS[1:]])
    assert len(log.stored) == len(ROWS)
    assert (0, Outcome.UPDATED) in plan.outcomes
    assert plan.missing == 0


def test_an_entry_whose_row_is_gone_is_kept_and_told() -> None:
    log = Log()
    log.take(ROWS)
    plan = log.take(ROWS[:2])
    assert plan.missing == 1
    assert len(log.stored) == len(ROWS)
    assert not plan.ops


def test_an_entry_whose_row_is_left_out_this_time_is_not_missing() -> None:
    log = Log()
    log.take(ROWS)
    ids = RowIds("toggl", "dana")
    names = [ids.name(row(f"2026-11-18T{minute // 60:02}:{minute % 60:02}:00", seconds=1)) for minute, _, _ in ROWS]
    for name in names:
        ids.leave_out(name)
    plan = plan_week(
        (), log.stored, (), developer="dana", ids=ids, covered=(DAY, DAY), new_id=lambda: "new", overwrite_edited=False
    )
    assert plan.ops == ()
    assert plan.missing == 0


def test_overlaps_are_told() -> None:
    log = Log()
    assert log.plan([(540, 3600, P), (590, 600, P), (700, 60, P)]).overlaps == {1}
    by_hand = TimeEntry(
        id="h", developer="dana", day=DAY, minutes=30, bucket=OTHER, start=datetime(2026, 11, 18, 9, 50, tzinfo=UTC)
    )
    log.stored.append(by_hand)
    assert log.plan([(645, 600, P)]).overlaps == {0}
    assert log.plan([(655, 600, P)]).overlaps == {0}
    assert log.plan([(640, 600, P)]).overlaps == frozenset()


def test_entries_logged_here_are_left_alone() -> None:
    log = Log()
    log.stored.append(TimeEntry(id="h", developer="dana", day=DAY, minutes=31, bucket=OTHER))
    log.take(ROWS)
    assert log.stored[0].minutes == 31
    assert log.stored[0].version == 1


def test_a_row_shorter_than_half_a_minute_is_kept() -> None:
    log = Log()
    log.take([(540, 12, P)])
    assert [entry.minutes for entry in log.stored] == [0]
