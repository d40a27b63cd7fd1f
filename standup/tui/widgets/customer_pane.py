"""The right side of the Board: touchpoints, and customers without a next step."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from textual.content import Content

from standup.domain.cadence import last_contact_words
from standup.domain.logline import Selection
from standup.domain.text import shown
from standup.domain.touchpoints import Urgency, due_words
from standup.domain.weeks import day_words
from standup.reports.wrapping import wrap
from standup.tui.actions import table_in
from standup.tui.text import Cell, fitted, longest, plain, row_of
from standup.tui.widgets.columns import (
    GAP,
    MUTED,
    NO_NEXT_STEP,
    NO_NEXT_STEP_GLYPH,
    SERIES_GLYPH,
    SHORTEST_TITLE,
    SHOWN_TITLE,
    TIMER_GLYPH,
    URGENCY_GLYPHS,
    remaining,
    teach,
)
from standup.tui.widgets.rows import RowList
from standup.workspace.board import BoardView, CustomerWithout
from standup.workspace.touchpoint_rows import TouchpointRow

_NAMED = frozenset({Urgency.STARVED, Urgency.UNATTENDED})
"""What is said with its evidence."""
_EVIDENCE_LINES = 2


class Fold(NamedTuple):
    """The row that stands for all snoozed touchpoints."""

    snoozed: int
    is_open: bool


CustomerRow: TypeAlias = TouchpointRow | CustomerWithout | Fold
_FIRST = frozenset({Urgency.STARVED, Urgency.UNATTENDED, Urgency.OVERDUE, Urgency.TODAY})
"""What stands before customers without a next step."""


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
            title=longest((row.touchpoint.title for row in rows), SHOWN_TITLE),
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
        name = Cell(plain(row.name, "bold"), remaining(width, room))
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
            return _TouchpointColumns(remaining(width, due, again), 0, kind, 0, due, again)
        customer = min(self._widths.customer, max(6, width // 3))
        forms = ((contact, kind, wanted), (0, kind, min(wanted, SHORTEST_TITLE)), (0, 0, 0))
        for contact, kind, least in forms:
            title = remaining(width, customer, contact, kind, due, again)
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


def _evidence(row: TouchpointRow) -> str:
    return f"{row.urgency.value}: {row.why}" if row.why else row.urgency.value


def _again(row: TouchpointRow) -> Content:
    """Whether it comes again, and how often it was postponed."""
    series = (SERIES_GLYPH, MUTED) if row.touchpoint.rule else ""
    return Content.assemble(series, (f"↷{row.postponements}" if row.postponements else "", "$text-warning"))
