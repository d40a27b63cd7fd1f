"""Events of calendar files: what is read, what is refused, and that everything comes to an end."""

from __future__ import annotations

import io
import signal
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standup.domain.errors import StandupError, UsageError
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.touchpoint_import import Person, SourceActivity
from standup.sources import calendar_child
from standup.sources.calendar_file import CalendarFile
from tests.shared_data import SHARED, needs_shared
from tests.sources.calendars import BERLIN, FIRST, LAST, calendar, event, events, read

ICS = SHARED / "ics"


def words(data: bytes) -> list[str]:
    """Why rows are skipped."""
    return [row.words for row in read(data) if isinstance(row, SkippedRow) and row.skip is Skip.BAD]


def test_an_event_has_what_its_lines_say() -> None:
    data = calendar(
        event(
            "SUMMARY:Demo\\, then [/b] lunch",
            'ATTENDEE;CN="Doe, Jane":mailto:jane@acme.example',
            "ATTENDEE;CN=Room:urn:uuid:1",
            "ORGANIZER:MAILTO:me@home.example",
            "DESCRIPTION:secret dial-in 1234",
            start="DTSTART;TZID=W. Europe Standard Time:20261202T093000",
        )
    )
    (row,) = events(data)
    assert (row.line, row.day, row.title, row.uid) == (
        4,
        date(2026, 12, 2),
        "Demo, then [/b] lunch",
        "one@acme.example",
    )
    assert row.people == (Person("Doe, Jane", "jane@acme.example"), Person("Room", ""), Person("", "me@home.example"))
    assert (row.note, row.done, row.called_off) == ("", None, False)


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("DTSTART:20261202T233000Z", date(2026, 12, 3)),
        ("DTSTART:20261202T233000", date(2026, 12, 2)),
        ("DTSTART;TZID=America/Los_Angeles:20261202T160000", date(2026, 12, 3)),
        ("DTSTART;VALUE=DATE:20261202", date(2026, 12, 2)),
        ("DTSTART;TZID=Nowhere/Land:20261202T233000", date(2026, 12, 2)),
    ],
)
def test_the_day_is_that_of_the_person_who_imports(start: str, day: date) -> None:
    assert [row.day for row in events(calendar(event("SUMMARY:x", start=start)))] == [day]


def test_a_zone_that_the_file_defines_is_known() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Far\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:-1100\r\n"
        "TZOFFSETTO:-1100\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    far = event("SUMMARY:x", start="DTSTART;TZID=Far:20261202T140000")
    assert [row.day for row in events(calendar(zone, far))] == [date(2026, 12, 3)]
    assert [row.day for row in events(calendar(far, zone))] == [date(2026, 12, 3)]


def test_what_comes_again_comes_for_each_day_asked_for() -> None:
    weekly = event(
        "RRULE:FREQ=WEEKLY",
        "EXDATE;TZID=Europe/Berlin:20261209T090000",
        "SUMMARY:Weekly",
        start="DTSTART;TZID=Europe/Berlin:20261118T090000",
    )
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20261202T090000",
        "SUMMARY:Moved",
        start="DTSTART;TZID=Europe/Berlin:20261203T090000",
    )
    found = events(calendar(moved, weekly), date(2026, 11, 20), date(2026, 12, 20))
    assert [(row.day, row.title) for row in found] == [
        (date(2026, 11, 25), "Weekly"),
        (date(2026, 12, 3), "Moved"),
        (date(2026, 12, 16), "Weekly"),
    ]
    assert len({row.key for row in found}) == 3
    again = events(calendar(weekly.replace("SUMMARY:Weekly", "SUMMARY:Other"), moved), date(2026, 12, 1), LAST)
    assert {row.key for row in found[1:]} <= {row.key for row in again}


def test_an_event_of_other_days_is_one_row() -> None:
    over = event("RRULE:FREQ=DAILY;COUNT=3", start="DTSTART;VALUE=DATE:20200101")
    (row,) = read(calendar(over))
    assert isinstance(row, SkippedRow)
    assert row.skip is Skip.OUTSIDE


def test_what_is_far_off_is_told_by_its_day_and_not_read_whole() -> None:
    far = event("SUMMARY:Old", "ATTENDEE;CN=Al:mailto:al@acme.example", uid="far", start="DTSTART:20200101T100000Z")
    near = event("SUMMARY:Late", uid="near", start="DTSTART:20261031T233000Z")  # 1 November in Berlin
    off = event("STATUS:CANCELLED", "SUMMARY:Off", uid="off", start="DTSTART:20200101T100000Z")
    private = event("CLASS:PRIVATE", "SUMMARY:Doctor", uid="p", start="DTSTART:20200101T100000Z")
    nobodys = event("SUMMARY:No id", uid="", start="DTSTART:20200101T100000Z")
    old, late, called_off, hidden, whole = read(calendar(far, near, off, private, nobodys))
    assert isinstance(old, SourceActivity)
    assert (old.day, old.uid, old.title, old.people) == (date(2020, 1, 1), "far", "", ())
    assert isinstance(late, SourceActivity)
    assert (late.day, late.title) == (date(2026, 11, 1), "Late")
    assert isinstance(called_off, SourceActivity)
    assert called_off.called_off
    assert isinstance(hidden, SkippedRow)
    assert hidden.skip is Skip.PRIVATE
    assert isinstance(whole, SourceActivity)
    assert whole.title == "No id"


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY", "again every second"),
        ("FREQ=MINUTELY;COUNT=3", "again every minute"),
        ("FREQ=HOURLY;INTERVAL=2", "again every hour"),
        ("FREQ=DAILY;BYHOUR=1,2,3", "several times a day"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "takes too long"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=99981231", "takes too long"),
        ("FREQ=SOMETIMES", "cannot be read"),
        ("FREQ=DAILY;INTERVAL=0", ""),
    ],
)
def test_a_rule_that_never_ends_is_told_and_the_next_event_is_read(rule: str, why: str) -> None:
    begun = time.monotonic()
    data = calendar(event(f"RRULE:{rule}", uid="bad"), event("SUMMARY:Good", uid="good"))
    bad, good = read(data)
    assert time.monotonic() - begun < 20
    assert isinstance(bad, SkippedRow)
    assert (bad.line, bad.skip) == (4, Skip.BAD)
    assert why in bad.words
    assert isinstance(good, SourceActivity)


def test_many_rules_that_never_end_take_little_more_than_one() -> None:
    never = [event("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", uid=f"n{number}") for number in range(40)]
    begun = time.monotonic()
    assert len(words(calendar(*never))) == 40
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:no start\r\nEND:VEVENT", "it has no start"),
        (event("SUMMARY:x", start="DTSTART:never"), "its start cannot be read"),
        (event("SUMMARY:x", start="DTSTART;VALUE=TIME:101010"), "its start cannot be read"),
        ("BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261202", "the event begins and does not end"),
        (event("SUMMARY:" + "x" * 300_000), "the event is longer than"),
    ],
    ids=["no start", "no date", "a time", "no end", "long"],
)
def test_a_bad_event_never_stops_its_file(broken: str, why: str) -> None:
    found = read(calendar(broken, event("SUMMARY:Good", uid="good")))
    assert [why in row.words for row in found if isinstance(row, SkippedRow)] == [True]
    assert [row.title for row in found if isinstance(row, SourceActivity)] == ["Good"]


def test_attachments_and_alarms_are_passed_over() -> None:
    data = calendar(
        event(
            "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 100_000,
            "BEGIN:VALARM\r\nTRIGGER:never\r\nSUMMARY:Ring\r\nEND:VALARM",
            "SUMMARY:Good",
        )
    )
    assert [row.title for row in events(data)] == ["Good"]


def test_private_and_other_entries_are_skipped_with_the_reason() -> None:
    todo = "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:Tidy\r\nEND:VTODO"
    found = read(calendar(event("CLASS:PRIVATE", "SUMMARY:Doctor"), todo, event("STATUS:CANCELLED", uid="off")))
    assert [row.skip for row in found if isinstance(row, SkippedRow)] == [Skip.PRIVATE, Skip.NO_EVENT]
    assert all("Doctor" not in row.words for row in found if isinstance(row, SkippedRow))
    assert [row.called_off for row in found if isinstance(row, SourceActivity)] == [True]


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "is empty"), (b"hello\n", "is no calendar"), (b"PK\x03\x04zip", "export the calendar as ICS")],
)
def test_what_is_no_calendar_is_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(UsageError, match=why) as error:
        CalendarFile(io.BytesIO(data), "my.ics", BERLIN)
    assert "\n" not in str(error.value)


def test_other_encodings_and_line_ends() -> None:
    text = calendar(event("SUMMARY:Zoë täglich")).decode()
    for data in (
        text.encode("cp1252"),
        text.encode("utf-16"),
        text.encode("utf-8-sig"),
        text.replace("\r", "").encode(),
    ):
        assert [row.title for row in events(data)] == ["Zoë täglich"]


def test_a_child_that_is_late_is_ended_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standup.sources.calendar_file.PATIENCE", 0.0)
    (row,) = read(calendar(event("SUMMARY:x")))
    assert isinstance(row, SkippedRow)
    assert "takes longer than 0 s; nothing after this event is read" in row.words


def test_missing_libraries_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    child = tmp_path / "calendar_child.py"
    child.write_text("import no_such_library\n")
    monkeypatch.setattr("standup.sources.calendar_file.CHILD", child)
    with pytest.raises(StandupError, match="need the libraries icalendar"):
        read(calendar(event("SUMMARY:x")))


# Anything


@pytest.fixture(scope="module")
def alarm() -> Iterator[None]:
    """The bound of time within this process, where the fuzzing tests run the child's reader."""
    before = signal.signal(signal.SIGVTALRM, calendar_child._give_up)
    yield
    signal.signal(signal.SIGVTALRM, before)


def _survives(data: bytes) -> None:
    stream = io.TextIOWrapper(io.BytesIO(data), "utf-8", errors="replace", newline=None)
    for row in calendar_child.Reader(FIRST, LAST, BERLIN).rows(stream):
        assert row["line"] >= 1
        assert {"fault", "outside", "other", "day"} & row.keys()


LINES = st.sampled_from(
    [
        *(
            "BEGIN:VEVENT",
            "END:VEVENT",
            "BEGIN:VALARM",
            "END:VALARM",
            "BEGIN:VTIMEZONE",
            "END:VTIMEZONE",
            "BEGIN:VTODO",
        ),
        *("DTSTART:20261202", "DTSTART;TZID=X:20261202T090000", "DTSTART:20261202T090000Z", "UID:a", "UID:b", "UID"),
        *("RRULE:FREQ=DAILY", "RRULE:FREQ=YEARLY;BYDAY=-1SU", "RRULE:FREQ=SECONDLY", "RRULE:", "RDATE:20261205"),
        *("RECURRENCE-ID:20261202T090000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261202", "EXDATE:20261202", " folded"),
        *(
            "SUMMARY:x",
            "ATTENDEE;CN=x:mailto:a@b",
            "STATUS:CANCELLED",
            "DURATION:-P1D",
            "DTEND:18000101",
            "\0",
            ":",
            ";",
        ),
    ]
)


@pytest.mark.usefixtures("alarm")
@settings(max_examples=150)
@given(st.lists(LINES, max_size=25))
def test_odd_lines_give_rows(lines: list[str]) -> None:
    _survives("\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]).encode())


@pytest.mark.usefixtures("alarm")
@settings(max_examples=100)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_calendar_with_random_bytes_in_it_gives_rows(noise: bytes, place: int) -> None:
    whole = calendar(event("RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:x", uid="w"), event("SUMMARY:y"))
    _survives(whole[:place] + noise + whole[place:])


@pytest.mark.usefixtures("alarm")
@settings(max_examples=60)
@given(st.sampled_from(["FREQ", "BYDAY", "BYSETPOS", "COUNT", "INTERVAL", "BYYEARDAY", "BYWEEKNO"]), st.integers())
def test_any_numbers_in_a_rule_end(part: str, number: int) -> None:
    _survives(calendar(event(f"RRULE:FREQ=MONTHLY;{part}={number}"), event(f"RRULE:FREQ=YEARLY;{part}={number},1")))


# Real files


COUNTED = {
    # Each number was counted by hand from the file's lines, for the days given, in Berlin.
    # Wednesdays 15:00 in Los Angeles, midnight here: 25 Oct, 15, 22, 29 Nov; two Wednesdays are excluded.
    "MagicMirror/tests/mocks/exdate_la_before_midnight.ics": ("2023-10-01", "2023-11-30", 4),
    # Five Fridays, of which the first is moved to a Saturday.
    "MagicMirror/tests/mocks/3_move_first_allday_repeating_event.ics": ("2024-10-01", "2024-11-30", 5),
    # UNTIL is before the second Thursday of the first event (1); the second event comes twice.
    "MagicMirror/tests/mocks/rrule_until.ics": ("2024-02-01", "2024-03-31", 3),
    # Four days, less one excluded; two of the others are moved to other days.
    "MagicMirror/tests/mocks/exdate_and_recurrence_together.ics": ("2024-10-01", "2024-10-31", 3),
    # Three whole days over the end of summer time, the second of them moved.
    "MagicMirror/tests/mocks/whole_day_moved_over_dst_change_berlin.ics": ("2024-10-01", "2024-10-31", 3),
    # Each year from 2024 on.
    "MagicMirror/tests/mocks/event_with_time_over_multiple_days_yearly.ics": ("2024-01-01", "2026-12-31", 3),
    # Twelve yearly events with a date and no VALUE=DATE.
    "MagicMirror/tests/mocks/12_events.ics": ("2019-01-01", "2019-12-31", 12),
    # One, in a zone by Microsoft's name.
    "allenporter-ical/tests/compat/testdata/office_365_extended_timezone.ics": ("2024-01-01", "2024-12-31", 1),
    # Three days; the changed one stands before the event that it changes.
    "allenporter-ical/tests/examples/testdata/recurring_with_single_change.ics": ("2026-02-01", "2026-02-28", 3),
    # Daily from 2 August on.
    "allenporter-ical/tests/testdata/rrule-daily.ics": ("2022-08-01", "2022-08-31", 30),
    # Single ones on the 12th, 20th, 22nd and 27th; daily from the 26th on (5), and the 13th to the 25th: UNTIL is a
    # second before it would come on the 26th (13).
    "allenporter-ical/tests/examples/testdata/apple_ical.ics": ("2022-09-01", "2022-09-30", 22),
    # The first of August to December, less September and October.
    "allenporter-ical/tests/testdata/rrule-exdate.ics": ("2022-08-01", "2022-12-31", 3),
    # Thursdays 4, 11, 18 and 25 August.
    "allenporter-ical/tests/testdata/rrule-weekly.ics": ("2022-08-01", "2022-08-31", 4),
    # It comes three times, and is confidential: nothing of it comes in.
    "allenporter-ical/tests/testdata/rrule-yearly.ics": ("2022-01-01", "2024-12-31", 0),
    # The start is one of the two periods of RDATE; the other is the night after.
    "allenporter-ical/tests/testdata/rrule-rdate-period.ics": ("1996-04-01", "1996-04-30", 2),
    # Tuesdays 27 March to 3 July are fifteen, less five excluded, each on a line of its own.
    "collective-icalendar/src/icalendar/tests/events/event_with_recurrence_exdates_on_different_lines.ics": (
        "2012-03-01",
        "2012-07-31",
        10,
    ),
    # One of five days; it counts on its first.
    "collective-icalendar/src/icalendar/tests/calendars/timezoned.ics": ("2012-01-01", "2012-12-31", 1),
    # Its rule has spaces between the weekdays and is reported; nothing of it is guessed.
    "collective-icalendar/src/icalendar/tests/calendars/issue_165_missing_event.ics": ("2015-07-01", "2015-07-31", 0),
    # Two semicolons: there is no start to be read.
    "collective-icalendar/src/icalendar/tests/calendars/broken_ical.ics": ("2014-01-01", "2014-12-31", 0),
    # Nothing but a to-do.
    "collective-icalendar/src/icalendar/tests/todos/example.ics": ("2007-01-01", "2007-12-31", 0),
}


@pytest.mark.slow
@needs_shared
@pytest.mark.parametrize("name", COUNTED)
def test_events_of_real_files_were_counted_by_hand(name: str) -> None:
    first, last, count = COUNTED[name]
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    with (ICS / name).open("rb") as stream:
        found = list(CalendarFile(stream, name, BERLIN).rows(begin, end))
    days = [row.day for row in found if isinstance(row, SourceActivity) and row.day]
    assert len([day for day in days if begin <= day <= end]) == count
    assert found


@pytest.mark.slow
@needs_shared
def test_every_real_calendar_is_read_or_refused(record_property: Callable[[str, object], None]) -> None:
    counts = dict.fromkeys(["files", "refused", "events", "bad", "other"], 0)
    slowest = 0.0
    for path in sorted(ICS.rglob("*.ics")):
        counts["files"] += 1
        begun = time.process_time() + sum(_children())
        try:
            with path.open("rb") as stream:
                found = list(CalendarFile(stream, path.name, BERLIN).rows(FIRST, LAST))
        except UsageError:
            counts["refused"] += 1
            continue
        slowest = max(slowest, time.process_time() + sum(_children()) - begun)
        for row in found:
            bad = isinstance(row, SkippedRow) and row.skip is Skip.BAD
            kind = "events" if isinstance(row, SourceActivity) else "bad" if bad else "other"
            counts[kind] += 1
            assert not isinstance(row, SkippedRow) or ("Traceback" not in row.words and "\n" not in row.words)
    assert slowest < 2
    assert counts["files"] == 318
    record_property("counts", f"{counts}, slowest {slowest:.2f} s of processor time")


def _children() -> tuple[float, float]:
    import os

    times = os.times()
    return times.children_user, times.children_system
