"""The two sides of the Board: production on the left, the customer's touchpoints on the right."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from rich.cells import cell_len
from textual.content import Content

from standup.domain.cadence import last_contact_words
from standup.domain.duration import format_minutes
from standup.domain.logline import Selection
from standup.domain.records import WorkItem, WorkState
from standup.domain.text import shown
from standup.domain.touchpoints import Urgency, due_words
from standup.domain.weeks import day_words
from standup.reports.wrapping import wrap
from standup.tui.actions import Table, table_in
from standup.tui.text import Cell, bar, counted, fitted, longest, plain, row_of
from standup.tui.widgets.rows import RowList
from standup.workspace.blockers import BlockerRow
from standup.workspace.board import BoardView, CustomerWithout, WorkRow
from standup.workspace.touchpoint_rows import TouchpointRow

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
_STATE_WORDS = {WorkState.TODO: "to do", WorkState.DOING: "doing", WorkState.BLOCKED: "blocked"}
_BAR = 6  # cells
_SHORTEST_TITLE = 22  # cells
_SHOWN_TITLE = 28  # cells; narrower ones leave the contact to the foot
GAP = 1
"""Cells between columns."""


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
            title=longest((row.item.title for row in rows), _SHOWN_TITLE),
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
            Cell(words, _room(width, len(age))),
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
        return words.cell_length > _room(width, len(self._age(row)))

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
            if title >= min(wanted, _SHORTEST_TITLE) or number == len(forms) - 1:
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


class Fold(NamedTuple):
    """The row that stands for all snoozed touchpoints."""

    snoozed: int
    is_open: bool


CustomerRow: TypeAlias = TouchpointRow | CustomerWithout | Fold
_FIRST = frozenset({Urgency.STARVED, Urgency.UNATTENDED, Urgency.OVERDUE, Urgency.TODAY})
"""What stands before customers without a next step."""


NO_NEXT_STEP = "no next step"


class _TouchpointColumns(NamedTuple):
    """Widths in cells; 0 leaves a column out."""

    customer: int
    contact: int
    kind: int
    title: int
    due: int
    again: int


class CustomerPane(RowList[CustomerRow]):
    """The touchpoints of a developer, most urgent first, the snoozed folded."""

    BORDER_TITLE = "Customer"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._is_unfolded = False
        self._shown: BoardView | None = None
        self._today = date.min
        self._widths = _TouchpointColumns(0, 0, 0, 0, 0, 0)

    def update_view(self, view: BoardView) -> None:
        """Show the touchpoints of a view."""
        self._shown = view
        self._today = view.today
        rows: list[CustomerRow] = self._in_order(view)
        if view.snoozed:
            rows.append(Fold(len(view.snoozed), self._is_unfolded))
            if self._is_unfolded:
                rows.extend(view.snoozed)
        self.show(rows)
        starved = sum(row.urgency is Urgency.STARVED for row in view.touchpoints)
        over = sum(row.urgency in (Urgency.UNATTENDED, Urgency.OVERDUE) for row in view.touchpoints)
        everything = (*view.touchpoints, *view.snoozed)
        unowned = sum(row.touchpoint.developer is None for row in everything)
        without = sum(not one.reason for one in view.no_next_step)
        self.entitle(
            f"{len(everything) - unowned:,} open",
            f"{starved} starved" if starved else "",
            f"{over} over" if over else "",
            f"{without} {NO_NEXT_STEP}" if without else "",
            f"{len(view.snoozed)} snoozed" if view.snoozed else "",
            f"{unowned} nobody's" if unowned else "",
        )

    def _in_order(self, view: BoardView) -> list[CustomerRow]:
        """Touchpoints, and after those of today the customers without a next step; last those with a reason."""
        first = [row for row in view.touchpoints if row.urgency in _FIRST]
        rest = [row for row in view.touchpoints if row.urgency not in _FIRST]
        open_ones = [one for one in view.no_next_step if not one.reason]
        return [*first, *open_ones, *rest, *(one for one in view.no_next_step if one.reason)]

    def candidates(self) -> Sequence[CustomerRow]:
        """All rows; a filter looks into the fold."""
        return (*self._in_order(self._shown), *self._shown.snoozed) if self._shown else ()

    def seek(self, row_id: str) -> bool:
        """Move the cursor to a row that may be hidden by the filter or folded among the snoozed."""
        view = self._shown
        if view and not self._is_unfolded and any(self.row_id(row) == row_id for row in view.snoozed):
            self._is_unfolded = True
            self.update_view(view)
        return super().seek(row_id)

    def measure(self) -> None:
        """Each column as wide as its widest words."""
        rows = [row for row in self.every if isinstance(row, TouchpointRow)]
        self._widths = _TouchpointColumns(
            customer=longest((row.customer for row in rows), 24),
            contact=longest((row.contact for row in rows), 20),
            kind=longest((row.touchpoint.kind for row in rows), 11),
            title=longest((row.touchpoint.title for row in rows), _SHOWN_TITLE),
            due=longest({self._due_words(row) for row in rows}, 20),
            again=longest({_again(row).plain for row in rows}, 4),
        )

    def action_open(self) -> None:
        """Fold or unfold the snoozed ones."""
        if isinstance(self.selected, Fold) and self._shown is not None:
            self._is_unfolded = not self._is_unfolded
            self.update_view(self._shown)
            if self._is_unfolded:
                self.reveal_below(len(self._shown.snoozed))
        else:
            super().action_open()

    def look(self) -> Hashable:
        """Today, and the widths of columns."""
        return self._today, self._widths

    def row_id(self, row: CustomerRow) -> str:
        """The touchpoint's id."""
        if isinstance(row, CustomerWithout):
            return f"without {row.customer}"
        return "snoozed" if isinstance(row, Fold) else row.touchpoint.id

    def words(self, row: CustomerRow) -> str:
        """Customer, contact, kind, what about, due date, and why it was postponed."""
        if isinstance(row, Fold):
            return ""
        if isinstance(row, CustomerWithout):
            return f"{row.name} {NO_NEXT_STEP} {row.reason}"
        touchpoint = row.touchpoint
        who = (row.customer, row.contact, row.phone)
        standing = _evidence(row) if row.urgency in _NAMED else ""
        return " ".join((*who, touchpoint.kind, touchpoint.title, self._due_words(row), standing, *self._facts(row)))

    def selection(self) -> Selection | None:
        """What keys act on."""
        row = self.selected
        if row is None or isinstance(row, Fold):
            return None
        if isinstance(row, CustomerWithout):
            return Selection(customer=row.customer)
        return Selection(customer=row.touchpoint.customer, touchpoint=row.touchpoint.id)

    def empty(self) -> list[Content]:
        """How to fill the list."""
        if self._shown is None or not self._shown.is_mine:
            return [Content.assemble(("  No open touchpoints.", MUTED))]
        if not self._shown.has_customers:
            return teach(
                table_in(self.app),
                "No customers yet.",
                ("new", "plans a touchpoint, and asks for its customer"),
                ("done", "then completes it, with its next step"),
            )
        if self._shown.elsewhere.touchpoints:
            return teach(
                table_in(self.app),
                "None of the team's touchpoints is yours.",
                ("new", "plans one, such as a call on Friday"),
                ("next_developer", "shows the Boards of the others"),
            )
        return teach(
            table_in(self.app),
            "No touchpoints planned.",
            ("new", "plans one, such as a call on Friday"),
            ("done", "then completes it, with its next step"),
        )

    def draw(self, row: CustomerRow, width: int) -> Content:
        """Urgency, customer, contact, due in human words, postponements; in one line also kind and what about."""
        if isinstance(row, Fold):
            key = table_in(self.app).key("open")
            hint = f"{key} folds them" if row.is_open else f"{key} unfolds them"
            return Content.assemble((f"⋯ {row.snoozed} snoozed", MUTED), (f" · {hint}", MUTED))
        if isinstance(row, CustomerWithout):
            return self._draw_without(row, width)
        glyph = Cell(Content.assemble(TIMER_GLYPH if row.timing else URGENCY_GLYPHS[row.urgency]), 1)
        due = Content.assemble((self._due_words(row), URGENCY_GLYPHS[row.urgency][1]))
        columns = self._columns(width)
        if self.is_detailed:
            who = plain(row.customer, "bold")
            if row.contact:
                who += plain(f" · {row.contact}", MUTED)
            middle = [Cell(who, columns.customer)]
        else:
            middle = [
                Cell(plain(row.customer, "bold"), columns.customer),
                Cell(plain(row.contact, MUTED), columns.contact),
                Cell(plain(row.touchpoint.kind, MUTED), columns.kind),
                Cell(plain(row.touchpoint.title), columns.title),
            ]
        ends = [Cell(_again(row), columns.again), Cell(due, columns.due, right=True)]
        line = row_of([glyph, *middle, *ends], GAP)
        return line.stylize(MUTED) if row.urgency is Urgency.SNOOZED else line

    def _draw_without(self, row: CustomerWithout, width: int) -> Content:
        words = Content.assemble((NO_NEXT_STEP, MUTED if row.reason else NO_NEXT_STEP_GLYPH[1]))
        room = words.cell_length
        name = Cell(plain(row.name, "bold"), _room(width, room))
        line = row_of([Cell(Content.assemble(NO_NEXT_STEP_GLYPH), 1), name, Cell(words, room, right=True)], GAP)
        return line.stylize(MUTED) if row.reason else line

    def _details_without(self, row: CustomerWithout, width: int) -> list[Content]:
        last = last_contact_words(row.last_contact, self._today) or "no contact yet"
        why = f"because {row.reason}" if row.reason else f"{table_in(self.app).key('new')} plans the next"
        indent = " " * (1 + GAP) if self.is_detailed else ""
        return [fitted(plain(f"{indent}{last} · {why}", MUTED), width)]

    def _columns(self, width: int) -> _TouchpointColumns:
        """The columns of one line; contact and kind are left to the foot where titles need the room."""
        _, contact, kind, wanted, due, again = self._widths
        due = min(due, max(6, width // 3))
        if self.is_detailed:
            return _TouchpointColumns(_room(width, due, again), 0, kind, 0, due, again)
        customer = min(self._widths.customer, max(6, width // 3))
        forms = ((contact, kind, wanted), (0, kind, min(wanted, _SHORTEST_TITLE)), (0, 0, 0))
        for contact, kind, least in forms:
            title = _room(width, customer, contact, kind, due, again)
            if title >= least:
                break
        return _TouchpointColumns(customer, contact, kind, max(4, title), due, again)

    def _due_words(self, row: TouchpointRow) -> str:
        if row.urgency is Urgency.SNOOZED:
            return f"until {due_words(row.touchpoint.snoozed_until, self._today)}"
        return row.due or "no date"

    def _facts(self, row: TouchpointRow) -> list[str]:
        """What is said only where it is so: why it is snoozed or was postponed, and that it is nobody's."""
        touchpoint = row.touchpoint
        parts = []
        is_snoozed = row.urgency is Urgency.SNOOZED
        if is_snoozed and touchpoint.snooze_reason:
            due = f", due {day_words(touchpoint.due_on, self._today)}" if touchpoint.due_on else ""
            parts.append(f"snoozed: {touchpoint.snooze_reason.value}{due}")
        if row.postponements and not is_snoozed and row.urgency is not Urgency.STARVED:
            reasons = ", ".join(dict.fromkeys(one.reason.value for one in touchpoint.snoozes))
            parts.append(f"postponed {row.postponements}×: {reasons}")
        if touchpoint.developer is None:
            parts.append("nobody's yet")
        return parts

    def foot(self, row: CustomerRow, width: int, told: int) -> Content:
        """Where some stand below the row, what is hidden and matters most comes first: the evidence, whole."""
        if not self.is_detailed or not isinstance(row, TouchpointRow) or told >= len(self.details(row, width)):
            return super().foot(row, width, told)
        parts = [plain(one, MUTED) for one in (f"☎ {row.phone}" if row.phone else "", *self._facts(row)) if one]
        if row.urgency in _NAMED:
            parts.insert(0, plain(_evidence(row), URGENCY_GLYPHS[row.urgency][1]))
        return fitted(plain(" · ", MUTED).join(parts), width)

    def details(self, row: CustomerRow, width: int) -> list[Content]:
        """Whom to call, and why it was postponed; below a row also kind and what about."""
        if isinstance(row, Fold):
            return []
        if isinstance(row, CustomerWithout):
            return self._details_without(row, width)
        facts = self._facts(row)
        phone = f"☎ {row.phone}" if row.phone else ""
        if not self.is_detailed:
            columns = self._columns(width)
            hidden = [row.touchpoint.kind if not columns.kind else "", *facts]
            parts = [row.contact or "no contact person", phone, *hidden]
            foot = plain(" · ".join(part for part in parts if part), MUTED)
            if row.urgency in _NAMED:  # what matters most comes first where not all has room
                foot = plain(_evidence(row), URGENCY_GLYPHS[row.urgency][1]) + plain(" · ", MUTED) + foot
            return [fitted(foot, width)]
        indent, kind, title = Content(" " * (1 + GAP)), self._columns(width).kind, plain(row.touchpoint.title)
        room = width - indent.cell_length - (kind + GAP if kind else 0)
        number = Content.assemble((f"  {shown(phone)}" if phone else "", MUTED))
        if title.cell_length + number.cell_length > room:
            number, facts = Content(""), [phone, *facts] if phone else facts
        what = [Cell(plain(row.touchpoint.kind, MUTED), kind), Cell(title, room - number.cell_length)]
        lines = [indent + row_of(what, GAP) + number]
        if row.urgency in _NAMED:
            colour = URGENCY_GLYPHS[row.urgency][1]
            told = wrap(_evidence(row), width - indent.cell_length)[:_EVIDENCE_LINES]
            lines += [indent + fitted(plain(one, colour), width - indent.cell_length) for one in told]
        if facts:
            lines.append(indent + fitted(plain(" · ".join(facts), MUTED), width - indent.cell_length))
        return [line.stylize(MUTED) for line in lines] if row.urgency is Urgency.SNOOZED else lines


def _room(width: int, *columns: int) -> int:
    """What a glyph and these columns leave of a line."""
    taken = (1, *columns)
    return width - sum(taken) - GAP * sum(column > 0 for column in taken)


_NAMED = frozenset({Urgency.STARVED, Urgency.UNATTENDED})
"""What is said with its evidence."""
_EVIDENCE_LINES = 2
_BLOCKER_LINES = 3
"""Of what somebody waits for; enter shows all of it."""


def _evidence(row: TouchpointRow) -> str:
    return f"{row.urgency.value}: {row.why}" if row.why else row.urgency.value


def _again(row: TouchpointRow) -> Content:
    """Whether it comes again, and how often it was postponed."""
    series = (SERIES_GLYPH, MUTED) if row.touchpoint.rule else ""
    return Content.assemble(series, (f"↷{row.postponements}" if row.postponements else "", "$text-warning"))


def teach(table: Table, words: str, *actions: tuple[str, str]) -> list[Content]:
    """How to fill an empty list: a sentence, and below it the keys of actions, by their ids, with what they do."""
    keys = [(table.key(action), does) for action, does in actions]
    width = max(5, *(cell_len(key) + 1 for key, _ in keys))
    lines = [Content.assemble((f"  {words}", MUTED)), Content("")]
    return [*lines, *(Content.assemble((f"  {key:<{width}}", "bold $accent"), does) for key, does in keys)]
