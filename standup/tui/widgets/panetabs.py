"""The tabs of a small Board, which has room for one pane only: what the other one is, and how much is in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.content import Content

from standup.tui.text import fitted
from standup.tui.widgets.ribbon import Piece, Ribbon
from standup.tui.widgets.rows import RowList


class PaneTabs(Ribbon):
    """The headings of the panes beside each other; a click goes to one."""

    def __init__(self) -> None:
        super().__init__()
        self._tabs: tuple[tuple[str, tuple[Content, Content], bool], ...] = ()

    def show(self, panes: Sequence[RowList[Any]], current: RowList[Any]) -> None:
        """Show the headings of these panes."""
        self._tabs = tuple(
            (pane.id or "", (pane.heading(), pane.heading(short=True)), pane is current) for pane in panes
        )
        self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """A tab for each pane, the current one marked, in the longest form that fits; else cut to equal parts."""
        for form in range(2):
            drawn = [Piece(_tab(headings[form], current), f"go_to({name!r})") for name, headings, current in self._tabs]
            if sum(piece.content.cell_length for piece in drawn) <= width:
                return drawn
        room = width // max(1, len(drawn))
        return [piece._replace(content=fitted(piece.content, room)) for piece in drawn]


def _tab(heading: Content, current: bool) -> Content:
    if current:
        return Content.assemble(("▌", "$accent"), heading.stylize_before("bold $accent"), " ").stylize("on $surface")
    return Content.assemble(" ", heading.stylize_before("$foreground-muted"), " ")
