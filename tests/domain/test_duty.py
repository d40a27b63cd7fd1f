"""The rota: fair by the time that people have, and nobody on duty who is away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from standup.domain.duty import Able, duty_id, on_duty, rota
from standup.domain.records import DutyWeek
from standup.domain.weeks import Week, weeks_between

FIRST = Week(2026, 48)
FULL = Able(2400, 2400)


def weeks(count: int, first: Week = FIRST) -> list[Week]:
    return list(weeks_between(first, first + (count - 1)))


def always(count: int, **people: Able) -> dict[str, dict[Week, Able]]:
    return {name: dict.fromkeys(weeks(count + 20, FIRST - 20), able) for name, able in people.items()}


def counts(found: Mapping[Week, str | None]) -> Counter[str | None]:
    return Counter(found.values())


def test_who_is_on_duty_is_said_by_the_week() -> None:
    duty = {"2026-W48": DutyWeek(id=duty_id(FIRST), week="2026-W48", developer="bob")}
    assert on_duty(duty, FIRST) == "bob"
    assert on_duty(duty, FIRST + 1) is None


def test_people_with_the_same_hours_take_turns() -> None:
    found = rota(weeks(6), always(6, bob=FULL, dana=FULL, zoe=FULL), {})
    assert list(found.values()) == ["bob", "dana", "zoe"] * 2


def test_half_of_the_hours_mean_half_of_the_duties() -> None:
    found = rota(weeks(10), always(10, bob=FULL, dana=FULL, zoe=Able(1200, 1200)), {})
    assert counts(found) == {"bob": 4, "dana": 4, "zoe": 2}


def test_who_is_away_most_of_a_week_is_passed_over_and_the_turns_go_on() -> None:
    able = always(4, bob=FULL, dana=FULL)
    able["bob"][FIRST] = Able(2400, 960)
    assert list(rota(weeks(4), able, {}).values()) == ["dana", "bob", "dana", "bob"]


def test_where_nobody_is_ready_whoever_is_there_most_takes_it() -> None:
    able = always(1, bob=Able(2400, 480), dana=Able(2400, 960), zoe=Able(2400, 0))
    assert rota(weeks(1), able, {}) == {FIRST: "dana"}


def test_a_week_in_which_nobody_has_time_has_nobody() -> None:
    assert rota(weeks(1), always(1, bob=Able(2400, 0)), {}) == {FIRST: None}


def test_weeks_that_are_set_stay_and_count() -> None:
    found = rota(weeks(4), always(4, bob=FULL, dana=FULL), {FIRST: "dana", FIRST + 1: "dana"})
    assert list(found.values()) == ["dana", "dana", "bob", "bob"]


def test_what_somebody_did_before_counts() -> None:
    kept = {FIRST - 2: "dana", FIRST - 1: "bob"}
    assert list(rota(weeks(2), always(2, bob=FULL, dana=FULL), kept).values()) == ["dana", "bob"]


def test_who_is_new_owes_nothing() -> None:
    kept = {FIRST - n: ("bob", "dana")[n % 2] for n in range(1, 11)}
    found = rota(weeks(6), always(6, bob=FULL, dana=FULL, zoe=FULL), kept)
    assert counts(found)["zoe"] == 2


def test_a_week_of_somebody_who_left_is_nobodys_credit() -> None:
    assert rota(weeks(1), always(1, bob=FULL), {FIRST - 1: "gone", FIRST: "gone"}) == {FIRST: "gone"}


@given(st.integers(1, 7), st.integers(1, 40))
def test_with_the_same_hours_no_two_differ_by_more_than_one_duty(people: int, count: int) -> None:
    found = counts(rota(weeks(count), always(count, **{f"p{n}": FULL for n in range(people)}), {}))
    each = [found[f"p{n}"] for n in range(people)]
    assert sum(each) == count
    assert max(each) - min(each) <= 1


@given(
    st.lists(st.lists(st.integers(0, 2400), min_size=12, max_size=12), min_size=1, max_size=5),
    st.dictionaries(st.integers(0, 11), st.integers(0, 4), max_size=4),
)
def test_nobody_is_put_on_duty_who_is_less_there_than_others(
    given_minutes: list[list[int]], kept: dict[int, int]
) -> None:
    able = {
        f"p{n}": {FIRST + at: Able(2400, minutes) for at, minutes in enumerate(of)}
        for n, of in enumerate(given_minutes)
    }
    fixed = {FIRST + at: f"p{n}" for at, n in kept.items()}
    found = rota(weeks(12), able, fixed)
    assert list(found) == weeks(12)
    for week, who in found.items():
        if week in fixed:
            assert who == fixed[week]
        elif who is None:
            assert not any(of[week].available for of in able.values())
        elif not able[who][week].is_ready:
            assert able[who][week].available == max(of[week].available for of in able.values())
