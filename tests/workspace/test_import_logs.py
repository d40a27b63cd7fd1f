"""Import of logs that are no tables: accounts, projects and tags in rules, leave, and every kind twice."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standup.domain.availability import spread_week
from standup.domain.bucket_rules import parse_rules
from standup.domain.change import create
from standup.domain.errors import StandupError
from standup.domain.records import (
    Bucket,
    ClosedWeek,
    Customer,
    Developer,
    HoursPeriod,
    Leave,
    Role,
    Team,
    TimeEntry,
    WorkItem,
)
from standup.domain.skipped import Skip
from standup.domain.weeks import Week
from standup.sources.time_source import open_log
from standup.workspace.import_report import ImportReport
from standup.workspace.imports import import_time
from standup.workspace.people import remove_leave
from standup.workspace.session import Workspace
from standup.workspace.undo import undo
from tests.memory_store import MemoryStore
from tests.shared_data import SHARED, needs_shared

HOURS = (HoursPeriod(minutes=spread_week(40 * 60)),)
DANA = Developer(id="dana", name="Dana", timezone="Europe/Berlin", role=Role.LEAD, hours=HOURS)
DAY = date(2026, 1, 1)
ITEM = WorkItem(id="w", key="API-12", title="Retry", created_on=DAY, state_since=DAY)
RULES = parse_rules(["account,tags~\\bleave\\b=leave", "account,project,tags~acme|:support\\b=customer"])

KLOG = (
    "2026-11-20\n  9:00 - 10:30 call #acme\n  2h retry #API-12\n  11:00 - ?\n  22:00 - 0:30> late\n\n"
    "2026-11-19\n  8h #leave\n"
)
TIMECLOCK = (
    "i 2026-11-20 09:00:00 customers:acme:support  call\no 2026-11-20 10:30:00\n"
    "i 2026-11-20 11:00:00 work:API-12\no 2026-11-20 13:00:00\n"
    "i 2026-11-19 08:00:00 time:leave:half\no 2026-11-19 12:00:00\no 2026-11-19 13:00:00\n"
)
TIMEWARRIOR = (
    '[{"id":3,"start":"20261120T080000Z","end":"20261120T093000Z","tags":["acme"]},\n'
    '{"id":2,"start":"20261120T223000Z","end":"20261120T233000Z","tags":["API-12"]},\n'
    '{"id":1,"start":"20261121T080000Z"}]'
)
WATSON = '[[1795161600,1795165200,"acme","a",[],0],\n[1795162600,1795166200,"code","b",["API-12"],0],\n["x"]]'
LOGS = {"klog": KLOG, "timeclock": TIMECLOCK, "timewarrior": TIMEWARRIOR, "watson": WATSON}


@pytest.fixture
def workspace() -> Workspace:
    made = Workspace(MemoryStore(Team(), DANA), "dana", now=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))
    made.commit("", [create(Customer(id="acme", name="Acme Corp")), create(ITEM)])
    return made


def take(workspace: Workspace, kind: str, text: str, **options: Any) -> ImportReport:
    options.setdefault("rules", RULES)
    options.setdefault("default", Bucket.PRODUCTION)
    report = import_time(workspace, open_log(io.BytesIO(text.encode()), "their.log", kind), **options)
    assert report.adds_up
    assert all("\n" not in words for words in report.words())
    return report


def entries(workspace: Workspace) -> list[TimeEntry]:
    store = workspace.store
    found = [entry for week in store.weeks("dana") for entry in store.week("dana", week).entries]
    return sorted(found, key=lambda entry: (entry.day, entry.start is None, entry.start))


def leave(workspace: Workspace) -> list[Leave]:
    return list(workspace.store.desk("dana").leave)


def test_accounts_and_tags_name_customers_and_work_items(workspace: Workspace) -> None:
    report = take(workspace, "timeclock", TIMECLOCK)
    call, work = entries(workspace)
    assert (call.bucket, call.customer, call.note, call.minutes) == (Bucket.CUSTOMER, "acme", "call", 90)
    assert (work.bucket, work.work_item, work.note) == (Bucket.PRODUCTION, "API-12", "work:API-12")
    assert (report.read, report.imported, report.skipped) == (4, 3, {Skip.BAD: 1})
    assert report.bad[0].line == 7


def test_klog_comes_in_with_its_midnights_and_running_ranges(workspace: Workspace) -> None:
    report = take(workspace, "klog", KLOG)
    assert (report.read, report.imported, report.skipped) == (5, 4, {Skip.RUNNING: 1})
    found = [(entry.day.day, entry.minutes, entry.customer, entry.work_item) for entry in entries(workspace)]
    assert found == [(20, 90, "acme", None), (20, 120, None, None), (20, 120, None, "API-12"), (21, 30, None, None)]


def test_times_in_utc_fall_on_the_developers_days(workspace: Workspace) -> None:
    report = take(workspace, "timewarrior", TIMEWARRIOR)
    assert report.skipped == {Skip.RUNNING: 1}
    parts = [(entry.day.day, entry.minutes, entry.work_item) for entry in entries(workspace)]
    assert parts == [(20, 90, None), (20, 30, "API-12"), (21, 30, "API-12")]


def test_overlapping_frames_are_kept_and_told(workspace: Workspace) -> None:
    report = take(workspace, "watson", WATSON)
    assert (report.imported, report.overlaps, report.skipped) == (2, 1, {Skip.BAD: 1})
    assert [(entry.customer, entry.work_item) for entry in entries(workspace)] == [("acme", None), (None, "API-12")]


@pytest.mark.parametrize("kind", LOGS)
def test_importing_again_changes_nothing_and_one_undo_takes_all_back(workspace: Workspace, kind: str) -> None:
    first = take(workspace, kind, LOGS[kind])
    changes = len(workspace.store.history(1000))
    again = take(workspace, kind, LOGS[kind])
    assert (again.unchanged, again.imported, again.updated) == (first.imported, 0, 0)
    assert (again.skipped, again.written, again.leave_days + again.leave_halves) == (first.skipped, {}, 0)
    assert len(workspace.store.history(1000)) == changes
    undo(workspace)
    assert (entries(workspace), leave(workspace)) == ([], [])


# Leave


@pytest.mark.parametrize(("kind", "half"), [("klog", False), ("timeclock", True)])
def test_rows_of_leave_become_leave_and_no_entries(workspace: Workspace, kind: str, half: bool) -> None:
    report = take(workspace, kind, LOGS[kind])
    (away,) = leave(workspace)
    assert (away.first, away.last, away.half) == (date(2026, 11, 19), date(2026, 11, 19), half)
    assert all(entry.day != away.first for entry in entries(workspace))
    assert f"leave: 1 {'half ' if half else ''}day written" in report.words()


def test_a_dry_run_says_the_same_and_writes_no_leave(workspace: Workspace) -> None:
    report = take(workspace, "klog", KLOG, dry_run=True)
    assert "leave: 1 day would be written" in report.words()
    assert leave(workspace) == []


def test_leave_that_was_removed_does_not_come_back(workspace: Workspace) -> None:
    take(workspace, "klog", KLOG)
    remove_leave(workspace, leave(workspace)[0].id)
    report = take(workspace, "klog", KLOG)
    assert report.skipped == {Skip.RUNNING: 1, Skip.DELETED: 1}
    assert leave(workspace) == []


def test_rows_that_a_new_rule_makes_leave_take_their_entries_with_them(workspace: Workspace) -> None:
    take(workspace, "klog", KLOG, rules=())
    assert len(entries(workspace)) == 5
    report = take(workspace, "klog", KLOG)
    assert (len(entries(workspace)), len(leave(workspace))) == (4, 1)
    assert report.removed == 1


def test_leave_on_a_day_off_is_told(workspace: Workspace) -> None:
    report = take(workspace, "klog", "2026-11-21\n  8h #leave\n  10m work\n")
    assert report.skipped == {Skip.NO_LEAVE: 1}
    assert "2 rows read = 1 imported + 0 updated + 0 unchanged + 1 skipped (no leave to take)" in report.words()


def test_a_closed_week_that_leave_alters_is_told_once(workspace: Workspace) -> None:
    week = Week(2026, 47)
    closed = ClosedWeek(id="c", developer="dana", week=str(week), closed_at=datetime(2026, 11, 20, tzinfo=UTC))
    workspace.commit("close", [create(closed)])
    assert take(workspace, "klog", "2026-11-19\n  8h #leave\n").closed_weeks == [f"dana {week}"]
    assert take(workspace, "klog", KLOG).closed_weeks == [f"dana {week}"]
    assert take(workspace, "klog", KLOG).closed_weeks == []


# Real files, and anything


@needs_shared
def test_all_real_logs_add_up_and_change_nothing_the_second_time(workspace: Workspace) -> None:
    folder = SHARED / "timelogs"
    sums = {"watson": [0, 0], "timeclock": [0, 0]}
    frames = folder / "watson" / "tests" / "resources"
    logs = {
        "watson": [frames / "autocompletion" / "frames", frames / "frames-with-conflict"],
        "timeclock": sorted((folder / "ledger").rglob("*.test")),
    }
    for kind, paths in logs.items():
        for path in paths:
            fresh = Workspace(MemoryStore(Team(), DANA), "dana")
            with path.open("rb") as stream:
                try:
                    log = open_log(stream, path.name, kind)
                except StandupError:
                    continue
                first = import_time(fresh, log, default=Bucket.OTHER)
                again = import_time(fresh, log, default=Bucket.OTHER)
            assert first.adds_up
            assert (again.unchanged, again.written) == (first.imported, {})
            sums[kind][0] += first.read
            sums[kind][1] += first.imported
    assert sums == {"watson": [13, 13], "timeclock": [67, 51]}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(LOGS)), st.data())
def test_any_file_comes_in_or_is_refused_with_one_line(kind: str, data: st.DataObject) -> None:
    text = LOGS[kind].encode()
    at = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 12))
    text = text[:at] + data.draw(st.binary(max_size=12)) + text[at + length :]
    workspace = Workspace(MemoryStore(Team(), DANA), "dana")
    try:
        report = import_time(workspace, open_log(io.BytesIO(text), "f", kind), rules=RULES, default=Bucket.OTHER)
        words = report.words()
        assert report.adds_up
    except StandupError as error:
        words = [str(error)]
    assert all("\n" not in text for text in words)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(LOGS)), st.binary(max_size=200), st.booleans())
def test_random_bytes_too(kind: str, data: bytes, behind: bool) -> None:
    text = LOGS[kind].encode() + data if behind else data
    try:
        words = [getattr(row, "words", "") for row in open_log(io.BytesIO(text), "f", kind).rows()]
    except StandupError as error:
        words = [str(error)]
    assert all("\n" not in text for text in words)
