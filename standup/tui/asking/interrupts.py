"""What is asked of an interrupt: who asked for it, its class, and how long it took."""

from __future__ import annotations

from standup.domain.logline.interrupting import interrupt_line
from standup.tui.actions import QUARTER
from standup.tui.completing import WorkspaceCompleter
from standup.tui.host import Host
from standup.tui.interrupting import InterruptDialog
from standup.workspace.interrupts import offered_interrupt
from standup.workspace.time import log, preview


def ask_interrupt(host: Host) -> None:
    """Log an interrupt of the person who acts, offered with what the last one was."""
    workspace = host.workspace
    offer = host.attempt(lambda: offered_interrupt(workspace))
    if offer is None:
        return
    dialog = InterruptDialog(
        interrupt_line(QUARTER, offer.asked_by, offer.of_class),
        offer.requesters,
        check=lambda line: preview(workspace, line),
        act=lambda line: log(workspace, line).told,
        complete=WorkspaceCompleter(workspace),
    )
    host.ask("Logged", dialog)
