"""The form of a customer: each field said in words, stored in one change, and never over what others altered."""

from __future__ import annotations

import pytest

from standup.domain.change import Conflict
from standup.domain.errors import UsageError
from standup.domain.records import Contact, Customer
from standup.workspace.customer_form import CustomerForm
from standup.workspace.customers import edit_customer
from standup.workspace.record_forms import FieldError, Saved
from standup.workspace.undo import undo
from tests.workspace.office import CUSTOMERS, Office


def stored(office: Office, key: str = "acme") -> Customer:
    return office.store.roster().customers[key]


def save(office: Office, **typed: str) -> Saved | None:
    form = CustomerForm(office.dana, stored(office))
    return form.save(form.start() | typed)


def test_all_fields_are_stored_in_one_change_that_undo_takes_back() -> None:
    office = Office()
    saved = save(
        office,
        name="Acme Ltd",
        every="2w",
        most="30d",
        stage="ren",
        notes="careful ¶ with dates",
        contact="Pia Lind, +49 1, pia@acme.example",
        active="n",
    )
    assert saved == ("changed Acme Ltd", "acme")
    after = stored(office)
    assert (after.name, after.cadence_ideal, after.cadence_max, after.active) == ("Acme Ltd", 14, 30, False)
    assert (after.stage, after.notes) == ("renew", "careful\nwith dates")
    assert after.contacts == (*CUSTOMERS[0].contacts, Contact(name="Pia Lind", phone="+49 1", email="pia@acme.example"))
    form = CustomerForm(office.dana, after)
    assert form.start()["notes"] == "careful ¶ with dates"
    assert form.save(form.start()) is None
    undo(office.dana)
    assert stored(office).contacts == CUSTOMERS[0].contacts


def test_emptied_fields_are_taken_away() -> None:
    office = Office()
    save(office, every="14d", most="30d", stage="demo", notes="x")
    save(office, every="", most="", stage="", notes="")
    after = stored(office)
    assert (after.cadence_ideal, after.cadence_max, after.stage, after.notes) == (None, None, "", "")


@pytest.mark.parametrize(
    ("field", "text"),
    [("name", " "), ("every", "often"), ("most", "30d"), ("stage", "maybe"), ("contact", ", 1"), ("active", "perhaps")],
)
def test_what_is_wrong_is_told_at_its_field_and_changes_nothing(field: str, text: str) -> None:
    office = Office()
    with pytest.raises(FieldError) as raised:
        save(office, **{field: text})
    assert raised.value.field == field
    assert stored(office) == CUSTOMERS[0]


def test_at_most_below_every_is_refused() -> None:
    office = Office()
    save(office, every="7d", most="14d")
    with pytest.raises(UsageError, match="at most"):
        save(office, every="30d")
    assert stored(office).cadence_ideal == 7


def test_each_field_says_what_it_means() -> None:
    office = Office()
    form = CustomerForm(office.dana, stored(office))
    values = form.start() | {"every": "2w", "most": "30d", "stage": "ren", "active": "no", "contact": "jane doe, 1"}
    assert form.check("every", values) == "every 14 days"
    assert form.check("most", values) == "every 14 days, at most 30"
    assert form.check("stage", values) == "renew"
    assert form.check("active", values) == "inactive: no next step is asked for"
    assert form.check("contact", values) == "in place of what is known: jane doe, 1"
    assert form.check("contact", values | {"contact": "Pia"}) == "one more: Pia"
    assert form.choices("contact", values) == ["Jane Doe, +49 30 901820", "- Jane Doe"]
    assert "renew" in form.choices("stage", values)


def test_what_others_altered_is_met_and_kept() -> None:
    office = Office()
    form = CustomerForm(office.dana, stored(office))
    typed = form.start() | {"notes": "mine"}
    edit_customer(office.bob, "acme", stage="demo")
    with pytest.raises(Conflict) as raised:
        form.save(typed)
    assert form.rebase(raised.value)
    form.save(form.start() | {"notes": "mine"})
    assert (stored(office).stage, stored(office).notes) == ("demo", "mine")


def test_a_contact_person_is_taken_away_by_a_minus_and_the_name() -> None:
    office = Office()
    form = CustomerForm(office.dana, stored(office))
    assert form.check("contact", form.start() | {"contact": "- jane doe"}) == "takes Jane Doe away"
    with pytest.raises(FieldError, match="has no contact 'Jane Do'; did you mean Jane Doe"):
        save(office, contact="-Jane Do")
    save(office, contact="- jane doe")
    assert stored(office).contacts == ()
    undo(office.dana)
    assert stored(office).contacts == CUSTOMERS[0].contacts
