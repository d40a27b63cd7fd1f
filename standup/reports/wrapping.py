"""Text wrapped by the cells that a terminal gives it."""

from __future__ import annotations

import re

from standup.domain.cells import cell_width
from standup.domain.weeks import MONTHS, WEEKDAYS

_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)}) [0-9]{{1,2}} (?:{'|'.join(MONTHS)})(?: [0-9]{{4}})?\b")


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells (2 or more), broken at spaces, within a word where it must be.

    A day such as `Mon 1 Mar 2027` is one word where it has room.
    """
    lines = [""]
    for number, word in enumerate(_words(text, width)):
        joined = f"{lines[-1]} {word}" if number else word
        if cell_width(joined) <= width:
            lines[-1] = joined
        elif lines == [""]:
            lines = _pieces(word, width)
        else:
            lines += _pieces(word, width)
    return lines


def names_day(text: str) -> bool:
    """Whether a day of several words stands in the text."""
    return _DAY.search(text) is not None


def _words(text: str, width: int) -> list[str]:
    """What stands between spaces, a day with what adjoins it as one word; as several where that has no room."""
    bound = {place for day in _DAY.finditer(text) for place in range(*day.span())}
    if not bound:
        return text.split(" ")
    words, start = [], 0
    for end in (*(place for place, one in enumerate(text) if one == " " and place not in bound), len(text)):
        word = text[start:end]
        words += [word] if cell_width(word) <= width else word.split(" ")
        start = end + 1
    return words


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
