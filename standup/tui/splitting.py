"""The dialog that splits time between production and a customer: arrow keys alter its line, and typing does too."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets.input import Selection as Span

from standup.domain.duration import format_minutes
from standup.domain.errors import StandupError
from standup.domain.logline.splitting import USUAL, moved, span_of, with_minutes, with_ratio
from standup.domain.records import MINUTES_PER_DAY, Bucket
from standup.reports.bars import PARTS, apportion
from standup.tui.actions import QUARTER, Scope, bindings
from standup.tui.keyed import KeyedModal
from standup.tui.text import Cell, plain, row_of
from standup.tui.widgets.line import Completer, LineField
from standup.workspace.splitting import SplitParts

_STEP = 5  # per cent
_MUTED = "$foreground-muted"


class SplitBar(Widget, can_focus=True):
    """Both sides as one bar in two colours and glyphs, and their minutes below it."""

    DEFAULT_CSS = """
    SplitBar { height: 5; width: 1fr; padding: 0 1; text-wrap: nowrap; margin-bottom: 1; }
    SplitBar:focus { background: $surface-lighten-1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: SplitParts | None = None

    def show(self, parts: SplitParts | None) -> None:
        """Show these parts; none where the line does not say them."""
        self._parts = parts
        self.refresh()

    def render(self) -> Content:
        """Draw the minutes, the bar and a line for each side."""
        parts, width = self._parts, self.size.width - 2
        if parts is None or width < 10:
            return Content.assemble(("No two sides yet: type a #work item and a @customer", _MUTED))
        sides = (parts.production, parts.customer)
        cells = apportion(sides, width)
        looks = [(part.glyph, f"${part.name}") for part in PARTS[:2]]
        bar = Content.assemble(*((glyph * count, colour) for (glyph, colour), count in zip(looks, cells, strict=True)))
        names = (f"production on {parts.work_item}", f"customer on {parts.customer_name}")
        rows = [
            row_of(
                [
                    Cell(Content.assemble(look), 1),
                    Cell(plain(f"{minutes} min", "bold"), 8, right=True),
                    Cell(plain(name), max(4, width - 18)),
                    Cell(plain(f"{share} %"), 5, right=True),
                ]
            )
            for look, minutes, name, share in zip(looks, sides, names, parts.ratio, strict=True)
        ]
        head = Content.assemble((format_minutes(parts.minutes), "bold"), (f"   {parts.ratio}", _MUTED))
        return Content("\n").join([head, bar, Content(""), *rows])


class SplitDialog(KeyedModal[str]):
    """Alters a line that splits time; `act` logs it and gives the words of the toast.

    `parts` says what a line comes to and `check` previews it; all three raise StandupError. While the bar has the
    focus, keys alter ratio and minutes; letters and signs go to the line. Its result is the words of `act`.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CSS = """
    SplitDialog {
        align: center middle;
        background: $background 60%;
        & #dialog {
            width: 90%;
            max-width: 84;
            height: auto;
            padding: 1 1 0 1;
            border: round $accent;
            border-title-color: $accent;
            border-title-style: bold;
            background: $surface;
        }
    }
    """
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.SPLIT, Scope.FIELD, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.SPLIT)]

    def __init__(
        self,
        line: str,
        *,
        parts: Callable[[str], SplitParts | None],
        check: Callable[[str], str],
        act: Callable[[str], str],
        complete: Completer,
        other: Bucket,
    ) -> None:
        super().__init__()
        self._parts = parts
        self._act = act
        self._other = other
        """The side that tab goes to, for it may have been guessed wrong."""
        self._field = LineField(check, prompt=":", value=line, complete=complete)
        self._bar = SplitBar()

    def compose(self) -> ComposeResult:
        """The bar, the line and the keys."""
        with Vertical(id="dialog") as box:
            box.border_title = Content("Split")
            yield self._bar
            yield self._field
            yield self.key_line()

    def on_mount(self) -> None:
        """Begin on the bar, or on the line where it lacks a side; what was told before would lie over it."""
        self.app.clear_notifications()
        self.set_focus(self._bar)
        if self._now() is None:
            self.action_split_other()

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Those of completions only while somebody types."""
        return self.SCOPES if self.is_typing else (Scope.SPLIT, Scope.ALWAYS)

    @on(LineField.Altered)
    def _altered(self, event: LineField.Altered) -> None:
        event.stop()
        self._now()

    def _now(self) -> SplitParts | None:
        """What the line comes to now, shown on the bar."""
        try:
            parts = self._parts(self._field.text)
        except StandupError:
            parts = None
        self._bar.show(parts)
        return parts

    def _tilt(self, by: int) -> None:
        parts = self._now()
        if parts is not None:
            self._field.put(with_ratio(self._field.text, moved(parts.ratio, by, parts.minutes)))

    def _set_minutes(self, minutes: int) -> None:
        parts = self._now()
        ratio = parts.ratio if parts else USUAL
        if all(ratio.of(minutes)) and minutes <= MINUTES_PER_DAY:
            self._field.put(with_minutes(self._field.text, minutes))

    def action_split_less(self) -> None:
        """Less production."""
        self._tilt(-_STEP)

    def action_split_more(self) -> None:
        """More production."""
        self._tilt(_STEP)

    def action_split_bit_less(self) -> None:
        """A little less production."""
        self._tilt(-1)

    def action_split_bit_more(self) -> None:
        """A little more production."""
        self._tilt(1)

    def action_split_longer(self) -> None:
        """A quarter of an hour more."""
        parts = self._now()
        self._set_minutes((parts.minutes if parts else 0) // QUARTER * QUARTER + QUARTER)

    def action_split_shorter(self) -> None:
        """A quarter of an hour less, down to the next full quarter."""
        parts = self._now()
        self._set_minutes(((parts.minutes if parts else 0) - 1) // QUARTER * QUARTER)

    def action_split_minutes(self, minutes: int) -> None:
        """So many minutes."""
        self._set_minutes(minutes)

    def action_split_other(self) -> None:
        """To the name of the other side in the line: what is typed takes its place."""
        field = self._field
        self.set_focus(field.input)
        start, end = span_of(field.text, self._other)
        if start == end:
            sigil = "#" if self._other is Bucket.PRODUCTION else "@"
            field.put(f"{field.text.rstrip()} ")
            field.input.insert_text_at_cursor(sigil)
        else:
            field.input.selection = Span(start + 1, end)
        self.refresh_keys()

    @on(LineField.Tabbed)
    def _tabbed(self, event: LineField.Tabbed) -> None:
        event.stop()
        self.set_focus(self._bar)
        self.refresh_keys()

    def on_key(self, event: events.Key) -> None:
        """Letters and signs typed on the bar go to the end of the line."""
        if self.focused is self._bar and event.character and event.is_printable:
            event.stop()
            self.set_focus(self._field.input)
            self._field.put(f"{self._field.text.rstrip()} ")
            self._field.input.insert_text_at_cursor(event.character)
            self.refresh_keys()
        else:
            super().on_key(event)

    def action_log_split(self) -> None:
        """Log both entries."""
        try:
            words = self._act(self._field.text)
        except StandupError as error:
            self._field.refuse(error)
        else:
            self.dismiss(words)

    @on(LineField.Submitted)
    def _submitted(self, event: LineField.Submitted) -> None:
        event.stop()
        self.action_log_split()

    def action_leave_split(self) -> None:
        """Do nothing."""
        self.dismiss("")
