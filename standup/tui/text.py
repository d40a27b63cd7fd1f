"""Text of people as content of a terminal: safe, never markup, and cut to cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content

from standup.domain.text import shown


def plain(text: str, style: str = "") -> Content:
    """Text of people as content in one style: what no terminal can misread, to the letter."""
    safe = shown(text)
    return Content.assemble((safe, style)) if style else Content(safe)


class Cell(NamedTuple):
    """One piece of a row with its width in cells; `right` aligns it to the right."""

    content: Content
    width: int
    right: bool = False


def fitted(content: Content, width: int, *, right: bool = False) -> Content:
    """The content in exactly `width` cells, with an ellipsis where some is cut off."""
    if width <= 0:
        return Content("")
    if right and content.cell_length < width:
        return content.pad_left(width - content.cell_length)
    return content.truncate(width, ellipsis=True, pad=True)


def row_of(cells: Iterable[Cell], gap: int = 1) -> Content:
    """The cells side by side; those without width are left out."""
    drawn = [fitted(cell.content, cell.width, right=cell.right) for cell in cells if cell.width > 0]
    return Content(" " * gap).join(drawn)


def bar(part: int, whole: int, width: int) -> str:
    """A small bar of `width` cells, full where `part` reaches `whole`, and never empty where there is a part."""
    filled = min(width, max(part * width // whole, 1 if part else 0)) if whole else 0
    return "▰" * filled + "▱" * (width - filled)


def widest(contents: Iterable[Content], most: int) -> int:
    """The cells of the widest content, at most `most`."""
    return min(most, max((content.cell_length for content in contents), default=0))


def counted(count: int, noun: str) -> str:
    """A number with its noun: `1 day`, `3 days`."""
    return f"{count} {noun}{'s' * (count != 1)}"
