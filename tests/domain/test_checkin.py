"""What a check-in offers, a plan beside what became of it, and who is meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.availability import no_holidays
from standup.domain.checkin import (
    Committed,
    Labels,
    Offer,
    compared,
    last_workday,
    lines_of,
    person_named,
    retaken,
    split_blocker,
    with_commits,
)
from standup.domain.errors import UsageError
from standup.domain.records import Developer, Leave, PlanItem

DANA = Developer(id="dana", name="Dana", timezone="UTC")
DAY = date(2026, 11, 23)
LABELS = Labels(lambda key: f"{key} title", lambda customer: customer, lambda touchpoint: None)
KEYS = ("API-1", "API-2", "API-3")
items = st.builds(
    PlanItem,
    text=st.text("abc ", min_size=1, max_size=4),
    work_item=st.none() | st.sampled_from(KEYS),
    touchpoint=st.none() | st.sampled_from(["t1", "t2"]),
)


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.lists(st.tuples(st.dates(date(2025, 12, 1), date(2026, 12, 31)), st.integers(0, 40)), max_size=5),
    st.sets(st.dates(date(2025, 12, 1), date(2026, 12, 31)), max_size=20),
)
def test_nothing_between_the_last_workday_and_the_day_is_a_workday(
    before: date, spans: list[tuple[date, int]], holidays: set[date]
) -> None:
    leave = [
        Leave(id=f"l{n}", developer="dana", first=first, last=date.fromordinal(first.toordinal() + days))
        for n, (first, days) in enumerate(spans)
    ]
    free = dict.fromkeys(holidays, "x")
    found = last_workday(DANA, before, leave, lambda developer, year: free)

    def works(day: date) -> bool:
        return day.weekday() < 5 and day not in free and not any(one.first <= day <= one.last for one in leave)

    assert found < before
    assert works(found)
    assert not any(works(date.fromordinal(n)) for n in range(found.toordinal() + 1, before.toordinal()))


def test_the_leave_of_others_and_half_days_are_workdays() -> None:
    leave = [
        Leave(id="a", developer="bob", first=DAY, last=DAY),
        Leave(id="b", developer="dana", first=DAY, last=DAY, half=True),
    ]
    assert last_workday(DANA, date(2026, 11, 24), leave, no_holidays) == DAY


def test_who_never_works_has_the_day_before() -> None:
    leave = [Leave(id="a", developer="dana", first=date(2020, 1, 1), last=date(2030, 1, 1))]
    assert last_workday(DANA, DAY, leave, no_holidays) == date(2026, 11, 22)


@given(
    st.lists(items, max_size=6),
    st.sets(st.sampled_from(KEYS)),
    st.sets(st.sampled_from(["t1", "t2"])),
    st.lists(st.text("abc ", max_size=4), max_size=4),
)
def test_what_was_planned_is_done_or_open(plan: list[PlanItem], keys: set[str], ids: set[str], did: list[str]) -> None:
    found = compared(DAY, plan, work_items=keys, touchpoints=ids, did=did, interrupts=0)
    assert found.did + len(found.open) == found.planned == len(plan)
    assert all(item.work_item not in keys and item.touchpoint not in ids for item in found.open)
    more = compared(DAY, plan, work_items={*keys, "API-1"}, touchpoints=ids, did=did, interrupts=0)
    assert more.did >= found.did


@pytest.mark.parametrize(
    ("interrupts", "words"),
    [(0, "planned 1, did 0"), (1, "planned 1, did 0, 1 interrupt"), (2, "planned 1, did 0, 2 interrupts")],
)
def test_a_comparison_counts_and_does_not_judge(interrupts: int, words: str) -> None:
    plan = [PlanItem(text="x")]
    assert compared(DAY, plan, work_items=(), touchpoints=(), did=(), interrupts=interrupts).words == words


def test_commits_are_counted_beside_what_is_offered_and_tell_of_the_rest() -> None:
    offers = [Offer("API-1 title", True, "logged", work_item="API-1"), Offer("Fix the docs", True)]
    commits = [Committed(key, f"{key} more", "api") for key in ("API-1", "API-1", "API-2")]
    commits += [Committed(None, subject, "api") for subject in ("fix the  docs", "Bump", "Bump", " ")]
    assert [(one.text, one.why) for one in with_commits(offers, commits, LABELS)] == [
        ("API-1 title", "logged, 2 commits"),
        ("Fix the docs", ""),
        ("API-2 title", "1 commit"),
        ("Bump", "2 commits"),
        ("commit without a subject", "1 commit"),
    ]


def test_many_commits_without_a_key_do_not_fill_the_check_in() -> None:
    found = with_commits([], [Committed(None, f"wip {n}", "api") for n in range(30)], LABELS)
    assert [one.is_ticked for one in found] == [True] * 5 + [False] * 25


def test_what_was_said_today_is_what_is_ticked() -> None:
    found = retaken([Offer("a", True), Offer("B", False)], [PlanItem(text="b"), PlanItem(text="mine")], "said")
    assert [(one.text, one.is_ticked) for one in found] == [("mine", True), ("a", False), ("B", True)]


def test_lines_are_trimmed_and_each_said_once() -> None:
    assert lines_of([" a  b ", "A B", "", "\t", "c"], "did") == ("a b", "c")


PEOPLE = {"bob": "Bob Marsh", "zoe": "Zoë Müller", "marsh": "Pat Marsh"}


@pytest.mark.parametrize(
    ("who", "person"),
    [
        ("bob", "bob"),
        ("Zoë  müller", "zoe"),
        ("MÜLLER", "zoe"),
        ("marsh", "marsh"),
        ("zo", None),
        ("legal", None),
        ("muller", "zoe"),
    ],
)
def test_an_id_goes_before_a_name_and_a_name_before_a_word_of_it(who: str, person: str | None) -> None:
    assert person_named(who, PEOPLE) == person


def test_accents_may_be_left_out_and_count_where_they_tell_two_apart() -> None:
    people = {"a": "Zoë Müller", "b": "Zoe Miller"}
    assert person_named("zoe muller", people) == "a"
    assert person_named("Zoë Müller", people) == "a"
    assert person_named("zoe", {"a": "Zoë", "b": "Zoe"}) == "b"
    with pytest.raises(UsageError, match="'zoe' may be a or b"):
        person_named("zoe", people)


def test_a_word_that_fits_several_is_asked_about() -> None:
    with pytest.raises(UsageError, match="'marsh' may be bob or pat; write which one"):
        person_named("marsh", {"bob": "Bob Marsh", "pat": "Pat Marsh"})


def test_a_blocker_keeps_what_stands_behind_the_first_colon() -> None:
    assert split_blocker(" the  team : see http://x ") == ("the team", "see http://x")
    with pytest.raises(UsageError, match="who must act, and what"):
        split_blocker("bob")
