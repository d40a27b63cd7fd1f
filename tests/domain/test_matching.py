"""The rule of the filter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.matching import filter_words, folded, matching

ROWS = [
    folded(row) for row in ("API-12 Retry failed uploads", "Zoë Müller & Söhne", "STRASSE 7", "山田 株式会社", "Straße")
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("   ", [0, 1, 2, 3, 4]),
        ("api", [0]),
        ("UPLOADS retry", [0]),
        ("load 12", [0]),
        ("zoe sohne", [1]),
        ("ZOË", [1]),
        ("strasse", [2, 4]),
        ("Straße", [2, 4]),
        ("山田", [3]),
        ("api zoe", []),
        ("r", [0, 1, 2, 4]),
    ],
)
def test_a_row_is_found_by_all_words_whatever_their_order_case_and_accents(typed: str, found: list[int]) -> None:
    assert matching(filter_words(typed), ROWS) == found


@given(st.lists(st.text(max_size=20), max_size=8), st.text(max_size=10))
def test_what_is_found_has_all_the_words_and_nothing_else_has(rows: list[str], typed: str) -> None:
    words, texts = filter_words(typed), [folded(row) for row in rows]
    found = matching(words, texts)
    assert found == sorted(set(found))
    for place, text in enumerate(texts):
        assert (place in found) == all(word in text for word in words)


@given(st.lists(st.text(max_size=20), max_size=8), st.text(max_size=10), st.text(max_size=5))
def test_each_letter_more_leaves_no_more_rows(rows: list[str], typed: str, more: str) -> None:
    texts = [folded(row) for row in rows]
    fewer = matching(filter_words(f"{typed} {more}"), texts)
    assert set(fewer) <= set(matching(filter_words(typed), texts))


@given(st.text(max_size=30))
def test_each_word_of_a_row_finds_it(row: str) -> None:
    for word in row.split():
        assert matching(filter_words(word), [folded(row)]) == [0]
