"""Forgetting: plans that say what they will do, and the one step that no undo takes back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from standup.domain.change import Change, name_of
from standup.domain.errors import ForbiddenError, NotFoundError, UsageError
from standup.domain.forgetting import (
    ForgetContact,
    ForgetDeveloper,
    ForgetEntries,
    ForgetNotes,
    ForgetRequester,
    Forgetting,
)
from standup.domain.records import Role
from standup.domain.text import shown, unused_slug
from standup.domain.weeks import day_words
from standup.store.protocol import Forgotten
from standup.workspace.customers import find_customer
from standup.workspace.entries import entry_named
from standup.workspace.people import keep_a_lead
from standup.workspace.session import Workspace, at_one_moment, find_developer

FORMER = "Former developer"


class Plan(NamedTuple):
    """What would be forgotten."""

    rule: Forgetting
    why: str
    """What the history will say; nothing of what is forgotten."""
    what: str
    """What goes and what stays, in words."""
    found: Forgotten

    @property
    def extent(self) -> str:
        """How much it is, in words."""
        kinds = [_count(number, name_of(kind)) for kind, number in self.found.records.items()]
        records = " and ".join(filter(None, (", ".join(kinds[:-1]), *kinds[-1:]))) or "no record as it is now"
        if not self.found.changes:
            return records
        changes = _count(self.found.changes, "past change")
        return f"{records}; the words of {changes}, which cannot be taken back then"


@at_one_moment
def plan_entries(workspace: Workspace, references: Collection[str]) -> Plan:
    """Note, tags and clock time of some of my entries; raises NotFoundError where one is none of mine."""
    ids = {entry_named(workspace, text).id for text in references}
    entries = _count(len(ids), "entry")
    what = f"note, tags, clock time and who asked of {entries}; minutes, day and bucket stay"
    return _plan(workspace, ForgetEntries(ids), f"forget the text of {entries}", what)


@at_one_moment
def plan_notes(workspace: Workspace, before: date) -> Plan:
    """The notes of all my entries before a day."""
    day = day_words(before, workspace.today())
    what = f"the notes of all your entries before {day}, and who asked for interrupts; all else of them stays"
    return _plan(workspace, ForgetNotes(workspace.me, before), f"forget notes before {before}", what)


@at_one_moment
def plan_requester(workspace: Workspace, name: str) -> Plan:
    """Somebody as who asked for my interrupts; raises NotFoundError where none of them names them."""
    if not name.strip():
        raise UsageError("whom? write the name as your entries have it after asked:")
    what = f"{shown(name)} as who asked for your interrupts; that they were interrupts, and their class, stays"
    return _plan(workspace, ForgetRequester(workspace.me, name), "forget who asked for interrupts", what)


@at_one_moment
def plan_contact(workspace: Workspace, customer: str, name: str) -> Plan:
    """A contact person of a customer, also one who is no longer listed; raises NotFoundError where nothing is kept."""
    record = find_customer(workspace.store.roster(), customer)
    if not name.strip():
        raise UsageError("whom? write the contact person's name as `standup customer show` has it")
    listed = [one for one in record.contacts if one.name.strip().casefold() == name.strip().casefold()]
    details = [text.strip() for one in listed for text in (one.phone, one.email)]
    company = shown(record.name)
    what = (
        f"{shown(name)} of {company}, with phone and e-mail, wherever {company}'s touchpoints, work and time name them"
    )
    return _plan(workspace, ForgetContact(record.id, name, details), f"forget a contact person of {company}", what)


@at_one_moment
def plan_developer(workspace: Workspace, name: str) -> Plan:
    """A developer's name and text: my own, or anybody's as a lead.

    Raises ForbiddenError, NotFoundError, and UsageError where the team would lose its last lead.
    """
    roster = workspace.store.roster()
    developer = find_developer(roster, name)
    if developer.id != workspace.me and workspace.developer(roster).role is not Role.LEAD:
        raise ForbiddenError("only a lead may have others forgotten")
    keep_a_lead(roster.developers.values(), developer, {"active": False})
    taken = {one.name for one in roster.developers.values()}
    number = next(n for n in range(1, len(taken) + 2) if f"{FORMER} {n}" not in taken)
    new_name = f"{FORMER} {number}"
    new_id = unused_slug(new_name, roster.developers)
    what = (
        f"{shown(developer.name)} ({developer.id}) becomes {new_name} ({new_id}); their notes, tags, clock times "
        "and the words of blockers go; hours, leave, sums, days and buckets stay"
    )
    rule = ForgetDeveloper(developer.id, developer.name, new_id, new_name, developer.emails)
    return _plan(workspace, rule, "forget a developer", what)


def _plan(workspace: Workspace, rule: Forgetting, why: str, what: str) -> Plan:
    found = workspace.store.would_forget(rule)
    if not found:
        raise NotFoundError("there is nothing to forget: no record and no past change holds such text")
    return Plan(rule, why, what, found)


def forget(workspace: Workspace, plan: Plan) -> Forgotten:
    """Do what a plan says, for good; what was added since it was made is forgotten too."""
    note = Change(id=workspace.new_id(), at=workspace.now(), by=workspace.me, why=plan.why, ops=())
    found = workspace.store.forget(plan.rule, note)
    workspace.changes.follow(found.moved)
    return found


def _count(number: int, noun: str) -> str:
    many = f"{noun[:-1]}ies" if noun.endswith("y") and noun != "day" else f"{noun}s"
    return f"{number} {noun if number == 1 else many}"
