"""`standup log`, `today`, `yesterday`, `gaps`, `edit`, `rm` and `done`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from standup.cli.context import Context
from standup.domain.duration import format_minutes
from standup.domain.errors import UsageError
from standup.domain.text import shown
from standup.domain.weeks import day_words

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from standup.domain.records import TimeEntry
    from standup.workspace.days import Day
    from standup.workspace.reading import Logged

_LOG_HELP = """examples:
  standup log '45m @acme call > fri send quote'     time, a touchpoint completed, and the next one
  standup log '2h #API-12 @acme 70/30 pairing'      84 min production, 36 min customer
  standup log '9:00-10:30 #WEB-7 yesterday'         clock times; past midnight is split at midnight
  standup log 30m other standup                     words instead of signs need no quotes
  standup log -                                     one line each from standard input

A line is: a duration or clock range, #work item and/or @customer with a ratio, or ~ for other;
! interrupt, with its class !expedite !fixed !standard !intangible, and asked:karin who asked for it;
+tag, a day, for:developer (a lead only), > next step, and a note. "Text in double quotes" is note to
the letter.
"""


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    from standup.cli.parsing import add_clear, count

    match name:
        case "log":
            parser.epilog = _LOG_HELP
            parser.add_argument("line", nargs="+", help="the log line; - reads lines from standard input")
            parser.add_argument("--json", action="store_true", help="print what was made as JSON")
            parser.set_defaults(run=_log)
        case "today" | "yesterday":
            if name == "today":
                parser.epilog = "example: standup today tue        another day, with the references of its entries"
                parser.add_argument("day", nargs="?", help="another day, such as tue or 2026-11-20")
                parser.add_argument("--aloud", action="store_true", help="what you would say today, in ten lines")
            else:
                parser.epilog = "Ten lines to say, without hours. --entries lists what was logged, with references."
                parser.add_argument("--entries", action="store_true", help="what was logged, as `standup today` has it")
            parser.add_argument("--json", action="store_true", help="as JSON")
            parser.set_defaults(run=_today if name == "today" else _yesterday)
        case "gaps":
            parser.add_argument(
                "--weeks", type=count(520), default=2, help="this week and those before it; 2 by default"
            )
            parser.add_argument("--json", action="store_true", help="as JSON")
            parser.set_defaults(run=_gaps)
        case "edit":
            parser.epilog = "example: standup edit 4f2a 1h @acme        what the line names replaces what is there"
            parser.add_argument("entry", help="its reference, as `standup today` shows it")
            parser.add_argument("line", nargs="*", help="a partial log line: what is different")
            add_clear(parser, ("note", "tags", "interrupt", "start"))
            parser.set_defaults(run=_edit)
        case "rm":
            parser.add_argument("entry", help="its reference, as `standup today` shows it")
            parser.set_defaults(run=_rm)
        case _:
            parser.epilog = "example: standup done acme '30m they want a quote > fri send quote'"
            parser.add_argument("name", help="a work item's key, a touchpoint's reference, or a customer")
            parser.add_argument("line", nargs="*", default=[], help="minutes, the outcome, and > the next step")
            parser.set_defaults(run=_done)


def run_words(words: Sequence[str], context: Context) -> None:
    """`standup log` with words alone."""
    from standup.workspace.time import log

    _tell("Logged ", log(context.workspace, " ".join(words)), context)


def _log(args: Namespace, context: Context) -> None:
    from standup.workspace.time import log, log_all

    many = args.line == ["-"]
    logged = log_all(context.workspace, _input_lines()) if many else [log(context.workspace, " ".join(args.line))]
    if args.json:
        context.out.json([entry_json(entry) for one in logged for entry in one.entries])
        return
    if not logged:
        context.out.line("Standard input holds no line; nothing logged")
    for one in logged:
        _tell("Logged ", one, context)


def _input_lines() -> list[str]:
    try:
        return [line.strip() for line in sys.stdin if line.strip()]
    except UnicodeDecodeError:
        raise UsageError("standard input is not UTF-8; write the lines in that encoding") from None


def _tell(before: str, logged: Logged, context: Context) -> None:
    from standup.workspace.references import reference

    refs = " ".join(reference(entry.id) for entry in logged.entries)
    what = "entry" if len(logged.entries) == 1 else "entries"
    context.out.line(f"{before}{logged.words}{f' ({what} {refs})' if refs else ''}")
    if logged.completed is not None:
        context.out.line(f"Done: {shown(logged.completed.title)}")
    _tell_planned(logged, context)
    if logged.hint:
        context.out.line(logged.hint[0].upper() + logged.hint[1:])


def _tell_planned(logged: Logged, context: Context) -> None:
    """The touchpoint that comes next, with its reference."""
    from standup.workspace.references import reference

    one = logged.planned
    if one is not None:
        due = f", due {day_words(one.due_on, context.workspace.today())}" if one.due_on else ""
        context.out.line(f"Planned {one.kind}: {shown(one.title)}{due} ({reference(one.id)})")


def entry_json(entry: TimeEntry) -> dict[str, Any]:
    """An entry as JSON has it: every field, and the short reference."""
    from standup.workspace.references import reference

    return {"ref": reference(entry.id)} | {name: getattr(entry, name) for name in entry.__struct_fields__}


def _today(args: Namespace, context: Context) -> None:
    from standup.cli.days import past_day

    if args.aloud:
        if args.day is not None or args.json:
            raise UsageError("--aloud is about today, in words; leave out the day and --json")
        from standup.cli.checkins import draft_of
        from standup.workspace.checkin_words import said_today

        context.out.write("\n".join([*said_today(context.workspace, draft_of(context)), ""]))
        return
    _day(args, context, past_day(args.day, context))


def _yesterday(args: Namespace, context: Context) -> None:
    if args.json or args.entries:
        from standup.workspace.days import last_working_day

        _day(args, context, last_working_day(context.workspace))
        return
    from standup.cli.checkins import draft_of
    from standup.workspace.checkin_words import said_yesterday

    context.out.write("\n".join([*said_yesterday(draft_of(context)), ""]))


def _day(args: Namespace, context: Context, day: date) -> None:
    from standup.workspace.days import day_of

    found = day_of(context.workspace, day)
    if args.json:
        context.out.json(_day_json(found))
        return
    out = context.out
    out.line(out.styled(day_words(day, context.workspace.today()), "bold"))
    if found.entries:
        names = customer_names(context)
        rows = [entry_row(entry, names) for entry in found.entries]
        out.table(("REF", "TIME", "START", "WHERE", "WHAT"), rows, right=(1,))
    else:
        out.line("Nothing logged yet" if day == context.workspace.today() else "Nothing logged: unknown, not zero")
    out.line(day_sentence(found))


def entry_row(entry: TimeEntry, names: Mapping[str, str]) -> tuple[str, ...]:
    """An entry as a row of a listing."""
    from standup.domain.unplanned import interrupt_words
    from standup.workspace.references import reference

    about = entry.work_item or names.get(entry.customer or "", entry.customer or "")
    words = [entry.note, *(f"+{tag}" for tag in entry.tags), interrupt_words(entry)]
    start = f"{entry.start:%H:%M}" if entry.start else ""
    where = f"{entry.bucket.value} {about}".strip()
    return reference(entry.id), format_minutes(entry.minutes), start, where, " ".join(filter(None, words))


def customer_names(context: Context) -> dict[str, str]:
    """Names of customers by id."""
    return {one.id: one.name for one in context.workspace.store.roster().customers.values()}


def day_sentence(day: Day) -> str:
    """A day's split in words: `4h30 production, 1h customer, 45m other, 1h45 left`."""
    split = day.split
    parts = [
        f"{format_minutes(minutes)} {name}"
        for name, minutes in (
            ("production", split.production),
            ("customer", split.customer),
            ("other", split.other),
            ("unlogged", split.unlogged or 0),
            ("left", split.left or 0),
        )
        if minutes
    ]
    known = "" if split.available is not None else "hours unknown"
    return ", ".join(filter(None, [*parts, known])) or "nothing available, nothing logged"


def _day_json(day: Day) -> dict[str, Any]:
    split = day.split
    return {
        "day": day.day,
        "entries": [entry_json(entry) for entry in day.entries],
        "production": split.production,
        "customer": split.customer,
        "other": split.other,
        "available": split.available,
        "unlogged": split.unlogged,
        "left": split.left,
    }


def _gaps(args: Namespace, context: Context) -> None:
    from standup.workspace.days import gaps

    found = gaps(context.workspace, args.weeks)
    if args.json:
        context.out.json([one._asdict() | {"unlogged": one.unlogged} for one in found])
    elif not found:
        context.out.line("No gaps: every workday is logged")
    else:
        context.out.table(
            ("DAY", "UNLOGGED", "LOGGED", "AVAILABLE"),
            (
                (
                    day_words(one.day),
                    *(format_minutes(minutes) for minutes in (one.unlogged, one.logged, one.available)),
                )
                for one in found
            ),
            right=(1, 2, 3),
        )
        context.out.line(f"{format_minutes(sum(one.unlogged for one in found))} that nobody knows about")


def _edit(args: Namespace, context: Context) -> None:
    from standup.workspace.entries import edit_entry

    edited = edit_entry(context.workspace, args.entry, " ".join(args.line), clear=args.clear)
    context.out.line(f"Now {edited.words}")


def _rm(args: Namespace, context: Context) -> None:
    from standup.workspace.entries import remove_entry

    entry = remove_entry(context.workspace, args.entry)
    row = entry_row(entry, customer_names(context))
    day = day_words(entry.day, context.workspace.today())
    context.out.line(f"Deleted {row[1]} {shown(row[3])}, {day}; `standup undo` brings it back")


def _done(args: Namespace, context: Context) -> None:
    from standup.workspace.completing import complete

    round_to = context.settings.round_timer_to
    logged = complete(context.workspace, args.name, " ".join(args.line), round_to=round_to)
    context.out.line(logged.words[0].upper() + logged.words[1:])
    _tell_planned(logged, context)
    if logged.hint:
        context.out.line(logged.hint[0].upper() + logged.hint[1:])
