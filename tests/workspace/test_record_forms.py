"""Forms on work items and touchpoints: what they begin with, what each field says, and what saving stores."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from standup.domain.change import Conflict
from standup.domain.errors import UsageError
from standup.domain.records import Origin, SnoozeReason, WorkState
from standup.workspace.record_forms import FieldError, RecordForm, TouchpointForm, WorkForm
from standup.workspace.touchpoints import snooze, touchpoint_named
from standup.workspace.undo import undo
from standup.workspace.work import add_work, edit_work, move_work, next_key, unblock, work_named
from tests.workspace.office import MONDAY, WORK, Office, touchpoint

FRIDAY = date(2026, 11, 27)


def filled(form: RecordForm, **texts: str) -> dict[str, str]:
    """The fields of a form after somebody typed some."""
    return form.start() | texts


def test_a_new_work_item_is_mine_under_the_next_key() -> None:
    office = Office()
    form = WorkForm(office.dana)
    assert form.start() == {
        "key": "API-13",
        "title": "",
        "estimate": "",
        "due": "",
        "customer": "",
        "owner": "Dana Osei",
    }
    saved = form.save(filled(form, title="Rate limits", estimate="1,5h", due="fri", customer="acme corp"))
    assert saved is not None
    item = work_named(office.dana, "API-13")
    assert (saved.record_id, saved.words) == (item.id, "added API-13 Rate limits")
    assert (item.estimate, item.due_on, item.customer, item.developer) == (90, FRIDAY, "acme", "dana")
    undo(office.dana)
    with pytest.raises(UsageError):
        work_named(office.dana, "API-13")


def test_the_next_key_follows_the_prefix_used_last_and_is_free() -> None:
    office = Office()
    assert next_key(office.bob) == "DB-5"
    assert next_key(office.by("zoe")) == "DB-5", "the latest of anybody's, where I have none"
    add_work(office.dana, "WEB-7", "x")
    add_work(office.bob, "WEB-30", "x")
    move_work(office.bob, "WEB-30", WorkState.DONE)
    add_work(office.bob, "WEB-8", "x")
    assert next_key(office.dana) == "WEB-9"
    move_work(office.bob, "WEB-8", WorkState.DONE)
    assert next_key(office.dana) == "WEB-9"
    assert next_key(Office(bare=False).dana) == "API-13"
    only_words = Office(replace(WORK[0], id="w3", key="later", created_on=MONDAY, developer="zoe"))
    assert next_key(only_words.by("zoe")) == "DB-5"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("key", "NEW-1", "time is logged with #NEW-1"),
        ("estimate", "90m", "1h30"),
        ("estimate", "", ""),
        ("due", "tomorrow", "Tue 24 Nov, tomorrow"),
        ("due", "2026-11-01", "Sun 1 Nov, in the past"),
        ("due", "fri", "Fri 27 Nov, in 4 days"),
        ("due", "today", "Mon 23 Nov, today"),
        ("due", "", ""),
        ("customer", "ACME", "Acme Corp"),
        ("owner", "bob", "Bob Marsh"),
        ("owner", "Dana Osei", "Dana Osei, you"),
        ("owner", "", "nobody's; it stands on every Board"),
        ("owner", "nobody", "nobody's; it stands on every Board"),
        ("title", "x", ""),
    ],
)
def test_what_a_field_of_work_means(field: str, text: str, words: str) -> None:
    form = WorkForm(Office().dana)
    assert form.check(field, filled(form, **{field: text})) == words


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("key", "api-12", "API-12 exists already: Retry failed uploads"),
        ("key", "two words", "is no key"),
        ("title", " ", "the title is empty"),
        ("estimate", "a lot", "is no duration"),
        ("due", "soon", "is no day"),
        ("customer", "acmee", "did you mean acme"),
        ("owner", "bobb", "did you mean bob"),
    ],
)
def test_what_a_field_of_work_refuses(field: str, text: str, words: str) -> None:
    office = Office()
    form = WorkForm(office.dana)
    values = filled(form, title="x") | {field: text}
    with pytest.raises(UsageError, match=words):
        form.check(field, values)
    with pytest.raises(FieldError, match=words) as raised:
        form.save(values)
    assert raised.value.field == field
    assert len(office.store.desk("dana").work_items) == 1


def test_an_edit_begins_with_what_is_there_and_alters_what_was_typed() -> None:
    office = Office()
    seen = edit_work(office.dana, "API-12", estimate=480, due_on=FRIDAY, customer="acme")
    form = WorkForm(office.bob, seen)
    assert form.fields[0].is_fixed
    assert form.start() == {
        "key": "API-12",
        "title": "Retry failed uploads",
        "estimate": "8h",
        "due": "2026-11-27",
        "customer": "Acme Corp",
        "owner": "Dana Osei",
    }
    assert form.save(form.start()) is None
    saved = form.save(filled(form, title="New", due="tomorrow", owner="bob", estimate="4h", customer="globex"))
    assert saved is not None
    assert saved.words == "changed API-12 New"
    item = work_named(office.dana, "API-12")
    assert (item.title, item.estimate, item.developer, item.customer) == ("New", 240, "bob", "globex")
    cleared = WorkForm(office.bob, item)
    cleared.save(filled(cleared, due="", estimate=" ", customer="", owner=""))
    item = work_named(office.dana, "API-12")
    assert (item.due_on, item.estimate, item.customer, item.developer) == (None, None, None, None)


def test_an_edit_asks_nothing_of_what_stays_as_it_was() -> None:
    office = Office(replace(WORK[0], id="w3", key="OLD-1", customer="gone", developer="dana"))
    form = WorkForm(office.dana, work_named(office.dana, "OLD-1"))
    assert form.check("customer", form.start()) == ""
    assert form.save(filled(form, title="New")) is not None


def test_an_edit_of_what_others_altered_is_a_conflict_and_can_go_on_from_there() -> None:
    office = Office()
    form = WorkForm(office.dana, work_named(office.dana, "API-12"))
    values = filled(form, title="Mine")
    edit_work(office.bob, "API-12", due_on=FRIDAY)
    with pytest.raises(Conflict, match="Bob Marsh changed API-12") as raised:
        form.save(values)
    assert form.rebase(raised.value)
    assert form.start()["due"] == "2026-11-27"
    form.save(form.start() | {"title": "Mine"})
    item = work_named(office.dana, "API-12")
    assert (item.title, item.due_on) == ("Mine", FRIDAY)


def test_a_new_touchpoint_of_a_known_customer() -> None:
    office = Office()
    form = TouchpointForm(office.dana)
    assert {name: text for name, text in form.start().items() if text} == {"owner": "Dana Osei"}
    values = filled(form, customer="acme", title="Renewal call", due="fri", contact="Jane Doe")
    saved = form.save(values)
    assert saved is not None
    assert saved.words == "planned renewal: Acme Corp: Renewal call"
    point = touchpoint_named(office.dana, "acme")
    assert (point.id, point.kind, point.due_on, point.contact) == (saved.record_id, "renewal", FRIDAY, "Jane Doe")


def test_a_new_customer_comes_and_goes_with_its_touchpoint() -> None:
    office = Office()
    form = TouchpointForm(office.dana)
    values = filled(form, customer="Initech GmbH", title="First call", owner="")
    assert form.check("customer", values) == "new customer Initech GmbH"
    saved = form.save(values)
    assert saved is not None
    assert saved.words == "planned call with a new customer: Initech GmbH: First call"
    assert office.store.roster().customers["initech-gmbh"].name == "Initech GmbH"
    assert office.store.desk(None).touchpoints[0].customer == "initech-gmbh"
    assert undo(office.dana).changes == 1
    assert "initech-gmbh" not in office.store.roster().customers
    assert not office.store.desk(None).touchpoints


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("customer", "Acme Corp", "Acme Corp"),
        ("customer", "acmee", "new customer acmee; did you mean acme?"),
        ("kind", "dem", "demo"),
        ("kind", "", "renewal, by the words above"),
        ("contact", "jane doe", "+49 30 901820"),
        ("contact", "", "Jane Doe, the first one"),
        ("contact", "Jim", "not among the contact persons so far"),
    ],
)
def test_what_a_field_of_a_touchpoint_means(field: str, text: str, words: str) -> None:
    form = TouchpointForm(Office().dana)
    values = filled(form, customer="acme", title="Renewal") | {field: text}
    assert form.check(field, values) == words


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("customer", "", "the customer is empty"),
        ("title", "", "the title is empty"),
        ("kind", "visit", "is no kind"),
        ("due", "03/04", "can mean"),
        ("owner", "nobodyy", "no developer"),
    ],
)
def test_what_a_field_of_a_touchpoint_refuses(field: str, text: str, words: str) -> None:
    office = Office()
    form = TouchpointForm(office.dana)
    with pytest.raises(FieldError, match=words) as raised:
        form.save(filled(form, customer="acme", title="x") | {field: text})
    assert raised.value.field == field
    assert not office.store.desk("dana").touchpoints


def test_a_touchpoint_is_edited_and_a_conflict_is_one() -> None:
    office = Office(touchpoint("0000aaaa", kind="visit [old]", due_on=FRIDAY, contact="Jane Doe"))
    form = TouchpointForm(office.dana, touchpoint_named(office.dana, "acme"))
    assert form.start()["customer"] == "Acme Corp"
    snooze_first = filled(form, title="New")
    snooze(office.bob, "acme", FRIDAY, SnoozeReason.AWAY)
    with pytest.raises(Conflict, match="Bob Marsh") as raised:
        form.save(snooze_first)
    assert form.rebase(raised.value)
    assert form.save(form.start()) is None
    form.save(filled(form, title="Quarterly review", kind="", due="", contact="", owner="bob"))
    point = touchpoint_named(office.dana, "acme")
    assert (point.title, point.kind, point.due_on) == ("Quarterly review", "review", None)
    assert (point.contact, point.developer) == ("", "bob")
    assert point.snoozes
    gone = Conflict(point, None)
    assert not form.rebase(gone)


def test_choices_are_names() -> None:
    office = Office(touchpoint("0000aaaa"))
    form = TouchpointForm(office.dana)
    values = filled(form, customer="acme")
    assert form.choices("customer", values) == ["Acme Corp", "Globex, Inc."]
    assert form.choices("contact", values) == ["Jane Doe"]
    assert form.choices("contact", filled(form)) == []
    assert "call" in form.choices("kind", values)
    assert form.choices("owner", values) == ["Bob Marsh", "Dana Osei", "Zoë Müller", "nobody"]
    assert form.choices("title", values) == []


def test_what_is_unblocked_goes_back_to_where_it_was() -> None:
    office = Office()
    move_work(office.bob, "DB-4", WorkState.BLOCKED, blocker="design")
    move_work(office.bob, "DB-4", WorkState.BLOCKED, blocker="dana")
    assert unblock(office.dana, "DB-4").state is WorkState.TODO
    with pytest.raises(UsageError, match="is not blocked"):
        unblock(office.dana, "DB-4")
    unknown = Office(replace(WORK[0], id="w3", key="OLD-1", state=WorkState.BLOCKED))
    assert unblock(unknown.dana, "OLD-1").state is WorkState.DOING


def test_a_touchpoint_comes_again_by_the_words_of_its_form_until_they_are_cleared() -> None:
    office = Office()
    form = TouchpointForm(office.dana, customer="acme")
    assert form.start()["customer"] == "Acme Corp"
    values = filled(form, title="Review", due="fri", repeat="on the 5th")
    assert form.check("repeat", values) == (
        "on the 5th: Mon 7 Dec*, Tue 5 Jan 2027, Fri 5 Feb 2027, Fri 5 Mar 2027, Mon 5 Apr 2027 (* moved to a workday)"
    )
    assert form.check("repeat", values | {"due": "[no day]", "owner": "[nobody]"}).startswith("on the 5th: Mon 7 Dec*")
    with pytest.raises(UsageError, match="is no recurrence; write every 2 weeks"):
        form.check("repeat", values | {"repeat": "[now] and then"})
    with pytest.raises(FieldError) as wrong:
        form.save(values | {"repeat": "hourly"})
    assert wrong.value.field == "repeat"
    assert form.check("repeat", values | {"repeat": ""}) == ""
    form.save(values)
    made = touchpoint_named(office.dana, "acme")
    assert (made.rule, made.due_on, made.origin) == ("FREQ=MONTHLY;BYMONTHDAY=5", date(2026, 12, 7), Origin.SERIES)

    again = TouchpointForm(office.dana, made)
    assert again.start()["repeat"] == "on the 5th"
    assert again.save(again.start()) is None
    again.save(filled(again, repeat="every 2 weeks"))
    weekly = touchpoint_named(office.dana, "acme")
    assert (weekly.rule, weekly.due_on) == ("FREQ=WEEKLY;INTERVAL=2", date(2026, 12, 7))

    last = TouchpointForm(office.dana, weekly)
    assert last.check("repeat", filled(last, repeat=" ")) == "the series ends with this one"
    last.save(filled(last, repeat=""))
    ended = touchpoint_named(office.dana, "acme")
    assert (ended.rule, ended.rule_start, ended.recurs_on, ended.origin) == ("", None, None, Origin.PERSON)
    assert ended.due_on == weekly.due_on
