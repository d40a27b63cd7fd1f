"""The two sides of the Board: production on the left, the customer's touchpoints on the right."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import NamedTuple, TypeAlias

from textual.content import Content

from standup.domain.duration import format_minutes
from standup.domain.logline import Selection
from standup.domain.records import WorkItem, WorkState
from standup.domain.touchpoints import Urgency, due_words
from standup.domain.weeks import day_words
from standup.tui.text import Cell, bar, counted, fitted, plain, row_of, widest
from standup.tui.widgets.rows import RowList
from standup.workspace.board import BoardView, TouchpointRow, WorkRow

STATE_GLYPHS = {
    WorkState.DOING: ("●", "$production"),
    WorkState.BLOCKED: ("■", "$text-error"),
    WorkState.TODO: ("○", "$foreground-muted"),
    WorkState.DONE: ("✓", "$text-success"),
    WorkState.DROPPED: ("×", "$foreground-muted"),
}
URGENCY_GLYPHS = {
    Urgency.OVERDUE: ("▲", "$text-error"),
    Urgency.TODAY: ("●", "$text-warning"),
    Urgency.PLANNED: ("○", "$customer"),
    Urgency.UNDATED: ("◌", "$foreground-muted"),
    Urgency.SNOOZED: ("⋯", "$foreground-muted"),
}
TIMER_GLYPH = ("▶", "bold $text-success")
MUTED = "$foreground-muted"
_STATE_WORDS = {WorkState.TODO: "to do", WorkState.DOING: "doing", WorkState.BLOCKED: "blocked"}
_BAR = 6  # cells
_SHORTEST_TITLE = 18  # cells


class ProductionPane(RowList[WorkRow]):
    """The work items of a developer."""

    BORDER_TITLE = "Production"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._today = date.min
        self._is_mine = True
        self._widths = (0, 0, 0)

    def update_view(self, view: BoardView) -> None:
        """Show the work of a view."""
        self._today = view.today
        self._is_mine = view.is_mine
        self.border_subtitle = f"{sum(row.item.state.is_open for row in view.work)} open"
        self.show(view.work)

    def measure(self) -> None:
        """Keys, what is beside the title, and when: as wide as the widest."""
        self._widths = (
            widest((plain(row.item.key) for row in self.rows), 12),
            widest((self._side(row) for row in self.rows), 20),
            widest((self._when(row) for row in self.rows), 12),
        )

    def look(self) -> Hashable:
        """Today, and the widths of columns."""
        return self._today, self._widths

    def row_id(self, row: WorkRow) -> str:
        """The work item's id."""
        return row.item.id

    def selection(self) -> Selection | None:
        """What keys act on."""
        return Selection(work_item=self.selected.item.key) if self.selected else None

    def empty(self) -> list[Content]:
        """How to fill the list."""
        if not self._is_mine:
            return [Content.assemble(("  No open work items.", MUTED))]
        return teach(
            "No work items yet.",
            ("n", "makes one, such as API-12 Retry failed uploads"),
            ("1-8", "then log 15 minutes to 2 hours to it"),
        )

    def draw(self, row: WorkRow, width: int) -> Content:
        """State, key, title, spent of estimate or the blocker, due date or days in the state."""
        item = row.item
        closed = not item.state.is_open
        glyph, colour = TIMER_GLYPH if row.timing else STATE_GLYPHS[item.state]
        key, side, when = self._widths
        side = min(side, width // 4 + 4)
        title = max(4, width - 1 - key - side - when - 4 * GAP)
        line = row_of(
            [
                Cell(Content.assemble((glyph, colour)), 1),
                Cell(plain(item.key, MUTED if closed else "bold"), key),
                Cell(plain(item.title), title),
                Cell(self._side(row), side),
                Cell(self._when(row), when, right=True),
            ],
            GAP,
        )
        return line.stylize("dim") if closed else line

    def _when(self, row: WorkRow) -> Content:
        item = row.item
        if not item.state.is_open:
            return Content.assemble(("today", MUTED))
        if item.due_on is None:
            return Content.assemble((f"{row.age_days}d", MUTED))
        late = item.due_on < self._today
        return Content.assemble((due_words(item.due_on, self._today), "$text-error" if late else MUTED))

    def _side(self, row: WorkRow) -> Content:
        item = row.item
        if item.state is WorkState.BLOCKED:
            return plain(item.blocker or "blocked", "$text-error")
        if row.spent is None:
            return plain(f"est {format_minutes(item.estimate)}" if item.estimate else "–", MUTED)
        return _spent(item, row.spent)

    def details(self, row: WorkRow, width: int) -> list[Content]:
        """The state in words, and what the first line has no room for."""
        item = row.item
        parts = ["the timer is running"] if row.timing else []
        if item.state.is_open:
            days = f"for {counted(row.age_days, 'day')}" if row.age_days else "since today"
            parts.append(f"{_STATE_WORDS[item.state]} {days}")
        else:
            parts.append(f"{item.state.value} today")
        if item.developer is None:
            parts.append("nobody's yet")
        if row.customer:
            parts.append(f"for {row.customer}")
        if item.state is WorkState.BLOCKED and row.spent:
            parts.append(f"{format_minutes(row.spent)} spent")
        if item.due_on and item.state.is_open:
            parts.append(f"due {day_words(item.due_on, self._today)}")
        return [fitted(plain(f"{' ' * (1 + GAP)}{' · '.join(parts)}", MUTED), width)]


GAP = 1
"""Cells between columns."""


def _spent(item: WorkItem, spent: int) -> Content:
    if not item.estimate:
        return Content.assemble((f"{' ' * (_BAR + 1)}{format_minutes(spent)}" if spent else " " * _BAR + " –", MUTED))
    colour = "$text-warning" if spent > item.estimate else "$production"
    words = f" {format_minutes(spent)}/{format_minutes(item.estimate)}"
    return Content.assemble((bar(spent, item.estimate, _BAR), colour), (words, MUTED))


class Fold(NamedTuple):
    """The row that stands for all snoozed touchpoints."""

    snoozed: int
    is_open: bool


CustomerRow: TypeAlias = TouchpointRow | Fold


class CustomerPane(RowList[CustomerRow]):
    """The touchpoints of a developer, most urgent first, the snoozed folded."""

    BORDER_TITLE = "Customer"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._is_unfolded = False
        self._shown: BoardView | None = None
        self._today = date.min
        self._widths = (0, 0, 0, 0)

    def update_view(self, view: BoardView) -> None:
        """Show the touchpoints of a view."""
        self._shown = view
        self._today = view.today
        self.border_subtitle = f"{len(view.touchpoints)} open"
        rows: list[CustomerRow] = list(view.touchpoints)
        if view.snoozed:
            rows.append(Fold(len(view.snoozed), self._is_unfolded))
            if self._is_unfolded:
                rows.extend(view.snoozed)
        self.show(rows)

    def measure(self) -> None:
        """Customers, kinds, due dates and postponements: as wide as the widest."""
        rows = [row for row in self.rows if isinstance(row, TouchpointRow)]
        self._widths = (
            widest((plain(row.customer) for row in rows), 24),
            widest((plain(row.touchpoint.kind) for row in rows), 11),
            widest((self._due(row) for row in rows), 20),
            widest((_again(row) for row in rows), 4),
        )

    def action_open(self) -> None:
        """Fold or unfold the snoozed ones."""
        if isinstance(self.selected, Fold) and self._shown is not None:
            self._is_unfolded = not self._is_unfolded
            self.update_view(self._shown)
        else:
            super().action_open()

    def look(self) -> Hashable:
        """Today, and the widths of columns."""
        return self._today, self._widths

    def row_id(self, row: CustomerRow) -> str:
        """The touchpoint's id."""
        return "" if isinstance(row, Fold) else row.touchpoint.id

    def selection(self) -> Selection | None:
        """What keys act on."""
        row = self.selected
        if row is None or isinstance(row, Fold):
            return None
        return Selection(customer=row.touchpoint.customer, touchpoint=row.touchpoint.id)

    def empty(self) -> list[Content]:
        """How to fill the list."""
        if self._shown is None or not self._shown.is_mine:
            return [Content.assemble(("  No open touchpoints.", MUTED))]
        if not self._shown.has_customers:
            return teach(
                "No customers yet.",
                ("n", "plans a touchpoint, and asks for its customer"),
                ("d", "then completes it, with its next step"),
            )
        return teach(
            "No touchpoints planned.",
            ("n", "plans one, such as a call on Friday"),
            ("d", "then completes it, with its next step"),
        )

    def draw(self, row: CustomerRow, width: int) -> Content:
        """Urgency, customer, kind, what about, due in human words, postponements."""
        if isinstance(row, Fold):
            hint = "enter folds them" if row.is_open else "enter unfolds them"
            return Content.assemble((f"⋯ {row.snoozed} snoozed", MUTED), (f" · {hint}", "$foreground-disabled"))
        is_snoozed = row.urgency is Urgency.SNOOZED
        customer, kind, due, again = self._columns(width)
        title = max(4, self._room(width, customer, kind, due, again))
        line = row_of(
            [
                Cell(Content.assemble(TIMER_GLYPH if row.timing else URGENCY_GLYPHS[row.urgency]), 1),
                Cell(plain(row.customer, "bold"), customer),
                Cell(plain(row.touchpoint.kind, MUTED), kind),
                Cell(plain(row.touchpoint.title), title),
                Cell(self._due(row), due, right=True),
                Cell(_again(row), again, right=True),
            ],
            GAP,
        )
        return line.stylize("dim") if is_snoozed else line

    def _columns(self, width: int) -> tuple[int, int, int, int]:
        """Customer, kind, due and postponements; the kind is left to the second line where titles need the room."""
        customer, kind, due, again = self._widths
        customer = min(customer, max(6, width // 4))
        kind = kind if self._room(width, customer, kind, due, again) >= _SHORTEST_TITLE else 0
        return customer, kind, due, again

    def _room(self, width: int, *columns: int) -> int:
        """What is left for the title."""
        taken = (1, *columns)
        return width - sum(taken) - GAP * sum(column > 0 for column in taken)

    def _due(self, row: TouchpointRow) -> Content:
        colour = URGENCY_GLYPHS[row.urgency][1]
        if row.urgency is Urgency.SNOOZED:
            return Content.assemble((f"until {due_words(row.touchpoint.snoozed_until, self._today)}", colour))
        return Content.assemble((row.due or "no date", colour))

    def details(self, row: CustomerRow, width: int) -> list[Content]:
        """Whom to call, and why it was snoozed."""
        if isinstance(row, Fold):
            return []
        touchpoint = row.touchpoint
        is_snoozed = row.urgency is Urgency.SNOOZED
        parts = []
        if is_snoozed and touchpoint.snooze_reason:
            due = f", due {day_words(touchpoint.due_on, self._today)}" if touchpoint.due_on else ""
            parts.append(f"snoozed: {touchpoint.snooze_reason.value}{due}")
        if touchpoint.kind and not self._columns(width)[1]:
            parts.append(touchpoint.kind)
        parts.append(row.contact or "no contact person")
        if row.phone:
            parts.append(f"☎ {row.phone}")
        if touchpoint.developer is None:
            parts.append("nobody's yet")
        if row.postponements and not is_snoozed:
            reasons = ", ".join(dict.fromkeys(one.reason.value for one in touchpoint.snoozes))
            parts.append(f"postponed {row.postponements}×: {reasons}")
        return [fitted(plain(f"{' ' * (1 + GAP)}{' · '.join(parts)}", MUTED), width)]


def _again(row: TouchpointRow) -> Content:
    return Content.assemble((f"↷{row.postponements}" if row.postponements else "", "$text-warning"))


def teach(words: str, *keys: tuple[str, str]) -> list[Content]:
    """How to fill an empty list: a sentence, and below it keys with what they do."""
    lines = [Content.assemble((f"  {words}", MUTED)), Content("")]
    return [*lines, *(Content.assemble((f"  {key:<5}", "bold $accent"), does) for key, does in keys)]
