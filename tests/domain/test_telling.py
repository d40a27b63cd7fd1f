"""Records and what became of them, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from standup.domain.change import ChangeKind, Conflict, altered
from standup.domain.records import (
    RECORD_KINDS,
    Bucket,
    ClosedWeek,
    Contact,
    Customer,
    Developer,
    HoursPeriod,
    Leave,
    Record,
    Role,
    SnoozeReason,
    Team,
    TimeEntry,
    Timer,
    Tombstone,
    Touchpoint,
    TouchpointState,
    WorkItem,
    WorkState,
)
from standup.domain.telling import Called, altered_words, conflict_words, edit_words, name_words

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)
CALLED = Called({"dana": "Dana Osei", "bob": "Bob Marsh"}, {"acme": "Acme Corp"})

TEAM = Team(name="Platform")
DANA = Developer(id="dana", name="Dana Osei", timezone="Europe/Berlin", country="DE")
ACME = Customer(id="acme", name="Acme Corp")
ITEM = WorkItem(id="w", key="API-12", title="Retry", created_on=DAY, state_since=DAY, developer="dana", estimate=60)
TOUCHPOINT = Touchpoint(id="t", customer="acme", title="Renewal", created_on=DAY, contact="Jane", due_on=DAY)
ENTRY = TimeEntry(
    id="e",
    developer="dana",
    day=DAY,
    minutes=45,
    bucket=Bucket.PRODUCTION,
    work_item="API-12",
    note="call",
    start=NOON,
    tags=("a",),
)
TIMER = Timer(id="dana", developer="dana", started_at=NOON, bucket=Bucket.CUSTOMER, customer="acme")
LEAVE = Leave(id="l", developer="dana", first=DAY, last=FRIDAY)
CLOSED = ClosedWeek(id="c", developer="dana", week="2026-W48", closed_at=NOON)
STONE = Tombstone(id="s", developer="dana", day=DAY)
ONE_OF_EACH = (TEAM, DANA, ACME, ITEM, TOUCHPOINT, ENTRY, TIMER, LEAVE, CLOSED, STONE)


def told(before: Record, **fields: Any) -> str:
    return altered_words(before, altered(before, **fields), CALLED)


def test_there_is_an_example_of_each_kind() -> None:
    assert {type(record) for record in ONE_OF_EACH} == set(RECORD_KINDS)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (TEAM, "the team"),
        (DANA, "Dana Osei"),
        (ACME, "Acme Corp"),
        (ITEM, "API-12"),
        (TOUCHPOINT, "Acme Corp: Renewal"),
        (ENTRY, "the entry of 45 min production on API-12, Mon 23 Nov"),
        (TIMER, "the timer"),
        (LEAVE, "the leave of Dana Osei, Mon 23 Nov to Fri 27 Nov"),
        (CLOSED, "the closing of 2026-W48"),
        (STONE, "a deleted entry of Mon 23 Nov"),
    ],
)
def test_each_record_has_a_name_that_people_know(record: Record, words: str) -> None:
    assert name_words(record, CALLED) == words


@pytest.mark.parametrize(
    ("before", "fields", "words"),
    [
        (ITEM, {"state": WorkState.DONE}, "moved to done"),
        (ITEM, {"state": WorkState.BLOCKED, "blocker": "review"}, "moved to blocked: review"),
        (ITEM, {"title": "[x] Retry\x1b", "estimate": 240}, "title: [x] Retry␛, estimate 4h"),
        (ITEM, {"estimate": None, "due_on": FRIDAY}, "no estimate, due Fri 27 Nov"),
        (ITEM, {"developer": "bob", "customer": "acme"}, "for Bob Marsh, for Acme Corp"),
        (ITEM, {"developer": None}, "nobody's"),
        (TOUCHPOINT, {"state": TouchpointState.DONE, "outcome": "yes"}, "done"),
        (
            TOUCHPOINT,
            {"snoozed_until": FRIDAY, "snooze_reason": SnoozeReason.WAITING},
            "snoozed until Fri 27 Nov: waiting",
        ),
        (TOUCHPOINT, {"title": "Quote", "kind": "call"}, "title: Quote, kind call"),
        (TOUCHPOINT, {"due_on": None, "contact": "", "developer": "bob"}, "no due date, no contact, for Bob Marsh"),
        (ENTRY, {"day": FRIDAY, "start": None}, "moved to Fri 27 Nov"),
        (ENTRY, {"minutes": 60, "note": ""}, "60 min, no note"),
        (ENTRY, {"bucket": Bucket.CUSTOMER, "work_item": None, "customer": "acme"}, "customer on Acme Corp"),
        (ENTRY, {"tags": ("b", "c"), "interrupt": True, "start": None}, "no clock time, +b +c, interrupt"),
        (TIMER, {"customer": None, "bucket": Bucket.OTHER, "note": "mail"}, "it runs on mail"),
        (ACME, {"name": "Acme", "active": False}, "name: Acme, not active"),
        (ACME, {"contacts": (Contact(name="Jane"),), "notes": "x"}, "contacts: Jane, notes"),
        (DANA, {"name": "D", "timezone": "UTC", "role": Role.LEAD}, "name: D, zone UTC, role lead"),
        (DANA, {"hours": (HoursPeriod(minutes=(397, 0, 0, 0, 0, 0, 0)),)}, "hours"),
        (DANA, {"country": None, "active": False}, "no holidays, not active"),
        (TEAM, {"name": "Core", "band_high": 25}, "name: Core, target band 10-25 %"),
        (LEAVE, {"last": DAY, "half": True}, "half of Mon 23 Nov"),
        (CLOSED, {"closed_at": datetime(2026, 11, 24, tzinfo=UTC)}, ""),
        (STONE, {"day": FRIDAY}, ""),
        (ITEM, {}, ""),
    ],
)
def test_what_is_different_is_told_in_words(before: Record, fields: dict[str, Any], words: str) -> None:
    assert told(before, **fields) == words


def test_every_field_that_a_person_can_see_is_told() -> None:
    """Whatever alone is different in a work item, touchpoint, customer, developer or entry, is said somehow."""
    unseen = {
        "id",
        "version",
        "source_id",
        "created_on",
        "state_since",
        "source_digest",
        "touchpoint",
        "closed_on",
        "key",
    }
    unseen |= {"outcome", "snoozes", "customer", "developer"}
    item = replace(ITEM, due_on=DAY)
    touchpoint = replace(TOUCHPOINT, snoozed_until=DAY, snooze_reason=SnoozeReason.AWAY)
    for record in (item, touchpoint, ENTRY, ACME, replace(DANA, region="BE"), TEAM):
        for name in set(record.__struct_fields__) - unseen:
            other = replace(record, **{name: _other(getattr(record, name))})
            assert altered_words(record, other, CALLED), (type(record).__name__, name)


def _other(value: Any) -> Any:
    """Another value than that of an example."""
    match value:
        case bool():
            return not value
        case WorkState() | TouchpointState():
            return type(value).DROPPED
        case Bucket():
            return Bucket.OTHER
        case Role():
            return Role.LEAD
        case SnoozeReason():
            return SnoozeReason.WAITING
        case int():
            return value + 1
        case str():
            return value + "x"
        case tuple():
            return () if value else (Contact(name="x"),)
        case datetime():
            return None
        case date():
            return FRIDAY
    return None


def test_two_records_of_different_kinds_are_not_compared() -> None:
    assert altered_words(ITEM, TOUCHPOINT, CALLED) == ""


def test_an_edit_says_what_it_did() -> None:
    assert edit_words("API-12", ITEM, altered(ITEM, estimate=120), CALLED) == "edit API-12 (estimate 2h)"
    assert edit_words("API-12", ITEM, altered(ITEM), CALLED) == "edit API-12"


# Conflicts


def say(conflict: Conflict, kind: ChangeKind = ChangeKind.DO, me: str = "dana") -> str:
    return conflict_words(conflict, kind, CALLED, me=me, now=NOON, zone=BERLIN)


def test_a_conflict_says_who_changed_what_and_when() -> None:
    done = altered(ITEM, state=WorkState.DONE)
    conflict = Conflict(ITEM, done, "bob", "move API-12 to done", at=NOON, was=ITEM)
    assert say(conflict) == (
        "Bob Marsh changed API-12 at 12:00: moved to done; your change was not made. Look again and repeat"
    )
    assert say(conflict, ChangeKind.UNDO).endswith("moved to done; nothing was undone")
    assert say(conflict, ChangeKind.REDO).endswith("moved to done; nothing was brought back")
    assert say(conflict, me="bob").startswith("you changed API-12 at 12:00: moved to done")


def test_what_happened_on_another_day_says_the_day() -> None:
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    earlier = Conflict(ITEM, None, "bob", at=at.replace(hour=21))
    assert say(earlier).startswith("Bob Marsh removed API-12 on Sun 22 Nov at 22:30; your")
    assert say(Conflict(ITEM, None, "bob", at=at)).startswith("Bob Marsh removed API-12 at 00:30; your")


def test_where_the_change_is_not_known_its_reason_tells() -> None:
    done = altered(ITEM, state=WorkState.DONE)
    assert say(Conflict(ITEM, done, "x\x1b", "move API-12\x1b")).startswith("x␛ changed API-12: move API-12␛; ")
    assert say(Conflict(ITEM, done)).startswith("somebody changed API-12; ")
    assert say(Conflict(ACME, ACME, "bob", is_new=True)).startswith("Bob Marsh added Acme Corp; ")


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=lambda record: type(record).__name__)
def test_a_conflict_about_any_kind_of_record_names_it(record: Record) -> None:
    words = say(Conflict(record, altered(record), "bob", "why", at=NOON, was=record))
    assert words.startswith(f"Bob Marsh changed {name_words(record, CALLED)} at 12:00: why; your change was not made")
    words = say(Conflict(record, None, "bob", "why", at=NOON, was=record))
    assert words.startswith(f"Bob Marsh removed {name_words(record, CALLED)} at 12:00; your change was not made")


def test_nobody_hears_of_the_hours_of_others() -> None:
    longer = altered(ENTRY, minutes=397, note="secret")
    words = say(Conflict(ENTRY, longer, "dana", "edit 45 min to 397 min", at=NOON, was=ENTRY), me="bob")
    assert words.startswith("Dana Osei changed the entry at 12:00; your change")
    assert say(Conflict(ENTRY, None, "dana", "delete 45 min"), me="bob").startswith("Dana Osei removed the entry; your")
