"""What undo tells of each kind of change: words that say by themselves what was taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from standup.domain.logline import Selection
from standup.domain.records import SnoozeReason, WorkState
from standup.workspace.completing import complete_touchpoint, complete_work
from standup.workspace.customers import add_customer, edit_customer
from standup.workspace.entries import alter_entry, copy_entry, delete_entry, move_entry
from standup.workspace.people import add_developer, add_leave, edit_developer, edit_team, remove_leave
from standup.workspace.references import reference
from standup.workspace.session import Workspace
from standup.workspace.time import log, log_all, quick_log
from standup.workspace.timer import start, stop, switch
from standup.workspace.touchpoints import add_touchpoint, drop, edit_touchpoint, snooze
from standup.workspace.undo import redo, undo
from standup.workspace.work import add_work, edit_work, move_work
from tests.workspace.office import Office, entry, touchpoint

ENTRY = entry("e1", 45, work_item="API-12", note="x")
FRIDAY, DECEMBER = date(2026, 11, 20), date(2026, 12, 4)


def _leave_and_no_leave(workspace: Workspace) -> None:
    remove_leave(workspace, reference(add_leave(workspace, DECEMBER, half=True).id))


def _stopped(workspace: Workspace) -> None:
    start(workspace, "#API-12")
    workspace.now.later(minutes=45)  # type: ignore[attr-defined]
    stop(workspace)


def _switched(workspace: Workspace) -> None:
    start(workspace, "#API-12")
    workspace.now.later(minutes=45)  # type: ignore[attr-defined]
    switch(workspace, "@acme")


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "log 30 min customer on Acme Corp, Mon 23 Nov": lambda workspace: log(workspace, "30m @acme"),
    "log 2 lines, 1h": lambda workspace: log_all(workspace, ["30m ~", "30m #API-12"]),
    "edit 45 min production on API-12, Mon 23 Nov to 60 min customer on Globex, Inc., Mon 23 Nov": lambda workspace: (
        alter_entry(workspace, ENTRY, "1h @globex")
    ),
    "edit 45 min production on API-12, Mon 23 Nov: no note": lambda workspace: alter_entry(
        workspace, ENTRY, "", clear=("note",)
    ),
    "move 45 min production on API-12, Mon 23 Nov to Fri 20 Nov": lambda workspace: move_entry(
        workspace, ENTRY, FRIDAY
    ),
    "log 45 min production on API-12, Fri 20 Nov": lambda workspace: copy_entry(workspace, ENTRY, FRIDAY),
    "delete 45 min production on API-12, Mon 23 Nov": lambda workspace: delete_entry(workspace, ENTRY),
    "start the timer on Acme Corp": lambda workspace: start(workspace, "@acme"),
    "stop the timer: 45 min production on API-12, Mon 23 Nov from 10:00": _stopped,
    "switch the timer to Acme Corp: 45 min production on API-12, Mon 23 Nov from 10:00": _switched,
    "snooze Acme Corp: Title t1 until Fri 4 Dec: waiting": lambda workspace: snooze(
        workspace, "acme", DECEMBER, SnoozeReason.WAITING
    ),
    "done with Acme Corp: Title t1": lambda workspace: complete_touchpoint(
        workspace, touchpoint("t1"), "20m they take it > fri send contract"
    ),
    "done with API-12": lambda workspace: complete_work(workspace, "API-12", "20m"),
    "drop touchpoint Acme Corp: Title t1": lambda workspace: drop(workspace, "acme"),
    "plan call with Globex, Inc.: Call again": lambda workspace: add_touchpoint(workspace, "globex", "Call again"),
    "edit touchpoint Acme Corp: Title t1 (due Fri 4 Dec)": lambda workspace: edit_touchpoint(
        workspace, "acme", due_on=DECEMBER
    ),
    "add WEB-1 Dark mode": lambda workspace: add_work(workspace, "WEB-1", "Dark mode"),
    "move API-12 to blocked: design": lambda workspace: move_work(
        workspace, "API-12", WorkState.BLOCKED, blocker="design"
    ),
    "edit API-12 (title Retry, was Retry failed uploads; estimate 4h)": lambda workspace: edit_work(
        workspace, "API-12", title="Retry", estimate=240
    ),
    "add customer Initech": lambda workspace: add_customer(workspace, "initech", name="Initech"),
    "edit customer Acme Corp (name Acme, was Acme Corp)": lambda workspace: edit_customer(
        workspace, "acme", name="Acme"
    ),
    "add developer Pat": lambda workspace: add_developer(workspace, "Pat", timezone="UTC"),
    "edit developer Bob Marsh (other hours)": lambda workspace: edit_developer(workspace, "bob", hours=(360,) * 7),
    "edit the team (target band to 25, was 20)": lambda workspace: edit_team(workspace, band=(10, 25)),
    "leave for Dana Osei: Fri 4 Dec": lambda workspace: add_leave(workspace, DECEMBER),
    "remove the leave of Dana Osei, half of Fri 4 Dec": _leave_and_no_leave,
}


@pytest.mark.parametrize("words", CHANGES)
def test_undo_and_redo_say_what_they_took_back(words: str) -> None:
    office = Office(ENTRY, touchpoint("t1"))
    CHANGES[words](office.dana)
    assert undo(office.dana).why == words
    assert redo(office.dana).why == words


def test_a_keystroke_is_told_like_a_line() -> None:
    office = Office(ENTRY, touchpoint("t1"))
    quick_log(office.dana, Selection(customer="acme", touchpoint="t1"), 15)
    assert undo(office.dana).why == "log 15 min customer on Acme Corp, Mon 23 Nov"
