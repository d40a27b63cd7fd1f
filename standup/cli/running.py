"""Runs one command: finds it, parses its arguments, and turns errors into one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from standup import __version__
from standup.domain.errors import StandupError

TYPE_CHECKING = False  # `typing` takes a fifth of a bare interpreter to import
if TYPE_CHECKING:
    from typing import TextIO


def run(arguments: Sequence[str]) -> int:
    """Run a command line; bad input is told in one line on stderr, never as a traceback."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that is not UTF-8 cannot show every name
    code = 0
    try:
        code = _told(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone (`standup week | head`): nothing is wrong, and nothing may be printed at exit either.
        _silence(sys.__stdout__)
    except OSError as error:
        # Stores and files tell their own errors: this is the output, such as a full disk behind `>`.
        _silence(sys.__stdout__)
        code = code or 1
        _last_words(f"standup: the output cannot be written: {error.strerror or error}\n")
    _last_words()
    return code


def _last_words(text: str = "") -> None:
    """Tell it where errors go; where the terminal was closed nobody listens, which must not become the exit code."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _silence(sys.__stderr__)


def _silence(stream: TextIO | None) -> None:
    """Let what is still to be written go nowhere, so that the interpreter's end has nothing to complain of."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _told(arguments: Sequence[str]) -> int:
    try:
        return _run(arguments)
    except StandupError as error:
        _complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _complain("stopped; what was stored is whole")
        return 130
    except SystemExit as left:  # argparse, after its help or an error
        return left.code if isinstance(left.code, int) else 0


def _import_msgspec() -> None:
    """Import msgspec with the standard library's `typing`, which serves it as well.

    It prefers typing_extensions, whose import, with `inspect` and `ast`, takes as long as all other imports of
    `standup log` that are not the interpreter's own: 0.7 of a bare interpreter.
    """
    if "msgspec" in sys.modules or "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # as the import system documents
    try:
        import_module("msgspec")
    finally:
        del sys.modules["typing_extensions"]


def _run(arguments: Sequence[str]) -> int:
    if arguments and arguments[-1] in ("-V", "--version") and all(word.startswith("-") for word in arguments):
        sys.stdout.write(f"standup {__version__}\n")  # before anything is imported that it does not need
        return 0
    _import_msgspec()
    from standup.cli.context import Context
    from standup.cli.registry import BY_NAME

    first = BY_NAME.get(arguments[0]) if len(arguments) > 1 else None
    if first is not None and first.takes_words and not any(word.startswith("-") for word in arguments):
        # Everybody's most frequent command: making a parser would take as long as logging.
        import_module(f"standup.cli.{first.module}").run_words(arguments[1:], Context())
        return 0
    if first is not None and first.takes_format and len(arguments) == 3 and arguments[1] == "--format":
        # A prompt asks with each line that it draws.
        import_module(f"standup.cli.{first.module}").run_format(arguments[2], Context())
        return 0
    from standup.cli.parsing import global_options, overview, parser_of, split_arguments, unknown_command

    before, command, rest = split_arguments(arguments)
    if (before and before[-1] in ("-h", "--help")) or rest == ["help"]:
        sys.stdout.write(overview())
        return 0
    if rest and rest[0] == "help" and rest[1] in BY_NAME:
        parser_of(BY_NAME[rest[1]]).print_help()
        return 0
    if rest and command is None:
        sys.stderr.write(f"{unknown_command(rest[1] if rest[0] == 'help' else rest[0])}\n")
        return 2
    options = global_options().parse_args(before)
    environ = dict(os.environ)
    if "config" in options:
        environ["STANDUP_CONFIG"] = options.config
    if "data" in options:
        environ["STANDUP_DATA"] = options.data
    context = Context(environ, demo="demo" in options)
    if command is None:
        from standup.cli.board import open_board

        return open_board(context)
    parsed = parser_of(command).parse_args(rest[1:])
    if "run" not in parsed:
        parser_of(command).print_help(sys.stderr)
        return 2
    return parsed.run(parsed, context) or 0


def _complain(message: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"standup: {message}\n")
