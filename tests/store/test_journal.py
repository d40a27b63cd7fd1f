"""A person's own list of changes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from standup.domain.change import ChangeKind, Journaled
from standup.store.doctor import examine_journal
from standup.store.errors import StoreError
from standup.store.journal import MOST_BYTES, MOST_LINES, Journal


def line(number: int) -> Journaled:
    """One line of a journal."""
    return Journaled(id=f"c{number:036}", kind=ChangeKind.DO, where=("people/dana/2026-W47.json",), group="g")


def test_what_was_appended_is_read_oldest_first(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state" / "changes.jsonl")
    assert journal.read() == []
    undo = Journaled(id="u", kind=ChangeKind.UNDO, of="c1")
    for each in (line(1), line(2), undo):
        journal.append(each)
    assert Journal(journal.path).read() == [line(1), line(2), undo]
    assert journal.read(2) == [line(2), undo]


def test_a_torn_line_is_passed_over_and_does_not_spoil_the_next(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "changes.jsonl")
    journal.append(line(1))
    journal.append(line(2))
    journal.path.write_bytes(journal.path.read_bytes()[:-20])
    assert journal.read() == [line(1)]
    journal.append(line(3))
    assert journal.read() == [line(1), line(3)]


def test_a_long_journal_is_cut_to_its_later_half(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "changes.jsonl")
    journal.append(line(0))
    one = journal.path.read_bytes()
    journal.path.write_bytes(one * (MOST_BYTES // len(one) + 1))
    journal.append(line(1))
    kept = journal.path.read_bytes()
    assert MOST_BYTES // 2 - len(one) <= len(kept) <= MOST_BYTES // 2
    assert kept.startswith(one)
    assert len(journal.read()) == MOST_LINES
    assert journal.read()[-1] == line(1)
    journal.append(line(2))
    assert len(journal.path.read_bytes()) == len(kept) + len(one)


def test_nothing_is_lost_between_threads(tmp_path: Path) -> None:
    path = tmp_path / "changes.jsonl"

    def work(first: int) -> None:
        for number in range(first, first + 25):
            Journal(path).append(line(number))

    threads = [threading.Thread(target=work, args=(first,)) for first in (0, 100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each.id for each in Journal(path).read()}) == 100


def test_a_state_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="which undo needs"):
        Journal(tmp_path / "file" / "changes.jsonl").append(line(1))


def test_lines_that_cannot_be_read_are_counted_for_the_doctor(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "changes.jsonl")
    assert examine_journal(journal.path) == []
    journal.append(line(1))
    assert examine_journal(journal.path) == []
    with journal.path.open("ab") as file:
        file.write(b'{"id": "tor\n' + b"[" * 5000 + b"\n\xff\n")
    journal.append(line(2))
    assert journal.read() == [line(1), line(2)]
    (finding,) = examine_journal(journal.path)
    assert finding.problem.startswith("3 lines")
    assert finding.severity == "warning"
