"""klog files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from standup.domain.skipped import Skip, SkippedRow
from standup.domain.time_import import SourceRow, Span, span_of
from standup.sources.klog import read_klog


def rows(*lines: str, day: str = "2026-11-20") -> list[SourceRow | SkippedRow]:
    return list(read_klog(iter([f"{line}\n" for line in (day, *lines)])))


def only(*lines: str) -> SourceRow:
    (row,) = rows(*lines)
    assert isinstance(row, SourceRow), row
    return row


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}")


@pytest.mark.parametrize(
    ("entry", "seconds"),
    [("1h30m", 5400), ("45m", 2700), ("+2h", 7200), ("0m", 0), ("8h", 28_800), ("90m", 5400)],
)
def test_durations(entry: str, seconds: int) -> None:
    row = only(f"  {entry} some work")
    assert (row.line, row.day, row.start, row.seconds) == (2, date(2026, 11, 20), None, seconds)
    assert row.description == "some work"


@pytest.mark.parametrize(
    ("entry", "start", "end"),
    [
        ("9:00 - 10:30", "20T09:00", "20T10:30"),
        ("09:00-10:30", "20T09:00", "20T10:30"),
        ("8:00am - 1:30pm", "20T08:00", "20T13:30"),
        ("<23:30 - 1:00", "19T23:30", "20T01:00"),
        ("22:00 - 0:30>", "20T22:00", "21T00:30"),
        ("0:30> - 1:00>", "21T00:30", "21T01:00"),
        ("22:00 - 24:00", "20T22:00", "21T00:00"),
    ],
)
def test_ranges(entry: str, start: str, end: str) -> None:
    row = only(f"    {entry} work")
    assert (row.start, row.end, row.day) == (moment(start), moment(end), moment(start).date())


def test_summaries_and_tags() -> None:
    found = rows(
        "A day for #acme",
        "with #team=core",
        '\t1h call #support #client="Acme Corp"',
        "\t\tand its notes #late",
        "\t2h",
        day="2026/11/20 (8h!)",
    )
    first, second = [row for row in found if isinstance(row, SourceRow)]
    assert first.description == 'call #support #client="Acme Corp" and its notes #late'
    assert first.tags == ("acme", "team=core", "support", "client=Acme Corp", "late")
    assert (second.description, second.tags) == ("A day for #acme with #team=core", ("acme", "team=core"))
    assert [row.line for row in found] == [4, 6]


@pytest.mark.parametrize("end", ["?", "???"])
def test_an_open_range_is_running(end: str) -> None:
    assert rows(f"  9:00 - {end} work") == [SkippedRow(2, Skip.RUNNING, "it has no end")]


def test_a_negative_duration_is_taken_off_the_entry_before_it() -> None:
    pause, work, second = rows("  8:30 - 17:00 work", "  -45m lunch", "  2h more", "  1h")[:3]
    assert pause == SkippedRow(3, Skip.TAKEN_OFF, "")
    assert isinstance(work, SourceRow)
    assert (work.start, work.end) == (moment("20T08:30"), moment("20T16:15"))
    assert isinstance(second, SourceRow)
    assert second.seconds == 7200
    *_, last = rows("  2h work", "  -30m")
    assert isinstance(last, SourceRow)
    assert last.seconds == 5400


@pytest.mark.parametrize(
    "lines", [["  -30m"], ["  10m x", "  -30m"], ["  9:00 - ?", "  -30m"], ["  9:00 - 9:10", "  -30m"]]
)
def test_a_negative_duration_with_nothing_to_take_it_off_is_told(lines: list[str]) -> None:
    bad = [row.words for row in rows(*lines) if isinstance(row, SkippedRow) and row.skip is Skip.BAD]
    assert bad == ["a negative duration, and no entry before it in its record that is as long"]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("  10:30 - 9:00", "9:00 is before 10:30; an end on the next day is 0:30>"),
        ("  9:00 - 25:00", "'25:00' is no time of day"),
        ("  13:00pm - 14:00", "with AM or PM"),
        ("  soon", "'soon' is no entry; 1h30m"),
        ("  1.5h", "is no entry"),
        ("  9:00 -", "is no entry"),
        ("  " + "x" * 100_001, "is longer than 100,000 characters"),
    ],
)
def test_a_bad_entry_comes_with_line_and_reason_and_the_others_are_read(entry: str, words: str) -> None:
    found = rows("  1h before", entry, "  1h after")
    (bad,) = [row for row in found if isinstance(row, SkippedRow)]
    assert (bad.line, bad.skip) == (3, Skip.BAD)
    assert words in bad.words
    assert len(found) == 3


def test_entries_of_a_record_without_a_date_are_told_and_the_next_record_is_read() -> None:
    found = rows("  1h", "  2h", "", "2026-11-21", "  3h", day="20 Nov")
    assert [(row.line, isinstance(row, SourceRow)) for row in found] == [(1, False), (2, False), (3, False), (6, True)]


def test_text_behind_the_entries_is_told() -> None:
    bad, good = rows("  1h", "stray words")
    assert isinstance(bad, SkippedRow)
    assert bad.words == "'stray words' is no entry; entries are indented"
    assert isinstance(good, SourceRow)


@pytest.mark.parametrize(
    ("day", "entry", "minutes"),
    [
        ("2026-03-29", "1:30 - 3:30", 60),
        ("2026-10-25", "1:30 - 3:30", 180),
        ("2026-03-29", "2:30 - 3:30", None),
        ("2026-03-29", "<23:00 - 4:00", 240),
    ],
)
def test_ranges_lie_on_the_real_time_line_of_the_zone(day: str, entry: str, minutes: int | None) -> None:
    (row,) = rows(f"  {entry}", day=day)
    assert isinstance(row, SourceRow)
    span = span_of(row, ZoneInfo("Europe/Berlin"))
    assert (sum(part.seconds for part in span.parts) // 60 if isinstance(span, Span) else None) == minutes
    assert isinstance(span_of(row, UTC), Span)
