"""What the renderers say in the same words: dates, what is missing, touchpoints.

All of it may hold text from people; each renderer makes it safe for its own format.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from standup.domain.cadence import last_contact_words
from standup.domain.decisions import Decision
from standup.domain.duration import format_minutes
from standup.domain.shaping import Shaping
from standup.domain.split import Split, share_words, verdict_words
from standup.domain.weeks import day_words
from standup.reports.summary import (
    DoneTouchpoint,
    DueTouchpoint,
    MemberWeek,
    SnoozedTouchpoint,
    TeamWeek,
    WeekSummary,
    WithoutNextStep,
)

NO_TOUCHPOINTS = "No touchpoints done or due, and every active customer has a next step."
_SEPARATOR = " · "
COLUMNS = ("available", "production", "customer", "other", "unlogged", "left")
"""The minutes of a split in the order in which reports show them."""


def minutes_of(split: Split) -> tuple[int | None, ...]:
    """The minutes of a split in the order of `COLUMNS`; None where hours are unknown."""
    return (split.available, split.production, split.customer, split.other, split.unlogged, split.left)


def duration_or_unknown(minutes: int | None) -> str:
    """Minutes as people write them; `?` where they are unknown."""
    return "?" if minutes is None else format_minutes(minutes)


def decimal(value: Fraction | None) -> float | None:
    """A share or coverage from 0 to 1, to four digits."""
    return None if value is None else float(round(value, 4))


def team_title(summary: WeekSummary) -> str:
    """The team's name, or what it is where nobody named it."""
    return summary.team_name.strip() or "Team"


def dates(summary: WeekSummary) -> str:
    """The days of the week: `Mon 16 Nov - Sun 22 Nov 2026`."""
    monday, sunday = summary.week.monday, summary.week.sunday
    return f"{day_words(monday, sunday)} - {day_words(sunday)} {sunday.year}"


def state(summary: WeekSummary) -> str:
    """Where the week stands as of today: running, over or not begun."""
    as_of = f"as of {day_words(summary.today, summary.week.sunday)}"
    if summary.running:
        return f"so far, {as_of}"
    return f"over, {as_of}" if summary.over else f"not begun, {as_of}"


def published(summary: WeekSummary) -> str:
    """Since when and by whom the week is handed on; empty where it is not."""
    handed_on = summary.published
    return f"published {day_words(handed_on.on, summary.week.sunday)} by {handed_on.by}" if handed_on else ""


def audience(summary: WeekSummary) -> str:
    """Whose version it is."""
    if summary.audience.is_lead:
        return "the lead's version"
    if summary.audience.is_team:
        return "the team's version, without figures of single people"
    name = summary.members[0].name
    return f"own figures of {name}" if summary.team is None else f"own figures of {name}, and the team's"


def team_row_title(team: TeamWeek) -> str:
    """The name of the row of totals."""
    return f"Team of {team.people}"


def closed_words(closed: bool) -> str:
    """Whether a week is closed, in the words of every screen."""
    return "closed" if closed else "not closed"


def counted(count: int, one: str, more: str) -> str:
    """A number with its noun: `1 workday`, `2 workdays`."""
    return f"{count} {one if count == 1 else more}"


def member_gaps(member: MemberWeek) -> tuple[str, ...]:
    """What the figures of a developer do not hold, or hold too much of; never what it might have been."""
    words = []
    if member.split.available is None and member.split.share is None:
        words.append("hours unknown")
    if member.unknown_days:
        words.append(f"{counted(member.unknown_days, 'workday', 'workdays')} without a log")
    if member.leave_half_days:
        words.append(leave_words(member.leave_half_days))
    words += [f"holiday {day_words(day)} ({name})" for day, name in member.holidays]
    if member.over_capacity:
        words.append("over capacity in 2 of the last 3 closed weeks")
    return tuple(words)


def leave_words(half_days: int) -> str:
    """Leave in days: `half a day of leave`, `1 day of leave`, `1.5 days of leave`."""
    if half_days == 1:
        return "half a day of leave"
    days = half_days // 2
    return f"{days}.5 days of leave" if half_days % 2 else f"{counted(days, 'day', 'days')} of leave"


def team_gaps(team: TeamWeek) -> tuple[str, ...]:
    """What the team's totals do not hold."""
    words = [] if team.people else ["nobody had hours in the week or logged any time"]
    if team.without_hours:
        effect = ": no range" if team.split.available is None else ""
        words.append(f"hours unknown for {team.without_hours} of {team.people}{effect}")
    if team.unknown_days:
        words.append(f"{counted(team.unknown_days, 'workday', 'workdays')} without a log")
    return tuple(words)


def member_facts(member: MemberWeek, summary: WeekSummary) -> list[str]:
    """Share with range, verdict, shaping share, and each gap as one phrase; what has nothing to say is left out."""
    return _facts(member.split, summary, member.shaping, member_gaps(member))


def team_facts(team: TeamWeek, summary: WeekSummary) -> list[str]:
    """The same phrases for the totals."""
    return _facts(team.split, summary, team.shaping, team_gaps(team))


def _facts(split: Split, summary: WeekSummary, shaping: Shaping, gaps: Sequence[str]) -> list[str]:
    words = (share_words(split), verdict_words(split, summary.band), shaping.words, *gaps)
    return [phrase for phrase in words if phrase]


class Line(NamedTuple):
    """One touchpoint in words; `title` is empty for a customer with no next step."""

    customer: str
    title: str
    rest: str
    """When, why, what came of it, and whose it is."""


class Section(NamedTuple):
    """Touchpoints that stand alike."""

    kind: str
    title: str
    glyph: str
    lines: tuple[Line, ...]


def touchpoint_sections(summary: WeekSummary) -> list[Section]:
    """The touchpoints of the week by how they stand; empty sections are left out."""
    today, all_of = summary.today, summary.touchpoints
    sections = (
        Section("starved", "Starved", "✖", tuple(_overdue(item, today) for item in all_of.starved)),
        Section("unattended", "Unattended", "◆", tuple(_overdue(item, today) for item in all_of.unattended)),
        Section("overdue", "Overdue", "▲", tuple(_overdue(item, today) for item in all_of.overdue)),
        Section("due", "Due this week", "●", tuple(_due(item, today) for item in all_of.due)),
        Section("next", "Due the week after", "○", tuple(_due(item, today) for item in all_of.next)),
        Section("done", "Done", "✓", tuple(_done(item) for item in all_of.done)),
        Section("no-next-step", "No next step", "◌", tuple(_without(item, today) for item in all_of.no_next_step)),
    )
    return [section for section in sections if section.lines]


def moved_sections(summary: WeekSummary) -> list[Section]:
    """What moved: touchpoints put off, and totals of closed weeks that changed since; empty sections are left out."""
    put_off = tuple(_snoozed(item, summary.today) for item in summary.touchpoints.snoozed)
    corrected = tuple(Line(item.name, "", f"{item.week} {item.words}") for item in summary.corrections)
    sections = (
        Section("snoozed", "Snoozed", "⋯", put_off),
        Section("corrected", "Corrected", "±", corrected),
    )
    return [section for section in sections if section.lines]


def decision_words(item: Decision) -> str:
    """A decision, and what it rests on."""
    return _SEPARATOR.join(filter(None, (item.words, item.evidence)))


def days_over(touchpoint: DueTouchpoint, today: date) -> int:
    """Calendar days from the due date to today."""
    return (today - touchpoint.due_on).days


def _overdue(item: DueTouchpoint, today: date) -> Line:
    late = f"{counted(days_over(item, today), 'day', 'days')} over"
    when = (late, item.evidence) if item.evidence else (f"due {day_words(item.due_on, today)}", late)
    return Line(item.customer, item.title, _joined(*when, item.owner))


def _without(item: WithoutNextStep, today: date) -> Line:
    last = last_contact_words(item.last_contact, today)
    return Line(item.customer, "", _joined(last, f"because {item.reason}" if item.reason else ""))


def _due(item: DueTouchpoint, today: date) -> Line:
    when = "due today" if item.due_on == today else f"due {day_words(item.due_on, today)}"
    return Line(item.customer, item.title, _joined(when, item.owner))


def _done(item: DoneTouchpoint) -> Line:
    return Line(item.customer, item.title, _joined(item.outcome, item.owner))


def _snoozed(item: SnoozedTouchpoint, today: date) -> Line:
    due = f"due {day_words(item.due_on, today)}" if item.due_on else ""
    until = f"until {day_words(item.until, today)}"
    return Line(item.customer, item.title, _joined(until, item.reason, due, item.owner))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
