"""The last weeks as a plot: the customer share of each with its range, on the ground of the target band."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from textual.content import Content

from standup.domain.split import Band
from standup.domain.why import WeekPoint
from standup.tui.text import fitted, plain
from standup.tui.widgets.whiskers import top_of

CLOSED, OPEN, NONE = "●", "○", "–"
_RANGE, _CAPS, _BAND = "│", ("┬", "┴"), "┄"
_AXIS = 6  # cells: `100 %` and a blank
_WIDEST = 7  # cells of one week


def weeks_plot(points: Sequence[WeekPoint], band: Band, width: int, height: int) -> list[Content]:
    """`height` lines of at most `width` cells and one with the numbers of the weeks.

    A closed week is solid, any other hollow; a week without a share has a dash at the bottom.
    """
    top = top_of((one.split for one in points), band)
    step = max(2, min(_WIDEST, (width - _AXIS) // max(1, len(points))))
    columns = [_column(one, top, height) for one in points]
    edges = {_row(Fraction(edge, 100), top, height): f"{edge} %" for edge in band}
    labels = {0: f"{top} %", height - 1: "0 %"} | edges
    lines = []
    for row in range(height):
        ground = (_BAND, "$foreground-muted") if row in edges else (" ", "")
        parts: list[tuple[str, str]] = [(f"{labels.get(row, ''):>{_AXIS - 1}} ", "$foreground-muted")]
        for column in columns:
            left = step // 2
            mark = column.get(row, ground)
            parts += [(ground[0] * left, ground[1]), mark, (ground[0] * (step - left - 1), ground[1])]
        lines.append(fitted(Content.assemble(*parts), width))
    numbers = [f"{one.week.number:02}" for one in points]
    every = 1 if step >= 3 else 2
    shown = "".join(f"{number if place % every == 0 else '':^{step}}" for place, number in enumerate(numbers))
    lines.append(fitted(Content.assemble((f"{'week':>{_AXIS - 1}} {shown}", "$foreground-muted")), width))
    return lines


def plot_legend(band: Band, width: int) -> Content:
    """What the glyphs of the plot mean; where there is little room the axis alone says where the band lies."""
    marks = Content.assemble(
        (CLOSED, "bold $customer"),
        (" closed  ", "$foreground-muted"),
        (OPEN, "bold $customer"),
        (" not closed  ", "$foreground-muted"),
        (_RANGE, "$customer"),
        (" range  ", "$foreground-muted"),
    )
    bands = (f"{_BAND} band {band}", f"{_BAND} band")
    words = next((one for one in bands if marks.cell_length + len(one) <= width), bands[-1])
    return fitted(marks + plain(words, "$foreground-muted"), width)


def _column(one: WeekPoint, top: int, height: int) -> dict[int, tuple[str, str]]:
    """The marks of one week, by the row from the top."""
    share, honest = one.split.share, one.split.range
    if share is None:
        return {height - 1: (NONE, "$foreground-muted")}
    marks: dict[int, tuple[str, str]] = {}
    if honest is not None:
        low, high = (_row(end, top, height) for end in honest)
        marks = dict.fromkeys(range(high, low + 1), (_RANGE, "$customer"))
        if high < low:
            marks[high], marks[low] = ((cap, "$customer") for cap in _CAPS)
    marks[_row(share, top, height)] = (CLOSED if one.closed else OPEN, "bold $customer")
    return marks


def _row(value: Fraction, top: int, height: int) -> int:
    return height - 1 - min(height - 1, round(value * 100 * (height - 1) / top))
