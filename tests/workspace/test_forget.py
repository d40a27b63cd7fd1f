"""Forgetting as people ask for it: who may, what it says first, what is left, and that no byte of it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from standup.domain.errors import ForbiddenError, NotFoundError, UsageError
from standup.domain.records import Bucket, Contact, Role, SnoozeReason, Team, WorkState
from standup.domain.weeks import Week
from standup.store.journal import Journal
from standup.store.tiny import TinyStore
from standup.workspace.blockers import list_blockers, resolve_blocker
from standup.workspace.checkin import check_in
from standup.workspace.closing import close_week
from standup.workspace.completing import complete
from standup.workspace.customers import edit_customer
from standup.workspace.entries import copy_entry, edit_entry, entry_named, remove_entry
from standup.workspace.forget import forget, plan_contact, plan_developer, plan_entries, plan_notes
from standup.workspace.people import add_leave, edit_developer
from standup.workspace.references import reference
from standup.workspace.session import Workspace
from standup.workspace.time import log, log_all
from standup.workspace.timer import Ending, start, stop
from standup.workspace.touchpoints import add_touchpoint, edit_touchpoint, snooze
from standup.workspace.undo import redo, undo
from standup.workspace.work import edit_work, move_work
from tests.workspace.office import CUSTOMERS, PEOPLE, WORK, Clock, Ids, Office, entry

NEEDLE = "Needle-4711"
CONTACT = "Nadja Needle-4711"
PHONE, EMAIL = "+49 30 4711 4711", "nadja@needle-4711.example"
BOB = "Bob Needle-4711"


def test_entries_are_my_own() -> None:
    office = Office(entry("0000aaaa", note=NEEDLE), entry("0000bbbb", developer="bob", note=NEEDLE))
    with pytest.raises(NotFoundError, match="no entry of yours 'bbbb'"):
        plan_entries(office.dana, ["aaaa", "bbbb"])
    plan = plan_entries(office.dana, ["aaaa"])
    assert plan.what == "note, tags, clock time and who asked of 1 entry; minutes, day and bucket stay"
    assert plan.extent == "1 entry"
    forget(office.dana, plan)
    assert [one.note for one in office.entries()] == [""]
    with pytest.raises(NotFoundError, match="nothing to forget"):
        plan_entries(office.dana, ["aaaa"])


def test_notes_before_a_day() -> None:
    days = [date(2026, 11, 19), date(2026, 11, 20)]
    office = Office(*(entry(f"{day}", day=day, note=NEEDLE, tags=("x",)) for day in days))
    forget(office.dana, plan_notes(office.dana, date(2026, 11, 20)))
    assert [(one.note, one.tags) for one in office.entries(day=days[0])] == [("", ("x",)), (NEEDLE, ("x",))]


def test_undo_passes_over_what_lost_its_text_and_says_so() -> None:
    office = Office()
    log(office.dana, "30m ~ first")
    logged = log(office.dana, f"9:00-9:15 ~ {NEEDLE}")
    log(office.dana, "10m ~ last")
    forget(office.dana, plan_entries(office.dana, [reference(logged.entries[0].id)]))
    undo(office.dana)
    undone = undo(office.dana)
    assert undone.why == (
        "log 30 min other, Mon 23 Nov; 1 change of yours lost text to `standup forget` and cannot be taken back"
    )
    assert [one.minutes for one in office.entries()] == [15]
    with pytest.raises(UsageError, match=r"^nothing to undo; 1 change of yours lost text"):
        undo(office.dana)
    assert redo(office.dana).why == "log 30 min other, Mon 23 Nov"


def test_a_contact_person_of_nobody_is_not_found() -> None:
    office = Office()
    with pytest.raises(NotFoundError, match="nothing to forget"):
        plan_contact(office.dana, "acme", "Nobody Known")
    with pytest.raises(UsageError, match="whom"):
        plan_contact(office.dana, "acme", " ")


def test_who_may_have_a_developer_forgotten() -> None:
    office = Office()
    with pytest.raises(ForbiddenError, match="only a lead"):
        plan_developer(office.bob, "zoe")
    with pytest.raises(UsageError, match="the only lead"):
        plan_developer(office.dana, "dana")
    assert plan_developer(office.bob, "bob").what.startswith("Bob Marsh (bob) becomes Former developer 1 ")
    forget(office.dana, plan_developer(office.dana, "zoe"))
    assert plan_developer(office.dana, "bob").what.startswith("Bob Marsh (bob) becomes Former developer 2 ")


def test_a_name_of_one_word_is_looked_for_only_where_names_stand() -> None:
    office = Office()
    edit_customer(
        office.dana, "acme", contact=Contact(name="Mark", phone="0170 5550123"), notes="mark it; 0170 5550123"
    )
    forget(office.dana, plan_contact(office.dana, "acme", "mark"))
    kept = office.store.roster().customers["acme"]
    assert (kept.notes, [one.name for one in kept.contacts]) == ("mark it; somebody", ["Jane Doe"])


Step = Callable[[Workspace, int], object]


def _some_entry(workspace: Workspace, number: int) -> str:
    weeks = workspace.store.weeks(workspace.me)
    entries = [one for week in weeks for one in workspace.store.week(workspace.me, week).entries]
    return entries[number % len(entries)].id if entries else "none at all"


STEPS: tuple[Step, ...] = (
    lambda work, n: log(work, f"{n + 1}m #API-12 {NEEDLE} +{NEEDLE}"),
    lambda work, n: log(work, f"on {n % 20 + 1} Nov 8:{n % 60:02}-9:30 ~ {CONTACT}"),
    lambda work, n: log(work, f"{n + 1}m @acme met {CONTACT} > fri ask {CONTACT}"),
    lambda work, n: log_all(work, [f"5m @acme {NEEDLE}", f"6m ~ {NEEDLE}"]),
    lambda work, n: edit_entry(work, _some_entry(work, n), f"{n + 1}m {NEEDLE} again"),
    lambda work, n: edit_entry(work, _some_entry(work, n), f"on {n % 20 + 1} Nov"),
    lambda work, n: edit_entry(work, _some_entry(work, n), "", clear=["note"]),
    lambda work, n: copy_entry(work, entry_named(work, _some_entry(work, n)), date(2026, 11, n % 20 + 1)),
    lambda work, n: remove_entry(work, _some_entry(work, n)),
    lambda work, n: start(work, f"#API-12 {NEEDLE} +{NEEDLE}"),
    lambda work, n: stop(work, Ending(minutes=n + 1)),
    lambda work, n: move_work(work, "DB-4", WorkState.BLOCKED, blocker=NEEDLE),
    lambda work, n: move_work(work, "DB-4", WorkState.DONE),
    lambda work, n: edit_work(work, "DB-4", developer=("dana", "bob")[n % 2]),
    lambda work, n: add_touchpoint(work, "acme", f"Call {CONTACT}", contact=CONTACT),
    lambda work, n: edit_touchpoint(work, "acme", developer=("dana", "bob")[n % 2]),
    lambda work, n: snooze(work, "acme", date(2026, 12, n % 28 + 1), SnoozeReason.WAITING, note=NEEDLE),
    lambda work, n: complete(work, "acme", f"{n + 1}m {CONTACT} said yes"),
    lambda work, n: edit_customer(work, "acme", contact=Contact(name=CONTACT, phone=PHONE, email=EMAIL)),
    lambda work, n: edit_customer(work, "acme", notes=f"ask {CONTACT} at {PHONE}"),
    lambda work, n: add_leave(work, date(2026, 12, n % 28 + 1), note=NEEDLE),
    lambda work, n: check_in(work, did=[f"met {CONTACT}", NEEDLE], plan=[f"#API-12 {NEEDLE}"]),
    lambda work, n: check_in(work, blockers=[f"{('bob', 'dana')[work.me == 'bob']}: call {CONTACT} {PHONE}"]),
    lambda work, n: check_in(work, blockers=[f"{CONTACT}: {NEEDLE}"]),
    lambda work, n: resolve_blocker(work, list_blockers(work)[0].blocker.id if list_blockers(work) else "none"),
    lambda work, n: close_week(work, Week(2026, 48)),
    lambda work, n: undo(work),
    lambda work, n: redo(work),
)


def _holding(folder: Path) -> list[str]:
    """Files whose content or name has what was planted, or Bob's id."""
    wanted = [text.encode() for text in (NEEDLE, NEEDLE.casefold(), PHONE, EMAIL, '"bob"', "/bob/", "-bob.")]
    found = []
    for path in folder.rglob("*"):
        data = str(path.relative_to(folder)).encode() + (path.read_bytes() if path.is_file() else b"")
        found += [f"{path.name}: {text!r}" for text in wanted if text in data]
    return found


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["bob", "dana"]), st.sampled_from(STEPS), st.integers(0, 30)), min_size=3, max_size=20
    )
)
def test_no_byte_of_what_is_forgotten_is_left_and_the_sums_are(steps: list[tuple[str, Step, int]]) -> None:
    with TemporaryDirectory() as name:
        root = Path(name)
        people = [replace(one, name=BOB) if one.id == "bob" else one for one in PEOPLE]
        made = TinyStore.scratch(root / "data", [Team(), *people, *CUSTOMERS, *WORK])
        clock, ids = Clock(), Ids()

        def by(me: str) -> Workspace:
            store = TinyStore.open(made.folder, cache_folder=root / "cache")
            return Workspace(store, me, now=clock, new_id=ids, changes=Journal(root / "state" / "mine.jsonl"))

        edit_customer(by("bob"), "acme", contact=Contact(name=CONTACT, phone=PHONE, email=EMAIL))
        log(by("bob"), f"9:00-9:20 #API-12 {NEEDLE}")
        edit_developer(by("dana"), "zoe", role=Role.LEAD)
        for me, step, number in steps:
            clock.later(minutes=1)
            with suppress(UsageError, NotFoundError):
                step(by(me), number)
        work = by("dana")
        for who in ("dana", "bob"):
            work.store.work_totals(who)
            work.store.activity(who)
        sums = _sums(work)
        forget(work, plan_contact(work, "acme", CONTACT))
        for me in ("bob", "dana"):
            mine = by(me)
            ours = [
                one.id
                for week in mine.store.weeks(me)
                for one in mine.store.week(me, week).entries
                if NEEDLE in one.note or NEEDLE in one.tags
            ]
            if ours:
                forget(mine, plan_entries(mine, ours))
        forget(by("dana"), plan_developer(work, "bob"))
        assert _sums(by("dana")) == sums
        forget(by("zoe"), plan_developer(by("zoe"), "dana"))
        assert _holding(root) == []
        assert _sums(by("zoe")) == sums


def _sums(workspace: Workspace) -> list[tuple[str, list[tuple[Bucket, int]]]]:
    """What everybody's weeks add up to, without names."""
    store = workspace.store
    totals = store.totals(list(store.roster().developers), Week(2026, 40), Week(2027, 4))
    return sorted((str(week), sorted(sums.items())) for (_, week), sums in totals.items())
