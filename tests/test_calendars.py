from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from standup.calendars import Region, check_region, holidays_of, region_problem
from standup.domain.errors import UsageError
from standup.domain.records import Developer


def dana(country: str | None = None, region: str | None = None) -> Developer:
    return Developer(id="dana", name="Dana", timezone="Europe/Berlin", country=country, region=region)


def test_holidays_follow_country_and_region() -> None:
    womens_day = date(2026, 3, 8)
    unity_day = date(2026, 10, 3)
    assert unity_day in holidays_of(dana("DE"), 2026)
    assert womens_day not in holidays_of(dana("DE", "BY"), 2026)
    assert womens_day in holidays_of(dana("DE", "BE"), 2026)
    assert date(2026, 7, 4) in holidays_of(dana("US"), 2026)


def test_only_the_year_asked_for_is_there_and_nothing_can_be_changed() -> None:
    found = holidays_of(dana("DE"), 2026)
    assert {day.year for day in found} == {2026}
    assert date(2027, 1, 1) not in found
    assert holidays_of(dana("DE"), 2026) is found
    assert not hasattr(found, "__setitem__")


def test_names_do_not_follow_the_language_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    assert holidays_of(dana("DE"), 2031)[date(2031, 1, 1)] == "New Year's Day"


def test_without_a_country_there_are_none_and_the_calendars_are_not_loaded() -> None:
    code = (
        "import sys; from standup.calendars import holidays_of; from standup.domain.records import Developer\n"
        "print(dict(holidays_of(Developer(id='d', name='D', timezone='UTC'), 2026)), 'holidays' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "{} False\n"


@pytest.mark.parametrize(("country", "region"), [("XX", None), ("DE", "ZZ"), ("MT", "BE"), ("HolidayBase", None)])
def test_a_record_with_an_unknown_country_reads_as_one_without_holidays_and_can_be_told(
    country: str, region: str | None
) -> None:
    developer = dana(country, region)
    assert holidays_of(developer, 2026) == {}
    assert region_problem(developer)


def test_there_is_no_problem_where_the_region_is_known_or_not_set() -> None:
    assert region_problem(dana()) is None
    assert region_problem(dana("DE", "BE")) is None


@pytest.mark.parametrize(
    ("country", "region", "codes"),
    [
        ("DE", None, Region("DE", None)),
        ("de", "be", Region("DE", "BE")),
        ("Germany", "Berlin", Region("DE", "BE")),
        ("DEU", "baden-württemberg", Region("DE", "BW")),
        ("united states", "CA", Region("US", "CA")),
        (" at ", "", Region("AT", None)),
    ],
)
def test_countries_and_regions_are_taken_by_code_or_name(country: str, region: str | None, codes: Region) -> None:
    assert check_region(country, region) == codes


@pytest.mark.parametrize(
    ("country", "region", "message"),
    [
        ("Germny", None, "no public holidays are known for the country 'Germny'; did you mean Germany or Guernsey?"),
        ("?\x1b", None, "no public holidays are known for the country '?␛'; write its code, such as DE or US"),
        ("DE", "Berlim", "DE has no region 'Berlim' with holidays of its own; did you mean Berlin?"),
        ("MT", "Gozo", "MT has no region 'Gozo' with holidays of its own; it has none, so leave the region out"),
    ],
)
def test_what_is_not_known_is_refused_with_the_closest_match(country: str, region: str | None, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_region(country, region)
    assert str(caught.value) == message


def test_without_a_close_match_the_regions_are_listed() -> None:
    with pytest.raises(UsageError, match="it has BB, BE, BW"):
        check_region("DE", "4711")
