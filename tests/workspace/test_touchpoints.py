"""Touchpoints through the use cases: planned, listed, completed, snoozed, dropped, by oneself and by colleagues."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import Bucket, Customer, SnoozeReason, TouchpointState
from standup.workspace.completing import complete, complete_touchpoint
from standup.workspace.touchpoint_rows import list_touchpoints
from standup.workspace.touchpoints import (
    add_touchpoint,
    drop,
    edit_touchpoint,
    snooze,
    touchpoint_named,
)
from standup.workspace.undo import undo
from tests.workspace.office import MONDAY, Office, touchpoint


def test_a_planned_contact_is_mine_unless_said() -> None:
    office = Office()
    made = add_touchpoint(office.dana, "Acme Corp", " Yearly call ", due_on=date(2026, 11, 27))
    assert (made.customer, made.title, made.kind, made.developer) == ("acme", "Yearly call", "call", "dana")
    assert add_touchpoint(office.dana, "acme", "x", developer="Bob Marsh").developer == "bob"
    assert add_touchpoint(office.dana, "acme", "x", unowned=True).developer is None
    assert add_touchpoint(office.dana, "acme", "x", kind="dem").kind == "demo"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"customer": "acmee", "title": "x"}, "did you mean acme"),
        ({"customer": "acme", "title": "  "}, "the title is empty"),
        ({"customer": "acme", "title": "x", "kind": ""}, "is no kind"),
        ({"customer": "acme", "title": "x", "developer": ""}, "no developer ''"),
        ({"customer": "acme", "title": "x", "developer": "bobb"}, "did you mean bob"),
    ],
)
def test_what_cannot_be_planned(arguments: dict[str, Any], words: str) -> None:
    office = Office()
    with pytest.raises(UsageError, match=words):
        add_touchpoint(office.dana, **arguments)
    assert not office.store.desk("dana").touchpoints


def test_one_is_named_by_its_customer_or_its_reference() -> None:
    office = Office(touchpoint("0000aaaa"), touchpoint("0000bbbb", customer="globex"))
    assert touchpoint_named(office.dana, "acme").id == "0000aaaa"
    assert touchpoint_named(office.dana, "@Acme Corp").id == "0000aaaa"
    assert touchpoint_named(office.dana, "BBBB").id == "0000bbbb"
    for wrong in ("", "bbb", "cccc"):
        with pytest.raises(NotFoundError, match="no touchpoint and no customer"):
            touchpoint_named(office.dana, wrong)


def test_a_customer_key_that_looks_like_a_reference_means_the_customer() -> None:
    cafe = Customer(id="cafe", name="Café")
    office = Office(cafe, touchpoint("0000cafe"), touchpoint("0000bbbb", customer="cafe"))
    assert touchpoint_named(office.dana, "cafe").id == "0000bbbb"
    assert touchpoint_named(office.dana, "0cafe").id == "0000cafe"


def test_several_open_ones_are_listed_most_urgent_first() -> None:
    office = Office(touchpoint("0000aaaa"), touchpoint("0000bbbb", due_on=MONDAY))
    with pytest.raises(UsageError, match=r"2 open touchpoints: bbbb .*, aaaa .*; name one by its reference"):
        touchpoint_named(office.dana, "acme")


def test_of_several_mine_is_meant_or_the_one_of_the_kind_that_is_named() -> None:
    theirs = [touchpoint("0000bbbb", developer="bob", kind="call"), touchpoint("0000cccc", developer=None)]
    office = Office(touchpoint("0000aaaa", kind="e-mail"), *theirs)
    assert touchpoint_named(office.dana, "acme").id == "0000aaaa"
    assert complete(office.dana, "acme", "20m call").completed == office.store.closed("dana", 2026).touchpoints[0]
    with pytest.raises(UsageError, match=r"2 open touchpoints: bbbb \(Title 0000bbbb, Bob Marsh\), cccc .*, nobody\)"):
        complete(office.dana, "acme", "20m talked > fri demo")
    done = complete(office.dana, "acme", "20m a call > fri demo").completed
    assert done is not None
    assert done.id == "0000bbbb"


def test_done_takes_minutes_outcome_and_next_step() -> None:
    office = Office(touchpoint("t1"), touchpoint("t2"))
    first = office.store.desk("dana").touchpoints[0]
    logged = complete_touchpoint(office.dana, first, "30m they want a quote > fri send quote")
    [found] = office.entries()
    assert (found.minutes, found.bucket, found.touchpoint) == (30, Bucket.CUSTOMER, "t1")
    assert logged.completed is not None
    assert (logged.completed.outcome, logged.completed.closed_on) == ("they want a quote", MONDAY)
    assert {one.title for one in office.store.desk("dana").touchpoints} == {"Title t2", "send quote"}
    undo(office.dana)
    assert (office.entries(), office.store.desk("dana").touchpoints[0]) == ([], first)


def test_done_without_minutes_logs_nothing() -> None:
    office = Office(touchpoint("t1"))
    complete(office.dana, "acme", "nobody there")
    assert office.entries() == []
    assert office.store.closed("dana", 2026).touchpoints[0].outcome == "nobody there"


def test_done_yesterday_is_closed_in_the_year_of_yesterday() -> None:
    office = Office(touchpoint("t1"))
    office.clock.set("2027-01-01 09:00")
    complete(office.dana, "acme", "20m yesterday")
    assert [one.closed_on for one in office.store.closed("dana", 2026).touchpoints] == [date(2026, 12, 31)]
    assert office.store.closed_years("dana") == [2026]


@pytest.mark.parametrize("line", ["30m #API-12", "30m @globex", "30m ~", "30m @globex #API-12 70/30"])
def test_done_with_a_line_about_something_else_is_refused(line: str) -> None:
    office = Office(touchpoint("t1"))
    with pytest.raises(UsageError):
        complete(office.dana, "acme", line)
    assert office.store.desk("dana").touchpoints


def test_a_colleague_completes_my_touchpoint_with_time_of_their_own() -> None:
    office = Office(touchpoint("t1", developer="dana"))
    complete(office.bob, "acme", "30m > fri again")
    assert [one.id for one in office.store.closed("dana", 2026).touchpoints] == ["t1"]
    assert ([one.minutes for one in office.entries("bob")], office.entries("dana")) == ([30], [])
    assert [one.title for one in office.store.desk("dana").touchpoints] == ["again"]


def test_done_finds_open_work_first_and_says_what_is_closed() -> None:
    office = Office(replace(Office().store.desk("dana").work_items[0], id="w9", key="acme"), touchpoint("t1"))
    complete(office.dana, "acme")
    assert [one.key for one in office.store.closed("dana", 2026).work_items] == ["acme"]
    complete(office.dana, "acme")
    assert [one.id for one in office.store.closed("dana", 2026).touchpoints] == ["t1"]
    with pytest.raises(UsageError, match="acme is done already"):
        complete(office.dana, "acme")
    with pytest.raises(NotFoundError, match="no open touchpoint"):
        complete(office.dana, "@acme")


def test_a_snooze_keeps_the_due_date_and_who_and_why() -> None:
    office = Office(touchpoint("t1", due_on=date(2026, 11, 20)))
    later = snooze(office.bob, "acme", date(2026, 12, 1), SnoozeReason.PRODUCTION)
    assert (later.due_on, later.snoozed_until) == (date(2026, 11, 20), date(2026, 12, 1))
    assert (later.snoozes[0].by, later.snoozes[0].reason) == ("bob", SnoozeReason.PRODUCTION)


def test_a_dropped_one_is_kept_as_dropped() -> None:
    office = Office(touchpoint("t1"))
    drop(office.dana, "acme")
    [gone] = office.store.closed("dana", 2026).touchpoints
    assert (gone.state, gone.closed_on) == (TouchpointState.DROPPED, MONDAY)


def test_an_edit_alters_what_is_named() -> None:
    office = Office(touchpoint("t1", contact="Jane Doe"))
    edited = edit_touchpoint(office.dana, "acme", title="New", kind="email", developer="bob", contact=" Jim\ud800 ")
    assert (edited.title, edited.kind, edited.developer, edited.contact) == ("New", "e-mail", "bob", "Jim�")
    assert edit_touchpoint(office.dana, "acme", unassign=True).developer is None
    wrongs: tuple[dict[str, Any], ...] = ({}, {"title": " "}, {"kind": "visit"}, {"developer": "nobody"})
    for wrong in wrongs:
        with pytest.raises(UsageError):
            edit_touchpoint(office.dana, "acme", **wrong)


def test_lists_are_mine_or_everyones_with_closed_ones_last() -> None:
    office = Office(
        touchpoint("t1"),
        touchpoint("t2", developer="bob", due_on=MONDAY),
        touchpoint("t3", developer=None),
        touchpoint("t4", state=TouchpointState.DONE, closed_on=date(2025, 3, 4)),
        touchpoint("t5", state=TouchpointState.DROPPED, closed_on=date(2026, 3, 4)),
    )
    assert [one.touchpoint.id for one in list_touchpoints(office.dana)] == ["t1"]
    assert [one.touchpoint.id for one in list_touchpoints(office.dana, developer="Bob Marsh")] == ["t2"]
    assert [one.touchpoint.id for one in list_touchpoints(office.dana, everyone=True)] == ["t2", "t1", "t3"]
    assert [one.touchpoint.id for one in list_touchpoints(office.dana, closed=True)] == ["t1", "t5", "t4"]
