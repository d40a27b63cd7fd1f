"""The Board's view: rows in their order, own figures on one's own board only, and the running timer."""

from __future__ import annotations

from datetime import date

from standup.domain.records import Leave, SnoozeReason, WorkState
from standup.domain.weeks import Week
from standup.workspace.board import board, running_timer
from standup.workspace.completing import complete_work
from standup.workspace.duty import set_duty
from standup.workspace.time import log
from standup.workspace.timer import start
from standup.workspace.touchpoint_rows import touchpoint_row
from standup.workspace.work import add_work, move_work
from tests.workspace.office import MONDAY, Office, entry, touchpoint


def test_rows_stand_in_their_order_with_unowned_ones_and_what_was_finished_today_below() -> None:
    office = Office()
    add_work(office.dana, "T-1", "x")
    add_work(office.dana, "B-1", "x", state=WorkState.BLOCKED)
    add_work(office.dana, "U-1", "x", unowned=True)
    add_work(office.dana, "D-1", "x", state=WorkState.DOING)
    complete_work(office.dana, "D-1", "30m")
    view = board(office.dana)
    assert [row.item.key for row in view.work] == ["API-12", "B-1", "T-1", "U-1", "D-1"]
    assert [row.spent for row in view.work] == [0, 0, 0, 0, 30]
    assert [row.age_days for row in view.work][:2] == [21, 0]
    office.clock.set("2026-11-24 09:00")
    assert "D-1" not in [row.item.key for row in board(office.dana).work]


def test_touchpoints_stand_by_urgency_and_the_snoozed_apart() -> None:
    office = Office(
        touchpoint("t1"),
        touchpoint("t2", due_on=date(2026, 11, 20)),
        touchpoint("t3", developer=None, due_on=MONDAY),
        touchpoint("t4", snoozed_until=date(2026, 12, 1), snooze_reason=SnoozeReason.AWAY),
        touchpoint("t5", developer="bob"),
    )
    view = board(office.dana)
    assert [(row.touchpoint.id, row.due) for row in view.touchpoints] == [
        ("t2", "3 days over"),
        ("t3", "today"),
        ("t1", ""),
    ]
    assert [row.touchpoint.id for row in view.snoozed] == ["t4"]


def test_a_row_shows_the_contact_person_and_phone() -> None:
    office = Office()
    roster = office.store.roster()
    first = touchpoint_row(roster, touchpoint("t1"), MONDAY)
    named = touchpoint_row(roster, touchpoint("t1", contact="jane doe"), MONDAY)
    other = touchpoint_row(roster, touchpoint("t1", contact="Jim"), MONDAY)
    assert [(row.contact, row.phone) for row in (first, named, other)] == [
        ("Jane Doe", "+49 30 901820"),
        ("Jane Doe", "+49 30 901820"),
        ("Jim", ""),
    ]


def test_ones_own_board_has_the_split_of_today_and_of_the_week() -> None:
    office = Office(entry("a", 60), entry("b", 480, day=date(2026, 11, 24)))
    office.clock.set("2026-11-25 12:00")
    view = board(office.dana)
    assert view.own is not None
    assert (view.own.today.left, view.own.week.production, view.own.week.unlogged) == (480, 540, 420)
    assert view.own.unknown_days == ()
    assert view.own.entries == ()
    assert view.is_mine


def test_the_board_of_others_is_without_hours() -> None:
    view = board(Office().dana, "bob")
    assert (view.developer.id, view.me.id, view.own, view.is_mine) == ("bob", "dana", None, False)
    assert [(row.item.key, row.spent) for row in view.work] == [("DB-4", None)]
    assert board(Office().dana, "nobody").developer.id == "dana"


def test_the_strip_shows_who_is_away_and_blocked() -> None:
    office = Office(Leave(id="l", developer="zoe", first=MONDAY, last=MONDAY))
    move_work(office.bob, "DB-4", WorkState.BLOCKED)
    assert [(one.id, one.away, one.blocked) for one in board(office.dana).strip] == [
        ("bob", "", 1),
        ("dana", "", 0),
        ("zoe", "leave", 0),
    ]


def test_the_timer_is_mine_on_every_board() -> None:
    office = Office()
    start(office.dana, "#API-12")
    office.clock.later(minutes=42)
    for view in (board(office.dana), board(office.dana, "bob")):
        assert view.timer is not None
        assert (view.timer.label, view.timer.minutes, view.timer.must_ask) == ("API-12", 42, False)
    assert [row.timing for row in board(office.dana).work] == [True]
    assert board(office.bob).timer is None
    roster = office.store.roster()
    assert running_timer(office.bob, roster, roster.developers["bob"]) is None


def test_what_is_logged_by_a_key_shows_at_once() -> None:
    office = Office()
    log(office.dana, "45m #API-12")
    view = board(office.dana)
    assert view.own is not None
    assert ([one.minutes for one in view.own.entries], view.work[0].spent) == ([45], 45)


def test_the_strip_says_who_is_on_duty_this_week() -> None:
    office = Office()
    set_duty(office.dana, Week.of(MONDAY), "bob")
    set_duty(office.dana, Week.of(MONDAY) + 1, "zoe")
    assert [one.id for one in board(office.dana).strip if one.on_duty] == ["bob"]
