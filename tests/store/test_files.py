"""Files that are whole, old or new."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from standup.store.files import PRIVATE, ReadCache, content, fill_folder, make_folder, replace, temporary


def test_a_file_is_replaced_with_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    replace(path, b"old", 0o600)
    replace(path, b"new", 0o640)
    assert content(path) == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_writer_left_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    temporary(path).write_bytes(b"torn and longer than what follows")
    temporary(path).chmod(0o400)
    replace(path, b"new", 0o600)
    assert content(path) == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_in_the_way_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    path = tmp_path / "a.json"
    temporary(path).symlink_to(precious)
    replace(path, b"new", 0o600)
    assert precious.read_bytes() == b"precious"
    assert content(path) == b"new"


def test_the_file_is_on_the_disk_before_its_name_and_the_name_before_we_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    steps: list[str] = []
    sync, rename = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def replaced(source: str, target: str) -> None:
        steps.append("name")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replaced)
    replace(path, b"new", 0o600)
    assert steps == ["file", "name", "folder"]


def test_a_folder_is_filled_before_it_is_flushed_with_every_file_and_every_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is acknowledged that a power failure could take: each name and file was flushed once it was whole."""
    files = {"team.json": b"t", "people/dana/open.json": b"o", "people/bob/open.json": b""}
    flushed: dict[Path, bytes] = {}
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        [path] = [one for one in tmp_path.rglob("*") if os.path.samestat(one.stat(), os.fstat(descriptor))]
        names = b" ".join(sorted(one.name.encode() for one in path.iterdir())) if path.is_dir() else b""
        flushed[path.relative_to(tmp_path)] = names or path.read_bytes()
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    (tmp_path / "new").mkdir()
    fill_folder(tmp_path / "new", files, PRIVATE)
    assert {name: content(tmp_path / "new" / name) for name in files} == files
    assert {str(path): found for path, found in flushed.items() if path.suffix} == {
        f"new/{name}": data for name, data in files.items()
    }
    assert {str(path): found for path, found in flushed.items() if not path.suffix} == {
        "new": b"people team.json",
        "new/people": b"bob dana",
        "new/people/bob": b"open.json",
        "new/people/dana": b"open.json",
    }
    assert all(stat.S_IMODE((tmp_path / "new" / name).stat().st_mode) == 0o600 for name in files)


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    replace(path, b"old", 0o600)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace(path, b"new", 0o600)
    assert content(path) == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_folders_get_their_mode_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        make_folder(tmp_path / "a" / "b", 0o2770)
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "a/b")] == [0o2770, 0o2770]


def test_the_cache_reads_again_only_what_changed(tmp_path: Path) -> None:
    reads: list[bytes] = []

    def decode(data: bytes, path: str) -> bytes:
        reads.append(data)
        return data

    cache = ReadCache(decode, 2)
    path = tmp_path / "a"
    assert cache.get(str(path)) is None
    path.write_bytes(b"one")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert [cache.get(str(path)) for _ in range(3)] == [b"one"] * 3
    assert reads == [b"one"]
    path.write_bytes(b"two")
    os.utime(path, (1_700_000_001, 1_700_000_001))
    assert cache.get(str(path)) == b"two"
    path.unlink()
    assert cache.get(str(path)) is None


def test_the_cache_does_not_trust_a_file_written_just_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = ReadCache(lambda data, _: data, 2)
    path = tmp_path / "a"
    path.write_bytes(b"one")
    state = path.stat()
    monkeypatch.setattr("standup.store.files.time.time_ns", lambda: state.st_mtime_ns + 1_000_000)
    assert cache.get(str(path)) == b"one"
    path.write_bytes(b"two")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))  # as if both fell into one tick
    assert cache.get(str(path)) == b"two"


def test_time_that_passes_while_a_file_is_read_does_not_make_it_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    state = path.stat()
    clock = [state.st_mtime_ns + 1_000_000]
    monkeypatch.setattr("standup.store.files.time.time_ns", lambda: clock[0])

    def slowly(data: bytes, _: str) -> bytes:
        clock[0] += 10**9
        return data

    cache = ReadCache(slowly, 2)
    assert cache.get(str(path)) == b"one"
    path.write_bytes(b"two")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert cache.get(str(path)) == b"two"


def test_the_cache_is_bounded(tmp_path: Path) -> None:
    reads: list[str] = []
    cache = ReadCache(lambda data, path: reads.append(path), 2)
    for name in ("a", "b", "c"):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (1_700_000_000, 1_700_000_000))
    for name in ("a", "b", "a", "c", "a", "b"):
        cache.get(str(tmp_path / name))
    assert [Path(path).name for path in reads] == ["a", "b", "c", "b"]
