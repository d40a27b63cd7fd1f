"""What a developer who is no lead can get to see: never the hours, notes or clock times of anybody else."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from standup.cli.output import json_text
from standup.domain.change import Conflict, edit
from standup.domain.records import Bucket, ClosedWeek, HoursPeriod, Leave, SnoozeReason, Timer
from standup.domain.weeks import Week
from standup.reports.render import FORMATS
from standup.workspace.board import board
from standup.workspace.closing import corrections, published_week
from standup.workspace.completing import complete
from standup.workspace.days import gaps
from standup.workspace.export import own_records
from standup.workspace.handover import hand_over, handover
from standup.workspace.knowing import who
from standup.workspace.my_week import my_week
from standup.workspace.people import list_leave
from standup.workspace.publishing import publish_week
from standup.workspace.summary import week_summary
from standup.workspace.time import log
from standup.workspace.touchpoint_rows import list_touchpoints
from standup.workspace.touchpoints import add_touchpoint, snooze
from standup.workspace.undo import history, undo
from standup.workspace.work import list_work
from tests.reports.reread import text_of
from tests.workspace.office import BERLIN, PEOPLE, Office, entry, touchpoint

SECRET = "sentinel-note"
THURSDAY = date(2026, 11, 19)
MINUTES = 397  # of one entry: 6h37
HOURS = (419, 419, 419, 419, 419, 0, 0)


def office_of_secrets() -> Office:
    """Dana and Zoë have logged, with notes and clock times, and have a timer and leave."""
    office = Office(
        entry("d", MINUTES, day=THURSDAY, note=SECRET, start=datetime(2026, 11, 19, 4, 17, tzinfo=BERLIN)),
        entry("z", MINUTES, developer="zoe", day=THURSDAY, note=SECRET, bucket=Bucket.CUSTOMER, tags=(SECRET,)),
        entry("b", 60, developer="bob", day=THURSDAY, bucket=Bucket.CUSTOMER),
        entry("p", 55, developer="bob", day=THURSDAY),
        Leave(id="leave-zoe", developer="zoe", first=THURSDAY, last=THURSDAY, half=True, note=SECRET),
        Timer(
            id="dana",
            developer="dana",
            started_at=datetime(2026, 11, 23, 4, 17, tzinfo=BERLIN),
            bucket=Bucket.OTHER,
            note=SECRET,
        ),
        ClosedWeek(id="c", developer="dana", week="2026-W47", closed_at=datetime(2026, 11, 20, 4, 17, tzinfo=BERLIN)),
        touchpoint("t1", developer="bob"),
        touchpoint("t2", developer=None, customer="globex"),
    )
    for person in ("dana", "zoe"):
        developer = office.store.roster().developers[person]
        office.by(person).commit("hours", [edit(developer, hours=(HoursPeriod(minutes=HOURS),))])
    office.forget()
    return office


def leaks(text: str) -> list[str]:
    """What of the secrets is in a text."""
    return [secret for secret in (SECRET, "397", "6h37", "04:17", "4:17", "419", "6h59") if secret in text]


def test_the_week_in_every_format_tells_a_developer_nothing_of_others() -> None:
    office = office_of_secrets()
    for week in (Week(2026, 47), Week(2026, 48), Week(2026, 49)):
        summary = week_summary(office.bob, week)
        for name in FORMATS:
            assert leaks(text_of(summary, name)) == []


def test_the_version_of_the_team_tells_nothing_of_anybody_alone() -> None:
    office = office_of_secrets()
    for asks in (office.bob, office.dana):
        for week in (Week(2026, 47), Week(2026, 48)):
            for name in FORMATS:
                assert leaks(text_of(week_summary(asks, week, "team"), name)) == []


def test_the_lead_gets_totals_and_no_note_or_clock_time() -> None:
    summary = week_summary(office_of_secrets().dana, Week(2026, 47))
    for name in FORMATS:
        text = text_of(summary, name)
        assert SECRET not in text
        assert "4:17" not in text


def test_closing_and_publishing_tell_a_developer_nothing_of_others() -> None:
    office, week = office_of_secrets(), Week(2026, 47)
    publish_week(office.dana, week, anyway=True)
    log(office.by("zoe"), f"{MINUTES}m @globex {THURSDAY}")
    office.forget()
    found = published_week(office.bob, week)
    assert found is not None
    for name in FORMATS:
        assert leaks(text_of(found.summary, name)) == []
    told = [corrections(office.bob, office.store.roster(), [week]), my_week(office.bob, week), history(office.bob, 100)]
    assert leaks(repr(told)) == []
    kept = json_text(office.store.published(week))
    assert not [secret for secret in (SECRET, "4:17") if secret in kept]


def test_the_board_of_others_shows_no_hours() -> None:
    office = office_of_secrets()
    for person in ("dana", "zoe"):
        view = board(office.bob, person)
        assert (view.own, view.timer) == (None, None)
        assert all(row.spent is None for row in view.work)
        assert leaks(repr([view.strip, view.work, view.touchpoints])) == []


def test_a_developers_own_export_holds_what_they_may_see() -> None:
    office = office_of_secrets()
    assert leaks(json_text(own_records(office.bob))) == []
    assert leaks(json_text(own_records(office.dana))) != []
    lead = own_records(office.dana)
    assert [one["developer"] for one in lead["time_entries"]] == ["dana"]
    assert [one["note"] for one in lead["leave"]] == [""]


def test_lists_tell_nothing_of_others() -> None:
    office = office_of_secrets()
    found = [
        list_work(office.bob, everyone=True, closed=True),
        list_touchpoints(office.bob, everyone=True, closed=True),
        list_leave(office.bob),
        gaps(office.bob),
        history(office.bob, 100),
    ]
    assert leaks(json_text(found)) == []


def test_who_knows_a_customer_tells_of_others_how_much_it_was_and_no_hours() -> None:
    office = office_of_secrets()
    log(office.by("zoe"), f"{MINUTES}m @globex {THURSDAY}")
    log(office.dana, f"{MINUTES}m @acme {THURSDAY}")
    office.forget()
    for name in ("acme", "globex"):
        words = {one.developer: told for one, told in who(office.bob, name).people}
        assert leaks(" ".join(words.values())) == []
        assert [one for one, told in words.items() if "left this week" in told] in (["bob"], [])
    assert "some time" in {one.developer: told for one, told in who(office.bob, "globex").people}["zoe"]
    lead = " ".join(words for _, words in who(office.dana, "globex").people)
    assert "6h37" in lead


def test_a_handover_tells_no_hours_of_who_hands_over_and_who_knows_them() -> None:
    office = office_of_secrets()
    add_touchpoint(office.dana, "acme", "Late", due_on=date(2026, 11, 18))
    log(office.by("zoe"), f"{MINUTES}m @acme {THURSDAY}")
    office.forget()
    listed = handover(office.bob, "dana")
    assert listed.known_by == {"acme": ("Zoë Müller",)}
    assert leaks(json_text([[row.evidence, row.why, row.due] for row in listed.touchpoints])) == []
    assert leaks(json_text(listed)) == []
    assert leaks(hand_over(office.bob, "dana", to="zoe")) == []
    told = [change for change in history(office.bob, 100) if change.why != "hours"]
    assert leaks(json_text(told)) == []


def test_the_evidence_of_anothers_touchpoint_tells_of_days_and_no_hours() -> None:
    office = office_of_secrets()
    for person in ("dana", "zoe"):
        add_touchpoint(office.by(person), "acme", f"Late of {person}", due_on=date(2026, 11, 18))
    office.forget()
    rows = [row for person in ("dana", "zoe") for row in board(office.bob, person).touchpoints]
    assert any("of 2 days" in row.evidence for row in rows)
    assert leaks(json_text([[row.evidence, row.why] for row in rows])) == []


def test_what_others_do_to_my_records_tells_me_of_no_hours() -> None:
    office = office_of_secrets()
    log(office.dana, f"{MINUTES}m @acme {SECRET} > fri again")
    log(office.by("zoe"), f"{MINUTES}m @globex yesterday > fri again")
    complete(office.dana, "acme", f"{MINUTES}m @acme")
    told = [change for change in history(office.bob, 100) if change.why != "hours"]
    assert len(told) == 3
    assert leaks(json_text(told)) == []


def test_a_conflict_tells_me_of_no_hours() -> None:
    office = office_of_secrets()
    snooze(office.bob, "acme", date(2026, 12, 1), SnoozeReason.AWAY)
    log(office.dana, f"{MINUTES}m @acme > fri again")
    with pytest.raises(Conflict, match=r"^Dana Osei changed Acme Corp: .*: done; nothing") as raised:
        undo(office.bob)
    assert leaks(str(raised.value)) == []


def test_the_secrets_are_there_to_be_found() -> None:
    office = office_of_secrets()
    assert leaks(json_text(office.entries("dana", THURSDAY))) == [SECRET, "397", "04:17", "4:17"]
    assert {one.id for one in PEOPLE} == {"dana", "bob", "zoe"}
