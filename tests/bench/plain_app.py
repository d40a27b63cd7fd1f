"""The smallest Textual app with a header, a label and a footer: what any terminal app of this kind costs."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Label

WORDS = "Here is a label"


class PlainApp(App[None]):
    """Nothing but three widgets."""

    def compose(self) -> ComposeResult:
        """Header, label, footer."""
        yield Header()
        yield Label(WORDS)
        yield Footer()


if __name__ == "__main__":
    PlainApp().run()
