"""The rule of the filter: a row is shown where its words contain all the words typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def folded(text: str) -> str:
    """Text as it is compared: without case and without accents, so that `zoe` finds `Zoë` and `strasse` `Straße`."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in parts if not unicodedata.combining(character)).casefold()


def filter_words(text: str) -> tuple[str, ...]:
    """The words that a filter asks for, folded; none where nothing but blanks was typed."""
    return tuple(folded(text).split())


def matching(words: tuple[str, ...], rows: Sequence[str]) -> list[int]:
    """The places of the rows, folded, that contain all the words, in any order and also inside of words."""
    found = list(range(len(rows)))
    for word in words:
        found = [place for place in found if word in rows[place]]
    return found
