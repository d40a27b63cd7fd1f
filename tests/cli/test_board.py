"""What `standup` without a command opens: the Board, the first run, or an error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from standup.cli.board import open_board
from standup.cli.context import Context
from standup.domain.errors import StandupError, UsageError
from standup.store.errors import DamagedFileError, NewerFormatError
from standup.tui.app import StandupApp
from standup.tui.first_run import BeginScreen
from standup.tui.joining import JoinScreen
from standup.workspace.session import Workspace
from tests.cli.conftest import Run

Opens = Callable[[], Any]


@pytest.fixture
def opens(monkeypatch: pytest.MonkeyPatch, run: Run) -> Opens:
    """What the app begins with on a terminal."""
    begun: list[Any] = []

    def begin(self: StandupApp, begins_with: object, **options: object) -> None:
        begun.append(begins_with)

    def open_it() -> Any:
        context = Context()
        context.out.is_terminal = True
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        open_board(context)
        return begun.pop()

    monkeypatch.setattr(StandupApp, "__init__", begin)
    monkeypatch.setattr(StandupApp, "run", lambda self: None)
    monkeypatch.setattr(StandupApp, "return_code", 0)
    return open_it


def test_a_person_of_the_team_gets_the_board(opens: Opens, team: Run) -> None:
    begun = opens()
    assert isinstance(begun, Workspace)
    assert begun.me == "dana"


def test_without_data_it_is_the_first_run(opens: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(opens(), BeginScreen)
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("STANDUP_DATA", str(tmp_path / "empty"))
    begun = opens()
    assert isinstance(begun, BeginScreen)
    assert begun.opening.setup.data == tmp_path / "empty"
    assert begun.opening.setup.keeps_data
    assert begun.opening.timezone == "Europe/Berlin"


def test_a_team_that_does_not_know_the_person_asks_who_it_is(
    opens: Opens, team: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team("config", "me", "nobody")
    begun = opens()
    assert isinstance(begun, JoinScreen)
    assert begun.opening.me == "nobody"
    monkeypatch.setenv("STANDUP_CONFIG", str(home / "other.toml"))
    begun = opens()
    assert isinstance(begun, JoinScreen)
    assert begun.opening.me is None


def test_damage_and_newer_data_are_no_first_run(opens: Opens, team: Run) -> None:
    file = Path(team("locate", "data").out.strip()) / "team.json"
    whole = file.read_text(encoding="utf-8")
    tables = json.loads(whole)
    tables["format"]["1"]["version"] = 99
    for text, error in ((json.dumps(tables), NewerFormatError), ("{", DamagedFileError)):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(error):
            opens()
    file.unlink()
    assert team("log", "30m", "~").code == 1
    (file.parent / "generation").write_text("1", encoding="utf-8")
    with pytest.raises(DamagedFileError, match="it is missing"):
        opens()


def test_a_config_that_is_wrong_is_no_first_run(opens: Opens, home: Path) -> None:
    (home / "config" / "standup").mkdir(parents=True)
    (home / "config" / "standup" / "config.toml").write_text("me = 3", encoding="utf-8")
    with pytest.raises(StandupError, match="me must be a text"):
        opens()


@pytest.mark.parametrize(("out", "stdin"), [(False, True), (True, False), (False, False)])
def test_without_a_terminal_it_is_the_error_line(monkeypatch: pytest.MonkeyPatch, *, out: bool, stdin: bool) -> None:
    context = Context()
    context.out.is_terminal = out
    monkeypatch.setattr("sys.stdin.isatty", lambda: stdin)
    with pytest.raises(UsageError, match="standup init --name YOUR-NAME --hours 40"):
        open_board(context)
