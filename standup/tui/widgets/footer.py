"""The last line: the keys of this screen, grey where they cannot act now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from standup.tui.actions import Action
from standup.tui.widgets.ribbon import Piece, Ribbon


class KeyLine(Ribbon):
    """Keys with their labels, as many as fit; the first ones, help, quit and palette, always do."""

    def __init__(self, actions: Callable[[], Sequence[Action]], refusal: Callable[[str], str | None]) -> None:
        super().__init__()
        self._actions = actions
        self._refusal = refusal

    def pieces(self, width: int) -> list[Piece]:
        """The keys in their order; those further back go first where there is no room."""
        drawn: list[Piece] = []
        room = width
        for action in self._actions():
            enabled = self._refusal(action.id) is None
            piece = Piece(_key(action.shortest, action.label, enabled=enabled), f"footer('{action.keys[0]}')")
            room -= piece.content.cell_length
            if room < 0:
                break
            drawn.append(piece)
        return drawn


def _key(key: str, label: str, *, enabled: bool) -> Content:
    if not enabled:
        return Content.assemble((f" {key} {label} ", "$foreground-disabled"))
    return Content.assemble((f" {key} ", "bold $accent"), (f"{label} ", "$foreground"))
