from __future__ import annotations

import json
from datetime import UTC, date, datetime

import msgspec
import pytest

from standup.domain.records import (
    RECORD_KINDS,
    Blocker,
    Bucket,
    CheckIn,
    ClosedWeek,
    Contact,
    Customer,
    Developer,
    DutyWeek,
    HoursPeriod,
    Leave,
    Order,
    PlanItem,
    PublishedWeek,
    Record,
    Role,
    Round,
    RoundNote,
    RoundNoteKind,
    Snooze,
    SnoozeReason,
    Sums,
    Team,
    TimeEntry,
    Timer,
    Tombstone,
    Touchpoint,
    TouchpointState,
    Turn,
    TurnState,
    WorkItem,
    WorkState,
)

DAY = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 20, 8, tzinfo=UTC)
RECORDS: list[Record] = [
    Team(name="Platform", band_low=5),
    Developer(
        id="dana",
        name="Dana",
        timezone="Europe/Berlin",
        role=Role.LEAD,
        hours=(HoursPeriod(minutes=(480, 480, 480, 480, 480, 0, 0)),),
        country="DE",
        region="BE",
    ),
    Customer(id="acme", name="Acme [x]", contacts=(Contact(name="Ann", phone="+49 30 1234"),)),
    WorkItem(id="w1", key="API-12", title="Retry", created_on=DAY, state_since=DAY, estimate=480),
    Touchpoint(
        id="t1",
        customer="acme",
        title="Renewal",
        created_on=DAY,
        snoozes=(Snooze(on=DAY, until=DAY, reason=SnoozeReason.CUSTOMER_ASKED, by="dana"),),
    ),
    TimeEntry(id="e1", developer="dana", day=DAY, minutes=45, bucket=Bucket.CUSTOMER, start=MOMENT, tags=("shaping",)),
    Timer(id="dana", developer="dana", started_at=MOMENT, bucket=Bucket.PRODUCTION, work_item="API-12"),
    Leave(id="l1", developer="dana", first=DAY, last=DAY, half=True),
    ClosedWeek(id="c1", developer="dana", week="2026-W47", closed_at=MOMENT, logged=Sums(production=30)),
    PublishedWeek(id="p1", week="2026-W47", published_at=MOMENT, by="dana", summary={"members": [{"name": "[/x]"}]}),
    DutyWeek(id="duty-2026-W48", week="2026-W48", developer="dana"),
    Tombstone(id="x1", developer="dana", day=DAY, source_id="toggl:1"),
    CheckIn(
        id="i1", developer="dana", day=DAY, did=("[/x]",), plan=(PlanItem(text="Retry"),), blockers=("b1",), at=MOMENT
    ),
    Blocker(id="b1", developer="dana", what="review", who="bob", is_developer=True, since=DAY, resolved_on=DAY),
    Round(
        id="2026-11-20.1",
        day=DAY,
        by="dana",
        order=Order.ROTATED,
        allotted=120,
        turns=(Turn(who="dana", state=TurnState.SAID, seconds=90), Turn(who="bob")),
        there=("dana", "bob"),
        absent=(Turn(who="zoe", why="leave"),),
        current=1,
        begun_at=MOMENT,
        since=MOMENT,
    ),
    RoundNote(
        id="n1", round="2026-11-20.1", day=DAY, kind=RoundNoteKind.PARKED, text="[/x]", by="dana", people=("bob",)
    ),
]


def test_there_is_an_example_of_every_kind() -> None:
    assert {type(record) for record in RECORDS} == set(RECORD_KINDS)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_comes_back_from_json_and_cannot_be_altered(record: Record) -> None:
    assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record
    assert hash(record) == hash(msgspec.structs.replace(record))
    for field in record.__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(record, field, getattr(record, field))


def refused(kind: type[Record], record: Record, **fields: object) -> str:
    """The error that the record meets when these fields of it are wrong in a file."""
    stored = {**json.loads(msgspec.json.encode(record)), **fields}
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.json.decode(json.dumps(stored), type=kind)
    return str(caught.value)


ENTRY = RECORDS[5]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"minutes": -1}, "$.minutes"),
        ({"minutes": 1501}, "$.minutes"),
        ({"minutes": 1.5}, "$.minutes"),
        ({"minutes": "45"}, "$.minutes"),
        ({"bucket": "sales"}, "$.bucket"),
        ({"day": "20.11.2026"}, "$.day"),
        ({"id": ""}, "$.id"),
        ({"start": "2026-11-20T08:00:00"}, "$.start"),  # of no zone
    ],
)
def test_a_wrong_field_of_an_entry_is_refused_where_it_enters(fields: dict[str, object], named: str) -> None:
    assert named in refused(TimeEntry, ENTRY, **fields)


def test_other_moments_need_a_zone_too() -> None:
    assert "$.started_at" in refused(Timer, RECORDS[6], started_at="2026-11-20T08:00:00")
    assert "$.closed_at" in refused(ClosedWeek, RECORDS[8], closed_at="2026-11-20T08:00:00")
    assert "$.published_at" in refused(PublishedWeek, RECORDS[9], published_at="2026-11-20T08:00:00")


def test_who_must_act_is_a_developer_or_words() -> None:
    blocker = Blocker(id="b", developer="dana", what="x", who="bob", since=DAY)
    assert blocker.acts is None
    assert msgspec.structs.replace(blocker, is_developer=True).acts == "bob"


def test_sums_of_a_week_are_more_than_a_day_and_never_negative() -> None:
    assert Sums.of({Bucket.CUSTOMER: 6000}) == Sums(customer=6000)
    assert "$.logged.other" in refused(ClosedWeek, RECORDS[8], logged={"other": -1})


def test_hours_are_seven_days_of_minutes() -> None:
    assert "$.hours[0].minutes" in refused(Developer, RECORDS[1], hours=[{"minutes": [480] * 6}])
    assert "$.hours[0].minutes[2]" in refused(Developer, RECORDS[1], hours=[{"minutes": [480, 480, -1, 0, 0, 0, 0]}])


def test_closed_states() -> None:
    assert [state.value for state in WorkState if not state.is_open] == ["done", "dropped"]
    assert [state.value for state in TouchpointState if not state.is_open] == ["done", "dropped"]


def test_a_work_item_is_closed_since_its_state_is() -> None:
    item = WorkItem(id="w1", key="API-12", title="Retry", created_on=date(2026, 11, 1), state_since=DAY)
    assert item.closed_on is None
    assert msgspec.structs.replace(item, state=WorkState.DROPPED).closed_on == DAY
