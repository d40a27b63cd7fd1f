"""Why a figure is what it is: the rule in words, and the minutes that it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from standup.domain.after_hours import DEFINITION, FEWEST_PEOPLE, AfterHours
from standup.domain.attention import FEWEST_DAYS, MOST_DAYS, SNOOZES_FOR_PRODUCTION, UNATTENDED_WORKDAYS
from standup.domain.duration import format_minutes
from standup.domain.interrupts import InterruptWeek
from standup.domain.split import (
    EDGE_POINTS,
    ENOUGH_COVERAGE,
    OVER_MINUTES,
    OVER_PER_CENT,
    Band,
    Split,
    VerdictKind,
    is_over,
    over_capacity,
    percent,
    share_words,
    verdict,
    verdict_words,
)
from standup.domain.unplanned import Unplanned
from standup.domain.weeks import Week

ENOUGH = percent(ENOUGH_COVERAGE)


class Reason(NamedTuple):
    """One figure with its rule and its arithmetic."""

    figure: str
    """What it is, with its value."""
    rule: str
    sums: tuple[str, ...] = ()
    """Lines such as `180 / (1,200 + 180) min = 13 %`."""


class WeekPoint(NamedTuple):
    """One week of a plot."""

    week: Week
    split: Split
    closed: bool


def minutes_words(minutes: int) -> str:
    """Minutes as a number and as people write them: `540 min (9h)`."""
    return f"{minutes:,} min" if minutes < 60 else f"{minutes:,} min ({format_minutes(minutes)})"


def why_split(split: Split, band: Band) -> tuple[Reason, ...]:
    """The figures of a split, in the order in which each is made of those before it."""
    reasons = [
        Reason(
            f"Logged: {format_minutes(split.logged)}",
            "Production, customer and other; every minute is in one of them.",
            (f"{split.production:,} + {split.customer:,} + {split.other:,} = {minutes_words(split.logged)}",),
        ),
        _available(split),
    ]
    if split.available is not None:
        reasons += [_unlogged(split), _coverage(split)]
    return (*reasons, _share(split), _verdict(split, band))


def _available(split: Split) -> Reason:
    rule = (
        "Agreed hours less public holidays and leave. In a running week the days before today count, and from today"
        " on what is logged; the rest is left."
    )
    if split.available is None:
        return Reason("Available: unknown", rule, ("no agreed hours are set for these days",))
    left = (f"{minutes_words(split.left)} are left",) if split.left else ()
    return Reason(f"Available: {format_minutes(split.available)}", rule, (minutes_words(split.available), *left))


def _unlogged(split: Split) -> Reason:
    available, unlogged = split.available or 0, split.unlogged or 0
    sums = f"{available:,} - {split.logged:,} = {minutes_words(unlogged)}"
    if unlogged != available - split.logged:
        sums = f"{available:,} available, {split.logged:,} logged; below zero counts as zero: {minutes_words(unlogged)}"
    return Reason(
        f"Unlogged: {format_minutes(unlogged)}",
        "Available minus logged, for each developer and week, never below zero; then summed. It is unknown, not idle.",
        (sums,),
    )


def _coverage(split: Split) -> Reason:
    rule = f"Logged / available, at most 100 %. Under {ENOUGH} % a range may say too little, and the bar is hatched."
    if split.coverage is None:
        return Reason("Coverage: none", rule, ("nothing was available",))
    sums = f"{split.logged:,} / {split.available or 0:,} min = {percent(split.coverage)} %"
    return Reason(f"Coverage: {percent(split.coverage)} %", rule, (sums,))


def _share(split: Split) -> Reason:
    rule = (
        "Customer / (production + customer). The unlogged time may have been all production or all customer time:"
        " that is its range."
    )
    if split.share is None:
        return Reason("Customer share: none", rule, ("no production or customer time is logged",))
    known = split.production + split.customer
    sums = [f"share: {split.customer:,} / {known:,} min = {percent(split.share)} %"]
    if split.range is not None and split.unlogged is not None:
        low, high = map(percent, split.range)
        whole = known + split.unlogged
        sums.append(f"least: {split.customer:,} / {whole:,} min = {low} %")
        sums.append(f"most: {split.customer + split.unlogged:,} / {whole:,} min = {high} %")
    return Reason(f"Customer share: {share_words(split)}", rule, tuple(sums))


def _verdict(split: Split, band: Band) -> Reason:
    rule = (
        f"The whole range below, above or inside {band}; else under {ENOUGH} % coverage: can't tell yet;"
        f" else the share within {EDGE_POINTS} points of an edge: at the edge; else the share decides, though its range"
        " reaches out of the band: that is why the verdict says on what."
    )
    found = verdict(split, band)
    if split.share is None or split.range is None:
        return Reason("Verdict: none", rule, ("without a share and a range nothing is claimed",))
    low, high = map(percent, split.range)
    coverage = percent(split.coverage or Fraction(0))
    if found.certain:
        steps = [f"the whole range, {low}-{high} %, is {found.kind} {band}"]
    else:
        steps = [f"the range, {low}-{high} %, is not on one side of {band}"]
        if found.kind is VerdictKind.CANT_TELL:
            available = split.available or 0
            steps.append(
                f"coverage {coverage} % is under {ENOUGH} %: {ENOUGH} % of {available:,} min are"
                f" {split.logged + found.missing:,} min, {found.missing:,} more than {split.logged:,}"
            )
        else:
            steps.append(f"coverage is {coverage} %: enough")
            steps.append(f"the share, {percent(split.share)} %, is {found.kind} {band}")
    return Reason(f"Verdict: {verdict_words(split, band)}", rule, tuple(steps))


def why_capacity(closed: Sequence[tuple[Week, Split]]) -> Reason:
    """Over-capacity, from the last weeks that a developer closed."""
    last = closed[-3:]
    told = "over" if over_capacity([split for _, split in last]) else "not over"
    sums = [
        f"{week}: {split.logged:,} of {split.available or 0:,} min: {'over' if is_over(split) else 'not over'}"
        if split.available is not None
        else f"{week}: hours unknown, not over"
        for week, split in last
    ]
    return Reason(
        f"Capacity: {told}",
        f"Over where more than {OVER_PER_CENT} % of the available time is logged, and more than"
        f" {format_minutes(OVER_MINUTES)} beyond it, in 2 of the last 3 closed weeks.",
        tuple(sums) or ("no week of the last twelve is closed",),
    )


def why_weeks(points: Iterable[WeekPoint], band: Band) -> Reason:
    """The plot of the weeks: the minutes of each."""
    sums = tuple(
        f"{one.week} {'● closed' if one.closed else '○ not closed'}: {one.split.production:,} production,"
        f" {one.split.customer:,} customer, {_or_unknown(one.split.unlogged)} unlogged: {share_words(one.split)}"
        for one in points
    )
    return Reason(
        "Twelve weeks",
        f"The customer share of each week with its range, beside the target band {band}; minutes of the team are"
        " summed, shares never averaged. A week is closed when all who logged in it have closed it."
        " A dozen weeks prove no trend, so none is claimed.",
        sums,
    )


def why_interrupts(found: Unplanned, week: InterruptWeek, budget: int) -> Reason:
    """The interrupts of the team, against the budget in per cent."""
    sums = [f"{minutes_words(found.interrupts)} of {minutes_words(found.logged)} logged"]
    if found.range is not None and found.unlogged is not None:
        low, high = map(percent, found.range)
        whole = found.logged + found.unlogged
        sums.append(f"least: {found.interrupts:,} / {whole:,} min = {low} %")
        sums.append(f"most: {found.interrupts + found.unlogged:,} / {whole:,} min = {high} %")
    sums.append(f"{minutes_words(week.duty)} of them by who is on duty, {minutes_words(week.others)} by the others")
    if week.low is not None:
        sums.append(f"the others at least {percent(week.low)} %, the budget is {budget} %")
    return Reason(
        f"Interrupts: {found.words}",
        "Entries that are marked as an interrupt, in any bucket, over all logged time; the range takes the unlogged"
        " time as none or as all of it. Those of who is on duty are no breach of the budget; it is told of where the"
        " others are over it at least in two of the last three weeks.",
        tuple(sums),
    )


def why_production(found: Unplanned) -> Reason:
    """Planned against unplanned production."""
    return Reason(
        f"Production: {found.production_words}",
        "Production that is marked as an interrupt is unplanned; all other production is planned.",
        (f"{found.production:,} - {found.unplanned_production:,} = {minutes_words(found.planned_production)} planned",),
    )


def why_after_hours(found: AfterHours) -> Reason:
    """After-hours work of the team."""
    return Reason(
        f"After hours: {found.words}",
        f"Time {DEFINITION}, in each developer's local time; on other days only entries with a start count. Told as"
        f" one total, and only where at least {FEWEST_PEOPLE} people have some, so that it is nobody's figure.",
        () if found.minutes is None else (minutes_words(found.minutes),),
    )


def why_late(evidence: str, *, starved: bool) -> Reason:
    """A touchpoint that does not get its turn; the evidence is in days, as the rule is."""
    if starved:
        rule = (
            "Overtaken: a workday after the due date on which the owner was there, logged at least half of the day and"
            " more production than customer time, and nobody logged for this customer. Starved: overtaken on a quarter"
            f" of the cadence in workdays, from {FEWEST_DAYS} to {MOST_DAYS}, or snoozed {SNOOZES_FOR_PRODUCTION} times"
            " for production."
        )
        return Reason("Starved", rule, (evidence,) if evidence else ())
    rule = (
        f"Overdue by {UNATTENDED_WORKDAYS} workdays or more and not starved: why is unknown, the owner is away, or"
        " there is no owner."
    )
    return Reason("Unattended", rule, (evidence,) if evidence else ())


def why_no_next_step(evidence: str) -> Reason:
    """A customer with nothing planned."""
    return Reason("No next step", "An active customer with no open touchpoint.", (evidence,) if evidence else ())


def why_decisions() -> Reason:
    """What comes among the decisions needed."""
    return Reason(
        "Decisions needed",
        "At most five lines, the first of each kind before the second of any: starved, without an owner, owner away,"
        " unattended; over capacity; the team's whole range out of its band; hours whose logging would settle a"
        " verdict; no next step.",
    )


def _or_unknown(minutes: int | None) -> str:
    return "?" if minutes is None else f"{minutes:,}"
