"""Choosing a theme: seen at once, kept in the config file, read anew when its file is saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Input

from standup.config import Settings, load
from standup.tui.app import StandupApp
from standup.tui.theme_picker import ThemeList, ThemePicker
from standup.tui.themes_palette import ThemeCommands
from tests.tui.conftest import MakeApp, MakeWorkspace
from tests.tui.painted import painted
from tests.tui.reading import screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE = (120, 40)
SEA = 'description = "[/b] deep"\nprimary = "#6ca8f5"\n[variables]\nproduction = "#00ff00"\n'

Make: TypeAlias = Callable[..., StandupApp]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The person's own themes."""
    made = tmp_path / "config" / "themes"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def config(folder: Path) -> Path:
    """The config file, which has comments."""
    path = folder.parent / "config.toml"
    path.write_text('# mine\nme = "dana" # that is me\n', encoding="utf-8")
    return path


@pytest.fixture
def make(make_workspace: MakeWorkspace, folder: Path, config: Path) -> Make:
    """An app that reads themes and may write its config file."""

    def made(theme: str | None = None) -> StandupApp:
        return StandupApp(make_workspace(), settings=Settings(theme=theme), user_themes=folder, config=config)

    return made


def save(path: Path, text: str) -> None:
    """Save a file so that its time changes, whatever the clock of the disk can tell."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    if before:
        os.utime(path, ns=(before + 10**9, before + 10**9))


async def opened(app: StandupApp, pilot: Pilot[None]) -> ThemeList:
    """Open the list as the palette does."""
    [hit] = [hit async for hit in ThemeCommands(app.screen).discover()]
    hit.command()
    await settled(pilot)
    return app.screen.query_one(ThemeList)


def names(rows: ThemeList) -> list[str]:
    return [row.name for row in rows.rows]


def colours(app: StandupApp) -> set[Color | None]:
    return {one.color for one in painted(app)}


async def test_the_theme_under_the_cursor_is_shown_at_once_and_escape_brings_the_old_one_back(
    make: Make, config: Path
) -> None:
    app = make()
    before = config.read_text(encoding="utf-8")
    async with app.run_test(size=WIDE) as pilot:
        rows = await opened(app, pilot)
        assert rows.selected is not None
        assert rows.selected.name == "standup-dark"
        await pilot.press("down")
        await settled(pilot)
        assert app.theme == "standup-light"
        assert app.screen.background_colors[0] == app.screen.background_colors[1]
        await pilot.press("up", "up")
        await settled(pilot)
        assert app.theme == "red-green-safe-light"
        await pilot.press("pagedown")
        await settled(pilot)
        assert app.theme != "red-green-safe-light"
        await pilot.press("escape")
        await settled(pilot)
        assert app.theme == "standup-dark"
        assert not isinstance(app.screen, ThemePicker)
    assert config.read_text(encoding="utf-8") == before


async def test_enter_keeps_the_theme_in_the_config_file_with_its_comments(make: Make, config: Path) -> None:
    app = make()
    async with app.run_test(size=WIDE) as pilot:
        await opened(app, pilot)
        await typed(pilot, "linen")
        await pilot.press("enter")
        await settled(pilot)
        assert app.theme == "linen"
        assert toasts(app) == [f"linen, kept in {config}"]
        rows = await opened(app, pilot)
        assert rows.selected is not None
        assert rows.selected.name == "linen"
        assert "✓ linen" in screen_text(app)
    assert load(config, {}).theme == "linen"
    assert '# mine\nme = "dana" # that is me\n' in config.read_text(encoding="utf-8")


async def test_the_sample_team_keeps_a_theme_for_this_run(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(app, pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.theme == "standup-light"
        assert toasts(app) == ["standup-light, for this run only: the sample team keeps no setting"]


async def test_a_config_file_that_cannot_be_written_is_told_and_the_theme_stays(make: Make, config: Path) -> None:
    app = make()
    config.unlink()
    config.mkdir()
    async with app.run_test(size=WIDE) as pilot:
        await opened(app, pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.theme == "standup-light"
        assert f"cannot read {config}" in toasts(app)[-1]


async def test_the_filter_finds_names_and_descriptions_and_says_where_there_is_none(make: Make, folder: Path) -> None:
    save(folder / "sea.toml", SEA)
    app = make()
    async with app.run_test(size=WIDE) as pilot:
        rows = await opened(app, pilot)
        assert names(rows)[0] == "sea"
        assert "[/b] deep" in screen_text(app)
        assert "yours" in screen_text(app)
        await typed(pilot, "RED green dark")
        assert names(rows) == ["red-green-safe-dark"]
        assert app.theme == "red-green-safe-dark"
        app.screen.query_one(Input).value = "deep"
        await settled(pilot)
        assert names(rows) == ["sea"]
        await typed(pilot, "[x")
        assert "No theme is called so." in screen_text(app)
        await pilot.press("enter", "down")
        await settled(pilot)
        assert isinstance(app.screen, ThemePicker)
        await pilot.press("escape")
        await settled(pilot)
        assert app.theme == "standup-dark"


async def test_the_mouse_shows_a_theme_and_a_second_click_keeps_it(make: Make, config: Path) -> None:
    app = make()
    async with app.run_test(size=WIDE) as pilot:
        rows = await opened(app, pilot)
        app.screen.query_one(Input).value = "high-contrast"
        await settled(pilot)
        assert names(rows) == ["high-contrast-dark", "high-contrast-light"]
        top = rows._tops[1]
        await pilot.click(ThemeList, offset=(6, top))
        await settled(pilot)
        assert app.theme == "high-contrast-light"
        await pilot.click(ThemeList, offset=(6, top), times=2)
        await settled(pilot)
        assert not isinstance(app.screen, ThemePicker)
    assert load(config, {}).theme == "high-contrast-light"


async def test_the_palette_finds_a_theme_by_name(make: Make, config: Path) -> None:
    app = make()
    async with app.run_test(size=WIDE) as pilot:
        hits = [hit async for hit in ThemeCommands(app.screen).search("theme nord")]
        [hit] = [hit for hit in hits if hit.text == "Theme: nord"]
        hit.command()
        await settled(pilot)
        assert app.theme == "nord"
    assert load(config, {}).theme == "nord"


async def test_a_saved_theme_is_painted_within_a_second(make: Make, folder: Path) -> None:
    save(folder / "sea.toml", SEA)
    app = make("sea")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert Color.parse("#00ff00") in colours(app)
        save(folder / "sea.toml", SEA.replace("#00ff00", "#ff00fe"))
        await pilot.pause(1)
        assert Color.parse("#00ff00") not in colours(app)
        assert Color.parse("#ff00fe") in colours(app)


async def test_every_screen_is_painted_also_those_that_are_not_shown_and_what_lies_under_a_dialog(
    make: Make, folder: Path
) -> None:
    save(folder / "sea.toml", SEA)
    app = make("sea")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("T")
        await settled(pilot)
        assert Color.parse("#00ff00") in colours(app)
        await pilot.press("B", "l", "f1")
        await settled(pilot)
        save(folder / "sea.toml", SEA.replace("#00ff00", "#ff00fe"))
        await pilot.pause(1)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert Color.parse("#00ff00") not in colours(app)
        await pilot.press("T")
        await settled(pilot)
        assert Color.parse("#00ff00") not in colours(app)
        assert Color.parse("#ff00fe") in colours(app)


async def test_a_bad_save_is_told_with_its_line_and_keeps_the_colours_and_a_mended_one_works(
    make: Make, folder: Path
) -> None:
    save(folder / "sea.toml", SEA)
    app = make("sea")
    async with app.run_test(size=WIDE) as pilot:
        save(folder / "sea.toml", SEA + "lft = 1\n")
        await pilot.pause(1.2)
        told = f"{folder / 'sea.toml'}:5: there is no variable 'lft'; did you mean left?"
        assert [toast for toast in toasts(app) if "lft" in toast] == [told]
        assert Color.parse("#00ff00") in colours(app)
        save(folder / "sea.toml", SEA.replace("#00ff00", "#ff00fe"))
        await pilot.pause(1)
        assert Color.parse("#ff00fe") in colours(app)


async def test_a_theme_that_was_bad_at_the_start_is_used_once_it_is_mended(make: Make, folder: Path) -> None:
    save(folder / "sea.toml", "primary = 1")
    app = make("sea")
    async with app.run_test(size=WIDE) as pilot:
        assert app.theme == "standup-dark"
        assert ["sea.toml:1" in toast or "no theme 'sea'" in toast for toast in toasts(app)] == [True, True]
        save(folder / "sea.toml", SEA)
        await pilot.pause(1)
        assert app.theme == "sea"
        assert Color.parse("#00ff00") in colours(app)


async def test_a_deleted_theme_keeps_its_colours_until_another_is_chosen(make: Make, folder: Path) -> None:
    save(folder / "sea.toml", SEA)
    app = make("sea")
    async with app.run_test(size=WIDE) as pilot:
        rows = await opened(app, pilot)
        await pilot.press("down")
        await settled(pilot)
        (folder / "sea.toml").unlink()
        await pilot.pause(1)
        await pilot.press("escape")
        await settled(pilot)
        assert app.theme == "sea"
        assert Color.parse("#00ff00") in colours(app)
        await opened(app, pilot)
        await pilot.press("down", "enter")
        save(folder / "other.toml", SEA)
        await pilot.pause(1)
        rows = await opened(app, pilot)
        assert "sea" not in names(rows)
        assert "other" in names(rows)


async def test_a_new_file_appears_in_the_open_list_and_the_cursor_stays(make: Make, folder: Path) -> None:
    app = make()
    async with app.run_test(size=WIDE) as pilot:
        rows = await opened(app, pilot)
        save(folder / "a-new-one.toml", SEA)
        await pilot.pause(1)
        assert names(rows)[0] == "a-new-one"
        assert rows.selected is not None
        assert rows.selected.name == app.theme == "standup-dark"


async def test_a_theme_of_ones_own_that_takes_a_name_of_textual_gives_it_back(make: Make, folder: Path) -> None:
    save(folder / "nord.toml", SEA)
    app = make()
    async with app.run_test(size=WIDE) as pilot:
        assert app.available_themes["nord"].variables["production"] == "#00ff00"
        (folder / "nord.toml").unlink()
        await pilot.pause(1)
        assert "production" not in app.available_themes["nord"].variables


async def test_the_author_of_a_theme_is_told_what_cannot_be_read(make: Make, folder: Path) -> None:
    save(folder / "sea.toml", SEA + 'foreground-muted = "#222222"\n')
    app = make()
    async with app.run_test(size=WIDE) as pilot:
        app.keep_theme("sea")
        await settled(pilot)
        told = [toast for toast in toasts(app) if "contrast" in toast]
        assert len(told) == 1
        assert told[0].startswith("foreground-muted on ")
        app.keep_theme("nord")
        assert len([toast for toast in toasts(app) if "contrast" in toast]) <= 1


async def test_keys_that_come_before_the_list_has_its_rows_are_not_lost(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.search_themes()
        await pilot.press("down", "down", "up")
        await settled(pilot)
        assert app.theme == "standup-light"
