"""What the screens of the app share: a view that is read anew, and the app's own keys."""

from __future__ import annotations

from typing import ClassVar

from standup.domain.errors import StandupError
from standup.domain.weeks import Week
from standup.tui.actions import Scope
from standup.tui.host import Host
from standup.tui.keyed import KeyedScreen

WIDTHS = [(0, "-narrow"), (100, "-wide"), (160, "-huge")]
HEIGHTS = [(0, "-short"), (20, "-medium"), (34, "-tall")]
"""From how many cells on a screen has which class."""


class Page(KeyedScreen[None]):
    """A screen of the app; it reads its view from the workspace and shows it."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
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
        self.refresh_keys()

    def why_not(self, action: str) -> str | None:
        """Why an action cannot act now, be it of this screen or of the app."""
        return self.refusal(action) or self.host.refusal(action)

    def on_screen_resume(self) -> None:
        """Read what changed while another screen was shown."""
        self.reload()
