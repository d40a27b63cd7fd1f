"""What every store must do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from standup.domain.care import NOTHING_DONE, Care, DayMinutes
from standup.domain.change import Change, ChangeKind, Conflict, create, edit, remove
from standup.domain.records import (
    Blocker,
    Bucket,
    CheckIn,
    ClosedWeek,
    Leave,
    Order,
    PublishedWeek,
    Record,
    Round,
    RoundNote,
    RoundNoteKind,
    Sums,
    Team,
    Timer,
    Tombstone,
    TouchpointState,
    Turn,
    WorkItem,
    WorkState,
)
from standup.domain.weeks import Week
from standup.store.protocol import Store
from tests.store.records import (
    ACME,
    BOB,
    DANA,
    FRIDAY,
    W47,
    W48,
    change,
    entry,
    new_id,
    take_back,
    touchpoint,
    work_item,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_the_roster_has_the_team_its_developers_and_customers(store: Store) -> None:
    store.write(change(create(ACME)))
    roster = store.roster()
    assert roster.team == Team(name="Platform")
    assert roster.developers == {"bob": BOB, "dana": DANA}
    assert roster.customers == {"acme": ACME}


def test_an_edit_of_the_team_shows_in_the_roster(store: Store) -> None:
    store.write(change(edit(store.roster().team, band_high=30), edit(BOB, active=False)))
    roster = store.roster()
    assert roster.team.band_high == 30
    assert not roster.developers["bob"].active


def test_what_was_never_written_is_empty(store: Store) -> None:
    desk = store.desk("dana")
    assert (list(desk.work_items), list(desk.touchpoints), list(desk.leave), desk.timer) == ([], [], [], None)
    week = store.week("dana", W47)
    assert (list(week.entries), week.closed, list(week.tombstones)) == ([], None, [])
    assert list(store.weeks("dana")) == []
    assert list(store.closed_years("dana")) == []
    assert list(store.history(5)) == []
    assert store.work_totals("dana") == {}
    assert store.taken_back("c0", store.where(change(create(entry())))) is None


def test_every_kind_of_record_comes_back_as_it_was(store: Store) -> None:
    item, point = work_item("API-12", estimate=480, due_on=FRIDAY), touchpoint(title="[/x] \x1b[31m ünï", due_on=FRIDAY)
    logged = entry(
        30, start=NOON, tags=("shaping", "pair"), interrupt=True, note='say "hi" \\ \'\u202e', source_id="row 1"
    )
    timer = Timer(id="dana", developer="dana", started_at=NOON, bucket=Bucket.OTHER)
    leave = Leave(id=new_id(), developer="dana", first=FRIDAY, last=FRIDAY, half=True)
    sums = Sums(production=1200, customer=90)
    closing = ClosedWeek(id=new_id(), developer="dana", week="2026-W47", closed_at=NOON, logged=sums)
    summary = {"week": [2026, 47], "members": [{"name": "[/x] \x1b ünï"}], "team": None}
    published = PublishedWeek(id=new_id(), week="2026-W47", published_at=NOON, by="dana", summary=summary)
    tombstone = Tombstone(id=new_id(), developer="dana", day=FRIDAY, source_id="row 2")
    said = CheckIn(id=new_id(), developer="dana", day=FRIDAY, did=("[/x] ünï",), at=NOON)
    blocker = Blocker(id=new_id(), developer="dana", what="review", who="bob", since=FRIDAY)
    records: list[Record] = [item, point, logged, timer, leave, closing, published, tombstone, said, blocker]
    store.write(change(*map(create, records)))
    desk, week = store.desk("dana"), store.week("dana", W47)
    assert [*desk.work_items, *desk.touchpoints, *desk.leave, desk.timer] == [item, point, leave, timer]
    assert list(desk.blockers) == [blocker]
    assert [*week.entries, week.closed, *week.tombstones, *week.check_ins] == [logged, closing, tombstone, said]
    assert store.published(W47) == published


def test_a_resolved_blocker_lies_in_the_year_in_which_it_was_and_comes_back(store: Store) -> None:
    blocker = Blocker(id=new_id(), developer="dana", what="review", who="bob", is_developer=True, since=FRIDAY)
    store.write(change(create(blocker)))
    receipt = store.write(change(edit(blocker, resolved_on=date(2027, 1, 4), resolved_by="bob"), by="bob"))
    assert list(store.desk("dana").blockers) == []
    assert [one.resolved_by for one in store.closed("dana", 2027).blockers] == ["bob"]
    assert list(store.closed_years("dana")) == [2027]
    take_back(store, receipt)
    assert list(store.desk("dana").blockers) == [blocker]
    assert list(store.closed("dana", 2027).blockers) == []


def test_a_week_with_nothing_but_a_check_in_is_a_week_of_its_developer(store: Store) -> None:
    store.write(change(create(CheckIn(id=new_id(), developer="dana", day=FRIDAY, at=NOON))))
    assert list(store.weeks("dana")) == [W47]


def test_rounds_and_their_minutes_are_of_the_team_and_come_by_week(store: Store) -> None:
    begun = Round(
        id="2026-11-20.1",
        day=FRIDAY,
        by="dana",
        order=Order.FIXED,
        allotted=120,
        turns=(Turn(who="dana"),),
        current=0,
        begun_at=NOON,
    )
    parked = RoundNote(id=new_id(), round=begun.id, day=FRIDAY, kind=RoundNoteKind.PARKED, text="[/x] ünï", by="dana")
    store.write(change(create(begun)))
    store.write(change(create(parked), by="bob"))
    assert store.rounds(W47) == ([begun], [parked])
    assert store.rounds(W48) == ([], [])
    assert list(store.weeks("dana")) == []
    receipt = store.write(change(edit(begun, current=None)))
    take_back(store, receipt)
    assert store.rounds(W47).rounds == [begun]


def test_closings_are_found_by_developer_and_week(store: Store) -> None:
    of = {
        (who, week): ClosedWeek(id=new_id(), developer=who, week=str(week), closed_at=NOON)
        for who, week in (("dana", W47), ("dana", W48), ("bob", W48), ("zoe", W47))
    }
    store.write(change(*map(create, of.values()), create(entry())))
    assert store.closings(["dana", "bob"], W47, W47) == {("dana", W47): of["dana", W47]}
    assert store.closings(["dana", "bob"], W47, W48) == {key: one for key, one in of.items() if key[0] != "zoe"}
    assert store.closings(["dana"], W48, W48 + 60) == {("dana", W48): of["dana", W48]}
    store.write(change(remove(of["dana", W48])))
    assert store.closings(["dana"], W48, W48) == {}


def test_a_published_week_is_of_the_team_and_is_taken_back_by_its_change(store: Store) -> None:
    published = PublishedWeek(id=new_id(), week=str(W47), published_at=NOON, by="dana", summary={"a": 1})
    made = change(create(published))
    receipt = store.write(made)
    assert (store.published(W47), store.published(W48), list(store.weeks("dana"))) == (published, None, [])
    assert [one.id for one in store.history(5, [None])] == [made.id]
    back = store.taken_back(made.id, receipt.where)
    assert back is not None
    store.write(change(*back.ops))
    assert store.published(W47) is None


def test_records_come_in_the_order_of_their_ids(store: Store) -> None:
    entries = [entry(minutes) for minutes in (10, 20, 30)]
    for one in reversed(entries):
        store.write(change(create(one)))
    assert list(store.week("dana", W47).entries) == entries


def test_minutes_of_a_day_are_those_of_its_entries(store: Store) -> None:
    monday = date(2026, 11, 16)
    store.write(change(create(entry(30)), create(entry(15)), create(entry(7, day=monday))))
    store.write(change(create(entry(90, developer="bob"))))
    assert [store.minutes_on("dana", day) for day in (FRIDAY, monday, date(2026, 11, 17))] == [45, 7, 0]
    assert store.minutes_on("bob", FRIDAY) == 90
    assert store.together(lambda: store.minutes_on("dana", FRIDAY)) == 45


def test_a_week_is_closed_by_its_developer(store: Store) -> None:
    store.write(
        change(
            create(
                ClosedWeek(id="w", developer="dana", week=str(W47), closed_at=datetime(2026, 11, 20, 16, tzinfo=UTC))
            )
        )
    )
    closed = [store.is_closed(developer, week) for developer in ("dana", "bob") for week in (W47, W48)]
    assert closed == [True, False, False, False]


def test_an_entry_moves_with_its_day(store: Store) -> None:
    one = entry()
    store.write(change(create(one)))
    moved = edit(one, day=date(2026, 11, 23))
    store.write(change(moved))
    assert list(store.week("dana", W47).entries) == []
    assert list(store.week("dana", W48).entries) == [moved.after]
    assert list(store.weeks("dana")) == [W48]


def test_a_work_item_moves_with_its_owner_and_its_state(store: Store) -> None:
    item = work_item("API-12", developer=None)
    store.write(change(create(item)))
    assert list(store.desk(None).work_items) == [item]
    taken = edit(item, developer="bob", state=WorkState.DOING)
    store.write(change(taken))
    assert list(store.desk(None).work_items) == []
    assert list(store.desk("bob").work_items) == [taken.after]
    assert taken.after is not None
    done = edit(taken.after, state=WorkState.DONE, state_since=date(2027, 1, 2))
    store.write(change(done))
    assert list(store.desk("bob").work_items) == []
    assert list(store.closed("bob", 2027).work_items) == [done.after]
    assert list(store.closed_years("bob")) == [2027]


def test_a_touchpoint_of_nobody_is_closed_by_the_year(store: Store) -> None:
    point = touchpoint(developer=None)
    store.write(change(create(point)))
    done = edit(point, state=TouchpointState.DONE, closed_on=FRIDAY, outcome="renewed")
    store.write(change(done))
    assert list(store.closed(None, 2026).touchpoints) == [done.after]
    assert list(store.closed_years(None)) == [2026]
    assert list(store.closed_years("dana")) == []


def test_totals_are_by_developer_week_and_bucket(store: Store) -> None:
    store.write(
        change(
            create(entry(30)),
            create(entry(15)),
            create(entry(20, bucket=Bucket.CUSTOMER, customer="acme")),
            create(entry(60, developer="bob", day=date(2026, 11, 23), bucket=Bucket.OTHER)),
            create(entry(5, day=date(2026, 1, 1))),
        )
    )
    assert store.totals(["dana", "bob"], W47, W48) == {
        ("dana", W47): {Bucket.PRODUCTION: 45, Bucket.CUSTOMER: 20},
        ("bob", W48): {Bucket.OTHER: 60},
    }
    assert store.totals(["dana"], Week(2026, 1), Week(2026, 1)) == {("dana", Week(2026, 1)): {Bucket.PRODUCTION: 5}}
    assert store.totals([], W47, W48) == {}


def test_work_totals_are_over_all_weeks(store: Store) -> None:
    first = entry(30, work_item="API-12")
    store.write(change(create(first), create(entry(20, work_item="WEB-7")), create(entry(10))))
    store.write(change(create(entry(15, work_item="API-12", day=date(2025, 3, 3)))))
    assert store.work_totals("dana") == {"API-12": 45, "WEB-7": 20}
    store.write(change(remove(first)))
    assert store.work_totals("dana") == {"API-12": 15, "WEB-7": 20}
    assert store.work_totals("bob") == {}


def test_the_activity_of_a_developer_is_over_all_weeks_and_years(store: Store) -> None:
    meeting = entry(30, bucket=Bucket.CUSTOMER, customer="acme")
    inside = entry(20, bucket=Bucket.CUSTOMER, customer="acme", tags=("internal",), day=date(2025, 3, 3))
    point = touchpoint(state=TouchpointState.DONE, closed_on=date(2025, 3, 4), outcome="they take it")
    missed = touchpoint(state=TouchpointState.DONE, closed_on=FRIDAY, outcome="No answer")
    nobodys = touchpoint(developer=None, state=TouchpointState.DONE, closed_on=FRIDAY)
    store.write(change(*map(create, (meeting, inside, entry(60), entry(5, bucket=Bucket.OTHER)))))
    store.write(change(*map(create, (point, missed, nobodys))))
    found = store.activity("dana")
    assert found.days == {FRIDAY: DayMinutes(60, 30, 5), date(2025, 3, 3): DayMinutes(0, 20, 0)}
    assert found.care["acme"][FRIDAY] == Care(30, 1)
    assert found.care["acme"][date(2025, 3, 3)] == Care(20, 0)
    assert sum(care.contacts for by_day in found.care.values() for care in by_day.values()) == 2
    assert [care.contacts for by_day in store.activity(None).care.values() for care in by_day.values()] == [1]
    store.write(change(remove(meeting)))
    assert store.activity("dana").days[FRIDAY] == DayMinutes(60, 0, 5)
    assert store.activity("bob") == NOTHING_DONE


def test_a_change_is_applied_entirely_or_not_at_all(store: Store) -> None:
    one = entry()
    with pytest.raises(Conflict):
        store.write(change(create(one), create(entry(developer="bob")), edit(entry(), minutes=10)))
    assert list(store.week("dana", W47).entries) == []
    assert list(store.week("bob", W47).entries) == []
    assert list(store.history(5)) == []


def test_a_change_of_what_another_changed_is_a_conflict_that_names_them(store: Store) -> None:
    item = work_item("API-12")
    store.write(change(create(item)))
    store.write(change(edit(item, title="Theirs"), by="bob", why="work edit API-12"))
    with pytest.raises(Conflict) as raised:
        store.write(change(edit(item, title="Mine")))
    assert (raised.value.by, raised.value.why) == ("bob", "work edit API-12")
    assert isinstance(raised.value.stored, type(item))
    assert raised.value.stored.title == "Theirs"
    theirs = store.history(1)[0]
    assert (raised.value.record, raised.value.was, raised.value.at) == (item, item, theirs.at)
    assert [one.title for one in store.desk("dana").work_items] == ["Theirs"]


def test_the_same_version_with_other_content_is_a_conflict_too(store: Store) -> None:
    item = work_item("API-12")
    store.write(change(create(item)))
    never_stored = replace(item, title="Never stored")
    with pytest.raises(Conflict):
        store.write(change(edit(never_stored, title="Mine")))


def test_a_change_of_what_another_moved_finds_it_where_it_is_now(store: Store) -> None:
    item = work_item("API-12")
    store.write(change(create(item)))
    store.write(change(edit(item, developer="bob"), by="bob", why="work move API-12"))
    with pytest.raises(Conflict) as raised:
        store.write(change(edit(item, title="Mine")))
    assert raised.value.by == "bob"
    assert raised.value.stored == store.desk("bob").work_items[0]


def test_a_change_of_what_another_removed_is_a_conflict(store: Store) -> None:
    one = entry()
    store.write(change(create(one)))
    store.write(change(remove(one), by="bob", why="rm"))
    with pytest.raises(Conflict) as raised:
        store.write(change(edit(one, minutes=5)))
    assert (raised.value.stored, raised.value.by) == (None, "bob")
    assert "removed" in str(raised.value)


def test_creating_what_exists_is_a_conflict(store: Store) -> None:
    store.write(change(create(ACME), by="bob"))
    with pytest.raises(Conflict) as raised:
        store.write(change(create(ACME)))
    assert (raised.value.stored, raised.value.by, raised.value.is_new) == (ACME, "bob", True)


def test_several_operations_on_one_record_count_as_one(store: Store) -> None:
    timer = Timer(id="dana", developer="dana", started_at=NOON, bucket=Bucket.OTHER)
    store.write(change(create(timer)))
    restarted = Timer(id="dana", developer="dana", started_at=NOON + timedelta(hours=1), bucket=Bucket.OTHER)
    receipt = store.write(change(remove(timer), create(restarted)))
    assert store.desk("dana").timer == restarted
    assert store.history(1)[0].altered == 1
    take_back(store, receipt)
    assert store.desk("dana").timer == timer


def test_an_empty_change_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="needs an operation"):
        store.write(change())


def test_undo_and_redo_of_changes_over_several_weeks(store: Store) -> None:
    kept, moved, gone = entry(10), entry(20), entry(30, day=date(2026, 11, 23))
    item = work_item("API-12")
    store.write(change(*map(create, [kept, moved, gone, item])))
    before = (store.week("dana", W47), store.week("dana", W48), store.desk("dana"))
    new = entry(40, developer="bob")
    receipt = store.write(
        change(
            edit(kept, minutes=11),
            edit(moved, day=date(2026, 11, 24)),
            remove(gone),
            create(new),
            edit(item, state=WorkState.DONE, state_since=FRIDAY),
        )
    )
    after = (store.week("dana", W47), store.week("dana", W48), store.desk("dana"), store.closed("dana", 2026))
    assert [one.minutes for one in after[0].entries] == [11]
    undone = take_back(store, receipt)
    assert (store.week("dana", W47), store.week("dana", W48), store.desk("dana")) == before
    assert list(store.week("bob", W47).entries) == []
    redone = take_back(store, undone, ChangeKind.REDO)
    assert (store.week("dana", W47), store.week("dana", W48), store.desk("dana"), store.closed("dana", 2026)) == after
    assert list(store.week("bob", W47).entries) == [new]
    take_back(store, redone)
    assert (store.week("dana", W47), store.week("dana", W48), store.desk("dana")) == before


def test_undo_of_what_another_changed_since_is_a_conflict(store: Store) -> None:
    item = work_item("API-12")
    receipt = store.write(change(create(item)))
    store.write(change(edit(item, title="Theirs"), by="bob", why="work edit API-12"))
    with pytest.raises(Conflict) as raised:
        store.taken_back(receipt.change_id, receipt.where)
    assert (raised.value.by, raised.value.was, raised.value.at) == ("bob", item, store.history(1)[0].at)


def test_undo_of_what_another_removed_since_is_a_conflict(store: Store) -> None:
    one = entry()
    receipt = store.write(change(create(one)))
    edited = edit(one, minutes=50)
    second = store.write(change(edited))
    assert edited.after is not None
    store.write(change(remove(edited.after), by="bob"))
    for earlier in (receipt, second):
        with pytest.raises(Conflict) as raised:
            store.taken_back(earlier.change_id, earlier.where)
        assert (raised.value.stored, raised.value.by) == (None, "bob")


def test_undo_of_a_creation_leaves_what_another_made_in_its_place(store: Store) -> None:
    receipt = store.write(change(create(ACME)))
    store.write(change(remove(ACME), by="bob"))
    theirs = replace(ACME, name="Acme of Bob")
    store.write(change(create(theirs), by="bob"))
    with pytest.raises(Conflict) as raised:
        store.taken_back(receipt.change_id, receipt.where)
    assert (raised.value.stored, raised.value.by) == (theirs, "bob")


def test_a_change_undone_and_followed_by_another_cannot_be_undone_again(store: Store) -> None:
    item = work_item("API-12")
    store.write(change(create(item)))
    receipt = store.write(change(edit(item, title="First")))
    take_back(store, receipt)
    store.write(change(edit(item, title="Second")))
    with pytest.raises(Conflict):
        store.taken_back(receipt.change_id, receipt.where)


def test_undo_of_a_removal_is_a_conflict_where_the_place_is_taken(store: Store) -> None:
    store.write(change(create(ACME)))
    receipt = store.write(change(remove(ACME)))
    store.write(change(create(ACME), by="bob"))
    with pytest.raises(Conflict) as raised:
        store.taken_back(receipt.change_id, receipt.where)
    assert raised.value.by == "bob"


def test_undo_meets_what_happens_between_asking_and_writing(store: Store) -> None:
    item = work_item("API-12")
    store.write(change(create(item)))
    edited = edit(item, title="Mine")
    receipt = store.write(change(edited))
    taken = store.taken_back(receipt.change_id, receipt.where)
    assert taken is not None
    assert edited.after is not None
    store.write(change(edit(edited.after, title="Theirs"), by="bob"))
    with pytest.raises(Conflict):
        store.write(change(*taken.ops, kind=ChangeKind.UNDO, of=receipt.change_id))


def test_where_is_known_before_the_change_is_written(store: Store) -> None:
    one = change(create(entry()), create(entry(developer="bob")))
    places = store.where(one)
    assert store.taken_back(one.id, places) is None
    assert store.write(one).where == places
    taken = store.taken_back(one.id, places)
    assert taken is not None
    assert taken.why == one.why


def test_the_history_is_newest_first_and_counts(store: Store) -> None:
    one, item = entry(), work_item("API-12")
    changes = [
        change(create(one), create(item), create(entry(developer="bob")), group="g"),
        change(edit(one, minutes=50), edit(item, developer="bob"), by="bob"),
        change(create(touchpoint())),
    ]
    for each in changes:
        store.write(each)
    history = store.history(10)
    assert [past.id for past in history] == [each.id for each in reversed(changes)]
    assert [(past.created, past.altered, past.removed) for past in history] == [(1, 0, 0), (0, 2, 0), (3, 0, 0)]
    assert [past.why for past in history] == [each.why for each in reversed(changes)]
    assert [past.at for past in history] == [each.at for each in reversed(changes)]
    assert (history[1].by, history[2].group) == ("bob", "g")
    assert [past.id for past in store.history(2)] == [changes[2].id, changes[1].id]
    assert list(store.history(0)) == []


def test_the_history_of_some_developers_has_only_what_was_done_to_theirs(store: Store) -> None:
    shared, hers, his = change(create(ACME)), change(create(entry())), change(create(entry(developer="bob")))
    both = change(create(entry()), create(entry(developer="bob")), create(entry(developer="bob")))
    for each in (shared, hers, his, both):
        store.write(each)
    assert [past.id for past in store.history(9, ["dana"])] == [both.id, hers.id]
    assert [past.created for past in store.history(9, ["bob"])] == [2, 1]
    assert [past.id for past in store.history(9, [None])] == [shared.id]
    assert len(store.history(9)) == 4


def test_an_undo_is_a_change_of_its_own(store: Store) -> None:
    receipt = store.write(change(create(entry()), why="log 45m"))
    take_back(store, receipt)
    undo = store.history(1)[0]
    assert (undo.kind, undo.of, undo.removed, undo.why) == (ChangeKind.UNDO, receipt.change_id, 1, "log 45m")


def test_a_watch_sees_changes(store: Store) -> None:
    watch = store.watch()
    store.write(change(create(entry())))
    assert watch.changed()
    store.write(change(create(work_item("API-12"))))
    assert watch.changed()


def test_two_changes_of_many_records_add_up(store: Store) -> None:
    days = [date(2026, 1, 5) + timedelta(days=3 * n) for n in range(60)]
    many: Change = change(*(create(entry(n + 1, day=day)) for n, day in enumerate(days)))
    store.write(many)
    totals = store.totals(["dana"], Week(2026, 1), Week(2026, 53))
    assert sum(sum(buckets.values()) for buckets in totals.values()) == sum(range(1, 61))
    assert list(store.weeks("dana")) == sorted({Week.of(day) for day in days})


def test_a_record_that_moves_between_two_reads_is_seen_once_by_reads_that_belong_together(store: Store) -> None:
    item = work_item("API-12")
    store.write(change(create(item)))
    moves = iter([change(edit(item, developer="bob"))])

    def keys() -> list[str]:
        found = [one.key for one in store.desk("dana").work_items]
        for move in moves:
            store.write(move)
        return found + [one.key for one in store.desk("bob").work_items]

    assert store.together(keys) == ["API-12"]


def test_the_history_of_a_record_tells_before_and_after_wherever_it_lay(store: Store) -> None:
    item, other = work_item("API-12"), work_item("API-13")
    store.write(change(create(item), create(other)))
    doing = edit(item, state=WorkState.DOING)
    given = edit(doing.record, developer="bob")
    done = edit(given.record, state=WorkState.DONE, state_since=FRIDAY)
    unowned = edit(done.record, state=WorkState.TODO, developer=None)
    for number, op in enumerate((doing, given, done, unowned)):
        store.write(change(op, create(entry(developer="bob")), by="bob" if number else "dana"))
    store.write(change(edit(other, title="Not this one")))
    history = store.record_history(item)
    assert isinstance(unowned.after, WorkItem)
    assert list(store.record_history(unowned.after)) == list(history)
    assert [one.by for one in history] == ["bob", "bob", "bob", "dana", "dana"]
    assert [(one.before, one.after) for one in reversed(history)] == [
        (None, item),
        (item, doing.after),
        (doing.after, given.after),
        (given.after, done.after),
        (done.after, unowned.after),
    ]


def test_the_history_of_a_record_tells_undo_redo_and_removal(store: Store) -> None:
    point = touchpoint()
    made = store.write(change(create(point)))
    edited = edit(point, due_on=FRIDAY)
    receipt = store.write(change(edited))
    undone = take_back(store, receipt)
    redone = take_back(store, undone, ChangeKind.REDO)
    take_back(store, redone)
    take_back(store, made)
    history = store.record_history(point)
    assert [one.kind.value for one in history] == ["undo", "undo", "redo", "undo", "do", "do"]
    after = edited.after
    assert [(one.before, one.after) for one in reversed(history)] == [
        (None, point),
        (point, after),
        (after, point),
        (point, after),
        (after, point),
        (point, None),
    ]


def test_the_history_of_a_record_that_no_change_touched_is_empty(store: Store) -> None:
    assert list(store.record_history(work_item("API-12"))) == []
