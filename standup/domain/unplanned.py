"""Work that nobody planned: interrupts of a week, and the production that they took."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from standup.domain.duration import format_minutes
from standup.domain.records import Bucket, TimeEntry
from standup.domain.split import Split, percent


class Unplanned(NamedTuple):
    """Minutes of interrupts, beside what was logged and not logged in the same period."""

    interrupts: int = 0
    """In any bucket."""
    logged: int = 0
    unlogged: int | None = 0
    """None where contract hours are unknown."""
    production: int = 0
    unplanned_production: int = 0
    """Production that is marked as an interrupt."""

    @property
    def planned_production(self) -> int:
        """Production that is not."""
        return self.production - self.unplanned_production

    @property
    def range(self) -> tuple[Fraction, Fraction] | None:
        """The interrupt share if no unlogged time was one, and if all of it was.

        None where nothing was logged or the hours are unknown.
        """
        if not self.logged or self.unlogged is None:
            return None
        whole = self.logged + self.unlogged
        return Fraction(self.interrupts, whole), Fraction(self.interrupts + self.unlogged, whole)

    @property
    def words(self) -> str:
        """Interrupts with their share: `5h10, 4 % of what is logged (4-9 %)`."""
        if not self.logged:
            return "nothing logged"
        words = f"{format_minutes(self.interrupts)}, {percent(Fraction(self.interrupts, self.logged))} % of the logged"
        if self.range is None:
            return f"{words} (range unknown: no hours set)"
        low, high = map(percent, self.range)
        return f"{words} ({low} %)" if low == high else f"{words} ({low}-{high} %)"

    @property
    def production_words(self) -> str:
        """Production by whether it was planned: `62h planned, 4h30 unplanned (7 %)`."""
        if not self.production:
            return "no production logged"
        share = percent(Fraction(self.unplanned_production, self.production))
        return (
            f"{format_minutes(self.planned_production)} planned,"
            f" {format_minutes(self.unplanned_production)} unplanned ({share} %)"
        )


def interrupt_mark(entry: TimeEntry) -> str:
    """The sign of an interrupt with its class, such as `!expedite`; empty where it is none."""
    if not entry.interrupt:
        return ""
    return f"!{entry.interrupt_class.value.split()[0]}" if entry.interrupt_class else "!"


def interrupt_words(entry: TimeEntry) -> str:
    """An interrupt in words, for its developer: `expedite interrupt, asked by Karin`; empty where it is none."""
    if not entry.interrupt:
        return ""
    words = f"{entry.interrupt_class.value} interrupt" if entry.interrupt_class else "interrupt"
    return f"{words}, asked by {entry.asked_by}" if entry.asked_by else words


def unplanned_of(entries: Iterable[TimeEntry], split: Split) -> Unplanned:
    """The interrupts among all entries of a period with this split."""
    interrupts = production = 0
    for entry in entries:
        if entry.interrupt:
            interrupts += entry.minutes
            production += entry.minutes * (entry.bucket is Bucket.PRODUCTION)
    return Unplanned(interrupts, split.logged, split.unlogged, split.production, production)
