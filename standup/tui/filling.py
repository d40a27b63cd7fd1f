"""The dialog that fills a day: ready lines to choose from, logged at once or finished in the log bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from standup.domain.errors import StandupError
from standup.domain.weeks import day_words
from standup.reports.wrapping import wrap
from standup.tui.actions import Scope, bindings
from standup.tui.keyed import KeyedModal
from standup.tui.text import Cell, fitted, plain, row_of, widest
from standup.tui.widgets.prose import Prose
from standup.tui.widgets.rows import MARGIN, RowList
from standup.workspace.fill import Filler, FillKind

_MUTED = "$foreground-muted"
_MOST_LINES = 14
_GLYPHS = {
    FillKind.REST: ("░", "$left"),
    FillKind.ROW: ("░", "$left"),
    FillKind.RECURRING: ("↻", "$other"),
    FillKind.GAP: ("?", "$text-warning"),
}


class FillList(RowList[Filler]):
    """What fills a day; the row of the cursor says below what its line would do."""

    DEFAULT_CSS = f"FillList {{ height: auto; max-height: {_MOST_LINES}; min-height: 2; }}"

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._why_width = 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for each row and each of its details, and a blank one behind each row where there is room for all."""
        lines = sum(1 + len(self.details(row, width - MARGIN)) for row in self.rows)
        roomy = lines + len(self.rows)
        return roomy if roomy <= _MOST_LINES else lines

    def row_id(self, row: Filler) -> str:
        """Its line: no two are the same."""
        return row.line

    def measure(self) -> None:
        """Why: as wide as the widest."""
        self._why_width = widest((self._why(row) for row in self.rows), 24)

    def empty(self) -> list[Content]:
        """Nothing is left to fill."""
        return [Content.assemble(("  Nothing is left to fill.", _MUTED))]

    def draw(self, row: Filler, width: int) -> Content:
        """Why, and the line, which says how long."""
        return row_of(
            [
                Cell(Content.assemble(_GLYPHS[row.kind]), 1),
                Cell(self._why(row), self._why_width),
                Cell(plain(row.line, "$accent"), max(4, width - 1 - self._why_width - 2)),
            ]
        )

    def details(self, row: Filler, width: int) -> Sequence[Content]:
        """What the line would do, or what it lacks."""
        words = f"→ {row.words}" if row.is_ready else _lacks(row)
        colour = "$text-success" if row.is_ready else "$text-warning"
        return [fitted(plain(f"  {line}", colour), width) for line in wrap(words, width - 2)]

    def _why(self, row: Filler) -> Content:
        match row.kind:
            case FillKind.REST:
                return plain("the rest of today", "bold")
            case FillKind.ROW:
                return plain("the rest on this row", "bold")
            case FillKind.RECURRING:
                return plain("every workday", "bold")
            case _:
                return plain(f"{day_words(row.day, self._today)}, unlogged", "bold")


def _lacks(row: Filler) -> str:
    """What a line lacks: where it is the bucket alone, the log bar is where one says it."""
    return row.words if row.kind is FillKind.RECURRING else "where did the time go? say it in the log bar"


class FillDialog(KeyedModal[str]):
    """Offers lines; `act` logs one and gives the words of the toast, `finish` puts one into the log bar.

    A line that is ready is logged by enter. One that lacks something, and one for an earlier day of many, is put
    into the log bar: nobody remembers such a day without a second look.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CSS = """
    FillDialog {
        align: center middle;
        background: $background 60%;
        & #dialog {
            width: 90%;
            max-width: 96;
            height: auto;
            max-height: 90%;
            padding: 1 1 0 1;
            border: round $accent;
            border-title-color: $accent;
            border-title-style: bold;
            border-subtitle-color: $foreground-muted;
            background: $surface;
        }
        & .why { color: $text-error; height: auto; display: none; padding: 0 1; &.-shown { display: block; } }
        & .hint { color: $foreground-muted; }
        & FillList { margin-bottom: 1; }
    }
    """
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.FILL, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FILL)]

    def __init__(
        self,
        title: str,
        rows: Sequence[Filler],
        today: date,
        *,
        act: Callable[[Filler], str],
        finish: Callable[[str], None],
        hint: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._rows = tuple(rows)
        self._act = act
        self._finish = finish
        self._hint = hint
        self._list = FillList(today)

    def compose(self) -> ComposeResult:
        """The lines, and the keys."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(self._title)
            yield self._list
            yield Prose(classes="why")
            if self._hint:
                yield Static(plain(f" {self._hint}"), classes="hint")
            yield self.key_line()

    def on_mount(self) -> None:
        """Show the lines; what was told before would lie over them."""
        self.app.clear_notifications()
        self._list.show(self._rows)
        self._list.focus()

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        event.stop()
        self.action_fill_row()

    def action_fill_row(self) -> None:
        """Log the line, or finish it in the log bar."""
        chosen = self._list.selected
        if chosen is None:
            return
        if chosen.kind is FillKind.GAP or not chosen.is_ready:
            self.action_finish_row()
            return
        try:
            words = self._act(chosen)
        except StandupError as error:
            self._complain(error)
        else:
            self.dismiss(words)

    def _complain(self, error: StandupError) -> None:
        why = self.query_one(".why", Static)
        why.add_class("-shown")
        why.update(plain(str(error)))

    def action_finish_row(self) -> None:
        """Put the line into the log bar, to be finished there."""
        chosen = self._list.selected
        if chosen is not None:
            self.dismiss("")
            self._finish(f"{chosen.line} ")

    def action_leave_fill(self) -> None:
        """Do nothing."""
        self.dismiss("")
