"""A template with fields in braces, such as `{timer} {due}`: one line, whatever the fields hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from standup.domain.errors import UsageError
from standup.domain.text import did_you_mean, shown

_TOKEN = r"(\{\{|\}\})|\{([^{}]*)\}|([{}])"  # noqa: S105 - a pattern, no secret


def filled(template: str, fields: Mapping[str, Callable[[], str]]) -> str:
    """The template with each field made and put in its place; `{{` and `}}` are braces.

    The result is one line that no terminal can misread. A field is made once, and only where it is named. Raises
    UsageError for a field that there is not, and for a brace that stands alone, before any field is made.
    """
    for match in re.finditer(_TOKEN, template):
        _check(match, fields)
    made: dict[str, str] = {}

    def value(match: re.Match[str]) -> str:
        if match[1]:
            return match[1][0]
        if match[2] not in made:
            made[match[2]] = fields[match[2]]()
        return made[match[2]]

    return shown(re.sub(_TOKEN, value, template))


def _check(match: re.Match[str], fields: Collection[str]) -> None:
    if match[3]:
        raise UsageError(f"a lone {match[3]} in the format; write a field such as {{timer}}, or {match[3] * 2}")
    if match[2] is not None and match[2] not in fields:
        hint = did_you_mean(match[2], fields)
        raise UsageError(f"no field '{shown(match[2])}'{hint or ';'} the fields are {', '.join(fields)}")
