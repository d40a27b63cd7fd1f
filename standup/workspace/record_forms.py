"""What people type into the fields of a work item or touchpoint: read field by field, said in words, and stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from standup.domain.change import Conflict
from standup.domain.dates import Direction, parse_day
from standup.domain.duration import format_minutes, parse_duration
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import Touchpoint, WorkItem
from standup.domain.recurrence import read_rule, rule_words
from standup.domain.text import did_you_mean, shown
from standup.domain.touchpoints import KINDS, kind_in, kind_of
from standup.domain.weeks import day_words
from standup.store.protocol import Roster
from standup.workspace.customers import find_customer, is_customer, list_customers, new_customer
from standup.workspace.names import customer_name
from standup.workspace.people import required
from standup.workspace.session import Workspace, find_developer, names_of, names_of_active
from standup.workspace.touchpoints import add_touchpoint, edit_touchpoint, label, upcoming
from standup.workspace.work import add_work, edit_work, free_key, next_key

NOBODY = ("", "nobody", "-")
"""What stands for no owner."""

Values = Mapping[str, str]
"""The text of each field by its name."""


class Field(NamedTuple):
    """One field of a form."""

    name: str
    label: str
    hint: str
    """What it takes, as long as it is empty."""
    is_fixed: bool = False
    """Whether it only shows what cannot be altered."""


class FieldError(UsageError):
    """What is wrong with one field."""

    def __init__(self, field: str, error: UsageError) -> None:
        self.field = field
        super().__init__(str(error))


class Saved(NamedTuple):
    """What was stored, in words that are safe for a terminal, and the id of the record."""

    words: str
    record_id: str


class RecordForm(Protocol):
    """A form on one record, new or existing."""

    title: str
    draft: str
    """Names the draft of what was typed and not saved."""
    fields: tuple[Field, ...]

    @property
    def is_edit(self) -> bool:
        """Whether the record is there already."""

    def tidied(self, values: Values) -> Values:
        """The fields as they were meant, once one of them is left."""

    def start(self) -> dict[str, str]:
        """The text of each field before anybody types."""

    def check(self, field: str, values: Values) -> str:
        """What the text of a field means, in words safe for a terminal; raises UsageError where it is wrong."""

    def choices(self, field: str, values: Values) -> Sequence[str]:
        """The texts that a field can be completed to; none where it takes any."""

    def save(self, values: Values) -> Saved | None:
        """Store the fields; None where an edit changes nothing.

        Raises FieldError for the first field that is wrong, and Conflict where others have altered the record.
        """

    def rebase(self, conflict: Conflict) -> bool:
        """Go on from what is stored now; False where the record is gone."""


class BaseForm:
    """What all forms share: reading names, and errors with their field."""

    def __init__(self, workspace: Workspace, fields: tuple[Field, ...]) -> None:
        self._workspace = workspace
        self.fields = fields
        self._checks: dict[str, Callable[[Values], str]] = {}
        self._seen: dict[str, str] = {}
        """The fields of the record that is edited, as they were seen; what stays as it is needs no check."""

    @property
    def is_edit(self) -> bool:
        """Whether the record is there already."""
        return bool(self._seen)

    def tidied(self, values: Values) -> Values:
        """The fields as they were meant, once one of them is left; here as they were typed."""
        return values

    @property
    def _roster(self) -> Roster:
        return self._workspace.store.roster()

    def check(self, field: str, values: Values) -> str:
        """What the text of a field means, in words safe for a terminal; raises UsageError where it is wrong."""
        if field in self._seen and values[field].strip() == self._seen[field].strip():
            return ""
        return self._checks[field](values)

    def _check_all(self, values: Values) -> None:
        for field in self.fields:
            try:
                self.check(field.name, values)
            except UsageError as error:
                raise FieldError(field.name, error) from error

    def _altered(self, values: Values) -> set[str]:
        return {name for name, text in values.items() if text.strip() != self._seen[name].strip()}

    def _title(self, values: Values) -> str:
        required(values["title"], "title")
        return ""

    def _due(self, values: Values) -> str:
        day = self._day(values["due"])
        if day is None:
            return ""
        today = self._workspace.today()
        days = (day - today).days
        ahead = "today" if not days else "tomorrow" if days == 1 else f"in {days} days" if days > 0 else "in the past"
        return f"{day_words(day, today)}, {ahead}"

    def _day(self, text: str) -> date | None:
        return parse_day(text, self._workspace.today(), Direction.FUTURE) if text.strip() else None

    def _owner(self, values: Values) -> str:
        developer = self._developer(values["owner"])
        if developer is None:
            return "nobody's; it stands on every Board"
        found = self._roster.developers[developer]
        return f"{shown(found.name)}{', you' if found.id == self._workspace.me else ''}"

    def _developer(self, text: str) -> str | None:
        """The id of the owner that a text names; None for nobody."""
        return None if text.strip().casefold() in NOBODY else find_developer(self._roster, text).id

    def _me(self) -> str:
        return self._workspace.developer().name

    def _owner_text(self, developer: str | None) -> str:
        found = self._roster.developers.get(developer or "")
        return found.name if found else developer or ""

    def _people(self) -> list[str]:
        return [*names_of_active(self._roster), "nobody"]

    def _customers(self) -> list[str]:
        return [one.name for one in list_customers(self._workspace)]

    def _owner_fields(self, text: str) -> dict[str, Any]:
        developer = self._developer(text)
        return {"unassign": True} if developer is None else {"developer": developer}


_DUE = Field("due", "Due", "a day, such as fri or 3 Dec; empty for none")
_OWNER = Field("owner", "Owner", "a developer; empty for nobody")


_WORK_FIELDS = (
    Field("key", "Key", "such as API-12"),
    Field("title", "Title", "what it is about"),
    Field("estimate", "Estimate", "such as 8h or 1h30; empty for none"),
    _DUE,
    Field("customer", "Customer", "whom it is for; empty for none"),
    _OWNER,
)


class WorkForm(BaseForm):
    """A new work item, or `seen` to be altered."""

    def __init__(self, workspace: Workspace, seen: WorkItem | None = None) -> None:
        super().__init__(workspace, _WORK_FIELDS)
        self.seen = seen
        self.title = f"Edit {shown(seen.key)}" if seen else "New work item"
        self.draft = f"edit {seen.id}" if seen else "new work item"
        if seen:
            self.fields = (self.fields[0]._replace(is_fixed=True), *self.fields[1:])
            self._seen = self.start()
        self._checks = {
            "key": self._key,
            "title": self._title,
            "estimate": self._estimate,
            "due": self._due,
            "customer": self._customer,
            "owner": self._owner,
        }

    def start(self) -> dict[str, str]:
        """The text of each field before anybody types: mine, under the next free key."""
        item = self.seen
        if item is None:
            empty = dict.fromkeys((field.name for field in self.fields), "")
            return empty | {"key": next_key(self._workspace), "owner": self._me()}
        return {
            "key": item.key,
            "title": item.title,
            "estimate": "" if item.estimate is None else format_minutes(item.estimate),
            "due": "" if item.due_on is None else item.due_on.isoformat(),
            "customer": customer_name(self._roster, item.customer) if item.customer else "",
            "owner": self._owner_text(item.developer),
        }

    def choices(self, field: str, values: Values) -> Sequence[str]:
        """The texts that a field can be completed to."""
        return {"customer": self._customers, "owner": self._people}.get(field, list)()

    def tidied(self, values: Values) -> Values:
        """A key with words behind it, as in `API-12 Retry failed uploads`, is a key and a title."""
        key, _, title = values["key"].strip().partition(" ")
        if self.seen is not None or not title.strip() or values["title"].strip():
            return values
        return {**values, "key": key, "title": title.strip()}

    def save(self, values: Values) -> Saved | None:
        """Store the fields; None where an edit changes nothing."""
        values = self.tidied(values)
        self._check_all(values)
        if self.seen is not None:
            return self._edit(self.seen, values)
        developer = self._developer(values["owner"])
        item = add_work(
            self._workspace,
            values["key"],
            values["title"],
            estimate=self._minutes(values["estimate"]),
            due_on=self._day(values["due"]),
            developer=developer,
            unowned=developer is None,
            customer=values["customer"].strip() or None,
        )
        return Saved(f"added {shown(item.key)} {shown(item.title)}", item.id)

    def _edit(self, seen: WorkItem, values: Values) -> Saved | None:
        altered = self._altered(values)
        if not altered:
            return None
        fields: dict[str, Any] = {}
        clear = [name for name in ("estimate", "due", "customer") if name in altered and not values[name].strip()]
        if "title" in altered:
            fields["title"] = values["title"]
        if "estimate" in altered:
            fields["estimate"] = self._minutes(values["estimate"])
        if "due" in altered:
            fields["due_on"] = self._day(values["due"])
        if "customer" in altered and "customer" not in clear:
            fields["customer"] = values["customer"]
        if "owner" in altered:
            fields |= self._owner_fields(values["owner"])
        item = edit_work(self._workspace, seen.key, clear=clear, seen=seen, **fields)
        return Saved(f"changed {shown(item.key)} {shown(item.title)}", item.id)

    def rebase(self, conflict: Conflict) -> bool:
        """Go on from what is stored now; False where the work item is gone."""
        if isinstance(conflict.stored, WorkItem):
            self.seen = conflict.stored
            self._seen = self.start()
        return conflict.stored is not None

    def _key(self, values: Values) -> str:
        meant = self.tidied(values)
        words = f"time is logged with #{free_key(self._workspace, meant['key'])}"
        return words if meant is values else f"{words}; the title is: {shown(meant['title'])}"

    def _estimate(self, values: Values) -> str:
        minutes = self._minutes(values["estimate"])
        return "" if minutes is None else format_minutes(minutes)

    def _minutes(self, text: str) -> int | None:
        return parse_duration(text) if text.strip() else None

    def _customer(self, values: Values) -> str:
        return shown(find_customer(self._roster, values["customer"]).name) if values["customer"].strip() else ""


_TOUCHPOINT_FIELDS = (
    Field("customer", "Customer", "a customer, or the name of a new one"),
    Field("title", "What about", "such as Renewal for next year"),
    Field("kind", "Kind", "call, demo, support ...; empty: by its words"),
    _DUE,
    Field("repeat", "Repeat", "every 2 weeks, quarterly ...; empty for once"),
    Field("contact", "Contact", "the contact person; empty for the first one"),
    _OWNER,
)


class TouchpointForm(BaseForm):
    """A new touchpoint, or `seen` to be altered; a customer that nobody knows yet is added with it."""

    def __init__(self, workspace: Workspace, seen: Touchpoint | None = None, *, customer: str = "") -> None:
        """A new one may be for a customer that is known already, by id."""
        super().__init__(workspace, _TOUCHPOINT_FIELDS)
        self.seen = seen
        self._for = customer
        self._asked = ""
        """The name of a new customer of which it was asked whether one that is known was meant."""
        self.title = "Edit touchpoint" if seen else "New touchpoint"
        self.draft = f"edit {seen.id}" if seen else f"new touchpoint {customer}".strip()
        if seen:
            self.fields = (self.fields[0]._replace(is_fixed=True), *self.fields[1:])
            self._seen = self.start()
        self._checks = {
            "customer": self._customer,
            "title": self._title,
            "kind": self._kind,
            "due": self._due,
            "repeat": self._repeat,
            "contact": self._contact,
            "owner": self._owner,
        }

    def start(self) -> dict[str, str]:
        """The text of each field before anybody types: mine."""
        point = self.seen
        if point is None:
            empty = dict.fromkeys((field.name for field in self.fields), "")
            customer = customer_name(self._roster, self._for) if self._for else ""
            return empty | {"customer": customer, "owner": self._me()}
        return {
            "customer": customer_name(self._roster, point.customer),
            "title": point.title,
            "kind": point.kind,
            "due": "" if point.due_on is None else point.due_on.isoformat(),
            "repeat": rule_words(point.rule) if point.rule else "",
            "contact": point.contact,
            "owner": self._owner_text(point.developer),
        }

    def choices(self, field: str, values: Values) -> Sequence[str]:
        """The texts that a field can be completed to."""
        found: dict[str, Callable[[], Sequence[str]]] = {
            "customer": self._customers,
            "kind": lambda: KINDS,
            "contact": lambda: [one.name for one in self._contacts(values)],
            "owner": self._people,
        }
        return found.get(field, list)()

    def save(self, values: Values) -> Saved | None:
        """Store the fields; None where an edit changes nothing."""
        self._check_all(values)
        if self.seen is not None:
            return self._edit(self.seen, values)
        developer = self._developer(values["owner"])
        new = not is_customer(self._roster, values["customer"])
        if new:
            self._ask_whether_new(values["customer"].strip())
        point = add_touchpoint(
            self._workspace,
            values["customer"],
            values["title"],
            kind=values["kind"].strip() or None,
            due_on=self._day(values["due"]),
            developer=developer,
            unowned=developer is None,
            contact=values["contact"],
            new=new,
            rule=values["repeat"].strip() or None,
        )
        return Saved(f"planned {point.kind}{' with a new customer' if new else ''}: {self._label(point)}", point.id)

    def _edit(self, seen: Touchpoint, values: Values) -> Saved | None:
        altered = self._altered(values)
        if not altered:
            return None
        fields: dict[str, Any] = {name: values[name] for name in ("title", "contact") if name in altered}
        if "kind" in altered:
            fields["kind"] = values["kind"].strip() or kind_in(values["title"])
        if "due" in altered:
            fields["due_on"] = self._day(values["due"])
        if "owner" in altered:
            fields |= self._owner_fields(values["owner"])
        clear = [name for name in ("due", "repeat") if name in altered and not values[name].strip()]
        if "repeat" in altered and "repeat" not in clear:
            fields["rule"] = values["repeat"]
        point = edit_touchpoint(self._workspace, seen.id, clear=clear, seen=seen, **fields)
        return Saved(f"changed {self._label(point)}", point.id)

    def rebase(self, conflict: Conflict) -> bool:
        """Go on from what is stored now; False where the touchpoint is gone."""
        if isinstance(conflict.stored, Touchpoint):
            self.seen = conflict.stored
            self._seen = self.start()
        return conflict.stored is not None

    def _ask_whether_new(self, name: str) -> None:
        """Refuse a new customer once where the name is nearly that of one who is known."""
        meant = did_you_mean(name, names_of(self._roster.customers.values()))
        if meant and name != self._asked:
            self._asked = name
            words = f"no customer '{shown(name)}' yet{meant} Save again to add a new one"
            raise FieldError("customer", UsageError(words))

    def _label(self, point: Touchpoint) -> str:
        return label(self._roster, point)

    def _customer(self, values: Values) -> str:
        roster, text = self._roster, required(values["customer"], "customer")
        if is_customer(roster, text):
            return shown(find_customer(roster, text).name)
        found = new_customer(roster, text)
        return f"new customer {shown(found.name)}{did_you_mean(text, names_of(roster.customers.values()))}"

    def _kind(self, values: Values) -> str:
        return kind_of(values["kind"]) if values["kind"].strip() else f"{kind_in(values['title'])}, by the words above"

    def _repeat(self, values: Values) -> str:
        """The rule in words, and the next five dates, those that moved to a workday marked."""
        text = values["repeat"].strip()
        if not text:
            return "the series ends with this one" if self.seen is not None and self.seen.rule else ""
        today = self._workspace.today()
        dates = upcoming(self._workspace, text, self._readable_day(values["due"]), self._readable_owner(values))
        moved = any(one.recurs_on != one.due_on for one in dates)
        days = ", ".join(f"{day_words(one.due_on, today)}{'*' * (one.recurs_on != one.due_on)}" for one in dates)
        return f"{rule_words(read_rule(text))}: {days}{' (* moved to a workday)' * moved}"

    def _readable_day(self, text: str) -> date | None:
        """The due date that another field holds; none where that field cannot be read, which it says itself."""
        try:
            return self._day(text)
        except UsageError:
            return None

    def _readable_owner(self, values: Values) -> str | None:
        try:
            return self._developer(values["owner"])
        except (NotFoundError, UsageError):
            return None

    def _contact(self, values: Values) -> str:
        people = self._contacts(values)
        wanted = values["contact"].strip()
        if not wanted:
            return f"{shown(people[0].name)}, the first one" if people else ""
        known = next((one for one in people if one.name.casefold() == wanted.casefold()), None)
        return shown(known.phone or known.email or known.name) if known else "not among the contact persons so far"

    def _contacts(self, values: Values) -> Sequence[Any]:
        try:
            return find_customer(self._roster, values["customer"]).contacts
        except (NotFoundError, UsageError):
            return ()
