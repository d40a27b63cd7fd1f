"""What others took off my desk is told: who, how much, and to whom; nothing is told of what I did myself."""

from __future__ import annotations

from standup.domain.change import remove
from standup.workspace.completing import complete_touchpoint, complete_work
from standup.workspace.handover import hand_over
from standup.workspace.taken_over import my_desk, taken_over
from standup.workspace.undo import undo
from tests.workspace.office import Office, touchpoint


def office() -> Office:
    """Dana with three touchpoints and a work item."""
    return Office(*(touchpoint(f"t{number}") for number in range(3)))


def test_a_colleague_who_takes_it_all_is_told() -> None:
    made = office()
    before = my_desk(made.dana)
    hand_over(made.bob, "dana", to="bob")
    assert taken_over(made.dana, before) == "Bob Marsh took over 3 touchpoints, 1 work item of yours"


def test_what_is_given_to_a_third_one_or_to_nobody_says_so() -> None:
    made = office()
    before = my_desk(made.dana)
    hand_over(made.bob, "dana", to="zoe", names=["API-12"])
    hand_over(made.bob, "dana", unassign=True)
    assert taken_over(made.dana, before) == (
        "Bob Marsh gave 1 work item of yours to Zoë Müller; Bob Marsh made 3 touchpoints of yours nobody's"
    )


def test_what_i_did_myself_and_what_is_as_before_is_not_told() -> None:
    made = office()
    before = my_desk(made.dana)
    assert taken_over(made.dana, before) == ""
    hand_over(made.dana, "dana", to="bob")
    assert taken_over(made.dana, before) == ""
    undo(made.dana)
    assert taken_over(made.dana, before) == ""


def test_what_was_completed_or_removed_was_not_taken_over() -> None:
    made = office()
    before = my_desk(made.dana)
    first, second, _ = made.store.desk("dana").touchpoints
    complete_touchpoint(made.bob, first, "done")
    made.bob.commit("remove it", [remove(second)])
    complete_work(made.bob, "API-12")
    assert taken_over(made.dana, before) == ""
