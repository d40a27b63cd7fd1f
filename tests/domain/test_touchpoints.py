"""How urgent a touchpoint is, in which order they stand, and what completing and snoozing make of one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.errors import UsageError
from standup.domain.records import SnoozeReason, Touchpoint, TouchpointState
from standup.domain.touchpoints import (
    KINDS,
    Urgency,
    completed,
    counted_for,
    due_words,
    in_order,
    kind_in,
    kind_of,
    no_step_reason,
    snooze_reason,
    snoozed,
    urgency,
)

TODAY = date(2026, 11, 23)


def point(record_id: str = "t1", due: int | None = None, **fields: object) -> Touchpoint:
    """An open touchpoint that is due so many days from today."""
    due_on = None if due is None else TODAY + timedelta(days=due)
    base = Touchpoint(id=record_id, customer="acme", title="Renewal", created_on=TODAY, due_on=due_on)
    return replace(base, **fields)


@pytest.mark.parametrize(
    ("due", "until", "expected"),
    [
        (-1, None, Urgency.OVERDUE),
        (0, None, Urgency.TODAY),
        (1, None, Urgency.PLANNED),
        (None, None, Urgency.UNDATED),
        (-1, 1, Urgency.SNOOZED),
        (None, 5, Urgency.SNOOZED),
        (-1, 0, Urgency.OVERDUE),  # a snooze ends on its day
        (0, -3, Urgency.TODAY),
    ],
)
def test_urgency(due: int | None, until: int | None, expected: Urgency) -> None:
    snoozed_until = None if until is None else TODAY + timedelta(days=until)
    assert urgency(point(due=due, snoozed_until=snoozed_until), TODAY) is expected


def test_the_order_is_overdue_longest_first_then_today_then_by_date_then_undated_then_snoozed() -> None:
    rows = [
        point("snoozed-later", -9, snoozed_until=TODAY + timedelta(days=5)),
        point("snoozed-sooner", 2, snoozed_until=TODAY + timedelta(days=1)),
        point("undated"),
        point("friday", 4),
        point("tomorrow", 1),
        point("today", 0),
        point("over", -1),
        point("long over", -12),
    ]
    expected = ["long over", "over", "today", "tomorrow", "friday", "undated", "snoozed-sooner", "snoozed-later"]
    assert [one.id for one in in_order(rows, TODAY)] == expected
    assert [one.id for one in in_order(rows[::-1], TODAY)] == expected


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, ""),
        (-12, "12 days over"),
        (-1, "1 day over"),
        (0, "today"),
        (1, "tomorrow"),
        (3, "Thu"),
        (6, "Sun"),
        (7, "Mon 30 Nov"),
        (60, "Fri 22 Jan 2027"),
    ],
)
def test_due_in_words(due: int | None, words: str) -> None:
    assert due_words(None if due is None else TODAY + timedelta(days=due), TODAY) == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [("call", "call"), ("Call", "call"), ("email", "e-mail"), ("mail", "e-mail"), ("fea", "feasibility")],
)
def test_a_kind_is_read_by_its_name_or_a_beginning(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize("text", ["", "re", "visit", "\x1b[31m"])
def test_what_is_no_kind_is_refused_with_the_kinds(text: str) -> None:
    with pytest.raises(UsageError, match="the kinds are call, e-mail") as raised:
        kind_of(text)
    assert "\x1b" not in str(raised.value)


def test_the_kind_of_a_title_is_the_one_that_it_names() -> None:
    assert kind_in("send the quote by e-mail") == "e-mail"
    assert kind_in("Demo, then call") == "demo"
    assert kind_in("send the quote") == "follow-up"
    assert all(kind_in(f"the {kind} of today") == kind for kind in KINDS)


def test_completing_keeps_the_due_date_and_ends_a_snooze() -> None:
    before = snoozed(point(due=-2), TODAY + timedelta(days=3), SnoozeReason.AWAY, on=TODAY, by="dana")
    after = completed(before, TODAY, "they sign")
    assert (after.state, after.closed_on, after.outcome) == (TouchpointState.DONE, TODAY, "they sign")
    assert (after.due_on, after.snoozed_until, after.snooze_reason) == (before.due_on, None, None)
    assert (len(after.snoozes), after.version) == (1, before.version + 1)


@pytest.mark.parametrize("state", [TouchpointState.DONE, TouchpointState.DROPPED])
def test_what_is_closed_is_neither_completed_nor_snoozed(state: TouchpointState) -> None:
    closed = point(state=state, closed_on=TODAY)
    with pytest.raises(UsageError, match=f"is {state.value}"):
        completed(closed, TODAY, "")
    with pytest.raises(UsageError, match=f"is {state.value}"):
        snoozed(closed, TODAY + timedelta(days=1), SnoozeReason.AWAY, on=TODAY, by="dana")


@given(st.lists(st.tuples(st.integers(1, 400), st.sampled_from(SnoozeReason)), min_size=1, max_size=5))
def test_a_snooze_never_moves_the_due_date_and_keeps_every_reason(steps: list[tuple[int, SnoozeReason]]) -> None:
    before = after = point(due=-2)
    for days, reason in steps:
        after = snoozed(after, TODAY + timedelta(days=days), reason, on=TODAY, by="dana")
    assert after.due_on == before.due_on
    assert [(one.reason, (one.until - TODAY).days) for one in after.snoozes] == [(why, days) for days, why in steps]
    assert (after.snoozed_until, after.snooze_reason) == (after.snoozes[-1].until, after.snoozes[-1].reason)


@pytest.mark.parametrize("days", [0, -1])
def test_a_snooze_ends_after_today(days: int) -> None:
    with pytest.raises(UsageError, match="a snooze ends after today"):
        snoozed(point(), TODAY + timedelta(days=days), SnoozeReason.AWAY, on=TODAY, by="dana")


def test_a_reason_is_read_by_its_name_or_a_beginning() -> None:
    assert [snooze_reason(text) for text in ("prod", "customer", "Waiting", "a")] == list(SnoozeReason)
    for text in ("", "holiday", "x\x1b"):
        with pytest.raises(UsageError, match="production, customer asked, waiting, away") as raised:
            snooze_reason(text)
        assert "\x1b" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("none: because they decide in spring", "they decide in spring"),
        ("None : they decide", "they decide"),
        ("none because they decide", "they decide"),
        ("none: becauseway is closed", "becauseway is closed"),
        ("none of it: call", ""),
        ("send quote: none", ""),
    ],
)
def test_why_there_is_no_next_step(text: str, reason: str) -> None:
    assert no_step_reason(text) == reason


@pytest.mark.parametrize("text", ["none", "None.", "none:", "none: because", "none because "])
def test_no_next_step_needs_a_reason(text: str) -> None:
    with pytest.raises(UsageError, match="say why: none: because"):
        no_step_reason(text)


def test_time_counts_for_exactly_one_open_touchpoint() -> None:
    mine, others = point("t1"), point("t2", customer="globex")
    closed = point("t3", state=TouchpointState.DROPPED, closed_on=TODAY)
    assert counted_for("acme", [mine, others, closed]).touchpoint == mine
    assert counted_for("acme", [others, closed]) == (None, [])
    second = point("t4")
    assert counted_for("acme", [mine, second]) == (None, [mine, second])
