"""The first lines of a screen: team, day and week, the running timer, who I am; and the developers."""

from __future__ import annotations

from textual.content import Content

from standup.domain.duration import format_minutes
from standup.domain.duty import MARK
from standup.domain.records import Developer
from standup.domain.text import shown
from standup.domain.weeks import Week
from standup.tui.text import fitted, plain
from standup.tui.widgets.ribbon import Piece, Ribbon
from standup.workspace.board import BoardView, Person, RunningTimer


class HeaderLine(Ribbon):
    """Team, day and week on the left; on the right the timer, which a click stops, and who acts."""

    def __init__(self) -> None:
        super().__init__()
        self.me: Developer | None = None
        """Who acts; None until that has been read."""
        self._names: tuple[Content, ...] = (Content(""),)
        self._days: tuple[Content, ...] = (Content(""),)
        self._people: tuple[Content, ...] = (Content(""),)
        self._timer = Content("")

    def show(
        self,
        team: str,
        when: str,
        week: Week,
        me: Developer,
        timer: RunningTimer | None,
        *,
        demo: bool,
        on_duty: str = "",
    ) -> None:
        """Show these facts; `when` is a day in words, or empty; `on_duty` names who takes the week's interrupts."""
        self.me = me
        app = Content.assemble((" standup", "bold $accent"))
        name = app + Content.assemble((" · ", "$foreground-muted"), plain(team, "bold")) if team else app
        sample = name + Content.assemble(("  sample team", "$text-warning")) if demo else name
        self._names = (sample, name, app, Content(""))
        number = f"W{week.number:02}"
        words = (f"{when} · {number}", when, "") if when else (f"{number} {week.year}", number, "")
        days = [Content.assemble((one, "$foreground")) for one in words]
        duty = Content.assemble((f" · {MARK} ", "$accent"), plain(on_duty), " on duty") if on_duty else Content("")
        self._days = (days[0] + duty, *days)
        person = plain(me.name, "bold")
        role = Content.assemble((f" · {me.role.value}", "$foreground-muted"))
        self._people = (person + role, person, plain(me.name.split(" ")[0], "bold"), Content(""))
        self._timer = _timer(timer)
        self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """The longest form that fits: first duty goes, then the team's name, the day, and me; the timer never."""
        timer = fitted(self._timer, min(self._timer.cell_length, max(12, width // 3)))
        for name, day, person in _FORMS:
            left, middle = self._names[name], self._days[day]
            me = fitted(self._people[person], min(self._people[person].cell_length, max(12, width // 3)))
            me = Content("   " if timer and me else "") + me + Content(" ")
            right = timer + me
            room = width - left.cell_length - middle.cell_length - right.cell_length
            if room >= _LEAST_GAPS:
                break
        middle_gap = max(2, (width - middle.cell_length) // 2 - left.cell_length)
        gap = max(1, min(middle_gap, room - 2))
        line = fitted(left + Content(" " * gap) + middle, width - right.cell_length)
        return [Piece(line), Piece(timer, "stop_timer"), Piece(me)]


_FORMS = (
    *((0, 0, 0), (0, 1, 0), (1, 1, 0), (2, 1, 0), (2, 1, 1)),
    *((2, 2, 1), (3, 2, 1), (3, 2, 2), (3, 3, 2), (3, 3, 3)),
)
"""Which form of the team's name, of the day and of my name stand beside each other, the longest first."""
_LEAST_GAPS = 4  # cells between left and middle, and middle and right


def _timer(timer: RunningTimer | None) -> Content:
    if timer is None:
        return Content("")
    words = f"▶ {format_minutes(timer.minutes)} {shown(timer.label)}"
    if timer.must_ask:
        return Content.assemble((f"{words} since another day", "bold $text-warning"))
    return Content.assemble((words, "bold $text-success"))


class TeamStrip(Ribbon):
    """The developers: who is on duty, away or blocked, and whose Board this is."""

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Person, ...] = ()
        self._looked_at = ""
        self._me = ""

    def show(self, view: BoardView) -> None:
        """Show the strip of a view."""
        self._people, self._looked_at, self._me = view.strip, view.developer.id, view.me.id
        self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """The longest form of the names in which all fit, else as many as fit around the one looked at."""
        for form in range(4):
            drawn = [self._piece(person, form) for person in self._people]
            if sum(piece.content.cell_length for piece in drawn) <= width:
                return drawn
        return self._around(drawn, width) if self._people else []

    def _around(self, drawn: list[Piece], width: int) -> list[Piece]:
        here = next((index for index, one in enumerate(self._people) if one.id == self._looked_at), 0)
        first = last = here
        room = width - 4 - drawn[here].content.cell_length
        while True:
            step = [index for index in (last + 1, first - 1) if 0 <= index < len(drawn)]
            fits = [index for index in step if drawn[index].content.cell_length <= room]
            if not fits:
                break
            room -= drawn[fits[0]].content.cell_length
            first, last = min(first, fits[0]), max(last, fits[0])
        before = Piece(Content("‹ " if first else "  "), "previous_developer")
        after = Piece(Content(" ›" if last < len(drawn) - 1 else "  "), "next_developer")
        return [before, *drawn[first : last + 1], after]

    def _piece(self, person: Person, form: int) -> Piece:
        """One developer: in full, without the words, by the first name, or by the initials."""
        name = [person.name, person.name, person.name.split(" ")[0], _initials(person.name)][form]
        looked_at = person.id == self._looked_at
        style = "bold $accent" if looked_at else "$foreground-muted" if person.away else "$foreground"
        parts: list[Content | tuple[str, str]] = [("▸" if looked_at else " ", "bold $accent"), plain(name, style)]
        if person.on_duty:
            parts.append((f" {MARK} duty" if form == 0 else f" {MARK}", "bold $accent"))
        if person.away:
            parts.append((f" ⌂ {shown(person.away)}" if form == 0 else " ⌂", "$foreground-muted"))
        if person.blocked:
            words = f" ■ {person.blocked} blocked" if form == 0 else f" ■{person.blocked}"
            parts.append((words, "$text-error"))
        parts.append(("   " if form == 0 else "  " if form < 3 else " ", ""))
        return Piece(Content.assemble(*parts), f"look_at({person.id!r})")


def _initials(name: str) -> str:
    words = [word for word in name.split() if word]
    return "".join(word[0] for word in words[:2]) if len(words) > 1 else name[:2]
