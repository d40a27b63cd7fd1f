"""How the app acts: each message of a screen becomes one use case, and its answer a toast."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from textual import on
from textual.app import App

from standup.config import Settings
from standup.domain.errors import StandupError
from standup.domain.records import Touchpoint, WorkItem
from standup.domain.text import shown
from standup.domain.weeks import Week
from standup.tui.board import BoardScreen
from standup.tui.dialogs import LineDialog
from standup.tui.messages import LogText, QuickLog, TurnTimer
from standup.tui.page import Page
from standup.tui.widgets.logbar import LogBar
from standup.workspace.board import running_timer
from standup.workspace.completing import complete_touchpoint, complete_work, preview_done
from standup.workspace.lines import ending_line, ending_words, snooze_line
from standup.workspace.session import Workspace
from standup.workspace.summary import export_week
from standup.workspace.time import log, quick_log
from standup.workspace.timer import Ending, label, start, stop, switch
from standup.workspace.touchpoints import snooze
from standup.workspace.undo import redo, undo

R = TypeVar("R")

UNDO_HINT = "u takes it back"
ERROR_SECONDS = 8


class ActingApp(App[None]):
    """Acts on what screens ask for; every error becomes a toast, and the app lives."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self.settings = settings

    @property
    def page(self) -> Page | None:
        """The screen of the current mode, also where a dialog lies over it."""
        return next((screen for screen in self.screen_stack if isinstance(screen, Page)), None)

    def complain(self, error: StandupError) -> None:
        """Tell an error."""
        self.notify(str(error), severity="error", timeout=ERROR_SECONDS, markup=False)

    def tell(self, title: str, words: str) -> None:
        """Tell what was done, in place of what was told before; the words are safe for a terminal already."""
        self.clear_notifications()
        self.notify(words, title=title, markup=False)

    def attempt(self, act: Callable[[], R]) -> R | None:
        """What a use case gives, or None after its error was told; the screen is read anew in both cases."""
        try:
            return act()
        except StandupError as error:
            self.complain(error)
            return None
        finally:
            self.reload()

    def reload(self) -> None:
        """Read the current screen anew."""
        if self.page is not None:
            self.page.reload()

    @on(QuickLog)
    def _quick_log(self, event: QuickLog) -> None:
        logged = self.attempt(lambda: quick_log(self.workspace, event.selection, event.minutes))
        if logged:
            self.tell("Logged", f"{logged.words} · {UNDO_HINT}")

    @on(LogText)
    def _log_text(self, event: LogText) -> None:
        if not isinstance(self.page, BoardScreen):
            return
        bar = self.page.query_one(LogBar)
        try:
            logged = log(self.workspace, event.text, event.selection)
        except StandupError as error:
            bar.failed(error)
            return
        bar.logged()
        self.reload()
        self.tell("Logged", f"{logged.words} · {UNDO_HINT}")

    @on(TurnTimer)
    def _turn_timer(self, event: TurnTimer) -> None:
        try:
            roster = self.workspace.store.roster()
            running = running_timer(self.workspace, roster, self.workspace.developer(roster))
        except StandupError as error:
            self.complain(error)
            return
        moves_on = event.selection is not None and not event.runs_there
        if running is None:
            self._start(event)
        elif running.must_ask:
            self._ask_ending(event, running.label, moves_on=moves_on)
        else:
            words = self.attempt(lambda: self._stop(event, Ending(), moves_on=moves_on))
            if words:
                self.tell("Timer", words)

    def _start(self, event: TurnTimer) -> None:
        def act() -> str:
            return label(self.workspace.store.roster(), start(self.workspace, selection=event.selection))

        what = self.attempt(act)
        if what:
            self.tell("Timer", f"runs on {what} · space stops it")

    def _stop(self, event: TurnTimer, ending: Ending, *, moves_on: bool) -> str:
        step = self.settings.round_timer_to
        if not moves_on:
            return f"stopped: {stop(self.workspace, ending, round_to=step).words} · {UNDO_HINT}"
        logged, timer = switch(self.workspace, selection=event.selection, ending=ending, round_to=step)
        return f"{logged.words}; it now runs on {label(self.workspace.store.roster(), timer)} · {UNDO_HINT}"

    def _ask_ending(self, event: TurnTimer, on_what: str, *, moves_on: bool) -> None:
        def act(text: str) -> str:
            return self._stop(event, ending_line(self.workspace, text), moves_on=moves_on)

        self._ask(
            "Timer",
            LineDialog(
                "When did you stop?",
                f"The timer on {on_what} has been running since another day.",
                check=lambda text: ending_words(self.workspace, text),
                act=act,
                hint="a clock time, a duration, all or discard",
                examples=(
                    ("18:10", "stopped then, on the day it was started"),
                    ("fri 18:10", "stopped on that day"),
                    ("45m", "it took so long"),
                    ("all", "I worked all the time"),
                    ("discard", "log nothing"),
                ),
            ),
        )

    def ask_done(self, target: WorkItem | Touchpoint, name: str) -> None:
        """Complete a row, after asking for minutes, outcome and next step."""

        def act(text: str) -> str:
            if isinstance(target, WorkItem):
                return complete_work(self.workspace, target.key, text).words
            return complete_touchpoint(self.workspace, target, text).words

        examples = (("", "done, without time"), ("45m", "done, with the last 45 minutes"))
        if not isinstance(target, WorkItem):
            examples = (
                ("20m they take it", "minutes and outcome"),
                ("20m they take it > fri send contract", "and the next step, on Friday"),
            )
        self._ask(
            "Done",
            LineDialog(
                "Done",
                name,
                check=lambda text: preview_done(self.workspace, target, text),
                act=act,
                examples=tuple((example, words) for example, words in examples if example),
            ),
        )

    def ask_snooze(self, touchpoint: Touchpoint, name: str) -> None:
        """Snooze a touchpoint, after asking until when and why."""

        def act(text: str) -> str:
            line = snooze_line(self.workspace, text)
            snooze(self.workspace, touchpoint.id, line.until, line.reason)
            return f"{shown(name)}, {line.words}"

        self._ask(
            "Snoozed",
            LineDialog(
                "Snooze until when, and why?",
                name,
                check=lambda text: snooze_line(self.workspace, text).words,
                act=act,
                hint="a day and a reason; the due date stays",
                examples=(
                    ("fri production", "pushed aside by production"),
                    ("in 3 days customer asked", "they want it later"),
                    ("tomorrow waiting", "for an answer of theirs"),
                    ("2026-12-01 away", "one of us is not there"),
                ),
            ),
        )

    def ask_export(self, week: Week) -> None:
        """Write the summary of a week to files, after asking for the folder."""
        self._ask(
            "Exported",
            LineDialog(
                f"Export {week}",
                "Text, Markdown, HTML, CSV and JSON, into this folder:",
                check=lambda text: _export_words(week, text),
                act=lambda text: self._export(week, text),
                value=str(Path.cwd()),
            ),
            undo_hint=False,
        )

    def _export(self, week: Week, folder: str) -> str:
        written = export_week(self.workspace, week, Path(folder.strip() or ".").expanduser())
        return f"{len(written)} files: {shown(str(written[0].with_suffix('')))}.*" if written else ""

    def _ask(self, title: str, dialog: LineDialog, *, undo_hint: bool = True) -> None:
        """Open a dialog; when its line was accepted, tell what it did."""

        def told(words: str | None) -> None:
            self.reload()
            if words:
                self.tell(title, f"{words} · {UNDO_HINT}" if undo_hint and UNDO_HINT not in words else words)

        self.push_screen(dialog, told)

    def action_undo(self) -> None:
        """Take back my last change."""
        undone = self.attempt(lambda: undo(self.workspace))
        if undone:
            more = f" ({undone.changes} changes)" if undone.changes > 1 else ""
            self.tell("Undone", f"{undone.why}{more} · ctrl+r brings it back")

    def action_redo(self) -> None:
        """Bring back what undo took away."""
        redone = self.attempt(lambda: redo(self.workspace))
        if redone:
            self.tell("Redone", f"{redone.why} · {UNDO_HINT}")


def _export_words(week: Week, folder: str) -> str:
    return f"{shown(str(Path(folder.strip() or '.').expanduser() / f'standup-{week}.*'))}"
