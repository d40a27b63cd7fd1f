"""The facts for a prompt."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from standup.domain.records import SnoozeReason, WorkItem, WorkState
from standup.domain.weeks import Week
from standup.workspace.duty import set_duty
from standup.workspace.status import FIELDS, status_line
from standup.workspace.time import log
from standup.workspace.timer import start
from tests.workspace.office import CUSTOMERS, MONDAY, Office, touchpoint


def test_every_field_says_something_and_nothing_where_there_is_nothing() -> None:
    office = Office()
    said = {name: status_line(office.dana, f"{{{name}}}") for name in FIELDS}
    assert said == {
        "timer": "",
        "due": "0",
        "overdue": "0",
        "starved": "0",
        "unattended": "0",
        "blocked": "0",
        "logged": "0m",
        "left": "8h",
        "duty": "",
        "me": "Dana Osei",
        "team": "Platform",
        "day": "2026-11-23",
        "week": "2026-W48",
    }


def test_fields_count_what_is_mine_and_due() -> None:
    snoozed = touchpoint("t4", due_on=MONDAY, snoozed_until=date(2026, 12, 1), snooze_reason=SnoozeReason.AWAY)
    blocked = WorkItem(
        id="w9",
        key="B-1",
        title="x",
        created_on=MONDAY,
        state=WorkState.BLOCKED,
        state_since=MONDAY,
        developer="dana",
    )
    office = Office(
        touchpoint("t1", due_on=MONDAY),
        touchpoint("t2", due_on=date(2026, 11, 2)),
        touchpoint("t3", due_on=date(2026, 11, 24)),
        snoozed,
        touchpoint("t5", due_on=MONDAY, developer="bob"),
        touchpoint("t6"),
        blocked,
    )
    set_duty(office.dana, Week.of(MONDAY), "bob")
    log(office.dana, "1h30 #API-12")
    start(office.dana, "#API-12")
    office.clock.later(minutes=42)
    line = status_line(office.dana, "{timer}|{due}|{overdue}|{unattended}|{starved}|{blocked}|{logged}|{left}|{duty}")
    assert line == "42m API-12|2|1|1|0|1|1h30|6h30|Bob Marsh"


def test_names_of_people_stay_one_safe_line() -> None:
    office = Office(replace(CUSTOMERS[0], name="Acme\n\x1b[31mCorp"))
    start(office.dana, "@acme")
    assert status_line(office.dana, "{timer}") == "0m Acme␊␛[31mCorp"
