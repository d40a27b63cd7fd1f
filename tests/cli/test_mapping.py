"""`standup import csv FILE --interactive`: a proposal, five rows, answers line by line, a map with a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

LOG = (
    "What I did;Begn;Finish;Mins;Client\n"
    "Call [x];2026-11-16 09:00;2026-11-16 10:00;60;Acme Corp\n"
    "Retry;2026-11-16 10:00;2026-11-16 10:30;30;\n"
)
WORK = "Ticket no;What;Till\nOPS-1;[x] Rotate the certificates;2026-12-24\nOPS-2;Two words;\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    return path


def test_the_proposal_is_taken_shown_and_saved_under_a_name(team: Run, log: Path) -> None:
    ran = team("import", "csv", str(log), "--interactive", "--default", "production", stdin="\nmine\n")
    assert (ran.code, ran.err) == (0, "")
    assert "1 What I did, 2 Begn, 3 Finish, 4 Mins, 5 Client" in ran.out
    assert [line.split() for line in ran.out.splitlines() if line.startswith("start ")] == [
        ["start", "Begn", "2026-11-16", "09:00"]
    ]
    assert "2026-11-16  09:00  10:00" in ran.out
    assert "2 rows read = 2 imported" in ran.out
    again = team("import", "csv", str(log), "--map", "mine", "--default", "production")
    assert "2 rows read = 0 imported + 0 updated + 2 unchanged" in again.out


def test_a_map_that_takes_the_place_of_another_is_told(team: Run, log: Path) -> None:
    for said in ("Saved; `", "Saved in place of the one of this name; `"):
        ran = team("import", "csv", str(log), "--interactive", "--default", "production", stdin="\nmine\n")
        assert said in ran.out


def test_answers_change_the_map_and_wrong_ones_are_told(team: Run, log: Path) -> None:
    answers = "start=99\nbegining\nstart=Bgen\nend=-\nstart=2\ndescription=what i did\nclient=\n\nbad name\nmine\n"
    ran = team("import", "csv", str(log), "--interactive", "--default", "production", "--dry-run", stdin=answers)
    assert "there is no column 99; they are 1 to 5" in ran.out
    assert "'begining' is no field" in ran.out
    assert "no column 'Bgen'; did you mean Begn?" in ran.out
    assert "a name has letters" in ran.out
    config = Path(team("locate", "config").out.strip()).read_text()
    assert "[import.maps.mine]" in config
    assert 'end = "-"' not in config  # no usual column of that name is there to be taken away
    assert 'client = "-"' in config
    assert 'description = "What I did"' in config


def test_a_column_has_one_meaning(team: Run, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("Tag;Von;Bis;Was\n20. Nov. 2026;9:00;10:30;Anruf\n")
    ran = team("import", "csv", str(path), "--interactive", "--default", "other", stdin="\ntage\n")
    assert "1 row read = 1 imported" in ran.out
    assert team("undo").code == 0
    answers = "tags=1\ndate=tag\n\n\n"
    ran = team("import", "csv", str(path), "--interactive", "--default", "other", stdin=answers)
    assert "Tag was date before; date has no column now" in ran.out
    assert "Tag was tags before; tags has no column now" in ran.out
    assert "1 row read = 1 imported" in ran.out


def test_a_map_that_gives_no_rows_is_not_taken(team: Run, log: Path) -> None:
    ran = team("import", "csv", str(log), "--interactive", stdin="start=-\n\nq\n")
    assert ran.code == 1
    assert "Not yet: log.csv has no column that says when a row starts" in ran.out
    assert "these columns give no rows yet" in ran.out
    assert ran.err == "standup: stopped; nothing was imported or saved\n"


def test_the_end_of_the_input_leaves(team: Run, log: Path) -> None:
    ran = team("import", "csv", str(log), "--interactive")
    assert (ran.code, ran.err) == (1, "standup: stopped; nothing was imported\n")
    assert "not set" in team("config", "import.maps").out


def test_work_items_are_mapped_the_same_way(team: Run, tmp_path: Path) -> None:
    path = tmp_path / "tasks.csv"
    path.write_text(WORK)
    ran = team("import", "csv", str(path), "--as", "work", "--interactive", stdin="\ntasks\n")
    assert (ran.code, ran.err) == (0, "")
    assert "2 rows read = 2 imported" in ran.out
    assert "[x] Rotate the certificates" in team("work", "list", "--all").out
    assert "2 unchanged" in team("import", "csv", str(path), "--as", "work", "--map", "tasks").out


def test_text_of_the_file_is_no_escape(team: Run, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("\x1b[31mDo,Start,End\n\x1b[2Jx,2026-11-16 09:00,2026-11-16 10:00\n")
    assert "\x1b" not in team("import", "csv", str(path), "--interactive", stdin="\x1b=\x1b\nq\n").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("toggl", "FILE", "--interactive"), "--interactive is for csv"),
        (("csv", "-", "--interactive"), "name a file"),
        (("csv", "FILE", "--interactive", "--json"), "leave out --json"),
        (("csv", "nowhere.csv", "--interactive"), "No such file"),
        (("csv", "FILE", "--map", "yours"), "no saved map"),
        (("csv", "FILE", "--as", "touchpoints", "--interactive"), "--interactive is for time logs and work items"),
    ],
)
def test_what_cannot_be_asked_is_refused(team: Run, log: Path, words: tuple[str, ...], says: str) -> None:
    ran = team("import", *(str(log) if word == "FILE" else word for word in words))
    assert ran.code == 2
    assert says in ran.err
