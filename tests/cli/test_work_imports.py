"""`standup import ... --as work` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

JIRA = "Issue key,Summary,Status\nOPS-1,[x] \x1b[2JRotate,In Progress\nOPS-2,Two,Odd\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "jira.csv"
    path.write_text(JIRA)
    return path


def test_work_items_come_in_and_are_told_without_escapes(team: Run, file: Path) -> None:
    ran = team("import", "jira", str(file), "--as", "work", "--state", "odd=blocked")
    assert (ran.code, ran.err) == (0, "")
    assert "2 rows read = 2 imported + 0 updated + 0 unchanged" in ran.out
    assert "now are: 1 doing, 1 blocked" in ran.out
    shown = team("work", "show", "OPS-1").out
    assert "[x] ␛[2JRotate" in shown
    assert "\x1b" not in shown


def test_the_report_is_also_data(team: Run, file: Path) -> None:
    report = team("import", "jira", str(file), "--dry-run", "--json").json
    assert (report["read"], report["imported"], report["unknown_states"]) == (2, 1, {"Odd": 1})
    assert team("import", "jira", str(file), "--dry-run").out.splitlines()[-1].startswith("no state of ours is Odd")


def test_standard_input_and_csv_work_too(team: Run) -> None:
    ran = team("import", "csv", "-", "--as", "work", "--map", "key=Nr", stdin="Nr,Task name,Title\nA-1,x,One\n")
    assert "1 row read = 1 imported" in ran.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("csv", "--theirs"), "--theirs is for work items"),
        (("csv", "--as", "rubbish"), "--as work or touchpoints for csv"),
        (("jira", "--as", "time"), "holds work items"),
        (("jira", "--default", "production"), "--default is for time logs"),
        (("jira", "--state", "doing"), "says no state"),
        (("jira", "--state", "x=flying"), "is no state"),
        (("jira", "--map", "colour=x"), "the column map names 'colour'"),
        (("linear",), "has no columns 'ID', 'Title'"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_line(team: Run, file: Path, words: tuple[str, ...], says: str) -> None:
    ran = team("import", words[0], str(file), *words[1:])
    assert ran.code == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1
