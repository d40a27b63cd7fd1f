"""From what a log line says back to its text: the inverse of reading it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from msgspec.structs import replace

from standup.domain.duration import format_minutes
from standup.domain.errors import UsageError
from standup.domain.logline.doubts import day_in_note
from standup.domain.logline.grammar import CLASSES, quoted, scan, scan_next
from standup.domain.logline.resolving import clock_span
from standup.domain.logline.values import NONE_NAMED, ClockRange, LogLine, NextStep
from standup.domain.records import Bucket, TimeEntry
from standup.domain.timeline import pieces


def format_line(line: LogLine) -> str:
    """The line as text, quoted where needed: `parse(format_line(line)) == line` wherever its names are known."""
    head = " ".join(_head(line))
    following = f" {_next_words(line.next_step)}" if line.next_step else ""
    plain = f"{head} {line.note}{following}".strip()
    return plain if _reads_as(plain, line.note, f"{head}{following}") else _joined(head, line.note, following)


def _joined(head: str, note: str, following: str) -> str:
    return f"{head} {quoted(note)}{following}".strip() if note else f"{head}{following}".strip()


def _reads_as(text: str, note: str, parts: str) -> bool:
    """Whether the text has exactly this note, no part but those of `parts`, and is not a day by itself."""
    if not note or '"' in note:
        return False
    read = scan(text)
    day = day_in_note(read)
    if day is not None and day.is_alone:
        return False
    return read.note == note and [part[:2] for part in read.parts] == [part[:2] for part in scan(parts).parts]


def format_entry(entry: TimeEntry, zone: tzinfo, today: date) -> str:
    """The entry as a log line of its developer: parsed and resolved on `today` it gives the entry's facts back.

    Those are day, minutes, bucket, start, work item, customer, note, tags, and interrupt with its class and who asked.
    A start that no clock range can say (seconds, the second of two equal hours) is written exactly:
    `2025-10-26T02:30:00+01:00/45m`.
    The law holds for what a line can log: from one minute up, with tags that are grammar-valid (see `tag_of`).
    """
    timed = _timed(entry.start, entry.minutes, entry.day, zone)
    return format_line(
        replace(
            timed,
            day=None if timed.start or entry.day == today else entry.day,
            work_item=(entry.work_item or NONE_NAMED) if entry.bucket is Bucket.PRODUCTION else None,
            customer=(entry.customer or NONE_NAMED) if entry.bucket is Bucket.CUSTOMER else None,
            other=entry.bucket is Bucket.OTHER,
            interrupt=entry.interrupt,
            interrupt_class=entry.interrupt_class,
            asked_by=entry.asked_by,
            tags=entry.tags,
            note=entry.note,
        )
    )


def format_span(start: datetime, minutes: int, zone: tzinfo) -> str:
    """The part of a log line that says a span on the local day of its start: `10:30-11:15`, or else its exact start."""
    return format_line(_timed(start, minutes, start.astimezone(zone).date(), zone))


def _timed(start: datetime | None, minutes: int, day: date, zone: tzinfo) -> LogLine:
    """A line that says nothing but when: by a clock range, where that cannot by the exact start, else by minutes."""
    if start is None:
        return LogLine(minutes=minutes)
    clock = _clock_of(start, minutes, day, zone)
    return LogLine(clock=clock) if clock else LogLine(minutes=minutes, start=_exact_of(start, day, zone))


def _clock_of(moment: datetime, minutes: int, day: date, zone: tzinfo) -> ClockRange | None:
    """The clock range that means exactly a start, day and minutes; None where there is none."""
    start = moment.astimezone(zone)
    end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
    if start.second or start.microsecond or not minutes:
        return None
    clock = ClockRange(start.time().replace(fold=0), end.time().replace(fold=0))  # the line knows no second 2:30
    try:
        span = clock_span(clock, day, zone)
    except UsageError:
        return None
    meant = [moment.astimezone(UTC) for moment in span] == [start.astimezone(UTC), end.astimezone(UTC)]
    return clock if meant and len(list(pieces(*span, zone))) == 1 else None


def _exact_of(start: datetime, day: date, zone: tzinfo) -> datetime:
    """The start in the zone, or as it is stored where only that lies on the entry's day (people move)."""
    local = start.astimezone(zone)
    return local if local.date() == day else start


def _head(line: LogLine) -> list[str]:
    """Every part but note and next step, in the order in which people write them."""
    words = [line.day.isoformat()] if line.day else []
    if line.clock is not None:
        words.append(str(line.clock))
    elif line.start is not None and line.minutes is not None:
        words.append(f"{line.start.isoformat()}/{format_minutes(line.minutes)}")
    elif line.minutes is not None:
        words.append(format_minutes(line.minutes))
    if line.work_item is not None:
        words.append(named("#", line.work_item))
    if line.customer is not None:
        words.append(named("@", line.customer))
    if line.ratio is not None:
        words.append(str(line.ratio))
    words += ["~"] * line.other
    if line.interrupt:
        words.append("!" + next((name for name, one in CLASSES.items() if one is line.interrupt_class), ""))
    if line.asked_by:
        words.append(named("asked:", line.asked_by))
    words += [f"+{tag}" for tag in line.tags]
    if line.developer is not None:
        words.append(named("for:", line.developer))
    return words


def named(sigil: str, name: str) -> str:
    """A name behind its sign or word, quoted where it would not be read back as it is."""
    plain = f"{sigil}{name}"
    if name and '"' not in name and not any(character.isspace() for character in name):
        read = scan(plain)
        if [part.value for part in read.parts] == [name]:
            return plain
    return f"{sigil}{quoted(name)}"


def _next_words(step: NextStep) -> str:
    day = f"{step.day.isoformat()} " if step.day else ""
    if step.text and '"' not in step.text and scan_next(f"{day}{step.text}", 0)[1] == step.text:
        return f"> {day}{step.text}"
    return f"> {day}{quoted(step.text)}" if step.text else f"> {day}".rstrip()
