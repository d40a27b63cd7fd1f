"""`standup duty`: who takes the interrupts of which week."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from standup.cli.context import Context
from standup.domain.duty import MOST_WEEKS, WEEKS
from standup.domain.weeks import Week, day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standup.workspace.duty import DutyRow

_EXAMPLES = """examples:
  standup duty                               who is on duty in the next weeks
  standup duty plan --weeks 8                fill the weeks that have nobody, fairly by hours and leave
  standup duty set 2026-W48 bob              put somebody on duty; `standup undo` takes it back
  standup duty swap 2026-W48 2026-W50        two weeks change places
"""


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its subcommands; without one it shows the rota."""
    from standup.cli.parsing import count

    parser.epilog = _EXAMPLES
    parser.set_defaults(run=_show, weeks=WEEKS, json=False)
    actions = parser.add_subparsers(metavar="ACTION")
    show = actions.add_parser("show", help="show the rota", description="Show who is on duty in the next weeks.")
    plan = actions.add_parser(
        "plan",
        help="fill the rota",
        description="Put somebody on duty in each week that has nobody, fairly by the hours that people have.",
        epilog=_EXAMPLES,
    )
    for one in (show, plan):
        one.add_argument(
            "--weeks", type=count(MOST_WEEKS), default=WEEKS, help=f"from this week on; {WEEKS} by default"
        )
        one.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(run=_show)
    plan.add_argument("--anew", action="store_true", help="plan the weeks after this one again, set or not")
    plan.set_defaults(run=_plan)
    put = actions.add_parser("set", help="put somebody on duty", description="Put somebody on duty in a week.")
    put.add_argument("week", help="such as 2026-W48, next, or a date in it")
    put.add_argument("developer", help="id or name")
    put.set_defaults(run=_set)
    clear = actions.add_parser("clear", help="take the duty of a week away", description="Leave a week without duty.")
    clear.add_argument("week", help="such as 2026-W48, next, or a date in it")
    clear.set_defaults(run=_clear)
    swap = actions.add_parser("swap", help="swap two weeks", description="Let the duties of two weeks change places.")
    swap.add_argument("week", help="such as 2026-W48")
    swap.add_argument("other", help="such as 2026-W50")
    swap.set_defaults(run=_swap)


def _show(args: Namespace, context: Context) -> None:
    from standup.workspace.duty import duty_rows

    _tell(duty_rows(context.workspace, args.weeks), args, context)


def _plan(args: Namespace, context: Context) -> None:
    from standup.workspace.duty import plan_duty

    planned = plan_duty(context.workspace, args.weeks, anew=args.anew)
    _tell(planned.rows, args, context)
    if not args.json:
        weeks = "1 week" if planned.changed == 1 else f"{planned.changed} weeks"
        words = f"Planned {weeks}; `standup undo` takes it back" if planned.changed else "Every week had somebody"
        context.out.line(words)


def _tell(rows: Sequence[DutyRow], args: Namespace, context: Context) -> None:
    if args.json:
        context.out.json(
            [{"week": str(one.week)} | {name: getattr(one, name) for name in one._fields[1:]} for one in rows]
        )
        return
    today = context.workspace.today()
    context.out.table(
        ("WEEK", "FROM", "ON DUTY", ""),
        ((str(one.week), day_words(one.week.monday, today), one.name or "nobody", one.trouble) for one in rows),
    )


def _set(args: Namespace, context: Context) -> None:
    from standup.workspace.duty import duty_words, set_duty

    context.out.line(duty_words(set_duty(context.workspace, _week(args.week, context), args.developer)))


def _clear(args: Namespace, context: Context) -> None:
    from standup.workspace.duty import clear_duty

    week = _week(args.week, context)
    clear_duty(context.workspace, week)
    context.out.line(f"{week}: nobody is on duty")


def _swap(args: Namespace, context: Context) -> None:
    from standup.workspace.duty import duty_words, swap_duty

    for row in swap_duty(context.workspace, _week(args.week, context), _week(args.other, context)):
        context.out.line(duty_words(row))


def _week(text: str, context: Context) -> Week:
    return Week.parse(text, context.workspace.today())
