"""What is asked for my check-in, and of a blocker."""

from __future__ import annotations

from standup.domain.text import shown
from standup.domain.weeks import day_words
from standup.tui.checking_in import CheckInDialog
from standup.tui.choosing import Choice, ChoiceDialog
from standup.tui.host import Host
from standup.workspace.blockers import BlockerRow, resolve_blocker
from standup.workspace.checkin import prefilled


def ask_check_in(host: Host) -> None:
    """Check in for today."""
    dialog = host.attempt(lambda: CheckInDialog(host, prefilled(host.workspace)))
    if dialog is not None:
        host.ask("Checked in", dialog)


def ask_blocker(host: Host, row: BlockerRow) -> None:
    """Show the whole of a blocker, which a line of the Board may have no room for, and let it be resolved."""
    today = host.workspace.today()
    since = f"since {day_words(row.blocker.since, today)}"

    def resolve() -> str:
        ended = resolve_blocker(host.workspace, row.blocker.id)
        return f"{shown(row.blocked)}: {shown(ended.what)}"

    if row.blocker.resolved_on is not None:
        by = f"resolved {day_words(row.blocker.resolved_on, today)} by {row.resolved_by}"
        choices = [Choice("close", by, lambda: "")]
    else:
        choices = [
            Choice("still open", "close; nothing changes", lambda: ""),
            Choice("resolved", f"{row.blocked} sees it, and {row.who} has it no longer", resolve),
        ]
    about = f"{row.blocked} waits for {row.who}, {since}"
    host.ask("Resolved", ChoiceDialog("Blocked", about, choices, notes=[row.blocker.what]))
