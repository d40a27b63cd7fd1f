"""Every listing: for people as a table, for programs as JSON in ASCII, on one's own team and on the sample team."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from standup.workspace.status import FIELDS
from tests.cli.conftest import Run

LISTINGS = (
    ("today",),
    ("yesterday",),
    ("yesterday", "--entries"),
    ("checkin",),
    ("round",),
    ("blocker", "list"),
    ("gaps",),
    ("status",),
    ("history",),
    ("work", "list"),
    ("work", "list", "--all", "--closed"),
    ("touchpoint", "list"),
    ("touchpoint", "list", "--all", "--closed"),
    ("customer", "list", "--inactive"),
    ("developer", "list"),
    ("leave", "list"),
    ("team", "show"),
    ("week",),
    ("week", "last"),
    ("week", "next"),
    ("config",),
    ("locate",),
)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("words", LISTINGS, ids=" ".join)
def test_on_a_new_team(team: Run, words: tuple[str, ...]) -> None:
    team("log", "45m @acme [/x] \x1b[31mred\u202e")
    team("leave", "add", "fri")
    told = team(*words)
    assert (told.code, told.err) == (0, "")
    assert told.out.strip()
    assert not CONTROL.search(told.out)
    assert team(*words, "--json").json is not None


@pytest.mark.parametrize("words", LISTINGS, ids=" ".join)
def test_on_the_sample_team(run: Run, words: tuple[str, ...]) -> None:
    told = run("--demo", *words)
    assert (told.code, told.err) == (0, "")
    assert told.out.strip()
    assert run("--demo", *words, "--json").json is not None


def test_an_empty_team_says_how_to_begin(run: Run) -> None:
    run("init", "--name", "Dana")
    assert "standup customer add" in run("customer", "list").out
    assert "standup work add" in run("work", "list").out
    assert "standup touchpoint add" in run("touchpoint", "list").out
    assert "standup leave add '24 Dec' '31 Dec'" in run("leave", "list").out
    assert run("history").out == "No changes yet\n"
    assert run("gaps").out == "No gaps: every workday is logged\n"
    assert run("today").out == "Mon 23 Nov\nNothing logged yet\nhours unknown\n"
    assert run("yesterday").out.splitlines()[1] == "Nothing logged: unknown, not zero"


def test_entries_are_listed_with_reference_time_and_bucket(team: Run) -> None:
    team("log", "9:00-9:45 @acme call +fun !")
    [entry] = team("today", "--json").json["entries"]
    assert (entry["minutes"], entry["bucket"], entry["customer"], entry["start"]) == (
        45,
        "customer",
        "acme",
        "2026-11-23T09:00:00+01:00",
    )
    rows = team("today").out.splitlines()
    assert rows[2].split("  ") == [entry["ref"], " 45m", "09:00", "customer Acme Corp", "call +fun interrupt"]
    assert rows[3] == "45m customer, 7h15 left"


def test_the_state_of_a_touchpoint_is_where_it_stands(team: Run) -> None:
    team("touchpoint", "add", "acme", "Second", "--due", "2026-11-20")
    [over, planned] = team("touchpoint", "list", "--json").json
    assert [(one["state"], one["evidence"]) for one in (over, planned)] == [
        ("overdue", ""),
        ("planned", ""),
    ]
    team("snooze", over["ref"], "next tue", "customer", "asked")
    team("done", planned["ref"])
    rows = team("touchpoint", "list", "--closed").out.splitlines()
    assert [row.split("  ")[1] for row in rows[1:]] == ["snoozed to Tue 1 Dec", "done Mon 23 Nov"]
    found = team("touchpoint", "list", "--closed", "--json").json
    assert [one["state"] for one in found] == ["snoozed", "done"]


def test_status_is_one_line(team: Run) -> None:
    assert team("status").out == "no timer · 8h left\n"
    team("start", "#API-12")
    assert team("status").out == "▶ 0m API-12 · 8h left\n"
    assert team("status", "--json").json == {
        "developer": "dana",
        "timer": {"on": "API-12", "minutes": 0, "must_ask": False},
        "logged": 0,
        "left": 480,
    }


def test_the_history_is_limited(team: Run) -> None:
    assert len(team("history", "-n", "2", "--json").json) == 2
    assert [one["why"] for one in team("history", "--json").json][-1] == "add customer Acme Corp"


def test_developers_stand_by_name_and_their_hours_are_for_the_lead(team: Run, as_person: Callable[[str], None]) -> None:
    team("developer", "add", "Bob", "--hours", "37h30")
    assert [one["id"] for one in team("developer", "list", "--json").json] == ["bob", "dana"]
    assert re.search(r"bob +Bob +developer +37h30", team("developer", "list").out)
    as_person("bob")
    table = team("developer", "list").out
    assert "37h30" in table
    assert "40h" not in table
    assert [bool(one["hours"]) for one in team("developer", "list", "--json").json] == [True, False]


def test_notes_of_the_leave_of_others_are_theirs(team: Run, as_person: Callable[[str], None]) -> None:
    team("developer", "add", "Bob")
    team("leave", "add", "fri", "--note", "operation")
    assert "operation" in team("leave", "list").out
    as_person("bob")
    assert (
        "operation" not in team("leave", "list").out + team("leave", "list", "--json").out + team("export", "json").out
    )


def test_status_fills_a_format_for_a_prompt(team: Run) -> None:
    team("start", "#API-12")
    assert team("status", "--format", "{timer} {due} {starved}").out == "0m API-12 0 0\n"
    assert team("--demo", "status", "--format", "{{{due}}}").out.startswith("{")
    ran = team("status", "--format", "{timr}")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("standup: no field 'timr'; did you mean timer? the fields are timer, due,")
    assert len(ran.err.splitlines()) == 1
    help_text = team("status", "-h").out
    assert all(f"{{{name}}}" in help_text for name in FIELDS)
    assert team("status", "--json", "--format", "x").code == 2
