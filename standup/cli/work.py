"""`standup work`: add, list, show, move and edit production work items."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from standup.cli.context import Context
from standup.cli.parsing import add_clear
from standup.domain.duration import format_minutes, parse_duration
from standup.domain.text import shown


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its subcommands."""
    actions = parser.add_subparsers(metavar="ACTION")
    add = actions.add_parser(
        "add",
        help="add a work item",
        description="Add a work item; it is yours unless you say.",
        epilog='example: standup work add API-12 "Retry failed uploads" --estimate 8h --due fri',
    )
    add.add_argument("key", help="its key, such as API-12")
    add.add_argument("title")
    _fields(add)
    add.add_argument("--state", default="todo", help="todo, doing, blocked, done or dropped; todo by default")
    add.set_defaults(run=_add)
    listing = actions.add_parser("list", help="list work items", description="List open work items, yours by default.")
    listing.add_argument("--developer", metavar="NAME", help="those of somebody else")
    listing.add_argument("--all", action="store_true", help="those of everyone, and those of nobody")
    listing.add_argument("--closed", action="store_true", help="done and dropped ones too")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=_list)
    show = actions.add_parser(
        "show", help="one work item and its history", description="Show one work item, open or closed, and its history."
    )
    show.add_argument("key")
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(run=_show)
    move = actions.add_parser(
        "move",
        help="move to another state",
        description="Move a work item to another state.",
        epilog="example: standup work move API-12 blocked --by 'bob: schema review'",
    )
    move.add_argument("key")
    move.add_argument("state", help="todo, doing, blocked, done or dropped; a beginning is enough")
    move.add_argument("--by", metavar="WHOM", default="", help="who or what blocks it, such as 'bob: schema review'")
    move.set_defaults(run=_move)
    edit = actions.add_parser("edit", help="alter a work item", description="Alter a work item.")
    edit.add_argument("key")
    edit.add_argument("--title")
    _fields(edit)
    add_clear(edit, ("estimate", "due", "customer"))
    edit.set_defaults(run=_edit)


def _fields(parser: ArgumentParser) -> None:
    parser.add_argument("--estimate", metavar="DURATION", help="such as 8h or 1h30")
    parser.add_argument("--due", metavar="DAY", help="such as fri, 3 Nov or 2026-11-20")
    parser.add_argument("--customer", metavar="KEY", help="the customer that it is for")
    owner = parser.add_mutually_exclusive_group()
    owner.add_argument("--developer", metavar="NAME", help="whose it is")
    owner.add_argument("--unowned", action="store_true", help="nobody's")


def _add(args: Namespace, context: Context) -> None:
    from standup.cli.days import future_day
    from standup.workspace.work import add_work, state_of

    item = add_work(
        context.workspace,
        args.key,
        args.title,
        estimate=None if args.estimate is None else parse_duration(args.estimate),
        due_on=future_day(args.due, context),
        developer=args.developer,
        unowned=args.unowned,
        customer=args.customer,
        state=state_of(args.state),
    )
    context.out.line(f"Added {shown(item.key)} {shown(item.title)}; log time with #{shown(item.key)}")


def _list(args: Namespace, context: Context) -> None:
    from standup.cli.days import day_text
    from standup.workspace.work import list_work

    items = list_work(context.workspace, developer=args.developer, everyone=args.all, closed=args.closed)
    if args.json:
        context.out.json(items)
    elif not items:
        context.out.line('No work items; add one with `standup work add API-12 "Retry failed uploads" --estimate 8h`')
    else:
        today = context.workspace.today()
        context.out.table(
            ("KEY", "STATE", "SINCE", "ESTIMATE", "DUE", "WHO", "TITLE"),
            (
                (
                    item.key,
                    f"blocked: {item.blocker}" if item.blocker else item.state.value,
                    day_text(item.state_since, today),
                    "" if item.estimate is None else format_minutes(item.estimate),
                    day_text(item.due_on, today),
                    item.developer or "-",
                    item.title,
                )
                for item in items
            ),
            right=(3,),
        )


def _show(args: Namespace, context: Context) -> None:
    from standup.cli.details import show_work

    show_work(context, args.key, as_json=args.json)


def _move(args: Namespace, context: Context) -> None:
    from standup.workspace.completing import move_item
    from standup.workspace.work import state_of

    round_to = context.settings.round_timer_to
    words = move_item(context.workspace, args.key, state_of(args.state), blocker=args.by, round_to=round_to)
    context.out.line(f"D{words[1:]}" if words.startswith("done: ") else words)


def _edit(args: Namespace, context: Context) -> None:
    from standup.cli.days import future_day
    from standup.workspace.work import edit_work

    item = edit_work(
        context.workspace,
        args.key,
        unassign=args.unowned,
        clear=args.clear,
        title=args.title,
        estimate=None if args.estimate is None else parse_duration(args.estimate),
        due_on=future_day(args.due, context),
        developer=args.developer,
        customer=args.customer,
    )
    context.out.line(f"Changed {shown(item.key)} {shown(item.title)}")
