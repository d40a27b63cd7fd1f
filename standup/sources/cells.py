"""What a cell of a time log says: dates, times of day and durations in the shapes that tools and people write."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from standup.domain.duration import duration_minutes, round_half_up
from standup.domain.text import shown
from standup.domain.time_import import FIRST_YEAR, LAST_YEAR
from standup.sources.months import named_date, split_named

LONGEST_LINE = 100_000  # characters
TOO_LONG = f"is longer than {LONGEST_LINE:,} characters"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_MOMENT = re.compile(r"([0-9./-]{6,10})(?:T|,?\s+)(\S.*)", re.DOTALL)
_CLOCK = re.compile(
    r"([0-9]{1,2})[:.]([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?:\s*([AaPp])\.?\s?[Mm]\.?)?"
    r"(?:\s*(Z|UTC|GMT|(?:GMT)?[+-][0-9]{2}:?[0-9]{2})(?: \([^()]{1,80}\))?)?"
)
_LONG_DURATION = re.compile(r"([0-9]{1,6}):([0-5][0-9])(?::([0-5][0-9])(?:[.,][0-9]+)?)?")
_NUMBER = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,9}))?")
_SECONDS_IN = {"hours": 3600, "minutes": 60, "seconds": 1}


class DateOrder(StrEnum):
    """Whether `03/04/2026` is the third of April or the fourth of March."""

    DMY = "dmy"
    MDY = "mdy"

    @property
    def words(self) -> str:
        """The order as people say it."""
        return "day-month-year" if self is DateOrder.DMY else "month-day-year"


class CellError(ValueError):
    """A cell that says nothing that can be used; `str()` is the reason, to be shown behind the line number."""


class Clock(NamedTuple):
    """A time of day, with the offset from UTC where the cell gives one."""

    time: time
    offset: tzinfo | None


def orders_of(text: str) -> set[DateOrder] | None:
    """The orders in which the date of a cell exists; None where it has no date whose order could matter."""
    day, _ = split_moment(text)
    match = _YEAR_LAST.fullmatch(day)
    if not match or match[2] == ".":
        return None
    return {order for order in DateOrder if _year_last(match, order) is not None}


def same_either_way(text: str) -> bool:
    """Whether the date of a cell is one day in both orders, such as `04/04/2026`."""
    match = _YEAR_LAST.fullmatch(split_moment(text)[0])
    return match is not None and int(match[1]) == int(match[3])


@lru_cache(maxsize=4096)
def read_date(text: str, order: DateOrder | None) -> date:
    """The date of `2026-11-20`, `20.11.2026`, `20 nov. 2026`, or by `order` of `11/20/2026`; two digits mean 20xx.

    Raises CellError.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        found = _date(int(match[1]), int(match[3]), int(match[4]))
    elif match := _YEAR_LAST.fullmatch(text):
        found = _either_order(text, match, DateOrder.DMY if match[2] == "." else order)
    elif named := named_date(text):
        found = _date(*named)
    else:
        raise CellError(f"'{shown(text[:40])}' is no date; 2026-11-20 is one")
    if found is None:
        raise CellError(f"{shown(text)} is no date: there is no such day")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise CellError(f"{shown(text)} is no date that can be read: the year is {found.year}")
    return found


def _either_order(text: str, match: re.Match[str], order: DateOrder | None) -> date | None:
    readings = {order: found for order in DateOrder if (found := _year_last(match, order)) is not None}
    if order in readings or not readings:
        return readings.get(order) if order else None
    if order:
        raise CellError(f"{text} is no date in the order {order.words}")
    if len(set(readings.values())) > 1 or len(readings) == 1:
        raise CellError(f"{text}: day or month first? say --date-order dmy or mdy")
    return readings[DateOrder.DMY]


def _year_last(match: re.Match[str], order: DateOrder) -> date | None:
    year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    first, second = int(match[1]), int(match[3])
    return _date(year, second, first) if order is DateOrder.DMY else _date(year, first, second)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_clock(text: str) -> Clock:
    """The time of day of `9:05`, `09:05:30`, `9:05 PM` or `09:05:30+01:00`; fractions of a second are dropped.

    Raises CellError.
    """
    match = _CLOCK.fullmatch(text)
    if not match:
        raise CellError(f"'{shown(text[:40])}' is no time of day; 09:05 or 9:05 AM is one")
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if half := match[4]:
        if not 1 <= hour <= 12:
            raise CellError(f"'{shown(text)}' is no time of day: with AM or PM the hours are 1 to 12")
        hour = hour % 12 + (12 if half in "Pp" else 0)
    try:
        return Clock(time(hour, minute, second), _offset(match[5]) if match[5] else None)
    except ValueError:
        raise CellError(f"'{shown(text)}' is no time of day") from None


def _offset(text: str) -> tzinfo:
    text = text.removeprefix("GMT")
    if text in ("", "Z", "UTC"):
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def split_moment(text: str) -> tuple[str, str]:
    """The date and the time of day in a cell that may hold either or both; what is absent is empty."""
    if match := _MOMENT.fullmatch(text):
        return match[1], match[2]
    if _YEAR_FIRST.fullmatch(text) or _YEAR_LAST.fullmatch(text):
        return text, ""
    return split_named(text) or ("", text)


def at(day: date, clock: Clock) -> datetime:
    """The moment of a time of day: naive local, or aware where the cell gave an offset."""
    return datetime.combine(day, clock.time, clock.offset)


def read_seconds(text: str, unit: str) -> int:
    """The seconds of a duration; `unit` is `hours`, `minutes`, `seconds`, or `duration` where the cell says its own.

    A `duration` is `01:30:00`, `1:30` (hours and minutes), `1h30`, or decimal hours such as `1.5` and `1,5`. A whole
    number says no unit and is refused, as is anything negative. Raises CellError.
    """
    if text.startswith(("-", "−")):
        raise CellError(f"the duration {shown(text[:40])} is negative")
    if match := _LONG_DURATION.fullmatch(text):
        return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)
    if match := _NUMBER.fullmatch(text):
        if unit == "duration":
            if match[2] is None and int(match[1]):
                raise CellError(
                    f"the duration {text} says no unit; map its column as hours, minutes or seconds instead"
                )
            unit = "hours"
        return round_half_up(Fraction(f"{match[1]}.{match[2] or 0}") * _SECONDS_IN[unit])
    if unit == "duration" and len(text) < 20 and (minutes := duration_minutes(text)) is not None:
        return minutes * 60
    raise CellError(f"'{shown(text[:40])}' is no duration; 01:30:00 or 1.5 is one")
