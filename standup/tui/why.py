"""The rule and the minutes behind the figures of one row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from standup.domain.text import shown
from standup.domain.why import Reason
from standup.reports.wrapping import wrap
from standup.tui.actions import Scope, bindings
from standup.tui.keyed import KeyedModal
from standup.tui.text import plain


class WhyScreen(KeyedModal[None]):
    """Shows the reasons, one below the other."""

    CSS_PATH = "dialogs.tcss"
    NAME: ClassVar[str] = "why"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.DETAIL, Scope.TEXT, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.DETAIL, Scope.TEXT)]

    def __init__(self, title: str, reasons: Sequence[Reason]) -> None:
        super().__init__()
        self._title = title
        self._reasons = reasons

    def compose(self) -> ComposeResult:
        """The reasons, in a box that scrolls where they are too long."""
        with VerticalScroll(id="why") as box:
            box.border_title = plain(f"Why? {self._title}")
            yield ReasonList(self._reasons)
            yield self.key_line()

    def on_mount(self) -> None:
        """Take away what was told before: it would lie over the reasons."""
        self.app.clear_notifications()

    def action_close_detail(self) -> None:
        """Back to the row."""
        self.dismiss()

    def action_scroll_down(self) -> None:
        """A line down."""
        self.query_one(VerticalScroll).scroll_relative(y=1, animate=False)

    def action_scroll_up(self) -> None:
        """A line up."""
        self.query_one(VerticalScroll).scroll_relative(y=-1, animate=False)


class ReasonList(Widget):
    """Each figure with its rule and its sums."""

    DEFAULT_CSS = "ReasonList { height: auto; width: 1fr; text-wrap: nowrap; }"

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__()
        self._reasons = reasons

    def render(self) -> Content:
        """Draw all lines."""
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are to draw."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        room = max(20, width)
        lines: list[Content] = []
        for reason in self._reasons:
            lines += [Content.assemble((line, "bold")) for line in wrap(shown(reason.figure), room)]
            rule = wrap(shown(reason.rule), room - 2)
            lines += [Content.assemble((f"  {line}", "$foreground-muted")) for line in rule]
            for sums in reason.sums:
                first, *more = wrap(shown(sums), room - 4)
                lines.append(Content.assemble("  ", ("› ", "$accent"), first))
                lines += [Content(f"    {line}") for line in more]
            lines.append(Content(""))
        return lines
