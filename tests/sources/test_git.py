"""Reading real repositories, of every kind that people have, and some that nobody should."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from standup.domain.commits import Commit, History
from standup.sources.git import history
from tests.shared_data import SHARED, needs_shared
from tests.sources.repositories import Made, Repo, git

FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


def read(*folders: Path, since: datetime = FIRST, until: datetime = LAST, **options: object) -> History:
    """All that there is, of everybody."""
    return history(folders, since, until, emails=["me@example.com"], **options)  # type: ignore[arg-type]


def subjects(found: History) -> list[str]:
    """What was committed, in order."""
    return [one.subject for one in found.commits]


def trouble(found: History) -> str:
    """The one thing that is wrong, where there is nothing else."""
    assert found.commits == ()
    [words] = found.troubles
    assert "\n" not in words
    return words


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "api")


# --- commits


def test_commits_of_all_authors_come_in_the_order_of_their_author_dates(repo: Repo) -> None:
    second = repo.commit("second", "2026-11-20T11:00:00+01:00", committed="2026-11-21T08:00:00+01:00")
    first = repo.commit("first", "2026-11-20T04:00:00-05:00", who="Bob", email="b@x", committed="2026-11-21T09:00:00Z")
    assert read(repo.folder).commits == (
        Commit(first, "api", datetime(2026, 11, 20, 9, tzinfo=UTC), "Bob", "b@x", "first"),
        Commit(second, "api", datetime(2026, 11, 20, 10, tzinfo=UTC), "Dana Osei", "dana@example.com", "second"),
    )


def test_a_span_holds_its_beginning_and_not_its_end(repo: Repo) -> None:
    for hour in (9, 10, 11):
        repo.commit(f"at {hour}", f"2026-11-20T{hour:02}:00:00Z", committed="2026-11-22T09:00:00Z")
    since, until = (datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (9, 11))
    assert subjects(read(repo.folder, since=since, until=until)) == ["at 9", "at 10"]


def test_only_head_counts_and_no_merge(repo: Repo) -> None:
    repo.commit("base")
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("on the side")
    repo.git("checkout", "-q", "-b", "elsewhere")
    repo.commit("elsewhere")
    repo.git("checkout", "-q", "main")
    repo.commit("main")
    environ = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@x", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a"}
    repo.git("merge", "-q", "--no-ff", "-m", "Merge side", "side", **environ)
    assert sorted(subjects(read(repo.folder))) == ["base", "main", "on the side"]


def test_a_commit_that_several_repositories_have_counts_once(repo: Repo, tmp_path: Path) -> None:
    repo.commit("shared")
    git(tmp_path, "clone", "-q", str(repo.folder), str(tmp_path / "clone"))
    assert subjects(read(repo.folder, tmp_path / "clone", repo.folder)) == ["shared"]


def test_the_branch_is_told_of_commits_that_are_on_no_other(repo: Repo) -> None:
    repo.commit("base")
    repo.git("checkout", "-q", "-b", "feature/API-12-retry")
    repo.commit("retry")
    repo.git("update-ref", "refs/remotes/origin/feature/API-12-retry", "HEAD")
    assert {one.subject: one.branch for one in read(repo.folder).commits} == {
        "base": "",
        "retry": "feature/API-12-retry",
    }
    repo.git("branch", "another")
    assert [one.branch for one in read(repo.folder).commits] == ["", ""]


def test_a_clock_that_was_wrong_hides_nothing(repo: Repo) -> None:
    repo.commit("before", "2026-11-20T09:00:00Z")
    repo.commit("wrong clock", "2026-11-20T10:00:00Z", committed="1999-01-01T00:00:00Z")
    repo.commit("after", "2026-11-20T11:00:00Z")
    since = datetime(2026, 11, 20, tzinfo=UTC)
    assert subjects(read(repo.folder, since=since)) == ["before", "wrong clock", "after"]


def test_a_long_history_is_left_where_all_is_older(repo: Repo) -> None:
    old = [Made("A", "a@x", f"2015-01-01T{n // 60 % 24:02}:{n % 60:02}:00Z", f"old {n}") for n in range(600)]
    repo.fast_import([*old, Made("A", "a@x", "2026-11-20T09:00:00Z", "new")])
    assert subjects(read(repo.folder, since=datetime(2026, 11, 20, tzinfo=UTC))) == ["new"]
    assert len(read(repo.folder).commits) == 601


# --- text


def test_names_and_subjects_come_to_the_letter(repo: Repo) -> None:
    odd = [
        ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com", "Bump [/x] to \\"),
        ("=", "-x@y", "--all"),
        ("Zoë \u202e李", "zoë@example.com", "\x1b[31mred\x07 \U0001f635"),
        ("K2", "k@x", ""),
        ("a\tb", "a b", "tab\there   and spaces"),
    ]
    repo.fast_import(Made(who, email, f"2026-11-20T09:00:{n:02}Z", text) for n, (who, email, text) in enumerate(odd))
    assert [(one.author, one.email, one.subject) for one in read(repo.folder).commits] == odd


def test_a_subject_of_several_lines_is_one(repo: Repo) -> None:
    repo.commit("first\nsecond\n\nbody")
    assert subjects(read(repo.folder)) == ["first second"]


def test_other_encodings_are_read(repo: Repo) -> None:
    repo.fast_import([Made("Zoë", "z@x", "2026-11-20T09:00:00Z", "größer".encode("latin-1"))], encoding="ISO-8859-1")
    assert subjects(read(repo.folder)) == ["größer"]
    repo.git("config", "i18n.logOutputEncoding", "UTF-16")
    assert subjects(read(repo.folder)) == ["größer"]


def test_bytes_of_no_encoding_cost_their_letters_alone(repo: Repo) -> None:
    repo.fast_import([Made(b"Zo\xeb", b"z\xff@x", "2026-11-20T09:00:00Z", b"gr\xf6\xdfer")])
    [one] = read(repo.folder).commits
    assert (one.author, one.email, one.subject) == ("Zo\ufffd", "z\ufffd@x", "gr\ufffd\ufffder")


def test_a_mailmap_changes_nobody(repo: Repo) -> None:
    (repo.folder / ".mailmap").write_text("Somebody Else <else@example.com> <dana@example.com>\n")
    repo.commit()
    [one] = read(repo.folder).commits
    assert (one.author, one.email) == ("Dana Osei", "dana@example.com")


@needs_shared
def test_the_odd_commits_of_real_projects_are_all_there(repo: Repo) -> None:
    lines = (SHARED / "git" / "odd_commits.tsv").read_text("utf-8").split("\n")[1:-1]
    rows = [line.split("\t")[2:] for line in lines]
    repo.fast_import(Made(who, f"{who}@example.com", at, subject) for at, who, subject in rows)
    found = read(repo.folder)
    assert (len(rows), found.troubles) == (105, ())
    wanted = sorted((datetime.fromisoformat(at).astimezone(UTC), who, text[:500]) for at, who, text in rows)
    assert sorted((one.at, one.author, one.subject) for one in found.commits) == wanted


# --- kinds of repositories


def test_a_repository_without_a_commit_says_so(repo: Repo) -> None:
    assert trouble(read(repo.folder)).endswith("/api: no commit yet on main")


def test_what_is_no_repository_is_told(tmp_path: Path) -> None:
    assert trouble(read(tmp_path / "none")).endswith("/none: there is no such folder")
    (tmp_path / "file").write_text("")
    assert trouble(read(tmp_path / "file")).endswith("/file: this is no folder")
    assert trouble(read(tmp_path)).endswith(": there is no git repository here")


def test_a_folder_in_the_home_is_short(home: Path) -> None:
    assert trouble(read(home / "src" / "gone")) == "~/src/gone: there is no such folder"


def test_the_repository_around_a_folder_is_not_taken_for_it(repo: Repo) -> None:
    repo.commit()
    inner = repo.folder / "docs"
    inner.mkdir()
    assert trouble(read(inner)).endswith("/docs: this is a folder within a repository; name its top folder")


def test_one_that_cannot_be_read_takes_no_other_down(repo: Repo, tmp_path: Path) -> None:
    repo.commit("here")
    found = read(tmp_path / "gone", repo.folder, tmp_path)
    assert subjects(found) == ["here"]
    assert [words.rpartition(": ")[2] for words in found.troubles] == [
        "there is no such folder",
        "there is no git repository here",
    ]


def test_detached_bare_worktree_and_submodule_simply_work(repo: Repo, tmp_path: Path) -> None:
    first = repo.commit("first")
    repo.commit("second")
    git(tmp_path, "clone", "-q", "--bare", str(repo.folder), str(tmp_path / "bare.git"))
    repo.git("worktree", "add", "-q", str(tmp_path / "tree"), first)
    outer = Repo(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(repo.folder), "inner")
    [bare] = {one.repository for one in read(tmp_path / "bare.git").commits}
    assert bare == "bare"
    for folder in (tmp_path / "bare.git", tmp_path / "outer" / "inner", repo.folder / ".git"):
        assert (subjects(read(folder)), read(folder).troubles) == (["first", "second"], ()), folder
    assert subjects(read(tmp_path / "tree")) == ["first"]
    repo.git("checkout", "-q", "--detach", first)
    assert (subjects(read(repo.folder)), read(repo.folder).troubles) == (["first"], ())


def test_a_shallow_clone_gives_what_it_has_and_says_where_it_ends(repo: Repo, tmp_path: Path) -> None:
    for day in (16, 17, 18, 19):
        repo.commit(f"on {day}", f"2026-11-{day}T09:00:00Z")
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{repo.folder}", str(tmp_path / "shallow"))
    found = read(tmp_path / "shallow", since=datetime(2026, 11, 17, tzinfo=UTC))
    assert subjects(found) == ["on 18", "on 19"]
    assert [words.rpartition(": ")[2] for words in found.troubles] == [
        "this clone is shallow, and has nothing from before Wed 18 Nov"
    ]
    found = read(tmp_path / "shallow", since=datetime(2026, 11, 19, tzinfo=UTC))
    assert (subjects(found), found.troubles) == (["on 19"], ())
    git(tmp_path, "clone", "-q", "--depth", "9", f"file://{repo.folder}", str(tmp_path / "whole"))
    assert (len(read(tmp_path / "whole").commits), read(tmp_path / "whole").troubles) == (4, ())


def test_a_merge_at_the_end_of_a_shallow_clone_is_still_a_merge(repo: Repo, tmp_path: Path) -> None:
    repo.commit("base")
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("side")
    repo.git("checkout", "-q", "main")
    merge = ("merge", "-q", "--no-ff", "-m", "Merge side", "side")
    repo.git("-c", "user.name=a", "-c", "user.email=a@x", *merge)
    repo.commit("after", "2036-11-20T09:00:00Z")
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{repo.folder}", str(tmp_path / "shallow"))
    until = datetime(2040, 1, 1, tzinfo=UTC)
    assert subjects(read(tmp_path / "shallow", until=until)) == ["after"]


def test_a_broken_repository_gives_what_can_be_read(repo: Repo) -> None:
    gone = repo.commit("gone")
    repo.commit("above it", "2026-11-20T10:00:00Z")
    repo.commit("there", "2026-11-20T11:00:00Z")
    (repo.folder / ".git" / "objects" / gone[:2] / gone[2:]).unlink()
    found = read(repo.folder)
    assert subjects(found) == ["there"]
    [words] = found.troubles
    assert "git cannot read all of it, so commits may be missing: " in words


@pytest.mark.parametrize("damage", ["HEAD", "refs/heads/main", "config"])
def test_a_damaged_repository_is_told_in_one_line(repo: Repo, damage: str) -> None:
    repo.commit()
    (repo.folder / ".git" / damage).write_bytes(b"\x1b[31m nonsense\n[")
    words = trouble(read(repo.folder))
    assert "git" in words
    assert "\x1b" not in words
    assert "no commit yet" not in words


def test_a_repository_of_somebody_else_is_told_with_the_remedy(
    repo: Repo, wrapped: Callable[[str], dict[str, str]]
) -> None:
    repo.commit()
    environ = wrapped('GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {git} "$@"')
    words = trouble(read(repo.folder, environ=environ))
    assert words.endswith(f"if you trust it: git config --global --add safe.directory {repo.folder}")
    git(repo.folder, "config", "--global", "--add", "safe.directory", str(repo.folder))
    assert subjects(read(repo.folder, environ=environ)) == ["work"]


def test_a_path_is_never_taken_for_an_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("--version", "-c", "HEAD", "$(touch x)", "a:b", "new\nline"):
        Repo(tmp_path / name).commit(f"in {name.strip()}")
        assert len(read(tmp_path / name).commits) == 1
        assert len(read(Path(name)).commits) == 1
    assert not (tmp_path / "x").exists()


# --- safety and bounds


@pytest.fixture
def wrapped(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Puts a shell script in the place of git; gives an environment that finds it. `{git}` is the real one."""

    def wrap(script: str) -> dict[str, str]:
        folder = tmp_path / "bin"
        folder.mkdir()
        real = shutil.which("git")
        assert real is not None
        (folder / "git").write_text(f"#!/bin/sh\n{script.replace('{git}', shlex.quote(real))}\n")
        (folder / "git").chmod(0o755)
        return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}

    return wrap


def test_nothing_of_a_repository_is_run_and_nothing_in_it_changes(repo: Repo, tmp_path: Path) -> None:
    signer = tmp_path / "signer"
    armor = "-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----\\n"
    signer.write_text(f"#!/bin/sh\ncat >/dev/null\nprintf -- '{armor}'\nprintf '\\n[GNUPG:] SIG_CREATED ' >&2\n")
    signer.chmod(0o755)
    repo.git("config", "gpg.program", str(signer))
    repo.commit("one", words=("-S",))
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(tmp_path / 'sprung'))}\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "pager.log", "gpg.program", "diff.external", "core.sshCommand"):
        repo.git("config", key, str(trap))
    for key in ("core.editor", "credential.helper", "core.alternateRefsCommand", "uploadpack.packObjectsHook"):
        repo.git("config", key, str(trap))
    for key, value in {
        "log.showSignature": "true",
        "core.hooksPath": str(tmp_path),
        "alias.log": f"!{trap}",
        "alias.rev-parse": f"!{trap}",
        "diff.x.textconv": str(trap),
        "filter.x.clean": str(trap),
        "color.ui": "always",
        "format.pretty": "fuller",
        "log.diffMerges": "on",
        "log.follow": "true",
        "remote.origin.url": f"ext::{trap}",
        "remote.origin.promisor": "true",
        "extensions.partialClone": "origin",
        "protocol.ext.allow": "always",
    }.items():
        repo.git("config", key, value)
    for hook in (repo.folder / ".git" / "hooks", tmp_path):
        (hook / "post-index-change").symlink_to(trap)
    (repo.folder / ".gitattributes").write_text("* diff=x filter=x\n")
    before = _files(repo.folder)
    assert subjects(read(repo.folder)) == ["one"]
    assert _files(repo.folder) == before
    assert not (tmp_path / "sprung").exists()


def test_a_commit_that_a_partial_clone_lacks_is_not_fetched(repo: Repo, tmp_path: Path) -> None:
    gone = repo.commit("gone")
    repo.commit("above it", "2026-11-20T10:00:00Z")
    repo.commit("there", "2026-11-20T11:00:00Z")
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(tmp_path / 'sprung'))}\n")
    trap.chmod(0o755)
    repo.git("config", "core.repositoryFormatVersion", "1")
    repo.git("config", "extensions.partialClone", "origin")
    repo.git("config", "remote.origin.promisor", "true")
    repo.git("config", "protocol.ext.allow", "always")
    repo.git("config", "remote.origin.url", f"ext::{trap}")
    (repo.folder / ".git" / "objects" / gone[:2] / gone[2:]).unlink()
    found = read(repo.folder)
    assert subjects(found) == ["there"]
    assert len(found.troubles) == 1
    assert not (tmp_path / "sprung").exists()


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_environment_of_a_hook_leads_nowhere_else(repo: Repo, tmp_path: Path) -> None:
    repo.commit("here")
    other = Repo(tmp_path / "other")
    other.commit("there")
    environ = {
        **os.environ,
        "GIT_DIR": str(other.folder / ".git"),
        "GIT_WORK_TREE": str(other.folder),
        "GIT_PAGER": "false",
        "GIT_TRACE": "1",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.bare",
        "GIT_CONFIG_VALUE_0": "nonsense",
    }
    assert subjects(read(repo.folder, environ=environ)) == ["here"]


def test_without_git_one_line_says_so(repo: Repo, tmp_path: Path) -> None:
    assert trouble(read(repo.folder, environ={"PATH": str(tmp_path)})) == (
        "git is not installed, so no commits are read"
    )


def test_a_git_that_hangs_is_ended_with_all_that_it_started(
    repo: Repo, tmp_path: Path, wrapped: Callable[[str], dict[str, str]]
) -> None:
    repo.commit()
    pids = tmp_path / "pids"
    environ = wrapped(f"sleep 300 & echo $! $$ > {shlex.quote(str(pids))}; wait")
    begun = time.monotonic()
    assert trouble(read(repo.folder, environ=environ, patience=0.5)).endswith(": git takes longer than 0.5 s")
    assert time.monotonic() - begun < 5
    for pid in map(int, pids.read_text().split()):
        assert _is_gone(pid)


def _is_gone(pid: int) -> bool:
    """Whether a process has ended, if perhaps nobody has asked for its exit code yet."""
    for _ in range(200):
        status = Path(f"/proc/{pid}/stat")
        if sys.platform != "linux" or not status.exists() or status.read_text().rpartition(") ")[2].startswith("Z"):
            return True
        os.sched_yield()
    return False


def test_one_that_hangs_makes_no_other_wait_and_takes_nothing_from_it(
    repo: Repo, tmp_path: Path, wrapped: Callable[[str], dict[str, str]]
) -> None:
    repo.commit("here")
    slow = [Repo(tmp_path / f"slow-{number}").folder for number in range(4)]
    environ = wrapped('case "$*" in */slow-*) sleep 300;; *) exec {git} "$@";; esac')
    begun = time.monotonic()
    found = read(*slow, repo.folder, environ=environ, patience=2.0)
    assert time.monotonic() - begun < 2 * 4
    assert subjects(found) == ["here"]
    assert [words.rpartition("/")[2] for words in found.troubles] == [
        f"slow-{number}: git takes longer than 2 s" for number in range(4)
    ]


def test_a_history_without_an_end_is_cut(repo: Repo, wrapped: Callable[[str], dict[str, str]]) -> None:
    repo.commit()
    fields = r"%s\0\0001790000000\0001790000000\0A\0a@x\0endless\0"
    script = f'case "$*" in *" log "*) while :; do printf "{fields}" "$RANDOM"; done;; *) exec {{git}} "$@";; esac'
    found = read(repo.folder, environ=wrapped(script), patience=0.5)
    [words] = found.troubles
    assert "so commits may be missing" in words
    assert found.commits


# --- who I am


def test_without_addresses_git_says_who_i_am_in_each_repository(repo: Repo, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other")
    repo.commit()
    other.commit()
    git(tmp_path, "config", "--global", "user.email", "Me@Home.example")
    other.git("config", "user.email", "me@work.example")
    found = history([repo.folder, other.folder], FIRST, LAST, names=["Dana  Osei"])
    assert found.mine.emails == {"me@home.example", "me@work.example"}
    assert found.mine.names == {"dana osei"}
    assert history([repo.folder], FIRST, LAST, emails=["x@y"]).mine.emails == {"x@y"}


def test_a_git_that_knows_no_address_is_nobody(repo: Repo) -> None:
    repo.commit()
    assert history([repo.folder], FIRST, LAST).mine.emails == frozenset()


def test_without_repositories_nothing_is_run(tmp_path: Path) -> None:
    assert history([], FIRST, LAST, environ={"PATH": str(tmp_path)}) == History()
