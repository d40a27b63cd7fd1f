"""Theme files: what is read, and how a bad one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from standup.config import Settings, themes_folder
from standup.tui.app import StandupApp
from standup.tui.theming import OWN_VARIABLES, ThemeError, load_themes, read_theme
from tests.tui.conftest import MakeApp, MakeWorkspace
from tests.tui.reading import toasts

GOOD = 'name = "mine"\nprimary = "#6ca8f5"\n\n[variables]\nproduction = "red"\n'


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_themes_that_come_with_the_app_set_all_our_variables() -> None:
    found = load_themes(themes_folder())
    assert found.errors == ()
    assert {"standup-dark", "standup-light"} <= {theme.name for theme in found.themes}
    for theme in found.themes:
        assert set(theme.variables) == set(OWN_VARIABLES)


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
        ('primary = "blue"\ntext_alpha = 7', 2, "text_alpha must be a number from 0 to 1"),
        ('primary = "blue"\nvariables = 3', 2, "variables must be a table"),
        ('primary = "blue"\n[variables]\n\nprodction = "red"', 4, "no variable 'prodction'; did you mean production?"),
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


def test_bad_files_are_reported_and_good_ones_used(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    written(tmp_path, "primary = 1", "broken.toml")
    found = load_themes(tmp_path, tmp_path / "absent")
    assert [theme.name for theme in found.themes] == ["mine"]
    assert len(found.errors) == 1


async def test_a_theme_of_the_user_is_used(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    folder = tmp_path / "themes"
    written(folder, GOOD)
    app = StandupApp(make_workspace(), settings=Settings(theme="mine"), user_themes=folder)
    async with app.run_test():
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


@pytest.mark.parametrize("theme", ["standup-light", "nord", "textual-light", "ansi-dark", "standup-dark"])
async def test_the_board_is_drawn_in_any_theme(make_app: MakeApp, theme: str) -> None:
    app = make_app(theme=theme)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("T", "B", "question_mark")
        await pilot.pause()
        assert app.theme == theme
