"""What the doctor finds, and what a repair keeps."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from standup.domain.change import create, edit
from standup.domain.records import Bucket, PublishedWeek, Role, WorkState
from standup.store import doctor
from standup.store.doctor import examine, repair
from standup.store.errors import DamagedFileError, DataFolderError, NewerFormatError
from standup.store.tiny import TinyStore
from tests.store.records import ACME, FRIDAY, W47, W48, change, entry, take_back, touchpoint, work_item

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
WEEK = "people/dana/2026-W47.json"


@pytest.fixture
def filled(tiny: TinyStore) -> TinyStore:
    """A store with records in several files."""
    tiny.write(change(create(entry(30, work_item="API-12")), create(entry(20)), create(work_item("API-12"))))
    tiny.write(change(create(ACME), create(touchpoint()), create(entry(10, developer="bob"))))
    tiny.write(change(create(entry(5)), by="bob"))
    return tiny


def problems(folder: Path) -> list[tuple[str, str]]:
    """File and severity of everything that is wrong."""
    return [(finding.file, finding.severity) for finding in examine(folder)]


def alter(folder: Path, file: str, **tables: Any) -> None:
    """Put tables into a file behind the store's back."""
    path = folder / file
    before = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(before | tables))
    path.chmod(0o600)


def kept(folder: Path) -> list[str]:
    """What was set aside."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.damaged-*"))


def test_a_sound_folder_has_nothing_wrong_and_nothing_is_done_to_it(filled: TinyStore) -> None:
    assert examine(filled.folder) == []
    before = {path: path.stat().st_mtime_ns for path in filled.folder.rglob("*.json")}
    assert repair(filled.folder, NOW) == []
    assert {path: path.stat().st_mtime_ns for path in filled.folder.rglob("*.json")} == before


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    for act in (examine, lambda folder: repair(folder, NOW)):
        with pytest.raises(DataFolderError):
            act(tmp_path / "nothing")


def test_a_published_week_belongs_in_the_teams_file_of_its_week(filled: TinyStore) -> None:
    published = PublishedWeek(id="p", week=str(W47), published_at=NOW, by="dana", summary={"members": []})
    filled.write(change(create(published)))
    assert examine(filled.folder) == []
    (filled.folder / "2026-W47.json").rename(filled.folder / "2026-W48.json")
    assert problems(filled.folder) == [("2026-W48.json", "error")]
    repair(filled.folder, NOW)
    assert (filled.published(W47), filled.published(W48)) == (published, None)
    assert examine(filled.folder) == []


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_cut_file_gives_back_every_whole_record_before_the_cut(filled: TinyStore, cut: int) -> None:
    path = filled.folder / WEEK
    whole = path.read_bytes()
    records = list(filled.week("dana", W47).entries)
    torn = whole[: len(whole) * cut // 12]
    path.write_bytes(torn)
    assert problems(filled.folder) == [(WEEK, "error")]
    done = repair(filled.folder, NOW)
    assert examine(filled.folder) == []
    assert kept(filled.folder) == [f"{WEEK}.damaged-20261122T183000"]
    assert (filled.folder / kept(filled.folder)[0]).read_bytes() == torn
    documents = json.loads(whole)["time_entries"].values()
    sound = sum(msgspec.json.encode(document) in torn for document in documents)
    assert list(filled.week("dana", W47).entries) == records[:sound]
    assert any("lost everything" in line for line in done)
    filled.write(change(create(entry())))


def test_an_invalid_record_is_named_and_put_back_as_it_was(filled: TinyStore) -> None:
    first, second, third = filled.week("dana", W47).entries
    receipt = filled.write(change(edit(first, minutes=33)))
    tables = json.loads((filled.folder / WEEK).read_text())
    tables["time_entries"]["1"]["minutes"] = "many"
    tables["time_entries"]["2"]["bucket"] = "tea"
    alter(filled.folder, WEEK, time_entries=tables["time_entries"])
    findings = examine(filled.folder)
    assert [("1 is not valid" in one.problem, "2 is not valid" in one.problem) for one in findings] == [
        (True, False),
        (False, True),
    ]
    done = " ".join(repair(filled.folder, NOW))
    assert "time_entries 1" in done
    assert "put back as it was before its last change" in done
    assert "time_entries 2" in done
    assert list(filled.week("dana", W47).entries) == [first, third]
    assert second not in filled.week("dana", W47).entries
    assert receipt.change_id in [past.id for past in filled.history(9)]
    assert problems(filled.folder) == []


@pytest.mark.parametrize("content", [b"", b"\x00\xff\x00", b"[]", b'{"time_entries": []}', b"{" * 5000, b"{}garbage"])
def test_a_file_beyond_reading_is_set_aside(filled: TinyStore, content: bytes) -> None:
    (filled.folder / WEEK).write_bytes(content)
    assert problems(filled.folder) == [(WEEK, "error")]
    repair(filled.folder, NOW)
    assert problems(filled.folder) == []
    assert (filled.folder / kept(filled.folder)[0]).read_bytes() == content
    assert filled.week("dana", W47).entries == []
    assert len(filled.week("bob", W47).entries) == 1


def test_a_newer_file_is_left_alone(filled: TinyStore) -> None:
    alter(filled.folder, WEEK, format={"1": {"name": "standup", "version": 7}})
    before = (filled.folder / WEEK).read_bytes()
    assert [finding.advice for finding in examine(filled.folder)] == ["update standup"]
    assert "left alone" in repair(filled.folder, NOW)[0]
    assert (filled.folder / WEEK).read_bytes() == before


def test_a_newer_file_of_another_shape_is_not_taken_for_damaged(filled: TinyStore) -> None:
    path = filled.folder / WEEK
    path.write_text(json.dumps({"format": {"1": {"version": 2}}, "time_entries": [], "more": 1}))
    assert [finding.advice for finding in examine(filled.folder)] == ["update standup"]
    with pytest.raises(NewerFormatError):
        filled.week("dana", W47)


def test_a_damaged_generation_keeps_nobody_from_reading(filled: TinyStore) -> None:
    before = filled.week("dana", W47)
    (filled.folder / "generation").write_bytes(b"\xff")
    assert filled.week("dana", W47) == before
    assert problems(filled.folder) == [("generation", "error")]
    with pytest.raises(DamagedFileError, match="generation is damaged"):
        filled.write(change(create(entry())))
    repair(filled.folder, NOW)
    assert problems(filled.folder) == []
    filled.write(change(create(entry())))


def test_a_record_in_the_wrong_file_is_moved(filled: TinyStore) -> None:
    stray = {"id": "stray", "developer": "dana", "day": "2026-11-24", "minutes": 7, "bucket": "other", "mood": 1}
    alter(filled.folder, "people/bob/2026-W47.json", time_entries={"4": stray})
    assert ("people/bob/2026-W47.json", "error") in problems(filled.folder)
    repair(filled.folder, NOW)
    assert problems(filled.folder) == []
    (moved,) = filled.week("dana", W48).entries
    assert (moved.id, moved.minutes, moved.bucket, moved.day) == ("stray", 7, Bucket.OTHER, date(2026, 11, 24))
    assert json.loads((filled.folder / "people/dana/2026-W48.json").read_text())["time_entries"]["1"]["mood"] == 1
    assert kept(filled.folder) == ["people/bob/2026-W47.json.damaged-20261122T183000"]


def test_of_two_records_with_one_id_the_later_version_stays(filled: TinyStore) -> None:
    item = filled.desk("dana").work_items[0]
    filled.write(change(edit(item, state=WorkState.DONE, state_since=FRIDAY)))
    alter(filled.folder, "people/dana/open.json", work_items={"9": {**_plain(item)}})
    assert ("people/dana/open.json", "error") in problems(filled.folder)
    repair(filled.folder, NOW)
    assert problems(filled.folder) == []
    assert list(filled.desk("dana").work_items) == []
    assert [one.version for one in filled.closed("dana", 2026).work_items] == [2]


def _plain(record: Any) -> dict[str, Any]:
    plain = msgspec.to_builtins(record)
    assert isinstance(plain, dict)
    return plain


def test_two_work_items_with_one_key_are_told(filled: TinyStore) -> None:
    filled.write(change(create(work_item("api-12", developer="bob"))))
    assert [(one.severity, "has the key" in one.problem) for one in examine(filled.folder)] == [("warning", True)]


def test_a_lost_team_is_rebuilt_from_what_refers_to_it(filled: TinyStore) -> None:
    (filled.folder / "team.json").unlink()
    assert ("team.json", "error") in problems(filled.folder)
    done = repair(filled.folder, NOW)
    assert sum("team.json: made a new entry" in line for line in done) == 4
    assert problems(filled.folder) == []
    roster = filled.roster()
    assert {one.id: one.role for one in roster.developers.values()} == {"dana": Role.LEAD, "bob": Role.DEVELOPER}
    assert set(roster.customers) == {"acme"}
    assert len(filled.week("dana", W47).entries) == 3


def test_an_owner_who_is_not_in_the_team_is_told(filled: TinyStore) -> None:
    filled.write(change(create(entry(developer="zoe"))))
    assert problems(filled.folder) == [("people/zoe", "warning")]
    repair(filled.folder, NOW)
    assert problems(filled.folder) == []
    assert filled.roster().developers["zoe"].role is Role.DEVELOPER


def test_an_unfinished_change_is_told_and_finished(filled: TinyStore) -> None:
    whole = {"generation": 99, "files": {"closed-2026.json": {"format": {}}}}
    (filled.folder / "pending.json").write_text(json.dumps(whole))
    assert problems(filled.folder) == [("pending.json", "warning")]
    assert "finished the change" in repair(filled.folder, NOW)[0]
    assert problems(filled.folder) == []
    assert (filled.folder / "closed-2026.json").read_text() == '{"format": {}}'


@pytest.mark.parametrize("name", ["pending.json", "generation"])
def test_a_garbled_note_of_the_writer_is_set_aside(filled: TinyStore, name: str) -> None:
    before = filled.week("dana", W47)
    (filled.folder / name).write_bytes(b'{"generation": 99, "files": {"../evil": {}}}')
    assert (name, "error") in problems(filled.folder)
    repair(filled.folder, NOW)
    assert problems(filled.folder) == []
    assert kept(filled.folder) == [f"{name}.damaged-20261122T183000"]
    assert filled.week("dana", W47) == before
    receipt = filled.write(change(create(entry()), create(entry(developer="bob"))))
    take_back(filled, receipt)
    assert filled.week("dana", W47) == before


def test_litter_and_open_doors_are_told(filled: TinyStore) -> None:
    (filled.folder / ".team.json.tmp").write_bytes(b"torn")
    (filled.folder / WEEK).chmod(0o644)
    filled.folder.chmod(0o755)
    assert set(problems(filled.folder)) == {(".team.json.tmp", "warning"), (WEEK, "warning"), (".", "warning")}


def test_a_network_file_system_is_told(filled: TinyStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(doctor, "MOUNTS", mounts)
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path.resolve()} nfs4 rw 0 0\n")
    assert [(one.file, "nfs4" in one.problem) for one in examine(filled.folder)] == [(".", True)]
    mounts.write_text(f"server:/x / nfs4 rw 0 0\n/dev/sda {tmp_path.resolve()} ext4 rw 0 0\nshort\n")
    assert examine(filled.folder) == []
