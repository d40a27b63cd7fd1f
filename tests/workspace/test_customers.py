"""Customers: keys and names that mean one customer each, and their contact persons."""

from __future__ import annotations

from typing import Any

import pytest

from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import Contact
from standup.workspace.customers import add_customer, contact_of, edit_customer, find_customer, list_customers
from standup.workspace.names import Names
from tests.workspace.office import Office


def test_a_customer_has_a_key_and_a_name() -> None:
    office = Office()
    made = add_customer(office.dana, "@umbrella", name=" Umbrella [x] \x1b ", notes=" careful ")
    assert (made.id, made.name, made.notes) == ("umbrella", "Umbrella [x] \x1b", "careful")
    assert add_customer(office.dana, "initech").name == "initech"


@pytest.mark.parametrize("key", ["", "two words", "-x", "müller", "a/b", "x" * 41, "\x1b"])
def test_a_key_that_cannot_be_typed_is_refused(key: str) -> None:
    with pytest.raises(UsageError, match="is no key"):
        add_customer(Office().dana, key)


@pytest.mark.parametrize(
    ("key", "name"), [("acme", None), ("ACME", "Other"), ("x", "acme"), ("x", "ACME CORP"), ("x", "Globex, Inc.")]
)
def test_a_key_or_name_that_means_another_customer_is_refused(key: str, name: str | None) -> None:
    with pytest.raises(UsageError, match=r"is taken by (Acme Corp \(acme\)|Globex, Inc\. \(globex\))"):
        add_customer(Office().dana, key, name=name)


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(UsageError, match="the name is empty"):
        add_customer(Office().dana, "x", name=" ")


def test_one_is_found_by_key_and_by_name_in_any_case() -> None:
    office = Office()
    roster = office.store.roster()
    for text in ("acme", "@ACME", "acme corp"):
        assert find_customer(roster, text).id == "acme"
    with pytest.raises(NotFoundError, match="no customer 'acmee'; did you mean acme"):
        find_customer(roster, "acmee")
    names = Names(office.store, "dana")
    assert (names.customer("Acme Corp"), names.customer("nobody"), names.developer("BOB")) == ("acme", None, "bob")


def test_an_edit_alters_what_is_named() -> None:
    office = Office()
    edited = edit_customer(office.dana, "acme", name="Acme Ltd", notes=" n\ud800 ", active=False)
    assert (edited.name, edited.notes, edited.active) == ("Acme Ltd", "n�", False)
    assert edit_customer(office.dana, "acme", name="ACME").name == "ACME"
    wrongs: tuple[dict[str, Any], ...] = ({}, {"name": ""}, {"name": "globex"})
    for wrong in wrongs:
        with pytest.raises(UsageError):
            edit_customer(office.dana, "acme", **wrong)


def test_lists_leave_out_who_is_inactive() -> None:
    office = Office()
    edit_customer(office.dana, "acme", active=False)
    assert [one.id for one in list_customers(office.dana)] == ["globex"]
    assert [one.id for one in list_customers(office.dana, inactive=True)] == ["acme", "globex"]


def test_contact_persons_are_added_replaced_by_name_and_removed() -> None:
    office = Office()
    edit_customer(office.dana, "acme", contact=contact_of("Jim Poe, jim@acme.example"))
    edit_customer(office.dana, "acme", contact=contact_of("jane doe, +49 1"))
    contacts = office.store.roster().customers["acme"].contacts
    assert contacts == (Contact(name="Jim Poe", email="jim@acme.example"), Contact(name="jane doe", phone="+49 1"))
    edit_customer(office.dana, "acme", without="Jim Poe")
    with pytest.raises(NotFoundError, match="has no contact 'Jan Doe'; did you mean jane doe"):
        edit_customer(office.dana, "acme", without="Jan Doe")


def test_a_contact_is_name_phone_and_mail_in_any_order() -> None:
    full = Contact(name="Jane", phone="+49 30 1", email="j@x.example")
    assert contact_of("Jane, +49 30 1, j@x.example") == contact_of("Jane,j@x.example , +49 30 1") == full
    assert contact_of("Jane") == Contact(name="Jane")
    for wrong in ("", ", +49", "Jane, 1, 2", "Jane, a@b, c@d"):
        with pytest.raises(UsageError):
            contact_of(wrong)
