"""Theme files: what is read, and how a bad one is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from standup.config import Settings, themes_folder
from standup.tui.app import StandupApp
from standup.tui.theme_folders import ThemeFolders
from standup.tui.theming import OWN_VARIABLES, ThemeError, colours_of, read_theme
from tests.tui.conftest import MakeWorkspace
from tests.tui.reading import settled, toasts

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

GOOD = 'name = "mine"\nprimary = "#6ca8f5"\n\n[variables]\nproduction = "red"\n'


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_themes_that_come_with_the_app_set_all_our_variables_and_say_what_they_are_for() -> None:
    folder = ThemeFolders(themes_folder())
    assert folder.look().errors == ()
    assert len(folder.themes) >= 9
    for theme in folder.themes.values():
        assert set(theme.variables) >= set(OWN_VARIABLES)
        assert theme.path is not None
        assert theme.path.stem == theme.name
        assert 0 < len(theme.description) <= 40


def test_a_theme_file_becomes_a_theme(tmp_path: Path) -> None:
    theme = read_theme(written(tmp_path, GOOD))
    assert (theme.name, theme.primary, theme.dark, theme.variables) == ("mine", "#6ca8f5", True, {"production": "red"})


def test_a_file_without_a_name_gives_its_own(tmp_path: Path) -> None:
    assert read_theme(written(tmp_path, 'primary = "blue"', "night-sky.toml")).name == "night-sky"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("primary = ", 1, "this is not TOML"),
        ('primary = "blue"\nprimry = "red"', 2, "no key 'primry'; did you mean primary?"),
        ('dark = true\nprimary = "bluish"', 2, "primary must be a colour such as \"#6ca8f5\", not 'bluish'"),
        ("primary = 3", 1, "primary must be a colour"),
        ('accent = "red"', 1, "primary is missing"),
        ('primary = "blue"\ndark = "yes"', 2, "dark must be true or false"),
        ('primary = "blue"\n\nansi = 1', 3, "ansi must be true or false"),
        ('description = 3\nprimary = "blue"', 1, "description must be a text of at most 60 characters"),
        (f'primary = "blue"\ndescription = "{"x" * 61}"', 2, "description must be a text of at most 60"),
        ('primary = "blue"\ntext_alpha = 7', 2, "text_alpha must be a number from 0 to 1"),
        ('primary = "blue"\nvariables = 3', 2, "variables must be a table"),
        ('primary = "blue"\n[variables]\n\nprodction = "red"', 4, "no variable 'prodction'; did you mean production?"),
        ('primary = "blue"\n[variables]\ntext-eror = "red"', 3, "no variable 'text-eror'; did you mean text-error"),
        ('primary = "blue"\n[variables]\ntext-error = "red 5"', 3, "text-error must be a colour"),
        ('primary = "blue"\n[variables]\nleft = "red 50%"', 3, "left must be a colour"),
        ('primary = "blue"\n[variables]\nlink-style = "loud"', 3, "link-style must be made of bold, dim, italic,"),
        ('primary = "blue"\n[variables]\nleft = "nowhere"', 3, "left must be a colour"),
        ('primary = "blue"\nname = "[red]"', 2, "name must be small letters, digits and hyphens"),
        ('primary = "blue"\n"\\u001b[31m" = 1', 1, "no key '␛[31m'"),
    ],
)
def test_a_bad_theme_names_file_line_and_what_is_right(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ThemeError) as error:
        read_theme(path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert says in str(error.value)


def test_a_file_that_is_not_utf_8_or_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(b'primary = "\xff"')
    with pytest.raises(ThemeError, match="it is not UTF-8"):
        read_theme(path)
    with pytest.raises(ThemeError, match="No such file"):
        read_theme(tmp_path / "absent.toml")


def test_variables_of_textual_can_be_set_too(tmp_path: Path) -> None:
    text = 'primary = "blue"\n[variables]\nforeground-muted = "#123456 60%"\nlink-style = "bold italic"\n'
    colours = colours_of(read_theme(written(tmp_path, text)))
    assert colours["foreground-muted"] == "#123456 60%"
    assert colours["link-style"] == "bold italic"


@pytest.mark.parametrize("name", sorted(BUILTIN_THEMES))
def test_a_theme_of_textual_has_stand_ins_for_our_variables(name: str) -> None:
    colours = colours_of(BUILTIN_THEMES[name])
    for variable in (*OWN_VARIABLES, "customer-tint", "other-tint", "foreground-disabled", "ansi-background"):
        Color.parse(colours[variable].partition(" ")[0])
    assert colours["production"] == colours["primary"]
    assert colours["starved"] == colours["error"]


async def test_a_theme_of_the_user_is_used(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    folder = tmp_path / "themes"
    written(folder, GOOD)
    app = StandupApp(make_workspace(), settings=Settings(theme="mine"), user_themes=folder)
    async with app.run_test(size=(120, 40)):
        assert app.theme == "mine"
        assert app.theme_variables["production"] == "red"
        assert app.theme_variables["customer"]
        assert toasts(app) == []


async def test_a_bad_theme_file_gives_a_toast_and_the_default(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    folder = tmp_path / "themes"
    path = written(folder, "primary = 1")
    app = StandupApp(make_workspace(), settings=Settings(theme="mine"), user_themes=folder)
    async with app.run_test():
        assert app.theme == "standup-dark"
        assert [str(path) in toast or "no theme 'mine'" in toast for toast in toasts(app)] == [True, True]


@pytest.mark.parametrize("theme", ["nord", "textual-light", "ansi-light", "mine"])
async def test_every_screen_is_drawn_in_themes_that_are_not_ours(
    make_workspace: MakeWorkspace, tmp_path: Path, theme: str
) -> None:
    written(tmp_path / "themes", 'ansi = true\nprimary = "ansi_red"\n')  # as little as can be said
    app = StandupApp(make_workspace(), settings=Settings(theme=theme), user_themes=tmp_path / "themes")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("T", "B", "1", "question_mark", "escape", "l", "4", "escape", "tab", "z", "escape", "ctrl+p")
        await settled(pilot)
        assert app.theme == theme
