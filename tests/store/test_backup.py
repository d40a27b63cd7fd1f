"""A data folder as one file, and back."""

from __future__ import annotations

import io
import stat
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from standup.domain.change import create, edit
from standup.domain.errors import StandupError, UsageError
from standup.domain.records import PublishedWeek
from standup.store.backup import backup, restore
from standup.store.errors import DamagedFileError, StoreError
from standup.store.tiny import TinyStore
from tests.store.records import ACME, W47, change, entry, work_item

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


def everything(folder: Path) -> dict[str, bytes]:
    """Every file but the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def filled(tiny: TinyStore) -> TinyStore:
    """A store with records in several files."""
    tiny.write(change(create(entry()), create(work_item("API-12")), create(ACME)))
    return tiny


def test_what_was_backed_up_comes_back_elsewhere(filled: TinyStore, tmp_path: Path) -> None:
    published = PublishedWeek(id="p", week=str(W47), published_at=NOW, by="dana", summary={"members": []})
    filled.write(change(create(published)))
    backup(filled.folder, tmp_path / "b.tar.gz")
    assert stat.S_IMODE((tmp_path / "b.tar.gz").stat().st_mode) == 0o600
    assert restore(tmp_path / "b.tar.gz", tmp_path / "deep" / "other", NOW) is None
    other = TinyStore.open(tmp_path / "deep" / "other")
    assert everything(other.folder) == everything(filled.folder)
    assert other.roster() == filled.roster()
    assert other.history(9) == filled.history(9)
    assert other.published(W47) == published
    other.write(change(create(entry())))
    assert len(other.week("dana", W47).entries) == 2


def test_what_stood_there_is_kept_under_a_new_name(filled: TinyStore, tmp_path: Path) -> None:
    backup(filled.folder, tmp_path / "b.tar.gz")
    filled.write(change(edit(ACME, name="Later")))
    later = everything(filled.folder)
    asides = [restore(tmp_path / "b.tar.gz", filled.folder, NOW) for _ in range(2)]
    assert filled.roster().customers["acme"] == ACME
    assert len({str(aside) for aside in asides}) == 2
    assert asides[0] is not None
    assert everything(asides[0]) == later


def test_a_backup_has_no_lock_and_no_litter_and_finishes_what_was_pending(filled: TinyStore, tmp_path: Path) -> None:
    (filled.folder / ".team.json.tmp").write_bytes(b"torn")
    (filled.folder / "notes.txt").write_bytes(b"mine")
    (filled.folder / "pending.json").write_bytes(
        b'{"generation": 9, "files": {"closed-2026.json": {"work_items": {}}}}'
    )
    backup(filled.folder, tmp_path / "b.tar.gz")
    with tarfile.open(tmp_path / "b.tar.gz") as archive:
        names = set(archive.getnames())
    assert names == {
        f"standup/{name}"
        for name in (
            "generation",
            "team.json",
            "closed-2026.json",
            "people/dana/open.json",
            "people/dana/2026-W47.json",
        )
    }


def test_a_backup_replaces_no_file(filled: TinyStore, tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_bytes(b"precious")
    with pytest.raises(UsageError, match="never replaces"):
        backup(filled.folder, tmp_path / "b.tar.gz")
    with pytest.raises(UsageError, match="inside the data folder"):
        backup(filled.folder, filled.folder / "b.tar.gz")
    with pytest.raises(UsageError, match="no folder"):
        backup(filled.folder, tmp_path / "missing" / "b.tar.gz")
    with pytest.raises(StoreError, match="no standup data"):
        backup(tmp_path / "nowhere", tmp_path / "c.tar.gz")


def packed(path: Path, members: dict[str, bytes], kind: bytes = tarfile.REGTYPE) -> Path:
    """An archive with these members."""
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size, member.type, member.linkname = len(data), kind, "/etc/passwd"
            archive.addfile(member, io.BytesIO(data))
    return path


GOOD = b'{"team": {"1": {"id": "team"}}}'


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"standup/people/dana/open.json": b"{}"},
        {"standup/team.json": GOOD, "standup/../../evil.json": GOOD},
        {"standup/team.json": GOOD, "/etc/evil": GOOD},
        {"standup/team.json": GOOD, "standup/people/../x/open.json": GOOD},
        {"standup/team.json": GOOD, "standup/.lock": b""},
        {"standup/team.json": b'{"developers": {"1": {"id": "x"}}}'},
        {"standup/team.json": GOOD, "standup/people/dana/2026-W47.json": b'{"time_entries"'},
        {"standup/team.json": b'{"format": {"1": {"version": 2}}}'},
        {"standup/team.json": GOOD, "standup/generation": b"many"},
    ],
)
def test_a_bad_backup_changes_nothing(filled: TinyStore, tmp_path: Path, members: dict[str, bytes]) -> None:
    before = everything(filled.folder)
    with pytest.raises(StandupError):
        restore(packed(tmp_path / "b.tar.gz", members), filled.folder, NOW)
    assert everything(filled.folder) == before
    assert {path.name for path in tmp_path.iterdir()} == {"data", "b.tar.gz"}


def test_a_link_a_torn_archive_and_a_missing_one_change_nothing(filled: TinyStore, tmp_path: Path) -> None:
    backup(filled.folder, tmp_path / "b.tar.gz")
    torn = tmp_path / "torn.tar.gz"
    torn.write_bytes((tmp_path / "b.tar.gz").read_bytes()[:-30])
    link = packed(tmp_path / "link.tar.gz", {"standup/team.json": b""}, tarfile.SYMTYPE)
    (tmp_path / "text.tar.gz").write_text("no archive")
    before = everything(filled.folder)
    for file in (torn, link, tmp_path / "text.tar.gz", tmp_path / "missing.tar.gz"):
        with pytest.raises((StoreError, UsageError, DamagedFileError)):
            restore(file, filled.folder, NOW)
    assert everything(filled.folder) == before
