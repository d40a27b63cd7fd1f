"""Commits by the real `git`, called so that a repository can neither run a program nor make anybody wait.

Git is asked for the history of HEAD alone, of which merges are left out. Nothing is fetched, no hook, pager, signature
check, file-system monitor, filter or remote helper is started, no lock is taken, and the environment of whoever calls
(a hook, say) does not lead it to another repository. Names and addresses are those of the commits, whatever a mailmap
says. What cannot be read is told in one line for each repository.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from standup.domain.commits import Commit, History, Identity, has_key_shape
from standup.domain.text import shown
from standup.domain.weeks import day_words
from standup.sources.bounded import Bounded

PATIENCE = 3.0
"""Seconds for one repository, however much there is in it."""
MOST_BYTES = 32 * 1024 * 1024
"""Of one repository's history that are read."""

_SAFE = (
    "--no-pager",
    "--no-optional-locks",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.pager=cat"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.mailmap=false"),
    *("-c", "protocol.allow=never"),  # a partial clone would fetch what it lacks
    *("-c", "credential.helper="),
    *("-c", "maintenance.auto=false"),
    *("-c", "gc.auto=0"),
)
_LOG = (
    "log",
    "-z",
    "--no-merges",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    "--no-patch",
    "--no-notes",
    "--no-mailmap",
    "--no-color",
    "--no-follow",
    "--encoding=UTF-8",
    "--format=tformat:%H%x00%P%x00%ct%x00%at%x00%an%x00%ae%x00%s",
)
_FIELDS = 7
_KEPT = ("GIT_CONFIG_GLOBAL",)
"""Of git's own variables: it names the person's settings, such as the repositories that they trust."""

_MARGIN = 7 * 86_400  # seconds by which clocks of committers may be wrong
_OLD_ONES = 256  # commits in a row that are older before the rest of the history is taken to be older too
_LONGEST = 500  # characters of a subject or a name that are kept
_BRANCH_COMMITS = 2_000
_AT_A_TIME = 8


class _Trouble(Exception):
    """Why a repository, or a part of it, cannot be read; without its name."""


class _Raw(NamedTuple):
    """One commit as `git log` writes it."""

    id: str
    parents: str
    committed: int
    made: int
    author: str
    email: str
    subject: str


def history(
    repositories: Sequence[Path],
    since: datetime,
    until: datetime,
    *,
    emails: Iterable[str] = (),
    names: Iterable[str] = (),
    environ: Mapping[str, str] | None = None,
    patience: float = PATIENCE,
) -> History:
    """The commits whose author date is at `since` or later and before `until` (both aware), of all authors.

    Who I am are the addresses and names given; without an address, git's `user.email` in each repository. `patience` is
    in seconds for each repository, and several are read at a time. Nothing is raised: what cannot be read is among the
    troubles.
    """
    emails = list(emails)
    if not repositories:
        return History(mine=Identity.of(emails, names))
    environ = os.environ if environ is None else environ
    program = _program(environ)
    if program is None:
        return History(troubles=("git is not installed, so no commits are read",), mine=Identity.of(emails, names))
    there = [_Repository(path, program, _environment(environ), patience) for path in dict.fromkeys(repositories)]
    read = _each(there, lambda one: one.read(since, until, ask_who=not emails))
    found: dict[str, Commit] = {}
    for commit in (commit for one in read for commit in one.commits):
        known = found.get(commit.id)
        if known is None or (commit.branch and not known.branch):
            found[commit.id] = commit
    # Git gives the newest first: of commits of one second, the ancestor is the earlier one.
    commits = [*reversed(found.values())]
    commits.sort(key=lambda one: one.at)
    troubles = tuple(one.trouble for one in read if one.trouble)
    return History(tuple(commits), troubles, Identity.of(emails or [one.email for one in read], names))


class _Read(NamedTuple):
    """What one repository gave."""

    commits: list[Commit]
    """Newest first."""
    email: str
    trouble: str


def _each(repositories: Sequence[_Repository], read: Callable[[_Repository], _Read]) -> list[_Read]:
    """What each gives, in their order; one that is slow makes no other wait."""
    if len(repositories) == 1:
        return [read(repositories[0])]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(_AT_A_TIME, len(repositories))) as pool:
        return list(pool.map(read, repositories))


class _Repository:
    """One repository, asked within one deadline."""

    def __init__(self, path: Path, program: str, environ: Mapping[str, str], patience: float) -> None:
        self._path = path
        self._git = (program, *_SAFE, "-C", str(path))
        self._environ = environ
        self._patience = patience
        self._deadline = 0.0
        self._troubles: list[str] = []

    def read(self, since: datetime, until: datetime, *, ask_who: bool) -> _Read:
        """The commits of a span, with `ask_who` my address here, and the first thing that is wrong."""
        self._deadline = time.monotonic() + self._patience
        commits: list[Commit] = []
        email = ""
        try:
            for commit in self._commits(since, until):
                commits.append(commit)  # one by one: what was read before a trouble is kept
            email = self._user_email() if ask_who else ""
        except _Trouble as trouble:
            self._troubles.append(str(trouble))
        return _Read(commits, email, f"{_short(self._path)}: {self._troubles[0]}" if self._troubles else "")

    def _commits(self, since: datetime, until: datetime) -> Iterator[Commit]:
        """The commits of a span; raises _Trouble where there are none to be read, and notes what else is wrong."""
        is_shallow, branch = self._state()
        first, last = since.timestamp(), until.timestamp()
        name = self._path.name.removesuffix(".git") or self._path.parent.name
        own: set[str] | None = None
        cut_at: int | None = None
        for raw in self._log(first):
            if is_shallow and not raw.parents and raw.committed >= first:
                parents = self._true_parents(raw.id)
                cut_at = min(raw.committed, int(last)) if parents else cut_at
                if parents > 1:
                    continue  # a merge, of which the clone has no parent
            if first <= raw.made < last:
                if own is None:
                    own = self._only_on(branch) if branch and has_key_shape(branch) else set()
                at = datetime.fromtimestamp(raw.made, UTC)
                on = branch if raw.id in own else ""
                yield Commit(raw.id, name, at, raw.author, raw.email, raw.subject, on)
        if cut_at is not None:
            begins = day_words(datetime.fromtimestamp(cut_at, UTC).date(), since.date())
            self._troubles.append(f"this clone is shallow, and has nothing from before {begins}")

    def _user_email(self) -> str:
        """The address under which I commit here; empty where git knows none."""
        return self._asked("config", "--get", "user.email")[1].strip()

    def _state(self) -> tuple[bool, str]:
        """Whether the clone is shallow, and the name of the branch, empty where HEAD is on none."""
        if not self._path.is_dir():
            raise _Trouble("this is no folder" if self._path.exists() else "there is no such folder")
        options = ("--is-shallow-repository", "--show-prefix", "--symbolic-full-name", "HEAD")
        is_fine, out, complaints = self._asked("rev-parse", *options)
        lines = out.split("\n")
        if len(lines) > 1 and lines[1]:
            raise _Trouble("this is a folder within a repository; name its top folder")
        if not is_fine:
            raise _Trouble(self._why(complaints, is_found=len(lines) > 1))
        return lines[0] == "true", lines[2].removeprefix("refs/heads/") if lines[2] != "HEAD" else ""

    def _why(self, complaints: str, *, is_found: bool) -> str:
        """What keeps git from reading a repository, in words."""
        if "dubious ownership" in complaints:
            trusted = f"git config --global --add safe.directory {shown(str(self._path))}"
            return f"it belongs to somebody else; if you trust it: {trusted}"
        if "not a git repository" in complaints:
            return "there is no git repository here"
        if is_found:
            is_branch, branch, _ = self._asked("symbolic-ref", "-q", "HEAD")
            branch = branch.strip()
            listed = self._asked("for-each-ref", "--count=1", branch) if is_branch else None
            if listed is not None and not listed[1] and not listed[2]:
                return f"no commit yet on {shown(branch.removeprefix('refs/heads/'))}"
        return f"git cannot read this repository: {_first_line(complaints)}"

    def _log(self, since: float) -> Iterator[_Raw]:
        """The history of HEAD, newest first, until all that is left is older than the span by a good margin."""
        old = 0
        with self._run(*_LOG, "HEAD", "--") as running:
            fields: list[bytes] = []
            rest = b""
            for chunk in running.chunks():
                *whole, rest = (rest + chunk).split(b"\0")
                fields += whole
                count = len(fields) // _FIELDS * _FIELDS
                for at in range(0, count, _FIELDS):
                    raw = _raw(fields[at : at + _FIELDS])
                    if raw is None:
                        continue
                    yield raw
                    old = old + 1 if raw.committed < since - _MARGIN else 0
                    if old >= _OLD_ONES:
                        return
                fields = fields[count:]
            if running.is_late:
                self._troubles.append(f"git takes longer than {self._patience:g} s, so commits may be missing")
            elif running.is_too_long:
                self._troubles.append("the history is too long to be read whole, so commits may be missing")
            elif not running.succeeded:
                words = _first_line(running.complaints)
                self._troubles.append(f"git cannot read all of it, so commits may be missing: {words}")

    def _only_on(self, branch: str) -> set[str]:
        """The commits of HEAD that are on no branch but this one, here or on a remote."""
        others = (f"--exclude={branch}", "--branches", f"--exclude=*/{branch}", "--remotes")
        options = ("rev-list", f"--max-count={_BRANCH_COMMITS}", "HEAD", "--not", *others, "--")
        return set(self._asked(*options)[1].split())

    def _true_parents(self, commit: str) -> int:
        """How many parents a commit has, also where a shallow clone has none of them."""
        head = self._asked("cat-file", "commit", commit)[1].partition("\n\n")[0]
        return sum(line.startswith("parent ") for line in head.split("\n"))

    def _asked(self, *arguments: str) -> tuple[bool, str, str]:
        """Whether git answered, its answer, and its complaints; raises _Trouble where it takes too long."""
        with self._run(*arguments) as running:
            out = running.output()
            if running.is_late or running.is_too_long:
                raise _Trouble(f"git takes longer than {self._patience:g} s")
            return running.succeeded, out, running.complaints

    def _run(self, *arguments: str) -> Bounded:
        patience = max(0.0, self._deadline - time.monotonic())
        try:
            return Bounded((*self._git, *arguments), self._environ, patience=patience, most_bytes=MOST_BYTES)
        except OSError as error:
            raise _Trouble(f"git cannot be started: {error.strerror}") from None


def _raw(fields: Sequence[bytes]) -> _Raw | None:
    """A commit of the output; None for one whose dates git cannot read: it is of no known day."""
    text = [field.decode("utf-8", errors="replace") for field in fields]
    if not (text[2].isdecimal() and text[3].isdecimal()):
        return None
    author, email, subject = (one[:_LONGEST] for one in text[4:])
    return _Raw(text[0], text[1], int(text[2]), int(text[3]), author, email, subject)


def _program(environ: Mapping[str, str]) -> str | None:
    import shutil

    return shutil.which("git", path=environ.get("PATH"))


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment without what leads git elsewhere, and with what keeps it quiet and to itself."""
    kept = {name: value for name, value in environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",
        "LC_ALL": "C",
        "LANGUAGE": "C",
    }


def _first_line(complaints: str) -> str:
    """What git said first, safe for a terminal and without its prefix."""
    lines = [line for line in complaints.split("\n") if line.strip()]
    fatal = next((line for line in lines if line.startswith("fatal: ")), lines[0] if lines else "it does not say why")
    return shown(fatal.removeprefix("fatal: ").removeprefix("error: "))[:200]


def _short(path: Path) -> str:
    """A path as people write it."""
    home = Path.home()
    return shown(f"~/{path.relative_to(home)}" if path.is_relative_to(home) and path != home else str(path))
