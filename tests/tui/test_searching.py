"""How the palette ranks names."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from standup.domain.matching import filter_words, folded
from standup.tui.searching import match


def ranked(query: str, *names: str) -> list[str]:
    scored = [(found.score, name) for name in names if (found := match(filter_words(query), folded(name)))]
    return [name for _, name in sorted(scored, reverse=True)]


def test_all_words_come_before_letters_in_order() -> None:
    names = ("Board of Sam", "OPS-3 Rotate certificates", "Some bare oars")
    assert ranked("board sam", *names) == ["Board of Sam"]
    assert ranked("boardofsam", *names) == ["Board of Sam"]
    assert ranked("rotate ops", *names) == ["OPS-3 Rotate certificates"]
    assert ranked("ba", *names) == ["Some bare oars", "Board of Sam"]


def test_words_that_begin_there_come_before_those_inside() -> None:
    assert ranked("api", "Rapid growth", "API-12 Retry") == ["API-12 Retry", "Rapid growth"]


def test_case_and_accents_do_not_count() -> None:
    assert ranked("MULLER zoe", "Zoë Müller") == ["Zoë Müller"]


def test_nothing_typed_and_nothing_alike_find_nothing() -> None:
    assert match((), "anything") is None
    assert match(("xyz",), "anything") is None


@given(query=st.text(max_size=12), name=st.text(max_size=40))
def test_the_places_are_letters_of_the_query(query: str, name: str) -> None:
    words = filter_words(query)
    found = match(words, folded(name))
    if found is not None:
        assert sorted(folded(name)[place] for place in found.places) == sorted("".join(words))
        assert found.score > 0


def test_a_long_name_of_few_letters_takes_no_longer_than_another() -> None:
    begun = time.process_time()
    match(filter_words("aaaaaaaaaaaac"), folded("ab" * 2000 + "c"))
    assert time.process_time() - begun < 1
