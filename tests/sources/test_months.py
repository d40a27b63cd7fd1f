"""Days whose month has a name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.sources.cells import CellError, read_clock, read_date, split_moment
from standup.sources.months import month_of

NAMES = {
    "English": "January February March April May June July August September October November December",
    "English, short": "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "German, short": "Jan. Feb. Mär Apr. Mai Jun Jul Aug. Sept. Okt. Nov. Dez.",
    "Austrian": "Jänner Feber Maerz April Mai Juni Juli August September Oktober November Dezember",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "French, short": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Spanish, short": "ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Italian, short": "gen feb mar apr mag giu lug ago set ott nov dic",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Portuguese, short": "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december",
    "Dutch, short": "jan feb mrt apr mei jun jul aug sep okt nov dec",
}


@pytest.mark.parametrize("language", NAMES)
def test_the_months_of_each_language(language: str) -> None:
    for shape in (str, str.upper, str.title):
        assert [month_of(shape(name)) for name in NAMES[language].split()] == list(range(1, 13))


@pytest.mark.parametrize("name", ["jui", "ma", "j", "", "Foo", "Mayor", "13", "Janx"])
def test_what_means_no_month_or_several(name: str) -> None:
    assert month_of(name) is None


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("20/Dez/26 3:54 PM", date(2026, 12, 20), "15:54"),
        ("20/nov./26", date(2026, 11, 20), ""),
        ("20. März 2026", date(2026, 3, 20), ""),
        ("Freitag, 20. November 2026 um 9:05", date(2026, 11, 20), "09:05"),
        ("1er janvier 2027", date(2027, 1, 1), ""),
        ("sexta-feira, 20 de novembro de 2026", date(2026, 11, 20), ""),
        ("9 ene 2026, 3:30:00\u202fp.\xa0m.", date(2026, 1, 9), "15:30"),
        ("vr 20 mrt. 2026", date(2026, 3, 20), ""),
        ("20-Nov-26", date(2026, 11, 20), ""),
        ("12.Okt.2026 9:05", date(2026, 10, 12), "09:05"),
        ("November 20th, 2026 at 9:05 AM", date(2026, 11, 20), "09:05"),
        ("Mon Jan 09 2023 15:40:29 GMT+0100 (CET)", date(2023, 1, 9), "15:40"),
    ],
)
def test_days_with_named_months_and_what_stands_beside_them(text: str, day: date, clock: str) -> None:
    day_text, clock_text = split_moment(text)
    assert read_date(day_text, None) == day
    assert (f"{read_clock(clock_text).time:%H:%M}" if clock_text else "") == clock


@pytest.mark.parametrize("text", ["31 Feb 2026", "20 jui 2026", "20 Nov 09:00", "20 Nov", "Nov 2026", "1 Jan 1024"])
def test_what_is_no_day_is_refused(text: str) -> None:
    day_text, _ = split_moment(text)
    with pytest.raises(CellError):
        read_date(day_text or text, None)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(sorted(NAMES)), st.booleans())
def test_a_day_is_read_whatever_the_language(day: date, language: str, day_first: bool) -> None:
    name = NAMES[language].split()[day.month - 1]
    text = f"{day.day}. {name} {day.year}" if day_first else f"{name} {day.day}, {day.year}"
    assert read_date(text, None) == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert isinstance(split_moment(text), tuple)
    assert month_of(text) in (None, *range(1, 13))
