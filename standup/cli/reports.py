"""`standup report` and `standup export timesheet`: time over a range of days."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standup.cli.context import Context
from standup.domain.duration import format_minutes
from standup.domain.errors import UsageError
from standup.domain.grouping import Grouping
from standup.domain.spans import Span, span_between
from standup.domain.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from standup.reports.timesheet import TimesheetRow

_REPORT_HELP = """examples:
  standup report                                        this month by week
  standup report --from 2026-W40 --by customer          from that week until today
  standup report --from 2026-07 --to 2026-09 --by month --format csv -o q3.csv
  standup report --from 'last week' --by tag --mine     your own time only

A lead gets the team's sums, those of each developer by whole weeks or months. Anyone else gets
their own time, and with --team totals in which at least three people have part.
An entry with two tags counts under both; the total counts it once.
"""
_TIMESHEET_HELP = """examples:
  standup export timesheet --from 'last week' --to 'last week' -o week.csv
  standup export timesheet --from 2026-10 --to 2026-10 --format jira --user dana@example.com -o worklogs.csv
  standup export timesheet --format jira --issue acme=SUP-12 --issue other=ADM-1

Your own minutes, exact, for each day by work item, customer and bucket; no clock times, and notes
only with --notes. With --format jira, time on work items whose keys look like API-12 goes to the
issue of that key; --issue names one for other time, and time without any is left out and told.
"""


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    from standup.reports.ranges import RANGE_FORMATS

    parser.epilog = _REPORT_HELP
    _range(parser)
    parser.add_argument(
        "--by",
        choices=[str(one) for one in Grouping],
        default="week",
        help="what minutes are grouped by; week by default",
    )
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--mine", action="store_true", help="your own time only; so it is for who is no lead")
    whose.add_argument("--team", action="store_true", help="the team's time; so it is for a lead")
    parser.add_argument("--format", choices=RANGE_FORMATS, default="table", help="table by default")
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="write a file; - is standard output")
    parser.set_defaults(run=_report)


def configure_timesheet(actions: Any) -> None:
    """Add `timesheet` to the actions of `standup export`."""
    from standup.reports.timesheet import TIMESHEET_FORMATS

    parser: ArgumentParser = actions.add_parser(
        "timesheet",
        help="your own minutes per day and work item",
        description="Write your own minutes per day and work item, for the time sheets of others.",
        epilog=_TIMESHEET_HELP,
    )
    _range(parser)
    parser.add_argument("--format", choices=TIMESHEET_FORMATS, default="csv", help="csv by default; jira for worklogs")
    parser.add_argument("--notes", action="store_true", help="with your notes, which are left out otherwise")
    parser.add_argument("--user", metavar="NAME", help="what Jira knows you by (jira); your name by default")
    parser.add_argument(
        "--issue",
        metavar="NAME=ISSUE",
        action="append",
        default=[],
        help="the issue of a customer, work item or bucket (jira); may be repeated",
    )
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="write a file; - is standard output")
    parser.set_defaults(run=_timesheet)


def _range(parser: ArgumentParser) -> None:
    words = "a day, week or month: 2026-11-20, mon, 2026-W40, last week, 2026-10"
    parser.add_argument("--from", dest="first", metavar="WHEN", help=f"{words}; this month by default")
    until = "the last day, in the same words; today by default, without --from the end of the month"
    parser.add_argument("--to", dest="last", metavar="WHEN", help=until)


def _span(args: Namespace, context: Context) -> Span:
    return span_between(args.first, args.last, context.workspace.today())


def _report(args: Namespace, context: Context) -> None:
    from standup.reports.ranges import render_range
    from standup.workspace.reports import range_report

    of_team = True if args.team else False if args.mine else None
    report = range_report(context.workspace, _span(args, context), Grouping(args.by), of_team=of_team)
    text = render_range(report, args.format)
    if args.output == "-" and args.format == "table":
        context.out.write(text)  # made for terminals, and safe already
    else:
        _put(text, args.output, context)


def _timesheet(args: Namespace, context: Context) -> None:
    from standup.reports.timesheet import render_jira, render_timesheet
    from standup.workspace.timesheet import timesheet

    if args.format == "csv" and (args.user is not None or args.issue):
        raise UsageError("--user and --issue are for Jira; add --format jira")
    workspace = context.workspace
    span = _span(args, context)
    rows = timesheet(workspace, span, issues=_issues(args.issue), notes=args.notes)
    if args.format == "csv":
        _put(render_timesheet(rows, notes=args.notes), args.output, context)
        return
    user = args.user if args.user is not None else workspace.developer().name
    _put(render_jira(rows, user, notes=args.notes), args.output, context)
    _tell_left_out(rows)


def _issues(texts: Iterable[str]) -> dict[str, str]:
    issues = {}
    for text in texts:
        name, equals, issue = text.partition("=")
        if not (equals and name.strip() and issue.strip()):
            raise UsageError(f"'{shown(text)}' names no issue; write --issue acme=SUP-12")
        issues[name.strip()] = issue.strip()
    return issues


def _tell_left_out(rows: Iterable[TimesheetRow]) -> None:
    """Say on standard error, where it spoils no file, what no issue takes."""
    left: dict[str, int] = {}
    for row in rows:
        if not row.issue:
            name = row.customer or row.work_item or row.bucket.value
            left[name] = left.get(name, 0) + row.minutes
    if left:
        told = ", ".join(f"{format_minutes(minutes)} {shown(name)}" for name, minutes in left.items())
        sys.stderr.write(f"standup: left out, because no issue is named for it: {told}; --issue NAME=ISSUE names one\n")


def _put(text: str, output: str, context: Context) -> None:
    from standup.workspace.summary import write_text

    if output == "-":
        context.out.document(text)
    else:
        write_text(Path(output), text, private=True)
        context.out.line(f"Wrote {shown(output)}")
