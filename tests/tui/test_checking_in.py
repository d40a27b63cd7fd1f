"""The check-in dialog, and blockers on the Board of who must act and of who waits."""

from __future__ import annotations

from datetime import datetime

import pytest

from standup.domain.commits import Commit, History, Identity
from standup.domain.records import CheckIn
from standup.tui.app import StandupApp
from standup.tui.checking_in import CheckInDialog, CheckInList
from standup.tui.choosing import ChoiceDialog
from standup.tui.dialogs import LineDialog
from standup.workspace.blockers import BlockerRow, blockers_for, resolve_blocker
from standup.workspace.checkin import check_in, check_in_of
from standup.workspace.days import day_of
from tests.tui.conftest import MakeApp, MakeWorkspace
from tests.tui.reading import production, screen_lines, screen_text, selected_work, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE, SMALL = (120, 40), (80, 24)


def _list(app: StandupApp) -> CheckInList:
    assert isinstance(app.screen, CheckInDialog)
    return app.screen.query_one(CheckInList)


def _said(app: StandupApp) -> CheckIn:
    found = check_in_of(app.workspace, app.workspace.me, app.workspace.today())
    assert found is not None
    return found


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=str)
async def test_c_offers_all_parts_and_c_again_checks_in_and_undo_takes_it_back(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("c")
        await settled(pilot)
        text = screen_text(app)
        for words in ("Check-in · Mon 23 Nov", "did: since Fri 20 Nov", "[x] API-40", "[ ] daily standup", "plan"):
            assert words in text
        ticked = [row for row in _list(app).rows if row.is_ticked]
        await pilot.press("c")
        await settled(pilot)
        assert app.screen is app.page
        said = _said(app)
        assert list(said.did) == [row.text for row in ticked if row.part == "did"]
        assert [item.text for item in said.plan] == [row.text for row in ticked if row.part == "plan"]
        assert toasts(app) == [f"{len(said.did)} did, {len(said.plan)} planned · u takes it back"]
        await pilot.press("u")
        await settled(pilot)
        assert check_in_of(app.workspace, "dana", app.workspace.today()) is None


async def test_lines_are_unticked_typed_and_said_in_other_words(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c")
        await settled(pilot)
        first = _list(app).rows[0].text
        await pilot.press("space", "a")
        await settled(pilot)
        assert isinstance(app.screen, LineDialog)
        await typed(pilot, "Read [x] the RFC")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("j", "enter", "E")
        await settled(pilot)
        assert isinstance(app.screen, LineDialog)
        await typed(pilot, " on Friday")
        await pilot.press("enter", "ctrl+s")
        await settled(pilot)
        did = _said(app).did
        assert first not in did
        assert "Read [x] the RFC" in did
        assert "daily standup on Friday" in did


async def test_what_was_ticked_and_typed_is_there_again_after_escape(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c")
        await settled(pilot)
        first = _list(app).rows[0]
        await pilot.press("space", "a")
        await settled(pilot)
        await typed(pilot, "Read + [x] the RFC")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("j", "enter", "E")
        await settled(pilot)
        await typed(pilot, " on Friday")
        await pilot.press("enter")
        await settled(pilot)
        left = [(row.text, row.is_ticked) for row in _list(app).rows]
        await pilot.press("escape")
        await settled(pilot)
        assert check_in_of(app.workspace, "dana", app.workspace.today()) is None
        assert toasts(app)[-1] == "what you ticked and typed is there again when you open this"
        await pilot.press("c")
        await settled(pilot)
        assert "as you left it" in screen_text(app)
        assert [(row.text, row.is_ticked) for row in _list(app).rows] == left
        assert (first.text, not first.is_ticked) in left
        await pilot.press("c")
        await settled(pilot)
        assert "Read + [x] the RFC" in _said(app).did
        assert "daily standup on Friday" in _said(app).did
        await pilot.press("c")
        await settled(pilot)
        assert "as you left it" not in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert app.drafts == {}


async def test_a_blocked_work_item_is_told_with_the_blockers_and_stays_as_it_is(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c")
        await settled(pilot)
        assert "■  API-15 Audit export, waits for bob: schema review" in screen_text(app)
        place = next(n for n, row in enumerate(_list(app).rows) if row.waits)
        for key in ("space", "E", "enter"):
            await pilot.press("g", *["j"] * place, key)
            await settled(pilot)
            assert toasts(app)[-1] == "it is told as it stands; b on the Board says that it goes on"
        await pilot.press("c")
        await settled(pilot)
        assert _said(app).blockers == ()
        assert toasts(app)[-1].endswith("planned · u takes it back")


async def test_what_is_typed_twice_or_empty_is_refused_and_escape_changes_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("a", "enter")
        await settled(pilot)
        assert "a few words for the others" in screen_text(app)
        await typed(pilot, _list_text(app))
        await pilot.press("enter")
        await settled(pilot)
        assert "that line is there already" in screen_text(app)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert app.screen is app.page
        assert check_in_of(app.workspace, "dana", app.workspace.today()) is None


def _list_text(app: StandupApp) -> str:
    dialog = next(one for one in app.screen_stack if isinstance(one, CheckInDialog))
    return dialog.query_one(CheckInList).rows[0].text


async def test_a_name_completes_and_the_blocker_is_on_the_board_of_who_must_act(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("G", "a", "b", "o", "tab")
        await settled(pilot)
        await typed(pilot, "review [API-12]")
        assert "→ Bob Marsh: review [API-12]" in screen_text(app)
        await pilot.press("enter", "c")
        await settled(pilot)
        assert "waits for Bob Marsh: review [API-12]" in screen_text(app)
    assert [row.blocker.what for row in blockers_for(make_workspace("bob"))] == ["review [API-12]"]
    bobs = make_app(me="bob", workspace=make_workspace("bob"))
    async with bobs.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "Dana Osei waits: review [API-12]" in screen_text(bobs)
        assert "1 blocker to resolve" in screen_text(bobs)
        assert selected_work(bobs) is not None
        await pilot.press("g", "3")
        await settled(pilot)
        assert toasts(bobs)[-1] == "a blocker is no work item; b says that it is resolved"
        await pilot.press("b")
        await settled(pilot)
        assert blockers_for(bobs.workspace) == ()
        assert toasts(bobs)[-1] == "Dana Osei: review [API-12] · u takes it back"
        await pilot.press("u")
        await settled(pilot)
        assert len(blockers_for(bobs.workspace)) == 1


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=str)
async def test_a_long_blocker_can_be_read_and_resolved_by_enter(
    make_app: MakeApp, make_workspace: MakeWorkspace, size: tuple[int, int]
) -> None:
    what = "review [API-12], above all the part that reads the old format of the archive, before the end of the week"
    check_in(make_workspace("dana"), blockers=[f"bob: {what}"])
    app = make_app(workspace=make_workspace("bob"))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        seen = " ".join(screen_text(app).replace("│", " ").split())
        assert ("old format of the archive" in seen) == (size == WIDE)
        await pilot.press("g", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ChoiceDialog)
        for word in ("Dana Osei waits for Bob Marsh, since Mon 23 Nov", "above all", "end of the week", "still open"):
            assert word in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert len(blockers_for(app.workspace)) == 1
        await pilot.press("enter", "down", "enter")
        await settled(pilot)
        assert blockers_for(app.workspace) == ()
        assert toasts(app)[-1].endswith("the end of the week · u takes it back")


async def test_who_was_blocked_sees_that_it_is_resolved(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    check_in(make_workspace("dana"), blockers=["bob: review"])
    resolve_blocker(make_workspace("bob"), blockers_for(make_workspace("bob"))[0].blocker.id)
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        row = production(app).rows[0]
        assert isinstance(row, BlockerRow)
        assert "✓ resolved by Bob Marsh: review" in screen_lines(app)[3]
        await pilot.press("g", "b")
        await settled(pilot)
        assert toasts(app)[-1] == "Bob Marsh has resolved it already"


async def test_a_blocker_that_is_unticked_is_resolved(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    check_in(make_workspace("dana"), blockers=["bob: review"])
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("G", "k", "k", "space", "c")
        await settled(pilot)
        assert blockers_for(make_workspace("bob")) == ()


async def test_commits_appear_and_one_key_logs_them(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    def commits_of(since: datetime, until: datetime) -> History:
        at = datetime.fromisoformat("2026-11-20T11:40:00+00:00")
        found = [
            Commit("a", "api", at, "Dana", "d@example.com", "API-21 limits"),
            Commit("b", "api", at, "Dana", "d@example.com", "Bump [x]"),
        ]
        mine = Identity.of(["d@example.com"])
        return History(tuple(one for one in found if since <= one.at < until), ("~/x: no such folder",), mine)

    workspace = make_workspace()
    workspace.commits_of = commits_of
    app = make_app(workspace=workspace)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c")
        await settled(pilot)
        text = screen_text(app)
        for words in ("[x] API-21 Rate limits per tenant", "[x] Bump [x]", "not read: ~/x", "no log"):
            assert words in text
        place = next(n for n, row in enumerate(_list(app).rows) if row.session is not None)
        await pilot.press(*["j"] * place)
        row = _list(app).selected
        assert row is not None
        assert row.session is not None
        before = day_of(workspace, row.session.day).entries
        await pilot.press("l")
        await settled(pilot)
        if row.session.is_ready:
            assert len(day_of(workspace, row.session.day).entries) == len(before) + 1
        assert isinstance(app.screen, CheckInDialog)
        bump = next(n for n, row in enumerate(_list(app).rows) if row.text == "Bump [x]")
        await pilot.press("g", *["j"] * bump, "space", "escape")
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert "[ ] Bump [x]" in screen_text(app)
        await pilot.press("g", *["j"] * bump, "space", "c")
        await settled(pilot)
        assert "Bump [x]" in _said(app).did


async def test_the_mouse_ticks_and_adds(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("c")
        await settled(pilot)
        lines = screen_lines(app)
        add = next(n for n, line in enumerate(lines) if "add what else you plan" in line)
        await pilot.click(offset=(40, add), times=2)
        await settled(pilot)
        assert isinstance(app.screen, LineDialog)
