"""Import of touchpoints into a workspace."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.domain.change import Conflict, altered, create
from standup.domain.customer_match import parse_customer_rule
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import (
    Contact,
    Customer,
    Developer,
    Origin,
    Role,
    Team,
    Touchpoint,
    TouchpointState,
)
from standup.domain.skipped import Skip
from standup.sources.activities import Activities
from standup.store.protocol import Receipt
from standup.workspace.import_touchpoints import import_touchpoints
from standup.workspace.session import Workspace
from standup.workspace.touchpoint_report import TouchpointReport
from standup.workspace.touchpoints import drop, edit_touchpoint
from standup.workspace.undo import undo
from tests.memory_store import MemoryStore
from tests.sources.calendars import BERLIN

DANA = Developer(id="dana", name="Dana", timezone="Europe/Berlin", role=Role.LEAD)
BOB = Developer(id="bob", name="Bob", timezone="Europe/Berlin")
ACME = Customer(
    id="acme", name="Acme Corp", cadence_ideal=10, contacts=(Contact(name="Jane Doe", email="jane@acme.example"),)
)
GLOBEX = Customer(id="globex", name="Globex")
HEAD = "ID,Subject,Type,Due date,Done,Organization,Contact person,Email,Owner,Note\n"
CALL = "1,Call,call,2026-12-02,0,Acme Corp,,,,\n"
PAST = "2,Demo,demo,2026-11-10,1,Acme Corp,,,,went well\n"
OTHER = "3,Lunch,lunch,2026-12-03,0,Initech,,,,\n"


@pytest.fixture
def workspace() -> Workspace:
    return office("dana")


def office(me: str) -> Workspace:
    store = MemoryStore(Team(), DANA, BOB, ACME, GLOBEX)
    return Workspace(store, me, now=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))


def take(workspace: Workspace, *lines: str, **options: Any) -> TouchpointReport:
    data = io.BytesIO((HEAD + "".join(lines)).encode())
    report = import_touchpoints(workspace, Activities(data, "a.csv", "pipedrive", BERLIN), **options)
    assert report.adds_up
    return report


def open_ones(workspace: Workspace, who: str = "dana") -> list[Touchpoint]:
    return list(workspace.store.desk(who).touchpoints)


def contacts(workspace: Workspace) -> list[Touchpoint]:
    return list(workspace.store.closed("dana", 2026).touchpoints)


def test_what_is_to_come_is_planned_on_its_own_day(workspace: Workspace) -> None:
    report = take(workspace, CALL, PAST, OTHER)
    assert (report.read, report.imported, report.planned) == (3, 1, 1)
    assert report.skipped == {Skip.PAST: 1, Skip.UNMATCHED: 1}
    assert {text: one.rows.rows for text, one in report.unmatched.items()} == {"Initech": 1}
    [call] = open_ones(workspace)
    assert (call.customer, call.title, call.kind, call.due_on) == ("acme", "Call", "call", date(2026, 12, 2))
    assert (call.developer, call.origin, call.state) == ("dana", Origin.PERSON, TouchpointState.OPEN)


def test_importing_again_changes_nothing_and_one_undo_takes_all_back(workspace: Workspace) -> None:
    options = {"past_as_contacts": True, "mapped": {"Initech": "globex"}}
    assert take(workspace, CALL, PAST, OTHER, **options).imported == 3
    changes = len(workspace.changes.read())
    again = take(workspace, CALL, PAST, OTHER, **options)
    assert (again.imported, again.updated, again.unchanged, again.mapped) == (0, 0, 3, {})
    assert len(workspace.changes.read()) == changes
    assert workspace.store.roster().customers["globex"].matches == ("Initech",)
    undo(workspace)
    assert open_ones(workspace) == contacts(workspace) == []
    assert workspace.store.roster().customers["globex"].matches == ()


def test_what_is_past_counts_only_where_the_person_says_so(workspace: Workspace) -> None:
    waiting = Touchpoint(
        id="w", customer="acme", title="Next", created_on=date(2026, 11, 1), due_on=date(2026, 11, 12),
        developer="dana", origin=Origin.CADENCE,
    )  # fmt: skip
    workspace.commit("", [create(waiting)])
    assert take(workspace, PAST).contacts == 0
    report = take(workspace, PAST, past_as_contacts=True)
    assert (report.contacts, report.replanned) == (1, 1)
    [demo] = contacts(workspace)
    assert (demo.state, demo.closed_on, demo.note) == (TouchpointState.DONE, date(2026, 11, 10), "went well")
    [moved] = open_ones(workspace)
    assert moved.due_on == date(2026, 11, 20)
    assert "1 touchpoint of a cadence re-planned" in "\n".join(report.words("standup import csv x.csv"))


def test_a_cadence_never_moves_what_was_imported(workspace: Workspace) -> None:
    take(workspace, CALL)
    take(workspace, PAST.replace("2026-11-10", "2026-11-21"), past_as_contacts=True)
    assert [one.due_on for one in open_ones(workspace)] == [date(2026, 12, 2)]


def test_a_map_is_said_once_for_good(workspace: Workspace) -> None:
    first = take(workspace, OTHER, mapped={"initech": "Globex"})
    assert (first.imported, first.mapped) == (1, {"initech": "Globex"})
    assert take(workspace, OTHER.replace("3,", "4,"), OTHER).imported == 1
    moved = take(workspace, OTHER.replace("3,", "5,"), mapped={"Initech": "acme"})
    assert moved.imported == 1
    customers = workspace.store.roster().customers
    assert (customers["globex"].matches, customers["acme"].matches) == ((), ("Initech",))


def test_unknown_customers_and_odd_days_change_nothing(workspace: Workspace) -> None:
    for options in (
        {"mapped": {"x": "acmee"}},
        {"rules": [parse_customer_rule("title~x=acmee")]},
    ):
        with pytest.raises(NotFoundError, match="did you mean acme"):
            take(workspace, CALL, **options)
    with pytest.raises(UsageError, match="turn --from and --to around"):
        take(workspace, CALL, first=date(2026, 12, 2), last=date(2026, 12, 1))
    with pytest.raises(UsageError, match="more than three years"):
        take(workspace, CALL, first=date(2020, 1, 1))
    assert not workspace.changes.read()


def test_days_asked_for_bound_what_comes_in(workspace: Workspace) -> None:
    late = "9,Late,call,2026-11-01,0,Acme Corp,,,,\n"
    far = "8,Far,call,2027-06-01,0,Acme Corp,,,,\n"
    undated = "7,Some day,call,,0,Acme Corp,,,,\n"
    report = take(workspace, late, far, undated)
    assert (report.imported, report.skipped) == (1, {Skip.OUTSIDE: 2})
    assert take(workspace, late, far, first=date(2026, 11, 1), last=date(2027, 7, 1)).imported == 2
    assert {one.title: one.due_on for one in open_ones(workspace)} == {
        "Some day": None,
        "Late": date(2026, 11, 1),
        "Far": date(2027, 6, 1),
    }


def test_a_corrected_row_updates_and_an_edited_touchpoint_is_left_alone(workspace: Workspace) -> None:
    take(workspace, CALL)
    later = CALL.replace("2026-12-02", "2026-12-04")
    assert take(workspace, later).updated == 1
    assert [one.due_on for one in open_ones(workspace)] == [date(2026, 12, 4)]
    edit_touchpoint(workspace, "acme", title="My own words")
    assert take(workspace, later).unchanged == 1
    report = take(workspace, CALL)
    assert report.skipped == {Skip.EDITED: 1}
    assert "1 corrected row left alone: the touchpoint was edited here" in "\n".join(
        report.words("standup import csv x.csv")
    )
    assert [one.title for one in open_ones(workspace)] == ["My own words"]
    assert take(workspace, CALL, overwrite_edited=True).updated == 1
    assert [(one.title, one.due_on) for one in open_ones(workspace)] == [("Call", date(2026, 12, 2))]


def test_what_was_dropped_here_stays_dropped(workspace: Workspace) -> None:
    take(workspace, CALL)
    drop(workspace, "acme")
    assert take(workspace, CALL).skipped == {Skip.CLOSED: 1}
    assert open_ones(workspace) == []


def test_what_took_place_there_is_completed_where_asked(workspace: Workspace) -> None:
    take(workspace, CALL)
    done = CALL.replace(",0,", ",1,")
    assert take(workspace, done).skipped == {Skip.PAST: 1}
    assert take(workspace, done, past_as_contacts=True).updated == 1
    assert open_ones(workspace) == []
    assert [one.closed_on for one in contacts(workspace)] == [date(2026, 11, 22)]
    assert take(workspace, done, past_as_contacts=True).unchanged == 1


def test_rows_of_colleagues(workspace: Workspace) -> None:
    line = "6,Quote,call,2026-12-02,0,Globex,,,Bob,\n"
    assert take(workspace, line).imported == 1
    assert [one.developer for one in open_ones(workspace, "bob")] == ["bob"]
    bob = office("bob")
    report = take(
        bob, line.replace("Bob", "Dana"), line.replace("6,", "7,"), line.replace("6,", "8,").replace("Bob", "?")
    )
    assert (report.imported, report.skipped, report.other_owners) == (2, {Skip.NOT_YOURS: 1}, {"Dana": 1})
    assert {one.developer for one in open_ones(bob, "bob")} == {"bob"}


def test_a_dry_run_writes_nothing(workspace: Workspace) -> None:
    report = take(workspace, CALL, OTHER, dry_run=True, mapped={"Initech": "acme"})
    assert (report.imported, report.planned) == (2, 2)
    assert not workspace.changes.read()
    text = "\n".join(report.words("standup import csv x.csv"))
    assert "2 touchpoints would be written" in text
    assert "would be remembered: Initech means Acme Corp" in text


def test_a_rule_and_an_attendee_name_the_customer_and_the_contact(workspace: Workspace) -> None:
    rules = [parse_customer_rule("title~lunch=globex")]
    line = "5,Talk,call,2026-12-02,0,,Jane,jane@acme.example,,\n"
    assert take(workspace, OTHER, line, rules=rules).imported == 2
    assert {one.customer: one.contact for one in open_ones(workspace)} == {"globex": "", "acme": "Jane Doe"}


def test_somebody_elses_write_meanwhile_is_met_by_reading_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = workspace.store.write
    tries: list[int] = []

    def once(change: Any) -> Receipt:
        tries.append(1)
        if len(tries) == 1:
            raise Conflict(GLOBEX, altered(GLOBEX))
        return write(change)

    monkeypatch.setattr(workspace.store, "write", once)
    assert take(workspace, CALL).imported == 1
    assert len(open_ones(workspace)) == 1


def test_an_import_has_an_end(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standup.workspace.import_touchpoints.MOST_WRITTEN", 2)
    report = take(workspace, *(CALL.replace("1,", f"{number},", 1) for number in range(10, 15)))
    assert (report.imported, report.skipped) == (2, {Skip.STOPPED: 3})
    assert "say fewer days" in "\n".join(report.words("standup import csv x.csv"))


LINE = st.tuples(
    st.sampled_from(["1", "2", "3", ""]),
    st.sampled_from(["Call", "Acme Corp", "[/b]", ""]),
    st.sampled_from(["2026-11-20", "2026-11-22", "2026-12-02", "2030-01-01", ""]),
    st.sampled_from(["0", "1", "?"]),
    st.sampled_from(["Acme Corp", "globex", "Initech", ""]),
)


@settings(max_examples=60)
@given(st.lists(LINE, max_size=8), st.booleans())
def test_every_row_is_accounted_for_and_again_nothing_changes(lines: list[tuple[str, ...]], past: bool) -> None:
    workspace = office("dana")
    texts = [f"{key},{title},,{day},{done},{who},,,,\n" for key, title, day, done, who in lines if key or title]
    take(workspace, *texts, past_as_contacts=past)
    before = len(workspace.changes.read())
    again = take(workspace, *texts, past_as_contacts=past)
    assert (again.imported, again.updated) == (0, 0)
    assert len(workspace.changes.read()) == before
