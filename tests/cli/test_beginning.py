"""Nobody owes time from before they began: a new team's weeks, gaps and history say the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.cli.conftest import Run

WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Europe/Berlin"))
MORE_LATER = datetime(2026, 12, 9, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the present moment of later commands."""
    return lambda moment: monkeypatch.setattr("standup.cli.context.system_now", lambda: moment)


@pytest.fixture
def new(run: Run, at: Callable[[datetime], None]) -> Run:
    """A team that Dana began on a Wednesday."""
    at(WEDNESDAY)
    assert run("init", "--name", "Dana", "--hours", "40").code == 0
    return run


def owed(run: Run, week: str) -> list[Any]:
    """What the lead's week says each developer had available and has not logged."""
    return [(one["name"], one["available"], one["unlogged"]) for one in run("week", week, "--json").json["developers"]]


def test_the_week_before_the_team_and_the_days_before_it_ask_nothing(new: Run) -> None:
    assert owed(new, "last") == []
    assert owed(new, "this") == [("Dana", 0, 0)]
    assert new("gaps", "--json").json == []
    new("log", "30m other")
    assert owed(new, "last") == []
    assert owed(new, "this") == [("Dana", 30, 0)]
    assert new("gaps", "--json").json == []


def test_days_logged_from_before_the_beginning_are_asked_with_those_after(new: Run) -> None:
    new("log", "6h other 2026-11-23")
    assert owed(new, "this") == [("Dana", 16 * 60, 10 * 60)]
    assert [(gap["day"], gap["unlogged"]) for gap in new("gaps", "--json").json] == [
        ("2026-11-23", 120),
        ("2026-11-24", 480),
    ]
    new("log", "8h other 2026-11-13")
    assert owed(new, "last") == [("Dana", 40 * 60, 40 * 60)]
    assert owed(new, "2026-W46") == [("Dana", 8 * 60, 0)]
    assert owed(new, "2026-W45") == []


def test_who_never_logs_owes_all_from_the_day_of_joining_on(new: Run, at: Callable[[datetime], None]) -> None:
    assert new("developer", "add", "Bob", "--hours", "32").code == 0
    at(MORE_LATER)
    assert owed(new, "2026-W48") == [("Bob", 1152, 1152), ("Dana", 1440, 1440)]
    assert owed(new, "last") == [("Bob", 1920, 1920), ("Dana", 2400, 2400)]
    assert len(new("gaps", "--weeks", "8", "--json").json) == 3 + 5 + 2
    new("log", "15m ~ 2026-11-25")
    new("log", "15m ~ 2026-12-01")
    trend = {one["week"]: one["figures"] for one in new("week", "last", "--json").json["trend"]}
    assert trend["2026-W48"]["available"] == 1152 + 1440
    assert trend["2026-W49"]["available"] == 1920 + 2400
    assert all(figures["available"] == 0 for week, figures in trend.items() if week < "2026-W48")


def test_a_start_that_is_given_holds(run: Run, at: Callable[[datetime], None]) -> None:
    at(WEDNESDAY)
    run("init", "--name", "Dana", "--hours", "40", "--from", "2026-11-16")
    assert owed(run, "last") == [("Dana", 2400, 2400)]
    assert len(run("gaps", "--json").json) == 5 + 2
