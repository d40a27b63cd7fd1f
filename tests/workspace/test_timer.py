"""The timer: it survives anything, asks when it must, and never logs what is still to come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from standup.domain.errors import UsageError
from standup.domain.logline import LogLineError, Selection
from standup.domain.records import Bucket, Developer, Team, WorkState
from standup.store.tiny import TinyStore
from standup.workspace.board import running_timer
from standup.workspace.completing import complete, complete_touchpoint, move_item, preview_done
from standup.workspace.lines import stopping_line, stopping_line_words
from standup.workspace.people import edit_developer
from standup.workspace.timer import Ending, measured, measured_on, moment, start, stop, switch
from standup.workspace.undo import redo, undo
from standup.workspace.work import work_named
from tests.workspace.office import BERLIN, MONDAY, PEOPLE, Office, touchpoint

MONDAY_AT_TEN = datetime(2026, 11, 23, 10, tzinfo=BERLIN)


def minutes(office: Office) -> list[tuple[int, int]]:
    """Day of the month and minutes of each entry of the week."""
    return [(one.day.day, one.minutes) for one in office.entries()]


def test_it_logs_what_it_ran_on() -> None:
    office = Office()
    start(office.dana, "#API-12 +shaping ! review")
    office.clock.later(minutes=42)
    stop(office.dana)
    [found] = office.entries()
    assert (found.minutes, found.bucket, found.work_item) == (42, Bucket.PRODUCTION, "API-12")
    assert (found.note, found.tags, found.interrupt) == ("review", ("shaping",), True)
    assert found.start == datetime(2026, 11, 23, 10, tzinfo=BERLIN)
    assert office.store.desk("dana").timer is None


def test_it_runs_on_the_selected_row() -> None:
    office = Office(touchpoint("t1"), touchpoint("t2"))
    start(office.dana, "", Selection(customer="acme", touchpoint="t2"))
    office.clock.later(minutes=15)
    assert stop(office.dana).entries[0].touchpoint == "t2"


def test_customer_time_counts_for_the_only_open_touchpoint() -> None:
    office = Office(touchpoint("t1"))
    start(office.dana, "@acme")
    office.clock.later(minutes=15)
    assert stop(office.dana).entries[0].touchpoint == "t1"


def test_a_crash_and_a_reboot_lose_nothing(tmp_path: Path) -> None:
    store = TinyStore.create(tmp_path / "data", Team(), PEOPLE)
    office = Office(store=store)
    start(office.dana, "~ planning")
    office.clock.later(minutes=30)
    office.store = TinyStore.open(tmp_path / "data")
    stop(office.dana)
    assert minutes(office) == [(23, 30)]


def test_there_is_one_timer_for_each_person() -> None:
    office = Office()
    start(office.dana, "#API-12")
    with pytest.raises(UsageError, match="runs on API-12 already; `standup stop` or `standup switch`"):
        start(office.dana, "~")
    start(office.bob, "~")
    assert office.store.desk("bob").timer is not None


def test_without_one_there_is_nothing_to_stop_or_switch() -> None:
    office = Office()
    with pytest.raises(UsageError, match="no timer is running"):
        stop(office.dana)
    with pytest.raises(UsageError, match="no timer is running"):
        switch(office.dana, "~")


@pytest.mark.parametrize(
    "line", ["", "45m ~", "9:00-9:30 ~", "yesterday ~", "~ for:bob", "@acme > fri x", "#API-12 @acme 70/30", "a note"]
)
def test_what_a_timer_cannot_take_is_refused(line: str) -> None:
    office = Office()
    with pytest.raises(UsageError):
        start(office.dana, line)
    assert office.store.desk("dana").timer is None


def test_an_unknown_key_is_refused_with_the_closest() -> None:
    with pytest.raises(LogLineError, match="did you mean API-12"):
        start(Office().dana, "#API-13")


def test_a_switch_is_one_change() -> None:
    office = Office()
    start(office.dana, "#API-12")
    office.clock.later(minutes=20)
    logged, timer = switch(office.dana, "~ standup")
    assert ([one.minutes for one in logged.entries], timer.note) == ([20], "standup")
    office.clock.later(minutes=10)
    stop(office.dana)
    assert minutes(office) == [(23, 20), (23, 10)]
    undo(office.dana)
    undo(office.dana)
    running = office.store.desk("dana").timer
    assert running is not None
    assert (running.work_item, minutes(office)) == ("API-12", [])
    redo(office.dana)
    redo(office.dana)
    assert minutes(office) == [(23, 20), (23, 10)]


def test_a_switch_after_a_moment_logs_nothing() -> None:
    office = Office()
    start(office.dana, "#API-12")
    office.clock.later(seconds=20)
    logged, _ = switch(office.dana, "~")
    assert (logged.entries, logged.words) == ((), "under half a minute, nothing logged")


def test_rounding_is_for_what_was_measured_and_not_for_what_was_said() -> None:
    office = Office()
    start(office.dana, "~")
    office.clock.later(minutes=42)
    stop(office.dana, round_to=5)
    start(office.dana, "~")
    stop(office.dana, Ending(minutes=42), round_to=5)
    assert minutes(office) == [(23, 40), (23, 42)]


# Found running since yesterday


def overnight() -> Office:
    """A timer that was started on Monday at 18:00, found on Tuesday at 9:00."""
    office = Office()
    office.clock.set("2026-11-23 18:00")
    start(office.dana, "#API-12")
    office.clock.set("2026-11-24 09:00")
    return office


def test_it_asks_what_to_do() -> None:
    office = overnight()
    with pytest.raises(UsageError, match=r"running since Mon 23 Nov 18:00 \(15h\).*--at.*--minutes.*--all.*--discard"):
        stop(office.dana)
    with pytest.raises(UsageError, match="say when you stopped"):
        switch(office.dana, "~")
    roster = office.store.roster()
    shown = running_timer(office.dana, roster, roster.developers["dana"])
    assert shown is not None
    assert (shown.label, shown.minutes, shown.must_ask) == ("API-12", 900, True)
    assert minutes(office) == []


def test_the_answers() -> None:
    office = overnight()
    stop(office.dana, Ending(at=moment(office.dana, "18:40")))
    assert minutes(office) == [(23, 40)]
    office = overnight()
    stop(office.dana, Ending(minutes=45))
    assert minutes(office) == [(23, 45)]
    office = overnight()
    stop(office.dana, Ending(believe=True))
    assert minutes(office) == [(23, 360), (24, 540)]
    office = overnight()
    stop(office.dana, Ending(discard=True))
    assert (minutes(office), office.store.desk("dana").timer) == ([], None)
    undo(office.dana)
    assert office.store.desk("dana").timer is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18:40", "2026-11-23 18:40"),
        ("0:30", "2026-11-24 00:30"),  # the first half past midnight after the start
        ("mon 18:40", "2026-11-23 18:40"),
        ("yesterday 23:59", "2026-11-23 23:59"),
        ("today 8:05", "2026-11-24 08:05"),
    ],
)
def test_when_it_stopped_is_read_after_the_start(text: str, expected: str) -> None:
    assert moment(overnight().dana, text) == datetime.fromisoformat(expected).replace(tzinfo=BERLIN)


@pytest.mark.parametrize("text", ["", "25:00", "18:60", "noon", "18", "17:00", "١٨:١٠"])
def test_what_is_no_time_since_the_start_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        moment(overnight().dana, text)


def test_the_minute_of_the_start_means_the_start() -> None:
    office = Office()
    office.clock.set("2026-11-23 10:00:40")
    start(office.dana, "~")
    office.clock.set("2026-11-23 12:00")
    assert moment(office.dana, "10:00").astimezone(UTC) == datetime(2026, 11, 23, 9, 0, 40, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first_after_the_start() -> None:
    office = Office()
    office.clock.set("2026-10-25 02:50")
    start(office.dana, "~")
    office.clock.set("2026-10-25 03:30")
    assert moment(office.dana, "2:30").astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_time_to_come_and_one_before_the_start_are_refused() -> None:
    office = overnight()
    with pytest.raises(UsageError, match="still to come"):
        stop(office.dana, Ending(at=datetime(2026, 11, 24, 9, 1, tzinfo=BERLIN)))
    with pytest.raises(UsageError, match="after that"):
        stop(office.dana, Ending(at=datetime(2026, 11, 23, 17, tzinfo=BERLIN)))


# Odd clocks


def test_minutes_that_are_more_than_it_ran_began_earlier_and_end_now() -> None:
    office = Office()
    start(office.dana, "~")
    office.clock.later(minutes=5)
    stop(office.dana, Ending(minutes=45))
    [found] = office.entries()
    assert (found.minutes, found.start) == (45, datetime(2026, 11, 23, 9, 20, tzinfo=BERLIN))


@pytest.mark.parametrize("wrong", [0, 1441, 10**12])
def test_minutes_are_those_of_a_day_at_most(wrong: int) -> None:
    office = Office()
    start(office.dana, "~")
    with pytest.raises(UsageError, match="is not from 1m to 24h"):
        stop(office.dana, Ending(minutes=wrong))


def test_a_clock_that_jumped_back_asks_and_takes_minutes() -> None:
    office = Office()
    start(office.dana, "~")
    office.clock.set("2026-11-23 08:00")
    with pytest.raises(UsageError, match="still to come; say how long it ran"):
        stop(office.dana)
    stop(office.dana, Ending(minutes=30))
    [found] = office.entries()
    assert (found.minutes, found.start) == (30, datetime(2026, 11, 23, 7, 30, tzinfo=BERLIN))


def test_the_night_in_autumn_is_an_hour_longer() -> None:
    office = Office()
    office.clock.set("2026-10-25 01:30")
    start(office.dana, "~")
    office.clock.set("2026-10-25 03:30")
    stop(office.dana)
    assert [one.minutes for one in office.entries(day=office.clock.at.date())] == [180]


def test_a_new_zone_while_it_runs_cuts_at_the_new_midnight() -> None:
    office = Office()
    office.clock.set("2026-11-23 23:30")
    start(office.dana, "~")
    edit_developer(office.dana, "dana", timezone="America/New_York")
    office.clock.set("2026-11-24 00:30")
    stop(office.dana)
    assert minutes(office) == [(23, 60)]


def test_rounding_up_before_midnight_logs_nothing_tomorrow() -> None:
    office = Office()
    office.clock.set("2026-11-23 23:57")
    start(office.dana, "~")
    office.clock.set("2026-11-23 23:59")
    stop(office.dana, round_to=15)
    assert minutes(office) == [(23, 15)]
    assert office.entries()[0].day == MONDAY


def test_the_zone_may_be_unknown_here() -> None:
    office = Office(Developer(id="mo", name="Mo", timezone="Mars/Olympus"))
    with pytest.raises(UsageError, match="'Mars/Olympus' is no time zone known here"):
        start(office.by("mo"), "~")


def test_a_line_says_how_a_timer_stops_and_the_measured_minutes_begin_when_it_did() -> None:
    office = Office()
    start(office.dana, "#API-12")
    begun = office.clock()
    office.clock.later(minutes=42)
    assert measured(office.dana, round_to=15) == (42, 45)
    assert stopping_line(office.dana, "45m", 15) == Ending()
    assert stopping_line(office.dana, "50m walk +out !", 15) == Ending(
        minutes=50, note="walk", tags=("out",), interrupt=True
    )
    assert stopping_line_words(office.dana, "45m", 15).startswith("measured 42m; logs 45 min production on API-12")
    assert stopping_line_words(office.dana, " Discard ", 15) == "measured 42m; logs nothing"
    logged = stop(office.dana, stopping_line(office.dana, "45m review", 15), round_to=15)
    [entry] = logged.entries
    assert (entry.minutes, entry.start, entry.note) == (45, begun, "review")


@pytest.mark.parametrize("text", ["45m #DB-4", "1h @acme", "fri 45m", "45m for:bob", "9:00-9:30", "45m 30m"])
def test_what_is_not_about_the_timer_is_refused(text: str) -> None:
    office = Office()
    start(office.dana, "#API-12")
    office.clock.later(minutes=42)
    with pytest.raises(UsageError):
        stopping_line(office.dana, text, 1)


# Completing what the timer runs on


def test_completing_what_the_timer_runs_on_stops_it_and_logs_its_time_once() -> None:
    office = Office()
    start(office.dana, "#API-12")
    office.clock.later(minutes=42)
    item = work_named(office.dana, "API-12")
    assert measured_on(office.dana, item) == 42
    assert preview_done(office.dana, item, "") == (
        "done; 42 min production on API-12, today from 10:00; the timer stops"
    )
    logged = complete(office.dana, "API-12", "shipped +release")
    assert [(one.minutes, one.start, one.note, one.tags) for one in logged.entries] == [
        (42, MONDAY_AT_TEN, "shipped", ("release",))
    ]
    assert office.store.desk("dana").timer is None
    assert undo(office.dana).why == "done with API-12"
    assert office.store.desk("dana").timer is not None
    assert office.entries() == []


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("42m", (42, MONDAY_AT_TEN)),  # as it was offered
        ("30m", (30, MONDAY_AT_TEN)),
        ("1h30", (90, MONDAY_AT_TEN - timedelta(minutes=48))),  # work had begun before the timer
        ("yesterday 1h", (60, None)),
    ],
)
def test_minutes_of_the_line_take_the_place_of_those_that_were_measured(
    line: str, entry: tuple[int, datetime | None]
) -> None:
    office = Office()
    start(office.dana, "#API-12")
    office.clock.later(minutes=42)
    [made] = complete(office.dana, "API-12", line).entries
    assert (made.minutes, made.start) == entry
    assert office.store.desk("dana").timer is None


def test_completing_a_touchpoint_stops_the_timer_on_it() -> None:
    office = Office(touchpoint("t1"), touchpoint("t2"))
    start(office.dana, "", Selection(customer="acme", touchpoint="t2"))
    office.clock.later(minutes=20)
    done = complete_touchpoint(
        office.dana, office.store.desk("dana").touchpoints[1], "they take it > fri send contract"
    )
    assert [(one.minutes, one.touchpoint, one.note) for one in done.entries] == [(20, "t2", "they take it")]
    assert office.store.desk("dana").timer is None


def test_completing_something_else_lets_the_timer_run() -> None:
    office = Office(touchpoint("t1"), touchpoint("t2"))
    start(office.dana, "", Selection(customer="acme", touchpoint="t2"))
    assert measured_on(office.dana, touchpoint("t1")) == 0
    assert complete_touchpoint(office.dana, touchpoint("t1"), "").entries == ()
    complete(office.dana, "DB-4", "10m")
    assert office.store.desk("dana").timer is not None


def test_a_timer_since_another_day_is_asked_about_before_its_row_is_done() -> None:
    office = Office()
    start(office.dana, "#API-12")
    office.clock.set("2026-11-24 09:00")
    assert measured_on(office.dana, work_named(office.dana, "API-12")) == 0
    with pytest.raises(UsageError, match=r"was started Mon 23 Nov 10:00; say how long it took, such as 45m"):
        complete(office.dana, "API-12")
    [made] = complete(office.dana, "API-12", "45m").entries
    assert (made.day, made.minutes) == (MONDAY, 45)


def test_dropping_what_the_timer_runs_on_stops_it_and_keeps_the_time_that_was_spent() -> None:
    office = Office()
    start(office.dana, "#API-12")
    office.clock.later(minutes=42)
    words = move_item(office.dana, "API-12", WorkState.DROPPED)
    assert words.startswith("dropped: API-12 ")
    assert words.endswith("; 42 min production on API-12, today from 10:00; the timer stops")
    assert office.store.desk("dana").timer is None
    assert work_named(office.dana, "API-12").state is WorkState.DROPPED
    assert minutes(office) == [(23, 42)]
    assert undo(office.dana).why == "move API-12 to dropped"
    assert office.store.desk("dana").timer is not None
    assert work_named(office.dana, "API-12").state.is_open


@pytest.mark.parametrize("state", [WorkState.TODO, WorkState.BLOCKED])
def test_moving_on_what_stays_open_lets_the_timer_run(state: WorkState) -> None:
    office = Office()
    start(office.dana, "#API-12")
    move_item(office.dana, "API-12", state)
    assert office.store.desk("dana").timer is not None


@pytest.mark.parametrize("state", [WorkState.DONE, WorkState.DROPPED])
def test_a_timer_since_another_day_is_stopped_before_its_row_moves(state: WorkState) -> None:
    office = Office()
    start(office.dana, "#API-12")
    office.clock.set("2026-11-24 09:00")
    with pytest.raises(UsageError, match="running on API-12 since another day; stop it first"):
        move_item(office.dana, "API-12", state)
    assert work_named(office.dana, "API-12").state.is_open
