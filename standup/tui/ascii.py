"""What a terminal that shows only ASCII gets: a letter or sign of its own for each glyph, chosen once at the start.

Textual writes UTF-8 whatever the locale says, and such a terminal shows `?` or `_` for all bars and marks alike. As
the last filter before the terminal this finds every glyph in one place: ours, and those of Textual's borders.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS: Mapping[str, str] = {
    "█▰": "#",
    "▓": "%",
    "▒": "=",
    "░": ":",
    "·⋯": ".",
    "▱": "-",
    "●▪•": "*",
    "■": "!",
    "◆": "&",
    "◇": "+",
    "○◌": "o",
    "✓": "v",
    "↻": "@",
    "×↷✕✖": "x",
    "▲↑": "^",
    "▶▸▌→›": ">",
    "◀‹←": "<",
    "↓▼": "v",
    "▏▎▍▐▕│┃║‖": "|",
    "─━═▔▁–—⌂┄": "-",
    "╱": "/",
    "…": "~",
    "☎": "T",
    "⇧": "S",
    "⚑": "D",
    "‘’": "'",
    "“”": '"',
}
_ASCII = {glyph: sign for glyphs, sign in _SIGNS.items() for glyph in glyphs}
_LINES, _BLOCKS = range(0x2500, 0x2580), range(0x2580, 0x25A0)
"""Textual's borders and scrollbars: corners and crossings, and parts of cells."""
_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself puts into LC_CTYPE where the locale is C."""


def is_ascii_only(environ: Mapping[str, str]) -> bool:
    """Whether the locale says that the terminal shows no UTF-8; where it says nothing, the terminal is trusted."""
    language = environ.get("LANG", "")
    kind = environ.get("LC_CTYPE", "")
    if kind in _COERCED and language in ("C", "POSIX"):
        kind = ""
    locale = environ.get("LC_ALL") or kind or language
    return bool(locale) and "utf8" not in locale.replace("-", "").lower()


@lru_cache(4096)
def in_ascii(text: str) -> str:
    """The text in ASCII, as wide as before: letters lose their accents, and what has no sign becomes `?`."""
    signs = "".join(_sign(character) for character in text)
    return signs[: cell_len(text)].ljust(cell_len(text))


def _sign(character: str) -> str:
    if character.isascii():
        return character
    if character in _ASCII:
        return _ASCII[character]
    if ord(character) in _LINES or ord(character) in _BLOCKS:
        return "+" if ord(character) in _LINES else "#"
    base = unicodedata.normalize("NFKD", character)[0]
    return (base if base.isascii() else "?") * cell_len(character)


class AsciiOnly(LineFilter):
    """Writes all lines in ASCII."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in ASCII, their styles as they were."""
        return [
            segment if segment.control or segment.text.isascii() else Segment(in_ascii(segment.text), segment.style)
            for segment in segments
        ]
