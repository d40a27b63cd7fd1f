"""Logging, editing and deleting time, and what it does to touchpoints and to files of others."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.logline import LogLineError, Selection
from standup.domain.records import Bucket, Developer, TouchpointState
from standup.domain.weeks import Week
from standup.workspace.completing import complete, complete_work
from standup.workspace.entries import edit_entry, remove_entry
from standup.workspace.references import reference
from standup.workspace.time import log, log_all, preview, quick_log
from standup.workspace.undo import history, redo, undo
from tests.workspace.office import BERLIN, MONDAY, Office, entry, touchpoint


def test_a_line_becomes_entries_with_all_their_facts() -> None:
    office = Office()
    logged = log(office.dana, "2h #API-12 @acme 70/30 +shaping ! pairing with their ops")
    production, customer = office.entries()
    assert logged.entries == (production, customer)
    assert (production.bucket, production.minutes, production.work_item) == (Bucket.PRODUCTION, 84, "API-12")
    assert (customer.bucket, customer.minutes, customer.customer) == (Bucket.CUSTOMER, 36, "acme")
    assert all(one.tags == ("shaping",) and one.interrupt and one.day == MONDAY for one in logged.entries)


def test_an_hour_more_on_the_night_in_autumn() -> None:
    office = Office()
    log(office.dana, "2025-10-26 1:30-3:30 ~ autumn")
    [found] = office.entries(day=date(2025, 10, 26))
    assert found.minutes == 180


def test_a_preview_changes_nothing() -> None:
    office = Office()
    assert preview(office.dana, "45m @acme") == "45 min customer on Acme Corp, today"
    assert office.entries() == []


def test_a_preview_shows_the_note_and_the_day_that_became_part_of_it() -> None:
    office = Office()
    assert preview(office.dana, "45m @acme they\x1b call") == "45 min customer on Acme Corp, today; note: they␛ call"
    doubted = "fri is part of the note: for the day write on fri"
    assert preview(office.dana, "1h fri #API-12") == f"60 min production on API-12, today; note: fri; {doubted}"
    logged = log(office.dana, "1h fri #API-12")
    assert (logged.words, logged.hint) == ("60 min production on API-12, today", doubted)


def test_no_next_step_without_a_reason_changes_nothing() -> None:
    office = Office(touchpoint("t1"))
    with pytest.raises(UsageError, match="say why: none: because"):
        log(office.dana, "45m @acme call > none")
    with pytest.raises(UsageError, match="say why: none: because"):
        complete(office.dana, "acme", "10m > none:")
    assert office.entries() == []


# Touchpoints


def test_customer_time_counts_for_the_only_open_touchpoint() -> None:
    office = Office(touchpoint("t1", developer="bob"), touchpoint("t2", customer="globex"))
    assert log(office.dana, "45m @acme").entries[0].touchpoint == "t1"


def test_customer_time_counts_for_none_of_several_open_touchpoints() -> None:
    office = Office(touchpoint("t1"), touchpoint("t2", developer="bob"))
    assert log(office.dana, "45m @acme").entries[0].touchpoint is None


def test_closed_touchpoints_count_for_nothing() -> None:
    done = touchpoint("t1", state=TouchpointState.DONE, closed_on=MONDAY)
    assert log(Office(done).dana, "45m @acme").entries[0].touchpoint is None


def test_a_next_step_completes_the_touchpoint_and_plans_another() -> None:
    office = Office(touchpoint("t1", contact="Jane Doe"))
    logged = log(office.dana, "45m @acme they want a quote > fri send quote by e-mail")
    assert logged.completed is not None
    assert logged.planned is not None
    assert (logged.completed.state, logged.completed.closed_on) == (TouchpointState.DONE, MONDAY)
    assert logged.completed.outcome == "they want a quote"
    planned = logged.planned
    assert (planned.title, planned.kind, planned.contact) == ("send quote by e-mail", "e-mail", "Jane Doe")
    assert (planned.due_on, planned.developer) == (date(2026, 11, 27), "dana")
    assert [one.id for one in office.store.desk("dana").touchpoints] == [planned.id]


def test_a_next_step_without_an_open_touchpoint_plans_one() -> None:
    logged = log(Office().dana, "45m @acme > fri send quote")
    assert logged.completed is None
    assert logged.planned is not None


def test_a_next_step_with_several_open_touchpoints_is_refused_with_their_list() -> None:
    office = Office(touchpoint("0000aaaa"), touchpoint("0000bbbb"))
    with pytest.raises(UsageError, match=r"2 open touchpoints: aaaa .*, bbbb .*`standup done`"):
        log(office.dana, "45m @acme > fri send quote")
    assert office.entries() == []


def test_a_next_step_follows_my_touchpoint_or_the_one_of_the_kind_that_is_named() -> None:
    others = touchpoint("t2", developer="bob", kind="review"), touchpoint("t3", developer="bob", kind="call")
    office = Office(touchpoint("t1", kind="e-mail"), *others)
    first = log(office.dana, "45m @acme a review > fri quote")
    assert first.completed is not None
    assert first.entries[0].touchpoint == first.completed.id == "t1"
    undo(office.dana)
    second = log(office.bob, "45m @acme review > fri demo")
    assert second.completed is not None
    assert second.completed.id == "t2"
    plain = log(Office(touchpoint("t1"), *others).dana, "45m @acme")
    assert plain.entries[0].touchpoint is None  # time alone counts where exactly one is open


def test_a_contact_of_yesterday_closes_its_touchpoint_yesterday() -> None:
    office = Office(touchpoint("t1"))
    office.clock.set("2027-01-01 09:00")
    logged = log(office.dana, "45m @acme yesterday > fri send quote")
    assert logged.completed is not None
    assert logged.completed.closed_on == date(2026, 12, 31)
    assert [one.id for one in office.store.closed("dana", 2026).touchpoints] == ["t1"]


def test_a_key_logs_to_the_selected_touchpoint_even_if_there_are_several() -> None:
    office = Office(touchpoint("t1"), touchpoint("t2"))
    logged = quick_log(office.dana, Selection(customer="acme", touchpoint="t2"), 45)
    assert [(one.minutes, one.touchpoint, one.bucket) for one in logged.entries] == [(45, "t2", Bucket.CUSTOMER)]


# Others


def test_a_lead_logs_for_others() -> None:
    office = Office(touchpoint("t1", developer=None))
    logged = log(office.dana, "45m @acme for:bob > fri send quote")
    assert [one.minutes for one in office.entries("bob")] == [45]
    assert office.entries("dana") == []
    assert logged.planned is not None
    assert logged.planned.developer == "bob"
    assert logged.words == "45 min customer on Acme Corp, today, for Bob Marsh; next: Fri 27 Nov, send quote"
    assert preview(office.dana, "30m ~ for:bob") == "30 min other, today, for Bob Marsh"
    done = complete_work(office.dana, "DB-4", "30m for:bob")
    assert done.words == "done: DB-4 Partition the events; 30 min production on DB-4, today, for Bob Marsh"


def test_nobody_else_logs_for_others() -> None:
    office = Office()
    with pytest.raises(LogLineError, match="only a lead logs for others"):
        log(office.bob, "45m ~ for:dana")
    assert office.entries("dana") == []


def test_completing_the_touchpoint_of_a_colleague_tells_them_of_the_contact_and_of_no_hours() -> None:
    office = Office(touchpoint("t1", developer="dana"))
    log(office.bob, "37m @acme secret > fri send quote")
    words = " ".join(change.why for change in history(office.dana))
    assert "contact with Acme Corp: Title t1; next: Fri 27 Nov, send quote" in words
    assert "37" not in words
    assert "secret" not in words


def test_completing_an_unowned_touchpoint_tells_the_team_of_no_hours() -> None:
    office = Office(touchpoint("t1", developer=None))
    log_all(office.bob, ["37m @acme > fri send quote", "41m ~"])
    assert all("37" not in change.why and "78" not in change.why for change in history(office.dana))
    assert history(office.dana)


def test_the_history_holds_what_is_mine_and_the_teams() -> None:
    office = Office()
    log(office.dana, "30m ~")
    log(office.bob, "37m ~")
    assert [change.why for change in history(office.bob)] == ["log 37 min other, Mon 23 Nov"]
    assert [change.why for change in history(office.dana)] == ["log 30 min other, Mon 23 Nov"]


# Several lines


def test_several_lines_are_one_change() -> None:
    office = Office(touchpoint("t1"))
    logged = log_all(office.dana, ["45m @acme > fri one", "30m @acme > mon two", "yesterday 1h ~"])
    assert [one.completed.title for one in logged if one.completed] == ["Title t1", "one"]
    assert [one.title for one in office.store.desk("dana").touchpoints] == ["two"]
    assert undo(office.dana).why == "log 3 lines, 2h15"
    assert (office.entries(), office.entries(day=date(2026, 11, 22))) == ([], [])
    assert [one.id for one in office.store.desk("dana").touchpoints] == ["t1"]
    redo(office.dana)
    assert len(office.entries()) == 2


def test_a_wrong_line_among_several_logs_none_and_is_named() -> None:
    office = Office(touchpoint("t1"), touchpoint("t2"))
    for wrong in ("1:30 ~", "1h @acme > fri two open"):
        with pytest.raises(UsageError, match=r"^line 2: "):
            log_all(office.dana, ["45m ~", wrong])
    assert office.entries() == []


def test_one_line_alone_is_named_by_what_it_logs() -> None:
    office = Office()
    log_all(office.dana, ["45m ~"])
    assert history(office.dana)[0].why == "log 45 min other, Mon 23 Nov"
    assert log_all(office.dana, []) == []


# Edit


def ref(office: Office) -> str:
    """The reference of the only entry of the week."""
    [found] = office.entries()
    return reference(found.id)


def test_an_edit_replaces_what_it_names_and_keeps_the_rest() -> None:
    office = Office()
    log(office.dana, "9:00-9:45 #API-12 +shaping a note")
    edit_entry(office.dana, ref(office), "1h")
    [found] = office.entries()
    assert (found.minutes, found.start, found.work_item) == (60, datetime(2026, 11, 23, 9, tzinfo=BERLIN), "API-12")
    assert (found.tags, found.note, found.version) == (("shaping",), "a note", 2)
    edit_entry(office.dana, ref(office), "8:00-8:30 @acme")
    [found] = office.entries()
    assert (found.minutes, found.bucket, found.work_item, found.customer) == (30, Bucket.CUSTOMER, None, "acme")


def test_an_edit_to_another_day_keeps_the_clock_time() -> None:
    office = Office()
    log(office.dana, "9:00-9:45 ~")
    edit_entry(office.dana, ref(office), "on 20 Nov")
    [found] = office.entries(day=date(2026, 11, 20))
    assert (found.day, found.start) == (date(2026, 11, 20), datetime(2026, 11, 20, 9, tzinfo=BERLIN))
    assert office.entries() == []


def test_a_clock_range_in_an_edit_lies_on_the_day_of_the_entry() -> None:
    office = Office()
    log(office.dana, "on 20 Nov 30m ~")
    [found] = office.entries(day=date(2026, 11, 20))
    edit_entry(office.dana, reference(found.id), "22:00-23:00")
    [found] = office.entries(day=date(2026, 11, 20))
    assert (found.day, found.minutes) == (date(2026, 11, 20), 60)


@pytest.mark.parametrize("change", ["22:30-0:15", "1h45"])
def test_an_edit_past_midnight_is_split(change: str) -> None:
    office = Office()
    log(office.dana, "on 19 Nov 22:30-23:00 #API-12 deploy")
    [found] = office.entries(day=date(2026, 11, 19))
    edit_entry(office.dana, reference(found.id), change)
    found, rest = office.entries(day=date(2026, 11, 19))
    assert [(one.day.day, one.minutes, one.work_item, one.note) for one in (found, rest)] == [
        (19, 90, "API-12", "deploy"),
        (20, 15, "API-12", "deploy"),
    ]


def test_an_edit_with_a_ratio_makes_two_entries_and_counts_for_the_touchpoint() -> None:
    office = Office(touchpoint("t1"))
    log(office.dana, "100m #API-12")
    edit_entry(office.dana, ref(office), "#API-12 @acme 70/30")
    production, customer = office.entries()
    assert (production.minutes, customer.minutes, customer.touchpoint) == (70, 30, "t1")


def test_an_edit_to_another_customer_counts_for_their_touchpoint() -> None:
    office = Office(touchpoint("t1"), touchpoint("t2", customer="globex"))
    log(office.dana, "30m @acme")
    edit_entry(office.dana, ref(office), "@globex")
    assert office.entries()[0].touchpoint == "t2"
    edit_entry(office.dana, ref(office), "a note")
    assert office.entries()[0].touchpoint == "t2"
    edit_entry(office.dana, ref(office), "~")
    assert office.entries()[0].touchpoint is None


@pytest.mark.parametrize("change", ["5h", "9:00-10:30", "tomorrow"])
def test_an_edit_cannot_reach_into_the_future(change: str) -> None:
    office = Office()
    log(office.dana, "9:00-9:45 ~")
    with pytest.raises(UsageError, match="has not come yet"):
        edit_entry(office.dana, ref(office), change)


def test_the_start_stays_where_a_developer_has_moved_to_another_zone() -> None:
    start = datetime(2026, 11, 23, 6, 30, tzinfo=BERLIN)
    mover = Developer(id="mo", name="Mo", timezone="America/New_York")
    office = Office(mover, entry("e0001", developer="mo", day=MONDAY, start=start))
    office.clock.set("2026-11-23 18:00")
    edit_entry(office.by("mo"), "0001", "a note")
    [found] = office.entries("mo")
    assert (found.start, found.day, found.note) == (start, MONDAY, "a note")


def test_an_edit_that_says_nothing_or_too_much_is_refused() -> None:
    office = Office()
    log(office.dana, "30m ~")
    for change, words in (('""', "nothing to change"), ("for:bob", "no for:"), ("@acme > fri x", "no next step")):
        with pytest.raises(UsageError, match=words):
            edit_entry(office.dana, ref(office), change)


def test_only_my_own_entries_are_edited_and_deleted() -> None:
    office = Office(entry("e0001", developer="bob"))
    for act in (lambda: edit_entry(office.dana, "0001", "1h"), lambda: remove_entry(office.dana, "0001")):
        with pytest.raises(NotFoundError, match="`standup today`"):
            act()


def test_a_reference_that_names_several_is_refused_with_longer_ones() -> None:
    office = Office(entry("aaaa0000ffff"), entry("bbbb1111ffff"))
    with pytest.raises(UsageError, match="0000ffff or 1111ffff"):
        remove_entry(office.dana, "ffff")


# Imported entries


def imported() -> Office:
    """Dana's Monday with one imported entry."""
    return Office(entry("e0001", source_id="toggl:7", source_digest="d"))


def stones(office: Office, day: date) -> list[str | None]:
    """The source ids of the tombstones of a week."""
    return [stone.source_id for stone in office.store.week("dana", Week.of(day)).tombstones]


def test_deleting_an_imported_entry_leaves_a_tombstone_until_undone() -> None:
    office = imported()
    remove_entry(office.dana, "0001")
    assert (office.entries(), stones(office, MONDAY)) == ([], ["toggl:7"])
    undo(office.dana)
    assert ([one.id for one in office.entries()], stones(office, MONDAY)) == (["e0001"], [])


def test_an_entry_typed_here_leaves_none() -> None:
    office = Office(entry("e0001"))
    remove_entry(office.dana, "0001")
    assert stones(office, MONDAY) == []


def test_an_imported_entry_that_moves_weeks_leaves_a_tombstone_and_takes_it_away_when_it_returns() -> None:
    office = imported()
    friday = date(2026, 11, 20)
    for _ in range(2):
        edit_entry(office.dana, "0001", "on 20 Nov")
        assert (stones(office, MONDAY), stones(office, friday)) == (["toggl:7"], [])
        edit_entry(office.dana, "0001", "today")
        assert (stones(office, MONDAY), stones(office, friday)) == ([], ["toggl:7"])
    edit_entry(office.dana, "0001", "2h")
    assert stones(office, MONDAY) == []
    for _ in range(5):
        undo(office.dana)
    assert office.entries() == [entry("e0001", source_id="toggl:7", source_digest="d")]
    assert (stones(office, MONDAY), stones(office, friday)) == ([], [])


def test_a_day_holds_no_more_than_it_has() -> None:
    office = Office()
    log(office.dana, "20h #API-12 yesterday")
    with pytest.raises(UsageError, match=r"Sun 22 Nov would hold more than the 24h that it has; `standup today 2026"):
        log(office.dana, "4h01 ~ yesterday")
    with pytest.raises(UsageError, match="would hold more"):
        preview(office.dana, "4h01 ~ yesterday")
    with pytest.raises(UsageError, match="would hold more"):
        log_all(office.dana, ["2h ~ yesterday", "2h01 ~ yesterday"])
    assert log(office.dana, "4h ~ yesterday").entries[0].minutes == 240
    # the night on which the clocks go back is an hour longer
    assert log(office.dana, "24h ~ 2026-10-25").entries[0].minutes == 1440
    assert log(office.dana, "1h ~ 2026-10-25").entries[0].minutes == 60
