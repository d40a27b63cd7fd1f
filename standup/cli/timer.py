"""`standup start`, `stop`, `switch` and `status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standup.cli.context import Context
from standup.domain.duration import format_minutes, parse_duration
from standup.domain.text import shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from standup.workspace.timer import Ending


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    if name in ("start", "switch"):
        parser.epilog = f"example: standup {name} '#API-12 review'        standup {name} with:acme call"
        parser.add_argument("line", nargs="+", help="a log line without a duration")
    if name in ("stop", "switch"):
        when = parser.add_mutually_exclusive_group()
        when.add_argument("--at", metavar="CLOCK", help="when work really ended, such as 18:10 or 'fri 18:10'")
        when.add_argument("--minutes", metavar="DURATION", help="how long it really took, such as 45m")
        when.add_argument("--all", action="store_true", help="the whole time, also from another day")
        when.add_argument("--discard", action="store_true", help="log nothing")
    if name == "status":
        from standup.workspace.status import FIELDS

        parser.epilog = "\n".join(
            (
                "example: standup status --format '{timer} {due} {starved}'        for a prompt, tmux or a bar",
                "",
                "fields:",
                *(f"  {f'{{{name}}}':<14}{words}" for name, words in FIELDS.items()),
                "",
                "{{ and }} are braces. The output is one line.",
            )
        )
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--json", action="store_true", help="as JSON")
        what.add_argument("--format", metavar="TEXT", help="this text with the fields in braces filled")
    parser.set_defaults(run={"start": _start, "stop": _stop, "switch": _switch, "status": _status}[name])


def _start(args: Namespace, context: Context) -> None:
    from standup.workspace.timer import label, start

    timer = start(context.workspace, " ".join(args.line))
    context.out.line(f"The timer runs on {label(context.workspace.store.roster(), timer)}")


def _stop(args: Namespace, context: Context) -> None:
    from standup.workspace.timer import stop

    logged = stop(context.workspace, _ending(args, context), round_to=context.settings.round_timer_to)
    context.out.line(f"Stopped: {logged.words}")


def _switch(args: Namespace, context: Context) -> None:
    from standup.workspace.timer import label, switch

    ending = _ending(args, context)
    round_to = context.settings.round_timer_to
    logged, timer = switch(context.workspace, " ".join(args.line), ending=ending, round_to=round_to)
    context.out.line(f"Stopped: {logged.words}")
    context.out.line(f"The timer runs on {label(context.workspace.store.roster(), timer)}")


def _ending(args: Namespace, context: Context) -> Ending:
    from standup.workspace.timer import Ending, moment

    return Ending(
        at=moment(context.workspace, args.at) if args.at else None,
        minutes=parse_duration(args.minutes) if args.minutes else None,
        discard=args.discard,
        believe=args.all,
    )


def run_format(template: str, context: Context) -> None:
    """Print a template with its fields filled; all that a prompt needs, without a parser."""
    from standup.workspace.status import status_line

    context.out.line(status_line(context.workspace, template))


def _status(args: Namespace, context: Context) -> None:
    if args.format is not None:
        run_format(args.format, context)
        return
    from standup.cli.time import day_sentence
    from standup.workspace.board import running_timer
    from standup.workspace.days import day_of

    workspace = context.workspace
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    timer = running_timer(workspace, roster, me)
    today = day_of(workspace, workspace.today(me))
    if args.json:
        running = None if timer is None else {"on": timer.label, "minutes": timer.minutes, "must_ask": timer.must_ask}
        context.out.json({"developer": me.id, "timer": running, "logged": today.split.logged, "left": today.split.left})
        return
    words = "no timer" if timer is None else f"▶ {format_minutes(timer.minutes)} {shown(timer.label)}"
    asks = " (since another day: `standup stop --at`)" if timer and timer.must_ask else ""
    context.out.line(f"{words}{asks} · {day_sentence(today)}")
