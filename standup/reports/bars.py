"""A split as a bar of glyphs that are told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from standup.domain.split import Split


class Part(NamedTuple):
    """One part of a bar."""

    name: str
    glyph: str


PARTS = (Part("production", "█"), Part("customer", "▓"), Part("other", "▒"), Part("unlogged", "░"), Part("left", "·"))


def parts_of(split: Split) -> tuple[int, ...]:
    """The minutes of each part, in the order of `PARTS`; what is unknown takes no room."""
    return (split.production, split.customer, split.other, split.unlogged or 0, split.left or 0)


def apportion(parts: Sequence[int], width: int) -> list[int]:
    """`width` cells shared out over the parts by the largest remainder; all zero where there is nothing to share.

    What is not nothing gets at least one cell; `width` is at least the number of parts.
    """
    whole = sum(parts)
    if not whole:
        return [0] * len(parts)
    shared = [max(part * width // whole, 1 if part else 0) for part in parts]
    while (rest := width - sum(shared)) != 0:
        step = 1 if rest > 0 else -1
        # towards the exact share: the part that is furthest below it grows, the one furthest above it shrinks
        index = max(
            (n for n, part in enumerate(parts) if part and shared[n] + step > 0),
            key=lambda n: step * (parts[n] * width - shared[n] * whole),
        )
        shared[index] += step
    return shared
