"""A split as a bar, told apart by glyph as well as by colour, with the target band marked on it."""

from __future__ import annotations

from textual.content import Content

from standup.domain.duration import format_minutes
from standup.domain.split import Band, Split
from standup.reports.bars import PARTS, apportion, parts_of
from standup.tui.theming import TINTED

BAND_MARKS = ("[", "]")
"""Stand on the bar where production has to end and customer time to begin at the earliest and at the latest."""
_LEAST_BETWEEN = 1  # cells between the marks; a bar that has not so many is too short to be marked


HATCH = "╱"
"""What is not logged, where it is too much for a verdict."""


def split_bar(split: Split, width: int, band: Band | None = None, *, hatched: bool = False) -> Content:
    """The bar of a split in `width` cells; dots where nothing is known of it. A band is marked on it if there is room.

    With `hatched`, what is not logged is hatched.

    The customer share is customer / (production + customer), so that the band lies at the end of these two parts: the
    share is within the band where customer time begins between the marks.
    """
    cells = apportion(parts_of(split), width)
    if not any(cells):
        return Content.assemble(("·" * width, "$left"))
    glyphs = [(part.glyph, part.name) for part, count in zip(PARTS, cells, strict=True) for _ in range(count)]
    marks = dict(zip(band_places(split, band, cells), BAND_MARKS, strict=False)) if band else {}
    drawn: list[tuple[str, str]] = []
    for place, (glyph, name) in enumerate(glyphs):
        mark = marks.get(place)
        if mark:
            drawn.append((mark, f"bold reverse ${name}"))
        else:
            sign = HATCH if hatched and name == "unlogged" else glyph
            drawn.append((sign, f"${name} on ${name}-tint" if name in TINTED else f"${name}"))
    return Content.assemble(*drawn)


def band_places(split: Split, band: Band, cells: list[int]) -> tuple[int, ...]:
    """The cells on which the marks of the band stand, just outside of it; none where the bar is too short for them."""
    if not split.production + split.customer:
        return ()
    both = cells[0] + cells[1]
    first = round(both * (100 - band.high) / 100) - 1
    last = round(both * (100 - band.low) / 100)
    is_readable = first >= 0 and last < sum(cells) and last - first > _LEAST_BETWEEN
    return (first, last) if is_readable else ()


def legend(split: Split, *, words: bool = True) -> list[Content]:
    """The minutes of each part that is not nothing, each behind its glyph."""
    parts: list[Content] = []
    for part, minutes in zip(PARTS, parts_of(split), strict=True):
        if minutes:
            name = f" {part.name}" if words else ""
            parts.append(
                Content.assemble(
                    (part.glyph, f"${part.name}"), f" {format_minutes(minutes)}", (name, "$foreground-muted")
                )
            )
    if not parts:
        parts.append(Content.assemble(("nothing logged", "$foreground-muted")))
    if split.available is None:
        parts.append(Content.assemble(("? hours not set", "$foreground-muted")))
    return parts
