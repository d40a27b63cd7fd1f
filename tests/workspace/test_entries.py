"""Entries altered where they are seen: written anew, moved, copied, deleted, and what somebody else did meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.change import Conflict, edit
from standup.domain.errors import UsageError
from standup.domain.records import Bucket, TimeEntry
from standup.workspace.entries import (
    alter_entry,
    copy_entry,
    delete_entry,
    line_of,
    move_entry,
    preview_altered,
    preview_moved,
    preview_rewritten,
    rewrite_entry,
)
from standup.workspace.session import Workspace
from standup.workspace.time import log
from standup.workspace.undo import redo, undo
from tests.workspace.office import BERLIN, MONDAY, Office, entry, touchpoint

SUNDAY, FRIDAY = date(2026, 11, 22), date(2026, 11, 20)
NINE = datetime(2026, 11, 20, 9, tzinfo=BERLIN)


def facts(one: TimeEntry) -> tuple[object, ...]:
    return one.day, one.minutes, one.bucket, one.work_item or one.customer


def the_only(office: Office, day: date = MONDAY) -> TimeEntry:
    [found] = office.entries(day=day)
    return found


# Written anew


def test_the_line_of_an_entry_is_its_log_line_without_the_day() -> None:
    one = entry("a", 90, day=FRIDAY, start=NINE, work_item="API-12", note="retry the upload", tags=("shaping",))
    assert line_of(Office(one).dana, one) == "9:00-10:30 #API-12 +shaping retry the upload"


@pytest.mark.parametrize("day", [FRIDAY, MONDAY])
def test_a_line_left_as_it_is_changes_nothing(day: date) -> None:
    start = datetime(day.year, day.month, day.day, 8, tzinfo=BERLIN)
    one = entry("a", 60, day=day, start=start, bucket=Bucket.CUSTOMER, customer="acme", note="x", interrupt=True)
    office = Office(one)
    assert preview_rewritten(office.dana, one, line_of(office.dana, one)) == "as it is"
    assert rewrite_entry(office.dana, one, line_of(office.dana, one)) is None
    assert office.entries(day=day) == [one]


def test_a_line_says_the_whole_entry_and_is_one_change() -> None:
    one = entry("a", 60, day=FRIDAY, start=NINE, work_item="API-12", note="gone", tags=("shaping",))
    office = Office(one)
    line = "45m @acme call them"
    words = "45 min customer on Acme Corp, Fri 20 Nov; note call them"
    assert preview_rewritten(office.dana, one, line) == words
    logged = rewrite_entry(office.dana, one, line)
    assert logged is not None
    assert logged.words == words
    found = the_only(office, FRIDAY)
    assert facts(found) == (FRIDAY, 45, Bucket.CUSTOMER, "acme")
    assert (found.id, found.start, found.note, found.tags) == ("a", None, "call them", ())
    why = "edit 60 min production on API-12, Fri 20 Nov to 45 min customer on Acme Corp, Fri 20 Nov; note call them"
    assert undo(office.dana).why == why
    assert office.entries(day=FRIDAY) == [one]
    assert redo(office.dana).why == why


def test_a_day_in_the_line_moves_the_entry() -> None:
    one = entry("a", 60, day=FRIDAY)
    office = Office(one)
    rewrite_entry(office.dana, one, '1h #"" yesterday')
    assert facts(the_only(office, SUNDAY)) == (SUNDAY, 60, Bucket.PRODUCTION, None)


def test_what_lies_past_midnight_becomes_an_entry_of_its_own() -> None:
    one = entry("a", 60, day=FRIDAY, work_item="API-12")
    office = Office(one)
    rewrite_entry(office.dana, one, "23:00-01:30 #API-12")
    assert {(found.day.day, found.minutes) for found in office.entries(day=FRIDAY)} == {(20, 60), (21, 90)}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "how long"),
        ("45m", "where did the time go"),
        ("45m @acmee", "did you mean acme"),
        ("45m @acme > fri call", "no next step"),
        ("45m ~ for:bob", "no for:"),
        ("2026-11-24 45m ~", "has not come yet"),
        ("today 11:00-12:00 ~", "12:00 has not come yet"),
        ("24h ~", "would hold more than the 24h"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_changes_nothing(line: str, message: str) -> None:
    one, other = entry("a", 60, day=FRIDAY), entry("b", 30, day=FRIDAY)
    office = Office(one, other)
    for act in (preview_rewritten, rewrite_entry):
        with pytest.raises(UsageError, match=message):
            act(office.dana, one, line)
    assert office.entries(day=FRIDAY) == [one, other]


def test_a_day_that_is_too_long_already_can_be_made_shorter() -> None:
    one, other = entry("a", 800, day=FRIDAY), entry("b", 800, day=FRIDAY)
    office = Office(one, other)
    rewrite_entry(office.dana, one, "700m ~")
    assert [found.minutes for found in office.entries(day=FRIDAY)] == [700, 800]


def test_an_imported_entry_keeps_the_names_that_the_team_does_not_know() -> None:
    one = entry("a", 60, work_item="OLD-1", source_id="row 1", note="x")
    other = entry("b", 60, bucket=Bucket.CUSTOMER, customer="gone")
    office = Office(one, other)
    rewrite_entry(office.dana, one, "1h #old-1 y")
    rewrite_entry(office.dana, other, "30m @gone")
    assert [(found.work_item, found.customer) for found in office.entries()] == [("OLD-1", None), (None, "gone")]
    with pytest.raises(UsageError, match="no work item 'OLD-2'"):
        preview_rewritten(office.dana, one, "1h #OLD-2")


@given(
    minutes=st.integers(1, 600),
    bucket=st.sampled_from(Bucket),
    clock=st.none() | st.integers(0, 23 * 60),
    note=st.text(max_size=30),
    tags=st.lists(st.sampled_from(["shaping", "ops"]), unique=True).map(tuple),
    interrupt=st.booleans(),
)
def test_the_line_of_any_entry_is_that_entry(
    minutes: int, bucket: Bucket, clock: int | None, note: str, tags: tuple[str, ...], interrupt: bool
) -> None:
    start = None if clock is None else NINE.replace(hour=clock // 60, minute=clock % 60)
    if clock is not None:
        minutes = min(minutes, 24 * 60 - clock)
    one = entry("a", minutes, day=FRIDAY, start=start, bucket=bucket, tags=tags, interrupt=interrupt)
    one = replace(one, note=" ".join(note.split()), customer="acme" if bucket is Bucket.CUSTOMER else None)
    office = Office(one)
    assert rewrite_entry(office.dana, one, line_of(office.dana, one)) is None


# Moved


def test_a_move_keeps_the_clock_time() -> None:
    one = entry("a", 90, day=FRIDAY, start=NINE, work_item="API-12")
    office = Office(one)
    words = "90 min production on API-12, Thu 19 Nov from 9:00"
    assert preview_moved(office.dana, one, date(2026, 11, 19)) == words
    moved = move_entry(office.dana, one, date(2026, 11, 19))
    assert (moved.words, moved.lost) == (words, "")
    assert the_only(office, FRIDAY).start == NINE.replace(day=19)
    assert undo(office.dana).why == "move 90 min production on API-12, Fri 20 Nov to Thu 19 Nov"


def test_a_clock_time_that_is_not_yet_does_not_go_along_and_that_is_said() -> None:
    one = entry("a", 60, day=FRIDAY, start=NINE.replace(hour=15), bucket=Bucket.OTHER)
    office = Office(one)
    moved = move_entry(office.dana, one, MONDAY)
    assert moved.words == "60 min other, today; without its clock time: 16:00 has not come yet, it is 10:00"
    assert (the_only(office).start, the_only(office).minutes) == (None, 60)


def test_a_clock_time_that_a_night_skips_does_not_go_along() -> None:
    start = datetime(2026, 3, 28, 2, 30, tzinfo=BERLIN)
    one = entry("a", 60, day=start.date(), start=start, bucket=Bucket.OTHER)
    office = Office(one)
    moved = move_entry(office.dana, one, date(2026, 3, 29))
    assert "without its clock time: 02:30 does not exist on 2026-03-29" in moved.words
    assert the_only(office, start.date()).start is None


def test_a_move_to_its_own_day_and_to_one_to_come_is_refused() -> None:
    one = entry("a", 60, day=FRIDAY, start=NINE)
    office = Office(one)
    with pytest.raises(UsageError, match="on Fri 20 Nov already"):
        move_entry(office.dana, one, FRIDAY)
    with pytest.raises(UsageError, match="Tue 24 Nov has not come yet"):
        move_entry(office.dana, one, date(2026, 11, 24))
    assert office.entries(day=FRIDAY) == [one]


# Copied, deleted, another bucket


def test_a_copy_has_no_clock_time_and_counts_for_what_is_open_now() -> None:
    one = entry("a", 30, day=FRIDAY, start=NINE, bucket=Bucket.CUSTOMER, customer="acme", touchpoint="done", note="x")
    office = Office(one, touchpoint("t1"))
    assert copy_entry(office.dana, one, MONDAY).words == "30 min customer on Acme Corp, today"
    made = next(found for found in office.entries() if found.day == MONDAY)
    assert (made.start, made.touchpoint, made.note, made.source_id) == (None, "t1", "x", None)
    assert undo(office.dana).why == "log 30 min customer on Acme Corp, Mon 23 Nov"
    with pytest.raises(UsageError, match="has not come yet"):
        copy_entry(office.dana, one, date(2026, 11, 24))


def test_a_deleted_entry_is_told_by_the_name_of_its_customer() -> None:
    one = entry("a", 30, bucket=Bucket.CUSTOMER, customer="acme")
    office = Office(one)
    assert delete_entry(office.dana, one) == "30 min customer on Acme Corp, Mon 23 Nov"
    assert office.entries() == []
    assert undo(office.dana).why == "delete 30 min customer on Acme Corp, Mon 23 Nov"


def test_another_bucket_keeps_all_else() -> None:
    one = entry("a", 60, day=FRIDAY, start=NINE, work_item="API-12", note="x", tags=("ops",))
    office = Office(one)
    assert preview_altered(office.dana, one, "@acme") == "60 min customer on Acme Corp, Fri 20 Nov from 9:00, +ops"
    alter_entry(office.dana, one, "@acme")
    found = the_only(office, FRIDAY)
    assert facts(found) == (FRIDAY, 60, Bucket.CUSTOMER, "acme")
    assert (found.start, found.note, found.tags) == (NINE, "x", ("ops",))


# What somebody else did meanwhile

ACTS: dict[str, Callable[[Workspace, TimeEntry], object]] = {
    "rewrite": lambda workspace, one: rewrite_entry(workspace, one, "45m @acme"),
    "alter": lambda workspace, one: alter_entry(workspace, one, "~"),
    "move": lambda workspace, one: move_entry(workspace, one, FRIDAY),
    "delete": delete_entry,
}


def test_a_line_without_a_bucket_is_no_other_bucket() -> None:
    one = entry("a", bucket=Bucket.OTHER, work_item=None, note="standup")
    office = Office(one)
    for act in (preview_altered, alter_entry):
        with pytest.raises(UsageError, match=r"where did the time go\? add #KEY, @customer, or ~ for other"):
            act(office.dana, one, "acme renewal", needs_bucket=True)
    assert the_only(office).note == "standup"
    alter_entry(office.dana, one, "@acme", needs_bucket=True)
    assert facts(the_only(office)) == (MONDAY, 60, Bucket.CUSTOMER, "acme")


@pytest.mark.parametrize("act", ACTS)
def test_what_a_lead_altered_meanwhile_is_told_and_nothing_is_overwritten(act: str) -> None:
    seen = entry("a", 60, developer="bob", work_item="DB-4")
    office = Office(seen)
    theirs = edit(seen, minutes=90, note="corrected")
    office.dana.commit("correct the import", [theirs])
    office.clock.later(minutes=7)
    with pytest.raises(Conflict) as raised:
        ACTS[act](office.bob, seen)
    assert str(raised.value) == (
        "Dana Osei changed the entry of 60 min production on DB-4, Mon 23 Nov at 10:00: "
        "minutes 1h30, was 1h; note corrected; your change was not made. Look again and repeat"
    )
    assert office.entries("bob") == [theirs.after]


@pytest.mark.parametrize("act", ACTS)
def test_what_was_deleted_in_another_window_is_told(act: str) -> None:
    office = Office()
    log(office.dana, "30m #API-12")
    [seen] = office.entries()
    delete_entry(office.dana, seen)
    with pytest.raises(Conflict, match=r"^you removed the entry of 30 min production on API-12, Mon 23 Nov at 10:00; "):
        ACTS[act](office.dana, seen)
    assert office.entries() == []


def test_a_lead_hears_of_no_hours_in_a_conflict() -> None:
    office = Office()
    log(office.dana, "60m ~ for:bob")
    [made] = office.entries("bob")
    alter_entry(office.bob, made, "37m secret")
    with pytest.raises(Conflict) as raised:
        undo(office.dana)
    assert str(raised.value) == "Bob Marsh changed the entry at 10:00; nothing was undone"
