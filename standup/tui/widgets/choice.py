"""One thing that can be chosen, with the key that does it from anywhere."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from standup.tui.actions import Action
from standup.tui.text import fitted


class Choice(Widget, can_focus=True):
    """An action of the screen as a line that takes the focus; enter, a click or its key choose it."""

    DEFAULT_CSS = """
    Choice {
        height: 1;
        width: 1fr;
        text-wrap: nowrap;
        &:hover { background: $surface-lighten-1; }
        &:focus { background: $primary-muted; }
        &:ansi:focus { background: ansi_bright_black; }
    }
    """

    def __init__(self, action: Action) -> None:
        super().__init__()
        self._action = action

    def render(self) -> Content:
        """A mark where it has the focus, the key, and what it does."""
        action = self._action
        mark = ("▌ ", "$accent") if self.has_focus else "  "
        line = Content.assemble(mark, (f"{action.shown:<7}", "bold $accent"), f"{action.tooltip}")
        return fitted(line, self.size.width)

    def choose(self) -> None:
        """Do it."""
        self.app.simulate_key(self._action.keys[0])

    def on_click(self) -> None:
        """Do it."""
        self.choose()
