"""No command tells of others what it must not, in any format; a new command fails here until it is listed."""

from __future__ import annotations

import argparse
import io
import shlex
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from standup.cli import main
from standup.cli.parsing import whole_parser
from standup.reports.render import FORMATS
from standup.store.tiny import TinyStore
from standup.workspace.publishing import publish_week
from standup.workspace.rounds import begin_round, finish
from tests.cli.test_help import all_words, subparsers
from tests.planted import NOTE, NOW, WEEKS, Planted, Stroke, plant, workspace
from tests.sources.repositories import Repo

PARSER = whole_parser()
OUT = "OUT"
"""Stands for a fresh folder, whose files are read after the command."""

ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "log": ("30m ~ mine", "30m @acme mine > fri next"),
    "today": ("", "2026-11-20", "--aloud"),
    "yesterday": ("", "--entries"),
    "gaps": ("--weeks 4",),
    "commits": ("2026-11-20",),
    "edit": ("0001 45m",),
    "rm": ("0001",),
    "undo": ("",),
    "redo": ("",),
    "history": ("-n 500",),
    "start": ("#API-12",),
    "stop": ("--minutes 30m",),
    "switch": ("#API-12",),
    "status": ("", "--format '{timer} {due} {duty} {logged} {left}'"),
    "checkin": ("", "--prefilled", "--did mine --blocker 'zoe: mine'"),
    "round": ("", "--md", "2026-11-20 --md", "--minutes"),
    "blocker list": ("--all",),
    "blocker resolve": ("0001",),
    "work add": ("NEW-1 Title",),
    "work list": ("", "--all --closed", "--developer zoe"),
    "work show": ("API-12", "WEB-2"),
    "work move": ("API-12 done", "WEB-2 blocked"),
    "work edit": ("API-12 --title Other", "WEB-2 --title Other"),
    "touchpoint add": ("acme Call", "globex Call --developer zoe"),
    "touchpoint list": ("", "--all --closed", "--developer zoe"),
    "touchpoint show": ("0000", "0001", "0002", "0004", "0009"),
    "touchpoint edit": ("0002 --title Other", "0000 --due fri"),
    "touchpoint skip": ("0002",),
    "touchpoint end": ("0002",),
    "touchpoint tick": ("0002 1",),
    "touchpoint drop": ("0002",),
    "done": ("0002 went well", "API-12"),
    "snooze": ("0002 fri production",),
    "customer add": ("new --name New",),
    "customer list": ("", "--inactive"),
    "customer show": ("acme", "globex"),
    "customer edit": ("acme --stage demo",),
    "who": ("acme", "0002", "0004"),
    "handover": ("zoe", "zoe --to wei", "zoe --overdue --plan fri"),
    "playbook": ("call",),
    "prefer": ("", "call fine"),
    "developer add": ("Pat --hours 40",),
    "developer list": ("",),
    "developer edit": ("zoe --name Zoe", "bob --name Bobby"),
    "leave add": ("'24 Dec'",),
    "leave list": ("", "--developer zoe"),
    "leave rm": ("ezoe", "ebob"),
    "duty show": ("",),
    "duty plan": ("--weeks 4", "--anew"),
    "duty set": ("2026-W48 zoe",),
    "duty clear": ("2026-W48",),
    "duty swap": ("2026-W48 2026-W49",),
    "team show": ("",),
    "team edit": ("--name Other",),
    "week": ("2026-W48", f"2026-W47 -o {OUT}/file", f"2026-W46 -o {OUT}/file"),
    "close": ("2026-W48", "--show 2026-W47", "--reopen 2026-W46", "--show"),
    "publish": ("2026-W47 --anyway", "--show 2026-W46"),
    "export week": (f"2026-W47 --to {OUT}", f"2026-W48 --to {OUT}"),
    "export ics": ("", f"-o {OUT}/file"),
    "export json": ("", f"-o {OUT}/file", "--mine"),
    "export timesheet": ("--from 2026-11-09 --to 2026-11-22", f"--notes -o {OUT}/file"),
    "report": (
        "--from 2026-11-09 --to 2026-11-22",
        "--from 2026-11-09 --to 2026-11-22 --mine",
        "--from 2026-11-09 --to 2026-11-22 --team",
        "--from 2026-11-20 --to 2026-11-20 --team",
        f"--by developer --format json -o {OUT}/file",
    ),
    "import": (f"csv {OUT}/log.csv --create-developers --default other",),
    "sync": ("", "--again"),
    "doctor": ("", "--repair"),
    "forget": ("contact acme 'Jane Doe' --yes", "developer zoe --yes", "--notes --before 2026-11-20 --yes"),
    "locate": ("",),
    "init": ("--name Eve",),
    "join": ("DATA --name Eve", "DATA --as bob"),
    "config": ("", "me"),
    "completion": ("bash",),
}
"""What each command is tried with, by its words; formats, audiences and `--json` are added by themselves."""

EXEMPT = {
    "backup": "a copy of the files, which whoever can read the folder can read anyway; its message says so",
    "restore": "brings such a copy back and prints no record",
}
WHOLE_FOR_A_LEAD = {"export json"}
"""The backup of its owner."""


def _leaves() -> dict[str, argparse.ArgumentParser]:
    found: dict[str, argparse.ArgumentParser] = {}
    for words in all_words(PARSER):
        parser: argparse.ArgumentParser = PARSER
        for word in words:
            parser = subparsers(parser)[word]
        if not subparsers(parser):
            found[" ".join(words)] = parser
    return found


LEAVES = _leaves()


def test_every_command_is_listed() -> None:
    assert set(LEAVES) == {*ARGUMENTS, *EXEMPT}


def test_every_format_is_tried() -> None:
    tried = {line.partition("--format ")[2] for line in _lines("week") if "--format" in line}
    assert tried >= set(FORMATS)


def _lines(command: str) -> Iterator[str]:
    """All lines of a command: as listed, and with each choice of each option that alters what is told."""
    options = [
        f"{action.option_strings[-1]} {choice}"
        for action in LEAVES[command]._actions
        if action.choices and set(action.option_strings) & {"--format", "--for", "--order", "--by"}
        for choice in action.choices
    ]
    if any("--json" in action.option_strings for action in LEAVES[command]._actions):
        options.append("--json")
    for words in ARGUMENTS[command]:
        yield f"{command} {words}"
        goes_with = (option for option in options if option != "--json" or "--format" not in words)
        yield from (f"{command} {words} {option}" for option in goes_with)


def _told(planted: Planted, line: str, root: Path) -> tuple[int, str]:
    """The exit code of a command on a copy of the folder, and all that it printed and wrote."""
    data, out = root / "data", root / "out"
    for folder in (data, out):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(planted.folder, data)
    out.mkdir()
    (out / "log.csv").write_text("User,Description,Start date,Duration\nEve,x,2026-11-02,01:00:00\n")
    words = [word.replace(OUT, str(out)).replace("DATA", str(data)) for word in shlex.split(line)]
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with redirect_stdout(printed), redirect_stderr(printed):
        code = main(words)
    printed.flush()
    (out / "printed").write_bytes(printed.buffer.getvalue())
    written = [text for path in sorted(out.rglob("*")) if path.is_file() for text in _texts(path)]
    return code, "\n".join(written)


def _texts(path: Path) -> Iterator[str]:
    """What a file says; a spreadsheet is a folder of files."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    else:
        yield path.read_text("utf-8")


def _walk(viewer: str, strokes: list[Stroke], *, is_short: bool = False) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        root = Path(name)
        planted = plant(root / "planted", viewer, strokes)
        publish_week(workspace(TinyStore.open(planted.folder), "dana"), WEEKS[0])
        finish(lead := workspace(TinyStore.open(planted.folder), "dana"), begin_round(lead))
        colleague = Repo(root / "repository")
        colleague.commit("WEB-2", "2026-11-20T04:17:00+01:00", who="Zoë Müller", email="zoe@example.com")
        patch.setattr("standup.cli.context.system_now", lambda: NOW)
        patch.setenv("STANDUP_DATA", str(root / "data"))
        patch.setenv("STANDUP_CACHE", str(root / "cache"))
        patch.setenv("STANDUP_STATE", str(root / "state"))
        patch.setenv("STANDUP_CONFIG", str(root / "config.toml"))
        worked = set()
        for command in ARGUMENTS:
            for line in islice(_lines(command), 1 if is_short else None):
                config = 'git.repositories = ["repository"]\ngit.emails = ["me@example.com"]\n'
                source = '["--create-developers", "--default", "other"]'
                config += f'[[source]]\npath = "out/log.csv"\nkind = "csv"\noptions = {source}\n'
                (root / "config.toml").write_text(f'me = "{viewer}"\n{config}')
                code, text = _told(planted, line, root)
                assert " -h` shows how" not in text, (line, text)
                worked |= {command} if code == 0 else set()
                if not (viewer == "dana" and command in WHOLE_FOR_A_LEAD):
                    assert planted.leaks(text) == [], (line, text)
        refused = set(ARGUMENTS) - worked
        assert is_short or refused <= NEED_WHAT_IS_NOT_THERE | (set() if viewer == "dana" else FOR_A_LEAD), refused


NEED_WHAT_IS_NOT_THERE = {
    *("edit", "rm", "undo", "redo", "stop", "switch", "init"),
    *("touchpoint skip", "touchpoint end", "touchpoint tick"),
    *("duty clear", "duty swap"),
}
"""Of the viewer, who has no entry, timer, change, series, duty or kind of touchpoint; what they say then is read."""
FOR_A_LEAD = {"publish", "developer add", "team edit", "leave rm", "import", "sync"}

DAYS_AGO = st.sampled_from([0, 2, 3, 4, 5, 6, 7, 8, 12, 13, 14, 20])
"""Not the days on which commands log, which refuse more hours than a day has."""
STROKES = st.lists(st.builds(Stroke, st.integers(0, 2), DAYS_AGO, st.integers(0, 2)), max_size=12)


@pytest.mark.slow
@settings(max_examples=2, deadline=None, phases=[Phase.generate])
@given(STROKES)
@pytest.mark.parametrize("viewer", ["bob", "dana"])
def test_no_command_tells_of_others_what_it_must_not(viewer: str, strokes: list[Stroke]) -> None:
    _walk(viewer, strokes)


@pytest.mark.parametrize("viewer", ["bob", "dana"])
def test_no_command_as_it_is_mostly_used_tells_of_others_what_it_must_not(viewer: str) -> None:
    _walk(viewer, [], is_short=True)


def test_what_is_planted_is_there_to_be_found(tmp_path: Path) -> None:
    planted = plant(tmp_path / "planted", "bob")
    assert planted.leaks(f"x {NOTE}") == [NOTE]
    assert sorted(planted.leaks("at 04:17, 397 6h37 6.62 6,62 and 34h55")) == [
        "04:17",
        "34h55",
        "397",
        "6,62",
        "6.62",
        "6h37",
    ]
    assert planted.leaks("W397, 1397, 39:70, 12h, 16:37") == []
