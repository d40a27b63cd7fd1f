"""`standup import`: bring in time logs, touchpoints and work items, or make a team of an export of our own."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from shlex import quote

from msgspec import Struct

from standup.cli import touchpoint_imports, work_imports
from standup.cli.context import Context
from standup.cli.mapping import columns_of, interactive_map
from standup.cli.opening import opened
from standup.cli.touchpoint_imports import TOUCHPOINT_KINDS, TOUCHPOINTS
from standup.cli.work_imports import WORK, WORK_KINDS
from standup.domain.errors import UsageError
from standup.domain.records import Bucket
from standup.domain.text import shown
from standup.sources.likely import likely_table
from standup.sources.table import MissingColumnsError
from standup.sources.time_source import time_kinds

_HELP = """examples:
  standup import toggl log.csv --developer dana --rule 'tags~meeting=other' --default production
  standup import toggl log.csv --create-developers --hours 40 \\
          --rule 'description,tags,client~client|customer=customer' --default production
  standup import csv log.csv --map description=Notes --map start='Begin' --dry-run
  standup import csv log.csv --interactive --default production         asks which column is which
  timew export | standup import timewarrior - --rule 'tags~acme=customer' --default production
  standup import timeclock time.timeclock --rule 'account~:leave\\b=leave' \\
          --rule 'account~:support\\b=customer' --default production

A rule is FIELDS~PATTERN=BUCKET: fields are description, tags, client, project, task, account, user
or *, the pattern is a regular expression whatever the case, and the first rule that matches wins.
In place of a bucket a rule may say leave: those rows become half or whole days of leave.
Rows that no rule covers are listed and left out, unless --default names a bucket.
Importing a file again changes nothing; a corrected row updates its entry.
{touchpoints}{work_items}
  standup --data ~/restored import json team.json       what `standup export json` wrote

json makes a team of the file in an empty data folder, whole or not at all, and merges nothing into a team.
You are who your config says, else who wrote the file; --as names somebody else. --dry-run only checks the file.
""".replace("{touchpoints}", touchpoint_imports.HELP).replace("{work_items}", work_imports.HELP)
_JSON = "json"
_OF_TIME = (
    *("developer", "map_user", "create_developers", "create_customers", "hours", "timezone"),
    *("rule", "default", "map", "date_order", "overwrite_edited", "json"),
)
_BAR = 30


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    parser.epilog = _HELP
    kinds = (*time_kinds(), *TOUCHPOINT_KINDS, *WORK_KINDS, _JSON)
    parser.add_argument("source", choices=kinds, help="which program wrote the file")
    parser.add_argument("file", help="the file; - is standard input")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
    parser.add_argument("--developer", metavar="NAME", help="all rows are this developer's")
    parser.add_argument("--map-user", metavar="USER=NAME", action="append", default=[], help="whose rows are whose")
    parser.add_argument("--create-developers", action="store_true", help="add people who are not in the team yet")
    parser.add_argument("--create-customers", action="store_true", help="add clients who are no customers yet")
    parser.add_argument("--hours", metavar="HOURS", help="hours a week of the people added; not set without it")
    parser.add_argument("--timezone", metavar="ZONE", help="zone of the people added; yours by default")
    parser.add_argument("--rule", metavar="RULE", action="append", default=[], help="FIELDS~PATTERN=BUCKET; see below")
    parser.add_argument("--default", choices=[str(bucket) for bucket in Bucket], help="bucket of all other rows")
    parser.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        help="which column, or text of touchpoints, is which; or the name of a saved map",
    )
    parser.add_argument(
        "--interactive", action="store_true", help="choose the columns looking at the first rows, and save them (csv)"
    )
    parser.add_argument("--date-order", choices=("dmy", "mdy"), help="what 03/04/2026 means in this file (tables)")
    parser.add_argument("--overwrite-edited", action="store_true", help="also update entries that were edited here")
    parser.add_argument(
        "--as",
        dest="known",
        metavar="WHAT",
        help="touchpoints or work: what a csv holds; json: the developer who you are",
    )
    touchpoint_imports.add_options(parser)
    work_imports.add_options(parser)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.set_defaults(run=_import)


def _import(args: Namespace, context: Context) -> int:
    try:
        return _imported(args, context)
    except MissingColumnsError as error:
        if not args.map and (command := likely_table(error.header, args.source)):
            raise UsageError(f"{error}; it looks like a file for `{command}`") from None
        maps = [pair for pair in args.map if pair.partition("=")[0].strip() not in error.fields]
        maps += [f"{field}={near or 'COLUMN'}" for field, near in error.fields.items()]
        options = " ".join(f"--map {quote(shown(pair))}" for pair in maps)
        raise UsageError(f"{error}; say which is which: {_command(args)} {options}") from None


def _command(args: Namespace) -> str:
    """The command without its options, to be typed anew with others."""
    known = f" --as {args.known}" if args.known else ""
    return f"standup import {args.source} {quote(shown(args.file))}{known}"


def _imported(args: Namespace, context: Context) -> int:
    if args.source == _JSON:
        return _import_records(args, context)
    if args.source in TOUCHPOINT_KINDS or (args.source == "csv" and args.known == TOUCHPOINTS):
        return _import_touchpoints(args, context)
    _refuse(args, touchpoint_imports.OPTIONS, "touchpoints")
    if args.source in WORK_KINDS or (args.source == "csv" and args.known == WORK):
        return _import_work(args, context)
    if args.known is not None:
        raise UsageError(
            "--as is for json, and --as work or touchpoints for csv; --developer says whose the rows of a time log are"
        )
    _refuse(args, work_imports.OPTIONS, "work items")
    return _import_time(args, context)


def _refuse(args: Namespace, options: tuple[str, ...], whose: str) -> None:
    for option in options:
        if getattr(args, option):
            name = touchpoint_imports.NAMES.get(option, option).replace("_", "-")
            raise UsageError(f"--{name} is for {whose}; leave it out here")


def _import_touchpoints(args: Namespace, context: Context) -> int:
    if args.known not in (None, TOUCHPOINTS):
        raise UsageError(f"a file of {args.source} holds touchpoints; say --as touchpoints, or leave it out")
    _refuse(args, work_imports.OPTIONS, "work items")
    _refuse(args, ("interactive",), "time logs and work items")
    progress = _Progress()
    with opened(args.file) as (stream, name):
        report = touchpoint_imports.import_file(args, context, stream, name, progress if progress.shown else None)
    progress.clear()
    return _told(args, context, report, report.words(_command(args)))


def _told(args: Namespace, context: Context, report: Struct, words: list[str]) -> int:
    if args.json:
        context.out.json(report)
    else:
        for line in words:
            context.out.line(line)
    return 0


def _import_work(args: Namespace, context: Context) -> int:
    if args.known not in (None, WORK):
        raise UsageError(f"a file of {args.source} holds work items; say --as work, or leave it out")
    if args.interactive:
        interactive_map(args, context, is_work=True)
    progress = _Progress()
    with opened(args.file) as (stream, name):
        report = work_imports.import_file(
            args,
            context,
            stream,
            name,
            columns=columns_of(args.map, context, "title=Task"),
            users=_pairs(args.map_user, "--map-user", '"Dev A=dana"'),
            progress=progress if progress.shown else None,
        )
    progress.clear()
    return _told(args, context, report, report.words())


def _import_records(args: Namespace, context: Context) -> int:
    from standup.cli.records import import_records

    _refuse(args, touchpoint_imports.OPTIONS, "touchpoints")
    _refuse(args, work_imports.OPTIONS, "work items")
    _refuse(args, ("interactive",), "time logs and work items")
    given = [name for name in _OF_TIME if getattr(args, name)]
    if given:
        raise UsageError(f"--{given[0].replace('_', '-')} is for time logs; import json takes --as and --dry-run")
    with opened(args.file) as (stream, name):
        import_records(args, context, stream.read(), name)
    return 0


def _import_time(args: Namespace, context: Context) -> int:
    from standup.cli.people import hours_of
    from standup.domain.bucket_rules import parse_rule
    from standup.sources.cells import DateOrder
    from standup.sources.time_source import open_log
    from standup.workspace.imports import ImportStopped, import_time

    workspace = context.workspace
    settings = context.settings
    rules = [parse_rule(rule) for rule in (*args.rule, *settings.import_rules)]
    default = Bucket(args.default) if args.default else settings.import_default
    hours = hours_of(args.hours)
    if args.interactive:
        interactive_map(args, context, is_work=False)
    with opened(args.file) as (stream, name):
        log = open_log(
            stream,
            name,
            args.source,
            columns=columns_of(args.map, context, "description=Notes"),
            date_order=DateOrder(args.date_order) if args.date_order else None,
        )
        progress = _Progress()
        try:
            report = import_time(
                workspace,
                log,
                rules=rules,
                default=default,
                developer=args.developer,
                map_users=_pairs(args.map_user, "--map-user", '"Dev A=dana"'),
                create_developers=args.create_developers,
                create_customers=args.create_customers,
                hours=sum(hours) if hours else None,
                timezone=args.timezone or workspace.developer().timezone,
                overwrite_edited=args.overwrite_edited,
                dry_run=args.dry_run,
                progress=progress if progress.shown else None,
            )
        except ImportStopped as stopped:
            progress.clear()
            for line in stopped.report.words():
                context.out.line(line)
            raise
        progress.clear()
    return _told(args, context, report, report.words())


def _pairs(texts: list[str], option: str, example: str) -> dict[str, str]:
    pairs = {}
    for text in texts:
        left, equals, right = text.rpartition("=") if option == "--map-user" else text.partition("=")
        if not (equals and left.strip() and right.strip()):
            raise UsageError(f"'{shown(text)}' names no pair; write {option} {example}")
        pairs[left.strip()] = right.strip()
    return pairs


class _Progress:
    """A bar on the terminal's error stream, for people only."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()

    def __call__(self, step: str, done: int, whole: int) -> None:
        """Draw how far a step is."""
        filled = _BAR * done // max(1, whole)
        sys.stderr.write(f"\r{step:<8} {'━' * filled}{'─' * (_BAR - filled)} {100 * done // max(1, whole):3} %")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the bar away."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
