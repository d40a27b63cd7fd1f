"""`standup checkin`, `round` and `blocker`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from standup.cli.context import Context
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.text import shown
from standup.domain.weeks import day_words

if TYPE_CHECKING:
    from standup.domain.records import Blocker
    from standup.workspace.blockers import BlockerRow
    from standup.workspace.checkin import CheckInView, Draft

_CHECKIN = """examples:
  standup checkin                              what is offered; what is not part of it unless you add it stands behind #
  standup checkin --prefilled                  check in with what is offered
  standup checkin --did 'API-12 done' --plan WEB-7 --blocker 'bob: review API-12'
  standup checkin > today.txt; $EDITOR today.txt; standup checkin - < today.txt

A part that you name replaces what you said of it today; a blocker is added to those that are open. Standard input has
lines such as `did: ...`, `plan: ...` and `blocker: who: what`. Everybody can read a check-in; it holds no hours.
"""
_ROUND = """examples:
  standup round --md                           today's check-ins as one text for a chat
  standup round fri
  standup round --minutes yesterday > minutes.md
                                               the minutes of a round that was held on the Standup (S in the app)
"""
_PARTS = ("did", "plan", "blocker")


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    {"checkin": _checkin_options, "round": _round_options, "blocker": _blocker_actions}[name](parser)


def _checkin_options(parser: ArgumentParser) -> None:
    parser.epilog = _CHECKIN
    parser.add_argument("input", nargs="?", choices=("-",), help="- reads the parts from standard input")
    parser.add_argument("--did", action="append", metavar="TEXT", help="what you did; may be repeated")
    parser.add_argument("--plan", action="append", metavar="TEXT", help="a work item's key or words; may be repeated")
    parser.add_argument(
        "--blocker", action="append", default=[], metavar="'WHO: WHAT'", help="who must act, and what; may be repeated"
    )
    parser.add_argument("--prefilled", action="store_true", help="take what is offered for the parts not named")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_checkin)


def _round_options(parser: ArgumentParser) -> None:
    parser.epilog = _ROUND
    parser.add_argument("day", nargs="?", help="another day, such as fri or 2026-11-20")
    parser.add_argument("--md", action="store_true", help="as Markdown")
    parser.add_argument("--minutes", action="store_true", help="the minutes of the day's round instead, as Markdown")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_round)


def _blocker_actions(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="ACTION")
    listing = actions.add_parser(
        "list", help="list open blockers", description="List blockers that are yours or for which you must act."
    )
    listing.add_argument("--developer", metavar="NAME", help="those of somebody else")
    listing.add_argument("--all", action="store_true", help="those of everyone")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=_list)
    resolve = actions.add_parser("resolve", help="resolve a blocker", description="Say that a blocker is resolved.")
    resolve.add_argument("blocker", metavar="REF", help="its reference, as `standup blocker list` shows it")
    resolve.set_defaults(run=_resolve)


def _checkin(args: Namespace, context: Context) -> None:
    from standup.workspace.checkin import check_in

    did, plan, blockers = args.did, args.plan, args.blocker
    if args.input:
        given = _read_parts(_input())
        if not any(given.values()) and did is None and plan is None and not blockers and not args.prefilled:
            raise UsageError("standard input says nothing; write lines such as did: ..., plan: ... and blocker: ...")
        did, plan = (_added(one, given[part]) for one, part in ((did, "did"), (plan, "plan")))
        blockers = [*blockers, *given["blocker"]]
    if did is None and plan is None and not blockers and not args.prefilled:
        _show(args, context)
        return
    if args.prefilled:
        draft = draft_of(context)
        did = [one.text for one in draft.did if one.is_ticked] if did is None else did
        plan = [one.item for one in draft.plan if one.is_ticked] if plan is None else plan
    view = check_in(context.workspace, did=did, plan=plan, blockers=blockers)
    if args.json:
        context.out.json(_view_json(view))
        return
    context.out.line(f"Checked in for {day_words(view.check_in.day)}; `standup undo` takes it back")
    for line in _said(context, view):
        context.out.line(line)
    for hint in _hints(context, view):
        context.out.line(hint)


def _added(there: list[str] | None, more: list[str]) -> list[str] | None:
    return there if not more else [*(there or []), *more]


def _input() -> list[str]:
    try:
        return [line.rstrip("\n") for line in sys.stdin]
    except UnicodeDecodeError:
        raise UsageError("standard input is not UTF-8; write the lines in that encoding") from None


def _read_parts(lines: Iterable[str]) -> dict[str, list[str]]:
    """The parts that lines hold; a line without a part belongs to the part before it."""
    found: dict[str, list[str]] = {part: [] for part in _PARTS}
    current: str | None = None
    for number, raw in enumerate(lines, start=1):
        line = raw.strip().removeprefix("\ufeff")
        if not line or line == "#" or line.startswith("# "):
            continue
        head, colon, rest = line.partition(":")
        word = head.strip().casefold()
        part = next((one for one in _PARTS if word in (one, f"{one}s")), None) if colon else None
        if part is not None:
            current, line = part, rest
        if current is None:
            raise UsageError(
                f"line {number} of standard input belongs to no part: '{shown(line[:60])}'; "
                "begin it with did:, plan: or blocker:"
            )
        text = line.strip().removeprefix("- ").strip()
        if text:
            found[current].append(text)
    return found


def draft_of(context: Context) -> Draft:
    """What is offered for my check-in of today, with my commits."""
    from standup.workspace.checkin import add_commits, prefilled
    from standup.workspace.commits import my_commits_between

    draft = prefilled(context.workspace)
    return add_commits(draft, my_commits_between(context.workspace, draft.since, draft.until))


def _show(args: Namespace, context: Context) -> None:
    from standup.workspace.checkin_words import waiting_text

    draft = draft_of(context)
    if args.json:
        context.out.json(_draft_json(draft))
        return
    out = context.out
    said = "said today" if draft.said else "not said yet; `standup checkin --prefilled` says it as it stands"
    out.line(f"# Check-in for {day_words(draft.day)}, {said}")
    for part, offers in (("did", draft.did), ("plan", draft.plan)):
        for one in offers:
            why = f"   # {one.why}" if one.why and out.is_terminal else ""
            out.line(f"{'' if one.is_ticked else '# '}{part}: {shown(one.text)}{out.styled(why, 'dim') if why else ''}")
        if not any(one.is_ticked for one in offers):
            out.line(f"# Missing: {part}; add it with --{part} TEXT")
    for blocker in draft.blockers:
        out.line(f"blocker: {_blocker_text(context, blocker)}")
    for item in draft.waiting:
        out.line(f"# blocked: {waiting_text(item)}")
    if draft.compared is not None:
        out.line(f"# Since {day_words(draft.compared.day)}: {draft.compared.words}")
    for offer in draft.unlogged:
        out.line(f"# {offer.words}")
        if offer.is_ready:
            out.line(f"#   standup log '{shown(offer.line)}'")
    for trouble in draft.troubles:
        out.line(f"# Not read: {trouble}")


def _said(context: Context, view: CheckInView) -> Iterable[str]:
    from standup.workspace.checkin_words import waiting_text

    yield from (f"did: {shown(text)}" for text in view.check_in.did)
    yield from (f"plan: {shown(item.text)}" for item in view.check_in.plan)
    yield from (f"blocker: {_blocker_text(context, one)}" for one in view.blockers)
    yield from (f"blocked: {waiting_text(one)}" for one in view.waiting)


def _hints(context: Context, view: CheckInView) -> Iterable[str]:
    for part, lines in (("did", view.check_in.did), ("plan", view.check_in.plan)):
        if not lines:
            yield f"Missing: {part}; add it with `standup checkin --{part} TEXT`"
    from standup.domain.text import did_you_mean
    from standup.workspace.session import names_of

    people = [one for one in context.workspace.store.roster().developers.values() if one.active]
    for one in view.blockers:
        hint = "" if one.is_developer else did_you_mean(one.who, names_of(people))
        if hint:
            yield f"'{shown(one.who)}' is nobody on the team{hint.rstrip(';')}"


def _blocker_text(context: Context, blocker: Blocker) -> str:
    from standup.workspace.checkin_words import blocker_text

    return blocker_text(context.workspace.store.roster(), blocker)


def _draft_json(draft: Draft) -> dict[str, Any]:
    return {
        "developer": draft.developer.id,
        "day": draft.day,
        "since": draft.since,
        "said": draft.said is not None,
        "did": [one._asdict() for one in draft.did],
        "plan": [one._asdict() for one in draft.plan],
        "blockers": list(draft.blockers),
        "waiting": list(draft.waiting),
        "compared": draft.compared._asdict() if draft.compared else None,
        "unlogged": [one._asdict() for one in draft.unlogged],
        "troubles": draft.troubles,
    }


def _view_json(view: CheckInView) -> dict[str, Any]:
    said = view.check_in
    return {
        "developer": said.developer,
        "day": said.day,
        "did": said.did,
        "plan": said.plan,
        "blockers": list(view.blockers),
        "waiting": list(view.waiting),
    }


def _round(args: Namespace, context: Context) -> None:
    from standup.cli.days import past_day
    from standup.workspace.checkin import day_of_check_ins
    from standup.workspace.checkin_words import round_markdown, round_text

    if args.minutes:
        _minutes(args, context)
        return
    found = day_of_check_ins(context.workspace, past_day(args.day, context))
    if args.json:
        context.out.json(
            {
                "day": found.day,
                "checked_in": [_view_json(view) for view in found.checked_in],
                "missing": [one.id for one in found.missing],
                "away": [{"developer": one.id, "why": why} for one, why in found.away],
                "not_begun": [one.id for one in found.not_begun],
            }
        )
        return
    told = round_markdown if args.md else round_text
    context.out.write(told(context.workspace, found))


def _minutes(args: Namespace, context: Context) -> None:
    from standup.cli.days import past_day
    from standup.reports.minutes import minutes_markdown
    from standup.workspace.rounds import minutes_of, rounds_on

    day = past_day(args.day, context)
    held = rounds_on(context.workspace, day)
    if not held:
        raise NotFoundError(f"no round was held on {day_words(day)}; `S` in the app begins one")
    found = [minutes_of(context.workspace, one) for one in held]
    if args.json:
        context.out.json([one._asdict() for one in found])
    else:
        context.out.document("\n".join(map(minutes_markdown, found)))


def _list(args: Namespace, context: Context) -> None:
    from standup.workspace.blockers import list_blockers

    found = list_blockers(context.workspace, developer=args.developer, everyone=args.all)
    if args.json:
        context.out.json([{"ref": row.reference, "age_days": row.age_days} | _fields(row) for row in found])
    elif found:
        rows = ((row.reference, row.blocked, row.who, _age(row), row.blocker.what) for row in found)
        context.out.table(("REF", "BLOCKED", "MUST ACT", "SINCE", "WHAT"), rows)
    else:
        whose = _nothing(args.developer, args.all)
        context.out.line(f"{whose}; `standup checkin --blocker 'bob: review API-12'` says what is")


def _nothing(developer: str | None, everyone: bool) -> str:
    if everyone:
        return "Nothing is blocked"
    whose = "theirs" if developer else "yours"
    return f"No blocker is {whose}, or waits for {'them' if developer else 'you'} (--all lists everyone's)"


def _fields(row: BlockerRow) -> dict[str, Any]:
    return {name: getattr(row.blocker, name) for name in row.blocker.__struct_fields__}


def _age(row: BlockerRow) -> str:
    return "today" if row.age_days <= 0 else f"{row.age_days}d"


def _resolve(args: Namespace, context: Context) -> None:
    from standup.workspace.blockers import resolve_blocker

    ended = resolve_blocker(context.workspace, args.blocker)
    context.out.line(f"Resolved: {shown(ended.what)}; `standup undo` takes it back")
