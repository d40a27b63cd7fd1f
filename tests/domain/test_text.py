from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.text import closest, did_you_mean, shown, slug, storable, unused_slug
from tests.shared_data import SHARED, needs_shared

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)  # lone surrogates too
BIDI_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
INVISIBLE_MARKS = "\u061c\u200e\u200f\ufeff\u2028\u2029"


def misleads(character: str) -> bool:
    """Whether a terminal acts on the character instead of drawing it."""
    return (
        unicodedata.category(character) in ("Cc", "Cs")
        or unicodedata.bidirectional(character) in BIDI_CONTROLS
        or character in INVISIBLE_MARKS
    )


def check_shown(text: str) -> None:
    seen = shown(text)
    assert len(seen) == len(text)
    assert not any(misleads(character) for character in seen)
    assert all(after == before for before, after in zip(text, seen, strict=True) if not misleads(before))
    seen.encode()


@given(ANY_TEXT)
def test_what_is_shown_has_no_control_and_keeps_all_else(text: str) -> None:
    check_shown(text)


def test_every_single_character_is_drawn_or_neutralised() -> None:
    check_shown("".join(map(chr, range(0x110000))))


@needs_shared
def test_the_naughty_strings_are_shown() -> None:
    for text in json.loads((SHARED / "strings" / "naughty" / "blns.json").read_text(encoding="utf-8")):
        check_shown(text)


def test_controls_become_their_pictures_and_markup_stays() -> None:
    assert shown("a\x1b[31mb\n\t\x7f") == "a␛[31mb␊␉␡"
    assert shown("x\u202ey\u2066z\x85") == "x�y�z�"
    assert shown("task [x] done [/x] \\[b]") == "task [x] done [/x] \\[b]"
    assert shown("👩‍👩‍👧 Zoë مرحبا") == "👩‍👩‍👧 Zoë مرحبا"


@given(ANY_TEXT)
def test_what_is_storable_can_be_written_and_keeps_all_but_lone_surrogates(text: str) -> None:
    kept = storable(text)
    assert kept.encode().decode() == kept
    assert kept == "".join("�" if "\ud800" <= character <= "\udfff" else character for character in text)


@given(ANY_TEXT)
def test_a_slug_is_a_short_plain_file_name(text: str) -> None:
    made = slug(text)
    assert 0 < len(made) <= 42
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert made not in {"con", "nul", "aux", "prn", "com1", "lpt9"}
    assert slug(made) == made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Zoë Müller", "zoe-muller"),
        ("Dana", "dana"),
        ("../../etc/passwd", "etc-passwd"),
        ("Straße & Söhne GmbH", "strasse-sohne-gmbh"),
        ("NUL", "nul-1"),
        ("COM¹", "com1-1"),
        ("李雷", "u674e-u96f7"),
        (" \t", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_slugs_of_names(name: str, made: str) -> None:
    assert slug(name) == made


@given(st.lists(st.sampled_from(["Dana", "dana", "DANA!", "dana-2", "con"]), max_size=12))
def test_numbered_slugs_never_meet(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        taken.append(unused_slug(name, taken))
    assert len(set(taken)) == len(taken)


def test_numbers_begin_at_two() -> None:
    assert unused_slug("Dana", {"dana"}) == "dana-2"
    assert unused_slug("Dana", {"dana", "dana-2"}) == "dana-3"


def test_the_closest_names_are_offered_safely() -> None:
    assert closest("ACMEE", ["acme", "globex"]) == ["acme"]
    assert did_you_mean("acmee", ["acme", "globex"]) == "; did you mean acme?"
    assert did_you_mean("acmee", ["acme", "acmes"]) == "; did you mean acme or acmes?"
    assert did_you_mean("acmee", ["acme\x1b"]) == "; did you mean acme␛?"
    assert did_you_mean("zzz", ["acme"]) == ""
