"""What a log line says, what it is read against, and what it becomes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, tzinfo
from typing import NamedTuple, Protocol

from msgspec import Struct

from standup.domain.records import Bucket, InterruptClass

NONE_NAMED = ""
"""The work item or customer of `#""` and `@""`: the bucket is said, and that nothing in it is named."""


class ClockRange(NamedTuple):
    """Clock times of a start and an end; an end not after its start lies on the next day."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{clock_words(self.start)}-{clock_words(self.end)}"


class Ratio(NamedTuple):
    """Per cent of production and of customer time; they add up to 100, and neither is zero."""

    production: int
    customer: int

    def __str__(self) -> str:
        return f"{self.production}/{self.customer}"

    def of(self, minutes: int) -> tuple[int, int]:
        """The minutes of production and of the customer; the customer's round half up, production keeps the rest."""
        customer = (2 * minutes * self.customer + 100) // 200
        return minutes - customer, customer


class NextStep(NamedTuple):
    """The next touchpoint with the customer: when it is due, if that is said, and what it is."""

    day: date | None
    text: str


class LogLine(Struct, frozen=True, kw_only=True):
    """What one log line says; `format_line` writes it and `parse` reads it back.

    The time is `minutes`, a `clock` range, or `minutes` with an exact `start`. Names are canonical: a work item's
    key, the ids of a customer and a developer.
    """

    minutes: int | None = None
    clock: ClockRange | None = None
    start: datetime | None = None
    """Aware; `minutes` from there are one entry on the local day that it is written in."""
    work_item: str | None = None
    customer: str | None = None
    ratio: Ratio | None = None
    other: bool = False
    interrupt: bool = False
    """So it is wherever somebody or a class is named."""
    interrupt_class: InterruptClass | None = None
    asked_by: str = ""
    tags: tuple[str, ...] = ()
    day: date | None = None
    """None means today."""
    developer: str | None = None
    next_step: NextStep | None = None
    note: str = ""

    @property
    def has_bucket(self) -> bool:
        """Whether the line says where the time goes."""
        return self.other or self.work_item is not None or self.customer is not None


class EntryDraft(Struct, frozen=True, kw_only=True):
    """The facts of one time entry to be made; the fields mean what those of `TimeEntry` mean."""

    day: date
    minutes: int
    bucket: Bucket
    start: datetime | None = None
    work_item: str | None = None
    customer: str | None = None
    touchpoint: str | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    interrupt: bool = False
    interrupt_class: InterruptClass | None = None
    asked_by: str = ""


class Names(Protocol):
    """The names that a line may use. Lookups take what a person typed, in any case."""

    def work_item(self, key: str) -> str | None:
        """The key as it is stored, or None where there is no such work item."""

    def customer(self, name: str) -> str | None:
        """The id of the customer with this id or name."""

    def developer(self, name: str) -> str | None:
        """The id of the developer with this id or name."""

    def all_work_items(self) -> Iterable[str]:
        """Every key, for suggestions."""

    def all_customers(self) -> Iterable[str]:
        """Every customer id and name, for suggestions."""

    def all_developers(self) -> Iterable[str]:
        """Every developer id and name, for suggestions."""

    def customer_name(self, customer: str) -> str:
        """The name on screen of the customer with this id."""

    def developer_name(self, developer: str) -> str:
        """The name on screen of the developer with this id."""

    def zone(self, developer: str) -> tzinfo:
        """The zone of the developer with this id."""


class Selection(NamedTuple):
    """The one selected row of the board: a work item's key, or a customer with a touchpoint's id."""

    work_item: str | None = None
    customer: str | None = None
    touchpoint: str | None = None


class Context(Struct, frozen=True, kw_only=True):
    """What a line is read against: the moment, the zone of the developer who acts, and the names."""

    now: datetime
    """Aware, in any zone."""
    zone: tzinfo
    names: Names
    may_log_for_others: bool = False
    selection: Selection | None = None
    default_day: date | None = None
    """What a line without a day means, such as the day of the entry that it alters; None is today."""

    def zone_of(self, developer: str | None) -> tzinfo:
        """The zone in which the line's days and clock times lie; None is the developer who acts."""
        return self.zone if developer is None else self.names.zone(developer)

    def today(self, developer: str | None = None) -> date:
        """The local date of that developer, now."""
        return self.now.astimezone(self.zone_of(developer)).date()


def clock_words(clock: time) -> str:
    """A clock time as the line writes it: `9:00`, `22:30`."""
    return f"{clock.hour}:{clock.minute:02}"
