"""Hours of a week: as people write them, and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import UsageError
from standup.domain.hours import hours_words, parse_hours
from standup.domain.records import DayMinutes

DAY = 480


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("40", (DAY,) * 5 + (0, 0)),
        ("38.5", (462,) * 5 + (0, 0)),
        ("38,5", (462,) * 5 + (0, 0)),
        ("37h30", (450,) * 5 + (0, 0)),
        ("37h31m", (451, 450, 450, 450, 450, 0, 0)),
        (" 40h ", (DAY,) * 5 + (0, 0)),
        ("0", (0,) * 7),
        ("8,8,8,8,4", (DAY, DAY, DAY, DAY, 240, 0, 0)),
        ("8, 8, 8, 8, 4, 2", (DAY, DAY, DAY, DAY, 240, 120, 0)),
        ("0,0,0,0,0,8,8", (0, 0, 0, 0, 0, DAY, DAY)),
        ("7.5,7.5,7.5,7h30,6", (450, 450, 450, 450, 360, 0, 0)),
        ("7,5;7,5;7,5;7,5;6", (450, 450, 450, 450, 360, 0, 0)),
    ],
)
def test_hours_of_a_week_as_people_write_them(text: str, minutes: tuple[int, ...]) -> None:
    assert parse_hours(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "-5", "forty", "1e3", "8,8,8", "8,8,8,8,8,8,8,8", "25,8,8,8,8", "121", "8,,8,8,8", "5m"]
)
def test_what_are_no_hours(text: str) -> None:
    with pytest.raises(UsageError, match=r"8,8,8,8,4|more than five days"):
        parse_hours(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("40", "8h a day, Mon-Fri"),
        ("38.5", "7h42 a day, Mon-Fri"),
        ("8,8,8,8,4", "8h Mon-Thu, 4h Fri"),
        ("8,0,8,0,8", "8h Mon, 8h Wed, 8h Fri"),
        ("0,0,0,0,0,6,6", "6h a day, Sat-Sun"),
        ("0,0,8,0,0", "8h Wed"),
        ("0", "no hours on any day"),
    ],
)
def test_hours_in_words(text: str, words: str) -> None:
    assert hours_words(parse_hours(text)) == words


@given(st.tuples(*[st.integers(0, 1440)] * 7))
def test_the_words_tell_weeks_apart_and_name_each_day_once(hours: DayMinutes) -> None:
    words = hours_words(hours)
    assert len(words) < 100
    assert ("no hours" in words) == (not any(hours))
    other = (hours[0], *hours[1:6], (hours[6] + 1) % 1441)
    assert hours_words(other) != words
