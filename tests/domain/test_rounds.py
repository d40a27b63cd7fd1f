"""Rounds: everybody exactly once, times that no clock can spoil, and steps that need nothing but the record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.differences import Names, round_words
from standup.domain.errors import UsageError
from standup.domain.records import Developer, Order, Round, Turn, TurnState, WorkItem, WorkState
from standup.domain.rounds import (
    Pace,
    begun,
    board_walk,
    by_name,
    counted,
    ended,
    in_order,
    is_running,
    line_of,
    next_turn,
    paused,
    previous_turn,
    round_clock,
    skipped,
    turn_clock,
    turned_to,
    workday_number,
)

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEAM = [Developer(id=name, name=name.title(), timezone="UTC") for name in ("wei", "bob", "zoe", "dana", "pat")]


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def a_round(*who: str, now: datetime = NOON) -> Round:
    return begun("r", day=MONDAY, by="dana", order=Order.FIXED, who=who, there=who, absent=(), now=now)


def ids(order: Order, day: date = MONDAY, seed: int = 0) -> list[str]:
    return [one.id for one in in_order(TEAM, order, day, seed)]


def test_the_fixed_order_is_by_name() -> None:
    assert ids(Order.FIXED) == ids(Order.BOARD) == ["bob", "dana", "pat", "wei", "zoe"]
    assert in_order([], Order.ROTATED, MONDAY) == []


def test_each_workday_another_one_begins_and_over_five_all_have() -> None:
    days = [MONDAY + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7)]
    firsts = [ids(Order.ROTATED, day)[0] for day in days]
    assert sorted(firsts[:5]) == ids(Order.FIXED)
    assert firsts[5] == firsts[0]
    assert workday_number(days[5]) == workday_number(days[4]) + 1


@given(st.sampled_from(Order), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers())
def test_every_order_has_everybody_once_and_is_the_same_again(order: Order, day: date, seed: int) -> None:
    found = ids(order, day, seed)
    assert sorted(found) == ids(Order.FIXED)
    assert found == [one.id for one in in_order(reversed(by_name(TEAM)), order, day, seed)]


def test_a_shuffle_is_another_one_by_another_seed() -> None:
    assert len({tuple(ids(Order.SHUFFLED, seed=seed)) for seed in range(30)}) > 10


def test_the_board_is_walked_from_blocked_to_the_oldest_in_its_state() -> None:
    def item(key: str, state: WorkState, days: int) -> WorkItem:
        day = MONDAY - timedelta(days=days)
        return WorkItem(id=key, key=key, title=key, created_on=day, state=state, state_since=day)

    items = [
        item("young", WorkState.DOING, 1),
        item("todo", WorkState.TODO, 90),
        item("old", WorkState.DOING, 9),
        item("stuck", WorkState.BLOCKED, 2),
        item("done", WorkState.DONE, 3),
        item("longer", WorkState.BLOCKED, 5),
    ]
    assert [one.key for one in board_walk(items)] == ["longer", "stuck", "old", "young"]


def test_a_round_needs_somebody() -> None:
    with pytest.raises(UsageError, match="nobody is here today"):
        a_round()
    with pytest.raises(UsageError, match="no work is in progress"):
        begun("r", day=MONDAY, by="dana", order=Order.BOARD, who=(), there=("bob",), absent=(), now=NOON)


STEPS = st.lists(
    st.tuples(st.sampled_from(["next", "skip", "back", "pause", "first"]), st.floats(-90000, 90000), st.booleans()),
    max_size=25,
)


def step(round_: Round, name: str, now: datetime) -> Round:
    """One step; one that cannot be made changes nothing."""
    try:
        match name:
            case "next":
                return next_turn(round_, now)
            case "skip":
                return skipped(round_, now, "on a call")
            case "back":
                return previous_turn(round_, now)
            case "pause":
                return paused(round_, now)
    except UsageError:
        return round_
    return round_ if round_.current == 0 else turned_to(round_, 0, now)


@given(STEPS)
def test_a_round_that_was_stored_and_read_at_any_step_goes_on_as_if_it_had_never_stopped(
    steps: list[tuple[str, float, bool]],
) -> None:
    straight = stopped = a_round("bob", "dana", "zoe", "wei")
    now = NOON
    for name, seconds, is_killed in steps:
        now += timedelta(seconds=seconds)
        straight = step(straight, name, now)
        if is_killed:
            stopped = msgspec.json.decode(msgspec.json.encode(stopped), type=Round)
        stopped = step(stopped, name, now)
    assert stopped == straight
    assert turn_clock(stopped, now) == turn_clock(straight, now)


@given(STEPS)
def test_nobodys_time_goes_back_or_beyond_reason(steps: list[tuple[str, float, bool]]) -> None:
    round_, now = a_round("bob", "dana", "zoe"), NOON
    for name, seconds, _ in steps:
        now += timedelta(seconds=seconds)
        before, round_ = round_, step(round_, name, now)
        for was, turn in zip(before.turns, round_.turns, strict=True):
            assert was.seconds <= turn.seconds <= 600
        assert 0 <= counted(round_, now) <= 600
        assert 0 <= round_clock(round_, now).seconds - sum(one.seconds for one in round_.turns) <= 600


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.integers(0, 9))
def test_each_who_is_here_has_exactly_one_turn(skips: list[bool], back: int) -> None:
    who = [f"d{number}" for number in range(len(skips))]
    round_, seen = a_round(*who), []
    for number, is_skipped in enumerate(skips):
        assert round_.current is not None
        seen.append(round_.turns[round_.current].who)
        if number == back and number:
            assert next_turn(previous_turn(round_, NOON), NOON).current == round_.current
        round_ = skipped(round_, NOON) if is_skipped else next_turn(round_, NOON)
    assert (seen, round_.current) == (who, None)
    assert [one.state for one in round_.turns] == [TurnState.SKIPPED if one else TurnState.SAID for one in skips]


def test_who_was_passed_over_by_a_click_comes_last() -> None:
    round_ = turned_to(a_round("bob", "dana", "zoe"), 2, after(10))
    assert [one.state for one in round_.turns] == [TurnState.WAITING] * 3
    round_ = next_turn(round_, after(30))
    assert (round_.current, round_.turns[0].seconds, round_.turns[2].seconds) == (0, 10, 20)


def test_a_timer_says_when_it_is_soon_over_over_and_counts_no_further() -> None:
    round_ = a_round("bob", "dana")
    paces = [(0, Pace.FINE), (89, Pace.FINE), (90, Pace.SOON), (120, Pace.SOON), (121, Pace.OVER), (600, Pace.STOPPED)]
    assert [(seconds, turn_clock(round_, after(seconds)).pace) for seconds, _ in paces] == paces
    assert turn_clock(round_, after(90000)).seconds == 600
    assert turn_clock(round_, after(-90000)).seconds == 0
    assert round_clock(round_, after(60)) == (60, 240, 1200)


def test_a_pause_is_nobodys_time_and_the_next_turn_waits_for_it_to_end() -> None:
    round_ = paused(a_round("bob", "dana"), after(30))
    assert counted(round_, after(3000)) == 30
    moved = next_turn(round_, after(3000))
    assert (moved.current, moved.since, moved.turns[0].seconds) == (1, None, 30)
    again = paused(round_, after(3000))
    assert counted(again, after(3020)) == 50


def test_an_ended_round_says_who_was_not_reached_and_takes_no_further_step() -> None:
    over = ended(a_round("bob", "dana", "zoe"), after(20))
    assert over.turns == (
        Turn(who="bob", state=TurnState.SAID, seconds=20),
        Turn(who="dana", state=TurnState.SKIPPED, why="not reached"),
        Turn(who="zoe", state=TurnState.SKIPPED, why="not reached"),
    )
    assert not is_running(over, after(30))
    for act in (paused, previous_turn, ended):
        with pytest.raises(UsageError, match="over"):
            act(over, after(30))


def test_what_cannot_be_done_is_refused() -> None:
    round_ = a_round("bob")
    with pytest.raises(UsageError, match="first turn"):
        previous_turn(round_, NOON)
    with pytest.raises(UsageError, match="their turn already"):
        turned_to(round_, 0, NOON)
    with pytest.raises(UsageError, match="no such turn"):
        turned_to(round_, 5, NOON)
    done = next_turn(round_, NOON)
    for act in (next_turn, skipped, paused):
        with pytest.raises(UsageError, match="all have had their turn"):
            act(done, NOON)
    assert previous_turn(done, NOON).current == 0


def test_a_round_that_nobody_ended_runs_for_half_a_day() -> None:
    assert is_running(a_round("bob"), NOON + timedelta(hours=11))
    assert not is_running(a_round("bob"), NOON + timedelta(hours=12))


def test_a_line_is_one_line_with_an_end() -> None:
    assert line_of("  a\nb ", "note") == "a b"
    with pytest.raises(UsageError, match="the note is empty"):
        line_of(" ", "note")
    with pytest.raises(UsageError, match="301 characters"):
        line_of("x" * 301, "note")


def test_where_a_round_stands_in_words() -> None:
    round_, names = a_round("bob", "dana"), Names({"bob": "Bob Marsh"})
    assert round_words(round_, names) == "now Bob Marsh"
    assert round_words(paused(round_, NOON), names) == "paused at Bob Marsh"
    assert round_words(next_turn(next_turn(round_, NOON), NOON), names) == "all have had their turn"
    assert round_words(ended(round_, NOON), names) == "over"
