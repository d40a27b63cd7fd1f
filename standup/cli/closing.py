"""`standup close` and `standup publish`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, get_args

from standup.cli.context import Context
from standup.domain.duration import format_minutes
from standup.domain.errors import NotFoundError
from standup.domain.weeks import Week, day_words
from standup.reports.render import TextFormat

if TYPE_CHECKING:
    from standup.workspace.my_week import MyWeek


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    if name == "close":
        parser.epilog = """examples:
  standup close                   this week: what the lead will see, what is missing, and close it
  standup close last --show       only look at the week before
  standup close last --reopen     until the lead publishes it

What you log in a closed week is kept, and shows as a correction.
"""
        _week(parser)
        parser.set_defaults(run=_close)
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument("--show", action="store_true", help="only show what the lead will see")
        ways.add_argument("--reopen", action="store_true", help="open a closed week again")
        return
    parser.epilog = """examples:
  standup publish last                            refused while somebody has not closed it
  standup publish 2026-W47 --anyway               all the same
  standup publish 2026-W47 --show --format html   what was published, and what was corrected since
"""
    _week(parser)
    parser.set_defaults(run=_publish)
    parser.add_argument("--anyway", action="store_true", help="also where somebody has not closed the week")
    parser.add_argument("--show", action="store_true", help="show what was published, and later corrections")
    parser.add_argument("--format", choices=get_args(TextFormat), default="text", help="of --show; text by default")


def _week(parser: ArgumentParser) -> None:
    parser.add_argument(
        "week", nargs="?", default="this", help="2026-W47, W47, this, last or a date; this week by default"
    )


def _close(args: Namespace, context: Context) -> None:
    from standup.workspace.closing import close_week, reopen_week

    workspace, out = context.workspace, context.out
    week = Week.parse(args.week, workspace.today())
    if args.reopen:
        reopen_week(workspace, week)
        out.line(f"Reopened {week}; `standup close {week}` closes it again")
        return
    if args.show:
        _show_mine(context, week)
        return
    close_week(workspace, week)
    view = _show_mine(context, week)
    if view.published_on is None:
        out.line(f"Closed {week}; `standup close {week} --reopen` opens it until the lead publishes it")
    else:
        on = day_words(view.published_on, view.summary.today)
        out.line(f"Closed {week}, which was published on {on}: what you log in it shows as a correction")


def _show_mine(context: Context, week: Week) -> MyWeek:
    from standup.reports.as_text import render_rows
    from standup.reports.words import dates
    from standup.workspace.my_week import my_week, state_words

    view, out = my_week(context.workspace, week), context.out
    out.line(out.styled(f"{week} · {dates(view.summary)} · {state_words(view)}", "bold"))
    once = "" if view.closed else " once you close it"
    out.line(f"What the lead will see of you{once}, word for word:")
    out.line()
    out.write(render_rows(view.summary, color=out.color))  # made for terminals, and safe already
    if view.summary.running and view.row.split.left:
        out.line("The week is running: of what is left, what is not logged by its end shows as unlogged")
    out.line()
    if view.correction is not None:
        out.line(f"{view.correction.words[0].upper()}{view.correction.words[1:]}")
    if view.gaps:
        out.line("Not logged:")
        today = view.summary.today
        rows = [
            (f"  {day_words(gap.day, today)}", format_minutes(gap.minutes), _command(gap.line)) for gap in view.gaps
        ]
        out.table(("  DAY", "UNLOGGED", "A LINE TO FINISH"), rows, right=(1,))
    elif view.has_begun and view.row.split.available is not None:
        out.line("Nothing is missing up to today")
    return view


def _command(line: str) -> str:
    return f"standup log '{line} ...'"


def _publish(args: Namespace, context: Context) -> None:
    from standup.workspace.publishing import publish_week, running_words

    workspace, out = context.workspace, context.out
    week = Week.parse(args.week, workspace.today())
    if args.show:
        _show_published(context, week, args.format)
        return
    publish_week(workspace, week, anyway=args.anyway)
    out.line(f"Published {week}; `standup publish {week} --show` has it as it is now, and later corrections")
    if running := running_words(week, workspace.today()):
        out.line(f"{running}; `standup undo` takes the publishing back")


def _show_published(context: Context, week: Week, form: TextFormat) -> None:
    from standup.reports.render import render
    from standup.workspace.summary import published_summary

    found = published_summary(context.workspace, week)
    if found is None:
        raise NotFoundError(f"{week} has not been published; `standup week {week}` shows it as it is now")
    text = render(found, form, color=context.out.color)
    if form == "text":
        context.out.write(text)  # made for terminals, and safe already
    else:
        context.out.document(text)
