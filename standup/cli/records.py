"""`standup export json` and `standup import json`: everything as plain data, and a team made of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from standup.cli.context import Context
from standup.domain.errors import UsageError
from standup.domain.text import shown

_HELP = """examples:
  standup export json -o team.json
  standup --data ~/restored import json team.json

A lead gets the whole team's records, anyone else (and a lead with --mine) their own time and timer
with what the team shares. `standup import json` makes a team of the file in an empty folder: the same
ids, versions and fields, without the list of changes, so undo begins anew.
"""


def configure_export(actions: Any) -> None:
    """Add `json` to the actions of `standup export`."""
    parser: ArgumentParser = actions.add_parser(
        "json",
        help="everything, as a backup in plain data",
        description="Write everything that you may keep as JSON. "
        "This is a backup and no report: it holds notes and clock times.",
        epilog=_HELP,
    )
    parser.add_argument("--mine", action="store_true", help="nobody else's time; so it is for who is no lead")
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="write a file; - is standard output")
    parser.set_defaults(run=_export)


def _export(args: Namespace, context: Context) -> None:
    from standup.workspace.export import own_records, records_text, team_records
    from standup.workspace.summary import write_text

    workspace = context.workspace
    is_whole = workspace.is_lead and not args.mine
    text = records_text(team_records(workspace) if is_whole else own_records(workspace))
    if args.output == "-":
        context.out.write(text)
        return
    write_text(Path(args.output), text, private=True)
    whose = "everybody's" if is_whole else "your"
    context.out.line(f"Wrote {shown(args.output)}; it holds {whose} notes and clock times, so keep it private")


def import_records(args: Namespace, context: Context, data: bytes, name: str) -> None:
    """Make a team of an export, in a data folder that holds none."""
    from standup.workspace.restoring import read_export

    if context.demo:
        raise UsageError("the sample team is complete; leave out --demo to make a team of a file")
    export = read_export(data, name)
    me = context.settings.me or ""
    if args.dry_run:
        developer = context.setup.may_refill(export, args.known, me)
        context.out.line(f"Nothing is written: {shown(str(context.data))} would hold {export.words}")
    else:
        developer = context.setup.refill(export, args.known, me, datetime.now(UTC))
        context.out.line(f"Restored {shown(str(context.data))}: {export.words}")
    if not export.whole:
        of = shown(export.of_name)
        context.out.line(
            f"It is what {of} may keep: of everybody else there is no time, and no hours unless {of} is a lead"
        )
    context.out.line(f"You are {shown(developer.name)} ({developer.id})")
