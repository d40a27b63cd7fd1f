"""Days with the name of their month, such as `20. März 2026`, in the languages whose programs write them."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

# The names of CLDR, lower case and without accents; what else is written stands in _ALSO.
_NAMES = {
    "English": "january february march april may june july august september october november december",
    "German": "januar februar marz april mai juni juli august september oktober november dezember",
    "French": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Portuguese": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december",
}
_ALSO = {"janner": 1, "feber": 2, "maerz": 3, "mrz": 3, "mrt": 3, "setiembre": 9}
_SHORTEST = 3  # letters; no two months of these languages begin with the same three, but juin and juillet

_WEEKDAY = r"(?:[^\W\d_][^\W\d_-]{0,9}(?:-[^\W\d_]{1,9})?\.?,?\s+)?"
_MONTH = r"([^\W\d_]{3,12})\.?"
_DAY = r"([0-9]{1,2})(?:er|e|st|nd|rd|th|[ºª°])?"
_YEAR = r"([0-9]{4}|[0-9]{2})"
_CLOCK = r"(?:(?:T|,?\s+)(?:(?:at|um|à|às|alle|om)\s+)?(\S.*))?"
_DAY_FIRST = re.compile(
    rf"({_WEEKDAY}{_DAY}[/ .-]{{1,3}}(?:de )?{_MONTH}[/ ,.-]{{1,3}}(?:de )?{_YEAR}){_CLOCK}", re.DOTALL | re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"({_WEEKDAY}{_MONTH}[ -]{{1,3}}{_DAY}[ ,-]{{1,3}}([0-9]{{4}})){_CLOCK}", re.DOTALL | re.IGNORECASE
)


@lru_cache(maxsize=1024)
def month_of(name: str) -> int | None:
    """The month, 1 to 12, of its name or of three letters of it or more; None where it means none, or several."""
    folded = "".join(letter for letter in normalize("NFKD", name.casefold().rstrip(".")) if not combining(letter))
    if folded in _ALSO or len(folded) < _SHORTEST:
        return _ALSO.get(folded)
    months = {
        number
        for names in _NAMES.values()
        for number, month in enumerate(names.split(), start=1)
        if month.startswith(folded)
    }
    return months.pop() if len(months) == 1 else None


def split_named(text: str) -> tuple[str, str] | None:
    """The day and the time of day of a cell whose month has a name; None where it has no such day."""
    match = _match(text)
    return (match[1], match[5] or "") if match else None


def named_date(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as numbers, whether or not there is such a day; two digits of a year mean 20xx."""
    match = _match(text)
    if match is None or match[5]:
        return None
    month, day = (match[3], match[2]) if match[2].isdecimal() else (match[2], match[3])
    year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    return year, month_of(month) or 0, int(day)


def _match(text: str) -> re.Match[str] | None:
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        match = pattern.fullmatch(text)
        if match and month_of(match[2] if pattern is _MONTH_FIRST else match[3]):
            return match
    return None
