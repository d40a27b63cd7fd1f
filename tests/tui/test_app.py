"""The app around its screens: export, palette, changes made elsewhere, errors."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.widgets import Input

from standup.domain.change import edit, remove
from standup.domain.errors import StandupError, UsageError
from standup.domain.records import Role
from standup.store.tiny import TinyStore
from standup.tui.board import BoardScreen
from standup.tui.palette import StandupCommands
from standup.workspace.board import board
from standup.workspace.people import edit_developer
from standup.workspace.session import Workspace
from standup.workspace.time import log
from standup.workspace.work import add_work
from tests.tui.conftest import Clock, MakeApp, MakeWorkspace
from tests.tui.reading import (
    board_of,
    customer,
    log_bar,
    screen_lines,
    screen_text,
    selected_work,
    settled,
    toasts,
    typed,
    work_rows,
)

WIDE = (120, 40)


async def test_export_writes_the_week_into_the_folder_asked_for(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("e")
        await settled(pilot)
        field = app.screen.query_one(Input)
        assert field.value == str(tmp_path)
        field.value = str(tmp_path / "reports")
        await pilot.press("enter")
        await settled(pilot)
    names = sorted(path.name for path in (tmp_path / "reports").iterdir())
    assert names == [f"standup-2026-W48.{suffix}" for suffix in ("csv", "html", "json", "md", "txt", "xlsx")]
    assert "6 files" in toasts(app)[-1]
    assert str(tmp_path / "reports") in toasts(app)[-1]


async def test_export_on_the_team_writes_the_week_shown_there(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("T", "less_than_sign", "e")
        await settled(pilot)
        assert "Export 2026-W47" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
    assert (tmp_path / "standup-2026-W47.html").is_file()


async def test_export_to_where_nothing_can_be_written_keeps_the_dialog(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("e")
        await settled(pilot)
        app.screen.query_one(Input).value = str(tmp_path / "file" / "below")
        await pilot.press("enter")
        await settled(pilot)
        assert "choose another place" in screen_text(app).replace("\n", " ") or "Not a directory" in screen_text(app)
        assert app.screen is not app.page


async def test_the_palette_finds_boards_and_actions(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        provider = StandupCommands(app.screen)
        found = [hit.text async for hit in provider.discover()]
        assert "Board of Sam [ops] Brandt" in found
        assert any(name and name.startswith("Log: ") for name in found)
        assert not any(name and name.startswith("Snooze: ") for name in found)
        await pilot.press("ctrl+p")
        await settled(pilot)
        await typed(pilot, "boardofsam")
        await pilot.pause(0.5)
        assert "Board of Sam [ops] Brandt" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause(0.2)
        await settled(pilot)
        assert board_of(app).developer == "sam"


async def test_a_change_made_elsewhere_appears_and_takes_nothing_away(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        elsewhere = make_workspace("bob")
        await pilot.press("tab", "j", "j", "l")
        await typed(pilot, "45m half a li")
        selected, scroll = customer(app).selected, customer(app).scroll_offset
        add_work(elsewhere, "NEW-1", "Come in from outside", developer="dana")
        log(elsewhere, "15m #NEW-1")
        await pilot.pause(1)
        assert any(row.item.key == "NEW-1" for row in work_rows(app))
        assert "7 open" in screen_text(app)
        assert log_bar(app).field.text == "45m half a li"
        assert log_bar(app).field.input.has_focus
        assert customer(app).selected == selected
        assert customer(app).scroll_offset == scroll
        await typed(pilot, "ne")
        assert log_bar(app).field.text == "45m half a line"


async def test_a_row_keeps_the_cursor_when_others_come_before_it(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "j", "j")
        kept = selected_work(app)
        log(app.workspace, "15m #API-12")
        add_work(make_workspace(), "AAA-1", "First of all")
        app.reload()
        assert kept is not None
        assert selected_work(app) is not None
        assert selected_work(app).item.key == kept.item.key  # type: ignore[union-attr]


async def test_a_new_day_begins_at_midnight(make_app: MakeApp, clock: Clock) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        assert "Mon 23 Nov" in screen_lines(app)[0]
        clock.at = clock.at.replace(day=24)
        await pilot.pause(0.8)
        assert "Tue 24 Nov" in screen_lines(app)[0]


async def test_losing_the_role_greys_the_team(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        edit_developer(make_workspace(), "bob", role=Role.LEAD)
        edit_developer(make_workspace("bob"), "dana", role=Role.DEVELOPER)
        await pilot.pause(0.8)
        await pilot.press("T")
        await settled(pilot)
        assert "only a lead sees the Team" in toasts(app)[-1]


async def test_a_removed_data_folder_is_told_once_and_the_app_lives(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        shutil.rmtree(tmp_path / "team")
        await pilot.pause(1.3)
        assert len(toasts(app)) == 1
        for key in ("1", "space", "d", "enter", "escape", "u", "comma", "T", "B", "l"):
            await pilot.press(key)
            await settled(pilot)
        await typed(pilot, "45m ~")
        await pilot.press("enter")
        await settled(pilot)
        assert app.is_running
        await pilot.press("escape", "tab", "z", "escape", "e", "escape", "question_mark")
        await settled(pilot)
        assert "Keys of the Board" in screen_text(app)


async def test_a_folder_that_cannot_be_written_is_told(
    make_app: MakeApp, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object, change: object) -> None:
        raise StandupError("[/x] cannot write: read-only")

    workspace = make_workspace()
    app = make_app(workspace=workspace)
    monkeypatch.setattr(TinyStore, "write", refuse)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("1")
        await pilot.pause(0.3)
        assert toasts(app) == ["[/x] cannot write: read-only"]
        assert "[/x] cannot write: read-only" in screen_text(app)
        await pilot.press("l")
        await typed(pilot, "15m ~ standup")
        await pilot.press("enter")
        await settled(pilot)
        assert log_bar(app).field.text == "15m ~ standup"
        assert "cannot write" in screen_text(app)


def test_somebody_whom_the_data_folder_does_not_know_is_refused_before_the_terminal_is_taken(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    stranger = Workspace(make_workspace().store, "nobody")
    with pytest.raises(UsageError, match="knows no such developer"):
        make_app(workspace=stranger)


async def test_an_empty_board_teaches_how_to_fill_it(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace("pat")
    desks = [workspace.store.desk("pat"), workspace.store.desk(None)]
    records = [record for desk in desks for record in (*desk.work_items, *desk.touchpoints)]
    customers = [edit(customer, active=False) for customer in workspace.store.roster().customers.values()]
    workspace.commit("clear the desks", [*map(remove, records), *customers])
    app = make_app(workspace=workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        text = screen_text(app)
        assert "n    plans one, such as a call on Friday" in text
        assert board(workspace).touchpoints == ()
        await pilot.press("tab", "1")
        assert toasts(app) == ["there is no row yet; n makes one"]
        await pilot.press("z")
        assert toasts(app) == ["there is no row yet; n makes one"]


async def test_a_screen_that_is_not_shown_yet_waits_to_be_read(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE):
        unshown = BoardScreen(app)
        unshown.reload()
        assert unshown.view is None


async def test_a_key_that_comes_before_a_screen_is_composed_is_no_crash(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await settled(pilot)
        app.switch_mode("day")
        assert not app.page or not app.page.query("HeaderLine")
        assert app.refusal("team") is None
        await settled(pilot)
        assert app.refusal("team") is None
