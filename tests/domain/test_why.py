"""Why a figure is what it is: the rule, and the minutes of just this figure."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from standup.domain.after_hours import AfterHours
from standup.domain.interrupts import InterruptWeek
from standup.domain.split import Band, Split, percent
from standup.domain.unplanned import Unplanned
from standup.domain.weeks import Week
from standup.domain.why import (
    Reason,
    WeekPoint,
    why_after_hours,
    why_capacity,
    why_interrupts,
    why_late,
    why_no_next_step,
    why_production,
    why_split,
    why_weeks,
)

EXAMPLE = Split(production=1200, customer=180, available=1920, unlogged=540)


def by_name(split: Split, band: Band = Band()) -> dict[str, Reason]:  # noqa: B008 - a value
    """The reasons by the word that they begin with."""
    return {one.figure.partition(":")[0]: one for one in why_split(split, band)}


def test_the_example_of_the_design() -> None:
    reasons = by_name(EXAMPLE)
    assert reasons["Logged"].sums == ("1,200 + 180 + 0 = 1,380 min (23h)",)
    assert reasons["Unlogged"].sums == ("1,920 - 1,380 = 540 min (9h)",)
    assert reasons["Coverage"].sums == ("1,380 / 1,920 min = 72 %",)
    assert reasons["Customer share"].sums == (
        "share: 180 / 1,380 min = 13 %",
        "least: 180 / 1,920 min = 9 %",
        "most: 720 / 1,920 min = 38 %",
    )
    assert reasons["Verdict"].sums == (
        "the range, 9-38 %, is not on one side of 10-20 %",
        "coverage 72 % is under 80 %: 80 % of 1,920 min are 1,536 min, 156 more than 1,380",
    )


def test_a_verdict_by_range_and_one_by_share() -> None:
    low = Split(production=1900, customer=10, available=1920, unlogged=10)
    assert by_name(low)["Verdict"].sums == ("the whole range, 1-1 %, is below 10-20 %",)
    middle = Split(production=1500, customer=150, available=1920, unlogged=270)
    assert by_name(middle)["Verdict"].sums[-1] == "the share, 9 %, is at the edge 10-20 %"


def test_what_is_unknown_is_said() -> None:
    unknown = by_name(Split(production=60, available=None, unlogged=None, left=None))
    assert "Unlogged" not in unknown
    assert unknown["Available"].sums == ("no agreed hours are set for these days",)
    assert unknown["Verdict"].sums == ("without a share and a range nothing is claimed",)
    nothing = by_name(Split())
    assert nothing["Coverage"].sums == ("nothing was available",)
    assert nothing["Customer share"].sums == ("no production or customer time is logged",)


def test_a_long_week_does_not_fill_another_one() -> None:
    team = Split(production=4000, available=3800, unlogged=100)
    assert by_name(team)["Unlogged"].sums == (
        "3,800 available, 4,000 logged; below zero counts as zero: 100 min (1h40)",
    )


def test_capacity_names_the_weeks_it_looked_at() -> None:
    over, even = Split(production=3000, available=2400), Split(production=2400, available=2400)
    found = why_capacity(
        [(Week(2026, 44), even), (Week(2026, 45), over), (Week(2026, 46), even), (Week(2026, 47), over)]
    )
    assert found.figure == "Capacity: over"
    assert found.sums == (
        "2026-W45: 3,000 of 2,400 min: over",
        "2026-W46: 2,400 of 2,400 min: not over",
        "2026-W47: 3,000 of 2,400 min: over",
    )
    assert why_capacity([]).sums == ("no week of the last twelve is closed",)


def test_the_other_figures_have_their_minutes() -> None:
    [line] = why_weeks([WeekPoint(Week(2026, 47), EXAMPLE, closed=True)], Band()).sums
    assert line == "2026-W47 ● closed: 1,200 production, 180 customer, 540 unlogged: 13 % customer (9-38 %)"
    unplanned = Unplanned(90, 490, 110, 460, 60)
    week = InterruptWeek(Week(2026, 47), others=60, duty=30, logged=490, unlogged=110)
    assert why_interrupts(unplanned, week, 20).sums[1:] == (
        "least: 90 / 600 min = 15 %",
        "most: 200 / 600 min = 33 %",
        "30 min of them by who is on duty, 60 min (1h) by the others",
        "the others at least 10 %, the budget is 20 %",
    )
    assert why_production(unplanned).sums == ("460 - 60 = 400 min (6h40) planned",)
    assert why_after_hours(AfterHours()).sums == ()
    assert why_after_hours(AfterHours(105)).sums == ("105 min (1h45)",)
    assert why_late("overtaken 6 of 8 days", starved=True).sums == ("overtaken 6 of 8 days",)
    assert why_late("", starved=False).figure == "Unattended"
    assert "no open touchpoint" in why_no_next_step("").rule


@settings(max_examples=60)
@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 3000))
def test_each_line_of_arithmetic_is_true(production: int, customer: int, other: int, available: int) -> None:
    logged = production + customer + other
    split = Split(
        production=production,
        customer=customer,
        other=other,
        available=available,
        unlogged=max(0, available - logged),
    )
    for reason in why_split(split, Band()):
        for line in reason.sums:
            if " min = " in line and "/" in line:
                above, _, below = line.rpartition(": ")[2].partition(" min = ")[0].partition(" / ")
                told = int(line.rpartition(" = ")[2].removesuffix(" %"))
                share = Fraction(int(above.replace(",", "")), int(below.replace(",", "")))
                assert told == percent(min(Fraction(1), share))
