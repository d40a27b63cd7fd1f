"""`standup forget`: shows, asks for the word, forgets; own state, lines and caches too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SECRET = "needle-4711"


@pytest.fixture
def spoken(team: Run) -> Run:
    """A team in which Dana has logged a secret."""
    assert team("log", f"9:00-9:45 #API-12 {SECRET}").code == 0
    return team


def _reference(run: Run) -> str:
    found: str = run("today", "--json").json["entries"][0]["ref"]
    return found


def test_it_says_what_it_will_do_and_asks_for_the_word(spoken: Run) -> None:
    ran = spoken("forget", _reference(spoken), stdin="yes\n")
    assert ran.code == 2
    assert ran.err == "standup: nothing was forgotten; it takes the word forget, or --yes\n"
    first, extent, files, *_ = ran.out.splitlines()
    assert first == "To be forgotten: note, tags, clock time and who asked of 1 entry; minutes, day and bucket stay"
    assert extent == "  in 1 entry; the words of 1 past change, which cannot be taken back then"
    assert files == "  in 1 file: people/dana/2026-W48.json"
    assert "Not touched: backups" in ran.out
    assert SECRET in spoken("today").out
    assert spoken("forget", _reference(spoken), stdin="forget\n").out.endswith("go on: \nForgotten\n")
    assert SECRET not in spoken("today").out + spoken("history").out
    assert spoken("today", "--json").json["production"] == 45


def test_it_forgets_the_typed_lines_too_and_undo_says_so(spoken: Run) -> None:
    lines = next(Path(spoken("locate", "state").out.strip()).glob("changes-*-dana.jsonl"))
    lines = lines.with_name(lines.name.replace("changes-", "lines-").replace(".jsonl", ".txt"))
    lines.write_text(f"9:00-9:45 #API-12 {SECRET}\n")
    nothing = spoken("forget", "--notes", "--before", "2026-01-01", "--yes")
    assert (nothing.code, nothing.out) == (2, "")
    assert lines.exists()
    assert spoken("forget", _reference(spoken), "--yes").code == 0
    assert not lines.exists()
    assert "lost text to `standup forget`" in spoken("undo").out


def test_what_was_set_aside_is_named(spoken: Run) -> None:
    aside = Path(spoken("locate", "data").out.strip()) / "people" / "dana" / "open.json.damaged-20260101T000000"
    aside.write_text(SECRET)
    ran = spoken("forget", _reference(spoken), "--yes")
    assert "only you can delete: people/dana/open.json.damaged-20260101T000000" in ran.out


def test_oneself_leaves_nothing_behind(spoken: Run, as_person: Callable[[str], None]) -> None:
    assert spoken("developer", "add", "Zoe", "--hours", "40", "--lead").code == 0
    as_person("zoe")
    assert spoken("log", f"8:00-8:30 ~ {SECRET}").code == 0
    ran = spoken("forget", "developer", "zoe", "--yes")
    assert ran.code == 0
    assert "`standup join` makes you somebody of the team again" in ran.out
    state = Path(spoken("locate", "state").out.strip())
    assert [path.name for path in state.rglob("*zoe*")] == []
    data = Path(spoken("locate", "data").out.strip())
    assert [path for path in data.rglob("*") if path.is_file() and SECRET.encode() + b'"' in path.read_bytes()] == [
        data / "people" / "dana" / "2026-W48.json"
    ]


@pytest.mark.parametrize(
    "words", [(), ("contact", "acme"), ("developer",), ("--notes",), ("abcd", "--notes", "--before", "2026-01-01")]
)
def test_what_is_not_understood_changes_nothing(spoken: Run, words: tuple[str, ...]) -> None:
    ran = spoken("forget", *words, "--yes")
    assert (ran.code, ran.out) == (2, "")
    assert "forget" in ran.err
