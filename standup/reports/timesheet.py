"""One's own minutes per day and work item, for the time sheets of others, so that nobody enters time twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from standup.domain.records import Bucket
from standup.reports.as_csv import csv_cell
from standup.reports.ranges import hours

TimesheetFormat: TypeAlias = Literal["csv", "jira"]
TIMESHEET_FORMATS: tuple[TimesheetFormat, ...] = ("csv", "jira")

_HEADER = ("date", "developer", "work_item", "title", "customer", "bucket", "hours", "minutes")
_JIRA_HEADER = ("Issue Key", "Start Date", "Time Spent", "Comment", "User")


class TimesheetRow(Struct, frozen=True, kw_only=True):
    """Minutes of one day on one work item, with one customer, or of another kind."""

    day: date
    developer: str
    """The person's name."""
    bucket: Bucket
    minutes: int
    work_item: str = ""
    title: str = ""
    customer: str = ""
    """The customer's name."""
    issue: str = ""
    """The key of the Jira issue that the time goes to; empty where there is none."""
    note: str = ""
    """The person's own notes of that day, where they asked for them."""


def render_timesheet(rows: Iterable[TimesheetRow], *, notes: bool = False) -> str:
    """The rows as CSV: minutes are exact, hours decimal with four digits; a column `note` only where `notes` are in.

    Text that a spreadsheet would take for a formula gets an apostrophe, as in every CSV of ours.
    """
    table = [
        (
            row.day.isoformat(),
            *(csv_cell(text) for text in (row.developer, row.work_item, row.title, row.customer)),
            row.bucket.value,
            hours(row.minutes),
            row.minutes,
            *([csv_cell(row.note)] if notes else []),
        )
        for row in rows
    ]
    return _csv([(*_HEADER, *(["note"] if notes else [])), *table])


def render_jira(rows: Iterable[TimesheetRow], user: str, *, notes: bool = False) -> str:
    """The rows that have an issue, in the columns of importers of worklogs into Jira and Tempo.

    `Issue Key`, `Start Date`, `Time Spent` and `Comment` are what the worklog import of Jira Assistant reads
    (https://github.com/shridhar-tl/jira-assistant, src/pages/bulk-import/worklog/worklog-utils.ts); `User` is one that
    importers for several people ask for besides, such as WorklogPRO's, with the same values
    (https://thestarware.atlassian.net/wiki/spaces/WorklogPROC/pages/3387162685/Import+worklogs): what Jira knows the
    person by, which is a name, an e-mail address or an account id. Dates are ISO, without a time, since clock times are
    not told; time has its units (`2h 5m`), because a bare number is hours to the one and seconds to the other. Tempo
    documents no import of its own: it shows the worklogs that are in Jira.
    """
    table = [
        (
            csv_cell(row.issue),
            row.day.isoformat(),
            jira_duration(row.minutes),
            csv_cell(_comment(row, notes)),
            csv_cell(user),
        )
        for row in rows
        if row.issue
    ]
    return _csv([_JIRA_HEADER, *table])


def _comment(row: TimesheetRow, notes: bool) -> str:
    """What the work was, in words that the team sees anyway; the person's own only where they asked for them."""
    return row.note if notes and row.note else row.customer or row.title


def jira_duration(minutes: int) -> str:
    """Minutes as Jira writes them, such as `2h 5m`; never in days, whose length each Jira sets for itself."""
    whole, rest = divmod(minutes, 60)
    return " ".join([*([f"{whole}h"] if whole else []), *([f"{rest}m"] if rest or not whole else [])])


def _csv(table: Sequence[Sequence[object]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerows(table)
    return out.getvalue()
