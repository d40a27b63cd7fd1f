"""Where there is room: my entries of today, as the log line writes their parts."""

from __future__ import annotations

from datetime import tzinfo

from textual.content import Content
from textual.widget import Widget

from standup.domain.duration import format_minutes
from standup.domain.records import Bucket, TimeEntry
from standup.domain.unplanned import interrupt_mark
from standup.reports.bars import PARTS
from standup.tui.actions import table_in
from standup.tui.text import fitted, plain
from standup.workspace.board import BoardView
from standup.workspace.session import zone_of

_GLYPHS = {part.name: part.glyph for part in PARTS}


class TodayPanel(Widget):
    """The entries of today in time order; only on one's own Board."""

    BORDER_TITLE = "Today"

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[TimeEntry, ...] = ()
        self._zone: tzinfo | None = None

    def show(self, view: BoardView) -> None:
        """Show the entries of a view, or nothing where they are not one's own."""
        self.set_class(view.own is None, "-hidden")
        self._entries = view.own.entries if view.own else ()
        self._zone = zone_of(view.me)
        entries = len(self._entries)
        self.border_subtitle = f"{entries} {'entry' if entries == 1 else 'entries'} · D edits them" if entries else ""
        self.refresh()

    async def on_click(self) -> None:
        """Show the day, where its entries can be edited."""
        await self.run_action("app.day")

    def render(self) -> Content:
        """One line for each entry; those without a clock time last, in the order in which they were made."""
        if not self._entries:
            return Content.assemble(
                (" Nothing logged yet. ", "$foreground-muted"),
                (table_in(self.app).key("open_log"), "bold $accent"),
                (" logs a line.", "$foreground-muted"),
            )
        ordered = sorted(self._entries, key=lambda one: (one.start is None, one.start or 0, one.id))
        return Content("\n").join(fitted(self._line(entry), self.size.width) for entry in ordered)

    def _line(self, entry: TimeEntry) -> Content:
        clock = f"{entry.start.astimezone(self._zone):%H:%M}" if entry.start else ""
        marks = [*filter(None, [interrupt_mark(entry)]), *(f"+{tag}" for tag in entry.tags)]
        return Content.assemble(
            (f" {clock:>5} ", "$foreground-muted"),
            f"{format_minutes(entry.minutes):>6} ",
            (f"{_GLYPHS[entry.bucket.value]} ", f"${entry.bucket.value}"),
            plain(_about(entry), "bold"),
            plain("".join(f" {mark}" for mark in marks), "$accent"),
            plain(f" {entry.note}" if entry.note else "", "$foreground-muted"),
        )


def _about(entry: TimeEntry) -> str:
    if entry.bucket is Bucket.PRODUCTION:
        return f"#{entry.work_item}" if entry.work_item else "production"
    if entry.bucket is Bucket.CUSTOMER:
        return f"@{entry.customer}" if entry.customer else "customer"
    return "other"
