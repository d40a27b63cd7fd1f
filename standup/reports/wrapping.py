"""Text wrapped by the cells that a terminal gives it."""

from __future__ import annotations

from standup.domain.cells import cell_width


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells (2 or more), broken at spaces, within a word where it must be."""
    lines = [""]
    for number, word in enumerate(text.split(" ")):
        joined = f"{lines[-1]} {word}" if number else word
        if cell_width(joined) <= width:
            lines[-1] = joined
        elif lines == [""]:
            lines = _pieces(word, width)
        else:
            lines += _pieces(word, width)
    return lines


def _pieces(word: str, width: int) -> list[str]:
    pieces, room = [""], width
    for character in word:
        taken = cell_width(character)
        if taken > room:
            pieces.append("")
            room = width
        pieces[-1] += character
        room -= taken
    return pieces
