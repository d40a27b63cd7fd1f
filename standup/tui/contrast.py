"""Contrast as the Web Content Accessibility Guidelines measure it, and the pairs of colours that must have it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual.color import Color
from textual.theme import Theme

from standup.tui.theming import colours_of

TEXT = 4.5
"""Least contrast of text, level AA (WCAG 2.2, success criterion 1.4.3)."""
ENHANCED_TEXT = 7.0
"""Least contrast of text, level AAA (1.4.6)."""
GRAPHICS = 3.0
"""Least contrast of what is told by shape, such as the cells of a bar (1.4.11)."""

_WORDS = (
    "foreground",
    "foreground-muted",
    "primary",
    "accent",
    "text-success",
    "text-warning",
    "text-error",
    "production",
    "customer",
    "other",
    "starved",
)
_SHAPES = ("unlogged", "left", "foreground-disabled")
"""Cells of bars; and keys that cannot act, which the guidelines exempt."""
_GROUNDS = ("background", "surface", "panel", "primary-muted", "surface-lighten-1")
"""Screens, dialogs, bars, and the row of the cursor with and without focus."""


class Pair(NamedTuple):
    """Two variables of a theme, one drawn on the other."""

    text: str
    ground: str
    contrast: float


def luminance(color: Color) -> float:
    """Relative luminance, 0 for black to 1 for white; WCAG 2.2, "relative luminance"."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: Color, other: Color) -> float:
    """From 1 to 21; WCAG 2.2, "contrast ratio"."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs_of(theme: Theme) -> Iterator[Pair]:
    """The contrast of every text on every ground; nothing for colours that only the terminal knows."""
    made = colours_of(theme)
    background = _color(made["background"])
    for ground in _GROUNDS:
        under = background + _color(made[ground])
        for text in (*_WORDS, *_SHAPES):
            over = _color(made[text])
            if over.ansi is None and under.ansi is None and background.ansi is None:
                yield Pair(text, ground, contrast(under + over, under))


def weak_pairs(theme: Theme) -> list[Pair]:
    """The pairs that cannot be read well, the worst first."""
    weak = [pair for pair in pairs_of(theme) if pair.contrast < (GRAPHICS if pair.text in _SHAPES else TEXT)]
    return sorted(weak, key=lambda pair: pair.contrast)


def _color(text: str) -> Color:
    """A colour with its share, such as `#6ca8f5 50%`."""
    name, _, share = text.partition(" ")
    color = Color.parse(name)
    return color.multiply_alpha(float(share.strip().rstrip("%")) / 100) if share.strip() else color
