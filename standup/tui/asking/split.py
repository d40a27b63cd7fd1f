"""What is asked before time is split between production and a customer: how much of it is whose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from standup.domain.errors import StandupError
from standup.domain.logline import Selection
from standup.domain.records import Bucket
from standup.tui.completing import WorkspaceCompleter
from standup.tui.host import Host
from standup.tui.splitting import SplitDialog
from standup.workspace.splitting import split_line, split_parts
from standup.workspace.time import log, preview


def ask_split(
    host: Host,
    selection: Selection | None,
    text: str = "",
    logged: Callable[[str], object] | None = None,
    *,
    day: date | None = None,
) -> None:
    """Split time between a row and the other side, or as a line says that is typed already.

    `logged` is told the line that was logged. A line without a day means `day`, by default today.
    """
    workspace = host.workspace

    def act(line: str) -> str:
        words = log(workspace, line, selection, day=day).told
        if logged is not None:
            logged(line)
        return words

    try:
        line = split_line(workspace, selection, text)
    except StandupError as error:
        host.complain(error)
        return
    is_customer = selection is not None and selection.customer is not None
    dialog = SplitDialog(
        line,
        parts=lambda line: split_parts(workspace, line, selection, day=day),
        check=lambda line: preview(workspace, line, selection, day=day),
        act=act,
        complete=WorkspaceCompleter(workspace),
        other=Bucket.PRODUCTION if is_customer else Bucket.CUSTOMER,
    )
    host.ask("Logged", dialog)
