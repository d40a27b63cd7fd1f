"""The duty rota: who takes the interrupts of which week, planned by what people have, altered by anybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from standup.domain.availability import available_minutes, contract_minutes, is_workday
from standup.domain.change import Op, altered, create, remove
from standup.domain.duty import MOST_WEEKS, WEEKS, Able, duty_id, rota
from standup.domain.duty import on_duty as on_duty_in
from standup.domain.errors import UsageError
from standup.domain.records import Developer, DutyWeek, Leave
from standup.domain.text import shown
from standup.domain.weeks import Week, weeks_between
from standup.store.errors import DamagedFileError
from standup.store.protocol import Roster
from standup.workspace.session import Workspace, at_one_moment, find_developer

_USUAL_DAY = 8 * 60  # minutes, where hours are not known; only how they compare matters
_PAST_WEEKS = 26


class DutyRow(NamedTuple):
    """One week of the rota, for everybody's eyes."""

    week: Week
    developer: str | None
    """Id; None where nobody is on duty."""
    name: str
    """Empty where nobody is on duty."""
    trouble: str
    """Why they can hardly take it: `away all week`, `away most of it`, `left the team`; mostly nothing."""


class Planned(NamedTuple):
    """What a plan did."""

    rows: tuple[DutyRow, ...]
    changed: int
    """How many weeks have somebody else on duty than before."""


def on_duty(roster: Roster, week: Week) -> str | None:
    """The id of the developer who takes the interrupts of a week; None where nobody does."""
    return on_duty_in(roster.duty, week)


def duty_name(roster: Roster, today: date) -> str:
    """The name of who takes the interrupts of the week of a day; empty where nobody does."""
    who = on_duty(roster, Week.of(today))
    developer = roster.developers.get(who or "")
    return developer.name if developer is not None else ""


@at_one_moment
def duty_rows(workspace: Workspace, count: int = WEEKS, first: Week | None = None) -> tuple[DutyRow, ...]:
    """The rota of so many weeks from `first` on, by default from this week on."""
    roster = workspace.store.roster()
    first = first or Week.of(workspace.today())
    return _rows(workspace, roster, _weeks(first, count))


def plan_duty(workspace: Workspace, count: int = WEEKS, *, anew: bool = False) -> Planned:
    """Put somebody on duty in each of the weeks from this one on that has nobody, fairly by what people have.

    With `anew` the weeks after this one are planned again, also those that somebody set. Raises UsageError where
    nobody can be on duty.
    """
    weeks = _weeks(Week.of(workspace.today()), count)
    ops = _planned(workspace, weeks, anew)
    if ops:
        workspace.commit(f"plan duty for {_span(weeks)}", ops)
    return Planned(_rows(workspace, workspace.store.roster(), weeks), len(ops))


@at_one_moment
def _planned(workspace: Workspace, weeks: Sequence[Week], anew: bool) -> list[Op]:
    roster = workspace.store.roster()
    people = [one for one in roster.developers.values() if one.active]
    this = weeks[0]
    kept = {
        week: who
        for week in weeks_between(this - _PAST_WEEKS, weeks[-1])
        if (who := on_duty(roster, week)) is not None and not (anew and week > this)
    }
    able = {one.id: _able(workspace, one, list(weeks_between(this - _PAST_WEEKS, weeks[-1]))) for one in people}
    found = rota(weeks, able, kept)
    if not any(found.values()):
        raise UsageError("nobody has any time in these weeks; add developers, or look at `standup leave list`")
    return [op for week, who in found.items() if (op := _op(roster, week, who)) is not None]


def set_duty(workspace: Workspace, week: Week, who: str) -> DutyRow:
    """Put a developer, by id or name, on duty in a week; raises NotFoundError, and UsageError for who has left."""
    roster = workspace.store.roster()
    developer = find_developer(roster, who)
    if not developer.active:
        raise UsageError(f"{shown(developer.name)} has left the team; put somebody who is in it on duty")
    op = _op(roster, week, developer.id)
    if op is not None:
        workspace.commit(f"{shown(developer.name)} on duty in {week}", [op])
    return _rows(workspace, workspace.store.roster(), [week])[0]


def clear_duty(workspace: Workspace, week: Week) -> None:
    """Take whoever is on duty in a week off it; raises UsageError where nobody is."""
    op = _op(workspace.store.roster(), week, None)
    if op is None:
        raise UsageError(f"nobody is on duty in {week}")
    workspace.commit(f"nobody on duty in {week}", [op])


def swap_duty(workspace: Workspace, one: Week, other: Week) -> tuple[DutyRow, DutyRow]:
    """Let those on duty in two weeks change places; raises UsageError where nobody is, or it is the same person."""
    roster = workspace.store.roster()
    first, second = on_duty(roster, one), on_duty(roster, other)
    for week, who in ((one, first), (other, second)):
        if who is None:
            raise UsageError(f"nobody is on duty in {week}; `standup duty set {week} NAME` puts somebody there")
    if first == second:
        raise UsageError(f"{one} and {other} have the same person on duty; there is nothing to swap")
    ops = [op for op in (_op(roster, one, second), _op(roster, other, first)) if op is not None]
    workspace.commit(f"swap duty of {one} and {other}", ops)
    rows = _rows(workspace, workspace.store.roster(), [one, other])
    return rows[0], rows[1]


def _weeks(first: Week, count: int) -> list[Week]:
    if not 1 <= count <= MOST_WEEKS:
        raise UsageError(f"{count} is not from 1 to {MOST_WEEKS} weeks")
    return list(weeks_between(first, first + (count - 1)))


def _span(weeks: Sequence[Week]) -> str:
    return str(weeks[0]) if len(weeks) == 1 else f"{weeks[0]} to {weeks[-1]}"


def _op(roster: Roster, week: Week, who: str | None) -> Op | None:
    """What makes this the week's duty; None where it is so already."""
    before = roster.duty.get(str(week))
    if before is None:
        return None if who is None else create(DutyWeek(id=duty_id(week), week=str(week), developer=who))
    if who is None:
        return remove(before)
    return None if before.developer == who else Op(before, altered(before, developer=who))


def _rows(workspace: Workspace, roster: Roster, weeks: Sequence[Week]) -> tuple[DutyRow, ...]:
    return tuple(_row(workspace, roster, week) for week in weeks)


def _row(workspace: Workspace, roster: Roster, week: Week) -> DutyRow:
    who = on_duty(roster, week)
    developer = roster.developers.get(who or "")
    if developer is None:
        return DutyRow(week, who, who or "", "left the team" if who else "")
    return DutyRow(week, who, developer.name, _trouble(workspace, developer, week))


def _trouble(workspace: Workspace, developer: Developer, week: Week) -> str:
    if not developer.active:
        return "left the team"
    has = _able(workspace, developer, [week])[week]
    if not has.available:
        return "away all week"
    return "" if has.is_ready else "away most of it"


def _able(workspace: Workspace, developer: Developer, weeks: Sequence[Week]) -> dict[Week, Able]:
    """What a developer has in each week; where no hours are set, days of eight hours from Monday to Friday."""
    try:
        leave: Sequence[Leave] = workspace.store.desk(developer.id).leave
    except DamagedFileError:  # of one person; the rota of the others must not fall with it
        leave = ()
    return {week: _able_in(workspace, developer, week, leave) for week in weeks}


def _able_in(workspace: Workspace, developer: Developer, week: Week, leave: Sequence[Leave]) -> Able:
    contract = available = 0
    for day in week.days:
        agreed = contract_minutes(developer, day)
        holidays = workspace.holidays_of(developer, day.year)
        if agreed is None:
            contract += _USUAL_DAY * (day.weekday() < 5)
            available += _USUAL_DAY * is_workday(developer, day, leave, holidays)
        else:
            contract += agreed
            available += available_minutes(developer, day, leave, holidays) or 0
    return Able(contract, available)


class DutyLine(NamedTuple):
    """What a line about duty does, and in words what it would do."""

    words: str
    act: Callable[[], str]


def duty_line(workspace: Workspace, text: str) -> DutyLine:
    """Read `plan`, `plan anew`, `2026-W48 bob`, `W48 nobody` or `swap W48 W50`; raises UsageError or NotFoundError."""
    words = text.split()
    first = words[0].casefold() if words else ""
    if first == "plan" and [one.casefold() for one in words[1:]] in ([], ["anew"]):
        anew = len(words) > 1
        what = "the weeks after this one anew" if anew else "the weeks that have nobody"
        return DutyLine(f"plans {what}, fairly by hours and leave", lambda: _planned_words(workspace, anew))
    today = workspace.today()
    if first == "swap" and len(words) == 3:
        one, other = (Week.parse(word, today) for word in words[1:])
        return DutyLine(f"{one} and {other} change places", lambda: _both(swap_duty(workspace, one, other)))
    if len(words) < 2:
        raise UsageError("write a week and a name, such as W48 bob; or plan, or swap W48 W50")
    week, name = Week.parse(words[0], today), " ".join(words[1:])
    if name.casefold() == "nobody":
        return DutyLine(f"{week}: nobody on duty", lambda: _cleared(workspace, week))
    developer = find_developer(workspace.store.roster(), name)
    return DutyLine(f"{week}: {shown(developer.name)} on duty", lambda: duty_words(set_duty(workspace, week, name)))


def duty_words(row: DutyRow) -> str:
    """A week of the rota in words, safe for a terminal: `2026-W48: Bob Marsh is on duty, but away all week`."""
    return f"{row.week}: {shown(row.name)} is on duty{f', but {row.trouble}' if row.trouble else ''}"


def _planned_words(workspace: Workspace, anew: bool) -> str:
    changed = plan_duty(workspace, anew=anew).changed
    return (
        f"planned {changed} week{'s' * (changed != 1)}" if changed else "every week has somebody; nothing was changed"
    )


def _both(rows: tuple[DutyRow, DutyRow]) -> str:
    return "; ".join(map(duty_words, rows))


def _cleared(workspace: Workspace, week: Week) -> str:
    clear_duty(workspace, week)
    return f"{week}: nobody is on duty"
