"""`standup sync`: import the files that the config names, those that have changed."""

from __future__ import annotations

import io
import json
from argparse import ArgumentParser, Namespace
from typing import NoReturn

from msgspec import Struct

from standup.cli.context import Context, folder_name
from standup.cli.opening import why_not
from standup.cli.output import Output
from standup.cli.parsing import Parser
from standup.cli.touchpoint_imports import TOUCHPOINT_KINDS, TOUCHPOINTS
from standup.config import WatchedSource
from standup.domain.errors import StandupError, UsageError
from standup.domain.text import shown
from standup.workspace.syncing import SyncMemory

_HELP = """examples:
  standup sync
  standup sync --again                 also files that have not changed

Each file is a table of the config, such as

  [[source]]
  path = "exports/jira.csv"
  kind = "jira"
  options = ["--as", "work", "--map-user", "D. Osei=dana"]

Kind and options are as `standup import` takes them, and a relative path begins at the folder of the config. A file
that is gone changes nothing here, and one that cannot be read does not stop the others; the exit code is 1 then.
"""
_NEVER = ("json",)  # makes a team of a file


class Synced(Struct, frozen=True):
    """What became of one source."""

    path: str
    kind: str
    outcome: str
    """`imported`, `unchanged`, `missing` or `refused`."""
    error: str = ""
    report: dict[str, object] | None = None
    """As `standup import --json` prints it."""


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    parser.epilog = _HELP
    parser.add_argument("--again", action="store_true", help="also read files that have not changed since")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_sync)


def _sync(args: Namespace, context: Context) -> int:
    sources = context.settings.sources
    if not sources:
        raise UsageError(
            f"no source is set; write a [[source]] with path and kind into {shown(str(context.places.config))}"
        )
    workspace = context.workspace
    workspace.developer()
    memory = SyncMemory(context.places.state / f"sources-{folder_name(context.data)}-{workspace.me}.json")
    done: list[Synced] = []
    for source in sources:
        if not args.json:
            context.out.line(context.out.styled(f"{shown(source.kind)} {shown(source.path)}", "bold"))
        synced = _one(source, context, memory, again=args.again, as_json=args.json)
        done.append(synced)
        if not args.json and synced.error:
            context.out.line(f"  {synced.error}")
    if args.json:
        context.out.json(done)
    return 1 if any(one.error for one in done) else 0


def _one(source: WatchedSource, context: Context, memory: SyncMemory, *, again: bool, as_json: bool) -> Synced:
    how = _how(source, context)
    try:
        seen = memory.print_of(source.path, "" if again else how)
        if seen is None:
            if not as_json:
                context.out.line("  unchanged")
            return Synced(source.path, source.kind, "unchanged")
        report = _import(source, context, as_json=as_json)
        if "--dry-run" not in source.options:
            memory.remember(source.path, seen, how)
        return Synced(source.path, source.kind, "imported", report=report)
    except FileNotFoundError:
        return Synced(source.path, source.kind, "missing", "the file is not there; what it brought in stays as it is")
    except OSError as error:
        return Synced(source.path, source.kind, "refused", why_not(error).strip(": "))
    except StandupError as error:
        return Synced(source.path, source.kind, "refused", str(error))


def _import(source: WatchedSource, context: Context, *, as_json: bool) -> dict[str, object] | None:
    """Import one file as the command would, and print its report below its name, or give it as data."""
    parser = _options()
    args = parser.parse_args([source.kind, source.path, *source.options])
    if args.source in _NEVER or args.file != source.path or getattr(args, "interactive", False):
        raise UsageError(f"{shown(source.kind)} with these options is no source; import it by hand")
    args.json = as_json
    told, out = io.StringIO(), context.out
    context.out = Output(told, context.environ)
    try:
        args.run(args, context)
    finally:
        context.out = out
    if as_json:
        return dict(json.loads(told.getvalue()))
    for line in told.getvalue().splitlines():
        out.line(f"  {line}")
    return None


def _how(source: WatchedSource, context: Context) -> str:
    """How a file is imported, for comparison: the same file in another way is read anew."""
    settings = context.settings
    how = (source.kind, source.options, settings.import_rules, settings.import_default, sorted(settings.import_maps))
    maps = [sorted(columns.items()) for _, columns in sorted(settings.import_maps.items())]
    # What is to come within so many days is another thing each day.
    moves = source.kind in TOUCHPOINT_KINDS or TOUCHPOINTS in source.options
    day = context.workspace.today().isoformat() if moves else ""
    return repr((how, maps, day))


class _Options(Parser):
    """The parser of `standup import`, whose errors are told like those of the file."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"the options of this source: {shown(message)}")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        raise UsageError("the options of this source ask for help; leave that out")


def _options() -> Parser:
    from standup.cli.imports import configure as configure_import

    parser = _Options(prog="standup import", add_help=False)
    configure_import("import", parser)
    return parser
