"""What the command palette finds of themes: the list with its preview, and each theme by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from standup.tui.theme_keeper import ThemeKeeper

_TITLE = "Theme: choose from a list"
_HELP = "Shows each at once; enter keeps it"


class _ThemedApp(Protocol):
    themes: ThemeKeeper

    def search_themes(self) -> None: ...

    def keep_theme(self, name: str) -> None: ...


class ThemeCommands(Provider):
    """One command for the list; whoever knows a theme's name finds it by typing."""

    @property
    def _app(self) -> _ThemedApp:
        return cast("_ThemedApp", self.app)

    async def discover(self) -> Hits:
        """The list, before anything is typed."""
        yield DiscoveryHit(Content(_TITLE), self._app.search_themes, text=_TITLE, help=_HELP)

    async def search(self, query: str) -> Hits:
        """The list and the themes that match the query."""
        matcher = self.matcher(query)
        for title, help, run in self._commands():
            score, offsets = matcher.fuzzy_search.match(query, title)
            if score > 0:
                name = Content(title)
                for offset in offsets:
                    name = name.stylize(matcher.match_style, offset, offset + 1)
                yield Hit(score, name, run, text=title, help=help)

    def _commands(self) -> list[tuple[str, str, Callable[[], None]]]:
        named = [
            (f"Theme: {one.name}", one.description, partial(self._app.keep_theme, one.name))
            for one in self._app.themes.listed()
        ]
        return [(_TITLE, _HELP, self._app.search_themes), *named]
