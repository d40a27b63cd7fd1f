"""My own time per day and work item."""

from __future__ import annotations

from datetime import date

import pytest

from standup.domain.errors import UsageError
from standup.domain.records import Bucket
from standup.domain.spans import Span
from standup.workspace.timesheet import timesheet
from tests.workspace.office import MONDAY, Office, entry

FRIDAY = date(2026, 11, 20)
SPAN = Span(date(2026, 11, 16), MONDAY)


def office() -> Office:
    """Two days of Dana, and some of Bob."""
    return Office(
        entry("1", 60, work_item="API-12", note="b"),
        entry("2", 30, work_item="API-12", note="b"),
        entry("3", 7, work_item="API-12", note="a", day=FRIDAY),
        entry("4", 20, bucket=Bucket.CUSTOMER, customer="acme"),
        entry("5", 25, bucket=Bucket.CUSTOMER),
        entry("6", 15, bucket=Bucket.OTHER, day=FRIDAY),
        entry("7", 50, work_item="side project"),
        entry("8", 99, day=date(2026, 11, 15)),
        entry("9", 397, developer="bob", work_item="DB-4"),
    )


def test_minutes_of_a_day_are_added_up_and_nobody_elses_are_in() -> None:
    rows = timesheet(office().dana, SPAN)
    assert [(row.day, row.work_item, row.customer, row.bucket.value, row.minutes) for row in rows] == [
        (FRIDAY, "API-12", "", "production", 7),
        (FRIDAY, "", "", "other", 15),
        (MONDAY, "API-12", "", "production", 90),
        (MONDAY, "side project", "", "production", 50),
        (MONDAY, "", "", "customer", 25),
        (MONDAY, "", "Acme Corp", "customer", 20),
    ]
    assert {row.developer for row in rows} == {"Dana Osei"}
    assert rows[0].title == "Retry failed uploads"
    assert {row.note for row in rows} == {""}


def test_notes_are_told_once_where_they_are_asked_for() -> None:
    rows = timesheet(office().dana, SPAN, notes=True)
    assert [row.note for row in rows] == ["a", "", "b", "", "", ""]


def test_issues_are_those_of_the_key_or_named() -> None:
    assert [row.issue for row in timesheet(office().dana, SPAN)] == ["API-12", "", "API-12", "", "", ""]
    issues = {"Acme": "SUP-1", "other": "ADM-2", "customer": "SUP-9", "side project": "LAB-3", "DB-4": "X-1"}
    told = [row.issue for row in timesheet(office().dana, SPAN, issues=issues)]
    assert told == ["API-12", "ADM-2", "API-12", "LAB-3", "SUP-9", "SUP-1"]


@pytest.mark.parametrize(
    ("name", "issue", "message"),
    [
        ("acme", "sup-1", "'sup-1' is no Jira issue; write one such as SUP-12"),
        ("acmee", "SUP-1", "'acmee' is no customer, work item or bucket; did you mean acme?"),
        ("zzz", "SUP-1", "'zzz' is no customer, work item or bucket; write --issue acme=SUP-12"),
    ],
)
def test_an_issue_that_is_none(name: str, issue: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        timesheet(office().dana, SPAN, issues={name: issue})
    assert str(error.value) == message
