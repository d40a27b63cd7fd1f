"""What only the default store does: files, formats, unknown fields, crashes of other programs."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import tinydb

from standup.domain.change import Conflict, Op, altered, create, edit, remove
from standup.domain.errors import StandupError
from standup.domain.records import Bucket, ClosedWeek, PublishedWeek, Team, TimeEntry, WorkItem, WorkState
from standup.domain.weeks import Week
from standup.store import staging
from standup.store.errors import DamagedFileError, DataFolderError, NewerFormatError, StoreError
from standup.store.files import share
from standup.store.tables import id_of
from standup.store.tiny import TinyStore
from tests.store.records import (
    ACME,
    BOB,
    DANA,
    FRIDAY,
    W47,
    W48,
    change,
    entry,
    new_id,
    take_back,
    touchpoint,
    work_item,
)


def raw(folder: Path, relative: str) -> Any:
    """A file as JSON."""
    return json.loads((folder / relative).read_text(encoding="utf-8"))


def put(folder: Path, relative: str, tables: Any) -> None:
    """Write a file as another program would."""
    (folder / relative).write_text(json.dumps(tables), encoding="utf-8")


def files_of(folder: Path) -> set[str]:
    """All files of a data folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_records_lie_with_their_owner(tiny: TinyStore, folder: Path) -> None:
    item = work_item("API-12")
    tiny.write(change(create(item), create(work_item("OPS-1", developer=None)), create(ACME)))
    tiny.write(change(create(entry()), create(entry(developer="bob", day=date(2027, 1, 1)))))
    tiny.write(change(edit(item, state=WorkState.DONE, state_since=FRIDAY)))
    assert files_of(folder) == {
        ".lock",
        "generation",
        "team.json",
        "people/dana/open.json",
        "people/dana/closed-2026.json",
        "people/dana/2026-W47.json",
        "people/bob/2026-W53.json",
    }
    assert set(raw(folder, "team.json")) == {"format", "team", "developers", "customers", "work_items", "changes"}
    assert raw(folder, "people/dana/2026-W47.json")["format"] == {"1": {"name": "standup", "version": 1}}


def test_stock_tinydb_opens_every_file(tiny: TinyStore, folder: Path) -> None:
    one = entry(note="ünï")
    tiny.write(change(create(one), create(work_item("API-12"))))
    tiny.write(change(edit(one, minutes=50)))
    for path in folder.rglob("*.json"):
        with tinydb.TinyDB(path) as database:
            for table in database.tables():
                assert all(isinstance(document.doc_id, int) for document in database.table(table))
    with tinydb.TinyDB(folder / "people/dana/2026-W47.json") as database:
        found = database.table("time_entries").get(tinydb.where("id") == one.id)
        assert isinstance(found, dict)
        assert found["minutes"] == 50
        database.table("time_entries").update({"minutes": 55}, tinydb.where("id") == one.id)
    assert tiny.week("dana", W47).entries[0].minutes == 55


def test_new_documents_follow_those_that_any_tinydb_wrote(tiny: TinyStore, folder: Path) -> None:
    file = "people/dana/2026-W47.json"
    one, other = entry(10), entry(20)
    tiny.write(change(create(one), create(other)))
    tables = raw(folder, file)
    first, second = tables["time_entries"].values()
    tables["time_entries"] = {"30": second | {"note": 'a } in "it'}, "7": first}
    tables["changes"] = {}
    text = json.dumps(tables, indent=2)
    (folder / file).write_text(text, encoding="utf-8")
    third = entry(30)
    tiny.write(change(create(third)))
    tiny.write(change(create(entry(40)), edit(third, minutes=31)))
    found = raw(folder, file)
    assert list(found["time_entries"]) == ["30", "7", "31", "32"]
    assert [document["minutes"] for document in found["time_entries"].values()] == [20, 10, 31, 40]
    assert found["time_entries"]["30"]["note"] == 'a } in "it'
    assert list(found["changes"]) == ["1", "2"]
    with tinydb.TinyDB(folder / file) as database:
        assert len(database.table("time_entries")) == 4


def test_the_roster_is_made_once_for_each_state_of_the_team(tiny: TinyStore, folder: Path) -> None:
    os.utime(folder / "team.json", (1_700_000_000, 1_700_000_000))  # a file written just now is not trusted
    before = tiny.roster()
    assert tiny.roster() is before
    TinyStore.open(folder).write(change(edit(BOB, active=False)))
    assert not tiny.roster().developers["bob"].active


def test_totals_refuse_a_file_that_is_no_text(tiny: TinyStore, folder: Path) -> None:
    tiny.write(change(create(entry(note="Umlaut"))))
    path = folder / "people/dana/2026-W47.json"
    path.write_bytes(path.read_bytes().replace(b"Umlaut", b"Uml\xffut"))
    for read in (lambda: tiny.totals(["dana"], W47, W47), lambda: tiny.work_totals("dana")):
        with pytest.raises(DamagedFileError, match="utf-8"):
            read()
    path.write_text(path.read_text(encoding="latin-1"), encoding="utf-8")
    assert tiny.totals(["dana"], W47, W47)["dana", W47]


def test_unknown_fields_and_tables_survive(tiny: TinyStore, folder: Path) -> None:
    one, other = entry(), entry()
    tiny.write(change(create(one), create(other)))
    file = "people/dana/2026-W47.json"
    tables = raw(folder, file)
    tables["time_entries"]["1"] |= {"mood": {"scale": [1, 2.5, None]}}
    tables["moods"] = {"7": {"id": "x", "did": "ü"}}
    put(folder, file, tables)
    edited = edit(one, minutes=50)
    tiny.write(change(edited))
    after = raw(folder, file)
    assert after["time_entries"]["1"]["mood"] == {"scale": [1, 2.5, None]}
    assert after["time_entries"]["1"]["minutes"] == 50
    assert after["moods"] == tables["moods"]
    assert edited.after is not None
    moved = tiny.write(change(edit(edited.after, day=date(2026, 11, 23))))
    assert raw(folder, "people/dana/2026-W48.json")["time_entries"]["1"]["mood"] == {"scale": [1, 2.5, None]}
    take_back(tiny, moved)
    assert [doc["mood"]["scale"][1] for doc in raw(folder, file)["time_entries"].values() if "mood" in doc] == [2.5]


def test_unknown_fields_within_unchanged_fields_survive(tiny: TinyStore, folder: Path) -> None:
    tables = raw(folder, "team.json")
    tables["developers"]["1"]["hours"][0]["place"] = "home"
    put(folder, "team.json", tables)
    tiny.write(change(edit(DANA, name="Dana B.")))
    assert raw(folder, "team.json")["developers"]["1"]["hours"][0]["place"] == "home"


def test_undo_of_a_removal_brings_unknown_fields_back(tiny: TinyStore, folder: Path) -> None:
    item = work_item("API-12")
    tiny.write(change(create(item)))
    tables = raw(folder, "people/dana/open.json")
    tables["work_items"]["1"]["colour"] = "red"
    put(folder, "people/dana/open.json", tables)
    removed = tiny.write(change(remove(item)))
    undone = take_back(tiny, removed)
    (document,) = raw(folder, "people/dana/open.json")["work_items"].values()
    assert document["colour"] == "red"
    take_back(tiny, take_back(tiny, undone))
    (document,) = raw(folder, "people/dana/open.json")["work_items"].values()
    assert document["colour"] == "red"


def test_a_field_back_at_its_default_is_not_left_behind(tiny: TinyStore, folder: Path) -> None:
    one = entry(note="long", tags=("shaping",))
    tiny.write(change(create(one)))
    tiny.write(change(edit(one, note="", tags=())))
    assert tiny.week("dana", W47).entries[0].note == ""
    assert not {"note", "tags"} & raw(folder, "people/dana/2026-W47.json")["time_entries"]["1"].keys()


def test_logging_rewrites_one_file_only(tiny: TinyStore, folder: Path) -> None:
    tiny.write(change(create(entry()), create(work_item("API-12"))))
    before = {name: (folder / name).stat().st_mtime_ns for name in files_of(folder) - {".lock"}}
    tiny.write(change(create(entry())))
    after = {name: (folder / name).stat().st_mtime_ns for name in files_of(folder) - {".lock"}}
    assert {name for name in after if after[name] != before.get(name)} == {"people/dana/2026-W47.json"}


def test_opening_a_folder_without_a_team_names_init(tmp_path: Path) -> None:
    for missing in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(DataFolderError, match="standup init"):
            TinyStore.open(missing)


def test_a_second_team_is_refused(folder: Path) -> None:
    before = (folder / "team.json").read_bytes()
    with pytest.raises(DataFolderError, match="already holds a team"):
        TinyStore.create(folder, Team(name="Other"))
    assert (folder / "team.json").read_bytes() == before


def test_a_folder_removed_meanwhile_is_told(tiny: TinyStore, folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    acts: list[Callable[[], object]] = [tiny.roster, lambda: tiny.write(change(create(entry())))]
    for act in acts:
        with pytest.raises(DataFolderError, match="no standup data"):
            act()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b'{"time_entries": {"1": {"id"', "truncated"),
        (b"[]", "Expected 'object', got 'array'"),
        (b'{"time_entries": {"1": {"work_item": "\xff"}}}', "'utf-8' codec"),
        (b'{"time_entries": {"1": {"id": "x"}}}', "time_entries 1"),
        (b'{"time_entries": {"one": {}}}', "is damaged"),
        (b'{"changes": [], "format": {"1": {"version": 1}}, "time_entries": 3}', "is damaged"),
    ],
)
def test_a_damaged_file_is_named_and_leaves_the_others_alone(
    tiny: TinyStore, folder: Path, content: bytes, words: str
) -> None:
    tiny.write(change(create(entry()), create(entry(day=date(2026, 11, 23)))))
    path = folder / "people/dana/2026-W47.json"
    path.write_bytes(content)
    reads: list[Callable[[], object]] = [
        lambda: tiny.week("dana", W47),
        lambda: tiny.totals(["dana"], W47, W47),
        lambda: tiny.work_totals("dana"),
    ]
    for read in reads:
        with pytest.raises(DamagedFileError, match="standup doctor") as raised:
            read()
        assert str(path) in str(raised.value)
        assert words in str(raised.value)
    if words != "time_entries 1":  # a write keeps what it does not touch, so it may pass by an invalid record
        with pytest.raises(DamagedFileError):
            tiny.write(change(create(entry())))
        assert path.read_bytes() == content
    assert len(tiny.week("dana", W48).entries) == 1
    assert tiny.roster().developers["dana"] == DANA
    tiny.write(change(create(entry(developer="bob"))))


def test_a_newer_format_is_refused_and_not_written_to(tiny: TinyStore, folder: Path) -> None:
    tiny.write(change(create(entry())))
    path = folder / "people/dana/2026-W47.json"
    path.write_text('{"format": {"1": {"name": "standup", "version": 2}}, "time_entries": {"1": {"id": "x"}}}')
    before = path.read_bytes()
    acts: list[Callable[[], object]] = [
        lambda: tiny.week("dana", W47),
        lambda: tiny.write(change(create(entry()))),
    ]
    for act in acts:
        with pytest.raises(NewerFormatError, match="update standup"):
            act()
    assert path.read_bytes() == before


def test_folders_and_files_are_private(tiny: TinyStore, folder: Path) -> None:
    tiny.write(change(create(entry()), create(work_item("API-12"))))
    for path in [folder, *folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_shared_folder_stays_shared_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        share(tmp_path / "team")
        store = TinyStore.create(tmp_path / "team", Team())
        store.write(change(create(entry()), create(work_item("API-12"))))
    finally:
        os.umask(before)
    for path in [tmp_path / "team", *(tmp_path / "team").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o2770 if path.is_dir() else 0o660), path


def test_an_id_that_is_a_path_is_refused(tiny: TinyStore, folder: Path) -> None:
    for developer in ("../../etc", "", "a/b", ".", "Dana", "x\n"):
        with pytest.raises(StoreError):
            tiny.write(change(create(entry(developer=developer))))
    closing = ClosedWeek(id=new_id(), developer="dana", week="../team", closed_at=change(create(ACME)).at)
    published = PublishedWeek(id=new_id(), week="team", published_at=closing.closed_at, by="dana", summary={})
    for record in (closing, published):
        with pytest.raises(StoreError, match="names no week"):
            tiny.write(change(create(record)))
    assert files_of(folder) == {"team.json", ".lock"}


def test_a_text_that_no_file_can_hold_changes_nothing(tiny: TinyStore, folder: Path) -> None:
    with pytest.raises(StoreError, match="half of a character"):
        tiny.write(change(create(entry(note="\ud800")), create(entry(developer="bob"))))
    assert "people" not in {name.split("/")[0] for name in files_of(folder)}


def test_old_changes_move_beside_a_file_that_lives_for_ever(
    tiny: TinyStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "MOST_CHANGES", 10)
    monkeypatch.setattr(staging, "MOVED_CHANGES", 5)
    item = work_item("API-12")
    first = tiny.write(change(create(item)))
    receipts = []
    for number in range(20):
        older, item = item, altered(item, title=f"Title {number}")
        receipts.append(tiny.write(change(Op(older, item))))
    assert len(raw(folder, "people/dana/open.json")["changes"]) == 6
    assert len(raw(folder, "people/dana/changes-2026.json")["changes"]) == 15
    history = tiny.history(1000)
    assert [past.id for past in history] == [receipt.change_id for receipt in reversed([first, *receipts])]
    for receipt in reversed(receipts):
        take_back(tiny, receipt)
    assert tiny.desk("dana").work_items[0].title == "Title of API-12"
    with pytest.raises(Conflict):
        tiny.taken_back(receipts[0].change_id, receipts[0].where)


def test_where_from_a_stranger_finds_nothing(tiny: TinyStore) -> None:
    assert tiny.taken_back("c1", ["../../etc/passwd", "memory", "", "people/dana/2026-W01.json"]) is None


def test_part_of_where_is_enough_to_take_a_change_back(tiny: TinyStore) -> None:
    receipt = tiny.write(change(create(entry()), create(entry(developer="bob")), create(work_item("API-12"))))
    taken = tiny.taken_back(receipt.change_id, receipt.where[:1])
    assert taken is not None
    assert len(taken.ops) == 3


def test_work_totals_survive_a_lost_or_garbled_cache(tiny: TinyStore, folder: Path, tmp_path: Path) -> None:
    old = entry(30, work_item="API-12", day=date(2026, 1, 5))
    tiny.write(change(create(old), create(entry(15, work_item="API-12"))))
    for path in folder.rglob("*.json"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    cache = tmp_path / "cache"
    assert TinyStore.open(folder, cache_folder=cache).work_totals("dana") == {"API-12": 45}
    (kept,) = cache.iterdir()
    assert TinyStore.open(folder, cache_folder=cache).work_totals("dana") == {"API-12": 45}
    kept.write_bytes(b'{"people')
    assert TinyStore.open(folder, cache_folder=cache).work_totals("dana") == {"API-12": 45}
    kept.unlink()
    assert TinyStore.open(folder).work_totals("dana") == {"API-12": 45}
    tiny.write(change(edit(old, minutes=60)))
    assert TinyStore.open(folder, cache_folder=cache).work_totals("dana") == {"API-12": 75}


def test_work_totals_read_only_what_is_not_remembered(folder: Path, tmp_path: Path) -> None:
    store = TinyStore.open(folder, cache_folder=tmp_path / "cache")
    store.write(change(*(create(entry(10, work_item="A-1", day=date(2026, month, 2))) for month in range(1, 11))))
    for path in folder.rglob("*.json"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert store.work_totals("dana") == {"A-1": 100}
    for path in (folder / "people/dana").iterdir():
        state = path.stat()
        path.write_bytes(b" " * state.st_size)  # unreadable, but as old and as large as before
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert TinyStore.open(folder, cache_folder=tmp_path / "cache").work_totals("dana") == {"A-1": 100}


def test_a_read_only_cache_stops_nobody(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    store = TinyStore.open(folder, cache_folder=tmp_path / "file" / "cache")
    store.write(change(create(entry(10, work_item="A-1"))))
    assert store.work_totals("dana") == {"A-1": 10}


def test_a_watch_sees_other_processes_and_is_quiet_otherwise(tiny: TinyStore, folder: Path) -> None:
    tiny.write(change(create(entry()), create(work_item("API-12"))))
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (1_700_000_000, 1_700_000_000))
    watch = tiny.watch()
    assert not watch.changed()
    other = TinyStore.open(folder)
    other.write(change(create(entry())))
    assert watch.changed()
    os.utime(folder / "people/dana", (1_700_000_001, 1_700_000_001))
    assert watch.changed()
    assert not watch.changed()
    folder.rename(folder.with_name("gone"))
    assert watch.changed()


def test_a_read_sees_a_file_replaced_within_the_same_tick(tiny: TinyStore, folder: Path) -> None:
    for minutes in range(1, 60):
        one = TimeEntry(id="e", developer="dana", day=FRIDAY, minutes=minutes, bucket=Bucket.OTHER)
        seen = tiny.week("dana", W47).entries
        tiny.write(change(edit(seen[0], minutes=minutes) if seen else create(one)))
        assert tiny.week("dana", W47).entries[0].minutes == minutes
        assert tiny.totals(["dana"], W47, W47) == {("dana", W47): {Bucket.OTHER: minutes}}


def test_an_emptied_week_is_no_week(tiny: TinyStore, folder: Path) -> None:
    one = entry()
    tiny.write(change(create(one)))
    tiny.write(change(remove(one)))
    assert list(tiny.weeks("dana")) == []
    assert (folder / "people/dana/2026-W47.json").exists()
    assert tiny.totals(["dana"], Week(2026, 1), Week(2026, 53)) == {}


def test_a_conflict_inside_one_of_many_files_leaves_no_trace(tiny: TinyStore, folder: Path) -> None:
    tiny.write(change(create(touchpoint())))
    before = {name: (folder / name).read_bytes() for name in files_of(folder) - {".lock"}}
    with pytest.raises(StandupError):
        tiny.write(change(create(entry()), create(entry(developer="bob")), edit(BOB, name="x"), remove(ACME)))
    assert {name: (folder / name).read_bytes() for name in files_of(folder) - {".lock"}} == before


def test_the_history_of_a_record_is_found_where_old_changes_moved(
    tiny: TinyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "MOST_CHANGES", 6)
    monkeypatch.setattr(staging, "MOVED_CHANGES", 4)
    item = work_item("API-12")
    tiny.write(change(create(item)))
    for number in range(9):
        op = edit(item, title=f"Title {number}", developer="bob" if number % 2 else "dana")
        tiny.write(change(op, create(entry())))
        tiny.write(change(create(work_item(f"X-{number}", developer="bob"))))
        assert isinstance(op.after, WorkItem)
        item = op.after
    history = tiny.record_history(item)
    assert len(history) == 10
    for later, earlier in pairwise(history):
        assert later.before == earlier.after
    assert (history[0].after, history[-1].before) == (item, None)


def test_the_history_of_a_record_reads_no_week(tiny: TinyStore, folder: Path) -> None:
    item = work_item("API-12")
    done = edit(item, state=WorkState.DONE, state_since=FRIDAY)
    tiny.write(change(create(item)))
    tiny.write(change(done, create(entry())))
    (folder / "people/dana/2026-W47.json").write_text("damaged", encoding="utf-8")
    assert [one.after for one in tiny.record_history(item)] == [done.after, item]


def test_a_change_whose_record_nobody_can_find_again_is_told_by_the_next_one(tiny: TinyStore, folder: Path) -> None:
    item = work_item("API-12")
    tiny.write(change(create(item)))
    tables = raw(folder, "people/dana/open.json")
    [document] = tables["work_items"].values()
    document["title"] = "Altered by another program"
    put(folder, "people/dana/open.json", tables)
    [made] = tiny.record_history(item)
    assert isinstance(made.after, WorkItem)
    assert made.after.title == "Altered by another program"


def test_a_change_to_many_records_of_a_file_looks_through_it_a_few_times(
    tiny: TinyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [entry(5) for _ in range(400)]
    tiny.write(change(*map(create, many)))
    longer = [altered(one, minutes=6) for one in many]
    looked: list[object] = []

    def counted(document: Any, path: Path | str) -> str:
        looked.append(document)
        return id_of(document, path)

    monkeypatch.setattr(staging, "id_of", counted)
    tiny.write(change(*(Op(one, two) for one, two in zip(many, longer, strict=True))))
    tiny.write(change(*map(remove, longer)))
    assert len(looked) < 40 * len(many)
    assert not tiny.week("dana", W47).entries
