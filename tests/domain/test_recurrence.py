"""Recurrence in words: read, shown and followed, within bounds."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import UsageError
from standup.domain.recurrence import Recurrence, read_rule, rule_words

START = date(2026, 11, 22)
WORDS = {
    "first Monday of the month": ("2026-12-07", "2027-01-04", "2027-02-01"),
    "last Friday of the month": ("2026-11-27", "2026-12-25", "2027-01-29"),
    "quarterly": ("2027-02-22", "2027-05-22", "2027-08-22"),
    "fortnightly": ("2026-12-06", "2026-12-20", "2027-01-03"),
    "every 3 weeks": ("2026-12-13", "2027-01-03", "2027-01-24"),
    "every Tuesday and Thursday": ("2026-11-24", "2026-11-26", "2026-12-01"),
    "on the 15th": ("2026-12-15", "2027-01-15", "2027-02-15"),
    "on the 31st": ("2026-12-31", "2027-01-31", "2027-03-31"),
    "last day of the month": ("2026-11-30", "2026-12-31", "2027-01-31"),
    "last workday of the quarter": ("2026-12-31", "2027-03-31", "2027-06-30"),
    "first Monday of the quarter": ("2027-01-04", "2027-04-05", "2027-07-05"),
    "yearly on 29 Feb": ("2028-02-29", "2032-02-29", "2036-02-29"),
    "every day": ("2026-11-23", "2026-11-24", "2026-11-25"),
}


@pytest.mark.parametrize("words", WORDS)
def test_words_give_the_dates_that_a_calendar_shows_and_are_shown_again(words: str) -> None:
    rule = read_rule(words)
    found = Recurrence(rule, START).preview(START, 3)
    assert [str(day) for day in found] == list(WORDS[words])
    assert read_rule(rule_words(rule)) == rule
    assert str(Recurrence(rule, START)).casefold() in (words.casefold(), "daily")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("every other week", "every 2 weeks"),
        ("every quarter", "quarterly"),
        ("the first mon of every month", "first Monday of the month"),
        ("weekly on tue", "every Tuesday"),
        ("on mondays", "every monday"),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1FR", "last friday of the month"),
        ("freq=weekly;interval=2", "fortnightly"),
    ],
)
def test_several_ways_to_say_one_rule(one: str, other: str) -> None:
    assert read_rule(one) == read_rule(other)


@pytest.mark.parametrize(
    "text",
    [
        *("", "often", "every 500 days", "every 0 weeks", "on the 32nd", "on the 0th", "yearly on 30 Feb"),
        *("FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=2", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=0"),
        *("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYDAY=20MO", "FREQ=WEEKLY;BYDAY=XX", "INTERVAL=2"),
        *("FREQ=MONTHLY;UNTIL=20270101T000000Z", "FREQ=WEEKLY;COUNT=3", "FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY;X=1"),
        *("FREQ=DAILY;INTERVAL=9999999999", "first Monday of every second quarter", "FREQ=YEARLY;BYMONTHDAY=99"),
    ],
)
def test_what_is_no_rule_never_comes_or_never_ends_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_rule(text)
    assert "\n" not in str(refused.value)


def _is_read(rule: str) -> bool:
    try:
        return bool(read_rule(rule))
    except UsageError:
        return False


RULES = st.builds(
    lambda frequency, interval, by: f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "") + by,
    st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")),
    st.integers(1, 12),
    st.sampled_from(
        ("", ";BYDAY=MO", ";BYDAY=-1FR", ";BYMONTHDAY=15", ";BYMONTHDAY=-1", ";BYMONTH=3;BYMONTHDAY=3", ";BYDAY=MO,TU")
    ),
).filter(_is_read)


@given(RULES)
def test_the_words_of_a_rule_read_back_as_the_rule(rule: str) -> None:
    assert read_rule(rule_words(read_rule(rule))) == rule


@given(RULES, st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 800))
def test_dates_come_after_the_day_in_order_and_none_is_left_out(rule: str, start: date, later: int) -> None:
    after = start + timedelta(days=later)
    found = Recurrence(rule, start).preview(after, 5)
    assert all(one < other for one, other in pairwise(found))
    assert all(day > after for day in found)
    if len(found) > 1:
        assert Recurrence(rule, start).after(found[0]) == found[1]
        assert Recurrence(rule, start).after(found[1] - timedelta(days=1)) == found[1]


def test_no_date_before_the_rule_begins() -> None:
    begins = date(2027, 6, 1)
    assert Recurrence("FREQ=DAILY", begins).after(START) == begins


NUMBERS = st.lists(st.integers(-60, 60), min_size=1, max_size=3).map(lambda found: ",".join(map(str, found)))
ANY_RULE = st.builds(
    lambda frequency, interval, parts: ";".join([f"FREQ={frequency};INTERVAL={interval}", *parts]),
    st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")),
    st.integers(1, 30),
    st.lists(
        st.one_of(
            NUMBERS.map(lambda text: f"BYMONTHDAY={text}"),
            NUMBERS.map(lambda text: f"BYMONTH={text}"),
            NUMBERS.map(lambda text: f"BYSETPOS={text}"),
            st.lists(st.sampled_from(("MO", "1TU", "-1FR", "5SU", "53WE")), min_size=1, max_size=3).map(
                lambda days: f"BYDAY={','.join(days)}"
            ),
        ),
        max_size=3,
    ),
)


@given(ANY_RULE, st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_whatever_rule_is_read_gives_a_date_soon_and_never_hangs(rule: str, start: date) -> None:
    if _is_read(rule):
        found = Recurrence(rule, start).after(start)
        assert found is not None or "FREQ=YEARLY" in rule
