"""What is asked before a day is filled: with which line."""

from __future__ import annotations

from datetime import date

from standup.domain.errors import StandupError
from standup.domain.logline import Selection
from standup.domain.weeks import day_words
from standup.tui.filling import FillDialog
from standup.tui.host import Host
from standup.workspace.fill import Filler, fillers, nothing_words
from standup.workspace.time import log

_TEACHING = "entries that recur each workday: `lines` under [fill] in the config"


def ask_fill(host: Host, day: date | None = None, selection: Selection | None = None) -> None:
    """Fill a day of mine, by default today with the gaps of the days before it; its rest goes to `selection`."""
    workspace, recurring = host.workspace, host.settings.fill_lines

    def act(chosen: Filler) -> str:
        return log(workspace, chosen.line, selection).words

    try:
        today = workspace.today()
        found = fillers(workspace, recurring, day, selection)
    except StandupError as error:
        host.complain(error)
        return
    if not found:
        host.tell("Fill", nothing_words(workspace, day))
        return
    title = f"Fill {day_words(day or today, today)}"
    hint = "" if recurring else _TEACHING
    host.ask("Logged", FillDialog(title, found, today, act=act, finish=host.finish, hint=hint))
