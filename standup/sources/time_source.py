"""Every kind of time log that can be read, behind one door: opened by the name of its tool, and told apart."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from itertools import islice
from typing import BinaryIO, NamedTuple, Protocol, TypeAlias

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import did_you_mean, shown
from standup.domain.time_import import SourceRow
from standup.sources.cells import DateOrder
from standup.sources.delimited import Encoding, blocks_of, encoding_of, lines_of
from standup.sources.json_logs import read_timewarrior, read_watson
from standup.sources.klog import read_klog
from standup.sources.likely import has_check_ins, has_records, likely_kind
from standup.sources.preset import preset_names
from standup.sources.source_file import SourceFile
from standup.sources.timeclock import read_timeclock
from standup.sources.timelog import TimeLog

Rows: TypeAlias = Iterator[SourceRow | SkippedRow]
Texts: TypeAlias = Generator[str, None, None]
_FIRST_ROWS = 20


class TimeSource(SourceFile, Protocol):
    """A log as the import sees it: rows one by one, and how far they are read."""

    @property
    def names_people(self) -> bool:
        """Whether the log says whose time each row is."""

    def rows(self) -> Rows:
        """The rows from the first on; one that cannot be read comes as a SkippedRow."""


class _Format(NamedTuple):
    """A kind of log that is no table."""

    title: str
    texts: Callable[[BinaryIO, Encoding], Texts]
    read: Callable[[Iterator[str]], Rows]
    fits: Callable[[Iterator[str]], bool] | None
    """Whether a file is of this kind; without it, one is where any of its first rows can be read."""
    wants: str
    """What a file of this kind has, in words."""


_FORMATS = {
    "klog": _Format("klog file", lines_of, read_klog, has_records, "a line with a date, and entries below it"),
    "timeclock": _Format(
        "timeclock log", lines_of, read_timeclock, has_check_ins, "check-ins such as i 2026-11-20 09:00:00 account"
    ),
    "timewarrior": _Format(
        "Timewarrior log", blocks_of, read_timewarrior, None, "the JSON list that `timew export` writes"
    ),
    "watson": _Format("Watson log", blocks_of, read_watson, None, "a JSON list, as Watson keeps frames"),
}


def time_kinds() -> list[str]:
    """The names of all kinds of time logs: the presets of tables, and the formats that are no tables."""
    return sorted([*preset_names(), *_FORMATS])


def open_log(
    stream: BinaryIO,
    name: str,
    kind: str,
    *,
    columns: Mapping[str, str] | None = None,
    date_order: DateOrder | None = None,
) -> TimeSource:
    """The log of this kind; `stream` must be seekable and stays open, `name` stands in messages.

    `columns` and `date_order` are of tables only. Raises NotFoundError for an unknown kind, and UsageError for a file
    that is empty, no text, or of another kind, which is named where it can be told.
    """
    kinds = time_kinds()
    if kind not in kinds:
        raise NotFoundError(f"no kind of time log '{shown(kind)}'; say {', '.join(kinds)}{did_you_mean(kind, kinds)}")
    if kind in _FORMATS:
        for option, given in (("--map", columns), ("--date-order", date_order)):
            if given:
                raise UsageError(f"{option} is for tables, and a {_FORMATS[kind].title} is none; leave it out")
        return TextLog(stream, name, kind)
    encoding = encoding_of(stream, name)
    likely = likely_kind(_head(stream, encoding), kind)
    if likely is not None and kind != "csv" and likely.kind in preset_names() and likely.kind != kind:
        raise UsageError(f"{shown(name)} is no log of {kind}; it looks like {likely.words}")
    try:
        return TimeLog(stream, name, kind, columns=columns, date_order=date_order)
    except UsageError as error:
        if likely is None or likely.kind in ("csv", kind):
            raise
        raise UsageError(f"{shown(name)} is no table of time entries; it looks like {likely.words}") from error


class TextLog:
    """A log that is no table, read from its beginning each time; nothing of it is kept.

    The constructor raises UsageError for a file that is empty, no text, or not of this kind.
    """

    names_people = False
    """Plain-text logs are of one person."""

    def __init__(self, stream: BinaryIO, name: str, kind: str) -> None:
        self.name = name
        self.source = kind
        self._stream = stream
        self._format = _FORMATS[kind]
        self.size = stream.seek(0, 2)
        """Bytes."""
        self.encoding: Encoding = encoding_of(stream, name)
        likely = likely_kind(_head(stream, self.encoding), kind)
        other = likely is not None and likely.kind != kind
        with self._texts() as texts:
            fits = not other and (self._format.fits or self._reads)(texts)
        if not fits:
            hint = f"it looks like {likely.words}" if likely and other else f"such a file has {self._format.wants}"
            raise UsageError(f"{shown(name)} is no {self._format.title}; {hint}")

    @property
    def position(self) -> int:
        """Bytes read so far, while the rows are being read."""
        return self._stream.tell()

    def rows(self) -> Rows:
        """The rows from the first on; one that cannot be read comes as a SkippedRow."""
        with self._texts() as texts:
            yield from self._format.read(texts)

    def _reads(self, texts: Iterator[str]) -> bool:
        first = islice(self._format.read(texts), _FIRST_ROWS)
        return any(isinstance(row, SourceRow) or row.skip is not Skip.BAD for row in first)

    def _texts(self) -> closing[Texts]:
        return closing(self._format.texts(self._stream, self.encoding))


def _head(stream: BinaryIO, encoding: Encoding) -> str:
    with closing(blocks_of(stream, encoding)) as blocks:
        return next(blocks, "")
