"""Minutes grouped by what people ask for; whatever the grouping, the whole is the same.

Tags are a second axis: an entry with two tags counts under both, so its groups may add up to more than the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from standup.domain.records import Bucket, TimeEntry
from standup.domain.weeks import Week

LEAST_PEOPLE = 3
"""A total of fewer would tell what one person logged."""


class Grouping(StrEnum):
    """What minutes are grouped by."""

    WEEK = "week"
    MONTH = "month"
    DEVELOPER = "developer"
    CUSTOMER = "customer"
    BUCKET = "bucket"
    TAG = "tag"
    WORK_ITEM = "work-item"


class Piece(NamedTuple):
    """Minutes of one developer in one bucket, and the groups that they count under; the group "" is for none."""

    developer: str
    keys: tuple[str, ...]
    bucket: Bucket
    minutes: int


class Group(NamedTuple):
    """What one group adds up to, and who logged it."""

    minutes: Mapping[Bucket, int] = {}
    people: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """Minutes in any bucket."""
        return sum(self.minutes.values())


class Grouped(NamedTuple):
    """The groups by their key, and the whole, in which everything counts once."""

    groups: Mapping[str, Group]
    whole: Group


def keys_of(entry: TimeEntry, by: Grouping) -> tuple[str, ...]:
    """The groups of an entry: one, but for tags."""
    match by:
        case Grouping.WEEK | Grouping.MONTH:
            return (period_of(entry.day, by),)
        case Grouping.DEVELOPER:
            return (entry.developer,)
        case Grouping.CUSTOMER:
            return (entry.customer or "",)
        case Grouping.BUCKET:
            return (entry.bucket.value,)
        case Grouping.WORK_ITEM:
            return (entry.work_item or "",)
        case Grouping.TAG:
            return tuple(dict.fromkeys(entry.tags)) or ("",)


def period_of(day: date, by: Grouping) -> str:
    """The week or month of a day, as `2026-W47` or `2026-11`."""
    return str(Week.of(day)) if by is Grouping.WEEK else f"{day:%Y-%m}"


def grouped(pieces: Iterable[Piece]) -> Grouped:
    """The pieces added up by group, and all of them."""
    sums: dict[str, dict[Bucket, int]] = {}
    people: dict[str, set[str]] = {}
    whole: dict[Bucket, int] = {}
    everyone: set[str] = set()
    for developer, keys, bucket, minutes in pieces:
        whole[bucket] = whole.get(bucket, 0) + minutes
        everyone.add(developer)
        for key in keys:
            of_group = sums.setdefault(key, {})
            of_group[bucket] = of_group.get(bucket, 0) + minutes
            people.setdefault(key, set()).add(developer)
    groups = {key: Group(of_group, frozenset(people[key])) for key, of_group in sums.items()}
    return Grouped(groups, Group(whole, frozenset(everyone)))


def folded(groups: Mapping[str, Group], least: int = LEAST_PEOPLE) -> tuple[dict[str, Group], Group]:
    """The groups that at least so many people logged, and the rest as one that as many logged, or nobody.

    A rest of fewer people could be had by taking the groups from the whole, so it takes in groups until it is large
    enough, those of fewest people first.
    """
    order = sorted(groups, key=lambda key: (len(groups[key].people), groups[key].total, key))
    rest = Group()
    for number, key in enumerate(order):
        if len(groups[key].people) >= least and (not rest.people or len(rest.people) >= least):
            return {kept: groups[kept] for kept in groups if kept in order[number:]}, rest
        rest = _joined(rest, groups[key])
    return {}, rest


def _joined(one: Group, more: Group) -> Group:
    minutes = {bucket: one.minutes.get(bucket, 0) + more.minutes.get(bucket, 0) for bucket in Bucket}
    return Group({bucket: found for bucket, found in minutes.items() if found}, one.people | more.people)
