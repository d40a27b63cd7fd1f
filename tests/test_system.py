"""What the computer knows of the person: their name by git, by the list of users, and their time zone."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from standup.config.system import system_name, system_zone


def git_that(folder: Path, script: str) -> dict[str, str]:
    """An environment in which `git` runs a script."""
    git = folder / "git"
    git.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    git.chmod(git.stat().st_mode | stat.S_IXUSR)
    return {"PATH": f"{folder}{os.pathsep}{os.defpath}", "HOME": str(folder)}


@pytest.fixture
def login_name(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name that the list of users gives."""
    import pwd

    person = pwd.struct_passwd(("ito", "x", os.getuid(), 0, "&ko Ito,Room 4", "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda number: person)
    return "Itoko Ito"


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ("echo 'Zoë [x] Müller'", "Zoë [x] Müller"),
        ("printf '  two\\nlines\\n'", "two"),
        ("printf 'a\\033[31mb'", "a␛[31mb"),
        ("printf '\\377'", "�"),
    ],
)
def test_the_name_by_git_is_one_safe_line(tmp_path: Path, script: str, name: str) -> None:
    assert system_name(git_that(tmp_path, script)) == name


@pytest.mark.parametrize("script", ["exit 1", "echo", "exit 127", "kill -9 $$"])
def test_where_git_knows_no_name_the_list_of_users_does(tmp_path: Path, login_name: str, script: str) -> None:
    assert system_name(git_that(tmp_path, script)) == login_name
    assert system_name({"PATH": str(tmp_path / "empty")}) == login_name


def test_a_git_that_hangs_is_not_waited_for(tmp_path: Path, login_name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standup.config.system._PATIENCE", 0.2)
    began = time.monotonic()
    assert system_name(git_that(tmp_path, "exec sleep 60")) == login_name
    assert time.monotonic() - began < 20


def test_nobody_in_the_list_of_users_has_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(number: int) -> None:
        raise KeyError(number)

    monkeypatch.setattr("pwd.getpwuid", missing)
    assert system_name({"PATH": str(tmp_path)}) == ""


def test_the_zone_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert system_zone() == "Europe/Berlin"
    monkeypatch.setenv("TZ", ":Asia/Tokyo")
    assert system_zone() == "Asia/Tokyo"
