"""The argument parsers: one for all commands, or for the one that runs, which starts faster."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, NoReturn

from standup import __version__
from standup.cli.registry import BY_NAME, COMMANDS, GROUPS, Command
from standup.domain.text import did_you_mean, shown

_EPILOG = "Run `standup COMMAND -h` for the options and examples of a command. Without a command the Board opens."


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; argparse would import shutil, for each argument of each command, to ask that."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, width=terminal_width() - 2, **options)


def terminal_width() -> int:
    """Columns of the terminal, or 80 where the output is none."""
    try:
        return os.get_terminal_size().columns or 80
    except (OSError, ValueError):
        return 80


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line and say where help is, and whose examples keep their line breaks."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", Help)
        super().__init__(allow_abbrev=False, **options)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse, and refuse here what is not known, so that the error names the subcommand that it was given to."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def error(self, message: str) -> NoReturn:
        """Say what is wrong on one line and leave with code 2."""
        self.exit(2, f"{self.prog}: {shown(message)}; `{self.prog} -h` shows how\n")


def add_clear(parser: argparse.ArgumentParser, fields: Iterable[str]) -> None:
    """The option that takes fields away; it may be repeated."""
    parser.add_argument(
        "--clear", action="append", default=[], choices=tuple(fields), help="take this away; may be repeated"
    )


def global_options() -> Parser:
    """The options that stand before any command."""
    parser = Parser(prog="standup", add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument("--demo", action="store_true", help="run on a sample team in a throw-away folder")
    parser.add_argument("--config", metavar="FILE", help="use another config file")
    parser.add_argument("--data", metavar="FOLDER", help="use another data folder")
    return parser


def split_arguments(arguments: Sequence[str]) -> tuple[list[str], Command | None, list[str]]:
    """Global options, the command, and the command's own arguments; no command means the Board."""
    words = list(arguments)
    takes_value = {"--config", "--data"}
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in takes_value else 1
    if at >= len(words):
        return words, None, []
    return words[:at], BY_NAME.get(words[at]), words[at:]


def parser_of(command: Command) -> Parser:
    """The parser of one command."""
    parser = Parser(prog=f"standup {command.name}", description=sentence(command.summary))
    import_module(f"standup.cli.{command.module}").configure(command.name, parser)
    return parser


def whole_parser() -> Parser:
    """The parser of everything, for help and shell completion."""
    parser = Parser(prog="standup", parents=[global_options()])
    parser.add_argument("-V", "--version", action="version", version=f"standup {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in COMMANDS:
        child = commands.add_parser(command.name, help=command.summary, description=sentence(command.summary))
        import_module(f"standup.cli.{command.module}").configure(command.name, child)
    return parser


def overview() -> str:
    """The help of `standup -h`: every command in its group, with its summary."""
    lines = ["usage: standup [--demo] [--config FILE] [--data FOLDER] [COMMAND ...]", ""]
    lines.append("The daily standup of developers who also look after customers.")
    for group in GROUPS:
        lines += ["", f"{group}:"]
        lines += [f"  {command.name:<12}{command.summary}" for command in COMMANDS if command.group == group]
    lines += ["", "Options:"]
    lines.append("  --demo        run on a sample team in a throw-away folder, with any command or none")
    lines.append("  --config FILE, --data FOLDER")
    lines.append("                use another config file or data folder")
    lines.append("  -V, --version, -h, --help")
    return "\n".join([*lines, "", _EPILOG, ""])


def unknown_command(name: str) -> str:
    """The message for a command that does not exist."""
    return f"standup: no command '{shown(name)}'{did_you_mean(name, BY_NAME) or ';'} `standup -h` lists them all"


def count(most: int) -> Callable[[str], int]:
    """What reads an argument as a whole number from 1 to `most`."""

    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
        if not 1 <= number <= most:
            raise argparse.ArgumentTypeError(f"'{text}' is not from 1 to {most}")
        return number

    return read


def sentence(words: str) -> str:
    """The words with a capital at the start and a full stop."""
    return f"{words[0].upper()}{words[1:]}."
