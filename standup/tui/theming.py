"""Colour themes from TOML files: the fields of a Textual theme, variables of our own, and Textual's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from textual.color import Color, ColorParseError
from textual.design import ColorSystem
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

TINTED = ("customer", "other")
"""Those of our variables of which there is a tint, such as `customer-tint`."""

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
_SWITCHES = ("dark", "ansi")
_KEYS = ("name", "description", *_SWITCHES, *_COLOURS, *_NUMBERS, "variables")
_LONGEST_DESCRIPTION = 60
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TOML_LINE = re.compile(r"(.*) \(at line (\d+), column \d+\)", re.DOTALL)
_SHARE = re.compile(r"(.+?) +(?:100|[0-9]{1,2})%")
_TEXT_STYLES = frozenset({"none", "bold", "italic", "underline", "reverse", "strike", "dim"})


class ThemeError(StandupError):
    """A theme file cannot be used; the message names file, line and key."""


@dataclass
class FileTheme(Theme):
    """A theme that a file describes."""

    description: str = ""
    """A few words for whoever chooses among themes."""
    path: Path | None = None


def colours_of(theme: Theme) -> dict[str, str]:
    """Every variable of a theme, and what stands for those that it does not set."""
    made = {**theme.to_color_system().generate(), **theme.variables}
    return {**_missing(made), **made}


def stand_ins(theme: Theme) -> dict[str, str]:
    """The variables that we use and a theme, such as one of Textual's own, may not set."""
    return _missing({**theme.to_color_system().generate(), **theme.variables})


def _missing(made: Mapping[str, str]) -> dict[str, str]:
    """Our variables and their tints; and those that Textual uses and leaves out of themes of 16 colours.

    The tints lie under the glyphs of a bar. Sixteen colours have none: a share of one of them is that colour itself.
    """
    left_out = {
        "foreground-disabled": made["foreground"],
        "surface-active": made["surface"],
        "ansi-background": made["background"],
        "ansi-foreground": made["foreground"],
    }
    known = {**left_out, **made}
    own = {name: known.get(name, known.get(other, known["foreground"])) for name, other in OWN_VARIABLES.items()}
    tints = {f"{name}-tint": _tint(own[name], made["background"]) for name in TINTED}
    return {**left_out, **own, **tints}


def _tint(color: str, background: str) -> str:
    parsed = Color.parse(color)
    return background if parsed.ansi is not None else parsed.multiply_alpha(0.45).hex


@cache
def _textual_variables() -> frozenset[str]:
    """What a theme may set beside our variables: those that Textual makes of the colours of any theme."""
    return frozenset(ColorSystem("red").generate()) | frozenset(ColorSystem("red", ansi=True).generate())


def read_theme(path: Path) -> FileTheme:
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


def _theme(values: dict[str, Any], text: str, path: Path) -> FileTheme:
    def wrong(key: str, reason: str) -> ThemeError:
        return ThemeError(f"{shown(str(path))}:{_line_of(text, key)}: {reason}")

    for key, value in values.items():
        _check_field(key, value, wrong)
    variables = values.get("variables", {})
    if not isinstance(variables, dict):
        raise wrong("variables", "variables must be a table")
    for key, value in variables.items():
        _check_variable(key, value, wrong)
    name = values.get("name", path.stem)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise wrong("name", "name must be small letters, digits and hyphens, such as my-colours")
    if "primary" not in values:
        raise wrong("primary", 'primary is missing; a theme needs at least primary = "#6ca8f5"')
    fields = {key: value for key, value in values.items() if key not in ("name", "description", "variables")}
    description = shown(values.get("description", ""))
    return FileTheme(name=name, description=description, path=path, variables=dict(variables), **fields)


def _check_field(key: str, value: object, wrong: Callable[[str, str], ThemeError]) -> None:
    if key not in _KEYS:
        raise wrong(key, f"a theme has no key '{shown(key)}'{did_you_mean(key, _KEYS)}")
    if key in _COLOURS:
        _check_colour(key, value, wrong)
    elif key in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise wrong(key, f"{key} must be a number from 0 to 1")
    elif key in _SWITCHES:
        if not isinstance(value, bool):
            raise wrong(key, f"{key} must be true or false")
    elif key == "description" and (not isinstance(value, str) or len(value) > _LONGEST_DESCRIPTION):
        raise wrong(key, f"description must be a text of at most {_LONGEST_DESCRIPTION} characters")


def _check_variable(key: str, value: object, wrong: Callable[[str, str], ThemeError]) -> None:
    if key in OWN_VARIABLES:
        _check_colour(key, value, wrong)
        return
    known = _textual_variables()
    if key not in known:
        raise wrong(key, f"there is no variable '{shown(key)}'{did_you_mean(key, [*OWN_VARIABLES, *known])}")
    if key.endswith("-style") or "-style-" in key:
        if not isinstance(value, str) or not value.split() or not _TEXT_STYLES.issuperset(value.split()):
            words = ", ".join(sorted(_TEXT_STYLES))
            raise wrong(key, f"{key} must be made of {words}, not {shown(repr(value))}")
        return
    share = _SHARE.fullmatch(value) if isinstance(value, str) else None
    _check_colour(key, share[1] if share else value, wrong)


def _check_colour(key: str, value: object, wrong: Callable[[str, str], ThemeError]) -> None:
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
