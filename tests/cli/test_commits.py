"""`standup commits` on real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.sources.repositories import Repo, git


@pytest.fixture
def repo(home: Path) -> Repo:
    """A repository in the home in which Dana has committed."""
    git(home, "config", "--global", "user.email", "dana@example.com")
    repo = Repo(home / "src" / "api")
    repo.commit("API-12 [x] begun \x1b[31m")
    repo.commit("API-12 more", "2026-11-20T11:00:00+01:00")
    repo.commit("DB-4", "2026-11-20T11:10:00+01:00", email="bob@example.com", who="Bob")
    return repo


def test_commits_of_a_day_and_what_is_not_logged(team: Run, repo: Repo) -> None:
    assert team("config", "git.repositories", "~/src/api").code == 0
    ran = team("commits", "fri")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Fri 20 Nov",
        "TIME   WHERE  WORK    WHAT",
        "09:40  api    API-12  API-12 [x] begun ␛[31m",
        "11:00  api    API-12  API-12 more",
        "2 commits on API-12 between 9:10 and 11:00: log 1h50 #API-12?",
        "  standup log 'fri 1h50 #API-12'",
    ]
    assert team("log", "fri 1h50 #API-12").code == 0
    assert "log 1h50" not in team("commits", "fri").out
    assert team("commits").out.splitlines() == ["Mon 23 Nov", "No commits of yours"]


def test_where_none_is_mine_it_says_whose_there_are_and_what_to_set(team: Run, repo: Repo) -> None:
    team("config", "git.repositories", "~/src/api")
    team("config", "git.emails", "old@example.com")
    repo.commit("x", "2026-11-20T12:00:00+01:00", email="d@example.com", who="[x] \x1b[31m")
    assert team("commits", "fri").out.splitlines() == [
        "Fri 20 Nov",
        "No commits of yours",
        "4 commits are by nobody known here: Dana Osei <dana@example.com>, Bob <bob@example.com>, "
        "[x] ␛[31m <d@example.com>",
        "If that is you: `standup config git.emails ADDRESS ...`",
    ]
    team("config", "git.emails", "d@example.com")
    assert "nobody known here" not in team("commits", "fri").out


def test_commits_as_json(team: Run, repo: Repo) -> None:
    team("config", "git.repositories", str(repo.folder))
    found = team("commits", "2026-11-20", "--json").json
    assert [(one["work_item"], one["at"]) for one in found["commits"]] == [
        ("API-12", "2026-11-20T09:40:00+01:00"),
        ("API-12", "2026-11-20T11:00:00+01:00"),
    ]
    assert found["unlogged"][0]["line"] == "fri 1h50 #API-12"
    assert found["troubles"] == []


def test_without_a_repository_it_says_how_to_name_one(team: Run) -> None:
    ran = team("commits")
    assert (ran.code, ran.err) == (
        2,
        "standup: no repository is set; name some with `standup config git.repositories FOLDER ...`\n",
    )


def test_a_repository_that_is_gone_is_told_beside_the_others(team: Run, repo: Repo) -> None:
    team("config", "git.repositories", "~/src/gone", "~/src/api")
    ran = team("commits", "fri")
    assert (ran.code, ran.err) == (0, "")
    assert "Not read: ~/src/gone: there is no such folder" in ran.out
    assert "API-12 more" in ran.out


def test_folders_are_those_that_the_shell_means(team: Run, repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo.folder.parent)
    team("config", "git.repositories", "api", "~/src/api")
    assert team("config", "--json").json["git.repositories"] == [str(repo.folder), str(repo.folder)]
    assert str(repo.folder) in team("config", "git.repositories").out
    assert team("commits", "fri").out.count("API-12 more") == 1


def test_addresses_of_a_colleague(team: Run, repo: Repo) -> None:
    team("developer", "add", "Bob")
    assert team("developer", "edit", "bob", "--email", "bob@example.com", "--email", "b@home").code == 0
    [bob] = [one for one in team("developer", "list", "--json").json if one["id"] == "bob"]
    assert bob["emails"] == ["bob@example.com", "b@home"]
    ran = team("developer", "edit", "dana", "--email", "b@home")
    assert (ran.code, ran.err) == (2, "standup: b@home is an address of Bob\n")
