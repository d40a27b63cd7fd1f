"""Forgetting: text goes from records and from all that is kept of changes; sums stay; nothing brings it back."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from itertools import count
from pathlib import Path
from shutil import copytree
from zoneinfo import ZoneInfo

import pytest

from standup.domain.change import Change, Conflict, create, edit, remove
from standup.domain.forgetting import (
    NO_WORDS,
    ForgetContact,
    ForgetDeveloper,
    ForgetEntries,
    ForgetNotes,
    ForgottenError,
)
from standup.domain.records import Bucket, Contact, Customer, Snooze, SnoozeReason, Team, WorkState
from standup.domain.weeks import Week
from standup.store.errors import DamagedFileError
from standup.store.protocol import Store
from standup.store.tiny import TinyStore
from tests.store.records import BOB, DANA, FRIDAY, W47, W48, change, entry, take_back, touchpoint, work_item
from tests.store.test_crashes import Killed, stopping_at

NEEDLE = "needle-4711"
AT = datetime(2026, 11, 20, 4, 17, tzinfo=ZoneInfo("Europe/Berlin"))


def note(why: str = "forget the text of 1 entry", by: str = "dana") -> Change:
    """What the history will say."""
    return change(by=by, why=why)


def held(folder: Path, needle: str = NEEDLE) -> list[str]:
    """The files below a folder that hold a text, or are named by it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        path.name for path in files if needle in str(path.relative_to(folder)) or needle.encode() in path.read_bytes()
    ]


def test_an_entry_keeps_its_minutes_day_and_bucket(store: Store) -> None:
    one = entry(45, note=NEEDLE, tags=(NEEDLE, "internal"), start=AT, bucket=Bucket.CUSTOMER, customer="acme")
    store.write(change(create(one), create(entry(10, note="stays"))))
    sums = store.totals(["dana"], W47, W47)
    found = store.forget(ForgetEntries([one.id]), note())
    assert dict(found.records) == {type(one): 1}
    left = next(each for each in store.week("dana", W47).entries if each.id == one.id)
    assert (left.note, left.tags, left.start) == ("", ("internal",), None)
    assert (left.minutes, left.day, left.bucket, left.customer) == (45, FRIDAY, Bucket.CUSTOMER, "acme")
    assert [each.note for each in store.week("dana", W47).entries] == ["", "stays"]
    assert store.totals(["dana"], W47, W47) == sums


def test_the_preview_counts_what_is_done_and_does_nothing(store: Store) -> None:
    one = entry(45, note=NEEDLE)
    store.write(change(create(one)))
    rule = ForgetEntries([one.id])
    planned = store.would_forget(rule)
    assert store.week("dana", W47).entries == [one]
    assert (dict(planned.records), planned.changes) == ({type(one): 1}, 1)
    assert store.forget(rule, note()) == planned
    assert not store.would_forget(ForgetEntries(["nothing"]))


def test_nothing_found_alters_nothing(store: Store) -> None:
    store.write(change(create(entry(45))))
    history = store.history(9)
    assert not store.forget(ForgetEntries(["no such entry"]), note())
    assert store.history(9) == history


def test_a_change_whose_records_lost_text_cannot_be_taken_back(store: Store) -> None:
    one = entry(45, note=NEEDLE)
    made = store.write(change(create(one), why=f"log {NEEDLE}"))
    edited = edit(one, minutes=50)
    again = store.write(change(edited))
    other = store.write(change(create(entry(10))))
    store.forget(ForgetEntries([one.id]), note())
    for receipt in (made, again):
        with pytest.raises(ForgottenError):
            store.taken_back(receipt.change_id, receipt.where)
    take_back(store, other)
    assert [each.minutes for each in store.week("dana", W47).entries] == [50]
    whys = {past.id: past.why for past in store.history(9)}
    assert whys[made.change_id] == NO_WORDS


def test_an_undo_that_was_planned_before_meets_the_forgetting(store: Store) -> None:
    one = entry(45, note=NEEDLE)
    store.write(change(create(one)))
    gone = store.write(change(remove(one)))
    taken = store.taken_back(gone.change_id, gone.where)
    assert taken is not None
    store.forget(ForgetNotes("dana", date(2027, 1, 1)), note())
    with pytest.raises(ForgottenError):
        store.write(change(*taken.ops, of=gone.change_id))
    assert store.week("dana", W47).entries == []


def test_who_still_has_the_old_record_meets_a_conflict(store: Store) -> None:
    one = entry(45, note=NEEDLE)
    store.write(change(create(one)))
    store.forget(ForgetEntries([one.id]), note())
    with pytest.raises(Conflict):
        store.write(change(edit(one, minutes=50)))


def test_the_history_says_that_something_was_forgotten(store: Store) -> None:
    one = entry(45, note=NEEDLE)
    store.write(change(create(one)))
    store.forget(ForgetEntries([one.id]), change(why="forget the text of 1 entry"))
    newest = store.history(1, ["dana"])[0]
    assert (newest.by, newest.why, newest.created, newest.altered) == ("dana", "forget the text of 1 entry", 0, 0)


def test_the_history_of_a_record_is_told_without_its_text(store: Store) -> None:
    one = touchpoint(contact="Jane Doe", title="Ask jane doe about 0170 555")
    acme = Customer(id="acme", name="Acme", contacts=(Contact(name="Jane Doe", phone="0170 555"),), notes="Jane Doe")
    store.write(change(create(acme), create(one)))
    moved = edit(one, due_on=FRIDAY)
    store.write(change(moved))
    store.forget(ForgetContact("acme", "Jane Doe", ["0170 555"]), note())
    left = store.desk("dana").touchpoints[0]
    assert (left.contact, left.title, left.due_on) == ("", "Ask somebody about somebody", FRIDAY)
    kept = store.roster().customers["acme"]
    assert (kept.contacts, kept.notes) == ((), "somebody")
    told = store.record_history(left)
    assert [(each.before is None, each.after) for each in told] == [(False, left), (True, told[0].before)]


def test_a_watch_sees_it(store: Store) -> None:
    one = entry(45, note=NEEDLE)
    store.write(change(create(one)))
    watch = store.watch()
    store.forget(ForgetEntries([one.id]), note())
    assert watch.changed()


def lived(store: Store) -> None:
    """Bob has worked, moved and closed things, some of it with Dana."""
    mine = [entry(n * 10, developer="bob", note=NEEDLE, start=AT) for n in (1, 2)]
    item = work_item("API-1", developer="bob", state=WorkState.BLOCKED, blocker=NEEDLE)
    point = touchpoint(developer="bob")
    store.write(change(*map(create, [*mine, item, point]), by="bob", why=NEEDLE))
    store.write(change(edit(mine[0], day=date(2026, 11, 24)), by="bob"))
    snooze = Snooze(on=FRIDAY, until=FRIDAY, reason=SnoozeReason.WAITING, by="bob", note=NEEDLE)
    store.write(change(edit(point, snoozes=(snooze,), developer="dana"), by="bob"))
    store.write(change(edit(item, state=WorkState.DONE, blocker=""), by="bob"))


RULE = ForgetDeveloper("bob", "Bob Needle-4711", "former-developer-1", "Former developer 1")


def test_a_developer_becomes_a_neutral_one_with_the_same_sums(store: Store) -> None:
    lived(store)
    before = store.totals(["bob"], W47, W48)
    found = store.forget(RULE, change(by="bob", why="forget a developer"))
    assert found.changes == 4
    after = store.totals(["bob", "former-developer-1"], W47, W48)
    assert {week: sums for (_, week), sums in before.items()} == {week: sums for (_, week), sums in after.items()}
    assert {who for who, _ in after} == {"former-developer-1"}
    former = store.roster().developers["former-developer-1"]
    assert (former.name, former.active, former.hours) == ("Former developer 1", False, BOB.hours)
    assert "bob" not in store.roster().developers
    assert store.weeks("bob") == []
    assert store.weeks("former-developer-1") == [W47, W48]
    assert [one.key for one in store.closed("former-developer-1", 2026).work_items] == ["API-1"]
    assert store.desk("dana").touchpoints[0].snoozes[0].by == "former-developer-1"
    assert {past.by for past in store.history(9)} <= {"dana", "former-developer-1"}


def test_no_file_holds_what_was_forgotten(tiny: TinyStore, tmp_path: Path) -> None:
    lived(tiny)
    for owner in ("bob", "dana", None):
        tiny.activity(owner)
    tiny.work_totals("bob")
    (tiny.folder / "people" / "bob" / ".open.json.tmp").write_text(NEEDLE)
    assert held(tmp_path)
    tiny.forget(RULE, change(by="bob"))
    assert held(tmp_path) == []
    assert held(tmp_path, "bob") == []
    assert not (tiny.folder / "people" / "bob").exists()
    assert TinyStore.open(tiny.folder).totals(["former-developer-1"], W47, W48)


def test_fields_that_this_version_does_not_know_stay(tiny: TinyStore) -> None:
    one = entry(45, note=NEEDLE)
    tiny.write(change(create(one)))
    path = tiny.folder / "people" / "dana" / "2026-W47.json"
    path.write_bytes(path.read_bytes().replace(b'"minutes":45', b'"minutes":45,"mood":"new"'))
    tiny.forget(ForgetEntries([one.id]), note())
    assert b'"mood":"new"' in path.read_bytes()


def test_a_damaged_file_stops_it_before_anything_is_altered(tiny: TinyStore) -> None:
    one = entry(45, note=NEEDLE)
    tiny.write(change(create(one)))
    (tiny.folder / "people" / "dana" / "open.json").write_text("{")
    with pytest.raises(DamagedFileError):
        tiny.forget(ForgetEntries([one.id]), note())
    assert tiny.week("dana", W47).entries == [one]


def seen(store: TinyStore) -> tuple[object, ...]:
    """All that a reader meets."""
    people = ("dana", "bob", "former-developer-1")
    return (
        store.roster(),
        [store.week(who, week) for who in people for week in (W47, W48)],
        [(store.desk(who), store.closed(who, 2026), store.weeks(who)) for who in people],
        [(past.id, past.why, past.by) for past in store.history(9)],
        store.totals(people, W47, W48),
    )


def test_a_kill_between_any_two_steps_leaves_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tests.store.test_crashes.STEPS", ("replace", "fsync", "unlink", "open", "write", "mkdir", "rmdir")
    )
    first = TinyStore.create(tmp_path / "first", Team(), [DANA, BOB])
    lived(first)
    outcomes = set()
    for step in count(1):
        store = TinyStore(copytree(first.folder, tmp_path / f"{step}"))
        old = seen(store)
        finished = False
        with stopping_at(step, Killed), suppress(Killed):
            store.forget(RULE, change(by="dana"))
            finished = True
        reader = TinyStore.open(store.folder)
        met = seen(reader)
        if met == old:
            outcomes.add("nothing")
            reader.forget(RULE, change(by="dana"))
        else:
            outcomes.add("all")
            assert reader.totals(["bob"], W47, W48) == {}
        reader.write(change(create(entry(5, day=date(2026, 1, 5)))))
        assert held(store.folder) == held(store.folder, "bob") == [], step
        assert not (store.folder / "pending.json").exists()
        assert reader.totals(["former-developer-1"], Week(2026, 47), W48)
        if finished:
            break
    assert step > 10
    assert outcomes == {"nothing", "all"}
