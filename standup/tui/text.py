"""Text of people as content of a terminal: safe, never markup, and cut to cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from standup.domain.errors import StandupError
from standup.domain.text import shown
from standup.reports.wrapping import names_day, wrap
from standup.tui.actions import Table
from standup.workspace.touchpoints import SeveralOpen

_LOOSE = " ,;:·-("
"""What no shortened text ends with."""
_MOST_OF = 0.6
"""A cut falls on a blank where at least this part of the room is then still used."""


def plain(text: str, style: str = "") -> Content:
    """Text of people as content in one style: what no terminal can misread, to the letter."""
    safe = shown(text)
    return Content.assemble((safe, style)) if style else Content(safe)


def error_words(error: StandupError, table: Table) -> str:
    """An error in words, with the keys that the person has where it advises a command of the shell."""
    return error.in_app(table.key("done")) if isinstance(error, SeveralOpen) else str(error)


class Cell(NamedTuple):
    """One piece of a row with its width in cells; `right` aligns it to the right."""

    content: Content
    width: int
    right: bool = False


def fitted(content: Content, width: int, *, right: bool = False) -> Content:
    """The content in exactly `width` cells, with an ellipsis where some is cut off, between words if that is near."""
    if width <= 0:
        return Content("")
    room = width - content.cell_length
    if room >= 0:
        return content.pad_left(room) if right else content.pad_right(room)
    return _shortened(content, width).truncate(width, pad=True)


def _shortened(content: Content, width: int) -> Content:
    cut = content.truncate(width, ellipsis=True)
    kept = cut.plain.removesuffix("…")
    words = kept.rstrip(_LOOSE)
    if len(words) == len(kept) and not content.plain[len(kept) : len(kept) + 1].isspace():
        words = kept[: max(0, kept.rfind(" "))].rstrip(_LOOSE)
    cells = cell_len(words)
    return cut if cells < width * _MOST_OF else content.truncate(cells + 1, ellipsis=True)


def unbroken(content: Content, width: int) -> Content:
    """The content with line ends where it wraps, if it names a day: a terminal would break `Mon 1 Mar` inside."""
    if width <= 0 or content.cell_length <= width or not names_day(content.plain):
        return content
    return Content("\n").join(_lines(content, width))


def cut(content: Content, width: int, height: int) -> Content:
    """The first lines of the content in this width, the last of which ends with an ellipsis if more would come."""
    lines = _lines(content, width)
    if height <= 0 or len(lines) <= height:
        return content
    last = lines[height - 1].truncate(width - 2).rstrip() + Content(" …")
    return Content("\n").join([*lines[: height - 1], last])


def _lines(content: Content, width: int) -> list[Content]:
    return [piece for line in content.split("\n", allow_blank=True) for piece in _wrapped(line, width)]


def _wrapped(line: Content, width: int) -> Iterable[Content]:
    end = 0
    for words in wrap(line.plain, width):
        start = line.plain.index(words, end)
        end = start + len(words)
        yield line[start:end]


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


def longest(texts: Iterable[str], most: int) -> int:
    """The cells of the widest text as it is shown, at most `most`; quick also for thousands of texts."""
    return min(most, max((len(one) if one.isascii() else cell_len(shown(one)) for one in texts), default=0))


def counted(count: int, noun: str) -> str:
    """A number with its noun: `1 day`, `3 days`, `5,000 rows`."""
    return f"{count:,} {noun}{'s' * (count != 1)}"
