"""Folders of theme files, read anew when a file in them changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from standup.domain.errors import UsageError
from standup.domain.text import did_you_mean, shown
from standup.tui.theming import FileTheme, ThemeError, read_theme

_Stamp: TypeAlias = tuple[int, int, int]


class Look(NamedTuple):
    """What a look at the folders brought."""

    changed: bool
    """Whether there are other themes, or other colours, than at the look before."""
    errors: tuple[ThemeError, ...]
    """Why files cannot be used; each is told once for each time that its file is saved."""


class ThemeFolders:
    """The themes of some folders by name; one of a later folder takes the place of one of an earlier.

    Nothing is read before the first look. A file that goes bad keeps the theme that it was.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._stamps: dict[Path, _Stamp] = {}
        self._read: dict[Path, FileTheme] = {}
        self._doubtful: dict[Path, _Stamp] = {}
        """Bad files at the look before: perhaps an editor was still writing them."""
        self.themes: dict[str, FileTheme] = {}

    def look(self, *, patient: bool = True) -> Look:
        """Read what has changed; a few stats where nothing has.

        A `patient` look tells of a bad file only if it is still the same at the next look.
        """
        stamps = dict(self._stamped())
        errors: list[ThemeError] = []
        for path, stamp in stamps.items():
            if self._stamps.get(path) == stamp and path not in self._doubtful:
                continue
            try:
                self._read[path] = read_theme(path)
            except ThemeError as error:
                if patient and self._doubtful.get(path) != stamp:
                    self._doubtful[path] = stamp
                    continue
                errors.append(error)
            self._doubtful.pop(path, None)
        for path in self._stamps.keys() - stamps.keys():
            self._read.pop(path, None)
            self._doubtful.pop(path, None)
        self._stamps = stamps
        themes = {self._read[path].name: self._read[path] for path in stamps if path in self._read}
        changed, self.themes = themes != self.themes, themes
        return Look(changed, tuple(errors))

    def _stamped(self) -> Iterator[tuple[Path, _Stamp]]:
        """The theme files in the order in which they count, each with what changes when it is saved."""
        for folder in self._folders:
            try:
                paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
            except OSError:
                continue  # nobody has to have themes of their own
            for path in paths:
                try:
                    facts = path.stat()
                except OSError:
                    yield path, (0, 0, 0)  # a link to nowhere is told like any file that cannot be read
                else:
                    yield path, (facts.st_mtime_ns, facts.st_size, facts.st_ino)


def check_name(name: str, *folders: Path) -> None:
    """Raises UsageError, with the nearest name, where neither the folders nor Textual have a theme of this name.

    Raises ThemeError where the file of that name cannot be used.
    """
    from textual.theme import BUILTIN_THEMES

    found = ThemeFolders(*folders)
    errors = found.look(patient=False).errors
    known = {*BUILTIN_THEMES, *found.themes}
    if name in known:
        return
    for error in errors:
        if f"{os.sep}{name}.toml:" in str(error):
            raise error
    raise UsageError(f"no theme '{shown(name)}'{did_you_mean(name, known) or '; ' + _listed(found)}")


def _listed(found: ThemeFolders) -> str:
    return f"there are {', '.join(sorted(found.themes))}, and those of Textual such as nord"
