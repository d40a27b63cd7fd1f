"""Public holidays by country and region; the calendars are loaded only where somebody has a country set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from standup.domain.availability import Holidays
from standup.domain.errors import UsageError
from standup.domain.records import Developer
from standup.domain.text import did_you_mean, shown

_NONE: Holidays = MappingProxyType({})
_LANGUAGE = "en_US"  # otherwise the names would follow the language of the machine


class Region(NamedTuple):
    """A country (ISO 3166-1, such as `DE`) and, where its holidays differ, a part of it (such as `BE`)."""

    country: str
    region: str | None


def holidays_of(developer: Developer, year: int) -> Holidays:
    """The public holidays of a developer's country and region; none where the country is not set or not known.

    `region_problem` tells the two apart.
    """
    if not developer.country:
        return _NONE
    try:
        return _holidays(check_region(developer.country, developer.region), year)
    except UsageError:
        return _NONE


def region_problem(developer: Developer) -> str | None:
    """Why no holidays are taken off this developer's hours although a country is set; None where all is well."""
    if not developer.country:
        return None
    try:
        check_region(developer.country, developer.region)
    except UsageError as error:
        return str(error)
    return None


@lru_cache(maxsize=64)
def check_region(country: str, region: str | None) -> Region:
    """The codes of a country and region given as codes or names: `germany`, `Berlin` gives `DE`, `BE`.

    Raises UsageError with the closest matches where public holidays are not known for it.
    """
    code = _country_code(country)
    return Region(code, _region_code(code, region) if region else None)


@lru_cache(maxsize=512)
def _holidays(place: Region, year: int) -> Holidays:
    import holidays

    found: Mapping[date, str] = holidays.country_holidays(
        place.country, subdiv=place.region, years=year, expand=False, language=_LANGUAGE
    )
    return MappingProxyType(dict(found))


def _country_code(country: str) -> str:
    from holidays.registry import COUNTRIES

    codes: dict[str, str] = {}
    names: list[str] = []
    for class_name, code, *more in COUNTRIES.values():
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", class_name)
        names += [name, code]
        codes |= dict.fromkeys((spelling.casefold() for spelling in (name, class_name, code, *more)), code)
    found = codes.get(country.strip().casefold())
    if found is None:
        hint = did_you_mean(country.strip(), names) or "; write its code, such as DE or US"
        raise UsageError(f"no public holidays are known for the country '{shown(country)}'{hint}")
    return found


def _region_code(country: str, region: str) -> str:
    import holidays

    calendar = holidays.country_holidays(country)
    codes = {code.casefold(): code for code in calendar.subdivisions}
    codes |= {name.casefold(): code for name, code in calendar.subdivisions_aliases.items()}
    found = codes.get(region.strip().casefold())
    if found is None:
        known = ", ".join(calendar.subdivisions)
        hint = did_you_mean(region.strip(), [*calendar.subdivisions_aliases, *calendar.subdivisions])
        hint = hint or (f"; it has {known}" if known else "; it has none, so leave the region out")
        raise UsageError(f"{country} has no region '{shown(region)}' with holidays of its own{hint}")
    return found
