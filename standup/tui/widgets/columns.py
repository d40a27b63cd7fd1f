"""What the lists of the app share: glyphs of states, gaps between columns, and the words of an empty list."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from standup.domain.records import WorkState
from standup.domain.touchpoints import Urgency
from standup.tui.actions import Table

STATE_GLYPHS = {
    WorkState.DOING: ("●", "$production"),
    WorkState.BLOCKED: ("■", "$text-error"),
    WorkState.TODO: ("○", "$foreground-muted"),
    WorkState.DONE: ("✓", "$text-success"),
    WorkState.DROPPED: ("×", "$foreground-muted"),
}
URGENCY_GLYPHS = {
    Urgency.STARVED: ("✖", "$starved"),
    Urgency.UNATTENDED: ("◆", "$text-error"),
    Urgency.OVERDUE: ("▲", "$text-error"),
    Urgency.TODAY: ("●", "$text-warning"),
    Urgency.PLANNED: ("○", "$customer"),
    Urgency.UNDATED: ("◌", "$foreground-muted"),
    Urgency.SNOOZED: ("⋯", "$foreground-muted"),
}
NO_NEXT_STEP_GLYPH = ("◇", "$text-warning")
SERIES_GLYPH = "↻"
TIMER_GLYPH = ("▶", "bold $text-success")
MUTED = "$foreground-muted"
NO_NEXT_STEP = "no next step"
SHORTEST_TITLE = 22  # cells
SHOWN_TITLE = 28  # cells; narrower ones leave further columns to the foot
GAP = 1
"""Cells between columns."""


def remaining(width: int, *columns: int) -> int:
    """What a glyph and these columns leave of a line."""
    taken = (1, *columns)
    return width - sum(taken) - GAP * sum(column > 0 for column in taken)


def teach(table: Table, words: str, *actions: tuple[str, str]) -> list[Content]:
    """How to fill an empty list: a sentence, and below it the keys of actions, by their ids, with what they do."""
    keys = [(table.key(action), does) for action, does in actions]
    width = max(5, *(cell_len(key) + 1 for key, _ in keys))
    lines = [Content.assemble((f"  {words}", MUTED)), Content("")]
    return [*lines, *(Content.assemble((f"  {key:<{width}}", "bold $accent"), does) for key, does in keys)]
