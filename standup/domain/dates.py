"""Days as people write them: `fri`, `3 Nov`, `next tue`, `in 3 days`, `2026-11-20`; a guess is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

from standup.domain.errors import UsageError
from standup.domain.text import shown
from standup.domain.weeks import MONTHS, WEEKDAYS, Week, day_words

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Days outside are typing errors, and zone arithmetic ends not far beyond them."""


class Direction(Enum):
    """Where a day lies that is not fully said: time is logged in the past, touchpoints are planned in the future."""

    PAST = -1
    FUTURE = 1


_FULL_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAY = (
    {name.lower(): number for number, name in enumerate(WEEKDAYS)}
    | {name: number for number, name in enumerate(_FULL_DAYS)}
    | {"tues": 1, "thur": 3, "thurs": 3}
)
_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1}
_weekday = rf"(?P<weekday>{'|'.join(sorted(_WEEKDAY, key=len, reverse=True))})"
_month = rf"(?P<month>{'|'.join((*_FULL_MONTHS, 'sept', *(name.lower() for name in MONTHS)))})"

_ISO = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_DOTTED = r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})?"
_SLASHED = r"(?P<one>[0-9]{1,2})/(?P<two>[0-9]{1,2})(?:/(?P<year>[0-9]{4}))?"
_SHORT_STEP = r"\+(?P<count>[0-9]{1,4})(?P<unit>[dw])"
_STEP = r"(?:in (?P<ahead>[0-9]{1,4})|(?P<back>[0-9]{1,4})) (?P<unit>day|week|month)s?(?P<ago> ago)?"
_SHORT_AHEAD = r"(?P<in>in )?(?P<count>[0-9]{1,4})(?P<unit>[dw])"
_NAMED = rf"(?:(?P<which>next|last) )?{_weekday}"
_DAY_MONTH = rf"(?P<day>[0-9]{{1,2}}) {_month}(?: (?P<year>[0-9]{{4}}))?"
_MONTH_DAY = rf"{_month} (?P<day>[0-9]{{1,2}})(?:,? (?P<year>[0-9]{{4}}))?"
_FORMS = (_ISO, _DOTTED, _SLASHED, _SHORT_STEP, _SHORT_AHEAD, _STEP, _NAMED, _DAY_MONTH, _MONTH_DAY)
_FIRST_WORDS = frozenset((*_WEEKDAY, *_FULL_MONTHS, "sept", *(name.lower() for name in MONTHS), "next", "last", "in"))
_LONGEST_PHRASE = 3  # words


def parse_day(text: str, today: date, direction: Direction) -> date:
    """The day that a person wrote, as seen on `today`.

    A bare weekday is the last one in the past (today included), or the next one after today. A missing year is
    the one that makes the day nearest in the direction, today included. `next tue` lies in the next ISO week,
    `last fri` before today, and a bare `3d` is a day only where days to come are meant. Raises UsageError for what
    is no day, for a day that does not exist, and for `03/04`, which is shown in both readings.
    """
    words = " ".join(text.casefold().split()).removeprefix("on ")
    try:
        day = _read(words, today, direction)
    except OverflowError:
        day = None
    if day is None:
        raise UsageError(f"'{shown(text)}' is no day; write fri, 3 Nov, yesterday or 2026-11-20")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(f"'{shown(text)}' lies outside the years {FIRST_YEAR} to {LAST_YEAR}; write it as 2026-11-20")
    return day


def day_phrase_length(words: Sequence[str], direction: Direction = Direction.FUTURE) -> int:
    """How many of the first words are one day as `parse_day` reads it, at most; 0 where they are none.

    A day that cannot be (`30 Feb`) or is ambiguous (`03/04`) counts: it is meant as a day, and is refused when read.
    """
    for length in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        phrase = " ".join(words[:length]).casefold()
        if _is_phrase(phrase, direction):
            return length
    return 0


def _is_phrase(phrase: str, direction: Direction) -> bool:
    if phrase in _RELATIVE:
        return True
    form, match = _formed(phrase)
    return match is not None and _is_said(form, match, direction)


def _formed(phrase: str) -> tuple[str, re.Match[str] | None]:
    """The form that the phrase has, if it has one.

    Most lines begin with a duration: what cannot be a day by its first word costs no pattern, not even compiling it.
    """
    first = phrase.partition(" ")[0]
    if first in _FIRST_WORDS or first[:1] == "+" or (first and not first.strip("0123456789./-dw")):
        for form in _FORMS:
            if match := re.fullmatch(form, phrase):
                return form, match
    return "", None


def _is_said(form: str, match: re.Match[str], direction: Direction) -> bool:
    """Whether a step says where it goes; a bare `3d` does so only to somebody who plans."""
    if form == _SHORT_AHEAD:
        return bool(match["in"]) or direction is Direction.FUTURE
    return form != _STEP or _one_way(match)


def _one_way(step: re.Match[str]) -> bool:
    """`in 3 days` and `3 days ago` say where; `3 days` and `in 3 days ago` do not."""
    return (step["ahead"] is None) == (step["ago"] is not None)


def _read(words: str, today: date, direction: Direction) -> date | None:
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    form, match = _formed(words)
    if match is None or not _is_said(form, match, direction):
        return None
    if form == _ISO:
        return _existing(int(match["year"]), int(match["month"]), int(match["day"]))
    if form == _NAMED:
        return _named(_WEEKDAY[match["weekday"]], match["which"], today, direction)
    if form in (_SHORT_STEP, _SHORT_AHEAD):
        return today + timedelta(days=int(match["count"]) * (7 if match["unit"] == "w" else 1))
    if form == _STEP:
        return _stepped(today, int(match["ahead"] or f"-{match['back']}"), match["unit"])
    if form == _DOTTED:
        return _dated(int(match["day"]), int(match["month"]), match["year"], today, direction)
    if form == _SLASHED:
        return _slashed(match, today, direction)
    month = MONTHS.index(match["month"][:3].title()) + 1
    return _dated(int(match["day"]), month, match["year"], today, direction)


def _named(weekday: int, which: str | None, today: date, direction: Direction) -> date:
    if which == "next":
        return (Week.of(today) + 1).days[weekday]
    back = (today.weekday() - weekday) % 7
    if which == "last":
        return today - timedelta(days=back or 7)
    return today - timedelta(days=back if direction is Direction.PAST else back - 7)


def _stepped(today: date, count: int, unit: str) -> date:
    if unit != "month":
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    from dateutil.relativedelta import relativedelta  # a month after 31 January is the end of February

    try:
        return today + relativedelta(months=count)
    except ValueError as error:
        raise OverflowError from error


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UsageError(f"{_day_month(day, month)} {year} does not exist; look at the calendar") from None


def _day_month(day: int, month: int) -> str:
    return f"{day} {MONTHS[month - 1]}" if 1 <= month <= 12 else f"day {day} of month {month}"


def _dated(day: int, month: int, year: str | None, today: date, direction: Direction) -> date:
    """A day and a month with the year given, or the nearest one in the direction; 29 Feb waits for a leap year."""
    if year is not None:
        return _existing(int(year), month, day)
    found = _nearest(day, month, today, direction)
    if found is None:
        raise UsageError(f"{_day_month(day, month)} does not exist in any year; look at the calendar")
    return found


def _nearest(day: int, month: int, today: date, direction: Direction) -> date | None:
    for years in range(9):
        try:
            found = date(today.year + years * direction.value, month, day)
        except ValueError:
            continue
        if (found - today).days * direction.value >= 0:
            return found
    return None


def _slashed(match: re.Match[str], today: date, direction: Direction) -> date:
    one, two, year = int(match["one"]), int(match["two"]), match["year"]
    readings = []
    for day, month in dict.fromkeys([(one, two), (two, one)]):
        try:
            readings.append(_dated(day, month, year, today, direction))
        except UsageError:
            continue
    if not readings:
        raise UsageError(f"'{match[0]}' is a day in no reading; write it as 2026-11-20")
    if len(readings) > 1:
        first, second = readings
        raise UsageError(
            f"'{match[0]}' can mean {day_words(first)} {first.year} or {day_words(second)} {second.year}; "
            f"write {first} or {second}"
        )
    return readings[0]
