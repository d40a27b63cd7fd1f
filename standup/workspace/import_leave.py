"""The leave that a time log has by its rules: gathered by day, and planned against what the store holds."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain

from msgspec import Struct, field

from standup.domain.change import Op
from standup.domain.leave_import import LeavePlan, plan_leave
from standup.domain.records import Developer, Leave
from standup.domain.weeks import Week
from standup.store.protocol import WeekRecords
from standup.workspace.import_report import ImportReport
from standup.workspace.session import Workspace


class LeaveDay(Struct):
    """What the rows of one developer's day say: seconds of leave, and which rows say so."""

    seconds: int = 0
    rows: array[int] = field(default_factory=lambda: array("Q"))

    def add(self, row: int, seconds: int) -> None:
        """Add what one row says."""
        self.seconds += seconds
        self.rows.append(row)


def leave_plan(
    workspace: Workspace,
    developer: Developer,
    days: Mapping[date, LeaveDay],
    report: ImportReport,
    covered: tuple[date, date],
) -> LeavePlan:
    """What to write of one developer's leave; nothing is stored yet of somebody whom the import creates."""
    stored: Iterable[Leave] = ()
    weeks: Iterable[WeekRecords] = ()
    if developer.id in workspace.store.roster().developers:
        stored = workspace.store.desk(developer.id).leave
        weeks = (workspace.store.week(developer.id, week) for week in sorted({Week.of(day) for day in days}))
    tombstones = chain.from_iterable(week.tombstones for week in weeks)
    return plan_leave(
        {day: (said.seconds + 30) // 60 for day, said in days.items()},
        tuple(stored),
        {stone.source_id or stone.id for stone in tombstones},
        developer=developer,
        source=report.source,
        covered=covered,
        new_id=workspace.new_id,
    )


def count_leave(report: ImportReport, ops: Iterable[Op]) -> None:
    """Add the leave that operations write to the report."""
    for op in ops:
        if isinstance(op.after, Leave):
            report.leave_days += not op.after.half
            report.leave_halves += op.after.half
        else:
            report.leave_removed += 1
