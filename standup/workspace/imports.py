"""Import of time logs: whose rows they are, what they become, and one change per developer and week."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from heapq import nsmallest
from itertools import compress
from typing import TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from standup.domain.bucket_rules import Absence, BucketRule
from standup.domain.change import Conflict, Op, create
from standup.domain.errors import UsageError
from standup.domain.import_plan import Outcome, Planned, WeekPlan, of_days, plan_week
from standup.domain.leave_import import LeavePlan
from standup.domain.records import Bucket, Customer, Leave, TimeEntry
from standup.domain.skipped import Skip, SkippedRow
from standup.domain.text import shown, storable, unused_slug
from standup.domain.time_import import Facts, Known, RowIds, SourceRow, Span, facts_of, fold, part_id, span_of
from standup.domain.weeks import Week
from standup.sources.time_source import TimeSource
from standup.store.protocol import Roster, WeekRecords
from standup.workspace.import_leave import LeaveDay, count_leave, leave_plan
from standup.workspace.import_people import Newcomers, People
from standup.workspace.import_report import ImportReport, Written
from standup.workspace.packed_plan import PackedPlan
from standup.workspace.session import Workspace, owners, zone_of

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told the step (`reading`, `writing`), how far it is, and how much there is."""

P = TypeVar("P", WeekPlan, LeavePlan)

_ROWS_PER_STEP = 500
_TRIES = 3
_LINES_TOLD = 8
_SKIP_OF = {Outcome.NO_LEAVE: Skip.NO_LEAVE, Outcome.DELETED: Skip.DELETED, Outcome.EDITED: Skip.EDITED}


class ImportStopped(KeyboardInterrupt):
    """The import was stopped between two writes; each week is whole, and importing again does the rest.

    Undo takes back what was written.
    """

    def __init__(self, report: ImportReport) -> None:
        self.report = report
        super().__init__()


def import_time(
    workspace: Workspace,
    log: TimeSource,
    *,
    rules: Sequence[BucketRule] = (),
    default: Bucket | None = None,
    developer: str | None = None,
    map_users: Mapping[str, str] | None = None,
    create_developers: bool = False,
    create_customers: bool = False,
    hours: int | None = None,
    timezone: str = "UTC",
    overwrite_edited: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a time log; importing it again changes nothing, and a corrected row updates its entry.

    All rows are those of `developer` where one is given, else of whom `map_users` or the team knows by the name, id
    or e-mail of the row; a log without people is one's own. New developers get `timezone` (IANA) and, where given,
    `hours` in minutes per week. Each developer's week is one change, all of one group, so that one undo takes the
    import back. Raises ForbiddenError where somebody who is no lead imports for others or creates developers,
    UsageError for an unknown developer, and ImportStopped on Ctrl-C once something was written.
    """
    if hours is not None and not create_developers:
        raise UsageError("hours are those of the developers that the import creates; add --create-developers")
    report = ImportReport(
        file=log.name,
        source=log.source,
        encoding=log.encoding.name,
        encoding_guessed=log.encoding.guessed,
        dry_run=dry_run,
    )
    people = People(
        workspace,
        owner=developer,
        users=map_users or {},
        named=log.names_people,
        newcomers=Newcomers(timezone, hours) if create_developers else None,
    )
    reading = _Reading(workspace, log, people, report, rules=rules, default=default, create_customers=create_customers)
    reading.run(progress)
    writing = _Writing(workspace, reading, report, overwrite_edited=overwrite_edited)
    writing.run(progress)
    return report


class _Reading:
    """The first half: every row read and made into what its developer's weeks should hold; nothing is written."""

    def __init__(
        self,
        workspace: Workspace,
        log: TimeSource,
        people: People,
        report: ImportReport,
        *,
        rules: Sequence[BucketRule],
        default: Bucket | None,
        create_customers: bool,
    ) -> None:
        self._log = log
        self._report = report
        self._rules = rules
        self._default = default
        self._create_customers = create_customers
        self.people = people
        self.known = Known.of(people.roster.customers.values(), _all_keys(workspace, people.roster))
        self.new_customers: dict[str, Customer] = {}
        self.weeks: dict[str, dict[Week, PackedPlan]] = {}
        self.leave: dict[str, dict[date, LeaveDay]] = {}
        self.covered: dict[str, tuple[date, date]] = {}
        self.ids: dict[str, RowIds] = {}
        self.lines = array("Q")
        """The line of each row that is planned, by its number."""
        self.zones: dict[str, ZoneInfo] = {}
        self._week_of: dict[date, Week] = {}

    def run(self, progress: Progress | None) -> None:
        """Read the log from end to end."""
        report = self._report
        for row in self._log.rows():
            report.read += 1
            skipped = row if isinstance(row, SkippedRow) else self._take(row)
            if skipped is not None:
                report.skip(skipped)
            if progress and report.read % _ROWS_PER_STEP == 0:
                progress("reading", self._log.position, self._log.size)
        report.unused_maps = list(self.people.unmet.values())
        report.likely_people = self.people.likely
        report.created_developers = [one.name for one in self.people.created.values()]
        report.created_customers = [one.name for one in self.new_customers.values()]
        if progress:
            progress("reading", self._log.size, self._log.size)

    def _take(self, row: SourceRow) -> SkippedRow | None:
        developer = self.people.whose(row)
        if isinstance(developer, SkippedRow):
            if developer.skip is Skip.NOBODY:
                _add(self._report.unknown_people, developer.words)
            return developer
        zone = self.zones.get(developer.id)
        if zone is None:
            zone = self.zones[developer.id] = zone_of(developer)
            self.ids[developer.id] = RowIds(self._log.source, developer.id)
        ids = self.ids[developer.id]
        row_id = ids.name(row)
        span = span_of(row, zone)
        if isinstance(span, SkippedRow):
            ids.leave_out(row_id)
            return span
        facts = facts_of(row, self._rules, self._default, self.known, self._new_customer)
        if isinstance(facts, SkippedRow):
            ids.leave_out(row_id)
            return facts
        if span.disagrees:
            self._report.disagreements += 1
            if len(self._report.disagreeing_lines) < _LINES_TOLD:
                self._report.disagreeing_lines.append(row.line)
        self._plan(developer.id, row, row_id, span, facts)
        return None

    def _plan(self, developer: str, row: SourceRow, row_id: str, span: Span, facts: Facts | Absence) -> None:
        _add(self._report.rows_by_developer, developer)
        weeks = self.weeks.setdefault(developer, {})
        for number, part in enumerate(span.parts, start=1):
            week = self._week_of.get(part.day)
            if week is None:
                week = self._week_of[part.day] = Week.of(part.day)
            of_week = weeks.setdefault(
                week, PackedPlan()
            )  # also for leave: an entry that the row made before has to go
            if isinstance(facts, Absence):
                self.leave.setdefault(developer, {}).setdefault(part.day, LeaveDay()).add(len(self.lines), part.seconds)
            else:
                of_week.add(Planned(len(self.lines), part_id(row_id, number), part, facts))
        first, last = span.parts[0].day, span.parts[-1].day
        before = self.covered.get(developer, (first, last))
        self.covered[developer] = min(before[0], first), max(before[1], last)
        self.lines.append(row.line)

    def _new_customer(self, client: str) -> str | None:
        """The id of a client that is no customer yet: made where asked for, else counted."""
        if not self._create_customers:
            _add(self._report.unmatched_clients, client)
            return None
        name = fold(client)
        if name not in self.new_customers:
            taken = [*self.people.roster.customers, *(one.id for one in self.new_customers.values())]
            self.new_customers[name] = Customer(id=unused_slug(client, taken), name=storable(client))
        return self.new_customers[name].id


class _Writing:
    """The second half: week by week, what the store holds is compared with what the log says, and written."""

    def __init__(
        self, workspace: Workspace, reading: _Reading, report: ImportReport, *, overwrite_edited: bool
    ) -> None:
        self._workspace = workspace
        self._reading = reading
        self._report = report
        self._overwrite_edited = overwrite_edited
        self._outcomes = bytearray(len(reading.lines))
        self._overlapping = bytearray(len(reading.lines))
        self._group = workspace.new_id()

    def run(self, progress: Progress | None) -> None:
        """Write all weeks; on Ctrl-C the report of what was written is raised with the interrupt."""
        steps = [(developer, week) for developer in self._reading.weeks for week in self._weeks(developer)]
        try:
            self._create_who_is_new()
            for developer, days in self._reading.leave.items():
                self._leave(developer, days)
            for done, (developer, week) in enumerate(steps):
                if progress:
                    progress("writing", done, len(steps))
                self._week(developer, week)
        except KeyboardInterrupt:
            self._count()
            raise ImportStopped(self._report) from None
        self._count()
        if progress:
            progress("writing", len(steps), len(steps))

    def _weeks(self, developer: str) -> list[Week]:
        """The weeks that the log has rows in, and the stored ones right after, where a row may have ended before."""
        weeks = set(self._reading.weeks[developer])
        stored = () if developer in self._reading.people.created else self._workspace.store.weeks(developer)
        return sorted(weeks | {week for week in stored if week - 1 in weeks})

    def _create_who_is_new(self) -> None:
        new = [*self._reading.people.created.values(), *self._reading.new_customers.values()]
        if new and not self._report.dry_run:
            self._commit([create(record) for record in new], "who is new in it")

    def _commit(self, ops: Sequence[Op], what: str) -> None:
        self._workspace.commit(f"import {shown(self._report.file)}: {what}", ops, group=self._group)

    def _week(self, developer: str, week: Week) -> None:
        reading = self._reading
        planned = list(reading.weeks[developer].pop(week, PackedPlan()).unpacked(reading.zones[developer]))
        closed = False

        def plan_anew() -> WeekPlan:
            nonlocal closed
            stored = self._stored(developer, week)
            closed = stored.closed is not None
            return plan_week(
                planned,
                stored.entries,
                {tombstone.source_id or tombstone.id for tombstone in stored.tombstones},
                developer=developer,
                ids=reading.ids[developer],
                covered=reading.covered[developer],
                new_id=self._workspace.new_id,
                overwrite_edited=self._overwrite_edited,
            )

        plan = self._write(plan_anew, f"{developer} {week}")
        if plan.ops and closed:
            self._alters_closed(developer, week)
        self._tell(plan)

    def _leave(self, developer: str, days: Mapping[date, LeaveDay]) -> None:
        reading, report = self._reading, self._report
        who = reading.people.created.get(developer) or reading.people.roster.developers[developer]
        covered = reading.covered[developer]
        plan = self._write(
            lambda: leave_plan(self._workspace, who, days, report, covered), f"leave of {shown(developer)}"
        )
        report.missing += plan.missing
        count_leave(report, plan.ops)
        for week in sorted({Week.of(op.record.first) for op in plan.ops if isinstance(op.record, Leave)}):
            if self._stored(developer, week).closed is not None:
                self._alters_closed(developer, week)
        for day, outcome in plan.outcomes.items():
            for row in days[day].rows:
                self._mark(row, outcome)

    def _alters_closed(self, developer: str, week: Week) -> None:
        name = f"{developer} {week}"
        if name not in self._report.closed_weeks:
            self._report.closed_weeks.append(name)

    def _write(self, plan_anew: Callable[[], P], what: str) -> P:
        """Write what is planned; where somebody else wrote meanwhile, it is planned anew."""
        for tries_left in reversed(range(_TRIES)):
            plan = plan_anew()
            if not plan.ops or self._report.dry_run:
                break
            try:
                self._commit(plan.ops, what)
                break
            except Conflict:
                if not tries_left:
                    raise
        return plan

    def _mark(self, row: int, outcome: Outcome) -> None:
        before = self._outcomes[row]
        self._outcomes[row] = of_days(Outcome(before), outcome) if before else outcome

    def _stored(self, developer: str, week: Week) -> WeekRecords:
        if developer in self._reading.people.created:
            return WeekRecords((), None, ())
        return self._workspace.store.week(developer, week)

    def _tell(self, plan: WeekPlan) -> None:
        report = self._report
        for row, outcome in plan.outcomes:
            self._mark(row, outcome)
        report.rerounded += plan.rerounded
        report.missing += plan.missing
        for row in plan.overlaps:
            self._overlapping[row] = 1
        for op in plan.ops:
            if op.after is None:
                report.removed += 1
            elif isinstance(op.after, TimeEntry):
                written = report.written.setdefault(op.after.bucket, Written())
                written.entries += 1
                written.minutes += op.after.minutes

    def _count(self) -> None:
        report, lines = self._report, self._reading.lines
        for row, outcome in enumerate(self._outcomes):
            if outcome == Outcome.IMPORTED:
                report.imported += 1
            elif outcome == Outcome.UPDATED:
                report.updated += 1
            elif outcome == Outcome.UNCHANGED:
                report.unchanged += 1
            else:
                report.skip(SkippedRow(lines[row], _SKIP_OF[Outcome(outcome)] if outcome else Skip.STOPPED, ""))
        report.overlaps = sum(self._overlapping)
        report.overlapping_lines = nsmallest(_LINES_TOLD, compress(lines, self._overlapping))


def _all_keys(workspace: Workspace, roster: Roster) -> list[str]:
    """The keys of all work items, closed ones too."""
    store = workspace.store
    return [
        item.key
        for owner in owners(roster)
        for items in (
            store.desk(owner).work_items,
            *(store.closed(owner, year).work_items for year in store.closed_years(owner)),
        )
        for item in items
    ]


def _add(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1
