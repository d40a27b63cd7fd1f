"""A customer share on a scale: the share, its range as whiskers, and the target band in brackets."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from textual.content import Content

from standup.domain.split import Band, Split
from standup.tui.widgets.splitbars import BAND_MARKS

_SHARE, _LINE, _ENDS, _GROUND = "●", "─", ("├", "┤"), "·"


def top_of(splits: Iterable[Split], band: Band) -> int:
    """The end of a scale in per cent, on which all these ranges have room: tens, at least twice the band."""
    highest = max((_most(split) for split in splits), default=Fraction(0))
    return min(100, max(-(-2 * band.high // 10) * 10, -(-highest * 100 // 10) * 10))


def _most(split: Split) -> Fraction:
    if split.share is None:
        return Fraction(0)
    return split.range[1] if split.range else split.share


def whiskers(split: Split, width: int, band: Band, top: int) -> Content:
    """The share of a split on a scale from 0 to `top` per cent, in `width` cells.

    The share lies above its range, and the brackets of the band above the range but below its ends. Without a share
    there is the band alone.
    """
    cells: list[tuple[str, str]] = [(_GROUND, "$left")] * width
    low, high = (_place(Fraction(edge, 100), width, top) for edge in band)
    if split.share is not None and split.range is not None:
        first, last = (_place(end, width, top) for end in split.range)
        for cell in range(first, last + 1):
            cells[cell] = (_LINE, "$customer")
    for cell, mark in zip((low, high), BAND_MARKS, strict=True):
        cells[cell] = (mark, "bold $foreground-muted")
    if split.share is not None:
        if split.range is not None and first < last:
            for cell, end in zip((first, last), _ENDS, strict=True):
                cells[cell] = (end, "$customer")
        cells[_place(split.share, width, top)] = (_SHARE, "bold $customer")
    return Content.assemble(*cells)


def _place(value: Fraction, width: int, top: int) -> int:
    return min(width - 1, int(value * 100 * width / top))
