"""A day among the words of a note, which the person may have meant as the day of the line: Sunday 22 Nov 2026."""

from __future__ import annotations

import pytest

from standup.domain.logline import doubt, parse
from tests.domain.logline.team import context


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1h fri #API-12", "fri"),
        ("1h #API-12 friday", "friday"),
        ("1h #API-12 last tue", "last tue"),
        ("1h #API-12 pairing fri", "fri"),
        ("1h fri pairing #API-12", "fri"),
        ("1h #API-12 fri pairing", "fri"),
        ("1h #API-12 3 Nov", "3 Nov"),
        ("1h #API-12 retry 3 days ago", "3 days ago"),
    ],
)
def test_a_day_that_is_note_is_pointed_out(text: str, day: str) -> None:
    assert parse(text, context()).day is None
    assert doubt(text, context()) == f"{day} is part of the note: for the day write on {day}"
    assert parse(text.replace(day, f"on {day}"), context()).day is not None


@pytest.mark.parametrize(
    "text",
    [
        "fri 1h #API-12",
        "1h #API-12 on fri",
        "yesterday 1h #API-12 fri",
        '1h #API-12 "fri"',
        "1h #API-12 what broke fri was mended",
        "1h ~ plan for tomorrow",
        "1h ~ release next fri",
        "1h ~ fri.",
        "3d models 1h ~",
        "1h ~ 3d",
        "1h ~",
        "45m @acme call > fri send quote",
    ],
)
def test_a_line_that_says_what_it_means_is_not_doubted(text: str) -> None:
    assert parse(text, context())
    assert doubt(text, context()) == ""
