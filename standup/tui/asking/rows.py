"""What is asked of the selected row: how it was done, or until when it is snoozed."""

from __future__ import annotations

from standup.domain.records import Touchpoint, WorkItem
from standup.domain.text import shown
from standup.tui.completing import WorkspaceCompleter
from standup.tui.dialogs import LineDialog
from standup.tui.host import Host
from standup.workspace.completing import complete_touchpoint, complete_work, preview_done
from standup.workspace.lines import snooze_line
from standup.workspace.touchpoints import snooze


def ask_done(host: Host, target: WorkItem | Touchpoint, name: str) -> None:
    """Complete a row, after asking for minutes, outcome and next step; `name` is what the person calls it."""

    def act(text: str) -> str:
        if isinstance(target, WorkItem):
            return complete_work(host.workspace, target.key, text).words
        return complete_touchpoint(host.workspace, target, text).words

    examples: tuple[tuple[str, str], ...] = (("45m", "done, with the last 45 minutes"),)
    if not isinstance(target, WorkItem):
        examples = (
            ("20m they take it", "minutes and outcome"),
            ("20m they take it > fri send contract", "and the next step, on Friday"),
        )
    dialog = LineDialog(
        "Done",
        name,
        check=lambda text: preview_done(host.workspace, target, text),
        act=act,
        examples=examples,
        complete=WorkspaceCompleter(host.workspace),
    )
    host.ask("Done", dialog)


def ask_snooze(host: Host, touchpoint: Touchpoint, name: str) -> None:
    """Snooze a touchpoint, after asking until when and why."""

    def act(text: str) -> str:
        line = snooze_line(host.workspace, text)
        snooze(host.workspace, touchpoint.id, line.until, line.reason, line.note, seen=touchpoint)
        return f"{shown(name)}, {line.words}"

    dialog = LineDialog(
        "Snooze until when, and why?",
        name,
        check=lambda text: snooze_line(host.workspace, text).words,
        act=act,
        hint="a day and a reason; the due date stays",
        examples=(
            ("fri production", "pushed aside by production"),
            ("in 3 days customer asked", "they want it later"),
            ("tomorrow waiting for legal", "what follows the reason is kept as a note"),
            ("2026-12-01 away", "one of us is not there"),
        ),
    )
    host.ask("Snoozed", dialog)
