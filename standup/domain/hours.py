"""Hours of a week as people write them, and in words."""

from __future__ import annotations

from itertools import groupby

from standup.domain.availability import spread_week
from standup.domain.duration import duration_minutes, format_minutes
from standup.domain.errors import UsageError
from standup.domain.records import DayMinutes
from standup.domain.text import shown
from standup.domain.weeks import WEEKDAYS

_FEWEST_WITH_COMMA = 24 * 60  # minutes a week; under that, a comma may also stand between hours of two days


def parse_hours(text: str) -> DayMinutes:
    """Contract minutes per weekday from hours a week (`40`, `38.5`, `37h30`) or from five to seven a day.

    Raises UsageError that shows how to write them.
    """
    separator = ";" if ";" in text else ","
    days = text.split(separator) if text.count(separator) > 1 else [text]  # 38,5 is a number
    parts = [_hours(day) for day in days]
    if len(parts) == 1:
        if "," in text and parts[0] < _FEWEST_WITH_COMMA:
            number = shown(text.replace(",", "."))
            raise UsageError(f"'{shown(text)}': a number, or hours of two days? write {number}, or 8,8,8,8,4")
        if parts[0] > 5 * 1440:
            raise UsageError(f"'{shown(text)}' hours a week are more than five days have")
        return spread_week(parts[0])
    if not 5 <= len(parts) <= 7 or any(part > 1440 for part in parts):
        raise UsageError(f"'{shown(text)}' is no week; write 40, or five to seven days from Monday such as 8,8,8,8,4")
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = [*parts, 0, 0][:7]
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)


def _hours(text: str) -> int:
    plain = text.strip()
    minutes = duration_minutes(plain if "h" in plain.lower() else f"{plain}h")
    if minutes is None:
        raise UsageError(f"'{shown(text)}' is no number of hours; write 40, 38.5, 37h30, or a day each: 8,8,8,8,4")
    return minutes


def hours_words(hours: DayMinutes) -> str:
    """Minutes per weekday in words: `8h Mon-Thu, 4h Fri`, `8h a day, Mon-Fri`; days without hours are left out."""
    runs = []
    for minutes, days in groupby(zip(hours, WEEKDAYS, strict=True), key=lambda pair: pair[0]):
        names = [name for _, name in days]
        span = names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}"
        if minutes:
            runs.append((format_minutes(minutes), span, len(names)))
    if len(runs) == 1 and runs[0][2] > 1:
        return f"{runs[0][0]} a day, {runs[0][1]}"
    return ", ".join(f"{minutes} {span}" for minutes, span, _ in runs) or "no hours on any day"
