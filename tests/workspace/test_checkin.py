"""Check-ins: what is offered, what is kept, who has not checked in, and blockers until they are resolved."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from standup.domain.availability import Holidays
from standup.domain.change import Conflict, create
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import Bucket, Developer, Leave, PlanItem, TouchpointState, WorkItem, WorkState
from standup.workspace.blockers import blockers_for, blockers_of, list_blockers, resolve_blocker
from standup.workspace.checkin import check_in, check_in_of, day_of_check_ins, missing, prefilled
from standup.workspace.checkin_words import NOTHING_LOGGED, NOTHING_TO_TELL, round_text, said_today, said_yesterday
from standup.workspace.people import edit_developer
from standup.workspace.undo import redo, undo
from standup.workspace.work import add_work, move_work
from tests.workspace.office import BERLIN, MONDAY, Office, entry, touchpoint

FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)


def ticked(office: Office, part: str = "did") -> list[str]:
    """What is part of Dana's check-in unless she takes it out."""
    return [offer.text for offer in getattr(prefilled(office.dana), part) if offer.is_ticked]


def test_did_is_what_was_logged_completed_and_finished_since_the_last_working_day() -> None:
    office = Office(
        entry("e1", day=FRIDAY, work_item="API-12"),
        entry("e2", day=FRIDAY, work_item="API-12", note="private"),
        entry("e3", day=FRIDAY, bucket=Bucket.CUSTOMER, customer="globex"),
        entry("e4", day=SATURDAY, bucket=Bucket.CUSTOMER, customer="acme", touchpoint="t1"),
        entry("e5", day=date(2026, 11, 19), work_item="DB-4"),
        entry("e6", day=MONDAY, work_item="DB-4"),
        touchpoint("t1"),
        touchpoint("t2", state=TouchpointState.DONE, closed_on=FRIDAY),
        touchpoint("t3", state=TouchpointState.DROPPED, closed_on=FRIDAY),
        WorkItem(
            id="w9",
            key="API-9",
            title="Paging",
            created_on=FRIDAY,
            state=WorkState.DONE,
            state_since=FRIDAY,
            developer="dana",
        ),
    )
    draft = prefilled(office.dana)
    assert (draft.day, draft.since, draft.until) == (MONDAY, FRIDAY, date(2026, 11, 22))
    assert ticked(office) == [
        "API-12 Retry failed uploads",
        "Globex, Inc.",
        "Acme Corp: Title t1",
        "API-9 Paging",
        "Acme Corp: Title t2",
    ]
    assert [offer.text for offer in draft.did if not offer.is_ticked] == ["private"]


def test_the_last_working_day_knows_leave_and_holidays() -> None:
    def holidays(developer: Developer, year: int) -> Holidays:
        return {FRIDAY: "Founders' Day"} if year == 2026 else {}

    leave = Leave(id="l", developer="dana", first=date(2026, 11, 18), last=date(2026, 11, 19))
    assert prefilled(Office(leave, holidays_of=holidays).dana).since == date(2026, 11, 17)


def test_the_plan_is_picked_from_what_is_in_work_and_due() -> None:
    office = Office(
        touchpoint("t1", due_on=FRIDAY),
        touchpoint("t2", due_on=date(2026, 11, 27)),
        touchpoint("t3", due_on=date(2026, 12, 24)),
        touchpoint("t4", due_on=FRIDAY, snoozed_until=date(2026, 11, 30)),
        WorkItem(id="w3", key="OPS-3", title="Rotate", created_on=FRIDAY, state_since=FRIDAY, developer="dana"),
    )
    draft = prefilled(office.dana)
    assert [(offer.text, offer.is_ticked) for offer in draft.plan] == [
        ("API-12 Retry failed uploads", True),
        ("OPS-3 Rotate", False),
        ("Acme Corp: Title t1", True),
        ("Acme Corp: Title t2", False),
    ]


def test_a_plan_is_compared_with_what_became_of_it() -> None:
    office = Office(touchpoint("t1"))
    office.clock.set("2026-11-20 09:00")
    plan = [
        PlanItem(text="API-12 Retry", work_item="API-12"),
        PlanItem(text="Acme", touchpoint="t1"),
        PlanItem(text="Read the RFC"),
    ]
    check_in(office.dana, plan=plan)
    office.clock.set("2026-11-20 17:00")
    entries = [entry(f"e{key}", day=FRIDAY, work_item=key, interrupt=True) for key in ("API-12", None)]
    office.dana.commit("log", map(create, entries))
    office.clock.set("2026-11-23 09:00")
    draft = prefilled(office.dana)
    assert draft.compared is not None
    assert draft.compared.words == "planned 3, did 1, 2 interrupts"
    assert [item.text for item in draft.compared.open] == ["Acme", "Read the RFC"]
    assert [(offer.text, offer.is_ticked) for offer in draft.did if offer.why == "planned"] == [
        ("Acme", False),
        ("Read the RFC", False),
    ]


def test_checking_in_again_says_parts_anew_and_undo_takes_it_back() -> None:
    office = Office()
    check_in(office.dana, did=["  Read\tmail ", "read mail"], plan=["Retry"])
    check_in(office.dana, plan=["Sleep"])
    said = check_in_of(office.dana, "dana", MONDAY)
    assert said is not None
    assert (said.did, [item.text for item in said.plan], said.version) == (("Read mail",), ["Sleep"], 2)
    assert ticked(office) == ["Read mail"]
    undo(office.dana)
    undo(office.dana)
    assert check_in_of(office.dana, "dana", MONDAY) is None
    redo(office.dana)
    assert check_in_of(office.dana, "dana", MONDAY) is not None


def test_a_check_in_of_nothing_or_of_far_too_much_is_refused() -> None:
    office = Office()
    with pytest.raises(UsageError, match="empty"):
        check_in(office.dana, did=["  "])
    with pytest.raises(UsageError, match="301 characters; 300 are the most"):
        check_in(office.dana, did=["x" * 301])
    with pytest.raises(UsageError, match="51 lines are too many for the plan"):
        check_in(office.dana, plan=[f"thing {n}" for n in range(51)])
    assert check_in_of(office.dana, "dana", MONDAY) is None


@pytest.mark.parametrize(
    ("words", "who", "acts"),
    [
        ("bob: review API-12", "Bob Marsh", "bob"),
        ("BOB MARSH: review", "Bob Marsh", "bob"),
        ("marsh : review", "Bob Marsh", "bob"),
        ("the legal team: sign: both", "the legal team", None),
    ],
)
def test_who_must_act_is_a_developer_by_any_name_or_words(words: str, who: str, acts: str | None) -> None:
    office = Office()
    check_in(office.dana, blockers=[words])
    [row] = blockers_of(office.dana)
    assert (row.who, row.blocker.acts, row.blocked) == (who, acts, "Dana Osei")
    assert row.blocker.what == words.partition(":")[2].strip()


@pytest.mark.parametrize("words", ["review API-12", ": review", "bob:", "dana: myself"])
def test_a_blocker_says_who_and_what_and_is_somebody_elses(words: str) -> None:
    office = Office()
    with pytest.raises(UsageError):
        check_in(office.dana, did=["x"], blockers=[words])
    assert check_in_of(office.dana, "dana", MONDAY) is None


def test_a_blocker_stands_with_the_one_who_must_act_until_it_is_resolved() -> None:
    office = Office()
    check_in(office.dana, blockers=["bob: review API-12", "zoe: a word"])
    assert blockers_for(office.dana) == ()
    [row] = blockers_for(office.bob)
    office.clock.later(days=3)
    check_in(office.dana, did=["x"])
    assert [one.age_days for one in blockers_for(office.bob)] == [3]
    assert len(list_blockers(office.by("zoe"), everyone=True)) == 2
    resolve_blocker(office.bob, row.reference)
    assert blockers_for(office.bob) == ()
    resolved = [one for one in blockers_of(office.dana) if one.resolved_by]
    assert [(one.blocker.what, one.resolved_by) for one in resolved] == [("review API-12", "Bob Marsh")]
    with pytest.raises(NotFoundError):
        resolve_blocker(office.bob, row.reference)
    undo(office.bob)
    assert len(blockers_for(office.bob)) == 1
    office.clock.later(days=5)
    redo(office.bob)
    assert [one.who for one in blockers_of(office.dana)] == ["Zoë Müller"]


def test_the_check_in_cannot_be_undone_over_what_others_did_since() -> None:
    office = Office()
    check_in(office.dana, blockers=["bob: review API-12"])
    resolve_blocker(office.bob, blockers_for(office.bob)[0].blocker.id)
    with pytest.raises(Conflict, match="Bob Marsh changed the blocker 'Bob Marsh: review API-12'"):
        undo(office.dana)


def test_a_blocker_that_is_said_again_stands_once_and_one_taken_out_is_resolved() -> None:
    office = Office()
    first = check_in(office.dana, blockers=["bob: review"])
    again = check_in(office.dana, blockers=["bob: review", "legal: sign"])
    assert [one.what for one in again.blockers] == ["review", "sign"]
    left = check_in(office.dana, resolve=[first.blockers[0].id])
    [view] = day_of_check_ins(office.bob).checked_in
    assert left.blockers == view.blockers
    assert [(one.what, one.resolved_on) for one in view.blockers] == [("review", MONDAY), ("sign", None)]


def test_who_has_not_checked_in() -> None:
    office = Office(Leave(id="l", developer="bob", first=MONDAY, last=MONDAY))
    assert [one.id for one in missing(office.dana)] == ["dana", "zoe"]
    check_in(office.dana, did=["x"])
    day = day_of_check_ins(office.dana)
    assert [one.developer.id for one in day.checked_in] == ["dana"]
    assert [one.id for one in day.missing] == ["zoe"]
    assert [(one.id, why) for one, why in day.away] == [("bob", "leave")]


def test_whose_day_has_not_begun_is_not_missing() -> None:
    office = Office()
    office.clock.at = datetime(2026, 11, 23, 5, 30, tzinfo=BERLIN)  # 23:30 on Sunday in New York
    day = day_of_check_ins(office.dana)
    assert [one.id for one in day.not_begun] == ["zoe"]
    assert [one.id for one in day.missing] == ["bob", "dana"]


def test_a_day_without_hours_is_nobodys_to_check_in() -> None:
    office = Office()
    edit_developer(office.dana, "bob", hours=(0, 480, 480, 480, 480, 0, 0))
    assert [one.id for one in missing(office.dana)] == ["dana", "zoe"]
    office.clock.set("2026-11-22 12:00")
    assert missing(office.dana) == ()


def test_a_blocked_work_item_is_told_with_the_check_in_of_today_alone() -> None:
    office = Office()
    add_work(office.dana, "API-13", "Export [x]")
    move_work(office.dana, "API-12", WorkState.BLOCKED, blocker="bob: schema")
    office.clock.later(days=1)
    move_work(office.dana, "API-13", WorkState.BLOCKED)
    check_in(office.dana, did=["x"])
    told = [
        "API-12 Retry failed uploads, waits for bob: schema",
        "API-13 Export [x], waits for nobody who is named",
    ]
    text = round_text(office.bob, day_of_check_ins(office.bob))
    assert [line.removeprefix("  blocked: ") for line in text.splitlines() if "blocked:" in line] == told
    aloud = said_today(office.dana, prefilled(office.dana))
    assert aloud[aloud.index("Blocked:") + 1 :] == [f"- {one}" for one in told]
    yesterday = office.dana.today()
    office.clock.later(days=1)
    assert "blocked:" not in round_text(office.bob, day_of_check_ins(office.bob, yesterday))


def test_the_past_is_told_as_the_past() -> None:
    office = Office()
    today = office.dana.today()
    assert "Not checked in yet: " in round_text(office.dana, day_of_check_ins(office.dana, today))
    past = round_text(office.dana, day_of_check_ins(office.dana, today - timedelta(days=7)))
    assert "Not checked in: " in past


def test_what_was_logged_without_a_name_is_not_told_as_nothing_logged() -> None:
    office = Office(entry("e1", day=FRIDAY, bucket=Bucket.OTHER))
    assert said_yesterday(prefilled(office.dana))[1] == NOTHING_TO_TELL
    assert said_today(office.dana, prefilled(office.dana))[1] == "- nothing to tell of what I logged"
    assert said_yesterday(prefilled(office.bob))[1] == NOTHING_LOGGED
    assert said_today(office.bob, prefilled(office.bob))[1] == "- nothing that I logged"


def test_what_is_said_aloud_leaves_neither_side_out() -> None:
    office = Office(*(touchpoint(f"t{n}", due_on=FRIDAY) for n in range(6)))
    for n in range(6):
        move_work(office.dana, add_work(office.dana, f"API-{30 + n}", "More").key, WorkState.DOING)
    aloud = said_today(office.dana, prefilled(office.dana))
    assert len(aloud) == 10
    assert sum("API-" in line for line in aloud) == sum("Acme Corp" in line for line in aloud) == 3
    check_in(office.dana, plan=[f"API-{30 + n}" for n in range(6)])
    assert [line for line in said_today(office.dana, prefilled(office.dana)) if "API-30" in line]
