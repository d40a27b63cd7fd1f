"""`standup who`, `handover`, `prefer` and `playbook`: customers get their turn, whoever is away."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from standup.cli.context import Context
from standup.domain.playbooks import STAGES, stage_of
from standup.domain.text import shown
from standup.domain.touchpoints import KINDS, kind_of

_HANDOVER = """examples:
  standup handover dana                        what dana has open, and who knows the customers
  standup handover dana --to bob               all of it to bob, in one step that `standup undo` takes back
  standup handover dana --overdue --plan mon --per-day 3     after a holiday: three a day from Monday
"""


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    {"who": _who_options, "handover": _handover_options, "prefer": _prefer_options, "playbook": _playbook_options}[
        name
    ](parser)


def _who_options(parser: ArgumentParser) -> None:
    parser.add_argument("touchpoint", help="a touchpoint's reference, or a customer")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_who)


def _handover_options(parser: ArgumentParser) -> None:
    parser.epilog = _HANDOVER
    parser.add_argument("developer", help="id or name")
    parser.add_argument(
        "names", nargs="*", default=[], metavar="REF-OR-KEY", help="only these touchpoints and work items"
    )
    owner = parser.add_mutually_exclusive_group()
    owner.add_argument("--to", metavar="NAME", help="who takes it; nobody, so that the team sees it is free")
    owner.add_argument("--unowned", action="store_true", help="the same as --to nobody")
    parser.add_argument("--plan", metavar="DAY", help="a new date for the touchpoints, such as mon")
    parser.add_argument("--per-day", type=int, metavar="N", help="so many on each workday from there")
    parser.add_argument("--overdue", action="store_true", help="only overdue touchpoints")
    parser.add_argument("--json", action="store_true", help="the list as JSON")
    parser.set_defaults(run=_handover)


def _prefer_options(parser: ArgumentParser) -> None:
    parser.epilog = "example: standup prefer demo learning"
    parser.add_argument("kind", nargs="?", help=", ".join(KINDS))
    parser.add_argument("preference", nargs="*", help="prefer, fine, learning, rather not, or none")
    parser.set_defaults(run=_prefer)


def _playbook_options(parser: ArgumentParser) -> None:
    parser.add_argument("kind", help=f"a kind ({', '.join(KINDS)})")
    parser.add_argument("--stage", default="", help=f"and a stage ({', '.join(STAGES)})")
    parser.set_defaults(run=_playbook)


def _who(args: Namespace, context: Context) -> None:
    from standup.workspace.knowing import who

    found = who(context.workspace, args.touchpoint)
    if args.json:
        people = [{"id": one.developer, "name": one.name, "words": words} for one, words in found.people]
        context.out.json({"about": found.about, "ref": found.reference, "people": people})
        return
    context.out.line(found.about)
    for person, words in found.people:
        context.out.line(f"  {shown(person.name)}: {words}")
    if not found.people:
        context.out.line("  nobody is here to ask")
    elif found.reference:
        context.out.line(f"Give it to one of them with `standup touchpoint edit {found.reference} --developer NAME`")


def _handover(args: Namespace, context: Context) -> None:
    from standup.cli.days import future_day
    from standup.workspace.handover import hand_over

    if args.to is None and not args.unowned and args.plan is None:
        _list_open(args, context)
        return
    done = hand_over(
        context.workspace,
        args.developer,
        to=args.to,
        unassign=args.unowned,
        due_on=future_day(args.plan, context),
        per_day=args.per_day,
        overdue_only=args.overdue,
        names=args.names,
    )
    context.out.line(f"Handed over {done}; `standup undo` takes it back")


def _list_open(args: Namespace, context: Context) -> None:
    from standup.cli.touchpoints import due_cell
    from standup.workspace.handover import handover
    from standup.workspace.references import reference

    listed = handover(context.workspace, args.developer)
    if args.json:
        context.out.json(
            {
                "developer": listed.developer,
                "touchpoints": [
                    {
                        "ref": row.reference,
                        "customer": row.touchpoint.customer,
                        "title": row.touchpoint.title,
                        "due_on": row.touchpoint.due_on,
                        "state": row.state,
                        "evidence": row.evidence,
                        "known_by": listed.known_by[row.touchpoint.customer],
                    }
                    for row in listed.touchpoints
                ],
                "work": [{"key": item.key, "title": item.title, "state": item.state} for item in listed.work],
            }
        )
        return
    if not listed.touchpoints and not listed.work:
        context.out.line(f"{shown(listed.name)} has nothing open")
        return
    if listed.touchpoints:
        context.out.table(
            ("REF", "DUE", "CUSTOMER", "TITLE", "ALSO KNOWN BY"),
            (
                (
                    reference(row.touchpoint.id),
                    due_cell(row, listed.today),
                    row.customer,
                    row.touchpoint.title,
                    ", ".join(listed.known_by[row.touchpoint.customer]) or "nobody who is here",
                )
                for row in listed.touchpoints
            ),
        )
    if listed.work:
        context.out.table(("KEY", "STATE", "TITLE"), ((one.key, one.state.value, one.title) for one in listed.work))
    context.out.line(f"Hand it over with `standup handover {listed.developer} --to NAME`, or re-plan with --plan DAY")


def _prefer(args: Namespace, context: Context) -> None:
    from standup.workspace.knowing import prefer

    if args.kind is not None and args.preference:
        me = prefer(context.workspace, args.kind, " ".join(args.preference))
    else:
        me = context.workspace.developer()
    said = {kind: held.value for kind, held in me.preferences}
    for kind in KINDS if args.kind is None else (kind_of(args.kind),):
        context.out.line(f"{kind}: {said.get(kind, 'nothing said')}")


def _playbook(args: Namespace, context: Context) -> None:
    from standup.shelf import Shelf

    folder = None if context.demo else context.data / "playbooks"
    for number, playbook in enumerate(Shelf(folder).of(kind_of(args.kind), stage_of(args.stage))):
        if number:
            context.out.line()
        context.out.line(context.out.styled(playbook.title, "bold"))
        context.out.line(playbook.about)
        for section, steps in playbook.sections:
            context.out.line()
            context.out.line(context.out.styled(section, "bold"))
            for step in steps:
                context.out.line(f"  - {step.text}")
