"""The duty rota: who takes the interrupts of the next weeks, and one line that alters it."""

from __future__ import annotations

from standup.domain.text import shown
from standup.domain.weeks import day_words
from standup.tui.dialogs import LineDialog
from standup.tui.host import Host
from standup.workspace.duty import duty_line, duty_rows

_HOW = (
    ("plan", "fills the weeks that have nobody; plan anew begins after this week"),
    ("W48 bob", "puts somebody on duty; W48 nobody takes them off it"),
    ("swap W48 W50", "two weeks change places"),
)


def ask_duty(host: Host) -> None:
    """Show who is on duty in the next weeks, and alter it by a line."""
    workspace = host.workspace
    rows = host.attempt(lambda: duty_rows(workspace))
    if rows is None:
        return
    today = workspace.today()
    weeks = tuple(
        (
            str(row.week),
            " · ".join(filter(None, (day_words(row.week.monday, today), shown(row.name) or "nobody", row.trouble))),
        )
        for row in rows
    )
    dialog = LineDialog(
        "Duty",
        "Who takes the interrupts of the week",
        check=lambda text: duty_line(workspace, text).words,
        act=lambda text: duty_line(workspace, text).act(),
        hint="a week and a name, or plan",
        examples=(*weeks, *_HOW),
    )
    host.ask("Duty", dialog)
