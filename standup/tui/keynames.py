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
_MODIFIERS = {"ctrl": "^", "shift": "⇧", "alt": "alt+", "super": "super+"}
_FUNCTION = re.compile(r"f\d{1,2}")
_FEW = 3
"""So many keys are named one by one, even where they follow each other."""


def key_name(key: str) -> str:
    """One key of Textual as people read it."""
    *modifiers, last = key.split("+")
    if _FUNCTION.fullmatch(last):
        name = last.upper()
    else:
        name = _NAMES.get(last) or (is_text(last) and key_to_character(last)) or last
    return "".join(_MODIFIERS.get(modifier, f"{modifier}+") for modifier in modifiers) + name


def key_names(keys: Sequence[str]) -> str:
    """Several keys that do one thing: `l :`, and `1-8` where many follow each other."""
    names = [key_name(key) for key in keys]
    characters = [ord(name) for name in names if len(name) == 1]
    if len(names) > _FEW and characters == list(range(characters[0], characters[0] + len(names))):
        return f"{names[0]}-{names[-1]}"
    return " ".join(names)


def is_text(key: str) -> bool:
    """Whether a key types a character where somebody types."""
    character = key_to_character(key)
    return character is not None and character.isprintable()
