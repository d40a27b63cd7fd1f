"""One's own time of a span of days by day and work item, for the time sheets of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from standup.domain.errors import UsageError
from standup.domain.records import Bucket, TimeEntry
from standup.domain.spans import Span
from standup.domain.text import did_you_mean, shown
from standup.domain.weeks import Week
from standup.reports.timesheet import TimesheetRow
from standup.store.protocol import Roster
from standup.workspace.reports import titles_of
from standup.workspace.session import Workspace, at_one_moment

_ISSUE = r"[A-Z][A-Z0-9_]*-[1-9][0-9]*"
_ORDER = {bucket: number for number, bucket in enumerate(Bucket)}


class _Line(NamedTuple):
    """What makes one row: entries that share all of it are added up."""

    day: date
    bucket: Bucket
    work_item: str
    customer: str


@at_one_moment
def timesheet(
    workspace: Workspace, span: Span, *, issues: Mapping[str, str] | None = None, notes: bool = False
) -> list[TimesheetRow]:
    """My minutes of each day by work item, customer and bucket, in time order; nobody else's, whoever asks.

    A work item whose key looks like `API-12` is a Jira issue of that key; `issues` name one for other time, by work
    item, customer or bucket. With `notes`, my notes of the day are in the rows. Raises UsageError for what no issue
    can be, and for a name in `issues` that is none.
    """
    store = workspace.store
    roster = store.roster()
    me = workspace.developer(roster)
    totals = store.totals([me.id], Week.of(span.first), Week.of(span.last))
    lines: dict[_Line, list[TimeEntry]] = {}
    for _, week in sorted(totals):
        for entry in store.week(me.id, week).entries:
            if entry.day in span:
                line = _Line(entry.day, entry.bucket, entry.work_item or "", entry.customer or "")
                lines.setdefault(line, []).append(entry)
    titles = titles_of(workspace, roster, {line.work_item for line in lines})
    work = {line.work_item for line in lines if line.work_item}
    chosen = _checked(issues, roster, work | set(titles_of(workspace, roster, issues))) if issues else {}
    return [
        TimesheetRow(
            day=line.day,
            developer=me.name,
            bucket=line.bucket,
            minutes=sum(entry.minutes for entry in entries),
            work_item=line.work_item,
            title=titles.get(line.work_item, ""),
            customer=_customer(roster, line.customer),
            issue=_issue(line, chosen),
            note=_notes(entries) if notes else "",
        )
        for line, entries in sorted(lines.items(), key=lambda one: _place(one[0]))
    ]


def _place(line: _Line) -> tuple[object, ...]:
    return line.day, _ORDER[line.bucket], line.work_item, line.customer


def _customer(roster: Roster, customer: str) -> str:
    known = roster.customers.get(customer)
    return known.name if known else customer


def _notes(entries: Iterable[TimeEntry]) -> str:
    return "; ".join(dict.fromkeys(entry.note for entry in entries if entry.note))


def _issue(line: _Line, chosen: Mapping[str, str]) -> str:
    for name in (line.work_item, line.customer):
        if name and name in chosen:
            return chosen[name]
    if re.fullmatch(_ISSUE, line.work_item):
        return line.work_item
    return chosen.get(line.bucket.value, "")


def _checked(issues: Mapping[str, str], roster: Roster, work: Iterable[str]) -> dict[str, str]:
    buckets = [bucket.value for bucket in Bucket]
    known = {name.casefold(): name for name in (*buckets, *roster.customers, *work)}
    found = {}
    for name, issue in issues.items():
        if not re.fullmatch(_ISSUE, issue):
            raise UsageError(f"'{shown(issue)}' is no Jira issue; write one such as SUP-12")
        if name.casefold() not in known:
            raise UsageError(
                f"'{shown(name)}' is no customer, work item or bucket"
                f"{did_you_mean(name, known.values()) or '; write --issue acme=SUP-12'}"
            )
        found[known[name.casefold()]] = issue
    return found
