"""My day: the entries of one of my days, editable where they stand, and what is missing between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from standup.domain.errors import StandupError
from standup.domain.weeks import Week, day_words
from standup.store.errors import DamagedFileError
from standup.tui.actions import Action, Scope, bindings
from standup.tui.asking.entries import ask_day, ask_edit, ask_move, change_bucket, copy_to_today, delete
from standup.tui.asking.fill import ask_fill
from standup.tui.asking.split import ask_split
from standup.tui.completing import WorkspaceCompleter
from standup.tui.host import UNDO_HINT, Host
from standup.tui.legend import grammar, table
from standup.tui.page import Page
from standup.tui.widgets.daystrip import DayStrip
from standup.tui.widgets.daytotals import DayTotals
from standup.tui.widgets.entries import GAP_GLYPH, TOUCHPOINT_MARK, EntryList
from standup.tui.widgets.header import HeaderLine
from standup.tui.widgets.logbar import LogBar
from standup.tui.widgets.rows import RowList
from standup.workspace.myday import EntryRow, GapRow, MyDay, my_day
from standup.workspace.time import log, preview

_OF_ENTRIES = frozenset(["delete_entry", "move_entry", "change_bucket", "copy_entry"])
_GLYPHS = (
    ("▮ ▯", "logged and not logged of a day's hours"),
    ("?", "a workday without a log: unknown, not zero"),
    (GAP_GLYPH, "time that is not logged"),
    ("!", "interrupt"),
    (TOUCHPOINT_MARK, "counts for a touchpoint"),
    ("•", "today"),
)


class DayScreen(Page):
    """One of the days of the person who acts; nobody else's is ever shown."""

    CSS_PATH = "day.tcss"
    NAME = "my day"
    MEANINGS: ClassVar[Mapping[str, str]] = {"open": "Edit the line of the entry, or fill the gap"}
    SCOPES: ClassVar[tuple[Scope, ...]] = (
        Scope.DAY,
        Scope.LIST,
        Scope.LOG_BAR,
        Scope.FILTER,
        Scope.FIELD,
        *Page.SCOPES,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.DAY)]

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._day: date | None = None
        self.view: MyDay | None = None
        """None where the day cannot be read."""

    @property
    def day(self) -> date:
        """The day shown; today until another is asked for."""
        return self._day or self.host.workspace.today()

    @property
    def week(self) -> Week:
        """The week of the day shown."""
        return Week.of(self.day)

    def compose(self) -> ComposeResult:
        """Header, the week, the entries, the split, the log bar and the keys."""
        yield HeaderLine()
        yield DayStrip()
        yield EntryList()
        yield DayTotals()
        yield LogBar(
            self._preview,
            self._log_bar_turned,
            complete=WorkspaceCompleter(self.host.workspace),
            earlier=self.host.earlier,
        )
        yield self.key_line()

    def on_mount(self) -> None:
        """Begin in the list."""
        self._list.focus()

    @property
    def _list(self) -> EntryList:
        return self.query_one(EntryList)

    @property
    def _entry(self) -> EntryRow | None:
        row = self._list.selected
        return row if isinstance(row, EntryRow) else None

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Those of the log bar or the filter while it is open."""
        if self.is_filtering:
            return super().scopes
        if self.query_one(LogBar).is_open:
            return Scope.LOG_BAR, Scope.FIELD, Scope.ALWAYS
        return Scope.DAY, Scope.LIST, *Page.SCOPES

    def footer_actions(self) -> list[Action]:
        """The keys of this page, without the one that leads here."""
        return [action for action in super().footer_actions() if action.id != "day"]

    def help_notes(self, width: int) -> Iterable[Content]:
        """The grammar of the line while the log bar is open, else the glyphs."""
        return grammar(width) if self.query_one(LogBar).is_open else table("Glyphs", _GLYPHS)

    def read(self) -> None:
        """Read the day and show it; a damaged file is told in the place of the entries."""
        day = self.day
        try:
            view = my_day(self.host.workspace, day)
        except DamagedFileError as error:
            self.view = None
            self._list.complain(day, str(error))
            self.query_one(DayStrip).show((), day, day)
            self.query_one(DayTotals).show(None)
            return
        if view == self.view:
            return
        is_another = self.view is None or self.view.day != view.day
        self.view = view
        when = day_words(view.day, view.today) + (", today" if view.day == view.today else "")
        header = self.query_one(HeaderLine)
        header.show(view.team, when, view.week, view.me, view.timer, demo=self.host.is_demo)
        self.query_one(DayStrip).show(view.cells, view.day, view.today)
        self._list.update_view(view)
        self.query_one(DayTotals).show(view)
        if is_another:
            self._list.cursor = 0

    def show_day(self, day: date) -> None:
        """Show another day."""
        self._day = None if day == self.host.workspace.today() else day
        self.reload()

    def refusal(self, action: str) -> str | None:
        """Why a key cannot act on the selected row or on this day."""
        if action in _OF_ENTRIES and self._entry is None:
            is_gap = isinstance(self._list.selected, GapRow)
            return "this time is not logged; enter fills it" if is_gap else "there is no entry on this day"
        today = self.view.today if self.view else None
        match action:
            case "today" if today == self.day:
                return "this is today"
            case "fill_day" if today is not None and self.day > today:
                return f"{day_words(self.day, today)} has not come yet; it is filled when it is over"
        return None

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.refresh_keys()

    @on(RowList.Opened)
    def _opened(self) -> None:
        row = self._list.selected
        if isinstance(row, EntryRow):
            ask_edit(self.host, row)
        elif isinstance(row, GapRow):
            self._fill(row)

    def _fill(self, gap: GapRow) -> None:
        self.query_one(LogBar).open(f"{gap.line} ")

    # The log bar

    def _preview(self, text: str) -> str:
        return preview(self.host.workspace, text, day=self.day)

    def _log_bar_turned(self, is_open: bool) -> None:
        self.refresh_keys()
        if not is_open and self.is_typing:
            self.set_focus(self._list)

    def on_descendant_focus(self) -> None:
        """Leave the log bar where the focus went elsewhere, as by a click on a row; its text stays."""
        bar = self.query_one(LogBar)
        if bar.is_open and not self.is_typing:
            bar.close()

    @on(LogBar.Entered)
    def _entered(self, event: LogBar.Entered) -> None:
        bar = self.query_one(LogBar)
        try:
            logged = log(self.host.workspace, event.text, day=self.day)
        except StandupError as error:
            bar.failed(error)
            return
        bar.logged()
        self.reload()
        self.host.tell("Logged", f"{logged.told} · {UNDO_HINT}")

    @on(LogBar.Splitting)
    def _splitting(self, event: LogBar.Splitting) -> None:
        event.stop()
        bar = self.query_one(LogBar)
        ask_split(self.host, None, event.text, logged=bar.logged, day=self.day)

    # Keys

    def action_log_on_day(self) -> None:
        """Open the log bar; a line without a day means the day shown."""
        self.query_one(LogBar).open()

    def action_fill_day(self) -> None:
        """Fill the selected gap, or else the day."""
        row = self._list.selected
        if isinstance(row, GapRow):
            self._fill(row)
        else:
            ask_fill(self.host, day=self.day)

    def action_delete_entry(self) -> None:
        """Delete the selected entry."""
        if self._entry is not None:
            delete(self.host, self._entry)

    def action_move_entry(self) -> None:
        """Move the selected entry to another day."""
        if self._entry is not None:
            ask_move(self.host, self._entry)

    def action_change_bucket(self) -> None:
        """Change the bucket of the selected entry."""
        if self._entry is not None:
            change_bucket(self.host, self._entry)

    def action_copy_entry(self) -> None:
        """Log the same once more, today."""
        if self._entry is not None:
            copy_to_today(self.host, self._entry)

    def action_previous_day(self) -> None:
        """The day before."""
        self.show_day(self.day - timedelta(days=1))

    def action_next_day(self) -> None:
        """The day after."""
        self.show_day(self.day + timedelta(days=1))

    def action_today(self) -> None:
        """Today."""
        self.show_day(self.host.workspace.today())

    def action_go_to_day(self) -> None:
        """A day by its name or date."""
        ask_day(self.host, self.show_day)

    def action_show_day(self, day: str) -> None:
        """A day that was clicked in the strip."""
        self.show_day(date.fromisoformat(day))
