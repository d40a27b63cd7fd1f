"""`init`, `join`, `config`, `locate`, and the people and team commands."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def written(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder, but the lock file, which tells to the second who held the lock last."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


def test_init_twice_is_refused_and_changes_nothing(run: Run, home: Path) -> None:
    first = run("init", "--name", "Dana", "--hours", "40")
    assert first.code == 0
    assert "You are Dana (dana), its lead, in Europe/Berlin\n" in first.out
    before = written(home)
    again = run("init", "--name", "Bob")
    assert (again.code, again.out) == (1, "")
    assert "already holds a team; `standup join` makes you part of it\n" in again.err
    assert written(home) == before


def test_hours_hold_for_all_days_unless_a_start_is_given(run: Run) -> None:
    run("init", "--name", "Dana", "--hours", "40", "--from", "2026-11-18")
    week = run("week", "last", "--json").json["developers"][0]
    assert week["available"] is None
    run("log", "15m other 2026-11-16")
    assert run("gaps", "--json").json[0]["day"] == "2026-11-18"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "the following arguments are required: --name"),
        (("--name", " "), "the name is empty"),
        (("--name", "Dana", "--team", ""), "the team's name is empty"),
        (("--name", "Dana", "--timezone", "Mars/Olympus"), "'Mars/Olympus' is no time zone known here"),
        (("--name", "Dana", "--country", "Mars"), "no public holidays are known for the country 'Mars'"),
        (("--name", "Dana", "--country", "DE", "--region", "XX"), "DE has no region 'XX'"),
        (("--name", "Dana", "--from", "mon"), "give the hours too"),
        (("--name", "Dana", "--hours", "40", "--from", "03/04/2026"), "can mean"),
    ],
)
def test_an_init_that_cannot_be_makes_no_team(run: Run, home: Path, words: tuple[str, ...], message: str) -> None:
    ran = run("init", *words)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert list(home.rglob("team.json")) == []


@pytest.mark.parametrize("name", ["Zoë [x] Müller", "李 Wei", "🦊", "a\x1b[31mb", "two\nlines", "x" * 3000, "[/x]"])
def test_names_of_all_kinds(run: Run, name: str) -> None:
    ran = run("init", "--name", name, "--hours", "40")
    assert ran.code == 0
    listed = run("developer", "list")
    assert "\x1b" not in ran.out + listed.out
    [developer] = run("developer", "list", "--json").json
    assert developer["name"] == name
    assert len(developer["id"]) <= 60
    assert run("log", "30m", "~", f"for:{developer['id']}").code == 0


def test_a_country_is_kept_as_its_code(run: Run) -> None:
    run("init", "--name", "Dana", "--hours", "40", "--country", "germany", "--region", "Berlin")
    [developer] = run("developer", "list", "--json").json
    assert (developer["country"], developer["region"]) == ("DE", "BE")
    assert run("developer", "edit", "dana", "--region", "BY").code == 0
    assert run("developer", "edit", "dana", "--country", "FR").code == 0
    [developer] = run("developer", "list", "--json").json
    assert (developer["country"], developer["region"]) == ("FR", None)


def test_nobody_is_told_how_to_begin(run: Run) -> None:
    for words in (("today",), ("log", "30m", "~"), ("week",)):
        ran = run(*words)
        assert (ran.code, ran.out) == (2, "")
        assert "standup init --name YOUR-NAME" in ran.err


def test_joining_a_shared_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = tmp_path / "shared"
    assert run("--data", str(shared), "init", "--name", "Dana", "--hours", "40", "--shared").code == 0
    assert run("locate", "data").out == f"{shared}\n"
    monkeypatch.setenv("STANDUP_CONFIG", str(tmp_path / "bob.toml"))
    monkeypatch.setenv("STANDUP_STATE", str(tmp_path / "bob-state"))
    joined = run("join", str(shared), "--name", "Bob", "--hours", "30")
    assert (joined.code, joined.out) == (0, f"You are Bob (bob) in {shared}\n")
    assert run("undo").err == "standup: nothing to undo\n"
    assert not list(tmp_path.glob("bob-state/changes-*")), "joining is in nobody's list of changes"
    assert run("log", "30m", "~").code == 0
    assert [one["role"] for one in run("developer", "list", "--json").json] == ["developer", "lead"]
    assert run("team", "edit", "--name", "x").code == 2
    monkeypatch.setenv("STANDUP_CONFIG", str(tmp_path / "second.toml"))
    again = run("join", str(shared), "--name", "bob")
    assert (again.code, again.err) == (2, "standup: Bob is in the team already; if that is you, join with `--as bob`\n")
    known = run("join", str(shared), "--as", "Bob", "--timezone", "UTC")
    assert (known.code, known.out) == (0, f"You are Bob (bob) in {shared}\n")
    assert run("today", "--json").json["other"] == 30
    assert [one["timezone"] for one in run("developer", "list", "--json").json if one["id"] == "bob"] == ["UTC"]
    assert run("join", str(shared), "--as", "nobody").code == 2
    assert run("join", str(tmp_path / "none"), "--name", "Bob").code == 1
    assert run("join", str(shared)).code == 2


def test_the_sample_team_is_not_set_up(run: Run) -> None:
    for words in (
        ("init", "--name", "x"),
        ("join", ".", "--name", "x"),
        ("doctor",),
        ("backup", "x"),
        ("restore", "x"),
    ):
        ran = run("--demo", *words)
        assert (ran.code, ran.out) == (2, "")


# Config


def test_settings_are_shown_and_set(team: Run) -> None:
    assert team("config", "round_timer_to", "15").code == 0
    assert team("config", "import.rules", "client~acme=customer", "tags~meeting=other").code == 0
    assert team("config", "theme", "nord").code == 0
    found = team("config", "--json").json
    assert (found["me"], found["round_timer_to"], found["theme"]) == ("dana", 15, "nord")
    assert found["import.rules"] == ["client~acme=customer", "tags~meeting=other"]
    assert team("config", "theme").out.splitlines()[1].split() == ["theme", "nord"]
    assert team("config", "theme", "--json").json == {"theme": "nord"}
    assert ["import.default", "not", "set"] in map(str.split, team("config").out.splitlines())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("round_timer_tos", "5"), "did you mean round_timer_to?"),
        (("thme",), "did you mean theme"),
        (("round_timer_to", "99"), "round_timer_to must be a whole number of minutes from 1 to 60, not 99"),
        (("round_timer_to", "x"), "from 1 to 60, not 'x'"),
        (("theme", "a", "b"), "theme takes one value, not 2"),
        (("theme", "norf"), "no theme 'norf'; did you mean nord?"),
        (("theme", "standup-drak"), "did you mean standup-dark"),
        (("import.default", "sales"), "production"),
        (("import.rules", "x"), "rule 'x'"),
    ],
)
def test_a_wrong_setting_is_refused(team: Run, words: tuple[str, ...], message: str) -> None:
    before = team("config").out
    ran = team("config", *words)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert team("config").out == before


def test_an_error_in_the_file_names_file_line_and_key(team: Run) -> None:
    path = Path(team("locate", "config").out.strip())
    path.write_text("# mine\nthemee = 'x'\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    ran = team("today")
    assert (ran.code, ran.err) == (2, f"standup: {path}:2: unknown key 'themee'; did you mean theme?\n")


def test_the_default_file_is_toml_that_sets_nothing(run: Run) -> None:
    assert {key: value for key, value in tomllib.loads(run("config", "--default").out).items() if value} == {}


def test_where_things_are(team: Run, tmp_path: Path) -> None:
    found = team("locate", "--json").json
    assert set(found) == {"config", "data", "state", "cache", "themes"}
    assert team("locate", "config").out.strip() == found["config"]
    other = team("--config", str(tmp_path / "c.toml"), "--data", str(tmp_path / "d"), "locate", "--json").json
    assert (other["config"], other["data"]) == (str(tmp_path / "c.toml"), str(tmp_path / "d"))


# Leave and team


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("fri",), "Fri 27 Nov"),
        (("24 Dec", "31 Dec"), "Thu 24 Dec to Thu 31 Dec"),
        (("24 Dec", "2 Jan"), "Thu 24 Dec to Sat 2 Jan 2027"),
        (("tue", "tue"), "Tue 24 Nov"),
        (("tomorrow", "tomorrow"), "Tue 24 Nov"),
        (("tue", "fri"), "Tue 24 Nov to Fri 27 Nov"),
        (("2026-12-14", "fri"), "Mon 14 Dec to Fri 18 Dec"),
        (("yesterday",), "Sun 22 Nov"),
        (("tue", "--half"), "half days Tue 24 Nov"),
    ],
)
def test_leave_on_days_as_people_write_them(team: Run, days: tuple[str, ...], said: str) -> None:
    assert team("leave", "add", *days).out == f"Leave for dana: {said}\n"


def test_leave_is_removed_by_its_reference(team: Run) -> None:
    team("leave", "add", "fri")
    [leave] = team("leave", "list", "--json").json
    assert team("leave", "rm", leave["ref"]).out == "Removed leave of dana from Fri 27 Nov\n"
    assert team("leave", "rm", leave["ref"]).code == 2
    assert team("leave", "add", "03/04").err.count("\n") == 1


def test_the_team_has_a_name_and_a_band(team: Run, as_person: Callable[[str], None]) -> None:
    assert team("team", "show").out == "Platform: 1 developer, target band 10-20 %, interrupts up to 20 %\n"
    assert (
        team("team", "edit", "--name", "Core", "--band", "5-15%").out
        == "Team Core: target band 5-15 %, interrupts up to 20 %\n"
    )
    team("developer", "add", "Bob")
    team("developer", "add", "Old")
    team("developer", "edit", "old", "--inactive")
    assert team("team", "show").out.startswith("Core: 2 developers")
    for band in ("5", "20-10", "a-b", "10-200"):
        assert team("team", "edit", "--band", band).code == 2
    as_person("bob")
    assert team("team", "edit", "--band", "1-2") == (2, "", "standup: only a lead may edit the team\n")


def test_nothing_is_half_made_where_the_config_cannot_be_written(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("init", "--name", "Dana").code == 0
    team = Path(run("locate", "data").out.strip()) / "team.json"
    before = team.read_bytes()
    (home / "in-the-way").write_text("", encoding="utf-8")
    monkeypatch.setenv("STANDUP_CONFIG", str(home / "in-the-way" / "config.toml"))
    for words in (("--name", "Bob"), ("--as", "dana", "--hours", "20")):
        joined = run("join", str(team.parent), *words)
        assert (joined.code, joined.out) == (2, "")
    assert team.read_bytes() == before
    monkeypatch.setenv("STANDUP_DATA", str(home / "new"))
    assert run("init", "--name", "Bob").code == 2
    assert not (home / "new").exists()
