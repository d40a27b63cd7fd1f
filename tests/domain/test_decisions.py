"""The decisions that a lead is shown: which, in which order, with what evidence."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.decisions import (
    MOST,
    Act,
    CustomerCase,
    Decision,
    LateCase,
    Need,
    PersonCase,
    decisions,
)
from standup.domain.split import Band, Split
from standup.domain.weeks import Week

TODAY = date(2026, 11, 26)
LATE = LateCase("t1", "acme", "Acme", "Renewal", "bob", "Bob", "overtaken 6 of 8 days", is_starved=True)
OVER = Split(production=3000, available=2400)
EVEN = Split(production=2100, customer=300, available=2400)


def decided(
    *late: LateCase,
    people: tuple[PersonCase, ...] = (),
    customers: tuple[CustomerCase, ...] = (),
    team: Split | None = None,
) -> tuple[Decision, ...]:
    """The decisions on these cases."""
    return decisions(late, people, customers, team, Band(), TODAY)


def test_nothing_to_decide() -> None:
    assert decided(people=(PersonCase("bob", "Bob", EVEN),), team=EVEN) == ()


def test_a_starved_touchpoint_wants_a_slot() -> None:
    [one] = decided(LATE)
    assert (one.need, one.action, one.touchpoint) == (Need.STARVED, Act.GIVE_SLOT, "t1")
    assert one.words == "Acme: Renewal: give Bob a slot for it, or hand it over"
    assert one.evidence == "overtaken 6 of 8 days"


def test_one_that_has_its_slot_is_decided_unless_nobody_who_is_here_has_it() -> None:
    slot = LATE._replace(has_slot=True)
    assert decided(slot) == ()
    for unsettled in (slot._replace(developer="", owner=""), slot._replace(is_away=True)):
        assert len(decided(unsettled)) == 1


def test_what_nobody_owns_and_whose_owner_is_away_is_given_to_somebody() -> None:
    free, away = LATE._replace(developer="", owner="", is_starved=False), LATE._replace(is_away=True)
    assert [(one.need, one.action) for one in decided(away, free)] == [
        (Need.UNOWNED, Act.REASSIGN),
        (Need.AWAY, Act.REASSIGN),
    ]


def test_who_leaves_one_unattended_is_asked() -> None:
    [one] = decided(LATE._replace(is_starved=False))
    assert (one.need, one.action, one.developer) == (Need.UNATTENDED, Act.ASK, "bob")


def test_over_capacity_says_which_weeks() -> None:
    closed = ((Week(2026, 44), OVER), (Week(2026, 45), EVEN), (Week(2026, 46), OVER))
    [one] = decided(people=(PersonCase("bob", "Bob", EVEN, closed),))
    assert (one.need, one.action, one.is_personal) == (Need.OVER_CAPACITY, Act.REASSIGN, True)
    assert one.evidence == "50h of 40h in 2026-W44, 50h of 40h in 2026-W46"
    assert decided(people=(PersonCase("bob", "Bob", EVEN, closed[1:]),)) == ()


def test_hours_that_are_not_logged_are_asked_for_where_nothing_can_be_told() -> None:
    split = Split(production=1200, customer=180, available=1920, unlogged=540)
    [one] = decided(people=(PersonCase("pat", "Pat", split),))
    assert (one.need, one.action, one.is_personal) == (Need.LOGGING, Act.ASK, True)
    assert one.evidence == "13 % customer (9-38 %), on 72 % logged; 2h36 more would tell"


def test_who_logged_next_to_nothing_is_asked_for_it_too() -> None:
    nothing, other = Split(available=2400, unlogged=2400), Split(other=180, available=1920, unlogged=1740)
    found = decided(people=(PersonCase("pat", "Pat", other), PersonCase("eve", "Eve", nothing)))
    assert [(one.developer, one.evidence) for one in found] == [
        ("eve", "no production or customer time, on 0 % logged; 32h more would tell"),
        ("pat", "no production or customer time, on 9 % logged; 22h36 more would tell"),
    ]
    assert decided(people=(PersonCase("eve", "Eve", nothing), PersonCase("sam", "Sam", nothing))) == ()
    trained = Split(other=2400, available=2400)
    assert decided(people=(PersonCase("sam", "Sam", trained), PersonCase("wei", "Wei", Split(available=None)))) == ()


def test_the_band_is_a_matter_only_where_the_whole_range_is_out_of_it() -> None:
    low = Split(production=2300, customer=60, available=2400, unlogged=40)
    [one] = decided(team=low)
    assert (one.need, one.action) == (Need.BAND, Act.CHANGE_BAND)
    assert one.words.startswith("The team is below 10-20 %: more room for customers")
    assert decided(team=Split(production=1500, customer=60, available=2400, unlogged=840)) == ()


def test_what_is_left_of_a_running_week_may_still_go_to_customers_or_not() -> None:
    monday = Split(production=400, customer=160, available=560, left=10_000)
    assert decided(team=monday) == ()
    friday = replace(monday, production=4000, customer=1600, available=5600, left=60)
    [one] = decided(team=friday)
    assert (one.need, one.evidence) == (Need.BAND, "29 % customer, on 100 % logged")


def test_a_customer_without_a_next_step_is_planned_unless_somebody_said_why() -> None:
    quiet = CustomerCase("hooli", "Hooli", date(2026, 10, 1))
    [one] = decided(customers=(quiet, CustomerCase("initech", "Initech", reason="they decide in spring")))
    assert (one.need, one.action, one.customer) == (Need.NO_NEXT_STEP, Act.PLAN, "hooli")
    assert one.evidence == "last contact Thu 1 Oct"


def test_the_first_of_each_kind_goes_before_the_second_of_any() -> None:
    late = [LATE._replace(touchpoint=f"t{number}") for number in range(7)]
    found = decided(*late, customers=(CustomerCase("hooli", "Hooli"),))
    assert [one.touchpoint for one in found] == ["t0", "t1", "t2", "t3", ""]
    assert found[-1].need is Need.NO_NEXT_STEP


cases = st.builds(
    LateCase,
    st.uuids().map(str),
    st.just("acme"),
    st.just("Acme"),
    st.text(max_size=5),
    st.sampled_from(["", "bob"]),
    st.just("Bob"),
    st.text(max_size=5),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=40)
@given(st.lists(cases, max_size=9), st.integers(0, 4))
def test_at_most_five_in_the_order_of_kinds_and_each_kind_that_there_is_up_to_five(
    late: list[LateCase], quiet: int
) -> None:
    customers = tuple(CustomerCase(f"c{number}", "C") for number in range(quiet))
    found = decided(*late, customers=customers)
    assert len(found) == min(MOST, len(late) + quiet)
    order = [list(Need).index(one.need) for one in found]
    assert order == sorted(order)
    assert {one.need for one in found} == {one.need for one in decisions(late, (), customers, None, Band(), TODAY)}
    if quiet:
        assert found[-1].need is Need.NO_NEXT_STEP
