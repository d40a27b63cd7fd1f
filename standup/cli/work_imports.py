"""`standup import jira|github|linear|csv FILE --as work`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO

from standup.cli.context import Context
from standup.domain.errors import UsageError

if TYPE_CHECKING:
    from standup.workspace.import_work import Progress
    from standup.workspace.work_report import WorkReport

WORK_KINDS = ("github", "jira", "linear")
"""Kinds of files that hold work items and nothing else."""
WORK = "work"
OPTIONS = ("state", "prefix", "point", "theirs")
"""Options that only work items have."""
_FOREIGN = (
    *("developer", "create_developers", "create_customers", "hours", "timezone", "rule", "default"),
    *("overwrite_edited",),
)
HELP = """
  standup import jira issues.csv --as work              work items: Jira's CSV or JSON
  gh issue list --json number,title,state,assignees,labels,milestone,url | standup import github - --as work
  standup import linear export.csv --as work --point 4h --state 'In Review=doing'
  standup import csv tasks.csv --as work --map key=Nr --map title=Task --map-user 'D. Osei=dana'

Work items come in with key, title, state, owner, estimate and due date; a label that is a customer's name
makes it the customer's. Assignees are developers by address, name or id, or else the work item is nobody's.
Importing again brings what changed at the source; what you edited here stays and is told, without --theirs.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add what only work items need."""
    parser.add_argument(
        "--state", metavar="THEIRS=OURS", action="append", default=[], help="which state is which (work items)"
    )
    parser.add_argument("--prefix", metavar="KEY", help="API makes API-12 of number 12 (work items of github)")
    parser.add_argument("--point", metavar="DURATION", help="what one point of an estimate is, such as 4h (work items)")
    parser.add_argument("--theirs", action="store_true", help="take what the source says over edits here (work items)")


def import_file(
    args: Namespace,
    context: Context,
    stream: BinaryIO,
    name: str,
    *,
    columns: Mapping[str, str],
    users: Mapping[str, str],
    progress: Progress | None,
) -> WorkReport:
    """Import the work items of a file."""
    from standup.domain.work_import import parse_state_rule
    from standup.sources.cells import DateOrder
    from standup.sources.work_file import WorkFile
    from standup.workspace.import_work import import_work
    from standup.workspace.session import zone_of
    from standup.workspace.work import state_of

    for option in _FOREIGN:
        if getattr(args, option):
            raise UsageError(f"--{option.replace('_', '-')} is for time logs; leave it out for work items")
    workspace = context.workspace
    source = WorkFile(
        stream,
        name,
        args.source,
        zone_of(workspace.developer()),
        columns=columns,
        date_order=DateOrder(args.date_order) if args.date_order else None,
        prefix=args.prefix or "",
        point=_minutes(args.point),
    )
    return import_work(
        workspace,
        source,
        states=dict(parse_state_rule(text, state_of) for text in args.state),
        map_users=users,
        theirs=args.theirs,
        dry_run=args.dry_run,
        progress=progress,
    )


def _minutes(text: str | None) -> int | None:
    from standup.domain.duration import parse_duration

    return None if text is None else parse_duration(text)
