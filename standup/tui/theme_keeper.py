"""The theme of the running app: tried out, kept in the config file, and read anew when its file changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

from standup.domain.errors import StandupError
from standup.domain.text import did_you_mean, shown
from standup.tui.contrast import weak_pairs
from standup.tui.theme_folders import ThemeFolders
from standup.tui.theming import DEFAULT_THEME, FileTheme

_WARNING_SECONDS = 8
_YOURS, _TEXTUALS = "yours", "Textual"


class Listed(NamedTuple):
    """A theme as a list shows it."""

    name: str
    origin: str
    """Where it comes from, in a word; empty for ours."""
    description: str


class ThemeKeeper:
    """Registers the themes of the folders with the app, and knows which one the person has chosen."""

    def __init__(self, app: App[None], folders: ThemeFolders, *, own: Path | None, config: Path | None) -> None:
        self._app = app
        self._folders = folders
        self._own = own
        """The folder of the person's own themes."""
        self.config = config
        """None where no config file may be written."""
        self._registered: set[str] = set()
        self._awaited: str | None = None
        """A theme that was asked for and is not there, or not usable, yet."""
        self.chosen = DEFAULT_THEME
        self.changed: Callable[[], None] = lambda: None
        """Called when there are other themes; whoever shows a list of them sets it."""

    def begin(self, name: str | None) -> list[StandupError]:
        """Apply the theme of the settings, or the default where there is none of that name; gives what went wrong."""
        errors: list[StandupError] = [*self._folders.look(patient=False).errors]
        self._register()
        known = self._app.available_themes
        if name is not None and name in known:
            self.chosen = name
        elif name is not None:
            self._awaited = name
            hint = did_you_mean(name, known)
            until = f"{' Until' if hint else '; until'} there is one, {DEFAULT_THEME} stands in"
            errors.append(StandupError(f"no theme '{shown(name)}'{hint}{until}"))
        self._app.theme = self.chosen
        return errors

    def look(self) -> tuple[StandupError, ...]:
        """Read the theme files that were saved since the last look and repaint; gives what is wrong with them."""
        before = self._app.current_theme
        look = self._folders.look()
        if look.changed:
            self._register()
            if self._awaited in self._app.available_themes:
                self.chosen, self._awaited = self._awaited, None
                self._app.theme = self.chosen
            now = self._app.current_theme
            if now != before and now.name == before.name:
                self._app.mutate_reactive(App.theme)  # the same name, other colours
                self.warn(now.name)
            self.changed()
        return look.errors

    def _register(self) -> None:
        themes = self._folders.themes
        for theme in themes.values():
            self._app.register_theme(theme)
        in_use = {self.chosen, self._app.theme}
        for name in self._registered - themes.keys() - in_use:
            if name in BUILTIN_THEMES:
                self._app.register_theme(BUILTIN_THEMES[name])
            else:
                self._app.unregister_theme(name)
        self._registered = {*themes} | (self._registered & in_use)

    def listed(self) -> list[Listed]:
        """All themes: the person's own, ours, Textual's, by name."""
        found = [
            Listed(name, self._origin(theme), theme.description if isinstance(theme, FileTheme) else "")
            for name, theme in self._app.available_themes.items()
        ]
        return sorted(found, key=lambda one: ((_YOURS, "", _TEXTUALS).index(one.origin), one.name))

    def _origin(self, theme: Theme) -> str:
        if not isinstance(theme, FileTheme):
            return _TEXTUALS
        return _YOURS if theme.path is not None and theme.path.parent == self._own else ""

    def preview(self, name: str) -> None:
        """Show a theme without choosing it."""
        self._app.theme = name

    def leave(self) -> None:
        """Show the chosen theme again."""
        self._app.theme = self.chosen

    def keep(self, name: str) -> str:
        """Choose a theme, and write it into the config file; gives the words of a toast.

        Raises StandupError where the file cannot be written; the theme is then chosen for this run.
        """
        self._app.theme = self.chosen = name
        self._awaited = None
        self.warn(name)
        if self.config is None:
            return f"{name}, for this run only: the sample team keeps no setting"
        from standup.config import write_value

        write_value(self.config, "theme", name)
        return f"{name}, kept in {shown(str(self.config))}"

    def warn(self, name: str) -> None:
        """Tell the author of a theme which text cannot be read well."""
        theme = self._app.available_themes[name]
        weak = weak_pairs(theme) if self._origin(theme) == _YOURS else []
        if weak:
            worst = weak[0]
            more = f"; {len(weak) - 1} more pairs are too weak" if len(weak) > 1 else ""
            self._app.notify(
                f"{worst.text} on {worst.ground} has a contrast of {worst.contrast:.1f}, text needs 4.5{more}",
                title=f"Theme {name}",
                severity="warning",
                timeout=_WARNING_SECONDS,
                markup=False,
            )
