"""Splitting: the line that a row begins with, and what it comes to."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from standup.domain.logline import LogLineError, Selection
from standup.domain.records import Bucket, WorkItem
from standup.workspace.splitting import split_line, split_parts
from standup.workspace.time import log
from standup.workspace.timer import start
from tests.workspace.office import WORK, Office, entry

ROW = Selection(work_item="API-12")


def item(key: str, customer: str | None) -> WorkItem:
    return replace(WORK[0], id=key, key=key, customer=customer)


def test_a_work_items_own_customer_comes_first() -> None:
    office = Office(item("A-1", "globex"), entry("e1", bucket=Bucket.CUSTOMER, customer="acme"))
    assert split_line(office.dana, Selection(work_item="A-1")) == "1h #A-1 @globex 70/30"


def test_then_what_the_timer_runs_on_then_what_was_logged_with_it() -> None:
    office = Office(entry("e1", bucket=Bucket.CUSTOMER, customer="globex"))
    assert split_line(office.dana, ROW) == "1h #API-12 @globex 70/30"
    start(office.dana, "@acme")
    assert split_line(office.dana, ROW) == "1h #API-12 @acme 70/30"


def test_a_customer_gets_the_work_done_for_them_or_the_last_one() -> None:
    row = Selection(customer="acme")
    assert split_line(Office(item("A-1", "acme")).dana, row) == "1h #A-1 @acme 70/30"
    logged = entry("e1", day=date(2026, 11, 20), work_item="DB-4")
    assert split_line(Office(logged).dana, row) == "1h #DB-4 @acme 70/30"
    assert split_line(Office().dana, row) == "1h #API-12 @acme 70/30"


def test_without_a_guess_a_side_is_missing() -> None:
    assert split_line(Office().dana, ROW) == "1h #API-12 70/30"


def test_a_line_keeps_what_it_says() -> None:
    office = Office()
    assert split_line(office.dana, ROW, "2h #DB-4 @globex pairing") == "2h #DB-4 @globex 70/30 pairing"
    assert split_line(office.dana, ROW, "2h @globex 60/40") == "2h #API-12 @globex 60/40"


def test_the_line_comes_to_what_it_logs() -> None:
    office = Office()
    parts = split_parts(office.dana, "2h #API-12 @acme 70/30")
    assert parts is not None
    assert (parts.production, parts.customer, parts.minutes, parts.customer_name) == (84, 36, 120, "Acme Corp")
    logged = log(office.dana, "2h #API-12 @acme 70/30")
    assert [one.minutes for one in logged.entries] == [84, 36]
    assert split_parts(office.dana, "2h #API-12") is None
    with pytest.raises(LogLineError):
        split_parts(office.dana, "2h #API-12 @nobody 70/30")
