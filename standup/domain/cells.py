"""Text in terminal cells: wide characters take two, combining marks none."""

from __future__ import annotations

import unicodedata


def cell_width(text: str) -> int:
    """How many terminal cells the text takes (Unicode Standard Annex 11, East Asian Width)."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def clip(text: str, width: int) -> str:
    """The text in at most `width` cells; where some is cut off, the last cell is an ellipsis."""
    if cell_width(text) <= width:
        return text
    used, kept = 0, ""
    for character in text:
        used += _width(character)
        if used > width - 1:
            break
        kept += character
    return f"{kept}…" if width > 0 else ""


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled up with spaces to `width` cells, on its right, or on its left where `right` aligns it."""
    gap = " " * max(0, width - cell_width(text))
    return f"{gap}{text}" if right else f"{text}{gap}"
