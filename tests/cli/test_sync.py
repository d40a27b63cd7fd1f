"""`standup sync`: what changed is read, what is gone or bad changes nothing and stops nobody."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import NOW, Run

LONG_AGO = 1_700_000_000


@pytest.fixture
def folder(team: Run, tmp_path: Path) -> Path:
    """The folder of the config, with a file of work items and a time log that it names."""
    config = Path(team("locate", "config").out.strip())
    folder = config.parent
    (folder / "work.csv").write_text("Issue key,Summary\nOPS-1,Rotate\n")
    (folder / "log.csv").write_text("Notes,Start,End\nRetry,2026-11-16 09:00,2026-11-16 10:00\n")
    for name in ("work.csv", "log.csv"):
        os.utime(folder / name, (LONG_AGO, LONG_AGO))
    with config.open("a") as file:
        file.write(
            '\n[[source]]\npath = "work.csv"\nkind = "jira"\n'
            '\n[[source]]\npath = "gone.csv"\nkind = "jira"\n'
            '\n[[source]]\npath = "log.csv"\nkind = "csv"\noptions = ["--default", "production"]\n'
        )
    return folder


def outcomes(run: Run, *words: str) -> list[str]:
    return [one["outcome"] for one in run("sync", "--json", *words).json]


def test_each_is_read_once_and_one_that_is_gone_stops_nobody(team: Run, folder: Path) -> None:
    ran = team("sync")
    assert (ran.code, ran.err) == (1, "")
    assert "1 row read = 1 imported" in ran.out
    assert "the file is not there; what it brought in stays as it is" in ran.out
    assert "production: 1h in 1 entry written" in ran.out
    assert outcomes(team) == ["unchanged", "missing", "unchanged"]
    assert outcomes(team, "--again") == ["imported", "missing", "imported"]


def test_a_pipe_or_a_folder_is_refused_and_nobody_waits_for_it(team: Run, folder: Path) -> None:
    os.mkfifo(folder / "gone.csv")
    ran = team("sync")
    assert (ran.code, ran.err) == (1, "")
    assert "is no file but a pipe or a device; import it by hand" in ran.out
    (folder / "gone.csv").unlink()
    (folder / "gone.csv").mkdir()
    assert "is a folder; name a file in it" in team("sync").out
    assert outcomes(team) == ["unchanged", "refused", "unchanged"]


def test_what_changed_is_read_and_a_new_time_alone_is_no_change(team: Run, folder: Path) -> None:
    team("sync")
    (folder / "gone.csv").write_text("Issue key,Summary\nOPS-2,New\n")
    os.utime(folder / "work.csv")
    (folder / "log.csv").write_text("Notes,Start,End\nRetry,2026-11-16 09:00,2026-11-16 11:00\n")
    ran = team("sync", "--json")
    assert ran.code == 0
    assert [(one["outcome"], (one["report"] or {}).get("updated")) for one in ran.json] == [
        ("unchanged", None),
        ("imported", 0),
        ("imported", 1),
    ]


def test_a_file_of_the_same_size_and_time_is_looked_into_where_it_was_just_written(team: Run, folder: Path) -> None:
    work = folder / "work.csv"
    os.utime(work)
    moment = work.stat().st_mtime_ns
    team("sync")
    work.write_text("Issue key,Summary\nOPS-1,Repair\n")
    os.utime(work, ns=(moment, moment))
    assert outcomes(team)[0] == "imported"


def test_a_file_that_goes_takes_nothing_with_it(team: Run, folder: Path) -> None:
    team("sync")
    (folder / "work.csv").unlink()
    assert team("sync").code == 1
    assert "Rotate" in team("work", "list", "--all").out


def test_other_options_are_read_anew_and_bad_ones_are_told(team: Run, folder: Path) -> None:
    team("sync")
    config = folder / "config.toml"
    text = config.read_text()
    config.write_text(text.replace('kind = "jira"\n\n', 'kind = "jira"\noptions = ["--theirs"]\n\n', 1))
    assert outcomes(team) == ["imported", "missing", "unchanged"]
    config.write_text(text.replace('kind = "jira"\n\n', 'kind = "jira"\noptions = ["--help", "--flavour"]\n\n', 1))
    first = team("sync", "--json").json[0]
    assert first["outcome"] == "refused"
    config.write_text(text.replace('kind = "jira"\n\n', 'kind = "papyrus"\n\n', 1))
    ran = team("sync")
    assert "invalid choice: 'papyrus'" in ran.out
    assert (ran.code, ran.err) == (1, "")


def test_a_source_without_rows_is_told_and_tried_again(team: Run, folder: Path) -> None:
    (folder / "work.csv").write_bytes(b"\x00\x01\x02" * 99)
    assert outcomes(team)[0] == outcomes(team)[0] == "refused"


def test_damaged_memory_only_means_reading_again(team: Run, folder: Path) -> None:
    team("sync")
    state = Path(team("locate", "state").out.strip())
    [memory] = state.glob("sources-*.json")
    memory.write_text("{")
    assert outcomes(team) == ["imported", "missing", "imported"]


def test_a_calendar_is_read_again_on_another_day(team: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "visits.csv").write_text("Title,Date,Customer\nVisit,2027-02-25,Acme Corp\n")
    os.utime(folder / "visits.csv", (LONG_AGO, LONG_AGO))
    with (folder / "config.toml").open("a") as file:
        file.write('\n[[source]]\npath = "visits.csv"\nkind = "csv"\noptions = ["--as", "touchpoints"]\n')
    first = team("sync", "--json").json[-1]
    assert (first["outcome"], first["report"]["imported"]) == ("imported", 0)
    assert outcomes(team)[-1] == "unchanged"
    monkeypatch.setattr("standup.cli.context.system_now", lambda: NOW + timedelta(days=7))
    assert team("sync", "--json").json[-1]["report"]["imported"] == 1


def test_without_sources_it_says_how(team: Run) -> None:
    ran = team("sync")
    assert ran.code == 2
    assert "[[source]]" in ran.err
