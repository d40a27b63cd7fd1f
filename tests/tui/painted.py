"""What stands on a screen with its colours, as they reach the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len
from textual.app import App
from textual.color import Color
from textual.errors import NoWidget
from textual.widget import Widget


class Painted(NamedTuple):
    """A piece of one line in one style; colours are None where they are the terminal's own."""

    text: str
    color: Color | None
    ground: Color | None
    widget: Widget
    under: Color
    """The background of the widget, which lies around the piece."""
    x: int
    y: int


def painted(app: App[None]) -> Iterator[Painted]:
    """Every piece of the screen that shows something, blended and filtered as the terminal gets it."""
    screen = app.screen
    for y, strip in enumerate(screen._compositor.render_strips(app.size)):
        x = 0
        for segment in strip:
            start, x = x, x + cell_len(segment.text)
            style = segment.style
            if not segment.text.strip() or style is None:
                continue
            try:
                widget, _ = screen.get_widget_at(start, y)
            except NoWidget:
                continue
            pair = [None if one is None else Color.from_rich_color(one) for one in (style.color, style.bgcolor)]
            color, ground = reversed(pair) if style.reverse else pair
            yield Painted(segment.text.strip(), color, ground, widget, widget.background_colors[1], start, y)
