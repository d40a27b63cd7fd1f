"""The view of one of my days: rows, gaps, and the week around it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from standup.domain.records import Bucket, ClosedWeek, Developer, HoursPeriod, Leave, TimeEntry
from standup.workspace.myday import EntryRow, GapRow, MyDay, my_day
from standup.workspace.time import log
from standup.workspace.timer import start
from tests.workspace.office import BERLIN, MONDAY, Office, entry, touchpoint

FRIDAY, THURSDAY = date(2026, 11, 20), date(2026, 11, 19)


def timed(record_id: str, clock: str, minutes: int, day: date = FRIDAY, **fields: object) -> TimeEntry:
    start = datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=BERLIN)
    return entry(record_id, minutes, day=day, start=start, **fields)


def rows(view: MyDay) -> list[str]:
    return [
        f"{row.clock or '-'} {row.minutes}m {row.line!r}" if isinstance(row, GapRow) else f"{row.entry.id} {row.clock}"
        for row in view.rows
    ]


def test_entries_stand_in_time_order_with_what_is_missing_between_and_the_rest_last() -> None:
    office = Office(
        timed("a", "13:00", 120), timed("b", "09:00", 90), timed("c", "11:15", 105), entry("d", 30, day=FRIDAY)
    )
    view = my_day(office.dana, FRIDAY)
    assert rows(view) == [
        "b 9:00-10:30",
        "10:30-11:15 45m '10:30-11:15'",
        "c 11:15-13:00",
        "a 13:00-15:00",
        "d ",
        "- 90m '1h30'",
    ]
    assert (view.split.logged, view.split.unlogged, view.cell.available) == (345, 135, 480)


def test_a_ready_line_fills_its_gap() -> None:
    office = Office(timed("a", "09:00", 60), timed("b", "10:30", 420))
    assert rows(my_day(office.dana, FRIDAY)) == ["a 9:00-10:00", "b 10:30-17:30"]
    office = Office(timed("a", "09:00", 60), timed("b", "10:30", 300))
    gap = my_day(office.dana, FRIDAY).rows[1]
    assert isinstance(gap, GapRow)
    log(office.dana, f"{gap.line} ~", day=FRIDAY)
    assert [row.clock for row in my_day(office.dana, FRIDAY).rows] == ["9:00-10:00", "10:00-10:30", "10:30-15:30", ""]


def test_a_gap_that_begins_in_the_second_of_two_equal_hours_is_filled_exactly() -> None:
    sunday = date(2026, 10, 25)
    every_day = HoursPeriod(minutes=(480,) * 7)
    dana = Developer(id="dana", name="Dana", timezone="Europe/Berlin", hours=(every_day,))
    office = Office(dana, timed("a", "00:00", 210, sunday), timed("b", "04:00", 60, sunday))
    gap = my_day(office.dana, sunday).rows[1]
    assert gap == GapRow(90, "2:30-4:00", "2026-10-25T02:30:00+01:00/1h30")
    log(office.dana, f"{gap.line} ~", day=sunday)
    assert [getattr(row, "clock", "") for row in my_day(office.dana, sunday).rows[:3]] == [
        "0:00-2:30",
        "2:30-4:00",
        "4:00-5:00",
    ]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 21), "Saturday"),
    ],
)
def test_nothing_is_claimed_of_days_that_owe_nothing(day: date, why: str) -> None:
    office = Office(entry("x", 30, day=THURSDAY))
    assert my_day(office.dana, day).rows == (), why


def test_nothing_is_claimed_of_leave_nor_where_hours_are_not_set() -> None:
    away = Leave(id="l", developer="dana", first=FRIDAY, last=FRIDAY)
    office = Office(entry("x", 30, day=THURSDAY), away)
    view = my_day(office.dana, FRIDAY)
    assert (view.rows, view.cell.away, view.cell.is_unknown) == ((), "leave", False)
    office = Office(
        Developer(id="mo", name="Mo", timezone="UTC"),
        entry("x", 30, day=THURSDAY, developer="mo"),
        entry("y", 30, day=FRIDAY, developer="mo"),
    )
    view = my_day(office.by("mo"), FRIDAY)
    assert [type(row) for row in view.rows] == [EntryRow]
    assert view.cell.available is None


def test_of_today_only_what_lies_between_is_missing_and_a_running_timer_ends_it() -> None:
    office = Office(timed("a", "07:00", 60, MONDAY))
    assert rows(my_day(office.dana, MONDAY)) == ["a 7:00-8:00"]
    office.clock.set("2026-11-23 09:00")
    start(office.dana, "#API-12")
    office.clock.set("2026-11-23 10:00")
    view = my_day(office.dana, MONDAY)
    assert rows(view) == ["a 7:00-8:00", "8:00-9:00 60m '8:00-9:00'"]
    assert view.timer is not None


def test_half_a_day_of_leave_halves_what_is_missing() -> None:
    half = Leave(id="l", developer="dana", first=FRIDAY, last=FRIDAY, half=True)
    view = my_day(Office(entry("x", 60, day=FRIDAY), half).dana, FRIDAY)
    assert rows(view)[-1] == "- 180m '3h'"
    assert (view.cell.away, view.cell.available) == ("half a day of leave", 240)


def test_rows_say_what_the_time_was_for() -> None:
    office = Office(
        entry("a", work_item="API-12"),
        entry("b", bucket=Bucket.CUSTOMER, customer="acme", touchpoint="t1"),
        entry("c", bucket=Bucket.CUSTOMER, customer="gone"),
        touchpoint("t1"),
    )
    found = [row for row in my_day(office.dana, MONDAY).rows if isinstance(row, EntryRow)]
    assert [(row.about, row.title, row.touchpoint) for row in found] == [
        ("API-12", "Retry failed uploads", ""),
        ("Acme Corp", "", "Title t1"),
        ("gone", "", ""),
    ]


def test_the_week_says_where_the_holes_are() -> None:
    holiday = date(2026, 11, 17)
    office = Office(
        entry("a", 480, day=date(2026, 11, 16)),
        entry("b", 120, day=FRIDAY),
        Leave(id="l", developer="dana", first=THURSDAY, last=THURSDAY),
        ClosedWeek(id="c", developer="dana", week="2026-W47", closed_at=datetime(2026, 11, 22, tzinfo=BERLIN)),
        holidays_of=lambda developer, year: {holiday: "Repentance Day"},
    )
    view = my_day(office.dana, FRIDAY)
    assert [(cell.logged, cell.away, cell.is_unknown) for cell in view.cells] == [
        (480, "", False),
        (0, "Repentance Day", False),
        (0, "", True),
        (0, "leave", False),
        (120, "", False),
        (0, "off", False),
        (0, "off", False),
    ]
    assert view.is_closed
    assert not any(cell.is_to_come for cell in view.cells)
    assert [cell.is_to_come for cell in my_day(office.dana, MONDAY).cells] == [False] + [True] * 6


def test_a_day_is_always_ones_own() -> None:
    office = Office(entry("a", developer="bob"), entry("b"))
    assert rows(my_day(office.dana, MONDAY)) == ["b "]
