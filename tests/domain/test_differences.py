"""What changed, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.differences import Names, differences
from standup.domain.records import (
    Bucket,
    Contact,
    Customer,
    Snooze,
    SnoozeReason,
    TimeEntry,
    Touchpoint,
    TouchpointState,
    WorkItem,
    WorkState,
)

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
ITEM = WorkItem(id="w", key="API-12", title="Retry", created_on=MONDAY, state_since=MONDAY, developer="dana")
POINT = Touchpoint(id="t", customer="acme", title="Renewal", created_on=MONDAY, developer="dana", due_on=MONDAY)
NAMES = Names({"dana": "Dana Osei", "bob": "Bob\x1b Marsh"}, {"acme": "Acme Corp"}, MONDAY)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": WorkState.DOING, "state_since": FRIDAY}, "moved to doing"),
        ({"state": WorkState.BLOCKED, "blocker": "bob, schema review"}, "moved to blocked: bob, schema review"),
        ({"state": WorkState.DONE, "state_since": FRIDAY}, "moved to done"),
        ({"title": "New"}, "title New, was Retry"),
        ({"due_on": FRIDAY}, "due Fri 27 Nov"),
        ({"estimate": 90}, "estimate 1h30"),
        ({"developer": "bob"}, "owner Bob␛ Marsh, was Dana Osei"),
        ({"developer": None}, "nobody's, was Dana Osei"),
        ({"customer": "acme", "title": "New"}, "title New, was Retry; customer Acme Corp"),
        ({"version": 7, "source_id": "x"}, ""),
        ({"state_since": FRIDAY}, "to do since Fri 27 Nov, was Mon 23 Nov"),
    ],
)
def test_of_a_work_item(fields: dict[str, Any], words: str) -> None:
    assert differences(ITEM, replace(ITEM, **fields), NAMES) == words


def test_of_a_work_item_back_to_where_it_was() -> None:
    blocked = replace(ITEM, state=WorkState.BLOCKED, blocker="design", due_on=FRIDAY, estimate=60, customer="acme")
    assert differences(blocked, ITEM, NAMES) == (
        "moved to 'to do'; no estimate, was 1h; no due date, was Fri 27 Nov; no customer, was Acme Corp"
    )
    assert differences(blocked, replace(blocked, blocker="bob"), NAMES) == "blocked: bob, was design"
    assert differences(blocked, replace(blocked, blocker=""), NAMES) == "blocked: nobody is named, was design"


WAITING = Snooze(on=MONDAY, until=FRIDAY, reason=SnoozeReason.WAITING, by="dana", note="for legal")
ASLEEP: dict[str, Any] = {"snoozed_until": FRIDAY, "snooze_reason": SnoozeReason.WAITING, "snoozes": (WAITING,)}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"due_on": FRIDAY}, "due Fri 27 Nov, was Mon 23 Nov"),
        ({"due_on": date(2027, 1, 4)}, "due Mon 4 Jan 2027, was Mon 23 Nov"),
        ({"due_on": None}, "no due date, was Mon 23 Nov"),
        (ASLEEP, "snoozed until Fri 27 Nov: waiting for legal"),
        ({"state": TouchpointState.DONE, "closed_on": MONDAY, "outcome": "they take it"}, "done: they take it"),
        ({"state": TouchpointState.DROPPED, "closed_on": MONDAY}, "dropped"),
        ({"contact": "Jane", "kind": "call"}, "kind call; contact Jane"),
    ],
)
def test_of_a_touchpoint(fields: dict[str, Any], words: str) -> None:
    assert differences(POINT, replace(POINT, **fields), NAMES) == words


def test_of_a_touchpoint_back_to_where_it_was() -> None:
    assert differences(replace(POINT, **ASLEEP), POINT, NAMES) == "no longer snoozed"
    done = replace(POINT, state=TouchpointState.DONE, closed_on=MONDAY, outcome="no")
    assert differences(done, POINT, NAMES) == "open again"
    assert differences(done, replace(done, outcome="yes"), NAMES) == "outcome yes, was no"
    later = replace(POINT, **ASLEEP | {"snoozes": ()})
    assert differences(POINT, later, NAMES) == "snoozed until Fri 27 Nov: waiting"


def test_of_other_records() -> None:
    entry = TimeEntry(id="e", developer="dana", day=MONDAY, minutes=45, bucket=Bucket.PRODUCTION, work_item="API-12")
    moved = replace(entry, day=FRIDAY, minutes=60, interrupt=True, tags=("shaping",), work_item=None)
    assert differences(entry, moved) == (
        "day Fri 27 Nov, was Mon 23 Nov; minutes 1h, was 45m; no work item, was API-12; tags shaping; "
        "interrupt yes, was no"
    )
    acme = Customer(id="acme", name="Acme")
    assert differences(acme, replace(acme, contacts=(Contact(name="Jane [x]"),))) == "contacts Jane [x]"


def test_of_what_was_not_there_before_or_is_no_longer() -> None:
    assert differences(None, ITEM) == "added"
    assert differences(ITEM, None) == "removed"
    assert differences(None, None) == ""


@given(
    title=st.text(),
    due=st.none() | st.dates(),
    state=st.sampled_from(WorkState),
    owner=st.none() | st.text(min_size=1),
    estimate=st.none() | st.integers(0, 9999),
)
def test_something_is_told_exactly_where_something_changed(
    title: str, due: date | None, state: WorkState, owner: str | None, estimate: int | None
) -> None:
    after = replace(ITEM, title=title, due_on=due, state=state, developer=owner, estimate=estimate, version=2)
    words = differences(ITEM, after)
    assert bool(words) == (replace(after, version=1) != ITEM)
    assert words.isprintable() or not any(ord(character) < 32 for character in words)
