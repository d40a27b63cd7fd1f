"""All keys of a screen, and what the glyphs mean; made of the table of actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from standup.reports.bars import PARTS
from standup.tui.actions import Action, Group, Scope, actions_in
from standup.tui.text import fitted
from standup.tui.widgets.panes import STATE_GLYPHS, TIMER_GLYPH, URGENCY_GLYPHS

_KEYS = 10  # cells
_TWO_COLUMNS = 84  # cells
_STATE_NAMES = {"todo": "to do"}


class HelpScreen(ModalScreen[None]):
    """The help of one screen."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "Close", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, scopes: Sequence[Scope], *, glyphs: bool) -> None:
        super().__init__()
        self._keys = KeyList(actions_in(*scopes), glyphs=glyphs)

    def compose(self) -> ComposeResult:
        """The list, in a box that scrolls where it is too long."""
        with VerticalScroll(id="help") as box:
            box.border_title = "Keys of this screen"
            box.border_subtitle = "esc closes"
            yield self._keys

    def on_mount(self) -> None:
        """Take away what was told before: it would lie over the keys."""
        self.app.clear_notifications()

    def action_scroll(self, by: int) -> None:
        """Scroll some lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


class KeyList(Widget):
    """Keys by group, in two columns where there is room."""

    DEFAULT_CSS = "KeyList { height: auto; width: 1fr; text-wrap: nowrap; }"

    def __init__(self, actions: Sequence[Action], *, glyphs: bool) -> None:
        super().__init__()
        self._groups = [(group, [action for action in actions if action.group is group]) for group in Group]
        self._glyphs = glyphs

    def render(self) -> Content:
        """Draw the list."""
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are to draw."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        column = width // 2 if width >= _TWO_COLUMNS else width
        blocks = [list(_block(group, actions, column)) for group, actions in self._groups if actions]
        if column == width:
            lines = [line for block in blocks for line in block]
        else:
            left, right = _halves(blocks)
            blank = Content("")
            tall = max(len(left), len(right))
            left, right = left + [blank] * (tall - len(left)), right + [blank] * (tall - len(right))
            lines = [fitted(one, column) + other for one, other in zip(left, right, strict=True)]
        return lines + list(_glyph_lines(width)) if self._glyphs else lines


def _halves(blocks: list[list[Content]]) -> tuple[list[Content], list[Content]]:
    """The blocks in their order in two columns, as even as can be."""
    lines = [sum(map(len, blocks[:number])) for number in range(len(blocks) + 1)]
    half = min(range(len(blocks) + 1), key=lambda number: abs(2 * lines[number] - lines[-1]))
    return [line for block in blocks[:half] for line in block], [line for block in blocks[half:] for line in block]


def _block(group: Group, actions: Sequence[Action], width: int) -> Iterator[Content]:
    yield Content.assemble((group.value, "bold $primary"))
    for action in actions:
        first, *more = wrap(action.tooltip, max(20, width - _KEYS - 2))
        yield Content.assemble((f"{action.shown_keys:<{_KEYS}}", "bold $accent"), first)
        yield from (Content(" " * _KEYS + line) for line in more)
    yield Content("")


def _glyph_lines(width: int) -> Iterator[Content]:
    states = {state.value: glyph for state, glyph in STATE_GLYPHS.items()}
    legend = [
        {"the timer runs": TIMER_GLYPH} | {_STATE_NAMES.get(name, name): glyph for name, glyph in states.items()},
        {urgency.value: glyph for urgency, glyph in URGENCY_GLYPHS.items()},
        {part.name: (part.glyph, f"${part.name}") for part in PARTS},
        {
            "target band: production ends, customer time begins": ("╰╯", "$accent"),
            "postponed twice": ("↷2", "$text-warning"),
            "away": ("⌂", "$foreground-muted"),
        },
    ]
    yield Content.assemble(("Glyphs", "bold $primary"))
    for row in legend:
        line = Content("")
        for name, (glyph, colour) in row.items():
            entry = Content.assemble((glyph, colour), f" {name}   ")
            if line and line.cell_length + entry.cell_length > width:
                yield line
                line = Content("")
            line += entry
        yield line
