"""Undo and redo: exactly back, exactly forth, whatever was done and whatever went wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.domain.change import Change, ChangeKind, Conflict, Journaled, create
from standup.domain.errors import UsageError
from standup.domain.records import Record, SnoozeReason, Team, WorkState
from standup.domain.weeks import Week
from standup.store.journal import Journal
from standup.store.protocol import Receipt, Store
from standup.store.tiny import TinyStore
from standup.workspace.completing import complete
from standup.workspace.customers import add_customer, edit_customer
from standup.workspace.entries import edit_entry, remove_entry
from standup.workspace.people import add_leave, edit_developer, remove_leave
from standup.workspace.references import reference
from standup.workspace.session import Workspace
from standup.workspace.time import log, log_all
from standup.workspace.timer import Ending, start, stop, switch
from standup.workspace.touchpoints import add_touchpoint, drop, edit_touchpoint, snooze
from standup.workspace.undo import history, redo, undo
from standup.workspace.work import add_work, edit_work, move_work
from tests.workspace.office import CUSTOMERS, MONDAY, PEOPLE, WORK, Office, entry, touchpoint

Command = Callable[[Workspace, int], object]


def entry_of(workspace: Workspace, number: int) -> str:
    """The reference of one of my entries, or one that names none."""
    entries = [one for week in workspace.store.weeks("dana") for one in workspace.store.week("dana", week).entries]
    return entries[number % len(entries)].id[-8:] if entries else "none"


COMMANDS: tuple[Command, ...] = (
    lambda work, n: log(work, f"{n + 1}m #API-12 @acme 40/60 note {n}"),
    lambda work, n: log(work, f"on {n % 20 + 1} Nov 22:30-0:{n % 60:02} ~"),
    lambda work, n: log(work, "30m @acme fine > fri again"),
    lambda work, n: log(work, "25m ~ for:bob"),
    lambda work, n: log_all(work, ["5m @globex > mon first", "6m @globex > tue second"]),
    lambda work, n: edit_entry(work, entry_of(work, n), f"{n + 1}m @globex"),
    lambda work, n: edit_entry(work, entry_of(work, n), f"on {n % 20 + 1} Nov"),
    lambda work, n: remove_entry(work, entry_of(work, n)),
    lambda work, n: start(work, "#API-12"),
    lambda work, n: stop(work, Ending(minutes=n + 1)),
    lambda work, n: switch(work, "~ more", ending=Ending(discard=True)),
    lambda work, n: complete(work, "acme", f"{n + 1}m it went well > wed next"),
    lambda work, n: complete(work, "API-12", "1h"),
    lambda work, n: move_work(work, "API-12", list(WorkState)[n % 5]),
    lambda work, n: edit_work(work, "API-12", developer=("dana", "bob", "zoe")[n % 3], title=f"T{n}"),
    lambda work, n: edit_work(work, "DB-4", unassign=True),
    lambda work, n: add_work(work, f"NEW-{n}", "New", unowned=n % 2 == 0),
    lambda work, n: snooze(work, "acme", date(2026, 12, n % 28 + 1), SnoozeReason.WAITING),
    lambda work, n: edit_touchpoint(work, "globex", due_on=date(2026, 12, n % 28 + 1), developer="bob"),
    lambda work, n: drop(work, "globex"),
    lambda work, n: add_touchpoint(work, "globex", f"Touch {n}", unowned=n % 2 == 0),
    lambda work, n: add_customer(work, f"c{n}"),
    lambda work, n: edit_customer(work, "acme", notes=f"note {n}"),
    lambda work, n: edit_developer(work, "bob", hours=(n, n, n, n, n, 0, 0)),
    lambda work, n: add_leave(work, date(2027, 1, n % 28 + 1)),
    lambda work, n: remove_leave(
        work, work.store.desk("dana").leave[0].id if work.store.desk("dana").leave else "none"
    ),
)
steps = st.lists(st.tuples(st.sampled_from(COMMANDS), st.integers(0, 59)), max_size=12)

SEED = (
    touchpoint("000000001111"),
    touchpoint("000000002222", customer="globex", developer=None),
    entry("000000003333", source_id="toggl:1"),
)


def everything(store: Store) -> list[Record]:
    """All records of a store."""
    roster = store.roster()
    found: list[Record] = [roster.team, *roster.developers.values(), *roster.customers.values()]
    for owner in (*roster.developers, None):
        desk = store.desk(owner)
        found += [*desk.work_items, *desk.touchpoints, *desk.leave, *([desk.timer] if desk.timer else [])]
        for year in store.closed_years(owner):
            closed = store.closed(owner, year)
            found += [*closed.work_items, *closed.touchpoints]
        for week in store.weeks(owner) if owner else ():
            records = store.week(owner or "", week)
            found += [*records.entries, *records.tombstones, *([records.closed] if records.closed else [])]
    return sorted(found, key=lambda record: (type(record).__name__, record.id))


def check_undo_and_redo(office: Office, done: list[tuple[Command, int]]) -> None:
    """Each undo gives back the state before its command, each redo the one after."""
    states = [everything(office.store)]
    for command, number in done:
        try:
            command(office.dana, number)
        except UsageError:
            assert everything(office.store) == states[-1]
            continue
        states.append(everything(office.store))
    for state in states[-2::-1]:
        undo(office.dana)
        assert everything(office.store) == state
    with pytest.raises(UsageError, match="nothing to undo"):
        undo(office.dana)
    for state in states[1:]:
        redo(office.dana)
        assert everything(office.store) == state
    with pytest.raises(UsageError, match="nothing to redo"):
        redo(office.dana)


@given(steps)
def test_as_many_undos_as_changes_give_back_what_was_and_as_many_redos_what_is(
    done: list[tuple[Command, int]],
) -> None:
    check_undo_and_redo(Office(*SEED), done)


@given(done=steps)
@settings(max_examples=8)
def test_the_same_with_files(tmp_path_factory: pytest.TempPathFactory, done: list[tuple[Command, int]]) -> None:
    store = TinyStore.create(tmp_path_factory.mktemp("data") / "data", Team(name="Platform"), PEOPLE)
    office = Office(store=store)
    office.dana.commit("the start", [create(record) for record in (*CUSTOMERS, *WORK, *SEED)])
    office.forget()
    check_undo_and_redo(office, done)


def test_anything_new_ends_redo() -> None:
    office = Office()
    log(office.dana, "30m ~")
    undo(office.dana)
    log(office.dana, "45m ~")
    with pytest.raises(UsageError, match="nothing to redo"):
        redo(office.dana)


def test_only_my_own_changes_are_undone() -> None:
    office = Office()
    log(office.bob, "30m ~")
    with pytest.raises(UsageError, match="nothing to undo"):
        undo(office.dana)


def test_a_conflict_says_who_changed_what_and_changes_nothing() -> None:
    office = Office(touchpoint("t1"))
    snooze(office.dana, "acme", date(2026, 12, 1), SnoozeReason.AWAY)
    edit_touchpoint(office.bob, "acme", title="Another title")
    before = everything(office.store)
    office.clock.later(minutes=5)
    with pytest.raises(Conflict) as raised:
        undo(office.dana)
    assert str(raised.value) == (
        "Bob Marsh changed Acme Corp: Title t1 at 10:00: title Another title, was Title t1; nothing was undone"
    )
    assert everything(office.store) == before
    assert len(history(office.dana)) == 2


def test_a_change_that_was_noted_but_never_made_is_passed_over() -> None:
    office = Office()
    log(office.dana, "30m ~")
    office.dana.changes.append(Journaled(id="ghost", kind=ChangeKind.DO, where=("memory",)))
    assert undo(office.dana).why == "log 30 min other, Mon 23 Nov"


def test_an_undo_that_was_noted_but_never_made_does_not_hide_its_change() -> None:
    office = Office()
    log(office.dana, "30m ~")
    log(office.dana, "45m ~")
    last = office.dana.changes.read()[-1]
    office.dana.changes.append(Journaled(id="ghost", kind=ChangeKind.UNDO, of=last.id, where=("memory",)))
    assert undo(office.dana).why == "log 45 min other, Mon 23 Nov"
    assert undo(office.dana).why == "log 30 min other, Mon 23 Nov"


def test_such_an_undo_further_back_is_seen_through_too() -> None:
    office = Office()
    log(office.dana, "30m ~")
    first = office.dana.changes.read()[-1]
    office.dana.changes.append(Journaled(id="ghost", kind=ChangeKind.UNDO, of=first.id, where=("memory",)))
    log(office.dana, "45m ~")
    assert [undo(office.dana).why[:10] for _ in range(2)] == ["log 45 min", "log 30 min"]


def test_a_change_that_failed_leaves_redo_as_it_was() -> None:
    office = Office()
    log(office.dana, "30m ~")
    undo(office.dana)
    office.dana.changes.append(Journaled(id="ghost", kind=ChangeKind.DO, where=("memory",)))
    assert redo(office.dana).why == "log 30 min other, Mon 23 Nov"


def test_a_redo_that_was_never_made_can_be_made() -> None:
    office = Office()
    log(office.dana, "30m ~")
    undo(office.dana)
    undone = office.dana.changes.read()[-1]
    office.dana.changes.append(Journaled(id="ghost", kind=ChangeKind.REDO, of=undone.id, where=("memory",)))
    assert redo(office.dana).why == "log 30 min other, Mon 23 Nov"
    assert len(office.entries()) == 1


# Groups, such as the weeks of an import


def grouped(office: Office, count: int = 3) -> None:
    """Changes that belong together, each in another week."""
    for number in range(count):
        made = entry(f"g{number}", day=date(2026, 11, 2 + 7 * number))
        office.dana.commit(f"import log.csv: dana {Week.of(made.day)}", [create(made)], group="g")


def logged_minutes(office: Office) -> int:
    """All minutes of all weeks."""
    totals = office.store.totals(["dana"], Week(2026, 1), Week(2026, 53))
    return sum(sum(buckets.values()) for buckets in totals.values())


def test_a_group_is_undone_and_redone_as_one() -> None:
    office = Office()
    log(office.dana, "30m ~")
    grouped(office)
    undone = undo(office.dana)
    assert (undone.changes, undone.why) == (3, "import log.csv (3 changes)")
    assert logged_minutes(office) == 30
    assert redo(office.dana).changes == 3
    assert logged_minutes(office) == 210
    undo(office.dana)
    undo(office.dana)
    assert logged_minutes(office) == 0


class Stopped(Exception):
    """The process ends."""


def test_a_group_undo_that_was_interrupted_is_continued(monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office()
    log(office.dana, "30m ~")
    grouped(office)
    write = office.store.write
    written: list[Change] = []

    def dies(change: Change) -> Receipt:
        if written:
            raise Stopped
        written.append(change)
        return write(change)

    monkeypatch.setattr(office.store, "write", dies)
    with pytest.raises(Stopped):
        undo(office.dana)
    monkeypatch.undo()
    assert logged_minutes(office) == 150
    assert undo(office.dana).changes == 2
    assert logged_minutes(office) == 30
    assert redo(office.dana).changes == 3
    assert logged_minutes(office) == 210


def test_a_list_on_disk_lasts_from_one_process_to_the_next(tmp_path: Path) -> None:
    store = TinyStore.create(tmp_path / "data", Team(), PEOPLE)
    office = Office(store=store)

    def process() -> Workspace:
        workspace = office.dana
        workspace.changes = Journal(tmp_path / "state" / "changes.jsonl")
        return workspace

    log(process(), "30m ~")
    [found] = office.entries()
    assert undo(process()).why.startswith("log 30 min other")
    redo(process())
    remove_entry(process(), reference(found.id))
    undo(process())
    assert [one.id for one in office.entries(day=MONDAY)] == [found.id]
