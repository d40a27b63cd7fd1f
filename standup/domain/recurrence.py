"""Touchpoints that come again by the calendar: rules in words, as RFC 5545 RRULEs, and their next dates.

Only DAILY to YEARLY rules are read, and only combinations that always give dates: dateutil looks for the next date of
a rule that names 30 February until the year 9999, whatever end it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

from standup.domain.errors import UsageError
from standup.domain.text import shown
from standup.domain.weeks import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from dateutil.rrule import rrule

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_BY_UNIT = {unit: name for name, unit in _UNITS.items()}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_PLACE_WORDS = {number: word for word, number in _PLACES.items()}
_SPOKEN = {
    "daily": "FREQ=DAILY",
    "every day": "FREQ=DAILY",
    "every weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "every workday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "weekly": "FREQ=WEEKLY",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "biweekly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "half-yearly": "FREQ=MONTHLY;INTERVAL=6",
    "twice a year": "FREQ=MONTHLY;INTERVAL=6",
    "yearly": "FREQ=YEARLY",
    "annually": "FREQ=YEARLY",
}
_day = "|".join(sorted({*(name.casefold() for name in _FULL), *(name.casefold() for name in WEEKDAYS)}, key=len)[::-1])
_month = "|".join(name.casefold() for name in MONTHS)
_EVERY = re.compile(r"every (?:(?P<count>[0-9]{1,3}|other|second|third) )?(?P<unit>day|week|month|quarter|year)s?")
_WEEKDAYS = re.compile(rf"(?:(?:weekly )?on |every )(?P<days>(?:{_day})s?(?:(?:,| and|,? and)? (?:{_day})s?)*)")
_NTH = re.compile(
    rf"(?:the )?(?P<place>first|second|third|fourth|last) (?P<weekday>{_day}|workday|weekday) "
    r"(?:of|in) (?:the|each|every) (?:(?P<count>[0-9]{1,2}|second|third) )?(?P<unit>month|quarter)s?"
)
_MONTH_DAY = re.compile(r"(?:monthly )?on the (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of (?:the|each|every) month)?")
_END = re.compile(r"(?:on )?(?:the )?last day of (?:the|each|every) month")
_YEAR_DAY = re.compile(rf"(?:yearly|every year) on (?P<day>[0-9]{{1,2}})\.? (?P<month>{_month})[a-z]*")
_QUARTER_BEGINS, _QUARTER_ENDS = "1,4,7,10", "3,6,9,12"
_COUNTS = {"other": 2, "second": 2, "third": 3}
_RULE = re.compile(r"(?:RRULE:)?(?P<parts>[A-Z]+=[^;\s]+(?:;[A-Z]+=[^;\s]+)*)", re.IGNORECASE)
_ALLOWED = {
    "DAILY": {"BYDAY"},
    "WEEKLY": {"BYDAY", "WKST"},
    "MONTHLY": {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTHDAY", "BYMONTH"},
}
_EVERYWHERE = {"FREQ", "INTERVAL"}
_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NTH_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_FARTHEST_YEARS = 12
"""How far ahead dates are looked for; a rule that gives none until then gives none."""


class Recurrence(NamedTuple):
    """A rule and the day that it counts from."""

    rule: str
    """An RRULE without its name: `FREQ=MONTHLY;BYDAY=1MO`."""
    start: date

    def after(self, day: date) -> date | None:
        """The first date of the rule after a day; None where there is none within twelve years."""
        return next(self.dates(day), None)

    def dates(self, after: date) -> Iterator[date]:
        """The dates after a day, at most twelve years ahead."""
        limit = after + timedelta(days=366 * _FARTHEST_YEARS)
        begin = datetime.combine(max(after + timedelta(days=1), self.start), time())
        for moment in _rrule(self.rule, self.start).xafter(begin, inc=True):
            if moment.date() > limit:
                return
            yield moment.date()

    def preview(self, after: date, count: int = 5) -> list[date]:
        """The next dates after a day, at most `count`."""
        return list(islice(self.dates(after), count))

    def __str__(self) -> str:
        """The rule in words."""
        return rule_words(self.rule)


def read_rule(text: str) -> str:
    """The RRULE that a person means: `first Monday of the month`, `quarterly`, `every 2 weeks`, or an RRULE itself.

    Raises UsageError with examples for what is no rule, and for rules finer than a day.
    """
    words = " ".join(text.casefold().split())
    if words in _SPOKEN:
        return _SPOKEN[words]
    found = _read_every(words) or _read_weekdays(words) or _read_nth(words) or _read_month_day(words)
    if found:
        return found
    if match := _RULE.fullmatch(text.strip()):
        return _checked(match["parts"].upper())
    raise UsageError(
        f"'{shown(text)}' is no recurrence; write every 2 weeks, first Monday of the month, on the 15th, quarterly, "
        "or an RRULE such as FREQ=MONTHLY;BYDAY=-1FR"
    )


def _read_every(words: str) -> str | None:
    match = _EVERY.fullmatch(words)
    if match is None:
        return None
    said = match["count"] or "1"
    count = _COUNTS.get(said) or int(said)
    unit = match["unit"]
    if unit == "quarter":
        count, unit = 3 * count, "month"
    if not 1 <= count <= 366:
        raise UsageError(f"every {count} {unit}s is no recurrence; write 1 to 366")
    return _rule(_BY_UNIT[unit], count)


def _read_weekdays(words: str) -> str | None:
    match = _WEEKDAYS.fullmatch(words)
    if match is None:
        return None
    named = re.findall(_day, match["days"])
    codes = dict.fromkeys(_CODES[_weekday(name)] for name in named)
    return f"FREQ=WEEKLY;BYDAY={','.join(sorted(codes, key=_CODES.index))}"


def _read_nth(words: str) -> str | None:
    match = _NTH.fullmatch(words)
    if match is None:
        return None
    said = match["count"] or "1"
    count = _COUNTS.get(said) or int(said)
    place = _PLACES[match["place"]]
    if match["unit"] == "quarter":
        if count > 1:
            raise UsageError("a rule of every second quarter has no name here; write every 6 months")
        head = f"FREQ=MONTHLY;BYMONTH={_QUARTER_ENDS if place == -1 else _QUARTER_BEGINS}"
    else:
        head = _rule("MONTHLY", count)
    if match["weekday"] in ("workday", "weekday"):
        return f"{head};BYDAY=MO,TU,WE,TH,FR;BYSETPOS={place}"
    return f"{head};BYDAY={place}{_CODES[_weekday(match['weekday'])]}"


def _read_month_day(words: str) -> str | None:
    if _END.fullmatch(words):
        return "FREQ=MONTHLY;BYMONTHDAY=-1"
    if match := _MONTH_DAY.fullmatch(words):
        day = int(match["day"])
        if not 1 <= day <= 31:
            raise UsageError(f"no month has a day {day}; write 1 to 31, or last day of the month")
        return f"FREQ=MONTHLY;BYMONTHDAY={day}"
    if match := _YEAR_DAY.fullmatch(words):
        month = MONTHS.index(match["month"].title()) + 1
        return _checked(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={int(match['day'])}")
    return None


def _weekday(name: str) -> int:
    return [known[:3].casefold() for known in WEEKDAYS].index(name[:3])


def _rule(frequency: str, interval: int) -> str:
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";"))


def _checked(rule: str) -> str:
    """The rule itself where it can be followed; raises UsageError otherwise."""
    parts = _parts(rule)
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        raise UsageError(f"a recurrence is one of {', '.join(FREQUENCIES)}, not {shown(frequency or 'nothing')}")
    if len(parts) < rule.count(";") + 1:
        raise UsageError(f"'{shown(rule)}' says one thing twice")
    if unknown := parts.keys() - _ALLOWED[frequency] - _EVERYWHERE:
        raise UsageError(
            f"{shown(', '.join(sorted(unknown)))} cannot be in a {frequency} recurrence, which a person ends"
        )
    if not re.fullmatch(r"[1-9][0-9]{0,2}", parts.get("INTERVAL", "1")):
        raise UsageError(f"INTERVAL={shown(parts['INTERVAL'])} is no recurrence; write 1 to 999")
    if not _always_comes(frequency, parts):
        raise UsageError(f"'{shown(rule)}' never comes, or not for sure; write days that exist")
    return rule


def _always_comes(frequency: str, parts: dict[str, str]) -> bool:
    """Whether the rule gives dates without end, wherever it begins."""
    interval = int(parts.get("INTERVAL", "1"))
    months = _numbers(parts.get("BYMONTH"), 1, 12)
    days = _numbers(parts.get("BYMONTHDAY"), -31, 31)
    places = _numbers(parts.get("BYSETPOS"), -4, 4)
    weekdays = [_NTH_DAY.fullmatch(one) for one in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
    if None in (months, days, places) or None in weekdays or (months and frequency == "MONTHLY" and interval > 1):
        return False
    nth = [int(match[1]) for match in weekdays if match and match[1]]
    most = 4 if frequency == "MONTHLY" or months else 52
    if nth and (frequency in ("DAILY", "WEEKLY") or days or any(not 1 <= abs(place) <= most for place in nth)):
        return False
    if places and (not weekdays or nth or days):
        return False
    if frequency == "DAILY" and weekdays and interval > 1:
        return False
    return not days or _days_exist(days, months or list(range(1, 13)), every_time=interval > 1)


def _days_exist(days: Sequence[int], months: Sequence[int], *, every_time: bool) -> bool:
    """Whether one of these days of the month exists: in any of the months, or in each of them in every year."""
    shortest = min(abs(day) for day in days)
    lengths = [_MONTH_LENGTHS[month - 1] for month in months]
    return shortest <= (28 if every_time else max(lengths))


def _numbers(text: str | None, low: int, high: int) -> list[int] | None:
    """The whole numbers of a list, without zero; None where it is none. Nothing is an empty list."""
    if text is None:
        return []
    if not re.fullmatch(r"[+-]?[0-9]{1,2}(,[+-]?[0-9]{1,2})*", text):
        return None
    found = [int(one) for one in text.split(",")]
    return found if all(low <= one <= high and one for one in found) else None


def _rrule(rule: str, start: date) -> rrule:
    from dateutil.rrule import rrulestr  # eight milliseconds that only a recurrence pays

    return cast("rrule", rrulestr(rule, dtstart=datetime.combine(start, time())))  # one rule gives one, not a set


def rule_words(rule: str) -> str:
    """A rule in words that `read_rule` reads back; an RRULE that has none is shown as it is."""
    spoken = {code: words for words, code in reversed(_SPOKEN.items())}
    if rule in spoken:
        return spoken[rule]
    parts = _parts(rule)
    frequency, interval = parts.pop("FREQ", ""), int(parts.pop("INTERVAL", "1"))
    unit = _UNITS.get(frequency, "")
    every = f"every {interval} {unit}s" if interval > 1 else f"every {unit}"
    if not unit:
        return rule
    if not parts:
        return every
    words = _by_words(frequency, interval, parts)
    return words if words is not None and _reads_as(words, rule) else rule


def _by_words(frequency: str, interval: int, parts: dict[str, str]) -> str | None:
    months = "the month" if interval == 1 else f"every {interval} months"
    if parts.get("BYMONTH") in (_QUARTER_BEGINS, _QUARTER_ENDS) and interval == 1:
        months = "the quarter"
        parts = {name: value for name, value in parts.items() if name != "BYMONTH"}
    match (frequency, *sorted(parts)):
        case ("WEEKLY", "BYDAY") if interval == 1:
            names = [_FULL[_CODES.index(code)] for code in parts["BYDAY"].split(",") if code in _CODES]
            return f"every {' and '.join(names)}"
        case ("MONTHLY", "BYMONTHDAY") if months == "the month":
            day = parts["BYMONTHDAY"]
            return "last day of the month" if day == "-1" else f"on the {_ordinal(int(day))}"
        case ("MONTHLY", "BYDAY"):
            match = re.fullmatch(r"(-?[0-9])([A-Z]{2})", parts["BYDAY"])
            if match and int(match[1]) in _PLACE_WORDS and match[2] in _CODES:
                weekday = _FULL[_CODES.index(match[2])]
                return f"{_PLACE_WORDS[int(match[1])]} {weekday} of {months}"
        case ("MONTHLY", "BYDAY", "BYSETPOS") if parts["BYDAY"] == "MO,TU,WE,TH,FR":
            place = _PLACE_WORDS.get(int(parts["BYSETPOS"]))
            return place and f"{place} workday of {months}"
        case ("YEARLY", "BYMONTH", "BYMONTHDAY") if interval == 1 and parts["BYMONTH"].isdigit():
            return f"yearly on {parts['BYMONTHDAY']} {MONTHS[int(parts['BYMONTH']) - 1]}"
    return None


def _reads_as(words: str, rule: str) -> bool:
    try:
        return read_rule(words) == rule
    except UsageError:
        return False


def _ordinal(number: int) -> str:
    ending = "th" if number // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
