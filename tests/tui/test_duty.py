"""The rota in the app: on the strip, in the header, and in a dialog that shows and alters it."""

from __future__ import annotations

import pytest

from standup.domain.weeks import Week
from standup.tui.dialogs import LineDialog
from standup.workspace.duty import on_duty, set_duty
from tests.tui.conftest import MakeApp, MakeWorkspace
from tests.tui.reading import pressed, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


@SIZES
async def test_strip_and_header_say_who_is_on_duty(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        lines = screen_text(app).splitlines()
        assert any("⚑" in line and "Bob" in line for line in lines[1:3])
        assert ("⚑ Bob Marsh on duty" in lines[0]) is (size[0] == 120)


@SIZES
@pytest.mark.parametrize("screen", ["B", "T"])
async def test_r_shows_the_rota_and_a_line_alters_it(
    make_app: MakeApp, make_workspace: MakeWorkspace, size: tuple[int, int], screen: str
) -> None:
    workspace = make_workspace()
    app = make_app(workspace=workspace)
    this = Week.of(workspace.today())
    async with app.run_test(size=size) as pilot:
        await pilot.press(screen, "r")
        await settled(pilot)
        assert isinstance(app.screen, LineDialog)
        text = screen_text(app)
        assert f"{this}" in text
        assert "Bob Marsh" in text
        assert "nobody" in text
        await typed(pilot, f"{this} zoe")
        await pilot.press("enter")
        await settled(pilot)
        assert on_duty(workspace.store.roster(), this) == "zoe"
        assert any("Zoë Müller is on duty" in words for words in toasts(app))
        await pilot.press("u")
        await settled(pilot)
        assert on_duty(workspace.store.roster(), this) == "bob"


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("plan", ["bob", "zoe"]),
        ("swap W48 W49", ["zoe", "bob"]),
        ("W48 nobody", [None, "zoe"]),
        ("next dana", ["bob", "dana"]),
    ],
)
async def test_each_line_of_the_dialog(
    make_app: MakeApp, make_workspace: MakeWorkspace, line: str, who: list[str | None]
) -> None:
    workspace = make_workspace()
    this = Week.of(workspace.today())
    set_duty(workspace, this + 1, "zoe")
    app = make_app(workspace=workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await settled(pilot)
        await typed(pilot, line)
        await pilot.press("enter")
        await settled(pilot)
        roster = workspace.store.roster()
        assert [on_duty(roster, this + ahead) for ahead in (0, 1)] == who


async def test_a_line_that_is_none_keeps_the_dialog_open(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "r")
        await typed(pilot, "W48 nobody-here")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, LineDialog)
        assert "no developer" in screen_text(app)
