"""How many minutes a developer has on a day: contract hours minus public holidays and leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from standup.domain.records import DayMinutes, Developer, HoursPeriod, Leave

Holidays: TypeAlias = Mapping[date, str]
"""Names of public holidays by day."""
HolidaysOf: TypeAlias = Callable[[Developer, int], Holidays]
"""Gives the public holidays of a developer's country and region in one year."""


def no_holidays(developer: Developer, year: int) -> Holidays:
    """A calendar without public holidays."""
    return {}


def contract_minutes(developer: Developer, day: date) -> int | None:
    """The agreed minutes of a day by its weekday; None where no hours hold for that day."""
    held: HoursPeriod | None = None
    for period in developer.hours:
        if period.start is None or period.start <= day:
            held = period
    return held.minutes[day.weekday()] if held else None


def owes_from(developer: Developer, first_logged: date | None) -> date | None:
    """The first day of which time is asked: joined, first logged or given as the start of hours, whichever is first.

    None where it is asked of all days.
    """
    if developer.joined_on is None:
        return None
    starts = (period.start for period in developer.hours if period.start is not None)
    return min((developer.joined_on, *starts, *([first_logged] if first_logged else [])))


def available_minutes(developer: Developer, day: date, leave: Iterable[Leave], holidays: Holidays) -> int | None:
    """Contract minutes less holidays and leave, never negative; None where the hours are unknown.

    A half day of leave takes half of the day's minutes (rounded down, so the developer keeps the odd minute);
    two half days take the whole day. A public holiday takes all.
    """
    minutes = contract_minutes(developer, day)
    if minutes is None:
        return None
    free = _free_halves(developer, day, leave, holidays)
    if free == 2:
        return 0
    return minutes - minutes // 2 if free else minutes


def leave_halves(developer: Developer, day: date, leave: Iterable[Leave]) -> int:
    """How many half days of leave the developer has on a day: 0, 1, or 2 for the whole of it."""
    mine = (absence for absence in leave if absence.developer == developer.id)
    return min(2, sum(1 if absence.half else 2 for absence in mine if absence.first <= day <= absence.last))


def _free_halves(developer: Developer, day: date, leave: Iterable[Leave], holidays: Holidays) -> int:
    return 2 if day in holidays else leave_halves(developer, day, leave)


def is_workday(developer: Developer, day: date, leave: Iterable[Leave], holidays: Holidays) -> bool:
    """Whether the developer has any minutes that day; where hours are unknown, Monday to Friday count.

    A public holiday and a whole day of leave are no workday in either case.
    """
    minutes = contract_minutes(developer, day)
    works = day.weekday() < 5 if minutes is None else minutes > 0
    return works and _free_halves(developer, day, leave, holidays) < 2


def with_hours(developer: Developer, minutes: DayMinutes, start: date | None) -> tuple[HoursPeriod, ...]:
    """The developer's hours with a new period; one that begins on the same day is replaced.

    The first hours given hold for all earlier days too, so a later change never rewrites past weeks.
    """
    kept = [period for period in developer.hours if period.start != start]
    kept.append(HoursPeriod(minutes=minutes, start=start))
    return tuple(sorted(kept, key=lambda period: period.start or date.min))


def spread_week(minutes_per_week: int) -> DayMinutes:
    """A week's minutes over Monday to Friday, as even as whole minutes allow, earlier days first."""
    share, rest = divmod(minutes_per_week, 5)
    monday, tuesday, wednesday, thursday, friday = (share + (1 if n < rest else 0) for n in range(5))
    return (monday, tuesday, wednesday, thursday, friday, 0, 0)
