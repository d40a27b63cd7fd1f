"""What all screens share: keys that cannot act are grey and say why, and a view that is read anew."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.screen import Screen
from textual.widgets import Input

from standup.domain.errors import StandupError
from standup.domain.weeks import Week
from standup.tui.actions import ACTIONS, Scope, action_of_key, footer_actions
from standup.tui.host import Host
from standup.tui.widgets.footer import KeyLine

_ACTIONS = frozenset(action.id for action in ACTIONS)
WIDTHS = [(0, "-narrow"), (100, "-wide"), (160, "-huge")]
HEIGHTS = [(0, "-short"), (20, "-medium"), (34, "-tall")]
"""From how many cells on a screen has which class."""


class Page(Screen[None]):
    """A screen of the app; it reads its view from the workspace and shows it."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.EVERYWHERE,)

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

    def refusal(self, action: str) -> str | None:
        """Why an action of this screen cannot act now; None where it can."""
        return None

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

    def key_line(self) -> KeyLine:
        """The footer of this screen."""
        return KeyLine(footer_actions(self.SCOPES), self.why_not)

    def why_not(self, action: str) -> str | None:
        """Why an action cannot act now, be it of this screen or of the app."""
        return self.refusal(action) or self.host.refusal(action)

    def refresh_keys(self) -> None:
        """Paint the footer anew after what keys act on has changed."""
        for line in self.query(KeyLine):
            line.refresh()
        self.refresh_bindings()

    @property
    def is_typing(self) -> bool:
        """Whether somebody types, so that keys are text."""
        return isinstance(self.focused, Input)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None, that is grey, for an action that cannot act now; False while somebody types."""
        if self.is_typing and action in _ACTIONS:
            return False
        return None if self.refusal(action) else True

    def on_key(self, event: events.Key) -> None:
        """Say why a key did nothing; reached only by keys that nothing else has taken."""
        action = action_of_key(event.key, self.SCOPES)
        why = self.why_not(action.id) if action else None
        if why:
            event.stop()
            self.notify(why, severity="warning", markup=False)

    def on_screen_resume(self) -> None:
        """Read what changed while another screen was shown."""
        self.reload()

    def action_footer(self, key: str) -> None:
        """Press a key of the footer with the mouse."""
        self.app.simulate_key(key)
