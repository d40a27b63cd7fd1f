"""A small team at work on a store in memory, with a clock that tests set: Monday 23 Nov 2026, 10:00 in Berlin."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from standup.domain.availability import HolidaysOf, no_holidays, spread_week
from standup.domain.records import (
    Bucket,
    Contact,
    Customer,
    Developer,
    HoursPeriod,
    Record,
    Role,
    Team,
    TimeEntry,
    Touchpoint,
    WorkItem,
    WorkState,
)
from standup.domain.weeks import Week
from standup.store.protocol import Store
from standup.workspace.session import MemoryList, PlaybooksOf, Workspace, no_playbooks
from tests.memory_store import MemoryStore

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
FORTY = (HoursPeriod(minutes=spread_week(40 * 60)),)
PEOPLE = (
    Developer(id="dana", name="Dana Osei", timezone="Europe/Berlin", role=Role.LEAD, hours=FORTY),
    Developer(id="bob", name="Bob Marsh", timezone="Europe/Berlin", hours=FORTY),
    Developer(id="zoe", name="Zoë Müller", timezone="America/New_York", hours=FORTY),
)
CUSTOMERS = (
    Customer(id="acme", name="Acme Corp", contacts=(Contact(name="Jane Doe", phone="+49 30 901820"),)),
    Customer(id="globex", name="Globex, Inc."),
)
WORK = (
    WorkItem(
        id="w1",
        key="API-12",
        title="Retry failed uploads",
        created_on=date(2026, 11, 2),
        state=WorkState.DOING,
        state_since=date(2026, 11, 2),
        developer="dana",
    ),
    WorkItem(
        id="w2",
        key="DB-4",
        title="Partition the events",
        created_on=date(2026, 11, 2),
        state_since=date(2026, 11, 2),
        developer="bob",
    ),
)


class Clock:
    """The present moment, as a test sets it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 10, tzinfo=BERLIN)

    def __call__(self) -> datetime:
        return self.at

    def set(self, text: str, fold: int = 0) -> None:
        """A local time in Berlin, such as `2026-11-23 18:00`."""
        self.at = datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold)

    def later(self, **span: float) -> None:
        """So much real time passes."""
        self.at = (self.at.astimezone(ZoneInfo("UTC")) + timedelta(**span)).astimezone(BERLIN)


class Ids:
    """Ids that sort by creation and whose last four characters differ."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> str:
        self.made += 1
        return f"{self.made:028x}{self.made * 40503 % 65536:04x}"


class Office:
    """A store, a clock, and each person's workspace with a list of changes of their own."""

    def __init__(
        self,
        *records: Record,
        store: Store | None = None,
        holidays_of: HolidaysOf = no_holidays,
        bare: bool = False,
        playbooks_of: PlaybooksOf = no_playbooks,
    ) -> None:
        team = () if bare else (Team(name="Platform"), *PEOPLE, *CUSTOMERS, *WORK)
        self.store: Store = store if store is not None else MemoryStore(*team, *records)
        self.clock = Clock()
        self._ids = Ids()
        self._lists: dict[str, MemoryList] = {}
        self._holidays_of = holidays_of
        self._playbooks_of = playbooks_of

    def by(self, me: str) -> Workspace:
        """The workspace of a person, made anew as a new process would."""
        changes = self._lists.setdefault(me, MemoryList())
        return Workspace(
            self.store,
            me,
            now=self.clock,
            new_id=self._ids,
            changes=changes,
            holidays_of=self._holidays_of,
            playbooks_of=self._playbooks_of,
        )

    @property
    def dana(self) -> Workspace:
        """The lead."""
        return self.by("dana")

    @property
    def bob(self) -> Workspace:
        """A developer."""
        return self.by("bob")

    def forget(self) -> None:
        """What was done so far is nobody's to undo."""
        self._lists.clear()

    def entries(self, developer: str = "dana", day: date = MONDAY) -> list[TimeEntry]:
        """The entries of one week, that of `day`."""
        return list(self.store.week(developer, Week.of(day)).entries)


def touchpoint(record_id: str, customer: str = "acme", developer: str | None = "dana", **fields: object) -> Touchpoint:
    """An open touchpoint."""
    base = Touchpoint(
        id=record_id, customer=customer, title=f"Title {record_id}", created_on=date(2026, 11, 2), developer=developer
    )
    return replace(base, **fields)


def entry(record_id: str, minutes: int = 60, **fields: object) -> TimeEntry:
    """An entry of Dana's Monday, production unless said."""
    base = TimeEntry(id=record_id, developer="dana", day=MONDAY, minutes=minutes, bucket=Bucket.PRODUCTION)
    return replace(base, **fields)
