"""`standup forget`: takes text out of records and history for good, after showing what it will do."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from standup.cli.context import Context
from standup.domain.errors import UsageError
from standup.domain.text import shown

if TYPE_CHECKING:
    from standup.workspace.forget import Plan

_WORD = "forget"
_EXAMPLES = """examples:
  standup forget 3f2a 91bc                       note, tags and clock time of your entries
  standup forget --notes --before 2025-01-01     the notes of all your entries before a day
  standup forget requester 'Karin Holm'          somebody as who asked for your interrupts
  standup forget contact acme 'Jane Doe'         a contact person of a customer
  standup forget developer dana                  yourself, or anybody as a lead

Minutes, days and buckets stay, so sums do. Nothing brings back what is forgotten.
"""


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    parser.epilog = _EXAMPLES
    parser.add_argument(
        "what",
        nargs="*",
        metavar="WHAT",
        help="references of entries, as `standup today` shows them; or `requester NAME`; "
        "or `contact CUSTOMER NAME`; or `developer NAME`",
    )
    parser.add_argument("--notes", action="store_true", help="the notes of your entries, with --before")
    parser.add_argument("--before", metavar="DAY", help="entries before this day, such as 2025-01-01")
    parser.add_argument("--yes", action="store_true", help="do it without asking, for scripts")
    parser.set_defaults(run=_forget)


def _forget(args: Namespace, context: Context) -> None:
    from standup.workspace.forget import forget

    plan = _plan(args, context)
    _tell(plan, context)
    if not args.yes:
        _ask(context)
    if not context.demo:
        _forget_lines(context)
    forget(context.workspace, plan)
    if plan.rule.person is not None and plan.rule.person[0] == context.workspace.me and not context.demo:
        _leave(context)
    context.out.line("Forgotten")


def _plan(args: Namespace, context: Context) -> Plan:
    from standup.cli.days import past_day
    from standup.workspace.forget import plan_contact, plan_developer, plan_entries, plan_notes, plan_requester

    match args.what:
        case [] if args.notes and args.before:
            return plan_notes(context.workspace, past_day(args.before, context))
        case _ if args.notes or args.before:
            raise UsageError("notes are forgotten before a day: `standup forget --notes --before 2025-01-01`")
        case ["contact", customer, name]:
            return plan_contact(context.workspace, customer, name)
        case ["requester", name]:
            return plan_requester(context.workspace, name)
        case ["developer", name]:
            return plan_developer(context.workspace, name)
        case [] | ["contact" | "developer" | "requester", *_]:
            raise UsageError("forget what? name entries, `requester NAME`, `contact CUSTOMER NAME` or `developer NAME`")
    return plan_entries(context.workspace, args.what)


def _tell(plan: Plan, context: Context) -> None:
    from standup.store.finding import other_copies

    context.out.line(f"To be forgotten: {plan.what}")
    context.out.line(f"  in {plan.extent}")
    places = plan.found.places
    context.out.line(f"  in {len(places)} file{'s' if len(places) > 1 else ''}: {shown(_listed(places))}")
    context.out.line("  and the lines that you typed before in the log bar")
    context.out.line("Not touched: backups, exports and copies elsewhere, and what others typed in their log bars")
    copies = () if context.demo else other_copies(context.data)
    if copies:
        context.out.line(f"  and what was set aside, which only you can delete: {shown(_listed(copies))}")


_MOST = 6


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"{', '.join(names[:_MOST])}{more}"


def _ask(context: Context) -> None:
    context.out.write(f"Nothing brings it back. Type the word {_WORD} to go on: ")
    context.out.stream.flush()
    answer = sys.stdin.readline()
    if not sys.stdin.isatty():
        context.out.line()
    if answer.strip() != _WORD:
        raise UsageError(f"nothing was forgotten; it takes the word {_WORD}, or --yes")


def _forget_lines(context: Context) -> None:
    from standup.store.errors import told
    from standup.store.lines import EarlierLines

    with told(context.places.state):
        EarlierLines(context.lines_path()).clear()


def _leave(context: Context) -> None:
    """Take away what bears the name of the person who acts; they are nobody of this team any more."""
    from standup.store.errors import told

    with told(context.places.state):
        for path in (context.journal_path(context.data, context.workspace.me), context.lines_path()):
            for one in (path, path.with_name(f".{path.name}.lock")):
                one.unlink(missing_ok=True)
    context.out.line("This config still says who you were; `standup join` makes you somebody of the team again")
