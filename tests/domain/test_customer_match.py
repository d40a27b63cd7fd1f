"""Which customer a row is about."""

from __future__ import annotations

from typing import Any

import pytest

from standup.domain.customer_match import Matcher, parse_customer_rule
from standup.domain.errors import UsageError
from standup.domain.records import Contact, Customer
from standup.domain.touchpoint_import import Person, SourceActivity

JANE = Contact(name="Jane Doe", email="Jane@mail.acme.example")
ACME = Customer(id="acme", name="Acme Corp", contacts=(JANE,), matches=("Project X",))
GLOBEX = Customer(id="globex", name="Globex")
MS = Customer(id="ms", name="Müller & Söhne", contacts=(Contact(name="Jo", email="jo@gmail.com"),))
MATCHER = Matcher([ACME, GLOBEX, MS], own_domains=["home.example"])


def row(title: str = "Lunch", *people: tuple[str, str], **fields: Any) -> SourceActivity:
    return SourceActivity(line=1, title=title, people=tuple(Person(*one) for one in people), **fields)


@pytest.mark.parametrize(
    ("one", "customer", "contact"),
    [
        (row(company="acme corp"), "acme", ""),
        (row(company="GLOBEX"), "globex", ""),
        (row("Lunch", ("", "jane@mail.acme.example")), "acme", "Jane Doe"),
        (row("Lunch", ("Al", "al@mail.acme.example")), "acme", "Al"),
        (row("Lunch", ("", "x@globex.co.uk")), "globex", "x@globex.co.uk"),
        (row("Lunch", ("", "x@eu.acme-corp.com")), "acme", "x@eu.acme-corp.com"),
        (row("Lunch", ("jane  doe", "")), "acme", "jane  doe"),
        (row("Call with Globex, again"), "globex", ""),
        (row("müller & söhne: quote"), "ms", ""),
        (row("project x"), "acme", ""),
        (row("Lunch", ("", "jo@gmail.com")), "ms", "Jo"),
    ],
)
def test_the_customer_is_found(one: SourceActivity, customer: str, contact: str) -> None:
    found = MATCHER.find(one)
    assert (found.customer, found.contact) == (customer, contact)


@pytest.mark.parametrize(
    ("one", "text", "several"),
    [
        (row(company="Initech"), "Initech", False),
        (row("Lunch", ("Me", "me@home.example"), ("", "x@initech.example")), "initech.example", False),
        (row("Lunch", ("", "someone@gmail.com")), "someone@gmail.com", False),
        (row("Lunch", ("Al", "")), "Al", False),
        (row("Megaglobexing"), "Megaglobexing", False),
        (row("Globex and Acme Corp"), "Globex and Acme Corp", True),
        (row(""), "(no words)", False),
        (row("[/b] (("), "[/b] ((", False),
        (row("ms word"), "ms word", False),
    ],
)
def test_what_nobody_can_tell_gives_the_text_to_map(one: SourceActivity, text: str, several: bool) -> None:
    found = MATCHER.find(one)
    assert (found.customer, found.text, found.several) == (None, text, several)


def test_what_was_mapped_goes_before_names_and_a_rule_before_that() -> None:
    mapped = {"initech.example": "globex", "Globex": "acme"}
    rule = parse_customer_rule("attendee~@umbrella=ms")
    matcher = Matcher([ACME, GLOBEX, MS], [(rule, "ms")], mapped)
    assert matcher.find(row("Lunch", ("Al", "al@initech.example"))).contact == "Al"
    assert matcher.find(row(company="globex")).customer == "acme"
    assert matcher.find(row("Lunch", ("", "x@umbrella.example"), company="globex")).customer == "ms"


def test_without_customers_nothing_matches() -> None:
    assert Matcher([]).find(row("Acme", ("", "x@acme.example"))).customer is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("title=acme", "names no customer"),
        ("title~x", "names no customer"),
        ("titel~x=acme", "did you mean title"),
        ("title~(=acme", "no regular expression"),
        ("title~(a+)+b=acme", "repeats a repeat"),
    ],
)
def test_wrong_rules_are_told(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        parse_customer_rule(text)


def test_a_star_is_every_field() -> None:
    rule = parse_customer_rule("*~Secret=acme")
    assert rule.covers(row(note="the secret"))
    assert rule.covers(row("x", ("Secret Al", "")))
    assert not rule.covers(row("x", owner="secret"))
