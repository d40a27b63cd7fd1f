"""Every kind of file cut at every length, empty, garbled, newer, with unknown fields: no traceback, nothing spreads."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from standup.domain.weeks import Week
from standup.store import staging
from standup.store.tiny import TinyStore
from standup.workspace.board import board
from tests.faults.command import Answer, Person
from tests.faults.conftest import Tell
from tests.faults.team import FRIDAY, KEYS, at_work, full_folder, new_folder, touchpoint, work_item

pytestmark = pytest.mark.slow

COMMANDS = {
    "today": ("today",),
    "week": ("week",),
    "undo": ("undo",),
    "log": ("log", "10m #API-12"),
    "doctor": ("doctor",),
    "history": ("history",),
    "status": ("status",),
    "list": ("work", "list", "--all", "--closed"),
}
DATA = (
    "team.json",
    "people/dana/open.json",
    "people/dana/closed-2026.json",
    "people/dana/2026-W47.json",
    "people/dana/changes-2026.json",
)
"""The kinds of file that hold records or changes."""
OTHERS = (
    "data/generation",
    "data/pending.json",
    "dana/state/changes-*",
    "dana/cache/care-*",
    "dana/cache/work-*",
    "dana/config.toml",
)
GARBAGE: dict[str, bytes] = {
    "empty": b"",
    "zeros": b"\0" * 700,
    "bytes": bytes(range(256)),
    "null": b"null",
    "number": b"1e999",
    "list": b"[]",
    "nothing in it": b"{}",
    "wrong tables": b'{"team": [], "time_entries": 3, "changes": "x", "touchpoints": null, "format": []}',
    "wrong documents": b'{"time_entries": {"1": null}, "changes": {"1": []}, "format": {"1": 7}, "team": {"x": {}}}',
    "wrong fields": b'{"time_entries": {"1": {"id": 7}}, "developers": {"1": {}}, "format": {"1": {"version": "2"}}}',
    "deep list": b"[" * 100_000,
    "deep value": b'{"mood": ' * 50_000 + b"1" + b"}" * 50_000,
    "deep field": b'{"time_entries": {"1": {"id": "a", "mood": ' + b"[" * 50_000 + b"]" * 50_000 + b"}}}",
    "no text": b'{"time_entries": {"1": {"id": "\xff\xfe"}}}',
    "half a character": b'{"time_entries": {"1": {"id": "\\ud800"}}}',
    "much too long a number": b'{"format": {"1": {"version": ' + b"9" * 6000 + b"}}}",
    "a page": b"<!doctype html><title>[/x] [b]not JSON\x1b[2J</title>",
}


class Example:
    """A tiny folder with each kind of file, and Dana who works in it; put back as it was after each damage."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.data = place / "data"
        new_folder(self.data, work_item("API-12"), touchpoint("acme"))
        self.dana = Person(place / "dana", self.data, "dana")
        assert self.dana("log", "5m #API-12").code == 0
        for _ in range(2):
            assert self.dana("snooze", "acme", "in 2 days", "away").code == 0
            assert self.dana("undo").code == 0
        assert self.dana("done", "acme", "30m yes > mon send contract").code == 0
        for week in self.data.rglob("*-W*.json"):
            os.utime(week, (1, 1))  # only what is no longer being written is remembered
        store = TinyStore.open(self.data, cache_folder=self.dana.cache)
        store.work_totals("dana")
        store.activity("dana")
        (self.data / "pending.json").write_bytes(self._pending())
        self.kept = dict(self._contents())
        self.sound = {file: read() for file, read in reads(self.data).items()}

    def _pending(self) -> bytes:
        """A change of two files that was finished but not cleared away: to be laid over what is the same."""
        files = {name: json.loads((self.data / name).read_bytes()) for name in DATA[2:4]}
        return json.dumps({"generation": int((self.data / "generation").read_text()) + 1, "files": files}).encode()

    def _contents(self) -> Iterator[tuple[Path, bytes]]:
        for path in self.place.rglob("*"):
            if path.is_file():
                yield path, path.read_bytes()

    def file(self, name: str) -> Path:
        """The file that a name of DATA or OTHERS means."""
        if name in DATA:
            return self.data / name
        return next(path for path in sorted(self.kept) if path.match(name))

    def without_pending(self) -> None:
        """Nothing waits to be finished, so that the files speak for themselves."""
        (self.data / "pending.json").unlink(missing_ok=True)

    def restore(self) -> None:
        """All files as they were, and no others."""
        for path in list(self.place.rglob("*")):
            if path.is_file() and path not in self.kept:
                path.unlink()
        for path, data in self.kept.items():
            if not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """The example, made once, with changes that have moved out of a file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staging, "MOST_CHANGES", 4)
        patch.setattr(staging, "MOVED_CHANGES", 2)
        return Example(tmp_path_factory.mktemp("damage"))


def clear(answer: Answer, name: str) -> None:
    """What went wrong is told in one line, and never as a traceback."""
    assert "Traceback" not in answer.out + answer.err, name
    if answer.code != 0 and not answer.out:
        assert answer.err.startswith("standup: "), (name, answer)
        assert answer.err.count("\n") in (1, 3), (name, answer)  # a log line that is wrong is shown, too
        assert len(answer.err) < 600, (name, answer)
        assert "\x1b" not in answer.err


def reads(folder: Path) -> dict[str, Callable[[], object]]:
    """What a store is asked, by the file that answers."""
    store = TinyStore.open(folder)
    week = Week.of(FRIDAY)
    return {
        "team.json": lambda: (store.roster(), store.desk(None)),
        "people/dana/open.json": lambda: store.desk("dana"),
        "people/dana/closed-2026.json": lambda: store.closed("dana", 2026),
        "people/dana/2026-W47.json": lambda: (store.week("dana", week), store.totals(["dana"], week, week)),
        "people/bob/2026-W47.json": lambda: store.week("bob", week),
    }


def damage(example: Example, name: str, content: bytes, commands: tuple[str, ...]) -> int:
    """Damage one file and run commands; how many of them were refused."""
    path = example.file(name)
    whole = example.kept[path]
    example.restore()
    if name != "data/pending.json":
        example.without_pending()
    path.write_bytes(content)
    short = name.removeprefix("data/")
    for file, read in reads(example.data).items():
        if short not in (file, "pending.json"):
            assert read() == example.sound[file], f"{name} takes {file} down"
    refused = 0
    for command in commands:
        answer = example.dana(*COMMANDS[command])
        clear(answer, f"{name}, {len(content)} of {len(whole)} bytes, {command}")
        if answer.code == 1 and command != "doctor":
            refused += 1
            assert path.read_bytes() == content, "what is damaged is never altered"
            if name in DATA and content != b"{}":  # which is sound, and empty
                assert path.name in answer.err, (name, answer)
    return refused


@pytest.mark.parametrize("name", [*DATA, *OTHERS])
def test_cut_at_every_length(example: Example, tell: Tell, name: str) -> None:
    path = example.file(name)
    whole = example.kept[path]
    rest = [command for command in COMMANDS if command not in ("today", "doctor")]
    runs = refused = named = 0
    for length in range(len(whole)):
        commands = ("today", rest[length % len(rest)])
        refused += damage(example, name, whole[:length], commands)
        runs += len(commands) + 1
        told = example.dana("doctor")
        clear(told, f"{name}, {length} bytes, doctor")
        named += path.name in told.out + told.err
    tell(
        f"{path.name} cut at each of {len(whole)} lengths: {runs} commands, {refused} refused, {named} named by doctor"
    )
    if name in DATA or name == "data/pending.json":
        assert named == len(whole)
    if name == "dana/state/changes-*":  # a line is whole without its end, too
        assert named == len(whole) - 2 * whole.count(b"\n")


@pytest.mark.parametrize("name", [*DATA, *OTHERS])
def test_replaced_by_garbage(example: Example, tell: Tell, name: str) -> None:
    refused = sum(damage(example, name, garbage, tuple(COMMANDS)) for garbage in GARBAGE.values())
    tell(f"{len(GARBAGE)} kinds of garbage, {len(GARBAGE) * len(COMMANDS)} commands, {refused} refused")


@pytest.mark.parametrize("name", DATA)
def test_written_by_a_newer_major_version(example: Example, name: str) -> None:
    tables = json.loads(example.kept[example.file(name)])
    tables["format"]["1"]["version"] = 2
    newer = json.dumps(tables | {"time_entries": "in another way"}).encode()
    refused = damage(example, name, newer, tuple(COMMANDS))
    assert refused
    for command in COMMANDS.values():
        answer = example.dana(*command)
        if answer.code == 1 and command != ("doctor",):
            assert answer.err.endswith("which a newer standup wrote; update standup\n")
    assert f"error: {name}: it has format 2\n  update standup\n" in example.dana("doctor").out
    assert example.dana("doctor", "--repair").code == 1
    assert example.file(name).read_bytes() == newer


MOOD = {"of": "a later version", "grades": [1, {"deep": None}]}


def with_mood(document: object) -> object:
    """The same with a field that nobody knows in every object but the tables' own."""
    if isinstance(document, list):
        return [with_mood(one) for one in document]
    if isinstance(document, dict):
        return {key: with_mood(value) for key, value in document.items()} | {"mood": MOOD}
    return document


def documents(folder: Path) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Table, id and document of all records and changes."""
    for path in sorted(folder.rglob("*.json")):
        for table, numbered in json.loads(path.read_bytes()).items():
            for document in numbered.values():
                yield table, str(document.get("id", path.name)), document


def test_unknown_fields_and_tables_survive_every_kind_of_write(example: Example, tell: Tell) -> None:
    example.restore()
    example.without_pending()
    for path in example.data.rglob("*.json"):
        tables = json.loads(path.read_bytes())
        moody = {
            table: {number: with_mood(one) for number, one in numbered.items()} for table, numbered in tables.items()
        }
        path.write_text(json.dumps(moody | {"moods": {"1": {"id": "a table of its own"}}}))
    before = {(table, one) for table, one, _ in documents(example.data)}
    writes = (
        ("log", "10m #API-12"),
        ("done", "acme", "5m > tue again"),
        ("undo",),
        ("snooze", "acme", "in 3 days", "away"),
        ("touchpoint", "edit", "acme", "--developer", "bob"),
        ("undo",),
        ("redo",),
        ("work", "move", "API-12", "done"),
        ("undo",),
        ("developer", "edit", "dana", "--hours", "32"),
        ("customer", "edit", "acme", "--name", "Acme Corp"),
        ("team", "edit", "--name", "Other"),
        ("undo",),
    )
    for write in writes:
        answer = example.dana(*write)
        assert answer.code == 0, answer.err
    after = {(table, one): document for table, one, document in documents(example.data)}
    assert before <= after.keys()
    lost = [key for key in before if key[0] != "moods" and after[key].get("mood") != MOOD]
    assert lost == []
    assert example.dana("doctor").code == 0
    tell(f"{len(before)} documents with unknown fields, all of them kept by {len(writes)} writes")


@pytest.mark.parametrize("file", ["people/bob/open.json", "people/bob/2026-W47.json", "people/bob/closed-2026.json"])
def test_a_colleagues_damaged_file_leaves_ones_own_work_alone(tmp_path: Path, file: str) -> None:
    folder = full_folder(tmp_path / "data").folder
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_bytes(b"{")
    dana = Person(tmp_path / "dana", folder, "dana")
    own = (("log", "5m #API-12"), ("undo",), ("redo",), ("today",), ("work", "list"), ("work", "move", "WEB-7", "done"))
    for words in own:
        answer = dana(*words)
        assert answer.code == 0, answer.err
    view = board(at_work(folder))
    assert {row.item.key for row in view.work} == set(KEYS)
    assert [one.away for one in view.strip if one.id == "bob"] == ["file damaged" if "open" in file else ""]
