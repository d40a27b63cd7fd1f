"""Choose a theme: the one under the cursor is shown at once, enter keeps it, escape brings the old one back."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from standup.tui.actions import Scope, bindings
from standup.tui.keyed import KeyedModal
from standup.tui.text import Cell, fitted, plain, row_of
from standup.tui.theme_keeper import Listed, ThemeKeeper
from standup.tui.widgets.line import SafeInput
from standup.tui.widgets.rows import RowList

_CHOSEN = "✓"
_ORIGIN = 7  # cells


class ThemeList(RowList[Listed], can_focus=False):
    """Themes with their descriptions; the one that is kept has a mark."""

    ALWAYS_DETAILED = True

    def __init__(self, keeper: ThemeKeeper) -> None:
        super().__init__()
        self.add_class("-current")
        self._keeper = keeper

    def row_id(self, row: Listed) -> str:
        """Its name."""
        return row.name

    def empty(self) -> list[Content]:
        """No name is like what was typed."""
        return [Content.assemble(("  No theme is called so.", "$foreground-muted"))]

    def look(self) -> Hashable:
        """Which theme is kept."""
        return self._keeper.chosen

    def draw(self, row: Listed, width: int) -> Content:
        """The mark, the name, and where it comes from."""
        mark = _CHOSEN if row.name == self._keeper.chosen else " "
        return row_of(
            [
                Cell(Content.assemble((mark, "$text-success")), 1),
                Cell(plain(row.name, "bold"), width - _ORIGIN - 3),
                Cell(plain(row.origin, "$foreground-muted"), _ORIGIN, right=True),
            ]
        )

    def details(self, row: Listed, width: int) -> list[Content]:
        """What its file says of it."""
        return [fitted(plain(f"  {row.description}", "$foreground-muted"), width)] if row.description else []


class ThemePicker(KeyedModal[str]):
    """All themes with a filter; gives the name of the one to keep, or nothing where the old one stays."""

    CSS_PATH = "theme_picker.tcss"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.THEMES, Scope.ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.THEMES)]

    def __init__(self, keeper: ThemeKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._is_over = False
        self._early: int | None = 0
        """Rows that were gone down before the list had its rows; None when it has them."""

    def compose(self) -> ComposeResult:
        """The filter, the themes, and the keys."""
        with Vertical(id="themes") as box:
            box.border_title = Content("Theme")
            with Horizontal(id="search"):
                yield Static(Content(" / "), classes="prompt")
                yield SafeInput(placeholder="a part of a name", compact=True)
            yield ThemeList(self._keeper)
            yield self.key_line()

    @property
    def _list(self) -> ThemeList:
        return self.query_one(ThemeList)

    def on_mount(self) -> None:
        """Take what is typed, and follow the files of themes."""
        self.app.clear_notifications()
        self.set_focus(self.query_one(SafeInput))
        self._keeper.changed = self._fill
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Begin at the theme that is kept, once the list has its size and can bring that into sight."""
        self._list.show(self._keeper.listed())
        self._list.select(self._keeper.chosen)
        self._list.cursor += self._early or 0
        self._early = None
        self._fill()

    def on_unmount(self) -> None:
        """Follow the files no longer."""
        self._keeper.changed = lambda: None

    @on(Input.Changed)
    def _fill(self) -> None:
        """List the themes whose name or description has all that was typed; the cursor stays on its theme."""
        words = self.query_one(SafeInput).value.casefold().split()
        themes = self._keeper.listed()
        box = self.query_one("#themes")
        found = [
            theme for theme in themes if all(word in f"{theme.name} {theme.description}".casefold() for word in words)
        ]
        box.border_subtitle = Content(f"{len(found)} of {len(themes)}")
        self._list.show(found)
        self._preview()

    @on(RowList.Moved)
    def _preview(self) -> None:
        theme = self._list.selected
        if theme is not None and not self._is_over:
            self._keeper.preview(theme.name)

    def action_theme_down(self) -> None:
        """To the next theme, while the filter has the focus."""
        self._go(1)

    def action_theme_up(self) -> None:
        """To the theme before."""
        self._go(-1)

    def _go(self, rows: int) -> None:
        if self._early is None:
            self._list.cursor += rows
        else:
            self._early += rows

    def action_theme_page_down(self) -> None:
        """A page down."""
        self._list.action_page_down()

    def action_theme_page_up(self) -> None:
        """A page up."""
        self._list.action_page_up()

    @on(Input.Submitted)
    @on(RowList.Opened)
    def action_keep_theme(self) -> None:
        """Keep the theme under the cursor; where there is none, stay."""
        theme = self._list.selected
        if theme is not None:
            self._is_over = True
            self.dismiss(theme.name)

    def action_old_theme(self) -> None:
        """Show the old theme again."""
        self._is_over = True
        self._keeper.leave()
        self.app.pop_screen()
