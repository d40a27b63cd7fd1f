"""What a row of a foreign time log means here: real time, local days, bucket, customer, work item and tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from msgspec import Struct

from standup.domain.bucket_rules import Absence, BucketRule, bucket_of
from standup.domain.errors import UsageError
from standup.domain.logline import tag_of
from standup.domain.records import Bucket, Customer
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import storable
from standup.domain.timeline import local_time, pieces

LONGEST_ROW = timedelta(days=7)
"""A longer row is a slip of the pen or a timer that somebody forgot."""
FIRST_YEAR, LAST_YEAR = 1970, 2100
_DISAGREES = 60  # seconds: durations in decimal hours are exact to 36
_CHANGED_BY = 4  # o'clock: everywhere, clocks change between midnight and then
_FIRST_WORD = re.compile(r"\s*\[?([^\s\[\]]+)")


class SourceRow(Struct, frozen=True, kw_only=True, gc=False):
    """One row of a time log as its file says it; local times are those of the developer's zone.

    `start` and `end` are both naive local or both aware; without an `end` the row lasts `seconds`, and without a
    `start` it is a duration on `day`.
    """

    line: int
    day: date
    start: datetime | None = None
    end: datetime | None = None
    seconds: int | None = None
    """What the duration column says."""
    user: str = ""
    email: str = ""
    description: str = ""
    project: str = ""
    client: str = ""
    task: str = ""
    account: str = ""
    """Where a plain-text log books the time, part by part: `acme:support`."""
    tags: tuple[str, ...] = ()


class Part(NamedTuple):
    """What one row says about one local day."""

    day: date
    start: datetime | None
    seconds: int


class Span(NamedTuple):
    """A row on the real time line, cut at each local midnight."""

    parts: tuple[Part, ...]
    disagrees: bool
    """The duration column says something else than start and end, by a minute or more."""


def span_of(row: SourceRow, zone: tzinfo) -> Span | SkippedRow:
    """The row as local days of real seconds.

    Start and end decide. The duration column stands in for a missing end, decides between the two meanings of a clock
    time that occurs twice, and counts where just the hour of a clock change is between it and start to end: then
    the log was kept in a zone that changed its clocks that night, and this one did not.
    """
    try:
        if row.start is None:
            seconds = row.seconds or 0
            if timedelta(seconds=seconds) > timedelta(days=1):
                return SkippedRow(row.line, Skip.BAD, "lasts longer than the day that it is on")
            parts: tuple[Part, ...] = (Part(row.day, None, seconds),) if seconds else ()
            return Span(parts, False) if parts else SkippedRow(row.line, Skip.EMPTY, "its duration is 0")
        start, end = _real(row, row.start, zone)
        if row.seconds is not None and _changed_elsewhere(row, end - start):
            end = start + timedelta(seconds=row.seconds)
    except UsageError as error:
        return SkippedRow(row.line, Skip.BAD, str(error))
    if end < start:
        return SkippedRow(row.line, Skip.BAD, "ends before it starts")
    if end - start > LONGEST_ROW:
        return SkippedRow(row.line, Skip.BAD, f"lasts longer than {LONGEST_ROW.days} days")
    parts = tuple(Part(*piece) for piece in pieces(start, end, zone) if piece.seconds)
    if not parts:
        return SkippedRow(row.line, Skip.EMPTY, "starts and ends at the same second")
    real = (end - start).total_seconds()
    return Span(parts, row.seconds is not None and abs(real - row.seconds) >= _DISAGREES)


def _real(row: SourceRow, start: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    starts = _meanings(start, zone)
    if row.end is None:
        return starts[0], starts[0] + timedelta(seconds=row.seconds or 0)
    ends = _meanings(row.end, zone)
    if len(starts) == len(ends) == 1:
        return starts[0], ends[0]
    pairs = [(one, two) for one in starts for two in ends if one <= two] or [(starts[0], ends[-1])]
    if row.seconds is None:
        return pairs[0]
    said = timedelta(seconds=row.seconds)
    return min(pairs, key=lambda pair: abs(pair[1] - pair[0] - said))


def _changed_elsewhere(row: SourceRow, real: timedelta) -> bool:
    if row.start is None or row.end is None or row.seconds is None:
        return False
    off_by_an_hour = abs(real - timedelta(seconds=row.seconds)) == timedelta(hours=1)
    no_change_here = real == row.end - row.start
    at_night = row.start.hour < _CHANGED_BY or row.end.date() > row.start.date()
    return off_by_an_hour and no_change_here and at_night


def _meanings(moment: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """The moments in UTC that a clock time may mean; raises UsageError for one that the zone skips."""
    if moment.tzinfo is not None:
        return (moment.astimezone(UTC),)
    first, second = moment.replace(tzinfo=zone, fold=0), moment.replace(tzinfo=zone, fold=1)
    if first.utcoffset() != second.utcoffset():
        local_time(moment.date(), moment.time(), zone)
        return first.astimezone(UTC), second.astimezone(UTC)
    return (first.astimezone(UTC),)


class Facts(Struct, frozen=True, gc=False, array_like=True):
    """What an imported entry says apart from time: where its minutes go and what was written."""

    bucket: Bucket
    note: str = ""
    tags: tuple[str, ...] = ()
    customer: str | None = None
    work_item: str | None = None


class Known(Struct, frozen=True):
    """What rows are matched to: customers by id or name, work items by key, whatever the case."""

    customers: Mapping[str, str]
    work_items: Mapping[str, str]

    @classmethod
    def of(cls, customers: Iterable[Customer], keys: Iterable[str]) -> Known:
        """The look-up of these customers and work item keys; an id goes before another customer's name."""
        listed = list(customers)
        by_fold = {fold(customer.name): customer.id for customer in listed}
        by_fold.update((fold(customer.id), customer.id) for customer in listed)
        return cls(by_fold, {fold(key): key for key in keys})


def fold(name: str) -> str:
    """The name as it is compared: case and space around and within it do not count."""
    return " ".join(name.casefold().split())


def facts_of(
    row: SourceRow,
    rules: Sequence[BucketRule],
    default: Bucket | None,
    known: Known,
    new_customer: Callable[[str], str | None],
) -> Facts | Absence | SkippedRow:
    """What the row's entry says, or that it is leave; `new_customer` is asked for the id of a client that is not known.

    Without a client, the customer is the one whose id or name the project, a part of the account or a tag is. The
    note is the description, else the task, else a client that stays unknown, else the project or the account.
    """
    bucket = bucket_of(row, rules, default)
    if isinstance(bucket, Absence):
        return bucket
    if bucket is None:
        said = (row.description, row.project, row.client, row.task, row.account, *row.tags)
        return SkippedRow(row.line, Skip.UNCLASSIFIED, next(filter(None, said), "(no words)"))
    customer = None
    if bucket is Bucket.CUSTOMER:
        if row.client:
            customer = known.customers.get(fold(row.client)) or new_customer(row.client)
        else:
            customer = _first_known((row.project, *row.account.split(":"), *row.tags), known.customers)
    unknown_client = row.client if customer is None and bucket is Bucket.CUSTOMER else ""
    note = row.description or row.task or unknown_client or row.project or row.account
    tags = dict.fromkeys(tag for tag in map(_tag_of, row.tags) if tag)
    return Facts(
        bucket=bucket,
        note=storable(note),
        tags=tuple(tags),
        customer=customer,
        work_item=_work_item(row, known.work_items) if bucket is Bucket.PRODUCTION else None,
    )


_tag_of = lru_cache(maxsize=1024)(tag_of)


def _work_item(row: SourceRow, keys: Mapping[str, str]) -> str | None:
    """The key that is the task, the project, the first word of the description (`KEY`, `KEY:` or `[KEY]`), a part of
    the account, or a tag.
    """
    if not keys:
        return None
    found = keys.get(fold(row.task)) or keys.get(fold(row.project))
    if found is None and (match := _FIRST_WORD.match(row.description)):
        word = match[1].casefold()
        found = keys.get(word) or keys.get(word.lstrip("#").rstrip(":,;."))
    return found or _first_known((*row.account.split(":"), *row.tags), keys)


def _first_known(names: Iterable[str], known: Mapping[str, str]) -> str | None:
    return next((found for name in names if (found := known.get(fold(name)))), None) if known else None


class RowIds:
    """Names the rows of one developer in one log, the same at every import and in a longer file.

    A row is named by its start as the file says it, and by its place among rows of the same start; a row without
    a start by its day and words. Only the number of the second and later ones stands in the name.
    """

    def __init__(self, source: str, developer: str) -> None:
        self.prefix = f"{source}:{developer}:"
        self._counts: dict[int, int] = {}
        self._left_out: set[int] = set()

    def name(self, row: SourceRow) -> str:
        """The id of the next row."""
        if row.start is not None:
            base = f"{self.prefix}{row.start.isoformat()}"
        else:
            account = (row.account,) if row.account else ()
            words = "\0".join((row.description, row.project, row.client, row.task, *row.tags, *account))
            base = f"{self.prefix}{row.day}:{_short(words)}"
        key = _key(base)
        count = self._counts.get(key, 0) + 1
        self._counts[key] = count
        return base if count == 1 else f"{base}~{count}"

    def has(self, row_id: str) -> bool:
        """Whether a row of this name was named."""
        base, _, number = row_id.partition("~")
        return self._counts.get(_key(base), 0) >= int(number or 1)

    def leave_out(self, row_id: str) -> None:
        """Note that the row is not imported this time; what it made earlier stays as it is."""
        self._left_out.add(_key(row_id))

    def plans(self, row_id: str) -> bool:
        """Whether a row of this name was named and is imported."""
        return self.has(row_id) and _key(row_id) not in self._left_out


def _key(name: str) -> int:
    """Stands for a name where a million are remembered: within 60 bits an integer takes 32 bytes."""
    return hash(name) & ((1 << 60) - 1)


def part_id(row_id: str, number: int) -> str:
    """The source id of the entry of a row's first, second ... day; a row of one day and its first day share one.

    So a row that is corrected to end before or after midnight still meets its entry.
    """
    return row_id if number == 1 else f"{row_id}#{number}"


def row_id_of(source_id: str) -> str:
    """The name of the row that an imported entry came from."""
    return source_id.rpartition("#")[0] or source_id


def day_said(source_id: str) -> date | None:
    """The local day on which the row of an imported entry had this part, whatever became of the entry since."""
    row_id, _, number = source_id.partition("#")
    try:
        first = date.fromisoformat(row_id.split(":", 2)[-1][:10])
        return first + timedelta(days=int(number or 1) - 1)
    except (ValueError, OverflowError):
        return None


def _short(text: str) -> str:
    return blake2b(storable(text).encode(), digest_size=6).hexdigest()
