"""What is asked of a gap in my week: where its time went."""

from __future__ import annotations

from standup.domain.duration import format_minutes
from standup.domain.weeks import day_words
from standup.tui.completing import WorkspaceCompleter
from standup.tui.dialogs import LineDialog
from standup.tui.host import Host
from standup.workspace.fill import Filler
from standup.workspace.time import log, preview


def ask_gap(host: Host, gap: Filler) -> None:
    """Finish the ready line of a gap and log it."""
    workspace = host.workspace
    dialog = LineDialog(
        "Fill",
        f"{day_words(gap.day)}: {format_minutes(gap.minutes)} not logged",
        check=lambda text: preview(workspace, text),
        act=lambda text: log(workspace, text).told,
        value=f"{gap.line} ",
        hint="where the time went, such as #API-12, @acme or ~",
        complete=WorkspaceCompleter(workspace),
    )
    host.ask("Logged", dialog)
