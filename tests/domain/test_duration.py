from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.duration import duration_minutes, format_minutes, parse_duration, round_half_up
from standup.domain.errors import UsageError


@given(st.integers(0, 10_000_000))
def test_reading_is_the_inverse_of_writing(minutes: int) -> None:
    assert duration_minutes(format_minutes(minutes)) == minutes


@given(st.integers(1, 10_000_000))
def test_less_than_nothing_is_written_with_a_sign(minutes: int) -> None:
    assert format_minutes(-minutes) == "-" + format_minutes(minutes)


@pytest.mark.parametrize(("minutes", "words"), [(0, "0m"), (45, "45m"), (60, "1h"), (65, "1h05"), (2400, "40h")])
def test_how_minutes_are_written(minutes: int, words: str) -> None:
    assert format_minutes(minutes) == words


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45m", 45),
        ("45min", 45),
        ("90M", 90),
        ("2h", 120),
        ("1h30", 90),
        ("1h30m", 90),
        ("1H05", 65),
        ("1.5h", 90),
        ("1,5h", 90),
        ("0.25h", 15),
        ("0.33h", 20),
        ("0.125h", 8),  # 7.5 minutes: the half goes up
        ("0.1249h", 7),
    ],
)
def test_the_ways_to_write_a_duration(text: str, minutes: int) -> None:
    assert duration_minutes(text) == minutes
    assert parse_duration(f" {text} ") == minutes


@pytest.mark.parametrize("text", ["", "1:30", "1h60", "h", "m", "-5m", "1.5m", "1.h", "five", "1h 30m", "٣m", "5m\n"])
def test_what_is_no_duration(text: str) -> None:
    assert duration_minutes(text) is None


@pytest.mark.parametrize("text", ["9" * 5000 + "m", "9" * 5000 + "h", "1." + "9" * 5000 + "h"])
def test_digits_without_end_are_refused_like_any_other_text(text: str) -> None:
    with pytest.raises(UsageError, match="is no duration"):
        parse_duration(text)


def test_the_message_shows_how_to_write_one_and_hides_no_control_character() -> None:
    with pytest.raises(UsageError) as caught:
        parse_duration("1:30\x1b")
    assert str(caught.value) == "'1:30␛' is no duration; write 45m, 1h30 or 1.5h"


@given(st.fractions())
def test_a_half_goes_up_and_nothing_moves_further(value: Fraction) -> None:
    rounded = round_half_up(value)
    assert Fraction(-1, 2) < rounded - value <= Fraction(1, 2)
