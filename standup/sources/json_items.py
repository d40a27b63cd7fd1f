"""The elements of one long JSON list, cut out one by one, so that a bad one spoils only itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_ITEM = 1 << 18
"""Characters; a longer element is one whose end is missing."""
_SPACE = re.compile(r"\s*")
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|[\[\]{},"]|[^\[\]{},"]+')


class Item(NamedTuple):
    """One element to the letter, with the number of the line on which it begins; `fault` says why there is none."""

    line: int
    text: str
    fault: str = ""


def items(blocks: Iterator[str]) -> Iterator[Item]:
    """The elements of the list that a file is; the last item has a fault where the list is not closed.

    Nothing comes of a file that does not begin with a list.
    """
    text = _Text(blocks)
    if not text.skip_space() or text.ahead() != "[":
        return
    text.take(1)
    while True:
        if not text.skip_space():
            yield Item(text.line, "", "the file ends before its list does")
            return
        if text.ahead() == "]":
            text.take(1)
            if text.skip_space():
                yield Item(text.line, "", "something stands behind the end of the list, and is not read")
            return
        if text.ahead() == ",":
            text.take(1)
            continue
        line, length = text.line, text.item_length()
        if length is None:
            yield Item(line, "", "an entry begins and does not end; nothing after it is read")
            return
        yield Item(line, text.take(length))


class _Text:
    """What was read and not yet taken, with the number of the line where that begins."""

    def __init__(self, blocks: Iterator[str]) -> None:
        self.line = 1
        self._blocks = blocks
        self._buffer = ""
        self._at = 0

    def ahead(self) -> str:
        return self._buffer[self._at]

    def take(self, length: int) -> str:
        taken = self._buffer[self._at : self._at + length]
        self._at += length
        self.line += taken.count("\n")
        return taken

    def skip_space(self) -> bool:
        """Pass over white space; False at the end of the file."""
        while True:
            match = _SPACE.match(self._buffer, self._at)
            if match:
                self.take(match.end() - self._at)
            if self._at < len(self._buffer):
                return True
            if not self._more():
                return False

    def item_length(self) -> int | None:
        """Characters up to the end of the element that begins here; None where it has none."""
        while True:
            length = self._closed()
            if length is not None:
                return length
            if len(self._buffer) - self._at > LONGEST_ITEM or not self._more():
                return self._closed(whole=True)

    def _closed(self, *, whole: bool = False) -> int | None:
        depth = 0
        for match in _TOKEN.finditer(self._buffer, self._at):
            sign = match[0]
            if sign in "[{":
                depth += 1
            elif sign in "]}":
                depth -= 1
                if depth == 0:
                    return match.end() - self._at
                if depth < 0:  # a bracket that opens nowhere is an element by itself, so that none is without length
                    return max(1, match.start() - self._at)
            elif sign == "," and depth == 0:
                return match.start() - self._at
            elif sign == '"' and not whole and self._buffer.find("\n", match.end()) < 0:
                return None
        return None

    def _more(self) -> bool:
        block = next(self._blocks, "")
        self._buffer = self._buffer[self._at :] + block
        self._at = 0
        return bool(block)
