"""Days as people write them."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain import dates
from standup.domain.dates import Direction, day_phrase_length, parse_day
from standup.domain.errors import UsageError
from standup.domain.weeks import WEEKDAYS, day_words

SUNDAY = date(2026, 11, 22)
PAST, FUTURE = Direction.PAST, Direction.FUTURE
directions = st.sampled_from(Direction)
DAY_WORDS = ["mon", "next", "last", "in", "3", "12", "2026", "nov", "days", "weeks", "ago", "03/04", "3.4.", "+", "on"]
days = st.dates(date(1980, 1, 1), date(2180, 1, 1))


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("today", "2026-11-22", "2026-11-22"),
        ("Yesterday", "2026-11-21", "2026-11-21"),
        ("tomorrow", "2026-11-23", "2026-11-23"),
        ("mon", "2026-11-16", "2026-11-23"),
        ("sun", "2026-11-22", "2026-11-29"),
        ("Sunday", "2026-11-22", "2026-11-29"),
        ("thurs", "2026-11-19", "2026-11-26"),
        ("next tue", "2026-11-24", "2026-11-24"),
        ("next sun", "2026-11-29", "2026-11-29"),
        ("last fri", "2026-11-20", "2026-11-20"),
        ("last sun", "2026-11-15", "2026-11-15"),
        ("in 3 days", "2026-11-25", "2026-11-25"),
        ("in 1 day", "2026-11-23", "2026-11-23"),
        ("in 2 weeks", "2026-12-06", "2026-12-06"),
        ("in 3 months", "2027-02-22", "2027-02-22"),
        ("+3d", "2026-11-25", "2026-11-25"),
        ("in 3d", "2026-11-25", "2026-11-25"),
        ("in 2w", "2026-12-06", "2026-12-06"),
        ("+2w", "2026-12-06", "2026-12-06"),
        ("3 days ago", "2026-11-19", "2026-11-19"),
        ("2 weeks ago", "2026-11-08", "2026-11-08"),
        ("9 months ago", "2026-02-22", "2026-02-22"),
        ("2026-11-20", "2026-11-20", "2026-11-20"),
        ("3 Nov", "2026-11-03", "2027-11-03"),
        ("Nov 3", "2026-11-03", "2027-11-03"),
        ("22 nov", "2026-11-22", "2026-11-22"),
        ("24 December", "2025-12-24", "2026-12-24"),
        ("3 November 2025", "2025-11-03", "2025-11-03"),
        ("Nov 3, 2025", "2025-11-03", "2025-11-03"),
        ("1 sept", "2026-09-01", "2027-09-01"),
        ("may 5", "2026-05-05", "2027-05-05"),
        ("29 Feb", "2024-02-29", "2028-02-29"),
        ("20.11.", "2026-11-20", "2027-11-20"),
        ("20.11.2025", "2025-11-20", "2025-11-20"),
        ("13/04", "2026-04-13", "2027-04-13"),
        ("04/13", "2026-04-13", "2027-04-13"),
        ("05/05", "2026-05-05", "2027-05-05"),
        ("13/04/2027", "2027-04-13", "2027-04-13"),
        ("  on   3  nov ", "2026-11-03", "2027-11-03"),
    ],
)
def test_every_form_in_both_directions(text: str, past: str, future: str) -> None:
    assert parse_day(text, SUNDAY, PAST) == date.fromisoformat(past)
    assert parse_day(text, SUNDAY, FUTURE) == date.fromisoformat(future)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("03/04", "'03/04' can mean Fri 3 Apr 2026 or Wed 4 Mar 2026; write 2026-04-03 or 2026-03-04"),
        ("3/4/2027", "'3/4/2027' can mean Sat 3 Apr 2027 or Thu 4 Mar 2027; write 2027-04-03 or 2027-03-04"),
        ("13/13", "'13/13' is a day in no reading; write it as 2026-11-20"),
        ("30/02", "'30/02' is a day in no reading; write it as 2026-11-20"),
        ("30 Feb", "30 Feb does not exist in any year; look at the calendar"),
        ("29 Feb 2027", "29 Feb 2027 does not exist; look at the calendar"),
        ("2026-02-30", "30 Feb 2026 does not exist; look at the calendar"),
        ("2026-13-01", "day 1 of month 13 2026 does not exist; look at the calendar"),
        ("31.4.", "31 Apr does not exist in any year; look at the calendar"),
        ("Nov 45", "45 Nov does not exist in any year; look at the calendar"),
        ("nov", "'nov' is no day; write fri, 3 Nov, yesterday or 2026-11-20"),
        ("3", "'3' is no day; write fri, 3 Nov, yesterday or 2026-11-20"),
        ("", "'' is no day; write fri, 3 Nov, yesterday or 2026-11-20"),
        ("3 days", "'3 days' is no day; write fri, 3 Nov, yesterday or 2026-11-20"),
        ("in 3 days ago", "'in 3 days ago' is no day; write fri, 3 Nov, yesterday or 2026-11-20"),
        ("3 Nov 26", "'3 Nov 26' is no day; write fri, 3 Nov, yesterday or 2026-11-20"),
        ("\x1b[31m", "'␛[31m' is no day; write fri, 3 Nov, yesterday or 2026-11-20"),
        ("0001-01-01", "'0001-01-01' lies outside the years 1970 to 2199; write it as 2026-11-20"),
        ("in 9999 weeks", "'in 9999 weeks' lies outside the years 1970 to 2199; write it as 2026-11-20"),
        ("9999 months ago", "'9999 months ago' lies outside the years 1970 to 2199; write it as 2026-11-20"),
    ],
)
def test_what_is_no_day_or_a_guess_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_day(text, SUNDAY, PAST)
    assert str(refused.value) == message


def test_a_bare_count_of_days_is_a_day_only_for_who_plans() -> None:
    assert (parse_day("3d", SUNDAY, FUTURE), parse_day("2w", SUNDAY, FUTURE)) == (date(2026, 11, 25), date(2026, 12, 6))
    with pytest.raises(UsageError, match="'3d' is no day"):
        parse_day("3d", SUNDAY, PAST)
    assert day_phrase_length(["3d", "model"], PAST) == 0


def test_a_step_beyond_the_calendar_is_refused() -> None:
    for text in ("in 9999 weeks", "in 9999 months", "+9999w"):
        with pytest.raises(UsageError, match="is no day"):
            parse_day(text, date(9990, 1, 1), FUTURE)


def test_both_readings_of_a_slashed_day_follow_the_direction() -> None:
    with pytest.raises(UsageError, match="write 2027-04-03 or 2027-03-04"):
        parse_day("03/04", SUNDAY, FUTURE)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("mon 45m", 1),
        ("monday", 1),
        ("moon 45m", 0),
        ("3 Nov", 2),
        ("3 Nov 2026 45m", 3),
        ("3 Nov 45m @acme", 2),
        ("Nov 3 45m", 2),
        ("Nov 3, 2025 x", 3),
        ("next tue call", 2),
        ("last release", 0),
        ("in 3 days", 3),
        ("in 3 daylight", 0),
        ("3 days ago call", 3),
        ("3 days", 0),
        ("03/04 x", 1),
        ("30 Feb x", 2),
        ("2026-13-45", 1),
        ("20.11. x", 1),
        ("+3d x", 1),
        ("3d x", 1),
        ("in 2w x", 2),
        ("3dx", 0),
        ("2w2", 0),
        ("", 0),
    ],
)
def test_day_words_at_the_front_are_counted(words: str, length: int) -> None:
    assert day_phrase_length(words.split()) == length


@given(text=st.lists(st.sampled_from(DAY_WORDS)))
def test_a_counted_phrase_is_read_or_refused_as_a_day(text: list[str]) -> None:
    length = day_phrase_length(text)
    if length:
        try:
            parse_day(" ".join(text[:length]), SUNDAY, PAST)
        except UsageError as error:
            assert "is no day" not in str(error)  # noqa: PT017 - most phrases are days and raise nothing


@given(day=days, today=days, direction=directions)
def test_a_full_date_is_itself_whatever_the_direction(day: date, today: date, direction: Direction) -> None:
    assert parse_day(day.isoformat(), today, direction) == day
    assert parse_day(f"{day.day}.{day.month}.{day.year}", today, direction) == day
    assert parse_day(f"{day:%d} {day:%B} {day.year}", today, direction) == day


@given(today=days, back=st.integers(0, 365))
def test_a_day_and_month_is_the_nearest_in_its_direction(today: date, back: int) -> None:
    words = day_words(today - timedelta(days=back)).split(maxsplit=1)[1]
    past, future = parse_day(words, today, PAST), parse_day(words, today, FUTURE)
    assert past <= today <= future
    assert (past == today) == (future == today)


@given(today=days, weekday=st.sampled_from([name.lower() for name in WEEKDAYS]))
def test_a_weekday_lies_within_a_week(today: date, weekday: str) -> None:
    assert timedelta() <= today - parse_day(weekday, today, PAST) < timedelta(days=7)
    assert timedelta() < parse_day(weekday, today, FUTURE) - today <= timedelta(days=7)
    assert timedelta() < today - parse_day(f"last {weekday}", today, PAST) <= timedelta(days=7)
    assert parse_day(f"next {weekday}", today, PAST).isocalendar()[:2] == (today + timedelta(days=7)).isocalendar()[:2]


@given(text=st.text(max_size=30), direction=directions)
def test_any_other_text_is_refused_in_one_line(text: str, direction: Direction) -> None:
    try:
        parse_day(text, SUNDAY, direction)
    except UsageError as error:
        assert str(error).isprintable() or "\n" not in str(error)  # noqa: PT017 - a few texts are days


@given(
    words=st.lists(
        st.one_of(st.sampled_from(DAY_WORDS), st.from_regex(r"\A[0-9./+-]{1,10}[dwhm]?\Z"), st.text(max_size=3)),
        max_size=3,
    )
)
def test_the_first_word_rules_out_no_day(words: list[str]) -> None:
    phrase = " ".join(words).casefold()
    forms = [form for form in dates._FORMS if re.fullmatch(form, phrase)]
    assert [dates._formed(phrase)[0]] == (forms or [""])


def test_common_days_do_not_import_dateutil() -> None:
    code = (
        "import sys; from datetime import date; from standup.domain.dates import *; "
        "[parse_day(text, date(2026, 11, 22), Direction.PAST) for text in "
        "('today', 'mon', 'last fri', '2026-11-20', '3 Nov', '20.11.', '3 days ago')]; "
        "import standup.domain.logline; "
        "sys.exit(any(name.startswith('dateutil') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
