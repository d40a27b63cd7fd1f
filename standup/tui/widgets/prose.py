"""Words that wrap and keep each day on one line."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.visual import Visual
from textual.widgets import Static

from standup.tui.text import cut, unbroken


class Prose(Static):
    """Content that wraps between words, and nowhere inside a day such as `Mon 1 Mar 2027`.

    Where its lines have not all room, an ellipsis says so.
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that it has in this width."""
        return self._in(width).get_height(self.styles.get_rules(), width) if width else 0

    def render(self) -> Visual:
        """The content, wrapped for the width that there is, and cut after as many lines as there are."""
        width, height = self.content_size
        visual = self._in(width)
        if not isinstance(visual, Content) or visual.get_height(self.styles.get_rules(), width) <= height:
            return visual
        return cut(visual, width, height)

    def _in(self, width: int) -> Visual:
        visual = self.visual
        return unbroken(visual, width) if isinstance(visual, Content) else visual
