"""The Team: a lead's table of the week, totals only; never clock times, never notes."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from standup.domain.duration import format_minutes
from standup.domain.split import Split, percent
from standup.domain.weeks import Week
from standup.reports.bars import PARTS, parts_of
from standup.reports.summary import WeekSummary
from standup.reports.words import audience, dates, member_facts, state, team_facts, team_row_title
from standup.tui.actions import Action, Scope, Table, bindings
from standup.tui.host import Host
from standup.tui.messages import LookAt
from standup.tui.page import Page
from standup.tui.text import Cell, fitted, plain, row_of
from standup.tui.widgets.header import HeaderLine
from standup.tui.widgets.rows import MARGIN, RowList
from standup.tui.widgets.splitbars import split_bar
from standup.workspace.board import running_timer
from standup.workspace.summary import week_summary


class TeamRow(NamedTuple):
    """One line of the table: a developer, or the team with an empty id."""

    developer: str
    name: str
    split: Split
    facts: tuple[str, ...]
    closed: bool


class _Columns(NamedTuple):
    """Widths in cells."""

    name: int
    bar: int
    number: int
    coverage: int


def _columns(width: int) -> _Columns:
    is_wide = width >= 110
    name, number, coverage = (22, 10, 8) if is_wide else (16, 6, 6)
    bar = width - name - coverage - (number + 1) * len(PARTS) - 2
    return _Columns(name, max(6, bar), number, coverage)


class TeamTable(RowList[TeamRow]):
    """Developers by name, the team last; two lines each."""

    BORDER_TITLE = "Team"
    ALWAYS_DETAILED = True

    def row_id(self, row: TeamRow) -> str:
        """The developer's id."""
        return row.developer

    def empty(self) -> list[Content]:
        """A team has at least the person who looks at it."""
        return []

    def draw(self, row: TeamRow, width: int) -> Content:
        """Name, bar, minutes of each part, coverage."""
        columns = _columns(width)
        numbers = [
            Cell(Content(format_minutes(minutes) if minutes else "–"), columns.number, right=True)
            for minutes in parts_of(row.split)
        ]
        coverage = row.split.coverage
        return row_of(
            [
                Cell(plain(row.name, "bold" if row.developer else "bold $accent"), columns.name),
                Cell(split_bar(row.split, columns.bar), columns.bar),
                *numbers,
                Cell(
                    Content(
                        f"{percent(coverage)} %"
                        if coverage is not None
                        else "?"
                        if row.split.available is None
                        else "–"
                    ),
                    columns.coverage,
                    right=True,
                ),
            ]
        )

    def details(self, row: TeamRow, width: int) -> list[Content]:
        """Share with its range, verdict, what is missing, and whether the week is closed; a second line if needed."""
        share, *rest = [*row.facts, *(["closed"] if row.closed else [])]
        lines = [plain(f"  {share}")]
        for fact in rest:
            more = plain(f" · {fact}", "$foreground-muted")
            if lines[-1].cell_length + more.cell_length > width:
                lines.append(plain(f"  {fact}", "$foreground-muted"))
            else:
                lines[-1] += more
        return [fitted(line, width) for line in lines]


_HEADS = {part.name: "$foreground-muted" if part.name in ("unlogged", "left") else f"${part.name}" for part in PARTS}
"""The colours of the words; those of what is not logged are good for bars alone."""


class TeamHead(Widget):
    """The heading of the columns."""

    DEFAULT_CSS = """
    TeamHead { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """

    def render(self) -> Content:
        """Names where there is room, else the glyphs of the bars."""
        width = self.size.width - MARGIN
        columns = _columns(width)
        is_wide = columns.number >= 10
        heads = [
            Cell(
                Content.assemble((part.name, _HEADS[part.name]) if is_wide else (part.glyph, f"${part.name}")),
                columns.number,
                right=True,
            )
            for part in PARTS
        ]
        logged = Content.assemble(("logged", "$foreground-muted"))
        cells = [Cell(Content(""), columns.name), Cell(Content(""), columns.bar), *heads]
        return Content("  ") + row_of([*cells, Cell(logged, columns.coverage, right=True)])


class TeamScreen(Page):
    """Weekly totals of each developer for a lead; anyone else gets their own and the team's."""

    CSS_PATH = "team.tcss"
    NAME = "the Team"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.FILTER, Scope.TEAM, *Page.SCOPES)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.TEAM)]

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._week: Week | None = None

    @property
    def week(self) -> Week:
        """The week shown; the current one until another is asked for."""
        return self._week or Week.of(self.host.workspace.today())

    def compose(self) -> ComposeResult:
        """Header, heading, table, what is said below, and the keys."""
        yield HeaderLine()
        yield TeamHead()
        yield TeamTable()
        yield Static(id="below")
        yield self.key_line()

    def footer_actions(self) -> list[Action]:
        """The keys of this screen, without the one that leads here."""
        return [action for action in super().footer_actions() if action.id != "team"]

    def on_mount(self) -> None:
        """Begin in the table."""
        self.query_one(TeamTable).focus()

    def read(self) -> None:
        """Read the summary of the week and show it."""
        workspace = self.host.workspace
        summary = week_summary(workspace, self.week)
        roster = workspace.store.roster()
        me = workspace.developer(roster)
        timer = running_timer(workspace, roster, me)
        header = self.query_one(HeaderLine)
        header.show(roster.team.name, dates(summary), summary.week, me, timer, demo=self.host.is_demo)
        table = self.query_one(TeamTable)
        table.show(_rows(summary))
        table.border_subtitle = f"target band {summary.band} customer"
        self.query_one("#below", Static).update(_below(summary, self.table))

    def show_week(self, week: Week) -> None:
        """Show another week."""
        self._week = week
        self.reload()

    def action_previous_week(self) -> None:
        """The week before."""
        self.show_week(self.week - 1)

    def action_next_week(self) -> None:
        """The week after."""
        self.show_week(self.week + 1)

    @on(RowList.Opened)
    def _opened(self) -> None:
        row = self.query_one(TeamTable).selected
        if row is not None and row.developer:
            self.post_message(LookAt(row.developer))


def _below(summary: WeekSummary, table: Table) -> Content:
    if not any(one.split.logged for one in summary.members):
        week = plain(f" {summary.week} · nothing logged: ", "$foreground-muted")
        line, minutes = table.key("open_log"), table.key("quick_log")
        keys = Content.assemble((line, "bold $accent"), " and ", (minutes, "bold $accent"))
        return week + keys + Content(" on the Board fill it")
    words = f" {summary.week}, {state(summary)} · {audience(summary)}"
    withheld = f" · {summary.withheld}" if summary.withheld else ""
    return plain(words + withheld, "$foreground-muted")


def _rows(summary: WeekSummary) -> list[TeamRow]:
    rows = [
        TeamRow(one.developer, one.name, one.split, tuple(member_facts(one, summary)), one.closed)
        for one in summary.members
    ]
    if summary.team is not None:
        facts = tuple(team_facts(summary.team, summary))
        rows.append(TeamRow("", team_row_title(summary.team), summary.team.split, facts, closed=False))
    return rows
