"""A clock that jumps back, a zone that changes while the timer runs, and a lock whose holder died."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from standup.domain.change import Conflict
from standup.domain.records import SnoozeReason
from standup.domain.weeks import Week
from standup.store.layout import LOCK_FILE
from standup.workspace.time import log
from standup.workspace.touchpoints import edit_touchpoint, snooze
from standup.workspace.undo import history, redo, undo
from tests.faults.command import Person
from tests.faults.conftest import Tell
from tests.faults.team import FRIDAY, NOON, Clock, at_work, full_folder, picture

HOUR = timedelta(hours=1)


def ids_from(first: int) -> Callable[[], str]:
    """Ids that sort from a number on."""
    numbers = count(first)
    return lambda: f"{next(numbers):032}"


@pytest.mark.usefixtures("few_changes")
def test_undo_takes_the_last_change_whatever_the_clock_says(tmp_path: Path) -> None:
    """The clock, and with it the ids that processes make, goes back an hour after each change."""
    store = full_folder(tmp_path / "data")
    pictures = [picture(store)]
    for number in range(14):
        dana = at_work(store.folder, now=Clock(NOON + 9 * HOUR - number * HOUR))
        dana.new_id = ids_from((99 - number) * 1000)
        if number % 2:
            snooze(dana, "acme", FRIDAY + timedelta(days=2 + number), SnoozeReason.WAITING)
        else:
            log(dana, f"{number + 1}m #API-12")
        pictures.append(picture(store))
    dana = at_work(store.folder, now=Clock(NOON - 9 * HOUR))
    for before in reversed(pictures[:-1]):
        undo(dana)
        assert picture(store) == before
    for after in pictures[1:]:
        redo(dana)
        assert picture(store) == after
    assert len(history(dana, 100)) == 1 + 14 + 14 + 14


def test_a_conflict_names_who_was_last_whatever_the_clock_says(tmp_path: Path) -> None:
    store = full_folder(tmp_path / "data")
    dana = at_work(store.folder, "dana", Clock(NOON))
    snooze(dana, "acme", FRIDAY + timedelta(days=3), SnoozeReason.WAITING)
    edit_touchpoint(at_work(store.folder, "bob", Clock(NOON - HOUR)), "acme", title="Ask for the quote")
    with pytest.raises(Conflict, match=r"^Bob.* changed Acme.*nothing was undone$"):
        undo(dana)


def test_a_timer_started_in_the_future_asks(tmp_path: Path) -> None:
    store = full_folder(tmp_path / "data")
    clock = Clock(NOON)
    dana = Person(tmp_path / "dana", store.folder, "dana", clock)
    assert dana("start", "#API-12").code == 0
    clock.at = NOON - HOUR
    before = picture(store)
    answer = dana("stop")
    assert answer.code == 2
    assert "was started 20 Nov 13:00, which is still to come; say how long it ran" in answer.err.replace("Fri ", "")
    assert dana("switch", "#WEB-7").code == 2
    assert picture(store) == before
    assert "0m API-12" in dana("status").out
    assert dana("stop", "--minutes", "25m").code == 0
    (entry,) = store.week("dana", Week.of(FRIDAY)).entries
    assert entry.minutes == 25
    assert entry.start is not None
    assert entry.start + timedelta(minutes=25) <= clock.at


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kolkata"])
def test_the_zone_of_the_machine_changes_while_the_timer_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    """A day is the developer's local date, wherever the laptop believes that it is."""
    store = full_folder(tmp_path / "data")
    clock = Clock(NOON)
    dana = Person(tmp_path / "dana", store.folder, "dana", clock)
    assert dana("start", "#API-12").code == 0
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    clock.at += timedelta(minutes=90)
    assert dana("stop").out.startswith("Stopped: 90 min production")
    (entry,) = store.week("dana", Week.of(FRIDAY)).entries
    assert (entry.minutes, entry.day) == (90, FRIDAY)
    assert entry.start is not None
    assert abs(entry.start - NOON) < timedelta(seconds=1)


def test_the_developer_moves_to_another_zone_while_the_timer_runs(tmp_path: Path) -> None:
    store = full_folder(tmp_path / "data")
    clock = Clock(NOON + 9.5 * HOUR)
    dana = Person(tmp_path / "dana", store.folder, "dana", clock)
    assert dana("start", "#API-12").code == 0  # at 22:30 in Berlin
    assert dana("developer", "edit", "dana", "--timezone", "America/New_York").code == 0
    clock.at += 3 * HOUR  # 01:30 in Berlin, where the timer would ask; 19:30 of the same day in New York
    assert dana("stop").code == 0
    (entry,) = store.week("dana", Week.of(FRIDAY)).entries
    assert (entry.minutes, entry.day) == (180, date(2026, 11, 20))


@pytest.mark.slow
def test_a_lock_whose_holder_dies_is_had_at_once(tmp_path: Path, tell: Tell) -> None:
    store = full_folder(tmp_path / "data")
    dana = Person(tmp_path / "dana", store.folder, "dana")
    code = (
        "import sys, time; from pathlib import Path; from standup.store.lock import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    waited = []
    for number in range(5):
        command = [sys.executable, "-c", code, str(store.folder / LOCK_FILE)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            killer = threading.Timer(0.2, holder.send_signal, (signal.SIGKILL,))
            killer.start()
            begun = time.monotonic()
            assert dana("log", f"{number + 1}m #API-12").code == 0
            waited.append(time.monotonic() - begun)
            killer.join()
    assert all(0.15 < one < 8 for one in waited)
    assert len(store.week("dana", Week.of(FRIDAY)).entries) == 5
    tell(f"{len(waited)} holders killed; who waited had the lock {max(waited) - 0.2:.2f} s later at most")
