"""Data folders of any size for the bench, as keystrokes would have left them, without five years of fsync."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from standup.domain.availability import spread_week
from standup.domain.change import Change, create
from standup.domain.records import (
    Bucket,
    Customer,
    Developer,
    HoursPeriod,
    Record,
    Role,
    Team,
    TimeEntry,
    Touchpoint,
    WorkItem,
)
from standup.domain.weeks import Week, weeks_between
from standup.store import layout
from standup.store.staging import new_file, stage
from standup.store.tables import Documents, decode_documents

ENTRIES_A_WEEK = 48
WEEKS_IN_FIVE_YEARS = 261
OPEN_WORK_ITEMS = 20
LONG_AGO = 1_700_000_000
"""Seconds since 1970; what was written then has settled."""
_BUCKETS = (Bucket.PRODUCTION,) * 5 + (Bucket.CUSTOMER, Bucket.OTHER, Bucket.PRODUCTION)
_MOST_CHANGES = 200
_CUSTOMERS_WITH_PLANS = 16
"""Of twenty; the others have no next step."""
_PATTERN = Week(2024, 10)


def build(
    folder: Path,
    *,
    people: int,
    weeks: int,
    today: date,
    work_items: int = OPEN_WORK_ITEMS,
    touchpoints: int = 10,
    overdue: int = 3,
) -> int:
    """Write a team into a folder: `weeks` full weeks before this one; the number of entries.

    `work_items` and `touchpoints` are those open for each developer; so many of the latter are `overdue`, the first
    for as many days, and each next one for a day less. A week is made once, one change for each entry,
    and its text gives all other weeks, so the checksums that undo would compare are right in no week but the pattern.
    """
    developers = [_developer(number) for number in range(people)]
    customers = [Customer(id=f"customer-{n}", name=f"Customer {n}") for n in range(20)]
    _write(folder / layout.TEAM_FILE, new_file([Team(name="Bench"), *developers, *customers]))
    last = Week.of(today) - 1
    wanted = list(weeks_between(last - (weeks - 1), last)) if weeks else []
    pattern = _week_pattern() if wanted else b""
    for number, developer in enumerate(developers):
        _write(
            folder / layout.open_file(developer.id), _open_file(developer.id, work_items, touchpoints, overdue, today)
        )
        for week in wanted:
            _write(folder / layout.week_file(developer.id, week), _week(pattern, number, week))
    return people * len(wanted) * ENTRIES_A_WEEK


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (LONG_AGO, LONG_AGO))  # a cache does not trust a file that was written a moment ago


def _developer(number: int) -> Developer:
    return Developer(
        id=f"dev-{number}",
        name=f"Developer {number}",
        timezone="Europe/Berlin",
        role=Role.DEVELOPER if number else Role.LEAD,
        hours=(HoursPeriod(minutes=spread_week(2400)),),
    )


def _grown(relative: str, steps: Sequence[tuple[datetime, Sequence[Record]]]) -> bytes:
    """The content of a file after each step was one change."""
    content: bytes | None = None

    def load(name: str) -> Documents | None:
        return None if content is None or name != relative else decode_documents(content, Path(name))

    for number, (at, records) in enumerate(steps):
        ops = tuple(create(record) for record in records)
        why = f"log 45m production on {relative}, {number}"
        change = Change(id=f"{number:032x}", at=at, by="dev-0", why=why, ops=ops)
        content = stage(change, load, {})[relative]
    return content or b"{}"


def _open_file(developer: str, work_items: int, touchpoints: int, overdue: int, today: date) -> bytes:
    records: list[Record] = [
        *_work(developer, work_items, today),
        *_touchpoints(developer, touchpoints, overdue, today),
    ]
    size = -(-len(records) // _MOST_CHANGES)
    at = datetime.combine(today, time(9), UTC)
    steps = [(at, records[start : start + size]) for start in range(0, len(records), size or 1)]
    return _grown(layout.open_file(developer), steps)


def _work(developer: str, count: int, today: date) -> Iterator[WorkItem]:
    for n in range(count):
        yield WorkItem(
            id=f"work-{developer}-{n:05}",
            key=f"{developer.upper()}-W{n}",
            title=f"Piece of work number {n}",
            created_on=today - timedelta(days=n % 90),
            state_since=today - timedelta(days=n % 30),
            developer=developer,
            estimate=480,
        )


def _touchpoints(developer: str, count: int, overdue: int, today: date) -> Iterator[Touchpoint]:
    for n in range(count):
        yield Touchpoint(
            id=f"touch-{developer}-{n:05}",
            customer=f"customer-{n % _CUSTOMERS_WITH_PLANS}",
            title=f"Talk number {n}",
            created_on=today - timedelta(days=30),
            kind="call",
            developer=developer,
            due_on=today + timedelta(days=n - overdue),
        )


def _week_pattern() -> bytes:
    """A full week of the first developer, one change for each entry."""
    entries = list(_entries("dev-0", _PATTERN))
    steps = [(datetime.combine(entry.day, time(16), UTC), [entry]) for entry in entries]
    return _grown(layout.week_file("dev-0", _PATTERN), steps)


def _entries(developer: str, week: Week) -> Iterator[TimeEntry]:
    for n in range(ENTRIES_A_WEEK):
        bucket = _BUCKETS[n % len(_BUCKETS)]
        # Of ten pieces of work, three are still open, the oldest among them, and seven were done in that week.
        key = f"{developer.upper()}-W{17 + n % 10}" if n % 10 < 3 else f"{developer.upper()}-{week}-{n % 10}"
        yield TimeEntry(
            id=f"entry-{developer}-{week}-{n:03}-of-a-full-uuid",
            developer=developer,
            day=week.days[n * 5 // ENTRIES_A_WEEK],
            minutes=45 + n % 9,
            bucket=bucket,
            work_item=key if bucket is Bucket.PRODUCTION else None,
            customer=f"customer-{n % 20}" if bucket is Bucket.CUSTOMER else None,
            note="worked on it" if n % 3 else "",
        )


def _week(pattern: bytes, developer: int, week: Week) -> bytes:
    """The pattern with the names and days of another week."""
    text = pattern.replace(b"dev-0", b"dev-%d" % developer).replace(b"DEV-0", b"DEV-%d" % developer)
    text = text.replace(str(_PATTERN).encode(), str(week).encode())
    for then, now in zip(_PATTERN.days, week.days, strict=True):
        text = text.replace(then.isoformat().encode(), now.isoformat().encode())
    return text
