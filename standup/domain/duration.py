"""Durations in whole minutes: the one parser and the one formatter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standup.domain.errors import UsageError
from standup.domain.text import shown

if TYPE_CHECKING:
    from fractions import Fraction

# Patterns are compiled when they are first needed, here and in the other modules that each log line needs.
_HOURS_MINUTES = r"(\d{1,9})h(?:(\d{1,2})m?)?"
_MINUTES = r"(\d{1,9})m(?:in)?"
_DECIMAL_HOURS = r"(\d{1,9})[.,](\d{1,9})h"
_FLAGS = re.IGNORECASE | re.ASCII


def duration_minutes(text: str) -> int | None:
    """The minutes that `45m`, `1h30`, `1h30m`, `1.5h`, `1,5h` or `2h` mean; None where the text is no duration.

    Decimal hours round half up to the minute. The size is not bounded here, but more than nine digits
    are text.
    """
    if not "0" <= text[:1] <= "9":
        return None
    if match := re.fullmatch(_MINUTES, text, _FLAGS):
        return int(match[1])
    if match := re.fullmatch(_HOURS_MINUTES, text, _FLAGS):
        minutes = int(match[2] or 0)
        return int(match[1]) * 60 + minutes if minutes < 60 else None
    if match := re.fullmatch(_DECIMAL_HOURS, text, _FLAGS):
        from fractions import Fraction

        return round_half_up(Fraction(f"{match[1]}.{match[2]}") * 60)
    return None


def parse_duration(text: str) -> int:
    """The minutes of a duration that a person typed; raises UsageError that shows how to write one."""
    minutes = duration_minutes(text.strip())
    if minutes is None:
        raise UsageError(f"'{shown(text)}' is no duration; write 45m, 1h30 or 1.5h")
    return minutes


def format_minutes(minutes: int) -> str:
    """Minutes as `45m`, `2h` or `1h30`; the inverse of `duration_minutes` for what is not negative."""
    if minutes < 0:
        return f"-{format_minutes(-minutes)}"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}m"
    return f"{hours}h{rest:02}" if rest else f"{hours}h"


def round_half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
