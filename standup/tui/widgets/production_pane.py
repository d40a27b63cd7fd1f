"""The left side of the Board: who waits for a developer, and the work items."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import NamedTuple, TypeAlias

from textual.content import Content

from standup.domain.duration import format_minutes
from standup.domain.logline import Selection
from standup.domain.records import WorkItem, WorkState
from standup.domain.text import shown
from standup.domain.touchpoints import due_words
from standup.domain.weeks import day_words
from standup.reports.wrapping import wrap
from standup.tui.actions import table_in
from standup.tui.text import Cell, bar, counted, fitted, longest, plain, row_of
from standup.tui.widgets.columns import (
    GAP,
    MUTED,
    SHORTEST_TITLE,
    SHOWN_TITLE,
    STATE_GLYPHS,
    TIMER_GLYPH,
    remaining,
    teach,
)
from standup.tui.widgets.rows import RowList
from standup.workspace.blockers import BlockerRow
from standup.workspace.board import BoardView, WorkRow

_STATE_WORDS = {WorkState.TODO: "to do", WorkState.DOING: "doing", WorkState.BLOCKED: "blocked"}
_BAR = 6  # cells
_BLOCKER_LINES = 3
"""Of what somebody waits for; enter shows all of it."""


class _WorkColumns(NamedTuple):
    """Widths in cells; 0 leaves a column out."""

    key: int
    title: int
    side: int
    age: int
    due: int


ProductionRow: TypeAlias = WorkRow | BlockerRow


class ProductionPane(RowList[ProductionRow]):
    """Who waits for a developer, the developer's own blockers, and the work items."""

    BORDER_TITLE = "Production"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._today = date.min
        self._is_mine = True
        self._others_have_some = False
        self._developer = ""
        self._widths = _WorkColumns(0, 0, 0, 0, 0)

    def update_view(self, view: BoardView) -> None:
        """Show the work of a view."""
        self._today = view.today
        self._is_mine = view.is_mine
        self._others_have_some = view.elsewhere.work
        done = sum(not row.item.state.is_open for row in view.work)
        unowned = sum(row.item.developer is None for row in view.work)
        is_other = self._developer != view.developer.id
        self._developer = view.developer.id
        resolved = [row for row in view.blocked if row.resolved_by]
        self.show((*view.waiting, *resolved, *view.work, *(row for row in view.blocked if not row.resolved_by)))
        if is_other and view.work and isinstance(self.selected, BlockerRow):
            self.select(view.work[0].item.id)  # keys log, as on any other day; blockers are seen above
        self.entitle(
            f"{len(view.work) - done - unowned:,} open",
            f"{counted(len(view.waiting), 'blocker')} to resolve" if view.waiting else "",
            f"{done} done today" if done else "",
            f"{unowned} nobody's" if unowned else "",
        )

    def measure(self) -> None:
        """Each column as wide as its widest words."""
        rows = [row for row in self.every if isinstance(row, WorkRow)]
        self._widths = _WorkColumns(
            key=longest((row.item.key for row in rows), 14),
            title=longest((row.item.title for row in rows), SHOWN_TITLE),
            side=longest((self._side_words(row) for row in rows), 20),
            age=longest((f"{row.age_days}d" for row in rows if row.item.state.is_open), 5),
            due=longest({self._due_words(row.item) for row in rows}, 12),
        )

    def look(self) -> Hashable:
        """Today, and the widths of columns."""
        return self._today, self._developer, self._widths

    def row_id(self, row: ProductionRow) -> str:
        """The id of the work item or blocker."""
        return row.blocker.id if isinstance(row, BlockerRow) else row.item.id

    def words(self, row: ProductionRow) -> str:
        """Key, title, state, blocker, customer and due date."""
        if isinstance(row, BlockerRow):
            return " ".join((row.blocked, row.who, row.blocker.what))
        item = row.item
        parts = [item.key, item.title, *self._facts(row), self._due_words(item)]
        return " ".join(parts)

    def selection(self) -> Selection | None:
        """What keys act on."""
        row = self.selected
        return Selection(work_item=row.item.key) if isinstance(row, WorkRow) else None

    def empty(self) -> list[Content]:
        """How to fill the list."""
        if not self._is_mine:
            return [Content.assemble(("  No open work items.", MUTED))]
        if self._others_have_some:
            return teach(
                table_in(self.app),
                "None of the team's work items is yours.",
                ("new", "makes one, such as API-12 Retry failed uploads"),
                ("next_developer", "shows the Boards of the others"),
            )
        return teach(
            table_in(self.app),
            "No work items yet.",
            ("new", "makes one, such as API-12 Retry failed uploads"),
            ("quick_log", "then log 15 minutes to 2 hours to it"),
        )

    def _draw_blocker(self, row: BlockerRow, width: int) -> Content:
        """Who waits for whom, for what, and since how many days; what has no room there stands below."""
        glyph = STATE_GLYPHS[WorkState.DONE if row.resolved_by else WorkState.BLOCKED]
        age = self._age(row)
        words = plain(f"{self._waits(row)}:", "bold")
        if not (self.is_detailed and self._is_long(row, width)):
            words += plain(f" {row.blocker.what}")
        cells = [
            Cell(Content.assemble(glyph), 1),
            Cell(words, remaining(width, len(age))),
            Cell(plain(age, MUTED), len(age)),
        ]
        line = row_of(cells, GAP)
        return line.stylize(MUTED) if row.resolved_by else line

    def _waits(self, row: BlockerRow) -> str:
        if row.resolved_by:
            return f"resolved by {row.resolved_by}"
        return f"waits for {row.who}" if row.blocker.developer == self._developer else f"{row.blocked} waits"

    def _age(self, row: BlockerRow) -> str:
        return "" if row.resolved_by else f"{row.age_days}d" if row.age_days else "today"

    def _is_long(self, row: BlockerRow, width: int) -> bool:
        words = plain(f"{self._waits(row)}: {row.blocker.what}")
        return words.cell_length > remaining(width, len(self._age(row)))

    def _details_of_blocker(self, row: BlockerRow, width: int) -> list[Content]:
        key = table_in(self.app).key("block")
        facts = [f"since {day_words(row.blocker.since, self._today)}"]
        if row.blocker.resolved_on is not None:
            facts.append(f"resolved {day_words(row.blocker.resolved_on, self._today)}")
        else:
            facts.append(f"{key} says that it is resolved")
        indent = " " * (1 + GAP) if self.is_detailed else ""
        lines = [plain(" · ".join(facts), MUTED)]
        if self._is_long(row, width):
            told = wrap(shown(row.blocker.what), max(8, width - 1 - GAP))[:_BLOCKER_LINES]
            lines = [*map(Content, told), *lines] if self.is_detailed else [*lines, *map(Content, told)]
        return [fitted(Content(indent) + line, width) for line in lines]

    def draw(self, row: ProductionRow, width: int) -> Content:
        """State, key, title and due date; in one line also spent of estimate or the blocker, and days in the state."""
        if isinstance(row, BlockerRow):
            return self._draw_blocker(row, width)
        item = row.item
        closed = not item.state.is_open
        columns = self._columns(width)
        line = row_of(
            [
                Cell(Content.assemble(TIMER_GLYPH if row.timing else STATE_GLYPHS[item.state]), 1),
                Cell(plain(item.key, MUTED if closed else "bold"), columns.key),
                Cell(plain(item.title), columns.title),
                Cell(self._side(row, columns.side), columns.side),
                Cell(Content.assemble((f"{row.age_days}d" if not closed else "", MUTED)), columns.age, right=True),
                Cell(self._due(item), columns.due, right=True),
            ],
            GAP,
        )
        return line.stylize(MUTED) if closed else line

    def _columns(self, width: int) -> _WorkColumns:
        """The columns that leave a title the room that it needs; the most dispensable ones go first."""
        _, wanted, side, age, due = self._widths
        key = min(self._widths.key, max(6, width // 3))
        forms = [(side, age, due), (side, 0, due), (min(side, _BAR), age, due), (min(side, _BAR), 0, due), (0, 0, due)]
        if self.is_detailed:
            forms = [(0, 0, due)]
        for number, form in enumerate(forms):
            title = width - 1 - key - GAP - sum(GAP + column for column in form if column) - GAP
            if title >= min(wanted, SHORTEST_TITLE) or number == len(forms) - 1:
                return _WorkColumns(key, max(4, title), *form)
        raise AssertionError("there is always a form")

    def _due_words(self, item: WorkItem) -> str:
        if not item.state.is_open:
            return "today"
        return due_words(item.due_on, self._today) if item.due_on else ""

    def _due(self, item: WorkItem) -> Content:
        late = item.state.is_open and item.due_on is not None and item.due_on < self._today
        soon = item.state.is_open and item.due_on == self._today
        colour = "$text-error" if late else "$text-warning" if soon else MUTED
        return Content.assemble((self._due_words(item), colour))

    def _side_words(self, row: WorkRow) -> str:
        item = row.item
        if item.state is WorkState.BLOCKED and not self.is_detailed:
            return item.blocker or "blocked"
        if row.spent is None:
            return f"est {format_minutes(item.estimate)}" if item.estimate else ""
        if not item.estimate:
            return f"{' ' * _BAR} {format_minutes(row.spent)}" if row.spent else ""
        return f"{' ' * _BAR} {format_minutes(row.spent)}/{format_minutes(item.estimate)}"

    def _side(self, row: WorkRow, width: int) -> Content:
        """Spent of estimate as a bar and in words, or who has to act."""
        item = row.item
        words = self._side_words(row)
        if item.state is WorkState.BLOCKED and not self.is_detailed:
            return plain(words, "$text-error")
        if row.spent is None or not item.estimate:
            return Content.assemble((words, MUTED))
        colour = "$text-warning" if row.spent > item.estimate else "$production"
        drawn = Content.assemble((bar(row.spent, item.estimate, _BAR), colour))
        return drawn if width <= _BAR else drawn + Content.assemble((words[_BAR:], MUTED))

    def _facts(self, row: WorkRow) -> list[str]:
        """The state in words, and what the first line has no room for."""
        item = row.item
        parts = ["the timer is running"] if row.timing else []
        if item.state.is_open:
            days = f"for {counted(row.age_days, 'day')}" if row.age_days else "since today"
            parts.append(f"{_STATE_WORDS[item.state]} {days}")
        else:
            parts.append(f"{item.state.value} today")
        if item.state is WorkState.BLOCKED and item.blocker:
            parts.append(item.blocker)
        if item.developer is None:
            parts.append("nobody's yet")
        if row.customer:
            parts.append(f"for {row.customer}")
        return parts

    def details(self, row: ProductionRow, width: int) -> list[Content]:
        """The state in words; below a row beside it spent of estimate, at the foot all that a line may lack."""
        if isinstance(row, BlockerRow):
            return self._details_of_blocker(row, width)
        item = row.item
        facts = self._facts(row)
        colour = "$text-error" if item.state is WorkState.BLOCKED else MUTED
        if self.is_detailed:
            indent = Content(" " * (1 + GAP + self._columns(width).key + GAP))
            side = fitted(self._side(row, width), min(self._widths.side, width // 2))
            room = width - indent.cell_length - side.cell_length - 2 * GAP
            first = plain(" · ".join(facts), colour)
            rest = []
            if first.cell_length > room:
                first, rest = plain(facts[0], colour), [plain(" · ".join(facts[1:]), colour)]
            lines = [indent + fitted(first, room) + Content(" " * 2 * GAP) + side]
            lines += [indent + fitted(one, width - indent.cell_length) for one in rest if one]
            return [line.stylize(MUTED) if not item.state.is_open else line for line in lines]
        if row.spent is not None and (row.spent or item.estimate):
            of = f" of {format_minutes(item.estimate)}" if item.estimate else ""
            facts.append(f"{format_minutes(row.spent)}{of} spent")
        if item.due_on and item.state.is_open:
            facts.append(f"due {day_words(item.due_on, self._today)}")
        return [fitted(plain(" · ".join(facts), MUTED), width)]
