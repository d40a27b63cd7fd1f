"""Which customer a row of a foreign file is about: by rules, by what was mapped once, by company, address or name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from standup.domain.bucket_rules import LONGEST_SEARCHED, rule_pattern
from standup.domain.errors import UsageError
from standup.domain.records import Customer
from standup.domain.text import did_you_mean, shown
from standup.domain.time_import import fold
from standup.domain.touchpoint_import import Person, SourceActivity

NO_WORDS = "(no words)"
"""In place of the text of a row that has none."""
MATCH_FIELDS = ("title", "company", "attendee", "note")
"""What `*` stands for in a rule; an attendee is a name or an address."""
_EXAMPLE = "write it as 'title,company~acme|globex=acme'"
_SHORTEST_IN_TITLE = 3
"""Characters of a key or name below which it may be a part of any title."""
_PUBLIC = frozenset(
    (
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com"),
        *("gmx.de", "gmx.net", "web.de", "t-online.de", "proton.me", "protonmail.com", "aol.com", "mail.com"),
        *("me.com", "group.calendar.google.com", "resource.calendar.google.com"),
    )
)
"""Domains under which anybody has an address."""
_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "ac", "gov", "edu"])


class CustomerRule(NamedTuple):
    """One rule: where the pattern is found in any of the fields, the row is about the customer."""

    fields: tuple[str, ...]
    pattern: re.Pattern[str]
    customer: str
    """As it was written: an id or a name."""
    text: str

    def covers(self, row: SourceActivity) -> bool:
        """Whether the pattern is found in one of the fields; each name and address is searched by itself."""
        for field in self.fields:
            texts = [part for one in row.people for part in one] if field == "attendee" else [getattr(row, field)]
            if any(self.pattern.search(text[:LONGEST_SEARCHED]) for text in texts if text):
                return True
        return False


def parse_customer_rule(text: str) -> CustomerRule:
    """Read `title,company~acme|globex=acme`: fields (`*` for all), a pattern, a customer after the last `=`.

    Raises UsageError that names the part that is wrong.
    """
    fields_text, tilde, rest = text.partition("~")
    pattern, equals, customer = rest.rpartition("=")
    if not (tilde and equals and customer.strip()):
        raise UsageError(f"rule '{shown(text)}' names no customer by a pattern; {_EXAMPLE}")
    names = tuple(dict.fromkeys(name.strip().casefold() for name in fields_text.split(",")))
    for name in names if names != ("*",) else ():
        if name not in MATCH_FIELDS:
            raise UsageError(
                f"rule '{shown(text)}': '{shown(name)}' is no field of touchpoints; "
                f"say {', '.join(MATCH_FIELDS)} or *{did_you_mean(name, MATCH_FIELDS)}"
            )
    fields = MATCH_FIELDS if names == ("*",) else names
    return CustomerRule(fields, rule_pattern(pattern, text, _EXAMPLE), customer.strip(), text)


class Found(NamedTuple):
    """The customer of a row, and who of them it names; or the text to be mapped, and whether several fit."""

    customer: str | None
    contact: str = ""
    text: str = ""
    several: bool = False


class Matcher:
    """Finds the customer of a row: the first of these that names one, and none where it names several.

    A rule; a text that was mapped once; the company; an attendee's address or its domain; an attendee's name; the
    name or key of a customer in the title.
    """

    def __init__(
        self,
        customers: Iterable[Customer],
        rules: Sequence[tuple[CustomerRule, str]] = (),
        mapped: Mapping[str, str] | None = None,
        own_domains: Iterable[str] = (),
    ) -> None:
        """`rules` come with the ids of their customers, and `mapped` are texts with ids, beside those of records."""
        self._rules = rules
        self._own = frozenset(own_domains)
        self._mapped: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        self._emails: dict[str, set[str]] = {}
        self._domains: dict[str, set[str]] = {}
        self._people: dict[str, set[str]] = {}
        self._contacts: dict[str, dict[str, str]] = {}
        for customer in customers:
            self._learn(customer)
        for text, customer_id in (mapped or {}).items():
            self._mapped[fold(text)] = {customer_id}
        names = {name for name in self._names if len(name) >= _SHORTEST_IN_TITLE}
        listed = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
        self._in_title = re.compile(rf"(?<!\w)(?:{listed})(?!\w)" if listed else r"(?!)")

    def _learn(self, customer: Customer) -> None:
        for text in customer.matches:
            self._mapped.setdefault(fold(text), set()).add(customer.id)
        for name in (customer.id, customer.name):
            self._names.setdefault(fold(name), set()).add(customer.id)
            if label := re.sub(r"\W", "", fold(name)):
                self._domains.setdefault(label, set()).add(customer.id)
        for contact in customer.contacts:
            self._people.setdefault(fold(contact.name), set()).add(customer.id)
            if "@" in contact.email:
                email = fold(contact.email)
                self._emails.setdefault(email, set()).add(customer.id)
                self._contacts.setdefault(customer.id, {})[email] = contact.name
                domain = email.rpartition("@")[2]
                if domain not in _PUBLIC:
                    self._domains.setdefault(domain, set()).add(customer.id)

    def find(self, row: SourceActivity) -> Found:
        """The customer of a row, or the text that says most of whom it is about."""
        for rule, customer in self._rules:
            if rule.covers(row):
                return self._found(customer, row)
        for steps in (self._by_map(row), self._by_company(row), self._by_address(row), self._by_name(row)):
            if steps:
                return self._one(steps, row)
        return self._one(self._by_title(row), row)

    def _one(self, customers: set[str], row: SourceActivity) -> Found:
        if len(customers) == 1:
            return self._found(next(iter(customers)), row)
        return Found(None, text=self._telling(row), several=bool(customers))

    def _found(self, customer: str, row: SourceActivity) -> Found:
        return Found(customer, self._contact(customer, row))

    def _by_map(self, row: SourceActivity) -> set[str]:
        if not self._mapped:
            return set()
        texts = [row.company, row.title, *(text for one in row.people for text in (*one, _domain(one)))]
        return set().union(*(self._mapped.get(fold(text), ()) for text in texts if text))

    def _by_company(self, row: SourceActivity) -> set[str]:
        return self._names.get(fold(row.company), set()) if row.company else set()

    def _by_address(self, row: SourceActivity) -> set[str]:
        exact = set().union(*(self._emails.get(fold(one.email), ()) for one in row.people))
        return exact or set().union(*(self._of_domain(_domain(one)) for one in row.people))

    def _of_domain(self, domain: str) -> set[str]:
        if not domain or domain in _PUBLIC or domain in self._own:
            return set()
        return self._domains.get(domain) or self._domains.get(_label(domain)) or set()

    def _by_name(self, row: SourceActivity) -> set[str]:
        return set().union(*(self._people.get(fold(one.name), ()) for one in row.people if one.name))

    def _by_title(self, row: SourceActivity) -> set[str]:
        title = row.title[:LONGEST_SEARCHED].casefold()
        return set().union(*(self._names.get(fold(match[0]), ()) for match in self._in_title.finditer(title)))

    def _contact(self, customer: str, row: SourceActivity) -> str:
        """Who of the customer's people a row names, or at least who writes from their domain."""
        known = self._contacts.get(customer, {})
        for one in row.people:
            if (name := known.get(fold(one.email))) is not None:
                return name
        theirs = [one for one in row.people if customer in self._people.get(fold(one.name), ())]
        theirs += [one for one in row.people if self._of_domain(_domain(one)) == {customer}]
        theirs += [one for one in row.people if self._mapped.get(_domain(one)) == {customer}]
        return next((one.name or one.email for one in theirs), "")

    def _telling(self, row: SourceActivity) -> str:
        """What to map: the company, else domain, address or name of somebody outside the team, else the title."""
        if row.company:
            return row.company
        others = [one for one in row.people if _domain(one) not in self._own]
        for one in others:
            if domain := _domain(one):
                return one.email if domain in _PUBLIC else domain
        return next((one.name for one in others if one.name), "") or row.title or NO_WORDS


def _domain(person: Person) -> str:
    return person.email.rpartition("@")[2].strip().casefold() if "@" in person.email else ""


def _label(domain: str) -> str:
    """The part of a domain that is a name: `acme` of `mail.acme.co.uk`, without dashes."""
    labels = domain.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    return re.sub(r"\W", "", labels[-1]) if labels else ""
