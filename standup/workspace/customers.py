"""Customers: add, list and edit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from standup.domain.cadence import Cadence, cadence_of
from standup.domain.change import Op, altered, create
from standup.domain.conflicts import edit_words
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import Contact, Customer
from standup.domain.text import did_you_mean, shown, storable, unused_slug
from standup.store.protocol import Roster
from standup.workspace.people import required
from standup.workspace.session import Workspace, known_names, named, names_of

_KEY = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"


def add_customer(
    workspace: Workspace,
    key: str,
    *,
    name: str | None = None,
    contacts: tuple[Contact, ...] = (),
    notes: str = "",
    cadence: Cadence | None = None,
    stage: str = "",
) -> Customer:
    """Add a customer under a short key; raises UsageError for a key that is taken or cannot be typed."""
    key = key.strip().removeprefix("@")
    if not re.fullmatch(_KEY, key):
        raise UsageError(f"'{shown(key)}' is no key; write letters, digits, dots and dashes, such as acme")
    name = required(name if name is not None else key, "name")
    customers = workspace.store.roster().customers.values()
    _refuse_taken(customers, key)
    _refuse_taken(customers, name)
    customer = Customer(
        id=key,
        name=name,
        contacts=contacts,
        notes=storable(notes).strip(),
        cadence_ideal=cadence.ideal if cadence else None,
        cadence_max=cadence.most if cadence else None,
        stage=stage,
    )
    workspace.commit(f"add customer {shown(customer.name)}", [create(customer)])
    return customer


def new_customer(roster: Roster, name: str) -> Customer:
    """The record of a customer of this name, under a key made of it; raises UsageError for an empty or taken name."""
    name = required(name.strip().removeprefix("@"), "name")
    _refuse_taken(roster.customers.values(), name)
    taken = {one.casefold() for one in names_of(roster.customers.values())}
    return Customer(id=unused_slug(name, taken), name=name)


def is_customer(roster: Roster, name: str) -> bool:
    """Whether a key or name means a customer; raises UsageError where it means several."""
    return named(roster.customers.values(), name.strip().removeprefix("@")) is not None


def _refuse_taken(others: Iterable[Customer], wanted: str) -> None:
    """Raise UsageError where a key or name means one of the others already."""
    for other in others:
        if wanted.casefold() in (other.id.casefold(), other.name.casefold()):
            raise UsageError(f"'{shown(wanted)}' is taken by {shown(other.name)} ({other.id})")


def find_customer(roster: Roster, name: str) -> Customer:
    """A customer by key or name, whatever the case; raises NotFoundError with the closest matches."""
    everyone = roster.customers.values()
    plain = name.strip().removeprefix("@")
    found = named(everyone, plain)
    if found is None:
        raise NotFoundError(f"no customer '{shown(plain)}'{did_you_mean(plain, names_of(everyone))}")
    return found


def list_customers(workspace: Workspace, *, inactive: bool = False) -> list[Customer]:
    """Customers by name; inactive ones only on request."""
    customers = workspace.store.roster().customers.values()
    chosen = (one for one in customers if one.active or inactive)
    return sorted(chosen, key=lambda one: (one.name.casefold(), one.id))


CLEARED: dict[str, dict[str, object]] = {
    "every": {"cadence_ideal": None, "cadence_max": None},
    "at-most": {"cadence_max": None},
    "stage": {"stage": ""},
    "notes": {"notes": ""},
    "matches": {"matches": ()},
}
"""What an edit can take away from a customer: the fields, and what is there then."""


def edit_customer(
    workspace: Workspace,
    who: str,
    *,
    contact: Contact | None = None,
    without: str | None = None,
    clear: Collection[str] = (),
    seen: Customer | None = None,
    **fields: Any,
) -> Customer:
    """Alter a customer; `contact` adds a contact person or replaces the one of that name, `without` removes one.

    `clear` names what to take away, of the keys of `CLEARED`. Days of a cadence that make no sense raise UsageError.
    With `seen`, the customer as the person saw it, an edit of what others have altered since is a Conflict.
    """
    roster = workspace.store.roster()
    customer = seen or find_customer(roster, who)
    changed = {name: value for name, value in fields.items() if value is not None}
    if "name" in changed:
        changed["name"] = required(changed["name"], "name")
        _refuse_taken([one for one in roster.customers.values() if one.id != customer.id], changed["name"])
    if "notes" in changed:
        changed["notes"] = storable(changed["notes"]).strip()
    contacts = customer.contacts
    if without is not None:
        contacts = tuple(one for one in contacts if one.name.casefold() != without.strip().casefold())
        if contacts == customer.contacts:
            names = [one.name for one in contacts]
            raise NotFoundError(
                f"{shown(customer.name)} has no contact '{shown(without)}'{did_you_mean(without, names)}"
            )
    if contact is not None:
        contacts = (*(one for one in contacts if one.name.casefold() != contact.name.casefold()), contact)
    if contacts != customer.contacts:
        changed["contacts"] = contacts
    for name in clear:
        changed |= CLEARED[name]
    if not changed:
        raise UsageError("nothing to change; name at least one field, such as --name")
    edited = altered(customer, **changed)
    cadence_of(edited.cadence_ideal, edited.cadence_max)
    why = edit_words(f"customer {shown(customer.name)}", customer, edited, known_names(roster))
    workspace.commit(why, [Op(customer, edited)])
    return edited


def contact_of(text: str) -> Contact:
    """A contact person from `Jane Doe, +49 30 1234, jane@example.com`: name first, phone and e-mail in any order."""
    name, *rest = (part.strip() for part in storable(text).split(","))
    phone = next((part for part in rest if part and "@" not in part), "")
    email = next((part for part in rest if "@" in part), "")
    if len([part for part in rest if part]) > bool(phone) + bool(email):
        raise UsageError(f"'{shown(text)}' is no contact; write name, phone, e-mail")
    return Contact(name=required(name, "contact's name"), phone=phone, email=email)
