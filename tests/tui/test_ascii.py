"""Terminals that show only ASCII."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from standup.config import Settings
from standup.domain.touchpoints import Urgency
from standup.reports.bars import PARTS
from standup.tui.app import StandupApp
from standup.tui.ascii import in_ascii, is_ascii_only
from standup.tui.widgets.columns import NO_NEXT_STEP_GLYPH, STATE_GLYPHS, TIMER_GLYPH, URGENCY_GLYPHS
from tests.tui.conftest import MakeWorkspace
from tests.tui.reading import screen_lines, screen_text

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them


@pytest.mark.parametrize(
    ("environ", "only"),
    [
        ({}, False),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "de_DE.utf8"}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, False),
        ({"LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, True),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, False),
        ({"LANG": "en_US.ISO-8859-1"}, True),
        ({"LANG": "", "LC_ALL": ""}, False),
    ],
)
def test_the_locale_tells_whether_there_is_only_ascii(environ: dict[str, str], only: bool) -> None:
    assert is_ascii_only(environ) is only


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
def test_text_becomes_ascii_of_the_same_width(text: str) -> None:
    found = in_ascii(text)
    assert found.isascii()
    assert cell_len(found) == cell_len(text)


def test_what_has_to_be_told_apart_stays_apart() -> None:
    for glyphs in ([part.glyph for part in PARTS], [glyph for glyph, _ in STATE_GLYPHS.values()]):
        assert len({in_ascii(glyph) for glyph in glyphs}) == len(glyphs)
    assert "?" not in {in_ascii(glyph) for glyph, _ in (*URGENCY_GLYPHS.values(), NO_NEXT_STEP_GLYPH, TIMER_GLYPH)}
    first = (Urgency.STARVED, Urgency.UNATTENDED, Urgency.OVERDUE, Urgency.TODAY, Urgency.PLANNED)
    rows = [glyph for glyph, _ in (*(URGENCY_GLYPHS[urgency] for urgency in first), NO_NEXT_STEP_GLYPH)]
    assert len({in_ascii(glyph) for glyph in rows}) == len(rows)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_board_is_ascii_to_the_last_cell(make_workspace: MakeWorkspace, size: tuple[int, int]) -> None:
    app = StandupApp(make_workspace(), settings=Settings(), demo=True, ascii_only=True)
    async with app.run_test(size=size) as pilot:
        await pilot.press("tab", "3")
        text = screen_text(app)
        assert text.isascii()
        assert all(cell_len(line) == size[0] for line in screen_lines(app))
        for words in ("* API-12", "x Acme Corp", "Zoe", "12 days over", "####"):
            assert words in text
