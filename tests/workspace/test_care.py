"""Cadence, series, next steps, who knows whom, and handing over: the use cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import (
    Bucket,
    Customer,
    Leave,
    Origin,
    SnoozeReason,
    TimeEntry,
    Touchpoint,
    TouchpointState,
)
from standup.domain.touchpoints import Urgency
from standup.workspace.board import board
from standup.workspace.completing import NO_NEXT_STEP_HINT, complete_touchpoint, preview_done
from standup.workspace.customers import edit_customer
from standup.workspace.detail_words import sections
from standup.workspace.details import touchpoint_detail
from standup.workspace.entries import alter_entry, copy_entry, move_entry
from standup.workspace.handover import hand_over, handover
from standup.workspace.knowing import prefer, who
from standup.workspace.time import log, log_all, preview
from standup.workspace.timer import start, stop
from standup.workspace.touchpoint_rows import list_touchpoints
from standup.workspace.touchpoints import (
    add_touchpoint,
    edit_touchpoint,
    end_series,
    skip,
    tick,
    upcoming,
)
from standup.workspace.undo import undo
from tests.workspace.office import MONDAY, Office

FORTNIGHT = MONDAY + timedelta(days=14)


def customer(**fields: Any) -> Customer:
    return Customer(id="init", name="Initech", **fields)


def open_one(id: str = "t1", **fields: Any) -> Touchpoint:
    given = {"customer": "init", "title": "Call", "developer": "dana", "created_on": MONDAY, **fields}
    return Touchpoint(id=id, **given)


def worked(day: date, developer: str = "dana", minutes: int = 480, **fields: Any) -> TimeEntry:
    given = {"bucket": Bucket.PRODUCTION, "work_item": "API-12", **fields}
    return TimeEntry(id=f"e{day}{developer}{given['bucket']}", developer=developer, day=day, minutes=minutes, **given)


def met(day: date, developer: str = "dana", minutes: int = 60, who: str = "init") -> TimeEntry:
    return worked(day, developer, minutes, bucket=Bucket.CUSTOMER, work_item=None, customer=who)


def cadenced(*records: Any, **fields: Any) -> Office:
    return Office(customer(cadence_ideal=14, cadence_max=30), open_one(**fields), *records)


class TestCadence:
    def test_completing_plans_the_next_one_by_the_cadence_and_one_undo_takes_both_back(self) -> None:
        office = cadenced()
        before = office.store.desk("dana").touchpoints
        logged = complete_touchpoint(office.dana, before[0], "20m they are happy")
        (after,) = office.store.desk("dana").touchpoints
        assert (after.due_on, after.origin, after.title) == (FORTNIGHT, Origin.CADENCE, "Call")
        assert "next by the cadence: Mon 7 Dec" in logged.words
        undo(office.dana)
        assert office.store.desk("dana").touchpoints == before

    def test_nobody_answered_so_it_is_tried_again_on_the_next_workday(self) -> None:
        office = cadenced()
        complete_touchpoint(office.dana, office.store.desk("dana").touchpoints[0], "no answer")
        (after,) = office.store.desk("dana").touchpoints
        assert after.due_on == MONDAY + timedelta(days=1)

    def test_a_next_step_of_a_person_goes_before_the_cadence(self) -> None:
        office = cadenced()
        log(office.dana, "20m @init > fri send quote")
        (after,) = office.store.desk("dana").touchpoints
        assert (after.title, after.origin) == ("send quote", Origin.PERSON)

    @pytest.mark.parametrize(
        ("line", "origin", "moves"),
        [
            ("20m @init", Origin.CADENCE, True),
            ("20m @init +internal", Origin.CADENCE, False),
            ("20m @init", Origin.PERSON, False),
            ("20m @init", Origin.SERIES, False),
        ],
    )
    def test_a_contact_moves_what_the_cadence_made_and_nothing_else(
        self, line: str, origin: Origin, moves: bool
    ) -> None:
        office = cadenced(due_on=MONDAY, origin=origin)
        words = preview(office.dana, line)
        assert ("moves to Mon 7 Dec by the cadence" in words) is moves
        log(office.dana, line)
        (after,) = office.store.desk("dana").touchpoints
        assert (after.due_on == FORTNIGHT) is moves
        if moves:
            told = touchpoint_detail(office.dana, "init").history[0].words
            assert told == "a contact restarted the cadence; due Mon 7 Dec, was Mon 23 Nov"
            undo(office.dana)
            assert office.store.desk("dana").touchpoints[0].due_on == MONDAY

    def test_another_persons_contact_moves_it_too_without_telling_their_hours(self) -> None:
        office = cadenced(due_on=MONDAY, origin=Origin.CADENCE)
        log(office.bob, "1h15 @init")
        assert office.store.desk("dana").touchpoints[0].due_on == FORTNIGHT
        assert [past.why for past in office.store.history(5, ["dana"])] == ["contact with Initech"]

    def test_the_timer_is_a_contact_as_well_and_tells_no_hours_in_the_file_of_another(self) -> None:
        office = cadenced(due_on=MONDAY, origin=Origin.CADENCE)
        start(office.bob, "@init")
        office.clock.later(minutes=47)
        logged = stop(office.bob)
        assert "moves to Mon 7 Dec by the cadence" in logged.words
        assert office.store.desk("dana").touchpoints[0].due_on == FORTNIGHT
        assert [past.why for past in office.store.history(5, ["dana"])] == ["stop the timer: contact with Initech"]
        undo(office.bob)
        assert office.store.desk("dana").touchpoints[0].due_on == MONDAY

    @pytest.mark.parametrize(
        "act",
        [
            lambda office, one: alter_entry(office.dana, one, "@init").words,
            lambda office, one: alter_entry(office.dana, one, "#API-12 @init 70/30").words,
        ],
    )
    def test_an_entry_that_becomes_a_contact_restarts_it_as_logging_does(self, act: Callable[..., str]) -> None:
        office = cadenced(worked(MONDAY), due_on=MONDAY, origin=Origin.CADENCE)
        [one] = office.entries()
        assert "moves to Mon 7 Dec by the cadence" in act(office, one)
        assert office.store.desk("dana").touchpoints[0].due_on == FORTNIGHT
        undo(office.dana)
        assert (office.entries(), office.store.desk("dana").touchpoints[0].due_on) == ([one], MONDAY)

    def test_moving_and_copying_a_contact_restart_it_from_the_day_on_which_it_is_then(self) -> None:
        friday = MONDAY - timedelta(days=3)
        office = cadenced(met(friday), due_on=friday + timedelta(days=14), origin=Origin.CADENCE)
        [one] = office.entries(day=friday)
        assert "moves to Mon 7 Dec by the cadence" in copy_entry(office.dana, one, MONDAY).words
        undo(office.dana)
        assert "moves to Mon 7 Dec by the cadence" in move_entry(office.dana, one, MONDAY).words

    def test_an_edit_that_makes_no_new_contact_moves_nothing(self) -> None:
        office = cadenced(met(MONDAY), due_on=MONDAY, origin=Origin.CADENCE)
        [one] = office.entries()
        assert "cadence" not in alter_entry(office.dana, one, "30m they wait").words
        assert "cadence" not in alter_entry(office.dana, office.entries()[0], "+internal").words
        assert office.store.desk("dana").touchpoints[0].due_on == MONDAY

    def test_an_edit_that_moves_the_touchpoint_of_another_tells_them_no_hours(self) -> None:
        office = cadenced(worked(MONDAY, "bob", 47, work_item="DB-4"), due_on=MONDAY, origin=Origin.CADENCE)
        [one] = office.entries("bob")
        alter_entry(office.bob, one, "@init secret")
        [copied] = copy_entry(office.bob, replace(office.entries("bob")[0], day=MONDAY), MONDAY).entries
        assert copied.minutes == 47
        assert office.store.desk("dana").touchpoints[0].due_on == FORTNIGHT
        assert [past.why for past in office.store.history(5, ["dana"])] == ["contact with Initech"]

    def test_the_next_one_is_on_a_workday_of_its_owner(self) -> None:
        away = Leave(id="l", developer="dana", first=FORTNIGHT, last=FORTNIGHT + timedelta(days=2))
        office = cadenced(away)
        complete_touchpoint(office.dana, office.store.desk("dana").touchpoints[0], "")
        assert office.store.desk("dana").touchpoints[0].due_on == FORTNIGHT + timedelta(days=3)

    def test_lines_logged_together_see_what_those_before_them_moved(self) -> None:
        office = cadenced(due_on=MONDAY, origin=Origin.CADENCE)
        log_all(office.dana, ["20m @init", "10m @init > fri send quote"])
        (after,) = office.store.desk("dana").touchpoints
        assert after.title == "send quote"

    def test_days_that_make_no_cadence_are_refused_and_change_nothing(self) -> None:
        office = cadenced()
        with pytest.raises(UsageError):
            edit_customer(office.dana, "init", cadence_max=7)
        with pytest.raises(UsageError):
            edit_customer(office.dana, "acme", cadence_max=7)
        edited = edit_customer(office.dana, "init", clear=["every"])
        assert (edited.cadence_ideal, edited.cadence_max) == (None, None)


class TestNextStep:
    def test_none_because_is_kept_with_the_customer_until_something_is_completed(self) -> None:
        office = Office(customer(), open_one())
        logged = log(office.dana, "20m @init > none: because they decide in spring")
        assert office.store.desk("dana").touchpoints == []
        assert office.store.roster().customers["init"].no_next_step == "they decide in spring"
        assert "no next step: they decide in spring" in logged.words
        (row,) = (one for one in board(office.dana).no_next_step if one.customer == "init")
        assert (row.reason, row.last_contact) == ("they decide in spring", MONDAY)
        undo(office.dana)
        assert office.store.roster().customers["init"].no_next_step == ""
        assert len(office.store.desk("dana").touchpoints) == 1

    def test_the_reason_goes_when_a_later_touchpoint_ends_without_one(self) -> None:
        office = Office(customer(no_next_step="they decide in spring"), open_one())
        complete_touchpoint(office.dana, open_one(), "done")
        assert office.store.roster().customers["init"].no_next_step == ""

    def test_no_next_step_stands_on_the_board_of_who_knows_them_best(self) -> None:
        office = Office(customer(), met(MONDAY - timedelta(days=5), "bob"), met(MONDAY - timedelta(days=200), "dana"))
        assert [one.customer for one in board(office.bob).no_next_step] == ["init"]
        assert [one.customer for one in board(office.dana).no_next_step] == ["acme", "globex"]
        assert board(office.dana, "bob").no_next_step == board(office.bob).no_next_step

    def test_inactive_customers_and_those_with_an_open_touchpoint_have_none(self) -> None:
        office = Office(customer(active=False), open_one("t2", customer="acme", developer=None))
        assert [one.customer for one in board(office.dana).no_next_step] == ["globex"]


class TestStanding:
    DUE = date(2026, 11, 11)
    AFTER = tuple(date(2026, 11, day) for day in (12, 13, 16, 17, 18, 19, 20))

    def test_three_days_of_production_starve_it_with_the_evidence_beside_it(self) -> None:
        office = Office(customer(), open_one(due_on=self.DUE), *(worked(day) for day in self.AFTER[:3]))
        (row,) = (row for row in board(office.dana).touchpoints if row.touchpoint.id == "t1")
        assert row.urgency is Urgency.STARVED
        assert row.evidence == "due Wed 11 Nov: overtaken 3 of 7 days, 4 unknown"

    def test_a_colleagues_contact_counts_for_the_customer_and_leave_against_nobody(self) -> None:
        records = [met(self.AFTER[0], "bob"), Leave(id="l", developer="dana", first=self.AFTER[1], last=self.AFTER[1])]
        office = Office(customer(), open_one(due_on=self.DUE), *records, *(worked(day) for day in self.AFTER[:4]))
        (row,) = (row for row in board(office.dana).touchpoints if row.touchpoint.id == "t1")
        assert row.urgency is Urgency.UNATTENDED
        assert row.evidence == "due Wed 11 Nov: overtaken 2 of 7 days, 1 with customer time, 1 leave, 3 unknown"

    def test_starved_stand_first_then_unattended_then_overdue(self) -> None:
        office = Office(
            customer(),
            *(worked(day) for day in self.AFTER[-4:]),
            open_one("a", due_on=date(2026, 11, 20)),
            open_one("b", due_on=date(2026, 11, 13), developer=None),
            open_one("c", due_on=date(2026, 11, 16)),
            open_one("d", due_on=MONDAY),
        )
        assert [one.touchpoint.id for one in list_touchpoints(office.dana, everyone=True)] == ["c", "b", "a", "d"]

    def test_the_lead_sees_the_same_evidence_of_others_and_no_hours_in_it(self) -> None:
        office = Office(
            customer(), open_one(due_on=self.DUE, developer="bob"), *(worked(day, "bob") for day in self.AFTER[:3])
        )
        (row,) = (row for row in board(office.dana, "bob").touchpoints if row.touchpoint.id == "t1")
        assert row.evidence == "due Wed 11 Nov: overtaken 3 of 7 days, 4 unknown"


class TestSeries:
    def test_a_series_is_planned_completed_skipped_and_ended(self) -> None:
        office = Office()
        first = add_touchpoint(office.dana, "acme", "Review", rule="first Monday of the month")
        assert (first.due_on, first.rule) == (date(2026, 12, 7), "FREQ=MONTHLY;BYDAY=1MO")
        complete_touchpoint(office.dana, first, "fine")
        (second,) = office.store.desk("dana").touchpoints
        assert (second.due_on, second.origin) == (date(2027, 1, 4), Origin.SERIES)
        left_out, third = skip(office.dana, "acme")
        assert left_out.state is TouchpointState.DROPPED
        assert third is not None
        assert third.due_on == date(2027, 2, 1)
        last = end_series(office.dana, "acme")
        complete_touchpoint(office.dana, last, "")
        assert office.store.desk("dana").touchpoints == []
        for _ in range(4):
            undo(office.dana)
        assert [one.due_on for one in office.store.desk("dana").touchpoints] == [date(2026, 12, 7)]

    def test_the_next_five_dates_lie_on_workdays_and_say_what_was_moved(self) -> None:
        away = Leave(id="l", developer="dana", first=date(2026, 12, 7), last=date(2026, 12, 8))
        found = upcoming(Office(away).dana, "first monday of the month")
        assert [str(one.due_on) for one in found] == [
            "2026-12-09",
            "2027-01-04",
            "2027-02-01",
            "2027-03-01",
            "2027-04-05",
        ]
        assert found[0].words(MONDAY) == "Wed 9 Dec (Mon 7 Dec is no workday)"

    def test_a_date_set_by_a_person_keeps_the_series_and_an_edit_can_begin_one(self) -> None:
        office = Office(open_one(customer="acme"))
        begun = edit_touchpoint(office.dana, "acme", rule="every 2 weeks", due_on=MONDAY)
        assert (begun.due_on, begun.rule) == (MONDAY, "FREQ=WEEKLY;INTERVAL=2")
        moved = edit_touchpoint(office.dana, "acme", due_on=MONDAY + timedelta(days=1))
        assert (moved.rule, moved.recurs_on) == (begun.rule, MONDAY)
        complete_touchpoint(office.dana, moved, "")
        assert office.store.desk("dana").touchpoints[0].due_on == FORTNIGHT

    def test_what_is_no_rule_changes_nothing(self) -> None:
        office = Office()
        with pytest.raises(UsageError, match="no recurrence"):
            add_touchpoint(office.dana, "acme", "Review", rule="now and then")
        add_touchpoint(office.dana, "acme", "Review")
        with pytest.raises(UsageError, match="only one of a series"):
            skip(office.dana, "acme")


class TestWhoKnows:
    def test_a_lead_gets_hours_and_others_none(self) -> None:
        office = Office(customer(), open_one(kind="call"), met(MONDAY - timedelta(days=3), "bob", 500))
        prefer(office.bob, "call", "prefer")
        for_lead = {one.developer: words for one, words in who(office.dana, "init").people}
        assert for_lead["bob"] == (
            "8h20 and contact on 1 day in 180 days, last Fri 20 Nov; likes to do it: call; 40h left this week"
        )
        for_zoe = {one.developer: words for one, words in who(office.by("zoe"), "init").people}
        assert for_zoe["bob"] == "much time and contact on 1 day in 180 days, last Fri 20 Nov; likes to do it: call"
        assert len(for_zoe) >= 2

    def test_a_customer_without_touchpoint_can_be_asked_for_and_nobody_else(self) -> None:
        office = Office()
        assert who(office.bob, "globex").about == "Globex, Inc."
        with pytest.raises(NotFoundError):
            who(office.bob, "nobody")

    def test_who_is_on_leave_says_until_when(self) -> None:
        away = Leave(id="l", developer="bob", first=MONDAY, last=MONDAY + timedelta(days=4))
        office = Office(customer(), met(date(2026, 11, 2), "bob"), away)
        people = {one.developer: words for one, words in who(office.dana, "init").people}
        assert people.keys() == {"bob", "dana", "zoe"}
        assert people["bob"].endswith("away: leave, back Mon 30 Nov")


class TestHandover:
    def office(self) -> Office:
        return Office(
            customer(),
            open_one("t1", due_on=date(2026, 11, 2)),
            open_one("t2", customer="acme", due_on=date(2026, 11, 20)),
            open_one("t3", customer="globex", due_on=date(2026, 12, 20)),
            met(date(2026, 11, 3), "bob"),
        )

    def test_what_is_open_is_listed_with_who_else_knows_them(self) -> None:
        listed = handover(self.office().dana, "dana")
        assert [row.touchpoint.id for row in listed.touchpoints] == ["t1", "t2", "t3"]
        assert [item.key for item in listed.work] == ["API-12"]
        assert listed.known_by["init"][0] == "Bob Marsh"

    def test_all_goes_to_another_in_one_change_and_comes_back_with_one_undo(self) -> None:
        office = self.office()
        words = hand_over(office.dana, "dana", to="bob")
        assert words == "3 touchpoints, 1 work item of Dana Osei to Bob Marsh"
        assert office.store.desk("dana").touchpoints == []
        assert {one.id for one in office.store.desk("bob").touchpoints} == {"t1", "t2", "t3"}
        undo(office.dana)
        assert len(office.store.desk("dana").touchpoints) == 3
        assert [item.key for item in office.store.desk("dana").work_items] == ["API-12"]

    def test_overdue_ones_are_planned_anew_so_many_a_day_on_workdays(self) -> None:
        office = self.office()
        hand_over(office.dana, "dana", due_on=date(2026, 11, 28), per_day=1, overdue_only=True)
        due = {one.id: one.due_on for one in office.store.desk("dana").touchpoints}
        assert due == {"t1": date(2026, 11, 30), "t2": date(2026, 12, 1), "t3": date(2026, 12, 20)}
        assert [item.key for item in office.store.desk("dana").work_items] == ["API-12"]

    def test_some_by_name_and_to_nobody(self) -> None:
        office = self.office()
        hand_over(office.dana, "dana", unassign=True, names=["#api-12"])
        assert [item.key for item in office.store.desk(None).work_items] == ["API-12"]
        assert len(office.store.desk("dana").touchpoints) == 3
        hand_over(office.dana, "dana", to="Nobody")
        assert len(office.store.desk(None).touchpoints) == 3

    @pytest.mark.parametrize(
        "arguments",
        [
            {},
            {"to": "dana"},
            {"to": "bob", "names": ["NOPE-1"]},
            {"to": "nobodyy"},
            {"due_on": MONDAY, "per_day": 0},
        ],
    )
    def test_what_makes_no_sense_is_refused_and_changes_nothing(self, arguments: dict[str, Any]) -> None:
        office = self.office()
        before = office.store.desk("dana")
        with pytest.raises((UsageError, NotFoundError)):
            hand_over(office.dana, "dana", **arguments)
        assert office.store.desk("dana") == before


def test_a_step_of_the_playbook_is_ticked_and_told_in_the_history() -> None:
    office = Office(open_one(customer="acme"))
    tick(office.dana, "acme", "Who else should hear it?")
    assert office.store.desk("dana").touchpoints[0].ticks == ("Who else should hear it?",)
    assert touchpoint_detail(office.bob, "acme").history[0].words == "ticked: Who else should hear it?"
    tick(office.dana, "acme", "Who else should hear it?")
    assert office.store.desk("dana").touchpoints[0].ticks == ()


def test_a_snooze_for_a_reason_of_the_customer_is_kept_beside_the_evidence() -> None:
    waiting = replace(open_one(due_on=date(2026, 11, 11)), snoozed_until=FORTNIGHT, snooze_reason=SnoozeReason.WAITING)
    view = board(Office(customer(), waiting).dana)
    assert [row.urgency for row in view.snoozed] == [Urgency.SNOOZED]


def told_of(found: Office, text: str = "init") -> dict[str, str]:
    """The first facts of a touchpoint's details, and whom to ask."""
    lines = [line for section in sections(touchpoint_detail(found.dana, text)) for line in section.lines]
    return {line.label: line.text for line in reversed(lines) if line.label}


def test_the_details_say_where_it_stands_and_how_often_they_are_met() -> None:
    due = MONDAY - timedelta(days=11)
    days = [MONDAY - timedelta(days=ago) for ago in (10, 7, 6, 5)]
    met_before = met(MONDAY - timedelta(days=40))
    office = Office(
        customer(cadence_ideal=14, cadence_max=30), open_one(due_on=due), met_before, *(worked(day) for day in days)
    )
    facts = told_of(office)
    assert facts["State"] == "open, starved"
    assert facts["Evidence"] == "overtaken 4 of 6 days, 2 unknown"
    assert facts["Last contact"] == "40 days ago, Wed 14 Oct"
    assert facts["Cadence"] == "every 14 days, at most 30: past at most"
    assert facts["Dana Osei"].startswith("1h and contact on 1 day in 180 days")
    assert touchpoint_detail(office.dana, "init").row.urgency is Urgency.STARVED


def test_the_details_of_a_series_tell_its_rule_and_the_dates_that_moved() -> None:
    office = Office(customer())
    add_touchpoint(office.dana, "init", "Review", rule="on the 5th", due_on=date(2026, 12, 1))
    facts = told_of(office)
    assert facts["Repeat"] == "on the 5th; this one Mon 7 Dec (Sat 5 Dec is no workday)"
    assert facts["After it"].startswith("Tue 5 Jan 2027, Fri 5 Feb 2027, Fri 5 Mar 2027, Mon 5 Apr 2027, ")
    assert "is no workday" not in facts["After it"]
    edit_touchpoint(office.dana, "init", due_on=date(2026, 12, 3))
    assert told_of(office)["Repeat"] == "on the 5th"
    complete_touchpoint(office.dana, touchpoint_detail(office.dana, "init").row.touchpoint)
    assert told_of(office)["Last contact"] == "today, Mon 23 Nov"


def test_the_details_tell_what_the_cadence_planned_and_ask_first_who_knows_them_where_nobody_owns_it() -> None:
    one = open_one(origin=Origin.CADENCE, due_on=FORTNIGHT)
    assert told_of(Office(customer(), one))["Planned"] == "by the cadence; a contact moves it"
    titles = [section.title for section in sections(touchpoint_detail(Office(customer(), one).dana, "init"))]
    assert titles.index("Who knows them") > 1
    unowned = Office(customer(), replace(one, developer=None))
    assert sections(touchpoint_detail(unowned.dana, "init"))[0].title == "Who knows them"
    assert all(words and person for person, words in touchpoint_detail(unowned.dana, "init").known_by)


def test_completing_says_where_a_customer_is_left_without_a_next_step() -> None:
    office = Office(customer(), open_one())
    one = touchpoint_detail(office.dana, "init").row.touchpoint
    assert preview_done(office.dana, one, "").endswith(NO_NEXT_STEP_HINT)
    assert NO_NEXT_STEP_HINT not in preview_done(office.dana, one, "> fri send quote")
    assert "no next step: they decide in spring" in preview_done(
        office.dana, one, "> none: because they decide in spring"
    )
    assert NO_NEXT_STEP_HINT not in preview_done(office.dana, one, "> none: because they decide in spring")
    hint = complete_touchpoint(office.dana, one).hint
    assert hint == "no next step; plan one with `standup touchpoint add init 'send quote' --due fri`"


@pytest.mark.parametrize(
    "records",
    [
        (customer(cadence_ideal=14), open_one()),
        (customer(), open_one(rule="FREQ=MONTHLY", rule_start=MONDAY, recurs_on=MONDAY, due_on=MONDAY)),
        (customer(), open_one(), open_one("t2")),
    ],
)
def test_completing_asks_for_no_step_where_one_comes_or_is_there(records: tuple[Any, ...]) -> None:
    office = Office(*records)
    one = touchpoint_detail(office.dana, "init").row.touchpoint if len(records) < 3 else records[1]
    words = preview_done(office.dana, one, "")
    assert NO_NEXT_STEP_HINT not in words
    assert complete_touchpoint(office.dana, one).hint == ""
    assert ("next by" in words) is (len(records) < 3)


def test_a_series_is_taken_away_only_where_there_is_one() -> None:
    office = Office(customer(), open_one(origin=Origin.CADENCE))
    with pytest.raises(UsageError, match="comes once"):
        edit_touchpoint(office.dana, "init", clear=["repeat"])
