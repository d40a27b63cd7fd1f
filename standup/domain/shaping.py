"""The part of production time that decides what is built and how: marketing already, though nobody calls it so."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from standup.domain.records import Bucket, TimeEntry

SHAPING_TAG = "shaping"
MOST_UNTAGGED = Fraction(40, 100)


class Shaping(NamedTuple):
    """Production minutes: with the tag `+shaping`, without any tag, and all."""

    tagged: int = 0
    untagged: int = 0
    production: int = 0

    @property
    def range(self) -> tuple[Fraction, Fraction] | None:
        """From tagged / production to (tagged + untagged) / production.

        None where nothing was produced, and where over 40 % carries no tag, so that a share would say nothing.
        """
        if not self.production or Fraction(self.untagged, self.production) > MOST_UNTAGGED:
            return None
        return Fraction(self.tagged, self.production), Fraction(self.tagged + self.untagged, self.production)

    @property
    def words(self) -> str:
        """The range in words: `shaping 30-45 % of production`; empty where there is none, or no time has the tag."""
        if self.range is None or not self.tagged:
            return ""
        low, high = (round(100 * share) for share in self.range)
        return f"shaping {low}-{high} % of production" if low != high else f"shaping {low} % of production"

    def plus(self, more: Shaping) -> Shaping:
        """Both together: minutes are added, shares never averaged."""
        return Shaping(self.tagged + more.tagged, self.untagged + more.untagged, self.production + more.production)


def shaping_of(entries: Iterable[TimeEntry]) -> Shaping:
    """The shaping share of some entries; only production counts."""
    tagged = untagged = production = 0
    for entry in entries:
        if entry.bucket is Bucket.PRODUCTION:
            production += entry.minutes
            tagged += entry.minutes if SHAPING_TAG in entry.tags else 0
            untagged += 0 if entry.tags else entry.minutes
    return Shaping(tagged, untagged, production)
