"""A line that is part production and part customer: its ratio and minutes altered in its text, all else kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from standup.domain.duration import format_minutes
from standup.domain.logline.formatting import named
from standup.domain.logline.grammar import Kind, Part, scan
from standup.domain.logline.values import Ratio
from standup.domain.records import Bucket, TimeEntry

USUAL = Ratio(70, 30)
_TIME = (Kind.DURATION, Kind.RANGE, Kind.EXACT)


def moved(ratio: Ratio, by: int, minutes: int) -> Ratio:
    """The ratio with `by` per cent more production, as far as neither part is left without a minute."""
    step = 1 if by > 0 else -1
    for goal in range(max(1, min(99, ratio.production + by)), ratio.production, -step):
        found = Ratio(goal, 100 - goal)
        if all(found.of(minutes)):
            return found
    return ratio


def ratio_of(text: str) -> Ratio | None:
    """The ratio that a line says; None where it says none. Raises LogLineError for a quote that is not closed."""
    part = next(iter(scan(text).all(Kind.RATIO)), None)
    if part is None:
        return None
    production, customer = map(int, part.value.split("/"))
    return Ratio(production, customer)


def with_ratio(text: str, ratio: Ratio) -> str:
    """The line with this ratio in place of its own, or else behind its names, or where it counts."""
    found = scan(text)
    if own := found.all(Kind.RATIO):
        return _replaced(text, own[0], str(ratio))
    names = found.all(Kind.WORK, Kind.CUSTOMER)
    for part in [*names[-1:], *found.all(*_TIME)[:1]]:
        line = f"{text[: part.end]} {ratio}{text[part.end :]}"
        if scan(line).all(Kind.RATIO):
            return line
    return f"{ratio} {text}".strip()


def with_minutes(text: str, minutes: int) -> str:
    """The line with this duration in place of its own; a clock range stays, for it says its time itself."""
    found = scan(text)
    if own := found.all(Kind.DURATION):
        return _replaced(text, own[0], format_minutes(minutes))
    if found.all(*_TIME):
        return text
    day = next((part for part in found.all(Kind.DAY) if not text[: part.start].strip()), None)
    at = day.end if day else 0
    return f"{text[:at]} {format_minutes(minutes)} {text[at:].lstrip()}".strip()


def with_names(text: str, work_item: str | None, customer: str | None) -> str:
    """The line with the names that it lacks, each behind the name or the time that is there."""
    for kind, sigil, name in ((Kind.WORK, "#", work_item), (Kind.CUSTOMER, "@", customer)):
        found = scan(text)
        if name is None or found.all(kind):
            continue
        before = [*found.all(*_TIME)[:1], *found.all(Kind.WORK)[:1]]
        at = max((part.end for part in before), default=0)
        text = f"{text[:at]} {named(sigil, name)}{text[at:] if at else ' ' + text}".strip()
    return text


def sides_of(text: str) -> tuple[str | None, str | None]:
    """The work item and the customer that the line names, as it writes them."""
    work, customer = (next(iter(scan(text).all(kind)), None) for kind in (Kind.WORK, Kind.CUSTOMER))
    return work.value if work else None, customer.value if customer else None


def span_of(text: str, bucket: Bucket) -> tuple[int, int]:
    """Where the name of a side stands in the line; the end of the line where it names none."""
    kind = Kind.WORK if bucket is Bucket.PRODUCTION else Kind.CUSTOMER
    part = next(iter(scan(text).all(kind)), None)
    return (part.start, part.end) if part else (len(text), len(text))


def _replaced(text: str, part: Part, words: str) -> str:
    return text[: part.start] + words + text[part.end :]


def customer_beside(work_item: str, entries: Iterable[TimeEntry]) -> str | None:
    """The customer logged last on a day with this work item, or else the one logged last; None where there is none."""
    return _beside(entries, lambda entry: entry.work_item == work_item, lambda entry: entry.customer)


def work_beside(customer: str, entries: Iterable[TimeEntry]) -> str | None:
    """The work item logged last on a day with this customer, or else the one logged last; None where there is none."""
    return _beside(entries, lambda entry: entry.customer == customer, lambda entry: entry.work_item)


def _beside(
    entries: Iterable[TimeEntry], is_this: Callable[[TimeEntry], bool], name: Callable[[TimeEntry], str | None]
) -> str | None:
    latest_first = sorted(entries, key=lambda entry: (entry.day, entry.id), reverse=True)
    days = {entry.day for entry in latest_first if is_this(entry)}
    others = [entry for entry in latest_first if name(entry)]
    found = next((entry for entry in others if entry.day in days), None) or next(iter(others), None)
    return name(found) if found else None
