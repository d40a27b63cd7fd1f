"""A team is restored identically from its export; what cannot be restored is told on one line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.domain.errors import ForbiddenError, StandupError
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
    InterruptClass,
    Leave,
    Order,
    PlanItem,
    Preference,
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
from standup.domain.weeks import Week
from standup.store.documents import refill
from standup.store.tiny import TinyStore
from standup.workspace.export import own_records, records_text, team_records
from standup.workspace.restoring import read_export
from standup.workspace.session import Workspace
from tests.workspace.test_privacy import SECRET, leaks, office_of_secrets

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PEOPLE = ("bob", "dana", "zoe-2")

texts = st.text(st.characters(codec="utf-8"), max_size=12)
some = st.sampled_from(PEOPLE)
owner = st.none() | some
days = st.dates(date(2019, 12, 20), date(2027, 1, 10))
moments = st.builds(
    lambda minutes, hours: (NOW - timedelta(minutes=minutes)).astimezone(timezone(timedelta(hours=hours))),
    st.integers(0, 3_000_000),
    st.integers(-11, 13),
)
versions = st.integers(1, 40)
source = st.none() | texts
weeks = days.map(lambda day: str(Week.of(day)))
minutes = st.integers(0, 1500)
tags = st.lists(texts, max_size=3).map(tuple)
buckets = st.sampled_from(Bucket)
data = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
snoozes = st.builds(Snooze, on=days, until=days, reason=st.sampled_from(SnoozeReason), by=some, note=texts)
turns = st.lists(
    st.builds(Turn, who=some, state=st.sampled_from(TurnState), why=texts, seconds=st.integers(0, 900)), max_size=3
).map(tuple)
RECORDS: dict[type[Record], Any] = {
    Customer: st.builds(
        Customer,
        id=st.uuids().map(lambda one: one.hex),
        version=versions,
        source_id=source,
        name=texts,
        active=st.booleans(),
        contacts=st.lists(st.builds(Contact, name=texts, phone=texts, email=texts), max_size=2).map(tuple),
        cadence_ideal=st.none() | st.integers(1, 400),
    ),
    WorkItem: st.builds(
        WorkItem,
        id=st.uuids().map(lambda one: one.hex),
        version=versions,
        key=st.text("ABC-19", min_size=1),
        title=texts,
        created_on=days,
        state=st.sampled_from(WorkState),
        state_since=days,
        developer=owner,
        estimate=st.none() | minutes,
        blocker=texts,
    ),
    Touchpoint: st.builds(
        Touchpoint,
        id=st.uuids().map(lambda one: one.hex),
        version=versions,
        customer=texts,
        title=texts,
        created_on=days,
        developer=owner,
        due_on=st.none() | days,
        state=st.sampled_from(TouchpointState),
        closed_on=st.none() | days,
        outcome=texts,
        snoozes=st.lists(snoozes, max_size=2).map(tuple),
        ticks=tags,
    ),
    TimeEntry: st.builds(
        TimeEntry,
        id=st.uuids().map(lambda one: one.hex),
        version=versions,
        source_id=source,
        developer=some,
        day=days,
        minutes=minutes,
        bucket=buckets,
        start=st.none() | moments,
        note=texts,
        tags=tags,
        interrupt=st.booleans(),
        asked_by=texts,
        interrupt_class=st.none() | st.sampled_from(InterruptClass),
        source_digest=source,
    ),
    Timer: some.flatmap(
        lambda who: st.builds(
            Timer, id=st.just(who), developer=st.just(who), started_at=moments, bucket=buckets, note=texts
        )
    ),
    Leave: st.builds(
        Leave,
        id=st.uuids().map(lambda one: one.hex),
        developer=some,
        first=days,
        last=days,
        half=st.booleans(),
        note=texts,
    ),
    ClosedWeek: st.builds(
        ClosedWeek,
        id=st.uuids().map(lambda one: one.hex),
        version=versions,
        developer=some,
        week=weeks,
        closed_at=moments,
        logged=st.none() | st.builds(Sums, production=st.integers(0, 9000)),
    ),
    PublishedWeek: st.builds(
        PublishedWeek,
        id=st.uuids().map(lambda one: one.hex),
        week=weeks,
        published_at=moments,
        by=some,
        summary=st.dictionaries(texts, data, max_size=3),
    ),
    DutyWeek: weeks.flatmap(
        lambda week: st.builds(
            DutyWeek, id=st.just(f"duty-{week}"), version=versions, week=st.just(week), developer=some
        )
    ),
    Tombstone: st.builds(Tombstone, id=st.uuids().map(lambda one: one.hex), source_id=source, developer=some, day=days),
    Round: st.builds(
        Round,
        id=st.uuids().map(lambda one: one.hex),
        version=versions,
        day=days,
        by=some,
        order=st.sampled_from(Order),
        allotted=st.integers(1, 900),
        turns=turns,
        there=st.lists(some, max_size=2).map(tuple),
        absent=turns,
        current=st.none() | st.integers(0, 3),
        begun_at=moments,
        since=st.none() | moments,
        ended_at=st.none() | moments,
    ),
    RoundNote: st.builds(
        RoundNote,
        id=st.uuids().map(lambda one: one.hex),
        round=some,
        day=days,
        kind=st.sampled_from(RoundNoteKind),
        text=texts,
        by=some,
        about=st.none() | some,
        people=st.lists(some, max_size=2).map(tuple),
        who=texts,
    ),
    CheckIn: st.builds(
        CheckIn,
        id=st.uuids().map(lambda one: one.hex),
        version=versions,
        developer=some,
        day=days,
        did=tags,
        plan=st.lists(st.builds(PlanItem, text=texts, work_item=source, touchpoint=source), max_size=2).map(tuple),
        blockers=st.lists(st.uuids().map(lambda one: one.hex), max_size=2).map(tuple),
        at=moments,
    ),
    Blocker: st.builds(
        Blocker,
        id=st.uuids().map(lambda one: one.hex),
        version=versions,
        developer=some,
        what=texts,
        who=texts,
        is_developer=st.booleans(),
        since=days,
        resolved_on=st.none() | days,
        resolved_by=st.none() | some,
    ),
}


@st.composite
def teams(draw: st.DrawFn) -> list[Record]:
    """A team with records of every kind, in every state."""
    found: list[Record] = [
        draw(
            st.builds(
                Team, version=versions, name=texts, band_low=st.integers(0, 10), interrupt_budget=st.integers(0, 99)
            )
        )
    ]
    for who in PEOPLE:
        role = Role.LEAD if who == "dana" else Role.DEVELOPER
        hours = draw(
            st.lists(st.builds(HoursPeriod, minutes=st.tuples(*[minutes] * 7), start=st.none() | days), max_size=2)
        )
        liked = draw(st.lists(st.tuples(texts, st.sampled_from(Preference)), max_size=2))
        found.append(
            Developer(id=who, name=draw(texts), timezone="UTC", role=role, hours=tuple(hours), preferences=tuple(liked))
        )
    for kind, strategy in RECORDS.items():
        of_kind = draw(st.lists(strategy, min_size=1, max_size=4, unique_by=lambda record: record.id))
        assert all(isinstance(record, kind) for record in of_kind)
        found += of_kind
    return found


def test_every_kind_of_record_is_generated() -> None:
    assert {Team, Developer, *RECORDS} == set(RECORD_KINDS)


def workspace(folder: Path, me: str = "dana") -> Workspace:
    """A person's workspace on a folder, at one moment."""
    return Workspace(TinyStore.open(folder), me, now=lambda: NOW)


def with_unknown_fields(folder: Path, unknown: object) -> None:
    """Give the first document of every table a field that this version does not know."""
    for file in folder.rglob("*.json"):
        tables = json.loads(file.read_text(encoding="utf-8"))
        for name, documents in tables.items():
            if name != "format":
                documents["1"]["of_the_future"] = unknown
        file.write_text(json.dumps(tables), encoding="utf-8")


@settings(max_examples=10)
@given(teams(), data)
def test_a_team_is_restored_identically(team: list[Record], unknown: object) -> None:
    with TemporaryDirectory() as scratch:
        old, new = Path(scratch) / "old", Path(scratch) / "new"
        TinyStore.scratch(old, team)
        with_unknown_fields(old, unknown)
        before = team_records(workspace(old))
        assert sum(len(value) for value in before.values() if isinstance(value, list)) == len(team)
        assert any("of_the_future" in one for one in before["time_entries"])
        text = records_text(before)
        assert text.isascii()
        refill(new, read_export(text.encode(), "team.json").files, NOW)
        assert records_text(team_records(workspace(new))) == text
        store, restored = workspace(old).store, workspace(new).store
        assert restored.documents() == store.documents()
        assert restored.roster() == store.roster()
        for who in (None, *PEOPLE):
            assert restored.desk(who) == store.desk(who)
            assert restored.closed_years(who) == store.closed_years(who)
        for who in PEOPLE:
            assert restored.weeks(who) == store.weeks(who)
            assert all(restored.week(who, week) == store.week(who, week) for week in store.weeks(who))


@settings(max_examples=8)
@given(teams(), st.sampled_from(PEOPLE))
def test_ones_own_export_restores_what_is_in_it(team: list[Record], me: str) -> None:
    with TemporaryDirectory() as scratch:
        old, new = Path(scratch) / "old", Path(scratch) / "new"
        TinyStore.scratch(old, team)
        text = records_text(own_records(workspace(old, me)))
        refill(new, read_export(text.encode(), "own.json").files, NOW)
        assert records_text(own_records(workspace(new, me))) == text
        store = workspace(new, me).store
        assert {who for who in PEOPLE if store.weeks(who)} <= {me}
        of_week = [
            one for one in team if isinstance(one, TimeEntry | ClosedWeek | Tombstone | CheckIn) and one.developer == me
        ]
        assert sum(len(store.documents()[kind]) for kind in (TimeEntry, ClosedWeek, Tombstone, CheckIn)) == len(of_week)


def test_only_a_lead_exports_the_team() -> None:
    office = office_of_secrets()
    with pytest.raises(ForbiddenError, match="only a lead may export everybody's records"):
        team_records(office.bob)
    assert leaks(records_text(own_records(office.bob))) == []
    whole = team_records(office.dana)
    assert {one["developer"] for one in whole["time_entries"]} == {"dana", "bob", "zoe"}
    assert SECRET in records_text(whole)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "x.json cannot be read as JSON: Input data was truncated; nothing was changed"),
        ("{", "x.json cannot be read as JSON: Input data was truncated; nothing was changed"),
        ("[" * 5000, "x.json cannot be read as JSON: it is nested too deeply; nothing was changed"),
        ("[]", "x.json is no file that `standup export json` wrote; nothing was changed"),
        ('{"schema": "standup.week/1"}', "x.json is no file that `standup export json` wrote; nothing was changed"),
        ('{"schema": 5}', "x.json is no file that `standup export json` wrote; nothing was changed"),
        (
            '{"schema": "standup.own/1"}',
            "x.json was written by a standup whose exports were no whole backup; nothing was changed",
        ),
        (
            '{"schema": "standup.records/2"}',
            "x.json was written by a newer standup; update standup, nothing was changed",
        ),
        (
            '{"schema": "standup.records/1", "team": {}}',
            "x.json is damaged: team is no list of records; nothing was changed",
        ),
        ('{"schema": "standup.records/1"}', "x.json is damaged: it holds no team; nothing was changed"),
        (
            '{"schema": "standup.records/1", "team": [{"id": "team"}], "of": ["dana"]}',
            "x.json is damaged: who wrote it is no developer in it; nothing was changed",
        ),
    ],
)
def test_what_cannot_be_restored(text: str, message: str) -> None:
    with pytest.raises(StandupError) as error:
        read_export(text.encode(), "x.json")
    assert str(error.value) == message


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(StandupError, match="cannot be read as JSON"):
        read_export(b'{"schema": "\xff"}', "x.json")


def test_what_an_export_holds_in_words() -> None:
    text = records_text(team_records(office_of_secrets().dana))
    assert read_export(text.encode(), "x.json").words == (
        "3 developers, 2 customers, 2 work items, 2 touchpoints, 1 timer, 1 leave, 4 time entries, 1 closed week"
    )
