"""The main job, from the command line as a new user does it: a real log comes in, its weeks go out."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from standup.cli import main
from standup.domain.weeks import Week
from standup.store.tiny import TinyStore
from tests.shared_data import SHARED, needs_shared

RULES = (
    "--rule",
    "description,tags,client~client|customer=customer",
    "--rule",
    "description~stand-?up|meeting|training|timesheet=other",
    "--default",
    "production",
)
BUCKETS = ("production", "customer", "other")
SMALL = """\
User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()
Dana [ops],d@x.example,,P,,API-12 retry,No,2026-03-02,09:00:00,2026-03-02,10:30:20,01:30:20,,
Dana [ops],d@x.example,Acme Corp,P,,client call,No,2026-03-02,10:30:20,2026-03-02,11:00:50,00:30:30,,
Dana [ops],d@x.example,,P,,Daily stand-up,No,2026-03-03,09:00:00,2026-03-03,09:15:00,00:15:00,,
"=SUM(A1), x",s@x.example,,P,,night release,No,2026-03-28,22:30:00,2026-03-29,04:30:07,05:00:07,,
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = main(arguments)
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out


@pytest.fixture
def team(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "init", "--name", "Lead", "--hours", "40", "--timezone", "Europe/Berlin")


def data_folder(capsys: pytest.CaptureFixture[str]) -> Path:
    return Path(run(capsys, "locate", "data").strip())


def by_day(folder: Path) -> dict[str, dict[str, Counter[str]]]:
    """Minutes by developer's name, day and bucket."""
    store = TinyStore.open(folder)
    found: dict[str, dict[str, Counter[str]]] = {}
    for developer in store.roster().developers.values():
        for week in store.weeks(developer.id):
            for entry in store.week(developer.id, week).entries:
                days = found.setdefault(developer.name, {})
                days.setdefault(entry.day.isoformat(), Counter())[entry.bucket.value] += entry.minutes
    return found


def sums_for_programs(capsys: pytest.CaptureFixture[str], week: str) -> list[tuple[int, ...]]:
    """The team's minutes by bucket as JSON has them, as its developers add up to, and as CSV has them.

    That people read the same sums in the other three formats is held by tests/reports/test_equal_sums.py.
    """
    summary: dict[str, Any] = json.loads(run(capsys, "week", week, "--format", "json"))
    rows = list(csv.DictReader(io.StringIO(run(capsys, "week", week, "--format", "csv"))))
    [team] = [row for row in rows if row["row"] == "team"]
    return [
        tuple(summary["team"][bucket] for bucket in BUCKETS),
        tuple(sum(row[bucket] for row in summary["developers"]) for bucket in BUCKETS),
        tuple(int(team[bucket]) for bucket in BUCKETS),
    ]


@pytest.mark.usefixtures("team")
def test_a_small_log_comes_in_and_its_weeks_go_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.csv"
    log.write_text(f"\ufeff{SMALL}", encoding="utf-8")
    assert "4 rows read = 4 imported" in run(capsys, "import", "toggl", str(log), "--create-developers", *RULES)
    assert "4 unchanged" in run(capsys, "import", "toggl", str(log), "--create-developers", *RULES)
    days = by_day(data_folder(capsys))
    assert days["Dana [ops]"] == {
        "2026-03-02": Counter(production=90, customer=31),
        "2026-03-03": Counter(other=15),
    }
    assert days["=SUM(A1), x"] == {"2026-03-28": Counter(production=90), "2026-03-29": Counter(production=210)}
    for week in ("2026-W10", "2026-W13"):
        found = sums_for_programs(capsys, week)
        assert found == [found[0]] * 3
    run(capsys, "undo")
    assert by_day(data_folder(capsys)) == {}
    run(capsys, "redo")
    assert by_day(data_folder(capsys)) == days


@needs_shared
@pytest.mark.usefixtures("team")
def test_half_a_year_of_six_developers_is_right_to_the_minute(capsys: pytest.CaptureFixture[str]) -> None:
    truth: dict[str, dict[str, dict[str, int]]] = json.loads((SHARED / "generated/truth.json").read_text("utf-8"))
    for log in ("timelogs/timba/toggl.csv", "generated/team_log.csv"):
        run(capsys, "import", "toggl", str(SHARED / log), "--create-developers", *RULES)
    days = by_day(data_folder(capsys))
    assert sum(days.pop("Jonas")["2022-06-07"].values()) == 215
    assert set(days) == set(truth)
    for developer, true_days in truth.items():
        assert set(days[developer]) == set(true_days)
        for day, seconds in true_days.items():
            for bucket in BUCKETS:
                assert abs(days[developer][day][bucket] - seconds.get(bucket, 0) / 60) <= 1, (developer, day, bucket)
    total: Counter[str] = Counter()
    monday = date(2026, 2, 2)
    for number in range(27):
        found = sums_for_programs(capsys, str(Week.of(monday) + number))
        assert found == [found[0]] * 3
        total.update(dict(zip(BUCKETS, found[0], strict=True)))
    assert total == sum((minutes for of_day in days.values() for minutes in of_day.values()), Counter())
