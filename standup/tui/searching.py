"""How well a name answers what was typed into the palette; quick for thousands of names, however long."""

from __future__ import annotations

from typing import NamedTuple

_WHOLE_WORDS = 3.0


class Match(NamedTuple):
    """A better match has a higher score; `places` are those of the letters found in the folded name."""

    score: float
    places: tuple[int, ...]


def match(words: tuple[str, ...], name: str) -> Match | None:
    """How a folded name answers folded words; None where it does not.

    Names with all the words in them come first, best where words begin there; then those with their letters in this
    order, best where these stand close together. Each name is walked through once, as Textual's own search does not:
    that one tries all combinations, which a name such as `aaaaaaaaaaaaaaaaaaaaaaaa b` makes last for minutes.
    """
    if not words:
        return None
    places: list[int] = []
    begun = 0
    for word in words:
        at = name.find(word)
        if at < 0:
            return _in_order("".join(words), name)
        begun += at == 0 or not name[at - 1].isalnum()
        places += range(at, at + len(word))
    letters = len(places)
    return Match((letters + begun) * _WHOLE_WORDS, tuple(places))


def _in_order(letters: str, name: str) -> Match | None:
    places: list[int] = []
    at = -1
    for letter in letters:
        at = name.find(letter, at + 1)
        if at < 0:
            return None
        places.append(at)
    span = places[-1] - places[0] + 1
    return Match(len(letters) * len(letters) / span, tuple(places))
