"""Weeks on a common scale: where a share, its range and the band lie, and the plot as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from standup.domain.cells import cell_width, pad
from standup.domain.split import Band, Split, percent
from standup.reports.summary import TrendWeek, WeekSummary

TRACK = 51
"""Cells of the plot's scale: its 50 per cent at one each, or 100 at one for two."""
_SHORT_SCALE, _WHOLE_SCALE = 50, 100
_WORDS = len("100 % (0-100 %)")
CLOSED, OPEN = "●", "○"


def scale_of(splits: Iterable[Split], band: Band) -> int:
    """Per cent at the right end of every gauge: half of the whole where all of them fit into it."""
    ends = [split.range[1] if split.range else split.share for split in splits if split.share is not None]
    fits = all(end * 100 <= _SHORT_SCALE for end in ends if end is not None) and band.high <= _SHORT_SCALE
    return _SHORT_SCALE if fits else _WHOLE_SCALE


def trend_title(summary: WeekSummary) -> str:
    """What the plot shows: `The last 12 weeks`, or `Own last 12 weeks` where they are one person's.

    A single one is the first in which anybody logged; `the last week` would be taken for the one before this.
    """
    count = len(summary.trend)
    words = "first week" if count == 1 else f"last {count} weeks"
    return f"The {words}" if summary.audience.member is None else f"Own {words}"


def trend_share(week: TrendWeek) -> str:
    """The share of a week in short: `12 % (9-18 %)`, `no share`, or that it is withheld."""
    if week.split is None:
        return "under 3 people"
    share, honest = week.split.share, week.split.range
    if share is None:
        return "no share"
    if honest is None:
        return f"{percent(share)} % (?)"
    low, high = percent(honest[0]), percent(honest[1])
    return f"{percent(share)} % ({low} %)" if low == high else f"{percent(share)} % ({low}-{high} %)"


def trend_splits(weeks: Iterable[TrendWeek]) -> list[Split]:
    """The splits that may be shown."""
    return [week.split for week in weeks if week.split is not None]


def plot_lines(weeks: Sequence[TrendWeek], band: Band) -> Iterator[str]:
    """The weeks as lines of 80 cells: week, solid where closed, share with range, and both on the scale."""
    scale = scale_of(trend_splits(weeks), band)
    yield f"{' ' * (80 - TRACK - len(' 0 %') + 1)}{_labels(band, scale)}".rstrip()
    for week in weeks:
        mark = CLOSED if week.closed else OPEN
        words = pad(trend_share(week), _WORDS)
        yield f" {week.week} {mark} {words}  {_track(week, band, scale)}".rstrip()


def _labels(band: Band, scale: int) -> str:
    """The numbers under which the scale begins and ends, and the band's; those that would touch are left out."""
    line = ""
    for number in (0, band.low, band.high, scale):
        label = str(number) if number < scale else f"{number} %"
        place = 3 + _cell(Fraction(number, 100), scale) - (len(label) - 1)
        if not line:
            line = " " * place + label
        elif place > cell_width(line):
            line += " " * (place - cell_width(line)) + label
    return line


def _track(week: TrendWeek, band: Band, scale: int) -> str:
    low, high = (_cell(Fraction(end, 100), scale) for end in band)
    cells = ["·" if low <= number <= high else " " for number in range(TRACK)]
    if week.split is not None and week.split.share is not None:
        if week.split.range is not None:
            first, last = (_cell(end, scale) for end in week.split.range)
            cells[first : last + 1] = "─" * (last + 1 - first)
            cells[first], cells[last] = "├", "┤"
        cells[_cell(week.split.share, scale)] = CLOSED if week.closed else OPEN
    return "".join(cells)


def _cell(share: Fraction, scale: int) -> int:
    return min(TRACK - 1, int(share * 100 * (TRACK - 1) / scale + Fraction(1, 2)))
