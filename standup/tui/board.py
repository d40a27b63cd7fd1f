"""The Board: one developer's production beside the touchpoints due, and one's own split under both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content

from standup.domain.logline import Selection
from standup.domain.records import Touchpoint, WorkItem
from standup.domain.text import shown
from standup.domain.weeks import day_words
from standup.tui import asking
from standup.tui.actions import DEFAULT, Scope, bindings
from standup.tui.completing import WorkspaceCompleter
from standup.tui.host import UNDO_HINT, Host
from standup.tui.legend import glyphs, grammar
from standup.tui.messages import LogText, LookAtMyWeek, QuickLog, TurnTimer
from standup.tui.page import Page
from standup.tui.row_keys import NO_ROW, RowKeys
from standup.tui.widgets.customer_pane import CustomerPane, Fold
from standup.tui.widgets.header import HeaderLine, TeamStrip
from standup.tui.widgets.logbar import LogBar
from standup.tui.widgets.owntime import OwnTimePanel
from standup.tui.widgets.panetabs import PaneTabs
from standup.tui.widgets.production_pane import ProductionPane
from standup.tui.widgets.rows import RowList
from standup.tui.widgets.today import TodayPanel
from standup.workspace.blockers import BlockerRow, resolve_blocker
from standup.workspace.board import BoardView, CustomerWithout, WorkRow, board
from standup.workspace.record_forms import RecordForm, TouchpointForm, WorkForm
from standup.workspace.session import Workspace
from standup.workspace.time import preview
from standup.workspace.touchpoint_rows import TouchpointRow

_OF_PRODUCTION = frozenset(action.id for action in DEFAULT.in_scopes(Scope.PRODUCTION))
_OF_CUSTOMER = frozenset(action.id for action in DEFAULT.in_scopes(Scope.CUSTOMER))

_ONLY_WORK, _ONLY_TOUCHPOINTS = frozenset(["block"]), frozenset(["snooze", "who"])
_ON_A_ROW = frozenset(["quick_log", "split", "timer", "done", "edit", "move", *_ONLY_WORK, *_ONLY_TOUCHPOINTS])
_ON_TOUCHPOINTS = frozenset(["done", "snooze", "edit", "move"])
"""What needs a touchpoint, and not only a customer."""
_ON_WORK = _ON_A_ROW - _ONLY_TOUCHPOINTS - {"timer"}
"""What needs a work item, and not a blocker; but for the first, which resolves that."""


class BoardScreen(RowKeys, Page):
    """The home screen; keys act for the person who acts, on whichever Board is looked at."""

    CSS_PATH = "board.tcss"
    NAME = "the Board"
    MEANINGS: ClassVar[Mapping[str, str]] = {"open": "Details of the row, with its history; unfold the snoozed"}
    SCOPES: ClassVar[tuple[Scope, ...]] = (
        Scope.PRODUCTION,
        Scope.CUSTOMER,
        Scope.LIST,
        Scope.ROW,
        Scope.BOARD,
        Scope.LOG_BAR,
        Scope.FILTER,
        Scope.FIELD,
        *Page.SCOPES,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.ROW, Scope.BOARD, Scope.PRODUCTION, Scope.CUSTOMER)]

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.developer: str | None = None
        """Id of the developer whose Board is shown; None for the person who acts."""
        self.view: BoardView | None = None

    def compose(self) -> ComposeResult:
        """Header, strip, the two panes, the split, the log bar and the keys."""
        yield HeaderLine()
        yield TeamStrip()
        yield PaneTabs()
        with Horizontal(id="panes"):
            yield ProductionPane(id="production")
            yield CustomerPane(id="customer")
            yield TodayPanel()
        yield OwnTimePanel()
        yield LogBar(
            self._preview,
            self._log_bar_turned,
            complete=WorkspaceCompleter(self.host.workspace),
            earlier=self.host.earlier,
        )
        yield self.key_line()

    def on_mount(self) -> None:
        """Begin on the production side."""
        self._production.add_class("-current")
        self._production.focus()

    @on(RowList.Titled)
    def _titled(self) -> None:
        self.query_one(PaneTabs).show((self._production, self._customer), self.pane)

    @property
    def _production(self) -> ProductionPane:
        return self.query_one(ProductionPane)

    @property
    def _customer(self) -> CustomerPane:
        return self.query_one(CustomerPane)

    @property
    def pane(self) -> ProductionPane | CustomerPane:
        """The pane whose row keys act on."""
        return self._customer if self._customer.has_class("-current") else self._production

    @property
    def selection(self) -> Selection | None:
        """The row that keys act on."""
        return self.pane.selection()

    @property
    def record(self) -> WorkItem | Touchpoint | None:
        """The work item or touchpoint of the selected row."""
        match self.pane.selected:
            case WorkRow(item=item):
                return item
            case TouchpointRow(touchpoint=touchpoint):
                return touchpoint
        return None

    @property
    def record_name(self) -> str:
        """What people call it."""
        match self.pane.selected:
            case WorkRow(item=item):
                return f"{item.key} {item.title}"
            case TouchpointRow(customer=customer, touchpoint=touchpoint):
                return f"{customer}: {touchpoint.title}"
        return ""

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Those of the log bar or the filter while it is open, else those of the pane that has the focus first."""
        if self.is_filtering:
            return super().scopes
        if self.query_one(LogBar).is_open:
            return Scope.LOG_BAR, Scope.FIELD, Scope.ALWAYS
        panes = (Scope.PRODUCTION, Scope.CUSTOMER)
        here, other = panes if self.pane is self._production else panes[::-1]
        return here, Scope.ROW, Scope.LIST, Scope.BOARD, *Page.SCOPES, other

    @property
    def help_title(self) -> str:
        """The Board, and which part of it has the focus."""
        part = "the log bar" if self.query_one(LogBar).is_open else f"{self.NAME} · {self.pane.BORDER_TITLE}"
        return f"Keys of {part}"

    def help_notes(self, width: int) -> Iterable[Content]:
        """The grammar of the line while the log bar is open, else the glyphs."""
        return grammar(width) if self.query_one(LogBar).is_open else glyphs(width)

    def read(self) -> None:
        """Read the Board and show it."""
        view = board(self.host.workspace, self.developer)
        self._leave_who_is_gone(view)
        if view == self.view:
            return  # the watch also sees what this app did itself, and has shown
        self.view = view
        when = day_words(view.today)
        header = self.query_one(HeaderLine)
        duty = next((one.name for one in view.strip if one.on_duty), "")
        header.show(view.team, when, view.week, view.me, view.timer, demo=self.host.is_demo, on_duty=duty)
        self.query_one(TeamStrip).show(view)
        self._production.update_view(view)
        self._customer.update_view(view)
        self.query_one(TodayPanel).show(view)
        self.query_one(OwnTimePanel).show(view)

    def _leave_who_is_gone(self, view: BoardView) -> None:
        """Say why my own Board is shown where that of somebody else was asked for."""
        if self.developer is None or self.developer == view.developer.id:
            return
        was = self.view.developer.name if self.view is not None else self.developer
        self.developer = None
        self.host.tell("Board", f"{shown(was)} is no longer in the team; this is your own Board")

    def look_at(self, developer: str, row: str = "") -> None:
        """Show the Board of a developer, with the cursor on a row where one is named, be it hidden or not."""
        self.developer = developer
        self.reload()
        if row and not self._seek(row):
            self.notify("that is not open any more", severity="warning", markup=False)

    def _seek(self, row: str) -> bool:
        """Put the cursor on a row, on whichever side it is; False where there is none."""
        for pane in (self._production, self._customer):
            if pane.seek(row):
                self.set_focus(pane)
                return True
        return False

    def _preview(self, text: str) -> str:
        return preview(self.host.workspace, text, self.selection)

    def refusal(self, action: str) -> str | None:
        """Why a key of the Board cannot act on the selected row."""
        row = self.pane.selected
        if isinstance(row, BlockerRow) and action in _ON_WORK:
            return self._of_blocker(row, action)
        if self.selection is None and (why := self._without_a_row(action)):
            return why
        match action:
            case "previous_developer" | "next_developer" if self.view and len(self.view.strip) < 2:
                return "there is nobody else on the team yet; `standup developer add` adds somebody"
        if isinstance(row, CustomerWithout) and action in _ON_TOUCHPOINTS:
            return f"{shown(row.name)} has no open touchpoint; {self.table.key('new')} plans one"
        return self.row_refusal(action) or self._elsewhere(action)

    def _without_a_row(self, action: str) -> str | None:
        """Why a key that acts on a row cannot act where the cursor is on none, and what to do instead."""
        if action not in _ON_A_ROW or (action == "timer" and self.view and self.view.timer):
            return None
        if action in (_ONLY_WORK if self.pane is self._customer else _ONLY_TOUCHPOINTS):
            return None  # what it needs is on the other side, and that is said
        row = self.pane.selected
        if isinstance(row, Fold):
            if row.is_open:
                return "this row stands for the snoozed ones; choose one below it"
            return f"this row stands for the snoozed ones; {self.table.key('open')} unfolds them"
        if self.pane.every:
            return NO_ROW
        return f"there is no row yet; {self.table.key('new')} makes one"

    def _of_blocker(self, row: BlockerRow, action: str) -> str | None:
        """Why a key of work items does nothing on a blocker."""
        if action == "block":
            return f"{shown(row.resolved_by)} has resolved it already" if row.resolved_by else None
        return f"a blocker is no work item; {self.table.key('block')} says that it is resolved"

    def action_block(self) -> None:
        """On a blocker: say that it is resolved."""
        row = self.pane.selected
        if not isinstance(row, BlockerRow):
            super().action_block()
            return
        ended = self.host.attempt(lambda: resolve_blocker(self.host.workspace, row.blocker.id))
        if ended is not None:
            self.host.tell("Resolved", f"{shown(row.blocked)}: {shown(ended.what)} · {UNDO_HINT}")

    def action_check_in(self) -> None:
        """My check-in of today."""
        asking.checkin.ask_check_in(self.host)

    def _elsewhere(self, action: str) -> str | None:
        """Why a key of one side does nothing on the other."""
        if action in _OF_PRODUCTION and self.pane is self._customer:
            return f"only on the production side; {self.table.key('switch_pane')} goes there"
        if action in _OF_CUSTOMER and self.pane is self._production:
            return f"only on the customer's side; {self.table.key('switch_pane')} goes there"
        return None

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        if event.rows.has_focus and not event.rows.has_class("-current"):
            for pane in (self._production, self._customer):
                pane.set_class(pane is event.rows, "-current")
                pane.refresh()
            self._titled()
        self.refresh_keys()

    def _log_bar_turned(self, is_open: bool) -> None:
        self.refresh_keys()
        if not is_open and self.is_typing:
            self.set_focus(self.pane)

    def on_descendant_focus(self) -> None:
        """Leave the log bar where the focus went elsewhere, as by a click on a row; its text stays."""
        bar = self.query_one(LogBar)
        if bar.is_open and not self.is_typing:
            bar.close()

    @on(LogBar.Entered)
    def _entered(self, event: LogBar.Entered) -> None:
        self.post_message(LogText(event.text, self.selection))

    def action_open_log(self) -> None:
        """Open the log bar."""
        self.query_one(LogBar).open()

    def action_quick_log(self, minutes: int) -> None:
        """Log minutes to the selected row."""
        if self.selection is not None:
            self.post_message(QuickLog(self.selection, minutes))

    def action_timer(self) -> None:
        """Start, stop or switch the timer."""
        row = self.pane.selected
        runs_there = isinstance(row, WorkRow | TouchpointRow) and row.timing
        self.post_message(TurnTimer(self.selection, runs_there))

    def action_my_week(self) -> None:
        """What the lead will see of my week: of the one to be closed, else of the running one."""
        if self.view is not None:
            self.post_message(LookAtMyWeek(self.view.to_close or self.view.week))

    def action_interrupt(self) -> None:
        """Log an interrupt of mine."""
        asking.interrupts.ask_interrupt(self.host)

    def action_fill(self) -> None:
        """Fill the rest of today, or a gap."""
        asking.fill.ask_fill(self.host, selection=self.selection)

    def action_hand_over(self) -> None:
        """Hand over what the developer looked at has open."""
        if self.view is not None:
            asking.care.ask_hand_over(self.host, self.view.developer)

    def action_new(self) -> None:
        """A new record on the side that has the focus."""
        row = self.pane.selected

        def form(workspace: Workspace) -> RecordForm:
            if self.pane is self._production:
                return WorkForm(workspace)
            return TouchpointForm(workspace, customer=row.customer if isinstance(row, CustomerWithout) else "")

        asking.rows.ask_new(self.host, form, lambda record_id: self.select_record(record_id, focus=True))

    @on(RowList.Opened)
    def _opened(self) -> None:
        from standup.tui.detail import DetailScreen

        row = self.pane.selected
        if isinstance(row, CustomerWithout):
            self.action_new()
        elif isinstance(row, BlockerRow):
            asking.checkin.ask_blocker(self.host, row)
        elif self.record is not None:
            self.app.push_screen(DetailScreen(self.host, self.record))

    def select_record(self, *record_ids: str, focus: bool = False) -> None:
        """Put the cursor of a pane on the first of these records that it shows, and the focus too where asked."""
        for pane in (self._production, self._customer):
            if any(pane.select(record_id) for record_id in record_ids) and focus:
                self.set_focus(pane)

    def action_split(self) -> None:
        """Log time that is part production and part customer."""
        asking.split.ask_split(self.host, self.selection)

    @on(LogBar.Splitting)
    def _splitting(self, event: LogBar.Splitting) -> None:
        event.stop()
        bar = self.query_one(LogBar)
        asking.split.ask_split(self.host, self.selection, event.text, logged=bar.logged)

    def action_switch_pane(self) -> None:
        """To the other pane."""
        other = self._production if self.pane is self._customer else self._customer
        self.set_focus(other)

    def action_go_to(self, pane: str) -> None:
        """To a pane that was clicked in the tabs."""
        self.set_focus(self.query_one(f"#{pane}", RowList))

    def action_previous_developer(self) -> None:
        """The Board of the developer before."""
        self._step(-1)

    def action_next_developer(self) -> None:
        """The Board of the next developer."""
        self._step(1)

    def action_look_at(self, developer: str) -> None:
        """The Board of a developer in the strip."""
        self.look_at(developer)

    def _step(self, by: int) -> None:
        if self.view is None or not self.view.strip:
            return
        people = [person.id for person in self.view.strip]
        here = people.index(self.view.developer.id) if self.view.developer.id in people else 0
        self.look_at(people[(here + by) % len(people)])
