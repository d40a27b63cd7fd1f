"""The one-line questions of the Board: what is read, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from standup.domain.errors import UsageError
from standup.domain.logline import LogLineError, Selection
from standup.domain.records import SnoozeReason
from standup.workspace.board import board
from standup.workspace.completing import preview_done
from standup.workspace.lines import HandoverLine, SnoozeLine, ending_line, ending_words, handover_line, snooze_line
from standup.workspace.sample import sample_workspace
from standup.workspace.session import Workspace
from standup.workspace.timer import Ending, start
from tests.workspace.office import Office

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return sample_workspace(tmp_path / "team", now=lambda: NOW)


@pytest.mark.parametrize(
    ("text", "until", "reason", "note"),
    [
        ("fri production", date(2026, 11, 27), SnoozeReason.PRODUCTION, ""),
        ("tomorrow waiting for legal", date(2026, 11, 24), SnoozeReason.WAITING, "for legal"),
        ("in 3 days customer asked", date(2026, 11, 26), SnoozeReason.CUSTOMER_ASKED, ""),
        ("fri customer asked: after the fair", date(2026, 11, 27), SnoozeReason.CUSTOMER_ASKED, "after the fair"),
        ("2026-12-01 away", date(2026, 12, 1), SnoozeReason.AWAY, ""),
        ("next tue cust later", date(2026, 12, 1), SnoozeReason.CUSTOMER_ASKED, "later"),
    ],
)
def test_a_snooze_is_a_day_a_reason_and_a_note(
    workspace: Workspace, text: str, until: date, reason: SnoozeReason, note: str
) -> None:
    assert snooze_line(workspace, text) == SnoozeLine(until, reason, note, workspace.today())
    assert snooze_line(workspace, text).words.endswith(note)


def test_a_snooze_into_another_year_names_it(workspace: Workspace) -> None:
    assert snooze_line(workspace, "2030-01-01 away").words == "snoozed until Tue 1 Jan 2030: away"
    assert snooze_line(workspace, "fri away").words == "snoozed until Fri 27 Nov: away"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "begin with a day"),
        ("production", "begin with a day"),
        ("fri", "and why? production, customer asked, waiting, away"),
        ("fri because", "is no reason to snooze"),
        ("fri for legal waiting", "is no reason to snooze"),
        ("today waiting", "a snooze ends after today"),
        ("2026-11-20 waiting", "a snooze ends after today"),
        ("03/04 waiting", "can mean"),
    ],
)
def test_a_snooze_that_cannot_be_is_refused(workspace: Workspace, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says.replace("?", r"\?")):
        snooze_line(workspace, text)


def test_a_snooze_takes_a_bare_count_of_days() -> None:
    workspace = Office().dana
    for text in ("3d production", "in 3d production", "+3d production", "in 3 days production"):
        assert snooze_line(workspace, text).until == date(2026, 11, 26)


def test_the_preview_of_done_says_time_next_step_and_outcome(workspace: Workspace) -> None:
    touchpoint = board(workspace).touchpoints[0].touchpoint
    item = board(workspace).work[0].item
    assert preview_done(workspace, item, "") == "done; nothing logged"
    assert preview_done(workspace, item, "45m") == "done; 45 min production on API-12, today"
    assert preview_done(workspace, touchpoint, "20m they take it > fri contract") == (
        "done; 20 min customer on Acme Corp, today; next: Fri 27 Nov, contract; outcome: they take it"
    )
    with pytest.raises(LogLineError):
        preview_done(workspace, touchpoint, "20m 30m")


@pytest.mark.parametrize(
    ("text", "ending", "words"),
    [
        ("18:10", Ending(at=datetime(2026, 11, 23, 18, 10, tzinfo=UTC)), "the time until Mon 18:10 is logged"),
        ("1h30", Ending(minutes=90), "90 min are logged"),
        ("all", Ending(believe=True), "the whole time is logged"),
        (" Discard ", Ending(discard=True), "the timer stops, and nothing is logged"),
    ],
)
def test_when_a_timer_stopped(workspace: Workspace, text: str, ending: Ending, words: str) -> None:
    start(workspace, selection=Selection(work_item="API-12"))
    workspace.now = lambda: NOW.replace(hour=19)
    assert ending_line(workspace, text) == ending
    assert ending_words(workspace, text) == words


@pytest.mark.parametrize("text", ["", "soon", "25:00"])
def test_what_is_no_time_is_refused(workspace: Workspace, text: str) -> None:
    start(workspace, selection=Selection(work_item="API-12"))
    with pytest.raises(UsageError, match="is no time"):
        ending_line(workspace, text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("to bob", HandoverLine(to="bob")),
        ("to Bob Marsh", HandoverLine(to="Bob Marsh")),
        ("bob", HandoverLine(to="bob")),
        ("To Nobody", HandoverLine(to="Nobody")),
        ("overdue to bob", HandoverLine(to="bob", overdue_only=True)),
        ("plan mon", HandoverLine(due_on=date(2026, 11, 30))),
        ("overdue plan mon 3 a day", HandoverLine(due_on=date(2026, 11, 30), per_day=3, overdue_only=True)),
        ("to bob plan 3 Dec, 2 per day", HandoverLine(to="bob", due_on=date(2026, 12, 3), per_day=2)),
    ],
)
def test_what_becomes_of_what_is_open_is_said_in_one_line(text: str, line: HandoverLine) -> None:
    assert handover_line(Office().dana, text) == line


@pytest.mark.parametrize("text", ["", "to", "overdue", "plan", "plan 3 a day", "to bob plan", "plan mon and so on"])
def test_a_line_that_hands_over_nothing_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        handover_line(Office().dana, text)
