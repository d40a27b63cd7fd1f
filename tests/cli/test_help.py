"""Help of every command, errors that say where it is, and completion for three shells."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from standup import __version__
from standup.cli.parsing import whole_parser
from standup.cli.registry import COMMANDS, GROUPS
from tests.cli.conftest import Run

NAMES = [command.name for command in COMMANDS]
WITH_ACTIONS = ("blocker", "work", "touchpoint", "customer", "developer", "leave", "team", "export")


def subparsers(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of a parser's actions, by name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def all_words(parser: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command, and every command with an action."""
    for name, child in subparsers(parser).items():
        yield (*words, name)
        yield from all_words(child, (*words, name))


@pytest.mark.parametrize("words", list(all_words(whole_parser())), ids=" ".join)
def test_every_command_has_help(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words, "-h")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: standup {' '.join(words)} ")
    description = ran.out.split("\n\n")[1]
    assert description[0].isupper()
    assert description.endswith(".")
    assert all(letter.isprintable() or letter == "\n" for letter in ran.out)  # a backslash too few makes a backspace


def test_the_overview_lists_every_command_in_its_group(run: Run) -> None:
    ran = run("-h")
    assert ran.code == 0
    assert run("help").out == run("--help").out == run("--demo", "-h").out == ran.out
    for group in GROUPS:
        assert f"\n{group}:\n" in ran.out
    for command in COMMANDS:
        assert f"  {command.name:<12}{command.summary}\n" in ran.out


def test_examples_keep_their_line_breaks(run: Run) -> None:
    assert "\n  standup log '9:00-10:30 #WEB-7 yesterday'         clock times;" in run("log", "-h").out
    assert run("help", "log").out == run("log", "-h").out
    assert "\nexamples:\n  standup leave add '24 Dec' '31 Dec'\n" in run("leave", "add", "-h").out
    [log] = [child for name, child in subparsers(whole_parser()).items() if name == "log"]
    assert "\n  standup log -  " in log.format_help()
    [add] = [child for name, child in subparsers(subparsers(whole_parser())["leave"]).items() if name == "add"]
    assert "\n  standup leave add fri --half\n" in add.format_help()


@pytest.mark.parametrize("words", [("--version",), ("-V",), ("--demo", "--version")])
def test_the_version(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words) == (0, f"standup {__version__}\n", "")


@pytest.mark.parametrize("name", WITH_ACTIONS)
def test_a_command_without_its_action_shows_its_help_and_fails(run: Run, name: str) -> None:
    ran = run(name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"usage: standup {name}")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nope",), "standup: no command 'nope'; did you mean snooze? `standup -h` lists them all"),
        (("help", "xyzzy"), "standup: no command 'xyzzy'; `standup -h` lists them all"),
        (("\x1b[31m",), "standup: no command '␛[31m'; `standup -h` lists them all"),
        (("--foo", "today"), "standup: unrecognized arguments: --foo; `standup -h` shows how"),
        (("--dem", "today"), "standup: unrecognized arguments: --dem; `standup -h` shows how"),
        (("--data",), "standup: argument --data: expected one argument; `standup -h` shows how"),
        (("log",), "standup log: the following arguments are required: line; `standup log -h` shows how"),
        (("done",), "standup done: the following arguments are required: name; `standup done -h` shows how"),
        (("log", "45m", "~", "-v"), "standup log: unrecognized arguments: -v; `standup log -h` shows how"),
        (
            ("leave", "add", "24", "Dec", "31", "Dec"),
            "standup leave add: unrecognized arguments: 31 Dec; `standup leave add -h` shows how",
        ),
        (
            ("gaps", "--weeks", "0"),
            "standup gaps: argument --weeks: '0' is not from 1 to 520; `standup gaps -h` shows how",
        ),
        (
            ("history", "-n", "9" * 5000),
            f"standup history: argument -n/--limit: '{'9' * 5000}' is not from 1 to 10000; "
            "`standup history -h` shows how",
        ),
        (
            ("touchpoint", "edit", "x", "--developer", "a", "--unowned"),
            "standup touchpoint edit: argument --unowned: not allowed with argument --developer; "
            "`standup touchpoint edit -h` shows how",
        ),
    ],
)
def test_what_is_not_understood_is_one_line_and_code_two(run: Run, words: tuple[str, ...], message: str) -> None:
    assert run(*words) == (2, "", f"{message}\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_that_the_shell_takes(run: Run, shell: str, tmp_path: Path) -> None:
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert all(name in ran.out for name in NAMES)
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "completion"
    script.write_text(ran.out, encoding="utf-8")
    checked = subprocess.run([found, "-n", str(script)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
