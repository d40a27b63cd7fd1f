"""Rules of forgetting: what goes, what stays, and what only looks like a name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from standup.domain.forgetting import (
    ForgetContact,
    ForgetDeveloper,
    ForgetEntries,
    ForgetNotes,
    ForgetRequester,
    Forgetting,
)
from standup.domain.records import (
    Blocker,
    Bucket,
    CheckIn,
    ClosedWeek,
    Developer,
    InterruptClass,
    Leave,
    PlanItem,
    PublishedWeek,
    Record,
    Sums,
    Team,
    TimeEntry,
    Timer,
    Touchpoint,
    WorkItem,
)

AT = datetime(2026, 11, 20, 4, 17, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 20, tzinfo=UTC)
DAY = date(2026, 11, 20)
GONE = ForgetDeveloper("bob", "Bob Marsh", "former-developer-1", "Former developer 1")


def test_the_tags_by_which_figures_are_made_stay() -> None:
    entry = TimeEntry(
        id="e", developer="bob", day=DAY, minutes=9, bucket=Bucket.OTHER, tags=("internal", "x", "shaping"), start=AT
    )
    left = ForgetEntries(["e"]).record(entry)
    assert (left.tags, left.start, left.minutes) == (("internal", "shaping"), None, 9)
    assert ForgetEntries(["f"]).record(entry) is entry


def test_the_addresses_of_a_developer_go_wherever_they_stand() -> None:
    rule = ForgetDeveloper("bob", "Bob", "former-developer-1", "Former developer 1", ["bob@example.com"])
    left = rule.record(Developer(id="bob", name="Bob", timezone="UTC", emails=("bob@example.com", "b@home")))
    assert (left.name, left.emails) == ("Former developer 1", ())
    entry = TimeEntry(id="e", developer="dana", day=DAY, minutes=9, bucket=Bucket.OTHER, note="mail to Bob@Example.com")
    assert rule.record(entry).note == "mail to Former developer 1"
    assert rule.hides("dana", "edit somebody (e-mail bob@example.com)")


def test_clock_times_become_midnight_where_a_record_must_have_one() -> None:
    closed = ClosedWeek(id="c", developer="bob", week="2026-W47", closed_at=AT, logged=Sums(production=5))
    left = GONE.record(closed)
    assert (left.developer, left.closed_at, left.logged) == ("former-developer-1", MIDNIGHT, Sums(production=5))
    timer = GONE.record(Timer(id="bob", developer="bob", started_at=AT, bucket=Bucket.OTHER, note="n"))
    assert (timer.id, timer.started_at, timer.note) == ("former-developer-1", MIDNIGHT, "")


def test_a_published_summary_keeps_its_figures_under_the_neutral_name() -> None:
    summary = {
        "members": [{"developer": "bob", "name": "Bob Marsh", "split": {"production": 60}}],
        "customers": [{"customer": "bob", "evidence": "Bob Marsh was away; ask Bobby"}],
    }
    left = GONE.record(PublishedWeek(id="p", week="2026-W47", published_at=AT, by="bob", summary=summary))
    assert left.summary == {
        "members": [{"developer": "former-developer-1", "name": "Former developer 1", "split": {"production": 60}}],
        "customers": [{"customer": "bob", "evidence": "Former developer 1 was away; ask Bobby"}],
    }
    assert (left.by, left.published_at) == ("former-developer-1", MIDNIGHT)


def test_a_contact_person_goes_from_their_customer_and_no_other() -> None:
    rule = ForgetContact("acme", "Jane Doe", ["0170 555", "12"])
    mine = Touchpoint(id="t", customer="acme", title="JANE DOE, 0170 555, at 12", created_on=DAY, contact="jane doe")
    other = Touchpoint(id="u", customer="globex", title="Jane Doe", created_on=DAY, contact="Jane Doe")
    left = rule.record(mine)
    assert (left.title, left.contact) == ("somebody, somebody, at 12", "")
    assert rule.record(other) is other
    published = PublishedWeek(id="p", week="2026-W47", published_at=AT, by="dana", summary={"t": ["met Jane Doe", 3]})
    assert rule.record(published).summary == {"t": ["met somebody", 3]}


def test_check_ins_and_blockers_lose_what_was_said() -> None:
    said = CheckIn(id="i", developer="bob", day=DAY, did=("x",), plan=(PlanItem(text="y"),), blockers=("b",), at=AT)
    left = GONE.record(said)
    assert (left.developer, left.did, left.plan, left.blockers, left.at) == (
        "former-developer-1",
        (),
        (),
        ("b",),
        MIDNIGHT,
    )
    other = GONE.record(replace(said, developer="dana", did=("ask Bob Marsh",)))
    assert (other.did, other.plan, other.at) == (("ask Former developer 1",), said.plan, AT)
    blocker = Blocker(id="b", developer="dana", what="Bob Marsh signs", who="bob", is_developer=True, since=DAY)
    ended = GONE.record(replace(blocker, resolved_on=DAY, resolved_by="bob"))
    assert (ended.who, ended.resolved_by, ended.what) == (
        "former-developer-1",
        "former-developer-1",
        "Former developer 1 signs",
    )
    own = GONE.record(Blocker(id="b", developer="bob", what="x", who="legal", since=DAY))
    assert (own.developer, own.what, own.who) == ("former-developer-1", "", "")
    jane = ForgetContact("acme", "Jane Doe")
    assert jane.record(replace(said, did=("met Jane Doe",))).did == ("met somebody",)
    assert jane.record(replace(blocker, who="Jane Doe", is_developer=False)).who == "somebody"


@pytest.mark.parametrize(("by", "why", "hidden"), [("bob", "anything", True), ("dana", "edit Bob Marsh", True)])
def test_words_of_changes(by: str, why: str, hidden: bool) -> None:
    assert GONE.hides(by, why) is hidden
    assert not Forgetting().hides(by, why)


def test_words_that_only_hold_the_name_stay() -> None:
    assert not GONE.hides("dana", "add bobsleigh")
    assert not ForgetContact("acme", "Jane Doe").hides("dana", "add Jane Doering")


@pytest.mark.parametrize(
    "record",
    [
        Team(name="Bob Marshall"),
        WorkItem(id="w", key="API-1", title="Bobs", created_on=DAY, state_since=DAY, developer="dana", blocker="zoe"),
        Leave(id="l", developer="dana", first=DAY, last=DAY, note="bob"),
    ],
)
def test_what_is_others_stays_as_it_is(record: Record) -> None:
    assert GONE.record(record) == record


def asked(name: str, developer: str = "dana", customer: str | None = None) -> TimeEntry:
    return TimeEntry(
        id="e",
        developer=developer,
        day=DAY,
        minutes=9,
        bucket=Bucket.PRODUCTION,
        interrupt=True,
        interrupt_class=InterruptClass.EXPEDITE,
        asked_by=name,
        customer=customer,
    )


@pytest.mark.parametrize(
    ("rule", "entry", "left"),
    [
        (ForgetEntries(["e"]), asked("Karin"), ""),
        (ForgetNotes("dana", date(2026, 12, 1)), asked("Karin"), ""),
        (ForgetRequester("dana", " karin "), asked("Karin"), ""),
        (ForgetRequester("dana", "karin"), asked("Karin Holm"), "Karin Holm"),
        (ForgetRequester("dana", "karin"), asked("Karin", developer="zoe"), "Karin"),
        (ForgetContact("acme", "Jane Doe"), asked("jane doe"), "somebody"),
        (ForgetContact("acme", "Jane"), asked("Jane"), "Jane"),
        (ForgetContact("acme", "Jane"), asked("Jane", customer="acme"), "somebody"),
        (ForgetContact("acme", "Jane Doe"), asked("Jane Doe of Acme", customer="acme"), "somebody of Acme"),
        (GONE, asked("bob"), "Former developer 1"),
        (GONE, asked("Bob Marsh"), "Former developer 1"),
        (GONE, asked("Karin", developer="bob"), ""),
        (GONE, asked("Karin"), "Karin"),
    ],
)
def test_who_asked_for_an_interrupt_is_forgotten_and_that_it_was_one_stays(
    rule: Forgetting, entry: TimeEntry, left: str
) -> None:
    found = rule.record(entry)
    assert (found.asked_by, found.interrupt, found.interrupt_class) == (left, True, InterruptClass.EXPEDITE)
