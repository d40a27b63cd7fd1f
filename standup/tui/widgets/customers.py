"""The list of customers: how each of them stands, with a heading over its columns."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content
from textual.widget import Widget

from standup.domain.cadence import Freshness
from standup.domain.touchpoints import Urgency
from standup.reports.wrapping import wrap
from standup.tui.actions import table_in
from standup.tui.text import Cell, fitted, longest, plain, row_of
from standup.tui.widgets.columns import MUTED, NO_NEXT_STEP_GLYPH, URGENCY_GLYPHS, teach
from standup.tui.widgets.rows import MARGIN, RowList
from standup.workspace.customer_views import CustomerRow, CustomersView
from standup.workspace.customer_words import cadence_words, due_of, known_by_words, step_words

FRESHNESS_GLYPHS = {
    Freshness.FRESH: ("▰▰", "$text-success"),
    Freshness.AMBER: ("▰▱", "$text-warning"),
    Freshness.RED: ("▱▱", "$text-error"),
    Freshness.UNKNOWN: ("??", "$text-warning"),
}
_WIDE = 100  # cells
_AWAY = "⌂"
_NAMED = frozenset({Urgency.STARVED, Urgency.UNATTENDED})
"""What is said with its evidence."""
_EVIDENCE_LINES = 2
_LATE = frozenset({Urgency.STARVED, Urgency.UNATTENDED, Urgency.OVERDUE})


class Columns(NamedTuple):
    """Widths in cells; 0 leaves a column out."""

    name: int
    cadence: int
    contact: int
    step: int
    known_by: int
    open: int
    gap: int


class CustomerList(RowList[CustomerRow]):
    """Customers in the order that was asked for."""

    BORDER_TITLE = "Customers"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._today = date.min
        self._is_empty_team = True
        self._widths = Columns(0, 0, 0, 0, 0, 0, 0)

    def update_view(self, view: CustomersView, rows: Sequence[CustomerRow]) -> None:
        """Show these rows of a view."""
        self._today, self._is_empty_team = view.today, not view.rows
        self.show(rows)
        active = [row for row in view.rows if row.customer.active]
        starved = sum(row.step is not None and row.step.urgency is Urgency.STARVED for row in active)
        without = sum(row.step is None and row.is_complete and not row.customer.no_next_step for row in active)
        late = sum(row.freshness is Freshness.RED for row in active)
        self.entitle(
            f"{len(active):,} active",
            f"{starved} starved" if starved else "",
            f"{without} without next step" if without else "",
            f"{late} past at most" if late else "",
        )

    def measure(self) -> None:
        """Each column as wide as its widest words, or its heading."""
        rows = self.every
        self._widths = Columns(
            name=max(8, longest((row.customer.name for row in rows), 26)),
            cadence=max(7, longest({_cadence(row).plain for row in rows}, 19)),
            contact=max(12, longest({row.contact for row in rows}, 14)),
            step=0,
            known_by=max(8, longest({_known_by(row).plain for row in rows}, 30)),
            open=4,
            gap=0,
        )

    def columns(self, width: int) -> Columns:
        """The columns that fit into a line; who knows them and how many are open go first."""
        wanted = self._widths
        if width < _WIDE:
            name = min(wanted.name, max(6, width // 4))
            step = width - 1 - name - wanted.cadence - wanted.contact - 4
            return wanted._replace(name=name, step=max(4, step), known_by=0, open=0, gap=1)
        taken = 1 + wanted.name + wanted.cadence + wanted.contact + wanted.open + 6 * 2
        known_by = min(wanted.known_by, max(12, (width - taken) * 2 // 5))
        return wanted._replace(step=max(4, width - taken - known_by), known_by=known_by, gap=2)

    def look(self) -> Hashable:
        """Today, and the widths of columns."""
        return self._today, self._widths

    def row_id(self, row: CustomerRow) -> str:
        """The customer's key."""
        return row.customer.id

    def words(self, row: CustomerRow) -> str:
        """All words of the row, and the contact persons."""
        customer = row.customer
        people = (" ".join((one.name, one.phone, one.email)) for one in customer.contacts)
        names = " ".join(one.name for one in row.known_by)
        state = "" if customer.active else "inactive"
        step = f"{step_words(row, self._today)} {row.step.urgency.value if row.step else ''}"
        parts = (customer.id, customer.name, customer.stage, state, cadence_words(row), row.contact, step, names)
        return " ".join((*parts, *people))

    def empty(self) -> list[Content]:
        """How to fill the list."""
        if self._is_empty_team:
            return teach(
                table_in(self.app),
                "No customers yet.",
                ("plan_touchpoint", "plans the first touchpoint with one"),
            )
        return teach(table_in(self.app), "No customer is active.", ("show_inactive", "shows the inactive ones"))

    def draw(self, row: CustomerRow, width: int) -> Content:
        """Where they stand, name, cadence, last contact, next step; where there is room, who knows them."""
        columns = self.columns(width)
        line = row_of(
            [
                Cell(_glyph(row), 1),
                Cell(plain(row.customer.name, "bold"), columns.name),
                Cell(_cadence(row), columns.cadence),
                Cell(Content.assemble((row.contact, "" if row.last_contact else MUTED)), columns.contact),
                Cell(self._step(row), columns.step),
                Cell(_known_by(row), columns.known_by),
                Cell(Content(str(row.open) if row.open else "–"), columns.open, right=True),
            ],
            columns.gap,
        )
        return line if row.customer.active else line.stylize(MUTED)

    def _step(self, row: CustomerRow) -> Content:
        """The next step: when it is due in the colour of its urgency, and what it is about."""
        step = row.step
        if step is None:
            is_calm = bool(row.customer.no_next_step) or not row.customer.active
            return plain(step_words(row, self._today), MUTED if is_calm else NO_NEXT_STEP_GLYPH[1])
        is_loud = step.urgency in _LATE or step.urgency is Urgency.TODAY
        colour = URGENCY_GLYPHS[step.urgency][1] if is_loud else MUTED
        return Content.assemble((due_of(step, self._today), colour), "  ", plain(step.touchpoint.title))

    def details(self, row: CustomerRow, width: int) -> list[Content]:
        """Cadence, stage and contact person; and why the next step is starved or unattended."""
        customer, columns = row.customer, self.columns(width)
        facts = [customer.stage, str(row.cadence) if row.cadence else "no cadence"]
        if row.step is not None:
            facts.append(f"{row.step.touchpoint.kind}: {row.step_owner or 'nobody'}")
        if not columns.known_by and (known := known_by_words(row)):
            facts.append(f"known by {known}")
        if not columns.open and row.open > 1:
            facts.append(f"{row.open} open")
        if customer.contacts:
            first = customer.contacts[0]
            facts.append(" ".join(filter(None, (first.name, f"☎ {first.phone}" if first.phone else ""))))
        if not customer.active:
            facts.insert(0, "inactive")
        words = " · ".join(filter(None, facts))
        step = row.step
        evidence = f"{step.urgency.value}: {step.why}" if step and step.urgency in _NAMED and step.why else ""
        if not self.is_detailed:
            return [fitted(plain(" · ".join(filter(None, (evidence, words))), MUTED), width)]
        indent = Content(" " * (1 + columns.gap))
        room = width - indent.cell_length
        lines = [indent + fitted(plain(words, MUTED), room)]
        if step is not None and evidence:
            colour = URGENCY_GLYPHS[step.urgency][1]
            lines += [indent + fitted(plain(one, colour), room) for one in wrap(evidence, room)[:_EVIDENCE_LINES]]
        return lines if customer.active else [line.stylize(MUTED) for line in lines]


def _glyph(row: CustomerRow) -> Content:
    """Where the next step stands."""
    if row.step is not None:
        return Content.assemble(URGENCY_GLYPHS[row.step.urgency])
    is_calm = bool(row.customer.no_next_step) or not row.customer.active or not row.is_complete
    return Content.assemble((NO_NEXT_STEP_GLYPH[0], MUTED if is_calm else NO_NEXT_STEP_GLYPH[1]))


def _cadence(row: CustomerRow) -> Content:
    if row.freshness is None:
        return Content.assemble(("–", MUTED))
    glyph, colour = FRESHNESS_GLYPHS[row.freshness]
    return Content.assemble((f"{glyph} {cadence_words(row)}", colour))


def _known_by(row: CustomerRow) -> Content:
    names = [plain(f"{one.name} {_AWAY}" if one.away else one.name, MUTED if one.away else "") for one in row.known_by]
    return Content(", ").join(names) if names else Content.assemble(("nobody", MUTED))


class CustomerHead(Widget):
    """The heading of the columns of a list of customers."""

    DEFAULT_CSS = """
    CustomerHead { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, rows: CustomerList) -> None:
        super().__init__()
        self._rows = rows

    def render(self) -> Content:
        """The names of the columns."""
        columns = self._rows.columns(self.size.width - MARGIN)
        names = ("Customer", "Cadence", "Last contact", "Next step", "Known by", "Open")
        cells = [
            Cell(Content.assemble((name, MUTED)), width, right=name == "Open")
            for name, width in zip(names, columns[:6], strict=True)
        ]
        return Content("  ") + row_of([Cell(Content(""), 1), *cells], columns.gap)


def customer_glyphs() -> list[tuple[str, str]]:
    """The glyphs of the list, and what each means."""
    steps = [(glyph, f"next step: {urgency.value}") for urgency, (glyph, _) in URGENCY_GLYPHS.items()]
    fresh = [(glyph, one.value) for one, (glyph, _) in FRESHNESS_GLYPHS.items()]
    return [*steps, (NO_NEXT_STEP_GLYPH[0], "no next step"), *fresh, (_AWAY, "knows them, and is away")]
