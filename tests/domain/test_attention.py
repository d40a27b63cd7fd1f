"""Overtaken, starved, unattended: ten cases worked by hand, and what must hold of all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.attention import Evidence, OwnerDay, Turn, evidence, snoozed_for, standing, starved_after
from standup.domain.records import Snooze, SnoozeReason, Touchpoint
from standup.domain.touchpoints import Urgency

DUE = date(2026, 3, 4)
"""A Wednesday."""
DAY = 480
R = SnoozeReason


def touchpoint(due: date | None = DUE, owner: str | None = "dana", snoozes: tuple[Snooze, ...] = ()) -> Touchpoint:
    last = snoozes[-1] if snoozes else None
    return Touchpoint(
        id="t1",
        customer="acme",
        title="Renewal",
        created_on=date(2026, 2, 1),
        developer=owner,
        due_on=due,
        snoozes=snoozes,
        snoozed_until=last.until if last else None,
        snooze_reason=last.reason if last else None,
    )


def snooze(on: int, until: int, reason: SnoozeReason) -> Snooze:
    return Snooze(on=date(2026, 3, on), until=date(2026, 3, until), reason=reason, by="dana")


def workdays(letters: str, first: date = DUE + timedelta(days=1)) -> list[OwnerDay]:
    """Workdays from the one after the due date: P production, C customer, E even, h half a day of production,
    . unknown, L leave, H holiday, N hours not known."""
    days = []
    day = first
    for letter in letters:
        while day.weekday() > 4:
            day += timedelta(days=1)
        days.append(
            {
                "P": OwnerDay(day, DAY, production=DAY),
                "C": OwnerDay(day, DAY, production=60, customer=300),
                "E": OwnerDay(day, DAY, production=150, customer=150),
                "h": OwnerDay(day, DAY, production=DAY // 2),
                "m": OwnerDay(day, DAY, production=DAY // 2 - 1),
                ".": OwnerDay(day, DAY),
                "L": OwnerDay(day, 0),
                "H": OwnerDay(day, 0, is_holiday=True),
                "N": OwnerDay(day, None, production=DAY),
            }[letter]
        )
        day += timedelta(days=1)
    return days


def today_after(days: list[OwnerDay]) -> date:
    """The workday after the last one."""
    day = days[-1].day + timedelta(days=1) if days else DUE
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


TUE17 = date(2026, 3, 17)
WAITED = (snooze(4, 11, R.WAITING),)
PUSHED = (snooze(4, 5, R.PRODUCTION), snooze(5, 6, R.PRODUCTION))

HAND_WORKED = {
    # name: (workdays after Wed 4 Mar, days with a log for Acme, cadence, snoozes, overtaken, standing)
    "six of eight, one leave, one unknown: past three": ("PPPLP.PP", (), None, (), 6, Urgency.STARVED),
    "two days of production are not yet three": ("PP", (), None, (), 2, Urgency.OVERDUE),
    "three days of production are": ("PPP", (), None, (), 3, Urgency.STARVED),
    "a cadence of thirty days needs six": ("PPPPP", (), 30, (), 5, Urgency.UNATTENDED),
    "and six it is": ("PPPPPP", (), 30, (), 6, Urgency.STARVED),
    "half of the day logged is known, a minute less is not": ("hhm", (), None, (), 2, Urgency.OVERDUE),
    "a colleague talked to them on one of three days": ("PPP", (date(2026, 3, 6),), None, (), 2, Urgency.OVERDUE),
    "waiting for the customer counts against nobody": ("PPPPP", (), None, WAITED, 1, Urgency.UNATTENDED),
    "twice snoozed for production starves at once": ("P", (), None, PUSHED, 1, Urgency.STARVED),
    "silence is no escape: five unknown days": (".....", (), None, (), 0, Urgency.UNATTENDED),
    "two weeks of leave: nobody is blamed, and it is seen": ("LLLLLLLLLL", (), None, (), 0, Urgency.UNATTENDED),
    "as much customer as production time is not overtaken": ("EEE", (), None, (), 0, Urgency.OVERDUE),
    "hours that are not known decide nothing": ("NNN", (), None, (), 0, Urgency.OVERDUE),
}


@pytest.mark.parametrize("case", HAND_WORKED)
def test_a_case_worked_by_hand(case: str) -> None:
    letters, cared, cadence, snoozes, overtaken, expected = HAND_WORKED[case]
    days = workdays(letters)
    today = today_after(days)
    one = touchpoint(snoozes=snoozes)
    found = evidence(one, days, set(cared), cadence_ideal=cadence, today=today)
    assert found.overtaken == overtaken
    assert standing(one, _with_today(one, days, cared, cadence, today), today) is expected


def _with_today(
    one: Touchpoint, days: list[OwnerDay], cared: Iterable[date], cadence: int | None, today: date
) -> Evidence:
    return evidence(one, [*days, OwnerDay(today, DAY)], set(cared), cadence_ideal=cadence, today=today)


def test_the_evidence_reads_as_the_design_says() -> None:
    days = workdays("PPPLP.PP")
    found = evidence(touchpoint(), days, set(), cadence_ideal=None, today=TUE17)
    assert found.words(TUE17) == "due Wed 4 Mar: overtaken 6 of 8 days, 1 leave, 1 unknown"


def test_evidence_names_snoozes_and_that_nobody_owns_it() -> None:
    one = touchpoint(snoozes=(snooze(4, 5, R.PRODUCTION), snooze(5, 9, R.PRODUCTION)))
    assert evidence(one, [], set(), cadence_ideal=None, today=DUE).words(DUE).endswith("snoozed twice for production")
    nobodys = evidence(touchpoint(owner=None), workdays("PPPPP"), set(), cadence_ideal=None, today=date(2026, 3, 11))
    assert nobodys.words(date(2026, 3, 11)) == "due Wed 4 Mar: nobody owns it"
    assert nobodys.is_unattended
    assert not nobodys.turns


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert evidence(touchpoint(due=None), workdays("PPP"), set(), cadence_ideal=None, today=TUE17).words(TUE17) == ""


@pytest.mark.parametrize(
    ("cadence", "days"), [(None, 3), (1, 3), (14, 3), (16, 3), (17, 4), (30, 6), (44, 8), (45, 8), (365, 8)]
)
def test_a_quarter_of_the_cadence_from_three_to_eight(cadence: int | None, days: int) -> None:
    assert starved_after(cadence) == days


def test_the_latest_snooze_goes_before_an_earlier_one_that_reaches_further() -> None:
    one = touchpoint(snoozes=(snooze(4, 20, R.WAITING), snooze(6, 9, R.PRODUCTION)))
    reasons = [snoozed_for(one, date(2026, 3, day)) for day in (3, 4, 5, 6, 8, 9, 10)]
    assert reasons == [None, R.WAITING, R.WAITING, R.PRODUCTION, R.PRODUCTION, None, None]


def test_a_snooze_for_production_does_not_fold_what_is_starved_and_one_for_the_customer_does() -> None:
    days = workdays("PPPP")
    today = today_after(days)
    for reason, expected in ((R.PRODUCTION, Urgency.STARVED), (R.WAITING, Urgency.SNOOZED), (R.AWAY, Urgency.SNOOZED)):
        one = touchpoint(snoozes=(snooze(11, 20, reason),))
        assert standing(one, _with_today(one, days, (), None, today), today) is expected


def test_overdue_by_five_workdays_counts_today_and_not_the_weekend() -> None:
    days = workdays(".....")
    on = [evidence(touchpoint(), days, set(), cadence_ideal=None, today=day.day).workdays_over for day in days]
    assert on == [1, 2, 3, 4, 5]
    assert days[-1].day == date(2026, 3, 11)


LETTERS = st.text(alphabet="PCEhm.LHN", max_size=40)
SNOOZES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.sampled_from(R)), max_size=5).map(
    lambda raw: tuple(
        Snooze(on=DUE + timedelta(days=on), until=DUE + timedelta(days=on + span), reason=reason, by="dana")
        for on, span, reason in sorted(raw, key=lambda one: one[0])
    )
)
CADENCES = st.none() | st.integers(1, 400)


@given(LETTERS, SNOOZES, CADENCES, st.sets(st.integers(1, 60)))
def test_only_known_days_of_more_production_without_excuse_or_care_are_overtaken(
    letters: str, snoozes: tuple[Snooze, ...], cadence: int | None, cared_on: set[int]
) -> None:
    days = workdays(letters)
    today = today_after(days)
    cared = {DUE + timedelta(days=number) for number in cared_on}
    one = touchpoint(snoozes=snoozes)
    found = evidence(one, days, cared, cadence_ideal=cadence, today=today)
    assert found.days == len(days) == sum(found.turns.values())
    could = [
        day
        for day in days
        if day.day not in cared
        and day.available
        and 2 * (day.production + day.customer + day.other) >= day.available
        and day.production > day.customer
        and snoozed_for(one, day.day) in (None, R.PRODUCTION)
    ]
    assert found.overtaken == len(could)
    assert found.turns.get(Turn.LEAVE, 0) <= letters.count("L")


@given(LETTERS, SNOOZES, CADENCES, st.sampled_from("LHN.C"))
def test_a_day_that_is_not_known_or_not_there_never_adds_to_what_is_held_against_anyone(
    letters: str, snoozes: tuple[Snooze, ...], cadence: int | None, more: str
) -> None:
    one = touchpoint(snoozes=snoozes)
    before = evidence(one, workdays(letters), set(), cadence_ideal=cadence, today=date(2026, 12, 1))
    after = evidence(one, workdays(letters + more), set(), cadence_ideal=cadence, today=date(2026, 12, 1))
    assert after.overtaken == before.overtaken
    assert after.is_starved == before.is_starved


@given(LETTERS, SNOOZES, CADENCES, st.integers(0, 30), st.integers(1, 20), st.sampled_from(R))
def test_a_later_snooze_never_resets_what_was_overtaken_before_it(
    letters: str, snoozes: tuple[Snooze, ...], cadence: int | None, wait: int, span: int, reason: SnoozeReason
) -> None:
    days = workdays(letters)
    today = today_after(days) + timedelta(days=60 + wait)
    before = evidence(touchpoint(snoozes=snoozes), days, set(), cadence_ideal=cadence, today=today)
    later = Snooze(on=today, until=today + timedelta(days=span), reason=reason, by="dana")
    after = evidence(touchpoint(snoozes=(*snoozes, later)), days, set(), cadence_ideal=cadence, today=today)
    assert after.overtaken == before.overtaken
    assert after.is_starved >= before.is_starved


@given(LETTERS, CADENCES)
def test_whoever_logs_nothing_hides_nothing(letters: str, cadence: int | None) -> None:
    """Taking all logs of the days away leaves it overdue, and after a week of workdays unattended."""
    days = [replace_log(day) for day in workdays(letters)]
    today = today_after(days)
    one = touchpoint()
    found = _with_today(one, days, (), cadence, today)
    over = sum(not day.is_holiday for day in days) + (today > DUE)
    assert found.workdays_over == over
    assert (standing(one, found, today) is Urgency.UNATTENDED) == (over >= 5)


def replace_log(day: OwnerDay) -> OwnerDay:
    return day._replace(production=0, customer=0, other=0, available=day.available and DAY)


def test_the_records_are_not_touched() -> None:
    one = touchpoint(snoozes=(snooze(4, 5, R.AWAY),))
    same = replace(one)
    evidence(one, workdays("PPP"), set(), cadence_ideal=7, today=TUE17)
    assert one == same
