"""`standup touchpoint` and `standup snooze`: planned contacts with customers."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from standup.cli.context import Context
from standup.cli.parsing import add_clear
from standup.domain.recurrence import rule_words
from standup.domain.text import shown
from standup.domain.touchpoints import KINDS, Urgency
from standup.domain.weeks import day_words

if TYPE_CHECKING:
    from standup.domain.records import Touchpoint
    from standup.workspace.touchpoint_rows import TouchpointRow


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its subcommands or arguments."""
    if name == "snooze":
        _configure_snooze(parser)
        return
    actions = parser.add_subparsers(metavar="ACTION")
    add = actions.add_parser(
        "add",
        help="plan a contact",
        description="Plan a contact with a customer.",
        epilog='example: standup touchpoint add acme "Renewal call" --kind call --due fri',
    )
    add.add_argument("customer", help="key or name")
    add.add_argument("title", help="what it is about")
    _fields(add)
    add.set_defaults(run=_add)
    listing = actions.add_parser(
        "list", help="list touchpoints", description="List open touchpoints, most urgent first."
    )
    listing.add_argument("--developer", metavar="NAME", help="those of somebody else")
    listing.add_argument("--all", action="store_true", help="those of everyone, and those of nobody")
    listing.add_argument("--closed", action="store_true", help="done and dropped ones too")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=_list)
    show = actions.add_parser(
        "show",
        help="one touchpoint and its history",
        description="Show one touchpoint, open or closed, and its history.",
    )
    show.add_argument("touchpoint", help=_NAMED)
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(run=_show)
    edit = actions.add_parser("edit", help="alter a touchpoint", description="Alter an open touchpoint.")
    edit.add_argument("touchpoint", help=_NAMED)
    edit.add_argument("--title")
    _fields(edit)
    add_clear(edit, ("due", "contact", "repeat"))
    edit.set_defaults(run=_edit)
    skip = actions.add_parser("skip", help="leave out one of a series", description="Leave out one of a series.")
    skip.add_argument("touchpoint", help=_NAMED)
    skip.set_defaults(run=_skip)
    end = actions.add_parser("end", help="end a series", description="Let the open one of a series be its last.")
    end.add_argument("touchpoint", help=_NAMED)
    end.set_defaults(run=_end)
    tick = actions.add_parser(
        "tick",
        help="tick a step of its playbook",
        description="Tick a step of the playbook, or take its tick away; `standup touchpoint show` numbers them.",
    )
    tick.add_argument("touchpoint", help=_NAMED)
    tick.add_argument("number", type=int, help="the step's number")
    tick.set_defaults(run=_tick)
    drop = actions.add_parser("drop", help="give one up", description="Give up a touchpoint without a contact.")
    drop.add_argument("touchpoint", help=_NAMED)
    drop.set_defaults(run=_drop)


_NAMED = "its reference, or the customer where exactly one is open, or exactly one of yours"


def _fields(parser: ArgumentParser) -> None:
    parser.add_argument("--kind", help=", ".join(KINDS))
    parser.add_argument("--due", metavar="DAY", help="such as fri, 3 Nov or 2026-11-20")
    parser.add_argument("--contact", metavar="NAME", help="the contact person")
    parser.add_argument(
        "--repeat", metavar="RULE", help="comes again: 'first Monday of the month', 'every 2 weeks', quarterly"
    )
    owner = parser.add_mutually_exclusive_group()
    owner.add_argument("--developer", metavar="NAME", help="whose it is")
    owner.add_argument("--unowned", action="store_true", help="nobody's")


def _configure_snooze(parser: ArgumentParser) -> None:
    parser.epilog = "example: standup snooze acme 'next tue' 'customer asked'"
    parser.add_argument("touchpoint", help=_NAMED)
    parser.add_argument("until", help="a day to come, such as mon or 3 Dec")
    parser.add_argument("reason", nargs="+", help="production, customer asked, waiting or away, then a note if any")
    parser.set_defaults(run=_snooze)


def _add(args: Namespace, context: Context) -> None:
    from standup.cli.days import future_day
    from standup.workspace.references import reference
    from standup.workspace.touchpoints import add_touchpoint

    touchpoint = add_touchpoint(
        context.workspace,
        args.customer,
        args.title,
        kind=args.kind,
        due_on=future_day(args.due, context),
        developer=args.developer,
        unowned=args.unowned,
        contact=args.contact or "",
        rule=args.repeat,
    )
    due = f", due {day_words(touchpoint.due_on, context.workspace.today())}" if touchpoint.due_on else ""
    context.out.line(f"Planned {touchpoint.kind}: {shown(touchpoint.title)}{due} ({reference(touchpoint.id)})")
    _tell_series(touchpoint, context)


def _tell_series(touchpoint: Touchpoint, context: Context) -> None:
    """The rule in words, and the next five dates."""
    from standup.workspace.touchpoints import upcoming

    if touchpoint.rule and touchpoint.rule_start:
        today = context.workspace.today()
        dates = upcoming(context.workspace, touchpoint.rule, touchpoint.rule_start, touchpoint.developer)
        context.out.line(f"Comes again: {rule_words(touchpoint.rule)}")
        context.out.line(f"Dates: {', '.join(one.words(today) for one in dates)}")


def _list(args: Namespace, context: Context) -> None:
    from standup.workspace.touchpoint_rows import list_touchpoints

    rows = list_touchpoints(context.workspace, developer=args.developer, everyone=args.all, closed=args.closed)
    today = context.workspace.today()
    if args.json:
        context.out.json(
            [
                {"ref": row.reference}
                | {name: getattr(row.touchpoint, name) for name in row.touchpoint.__struct_fields__}
                | {
                    "state": row.state,
                    "evidence": row.evidence,
                    "customer_name": row.customer,
                }
                for row in rows
            ]
        )
    elif not rows:
        context.out.line("No touchpoints; plan one with `standup touchpoint add acme 'Renewal call' --due fri`")
    else:
        context.out.table(
            ("REF", "DUE", "CUSTOMER", "KIND", "WHO", "CONTACT", "TITLE"),
            (
                (
                    row.reference,
                    due_cell(row, today),
                    row.customer,
                    row.touchpoint.kind,
                    row.touchpoint.developer or "-",
                    " ".join(filter(None, (row.contact, row.phone))),
                    row.touchpoint.title,
                )
                for row in rows
            ),
        )
        for row in rows:
            if row.urgency is Urgency.STARVED:
                context.out.line(f"{row.reference}  {shown(row.customer)}, {row.evidence}")


def due_cell(row: TouchpointRow, today: date) -> str:
    """When it is due, or until when it is snoozed, or how it ended, for a table."""
    touchpoint = row.touchpoint
    if not touchpoint.state.is_open:
        closed = f" {day_words(touchpoint.closed_on, today)}" if touchpoint.closed_on else ""
        return f"{touchpoint.state}{closed}"
    if touchpoint.snoozed_until is not None and row.urgency is Urgency.SNOOZED:
        return f"snoozed to {day_words(touchpoint.snoozed_until, today)}"
    due = row.due or "no date"
    return f"{due}, {row.urgency.value}" if row.urgency in (Urgency.STARVED, Urgency.UNATTENDED) else due


def _show(args: Namespace, context: Context) -> None:
    from standup.cli.details import show_touchpoint

    show_touchpoint(context, args.touchpoint, as_json=args.json)


def _edit(args: Namespace, context: Context) -> None:
    from standup.cli.days import future_day
    from standup.workspace.touchpoints import edit_touchpoint

    touchpoint = edit_touchpoint(
        context.workspace,
        args.touchpoint,
        unassign=args.unowned,
        clear=args.clear,
        title=args.title,
        kind=args.kind,
        due_on=future_day(args.due, context),
        developer=args.developer,
        contact=args.contact,
        rule=args.repeat,
    )
    context.out.line(f"Changed touchpoint: {shown(touchpoint.title)}")
    if args.repeat:
        _tell_series(touchpoint, context)


def _drop(args: Namespace, context: Context) -> None:
    from standup.workspace.touchpoints import drop

    context.out.line(f"Dropped touchpoint: {shown(drop(context.workspace, args.touchpoint).title)}")


def _skip(args: Namespace, context: Context) -> None:
    from standup.workspace.touchpoints import skip

    left_out, after = skip(context.workspace, args.touchpoint)
    day = f"; next: {day_words(after.due_on, context.workspace.today())}" if after and after.due_on else ""
    context.out.line(f"Skipped: {shown(left_out.title)}{day}")


def _tick(args: Namespace, context: Context) -> None:
    from standup.workspace.playbooks import tick_number

    step = tick_number(context.workspace, args.touchpoint, args.number)
    context.out.line(f"{'Ticked' if step.is_ticked else 'No longer ticked'}: {shown(step.text)}")


def _end(args: Namespace, context: Context) -> None:
    from standup.workspace.touchpoints import end_series

    context.out.line(f"The last of its series: {shown(end_series(context.workspace, args.touchpoint).title)}")


def _snooze(args: Namespace, context: Context) -> None:
    from standup.cli.days import future_day
    from standup.domain.touchpoints import reason_and_note
    from standup.workspace.touchpoints import snooze

    reason, note = reason_and_note(" ".join(args.reason))
    today = context.workspace.today()
    until = future_day(args.until, context) or today
    touchpoint = snooze(context.workspace, args.touchpoint, until, reason, note)
    due = f"; still due {day_words(touchpoint.due_on, today)}" if touchpoint.due_on else ""
    day = day_words(until, today)
    why = f"{reason.value} {shown(note)}" if note else reason.value
    context.out.line(f"Snoozed until {day} ({why}): {shown(touchpoint.title)}{due}")
