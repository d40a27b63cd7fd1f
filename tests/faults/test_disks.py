"""A full disk, a disk that cannot be written, a folder that goes away: a clear message, and nothing was changed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from standup.config import Settings
from standup.store.tiny import TinyStore
from standup.tui.app import StandupApp
from tests.faults.command import Answer, Person
from tests.faults.conftest import Tell
from tests.faults.disks import files_no_longer_than, filled, forbidden, mounted, remounted, unmounted
from tests.faults.team import at_work, full_folder, picture
from tests.tui.reading import settled, toasts

WRITES = (
    ("log", "45m #API-12 a note of some length, so that the file grows"),
    ("done", "acme", "30m they take it > mon send contract"),
    ("work", "move", "WEB-7", "done"),
    ("start", "#OPS-3"),
    ("undo",),
)
READS = (("today",), ("week",), ("touchpoint", "list"), ("work", "list"), ("history",), ("status",), ("doctor",))


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that anybody can go through, unlike those of tests."""
    folder = Path(tempfile.mkdtemp(prefix="standup-faults-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def dana_in(place: Path) -> tuple[Person, TinyStore]:
    """Dana at a folder with a few changes of hers, with data, journal and cache in one place."""
    store = full_folder(place / "data")
    dana = Person(place / "dana", store.folder, "dana")
    for words in ("1h #API-12 first", "30m @globex call > fri send quote", "15m ~ yesterday"):
        assert dana("log", words).code == 0
    return dana, store


def check(answer: Answer, store: TinyStore, before: list[str], words: str) -> bool:
    """Whether a command was refused: then in one clear line, and nothing was changed."""
    now = picture(TinyStore.open(store.folder))
    if answer.code == 0:
        assert now != before
        return False
    assert answer.code == 1
    assert answer.err.startswith("standup: ")
    assert answer.err.count("\n") == 1
    assert words in answer.err
    assert "nothing was changed" in answer.err
    assert now == before
    return True


@pytest.mark.slow
@pytest.mark.parametrize("command", WRITES, ids=lambda command: command[0])
def test_files_that_may_not_grow(tmp_path: Path, tell: Tell, command: tuple[str, ...]) -> None:
    """Files stop to grow at a size, in steps of 53 bytes, until all that is written fits."""
    place, kept = tmp_path / "place", tmp_path / "kept"
    dana, store = dana_in(place)
    shutil.copytree(place, kept)
    before = picture(store)
    largest = max(path.stat().st_size for path in place.rglob("*") if path.is_file())
    tries = refused = 0
    for size in range(0, 4 * largest, 53):
        tries += 1
        shutil.rmtree(place)
        shutil.copytree(kept, place)
        with files_no_longer_than(size):
            answer = dana(*command)
        if check(answer, store, before, "File too large"):
            refused += 1
            assert dana(*command).code == 0, "with room, the same works"
        assert dana("redo" if command == ("undo",) else "undo").code == 0
        assert picture(TinyStore.open(store.folder)) == before
    assert 0 < refused < tries
    tell(f"{tries} sizes of file, {refused} times refused with nothing changed")


@pytest.mark.slow
def test_a_full_disk(tmp_path: Path, tell: Tell) -> None:
    place = tmp_path / "disk"
    if not mounted(place, 1 << 20):
        pytest.skip("this machine lets us mount no disk")
    try:
        dana, store = dana_in(place)
        tries = refused = 0
        for command in WRITES:
            for left in range(12):
                tries += 1
                before = picture(store)
                ballast = filled(place, left)
                answer = dana(*command)
                for words in READS:
                    assert dana(*words).code == 0
                ballast.unlink()
                if check(answer, store, before, "the disk is full; make room and repeat"):
                    refused += 1
                else:
                    assert dana("redo" if command == ("undo",) else "undo").code == 0
                assert picture(TinyStore.open(store.folder)) == before
                assert dana(*command).code == 0, "with room, the same works"
                assert dana("redo" if command == ("undo",) else "undo").code == 0
        assert 0 < refused < tries
        tell(f"{tries} tries on a disk with 0 to 11 free pages, {refused} times refused with nothing changed")
    finally:
        unmounted(place)


def test_a_disk_that_is_mounted_read_only(tmp_path: Path) -> None:
    place = tmp_path / "disk"
    if not mounted(place, 1 << 20):
        pytest.skip("this machine lets us mount no disk")
    try:
        store = full_folder(place / "data")
        dana = Person(tmp_path / "dana", store.folder, "dana")
        assert dana("log", "1h #API-12").code == 0
        before = picture(store)
        remounted(place, "ro")
        for command in WRITES:
            assert check(dana(*command), store, before, "the file system is read-only")
        for words in READS:
            assert dana(*words).code == 0
        remounted(place, "rw")
        assert dana("undo").out.startswith("Undone: log 60 min")
    finally:
        unmounted(place)


def open_to_all(folder: Path) -> None:
    """Let anybody read and write in a folder."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)


def test_a_folder_that_others_may_only_read(open_place: Path, tell: Tell) -> None:
    dana, store = dana_in(open_place)
    for command in (*WRITES, *READS):  # each once, so that all is imported that nobody may not read
        assert dana(*command).code == 0
        assert command not in WRITES[:-1] or dana("undo").code == 0
    open_to_all(dana.home)
    before = picture(store)
    refused = 0
    with forbidden(store.folder):
        for command in WRITES:
            refused += check(dana(*command), store, before, "you have no permission; ask its owner")
        for words in READS:
            assert dana(*words).code == 0
    assert refused == len(WRITES)
    assert dana("log", "5m #API-12").code == 0
    assert dana("undo").out.startswith("Undone: log 5 min")
    tell(f"{refused} commands refused in a folder that may only be read; {len(READS)} that read work there")


def test_a_state_folder_that_cannot_be_written(open_place: Path) -> None:
    dana, store = dana_in(open_place)
    open_to_all(open_place)
    before = picture(store)
    with forbidden(dana.journals):
        answer = dana("log", "6m #API-12")
    assert "which undo needs" in answer.err
    assert check(answer, store, before, "Permission denied")


async def test_the_app_lives_while_its_folder_is_away(tmp_path: Path) -> None:
    store = full_folder(tmp_path / "data")
    dana = at_work(store.folder)
    app = StandupApp(dana, settings=Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3")
        await settled(pilot)
        before = picture(store)
        away = store.folder.rename(tmp_path / "away")
        told: set[str] = set()
        for key in ("3", "l", "escape", "u", "ctrl+r", "space", "d", "escape", "z", "escape", "T", "B", "e", "escape"):
            await pilot.press(key)
            await settled(pilot)
            told.update(toasts(app))
        await pilot.pause(0.7)  # the app has looked for changes meanwhile
        assert app.is_running
        assert any(f"no standup data in {store.folder}" in words for words in told)
        assert not store.folder.exists(), "nothing is made in its place"
        away.rename(store.folder)
        assert picture(store) == before
        await pilot.press("1")
        await settled(pilot)
        assert len(set(picture(store)) - set(before)) == 1


async def test_the_app_lives_where_nothing_can_be_written(tmp_path: Path) -> None:
    store = full_folder(tmp_path / "data")
    app = StandupApp(at_work(store.folder), settings=Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3")
        await settled(pilot)
        before = picture(store)
        with files_no_longer_than(10):
            for key in ("3", "u", "space", "4"):
                await pilot.press(key)
                await settled(pilot)
        assert app.is_running
        assert sum("nothing was changed" in words for words in toasts(app)) >= 3
        assert picture(store) == before
        await pilot.press("u")
        await settled(pilot)
        assert picture(store) != before
