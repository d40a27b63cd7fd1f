"""`standup import ics|hubspot|pipedrive|salesforce|csv FILE --as touchpoints`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, BinaryIO

from standup.cli.context import Context
from standup.domain.errors import UsageError
from standup.domain.text import shown

if TYPE_CHECKING:
    from standup.workspace.import_touchpoints import Progress, TouchpointSource
    from standup.workspace.touchpoint_report import TouchpointReport

TOUCHPOINT_KINDS = ("ics", "hubspot", "pipedrive", "salesforce")
"""Kinds of files that hold touchpoints and nothing else."""
TOUCHPOINTS = "touchpoints"
OPTIONS = ("first", "last", "past_as_contacts")
"""Options that only touchpoints have."""
NAMES = {"first": "from", "last": "to"}
"""What people call the options whose fields are called otherwise."""
HELP = """
  standup import ics meetings.ics --dry-run             touchpoints: events of the next 90 days
  standup import ics meetings.ics --map 'acme.example=acme' --from 2026-10-01 --past-as-contacts
  standup import hubspot activities.csv --rule 'title,company~globex=globex'
  standup import csv visits.csv --as touchpoints --map title=Purpose --map day='Visit on'

The customer of a touchpoint is found by a rule (FIELDS~PATTERN=CUSTOMER; fields are title, company,
attendee, note or *), by what was mapped once, by company, address, domain, contact person or title.
Those that nobody finds are listed; --map 'TEXT=CUSTOMER' says it once for all later imports.
What is to come becomes your open touchpoint; what is past is left out without --past-as-contacts.
"""
_FOREIGN = (*("developer", "map_user", "create_developers", "create_customers", "hours", "timezone", "default"),)


def add_options(parser: ArgumentParser) -> None:
    """Add what only touchpoints need."""
    parser.add_argument("--from", dest="first", metavar="DAY", help="the first day; today by default (touchpoints)")
    parser.add_argument("--to", dest="last", metavar="DAY", help="the last day; 90 days on by default (touchpoints)")
    parser.add_argument("--past-as-contacts", action="store_true", help="what is past counts as contacts (touchpoints)")


def import_file(
    args: Namespace, context: Context, stream: BinaryIO, name: str, progress: Progress | None
) -> TouchpointReport:
    """Import the touchpoints of a file."""
    from standup.domain.customer_match import parse_customer_rule
    from standup.domain.dates import Direction, parse_day
    from standup.workspace.import_touchpoints import import_touchpoints

    for option in _FOREIGN:
        if getattr(args, option):
            raise UsageError(f"--{option.replace('_', '-')} is for time logs; leave it out for touchpoints")
    workspace = context.workspace
    today = workspace.today()
    columns, mapped = _maps(args.map, is_table=args.source != "ics")
    first = parse_day(args.first, today, Direction.PAST) if args.first else None
    return import_touchpoints(
        workspace,
        _opened(args, context, stream, name, columns),
        rules=[parse_customer_rule(rule) for rule in args.rule],
        mapped=mapped,
        first=first,
        last=parse_day(args.last, today, Direction.FUTURE) if args.last else None,
        past_as_contacts=args.past_as_contacts,
        overwrite_edited=args.overwrite_edited,
        dry_run=args.dry_run,
        progress=progress,
    )


def _opened(
    args: Namespace, context: Context, stream: BinaryIO, name: str, columns: dict[str, str]
) -> TouchpointSource:
    from standup.sources.activities import Activities
    from standup.sources.calendar_file import CalendarFile
    from standup.sources.cells import DateOrder
    from standup.workspace.session import zone_of

    zone = zone_of(context.workspace.developer())
    if args.source == "ics":
        if args.date_order:
            raise UsageError("--date-order is for tables, and a calendar is none; leave it out")
        return CalendarFile(stream, name, zone)
    order = DateOrder(args.date_order) if args.date_order else None
    return Activities(stream, name, args.source, zone, columns=columns, date_order=order)


def _maps(texts: list[str], *, is_table: bool) -> tuple[dict[str, str], dict[str, str]]:
    """Columns by field, and names of customers by text: a field of tables is one where a column is behind the `=`."""
    from standup.sources.activities import FIELDS

    columns: dict[str, str] = {}
    mapped: dict[str, str] = {}
    for text in texts:
        left, equals, right = text.rpartition("=")
        if not (equals and left.strip() and right.strip()):
            raise UsageError(f"'{shown(text)}' maps nothing; write --map 'acme.example=acme'")
        field = left.strip().casefold()
        if is_table and field in FIELDS:
            columns[field] = right.strip()
        else:
            mapped[left.strip()] = right.strip()
    return columns, mapped
