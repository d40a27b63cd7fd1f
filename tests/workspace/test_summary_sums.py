"""The summary of the sample team and of a real log, in every format, against a few lines of plain Python."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from standup.demo import ME, WEEKS, sample_team
from standup.domain.records import Bucket, Developer, Role, TimeEntry
from standup.domain.weeks import Week
from standup.reports.render import FORMATS, render
from standup.reports.summary import WeekSummary
from standup.sources.timelog import TimeLog
from standup.workspace.imports import import_time
from standup.workspace.session import Workspace
from standup.workspace.summary import week_summary
from tests.memory_store import MemoryStore
from tests.reports.figures import all_formats
from tests.shared_data import SHARED, needs_shared
from tests.workspace.test_imports import RULES

TODAY = date(2026, 11, 26)
BUCKETS = ("production", "customer", "other")
Sums = tuple[int, ...]


def added(sums: list[Sums]) -> Sums:
    return tuple(map(sum, zip(*sums, strict=True))) if sums else (0, 0, 0)


def told(summary: WeekSummary) -> list[tuple[list[Sums], Sums]]:
    """Of each format the minutes by bucket of its developers who logged, in order of size, and of its team."""
    found = []
    for figures in all_formats(summary):
        minutes = {name: tuple(number or 0 for number in row[1:4]) for name, row in figures.items()}
        team = minutes.pop("team")
        found.append((sorted(filter(any, minutes.values())), team))
    return found


@pytest.mark.parametrize("back", range(WEEKS))
def test_the_weeks_of_the_sample_team_add_up_in_every_format(back: int) -> None:
    records = list(sample_team(TODAY, "Europe/Berlin"))
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    week = Week.of(TODAY) - back
    plain: dict[str, Counter[str]] = {}
    for one in records:
        if isinstance(one, TimeEntry) and one.day.isocalendar()[:2] == week:
            plain.setdefault(one.developer, Counter())[one.bucket.value] += one.minutes
    people = sorted(tuple(counted[bucket] for bucket in BUCKETS) for counted in plain.values())
    assert len(people) >= 5
    summary = week_summary(Workspace(MemoryStore(*records), ME, now=lambda: noon), week)
    assert told(summary) == [(people, added(people))] * len(FORMATS)


@pytest.mark.slow
@needs_shared
def test_the_log_of_a_team_adds_up_in_every_format_and_week() -> None:
    path = SHARED / "generated" / "team_log.csv"
    seconds: dict[Week, Counter[str]] = {}
    days: dict[Week, set[tuple[str, str]]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            hours, minutes, rest = map(int, row["Duration"].split(":"))
            week = Week(*date.fromisoformat(row["Start date"]).isocalendar()[:2])
            seconds.setdefault(week, Counter())[row["User"]] += hours * 3600 + minutes * 60 + rest
            days.setdefault(week, set()).add((row["User"], row["Start date"]))
    lead = Developer(id="lead", name="Lead", timezone="Europe/Berlin", role=Role.LEAD)
    workspace = Workspace(MemoryStore(lead), "lead", now=lambda: datetime(2026, 11, 26, 12, tzinfo=UTC))
    with path.open("rb") as file:
        read = TimeLog(file, "team_log.csv", "toggl")
        import_time(workspace, read, rules=RULES, default=Bucket.PRODUCTION, create_developers=True)
    weeks = sorted(seconds)
    assert len(weeks) > 20
    last: list[Sums] = []
    for number, week in enumerate(weeks):
        summary = week_summary(workspace, week)
        read_back = json.loads(render(summary, "json"))
        people = [tuple(row[bucket] for bucket in BUCKETS) for row in read_back["developers"]]
        team = tuple(read_back["team"][bucket] for bucket in BUCKETS)
        assert team == added(people)
        assert sum(map(any, people)) == len(seconds[week])
        # half a minute a day is what whole minutes cost, and an entry past midnight may end in the next week
        assert abs(sum(team) - sum(seconds[week].values()) / 60) <= len(days[week]) / 2 + 60
        weeks_told = [tuple(one["figures"][bucket] for bucket in BUCKETS) for one in read_back["trend"]]
        assert weeks_told[-2:] == [*last, team][-2:]
        last = [team]
        if number % 6 == 0:
            assert told(summary) == [(sorted(filter(any, people)), team)] * len(FORMATS)
