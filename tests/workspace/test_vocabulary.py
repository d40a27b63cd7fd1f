"""The names that a line is completed with: whose, and in which order."""

from __future__ import annotations

from datetime import date

from standup.domain.records import Bucket, Customer, WorkItem, WorkState
from standup.workspace.vocabulary import vocabulary
from tests.workspace.office import MONDAY, Office, entry, touchpoint


def item(key: str, developer: str | None = "dana", state: WorkState = WorkState.DOING) -> WorkItem:
    return WorkItem(
        id=key.lower(), key=key, title=f"Title {key}", created_on=MONDAY, state=state, state_since=MONDAY,
        developer=developer,
    )  # fmt: skip


def test_my_open_work_comes_first_what_was_logged_last_before_the_rest() -> None:
    office = Office(
        item("A-1"), item("A-2"), item("A-3", None), item("A-4", "bob"), item("A-5", state=WorkState.DONE),
        entry("e1", day=date(2026, 11, 20), work_item="A-2"),
        entry("e2", work_item="A-3"),
        entry("e3", work_item="A-4"),
        entry("e4", work_item="A-5"),
    )  # fmt: skip
    names = [one.name for one in vocabulary(office.dana).work]
    assert names[:2] == ["A-3", "A-2"]
    assert set(names[2:4]) == {"API-12", "A-1"}
    assert names[4:] == ["A-4", "DB-4"]


def test_customers_lately_logged_come_before_those_due_and_the_rest() -> None:
    office = Office(
        Customer(id="aaa", name="Aaa"),
        Customer(id="old", name="Old", active=False),
        touchpoint("t1", "globex", due_on=MONDAY),
        entry("e1", bucket=Bucket.CUSTOMER, customer="acme"),
    )
    found = vocabulary(office.dana).customers
    assert [one.name for one in found] == ["acme", "globex", "aaa"]
    assert found[0].label == "Acme Corp"


def test_tags_are_my_own_of_two_weeks_the_latest_first() -> None:
    office = Office(
        entry("e1", day=date(2026, 11, 17), tags=("old", "often")),
        entry("e2", tags=("once", "often")),
        entry("e3", tags=("often",)),
        entry("e4", day=date(2026, 11, 2), tags=("forgotten",)),
        entry("e5", developer="bob", tags=("his",)),
    )
    assert [one.name for one in vocabulary(office.dana).tags] == ["often", "once", "old"]


def test_only_a_lead_logs_for_others() -> None:
    office = Office()
    assert [one.name for one in vocabulary(office.dana).developers] == ["bob", "zoe"]
    assert vocabulary(office.bob).developers == ()
