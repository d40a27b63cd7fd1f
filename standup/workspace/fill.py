"""Filling a day: its rest, recurring entries, and the gaps of earlier days, each as a ready log line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from msgspec.structs import replace

from standup.domain.errors import UsageError
from standup.domain.fill import day_word, rest, still_due
from standup.domain.logline import EntryDraft, LogLine, LogLineError, Selection, format_line, parse, resolve
from standup.domain.logline.values import Context
from standup.domain.weeks import Week, day_words
from standup.workspace.days import Day, day_of, gaps
from standup.workspace.reading import reading
from standup.workspace.session import Workspace, at_one_moment
from standup.workspace.time import preview
from standup.workspace.weeks import DeveloperWeek, developer_week


class FillKind(Enum):
    """Why a line fills a day."""

    REST = "rest"
    """All that is not logged on the day yet; the person says where it went."""
    ROW = "row"
    """The same, on the selected row."""
    RECURRING = "recurring"
    """An entry of the config that the day does not hold yet."""
    GAP = "gap"
    """What is not logged on an earlier day."""


class Filler(NamedTuple):
    """One line that fills a day, or a part of it."""

    kind: FillKind
    day: date
    minutes: int
    """0 for a recurring line that cannot be logged."""
    line: str
    words: str
    """What the line would do; or, where it is not ready, what it lacks."""
    is_ready: bool
    """Whether the line can be logged as it stands."""


@at_one_moment
def fillers(
    workspace: Workspace, recurring: Sequence[str], day: date | None = None, selection: Selection | None = None
) -> list[Filler]:
    """What fills a day of mine, by default today, and then also the gaps of earlier days in this week and the last.

    The rest of today comes first without a bucket: a row that happens to be selected is not where hours went unless
    somebody says so, which the line after it does. A day gone by is offered on the selected row.
    """
    today = workspace.today()
    chosen = day or today
    one = day_of(workspace, chosen)
    found = []
    if minutes := _unlogged(workspace, one):
        if chosen == today:
            found.append(_rest(workspace, FillKind.REST, chosen, minutes, None))
        if chosen != today or (selection and (selection.work_item or selection.customer)):
            kind = FillKind.ROW if chosen == today else FillKind.GAP
            found.append(_rest(workspace, kind, chosen, minutes, selection))
    found += _recurring(workspace, recurring, one)
    if day is None:
        found += [_rest(workspace, FillKind.GAP, gap.day, gap.unlogged, selection) for gap in gaps(workspace)]
    return found


def week_fillers(workspace: Workspace, week: DeveloperWeek) -> list[Filler]:
    """What is not logged in one of my weeks, a line for each of its days up to today."""
    found = []
    for day in week.available:
        minutes = rest(week.available[day], sum(week.logged.get(day, {}).values()))
        if minutes and day <= week.today:
            kind = FillKind.REST if day == week.today else FillKind.GAP
            found.append(_rest(workspace, kind, day, minutes, None))
    return found


def _unlogged(workspace: Workspace, one: Day) -> int:
    week = developer_week(workspace, workspace.developer(), Week.of(one.day))
    return rest(week.available[one.day], one.split.logged)


def _rest(workspace: Workspace, kind: FillKind, day: date, minutes: int, selection: Selection | None) -> Filler:
    row = selection or Selection()
    line = _on_day(
        workspace, day, format_line(LogLine(minutes=minutes, work_item=row.work_item, customer=row.customer))
    )
    return _filler(workspace, kind, day, minutes, line, selection)


def _on_day(workspace: Workspace, day: date, line: str) -> str:
    return f"{day_word(day, workspace.today())} {line}".strip()


def _filler(
    workspace: Workspace, kind: FillKind, day: date, minutes: int, line: str, selection: Selection | None
) -> Filler:
    try:
        words = preview(workspace, line, selection)
    except UsageError as error:
        reason = error.message if isinstance(error, LogLineError) else str(error)
        return Filler(kind, day, minutes, line, reason, is_ready=False)
    return Filler(kind, day, minutes, line, words, is_ready=True)


def _recurring(workspace: Workspace, lines: Sequence[str], one: Day) -> list[Filler]:
    """The recurring lines that the day does not hold; those that name what is gone say so."""
    context = replace(reading(workspace).context, default_day=one.day)
    drafts = [_drafts(line, context) for line in lines]
    due = still_due([found for found in drafts if found], one.entries)
    fillers = []
    for line, found in zip(lines, drafts, strict=True):
        if found in due:
            due.remove(found)
        elif found:
            continue
        minutes = sum(draft.minutes for draft in found)
        text = _on_day(workspace, one.day, line)
        fillers.append(_filler(workspace, FillKind.RECURRING, one.day, minutes, text, None))
    return fillers


def _drafts(line: str, context: Context) -> tuple[EntryDraft, ...]:
    """The entries of a recurring line; none where it cannot be read."""
    try:
        return resolve(parse(line, context), context)
    except UsageError:
        return ()


def nothing_words(workspace: Workspace, day: date | None = None) -> str:
    """Why there is nothing to fill."""
    if day is None:
        return "nothing to fill: today and the days before it are logged, and no recurring entry is due"
    return f"nothing to fill: {day_words(day, workspace.today())} is logged, and no recurring entry is due"
