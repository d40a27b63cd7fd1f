"""A team whose clock times, notes and hours are unmistakable, so that a text that tells them gives itself away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from standup.domain.duration import format_minutes
from standup.domain.records import (
    Blocker,
    Bucket,
    CheckIn,
    Contact,
    Customer,
    Developer,
    HoursPeriod,
    Leave,
    Record,
    Role,
    Team,
    TimeEntry,
    Timer,
    Touchpoint,
    WorkItem,
    WorkState,
)
from standup.domain.weeks import Week
from standup.store.tiny import TinyStore
from standup.workspace.closing import close_week
from standup.workspace.session import Workspace
from standup.workspace.time import log

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 10, tzinfo=BERLIN)
TODAY = NOW.date()
WEEKS = (Week(2026, 46), Week(2026, 47), Week(2026, 48))
NOTE = "plantednote"
CONTRACT = 419
"""Minutes a day of all but the one who looks."""
MINUTES = (397, 389, 383, 379, 373, 367, 359, 353, 349, 347, 337, 331, 317, 313, 311, 307, 293, 283, 281, 277, 271)
"""Of single entries."""
NAMES = {"dana": "Dana Osei", "bob": "Bob Marsh", "zoe": "Zoë Müller", "wei": "Wei Li"}
BUCKETS = (Bucket.PRODUCTION, Bucket.CUSTOMER, Bucket.OTHER)


class Stroke(NamedTuple):
    """One more entry: whose of the others, how many days ago, in which bucket."""

    who: int
    ago: int
    bucket: int


class Planted(NamedTuple):
    """A data folder, who looks at it, and the hours of others that they must not get to see."""

    folder: Path
    viewer: str
    minutes: frozenset[int]
    """None where the one who looks is a lead, who sees totals."""

    def leaks(self, text: str) -> list[str]:
        """What a text tells of others' notes, clock times and hours."""
        found: list[str] = [NOTE] if NOTE in text else []
        found += re.findall(r"(?<!\d)0?[34]:17(?!\d)", text)
        for minutes in sorted(self.minutes):
            hours = f"{minutes / 60:.2f}"
            words = {f"{minutes}", format_minutes(minutes), hours, hours.replace(".", ",")}
            either = "|".join(re.escape(word) for word in sorted(words))
            found += re.findall(rf"(?<![\w.,:#-])(?:{either})(?![\w%:-]|[.,]\d)", text)
        return found


def plant(folder: Path, viewer: str, strokes: Sequence[Stroke] = ()) -> Planted:
    """A team of four in which all but the viewer have logged, closed weeks, a timer and leave."""
    others = [one for one in NAMES if one != viewer]
    entries = list(_entries(others, strokes))
    store = TinyStore.scratch(folder, [*_shared(viewer), *_private(others), *entries])
    for who in NAMES:
        for week in WEEKS[:2]:
            close_week(workspace(store, who), week)
    for who in others:  # what was logged by a command stands in the history too, some of it in files of others
        log(workspace(store, who), f"on 13 Nov 4:17-10:54 #API-12 {NOTE}")
        log(workspace(store, who), f"{MINUTES[0]}m @acme on 12 Nov {NOTE}")
    log(workspace(store, others[0]), f"{MINUTES[1]}m @globex yesterday > fri again")
    return Planted(folder, viewer, frozenset() if viewer == "dana" else _secret(store, others))


def workspace(store: TinyStore, who: str) -> Workspace:
    """One person at work on the team."""
    return Workspace(store, who, now=lambda: NOW)


def _shared(viewer: str) -> Iterator[Record]:
    yield Team(name="Platform")
    for who, name in NAMES.items():
        minutes = 480 if who == viewer else CONTRACT
        hours = (HoursPeriod(minutes=(minutes, minutes, minutes, minutes, minutes, 0, 0)),)
        role = Role.LEAD if who == "dana" else Role.DEVELOPER
        yield Developer(id=who, name=name, timezone="Europe/Berlin", role=role, hours=hours)
    yield Customer(
        id="acme",
        name="Acme Corp",
        contacts=(Contact(name="Jane Doe"),),
        cadence_ideal=14,
        cadence_max=30,
    )
    yield Customer(id="globex", name="Globex, Inc.")
    created = TODAY - timedelta(days=40)
    for number, owner in enumerate([*NAMES, None]):
        late = created + timedelta(days=20 + number)
        yield Touchpoint(
            id=f"00tp{number:04}", customer="acme", title="Renewal", created_on=created, developer=owner, due_on=late
        )
        state = WorkState.DONE if number == 1 else WorkState.DOING
        yield WorkItem(
            id=f"00wk{number:04}",
            key=f"WEB-{number}",
            title="Dark mode",
            created_on=created,
            state=state,
            state_since=late,
            developer=owner,
        )
    yield Touchpoint(id="00tp0009", customer="globex", title="Demo", created_on=created, developer=viewer)
    yield WorkItem(
        id="00wk0009",
        key="API-12",
        title="Retry uploads",
        created_on=created,
        state=WorkState.DOING,
        state_since=created,
        developer=viewer,
    )

    yield Blocker(id="00bl0001", developer="zoe", what="review", who="wei", is_developer=True, since=TODAY)


def _private(others: Sequence[str]) -> Iterator[Record]:
    for who in others:
        yield Leave(id=f"00le{who}", developer=who, first=date(2026, 12, 1), last=date(2026, 12, 2), note=NOTE)
        started = datetime(2026, 11, 23, 4, 17, tzinfo=BERLIN)
        yield CheckIn(id=f"00ci{who}", developer=who, day=TODAY, did=("WEB-2",), at=started)
        yield Timer(id=who, developer=who, started_at=started, bucket=Bucket.PRODUCTION, work_item="API-12", note=NOTE)


def _entries(others: Sequence[str], strokes: Sequence[Stroke]) -> Iterator[TimeEntry]:
    """Everybody has some of each bucket in each week, so that no total of the team is that of one person."""
    minutes = cycle(MINUTES)
    days = [(who, week.monday, bucket) for who in range(len(others)) for week in WEEKS for bucket in range(3)]
    days += [(one.who, TODAY - timedelta(days=one.ago), one.bucket) for one in strokes]
    for number, (who, day, bucket) in enumerate(days, start=1):
        yield TimeEntry(
            id=f"00en{number:04}",
            developer=others[who % len(others)],
            day=day,
            minutes=next(minutes),
            bucket=BUCKETS[bucket],
            start=datetime(day.year, day.month, day.day, 4, 17, tzinfo=BERLIN),
            work_item="API-12" if bucket == 0 else None,
            customer="acme" if bucket == 1 else None,
            touchpoint="00tp0000" if bucket == 1 and number % 2 else None,
            note=NOTE,
            interrupt=number % 3 == 0,
        )


def _secret(store: TinyStore, others: Sequence[str]) -> frozenset[int]:
    """Minutes of each of the others: entries, days, weeks and contract; and not those that tell of the whole team."""
    found = {CONTRACT, 5 * CONTRACT}
    for who in others:
        for week in store.weeks(who):
            entries = store.week(who, week).entries
            found |= {one.minutes for one in entries}
            found |= {sum(one.minutes for one in entries if one.day == day) for day in {one.day for one in entries}}
        for sums in store.totals([who], Week(2026, 1), Week(2026, 53)).values():
            found |= {*sums.values(), sum(sums.values())}
    by_week: dict[Week, dict[Bucket, int]] = {}
    for (_, week), sums in store.totals(list(NAMES), Week(2026, 1), Week(2026, 53)).items():
        for bucket, minutes in sums.items():
            by_week.setdefault(week, {})[bucket] = by_week.get(week, {}).get(bucket, 0) + minutes
    team = {minutes for sums in by_week.values() for minutes in (*sums.values(), sum(sums.values()))}
    return frozenset(found - team)
