"""The Standup: a round through the developers or through the board, one after the other; no hours on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from standup.domain.records import Order, Round
from standup.domain.weeks import Week, day_words
from standup.tui.actions import Action, Scope, bindings
from standup.tui.asking.rounds import ask_decision, ask_minutes, ask_note, ask_order, ask_park, ask_skip, ask_take_up
from standup.tui.host import Host
from standup.tui.legend import table
from standup.tui.page import Page
from standup.tui.widgets.header import HeaderLine
from standup.tui.widgets.round import NOTE_GLYPHS, PACES, RoundClock, SeatList, SeatRibbon, TurnCard, WrittenList
from standup.workspace.round_view import RoundView, round_view
from standup.workspace.rounds import begin_round, go_back, go_on, go_to, pause

_RUNNING = frozenset(["previous_turn", "skip_turn", "pause_round", "round_note", "decide", "park", "take_up"])


class StandupScreen(Page):
    """The round of today: begins it, goes on where it was, and ends it with minutes."""

    CSS_PATH = "standup.tcss"
    NAME = "the Standup"
    LEADS_TO_HOURS = False
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.ROUND, Scope.TEXT, *Page.SCOPES)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.ROUND, Scope.TEXT)]

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.view: RoundView | None = None
        self._order: Order | None = None
        self._seed: int | None = None

    def compose(self) -> ComposeResult:
        """Header, clock, who takes part, the card and what was written down, and the keys."""
        yield HeaderLine()
        yield RoundClock()
        yield SeatRibbon()
        with Horizontal(id="round"):
            with Vertical(id="seats") as seats:
                seats.border_title = "Order"
                yield SeatList()
            with Vertical(id="talk"):
                with VerticalScroll(id="card") as card:
                    card.can_focus = False
                    yield TurnCard()
                with VerticalScroll(id="written") as written:
                    written.border_title = "Minutes"
                    written.can_focus = False
                    yield WrittenList()
        yield self.key_line()

    def on_mount(self) -> None:
        """Let the clock run."""
        self.set_interval(1, self._tick)

    def footer_actions(self) -> list[Action]:
        """The keys of this screen, without the one that leads here."""
        return [action for action in super().footer_actions() if action.id != "standup"]

    def help_notes(self, width: int) -> Iterable[Content]:
        """What the glyphs mean."""
        paces = [(glyph, words or "in time") for glyph, _, words in PACES.values()]
        turns = [("▶", "whose turn it is"), ("✓", "had it"), ("↷", "skipped"), ("⌂", "not here")]
        return table("Glyphs", (*paces, *turns, *NOTE_GLYPHS.values()))

    @property
    def round(self) -> Round | None:
        """The round that is shown."""
        return self.view.round if self.view else None

    @property
    def going(self) -> Round | None:
        """The round that is shown, while it goes on."""
        return self.round if self.round is not None and self.round.ended_at is None else None

    def read(self) -> None:
        """Read the round, and show it; nobody's running timer is shown here, nor anything else of hours."""
        view = round_view(self.host.workspace, self._order, self._seed)
        self.query_one(RoundClock).show(view, self.host.workspace.now())
        if view == self.view:
            return
        is_new_turn = self.view is None or (view.card and view.card.title) != (self.view.card and self.view.card.title)
        self.view = view
        header = self.query_one(HeaderLine)
        when, week, is_demo = day_words(view.today), Week.of(view.today), self.host.is_demo
        header.show(view.team, when, week, view.me, None, demo=is_demo, on_duty=view.on_duty)
        self.query_one(SeatList).show(view.seats)
        self.query_one(SeatRibbon).show(view.seats)
        self._show_talk(view)
        if is_new_turn:
            self.query_one("#card", VerticalScroll).scroll_home(animate=False)

    def _show_talk(self, view: RoundView) -> None:
        card = self.query_one(TurnCard)
        card.is_roomy = self.size.height >= 34
        key = self.table.key
        card.show(view.card, self._instead(view), view.before)
        box = self.query_one("#card", VerticalScroll)
        box.border_title = None if view.card is None else "Turn"
        offered = {"round_note": "note", "park": "park", "take_up": "new item", "decide": "decision"}
        keys = " · ".join(f"{key(action)} {words}" for action, words in offered.items())
        if self.going is None:
            keys = "nothing was written down" if view.is_over else "what is written down in the round stands here"
        self.query_one(WrittenList).show(view.written, keys)
        written = self.query_one("#written", VerticalScroll)
        written.border_subtitle = str(len(view.written)) if view.written else None
        self.call_after_refresh(written.scroll_end, animate=False)

    def _instead(self, view: RoundView) -> str:
        """What stands there while it is nobody's turn."""
        key = self.table.key
        if view.is_over:
            return f"The minutes are kept with the day: {key('end_round')} writes and copies them again."
        if view.of:
            return f"{key('next_turn')} ends the round: who was there, blockers, decisions, topics and new items."
        if (why := self.refusal("next_turn")) is not None:
            return f"There is no round to begin: {why}. {key('order_round')} is for another order."
        return (
            f"{key('next_turn')} begins. Whoever is away is left out, with the reason. Every step is stored, so a "
            "round that is interrupted goes on where it was, on this screen or another."
        )

    def on_resize(self) -> None:
        """Leave blank lines where there is room for them."""
        if self.view is not None:
            self._show_talk(self.view)

    def _tick(self) -> None:
        if self.is_current or self.app.screen_stack[:1] == [self]:
            self.query_one(RoundClock).turn_to(self.host.workspace.now())

    def refusal(self, action: str) -> str | None:
        """Why a key cannot act now."""
        if action in _RUNNING and self.going is None:
            return "no round goes on" if self.view else "the round is still being read"
        going = self.going
        match action:
            case "next_turn" if self.view is not None and self.view.is_over:
                return f"the round is over; {self.table.key('order_round')} is for another one"
            case "next_turn" if self.view is not None and self.view.plan is not None and not self.view.plan.who:
                is_board = self.view.plan.order is Order.BOARD
                return "no work is in progress" if is_board else "nobody is here today"
            case "previous_turn" if going is not None and going.current == 0:
                return "this is the first turn"
            case "skip_turn" | "pause_round" if going is not None and going.current is None:
                return "all have had their turn"
            case "order_round" if going is not None:
                return "the order is set while a round goes on"
            case "end_round" if self.round is None:
                return "no round was begun"
        return None

    def _do(self, step: Callable[[Round], Round]) -> None:
        going = self.going
        if going is not None:
            self.host.attempt(lambda: step(going))

    def action_next_turn(self) -> None:
        """Begin, go on to the next turn, or end the round after the last one."""
        workspace = self.host.workspace
        if self.going is None:
            order, seed = self._order, self._seed
            self._order = self._seed = None
            allotted = self.host.settings.turn_minutes * 60
            self.host.attempt(lambda: begin_round(workspace, order, seed, allotted=allotted))
        elif self.going.current is None:
            self.action_end_round()
        else:
            self._do(lambda going: go_on(workspace, going))

    def action_previous_turn(self) -> None:
        """Back to the turn before."""
        self._do(lambda going: go_back(self.host.workspace, going))

    def action_go_to(self, place: int) -> None:
        """To a turn that was clicked."""
        going = self.going
        if going is not None and place != going.current:
            self._do(lambda round_: go_to(self.host.workspace, round_, place))

    @on(SeatList.Chosen)
    def _seat_chosen(self, event: SeatList.Chosen) -> None:
        self.action_go_to(event.place)

    def action_skip_turn(self) -> None:
        """Leave the current turn out."""
        if self.going is not None:
            ask_skip(self.host, self.going, self._whose)

    @property
    def _whose(self) -> str:
        return self.view.card.title if self.view and self.view.card else "After the last turn"

    def action_pause_round(self) -> None:
        """Stop the timers, or let them run again."""
        self._do(lambda going: pause(self.host.workspace, going))

    def action_round_note(self) -> None:
        """A line of what was said."""
        if self.going is not None:
            ask_note(self.host, self.going, self._whose)

    def action_decide(self) -> None:
        """What was decided."""
        if self.going is not None:
            ask_decision(self.host, self.going)

    def action_park(self) -> None:
        """A topic for later."""
        if self.going is not None:
            ask_park(self.host, self.going)

    def action_take_up(self) -> None:
        """A sentence that becomes a work item or a touchpoint."""
        if self.going is not None:
            ask_take_up(self.host, self.going)

    def action_order_round(self) -> None:
        """How the next round walks."""

        def choose(order: Order, seed: int | None) -> None:
            self._order, self._seed = order, seed

        if self.view is not None:
            ask_order(self.host, self.view, choose)

    def action_end_round(self) -> None:
        """End the round, and write its minutes."""
        if self.round is not None:
            ask_minutes(self.host, self.round, self.app.copy_to_clipboard)

    def action_scroll_down(self) -> None:
        """A line down in the card."""
        self.query_one("#card", VerticalScroll).scroll_relative(y=1, animate=False)

    def action_scroll_up(self) -> None:
        """A line up in the card."""
        self.query_one("#card", VerticalScroll).scroll_relative(y=-1, animate=False)
