"""How the app acts: each message of a screen becomes one use case, and its answer a toast."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual import on
from textual.app import App
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen

from standup.config import Settings
from standup.domain.errors import StandupError
from standup.tui import asking
from standup.tui.board import BoardScreen
from standup.tui.host import UNDO_HINT, Earlier, SessionLines
from standup.tui.keyed import KeyedScreen
from standup.tui.keymap import table_of
from standup.tui.messages import LogText, QuickLog, TurnTimer
from standup.tui.page import Page
from standup.tui.text import error_words, unbroken
from standup.tui.widgets.logbar import LogBar
from standup.workspace.board import running_timer
from standup.workspace.names import customer_name
from standup.workspace.session import Workspace
from standup.workspace.time import log, quick_log
from standup.workspace.timer import label, start
from standup.workspace.undo import Undone, redo, undo

R = TypeVar("R")

ERROR_SECONDS = 8
_TOAST_MOST = 60
"""Cells of a toast in a wide terminal; in others it has half of the width."""
_TOAST_SIDES = 4
"""Cells of a toast that its text cannot have."""


class ActingApp(App[None]):
    """Acts on what screens ask for; every error becomes a toast, and the app lives."""

    workspace: Workspace
    """Not there before somebody has one."""

    def __init__(self, workspace: Workspace | None, settings: Settings, earlier: Earlier | None = None) -> None:
        super().__init__()
        self.earlier: Earlier = earlier if earlier is not None else SessionLines()
        if workspace is not None:
            self.workspace = workspace
        self.settings = settings
        self.table = table_of(settings.keymap)
        self.is_demo = False
        self.drafts: dict[str, dict[str, str]] = {}

    @property
    def page(self) -> Page | None:
        """The screen of the current mode, also where a dialog lies over it."""
        return next((screen for screen in self.screen_stack if isinstance(screen, Page)), None)

    def refusal(self, action: str) -> str | None:
        """Why an action of the app cannot act now; None where it can."""
        return None

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a toast that breaks no day such as `Mon 1 Mar 2027` over two lines."""
        room = min(_TOAST_MOST, self.size.width // 2) - _TOAST_SIDES
        words = message if markup else unbroken(Content(message), room).plain
        super().notify(words, title=title, severity=severity, timeout=timeout, markup=markup)

    def complain(self, error: StandupError) -> None:
        """Tell an error."""
        self.notify(error_words(error, self.table), severity="error", timeout=ERROR_SECONDS, markup=False)

    def tell(self, title: str, words: str) -> None:
        """Tell what was done, in place of what was told before; the words are safe for a terminal already.

        Where they end with the hint of undo, it names the key that the person has for it.
        """
        if words.endswith(UNDO_HINT):
            words = words.removesuffix(UNDO_HINT) + UNDO_HINT.replace("u", self.table.key("undo"), 1)
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
        """Read the current screen anew, and the dialogs over it."""
        for screen in self.screen_stack:
            if isinstance(screen, KeyedScreen):
                screen.reload()

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
        self.tell("Logged", f"{logged.told} · {UNDO_HINT}")

    @on(TurnTimer)
    def _turn_timer(self, event: TurnTimer) -> None:
        try:
            roster = self.workspace.store.roster()
            running = running_timer(self.workspace, roster, self.workspace.developer(roster))
        except StandupError as error:
            self.complain(error)
            return
        to = None if event.runs_there else event.selection
        if running is None:
            self._start(event)
        elif running.must_ask:
            asking.timers.ask_ending(self, running.label, to)
        else:
            customer = customer_name(roster, to.customer) if to and to.customer else ""
            asking.timers.ask_stopping(self, running.label, to, (to.work_item if to else "") or customer)

    def _start(self, event: TurnTimer) -> None:
        def act() -> str:
            return label(self.workspace.store.roster(), start(self.workspace, selection=event.selection))

        what = self.attempt(act)
        if what:
            self.tell("Timer", f"runs on {what} · {self.table.key('timer')} stops it")

    def ask(
        self,
        title: str,
        dialog: ModalScreen[str],
        *,
        undo_hint: bool = True,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Open a dialog; its result, if it has one, is told under `title` as what it did, and `then` is called."""

        def told(words: str | None) -> None:
            self.reload()
            if words and then is not None:
                then()
            if words:
                self.tell(title, f"{words} · {UNDO_HINT}" if undo_hint and UNDO_HINT not in words else words)

        self.push_screen(dialog, told)

    def finish(self, text: str) -> None:
        """Put a line into the log bar, that of the Board where this page has none, to be finished and logged there."""
        if self.page is None or not self.page.query(LogBar):
            self.switch_mode("board")
        if self.page is not None:
            self.page.query_one(LogBar).open(text)

    def action_undo(self) -> None:
        """Take back my last change."""
        undone = self.attempt(lambda: undo(self.workspace))
        if undone:
            self._bring_back(undone)
            self.tell("Undone", f"{undone.why} · {self.table.key('redo')} brings it back")

    def action_redo(self) -> None:
        """Bring back what undo took away."""
        redone = self.attempt(lambda: redo(self.workspace))
        if redone:
            self._bring_back(redone)
            self.tell("Redone", f"{redone.why} · {UNDO_HINT}")

    def _bring_back(self, undone: Undone) -> None:
        """Put the cursor on the row that came back, or is as it was."""
        if isinstance(self.page, BoardScreen):
            self.page.select_record(*undone.records)
