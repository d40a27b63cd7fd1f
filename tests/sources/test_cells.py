"""Dates, times and durations of cells."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.sources.cells import CellError, DateOrder, orders_of, read_clock, read_date, read_seconds, split_moment

DMY, MDY = DateOrder.DMY, DateOrder.MDY


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-11-20", None, date(2026, 11, 20)),
        ("2026/11/2", None, date(2026, 11, 2)),
        ("20.11.2026", None, date(2026, 11, 20)),
        ("03.04.2026", MDY, date(2026, 4, 3)),
        ("03/04/2026", DMY, date(2026, 4, 3)),
        ("03/04/2026", MDY, date(2026, 3, 4)),
        ("3-4-26", DMY, date(2026, 4, 3)),
        ("04/04/2026", None, date(2026, 4, 4)),
    ],
)
def test_dates(text: str, order: DateOrder | None, day: date) -> None:
    assert read_date(text, order) == day


@pytest.mark.parametrize(
    ("text", "order", "words"),
    [
        ("13/15/2024", None, "there is no such day"),
        ("13/15/2024", DMY, "there is no such day"),
        ("2026-02-30", None, "there is no such day"),
        ("11/20/2026", DMY, "no date in the order day-month-year"),
        ("03/04/2026", None, "day or month first"),
        ("20/11/2026", None, "day or month first"),
        ("banana", None, "'banana' is no date"),
        ("20/11-2026", None, "is no date"),
        ("0026-11-20", None, "the year is 26"),
        ("45631.0", None, "is no date"),
        ("٢٠٢٦-١١-٢٠", None, "is no date"),
    ],
)
def test_what_is_no_date_is_refused(text: str, order: DateOrder | None, words: str) -> None:
    with pytest.raises(CellError, match=words):
        read_date(text, order)


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("03/04/2026", {DMY, MDY}),
        ("20/11/2026 9:00", {DMY}),
        ("11-20-2026", {MDY}),
        ("13/15/2024", set()),
        ("04/04/2026", {DMY, MDY}),
        ("20.11.2026", None),
        ("2026-11-20", None),
        ("", None),
    ],
)
def test_orders_that_a_date_leaves_open(text: str, orders: set[DateOrder] | None) -> None:
    assert orders_of(text) == orders


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9:05", time(9, 5)),
        ("09:05:30", time(9, 5, 30)),
        ("09:05:30.250", time(9, 5, 30)),
        ("9:05 PM", time(21, 5)),
        ("9:05\u202fpm", time(21, 5)),
        ("12:05 a.m.", time(0, 5)),
        ("12:05PM", time(12, 5)),
        ("9.05", time(9, 5)),
    ],
)
def test_clock_times(text: str, clock: time) -> None:
    assert read_clock(text) == (clock, None)


@pytest.mark.parametrize(
    ("text", "hours"), [("09:05Z", 0), ("09:05 UTC", 0), ("09:05+01:00", 1), ("09:05:00-0530", -5.5)]
)
def test_clock_times_with_an_offset(text: str, hours: float) -> None:
    offset = read_clock(text).offset
    assert offset is not None
    assert offset.utcoffset(None) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["25:00", "9:60", "13:05 PM", "0:05 AM", "nine", "9", "09:05+99:00", ""])
def test_what_is_no_clock_time_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="no time of day"):
        read_clock(text)


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("01:49:01", "duration", 6541),
        ("1:30", "duration", 5400),
        ("120:00:00", "duration", 432_000),
        ("1.5", "duration", 5400),
        ("1,5", "duration", 5400),
        ("1h30", "duration", 5400),
        ("45m", "duration", 2700),
        ("0", "duration", 0),
        ("2", "hours", 7200),
        ("1,82", "hours", 6552),
        ("90", "minutes", 5400),
        ("5400", "seconds", 5400),
        ("01:30:00", "hours", 5400),
    ],
)
def test_durations(text: str, unit: str, seconds: int) -> None:
    assert read_seconds(text, unit) == seconds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5400", "no unit"),
        ("-01:00:00", "negative"),
        ("1:75", "no duration"),
        ("soon", "no duration"),
        ("1.234,5", "no duration"),
    ],
)
def test_what_is_no_duration_is_refused(text: str, words: str) -> None:
    with pytest.raises(CellError, match=words):
        read_seconds(text, "duration")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026-11-20 09:00", ("2026-11-20", "09:00")),
        ("2026-11-20T09:00:00Z", ("2026-11-20", "09:00:00Z")),
        ("11/20/2026, 3:54 PM", ("11/20/2026", "3:54 PM")),
        ("2026-11-20", ("2026-11-20", "")),
        ("3:54 PM", ("", "3:54 PM")),
        ("", ("", "")),
    ],
)
def test_moments_have_a_date_and_a_time(text: str, parts: tuple[str, str]) -> None:
    assert split_moment(text) == parts


@given(st.text(max_size=30), st.sampled_from([None, *DateOrder]), st.sampled_from(["duration", "hours", "seconds"]))
def test_any_text_is_read_or_refused(text: str, order: DateOrder | None, unit: str) -> None:
    for reading in (lambda: read_date(text, order), lambda: read_clock(text), lambda: read_seconds(text, unit)):
        words = ""
        try:
            reading()
        except CellError as error:
            words = str(error)
        assert "\n" not in words
