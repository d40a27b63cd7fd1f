"""The dialog that logs an interrupt: enter or a digit logs at once, arrows choose who asked and the class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from standup.domain.errors import StandupError
from standup.domain.logline.interrupting import CLASS_ORDER, class_of, requester_of, with_class, with_requester
from standup.domain.logline.splitting import with_minutes
from standup.domain.records import InterruptClass
from standup.tui.actions import Scope, bindings
from standup.tui.keyed import KeyedModal
from standup.tui.text import fitted, plain
from standup.tui.widgets.line import Completer, LineField

_MUTED = "$foreground-muted"
_NO_CLASS = "none"


class InterruptPanel(Widget, can_focus=True):
    """Who asked and the class, each among the others that can be chosen."""

    DEFAULT_CSS = """
    InterruptPanel { height: 3; width: 1fr; padding: 0 1; text-wrap: nowrap; margin-bottom: 1; }
    InterruptPanel:focus { background: $surface-lighten-1; }
    """

    def __init__(self, requesters: Sequence[str]) -> None:
        super().__init__()
        self._requesters = requesters
        self._asked_by = ""
        self._class: InterruptClass | None = None

    def show(self, asked_by: str, of_class: InterruptClass | None) -> None:
        """Show what the line says now."""
        self._asked_by, self._class = asked_by, of_class
        self.refresh()

    def render(self) -> Content:
        """A line for who asked, and one for the class; what is chosen stands in brackets."""
        names = list(self._requesters)
        if self._asked_by and self._asked_by not in names:
            names.insert(0, self._asked_by)
        asked = _chosen(names, self._asked_by) if names else Content.assemble(("type asked:NAME", _MUTED))
        classes = [one.value if one else _NO_CLASS for one in CLASS_ORDER]
        rows = (
            Content.assemble(("Asked    ", _MUTED), asked),
            Content.assemble(("Class    ", _MUTED), _chosen(classes, self._class or _NO_CLASS)),
            Content.assemble(("↑ ↓ who asked   ← → class   tab the line: #API-12, @acme, a note", _MUTED)),
        )
        return Content("\n").join(fitted(row, self.size.width - 2) for row in rows)


def _chosen(names: Sequence[str], chosen: str) -> Content:
    parts = [plain(f"[{one}]", "bold $accent") if one == chosen else plain(f" {one} ", _MUTED) for one in names]
    return Content(" ").join(parts)


class InterruptDialog(KeyedModal[str]):
    """Alters a line that logs an interrupt; `check` previews it, `act` logs it and gives the words of the toast.

    Both raise StandupError. While the panel has the focus, keys choose and log; letters and signs go to the line.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CSS = """
    InterruptDialog {
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
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.INTERRUPT, Scope.FIELD, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.INTERRUPT)]

    def __init__(
        self,
        line: str,
        requesters: Sequence[str],
        *,
        check: Callable[[str], str],
        act: Callable[[str], str],
        complete: Completer,
    ) -> None:
        super().__init__()
        self._requesters = requesters
        self._act = act
        self._is_done = False
        self._field = LineField(check, prompt=":", value=line, complete=complete)
        self._panel = InterruptPanel(requesters)

    def compose(self) -> ComposeResult:
        """The panel, the line and the keys."""
        with Vertical(id="dialog") as box:
            box.border_title = Content("Interrupt")
            yield self._panel
            yield self._field
            yield self.key_line()

    def on_mount(self) -> None:
        """Begin on the panel; what was told before would lie over it."""
        self.app.clear_notifications()
        self.set_focus(self._panel)
        self._now()

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Those of completions only while somebody types."""
        return self.SCOPES if self.is_typing else (Scope.INTERRUPT, Scope.ALWAYS)

    @on(LineField.Altered)
    def _altered(self, event: LineField.Altered) -> None:
        event.stop()
        self._now()

    def _now(self) -> None:
        """Show on the panel what the line says; a line that cannot be read yet changes nothing there."""
        try:
            self._panel.show(requester_of(self._field.text), class_of(self._field.text))
        except StandupError:
            return

    def _alter(self, alter: Callable[[str], str]) -> None:
        try:
            self._field.put(alter(self._field.text))
        except StandupError as error:
            self._field.refuse(error)

    def _step_class(self, by: int) -> None:
        def alter(text: str) -> str:
            at = CLASS_ORDER.index(class_of(text)) + by
            return with_class(text, CLASS_ORDER[at % len(CLASS_ORDER)])

        self._alter(alter)

    def _step_requester(self, by: int) -> None:
        def alter(text: str) -> str:
            now = requester_of(text)
            at = self._requesters.index(now) + by if now in self._requesters else 0
            return with_requester(text, self._requesters[at % len(self._requesters)])

        if self._requesters:
            self._alter(alter)

    def action_interrupt_class(self) -> None:
        """The next class."""
        self._step_class(1)

    def action_interrupt_class_before(self) -> None:
        """The class before."""
        self._step_class(-1)

    def action_interrupt_who(self) -> None:
        """The next who asked before."""
        self._step_requester(1)

    def action_interrupt_who_before(self) -> None:
        """The one before."""
        self._step_requester(-1)

    def action_interrupt_minutes(self, minutes: int) -> None:
        """Log so many minutes, at once."""
        self._alter(lambda text: with_minutes(text, minutes))
        self.action_log_interrupt()

    def action_interrupt_line(self) -> None:
        """To the line, and from there back."""
        self.set_focus(self._field.input)
        self.refresh_keys()

    @on(LineField.Tabbed)
    def _tabbed(self, event: LineField.Tabbed) -> None:
        event.stop()
        self.set_focus(self._panel)
        self.refresh_keys()

    def on_key(self, event: events.Key) -> None:
        """Letters and signs typed on the panel go to the end of the line."""
        if self.focused is self._panel and event.character and event.is_printable:
            event.stop()
            self.set_focus(self._field.input)
            self._field.put(f"{self._field.text.rstrip()} ")
            self._field.input.insert_text_at_cursor(event.character)
            self.refresh_keys()
        else:
            super().on_key(event)

    def action_log_interrupt(self) -> None:
        """Log it, once, and close."""
        if self._is_done:
            return
        try:
            words = self._act(self._field.text)
        except StandupError as error:
            self._field.refuse(error)
        else:
            self._is_done = True
            self.dismiss(words)

    @on(LineField.Submitted)
    def _submitted(self, event: LineField.Submitted) -> None:
        event.stop()
        self.action_log_interrupt()

    def action_leave_interrupt(self) -> None:
        """Do nothing."""
        self.dismiss("")
