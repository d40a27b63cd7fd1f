"""`standup export ics`: my open touchpoints and weeks on duty for a calendar program."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from standup.cli.context import Context
from standup.domain.text import shown

_HELP = """examples:
  standup export ics -o touchpoints.ics
  standup export ics | ssh host 'cat > public/dana.ics'

Each open touchpoint of yours that has a day, and each of your weeks on duty, as whole days without
alarms. Their UIDs stay the same: reading the file again alters what changed and doubles nothing.
"""


def configure_export(actions: Any) -> None:
    """Add `ics` to the actions of `standup export`."""
    parser: ArgumentParser = actions.add_parser(
        "ics",
        help="your open touchpoints and weeks on duty, for a calendar program",
        description="Write your open touchpoints and weeks on duty as an iCalendar file.",
        epilog=_HELP,
    )
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="write a file; - is standard output")
    parser.set_defaults(run=_export)


def _export(args: Namespace, context: Context) -> None:
    from standup.workspace.calendar import my_calendar
    from standup.workspace.summary import write_bytes

    calendar = my_calendar(context.workspace)
    if args.output == "-":
        context.out.file(calendar.text.encode())
    else:
        write_bytes(Path(args.output), calendar.text.encode(), private=True)
        weeks = f" and {_counted(calendar.weeks, 'week')} on duty" if calendar.weeks else ""
        context.out.line(f"Wrote {shown(args.output)}: {_counted(calendar.touchpoints, 'touchpoint')}{weeks}")
    if calendar.undated:
        left = "; ".join(calendar.undated)
        sys.stderr.write(f"standup: left out, because they have no day: {left}\n")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
