"""Folders of themes: what is read, and read again when a file is saved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from standup.domain.errors import UsageError
from standup.tui.theme_folders import ThemeFolders, check_name
from standup.tui.theming import ThemeError

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

BLUE, RED = 'primary = "blue"\n', 'primary = "red"\n'


def save(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def later(path: Path) -> None:
    """Make a file look as if it had been saved a second later, whatever the clock of the disk can tell."""
    facts = path.stat()
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns + 10**9))


def test_bad_files_are_told_and_good_ones_used(tmp_path: Path) -> None:
    save(tmp_path / "good.toml", BLUE)
    save(tmp_path / "bad.toml", "primary = 1")
    save(tmp_path / "notes.txt", "no theme")
    folders = ThemeFolders(tmp_path, tmp_path / "absent")
    look = folders.look(patient=False)
    assert look.changed
    assert [str(error).startswith(f"{tmp_path / 'bad.toml'}:1: ") for error in look.errors] == [True]
    assert list(folders.themes) == ["good"]


def test_a_look_at_what_has_not_changed_says_so(tmp_path: Path) -> None:
    save(tmp_path / "good.toml", BLUE)
    save(tmp_path / "bad.toml", "primary = 1")
    folders = ThemeFolders(tmp_path)
    folders.look(patient=False)
    assert folders.look() == folders.look() == (False, ())


def test_a_theme_of_a_later_folder_goes_first(tmp_path: Path) -> None:
    save(tmp_path / "ours" / "z.toml", 'name = "sea"\n' + BLUE)
    save(tmp_path / "mine" / "a.toml", 'name = "sea"\n' + RED)
    folders = ThemeFolders(tmp_path / "ours", tmp_path / "mine")
    folders.look()
    assert folders.themes["sea"].primary == "red"
    (tmp_path / "mine" / "a.toml").unlink()
    assert folders.look().changed
    assert folders.themes["sea"].primary == "blue"


def test_saved_new_renamed_and_deleted_files_are_followed(tmp_path: Path) -> None:
    path = tmp_path / "sea.toml"
    save(path, BLUE)
    folders = ThemeFolders(tmp_path)
    folders.look()
    save(path, RED)
    later(path)
    assert folders.look().changed
    assert folders.themes["sea"].primary == "red"
    path.rename(tmp_path / "sky.toml")
    assert folders.look().changed
    assert list(folders.themes) == ["sky"]
    (tmp_path / "sky.toml").unlink()
    assert folders.look() == (True, ())
    assert folders.themes == {}


def test_a_file_saved_as_it_was_changes_nothing(tmp_path: Path) -> None:
    save(tmp_path / "sea.toml", BLUE)
    folders = ThemeFolders(tmp_path)
    folders.look()
    later(tmp_path / "sea.toml")
    assert not folders.look().changed


def test_a_bad_file_keeps_its_theme_is_told_once_and_works_again_when_mended(tmp_path: Path) -> None:
    path = tmp_path / "sea.toml"
    save(path, BLUE)
    folders = ThemeFolders(tmp_path)
    folders.look()
    save(path, "primary =")
    later(path)
    assert folders.look() == (False, ())  # an editor may be in the middle of it
    look = folders.look()
    assert "sea.toml:1: this is not TOML" in str(look.errors[0])
    assert folders.look() == (False, ())
    assert folders.themes["sea"].primary == "blue"
    save(path, RED)
    later(path)
    assert folders.look() == (True, ())
    assert folders.themes["sea"].primary == "red"


def test_a_file_that_an_editor_was_still_writing_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "sea.toml"
    save(path, BLUE)
    folders = ThemeFolders(tmp_path)
    folders.look()
    save(path, "")
    later(path)
    assert folders.look() == (False, ())
    save(path, RED)
    assert folders.look() == (True, ())
    assert folders.look() == (False, ())


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    look = ThemeFolders(tmp_path).look(patient=False)
    assert "No such file" in str(look.errors[0])


def test_names_are_checked_against_ours_the_persons_and_textuals(tmp_path: Path) -> None:
    save(tmp_path / "sea.toml", BLUE)
    check_name("sea", tmp_path)
    check_name("nord", tmp_path)
    with pytest.raises(UsageError, match="no theme 'norf'; did you mean nord"):
        check_name("norf", tmp_path)
    with pytest.raises(UsageError, match="no theme 'xxxxxxxx'; there are sea, and those of Textual such as nord"):
        check_name("xxxxxxxx", tmp_path)


def test_the_name_of_a_bad_file_gets_its_reason(tmp_path: Path) -> None:
    save(tmp_path / "sea.toml", "\nprimary = 1")
    save(tmp_path / "sky.toml", "primary = 1")
    with pytest.raises(ThemeError, match=r"sea\.toml:2: primary must be a colour"):
        check_name("sea", tmp_path)
