"""What a log line becomes: drafts of entries, cut at midnight and then by the ratio."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from standup.domain.errors import UsageError
from standup.domain.logline.values import ClockRange, Context, EntryDraft, LogLine, Ratio, clock_words
from standup.domain.records import Bucket
from standup.domain.timeline import local_time, pieces, start_of_day, whole_minutes
from standup.domain.weeks import day_words


class Stretch(NamedTuple):
    """Minutes on one local day, before any ratio."""

    day: date
    start: datetime | None
    minutes: int


def resolve(line: LogLine, context: Context) -> tuple[EntryDraft, ...]:
    """The entries that a line makes; their minutes add up to the time of the line.

    A clock range is cut at each local midnight. A ratio cuts each day's part in two: customer minutes round half
    up, production keeps the rest and comes first on the clock. Raises UsageError where the line says no time or
    no bucket, where a clock time does not exist that day, and where a part of a ratio would be zero minutes.
    """
    touchpoint = None
    if context.selection and line.customer and line.customer == context.selection.customer:
        touchpoint = context.selection.touchpoint
    return tuple(
        EntryDraft(
            day=day,
            minutes=minutes,
            bucket=bucket,
            start=start,
            work_item=line.work_item or None if bucket is Bucket.PRODUCTION else None,
            customer=line.customer or None if bucket is Bucket.CUSTOMER else None,
            touchpoint=touchpoint if bucket is Bucket.CUSTOMER else None,
            note=line.note,
            tags=line.tags,
            interrupt=line.interrupt,
            interrupt_class=line.interrupt_class,
            asked_by=line.asked_by,
        )
        for stretch in stretches(line, context)
        for (day, start, minutes), bucket in _by_bucket(line, stretch)
    )


def stretches(line: LogLine, context: Context) -> list[Stretch]:
    """The time of the line, cut at midnight; raises UsageError where there is none or it is none on that day."""
    zone = context.zone_of(line.developer)
    day = line.day or context.default_day or context.today(line.developer)
    if line.clock is not None:
        start, end = clock_span(line.clock, day, zone)
        cut = list(pieces(start, end, zone))
        minutes = whole_minutes([piece.seconds for piece in cut])
        return [Stretch(piece.day, piece.start, part) for piece, part in zip(cut, minutes, strict=True) if part]
    if line.minutes is None:
        raise UsageError("how long? write 45m, 1h30 or 9:00-10:30")
    if line.start is not None:
        return [Stretch(line.start.date(), line.start, line.minutes)]
    return [Stretch(day, None, line.minutes)]


def clock_span(clock: ClockRange, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """The aware start and end of a clock range that begins on `day`; a time that occurs twice means the first.

    Raises UsageError for a clock time that the zone skips that day.
    """
    last = day if clock.end > clock.start else day + timedelta(days=1)
    end = start_of_day(last, zone) if clock.end == time() else local_time(last, clock.end, zone)
    return local_time(day, clock.start, zone), end


def check_not_future(line: LogLine, context: Context) -> None:
    """Raise UsageError where the line logs a day or a clock time that has not come yet."""
    today = context.today(line.developer)
    day = line.start.date() if line.start else line.day or context.default_day or today
    if day > today:
        raise UsageError(f"{day_words(day, today)} has not come yet; log it when it is over")
    zone = context.zone_of(line.developer)
    now = latest = context.now.astimezone(zone)
    if line.clock is not None:
        end = clock_span(line.clock, day, zone)[1]
    elif line.start is not None and line.minutes is not None:
        end = line.start + timedelta(minutes=line.minutes)
        latest += timedelta(minutes=1)  # seconds were rounded to these minutes, at most to the next one
    else:
        return
    if end.astimezone(UTC) > latest.astimezone(UTC):
        ends = end.astimezone(zone)
        when = clock_words(ends.time()) if ends.date() == today else f"{day_words(ends.date(), today)} {ends:%H:%M}"
        raise UsageError(f"{when} has not come yet, it is {clock_words(now.time())}; was it yesterday?")


def _by_bucket(line: LogLine, stretch: Stretch) -> Iterator[tuple[Stretch, Bucket]]:
    if line.other:
        yield stretch, Bucket.OTHER
    elif line.work_item is not None and line.customer is not None:
        if line.ratio is None:
            raise UsageError("work item and customer in one line; add 70/30, production first")
        yield from _by_ratio(line.ratio, stretch)
    elif line.work_item is not None:
        yield stretch, Bucket.PRODUCTION
    elif line.customer is not None:
        yield stretch, Bucket.CUSTOMER
    else:
        marks = "#KEY (or work:KEY) for production, @customer (or with:customer), or ~ (or other)"
        raise UsageError(f"where did the time go? add {marks}")


def _by_ratio(ratio: Ratio, stretch: Stretch) -> Iterator[tuple[Stretch, Bucket]]:
    production, customer = ratio.of(stretch.minutes)
    if not customer or not production:
        left_out = "the customer" if production else "production"
        raise UsageError(f"{ratio} of {stretch.minutes} min leaves {left_out} nothing; log one of them alone")
    later = None
    if stretch.start is not None:
        later = (stretch.start.astimezone(UTC) + timedelta(minutes=production)).astimezone(stretch.start.tzinfo)
    yield stretch._replace(minutes=production), Bucket.PRODUCTION
    yield Stretch(stretch.day, later, customer), Bucket.CUSTOMER
