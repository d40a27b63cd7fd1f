"""The details of a work item and of a touchpoint, and their history in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from standup.domain.change import edit
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import Bucket, Contact, SnoozeReason, TouchpointState, WorkState
from standup.domain.weeks import Week
from standup.store.errors import DamagedFileError
from standup.store.protocol import Closed
from standup.workspace.completing import complete, complete_work
from standup.workspace.detail_words import Tone, sections, title_of
from standup.workspace.details import touchpoint_detail, work_detail
from standup.workspace.time import log
from standup.workspace.touchpoints import drop, snooze
from standup.workspace.undo import undo
from standup.workspace.work import edit_work, move_work
from tests.memory_store import MemoryStore
from tests.workspace.office import CUSTOMERS, MONDAY, PEOPLE, WORK, Office, entry, touchpoint

FRIDAY = date(2026, 11, 27)


def told(office: Office, key: str, me: str = "dana") -> list[str]:
    """The history of a work item: by whom, and what."""
    return [f"{one.by}: {one.words}" for one in work_detail(office.by(me), key).history]


def words(office: Office, text: str, me: str = "dana") -> dict[str, list[str]]:
    """The sections of a work item or touchpoint, each line as one text."""
    workspace = office.by(me)
    try:
        found = sections(work_detail(workspace, text))
    except NotFoundError:
        found = sections(touchpoint_detail(workspace, text))
    return {one.title: [f"{line.label} {line.text}".strip() for line in one.lines] for one in found}


def test_the_history_says_what_happened_by_whom_newest_first() -> None:
    office = Office()
    move_work(office.bob, "API-12", WorkState.BLOCKED, blocker="bob: schema review")
    office.clock.later(hours=2)
    edit_work(office.dana, "API-12", due_on=FRIDAY, developer="zoe")
    undo(office.dana)
    assert told(office, "api-12", "bob") == [
        "Dana Osei: undone: owner Dana Osei, was Zoë Müller; no due date, was Fri 27 Nov",
        "Dana Osei: owner Zoë Müller, was Dana Osei; due Fri 27 Nov",
        "Bob Marsh: moved to blocked: bob: schema review",
        ": added",
    ]
    assert words(office, "API-12")["History"][0].startswith("Mon 23 Nov 12:00 Dana Osei  undone")
    assert words(office, "API-12", "zoe")["History"][0].startswith("Mon 23 Nov 06:00 Dana Osei  undone")


def test_the_history_goes_on_where_an_item_is_done_and_tells_of_no_hours() -> None:
    office = Office()
    complete_work(office.dana, "API-12", "45m secret")
    assert told(office, "API-12", "bob")[0] == "Dana Osei: moved to done"
    assert "45" not in repr(work_detail(office.bob, "API-12"))
    assert "secret" not in repr(work_detail(office.bob, "API-12"))


def test_my_time_on_an_item_is_told_to_me_alone() -> None:
    office = Office(
        entry("e1", 60, work_item="API-12", note="mine", tags=("shaping",), interrupt=True),
        entry("e2", 30, work_item="API-12", day=MONDAY - timedelta(days=7)),
        entry("e3", 30, work_item="DB-4"),
        entry("e4", 55, work_item="DB-4", developer="bob", note="hush"),
    )
    edit_work(office.dana, "API-12", estimate=80)
    mine = work_detail(office.dana, "API-12")
    assert (mine.spent, mine.is_mine) == (90, True)
    assert [(one.week, one.minutes) for one in mine.weeks] == [(Week(2026, 48), 60), (Week(2026, 47), 30)]
    assert [one.id for one in mine.entries] == ["e1", "e2"]
    told_to_me = words(office, "API-12")
    assert "Spent 1h30 of 1h20" in told_to_me[""]
    assert told_to_me["My time by week"] == ["2026-W48 1h", "2026-W47 30m"]
    assert told_to_me["My latest entries"] == ["Mon 23 Nov 1h ! +shaping mine", "Mon 16 Nov 30m"]
    of_others = words(office, "DB-4")
    assert "By me 30m" in of_others[""]
    assert "Spent" not in str(of_others)
    assert "hush" not in str(work_detail(office.dana, "DB-4"))
    assert "By me" not in str(words(office, "API-12", "zoe"))


def test_what_is_known_of_a_work_item() -> None:
    office = Office(
        replace(
            WORK[0], id="w9", key="A-1", state=WorkState.BLOCKED, blocker="design", customer="acme", developer=None
        ),
        touchpoint("t1", due_on=MONDAY, contact="Jane Doe"),
        touchpoint("t2", customer="globex"),
        replace(
            WORK[0], id="w8", key="A-2", state=WorkState.TODO, state_since=MONDAY, source_id="row 7", due_on=MONDAY
        ),
    )
    told_of = words(office, "A-1")
    assert told_of[""] == [
        "Blocked design",
        "State blocked for 21 days, since Mon 2 Nov",
        "Owner nobody's yet",
        "Customer Acme Corp",
        "Due no date",
        "Estimate none",
        "Created Mon 2 Nov",
    ]
    assert told_of["Open with Acme Corp"] == ["today Title t1 · Jane Doe"]
    other = words(office, "A-2")[""]
    assert other[0] == "State to do since today"
    assert "Due today, Mon 23 Nov" in other
    assert "Spent nothing yet" in other
    assert other[-1] == "Imported row 7"
    assert title_of(work_detail(office.dana, "A-2")) == "A-2 Retry failed uploads"
    with pytest.raises(NotFoundError, match="did you mean A-1"):
        work_detail(office.dana, "A-11")


@pytest.mark.parametrize(
    ("days", "said", "tone"),
    [
        (-2, "2 days over, Sat 21 Nov", Tone.ALARM),
        (0, "today, Mon 23 Nov", Tone.WARNING),
        (1, "tomorrow, Tue 24 Nov", Tone.PLAIN),
        (4, "Fri 27 Nov, in 4 days", Tone.PLAIN),
        (40, "Sat 2 Jan 2027", Tone.PLAIN),
    ],
)
def test_due_in_words(days: int, said: str, tone: Tone) -> None:
    office = Office(touchpoint("t1", due_on=MONDAY + timedelta(days=days)))
    [due] = [line for line in sections(touchpoint_detail(office.dana, "acme"))[0].lines if line.label == "Due"]
    assert (due.text, due.tone) == (said, tone)


def test_what_is_known_of_a_touchpoint() -> None:
    office = Office(
        touchpoint("0000aaaa", kind="call", contact="Jane Doe"),
        touchpoint("t2", state=TouchpointState.DONE, closed_on=date(2026, 3, 4), outcome="no answer", developer="bob"),
        touchpoint("t3", state=TouchpointState.DROPPED, closed_on=date(2025, 3, 4), developer=None),
        touchpoint("t4", state=TouchpointState.DONE, closed_on=date(2024, 3, 4)),
        touchpoint("t5", customer="globex", state=TouchpointState.DONE, closed_on=date(2026, 3, 4)),
    )
    acme = replace(
        CUSTOMERS[0], notes="Likes calls\nNever on Fridays", contacts=(Contact(name="Jim"), *CUSTOMERS[0].contacts)
    )
    office.dana.commit("notes", [edit(CUSTOMERS[0], notes=acme.notes, contacts=acme.contacts)])
    snooze(office.dana, "acme", FRIDAY, SnoozeReason.WAITING, "for legal")
    told_of = words(office, "aaaa")
    assert told_of[""] == [
        "Snoozed until Fri 27 Nov, in 4 days",
        "State open",
        "Due no date",
        "Last contact 994 days ago, Mon 4 Mar 2024",
        "Kind call",
        "Owner Dana Osei",
        "Reference aaaa",
        "Created Mon 2 Nov",
    ]
    assert told_of["Contact persons of Acme Corp"] == ["Jim", "▸ Jane Doe · +49 30 901820"]
    assert told_of["Notes on Acme Corp"] == ["Likes calls", "Never on Fridays"]
    assert told_of["Snoozed"] == ["Mon 23 Nov until Fri 27 Nov: waiting for legal · Dana Osei"]
    assert told_of["Earlier with Acme Corp"] == [
        "Wed 4 Mar Title t2: no answer · Bob Marsh",
        "Tue 4 Mar 2025 Title t3: dropped",
    ]
    assert told_of["History"][0] == "Mon 23 Nov 10:00 Dana Osei  snoozed until Fri 27 Nov: waiting for legal"
    assert title_of(touchpoint_detail(office.dana, "aaaa")) == "Acme Corp: Title 0000aaaa"


def test_a_touchpoint_without_anything() -> None:
    office = Office(touchpoint("0000aaaa", customer="gone", developer=None, contact="Somebody"))
    told_of = words(office, "aaaa")
    assert "Owner nobody's yet" in told_of[""]
    assert "Kind none" in told_of[""]
    assert "Contact Somebody" in told_of[""]
    assert told_of["Contact persons of gone"] == ["nobody is known yet"]


def test_a_closed_touchpoint_is_found_by_its_reference() -> None:
    office = Office(touchpoint("0000aaaa"), touchpoint("0000bbbb", customer="globex"))
    complete(office.dana, "acme", "20m they take it")
    drop(office.bob, "globex")
    assert words(office, "aaaa", "bob")[""][:2] == ["State done, Mon 23 Nov", "Outcome they take it"]
    assert words(office, "aaaa", "bob")["History"][0].endswith("Dana Osei  done: they take it")
    assert words(office, "bbbb")["History"][0].endswith("Bob Marsh  dropped")
    with pytest.raises(NotFoundError, match="no touchpoint"):
        touchpoint_detail(office.dana, "cccc")


def test_two_open_ones_are_a_question() -> None:
    office = Office(touchpoint("0000aaaa"), touchpoint("0000bbbb"))
    with pytest.raises(UsageError, match="2 open touchpoints"):
        touchpoint_detail(office.dana, "acme")


def test_what_others_log_shows_nowhere() -> None:
    office = Office(touchpoint("0000aaaa"), entry("e", 397, bucket=Bucket.CUSTOMER, customer="acme", note="hush"))
    log(office.dana, "379m @acme fine > fri again")
    detail = touchpoint_detail(office.bob, "aaaa")
    assert not {"397", "379", "hush"} & set(str(detail).replace("'", " ").split())
    assert detail.history[0].words == "done: fine"


def test_the_damaged_file_of_one_person_takes_nobody_elses_details_down() -> None:
    class Damaged(MemoryStore):
        def closed(self, developer: str | None, year: int) -> Closed:
            if developer == "bob":
                raise DamagedFileError("people/bob/closed-2026.json", "it is empty")
            return super().closed(developer, year)

    office = Office(store=Damaged(*PEOPLE, *CUSTOMERS, touchpoint("0000aaaa")))
    assert words(office, "aaaa")["Earlier with Acme Corp"] == ["the file of Bob Marsh is damaged; see `standup doctor`"]
