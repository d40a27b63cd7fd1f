"""The parts of the Standup screen: clock, who takes part, the card of the current turn, what was written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from standup.domain.records import Order, Round, RoundNoteKind, TurnState
from standup.domain.rounds import Clock, Pace, round_clock, turn_clock
from standup.domain.text import shown
from standup.reports.wrapping import wrap
from standup.tui.actions import table_in
from standup.tui.text import bar, counted, fitted, plain
from standup.tui.widgets.columns import URGENCY_GLYPHS
from standup.tui.widgets.ribbon import Piece, Ribbon
from standup.workspace.round_view import Card, RoundView, Seat, Section, WrittenLine

MUTED = "$foreground-muted"
PACES = {
    Pace.FINE: ("●", "$text-success", ""),
    Pace.SOON: ("▲", "$text-warning", "soon over"),
    Pace.OVER: ("■", "$text-error", "over"),
    Pace.STOPPED: ("×", "$text-error", "counts no further"),
}
"""Glyph, colour and words of a timer; the glyph and the words also tell it where there are no colours."""
NOTE_GLYPHS = {
    RoundNoteKind.NOTE: ("•", "note"),
    RoundNoteKind.DECISION: ("✓", "decision"),
    RoundNoteKind.PARKED: ("◇", "parked"),
    RoundNoteKind.ITEM: ("▸", "new"),
    RoundNoteKind.BLOCKER: ("■", "blocked"),
}
_BAR = 16  # cells


def clock_words(seconds: int) -> str:
    """Seconds as a timer shows them: `1:05`, `62:10`."""
    return f"{seconds // 60}:{seconds % 60:02}"


def clock_content(clock: Clock, *, paused: bool, width: int = 0) -> Content:
    """A timer with its glyph, what is allotted, a bar of `width` cells, and its words."""
    glyph, colour, words = PACES[clock.pace]
    if paused:
        glyph, colour, words = "‖", MUTED, "paused"
    elif clock.pace is Pace.OVER:
        words = f"{clock_words(clock.seconds - clock.allotted)} over"
    parts: list[Content | tuple[str, str]] = [
        (f"{glyph} ", colour),
        (clock_words(clock.seconds), f"bold {colour}"),
        (f" of {clock_words(clock.allotted)}", MUTED),
    ]
    if width:
        parts.append((f"  {bar(min(clock.seconds, clock.allotted), clock.allotted, width)}", colour))
    if words:
        parts.append((f"  {words}", colour))
    return Content.assemble(*parts)


class RoundClock(Widget):
    """Whose turn it is and both timers; it changes by the second and makes no sound."""

    DEFAULT_CSS = "RoundClock { height: 2; width: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self) -> None:
        super().__init__()
        self._view: RoundView | None = None
        self._now: datetime | None = None

    def show(self, view: RoundView, now: datetime) -> None:
        """Show this round at this moment."""
        self._view = view
        self.turn_to(now)

    def turn_to(self, now: datetime) -> None:
        """Show the timers at another moment."""
        self._now = now
        self.refresh()

    def render(self) -> Content:
        """Two lines: whose turn, and the timers."""
        view, now, width = self._view, self._now, self.size.width
        if view is None or now is None or width <= 0:
            return Content("")
        left, right = self._first(view)
        first = fitted(left, max(1, width - right.cell_length - 1)) + Content(" ") + right
        round_ = view.round
        if round_ is None or view.is_over:
            return Content("\n").join([fitted(first, width), fitted(self._below(view), width)])
        return Content("\n").join([fitted(first, width), fitted(_timers(round_, now, width), width)])

    def _first(self, view: RoundView) -> tuple[Content, Content]:
        round_ = view.round
        if round_ is None:
            return Content.assemble(("No round yet today", "bold")), _order_words(view)
        if view.is_over:
            return Content.assemble(("✓ The round is over", "bold $text-success")), _order_words(view)
        if view.card is None:
            return Content.assemble(("All have had their turn", "bold")), _order_words(view)
        had = sum(turn.state is not TurnState.WAITING for turn in round_.turns)
        title = Content.assemble(("▶ ", "bold $text-success"), plain(view.card.title, "bold"))
        if view.card.about:
            title += Content.assemble(("  ", ""), plain(view.card.about, MUTED))
        then = f" · then {shown(view.following)}" if view.following else " · the last"
        return title, Content.assemble((f"{had + 1} of {len(round_.turns)}{then}", MUTED))

    def _below(self, view: RoundView) -> Content:
        key = table_in(self.app).key
        if view.is_over:
            words = f"{key('end_round')} writes the minutes again · {key('order_round')} begins another round"
            return Content.assemble((words, MUTED))
        plan = view.plan
        count = len(plan.who) if plan else 0
        what = "work item" if plan and plan.order is Order.BOARD else "developer"
        begin = f"{key('next_turn')} begins with {counted(count, what)} · " if count else ""
        return Content.assemble((f"{begin}{key('order_round')} for another order", MUTED))


def _timers(round_: Round, now: datetime, width: int) -> Content:
    paused = round_.current is not None and round_.since is None
    whole = Content.assemble(("round ", MUTED)) + clock_content(
        round_clock(round_, now), paused=paused, width=_BAR if width >= 100 else 0
    )
    if round_.current is None:
        return whole
    turn = clock_content(turn_clock(round_, now), paused=paused, width=_BAR)
    return turn + Content(" " * max(3, width - turn.cell_length - whole.cell_length)) + whole


def _order_words(view: RoundView) -> Content:
    order = view.round.order if view.round else view.plan.order if view.plan else None
    return Content.assemble((order.value if order else "", MUTED))


def _seat(seat: Seat, *, name: str | None = None) -> Content:
    """One in the order: a glyph, the name, and why they are left out."""
    glyph, style = "○", "$foreground"
    if seat.is_current:
        glyph, style = "▶", "bold $accent"
    elif seat.place is None:
        glyph, style = "⌂", MUTED
    elif seat.state is TurnState.SKIPPED:
        glyph, style = "↷", MUTED
    elif seat.state is TurnState.SAID:
        glyph, style = "✓", "$text-success"
    return Content.assemble((f"{glyph} ", style), plain(name or seat.name, "bold" if seat.is_current else ""))


class SeatList(Widget):
    """Who takes part, one below the other; a click goes to their turn."""

    DEFAULT_CSS = "SeatList { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    @dataclass
    class Chosen(Message):
        """Somebody's turn was clicked."""

        place: int

    def __init__(self) -> None:
        super().__init__()
        self._seats: Sequence[Seat] = ()

    def show(self, seats: Sequence[Seat]) -> None:
        """Show these seats."""
        self._seats = seats
        self.refresh(layout=True)

    def render(self) -> Content:
        """A line for each."""
        return Content("\n").join(fitted(self._line(seat), self.size.width) for seat in self._seats)

    def _line(self, seat: Seat) -> Content:
        line = _seat(seat)
        return line + Content.assemble(("  ", ""), plain(seat.why, MUTED)) if seat.why else line

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A line for each."""
        return max(1, len(self._seats))

    def on_click(self, event: events.Click) -> None:
        """Go to the turn under the mouse."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._seats):
            place = self._seats[offset.y].place
            if place is not None:
                self.post_message(self.Chosen(place))


class SeatRibbon(Ribbon):
    """Who takes part in one line, for a narrow screen; a click goes to their turn."""

    def __init__(self) -> None:
        super().__init__()
        self._seats: Sequence[Seat] = ()

    def show(self, seats: Sequence[Seat]) -> None:
        """Show these seats."""
        self._seats = seats
        self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """First names where all fit, else as many as fit from the one before the current one on."""
        drawn = [
            Piece(
                Content(" ") + _seat(seat, name=seat.name.split(" ")[0]) + Content(" "),
                "" if seat.place is None else f"go_to({seat.place})",
            )
            for seat in self._seats
        ]
        here = next((place for place, seat in enumerate(self._seats) if seat.is_current), 0)
        first = 0
        while first < here - 1 and sum(one.content.cell_length for one in drawn[first:]) > width:
            first += 1
        kept: list[Piece] = []
        for piece in drawn[first:]:
            if sum(one.content.cell_length for one in kept) + piece.content.cell_length > width:
                break
            kept.append(piece)
        return kept


class RoundText(Widget):
    """Lines that are wrapped to the width; what grows beyond the screen scrolls."""

    DEFAULT_CSS = "RoundText { height: auto; width: 1fr; text-wrap: nowrap; }"

    def lines(self, width: int) -> Iterator[Content]:
        """The lines in at most `width` cells."""
        raise NotImplementedError

    def render(self) -> Content:
        """Draw all lines."""
        return Content("\n").join(self.lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are to draw."""
        return max(1, len(list(self.lines(width))))


class TurnCard(RoundText):
    """What there is to say in the current turn."""

    def __init__(self) -> None:
        super().__init__()
        self._card: Card | None = None
        self._instead = ""
        self._before: Sequence[Section] = ()
        self.is_roomy = False
        """Whether there is a blank line between the parts."""

    def show(self, card: Card | None, instead: str, before: Sequence[Section] = ()) -> None:
        """Show a card, or words in its place with the parts that stand below them."""
        self._card, self._instead, self._before = card, instead, before
        self.refresh(layout=True)

    def lines(self, width: int) -> Iterator[Content]:
        """Each part under its heading."""
        if self._card is None:
            yield from (Content.assemble((line, MUTED)) for line in wrap(self._instead, max(20, width)))
            yield from [Content("")] if self._before else []
        for number, section in enumerate(self._before if self._card is None else self._card.sections):
            if number and self.is_roomy:
                yield Content("")
            yield from _section(section, width)


def _section(section: Section, width: int) -> Iterator[Content]:
    head = Content.assemble((section.title, "bold $accent"))
    if section.source and section.lines:
        head += Content.assemble((f"  {section.source}", f"italic {MUTED}"))
    if not section.lines:
        yield head + Content.assemble((f"  {section.nothing}", MUTED))
        return
    yield fitted(head, width)
    for line in section.lines:
        glyph, colour = URGENCY_GLYPHS[line.urgency] if line.urgency else ("•", MUTED)
        text = plain(line.text)
        detail = plain(line.detail, colour if line.urgency else MUTED)
        mark = Content.assemble((f"  {glyph} ", colour))
        if 4 + text.cell_length + 2 + detail.cell_length <= width:
            yield mark + text + (Content("  ") + detail if line.detail else Content(""))
            continue
        first, *more = wrap(shown(line.text), max(20, width - 4))
        yield mark + Content(first)
        yield from (Content(f"    {one}") for one in more)
        if line.detail:
            style = colour if line.urgency else MUTED
            below = wrap(shown(line.detail), max(20, width - 4))
            yield from (Content.assemble("    ", (one, style)) for one in below)


class WrittenList(RoundText):
    """What was written down in this round."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[WrittenLine] = ()
        self._keys = ""

    def show(self, lines: Sequence[WrittenLine], keys: str) -> None:
        """Show these lines; `keys` stands there where there are none."""
        self._lines, self._keys = lines, keys
        self.refresh(layout=True)

    def lines(self, width: int) -> Iterator[Content]:
        """A line for each, wrapped."""
        if not self._lines:
            yield from (Content.assemble((line, MUTED)) for line in wrap(self._keys, max(20, width)))
        for line in self._lines:
            glyph, word = NOTE_GLYPHS[line.kind]
            lead = Content.assemble((f"{glyph} ", "$accent"), (f"{word}  ", MUTED))
            text = f"{line.text} · {line.names}" if line.names else line.text
            first, *more = wrap(shown(text), max(20, width - lead.cell_length))
            yield lead + Content(first)
            yield from (Content(" " * lead.cell_length + one) for one in more)
