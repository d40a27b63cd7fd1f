"""The split of time between production and the customer, with what is not known told apart from zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct

from standup.domain.duration import format_minutes
from standup.domain.errors import UsageError
from standup.domain.records import Bucket
from standup.domain.text import shown

ENOUGH_COVERAGE = Fraction(80, 100)
EDGE_POINTS = 2
OVER_PER_CENT, OVER_MINUTES = 110, 120
"""A week is over past both: so many per cent of what was available, and so many minutes more than that."""


class Band(NamedTuple):
    """The agreed range of the customer share, in per cent, both ends included."""

    low: int = 10
    high: int = 20

    @classmethod
    def parse(cls, text: str) -> Band:
        """Read `10-20` or `10-20 %`; raises UsageError for anything else."""
        low, dash, high = text.replace("%", "").partition("-")
        if not (dash and low.strip().isdecimal() and high.strip().isdecimal()):
            raise UsageError(f"'{shown(text)}' is no band; write two per cents such as 10-20")
        if not 0 <= int(low) < int(high) <= 100:
            raise UsageError(f"{int(low)}-{int(high)} is no band; write two per cents, the lower first, such as 10-20")
        return cls(int(low), int(high))

    def __str__(self) -> str:
        return f"{self.low}-{self.high} %"


class Split(Struct, frozen=True, kw_only=True):
    """Minutes of a period, by where they went; teams and longer periods add them up.

    `available`, `unlogged` and `left` are None where contract hours are unknown.
    """

    production: int = 0
    customer: int = 0
    other: int = 0
    available: int | None = 0
    unlogged: int | None = 0
    left: int | None = 0

    @property
    def logged(self) -> int:
        """Minutes in any bucket."""
        return self.production + self.customer + self.other

    @property
    def share(self) -> Fraction | None:
        """C / (P + C); None where neither was logged."""
        known = self.production + self.customer
        return Fraction(self.customer, known) if known else None

    @property
    def range(self) -> tuple[Fraction, Fraction] | None:
        """The share if all unlogged time was production, and if all of it was customer time.

        None where there is no share or the hours are unknown.
        """
        if self.share is None or self.unlogged is None:
            return None
        whole = self.production + self.customer + self.unlogged
        return Fraction(self.customer, whole), Fraction(self.customer + self.unlogged, whole)

    @property
    def coverage(self) -> Fraction | None:
        """Logged / available, at most 1; None where nothing was available or the hours are unknown."""
        if not self.available:
            return None
        return min(Fraction(1), Fraction(self.logged, self.available))

    def __add__(self, more: Split) -> Split:
        return Split(
            production=self.production + more.production,
            customer=self.customer + more.customer,
            other=self.other + more.other,
            available=_sum(self.available, more.available),
            unlogged=_sum(self.unlogged, more.unlogged),
            left=_sum(self.left, more.left),
        )


def _sum(one: int | None, more: int | None) -> int | None:
    return None if one is None or more is None else one + more


def total(splits: Iterable[Split]) -> Split:
    """The split of the sums; who has no hours set and logged nothing is left out, so as not to hide the rest."""
    summed = Split()
    for split in splits:
        if split.available is not None or split.logged:
            summed += split
    return summed


def split_of_days(
    logged: Mapping[date, Mapping[Bucket, int]],
    available: Mapping[date, int | None],
    today: date,
) -> Split:
    """The split of one developer over the days of `available`, a week or a part of one.

    Days before `today` count what was available. From today on only what is logged counts, and the rest is
    `left`. Unlogged is taken over the whole period, so that a long day fills a short one of the same week.
    """
    buckets = {bucket: sum(logged.get(day, {}).get(bucket, 0) for day in available) for bucket in Bucket}
    logged_all = sum(buckets.values())
    due = left = 0
    unknown = False
    for day, minutes in available.items():
        on_day = sum(logged.get(day, {}).values())
        if minutes is None:
            unknown = True
        elif day < today:
            due += minutes
        else:
            due += on_day
            left += max(0, minutes - on_day)
    return Split(
        production=buckets[Bucket.PRODUCTION],
        customer=buckets[Bucket.CUSTOMER],
        other=buckets[Bucket.OTHER],
        available=None if unknown else due,
        unlogged=None if unknown else max(0, due - logged_all),
        left=None if unknown else left,
    )


class VerdictKind(StrEnum):
    """How a share stands against the band."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    EDGE = "at the edge"
    CANT_TELL = "can't tell yet"
    NONE = "none"
    """There is no share, or the hours are unknown: nothing is claimed."""


class Verdict(NamedTuple):
    """A verdict with what it stands on."""

    kind: VerdictKind
    certain: bool = False
    """The whole range lies on one side, whatever the unlogged time was."""
    missing: int = 0
    """Minutes of unlogged time whose logging would settle a verdict of `can't tell yet`."""


def verdict(split: Split, band: Band) -> Verdict:
    """The verdict on a split: by its whole range, else by coverage, else at the edge, else by its share."""
    share, honest = split.share, split.range
    if share is None or honest is None:
        return Verdict(VerdictKind.NONE)
    low, high = Fraction(band.low, 100), Fraction(band.high, 100)
    if honest[1] < low:
        return Verdict(VerdictKind.BELOW, certain=True)
    if honest[0] > high:
        return Verdict(VerdictKind.ABOVE, certain=True)
    if honest[0] >= low and honest[1] <= high:
        return Verdict(VerdictKind.WITHIN, certain=True)
    coverage = split.coverage
    if coverage is not None and coverage < ENOUGH_COVERAGE:
        return Verdict(VerdictKind.CANT_TELL, missing=missing_minutes(split))
    if min(abs(share - low), abs(share - high)) <= Fraction(EDGE_POINTS, 100):
        return Verdict(VerdictKind.EDGE)
    if share < low:
        return Verdict(VerdictKind.BELOW)
    return Verdict(VerdictKind.ABOVE if share > high else VerdictKind.WITHIN)


def missing_minutes(split: Split) -> int:
    """Minutes of unlogged time whose logging makes it enough to judge by; 0 where it is, or hours are unknown."""
    needed = -(-ENOUGH_COVERAGE.numerator * (split.available or 0) // ENOUGH_COVERAGE.denominator)
    return max(0, needed - split.logged)


def percent(value: Fraction) -> int:
    """A fraction as whole per cent; a half goes up."""
    return int(value * 100 + Fraction(1, 2))


def share_words(split: Split) -> str:
    """The share with its range: `13 % customer (9-38 %)`, or that there is none."""
    share, honest = split.share, split.range
    if share is None:
        return "no production or customer time logged"
    words = f"{percent(share)} % customer"
    if honest is None:
        return f"{words} (range unknown: no hours set)"
    low, high = percent(honest[0]), percent(honest[1])
    return words if low == high else f"{words} ({low}-{high} %)"


def verdict_words(split: Split, band: Band) -> str:
    """The verdict as people say it: `below 10-20 %, on 84 % logged`; empty where nothing is claimed."""
    found = verdict(split, band)
    match found.kind:
        case VerdictKind.NONE:
            return ""
        case VerdictKind.CANT_TELL:
            return f"can't tell yet: {settling_words(found)}"
        case VerdictKind.EDGE:
            words = f"at the edge of {band}"
        case kind:
            words = f"{kind} {band}"
    coverage = split.coverage
    return words if coverage is None else f"{words}, on {percent(coverage)} % logged"


def settling_words(found: Verdict) -> str:
    """What would settle a verdict of `can't tell yet`: `45m of the unlogged makes it 80 % logged`.

    Time that was not unlogged, such as that of today, counts as available too, and settles less.
    """
    return f"{format_minutes(found.missing)} of the unlogged makes it {percent(ENOUGH_COVERAGE)} % logged"


def is_over(split: Split) -> bool:
    """Whether a week is over: logged over 110 % of available and more than two hours over it."""
    if split.available is None:
        return False
    beyond = split.logged - split.available
    return split.logged * 100 > split.available * OVER_PER_CENT and beyond > OVER_MINUTES


def over_capacity(closed_weeks: Sequence[Split]) -> bool:
    """Logged over 110 % of available and more than two hours over it, in 2 of the last 3 closed weeks.

    `closed_weeks` are in time order, the last one latest; weeks with unknown hours count as not over.
    """
    return sum(map(is_over, closed_weeks[-3:])) >= 2
