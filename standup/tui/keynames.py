"""How people read the names of keys: `?` for question_mark, `^p` for ctrl+p, `⇧tab` for shift+tab."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.keys import key_to_character

_NAMES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "delete": "del",
    "insert": "ins",
    "space": "space",
}
_CHARACTERS = {"slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+", "underscore": "_"}
"""Those that Textual names, but does not find again."""
_MODIFIERS = {"ctrl": "^", "shift": "⇧", "alt": "alt+", "super": "super+"}
_FUNCTION = re.compile(r"f\d{1,2}")
_FEW = 3
"""So many keys are named one by one, even where they follow each other."""


def key_name(key: str) -> str:
    """One key of Textual as people read it."""
    *modifiers, last = key.split("+")
    function = last.upper() if _FUNCTION.fullmatch(last) else None
    name = function or _NAMES.get(last) or character_of(last) or last
    return "".join(_MODIFIERS.get(modifier, f"{modifier}+") for modifier in modifiers) + name


def key_names(keys: Sequence[str]) -> str:
    """Several keys that do one thing: `l :`, and `1-8` where many follow each other."""
    names = [key_name(key) for key in keys]
    if len(names) > _FEW and _follow(names):
        return f"{names[0]}-{names[-1]}"
    return " ".join(names)


def _follow(names: Sequence[str]) -> bool:
    """Whether these are characters, or function keys, that follow each other."""
    if all(len(name) == 1 for name in names):
        places = [ord(name) for name in names]
    elif all(_FUNCTION.fullmatch(name.casefold()) for name in names):
        places = [int(name[1:]) for name in names]
    else:
        return False
    return places == list(range(places[0], places[0] + len(places)))


def character_of(key: str) -> str | None:
    """The character that a key types where somebody types; None where it types none."""
    character = _CHARACTERS.get(key) or key_to_character(key)
    return character if character is not None and character.isprintable() else None
