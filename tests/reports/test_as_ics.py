"""The calendar file: its lines to the letter, and what two other readers make of it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import icalendar
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from standup.reports.as_ics import LONGEST_LINE, CalendarDay, escaped, folded, render_calendar
from tests.cli.test_naughty import OWN

STAMP = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = CalendarDay(uid="a@x", first=date(2026, 12, 2), last=date(2026, 12, 2), title="Acme: call; then, \\o/", version=3)


def test_the_file_to_the_letter() -> None:
    head, _, event = render_calendar("standup Dana", [DAY], STAMP).partition("BEGIN:VEVENT\r\n")
    assert head.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//standup//")
    assert event == (
        "UID:a@x\r\nDTSTAMP:20261123T090000Z\r\nSEQUENCE:2\r\nDTSTART;VALUE=DATE:20261202\r\nDTEND;VALUE=DATE:20261203"
        "\r\nSUMMARY:Acme: call\\; then\\, \\\\o/\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert "VALARM" not in event


def test_an_empty_calendar_is_one() -> None:
    text = render_calendar("x", [], STAMP)
    assert icalendar.Calendar.from_ical(text)["VERSION"] == "2.0"
    assert IcsCalendarStream.calendar_from_ics(text).events == []


texts = st.text(max_size=200) | st.sampled_from(OWN)


@given(texts)
def test_lines_are_short_and_hold_no_controls(text: str) -> None:
    parts = list(folded(f"SUMMARY:{escaped(text)}"))
    assert all(len(part.encode()) <= LONGEST_LINE for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == f"SUMMARY:{escaped(text)}"
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", escaped(text))


@given(texts, texts)
def test_two_readers_find_what_was_written(title: str, description: str) -> None:
    day = CalendarDay(uid="a@x", first=date(2026, 12, 2), last=date(2026, 12, 8), title=title, description=description)
    text = render_calendar(title, [day], STAMP)
    event: Any
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    [other] = IcsCalendarStream.calendar_from_ics(text).events
    said = escaped(title).replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    if "\\" not in title:
        assert str(event["SUMMARY"]) == said
        assert (other.summary or "").strip() == said.strip()
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 2), date(2026, 12, 9))
    assert (other.dtstart, other.dtend, other.uid) == (date(2026, 12, 2), date(2026, 12, 9), "a@x")
