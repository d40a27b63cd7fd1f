"""Earlier lines: shared, private, bounded, and never in the way."""

from __future__ import annotations

import stat
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.text import shown
from standup.store.lines import MOST_LINES, EarlierLines, _kept


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "lines.txt"


def test_lines_come_back_in_another_app_oldest_first(path: Path) -> None:
    lines = EarlierLines(path)
    assert lines.read() == []
    for line in ("45m @acme", "2h #API-12", "2h #API-12", "45m @acme"):
        lines.append(line)
    assert EarlierLines(path).read() == ["45m @acme", "2h #API-12", "45m @acme"]
    EarlierLines(path).append("1h ~")
    assert lines.read()[-1] == "1h ~"


def test_the_file_is_its_owners_alone_and_leaves_no_litter(path: Path) -> None:
    EarlierLines(path).append("45m @acme")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(one.name for one in path.parent.iterdir()) == [".lines.txt.lock", "lines.txt"]


def test_the_oldest_go(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("".join(f"line {number}\n" for number in range(MOST_LINES + 50)))
    lines = EarlierLines(path)
    lines.append("last")
    assert len(lines.read()) == MOST_LINES
    assert lines.read()[0] == "line 51"
    assert path.read_text().count("\n") == MOST_LINES


@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", b"\x1b[31m 1h ~\n\x07\n\n", b"45m \xf0\x9f\n" * 10, b"x" * 5000])
def test_a_damaged_file_gives_what_can_be_shown_and_takes_new_lines(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    lines = EarlierLines(path)
    assert all(shown(line) == line for line in lines.read())
    lines.append("1h ~")
    assert EarlierLines(path).read()[-1] == "1h ~"


def test_where_it_cannot_be_written_lines_last_as_long_as_the_app(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    for place in (blocked / "lines.txt", tmp_path):
        lines = EarlierLines(place)
        lines.append("1h ~")
        lines.append("2h ~")
        assert lines.read() == ["1h ~", "2h ~"]


@given(st.lists(st.text(max_size=30), max_size=20))
def test_what_is_kept_is_safe_single_and_stays_as_it_is(texts: list[str]) -> None:
    kept = _kept(texts)
    assert _kept("\n".join(kept).split("\n")) == kept
    assert all(line and shown(line) == line and "\n" not in line for line in kept)
    assert all(one != other for one, other in pairwise(kept))


def _append(path: Path, name: str) -> None:
    lines = EarlierLines(path)
    for number in range(10):
        lines.append(f"{name} {number}")


def test_several_apps_lose_no_line_of_each_other(path: Path) -> None:
    spawn = get_context("spawn")
    apps = [spawn.Process(target=_append, args=(path, name)) for name in "abc"]
    for app in apps:
        app.start()
    for app in apps:
        app.join()
    found = EarlierLines(path).read()
    assert sorted(found) == sorted(f"{name} {number}" for name in "abc" for number in range(10))
