"""The details of a work item or touchpoint over the Board: all that is known of it, and its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from standup.domain.errors import NotFoundError, StandupError
from standup.domain.records import Touchpoint, WorkItem
from standup.domain.text import shown
from standup.reports.wrapping import wrap
from standup.tui.actions import Scope, bindings
from standup.tui.host import Host
from standup.tui.keyed import KeyedModal
from standup.tui.page import HEIGHTS, WIDTHS
from standup.tui.row_keys import RowKeys
from standup.tui.text import bar, fitted, plain, widest
from standup.workspace.detail_words import Line, Section, Tone, sections, title_of
from standup.workspace.details import TouchpointDetail, WorkDetail, touchpoint_detail, work_detail

Detail: TypeAlias = WorkDetail | TouchpointDetail

_TWO_COLUMNS = 90  # cells
_GAP = 3  # cells between columns
_BAR = 10  # cells
_WIDEST_LABEL = 20  # cells
_STYLES = {
    Tone.PLAIN: "$foreground",
    Tone.MUTED: "$foreground-muted",
    Tone.WARNING: "$text-warning",
    Tone.ALARM: "$text-error",
}


class DetailBody(Widget):
    """Sections below each other; what was stands in a column of its own where there is room."""

    DEFAULT_CSS = "DetailBody { height: auto; width: 1fr; text-wrap: nowrap; }"

    def __init__(self) -> None:
        super().__init__()
        self.sections: Sequence[Section] = ()

    def show(self, found: Sequence[Section]) -> None:
        """Show these sections."""
        if found != self.sections:
            self.sections = found
            self.refresh(layout=True)

    def render(self) -> Content:
        """Draw all lines."""
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are to draw."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        now = [one for one in self.sections if not one.is_past]
        past = [one for one in self.sections if one.is_past]
        if width < _TWO_COLUMNS or not now or not past:
            return _drawn([*now, *past], width)
        right = (width - _GAP) // 2
        left = width - _GAP - right
        one, other = _drawn(now, left), _drawn(past, right)
        tall = max(len(one), len(other))
        one, other = one + [Content("")] * (tall - len(one)), other + [Content("")] * (tall - len(other))
        return [fitted(a, left + _GAP) + b for a, b in zip(one, other, strict=True)]


def _drawn(found: Sequence[Section], width: int) -> list[Content]:
    lines: list[Content] = []
    for section in found:
        if lines:
            lines.append(Content(""))
        if section.title:
            lines.append(fitted(plain(section.title, "bold $primary"), width))
        label = widest((plain(one.label) for one in section.lines), _WIDEST_LABEL)
        for one in section.lines:
            lines += _line(one, label, width)
    return lines


def _line(line: Line, label: int, width: int) -> list[Content]:
    head = fitted(plain(line.label, "$foreground-muted"), label)
    gap = Content("  ") if label else Content("")
    small = Content("")
    if line.share is not None:
        part, whole = line.share
        colour = "$text-warning" if line.tone is Tone.WARNING else "$production"
        small = Content.assemble((bar(part, whole, _BAR), colour), "  ")
    room = max(2, width - label - gap.cell_length - small.cell_length)
    first, *more = wrap(shown(line.text), room)
    style = _STYLES[line.tone]
    indent = Content(" " * (label + gap.cell_length + small.cell_length))
    return [head + gap + small + plain(first, style), *(indent + plain(rest, style) for rest in more)]


class DetailScreen(RowKeys, KeyedModal[None]):
    """Shows one record and acts on it; it is read anew when anything changes, and closes when the record is gone."""

    CSS_PATH = "detail.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    NAME: ClassVar[str] = "the details"
    SCOPES: ClassVar[tuple[Scope, ...]] = (
        Scope.DETAIL,
        Scope.ROW,
        Scope.PRODUCTION,
        Scope.CUSTOMER,
        Scope.TEXT,
        Scope.HISTORY,
        Scope.ALWAYS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.DETAIL, Scope.ROW, Scope.PRODUCTION, Scope.CUSTOMER, Scope.TEXT)
    ]

    def __init__(self, host: Host, record: WorkItem | Touchpoint) -> None:
        super().__init__()
        self.host = host
        self._record = record
        self._title = ""

    def compose(self) -> ComposeResult:
        """A box with the sections, which scrolls where they are too long, and the keys."""
        with Vertical(id="detail") as box:
            box.border_subtitle = "esc closes"
            with VerticalScroll():
                yield DetailBody()
            yield self.key_line()

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Those of the other side of the Board last; their keys say why they cannot act."""
        other = Scope.CUSTOMER if isinstance(self._record, WorkItem) else Scope.PRODUCTION
        return *(scope for scope in self.SCOPES if scope is not other), other

    @property
    def record(self) -> WorkItem | Touchpoint:
        """What keys act on."""
        return self._record

    @property
    def record_name(self) -> str:
        """What people call it."""
        return self._title

    def on_mount(self) -> None:
        """Show it."""
        self.app.clear_notifications()
        self._read_anew()

    def reload(self) -> None:
        """Read the record anew, unless the screen is not there yet, or no longer."""
        if self.is_mounted and self.is_running:
            self._read_anew()

    def _read_anew(self) -> None:
        """Show the record as it is now; where it is gone, say so and close."""
        try:
            detail = self._read()
        except NotFoundError:
            self.notify("what you looked at has been removed", severity="warning", markup=False)
            self.dismiss()
        except StandupError as error:
            self.host.complain(error)
        else:
            self._show(detail)

    def _read(self) -> Detail:
        workspace, record = self.host.workspace, self._record
        if isinstance(record, WorkItem):
            return work_detail(workspace, record.key)
        return touchpoint_detail(workspace, record.id)

    def _show(self, detail: Detail) -> None:
        self._record = detail.item if isinstance(detail, WorkDetail) else detail.row.touchpoint
        self._title = title_of(detail)
        self.query_one("#detail").border_title = plain(self._title)
        self.query_one(DetailBody).show(sections(detail))
        self.refresh_keys()

    def refusal(self, action: str) -> str | None:
        """Why a key cannot act on the record."""
        return self.row_refusal(action)

    def action_close_detail(self) -> None:
        """Back to the Board."""
        self.dismiss()

    def action_scroll_down(self) -> None:
        """A line down."""
        self._scroll(1)

    def action_scroll_up(self) -> None:
        """A line up."""
        self._scroll(-1)

    def _scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
