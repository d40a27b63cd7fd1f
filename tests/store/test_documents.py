"""Every record as plain documents, and a new data folder made of them, whole or not there."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from standup.domain.change import create, edit
from standup.domain.records import Customer, Developer, Leave, Team, TimeEntry
from standup.store import commit, documents
from standup.store import files as files_module
from standup.store.errors import DamagedFileError, DataFolderError, StoreError
from standup.store.files import share
from standup.store.layout import TABLES
from standup.store.protocol import Document, Store
from standup.store.tables import plain
from standup.store.tiny import TinyStore
from tests.store.records import ACME, BOB, DANA, FRIDAY, change, entry, touchpoint, work_item

T = TypeVar("T")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def tables(*records: Developer | Team | TimeEntry | Leave | Customer) -> dict[str, list[Document]]:
    """The documents of some records, by table."""
    found: dict[str, list[Document]] = {}
    for record in records:
        found.setdefault(TABLES[type(record)], []).append(plain(record))
    return found


def test_a_store_hands_out_all_its_records(store: Store) -> None:
    mine, his = entry(45, note="Zoë"), entry(30, developer="bob")
    leave = Leave(id="l", developer="bob", first=FRIDAY, last=FRIDAY)
    store.write(change(create(ACME), create(mine), create(his), create(leave), create(touchpoint(developer=None))))
    store.write(change(edit(mine, minutes=50), create(work_item("API-1"))))
    found = store.documents()
    assert [msgspec.convert(one, Developer) for one in found[Developer]] == [BOB, DANA]
    assert list(found[Team]) == [{"id": "team", "name": "Platform"}]
    assert [(one["id"], one["minutes"], one.get("version")) for one in found[TimeEntry]] == [
        (mine.id, 50, 2),
        (his.id, 30, None),
    ]
    own = store.documents(["dana"])
    assert [one["id"] for one in own[TimeEntry]] == [mine.id]
    assert {kind: of_kind for kind, of_kind in own.items() if kind is not TimeEntry} == {
        kind: of_kind for kind, of_kind in found.items() if kind is not TimeEntry
    }


def test_fields_that_we_do_not_know_are_in_and_damage_is_told(tiny: TinyStore, folder: Path) -> None:
    file = folder / "team.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    raw["developers"]["1"]["mood"] = {"of": ["the day", 1.5]}
    raw["of_the_future"] = {"1": {"id": "x"}}
    file.write_text(json.dumps(raw), encoding="utf-8")
    assert {"of": ["the day", 1.5]} in [one.get("mood") for one in tiny.documents()[Developer]]
    raw["developers"]["1"]["name"] = 5
    file.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(DamagedFileError):
        TinyStore.open(folder).documents()


def test_what_a_killed_writer_left_is_in(tiny: TinyStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has a folder yet, and the change that makes two of them is stored but not laid down."""

    def killed(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(commit, "_put_in_place", killed)
    tiny.write(change(create(entry(45)), create(entry(30, developer="bob"))))
    assert not (folder / "people" / "bob").exists() or not list((folder / "people" / "bob").iterdir())
    store = TinyStore.open(folder)
    assert [one["minutes"] for one in store.documents()[TimeEntry]] == [45, 30]
    assert [one.created for one in store.history(1)] == [2]


def test_a_folder_is_made_with_the_modes_it_needs(tmp_path: Path) -> None:
    files = documents.checked(tables(Team(name="T"), DANA, entry(45)), "x.json")
    documents.refill(tmp_path / "new" / "data", files, NOW)
    store = TinyStore.open(tmp_path / "new" / "data")
    assert store.roster().developers == {"dana": DANA}
    assert store.minutes_on("dana", FRIDAY) == 45
    assert stat.S_IMODE((tmp_path / "new" / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "new" / "data" / "team.json").stat().st_mode) == 0o600
    share(tmp_path / "shared")
    documents.refill(tmp_path / "shared", files, NOW)
    assert stat.S_IMODE((tmp_path / "shared" / "team.json").stat().st_mode) == 0o660
    assert [path.name for path in tmp_path.iterdir() if "restoring" in path.name] == []


def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path: Path, folder: Path) -> None:
    files = documents.checked(tables(Team(name="T"), DANA), "x.json")
    before = sorted(folder.rglob("*"))
    with pytest.raises(DataFolderError, match="already holds a team, and nothing is merged into one"):
        documents.refill(folder, files, NOW)
    assert sorted(folder.rglob("*")) == before
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").touch()
    with pytest.raises(DataFolderError, match="is not empty; name a new folder with --data"):
        documents.refill(tmp_path / "other", files, NOW)


@pytest.mark.parametrize("at", range(1, 14))
def test_a_folder_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """The disk fails at each write and flush of a file or folder in turn, and at the last step."""
    days = (FRIDAY, date(2026, 10, 1), date(2026, 9, 1))
    files = documents.checked(tables(Team(name="T"), DANA, *(entry(45, day=day) for day in days)), "x.json")
    assert len(files) == 4
    done = count(1)

    def failing_at(step: Callable[..., T]) -> Callable[..., T]:
        def write(*args: Any) -> T:
            if next(done) == at:
                raise OSError(28, "No space left on device")
            return step(*args)

        return write

    monkeypatch.setattr(os, "write", failing_at(os.write))
    monkeypatch.setattr(files_module, "_flush", failing_at(files_module._flush))
    monkeypatch.setattr(files_module, "sync_folder", failing_at(files_module.sync_folder))
    monkeypatch.setattr(Path, "rename", failing_at(Path.rename))
    with pytest.raises(StoreError, match="the disk is full; make room and repeat; nothing was changed"):
        documents.refill(tmp_path / "data", files, NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("table", "document", "message"),
    [
        ("time_entries", {"id": "e"}, "x.json: time_entries 1: The document missing required field 'developer'"),
        ("team", {"name": "T"}, "x.json: team 1: it has no id"),
        ("developers", [], "developers 1: Expected 'object', got 'array'"),
        (
            "leave",
            {"id": "l", "developer": "../evil", "first": "2026-11-01", "last": "2026-11-01"},
            "'../evil' cannot be a developer's id",
        ),
        (
            "closed_weeks",
            {"id": "c", "developer": "dana", "week": "2026-W99", "closed_at": "2026-11-01T09:00:00Z"},
            "closed_weeks 1: 2026 has no week 99",
        ),
    ],
)
def test_a_document_that_is_no_record_is_named(table: str, document: Document, message: str) -> None:
    with pytest.raises(StoreError) as error:
        documents.checked({table: [document]}, "x.json")
    assert message in str(error.value)
    assert str(error.value).endswith("; nothing was changed")


@pytest.mark.parametrize("record", [entry(45), entry(45, note="x", tags=("a",)), work_item("API-1"), DANA, BOB])
def test_a_document_is_complete_or_lean(record: TimeEntry) -> None:
    stored = msgspec.json.decode(msgspec.json.encode(plain(record)))
    whole = documents.complete(type(record), {**stored, "new": [1]})
    assert set(whole) == {*type(record).__struct_fields__, "new"}
    assert documents.lean(type(record), whole) == {**stored, "new": [1]}


def test_a_record_twice_is_refused() -> None:
    with pytest.raises(StoreError, match="developers 2: 'bob' is there twice; nothing was changed"):
        documents.checked(tables(BOB, BOB), "x.json")
