"""Time sheets for others: exact minutes, the columns that importers take, and no note unless asked for."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from standup.domain.records import LONGEST_DAY, Bucket
from standup.reports.timesheet import TimesheetRow, jira_duration, render_jira, render_timesheet

ROWS = (
    TimesheetRow(
        day=date(2026, 11, 2),
        developer="Dana",
        bucket=Bucket.PRODUCTION,
        minutes=125,
        work_item="API-12",
        title="=Retry, failed",
        issue="API-12",
        note="mine",
    ),
    TimesheetRow(
        day=date(2026, 11, 2), developer="Dana", bucket=Bucket.CUSTOMER, minutes=20, customer="Acme", issue="SUP-1"
    ),
    TimesheetRow(day=date(2026, 11, 3), developer="Dana", bucket=Bucket.OTHER, minutes=7),
)


def rows(text: str) -> list[list[str]]:
    """The cells of a CSV."""
    return list(csv.reader(io.StringIO(text)))


def test_the_time_sheet() -> None:
    assert rows(render_timesheet(ROWS)) == [
        ["date", "developer", "work_item", "title", "customer", "bucket", "hours", "minutes"],
        ["2026-11-02", "Dana", "API-12", "'=Retry, failed", "", "production", "2.0833", "125"],
        ["2026-11-02", "Dana", "", "", "Acme", "customer", "0.3333", "20"],
        ["2026-11-03", "Dana", "", "", "", "other", "0.1167", "7"],
    ]


def test_worklogs_have_an_issue_and_no_clock_time() -> None:
    assert rows(render_jira(ROWS, "dana@example.com")) == [
        ["Issue Key", "Start Date", "Time Spent", "Comment", "User"],
        ["API-12", "2026-11-02", "2h 5m", "'=Retry, failed", "dana@example.com"],
        ["SUP-1", "2026-11-02", "20m", "Acme", "dana@example.com"],
    ]


def test_notes_only_where_they_are_asked_for() -> None:
    assert [line[-1] for line in rows(render_timesheet(ROWS, notes=True))] == ["note", "mine", "", ""]
    assert [line[3] for line in rows(render_jira(ROWS, "dana", notes=True))] == ["Comment", "mine", "Acme"]
    assert "mine" not in render_timesheet(ROWS) + render_jira(ROWS, "dana")


@given(st.integers(0, 40 * LONGEST_DAY))
def test_a_duration_says_every_minute(minutes: int) -> None:
    told = jira_duration(minutes)
    assert re.fullmatch(r"(\d+h)?( ?\d+m)?", told)
    assert sum(int(part[:-1]) * (60 if part[-1] == "h" else 1) for part in told.split()) == minutes
