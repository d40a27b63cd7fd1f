"""Everything that a key does can be done with the mouse, and letters are text wherever somebody types."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from standup.tui.actions import ACTIONS, Action, Group
from standup.tui.app import StandupApp
from standup.tui.keynames import character_of
from standup.tui.palette import StandupCommands
from standup.workspace.board import board
from tests.tui.conftest import Clock, MakeApp
from tests.tui.reading import board_of, log_bar, screen_lines, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE = (120, 40)


async def click(pilot: Pilot[None], words: str) -> None:
    """Click on the last line that has these words."""
    lines = screen_lines(pilot.app)
    row = max(number for number, line in enumerate(lines) if words in line)
    await pilot.click(offset=(lines[row].index(words) + 1, row))
    await settled(pilot)


async def test_a_click_on_a_grey_key_says_why(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await click(pilot, "z Snooze")
        assert "only a touchpoint can be snoozed" in toasts(app)[-1]


async def test_the_log_bar_and_a_dialog_by_mouse(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await click(pilot, "l Log")
        await typed(pilot, "15m ~ tea")
        await click(pilot, "enter Log")
        assert "15 min other" in toasts(app)[-1]
        await click(pilot, "l Log")
        await click(pilot, "esc Leave")
        assert not log_bar(app).is_open
        await click(pilot, "d Done")
        assert app.screen is not app.page
        await click(pilot, "esc Leave")
        assert app.screen is app.page
        await click(pilot, "d Done")
        await click(pilot, "enter Do it")
        assert app.screen is app.page
        assert toasts(app)[-1].startswith("done: API-12")


async def test_help_is_opened_and_closed_by_mouse(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await click(pilot, "? Help")
        await click(pilot, "esc Close")
        assert app.screen is app.page
        await click(pilot, "l Log")
        await click(pilot, "F1 Help")
        assert "Keys of the log bar" in screen_text(app)
        await click(pilot, "esc Close")
        assert log_bar(app).field.input.has_focus


async def test_a_click_on_the_timer_in_the_header_stops_it(make_app: MakeApp, clock: Clock) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "space")
        await settled(pilot)
        clock.at = clock.at.replace(minute=42)
        app.reload()
        await settled(pilot)
        header = screen_lines(app)[0]
        await pilot.click(offset=(header.index("Dana Osei"), 0))
        await settled(pilot)
        assert app.workspace.store.desk("dana").timer is not None
        assert app.screen is app.page
        await pilot.click(offset=(header.index("▶") + 2, 0))
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "42 min production on WEB-7" in toasts(app)[-1]
        assert app.workspace.store.desk("dana").timer is None


async def test_every_action_of_the_board_is_in_the_footer_or_the_palette_or_only_moves(make_app: MakeApp) -> None:

    app = make_app()
    async with app.run_test(size=(300, 40)) as pilot:
        page = board_of(app)
        await pilot.press("tab")
        names = [hit.text or "" async for hit in StandupCommands(page).search("")]
        names += [command.name for command in StandupCommands(page)._commands]
        footer = screen_lines(app)[-1]
        for action in page.table.in_scopes(*page.scopes):
            reachable = f" {action.label} " in footer or any(name.startswith(action.label) for name in names)
            assert reachable or action.group is Group.MOVE or page.why_not(action.id) or action.id == "quick_log"
        assert [name for name in names if name.startswith("Log ") and "to the selected row" in name][-1] == (
            "Log 2h to the selected row"
        )


TEXT = [(action, key) for action in ACTIONS for key in action.keys if character_of(key)]


@pytest.mark.parametrize("opens", [("l",), ("d",), ("tab", "z"), ("e",), ("slash",), ("ctrl+p",)], ids="-".join)
async def test_no_key_that_is_text_acts_while_somebody_types(make_app: MakeApp, opens: tuple[str, ...]) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*opens)
        await settled(pilot)
        field = app.focused
        assert isinstance(field, Input)
        field.value = ""
        screen, before = app.screen, _state(app)
        await pilot.press(*(key for _, key in TEXT))
        await settled(pilot)
        assert field.value == "".join(character_of(key) or "" for _, key in TEXT)
        assert app.screen is screen
        assert app.focused is field
        assert app.is_running
        assert _state(app) == before
        assert not toasts(app)


def _state(app: StandupApp) -> object:
    view = board(app.workspace)
    return view.own, view.timer, view.work, view.touchpoints, board_of(app).developer


def test_most_actions_have_a_key_that_is_text() -> None:
    named: set[Action] = {action for action, _ in TEXT}
    assert len(named) > 15
