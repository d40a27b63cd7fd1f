"""Splitting time between production and a customer: the line to begin with, and what it comes to."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from standup.domain.duration import format_minutes
from standup.domain.logline import Ratio, Selection, parse, resolve
from standup.domain.logline.splitting import (
    USUAL,
    customer_beside,
    ratio_of,
    sides_of,
    with_names,
    with_ratio,
    work_beside,
)
from standup.domain.records import Bucket, TimeEntry
from standup.domain.weeks import Week
from standup.workspace.names import find_work
from standup.workspace.reading import reading
from standup.workspace.session import Workspace, at_one_moment

_BEGINNING = 60  # minutes


class SplitParts(NamedTuple):
    """What a split line comes to."""

    ratio: Ratio
    production: int
    """Minutes."""
    customer: int
    """Minutes."""
    work_item: str
    """Its key."""
    customer_name: str

    @property
    def minutes(self) -> int:
        """Those of both sides."""
        return self.production + self.customer


@at_one_moment
def split_line(workspace: Workspace, selection: Selection | None, text: str = "") -> str:
    """A line with both sides and a ratio, made of a row or of what is typed already.

    The side that is missing is guessed: the work item's customer, what the timer runs on, or what was logged last on
    a day with the other side. Raises LogLineError for a quote that is not closed.
    """
    row = selection or Selection()
    line = text.strip() or format_minutes(_BEGINNING)
    line = with_names(line, row.work_item, row.customer)
    read = reading(workspace)
    entries = [
        entry
        for back in (0, 1)
        for entry in workspace.store.week(workspace.me, Week.of(read.context.today()) - back).entries
    ]
    work, customer = sides_of(line)
    if work is None and customer is not None:
        line = with_names(line, _work_for(workspace, read.names.customer(customer) or customer, entries), None)
    elif work is not None and customer is None:
        line = with_names(line, None, _customer_for(workspace, work, entries))
    return line if ratio_of(line) else with_ratio(line, USUAL)


def split_parts(
    workspace: Workspace, text: str, selection: Selection | None = None, *, day: date | None = None
) -> SplitParts | None:
    """What a line comes to; None where it does not split time. Raises LogLineError where it is wrong.

    A line without a day means `day`, by default today.
    """
    read = reading(workspace, selection, day)
    line = parse(text, read.context)
    if line.ratio is None or not line.work_item or not line.customer:
        return None
    drafts = resolve(line, read.context)
    production, customer = (
        sum(draft.minutes for draft in drafts if draft.bucket is bucket)
        for bucket in (Bucket.PRODUCTION, Bucket.CUSTOMER)
    )
    return SplitParts(line.ratio, production, customer, line.work_item, read.names.customer_name(line.customer))


def _customer_for(workspace: Workspace, key: str, entries: list[TimeEntry]) -> str | None:
    roster = workspace.store.roster()
    item = find_work(workspace.store, roster, key, first=workspace.me)
    timer = workspace.store.desk(workspace.me).timer
    wanted = (item and item.customer) or (timer and timer.customer) or customer_beside(key, entries)
    return wanted if wanted in roster.customers else None


def _work_for(workspace: Workspace, customer: str, entries: list[TimeEntry]) -> str | None:
    desk = workspace.store.desk(workspace.me)
    theirs = next((item.key for item in desk.work_items if item.customer == customer and item.state.is_open), None)
    running = desk.timer.work_item if desk.timer else None
    first = next((item.key for item in desk.work_items if item.state.is_open), None)
    return theirs or running or work_beside(customer, entries) or first
