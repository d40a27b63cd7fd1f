"""Filling a day: each offered line does what it says."""

from __future__ import annotations

from datetime import date

from standup.domain.logline import Selection
from standup.domain.records import Bucket
from standup.workspace.days import day_of, gaps
from standup.workspace.fill import FillKind, fillers, nothing_words
from standup.workspace.time import log
from tests.workspace.office import MONDAY, Office, entry

FRIDAY = date(2026, 11, 20)
DAILY = "15m ~ daily standup"
ROW = Selection(work_item="API-12")


def test_today_has_its_rest_what_recurs_and_the_gaps_before_it() -> None:
    office = Office(entry("e1", 375), entry("e2", 300, day=FRIDAY))
    rest, row, recurring, gap = fillers(office.dana, [DAILY], selection=ROW)
    assert (rest.kind, rest.minutes, rest.line) == (FillKind.REST, 105, "1h45")
    assert (row.kind, row.minutes, row.line) == (FillKind.ROW, 105, "1h45 #API-12")
    assert row.words == "105 min production on API-12, today"
    assert (recurring.kind, recurring.minutes, recurring.line) == (FillKind.RECURRING, 15, DAILY)
    assert (gap.kind, gap.day, gap.line) == (FillKind.GAP, FRIDAY, "fri 3h #API-12")
    assert [one.is_ready for one in (rest, row, recurring, gap)] == [False, True, True, True]


def test_logging_all_that_is_offered_leaves_nothing() -> None:
    office = Office(entry("e1", 375), entry("e2", 300, day=FRIDAY))
    for one in fillers(office.dana, [DAILY], selection=ROW):
        if one.is_ready:
            log(office.dana, one.line)
    assert fillers(office.dana, [DAILY], selection=ROW) == []
    assert gaps(office.dana) == []
    assert day_of(office.dana, FRIDAY).split.unlogged == 0
    assert nothing_words(office.dana).startswith("nothing to fill: today and")


def test_without_a_row_the_rest_lacks_its_bucket() -> None:
    [rest] = fillers(Office().dana, [], selection=Selection())
    assert (rest.line, rest.is_ready) == ("8h", False)
    assert rest.words.startswith("where did the time go?")


def test_a_day_of_a_touchpoint_is_the_customers() -> None:
    _, row = fillers(Office().dana, [], selection=Selection(customer="globex"))
    assert row.words == "480 min customer on Globex, Inc., today"


def test_another_day_is_filled_alone_and_knows_what_it_holds() -> None:
    standup = entry("e1", 20, day=FRIDAY, bucket=Bucket.OTHER, note="Daily  standup")
    office = Office(standup, entry("e2", 60, day=MONDAY))
    assert [one.line for one in fillers(office.dana, [DAILY], FRIDAY, ROW)] == ["fri 7h40 #API-12"]
    assert [one.line for one in fillers(office.dana, [DAILY, "30m ~ mail"], FRIDAY, ROW)][1:] == ["fri 30m ~ mail"]
    assert nothing_words(office.dana, FRIDAY).startswith("nothing to fill: Fri 20 Nov is logged")


def test_a_recurring_line_whose_names_are_gone_is_there_with_its_reason() -> None:
    office = Office(entry("e1", 480))
    [one] = fillers(office.dana, ["15m @gone"])
    assert (one.is_ready, one.minutes) == (False, 0)
    assert one.words.startswith("no customer 'gone'")


def test_a_weekend_has_no_rest() -> None:
    office = Office(entry("e1", 480))
    office.clock.set("2026-11-28 10:00")
    assert fillers(office.dana, [], date(2026, 11, 28), ROW) == []
