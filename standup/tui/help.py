"""All keys of a screen, and what else it has to say; made of the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Any, ClassVar, TypeAlias

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from standup.tui.actions import Action, Scope, bindings
from standup.tui.keyed import KeyedModal, KeyedScreen
from standup.tui.text import fitted

Section: TypeAlias = tuple[str, list[Action]]
Notes: TypeAlias = Callable[[int], Iterable[Content]]
"""What is said below the keys, in lines of at most so many cells."""

_KEYS = 8  # cells, at least
_TWO_COLUMNS = 84  # cells


class HelpScreen(KeyedModal[None]):
    """The help of one screen or dialog, as it is when it is asked for."""

    CSS_PATH = "dialogs.tcss"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.HELP, Scope.TEXT)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.HELP, Scope.TEXT)]

    def __init__(self, of: KeyedScreen[Any]) -> None:
        super().__init__()
        self._title = of.help_title
        self._keys = KeyList(list(of.help_sections()), of.why_not, of.help_notes)

    def compose(self) -> ComposeResult:
        """The list, in a box that scrolls where it is too long."""
        with VerticalScroll(id="help") as box:
            box.border_title = Content(self._title)
            yield self._keys
            yield self.key_line()

    def on_mount(self) -> None:
        """Take away what was told before: it would lie over the keys."""
        self.app.clear_notifications()

    def action_close_help(self) -> None:
        """Back to where help was asked for."""
        self.dismiss()

    def action_scroll_down(self) -> None:
        """A line down."""
        self._scroll(1)

    def action_scroll_up(self) -> None:
        """A line up."""
        self._scroll(-1)

    def _scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


class KeyList(Widget):
    """Keys by section, in two columns where there is room."""

    DEFAULT_CSS = "KeyList { height: auto; width: 1fr; text-wrap: nowrap; }"

    def __init__(self, sections: Sequence[Section], refusal: Callable[[str], str | None], notes: Notes) -> None:
        super().__init__()
        self._sections = sections
        self._refusals = {action.id: refusal(action.id) for _, actions in sections for action in actions}
        self._notes = notes

    def render(self) -> Content:
        """Draw the list."""
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are to draw."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        column = width // 2 if width >= _TWO_COLUMNS and len(self._sections) > 2 else width
        blocks = [list(self._block(title, actions, column)) for title, actions in self._sections]
        if column == width:
            lines = [line for block in blocks for line in block]
        else:
            left, right = _halves(blocks)
            blank = Content("")
            tall = max(len(left), len(right))
            left, right = left + [blank] * (tall - len(left)), right + [blank] * (tall - len(right))
            lines = [fitted(one, column) + other for one, other in zip(left, right, strict=True)]
        return lines + list(self._notes(width))

    def _block(self, title: str, actions: Sequence[Action], width: int) -> Iterator[Content]:
        """The keys of one section; those that cannot act now are grey, with the reason below them."""
        yield Content.assemble((title, "bold $primary"))
        keys = max(_KEYS, *(cell_len(action.shown) + 2 for action in actions))
        room = max(20, width - keys - 2)
        for action in actions:
            why = self._refusals[action.id]
            first, *more = wrap(action.tooltip, room)
            style = "$foreground-disabled" if why else "$foreground"
            shown = Content.assemble((action.shown, style if why else "bold $accent"))
            yield fitted(shown, keys) + Content.assemble((first, style))
            yield from (Content.assemble(" " * keys, (line, style)) for line in more)
            for line in wrap(f"not now: {why}", room) if why else ():
                yield Content.assemble(" " * keys, (line, "$foreground-muted"))
        yield Content("")


def _halves(blocks: list[list[Content]]) -> tuple[list[Content], list[Content]]:
    """The blocks in their order in two columns, as even as can be."""
    lines = [sum(map(len, blocks[:number])) for number in range(len(blocks) + 1)]
    half = min(reversed(range(len(blocks) + 1)), key=lambda number: abs(2 * lines[number] - lines[-1]))
    return [line for block in blocks[:half] for line in block], [line for block in blocks[half:] for line in block]
