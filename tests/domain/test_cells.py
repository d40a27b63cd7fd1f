"""Text in terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.domain.cells import cell_width, clip, pad


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("李 Wei", 6), ("Zoë", 3), ("Zoe\u0308", 3), ("田中製作所", 10), ("a\u200bb", 2), ("🙂", 2)],
)
def test_wide_characters_take_two_cells_and_combining_ones_none(text: str, width: int) -> None:
    assert cell_width(text) == width


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert clip("Acme Corp", 9) == "Acme Corp"
    assert clip("Acme Corp", 5) == "Acme…"
    assert clip("田中製作所", 6) == "田中…"
    assert clip("abc", 0) == ""
    assert clip("", 0) == ""


def test_text_is_filled_up_on_one_side() -> None:
    assert pad("李", 4) == "李  "
    assert pad("7", 3, right=True) == "  7"
    assert pad("too long", 3) == "too long"


@given(st.text(max_size=30), st.integers(0, 20))
def test_clipped_text_always_fits_and_padded_text_is_as_wide_as_asked(text: str, width: int) -> None:
    clipped = clip(text, width)
    assert cell_width(clipped) <= width
    assert cell_width(pad(clipped, width)) == width
    assert clipped == text or clipped.rstrip("…") == text[: len(clipped.rstrip("…"))]
