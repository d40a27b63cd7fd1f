"""Colour themes from TOML files: the fields of a Textual theme, and variables of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from textual.color import Color, ColorParseError
from textual.theme import Theme

from standup.domain.errors import StandupError
from standup.domain.text import did_you_mean, shown

DEFAULT_THEME = "standup-dark"
OWN_VARIABLES: Mapping[str, str] = {
    "production": "primary",
    "customer": "warning",
    "other": "accent",
    "unlogged": "foreground-muted",
    "left": "foreground-disabled",
    "starved": "error",
}
"""Our variables, and the colour of Textual's that stands for each under a theme that does not set it."""

_COLOURS = (
    "primary",
    "secondary",
    "accent",
    "foreground",
    "background",
    "surface",
    "panel",
    "boost",
    "success",
    "warning",
    "error",
)
_NUMBERS = ("luminosity_spread", "text_alpha")
_KEYS = ("name", "dark", *_COLOURS, *_NUMBERS, "variables")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TOML_LINE = re.compile(r"(.*) \(at line (\d+), column \d+\)", re.DOTALL)


class ThemeError(StandupError):
    """A theme file cannot be used; the message names file, line and key."""


class Themes(NamedTuple):
    """The themes found, and why others were not."""

    themes: tuple[Theme, ...]
    errors: tuple[ThemeError, ...]


def load_themes(*folders: Path) -> Themes:
    """All themes of the folders, by name; one of a later folder takes the place of one of an earlier."""
    found: dict[str, Theme] = {}
    errors: list[ThemeError] = []
    for path in _files(folders):
        try:
            theme = read_theme(path)
        except ThemeError as error:
            errors.append(error)
        else:
            found[theme.name] = theme
    return Themes(tuple(found[name] for name in sorted(found)), tuple(errors))


def stand_ins(theme: Theme) -> dict[str, str]:
    """Our variables for a theme that does not set them all, such as one of Textual's own."""
    made = theme.to_color_system().generate()
    return {name: made.get(other, made["foreground"]) for name, other in OWN_VARIABLES.items()}


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        try:
            yield from sorted(path for path in folder.iterdir() if path.suffix == ".toml")
        except OSError:
            continue  # nobody has to have themes of their own


def read_theme(path: Path) -> Theme:
    """The theme of a file; raises ThemeError that names file, line and key."""
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ThemeError(f"cannot read the theme {shown(str(path))}: {reason}") from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _TOML_LINE.fullmatch(str(error))
        what, line = (match[1], int(match[2])) if match else (str(error), text.count("\n") + 1)
        raise ThemeError(f"{shown(str(path))}:{line}: this is not TOML: {shown(what)}") from None
    except RecursionError:
        raise ThemeError(f"{shown(str(path))}:1: values are nested too deeply") from None
    return _theme(values, text, path)


def _theme(values: dict[str, Any], text: str, path: Path) -> Theme:
    def wrong(key: str, reason: str) -> ThemeError:
        return ThemeError(f"{shown(str(path))}:{_line_of(text, key)}: {reason}")

    variables = values.get("variables", {})
    for key in values:
        if key not in _KEYS:
            raise wrong(key, f"a theme has no key '{shown(key)}'{did_you_mean(key, _KEYS)}")
    for key, value in values.items():
        if key in _COLOURS:
            _check_colour(key, value, wrong)
    for key in _NUMBERS:
        number = values.get(key, 0.5)
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number <= 1:
            raise wrong(key, f"{key} must be a number from 0 to 1")
    if not isinstance(values.get("dark", True), bool):
        raise wrong("dark", "dark must be true or false")
    if not isinstance(variables, dict):
        raise wrong("variables", "variables must be a table")
    for key, value in variables.items():
        if key not in OWN_VARIABLES:
            raise wrong(key, f"there is no variable '{shown(key)}'{did_you_mean(key, OWN_VARIABLES)}")
        _check_colour(key, value, wrong)
    name = values.get("name", path.stem)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise wrong("name", "name must be small letters, digits and hyphens, such as my-colours")
    if "primary" not in values:
        raise wrong("primary", 'primary is missing; a theme needs at least primary = "#6ca8f5"')
    fields = {key: value for key, value in values.items() if key not in ("name", "variables")}
    return Theme(name=name, variables=dict(variables), **fields)


def _check_colour(key: str, value: object, wrong: Any) -> None:
    try:
        if not isinstance(value, str):
            raise ColorParseError("no text")
        Color.parse(value)
    except ColorParseError:
        raise wrong(key, f'{key} must be a colour such as "#6ca8f5", not {shown(repr(value))}') from None


def _line_of(text: str, key: str) -> int:
    """The line that sets a key; 1 where it is not found as it is usually written."""
    setting = re.compile(rf"""\s*\[?["']?{re.escape(key)}["']?\s*[\]=.]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if setting.match(line)), 1)
