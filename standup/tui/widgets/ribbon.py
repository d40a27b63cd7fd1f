"""One line of pieces that can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.widget import Widget


class Piece(NamedTuple):
    """A part of a ribbon, and what a click on it does: an action of the screen, or nothing where it is empty."""

    content: Content
    action: str = ""


class Ribbon(Widget):
    """A line of pieces beside each other; a click on one runs its action on the screen."""

    DEFAULT_CSS = """
    Ribbon { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    def pieces(self, width: int) -> Sequence[Piece]:
        """The pieces that fit in `width` cells, their gaps included."""
        raise NotImplementedError

    def render(self) -> Content:
        """Draw the pieces."""
        return Content("").join(piece.content for piece in self.pieces(self.size.width))

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the piece under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        end = 0
        for piece in self.pieces(self.size.width):
            end += piece.content.cell_length
            if offset.x < end:
                if piece.action:
                    await self.run_action(f"screen.{piece.action}")
                return
