"""Work items: added, moved, reopened, edited and listed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import WorkState
from standup.workspace.completing import complete_work
from standup.workspace.undo import undo
from standup.workspace.work import add_work, edit_work, list_work, move_work, state_of, work_named
from tests.workspace.office import MONDAY, Office


def test_a_work_item_is_mine_unless_said() -> None:
    office = Office()
    made = add_work(office.dana, "#WEB-7", " Dark mode ", estimate=480, due_on=date(2026, 12, 1), customer="Acme Corp")
    assert (made.key, made.title, made.developer, made.estimate) == ("WEB-7", "Dark mode", "dana", 480)
    assert (made.customer, made.created_on, made.state_since) == ("acme", MONDAY, MONDAY)
    assert add_work(office.dana, "X-1", "x", unowned=True).developer is None
    assert add_work(office.dana, "X-2", "x", developer="bob").developer == "bob"


@pytest.mark.parametrize("key", ["", "#", "two words", 'a"b', "a@b", "a\x1b[31m", "a\u202eb", "x" * 61])
def test_a_key_that_cannot_be_typed_is_refused(key: str) -> None:
    with pytest.raises(UsageError, match="is no key") as raised:
        add_work(Office().dana, key, "Title")
    assert "\x1b" not in str(raised.value)


def test_a_key_is_taken_in_any_case_and_for_ever() -> None:
    office = Office()
    move_work(office.dana, "API-12", WorkState.DONE)
    for key in ("API-12", "api-12", "db-4"):
        with pytest.raises(UsageError, match="exists already"):
            add_work(office.bob, key, "Title")


def test_a_state_is_kept_with_its_day() -> None:
    office = Office()
    office.clock.set("2026-11-25 09:00")
    moved = move_work(office.dana, "api-12", WorkState.BLOCKED, blocker=" bob: schema review ")
    assert (moved.state, moved.state_since, moved.blocker) == (
        WorkState.BLOCKED,
        date(2026, 11, 25),
        "bob: schema review",
    )
    office.clock.set("2026-11-26 09:00")
    other = move_work(office.dana, "API-12", WorkState.BLOCKED, blocker="legal")
    assert (other.state_since, other.blocker) == (date(2026, 11, 25), "legal")
    assert move_work(office.dana, "API-12", WorkState.DOING).blocker == ""


def test_a_move_to_the_same_state_and_a_blocker_of_what_is_not_blocked_are_refused() -> None:
    office = Office()
    with pytest.raises(UsageError, match="API-12 is doing already"):
        move_work(office.dana, "API-12", WorkState.DOING)
    with pytest.raises(UsageError, match="'bob' blocks nothing that is todo"):
        move_work(office.dana, "API-12", WorkState.TODO, blocker="bob")


def test_done_and_reopened_and_back_by_undo() -> None:
    office = Office()
    before = work_named(office.dana, "API-12")
    complete_work(office.dana, "api-12", "1h30 last tests")
    assert [one.minutes for one in office.entries()] == [90]
    assert [one.key for one in office.store.closed("dana", 2026).work_items] == ["API-12"]
    office.clock.set("2027-01-05 09:00")
    reopened = move_work(office.dana, "API-12", WorkState.DOING)
    assert (reopened.closed_on, [one.key for one in office.store.desk("dana").work_items]) == (None, ["API-12"])
    undo(office.dana)
    assert work_named(office.dana, "API-12").closed_on == MONDAY
    undo(office.dana)
    assert (work_named(office.dana, "API-12"), office.entries()) == (before, [])


def test_done_yesterday_is_closed_yesterday() -> None:
    office = Office()
    office.clock.set("2027-01-01 09:00")
    complete_work(office.dana, "API-12", "yesterday 30m")
    assert [one.closed_on for one in office.store.closed("dana", 2026).work_items] == [date(2026, 12, 31)]


@pytest.mark.parametrize("line", ["30m @acme", "30m #DB-4", "30m ~"])
def test_done_with_a_line_about_something_else_is_refused(line: str) -> None:
    office = Office()
    with pytest.raises(UsageError):
        complete_work(office.dana, "API-12", line)
    assert office.entries() == []


def test_what_is_done_is_not_done_again() -> None:
    office = Office()
    complete_work(office.dana, "API-12")
    with pytest.raises(UsageError, match="API-12 is done already"):
        complete_work(office.dana, "API-12", "1h")
    assert office.entries() == []


def test_an_unknown_key_is_refused_with_the_closest() -> None:
    with pytest.raises(NotFoundError, match="no work item 'API-13'; did you mean API-12"):
        work_named(Office().dana, "#API-13")


def test_an_edit_alters_what_is_named() -> None:
    office = Office()
    edited = edit_work(office.dana, "API-12", title="New", estimate=60, customer="globex", developer="Bob Marsh")
    assert (edited.title, edited.estimate, edited.customer, edited.developer) == ("New", 60, "globex", "bob")
    assert edit_work(office.dana, "API-12", unassign=True).developer is None
    wrongs: tuple[dict[str, Any], ...] = ({}, {"title": ""}, {"customer": "x"}, {"developer": "x"})
    for wrong in wrongs:
        with pytest.raises(UsageError):
            edit_work(office.dana, "API-12", **wrong)


def test_lists_are_in_the_order_of_the_states() -> None:
    office = Office()
    add_work(office.dana, "B-1", "x", state=WorkState.BLOCKED)
    add_work(office.dana, "T-1", "x")
    add_work(office.dana, "D-1", "x", state=WorkState.DONE)
    add_work(office.dana, "U-1", "x", unowned=True)
    assert [one.key for one in list_work(office.dana)] == ["API-12", "B-1", "T-1"]
    assert [one.key for one in list_work(office.dana, closed=True)] == ["API-12", "B-1", "T-1", "D-1"]
    assert [one.key for one in list_work(office.dana, everyone=True)] == ["API-12", "B-1", "DB-4", "T-1", "U-1"]
    assert [one.key for one in list_work(office.dana, developer="bob")] == ["DB-4"]


def test_a_state_is_read_by_its_name_or_a_beginning() -> None:
    assert [state_of(text) for text in ("todo", "Doing", "b", "done", "dr")] == list(WorkState)
    for wrong in ("", "d", "do", "ready"):
        with pytest.raises(UsageError, match="the states are todo, doing, blocked, done, dropped"):
            state_of(wrong)
