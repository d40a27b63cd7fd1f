"""The records: typed, immutable, validated when they are decoded.

Minutes are whole numbers, days are the developer's local dates, and datetimes are aware. A record refers to
developers and customers by `id` (a slug such as `dana` or `acme`) and to work items by `key` (`API-12`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from msgspec import Meta, Struct

MINUTES_PER_DAY = 1440
LONGEST_DAY = 1500  # minutes: the night in autumn on which the clocks go back

Minutes: TypeAlias = Annotated[int, Meta(ge=0, le=LONGEST_DAY)]
Id: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200)]
Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]
DayMinutes: TypeAlias = tuple[Minutes, Minutes, Minutes, Minutes, Minutes, Minutes, Minutes]


class Bucket(StrEnum):
    """Where minutes go: exclusive and exhaustive."""

    PRODUCTION = "production"
    CUSTOMER = "customer"
    OTHER = "other"


class Role(StrEnum):
    """A lead also sees weekly totals per person and may log for others."""

    DEVELOPER = "developer"
    LEAD = "lead"


class WorkState(StrEnum):
    """The state of one piece of production work; `done` and `dropped` are closed."""

    TODO = "todo"
    DOING = "doing"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether work on it may still happen."""
        return self not in (WorkState.DONE, WorkState.DROPPED)


class TouchpointState(StrEnum):
    """The state of one planned contact; `done` and `dropped` are closed."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether the contact is still to be made."""
        return self is TouchpointState.OPEN


class SnoozeReason(StrEnum):
    """Why a touchpoint was postponed; only `production` counts against its turn."""

    PRODUCTION = "production"
    CUSTOMER_ASKED = "customer asked"
    WAITING = "waiting"
    AWAY = "away"


class Origin(StrEnum):
    """Who set the date of a touchpoint: a person, whose date never moves by itself, a cadence or a series."""

    PERSON = "person"
    CADENCE = "cadence"
    SERIES = "series"


class InterruptClass(StrEnum):
    """How an interrupt wants to be served, in the words of those who asked for it."""

    EXPEDITE = "expedite"
    FIXED_DATE = "fixed date"
    STANDARD = "standard"
    INTANGIBLE = "intangible"


class Preference(StrEnum):
    """What a developer says of one kind of touchpoint; only they say it."""

    PREFER = "prefer"
    FINE = "fine"
    LEARNING = "learning"
    RATHER_NOT = "rather not"


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every record has: an `id` that sorts by creation or is a slug, a `version`, and a source if imported."""

    id: Id
    version: int = 1
    source_id: str | None = None
    """Names the row of the foreign file that this record came from, the same at every import."""


class Team(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What all share: the team's name and the target band of the customer share, in per cent."""

    id: Id = "team"
    name: str = ""
    band_low: Annotated[int, Meta(ge=0, le=100)] = 10
    band_high: Annotated[int, Meta(ge=0, le=100)] = 20
    interrupt_budget: Annotated[int, Meta(ge=0, le=100)] = 20
    """Per cent of the logged time that interrupts of those who are not on duty may take."""


class HoursPeriod(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Contract minutes per weekday, Monday first, from a day on; without a start they hold for all earlier days."""

    minutes: DayMinutes
    start: date | None = None


class Developer(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Someone whose work and time appear; `id` is a slug, `hours` are sorted by start."""

    name: str
    timezone: str
    role: Role = Role.DEVELOPER
    hours: tuple[HoursPeriod, ...] = ()
    joined_on: date | None = None
    """The local date on which they began here; None where a start of their hours was given, or nobody knows."""
    country: str | None = None
    """ISO 3166-1 code whose public holidays apply, such as `DE`."""
    region: str | None = None
    """Subdivision of the country, such as `BE`."""
    active: bool = True
    preferences: tuple[tuple[str, Preference], ...] = ()
    """Kinds of touchpoint and what the developer says of them; nothing is said of the others."""
    emails: tuple[str, ...] = ()
    """Addresses under which the developer commits, for colleagues who look at the commits of a day."""


class Contact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A person at a customer."""

    name: str
    phone: str = ""
    email: str = ""


class Customer(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A company that developers look after; `id` is its short key, such as `acme`."""

    name: str
    active: bool = True
    contacts: tuple[Contact, ...] = ()
    notes: str = ""
    stage: str = ""
    """Where the business stands, of `playbooks.STAGES`; empty where nobody said."""
    cadence_ideal: Annotated[int, Meta(ge=1)] | None = None
    """Days from the last contact to the next one."""
    cadence_max: Annotated[int, Meta(ge=1)] | None = None
    """Days after which the next contact is late."""
    no_next_step: str = ""
    """Why nothing is planned with them, in words of the person who completed the last touchpoint."""
    matches: tuple[str, ...] = ()
    """Texts of foreign files that mean this customer: a domain, a company, a name; imports add what people map."""


class WorkItem(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One piece of production work; `key` never changes, `developer` is None while nobody has taken it."""

    key: Id
    title: str
    created_on: date
    state: WorkState = WorkState.TODO
    state_since: date
    developer: str | None = None
    estimate: int | None = None
    """Minutes."""
    due_on: date | None = None
    customer: str | None = None
    blocker: str = ""
    """Who or what has to act, in words, while the state is `blocked`."""
    source_said: tuple[str, ...] = ()
    """What the source said when it was last imported: a digest for each field, as `title=0a1b2c3d4e5f`."""

    @property
    def closed_on(self) -> date | None:
        """The day on which it was done or dropped."""
        return None if self.state.is_open else self.state_since


class Snooze(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One postponement of a touchpoint: when, until when, why and by whom."""

    on: date
    until: date
    reason: SnoozeReason
    by: str
    note: str = ""
    """What the person added to the reason, such as `for legal`."""


class Touchpoint(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One planned contact with one customer; a snooze never moves `due_on`."""

    customer: str
    title: str
    created_on: date
    kind: str = ""
    developer: str | None = None
    contact: str = ""
    due_on: date | None = None
    state: TouchpointState = TouchpointState.OPEN
    closed_on: date | None = None
    outcome: str = ""
    snoozed_until: date | None = None
    snooze_reason: SnoozeReason | None = None
    snoozes: tuple[Snooze, ...] = ()
    origin: Origin = Origin.PERSON
    rule: str = ""
    """The RRULE by which it comes again; empty for one that comes once."""
    rule_start: date | None = None
    """The day that the rule counts from."""
    recurs_on: date | None = None
    """The rule's own date, where `due_on` is the workday after it."""
    ticks: tuple[str, ...] = ()
    """Steps of the playbook that were ticked, to the letter."""
    note: str = ""
    """What the foreign row said beyond its title, as plain text."""
    source_digest: str | None = None
    """Digest of what the foreign row said, so that a corrected row is told from one that was edited here."""


class TimeEntry(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Minutes on one local day in one bucket; a work item only in production, a customer only in customer."""

    developer: str
    day: date
    minutes: Minutes
    bucket: Bucket
    start: Moment | None = None
    """Aware; its local date in the developer's zone is `day`."""
    work_item: str | None = None
    customer: str | None = None
    touchpoint: str | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    interrupt: bool = False
    asked_by: str = ""
    """Who asked for the interrupt, in words of the developer."""
    interrupt_class: InterruptClass | None = None
    """None where nobody said."""
    source_digest: str | None = None
    """Digest of what the foreign row said, so that a corrected row is told from one that was edited here."""


class Timer(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The running timer of one developer (`id` is the developer's); what it will log when it stops."""

    developer: str
    started_at: Moment
    bucket: Bucket
    work_item: str | None = None
    customer: str | None = None
    touchpoint: str | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    interrupt: bool = False
    asked_by: str = ""
    interrupt_class: InterruptClass | None = None


class Leave(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Days off from `first` to `last`, both included; `half` takes half of each day's hours."""

    developer: str
    first: date
    last: date
    half: bool = False
    note: str = ""


class Sums(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Minutes per bucket of more than one day."""

    production: Annotated[int, Meta(ge=0)] = 0
    customer: Annotated[int, Meta(ge=0)] = 0
    other: Annotated[int, Meta(ge=0)] = 0

    @classmethod
    def of(cls, minutes: Mapping[Bucket, int]) -> Sums:
        """The sums that a mapping of buckets holds; a bucket that it lacks has none."""
        return cls(**{bucket.value: minutes.get(bucket, 0) for bucket in Bucket})


class ClosedWeek(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The developer's word that a week is complete; `week` is an ISO week such as `2026-W47`."""

    developer: str
    week: str
    closed_at: Moment
    logged: Sums | None = None
    """What was logged in the week then; None where the closing was kept before sums were."""


class PublishedWeek(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The lead's summary of a week as it was handed on; `week` is an ISO week such as `2026-W47`."""

    week: str
    published_at: Moment
    by: str
    summary: dict[str, Any]
    """The summary as data, to the letter: weekly totals, and never an entry, a note or a clock time."""

    def __hash__(self) -> int:
        return hash((self.id, self.version))


class DutyWeek(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Who takes the interrupts of a week; `id` is `duty-2026-W48`, so that a week has one."""

    week: str
    developer: str


class Tombstone(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Keeps the source id of an imported entry that was deleted or moved away, so that no import brings it back."""

    developer: str
    day: date


class PlanItem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a developer means to do: words, and the work item or touchpoint that they stand for."""

    text: str
    work_item: str | None = None
    """A key."""
    touchpoint: str | None = None
    """An id."""


class CheckIn(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One developer's update of one local day, for everybody to read: did, plan, blockers; never hours."""

    developer: str
    day: date
    did: tuple[str, ...] = ()
    """Of the last working day, in the developer's words."""
    plan: tuple[PlanItem, ...] = ()
    blockers: tuple[Id, ...] = ()
    """The ids of what was blocked that day."""
    at: Moment
    """When it was last written."""


class Blocker(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something for which a developer needs somebody else to act; open until it is resolved."""

    developer: str
    """Who is blocked."""
    what: str
    who: str
    """Who must act: the id of a developer where `is_developer`, or else words such as `legal`."""
    is_developer: bool = False
    since: date
    """The local day of the one who is blocked."""
    resolved_on: date | None = None
    resolved_by: str | None = None
    """The id of the developer who said so."""

    @property
    def acts(self) -> str | None:
        """The id of the developer who must act; None where it is nobody on the team."""
        return self.who if self.is_developer else None


class Order(StrEnum):
    """How a standup round walks: through the developers by name, rotated or shuffled, or through the work items."""

    FIXED = "by name"
    ROTATED = "rotated"
    SHUFFLED = "shuffled"
    BOARD = "by work item"


class TurnState(StrEnum):
    """What became of a turn of a round."""

    WAITING = "waiting"
    SAID = "said"
    SKIPPED = "skipped"


class Turn(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The turn of a developer (by id) or, on a walk of the board, of a work item (by key)."""

    who: Id
    state: TurnState = TurnState.WAITING
    why: str = ""
    """Why it was skipped, or why somebody is absent."""
    seconds: Annotated[int, Meta(ge=0)] = 0
    """What it took up to the last step; shown while the round goes on, and in no minutes."""


class Round(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One standup round of a day, as it stands after its last step; `id` is the day and its number on that day."""

    day: date
    """The local day of who began it."""
    by: str
    order: Order
    seed: int = 0
    """Of the shuffle."""
    allotted: Annotated[int, Meta(ge=1)]
    """Seconds for each turn."""
    turns: tuple[Turn, ...]
    there: tuple[Id, ...] = ()
    """The developers who took part when it began."""
    absent: tuple[Turn, ...] = ()
    """Those who did not, with the reason."""
    current: Annotated[int, Meta(ge=0)] | None = None
    """The place of the turn that goes on; None where all have had theirs."""
    begun_at: Moment
    since: Moment | None = None
    """From when the current turn counts on; None while the timers stand still."""
    ended_at: Moment | None = None


class RoundNoteKind(StrEnum):
    """What a line of a round's minutes is."""

    NOTE = "note"
    DECISION = "decision"
    PARKED = "parked"
    ITEM = "item"
    BLOCKER = "blocker"


class RoundNote(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the minutes of a round, written down as it was said."""

    round: Id
    day: date
    """Of the round."""
    kind: RoundNoteKind
    text: str
    by: str
    """Who wrote it down."""
    about: str | None = None
    """Whose turn it was, or who is blocked: a developer's id, or a key where the board was walked."""
    people: tuple[Id, ...] = ()
    """Developers: who talk about what was parked, who owns the new item, who must act."""
    who: str = ""
    """Who must act where it is nobody on the team."""


RECORD_KINDS: tuple[type[Record], ...] = (
    Team,
    Developer,
    Customer,
    WorkItem,
    Touchpoint,
    TimeEntry,
    Timer,
    Leave,
    ClosedWeek,
    PublishedWeek,
    DutyWeek,
    Tombstone,
    CheckIn,
    Blocker,
    Round,
    RoundNote,
)
