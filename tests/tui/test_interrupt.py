"""`i` logs an interrupt: at once by enter or a digit, or after choosing who asked and the class."""

from __future__ import annotations

import pytest

from standup.domain.records import InterruptClass, TimeEntry
from standup.domain.weeks import Week
from standup.tui.interrupting import InterruptDialog
from standup.tui.widgets.line import LineField
from standup.workspace.session import Workspace
from standup.workspace.time import log
from tests.tui.conftest import MakeApp, MakeWorkspace
from tests.tui.reading import screen_text, settled, toasts

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


def _today(workspace: Workspace) -> list[TimeEntry]:
    today = workspace.today()
    return [one for one in workspace.store.week("dana", Week.of(today)).entries if one.day == today]


def _latest(workspace: Workspace) -> TimeEntry:
    return max(_today(workspace), key=lambda one: one.id)


@pytest.mark.parametrize(("key", "minutes"), [("enter", 15), ("3", 45)])
async def test_two_keys_log_an_interrupt_like_the_last_one(
    make_app: MakeApp, make_workspace: MakeWorkspace, key: str, minutes: int
) -> None:
    workspace = make_workspace()
    log(workspace, '15m #API-12 !expedite asked:"Karin Holm"')
    app = make_app(workspace=workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i", key)
        await settled(pilot)
        made = _latest(workspace)
        assert (made.minutes, made.interrupt, made.work_item) == (minutes, True, None)
        assert (made.asked_by, made.interrupt_class) == ("Karin Holm", InterruptClass.EXPEDITE)
        assert any("asked by Karin Holm" in words for words in toasts(app))
        before = len(_today(workspace))
        await pilot.press("u")
        await settled(pilot)
        assert len(_today(workspace)) == before - 1


@SIZES
async def test_arrows_choose_who_asked_and_the_class(
    make_app: MakeApp, make_workspace: MakeWorkspace, size: tuple[int, int]
) -> None:
    workspace = make_workspace()
    log(workspace, "15m ~ ! asked:Sales")
    log(workspace, "15m ~ !expedite asked:Karin")
    app = make_app(workspace=workspace)
    async with app.run_test(size=size) as pilot:
        await pilot.press("i")
        await settled(pilot)
        assert isinstance(app.screen, InterruptDialog)
        assert "[Karin]" in screen_text(app)
        assert "[expedite]" in screen_text(app)
        await pilot.press("down", "right")
        await settled(pilot)
        assert "[Sales]" in screen_text(app)
        assert "[fixed date]" in screen_text(app)
        await pilot.press("up", "left", "left")
        await settled(pilot)
        assert app.screen.query_one(LineField).text == '15m #"" ! asked:Karin'
        assert "[none]" in screen_text(app)


async def test_the_line_takes_what_is_typed_and_an_error_keeps_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        before = len(_today(app.workspace))
        await pilot.press("i", "tab")
        await settled(pilot)
        line = app.screen.query_one(LineField)
        line.put("15m @acmee ! asked:Karin")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, InterruptDialog)
        assert len(_today(app.workspace)) == before
        line.put("15m @acme !intangible asked:Karin")
        await pilot.press("enter")
        await settled(pilot)
        assert _latest(app.workspace).customer == "acme"
        assert _latest(app.workspace).interrupt_class is InterruptClass.INTANGIBLE


async def test_letters_typed_on_the_panel_are_a_note_and_escape_logs_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        before = len(_today(app.workspace))
        await pilot.press("i", "r", "x")
        await settled(pilot)
        assert app.screen.query_one(LineField).text.endswith(" rx")
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(app.screen, InterruptDialog)
        assert len(_today(app.workspace)) == before
