"""The details of a work item or touchpoint over the Board: all that is known of it, and its history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar, NamedTuple, TypeAlias

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from standup.domain.errors import NotFoundError, StandupError
from standup.domain.records import Touchpoint, WorkItem
from standup.domain.text import shown
from standup.reports.wrapping import wrap
from standup.tui.actions import Action, Scope, bindings
from standup.tui.host import Host
from standup.tui.keyed import KeyedModal
from standup.tui.page import HEIGHTS, WIDTHS
from standup.tui.row_keys import RowKeys
from standup.tui.text import bar, fitted, plain, widest
from standup.workspace.detail_words import Line, Section, Tone, sections, title_of
from standup.workspace.details import TouchpointDetail, WorkDetail, touchpoint_detail, work_detail
from standup.workspace.playbooks import Checked
from standup.workspace.touchpoints import tick

Detail: TypeAlias = WorkDetail | TouchpointDetail

_TWO_COLUMNS = 90  # cells
_GAP = 3  # cells between columns
_BAR = 10  # cells
_STEP = 3  # cells before the words of a step: cursor, tick and a blank
_NEAR = 4  # lines beyond the edge within which the next step is gone to at once
_WIDEST_LABEL = 20  # cells
_STYLES = {
    Tone.PLAIN: "$foreground",
    Tone.MUTED: "$foreground-muted",
    Tone.WARNING: "$text-warning",
    Tone.ALARM: "$text-error",
}


class Drawn(NamedTuple):
    """One line as it is drawn, and the step of a playbook to which it belongs."""

    content: Content
    step: int | None = None


class DetailBody(Widget):
    """Sections below each other; what was, and the playbook, stand in a column of their own where there is room.

    One step of the playbook has the cursor.
    """

    DEFAULT_CSS = "DetailBody { height: auto; width: 1fr; text-wrap: nowrap; }"

    cursor: reactive[int | None] = reactive(None)
    """The number of the step that is ticked; None before one was chosen."""

    @dataclass
    class StepClicked(Message):
        """A step was clicked."""

        number: int

    def __init__(self) -> None:
        super().__init__()
        self.sections: Sequence[Section] = ()

    def show(self, found: Sequence[Section]) -> None:
        """Show these sections; the cursor begins at the first step that is not ticked."""
        if found != self.sections:
            self.sections = found
            if self.cursor not in self.steps:
                open_steps = [number for number, step in self.steps.items() if not step.is_ticked]
                self.cursor = next(iter(open_steps or self.steps), None)
            self.refresh(layout=True)

    @property
    def steps(self) -> dict[int, Checked]:
        """The steps of the playbook, by number."""
        return {one.step.number: one.step for section in self.sections for one in section.lines if one.step}

    def place(self, step: int) -> tuple[int, int]:
        """The first and the last line of a step."""
        lines = [number for number, line in enumerate(self._lines(self.size.width)) if line.step == step]
        return (lines[0], lines[-1]) if lines else (0, 0)

    def render(self) -> Content:
        """Draw all lines."""
        return Content("\n").join(line.content for line in self._lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are to draw."""
        return len(self._lines(width))

    def on_click(self, event: events.Click) -> None:
        """Tick the step under the mouse."""
        lines = self._lines(self.size.width)
        step = lines[event.y].step if 0 <= event.y < len(lines) else None
        if step is not None and event.x >= self._left(self.size.width):
            self.post_message(self.StepClicked(step))

    def _left(self, width: int) -> int:
        """The width of the left one of two columns and of the gap; 0 where there is one."""
        beside = {section.is_beside for section in self.sections}
        return width - (width - _GAP) // 2 if width >= _TWO_COLUMNS and len(beside) > 1 else 0

    def _lines(self, width: int) -> list[Drawn]:
        left = self._left(width)
        if not left:
            return self._drawn(self.sections, width)
        one = self._drawn([section for section in self.sections if not section.is_beside], left - _GAP)
        other = self._drawn([section for section in self.sections if section.is_beside], width - left)
        pairs = zip_longest(one, other, fillvalue=Drawn(Content("")))
        return [Drawn(fitted(a.content, left) + b.content, b.step) for a, b in pairs]

    def _drawn(self, found: Sequence[Section], width: int) -> list[Drawn]:
        lines: list[Drawn] = []
        for section in found:
            if lines and not section.is_part:
                lines.append(Drawn(Content("")))
            if section.title:
                style = "bold $foreground" if section.is_part else "bold $primary"
                lines.append(Drawn(fitted(plain(section.title, style), width)))
            label = widest((plain(one.label) for one in section.lines if one.step is None), _WIDEST_LABEL)
            for one in section.lines:
                if one.step is None:
                    lines += [Drawn(line) for line in _line(one, label, width)]
                else:
                    number = one.step.number
                    lines += [Drawn(line, number) for line in _step(one.step, width, chosen=number == self.cursor)]
        return lines


def _step(step: Checked, width: int, *, chosen: bool) -> list[Content]:
    """A step to tick: cursor, tick, and its words."""
    first, *more = wrap(shown(step.text), max(2, width - _STEP))
    style = "$foreground-muted" if step.is_ticked else "$foreground"
    mark = ("▌", "$accent") if chosen else (" ", "")
    tick = ("✓ ", "$text-success") if step.is_ticked else ("○ ", "$foreground-muted")
    return [
        Content.assemble(mark, tick) + plain(first, style),
        *(Content.assemble(mark, "  ") + plain(rest, style) for rest in more),
    ]


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
        Scope.PLAYBOOK,
        Scope.ROW,
        Scope.PRODUCTION,
        Scope.CUSTOMER,
        Scope.TEXT,
        Scope.HISTORY,
        Scope.ALWAYS,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.DETAIL, Scope.PLAYBOOK, Scope.ROW, Scope.PRODUCTION, Scope.CUSTOMER, Scope.TEXT)
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
        if isinstance(self._record, WorkItem):
            here = [one for one in self.SCOPES if one not in (Scope.PLAYBOOK, Scope.CUSTOMER)]
            return *here, Scope.CUSTOMER
        return *(one for one in self.SCOPES if one is not Scope.PRODUCTION), Scope.PRODUCTION

    @property
    def _of_the_other_side(self) -> Scope:
        """Whose keys say why they cannot act, and are not offered: no other row could be chosen here."""
        return Scope.CUSTOMER if isinstance(self._record, WorkItem) else Scope.PRODUCTION

    def footer_actions(self) -> Sequence[Action]:
        """What the footer shows, without the keys of the other side."""
        return [action for action in super().footer_actions() if action.scope is not self._of_the_other_side]

    def help_sections(self) -> Iterator[tuple[str, list[Action]]]:
        """What the help lists, without the keys of the other side."""
        for title, actions in super().help_sections():
            if here := [action for action in actions if action.scope is not self._of_the_other_side]:
                yield title, here

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
        self.watch(self.query_one(VerticalScroll), "scroll_y", self._scrolled, init=False)

    def _scrolled(self) -> None:
        """Another step may be in sight now."""
        self.refresh_keys()

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
        return self._tick_refusal() if action == "tick" else self.row_refusal(action)

    def _tick_refusal(self) -> str | None:
        if isinstance(self._record, Touchpoint) and not self._record.state.is_open:
            return f"this touchpoint is {self._record.state.value} already"
        if not self.query_one(DetailBody).steps:
            return "there is no playbook for this touchpoint"
        return None if self._chosen else "no step is in sight; j and k go to the steps of the playbook"

    @property
    def _chosen(self) -> Checked | None:
        """The step with the cursor, where it is in sight."""
        body = self.query_one(DetailBody)
        step = body.steps.get(body.cursor or 0)
        return step if step is not None and self._sees(step.number) else None

    def _sees(self, step: int, beyond: int = 0) -> bool:
        """Whether all lines of a step are in sight, or so many lines beyond it."""
        view = self.query_one(VerticalScroll)
        top, height = round(view.scroll_y), view.scrollable_content_region.height
        first, last = self.query_one(DetailBody).place(step)
        return top - beyond <= first and last < top + height + beyond

    def action_tick(self) -> None:
        """Tick the step with the cursor, or take its tick away."""
        if self._chosen is not None:
            self._turn(self._chosen)

    @on(DetailBody.StepClicked)
    def _step_clicked(self, event: DetailBody.StepClicked) -> None:
        event.stop()
        body = self.query_one(DetailBody)
        body.cursor = event.number
        why = self._tick_refusal()
        if why:
            self.notify(why, severity="warning", markup=False)
        else:
            self._turn(body.steps[event.number])

    def _turn(self, step: Checked) -> None:
        self.host.attempt(lambda: tick(self.host.workspace, self._record.id, step.text))

    def action_close_detail(self) -> None:
        """Back to the Board."""
        self.dismiss()

    def action_scroll_down(self) -> None:
        """To the next step of the playbook where it is near, else a line down."""
        self._move(1)

    def action_scroll_up(self) -> None:
        """To the step before where it is near, else a line up."""
        self._move(-1)

    def _move(self, by: int) -> None:
        body, view = self.query_one(DetailBody), self.query_one(VerticalScroll)
        step = self._step_towards(by)
        if step is None:
            view.scroll_relative(y=by, animate=False, immediate=True)
            return
        body.cursor = step
        first, last = body.place(step)
        top, height = round(view.scroll_y), view.scrollable_content_region.height
        if first < top or last >= top + height:
            view.scroll_to(y=first if first < top else last - height + 1, animate=False, immediate=True)
        self.refresh_keys()

    def _step_towards(self, by: int) -> int | None:
        """The next step in a direction, or where the cursor is out of sight the first one that is in sight."""
        steps = self.query_one(DetailBody).steps
        if self._chosen is not None:
            number = self._chosen.number + by
            return number if number in steps and self._sees(number, _NEAR) else None
        seen = [number for number in steps if self._sees(number)]
        return (seen[0] if by > 0 else seen[-1]) if seen else None
