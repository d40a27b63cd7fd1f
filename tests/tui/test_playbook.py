"""The playbook in the details of a touchpoint: the cursor over its steps, and the ticks."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot

from standup.shelf import Shelf
from standup.store.tiny import TinyStore
from standup.tui.app import StandupApp
from standup.tui.detail import DetailBody
from standup.workspace.session import Workspace
from standup.workspace.touchpoints import drop, touchpoint_named
from tests.tui.conftest import Clock, MakeApp, MakeWorkspace
from tests.tui.reading import screen_lines, screen_text, settled, toasts

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE, SMALL = (120, 40), (80, 24)
FIRST = "What would you miss if it were gone tomorrow?"


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each when what the one before did is there."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def body(app: StandupApp) -> DetailBody:
    return app.screen.query_one(DetailBody)


def ticks(app: StandupApp) -> tuple[str, ...]:
    return touchpoint_named(app.workspace, "acme").ticks


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("key", ["x", "space"])
async def test_a_key_ticks_the_step_with_the_cursor_and_undo_takes_it_back(
    make_app: MakeApp, size: tuple[int, int], key: str
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab", "enter")
        assert f"▌○ {FIRST}" in screen_text(app)
        assert "Playbook: Renewal · 7 of 8 open" in screen_text(app)
        await press(pilot, key)
        assert f"▌✓ {FIRST}" in screen_text(app)
        assert "Playbook: Renewal · 6 of 8 open" in screen_text(app)
        await press(pilot, "u")
        assert f"▌○ {FIRST}" in screen_text(app)
        assert FIRST not in ticks(app)
        await press(pilot, key, "j", key, "k", key)
        assert ticks(app)[-1] == "What would have to be better for another year?"
        assert all(len(line) <= size[0] for line in screen_lines(app))


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_cursor_goes_through_all_steps_and_on_to_the_history_and_back(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab", "enter")
        seen = []
        for _ in range(90):
            seen.append(body(app).cursor)
            await press(pilot, "j")
        assert list(dict.fromkeys(seen)) == list(range(1, 15))
        assert "Tue 3 Nov  added" in screen_text(app)
        await press(pilot, *["k"] * 90)
        assert body(app).cursor == 1
        assert app.screen.query_one(VerticalScroll).scroll_y == 0


async def test_a_step_out_of_sight_is_not_ticked(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "tab", "enter")
        before = ticks(app)
        app.screen.query_one(VerticalScroll).scroll_end(animate=False)
        await settled(pilot)
        await press(pilot, "x")
        assert toasts(app) == ["no step is in sight; j and k go to the steps of the playbook"]
        assert ticks(app) == before


async def test_a_click_ticks_a_step_and_a_click_beside_it_does_not(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "enter")
        lines = screen_lines(app)
        row = next(number for number, line in enumerate(lines) if FIRST in line)
        await pilot.click(offset=(12, row))
        await settled(pilot)
        assert FIRST not in ticks(app)
        await pilot.click(offset=(lines[row].index(FIRST), row))
        await settled(pilot)
        assert FIRST in ticks(app)
        assert f"▌✓ {FIRST}" in screen_text(app)


async def test_a_closed_touchpoint_keeps_its_ticks_and_takes_no_more(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "enter")
        drop(make_workspace("bob"), "acme")
        await pilot.pause(1)
        await press(pilot, "x")
        assert "this touchpoint is dropped already" in toasts(app)
        assert "✓ The end date of the contract" in screen_text(app)


async def test_a_playbook_that_cannot_be_read_says_so_in_the_details(
    make_workspace: MakeWorkspace, make_app: MakeApp, clock: Clock, tmp_path: Path
) -> None:
    make_workspace()
    (tmp_path / "own" / "kinds").mkdir(parents=True)
    (tmp_path / "own" / "kinds" / "renewal.md").write_bytes(b"\xff")
    store = TinyStore.open(tmp_path / "team")
    app = make_app(workspace=Workspace(store, "dana", now=clock, playbooks_of=Shelf(tmp_path / "own").of))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "enter")
        lines = [line.text for section in body(app).sections for line in section.lines]
        assert any("renewal.md is not UTF-8" in line for line in lines)
        assert "Playbook: Renewing" in screen_text(app)
        assert "Contact persons of Acme Corp" in screen_text(app)


async def test_a_work_item_has_nothing_to_tick(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        assert "x Tick" not in screen_text(app)
        await press(pilot, "x", "space")
        assert toasts(app) == []
        assert app.screen is not app.page
