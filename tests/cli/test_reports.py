"""`report` and `export timesheet` on the command line."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def logged(team: Run) -> Run:
    """Time of Dana in two weeks."""
    team("log", "2h #API-12 @acme 70/30 +ops the secret")
    team("log", "2026-11-20 90m #API-12 +ops +shaping")
    team("log", "2026-10-30 30m other")
    return team


def test_a_report_is_a_table_a_csv_and_json(logged: Run, tmp_path: Path) -> None:
    assert logged("report").out.splitlines() == [
        "Platform: Sun 1 Nov to Mon 30 Nov 2026, by week",
        "WEEK      PRODUCTION  CUSTOMER  OTHER  TOTAL",
        "2026-W47        1h30        0m     0m   1h30",
        "2026-W48        1h24       36m     0m     2h",
        "total           2h54       36m     0m   3h30",
    ]
    by_tag = logged("report", "--by", "tag").out
    assert by_tag.endswith("Entries with several tags count under each: the rows add up to 5h.\n")
    told = logged("report", "--from", "2026-10", "--by", "month", "--format", "json").json
    assert [(row["key"], row["minutes"]) for row in told["rows"]] == [("2026-10", 30), ("2026-11", 210)]
    target = tmp_path / "r.csv"
    words = ("report", "--from", "2026-W40", "--by", "work-item", "--format", "csv")
    assert logged(*words, "-o", str(target)).out == f"Wrote {target}\n"
    assert target.read_text(encoding="utf-8") == logged(*words).out
    assert [row[5] for row in csv.reader(io.StringIO(logged(*words).out))] == ["key", "API-12", "", ""]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--from", "soon"), "'soon' is no day, week or month"),
        (("--from", "2026-11", "--to", "2026-10"), "--from 2026-11-01 is after --to 2026-10-31"),
        (("--from", "fri", "--to", "fri"), "the time of others is shown for a week or more"),
        (("--by", "person"), "invalid choice: 'person'"),
        (("--mine", "--team"), "not allowed with argument --mine"),
    ],
)
def test_a_report_that_cannot_be(logged: Run, words: tuple[str, ...], message: str) -> None:
    ran = logged("report", *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err


def test_who_is_no_lead_gets_their_own_report(logged: Run, as_person: Callable[[str], None]) -> None:
    logged("developer", "add", "Bob", "--hours", "40")
    as_person("bob")
    logged("log", "20m other")
    for by in ("week", "developer", "tag"):
        assert logged("report", "--by", by, "--format", "json").json["total"]["minutes"] == 20
    assert "No totals, because" in logged("report", "--team").out
    ran = logged("report", "--team", "--by", "developer")
    assert (ran.code, ran.out) == (2, "")
    assert "the hours of each person are theirs and the lead's" in ran.err


def test_a_timesheet_has_ones_own_minutes(logged: Run, tmp_path: Path) -> None:
    ran = logged("export", "timesheet", "--from", "last week", "--to", "today")
    assert list(csv.reader(io.StringIO(ran.out))) == [
        ["date", "developer", "work_item", "title", "customer", "bucket", "hours", "minutes"],
        ["2026-11-20", "Dana", "API-12", "Retry failed uploads", "", "production", "1.5", "90"],
        ["2026-11-23", "Dana", "API-12", "Retry failed uploads", "", "production", "1.4", "84"],
        ["2026-11-23", "Dana", "", "", "Acme Corp", "customer", "0.6", "36"],
    ]
    assert "the secret" in logged("export", "timesheet", "--notes").out
    target = tmp_path / "sheet.csv"
    assert logged("export", "timesheet", "--from", "last week", "-o", str(target)).out == f"Wrote {target}\n"
    assert target.read_text(encoding="utf-8") == ran.out


def test_worklogs_for_jira_say_what_is_left_out(logged: Run) -> None:
    ran = logged("export", "timesheet", "--from", "2026-10", "--format", "jira", "--user", "d@x.example")
    assert list(csv.reader(io.StringIO(ran.out))) == [
        ["Issue Key", "Start Date", "Time Spent", "Comment", "User"],
        ["API-12", "2026-11-20", "1h 30m", "Retry failed uploads", "d@x.example"],
        ["API-12", "2026-11-23", "1h 24m", "Retry failed uploads", "d@x.example"],
    ]
    assert ran.err == (
        "standup: left out, because no issue is named for it: 30m other, 36m Acme Corp; --issue NAME=ISSUE names one\n"
    )
    words = ("export", "timesheet", "--from", "2026-10", "--format", "jira")
    whole = logged(*words, "--issue", "acme=SUP-1", "--issue", "other=ADM-1")
    assert whole.err == ""
    assert [row[0] for row in csv.reader(io.StringIO(whole.out))][1:] == ["ADM-1", "API-12", "API-12", "SUP-1"]
    assert "'nope' names no issue; write --issue acme=SUP-12" in logged(*words, "--issue", "nope").err
    assert "--user and --issue are for Jira" in logged("export", "timesheet", "--user", "x").err
