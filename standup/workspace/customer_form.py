"""What people type into the fields of a customer: read field by field, said in words, and stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from standup.domain.cadence import cadence_days, cadence_of
from standup.domain.change import Conflict
from standup.domain.errors import UsageError
from standup.domain.playbooks import STAGES, stage_of
from standup.domain.records import Customer
from standup.domain.text import did_you_mean, shown
from standup.workspace.customers import contact_of, edit_customer
from standup.workspace.people import required
from standup.workspace.record_forms import BaseForm, Field, Saved, Values
from standup.workspace.session import Workspace

_FIELDS = (
    Field("name", "Name", "the full name"),
    Field("every", "Every", "days between contacts, such as 14d or 2w; empty for none"),
    Field("most", "At most", "and never later than that, such as 30d; empty for none"),
    Field("stage", "Stage", f"{', '.join(STAGES[:4])} ...; empty for none"),
    Field("notes", "Notes", "anything worth knowing"),
    Field("contact", "Contact", "name, phone, e-mail: one more; - name takes one away"),
    Field("active", "Active", "yes or no"),
)
_LINE_END = "¶"
"""Stands for the end of a line in a field that has only one."""
_CLEARS = {"every": "every", "most": "at-most", "stage": "stage", "notes": "notes"}


class CustomerForm(BaseForm):
    """A customer to be altered, as `seen`."""

    def __init__(self, workspace: Workspace, seen: Customer) -> None:
        super().__init__(workspace, _FIELDS)
        self.seen = seen
        self.title = f"Edit {shown(seen.name)}"
        self.draft = f"edit customer {seen.id}"
        self._seen = self.start()
        self._checks = {
            "name": self._name,
            "every": self._every,
            "most": self._most,
            "stage": lambda values: stage_of(values["stage"]),
            "notes": lambda values: "",
            "contact": self._contact,
            "active": self._active,
        }

    def start(self) -> dict[str, str]:
        """The text of each field before anybody types."""
        seen = self.seen
        return {
            "name": seen.name,
            "every": f"{seen.cadence_ideal}d" if seen.cadence_ideal else "",
            "most": f"{seen.cadence_max}d" if seen.cadence_max else "",
            "stage": seen.stage,
            "notes": f" {_LINE_END} ".join(seen.notes.splitlines()),
            "contact": "",
            "active": "yes" if seen.active else "no",
        }

    def choices(self, field: str, values: Values) -> Sequence[str]:
        """The texts that a field can be completed to."""
        known = [", ".join(filter(None, (one.name, one.phone, one.email))) for one in self.seen.contacts]
        known += [f"- {one.name}" for one in self.seen.contacts]
        return {"stage": STAGES, "active": ("yes", "no"), "contact": known}.get(field, ())

    def save(self, values: Values) -> Saved | None:
        """Store the fields; None where nothing is changed."""
        self._check_all(values)
        altered = self._altered(values)
        if not altered:
            return None
        clear = [_CLEARS[name] for name in _CLEARS if name in altered and not values[name].strip()]
        given = {name: values[name].strip() for name in altered if values[name].strip()}
        fields: dict[str, Any] = {}
        if "name" in given:
            fields["name"] = given["name"]
        if "every" in given:
            fields["cadence_ideal"] = cadence_days(given["every"])
        if "most" in given:
            fields["cadence_max"] = cadence_days(given["most"])
        if "stage" in given:
            fields["stage"] = stage_of(given["stage"])
        if "notes" in given:
            fields["notes"] = re.sub(rf"\s*{_LINE_END}\s*", "\n", given["notes"])
        if "active" in given:
            fields["active"] = _is_yes(given["active"])
        without = self._without(given.get("contact", ""))
        contact = contact_of(given["contact"]) if "contact" in given and without is None else None
        edited = edit_customer(
            self._workspace, self.seen.id, contact=contact, without=without, clear=clear, seen=self.seen, **fields
        )
        return Saved(f"changed {shown(edited.name)}", edited.id)

    def rebase(self, conflict: Conflict) -> bool:
        """Go on from what is stored now; False where the customer is gone."""
        if isinstance(conflict.stored, Customer):
            self.seen = conflict.stored
            self._seen = self.start()
        return conflict.stored is not None

    def _name(self, values: Values) -> str:
        required(values["name"], "name")
        return ""

    def _every(self, values: Values) -> str:
        """The cadence in words."""
        cadence = cadence_of(_days(values["every"]), None)
        return str(cadence) if cadence else ""

    def _most(self, values: Values) -> str:
        cadence = cadence_of(_days(values["every"]), _days(values["most"]))
        return str(cadence) if cadence else ""

    def _without(self, text: str) -> str | None:
        """The name of the contact person to take away, as they are known; None where none is to go."""
        if not text.strip().startswith("-"):
            return None
        name = text.strip().lstrip("- ")
        found = [one.name for one in self.seen.contacts if one.name.casefold() == name.casefold()]
        if not found:
            hint = did_you_mean(name, [one.name for one in self.seen.contacts])
            raise UsageError(f"{shown(self.seen.name)} has no contact '{shown(name)}'{hint}")
        return found[0]

    def _contact(self, values: Values) -> str:
        if not values["contact"].strip():
            return ""
        without = self._without(values["contact"])
        if without is not None:
            return f"takes {shown(without)} away"
        contact = contact_of(values["contact"])
        known = any(one.name.casefold() == contact.name.casefold() for one in self.seen.contacts)
        parts = ", ".join(filter(None, (contact.name, contact.phone, contact.email)))
        return f"{'in place of what is known: ' if known else 'one more: '}{shown(parts)}"

    def _active(self, values: Values) -> str:
        return "" if _is_yes(values["active"]) else "inactive: no next step is asked for"


def _days(text: str) -> int | None:
    return cadence_days(text) if text.strip() else None


def _is_yes(text: str) -> bool:
    word = text.strip().casefold()
    for meaning, words in ((True, "yes"), (False, "no")):
        if word and words.startswith(word):
            return meaning
    raise UsageError(f"'{shown(text)}' is neither yes nor no")
