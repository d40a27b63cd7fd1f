"""The sample team: whole, valid and the same on every day that one may look at it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from standup.demo import ME, WEEKS, sample_team
from standup.domain.records import (
    CheckIn,
    Customer,
    Developer,
    Leave,
    Record,
    Role,
    Team,
    TimeEntry,
    Touchpoint,
    WorkItem,
)
from standup.domain.touchpoints import Urgency
from standup.domain.weeks import Week
from standup.reports.render import FORMATS
from standup.workspace.blockers import blockers_for
from standup.workspace.board import board
from standup.workspace.checkin import day_of_check_ins, prefilled
from standup.workspace.references import reference
from standup.workspace.sample import sample_workspace
from standup.workspace.session import Workspace
from standup.workspace.summary import week_summary
from tests.memory_store import MemoryStore
from tests.reports.reread import text_of

ODD = (date(2026, 1, 1), date(2028, 2, 29), date(2027, 1, 3), date(2026, 12, 31), date(2000, 1, 1), date(2099, 12, 31))
DAYS = [date(2026, 11, 23) + timedelta(days=7 * week + week % 7) for week in range(53)]
"""A year, each day of the week in turn."""
ON_ANY_DAY = pytest.mark.parametrize(
    "day", [*ODD, *(pytest.param(day, marks=pytest.mark.slow) for day in DAYS)], ids=str
)


def team_of(day: date, zone: str = "Europe/Berlin") -> list[Record]:
    """All records of the sample team as of a day."""
    return list(sample_team(day, zone))


def looked_at(records: list[Record], day: date) -> Workspace:
    """The sample team in memory, at noon of its day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Workspace(MemoryStore(*records), ME, now=lambda: noon)


@ON_ANY_DAY
def test_on_any_day_it_is_whole_and_can_be_looked_at(day: date) -> None:
    records = team_of(day)
    assert records == team_of(day)
    for record in records:
        assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record
    workspace = looked_at(records, day)
    for name in FORMATS:
        assert text_of(week_summary(workspace, Week.of(day)), name)
    view = board(workspace)
    assert len(view.strip) == 6
    assert view.work
    assert view.touchpoints


@ON_ANY_DAY
def test_every_state_of_a_touchpoint_is_there_on_any_day(day: date) -> None:
    view = board(looked_at(team_of(day), day))
    states = {row.urgency for row in (*view.touchpoints, *view.snoozed)}
    assert states >= set(Urgency) - {Urgency.UNDATED}
    assert [one.customer for one in view.no_next_step] == ["lindqvist"]
    starved = next(row for row in view.touchpoints if row.urgency is Urgency.STARVED)
    assert "snoozed twice for production" in starved.evidence


@ON_ANY_DAY
def test_ids_are_unique_and_references_too_within_a_listing(day: date) -> None:
    records = team_of(day)
    for kind in {type(record) for record in records}:
        ids = Counter(record.id for record in records if type(record) is kind)
        assert not [one for one, count in ids.items() if count > 1]
    touchpoints = [reference(one.id) for one in records if isinstance(one, Touchpoint)]
    leave = [reference(one.id) for one in records if isinstance(one, Leave)]
    assert len(set(touchpoints)) == len(touchpoints)
    assert len(set(leave)) == len(leave)
    days: dict[tuple[str, date], list[str]] = {}
    for one in records:
        if isinstance(one, TimeEntry):
            days.setdefault((one.developer, one.day), []).append(reference(one.id))
    assert [refs for refs in days.values() if len(set(refs)) != len(refs)] == []


def test_it_has_six_developers_ten_customers_and_eight_weeks() -> None:
    day = date(2026, 11, 23)
    records = team_of(day)
    developers = [one for one in records if isinstance(one, Developer)]
    assert [one.id for one in developers if one.role is Role.LEAD] == [ME]
    assert (len(developers), sum(isinstance(one, Customer) for one in records)) == (6, 10)
    assert sum(isinstance(one, Team) for one in records) == 1
    entries = [one for one in records if isinstance(one, TimeEntry)]
    weeks = {Week.of(one.day) for one in entries}
    assert (min(weeks), len(weeks)) == (Week.of(day) - (WEEKS - 1), WEEKS)
    assert all(one.day <= day for one in entries)


def test_every_name_in_it_is_known() -> None:
    records = team_of(date(2026, 11, 23))
    developers = {one.id for one in records if isinstance(one, Developer)} | {None}
    customers = {one.id for one in records if isinstance(one, Customer)} | {None}
    keys = {one.key for one in records if isinstance(one, WorkItem)} | {None}
    for one in records:
        if isinstance(one, (WorkItem, Touchpoint, TimeEntry)):
            assert one.developer in developers
            assert one.customer in customers
        if isinstance(one, TimeEntry):
            assert one.work_item in keys
            assert one.minutes > 0


def test_no_entry_ends_in_the_future_or_past_midnight_or_overlaps() -> None:
    day = date(2026, 11, 23)
    for developer in (one.id for one in team_of(day) if isinstance(one, Developer)):
        ends: dict[date, datetime] = {}
        for one in team_of(day):
            if isinstance(one, TimeEntry) and one.developer == developer and one.start is not None:
                assert one.start >= ends.get(one.day, one.start)
                ends[one.day] = one.start + timedelta(minutes=one.minutes)
                assert ends[one.day].date() == one.day < day


def test_it_lies_in_files_as_any_team(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    workspace = sample_workspace(tmp_path / "demo", timezone="Asia/Tokyo", now=lambda: now)
    assert workspace.me == ME
    assert workspace.developer().timezone == "Asia/Tokyo"
    assert week_summary(workspace, Week.of(now.date())) == week_summary(
        looked_at(team_of(now.date(), "Asia/Tokyo"), now.date()), Week.of(now.date())
    )


@ON_ANY_DAY
def test_on_any_day_its_round_has_something_to_say(day: date) -> None:
    workspace = looked_at(team_of(day), day)
    found = day_of_check_ins(workspace)
    assert [one.developer.id for one in found.checked_in] == ["bob", "sam", "zoe"]
    assert all(one.check_in.did and len(one.check_in.plan) > 2 for one in found.checked_in)
    assert [one.blocker.what for one in blockers_for(workspace, "sam")] == ["Test data with umlauts on the new runners"]
    assert {one.id for one in found.missing} <= {ME, "pat"}
    assert "wei" in {one.id for one, _ in found.away}


@ON_ANY_DAY
def test_its_plans_name_what_is_there(day: date) -> None:
    records = team_of(day)
    keys = {one.key for one in records if isinstance(one, WorkItem)}
    points = {one.id for one in records if isinstance(one, Touchpoint)}
    plans = [item for one in records if isinstance(one, CheckIn) for item in one.plan]
    assert {item.work_item for item in plans} <= keys | {None}
    assert {item.touchpoint for item in plans} <= points | {None}


def test_who_looks_at_it_has_a_plan_to_compare_and_nothing_said_today() -> None:
    day = date(2026, 11, 26)
    draft = prefilled(looked_at(team_of(day), day))
    assert draft.said is None
    assert draft.compared is not None
    assert draft.compared.day == date(2026, 11, 25)
    assert 0 < draft.compared.did < draft.compared.planned
