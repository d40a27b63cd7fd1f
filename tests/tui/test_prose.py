"""Words that wrap: a day stays on one line, in dialogs and in toasts."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from standup.tui.text import unbroken
from standup.tui.widgets.prose import Prose
from tests.tui.conftest import MakeApp
from tests.tui.reading import screen_lines, screen_text, settled

WORDS = "planned: renewal with Acme Corp on Mon 1 Mar 2027, before that a demo on Wed 24 Feb 2027"
DAYS = ("Mon 1 Mar 2027", "Wed 24 Feb 2027")


@pytest.mark.parametrize("width", range(16, 90, 3))
def test_days_stay_whole_and_colours_stay_with_their_words(width: int) -> None:
    content = Content.assemble(("→ ", "red"), (WORDS, "green"))
    lines = unbroken(content, width).split("\n")
    assert all(line.cell_length <= width for line in lines)
    assert all(any(day in line.plain for line in lines) for day in DAYS)
    assert " ".join(line.plain for line in lines) == content.plain
    assert {str(span.style) for line in lines[1:] for span in line.spans} <= {"green"}


def test_words_without_a_day_or_with_room_are_left_alone() -> None:
    for content in (Content("no day in these words at all"), Content("Mon 1 Mar 2027")):
        assert unbroken(content, 14 if "Mar" in content.plain else 10) is content


class _OneProse(App[None]):
    def compose(self) -> ComposeResult:
        yield Prose(Content(WORDS))


@pytest.mark.parametrize("width", [30, 47, 80])
async def test_prose_is_as_high_as_its_lines_and_follows_the_width(width: int) -> None:
    app = _OneProse()
    async with app.run_test(size=(width, 12)) as pilot:
        prose = app.query_one(Prose)
        assert all(day in screen_text(app) for day in DAYS)
        assert prose.size.height == unbroken(Content(WORDS), width).get_height(prose.styles.get_rules(), width)
        await pilot.resize_terminal(120, 12)
        await settled(pilot)
        assert prose.size.height == 1
        assert WORDS in screen_text(app)


class _LowProse(App[None]):
    CSS = "Prose { height: 2; }"

    def compose(self) -> ComposeResult:
        yield Prose(Content(WORDS))


async def test_prose_that_has_not_all_room_ends_with_an_ellipsis() -> None:
    app = _LowProse()
    async with app.run_test(size=(40, 12)) as pilot:
        first, second, third = (line.rstrip() for line in screen_lines(app)[:3])
        assert (first, second, third) == (
            "planned: renewal with Acme Corp on",
            "Mon 1 Mar 2027, before that a demo on …",
            "",
        )
        await pilot.resize_terminal(50, 12)
        await settled(pilot)
        assert "…" not in screen_text(app)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_no_toast_breaks_a_day(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        for lead in range(0, 30, 3):
            app.tell("Planned", f"{'x' * lead} the next one is planned for Mon 1 Mar 2027 · u takes it back")
            await settled(pilot)
            assert "Mon 1 Mar 2027" in screen_text(app)
