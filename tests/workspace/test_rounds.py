"""Rounds at work: who takes part, each step stored, two people at once, lines that become things, and the minutes."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from standup.domain.change import Conflict
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.forgetting import ForgetDeveloper
from standup.domain.records import (
    Blocker,
    Leave,
    Order,
    RoundNote,
    RoundNoteKind,
    Touchpoint,
    TurnState,
    WorkState,
)
from standup.reports.minutes import minutes_markdown
from standup.workspace.checkin import check_in
from standup.workspace.round_view import RoundView, round_view
from standup.workspace.rounds import (
    DayRound,
    add_note,
    begin_round,
    decide,
    finish,
    go_back,
    go_on,
    go_to,
    minutes_of,
    park,
    parked_words,
    pause,
    plan_round,
    rounds_on,
    shown_round,
    skip,
    take_up,
    taken_up_words,
)
from standup.workspace.session import Workspace
from standup.workspace.undo import undo
from standup.workspace.work import move_work
from tests.workspace.office import MONDAY, WORK, Office, entry, touchpoint

LEAVE = Leave(id="l1", developer="zoe", first=MONDAY, last=MONDAY)
BLOCKER = Blocker(id="b1", developer="bob", what="schema review", who="dana", is_developer=True, since=MONDAY)


def at(workspace: Workspace) -> DayRound:
    """The round as it is stored now."""
    found = shown_round(workspace)
    assert found is not None
    return found


def markdown(workspace: Workspace) -> str:
    return minutes_markdown(minutes_of(workspace, at(workspace)))


def test_who_is_away_is_left_out_with_the_reason() -> None:
    office = Office(LEAVE)
    plan = plan_round(office.bob, Order.FIXED)
    assert (plan.who, plan.there) == (("bob", "dana"), ("bob", "dana"))
    assert [(one.who, one.why) for one in plan.absent] == [("zoe", "leave")]


def test_on_a_day_off_a_round_is_for_those_who_hold_it() -> None:
    office = Office(Leave(id="l", developer="zoe", first=date(2026, 11, 20), last=date(2026, 11, 30)))
    office.clock.set("2026-11-22 10:00")
    assert set(plan_round(office.bob).there) == {"bob", "dana"}


def test_each_step_is_stored_and_any_other_screen_goes_on_from_it() -> None:
    office = Office()
    begin_round(office.bob, Order.FIXED)
    office.clock.later(seconds=50)
    go_on(office.dana, at(office.dana).round)
    office.clock.later(seconds=30)
    pause(office.bob, at(office.bob).round)
    round_ = at(office.by("zoe")).round
    assert (round_.current, round_.since, [one.seconds for one in round_.turns]) == (1, None, [50, 30, 0])
    go_back(office.bob, round_)
    go_to(office.bob, at(office.bob).round, 2)
    assert at(office.dana).round.current == 2
    undo(office.bob)
    assert at(office.dana).round.current == 0


def test_two_screens_at_once_do_not_overwrite_each_other() -> None:
    office = Office()
    begin_round(office.bob, Order.FIXED)
    seen = at(office.dana).round
    go_on(office.bob, at(office.bob).round)
    with pytest.raises(Conflict, match="Bob Marsh changed the round of Mon 23 Nov at 10:00: now Dana Osei"):
        go_on(office.dana, seen)
    add_note(office.dana, seen, "from the other screen")
    park(office.bob, at(office.bob).round, "zoe: the release")
    assert at(office.dana).round.current == 1
    assert [one.text for one in at(office.dana).notes] == ["from the other screen", "the release"]


def test_a_round_is_begun_once_and_another_one_after_it() -> None:
    office = Office()
    first = begin_round(office.bob)
    with pytest.raises(UsageError, match="goes on already"):
        begin_round(office.dana)
    finish(office.bob, first)
    second = begin_round(office.dana, Order.SHUFFLED, 7)
    assert (first.id, second.id, second.seed) == ("2026-11-23.01", "2026-11-23.02", 7)
    assert [one.round.id for one in rounds_on(office.bob, MONDAY)] == [first.id, second.id]
    finish(office.dana, second)
    office.clock.set("2026-11-24 10:00")
    assert shown_round(office.bob) is None
    assert plan_round(office.bob).order is Order.SHUFFLED


def test_a_round_that_goes_on_over_midnight_is_still_shown() -> None:
    office = Office()
    office.clock.set("2026-11-23 23:58")
    begin_round(office.bob)
    office.clock.set("2026-11-24 00:05")
    assert at(office.dana).round.day == MONDAY
    office.clock.set("2026-11-24 12:30")
    assert shown_round(office.dana) is None


def test_a_topic_is_parked_with_those_who_are_named() -> None:
    office = Office()
    round_ = begin_round(office.bob, Order.FIXED)
    assert parked_words(office.bob, "dana, zoë: rate [limits]") == "parked: rate [limits]; with Dana Osei, Zoë Müller"
    assert parked_words(office.bob, "API: limits") == "parked: API: limits; for everybody"
    note = park(office.bob, round_, "dana, Zoë Müller: rate limits")
    assert (note.people, note.text, note.about) == (("dana", "zoe"), "rate limits", "bob")
    with pytest.raises(UsageError, match="the topic is empty"):
        park(office.bob, round_, "  ")


def test_a_sentence_becomes_a_work_item_or_a_touchpoint_with_an_owner_in_one_change() -> None:
    office = Office()
    round_ = begin_round(office.dana, Order.FIXED)
    words = "work item of Dana Osei: DB-9 drop the index, due Fri 27 Nov"
    assert taken_up_words(office.dana, round_, "dana: #DB-9 drop the index by fri") == words
    take_up(office.dana, round_, "dana: #DB-9 drop the index by fri")
    take_up(office.dana, round_, "describe the retries")
    take_up(office.dana, round_, "zoe: tomorrow send the quote @acme")
    dana, bob, zoe = (office.store.desk(one) for one in ("dana", "bob", "zoe"))
    assert [(one.key, one.due_on) for one in dana.work_items if one.key == "DB-9"] == [("DB-9", date(2026, 11, 27))]
    assert "describe the retries" in [one.title for one in bob.work_items]
    assert [(one.customer, one.title, one.due_on) for one in zoe.touchpoints] == [
        ("acme", "send the quote", date(2026, 11, 24))
    ]
    assert [one.people for one in at(office.dana).notes] == [("dana",), ("bob",), ("zoe",)]
    undo(office.dana)
    assert not office.store.desk("zoe").touchpoints
    assert len(at(office.dana).notes) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the sentence is empty"),
        ("bob, zoe: x", "one person owns it"),
        ("#API-12 again", "API-12 exists already"),
        ("#X-1 call @acme", "work item or a touchpoint"),
        ("2020-01-01 x", "is over"),
    ],
)
def test_a_sentence_that_cannot_be_read_changes_nothing(text: str, words: str) -> None:
    office = Office()
    round_ = begin_round(office.bob)
    with pytest.raises(UsageError, match=words):
        take_up(office.bob, round_, text)
    assert at(office.bob).notes == ()


def test_an_unknown_customer_is_refused_with_the_closest() -> None:
    office = Office()
    round_ = begin_round(office.bob)
    with pytest.raises(NotFoundError, match="did you mean acme"):
        take_up(office.bob, round_, "call @acmee")


def test_the_minutes_say_who_was_there_what_blocks_and_what_was_written_down() -> None:
    office = Office(LEAVE, BLOCKER)
    move_work(office.dana, "API-12", WorkState.BLOCKED, blocker="bob: schema")
    round_ = begin_round(office.dana, Order.FIXED)
    add_note(office.dana, round_, "waits for *the* build")
    decide(office.dana, round_, "we ship on Friday")
    park(office.dana, round_, "bob, zoe: rate limits")
    take_up(office.dana, round_, "describe the retries")
    assert "- This round is not over yet." in markdown(office.dana)
    round_ = go_on(office.dana, round_)
    skip(office.dana, round_, "on a call")
    finish(office.dana, at(office.dana).round)
    move_work(office.dana, "API-12", WorkState.DOING)
    assert markdown(office.bob) == "\n".join(
        [
            "# Standup of Mon 23 Nov 2026 · Platform",
            "",
            "- There: Bob Marsh",
            "- Not there: Dana Osei (on a call), Zoë Müller (leave)",
            "",
            "## Blocked",
            "",
            "- Bob Marsh needs **Dana Osei**: schema review",
            "- Dana Osei needs **Bob Marsh**: API-12 Retry failed uploads: schema",
            "",
            "## Decisions",
            "",
            "- we ship on Friday",
            "",
            "## Parking lot",
            "",
            "- rate limits (with Bob Marsh, Zoë Müller)",
            "",
            "## New",
            "",
            "- API-13 describe the retries (Bob Marsh)",
            "",
            "## Notes",
            "",
            r"- Bob Marsh: waits for \*the\* build",
            "",
        ]
    )


def test_taking_the_end_back_lets_the_round_go_on() -> None:
    office = Office(BLOCKER)
    finish(office.dana, begin_round(office.dana))
    assert [one.kind for one in at(office.dana).notes] == [RoundNoteKind.BLOCKER]
    undo(office.dana)
    assert (at(office.dana).round.ended_at, at(office.dana).notes) == (None, ())


def card(view: RoundView) -> dict[str, list[str]]:
    assert view.card is not None
    return {
        one.title: [" · ".join(filter(None, (line.text, line.detail))) for line in one.lines]
        for one in view.card.sections
    }


def test_the_card_tells_the_check_in_the_blockers_and_what_is_due() -> None:
    late = touchpoint("t1", "acme", "bob", due_on=date(2026, 11, 20))
    office = Office(late, BLOCKER, touchpoint("t2", "globex", "bob", due_on=date(2026, 11, 25)))
    check_in(office.bob, did=["paging [x]"], plan=["DB-4"], blockers=["zoe: colours"])
    begin_round(office.dana, Order.FIXED)
    view = round_view(office.dana)
    assert view.card is not None
    assert (view.card.title, view.card.about, view.following) == ("Bob Marsh", "checked in", "Dana Osei")
    assert card(view) == {
        "Did": ["paging [x]"],
        "Plan": ["DB-4 Partition the events"],
        "Blocked": ["colours · Zoë Müller", "schema review · Dana Osei"],
        "Touchpoints due": ["Acme Corp: Title t1 · 3 days over"],
    }
    go_on(office.dana, at(office.dana).round)
    assert card(round_view(office.dana))["Others wait for"] == ["schema review · Bob Marsh"]


def test_without_a_check_in_the_card_tells_what_all_may_know_and_no_entry() -> None:
    done = replace(WORK[1], id="w9", key="DB-1", state=WorkState.DONE, state_since=date(2026, 11, 20))
    doing = replace(WORK[1], id="w8", key="DB-2", state=WorkState.DOING, state_since=date(2026, 11, 20))
    secret = entry("e1", 95, developer="bob", day=date(2026, 11, 20), work_item="DB-4", note="private")
    office = Office(done, doing, secret)
    begin_round(office.dana, Order.FIXED)
    found = card(round_view(office.dana))
    assert found["Did"] == ["DB-1 Partition the events · done"]
    assert found["Plan"] == ["DB-2 Partition the events · doing 3 days"]
    assert "private" not in str(found)


def test_the_board_is_walked_by_work_item() -> None:
    office = Office()
    move_work(office.bob, "DB-4", WorkState.BLOCKED, blocker="legal")
    round_ = begin_round(office.bob, Order.BOARD)
    assert [one.who for one in round_.turns] == ["DB-4", "API-12"]
    assert card(round_view(office.bob)) == {"Blocked": ["legal"], "Facts": ["Owner · Bob Marsh"]}
    take_up(office.bob, go_on(office.bob, round_), "write the test")
    assert "write the test" in [one.title for one in office.store.desk("dana").work_items]
    finish(office.bob, at(office.bob).round)
    text = markdown(office.bob)
    assert "- There: Bob Marsh, Dana Osei, Zoë Müller" in text
    assert "- Walked: DB-4, API-12" in text
    assert "Bob Marsh needs **legal**: DB-4" in text


def test_the_view_before_a_round_shows_who_would_take_part() -> None:
    office = Office(LEAVE)
    view = round_view(office.bob, Order.FIXED)
    assert (view.of, view.card) == (None, None)
    assert [(one.who, one.place, one.why) for one in view.seats] == [
        ("bob", 0, ""),
        ("dana", 1, ""),
        ("zoe", None, "leave"),
    ]


def test_who_is_forgotten_goes_from_the_rounds_too() -> None:
    office = Office(LEAVE, BLOCKER)
    round_ = begin_round(office.bob, Order.FIXED)
    add_note(office.bob, round_, "my own words")
    park(office.bob, round_, "bob: Bob Marsh asks legal")
    skip(office.bob, round_, "ill")
    rule = ForgetDeveloper("bob", "Bob Marsh", "former", "Former developer 1")
    left = [rule.record(one) for one in (at(office.bob).round, *at(office.bob).notes)]
    assert "bob" not in str(left).casefold()
    assert "ill" not in [one.why for one in rule.record(at(office.bob).round).turns]
    notes = [one for one in left if isinstance(one, RoundNote)]
    assert [one.text for one in notes] == ["", "Former developer 1 asks legal"]
    assert rule.record(at(office.bob).round).turns[0].state is TurnState.SKIPPED


def test_new_things_are_what_their_kind_says() -> None:
    office = Office()
    round_ = begin_round(office.bob)
    take_up(office.bob, round_, "dana: demo of the export @globex")
    [point] = office.store.desk("dana").touchpoints
    assert isinstance(point, Touchpoint)
    assert (point.kind, point.due_on) == ("demo", None)
    take_up(office.bob, round_, "dana: x")
    assert "x" in [one.title for one in office.store.desk("dana").work_items]
