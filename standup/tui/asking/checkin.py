"""What is asked for my check-in."""

from __future__ import annotations

from standup.tui.checking_in import CheckInDialog
from standup.tui.host import Host
from standup.workspace.checkin import prefilled


def ask_check_in(host: Host) -> None:
    """Check in for today."""
    dialog = host.attempt(lambda: CheckInDialog(host, prefilled(host.workspace)))
    if dialog is not None:
        host.ask("Checked in", dialog)
