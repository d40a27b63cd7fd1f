"""Import of touchpoints: events and activities of other programs, as one change that one undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Protocol, TypeAlias

from standup.domain.change import Conflict, Op, altered
from standup.domain.customer_match import CustomerRule, Matcher
from standup.domain.records import Customer, Developer, Role, Touchpoint, TouchpointState
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import shown, storable
from standup.domain.time_import import fold
from standup.domain.touchpoint_import import (
    OWN_UID,
    Became,
    Days,
    SourceActivity,
    SourceIds,
    called_off,
    days_asked,
    happened_of,
    planned,
    wanted_of,
)
from standup.domain.touchpoints import is_contact
from standup.sources.source_file import SourceFile
from standup.store.protocol import Roster
from standup.workspace.customers import find_customer
from standup.workspace.session import Workspace, owners
from standup.workspace.touchpoint_report import TouchpointReport

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the step, how far it is, and how much there is."""

MOST_WRITTEN = 20_000
"""Touchpoints of one import; a change is kept in memory until it is written."""
_LONGEST_MATCH = 200  # characters
_ROWS_PER_STEP = 500
_TRIES = 3
_SKIP_OF = {Became.EDITED: Skip.EDITED, Became.CLOSED: Skip.CLOSED}


class TouchpointSource(SourceFile, Protocol):
    """A file of events or activities as the import sees it."""

    def rows(self, first: date, last: date) -> Iterator[SourceActivity | SkippedRow]:
        """The rows; what comes again comes for each of its days between two."""


def import_touchpoints(
    workspace: Workspace,
    source: TouchpointSource,
    *,
    rules: Sequence[CustomerRule] = (),
    mapped: Mapping[str, str] | None = None,
    first: date | None = None,
    last: date | None = None,
    past_as_contacts: bool = False,
    overwrite_edited: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> TouchpointReport:
    """Import events and activities as my touchpoints; importing them again changes nothing.

    `mapped` are texts with names of customers: they are kept with the customers, so that each is said once. What is
    to come is planned on its own day, which no cadence moves. What is past is left out, or with `past_as_contacts`
    becomes a contact. All is one change. Raises UsageError for unknown customers and for days that make no range.
    """
    for tries_left in reversed(range(_TRIES)):
        importing = _Import(workspace, source, days_asked(first, last, workspace.today(), back=past_as_contacts))
        importing.know(rules, mapped or {})
        report = importing.run(past_as_contacts, overwrite_edited, progress)
        report.dry_run = dry_run
        if dry_run or not importing.ops:
            return report
        try:
            workspace.commit(f"import {shown(source.name)}: touchpoints", importing.ops)
            return report
        except Conflict:
            if not tries_left:
                raise
    raise AssertionError("the last try returns or raises")


class _Import:
    """One reading of the file against what the store holds now."""

    def __init__(self, workspace: Workspace, source: TouchpointSource, days: Days) -> None:
        self._workspace = workspace
        self._source = source
        self._days = days
        self._roster: Roster = workspace.store.roster()
        self._me: Developer = workspace.developer(self._roster)
        self._stored = workspace.store.together(lambda: _imported(workspace, self._roster))
        self._owners = {fold(text): one for one in self._roster.developers.values() for text in _names(one)}
        self._ids = SourceIds(source.source)
        self._met: dict[str, date] = {}
        self._report = TouchpointReport(
            file=source.name,
            source=source.source,
            encoding=source.encoding.name,
            encoding_guessed=source.encoding.guessed,
            first=days.first.isoformat(),
            last=days.last.isoformat(),
            no_customers=not any(one.active for one in self._roster.customers.values()),
        )
        self.ops: list[Op] = []

    def know(self, rules: Sequence[CustomerRule], mapped: Mapping[str, str]) -> None:
        """Find the customers of rules and maps, and note what is to be remembered."""
        texts = {storable(text)[:_LONGEST_MATCH]: find_customer(self._roster, name) for text, name in mapped.items()}
        emails = (email for one in self._roster.developers.values() for email in one.emails)
        self._matcher = Matcher(
            (one for one in self._roster.customers.values() if one.active),
            [(rule, find_customer(self._roster, rule.customer).id) for rule in rules],
            {text: customer.id for text, customer in texts.items()},
            (email.rpartition("@")[2].casefold() for email in emails),
        )
        for customer in self._roster.customers.values():
            if (edited := _remembering(customer, texts)) is not None:
                self.ops.append(Op(customer, edited))
        known = {(fold(text), one.id) for one in self._roster.customers.values() for text in one.matches}
        self._report.mapped = {text: one.name for text, one in texts.items() if (fold(text), one.id) not in known}

    def run(self, past_as_contacts: bool, overwrite_edited: bool, progress: Progress | None) -> TouchpointReport:
        """Read the file from end to end."""
        report, source, days = self._report, self._source, self._days
        for row in source.rows(days.first, days.last):
            report.read += 1
            skipped = row if isinstance(row, SkippedRow) else self._take(row, past_as_contacts, overwrite_edited)
            if skipped is not None:
                report.skip(skipped)
            if progress and report.read % _ROWS_PER_STEP == 0:
                progress("reading", source.position, source.size)
        self._restart_cadences()
        if progress:
            progress("reading", source.size, source.size)
        return report

    def _take(self, row: SourceActivity, past_as_contacts: bool, overwrite_edited: bool) -> SkippedRow | None:
        if row.uid.endswith(OWN_UID) and row.uid.removesuffix(OWN_UID) in self._stored:
            self._report.unchanged += 1  # `standup export ics` wrote it
            return None
        source_id = self._ids.name(row)
        stored = self._stored.get(source_id)
        if row.called_off and stored is not None and (op := called_off(stored, self._days.today)) is not None:
            self.ops.append(op)
            self._report.dropped += 1
            self._report.updated += 1
            return None
        happened = happened_of(row, self._days, as_contacts=past_as_contacts)
        if isinstance(happened, SkippedRow):
            return happened
        owner = self._owners.get(fold(row.owner), self._me) if row.owner else self._me
        if owner.id != self._me.id and self._me.role is not Role.LEAD:
            _add(self._report.other_owners, owner.name)
            return SkippedRow(row.line, Skip.NOT_YOURS, owner.name)
        found = self._matcher.find(row)
        if found.customer is None:
            text = " ".join(storable(found.text).split())[:_LONGEST_MATCH]
            self._report.miss(row.line, text, several=found.several)
            return SkippedRow(row.line, Skip.UNMATCHED, text)
        if len(self.ops) >= MOST_WRITTEN:
            return SkippedRow(row.line, Skip.STOPPED, "")
        wanted = wanted_of(
            row, source_id, customer=found.customer, contact=found.contact, owner=owner.id, happened=happened
        )
        became, op = planned(
            wanted, stored, self._days.today, self._workspace.new_id, overwrite_edited=overwrite_edited
        )
        if became in _SKIP_OF:
            return SkippedRow(row.line, _SKIP_OF[became], "")
        self._write(became, op)
        return None

    def _write(self, became: Became, op: Op | None) -> None:
        report = self._report
        report.imported += became is Became.IMPORTED
        report.updated += became is Became.UPDATED
        report.unchanged += became is Became.UNCHANGED
        if op is None:
            return
        self.ops.append(op)
        touchpoint = op.after
        if not isinstance(touchpoint, Touchpoint):
            return
        _add(report.rows_by_customer, self._roster.customers[touchpoint.customer].name)
        is_done = touchpoint.state is TouchpointState.DONE
        report.contacts += is_done
        report.planned += not is_done
        if is_done and touchpoint.closed_on and is_contact(touchpoint.outcome):
            before = self._met.get(touchpoint.customer, touchpoint.closed_on)
            self._met[touchpoint.customer] = max(before, touchpoint.closed_on)

    def _restart_cadences(self) -> None:
        """A contact re-plans what the customer's cadence planned."""
        if not self._met:
            return
        from standup.workspace.aftermath import aftermath
        from standup.workspace.session import open_touchpoints

        altered_here = {op.before.id for op in self.ops if op.before is not None}
        everyone = open_touchpoints(self._workspace.store, self._roster)
        for customer, day in self._met.items():
            theirs = [one for one in everyone if one.customer == customer and one.id not in altered_here]
            follows = aftermath(self._workspace, self._roster, customer, day, open_ones=theirs)
            moved = [op for op in follows.ops if isinstance(op.after, Touchpoint)]
            self.ops += moved
            self._report.replanned += len(moved)


def _imported(workspace: Workspace, roster: Roster) -> dict[str, Touchpoint]:
    """The touchpoints that came from files, by source id, and all by their own."""
    store = workspace.store
    found: dict[str, Touchpoint] = {}
    for owner in owners(roster):
        closed = (store.closed(owner, year).touchpoints for year in store.closed_years(owner))
        for one in (*chain.from_iterable(closed), *store.desk(owner).touchpoints):
            found[one.id] = one
            if one.source_id:
                found[one.source_id] = one
    return found


def _remembering(customer: Customer, texts: Mapping[str, Customer]) -> Customer | None:
    """The customer with the texts that are mapped to them and without those that mean others now; None if the same."""
    others = {fold(text) for text, one in texts.items() if one.id != customer.id}
    matches = [text for text in customer.matches if fold(text) not in others]
    known = {fold(text) for text in matches}
    matches += [text for text, one in texts.items() if one.id == customer.id and fold(text) not in known]
    return altered(customer, matches=tuple(matches)) if tuple(matches) != customer.matches else None


def _names(developer: Developer) -> tuple[str, ...]:
    return developer.id, developer.name, *developer.emails


def _add(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1
