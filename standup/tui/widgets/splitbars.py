"""A split as a bar, told apart by glyph as well as by colour, with the target band under it."""

from __future__ import annotations

from textual.content import Content

from standup.domain.duration import format_minutes
from standup.domain.split import Band, Split
from standup.reports.bars import PARTS, apportion, parts_of


def split_bar(split: Split, width: int) -> Content:
    """The bar of a split in `width` cells; dots where nothing is known of it."""
    cells = apportion(parts_of(split), width)
    if not any(cells):
        return Content.assemble(("·" * width, "$left"))
    drawn = [
        (
            part.glyph * count,
            f"${part.name} on ${part.name} 45%" if part.name in ("customer", "other") else f"${part.name}",
        )
        for part, count in zip(PARTS, cells, strict=True)
        if count
    ]
    return Content.assemble(*drawn)


def band_mark(split: Split, band: Band, width: int) -> Content:
    """A line under the bar that marks where production has to end and customer time to begin.

    The customer share is customer / (production + customer), so that the band lies at the end of these two parts.
    """
    production, customer, *_ = apportion(parts_of(split), width)
    both = production + customer
    if not split.production + split.customer:
        return Content(" " * width)
    first = round(both * (100 - band.high) / 100)
    last = max(first + 1, round(both * (100 - band.low) / 100))
    mark = f"╰{'─' * max(0, last - first - 2)}╯" if last - first > 1 else "╵"
    return Content.assemble(" " * first, (mark, "$accent"), " " * max(0, width - first - len(mark)))


def legend(split: Split, *, words: bool = True) -> Content:
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
    return Content("  ").join(parts)
