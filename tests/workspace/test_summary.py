"""The week as each person may see it: totals, absences, people without hours, and the customer side."""

from __future__ import annotations

import json
import stat
from datetime import date
from pathlib import Path

import pytest

from standup.domain.errors import ForbiddenError, StandupError, UsageError
from standup.domain.records import (
    Bucket,
    ClosedWeek,
    Customer,
    Developer,
    Leave,
    Record,
    SnoozeReason,
    TouchpointState,
)
from standup.domain.weeks import Week
from standup.reports.render import FORMATS
from standup.workspace.closing import close_week
from standup.workspace.people import edit_developer
from standup.workspace.publishing import publish_week
from standup.workspace.summary import export_week, week_summary, write_text
from standup.workspace.time import log
from tests.workspace.office import FORTY, MONDAY, PEOPLE, Office, entry, touchpoint

W47 = Week(2026, 47)
THURSDAY = date(2026, 11, 19)


def logged(developer: str, minutes: int, bucket: Bucket = Bucket.PRODUCTION, day: date = THURSDAY) -> Record:
    """An entry of last week."""
    return entry(f"{developer}-{bucket}-{minutes}-{day}", minutes, developer=developer, day=day, bucket=bucket)


def team_office(*records: Record) -> Office:
    """A week in which three people logged."""
    return Office(
        logged("dana", 600),
        logged("dana", 60, Bucket.CUSTOMER),
        logged("bob", 300),
        logged("zoe", 120, Bucket.OTHER),
        *records,
    )


def test_a_lead_sees_everybodys_totals() -> None:
    summary = week_summary(team_office().dana, W47)
    assert [(row.developer, row.split.logged) for row in summary.members] == [("bob", 300), ("dana", 660), ("zoe", 120)]
    assert summary.team is not None
    assert (summary.team.split.production, summary.team.split.customer, summary.team.split.other) == (900, 60, 120)


def test_anybody_else_sees_themselves_and_the_team() -> None:
    summary = week_summary(team_office().bob, W47)
    assert [row.developer for row in summary.members] == ["bob"]
    assert summary.team is not None


def test_a_team_under_three_has_no_totals_for_who_is_no_lead() -> None:
    office = team_office()
    edit_developer(office.dana, "zoe", active=False)
    assert week_summary(office.bob, Week(2026, 46)).team is None
    assert week_summary(office.dana, Week(2026, 46)).team is not None
    assert week_summary(office.bob, W47).team is not None  # she logged then


def test_who_has_no_hours_is_told_and_counted_only_where_they_logged() -> None:
    mo = Developer(id="mo", name="Mo", timezone="UTC")
    quiet = week_summary(team_office(mo).dana, W47)
    assert [row.developer for row in quiet.members] == ["bob", "dana", "zoe"]
    busy = week_summary(team_office(mo, logged("mo", 90)).dana, W47)
    assert [row.split.available for row in busy.members if row.developer == "mo"] == [None]
    assert busy.team is not None
    assert (busy.team.without_hours, busy.team.split.available) == (1, None)
    assert [row.developer for row in week_summary(team_office(mo).by("mo"), W47).members] == ["mo"]


def test_leave_half_days_and_holidays_are_said_and_not_unlogged() -> None:
    office = Office(
        Leave(id="l1", developer="bob", first=date(2026, 11, 14), last=date(2026, 11, 16)),
        Leave(id="l2", developer="bob", first=date(2026, 11, 17), last=date(2026, 11, 17), half=True),
        holidays_of=lambda developer, year: (
            {date(2026, 11, 18): "Buß- und Bettag", date(2026, 11, 21): "on a Saturday"} if year == 2026 else {}
        ),
    )
    [row] = [one for one in week_summary(office.dana, W47).members if one.developer == "bob"]
    assert (row.leave_half_days, [one.name for one in row.holidays]) == (3, ["Buß- und Bettag"])
    assert (row.split.available, row.split.unlogged, row.unknown_days) == (240 + 960, 240 + 960, 3)


def test_a_future_week_is_all_left_and_a_past_one_all_unlogged() -> None:
    office = Office()
    future = week_summary(office.dana, Week(2026, 50)).team
    past = week_summary(office.dana, W47).team
    assert future is not None
    assert past is not None
    assert (future.split.left, future.split.unlogged, future.split.available) == (7200, 0, 0)
    assert (past.split.left, past.split.unlogged, past.split.available) == (0, 7200, 7200)
    assert future.unknown_days == 0


def test_a_closed_week_is_said() -> None:
    closing = ClosedWeek(id="c", developer="bob", week="2026-W47", closed_at=Office().clock())
    rows = week_summary(team_office(closing).dana, W47).members
    assert [row.closed for row in rows] == [True, False, False]


def test_the_weeks_before_and_what_was_corrected_since_are_told() -> None:
    before = date(2026, 11, 10)
    office = team_office(logged("dana", 90, day=before), logged("bob", 30, day=before))
    close_week(office.bob, Week(2026, 46))
    log(office.bob, "45m @acme 2026-11-10")
    office.forget()
    summary = week_summary(office.dana, W47)
    assert [(one.week.number, one.split and one.split.logged) for one in summary.trend] == [(46, 165), (47, 1080)]
    assert [(one.developer, one.week.number, one.customer) for one in summary.corrections] == [("bob", 46, 45)]
    assert week_summary(office.bob, W47).corrections == summary.corrections
    assert week_summary(office.by("zoe"), W47).corrections == ()
    team = week_summary(office.by("zoe"), W47, "team")
    assert (team.members, team.corrections, team.decisions) == ((), (), ())
    assert [one.split is None for one in team.trend] == [True, False]


def test_a_published_week_says_when_and_by_whom() -> None:
    office = team_office()
    assert week_summary(office.bob, W47).published is None
    publish_week(office.dana, W47, anyway=True)
    published = week_summary(office.bob, W47).published
    assert published is not None
    assert (published.on, published.by) == (MONDAY, "Dana Osei")


def test_decisions_are_for_leads_and_the_leads_version_too() -> None:
    office = team_office(touchpoint("t1", developer=None, due_on=date(2026, 11, 10)))
    assert week_summary(office.dana, W47).decisions != ()
    assert week_summary(office.dana, W47, "lead") == week_summary(office.dana, W47)
    assert week_summary(office.bob, W47).decisions == ()
    with pytest.raises(ForbiddenError, match="only a lead may see the lead's version"):
        week_summary(office.bob, W47, "lead")


def test_the_customer_side_of_the_running_week() -> None:
    office = Office(
        Customer(id="quiet", name="Quiet Ltd"),
        Customer(id="gone", name="Gone", active=False),
        touchpoint("t1", due_on=date(2026, 11, 20)),
        touchpoint("t2", customer="globex", developer=None, due_on=date(2026, 11, 27)),
        touchpoint("t3", due_on=date(2026, 11, 30)),
        touchpoint(
            "t4", due_on=date(2026, 11, 20), snoozed_until=date(2026, 12, 1), snooze_reason=SnoozeReason.WAITING
        ),
        touchpoint("t5", state=TouchpointState.DONE, closed_on=MONDAY, outcome="signed"),
        touchpoint("t6", state=TouchpointState.DROPPED, closed_on=MONDAY),
    )
    seen = week_summary(office.bob, Week.of(MONDAY)).touchpoints
    assert [(one.customer, one.owner) for one in seen.overdue] == [("Acme Corp", "Dana Osei")]
    assert [(one.customer, one.owner) for one in seen.due] == [("Globex, Inc.", "")]
    assert [(one.reason, one.due_on) for one in seen.snoozed] == [("waiting", date(2026, 11, 20))]
    assert [(one.title, one.outcome) for one in seen.done] == [("Title t5", "signed")]
    assert [one.customer for one in seen.no_next_step] == ["Quiet Ltd"]
    before = week_summary(office.dana, W47).touchpoints
    assert ([one.title for one in before.overdue], before.due, before.done, before.snoozed) == (
        ["Title t1"],
        (),
        (),
        (),
    )
    assert ([one.title for one in seen.next], [one.title for one in before.next]) == (["Title t3"], ["Title t2"])


def test_a_week_across_new_year_finds_what_was_closed_in_both_years() -> None:
    office = Office(
        touchpoint("t1", state=TouchpointState.DONE, closed_on=date(2026, 12, 31)),
        touchpoint("t2", state=TouchpointState.DONE, closed_on=date(2027, 1, 1)),
    )
    office.clock.set("2027-01-04 09:00")
    assert [one.title for one in week_summary(office.dana, Week(2026, 53)).touchpoints.done] == ["Title t1", "Title t2"]


def test_the_json_adds_up_to_the_entries() -> None:
    from standup.reports.as_json import render_json

    office = team_office()
    told = json.loads(render_json(week_summary(office.dana, W47)))
    for bucket in Bucket:
        entries = [one for who in ("dana", "bob", "zoe") for one in office.entries(who, THURSDAY)]
        minutes = sum(one.minutes for one in entries if one.bucket is bucket)
        assert told["team"][bucket] == sum(row[bucket] for row in told["developers"]) == minutes


def test_a_week_is_written_in_every_format(tmp_path: Path) -> None:
    written = export_week(team_office().dana, W47, tmp_path / "new" / "folder")
    assert [path.name for path in written] == [f"standup-2026-W47{suffix}" for suffix in FORMATS.values()]
    assert all(path.read_bytes() for path in written)
    assert [path.name for path in export_week(team_office().dana, W47, tmp_path, ["csv"])] == ["standup-2026-W47.csv"]


def test_text_is_written_to_the_letter_and_privately_where_asked(tmp_path: Path) -> None:
    write_text(tmp_path / "a", "line\r\nä\n")
    write_text(tmp_path / "b", "x", private=True)
    assert (tmp_path / "a").read_bytes() == "line\r\nä\n".encode()
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o600
    with pytest.raises(StandupError, match="choose another place"):
        write_text(tmp_path, "x")


def test_who_is_not_in_the_folder_is_told_so() -> None:
    with pytest.raises(UsageError, match="you are 'nobody' by your config, but this data folder knows no such"):
        week_summary(Office().by("nobody"), W47)
    assert [one.id for one in PEOPLE if one.hours == FORTY] == ["dana", "bob", "zoe"]
