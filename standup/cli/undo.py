"""`standup undo`, `redo` and `history`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from standup.cli.context import Context
from standup.cli.parsing import count
from standup.domain.text import shown


def configure(name: str, parser: ArgumentParser) -> None:
    """Give the parser its arguments."""
    if name == "history":
        parser.add_argument("-n", "--limit", type=count(10_000), default=20, help="how many; 20 by default")
        parser.add_argument("--json", action="store_true", help="as JSON")
        parser.set_defaults(run=_history)
    else:
        parser.set_defaults(run=_undo if name == "undo" else _redo)


def _undo(args: Namespace, context: Context) -> None:
    from standup.workspace.undo import undo

    undone = undo(context.workspace)
    context.out.line(f"Undone: {shown(undone.why)}")


def _redo(args: Namespace, context: Context) -> None:
    from standup.workspace.undo import redo

    redone = redo(context.workspace)
    context.out.line(f"Redone: {shown(redone.why)}")


def _history(args: Namespace, context: Context) -> None:
    from standup.workspace.session import zone_of
    from standup.workspace.undo import history

    changes = history(context.workspace, args.limit)
    if args.json:
        context.out.json(changes)
        return
    if not changes:
        context.out.line("No changes yet")
        return
    zone = zone_of(context.workspace.developer())
    context.out.table(
        ("WHEN", "WHO", "WHAT"),
        (
            (
                f"{change.at.astimezone(zone):%Y-%m-%d %H:%M}",
                change.by,
                change.why if change.kind == "do" else f"{change.kind.value}: {change.why}",
            )
            for change in changes
        ),
    )
