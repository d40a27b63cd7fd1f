"""`standup import ics|hubspot|...` and `standup export ics`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from standup.domain.text import storable
from standup.reports.as_ics import escaped
from tests.cli.conftest import Run
from tests.cli.test_naughty import CONTROL, OWN
from tests.shared_data import SHARED, needs_shared
from tests.sources.calendars import calendar, event

CALENDAR = calendar(
    event("SUMMARY:Plan", "ATTENDEE;CN=Al:mailto:al@acme.example", "RRULE:FREQ=DAILY;COUNT=2", uid="plan"),
    event("SUMMARY:Team lunch", uid="lunch"),
    event("SUMMARY:Demo at Acme Corp", uid="demo", start="DTSTART;VALUE=DATE:20261110"),
    event("SUMMARY:Often", "RRULE:FREQ=SECONDLY", uid="often"),
)


def write(folder: Path, data: bytes | str, name: str = "my.ics") -> str:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def titles(run: Run) -> list[str]:
    return [one["title"] for one in run("touchpoint", "list", "--json").json]


def test_a_calendar_becomes_touchpoints(team: Run, tmp_path: Path) -> None:
    file = write(tmp_path, CALENDAR)
    ran = team("import", "ics", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "my.ics, read as UTF-8",
        "5 rows read = 2 imported + 0 updated + 0 unchanged + 1 skipped (no customer found) + 1 skipped (in the past)"
        " + 1 skipped (cannot be read)",
        "2 touchpoints written, from 2026-11-23 to 2027-02-21",
        "by customer: Acme Corp 2",
        "line 21: it comes again every second, which is no contact",
        f"no customer found for these; say it once for each text, as standup import ics {file} --map "
        "'Team lunch=CUSTOMER', or for many by a word in them, as --rule '*~WORD=CUSTOMER':",
        "  1 row, first in line 11: Team lunch",
        "what is past counts as a contact only with --past-as-contacts",
    ]
    assert titles(team) == ["Renewal call", "Plan", "Plan"]
    assert "Demo at Acme Corp" not in team("customer", "show", "acme").out
    again = team("import", "ics", file, "--past-as-contacts", "--map", "Team lunch=acme", "--json").json
    assert (again["imported"], again["unchanged"], again["contacts"], again["mapped"]) == (
        *(2, 2, 1),
        {"Team lunch": "Acme Corp"},
    )
    shown = team("customer", "show", "acme").out
    assert "Demo at Acme Corp" in shown
    assert "Known in imports as\n    Team lunch" in shown
    assert team("undo").out.startswith("Undone: import my.ics: touchpoints")
    assert titles(team) == ["Renewal call", "Plan", "Plan"]
    assert "Known in imports as" not in team("customer", "show", "acme").out


def test_a_map_can_be_taken_away(team: Run, tmp_path: Path) -> None:
    team("import", "ics", write(tmp_path, CALENDAR), "--map", "team lunch=acme")
    assert "Known in imports as" in team("customer", "show", "acme").out
    assert team("customer", "edit", "acme", "--clear", "matches").code == 0
    assert "Known in imports as" not in team("customer", "show", "acme").out


def test_tables_and_their_columns(team: Run, tmp_path: Path) -> None:
    file = write(tmp_path, "Purpose,Visit,Account\nDemo,2026-12-02,Acme Corp\nTalk,2026-12-03,Initech\n", "v.csv")
    options = ("--as", "touchpoints", "--map", "title=Purpose", "--map", "day=Visit", "--map", "Initech=acme")
    assert team("import", "csv", file, *options).out.splitlines()[1].startswith("2 rows read = 2 imported")
    assert titles(team) == ["Renewal call", "Demo", "Talk"]


def test_columns_that_are_missing_are_told_with_the_command_that_names_them(team: Run, tmp_path: Path) -> None:
    file = write(tmp_path, "id,when it is,note\n1,2026-12-02,x\n", "table of calls.csv")
    told = team("import", "hubspot", file).err
    assert told == (
        "standup: table of calls.csv has no column 'Due date'; it has id, when it is, note; say which is which: "
        f"standup import hubspot '{file}' --map day=COLUMN\n"
    )
    told = team("import", "pipedrive", file, "--as", "touchpoints").err
    assert "has no columns 'Subject', 'Due date'" in told
    assert told.endswith("--as touchpoints --map title=COLUMN --map day=COLUMN\n")
    log = write(tmp_path, "Beschreibung,Startdatum,Startzeit,Enddatum,Endzeit\n", "log.csv")
    assert team("import", "clockify", log).err.endswith(
        f"import clockify {log} --map description=COLUMN --map date=Startdatum --map start=Startzeit "
        "--map end_date=Enddatum --map end=COLUMN\n"
    )
    near = team("import", "csv", file, "--as", "work", "--map", "key=note", "--map", "title=when is it").err
    assert near.endswith("--as work --map key=note --map 'title=when it is'\n")


@pytest.mark.parametrize(
    ("asked", "kind", "header"),
    [
        ("jira", "toggl", "User,Email,Description,Start date,Start time,End date,End time,Duration,Tags"),
        ("hubspot", "jira", "Issue key,Summary,Status,Assignee,Labels"),
        ("jira", "hubspot", "Meeting name,Meeting start time,Associated Company,Assigned to"),
        ("toggl", "pipedrive", "Subject;Type;Due date;Due time;Duration;Organization;Done"),
        ("csv", "linear", "ID,Title,Status,Estimate,Due date"),
    ],
)
def test_a_table_of_another_program_is_told(team: Run, tmp_path: Path, asked: str, kind: str, header: str) -> None:
    file = write(tmp_path, f"{header}\n{','.join('x' for _ in header.split(','))}\n", "x.csv")
    ran = team("import", asked, file)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"; it looks like a file for `standup import {kind}`\n")
    by_hand = ("csv", file, "--as", "work", "--map", "title=No")
    assert "it looks like" not in team("import", *by_hand).err


def test_without_customers_the_next_step_is_to_add_one(run: Run, tmp_path: Path) -> None:
    run("init", "--name", "Dana", "--hours", "40")
    said = "; `standup customer add acme` adds one, and there is none yet:"
    file = write(tmp_path, CALENDAR)
    assert said in run("import", "ics", file).out
    run("customer", "add", "globex")
    assert said not in run("import", "ics", file).out


def test_wrong_options_are_told_and_nothing_changes(team: Run, tmp_path: Path) -> None:
    file = write(tmp_path, CALENDAR)
    table = write(tmp_path, "Title,Date\nx,2026-12-02\n", "x.csv")
    for words, why in (
        (("ics", file, "--default", "other"), "--default is for time logs"),
        (("ics", file, "--date-order", "dmy"), "--date-order is for tables"),
        (("ics", file, "--as", "work"), "holds touchpoints"),
        (("ics", file, "--map", "acme"), "maps nothing"),
        (("ics", file, "--map", "x=acmee"), "did you mean acme"),
        (("ics", file, "--rule", "title~x=customer"), "no customer 'customer'"),
        (("ics", file, "--from", "2026-12-02", "--to", "2026-12-01"), "turn --from and --to around"),
        (("csv", table, "--past-as-contacts"), "--past-as-contacts is for touchpoints"),
        (("csv", table, "--from", "mon"), "--from is for touchpoints"),
        (("csv", table, "--as", "fun"), "--as work or touchpoints for csv"),
        (("ics", table), "is no calendar"),
    ):
        ran = team("import", *words)
        assert (ran.code, ran.out) == (2, ""), words
        assert why in ran.err
        assert ran.err.count("\n") == 1
    assert titles(team) == ["Renewal call"]


def test_my_touchpoints_and_duty_as_a_calendar(team: Run, tmp_path: Path) -> None:
    team("customer", "edit", "acme", "--contact", "Jane Doe, +49 30 1, jane@acme.example")
    team("touchpoint", "edit", "acme", "--contact", "Jane Doe")
    team("touchpoint", "add", "acme", "Some day")
    team("snooze", "acme", "2026-12-03", "waiting")
    team("duty", "set", "2026-W49", "dana")
    ran = team("export", "ics", "-o", str(tmp_path / "out.ics"))
    assert ran.out == f"Wrote {tmp_path / 'out.ics'}: 1 touchpoint and 1 week on duty\n"
    assert "left out, because they have no day: Acme Corp: Some day" in ran.err
    text = (tmp_path / "out.ics").read_bytes().decode()
    call, duty = IcsCalendarStream.calendar_from_ics(text).events
    assert (call.summary, call.description) == (
        "Acme Corp: Renewal call",
        "call\nJane Doe, +49 30 1, jane@acme.example",
    )
    assert (str(call.dtstart), str(duty.dtstart), str(duty.dtend)) == ("2026-11-27", "2026-11-30", "2026-12-07")
    assert duty.summary == "On duty 2026-W49"
    again = team("export", "ics").out
    assert [line for line in again.splitlines() if line.startswith("UID")] == [
        line for line in text.splitlines() if line.startswith("UID")
    ]
    back = team("import", "ics", str(tmp_path / "out.ics"), "--json").json
    assert (back["unchanged"], back["imported"], len(back["unmatched"])) == (1, 0, 1)


def test_only_my_own_are_exported(team: Run, as_person: Callable[[str], None]) -> None:
    team("developer", "add", "Bob", "--hours", "40")
    as_person("bob")
    assert "BEGIN:VEVENT" not in team("export", "ics").out


def both_ways(run: Run, folder: Path, strings: list[str]) -> None:
    """Each string comes in as a title and goes out again, to the letter where a calendar can hold it."""
    strings = [text for text in dict.fromkeys(strings) if text.strip()]
    lines = [f"SUMMARY:{escaped(text)}" for text in strings]
    data = calendar(*(event(line, uid=f"n{number}") for number, line in enumerate(lines)))
    ran = run("import", "ics", write(folder, data), "--rule", "*~.|^$=acme", "--json")
    assert ran.code == 0, ran.err
    assert ran.json["imported"] == len(strings), ran.out
    came = {one["title"] for one in run("touchpoint", "list", "--json").json}
    plain = [text for text in strings if "\\" not in text and not CONTROL.search(text) and storable(text) == text]
    assert len(plain) * 2 > len(strings)
    for text in plain:
        assert " ".join(text.split())[:400] in {" ".join(one.split())[:400] for one in came}, text
    assert not CONTROL.search(run("touchpoint", "list").out)
    whole = run("export", "ics").out
    went = {str(one["SUMMARY"]) for one in icalendar.Calendar.from_ical(whole).walk("VEVENT")}
    assert len(IcsCalendarStream.calendar_from_ics(whole).events) == len(strings) + 1
    for text in plain:
        said = f"Acme Corp: {text.strip()}"
        assert " ".join(said.split())[:400] in {" ".join(one.split())[:400] for one in went}, text
    again = run("import", "ics", write(folder, whole, "again.ics"), "--json").json
    assert (again["imported"], again["unchanged"]) == (0, len(strings) + 1)


def test_naughty_titles_both_ways(team: Run, tmp_path: Path) -> None:
    both_ways(team, tmp_path, list(OWN))


@needs_shared
def test_the_big_list_of_naughty_titles_both_ways(team: Run, tmp_path: Path) -> None:
    both_ways(team, tmp_path, json.loads((SHARED / "strings" / "naughty" / "blns.json").read_text(encoding="utf-8")))


def test_a_table_keeps_naughty_titles_too(team: Run, tmp_path: Path) -> None:
    odd = "=1+1 [/b] <script>alert(1)</script> ../x"
    file = write(tmp_path, f"ID,Subject,Due date,Organization\n1,{odd},2026-12-02,acme\n", "p.csv")
    assert team("import", "pipedrive", file).code == 0
    assert odd in titles(team)
