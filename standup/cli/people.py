"""`standup developer`, `leave` and `team`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from standup.cli.context import Context
from standup.cli.output import plain
from standup.domain.availability import contract_minutes
from standup.domain.duration import format_minutes
from standup.domain.records import DayMinutes, Developer, Role
from standup.domain.split import Band
from standup.domain.text import shown
from standup.domain.weeks import Week, day_words
from standup.workspace.weeks import band_of

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Actions: TypeAlias = _SubParsersAction[ArgumentParser]


_HOURS = """examples:
  standup developer add Bob --hours 38.5 --timezone Europe/Berlin --country DE
  standup developer edit bob --hours 8,8,8,8,0 --from '1 Dec'      weeks before keep their hours
  standup developer edit bob --email bob@example.com --email bob@home.example      whose commits are Bob's
"""
_LEAVE = """examples:
  standup leave add '24 Dec' '31 Dec'
  standup leave add fri --half
"""


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its subcommands."""
    actions = parser.add_subparsers(metavar="ACTION")
    configurers = {"developer": _configure_developer, "leave": _configure_leave, "team": _configure_team}
    configurers[name](actions)


def person_options(parser: ArgumentParser) -> None:
    """The options that describe a developer, the same for `init`, `join` and `developer`."""
    parser.add_argument("--hours", metavar="HOURS", help="per week, such as 40, or per weekday, such as 8,8,8,8,4")
    parser.add_argument(
        "--from", dest="hours_from", metavar="DAY", help="from when these hours hold; earlier days keep theirs"
    )
    parser.add_argument("--timezone", metavar="ZONE", help="such as Europe/Berlin; the system's by default")
    parser.add_argument("--country", metavar="CODE", help="whose public holidays apply, such as DE")
    parser.add_argument("--region", metavar="CODE", help="part of the country, such as BE")


def hours_of(text: str | None) -> DayMinutes | None:
    """Contract minutes per weekday of an option; None where it is not given."""
    from standup.domain.hours import parse_hours

    return None if text is None else parse_hours(text)


def checked_region(args: Namespace, country: str | None = None) -> None:
    """Make codes of the country and region given, the latter perhaps of the country that is known already.

    Raises UsageError where their public holidays are not known.
    """
    if args.country is not None or (args.region is not None and country is not None):
        from standup.calendars import check_region

        args.country, args.region = check_region(args.country or country, args.region)


def _configure_developer(actions: Actions) -> None:
    add = actions.add_parser(
        "add", help="add a developer", description="Add a developer to the team (a lead only).", epilog=_HOURS
    )
    add.add_argument("name")
    person_options(add)
    add.add_argument("--lead", action="store_true", help="also sees weekly totals per person")
    add.set_defaults(run=_add)
    listing = actions.add_parser("list", help="list developers", description="List the developers.")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=_list)
    edit = actions.add_parser(
        "edit", help="alter a developer", description="Alter yourself, or anybody as a lead.", epilog=_HOURS
    )
    edit.add_argument("developer", help="id or name")
    edit.add_argument("--name")
    person_options(edit)
    edit.add_argument(
        "--email",
        dest="emails",
        metavar="ADDRESS",
        action="append",
        help="under which they commit; may be repeated and replaces what was there; none takes all away",
    )
    role = edit.add_mutually_exclusive_group()
    role.add_argument("--lead", dest="role", action="store_const", const=Role.LEAD, help="make a lead")
    role.add_argument("--no-lead", dest="role", action="store_const", const=Role.DEVELOPER, help="no longer a lead")
    state = edit.add_mutually_exclusive_group()
    state.add_argument("--active", dest="active", action="store_const", const=True, help="is on the team")
    state.add_argument(
        "--inactive", dest="active", action="store_const", const=False, help="has left; all records stay"
    )
    edit.set_defaults(run=_edit, active=None, role=None)


def _configure_leave(actions: Actions) -> None:
    add = actions.add_parser("add", help="add leave", description="Add days off, both ends included.", epilog=_LEAVE)
    add.add_argument("first", help="first day, such as mon or 24 Dec")
    add.add_argument("last", nargs="?", help="last day; the same day where it is not given")
    add.add_argument("--developer", metavar="NAME", help="of somebody else (a lead only)")
    add.add_argument("--half", action="store_true", help="half days")
    add.add_argument("--note", default="")
    add.set_defaults(run=_leave)
    listing = actions.add_parser("list", help="list leave", description="List leave, everybody's by default.")
    listing.add_argument("--developer", metavar="NAME")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=_list_leave)
    drop = actions.add_parser("rm", help="remove leave", description="Remove leave by its reference.")
    drop.add_argument("leave", help="its reference, as `standup leave list` shows it")
    drop.set_defaults(run=_remove_leave)


def _configure_team(actions: Actions) -> None:
    show = actions.add_parser("show", help="show the team", description="Show the team's name and band.")
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(run=_team)
    edit = actions.add_parser("edit", help="alter the team", description="Alter the team (a lead only).")
    edit.add_argument("--name")
    edit.add_argument(
        "--band", metavar="LOW-HIGH", help="the target band of the customer share in per cent, such as 10-20"
    )
    edit.add_argument(
        "--interrupt-budget",
        metavar="PERCENT",
        type=int,
        help="how much of the logged time interrupts of those not on duty may take, such as 20",
    )
    edit.set_defaults(run=_edit_team)


def _add(args: Namespace, context: Context) -> None:
    from standup.cli.days import past_day
    from standup.workspace.people import add_developer

    checked_region(args)
    developer = add_developer(
        context.workspace,
        args.name,
        timezone=args.timezone or context.workspace.developer().timezone,
        hours=hours_of(args.hours),
        hours_from=past_day(args.hours_from, context) if args.hours_from else None,
        role=Role.LEAD if args.lead else Role.DEVELOPER,
        country=args.country,
        region=args.region,
    )
    hours = "" if developer.hours else "; no hours yet: set them with `standup developer edit`"
    context.out.line(f"Added developer {shown(developer.name)} ({developer.id}){hours}")


def _list(args: Namespace, context: Context) -> None:
    from standup.workspace.people import list_developers

    workspace = context.workspace
    developers = list_developers(workspace)
    if args.json:
        context.out.json(developers)
        return
    lead = workspace.is_lead
    today = context.workspace.today()
    context.out.table(
        ("ID", "NAME", "ROLE", "HOURS", "ZONE", "HOLIDAYS", ""),
        (
            (
                one.id,
                one.name,
                one.role.value,
                _hours_words(one, today) if lead or one.id == workspace.me else "",
                one.timezone,
                "-".join(filter(None, (one.country, one.region))) or "none",
                "" if one.active else "inactive",
            )
            for one in developers
        ),
    )


def _hours_words(developer: Developer, today: date) -> str:
    minutes = [contract_minutes(developer, day) for day in Week.of(today).days]
    known = [part for part in minutes if part is not None]
    return format_minutes(sum(known)) if known else "not set"


def _edit(args: Namespace, context: Context) -> None:
    from standup.cli.days import past_day
    from standup.workspace.people import edit_developer
    from standup.workspace.session import find_developer

    checked_region(args, find_developer(context.workspace.store.roster(), args.developer).country)
    developer = edit_developer(
        context.workspace,
        args.developer,
        hours=hours_of(args.hours),
        hours_from=past_day(args.hours_from, context) if args.hours_from else None,
        name=args.name,
        timezone=args.timezone,
        country=args.country,
        region=args.region,
        role=args.role,
        active=args.active,
        emails=args.emails,
    )
    context.out.line(f"Changed developer {shown(developer.name)}")


def _leave(args: Namespace, context: Context) -> None:
    from standup.domain.dates import Direction, parse_day
    from standup.workspace.people import add_leave

    today = context.workspace.today()
    first = parse_day(args.first, today, Direction.FUTURE)
    last = None if args.last is None else parse_day(args.last, today, Direction.FUTURE)
    if last is not None and last < first and args.last:
        last = parse_day(args.last, first, Direction.FUTURE)  # `fri` after a Monday in three weeks
    leave = add_leave(context.workspace, first, last, who=args.developer, half=args.half, note=args.note)
    half = "half days " if leave.half else ""
    span = (
        day_words(leave.first, today)
        if leave.first == leave.last
        else f"{day_words(leave.first, today)} to {day_words(leave.last, today)}"
    )
    context.out.line(f"Leave for {leave.developer}: {half}{span}")


def _list_leave(args: Namespace, context: Context) -> None:
    from standup.workspace.people import list_leave
    from standup.workspace.references import reference

    found = list_leave(context.workspace, args.developer)
    today = context.workspace.today()
    if args.json:
        context.out.json([{"ref": reference(one.id)} | plain(one) for one in found])
    elif not found:
        context.out.line("No leave; add some with `standup leave add '24 Dec' '31 Dec'`")
    else:
        context.out.table(
            ("REF", "WHO", "FIRST", "LAST", "", "NOTE"),
            (
                (
                    reference(one.id),
                    one.developer,
                    day_words(one.first, today),
                    day_words(one.last, today),
                    "half" if one.half else "",
                    one.note,
                )
                for one in found
            ),
        )


def _remove_leave(args: Namespace, context: Context) -> None:
    from standup.workspace.people import remove_leave

    leave = remove_leave(context.workspace, args.leave)
    today = context.workspace.today()
    context.out.line(f"Removed leave of {leave.developer} from {day_words(leave.first, today)}")


def _team(args: Namespace, context: Context) -> None:
    roster = context.workspace.store.roster()
    if args.json:
        context.out.json(roster.team)
    else:
        people = sum(one.active for one in roster.developers.values())
        are = "1 developer" if people == 1 else f"{people} developers"
        budget = f"interrupts up to {roster.team.interrupt_budget} %"
        context.out.line(f"{shown(roster.team.name)}: {are}, target band {band_of(roster)}, {budget}")


def _edit_team(args: Namespace, context: Context) -> None:
    from standup.workspace.people import edit_team

    team = edit_team(
        context.workspace,
        name=args.name,
        band=None if args.band is None else Band.parse(args.band),
        interrupt_budget=args.interrupt_budget,
    )
    budget = f"interrupts up to {team.interrupt_budget} %"
    context.out.line(f"Team {shown(team.name)}: target band {team.band_low}-{team.band_high} %, {budget}")
