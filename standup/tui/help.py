"""All keys of a screen, and what the glyphs mean; made of the table of actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from standup.reports.bars import PARTS
from standup.tui.actions import Action, Group, Scope, actions_in
from standup.tui.page import WIDTHS
from standup.tui.widgets.panes import STATE_GLYPHS, TIMER_GLYPH, URGENCY_GLYPHS


class HelpScreen(ModalScreen[None]):
    """The help of one screen."""

    CSS_PATH = "dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "Close", show=False),
        Binding("j", "scroll('down')", show=False),
        Binding("k", "scroll('up')", show=False),
    ]

    def __init__(self, scopes: Sequence[Scope], *, glyphs: bool) -> None:
        super().__init__()
        self._scopes = tuple(scopes)
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """Two columns, or one below the other where there is no room."""
        actions = actions_in(*self._scopes)
        groups = [(group, [action for action in actions if action.group is group]) for group in Group]
        found = [(group, actions) for group, actions in groups if actions]
        with VerticalScroll(id="help") as box:
            box.border_title = "Keys of this screen"
            box.border_subtitle = "esc closes"
            with Horizontal(id="columns"):
                with Vertical(classes="column"):
                    yield from _blocks(found[:2])
                with Vertical(classes="column"):
                    yield from _blocks(found[2:])
            if self._glyphs:
                yield Static(_glyphs())

    def action_scroll(self, way: str) -> None:
        """Scroll a line."""
        box = self.query_one(VerticalScroll)
        if way == "down":
            box.scroll_down(animate=False)
        else:
            box.scroll_up(animate=False)


def _blocks(groups: Iterable[tuple[Group, Iterable[Action]]]) -> ComposeResult:
    for group, actions in groups:
        yield Static(Content.assemble((group.value, "bold $primary")))
        for action in actions:
            with Horizontal(classes="action"):
                yield Static(Content.assemble((action.shown_keys, "bold $accent")), classes="key")
                yield Static(Content(action.tooltip), classes="words")
        yield Static("")


def _glyphs() -> Content:
    lines = [Content.assemble(("Glyphs", "bold $primary"))]
    states = [(*TIMER_GLYPH, "timer"), *((*glyph, state.value) for state, glyph in STATE_GLYPHS.items())]
    urgencies = [(*glyph, urgency.value) for urgency, glyph in URGENCY_GLYPHS.items()]
    parts = [(part.glyph, f"${part.name}", part.name) for part in PARTS]
    for row in (states, urgencies, parts):
        lines.append(Content("  ").join(Content.assemble((glyph, colour), f" {name}") for glyph, colour, name in row))
    lines.append(
        Content.assemble(
            ("╰╯", "$accent"), " target band, where production ends  ", ("↷2", "$text-warning"), " postponed twice"
        )
    )
    return Content("\n").join(lines)
