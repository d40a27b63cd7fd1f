"""`standup week` and `standup export`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import get_args

from standup.cli import calendars, records, reports
from standup.cli.context import Context
from standup.domain.errors import UsageError
from standup.domain.text import shown
from standup.domain.weeks import Week
from standup.reports.render import FORMATS, Format
from standup.reports.summary import Version


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    if name == "week":
        parser.epilog = """examples:
  standup week                                      this week, as text
  standup week last --format markdown | less        the week before, for a wiki page
  standup week 2026-W47 --format html -o week.html  one file that opens in a browser
  standup week last --for team --format markdown    for everybody: no figure of a single person
"""
        _week(parser)
        parser.add_argument("--format", choices=get_args(Format), default="text", help="text by default")
        parser.add_argument(
            "--json", dest="format", action="store_const", const="json", help="the same as --format json"
        )
        _version(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="write a file; - is standard output")
        parser.set_defaults(run=_show)
        return
    actions = parser.add_subparsers(metavar="WHAT")
    week = actions.add_parser(
        "week",
        help="a week in all formats",
        description="Write the summary of a week, in every format or in some.",
        epilog="example: standup export week last --to reports --format html --format csv",
    )
    _week(week)
    week.add_argument(
        "--to", metavar="FOLDER", type=Path, default=Path(), help="where to; the current folder by default"
    )
    _version(week)
    week.add_argument("--format", action="append", choices=get_args(Format), help="one format; may be repeated")
    week.set_defaults(run=_export_week)
    reports.configure_timesheet(actions)
    calendars.configure_export(actions)
    records.configure_export(actions)


def _week(parser: ArgumentParser) -> None:
    parser.add_argument(
        "week", nargs="?", default="this", help="2026-W47, W47, this, last or a date; this week by default"
    )


def _version(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--for",
        dest="version",
        choices=get_args(Version),
        default="own",
        help="whose version: your own by default; lead, for leads only; team, without figures of single people",
    )


def _show(args: Namespace, context: Context) -> None:
    from standup.reports.render import render, rendered
    from standup.workspace.summary import week_summary, write_bytes

    workspace = context.workspace
    to_file = args.output not in (None, "-")
    if args.format == "xlsx" and not to_file and context.out.is_terminal:
        raise UsageError("a workbook is nothing for a terminal; write it to a file with `-o week.xlsx`")
    summary = week_summary(workspace, Week.parse(args.week, workspace.today()), args.version)
    if to_file:
        write_bytes(Path(args.output), rendered(summary, args.format))
        context.out.line(f"Wrote {shown(args.output)}")
    elif args.format == "xlsx":
        context.out.file(rendered(summary, args.format))
    else:
        text = render(summary, args.format, color=context.out.color)
        if args.format == "text":
            context.out.write(text)  # made for terminals, and safe already
        else:
            context.out.document(text)


def _export_week(args: Namespace, context: Context) -> None:
    from standup.workspace.summary import export_week

    workspace = context.workspace
    week = Week.parse(args.week, workspace.today())
    for path in export_week(workspace, week, args.to, args.format or tuple(FORMATS), args.version):
        context.out.line(f"Wrote {shown(str(path))}")
