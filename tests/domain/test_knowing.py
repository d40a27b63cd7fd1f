"""Who knows a customer: facts in words, and never one name alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.errors import UsageError
from standup.domain.knowing import Knower, knows_best, preference_of, preferences_with, who_knows
from standup.domain.records import Preference

TODAY = date(2026, 11, 23)
P = Preference


def test_a_sole_expert_is_never_the_only_name() -> None:
    expert = Knower("dana", "Dana", minutes=600, contacts=5)
    others = [Knower("bob", "Bob"), Knower("zoe", "Zoë", preference=P.LEARNING), Knower("pat", "Pat", away="leave")]
    assert [one.developer for one in who_knows([*others, expert])] == ["dana", "zoe"]
    assert [one.developer for one in who_knows([expert, Knower("bob", "Bob"), Knower("wei", "Wei")])] == ["dana", "bob"]
    assert [one.developer for one in who_knows([expert])] == ["dana"]


def test_contacts_go_before_time_and_who_is_away_comes_last_but_stays() -> None:
    people = [
        Knower("a", "A", minutes=900, contacts=1),
        Knower("b", "B", minutes=60, contacts=4),
        Knower("c", "C", minutes=900, contacts=9, away="leave until Fri 4 Dec"),
    ]
    assert [one.developer for one in who_knows(people)] == ["b", "a", "c"]


def test_words_for_a_lead_hold_hours_and_for_others_none() -> None:
    one = Knower("dana", "Dana", 720, 5, date(2026, 11, 4), P.PREFER, "call", available=360)
    assert one.words(TODAY, hours=True) == (
        "12h and contact on 5 days in 180 days, last Wed 4 Nov; likes to do it: call; 6h left this week"
    )
    assert (
        one.words(TODAY, hours=False)
        == "much time and contact on 5 days in 180 days, last Wed 4 Nov; likes to do it: call"
    )
    away = Knower("wei", "Wei", away="leave until Fri 4 Dec", available=0, is_owner=True)
    assert away.words(TODAY, hours=True) == "nothing with them in 180 days; away: leave until Fri 4 Dec; has it now"


def test_the_board_of_a_customer_without_next_step_is_of_who_knows_it_best() -> None:
    assert knows_best([Knower("a", "A"), Knower("b", "B")]) is None
    best = knows_best([Knower("a", "A", minutes=900), Knower("b", "B", contacts=1), Knower("c", "C", contacts=1)])
    assert best is not None
    assert best.developer == "b"


def test_preferences_are_said_kind_by_kind() -> None:
    held = preferences_with((), "call", "rather-not")
    assert held == (("call", P.RATHER_NOT),)
    assert preferences_with(held, "e-m", "pref") == (("call", P.RATHER_NOT), ("e-mail", P.PREFER))
    assert preferences_with(held, "call", "fine") == (("call", P.FINE),)
    assert preferences_with(held, "call", "none") == ()
    for word in ("", "maybe"):
        with pytest.raises(UsageError):
            preference_of(word)


PEOPLE = st.lists(
    st.builds(
        lambda n, minutes, contacts, preference, away, left: Knower(
            f"d{n}", f"D{n}", minutes, contacts, None, preference, "call", "leave" if away else "", left
        ),
        st.integers(0, 50),
        st.integers(0, 900),
        st.integers(0, 9),
        st.none() | st.sampled_from(P),
        st.booleans(),
        st.none() | st.integers(0, 2400),
    ),
    unique_by=lambda one: one.developer,
    max_size=12,
)


@given(PEOPLE)
def test_everyone_who_knows_them_is_named_once_and_two_are_named_where_two_are_here(people: list[Knower]) -> None:
    named = who_knows(people)
    assert len({one.developer for one in named}) == len(named)
    assert {one.developer for one in people if one.knows} <= {one.developer for one in named}
    here = [one for one in people if not one.away]
    assert sum(not one.away for one in named) >= min(2, len(here))


@given(PEOPLE)
def test_words_without_hours_hold_no_duration(people: list[Knower]) -> None:
    import re

    for one in people:
        words = one.words(TODAY, hours=False).replace("180 days", "")
        assert not re.search(r"\d+(h|m)", words)
