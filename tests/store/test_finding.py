"""A folder with a team, with nothing, and with the remains of one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from standup.domain.records import Team
from standup.store.errors import DamagedFileError, DataFolderError, NewerFormatError
from standup.store.finding import team_in
from standup.store.tiny import TinyStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_folder_with_a_team(folder: Path) -> None:
    TinyStore.create(folder, Team(name="Platform"))
    roster = team_in(folder)
    assert roster is not None
    assert roster.team.name == "Platform"


def test_nothing_is_no_team(folder: Path) -> None:
    assert team_in(folder) is None
    folder.mkdir()
    assert team_in(folder) is None
    (folder / "notes.json").write_text("{", encoding="utf-8")
    (folder / ".lock").touch()
    (folder / "people").mkdir()
    assert team_in(folder) is None, "what a beginning that was stopped leaves behind is no data"


@pytest.mark.parametrize(
    "file", ["generation", "pending.json", "changes-2026.json", "people/dana/open.json", "people/dana/2026-W47.json"]
)
def test_remains_of_a_team_are_damage(folder: Path, file: str) -> None:
    (folder / file).parent.mkdir(parents=True)
    (folder / file).touch()
    with pytest.raises(DamagedFileError, match=r"team\.json is damaged: it is missing; `standup doctor`"):
        team_in(folder)


def test_damage_and_newer_versions_are_told(folder: Path) -> None:
    TinyStore.create(folder, Team(name="Platform"))
    file = folder / "team.json"
    tables = json.loads(file.read_text(encoding="utf-8"))
    tables["format"]["1"]["version"] = 99
    file.write_text(json.dumps(tables), encoding="utf-8")
    with pytest.raises(NewerFormatError):
        team_in(folder)
    file.write_text("{", encoding="utf-8")
    with pytest.raises(DamagedFileError):
        team_in(folder)


def test_a_file_is_no_folder(folder: Path) -> None:
    folder.write_text("", encoding="utf-8")
    with pytest.raises(DataFolderError, match="is no folder; choose another"):
        team_in(folder)
