"""How customers stand, what is known of one, and the hours that nobody but a lead is told."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from standup.cli.output import json_text
from standup.domain.cadence import Freshness
from standup.domain.errors import NotFoundError
from standup.domain.needs import Need
from standup.domain.records import (
    Bucket,
    Contact,
    Customer,
    Leave,
    SnoozeReason,
    TimeEntry,
    Touchpoint,
    TouchpointState,
    WorkItem,
    WorkState,
)
from standup.domain.weeks import Week
from standup.store.errors import DamagedFileError
from standup.store.protocol import Desk
from standup.workspace.customer_views import CustomerDetail, Order, customer_detail, customers_view, in_order
from standup.workspace.customer_words import (
    cadence_words,
    customer_sections,
    known_by_words,
    step_words,
)
from standup.workspace.customers import edit_customer
from standup.workspace.detail_words import Tone
from standup.workspace.touchpoints import snooze
from tests.memory_store import MemoryStore
from tests.workspace.office import MONDAY, Office, touchpoint


def customer(key: str = "init", **fields: Any) -> Customer:
    return Customer(**({"id": key, "name": key.title()} | fields))


def met(days_ago: int, developer: str = "dana", minutes: int = 60, who: str = "init") -> TimeEntry:
    return TimeEntry(
        id=f"m{days_ago}{developer}{who}",
        developer=developer,
        day=MONDAY - timedelta(days=days_ago),
        minutes=minutes,
        bucket=Bucket.CUSTOMER,
        customer=who,
    )


def done(record_id: str, on: date, outcome: str = "", **fields: object) -> Touchpoint:
    given: dict[str, Any] = {"state": TouchpointState.DONE, "closed_on": on, "outcome": outcome} | fields
    return touchpoint(record_id, "init", **given)


def text_of(detail: CustomerDetail) -> str:
    found = customer_sections(detail)
    lines = [f"{line.label}|{line.text}" for section in found for line in section.lines]
    return "\n".join([*(section.title for section in found), *lines])


class TestList:
    def test_a_row_tells_contact_cadence_next_step_and_who_knows_them(self) -> None:
        office = Office(
            customer(cadence_ideal=14, cadence_max=30),
            met(31, "bob", 30),
            met(40, "zoe"),
            met(41, "zoe"),
            met(50),
            touchpoint("t1", "init", title="Quote", kind="e-mail", due_on=MONDAY + timedelta(days=1)),
            touchpoint("t2", "init", developer=None),
            Leave(id="l", developer="zoe", first=MONDAY, last=MONDAY),
        )
        view = customers_view(office.bob)
        (row,) = (one for one in view.rows if one.customer.id == "init")
        assert (row.contact, row.freshness, row.open) == ("31 days ago", Freshness.RED, 2)
        assert (cadence_words(row), step_words(row, MONDAY)) == ("past at most", "tomorrow: e-mail · Quote")
        assert known_by_words(row) == "Dana Osei, Bob Marsh"  # Zoë is away
        assert row.need is Need.PAST_AT_MOST

    def test_who_is_away_comes_last_and_is_marked(self) -> None:
        away = Leave(id="l", developer="dana", first=MONDAY, last=MONDAY)
        office = Office(customer(), met(3), met(4), met(5, "bob"), away)
        (row,) = (one for one in customers_view(office.bob).rows if one.customer.id == "init")
        assert known_by_words(row) == "Bob Marsh, Dana Osei (away)"
        assert row.known_by[1].away == "leave, back Tue 24 Nov"

    def test_without_contact_cadence_and_next_step(self) -> None:
        rows = {one.customer.id: one for one in customers_view(Office().dana).rows}
        row = rows["acme"]
        assert (row.contact, cadence_words(row), step_words(row, MONDAY)) == ("never", "no cadence", "no next step")
        assert (row.need, row.known_by, row.freshness) == (Need.NO_NEXT_STEP, (), None)

    def test_a_reason_for_no_next_step_is_told_and_a_snooze_says_until_when(self) -> None:
        office = Office(customer(no_next_step="they decide in spring"), touchpoint("t1", due_on=MONDAY))
        snooze(office.dana, "acme", MONDAY + timedelta(days=3), SnoozeReason.WAITING)
        rows = {one.customer.id: one for one in customers_view(office.dana).rows}
        assert step_words(rows["init"], MONDAY) == "no next step: they decide in spring"
        assert step_words(rows["acme"], MONDAY) == "snoozed until Thu: Title t1"

    def test_the_orders_and_inactive_ones_last_in_each(self) -> None:
        office = Office(
            customer("amber", cadence_ideal=7),
            customer("late"),
            customer("gone", active=False),
            met(9, who="amber"),
            met(2, who="late"),
            touchpoint("t1", "amber", due_on=MONDAY + timedelta(days=9)),
            touchpoint("t2", "late", due_on=MONDAY - timedelta(days=2)),
            touchpoint("t3", "globex", due_on=MONDAY + timedelta(days=2)),
            met(1, who="globex"),
        )
        rows = customers_view(office.dana).rows

        def names(order: Order) -> list[str]:
            return [one.customer.id for one in in_order(rows, order)]

        assert [one.customer.id for one in rows] == ["acme", "late", "amber", "globex", "gone"]
        assert names(Order.CONTACT) == ["acme", "amber", "late", "globex", "gone"]
        assert names(Order.NAME) == ["acme", "amber", "globex", "late", "gone"]
        assert [Order.URGENCY.following, Order.NAME.following] == [Order.CONTACT, Order.URGENCY]

    def test_what_a_damaged_file_may_hold_is_not_said_to_be_missing(self) -> None:
        class Damaged(MemoryStore):
            def desk(self, developer: str | None) -> Desk:
                if developer == "bob":
                    raise DamagedFileError(Path("open.json"), "not JSON")
                return super().desk(developer)

        whole = Office()
        office = Office(store=Damaged(*_records(whole)))
        view = customers_view(office.dana)
        assert view.damaged == ("Bob Marsh",)
        assert {step_words(one, MONDAY) for one in view.rows} == {"not known; a file is damaged"}
        assert {one.need for one in view.rows} == {Need.NOTHING}
        assert "a file of Bob Marsh is damaged" in text_of(customer_detail(office.dana, "acme"))


def _records(office: Office) -> list[Any]:
    roster = office.store.roster()
    return [roster.team, *roster.developers.values(), *roster.customers.values()]


class TestDetail:
    def office(self) -> Office:
        return Office(
            customer(
                cadence_ideal=14,
                cadence_max=30,
                stage="demo",
                notes="careful\nwith dates",
                contacts=(Contact(name="Pia", phone="+49 1", email="pia@init.example"),),
            ),
            met(0, "dana", 45),
            met(7, "bob", 397),
            met(21, "dana", 30),
            met(200, "bob", 600),
            touchpoint("t1", "init", title="Renewal", kind="call", due_on=MONDAY),
            done("t2", date(2026, 11, 9), "they like it", title="First talk", kind="demo", developer="bob"),
            done("t3", date(2026, 10, 1), "skipped", title="Review", state=TouchpointState.DROPPED),
            WorkItem(
                id="w9",
                key="API-9",
                title="Export",
                created_on=MONDAY,
                state=WorkState.DONE,
                state_since=date(2026, 11, 12),
                developer="zoe",
                customer="init",
            ),
        )

    def test_all_that_is_known_in_words(self) -> None:
        text = text_of(customer_detail(self.office().dana, "Init"))
        for words in (
            "Last contact|today, Mon 23 Nov",
            "Cadence|every 14 days, at most 30: fresh",
            "Stage|demo",
            "today|call · Renewal · Dana Osei · ",
            "|Pia · +49 1 · pia@init.example",
            "|with dates",
            "Bob Marsh|6h37 and contact on 2 days in 180 days",
            "The team's time with them by week",
            "2026-W47|6h37",
            "2026-W46|–",
            "Thu 12 Nov|API-9 Export · work done · Zoë Müller",
            "Mon 9 Nov|First talk: they like it · demo · Bob Marsh",
            "Thu 1 Oct|Review: skipped · Dana Osei",
        ):
            assert words in text

    def test_what_was_done_stands_latest_first(self) -> None:
        past = customer_detail(self.office().dana, "init").past
        assert [one.record.id for one in past] == ["w9", "t2", "t3"]

    def test_a_lead_sees_the_teams_weeks_and_anyone_else_their_own(self) -> None:
        office = self.office()
        weeks = customer_detail(office.dana, "init").weeks
        assert [(one.week.number, one.minutes) for one in weeks][:4] == [(48, 45), (47, 397), (46, 0), (45, 30)]
        assert len(weeks) == 12
        mine = customer_detail(office.bob, "init")
        assert not mine.is_team
        assert {one.week: one.minutes for one in mine.weeks if one.minutes} == {Week(2026, 47): 397}
        none = customer_detail(office.by("zoe"), "init")
        assert none.weeks == ()
        assert "by week" not in text_of(none)

    def test_a_developer_is_told_no_hours_of_others(self) -> None:
        detail = customer_detail(self.office().by("zoe"), "init")
        text = text_of(detail)
        assert "Bob Marsh|some time and contact on 2 days" in text
        told = text + json_text(customers_view(self.office().by("zoe")).rows)
        assert not [secret for secret in ("397", "6h37", "45m", "30m", "10h") if secret in told]

    def test_a_customer_that_nobody_knows_is_refused_with_the_closest(self) -> None:
        with pytest.raises(NotFoundError, match="did you mean Init"):
            customer_detail(self.office().dana, "initt")

    def test_inactive_without_a_next_step_is_no_alarm(self) -> None:
        office = Office()
        edit_customer(office.dana, "acme", active=False)
        text = text_of(customer_detail(office.dana, "acme"))
        assert "State|inactive" in text
        found = customer_sections(customer_detail(office.dana, "acme"))
        tones = {line.text: line.tone for section in found for line in section.lines}
        assert tones["no next step"] is Tone.MUTED
