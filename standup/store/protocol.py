"""What every store can do; nothing here says where records lie.

A store hands out whole, consistent records: within one call a reader never sees half of a change. Records come in
the order of their ids. `developer=None` names what belongs to nobody (unowned work items and touchpoints).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, TypeVar

from standup.domain.change import Change, Op, PastChange, RecordChange
from standup.domain.records import (
    Blocker,
    Bucket,
    CheckIn,
    ClosedWeek,
    Customer,
    Developer,
    DutyWeek,
    Leave,
    PublishedWeek,
    Record,
    Round,
    RoundNote,
    Team,
    TimeEntry,
    Timer,
    Tombstone,
    Touchpoint,
    WorkItem,
)
from standup.domain.weeks import Week

if TYPE_CHECKING:
    from standup.domain.care import Activity
    from standup.domain.forgetting import Forgetting

T = TypeVar("T")

Document: TypeAlias = Mapping[str, Any]
"""A record as plain data, to the letter as it is stored, with fields that this version does not know."""


class Roster(NamedTuple):
    """The team with everybody and every customer in it, by id."""

    team: Team
    developers: Mapping[str, Developer]
    customers: Mapping[str, Customer]
    duty: Mapping[str, DutyWeek] = {}
    """Who is on duty, by the name of the week."""


class Desk(NamedTuple):
    """What is open for one owner (None: for nobody): work items, touchpoints, leave, running timer, and blockers."""

    work_items: Sequence[WorkItem]
    touchpoints: Sequence[Touchpoint]
    leave: Sequence[Leave]
    timer: Timer | None
    blockers: Sequence[Blocker] = ()
    """For which the owner needs somebody else to act."""


class WeekRecords(NamedTuple):
    """What belongs to one developer's week."""

    entries: Sequence[TimeEntry]
    closed: ClosedWeek | None
    tombstones: Sequence[Tombstone]
    check_ins: Sequence[CheckIn] = ()


class Rounds(NamedTuple):
    """The standup rounds of a week, and what was written down in them, each in the order of ids."""

    rounds: Sequence[Round]
    notes: Sequence[RoundNote]


class Closed(NamedTuple):
    """What one owner closed in one calendar year."""

    work_items: Sequence[WorkItem]
    touchpoints: Sequence[Touchpoint]
    blockers: Sequence[Blocker] = ()
    """Which were resolved then."""


class Receipt(NamedTuple):
    """The store's word that a change is durable."""

    change_id: str
    where: tuple[str, ...]
    """Opaque; hand it back to `taken_back` so that the change is found without a search."""


class TakenBack(NamedTuple):
    """How to take a change back: the operations, and the words of the change."""

    ops: tuple[Op, ...]
    why: str


class Forgotten(NamedTuple):
    """What a store forgot, or would forget."""

    records: Mapping[type[Record], int]
    """How many records lose text, by kind; nothing is lost where there are none and no change."""
    changes: int
    """How many past changes lose their words, or what they altered."""
    places: tuple[str, ...]
    """Where it lies, in words for people."""
    moved: Mapping[str, str] = {}
    """What `Receipt.where` said before, and what it says from now on."""

    def __bool__(self) -> bool:
        """Whether there is anything to forget."""
        return bool(self.places)


class Store(Protocol):
    """Reads by owner and week, writes by change. Raises `standup.domain.change.Conflict` and `StoreError`s."""

    def together(self, read: Callable[[], T]) -> T:
        """What `read` gives when all its calls of this store see one state, so that no record is met twice or missed.

        `read` only reads; it may be called several times.
        """

    def alone(self, act: Callable[[], T]) -> T:
        """What `act` gives while nobody else writes: what it has read is still so when it writes.

        It is called once. Raises BusyError where others do not let go, and StoreError where nothing can be written.
        """

    def roster(self) -> Roster:
        """The team, its developers and its customers."""

    def desk(self, developer: str | None) -> Desk:
        """What is open for one owner."""

    def closed(self, developer: str | None, year: int) -> Closed:
        """Work items and touchpoints closed, and blockers resolved, in a year, by the date on which they were."""

    def closed_years(self, developer: str | None) -> Sequence[int]:
        """The years in which the owner closed anything, latest first."""

    def week(self, developer: str, week: Week) -> WeekRecords:
        """One developer's week."""

    def minutes_on(self, developer: str, day: date) -> int:
        """What one developer logged on one day."""

    def is_closed(self, developer: str, week: Week) -> bool:
        """Whether the developer has closed the week."""

    def weeks(self, developer: str) -> Sequence[Week]:
        """The weeks in which the developer has any record, in time order."""

    def totals(
        self, developers: Collection[str], first: Week, last: Week
    ) -> Mapping[tuple[str, Week], Mapping[Bucket, int]]:
        """Minutes per bucket, by developer and week; weeks without an entry are absent."""

    def closings(self, developers: Collection[str], first: Week, last: Week) -> Mapping[tuple[str, Week], ClosedWeek]:
        """The closings by developer and week; weeks that are not closed are absent."""

    def published(self, week: Week) -> PublishedWeek | None:
        """What was handed on of a week; None where nothing was."""

    def rounds(self, week: Week) -> Rounds:
        """The standup rounds of a week."""

    def work_totals(self, developer: str) -> Mapping[str, int]:
        """Minutes that the developer ever logged, by work item key; cheap after the first call."""

    def activity(self, owner: str | None) -> Activity:
        """What one developer's time and completed touchpoints add up to, over all time; cheap after the first call.

        None is what was completed and belonged to nobody.
        """

    def documents(self, weeks_of: Collection[str] | None = None) -> Mapping[type[Record], Sequence[Document]]:
        """All records by kind, in the order of their ids; with `weeks_of`, of weeks only those of these developers."""

    def where(self, change: Change) -> tuple[str, ...]:
        """Where the change would lie; written down before the write, so that a crash loses no undo."""

    def write(self, change: Change) -> Receipt:
        """Apply a change entirely, durably, or not at all; raises Conflict where a `before` is not what is stored."""

    def taken_back(self, change_id: str, where: Sequence[str]) -> TakenBack | None:
        """The operations that take a change back; None where the store never applied it.

        Raises Conflict where a record is no longer what that change left, and ForgottenError where it lost text.
        """

    def would_forget(self, rule: Forgetting) -> Forgotten:
        """What `forget` would do."""

    def forget(self, rule: Forgetting, note: Change) -> Forgotten:
        """Take text out of records and of all that is kept of past changes, entirely, durably, or not at all.

        `note` has no operations: it says in the history of what was altered who forgot, when, and in which words.
        Nothing takes it back, and a change whose records lost text cannot be taken back either: `taken_back` and
        `write` raise ForgottenError for it. Nothing is altered where the rule finds nothing.
        """

    def history(self, limit: int, developers: Collection[str | None] | None = None) -> Sequence[PastChange]:
        """The latest changes, newest first, with what each did in all its places.

        With `developers`, only what was done to their records (None among them: to what belongs to all or nobody).
        """

    def record_history(self, record: WorkItem | Touchpoint) -> Sequence[RecordChange]:
        """The changes that did anything to this record, newest first; only the places where it lay are read.

        The record may be one that was read earlier, or one that has been removed since.
        """

    def watch(self) -> Watch:
        """A watch that tells whether anything changed since it was last asked."""


class Watch(Protocol):
    """Tells, cheaply enough for a poll each second, whether anything changed, by this process or another."""

    def changed(self) -> bool:
        """Whether anything changed since the last call, or since the watch was made; may rarely say so twice."""
