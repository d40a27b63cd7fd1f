"""Data folders of any size for the bench, written as the store would have left them, without five years of fsync."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from standup.domain.availability import spread_week
from standup.domain.records import Bucket, Customer, Developer, HoursPeriod, Role, Team, TimeEntry, Touchpoint, WorkItem
from standup.domain.weeks import Week, weeks_between
from standup.store import layout
from standup.store.staging import new_file

_LONG_AGO = 1_700_000_000
ENTRIES_A_WEEK = 48
WEEKS_IN_FIVE_YEARS = 261
_BUCKETS = (Bucket.PRODUCTION,) * 5 + (Bucket.CUSTOMER, Bucket.OTHER, Bucket.PRODUCTION)


def build(folder: Path, *, people: int, weeks: int, today: date, work_items: int = 20, touchpoints: int = 10) -> int:
    """Write a team into a folder: `weeks` full weeks before this one, and give the number of entries.

    `work_items` and `touchpoints` are those open for each developer.
    """
    developers = [_developer(number) for number in range(people)]
    customers = [Customer(id=f"customer-{n}", name=f"Customer {n}") for n in range(20)]
    _write(folder / layout.TEAM_FILE, new_file([Team(name="Bench"), *developers, *customers]))
    last = Week.of(today) - 1
    count = 0
    for developer in developers:
        records = [*_work(developer.id, work_items, today), *_touchpoints(developer.id, touchpoints, today)]
        _write(folder / layout.open_file(developer.id), new_file(records))
        for week in weeks_between(last - (weeks - 1), last) if weeks else ():
            entries = list(_entries(developer.id, week, work_items))
            count += len(entries)
            _write(folder / layout.week_file(developer.id, week), new_file(entries))
    return count


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (_LONG_AGO, _LONG_AGO))  # a cache does not trust a file that was written a moment ago


def _developer(number: int) -> Developer:
    return Developer(
        id=f"dev-{number}",
        name=f"Developer {number}",
        timezone="Europe/Berlin",
        role=Role.DEVELOPER if number else Role.LEAD,
        hours=(HoursPeriod(minutes=spread_week(2400)),),
    )


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


def _touchpoints(developer: str, count: int, today: date) -> Iterator[Touchpoint]:
    for n in range(count):
        yield Touchpoint(
            id=f"touch-{developer}-{n:05}",
            customer=f"customer-{n % 20}",
            title=f"Talk number {n}",
            created_on=today - timedelta(days=30),
            kind="call",
            developer=developer,
            due_on=today + timedelta(days=n - 3),
        )


def _entries(developer: str, week: Week, work_items: int) -> Iterator[TimeEntry]:
    for n in range(ENTRIES_A_WEEK):
        bucket = _BUCKETS[n % len(_BUCKETS)]
        yield TimeEntry(
            id=f"entry-{developer}-{week}-{n:03}",
            developer=developer,
            day=week.days[n % 5],
            minutes=45 + n % 9,
            bucket=bucket,
            work_item=f"{developer.upper()}-W{n % max(1, work_items)}" if bucket is Bucket.PRODUCTION else None,
            customer=f"customer-{n % 20}" if bucket is Bucket.CUSTOMER else None,
            note="worked on it" if n % 3 else "",
        )
