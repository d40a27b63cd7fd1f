"""The sample team: six developers, eight customers and eight weeks of plausible, imperfect records.

Everything is relative to a given day and the same for the same day, so that pictures and tests can rely on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from standup.demo_checkins import check_ins
from standup.domain.availability import available_minutes, spread_week
from standup.domain.duty import duty_id
from standup.domain.records import (
    Bucket,
    ClosedWeek,
    Contact,
    Customer,
    Developer,
    DutyWeek,
    HoursPeriod,
    InterruptClass,
    Leave,
    Origin,
    Preference,
    Record,
    Role,
    Snooze,
    SnoozeReason,
    Sums,
    Team,
    TimeEntry,
    Touchpoint,
    TouchpointState,
    WorkItem,
    WorkState,
)
from standup.domain.weeks import Week

ME = "dana"
WEEKS = 8
_PEOPLE = (  # id, name, hours a week, customer share, share of time logged
    ("dana", "Dana Osei", 40, 0.17, 0.97),
    ("bob", "Bob Marsh", 40, 0.06, 0.94),
    ("zoe", "Zoë Müller", 32, 0.24, 0.95),
    ("wei", "李 Wei", 40, 0.13, 0.93),
    ("pat", "Pat O'Neil", 30, 0.03, 0.62),
    ("sam", "Sam [ops] Brandt", 40, 0.15, 0.9),
)
_CUSTOMERS = (  # id, name, contact person, phone, e-mail, stage, days between contacts and at most
    ("acme", "Acme Corp", "Jane Doe", "+49 30 901820", "jane.doe@acme.example", "renew", 14, 30),
    ("globex", "Globex, Inc.", "Hank Scorpio", "+1 541 5550134", "hank@globex.example", "demo", 14, None),
    ("initech", "Initech", "Peter Gibbons", "+1 512 5550186", "peter@initech.example", "proposal", None, None),
    ("mueller", "Müller & Söhne", "Karin Müller", "+49 89 215547", "k.mueller@mueller.example", "onboard", 7, 21),
    ("lindqvist", "Lindqvist AB", "Åsa Lindqvist", "+46 8 5550112", "asa@lindqvist.example", "close", None, None),
    ("kumar", "Kumar Textiles", "Ravi Kumar", "+91 80 55501234", "ravi@kumar.example", "discovery", 30, 60),
    ("tanaka", "Tanaka Seisakusho", "田中 明", "+81 3 55501234", "akira@tanaka.example", "renew", 30, 45),
    ("vandelay", "Vandelay Imports", "Art V.", "", "art@vandelay.example", "lead", None, None),
)
_QUIET = (  # the same, then owner and title of what is planned, and the days since the last contact
    ("hooli", "Hooli", "Gavin Belson", "+1 650 5550119", "gavin@hooli.example", "qualify", 14, 30, "pat", "Pilot?", 41),
    ("okafor", "Okafor Foods", "Ada Okafor", "+234 1 5550147", "ada@okafor.example", "", 21, 60, "sam", "Invoices", 33),
)
"""Customers with whom nobody has any time, so that their last contact is so long ago on any day."""
_PREFERENCES = {
    "dana": (("call", Preference.PREFER), ("demo", Preference.FINE)),
    "bob": (("call", Preference.RATHER_NOT), ("support", Preference.PREFER)),
    "zoe": (("demo", Preference.PREFER), ("renewal", Preference.LEARNING)),
    "sam": (("review", Preference.LEARNING),),
}
_WORK = (  # owner, key, title, state, days in it, estimate in hours, blocker, due in days
    ("dana", "API-12", "Retry failed uploads", WorkState.DOING, 3, 16, "", 2),
    ("dana", "WEB-7", "Dark mode for the [settings] page", WorkState.DOING, 1, 7, "", None),
    ("dana", "API-15", "Audit export", WorkState.BLOCKED, 6, 12, "bob: schema review", None),
    ("dana", "OPS-3", "Rotate certificates", WorkState.TODO, 9, 3, "", 4),
    ("dana", "API-21", "Rate limits per tenant", WorkState.TODO, 12, None, "", None),
    ("dana", "API-9", "Paging fixed", WorkState.DONE, 0, 5, "", None),
    ("bob", "DB-4", "Partition the events table", WorkState.DOING, 8, 24, "", 1),
    ("bob", "DB-6", "Schema review for the audit export", WorkState.TODO, 6, 2, "", None),
    ("zoe", "WEB-11", "Accessible date picker", WorkState.DOING, 4, 10, "", None),
    ("zoe", "WEB-12", "Import wizard", WorkState.DOING, 2, 20, "", None),
    ("wei", "ML-2", "Faster matching", WorkState.DOING, 5, 30, "", None),
    ("pat", "IOS-8", "Offline notes", WorkState.DOING, 7, 25, "", None),
    ("sam", "OPS-9", "Move the build to new runners", WorkState.DOING, 4, 15, "", 3),
    ("sam", "OPS-10", "Alert on a full disk", WorkState.TODO, 2, 4, "", None),
    (None, "DOC-1", "Describe the webhook retries", WorkState.TODO, 15, 4, "", None),
)
_TOUCHPOINTS = (  # owner, customer, kind, title, due in days, snoozes as (days ago, until in days, reason)
    ("dana", "acme", "renewal", "Renewal for next year", -12, ((9, -6, "production"), (5, -2, "production"))),
    ("dana", "globex", "demo", "New export", -2, ()),
    ("dana", "initech", "e-mail", "Send the quote", 0, ()),
    ("dana", "mueller", "call", "How did the go-live feel?", 3, ()),
    ("dana", "tanaka", "follow-up", "Questions after the workshop", 8, ()),
    ("dana", "kumar", "review", "Quarterly review", -1, ((2, 6, "customer asked"),)),
    ("dana", "tanaka", "call", "What became of the pilot?", -7, ()),
    ("bob", "globex", "support", "Slow report", -5, ()),
    ("zoe", "mueller", "feasibility", "Can the wizard read their files?", 1, ()),
    ("wei", "kumar", "demo", "Matching on their data", 5, ((1, 4, "away"),)),
    ("sam", "globex", "support", "Certificates of the test system", 0, ()),
    (None, "vandelay", "call", "First call after the fair", 2, ()),
)
_RULES = {"Quarterly review": "FREQ=MONTHLY;INTERVAL=3"}
_BY_CADENCE = ("Questions after the workshop", "How did the go-live feel?")
_TICKS = {"Renewal for next year": ("The end date of the contract",)}
_PAST = (  # owner, customer, kind, title, outcome, days ago; what has no outcome was dropped
    ("dana", "acme", "call", "First numbers for the renewal", "they want two more seats", 26),
    ("dana", "acme", "review", "Quarterly review", "skipped", 47),
    ("zoe", "acme", "feasibility", "Can we export to their archive?", "yes, within a sprint", 52),
    ("bob", "globex", "demo", "New export, first look", "they liked the speed", 31),
    ("dana", "globex", "follow-up", "Questions on the price", "", 38),
)
_FOR = {"Audit log": "acme", "Batch upload": "acme", "Slow query log": "globex", "Print view": "mueller"}
"""For whom work was done, by its title."""
_PUNCTUAL = ("dana", "bob", "zoe", "wei")
"""Who has closed the last week already."""
_NEVER_CLOSED = {("pat", 2), ("pat", 5)}
"""Developers, and the weeks ago that they left open."""
_CORRECTED = {("zoe", 1): 45}
"""Developers, weeks ago, and the minutes with customers that they logged after they had closed the week."""
_EARLIER = (  # owner, prefix of the keys of work that is done, a piece of it in each of the earlier weeks
    (
        "dana",
        "API",
        ("Signed links", "Batch upload", "Trace ids", "Search by tag", "Quota page", "Retry budget", "Audit log"),
    ),
    (
        "bob",
        "DB",
        ("Index review", "Slow query log", "Archive job", "Replica lag alarm", "Vacuum plan", "Upgrade", "Keys"),
    ),
    (
        "zoe",
        "WEB",
        ("Empty states", "Keyboard tables", "New icons", "Form errors", "Print view", "Focus rings", "Tooltips"),
    ),
    (
        "wei",
        "ML",
        ("Labels", "Score cache", "Feature store", "Drift report", "Nightly training", "Threshold", "Ranking"),
    ),
    ("pat", "IOS", ("Share sheet", "Widget", "Crash on start", "Dark icons", "Offline cache", "Haptics", "Search")),
    ("sam", "OPS", ("Backups", "Log rotation", "Alert routing", "Base image", "Cost report", "Secrets", "Load test")),
)
_EARLIER_FROM = 41  # the first number of the keys of work that is done
_ON_DUTY = ("zoe", "sam", "pat", "bob", "zoe", "wei", "sam", "dana")
"""Who takes the interrupts, from three weeks ago on."""
_ASKED = (("Karin Müller", InterruptClass.EXPEDITE), ("Sales", InterruptClass.STANDARD), ("Support desk", None))
_TALK = ("call about the renewal", "answered questions", "demo", "looked into a report", "quote", "workshop")
_OTHER = ("daily standup", "planning", "training", "interviews", "team meeting")


class _Ids:
    """Ids that sort by creation and whose short references differ."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._made = 0

    def __call__(self) -> str:
        self._made += 1
        return f"{self._made:024x}{self._rng.getrandbits(32):08x}"


def sample_team(today: date, timezone: str) -> Iterator[Record]:
    """All records of the sample team as of `today`, in the zone of the person who looks at it."""
    rng = Random(20261133)  # noqa: S311 - sample data, no secret
    ids = _Ids(rng)
    yield Team(name="Platform")
    developers = [_developer(today, timezone, *person[:3]) for person in _PEOPLE]
    yield from developers
    for key, name, contact, phone, email, stage, often, most in _CUSTOMERS:
        yield Customer(
            id=key,
            name=name,
            contacts=(Contact(name=contact, phone=phone, email=email),),
            active=key != "vandelay",
            stage=stage,
            cadence_ideal=often,
            cadence_max=most,
        )
    for week, person in enumerate(_ON_DUTY, -3):
        duty = Week.of(today) + week
        yield DutyWeek(id=duty_id(duty), week=str(duty), developer=person)
    work = [*_work(today, ids), *_earlier_work(today, ids)]
    yield from work
    touchpoints = list(_touchpoints(today, ids))
    yield from touchpoints
    leave = _leave(today, ids)
    yield from leave
    logged: dict[str, list[TimeEntry]] = {}
    for developer, (_, _, _, share, diligence) in zip(developers, _PEOPLE, strict=True):
        logged[developer.id] = list(_entries(developer, today, leave, share, diligence, rng, ids))
        yield from logged[developer.id]
    yield from _quiet(today, ids)
    yield from _past(today, ids)
    for developer in developers:
        yield from _closings(developer, logged[developer.id], today, ids)
    names = {key: name for key, name, *_ in _CUSTOMERS}
    yield from check_ins(developers, today, leave, work, touchpoints, names, partial(_told_of, today), ids)


def _developer(today: date, timezone: str, person: str, name: str, hours: int) -> Developer:
    periods: tuple[HoursPeriod, ...] = (HoursPeriod(minutes=spread_week(hours * 60)),)
    if person == "zoe":  # works less since four weeks ago
        periods = (
            HoursPeriod(minutes=spread_week(40 * 60)),
            HoursPeriod(minutes=spread_week(hours * 60), start=(Week.of(today) - 4).monday),
        )
    role = Role.LEAD if person == ME else Role.DEVELOPER
    said = _PREFERENCES.get(person, ())
    return Developer(id=person, name=name, timezone=timezone, role=role, hours=periods, preferences=said)


def _work(today: date, ids: _Ids) -> Iterator[WorkItem]:
    for owner, key, title, state, age, estimate, blocker, due in _WORK:
        since = today - timedelta(days=age)
        yield WorkItem(
            id=ids(),
            key=key,
            title=title,
            created_on=since - timedelta(days=5),
            state=state,
            state_since=since,
            developer=owner,
            estimate=estimate * 60 if estimate else None,
            due_on=None if due is None else today + timedelta(days=due),
            blocker=blocker,
        )


def _earlier_key(prefix: str, weeks_ago: int) -> str:
    return f"{prefix}-{_EARLIER_FROM - weeks_ago}"


def _earlier_work(today: date, ids: _Ids) -> Iterator[WorkItem]:
    for owner, prefix, titles in _EARLIER:
        for weeks_ago, title in zip(range(WEEKS - 1, 0, -1), titles, strict=True):
            friday = (Week.of(today) - weeks_ago).monday + timedelta(days=4)
            yield WorkItem(
                id=ids(),
                key=_earlier_key(prefix, weeks_ago),
                title=title,
                created_on=friday - timedelta(days=18),
                state=WorkState.DONE,
                state_since=friday,
                developer=owner,
                estimate=1800,
                customer=_FOR.get(title),
            )


def _told_of(today: date, developer: str, day: date) -> str:
    """The key of the work that a developer tells of: what they do in this week, or what was done in an earlier one."""
    weeks_ago = (Week.of(today).monday - Week.of(day).monday).days // 7
    if weeks_ago:
        return next(_earlier_key(prefix, weeks_ago) for owner, prefix, _ in _EARLIER if owner == developer)
    return next(key for owner, key, _, state, *_ in _WORK if owner == developer and state is WorkState.DOING)


def _key_on(developer: str, day: date, today: date, rng: Random) -> str:
    """What production time of a day is for: what is open now in this week, or else what was done in that week."""
    if Week.of(day) != Week.of(today):
        return _told_of(today, developer, day)
    begun = [item for item in _WORK if item[0] == developer and item[3] is not WorkState.TODO]
    return rng.choices([item[1] for item in begun], [item[5] or 4 for item in begun])[0]


def _touchpoints(today: date, ids: _Ids) -> Iterator[Touchpoint]:
    for owner, customer, kind, title, due, postponed in _TOUCHPOINTS:
        snoozes = tuple(
            Snooze(
                on=today - timedelta(days=ago),
                until=today + timedelta(days=until),
                reason=SnoozeReason(reason),
                by=owner or ME,
            )
            for ago, until, reason in postponed
        )
        last = snoozes[-1] if snoozes else None
        yield Touchpoint(
            id=ids(),
            customer=customer,
            title=title,
            created_on=today - timedelta(days=20),
            kind=kind,
            developer=owner,
            due_on=today + timedelta(days=due),
            snoozes=snoozes,
            snoozed_until=last.until if last else None,
            snooze_reason=last.reason if last else None,
            origin=Origin.SERIES if title in _RULES else Origin.CADENCE if title in _BY_CADENCE else Origin.PERSON,
            rule=_RULES.get(title, ""),
            rule_start=today + timedelta(days=due) if title in _RULES else None,
            recurs_on=today + timedelta(days=due) if title in _RULES else None,
            ticks=_TICKS.get(title, ()),
        )
    done = today - timedelta(days=today.weekday())
    yield Touchpoint(
        id=ids(),
        customer="lindqvist",
        title="Price of the second site",
        created_on=done - timedelta(days=9),
        kind="e-mail",
        developer=ME,
        due_on=done,
        state=TouchpointState.DONE,
        closed_on=done,
        outcome="they decide in January",
    )


def _quiet(today: date, ids: _Ids) -> Iterator[Record]:
    for number, (key, name, contact, phone, email, stage, often, most, owner, title, ago) in enumerate(_QUIET):
        person = Contact(name=contact, phone=phone, email=email)
        yield Customer(id=key, name=name, contacts=(person,), stage=stage, cadence_ideal=often, cadence_max=most)
        yield _closed(ids, owner, key, "call", "How is it going?", "all is well", today - timedelta(days=ago))
        yield Touchpoint(
            id=ids(),
            customer=key,
            title=title,
            created_on=today - timedelta(days=3),
            kind="call",
            developer=owner,
            due_on=today + timedelta(days=9 + number),
        )


def _past(today: date, ids: _Ids) -> Iterator[Touchpoint]:
    for owner, customer, kind, title, outcome, ago in _PAST:
        yield _closed(ids, owner, customer, kind, title, outcome, today - timedelta(days=ago))


def _closed(ids: _Ids, owner: str, customer: str, kind: str, title: str, outcome: str, on: date) -> Touchpoint:
    is_done = bool(outcome) and outcome != "skipped"
    return Touchpoint(
        id=ids(),
        customer=customer,
        title=title,
        created_on=on - timedelta(days=10),
        kind=kind,
        developer=owner,
        due_on=on,
        state=TouchpointState.DONE if is_done else TouchpointState.DROPPED,
        closed_on=on,
        outcome=outcome,
    )


def _leave(today: date, ids: _Ids) -> list[Leave]:
    week = Week.of(today)
    earlier = (week - 3).monday
    return [
        Leave(id=ids(), developer="wei", first=week.monday, last=week.sunday, note="at the sea"),
        Leave(id=ids(), developer="sam", first=earlier, last=earlier + timedelta(days=1)),
        Leave(
            id=ids(), developer="zoe", first=earlier + timedelta(days=4), last=earlier + timedelta(days=4), half=True
        ),
    ]


def _entries(
    developer: Developer, today: date, leave: list[Leave], share: float, diligence: float, rng: Random, ids: _Ids
) -> Iterator[TimeEntry]:
    customers = [customer for owner, customer, *_ in _TOUCHPOINTS if owner == developer.id] or ["acme", "globex"]
    first = (Week.of(today) - (WEEKS - 1)).monday
    for offset in range((today - first).days + 1):
        day = first + timedelta(days=offset)
        available = available_minutes(developer, day, leave, {}) or 0
        forgotten = rng.random() > diligence
        if not available or (forgotten and day != today):
            continue
        goal = min(available, 210) if day == today else available + rng.choice((-60, -30, 0, 0, 15))
        clock = 9 * 60 + rng.choice((-30, 0, 15))
        spent = 0
        while goal - spent >= 15:
            minutes = min(goal - spent, rng.choice((15, 30, 45, 60, 90, 90, 120)))
            drawn = rng.random()
            bucket = (
                Bucket.OTHER if spent == 0 or drawn > 0.93 else Bucket.CUSTOMER if drawn < share else Bucket.PRODUCTION
            )
            minutes = 15 if spent == 0 else minutes
            start = datetime.combine(day, time(), ZoneInfo(developer.timezone)) + timedelta(minutes=clock + spent)
            entry = TimeEntry(
                id=ids(),
                developer=developer.id,
                day=day,
                minutes=minutes,
                bucket=bucket,
                start=start if day != today and rng.random() < 0.6 else None,
                work_item=_key_on(developer.id, day, today, rng) if bucket is Bucket.PRODUCTION else None,
                customer=rng.choice(customers) if bucket is Bucket.CUSTOMER else None,
                note=_note(bucket, spent, rng),
                tags=("shaping",) if bucket is Bucket.PRODUCTION and rng.random() < 0.25 else (),
                interrupt=bucket is not Bucket.OTHER and rng.random() < 0.08,
            )
            asked_by, asks_for = _ASKED[entry.minutes // 15 % 3]
            yield replace(entry, asked_by=asked_by, interrupt_class=asks_for) if entry.interrupt else entry
            spent += minutes


def _closings(developer: Developer, entries: list[TimeEntry], today: date, ids: _Ids) -> Iterator[ClosedWeek]:
    """The earlier weeks that a developer has closed; in one of them something was logged later on."""
    latest = 1 if developer.id in _PUNCTUAL else 2
    for back in range(latest, WEEKS):
        week = Week.of(today) - back
        minutes: dict[Bucket, int] = {}
        for entry in entries:
            if Week.of(entry.day) == week:
                minutes[entry.bucket] = minutes.get(entry.bucket, 0) + entry.minutes
        if not minutes or (developer.id, back) in _NEVER_CLOSED:
            continue
        if (developer.id, back) in _CORRECTED:
            minutes[Bucket.CUSTOMER] = max(0, minutes.get(Bucket.CUSTOMER, 0) - _CORRECTED[developer.id, back])
        friday = datetime.combine(week.days[4], time(16, 30), ZoneInfo(developer.timezone))
        yield ClosedWeek(id=ids(), developer=developer.id, week=str(week), closed_at=friday, logged=Sums.of(minutes))


def _note(bucket: Bucket, spent: int, rng: Random) -> str:
    if bucket is Bucket.OTHER:
        return _OTHER[0] if spent == 0 else rng.choice(_OTHER)
    return rng.choice(_TALK) if bucket is Bucket.CUSTOMER else ""
