"""What is asked of a timer: when work ended, where it has been running since another day."""

from __future__ import annotations

from standup.domain.duration import format_minutes
from standup.domain.errors import StandupError
from standup.domain.logline import Selection
from standup.domain.text import shown
from standup.tui.dialogs import LineDialog
from standup.tui.host import UNDO_HINT, Host
from standup.workspace.lines import ending_line, ending_words, stopping_line, stopping_line_words
from standup.workspace.timer import Ending, label, measured, stop, switch


def stopped(host: Host, to: Selection | None, ending: Ending) -> str:
    """Stop the timer, or switch it to a row, and say in words what was logged."""
    workspace, step = host.workspace, host.settings.round_timer_to
    if to is None:
        return f"stopped: {stop(workspace, ending, round_to=step).words} · {UNDO_HINT}"
    logged, timer = switch(workspace, selection=to, ending=ending, round_to=step)
    return f"{logged.words}; it now runs on {label(workspace.store.roster(), timer)} · {UNDO_HINT}"


def ask_stopping(host: Host, on_what: str, to: Selection | None, name: str = "") -> None:
    """Stop the timer, or switch it to a row of this name, after offering the minutes that it measured."""
    step = host.settings.round_timer_to
    try:
        minutes = measured(host.workspace, round_to=step).rounded
    except StandupError as error:
        host.complain(error)
        return
    value = format_minutes(minutes) if minutes else ""
    dialog = LineDialog(
        f"Switch the timer to {shown(name)}" if to else "Stop the timer",
        f"How long on {on_what}?",
        check=lambda text: stopping_line_words(host.workspace, text, step),
        act=lambda text: stopped(host, to, stopping_line(host.workspace, text, step)),
        examples=(
            *([(value, "as measured")] if value else []),
            ("45m pairing +review", "it took so long, with a note and a tag"),
            ("18:10", "stopped then"),
            ("discard", "log nothing"),
        ),
        value=value,
        offered=True,
    )
    host.ask("Timer", dialog)


def ask_ending(host: Host, on_what: str, to: Selection | None) -> None:
    """Stop the timer, or switch it to a row, after asking when work ended."""
    dialog = LineDialog(
        "When did you stop?",
        f"The timer on {on_what} has been running since another day.",
        check=lambda text: ending_words(host.workspace, text),
        act=lambda text: stopped(host, to, ending_line(host.workspace, text)),
        hint="a clock time, a duration, all or discard",
        examples=(
            ("18:10", "stopped then, on the day it was started"),
            ("fri 18:10", "stopped on that day"),
            ("45m", "it took so long"),
            ("all", "I worked all the time"),
            ("discard", "log nothing"),
        ),
    )
    host.ask("Timer", dialog)
