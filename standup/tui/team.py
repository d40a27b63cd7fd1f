"""The Team: a lead's week in totals, what waits and what is to be decided; never clock times, never notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from standup.domain.decisions import question
from standup.domain.errors import StandupError
from standup.domain.text import shown
from standup.domain.weeks import Week
from standup.reports.bars import PARTS
from standup.reports.words import audience, dates, state
from standup.tui.actions import Action, Scope, bindings
from standup.tui.asking.care import ask_hand_over, ask_who
from standup.tui.asking.customers import ask_plan
from standup.tui.asking.team import ask_band, ask_publish, ask_slot, ask_week
from standup.tui.host import Host
from standup.tui.messages import LookAt
from standup.tui.page import READING, Page
from standup.tui.team_rows import TeamRow, columns, heading, team_parts, top
from standup.tui.text import Cell, plain, row_of
from standup.tui.why import WhyScreen
from standup.tui.widgets.header import HeaderLine
from standup.tui.widgets.rows import MARGIN, RowList
from standup.workspace.team_view import TeamView, open_touchpoint, team_view

_WIDE, _HUGE, _TALL = 100, 160, 34
"""From how many cells on the parts stand beside each other: two, three; and from how many lines on at all."""


class TeamList(RowList[TeamRow]):
    """Rows of the Team, with all that is said of each."""

    BORDER_TITLE = "Team"
    ALWAYS_DETAILED = True

    def row_id(self, row: TeamRow) -> str:
        """The row's own."""
        return row.id

    def empty(self) -> list[Content]:
        """A list that is shown has at least one row, once it is read."""
        return []

    def draw(self, row: TeamRow, width: int) -> Content:
        """The row's first line."""
        return row.draw(width)

    def details(self, row: TeamRow, width: int) -> Sequence[Content]:
        """The lines below."""
        return row.details(width)


class DecisionList(TeamList):
    """What is to be decided."""

    BORDER_TITLE = "Decisions needed"


class WeekList(TeamList):
    """The plot of the weeks, and the figures of the one shown."""

    BORDER_TITLE = "Twelve weeks"


class WaitingList(TeamList):
    """Touchpoints and customers that wait."""

    BORDER_TITLE = "Waiting"


_HEADS = {part.name: "$foreground-muted" if part.name in ("unlogged", "left") else f"${part.name}" for part in PARTS}
"""The colours of the words; those of what is not logged are good for bars alone."""


class TeamHead(Widget):
    """The heading of the columns, with the scale of the share below the bars."""

    DEFAULT_CSS = """
    TeamHead { height: 1; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """

    top = 0
    """The end of the scale in per cent; 0 before there is one."""

    def render(self) -> Content:
        """Names where there is room, else the glyphs of the bars."""
        width = self.size.width - MARGIN
        wide = columns(width)
        is_wide = wide.number >= 10
        heads = [
            Cell(
                Content.assemble((part.name, _HEADS[part.name]) if is_wide else (part.glyph, f"${part.name}")),
                wide.number,
                right=True,
            )
            for part in PARTS
        ]
        ends = ("share 0 %" if wide.bar > 20 else "0 %", f"{self.top} %")
        scale = f"{ends[0]}{ends[1]:>{wide.bar - len(ends[0])}}" if self.top else ""
        logged = Content.assemble(("logged", "$foreground-muted"))
        cells = [
            Cell(Content(""), wide.name),
            Cell(Content.assemble((scale, "$foreground-muted")), wide.bar),
            *heads,
            Cell(logged, wide.coverage, right=True),
        ]
        return Content("  ") + row_of(cells)


class TeamScreen(Page):
    """The week of each developer and of the team for a lead; anyone else gets their own and the team's."""

    CSS_PATH = "team.tcss"
    NAME = "the Team"
    MEANINGS: ClassVar[Mapping[str, str]] = {"open": "A Board, with the row of what waits; else why"}
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.FILTER, Scope.TEAM, *Page.SCOPES)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.TEAM)]

    @dataclass
    class Gathered(Message):
        """The view of a week was read, or could not be."""

        week: Week
        found: TeamView | StandupError

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._week: Week | None = None
        self.view: TeamView | None = None
        self._layout = ""

    @property
    def week(self) -> Week:
        """The week shown; the current one until another is asked for."""
        return self._week or Week.of(self.host.workspace.today())

    def compose(self) -> ComposeResult:
        """Header, heading, people, what is to be decided and what waits, and the keys."""
        yield HeaderLine()
        yield TeamHead()
        yield TeamList(id="people")
        with Horizontal(id="parts"):
            yield DecisionList(id="decisions")
            yield WeekList(id="weeks")
            yield WaitingList(id="waiting")
        yield Static(id="below")
        yield self.key_line()

    def footer_actions(self) -> list[Action]:
        """The keys of this screen, without the one that leads here."""
        return [action for action in super().footer_actions() if action.id != "team"]

    def on_mount(self) -> None:
        """Begin with the people."""
        self.people.focus()

    @property
    def people(self) -> TeamList:
        """The list that is always there; on a small screen it holds all parts."""
        return self.query_one("#people", TeamList)

    @property
    def lists(self) -> list[TeamList]:
        """The lists that are shown, in their order."""
        names = {"-two": ("people", "decisions", "weeks"), "-three": ("people", "decisions", "weeks", "waiting")}
        return [self._list(name) for name in names.get(self._layout, ("people",))]

    @property
    def row(self) -> TeamRow | None:
        """The row that keys act on."""
        focused = self.focused if isinstance(self.focused, TeamList) else self.people
        return focused.selected

    def read(self) -> None:
        """Read the week in a thread, since twelve weeks of a large team take longer than a frame.

        What was asked for before is given up.
        """
        week = self.week
        if self.view is None or self.view.summary.week != week:
            self.query_one("#below", Static).update(plain(f" reading {week} ...", "$foreground-muted"))
        self.run_worker(partial(self._gather, week), thread=True, exclusive=True, group=READING)

    def _gather(self, week: Week) -> None:
        worker = get_current_worker()
        found: TeamView | StandupError
        try:
            found = team_view(self.host.workspace, week)
        except StandupError as error:
            found = error
        if not worker.is_cancelled:
            self.post_message(self.Gathered(week, found))

    def on_team_screen_gathered(self, event: Gathered) -> None:
        """Show what was read, unless another week is asked for by now; an error is told once."""
        if event.week != self.week:
            return
        if isinstance(event.found, StandupError):
            self.query_one("#below", Static).update(plain(f" {event.found}", "$text-error"))
            if str(event.found) != self._stale:
                self._stale = str(event.found)
                self.host.complain(event.found)
            return
        self._stale = ""
        view = event.found
        summary = view.summary
        header = self.query_one(HeaderLine)
        header.show(summary.team_name, dates(summary), summary.week, view.me, view.timer, demo=self.host.is_demo)
        if view != self.view:
            self.view = view
            self._arrange()
        self.query_one("#below", Static).update(self._below(view))
        self.refresh_keys()

    def on_resize(self) -> None:
        """Lay the parts out anew where there is room for more or fewer of them."""
        if self._layout_of() != self._layout:
            self._arrange()

    def _layout_of(self) -> str:
        width, height = self.size
        if width < _WIDE or height < _TALL or self.view is None or self.view.lead is None:
            return "-one"
        return "-three" if width >= _HUGE else "-two"

    def _arrange(self) -> None:
        """Put each part in its place: in one list, or in lists beside each other."""
        if self.view is None:
            return
        self._layout = self._layout_of()
        for name in ("-one", "-two", "-three"):
            self.set_class(name == self._layout, name)
        people, decisions, weeks, waiting = team_parts(self.view, self.table)
        decided, plotted, late = ((heading(of.BORDER_TITLE),) for of in (DecisionList, WeekList, WaitingList))
        shown: dict[str, Sequence[TeamRow]] = {"people": people, "decisions": (), "weeks": (), "waiting": ()}
        match self._layout:
            case "-one" if decisions:
                shown["people"] = (*people, *decided, *decisions, *plotted, *weeks, *late, *waiting)
            case "-two":
                shown |= {"decisions": (*decisions, *late, *waiting), "weeks": weeks}
            case "-three":
                shown |= {"decisions": decisions, "weeks": weeks, "waiting": waiting}
        for name, rows in shown.items():
            self._list(name).show(rows)
        if self.focused not in self.lists and not self.is_typing:
            self.people.focus()
        summary = self.view.summary
        self.people.border_subtitle = f"target band {summary.band} customer"
        head = self.query_one(TeamHead)
        head.top = top(self.view)
        head.refresh()

    def _list(self, name: str) -> TeamList:
        return self.query_one(f"#{name}", TeamList)

    def _below(self, view: TeamView) -> Content:
        summary = view.summary
        if not any(one.split.logged for one in summary.members):
            week = plain(f" {summary.week} · nothing logged: ", "$foreground-muted")
            line, minutes = self.table.key("open_log"), self.table.key("quick_log")
            keys = Content.assemble((line, "bold $accent"), " and ", (minutes, "bold $accent"))
            return week + keys + Content(" on the Board fill it")
        parts = [f" {summary.week}, {state(summary)}", audience(summary), view.published, summary.withheld]
        if view.lead is not None and not view.published and view.lead.open_for:
            parts.append(f"{len(view.lead.open_for)} not closed")
        return plain(" · ".join(filter(None, parts)), "$foreground-muted")

    def show_week(self, week: Week) -> None:
        """Show another week."""
        self._week = week
        self.reload()

    def refusal(self, action: str) -> str | None:
        """Why a key cannot act now."""
        row, lead = self.row, self.view.lead if self.view else None
        if action in _LEADS and lead is None:
            return "only a lead can do that" if self.view else "the week is still being read"
        match action:
            case "this_week" if self._week is None or self._week == Week.of(self.host.workspace.today()):
                return "this is the running week"
            case "why" if row is None or not row.reasons():
                return "nothing is explained here; choose a row with figures"
            case "give_slot" if row is None or not row.touchpoint:
                return "a slot is for a touchpoint; choose one that waits"
            case "reassign" if row is None or not (row.touchpoint or row.developer):
                return "choose a touchpoint, or the developer who is to hand over"
            case "ask" if row is None or not row.developer:
                return "there is nobody to ask in this row; choose a developer"
            case "plan_next" if row is None or not row.customer:
                return "a touchpoint is for a customer; choose one that waits"
            case "next_part" | "part_before" if len(self.lists) < 2 and not self._headings():
                return "there is one part only"
            case "publish" if self.view is not None and self.view.published:
                return f"{self.week} is {self.view.published} already; later changes show as corrections"
            case "publish" if self.week.monday > self.host.workspace.today():
                return f"{self.week} has not begun"
        return None

    def action_previous_week(self) -> None:
        """The week before."""
        self.show_week(self.week - 1)

    def action_next_week(self) -> None:
        """The week after."""
        self.show_week(self.week + 1)

    def action_this_week(self) -> None:
        """Back to the running week."""
        self._week = None
        self.reload()

    def action_go_to_week(self) -> None:
        """Another week, by its number."""
        ask_week(self.host, self.show_week)

    def action_why(self) -> None:
        """The rule and the minutes of the row."""
        row = self.row
        if row is not None and (reasons := row.reasons()):
            self.app.push_screen(WhyScreen(row.name or str(self.week), reasons))

    def action_give_slot(self) -> None:
        """A day for the touchpoint."""
        if self.row is not None:
            ask_slot(self.host, self.row.touchpoint, self.row.name)

    def action_reassign(self) -> None:
        """Somebody else for the touchpoint, or for what the developer has open."""
        row = self.row
        if row is None:
            return
        workspace = self.host.workspace
        if row.touchpoint:
            found = self.host.attempt(lambda: open_touchpoint(workspace, row.touchpoint))
            if found is not None:
                ask_who(self.host, found)
            return
        developer = workspace.store.roster().developers.get(row.developer)
        if developer is not None:
            ask_hand_over(self.host, developer)

    def action_ask(self) -> None:
        """A question to the developer, for the clipboard."""
        row, view = self.row, self.view
        if row is None or view is None:
            return
        names = {one.developer: one.name for one in view.summary.members}
        name = names.get(row.developer) or row.developer
        words = shown(question(name, self.week, row.name if row.touchpoint else ""))
        self.app.copy_to_clipboard(words)
        self.host.tell("Copied, to be sent", words)

    def action_plan_next(self) -> None:
        """A touchpoint with the customer."""
        row = self.row
        customer = self.host.workspace.store.roster().customers.get(row.customer) if row else None
        if customer is not None:
            ask_plan(self.host, customer)

    def action_change_band(self) -> None:
        """Another target band."""
        if self.view is not None:
            ask_band(self.host, self.view.summary.band)

    def action_publish(self) -> None:
        """Publish the week, after a look at who has not closed it."""
        if self.view is not None and self.view.lead is not None:
            ask_publish(self.host, self.view.summary.week, self.view.lead.open_for)

    def _headings(self) -> list[int]:
        """The places in the one list at which parts begin."""
        places = [place for place, row in enumerate(self.people.rows) if row.id.startswith("part-")]
        return [0, *places] if places else []

    def action_next_part(self) -> None:
        """To the next part."""
        self._step(1)

    def action_part_before(self) -> None:
        """To the part before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        lists = self.lists
        if len(lists) > 1:
            here = next((place for place, one in enumerate(lists) if one is self.focused), 0)
            lists[(here + by) % len(lists)].focus()
        elif places := self._headings():
            here = sum(place <= self.people.cursor for place in places) - 1
            place = places[(here + by) % len(places)]
            # On the first row of the part, which keys can act on, with its heading in sight above.
            self.people.cursor = min(place + 1, len(self.people.rows) - 1) if place else 0
            self.people.raise_row(place)

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.refresh_keys()

    @on(RowList.Opened)
    def _opened(self) -> None:
        row = self.row
        if row is None:
            return
        if row.developer == row.id:
            self.post_message(LookAt(row.developer))
        else:
            self.action_why()


_LEADS = frozenset(["publish", "change_band", "ask", "reassign", "give_slot", "plan_next"])
