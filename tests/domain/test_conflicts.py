"""What people call records, and conflicts about them in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from standup.domain.change import ChangeKind, Conflict, altered
from standup.domain.conflicts import conflict_words, edit_words, name_words
from standup.domain.differences import Names
from standup.domain.records import (
    RECORD_KINDS,
    Blocker,
    Bucket,
    CheckIn,
    ClosedWeek,
    Customer,
    Developer,
    DutyWeek,
    HoursPeriod,
    Leave,
    Order,
    PublishedWeek,
    Record,
    Round,
    RoundNote,
    RoundNoteKind,
    Team,
    TimeEntry,
    Timer,
    Tombstone,
    Touchpoint,
    Turn,
    WorkItem,
    WorkState,
)

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)
NAMES = Names({"dana": "Dana Osei", "bob": "Bob Marsh"}, {"acme": "Acme Corp"})

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
PUBLISHED = PublishedWeek(id="p", week="2026-W48", published_at=NOON, by="dana", summary={})
DUTY = DutyWeek(id="duty-2026-W48", week="2026-W48", developer="dana")
STONE = Tombstone(id="s", developer="dana", day=DAY)
SAID = CheckIn(id="i", developer="dana", day=DAY, at=NOON)
BLOCKER = Blocker(id="b", developer="dana", what="review API-12", who="bob", is_developer=True, since=DAY)
ROUND = Round(
    id="r",
    day=DAY,
    by="dana",
    order=Order.FIXED,
    allotted=120,
    turns=(Turn(who="dana"), Turn(who="bob")),
    current=0,
    begun_at=NOON,
    since=NOON,
)
PARKED = RoundNote(id="n", round="r", day=DAY, kind=RoundNoteKind.PARKED, text="rate limits", by="bob")
ONE_OF_EACH = (
    *(TEAM, DANA, ACME, ITEM, TOUCHPOINT, ENTRY, TIMER, LEAVE, CLOSED, PUBLISHED, STONE, SAID, BLOCKER),
    *(DUTY, ROUND, PARKED),
)


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
        (PUBLISHED, "the published summary of 2026-W48"),
        (DUTY, "the duty of 2026-W48"),
        (STONE, "a deleted entry of Mon 23 Nov"),
        (SAID, "the check-in of Dana Osei, Mon 23 Nov"),
        (BLOCKER, "the blocker 'Bob Marsh: review API-12'"),
    ],
)
def test_each_record_has_a_name_that_people_know(record: Record, words: str) -> None:
    assert name_words(record, NAMES) == words


def test_an_edit_says_what_it_did() -> None:
    assert edit_words("API-12", ITEM, altered(ITEM, estimate=120), NAMES) == "edit API-12 (estimate 2h, was 1h)"
    assert edit_words("API-12", ITEM, altered(ITEM), NAMES) == "edit API-12"


def test_an_edit_of_hours_tells_nobody_which() -> None:
    other = altered(DANA, hours=(HoursPeriod(minutes=(397, 0, 0, 0, 0, 0, 0)),), timezone="UTC")
    assert edit_words("Dana", DANA, other) == "edit Dana (time zone UTC, was Europe/Berlin; other hours)"


# Conflicts


def say(conflict: Conflict, kind: ChangeKind = ChangeKind.DO, me: str = "dana") -> str:
    return conflict_words(conflict, kind, NAMES, me=me, now=NOON, zone=BERLIN)


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
    assert words.startswith(f"Bob Marsh changed {name_words(record, NAMES)} at 12:00: why; your change was not made")
    words = say(Conflict(record, None, "bob", "why", at=NOON, was=record))
    assert words.startswith(f"Bob Marsh removed {name_words(record, NAMES)} at 12:00; your change was not made")


def test_nobody_hears_of_the_hours_of_others() -> None:
    longer = altered(ENTRY, minutes=397, note="secret")
    words = say(Conflict(ENTRY, longer, "dana", "edit 45 min to 397 min", at=NOON, was=ENTRY), me="bob")
    assert words.startswith("Dana Osei changed the entry at 12:00; your change")
    assert say(Conflict(ENTRY, None, "dana", "delete 45 min"), me="bob").startswith("Dana Osei removed the entry; your")
