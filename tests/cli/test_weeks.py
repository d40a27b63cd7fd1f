"""`week` and `export` on the command line: formats, files, pipes and terminals."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import stat
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from standup.cli.output import Output
from standup.reports.render import FORMATS, TextFormat
from tests.cli.conftest import Run
from tests.reports.reread import Workbook

CSI = "\x9b31m"
NAME = "=HYPERLINK(1)\x1b]0;x\x07\u202e" + CSI


@pytest.fixture
def week(team: Run) -> Run:
    """A week with time in it, and with names that are attacks."""
    team("developer", "edit", "dana", "--name", NAME)
    team("customer", "add", "evil", "--name", NAME)
    team("touchpoint", "add", "evil", "Title\x1b[2J", "--due", "today")
    team("log", "2h #API-12 @acme 70/30")
    return team


@pytest.mark.parametrize("name", get_args(TextFormat))
def test_every_format_to_a_pipe_and_to_a_file_is_the_same(week: Run, name: str, tmp_path: Path) -> None:
    piped = week("week", "--format", name)
    assert (piped.code, piped.err) == (0, "")
    assert week("week", "this", "--format", name, "-o", "-").out == piped.out
    target = tmp_path / "a file.out"
    assert week("week", "W48", "--format", name, "-o", str(target)).out == f"Wrote {target}\n"
    assert target.read_bytes().decode() == piped.out
    if name in ("text", "markdown", "html"):
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(piped.out)


def test_json_csv_and_html_can_be_read(week: Run) -> None:
    told = week("week", "--json").json
    assert told == json.loads(week("week", "--format", "json").out)
    rows = list(csv.reader(io.StringIO(week("week", "--format", "csv").out)))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@", "\t", "\r")]
    HTMLParser().feed(week("week", "--format", "html").out)


def test_a_workbook_goes_to_a_file_or_a_pipe_and_never_to_a_terminal(week: Run, tmp_path: Path) -> None:
    target = tmp_path / "week.xlsx"
    assert week("week", "--format", "xlsx", "-o", str(target)).out == f"Wrote {target}\n"
    command = [sys.executable, "-m", "standup", "week", "2026-W48", "--format", "xlsx"]
    piped = subprocess.run(command, capture_output=True, check=True)
    read = Workbook.read(piped.stdout)
    assert list(read.sheets) == list(Workbook.read(target.read_bytes()).sheets)
    assert "write it to a file with `-o week.xlsx`" in on_a_terminal("week", "--format", "xlsx", code=2)


def test_the_version_of_the_team_names_nobodys_figures(week: Run) -> None:
    told = week("week", "--for", "team", "--json").json
    assert (told["audience"], told["developers"], told["team"]) == ("team", [], None)


def test_the_version_of_the_lead_is_refused_to_others_in_one_line(week: Run, as_person: Callable[[str], None]) -> None:
    assert week("week", "--for", "lead", "--json").json == week("week", "--json").json
    week("developer", "add", "Bob", "--hours", "40")
    as_person("bob")
    for words in (("week",), ("export", "week")):
        ran = week(*words, "--for", "lead")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "standup: only a lead may see the lead's version; `--for team` is for everybody\n"
    assert week("week", "--for", "team", "--json").json["audience"] == "team"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("2026-W54",), "2026 has no week 54"),
        (("soon",), "'soon' is no week"),
        (("--format", "pdf"), "invalid choice: 'pdf'"),
        (("9999-W01",), "is no week of a team"),
    ],
)
def test_a_week_that_is_none(team: Run, words: tuple[str, ...], message: str) -> None:
    ran = team("week", *words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err


def test_a_file_that_cannot_be_written_is_told(team: Run, tmp_path: Path) -> None:
    ran = team("week", "-o", str(tmp_path))
    assert (ran.code, ran.err) == (1, f"standup: {tmp_path}: Is a directory; choose another place\n")


def test_a_week_is_exported_in_all_formats_or_some(week: Run, tmp_path: Path) -> None:
    assert week("export", "week", "--to", str(tmp_path)).out.count("Wrote ") == len(FORMATS)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == sorted(FORMATS.values())
    told = week("export", "week", "last", "--to", str(tmp_path / "b"), "--format", "csv", "--format", "html").out
    assert told.count("Wrote ") == 2


def test_ones_own_backup_is_private(week: Run, tmp_path: Path) -> None:
    target = tmp_path / "own.json"
    assert week("export", "json", "-o", str(target)).out.endswith(
        "it holds everybody's notes and clock times, so keep it private\n"
    )
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    own = json.loads(target.read_text(encoding="utf-8"))
    assert (own["schema"], own["of"], len(own["time_entries"])) == ("standup.records/1", "dana", 2)
    assert [one["name"] for one in own["customers"]] == ["Acme Corp", NAME]
    assert set(week("export", "json").json) == set(own)


def test_who_is_no_lead_gets_their_own_week(week: Run, as_person: Callable[[str], None]) -> None:
    week("developer", "add", "Bob", "--hours", "40")
    as_person("bob")
    told = week("week", "--json").json
    assert [one["id"] for one in told["developers"]] == ["bob"]
    assert (told["team"], bool(told["team_withheld"])) == (None, True)


# Colour and terminals


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_that_want_it() -> None:
    def colored(stream: io.StringIO, **environ: str) -> bool:
        return "\x1b" in Output(stream, environ).styled("x", "bold")

    assert colored(Terminal(), TERM="xterm")
    assert not colored(Terminal(), TERM="xterm", NO_COLOR="1")
    assert not colored(Terminal(), TERM="dumb")
    assert not colored(io.StringIO(), TERM="xterm")


def test_a_document_on_a_terminal_is_made_safe_and_elsewhere_is_to_the_letter() -> None:
    for stream, expected in ((Terminal(), "a␛b\r".replace("\r", "␍") + "\nc\n"), (io.StringIO(), "a\x1bb\r\nc\n")):
        Output(stream, {}).document("a\x1bb\r\nc\n")
        assert stream.getvalue() == expected


@pytest.mark.parametrize("name", get_args(TextFormat))
def test_no_control_character_of_a_record_reaches_a_terminal(week: Run, name: str) -> None:
    shown = on_a_terminal("week", "2026-W48", "--format", name, environ={"NO_COLOR": "1"})
    assert "HYPERLINK" in shown
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_a_terminal_gets_colour_unless_it_refuses(week: Run) -> None:
    assert "\x1b[" in on_a_terminal("week")
    assert "\x1b[" in on_a_terminal("work", "list")
    assert "\x1b[" not in on_a_terminal("week", environ={"NO_COLOR": "1"})


def on_a_terminal(*words: str, environ: dict[str, str] | None = None, code: int = 0) -> str:
    """What a process writes to a terminal of its own."""
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "standup", *words]
    with subprocess.Popen(
        command, stdout=child, stdin=child, stderr=child, env={**os.environ, **(environ or {})}
    ) as process:
        os.close(child)
        written = b""
        while True:
            try:
                part = os.read(parent, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            written += part
    os.close(parent)
    assert process.returncode == code
    return written.decode()
