"""What the screens of the app share: a view that is read anew, and the app's own keys."""

from __future__ import annotations

from typing import ClassVar

from textual import on

from standup.domain.errors import StandupError
from standup.domain.weeks import Week
from standup.tui.actions import Scope
from standup.tui.host import Host
from standup.tui.keyed import KeyedScreen
from standup.tui.messages import TurnTimer
from standup.tui.widgets.filterbar import FilterBar
from standup.tui.widgets.footer import KeyLine
from standup.tui.widgets.rows import RowList

WIDTHS = [(0, "-narrow"), (100, "-wide"), (160, "-huge")]
HEIGHTS = [(0, "-tiny"), (12, "-short"), (20, "-medium"), (34, "-tall")]
"""From how many cells on a screen has which class."""


READING = "reading"
"""The group of workers that read what a screen or a dialog shows."""


class Page(KeyedScreen[None]):
    """A screen of the app; it reads its view from the workspace and shows it."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    LEADS_TO_HOURS: ClassVar[bool] = True
    """Whether one may go from here to a screen that tells of people's hours."""
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.ALWAYS, Scope.EVERYWHERE, Scope.HISTORY)

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._stale = ""
        """The error that the view could not be read for."""

    @property
    def week(self) -> Week:
        """The week that export writes."""
        return Week.of(self.host.workspace.today())

    def read(self) -> None:
        """Read the view and show it; raises StandupError where it cannot be read."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the view anew; where that fails the old one stays, and the error is told once.

        A screen that is not there yet, or no longer, is left alone: it reads its view when it is shown.
        """
        if not (self.is_mounted and self.is_running):
            return
        try:
            self.read()
        except StandupError as error:
            if str(error) != self._stale:
                self._stale = str(error)
                self.host.complain(error)
        else:
            self._stale = ""
        super().reload()
        self.refresh_keys()

    def on_mount(self) -> None:
        """Make room for the filter of the lists of this screen."""
        if self.query(RowList):
            self.mount(FilterBar(), before=self.query_one(KeyLine))

    @on(FilterBar.Turned)
    def _filter_turned(self) -> None:
        self.refresh_keys()

    @property
    def is_filtering(self) -> bool:
        """Whether somebody types a filter."""
        return any(line.is_open for line in self.query(FilterBar))

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Those of the filter while it is typed, else all others."""
        if self.is_filtering:
            return Scope.FILTER, Scope.ALWAYS
        return tuple(scope for scope in self.SCOPES if scope is not Scope.FILTER)

    def action_stop_timer(self) -> None:
        """Stop the running timer, which was clicked in the header."""
        self.post_message(TurnTimer(None, runs_there=True))

    def why_not(self, action: str) -> str | None:
        """Why an action cannot act now, be it of this screen or of the app."""
        if action == "clear_filter" and not any(rows.filter for rows in self.query(RowList) if rows.has_focus):
            return "no filter is set"
        return self.refusal(action) or self.host.refusal(action)

    def on_screen_resume(self) -> None:
        """Read what changed while another screen was shown, and draw it in the colours of now."""
        self.query("*").refresh()
        self.reload()
