"""Files that are pipes, folders, or not there."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from standup.cli.opening import opened
from tests.cli.conftest import Run

LOG = "Date,Hours,Notes\n2026-11-18,1.5,a\n"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261202\r\n"
    "SUMMARY:Demo at Acme Corp\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
WORK = "Key,Title\nOPS-1,[x] Rotate\n"


@pytest.mark.parametrize(
    ("kind", "text", "options"),
    [("csv", LOG, ("--default", "other")), ("ics", CALENDAR, ()), ("csv", WORK, ("--as", "work"))],
)
def test_a_pipe_is_read_like_a_file(team: Run, tmp_path: Path, kind: str, text: str, options: tuple[str, ...]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(text,))
    writer.start()
    ran = team("import", kind, str(pipe), *options)
    writer.join()
    assert (ran.code, ran.err) == (0, "")
    assert "1 row read = 1 imported" in ran.out
    again = team("import", kind, "-", *options, stdin=text)
    assert "1 row read = 0 imported + 0 updated + 1 unchanged" in again.out


def test_what_is_no_file_is_told(team: Run, tmp_path: Path) -> None:
    assert team("import", "toggl", str(tmp_path)).err == f"standup: {tmp_path} is a folder; name a file in it\n"
    assert "No such file or directory" in team("import", "ics", str(tmp_path / "x")).err
    assert "is an address" in team("import", "ics", "webcal://calendar.example/dana.ics").err
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "can be read only once" in team("import", "csv", str(pipe), "--interactive").err


def test_a_reader_of_the_output_that_goes_is_no_fault_of_the_file(tmp_path: Path) -> None:
    """`standup import json team.json | head -1` did what it said, and has nothing to complain of."""
    file = tmp_path / "team.json"
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(BrokenPipeError), opened(str(file)):
        raise BrokenPipeError
