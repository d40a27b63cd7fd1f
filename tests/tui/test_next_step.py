"""What comes next on the Board: customers without a next step, series, and the question of the done dialog."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from standup.domain.records import TouchpointState
from standup.tui.app import StandupApp
from standup.tui.ascii import in_ascii
from standup.tui.choosing import ChoiceList
from standup.tui.detail import DetailScreen
from standup.tui.forms import RecordFormScreen
from standup.workspace.board import board
from standup.workspace.customers import edit_customer
from standup.workspace.touchpoints import add_touchpoint, touchpoint_named
from tests.tui.conftest import MakeApp
from tests.tui.reading import customer, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE, SMALL = (120, 40), (80, 24)
LINDQVIST = "without lindqvist"


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each when what the one before opened is there."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def at_lindqvist(app: StandupApp, pilot: Pilot[None]) -> None:
    """Put the cursor on the customer without a next step."""
    await press(pilot, "tab")
    assert customer(app).select(LINDQVIST)
    await settled(pilot)


@pytest.mark.parametrize("key", ["d", "z", "E", "m"])
async def test_what_needs_a_touchpoint_says_that_there_is_none(make_app: MakeApp, key: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await at_lindqvist(app, pilot)
        await press(pilot, key)
        assert toasts(app) == ["Lindqvist AB has no open touchpoint; n plans one"]
        assert app.screen is app.page


async def test_only_a_work_item_can_be_blocked_there(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await at_lindqvist(app, pilot)
        await press(pilot, "b")
        assert "only a work item can be blocked" in toasts(app)[0]


async def test_minutes_are_logged_with_the_customer(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await at_lindqvist(app, pilot)
        await press(pilot, "2")
        own = board(app.workspace).own
        assert own is not None
        assert [(one.customer, one.minutes) for one in own.entries][-1] == ("lindqvist", 30)


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("key", ["n", "enter"])
async def test_the_next_step_is_planned_with_that_customer(make_app: MakeApp, size: tuple[int, int], key: str) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await at_lindqvist(app, pilot)
        await press(pilot, key)
        assert isinstance(app.screen, RecordFormScreen)
        await typed(pilot, "Ask about the second site")
        await press(pilot, "tab", "tab", "tab")
        await typed(pilot, "first monday of the month")
        await settled(pilot)
        assert "first Monday of the month: Mon 7 Dec" in screen_text(app)
        await press(pilot, "ctrl+s")
        made = touchpoint_named(app.workspace, "lindqvist")
        assert (made.title, made.rule) == ("Ask about the second site", "FREQ=MONTHLY;BYDAY=1MO")
        row = customer(app).selected
        assert row is not None
        assert customer(app).row_id(row) == made.id
        assert "↻" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, DetailScreen)
        assert "first Monday of the month" in screen_text(app)


async def test_one_of_a_series_is_skipped_or_made_the_last_in_the_list_of_moves(make_app: MakeApp) -> None:
    app = make_app()
    made = add_touchpoint(app.workspace, "lindqvist", "Review", rule="every Monday")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab")
        assert customer(app).select(made.id)
        await press(pilot, "m")
        assert "last of its series" in screen_text(app)
        await press(pilot, "enter")
        assert toasts(app) == ["skipped: Lindqvist AB: Review; next: Mon 30 Nov · u takes it back"]
        after = touchpoint_named(app.workspace, "lindqvist")
        assert customer(app).select(after.id)
        await press(pilot, "m", "j", "enter")
        assert toasts(app) == ["the last of its series: Lindqvist AB: Review · u takes it back"]
        last = touchpoint_named(app.workspace, "lindqvist")
        assert (last.id, last.rule, last.state) == (after.id, "", TouchpointState.OPEN)
        await press(pilot, "m")
        assert [one.name for one in app.screen.query_one(ChoiceList)._choices] == ["dropped"]


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_done_dialog_asks_for_the_next_step_and_takes_why_there_is_none(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    edit_customer(app.workspace, "initech", clear=["every"])
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab")
        assert customer(app).select(touchpoint_named(app.workspace, "initech").id)
        await press(pilot, "d")
        await pilot.pause(0.3)
        assert "no next step: add > fri send quote" in " ".join(screen_text(app).split())
        assert "no answer" in screen_text(app)
        await typed(pilot, "20m > none: because they decide in spring")
        await press(pilot, "enter")
        row = next(one for one in board(app.workspace).no_next_step if one.customer == "initech")
        assert row.reason == "they decide in spring"


def test_the_mark_of_a_series_has_a_sign_in_ascii() -> None:
    assert in_ascii("↻↷2") == "@x2"
