"""My week: what the lead will see of it, word for word, what is missing, and the key that closes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from standup.domain.duration import format_minutes
from standup.domain.text import shown
from standup.domain.weeks import Week, day_words
from standup.reports.words import dates, member_facts
from standup.tui.actions import Scope, bindings
from standup.tui.asking.week import ask_gap
from standup.tui.filling import FillList
from standup.tui.host import UNDO_HINT, Host
from standup.tui.page import Page
from standup.tui.text import fitted, plain
from standup.tui.widgets.header import HeaderLine
from standup.tui.widgets.rows import RowList
from standup.tui.widgets.splitbars import legend, split_bar
from standup.workspace.closing import close_week, reopen_week
from standup.workspace.fill import Filler
from standup.workspace.my_week import MyWeek, my_week, state_words

_MUTED = "$foreground-muted"
_NAME = 24  # cells of the name at most


class LeadsRow(Widget):
    """My row as the lead gets it on the Team and in every summary: split, share and range, verdict, what is missing."""

    BORDER_TITLE = "What the lead will see of you"
    DEFAULT_CSS = """
    LeadsRow { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: MyWeek | None = None

    def show(self, view: MyWeek) -> None:
        """Show the row of a view."""
        self._view = view
        self.border_title = self.BORDER_TITLE if view.closed else f"{self.BORDER_TITLE} once you close it"
        self.border_subtitle = state_words(view)
        self.refresh(layout=True)

    def render(self) -> Content:
        """Draw all lines."""
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are to draw."""
        return max(1, len(self._lines(width)))

    def _lines(self, width: int) -> list[Content]:
        view = self._view
        if view is None or width < _NAME:
            return []
        row = view.row
        name = fitted(plain(row.name, "bold"), min(_NAME, len(row.name) + 2))
        lines = [name + split_bar(row.split, max(8, width - name.cell_length), view.summary.band)]
        available = [] if row.split.available is None else [plain(f"{format_minutes(row.split.available)} available")]
        lines += _packed([*available, *legend(row.split)], width, "  ")
        share, *rest = member_facts(row, view.summary)
        facts = [plain(share, "bold"), *(plain(fact) for fact in rest), plain("closed")]
        lines += _packed(facts, width, " · ")
        if view.correction is not None:
            lines.append(plain(view.correction.words, "$text-warning"))
        return [fitted(line, width) for line in lines]


def _packed(pieces: list[Content], width: int, between: str) -> list[Content]:
    """As many pieces on a line as fit."""
    lines: list[Content] = []
    for piece in pieces:
        if lines and lines[-1].cell_length + len(between) + piece.cell_length <= width:
            lines[-1] = lines[-1] + Content.assemble((between, _MUTED)) + piece
        else:
            lines.append(piece)
    return lines


class MyWeekScreen(Page):
    """One of the weeks of the person who acts; nobody else's is ever shown."""

    CSS_PATH = "my_week.tcss"
    NAME = "my week"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.MY_WEEK, Scope.LIST, Scope.FILTER, *Page.SCOPES)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.MY_WEEK)]

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._week: Week | None = None
        self.view: MyWeek | None = None

    @property
    def week(self) -> Week:
        """The week shown; the running one until another is asked for."""
        return self._week or Week.of(self.host.workspace.today())

    def compose(self) -> ComposeResult:
        """Header, my row, what is missing, and the keys."""
        yield HeaderLine()
        yield LeadsRow()
        yield GapList(self.host.workspace.today())
        yield WeekHint()
        yield self.key_line()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(GapList).focus()

    def read(self) -> None:
        """Read the week and show it."""
        view = my_week(self.host.workspace, self.week)
        if view == self.view:
            return
        self.view = view
        header = self.query_one(HeaderLine)
        header.show(view.summary.team_name, dates(view.summary), view.week, view.me, view.timer, demo=self.host.is_demo)
        self.query_one(LeadsRow).show(view)
        gaps = self.query_one(GapList)
        gaps.show(view.gaps)
        missing = sum(gap.minutes for gap in view.gaps)
        gaps.border_subtitle = f"{format_minutes(missing)} up to today" if missing else ""
        self.query_one(WeekHint).show(view, self.table.key("close_week"), self.table.key("reopen_week"))

    def show_week(self, week: Week) -> None:
        """Show another week."""
        self._week = None if week == Week.of(self.host.workspace.today()) else week
        self.reload()

    def refusal(self, action: str) -> str | None:
        """Why this week cannot be closed or reopened."""
        view = self.view
        if view is None:
            return None
        match action:
            case "close_week" if not view.has_begun:
                return f"{view.week} has not begun; it can be closed from {day_words(view.week.monday)} on"
            case "close_week" if view.closed is not None:
                reopens = "" if view.published_on else f"; {self.table.key('reopen_week')} opens it again"
                return f"{view.week} is closed{reopens}"
            case "reopen_week" if view.closed is None:
                return f"{view.week} is open"
            case "reopen_week" if view.published_on is not None:
                return f"{view.week} is published; what you log in it is kept and shows as a correction"
        return None

    @on(RowList.Opened)
    def _opened(self) -> None:
        gap = self.query_one(GapList).selected
        if gap is not None:
            ask_gap(self.host, gap)

    def action_close_week(self) -> None:
        """Say that this week is complete."""
        week = self.week
        if self.host.attempt(lambda: close_week(self.host.workspace, week)) is not None:
            self.host.tell("Closed", f"{week} is complete · {UNDO_HINT}")

    def action_reopen_week(self) -> None:
        """Take that back."""
        week = self.week
        if self.host.attempt(lambda: reopen_week(self.host.workspace, week)) is not None:
            self.host.tell("Reopened", f"{week} is open again · {UNDO_HINT}")

    def action_my_week_before(self) -> None:
        """The week before."""
        self.show_week(self.week - 1)

    def action_my_week_after(self) -> None:
        """The week after."""
        self.show_week(self.week + 1)


class GapList(FillList):
    """What is not logged in the week, a ready line for each day."""

    BORDER_TITLE = "Not logged"
    DEFAULT_CSS = "GapList { height: 1fr; max-height: 100%; }"

    def details(self, row: Filler, width: int) -> Sequence[Content]:
        """Nothing: the dialog that finishes the line says what it lacks."""
        return ()

    def empty(self) -> list[Content]:
        """Nothing is missing."""
        return [Content.assemble(("  Nothing is missing up to today.", _MUTED))]


class WeekHint(Widget):
    """One line below: that nothing else is seen, and what the keys do."""

    DEFAULT_CSS = "WeekHint { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self) -> None:
        super().__init__()
        self._words = Content("")

    def show(self, view: MyWeek, closes: str, reopens: str) -> None:
        """What can be done with the week of a view."""
        key = Content.assemble((closes if view.closed is None else reopens, "bold $accent"))
        match view:
            case MyWeek(published_on=None, closed=None) if view.has_begun:
                act = key + plain(f" closes {shown(str(view.week))}")
            case MyWeek(published_on=None, closed=closed) if closed is not None:
                act = key + Content(" opens it again")
            case _:
                act = Content("")
        seen = plain("Totals only: no entry, no note", _MUTED)
        fills = Content.assemble(("enter", "bold $accent"), " fills a gap") if view.gaps else Content("")
        self._words = Content.assemble(("  ·  ", _MUTED)).join(one for one in (act, fills, seen) if one)
        self.refresh()

    def render(self) -> Content:
        """The line."""
        return Content(" ") + self._words
