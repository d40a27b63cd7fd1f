"""`export json` and `import json` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def exported(team: Run, as_person: Callable[[str], None], tmp_path: Path) -> Path:
    """The export of a lead, in whose team Bob has logged too."""
    team("log", "2h #API-12 @acme 70/30 the secret")
    team("developer", "add", "Bob", "--hours", "40")
    team("start", "#API-12")
    as_person("bob")
    team("log", "45m other my retro")
    own = tmp_path / "bob.json"
    assert team("export", "json", "-o", str(own)).out.endswith(
        "it holds your notes and clock times, so keep it private\n"
    )
    assert "the secret" not in own.read_text(encoding="utf-8")
    as_person("dana")
    target = tmp_path / "team.json"
    assert team("export", "json", "-o", str(target)).out.endswith(
        "it holds everybody's notes and clock times, so keep it private\n"
    )
    assert "my retro" in target.read_text(encoding="utf-8")
    assert "my retro" not in team("export", "json", "--mine").out
    return target


def records(text: str) -> dict[str, object]:
    """An export but for its moment."""
    return {key: value for key, value in json.loads(text).items() if key != "at"}


def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, person: str = "new") -> Path:
    """Be somebody without a config, with a data folder that is not there."""
    folder = tmp_path / f"data of {person}"
    monkeypatch.setenv("STANDUP_CONFIG", str(tmp_path / f"config of {person}" / "config.toml"))
    monkeypatch.setenv("STANDUP_STATE", str(tmp_path / f"state of {person}"))
    monkeypatch.setenv("STANDUP_DATA", str(folder))
    return folder


def test_a_team_comes_back_the_same(run: Run, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fresh(tmp_path, monkeypatch)
    dry = run("import", "json", str(exported), "--dry-run")
    assert (dry.code, folder.exists()) == (0, False)
    assert dry.out.startswith(f"Nothing is written: {folder} would hold 2 developers, 1 customer, ")
    ran = run("import", "json", str(exported))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"Restored {folder}: 2 developers, 1 customer, 1 work item, 1 touchpoint, 1 timer, 3 time entries\n"
        "You are Dana (dana)\n"
    )
    monkeypatch.delenv("STANDUP_DATA")  # the config has it now
    assert records(run("export", "json").out) == records(exported.read_text(encoding="utf-8"))
    assert run("report", "--by", "developer", "--format", "json").json["total"]["minutes"] == 165
    again = run("import", "json", str(exported))
    assert (again.code, again.out) == (1, "")
    assert "already holds a team, and nothing is merged into one; name a new folder with --data" in again.err


def test_from_standard_input_as_somebody_else(
    run: Run, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh(tmp_path, monkeypatch)
    assert "no developer 'bo'; did you mean" in run("import", "json", str(exported), "--as", "bo").err
    ran = run("import", "json", "-", "--as", "Bob", stdin=exported.read_bytes())
    assert ran.out.endswith("You are Bob (bob)\n")
    assert "my retro" in run("today").out


def test_ones_own_export_comes_back_with_what_the_team_shares(
    run: Run, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh(tmp_path, monkeypatch)
    ran = run("import", "json", str(exported.with_name("bob.json")))
    assert "It is what Bob may keep: of everybody else there is no time" in ran.out
    assert records(run("export", "json").out) == records(exported.with_name("bob.json").read_text(encoding="utf-8"))


def test_who_one_is_stays_as_the_config_says(
    run: Run, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = Path(run("locate", "config").out.strip())
    before = config.read_bytes()
    restored = tmp_path / "restored"
    assert run("--data", str(restored), "import", "json", str(exported)).out.endswith("You are Dana (dana)\n")
    assert config.read_bytes() == before
    monkeypatch.setenv("STANDUP_CONFIG", str(tmp_path / "mo.toml"))
    (tmp_path / "mo.toml").write_text('me = "mo"\n', encoding="utf-8")
    ran = run("--data", str(tmp_path / "more"), "import", "json", str(exported))
    assert (ran.code, (tmp_path / "more").exists()) == (2, False)
    assert "you are 'mo' by your config, but team.json knows no such developer" in ran.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("json", "FILE", "--rule", "x~y=other"), "--rule is for time logs; import json takes --as and --dry-run"),
        (("json", "FILE", "--map-user", "a=b"), "--map-user is for time logs"),
        (("json", "nowhere.json"), "nowhere.json: No such file or directory"),
        (("toggl", "FILE", "--as", "dana"), "--as is for json, and --as work or touchpoints for csv; --developer says"),
    ],
)
def test_what_does_not_go_together(run: Run, exported: Path, words: tuple[str, ...], message: str) -> None:
    ran = run("import", *(str(exported) if word == "FILE" else word for word in words))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err


def test_damage_is_one_line_and_nothing_is_made(
    run: Run, exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fresh(tmp_path, monkeypatch)
    whole = exported.read_bytes()
    for data in (b"", whole[: len(whole) // 2], whole.replace(b'"minutes": 84', b'"minutes": -84'), b"User,Client\n"):
        ran = run("import", "json", "-", stdin=data)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert ran.err.endswith("nothing was changed\n")
        assert not folder.exists()
    assert "the sample team is complete" in run("--demo", "import", "json", str(exported)).err
