"""What is under the panes: one's own split of today and of the week; on the board of others, why there is none."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widget import Widget

from standup.domain.duration import format_minutes
from standup.domain.split import Split, share_words, verdict_words
from standup.domain.weeks import WEEKDAYS, day_words
from standup.reports.bars import PARTS, apportion, parts_of
from standup.tui.actions import table_in
from standup.tui.text import Cell, counted, fitted, plain, row_of
from standup.tui.widgets.splitbars import BAND_MARKS, band_places, legend, split_bar
from standup.workspace.board import BoardView, OwnTime

_LABEL = 8
_WIDE, _SHORT, _TINY, _HUGE = 100, 20, 12, 44
"""From how many columns there is a table; below how many lines of the screen only what matters most; from how many
each day of the week has a bar."""
_COLUMN = 5  # the widest minutes, such as 12h30
_GAP = 2
_MUTED = "$foreground-muted"


class OwnTimePanel(Widget):
    """A table of bars and minutes; on narrow screens bars with their words below, on short ones bars only."""

    DEFAULT_CSS = """
    OwnTimePanel { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: BoardView | None = None

    def show(self, view: BoardView) -> None:
        """Show the split of a view."""
        self._view = view
        self.refresh(layout=True)

    def render(self) -> Content:
        """Draw all lines."""
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are to draw."""
        return max(1, len(self._lines(width)))

    def _lines(self, width: int) -> list[Content]:
        view, height = self._view, self.screen.size.height
        if view is None or width < 30:
            return []
        if view.own is None:
            words = " No hours here: their developer sees them, and a lead the totals of a week."
            return [fitted(plain(words, _MUTED), width)]
        key = table_in(self.app).key("my_week")
        if height < _SHORT:
            lines = [*_bars_only(view, view.own, width)][: 1 if height < _TINY else None]
        elif width < _WIDE:
            lines = [*_bars_with_words(view, view.own, width, key)]
        else:
            lines = [*_table(view, view.own, width, key, with_days=height >= _HUGE)]
        return [fitted(line, width) for line in lines]


def _label(words: str) -> Content:
    return Content.assemble((f" {words:<{_LABEL - 1}}", "bold"))


def _share(view: BoardView, own: OwnTime) -> Content:
    verdict = verdict_words(own.week, view.band)
    return Content.assemble((share_words(own.week), "bold"), (f"   {verdict}" if verdict else "", "$accent"))


def _bars_only(view: BoardView, own: OwnTime, width: int) -> Iterator[Content]:
    """One line each for today and for the week."""
    today, left = format_minutes(own.today.logged), own.today.left
    today = f"{today} of {format_minutes(own.today.logged + left)}" if left else f"{today} logged"
    share, verdict = share_words(own.week), verdict_words(own.week, view.band)
    words = f"{share.partition(' (')[0]}, {verdict.partition(',')[0]}" if verdict else share
    bar = max(8, width - _LABEL - 1 - max(len(words), len(today)) - _GAP)
    for name, split, said in (("Today", own.today, today), ("Week", own.week, words)):
        band = view.band if name == "Week" else None
        yield _label(name) + split_bar(split, bar, band) + Content(" " * _GAP) + plain(said)


def _bars_with_words(view: BoardView, own: OwnTime, width: int, key: str) -> Iterator[Content]:
    """Bars as wide as the screen, each with its words below."""
    bar, indent = width - _LABEL - 1, Content(" " * _LABEL)
    yield _label("Today") + split_bar(own.today, bar)
    yield indent + Content("  ").join(legend(own.today))
    yield _label("Week") + split_bar(own.week, bar, view.band)
    yield indent + _share(view, own)
    yield from _unknown(view, own)
    yield from _to_close(view, key)


def _table(view: BoardView, own: OwnTime, width: int, key: str, *, with_days: bool) -> Iterator[Content]:
    """Bars beside their minutes in columns under the names of the parts; the share and the verdict below."""
    heads = [Content.assemble((part.glyph, f"${part.name}"), (f" {part.name}", _MUTED)) for part in PARTS]
    columns = [max(_COLUMN, head.cell_length) for head in heads]
    bar = width - _LABEL - 1 - sum(columns) - _GAP * len(columns)
    left = Content(" " * (_LABEL + bar + _GAP))
    yield left + row_of([Cell(head, room, right=True) for head, room in zip(heads, columns, strict=True)], _GAP)
    days = own.days if with_days and view.today in dict(own.days) else ((view.today, own.today),)
    longest = max(_length(split) for _, split in days)
    for day, split in days:
        name = "Today" if day == view.today else WEEKDAYS[day.weekday()]
        cells = max(len(PARTS), bar * _length(split) // longest) if longest else bar
        yield _label(name) + fitted(split_bar(split, cells), bar) + _minutes(split, columns)
    if len(days) > 1:
        yield Content("")
    yield _label("Week") + split_bar(own.week, bar, view.band) + _minutes(own.week, columns)
    share = Content(" " * _LABEL) + _share(view, own)
    hint = Content.assemble(("".join(BAND_MARKS), "bold"), (f" target band {view.band} ", _MUTED))
    is_marked = band_places(own.week, view.band, apportion(parts_of(own.week), bar))
    room = width - share.cell_length - hint.cell_length
    yield share + Content(" " * room) + hint if is_marked and room > 0 else share
    yield from _unknown(view, own)
    yield from _to_close(view, key)


def _length(split: Split) -> int:
    return sum(parts_of(split))


def _minutes(split: Split, columns: list[int]) -> Content:
    known = (True, True, True, split.unlogged is not None, split.left is not None)
    cells = []
    for minutes, is_known, room in zip(parts_of(split), known, columns, strict=True):
        words = format_minutes(minutes) if minutes else "–" if is_known else "?"
        cells.append(Cell(Content.assemble((words, "" if minutes else _MUTED)), room, right=True))
    return Content(" " * _GAP) + row_of(cells, _GAP)


def _to_close(view: BoardView, key: str) -> Iterator[Content]:
    """From Friday on, that the week is still to be closed, and the key for it; never more than this line."""
    if view.to_close is not None:
        words = f" shows what the lead will see of {view.to_close}, and closes it"
        yield Content(" " * _LABEL) + Content.assemble((key, "bold $accent"), (words, _MUTED))


def _unknown(view: BoardView, own: OwnTime) -> Iterator[Content]:
    count = len(own.unknown_days)
    if count:
        days = ", ".join(day_words(day, view.today) for day in own.unknown_days)
        words = Content.assemble((f"? {counted(count, 'workday')} without a log", "$text-warning"))
        yield Content(" " * _LABEL) + words + Content.assemble((f"   {days}", _MUTED))
