"""Minutes as Markdown: only what was said, to the letter."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from standup.reports.minutes import Line, Minutes, minutes_markdown

EMPTY = Minutes("", date(2026, 11, 23), 1, True, (), (), (), (), (), (), ())


def test_a_round_in_which_nothing_was_written_down_is_short() -> None:
    assert minutes_markdown(EMPTY) == "# Standup of Mon 23 Nov 2026\n\n- There: nobody\n"


def test_the_second_round_of_a_day_says_so() -> None:
    assert ", round 2 · Platform" in minutes_markdown(EMPTY._replace(number=2, team="Platform"))


@given(st.text())
def test_no_text_becomes_markup_or_another_line(text: str) -> None:
    line = Line(text, (text,), text)
    minutes = EMPTY._replace(there=(text,), absent=((text, text),), notes=(line,), blockers=(line,), parked=(line,))
    made = minutes_markdown(minutes)
    plain = minutes_markdown(minutes._replace(there=("x",), absent=(("x", "x"),)))
    assert len(made.split("\n")) == len(plain.split("\n")) == 17
    assert [one for one in made.split("\n") if one.startswith("## ")] == ["## Blocked", "## Parking lot", "## Notes"]
