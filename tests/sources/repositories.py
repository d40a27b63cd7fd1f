"""Git repositories made for a test, by the real git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

MORNING = "2026-11-20T09:40:00+01:00"


class Made(NamedTuple):
    """A commit to be made; dates are ISO with an offset, bytes are taken as they are."""

    author: str | bytes
    email: str | bytes
    at: str
    subject: str | bytes
    committed: str = ""


class Repo:
    """A repository in a folder; made with a branch `main` unless it is there."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        if not folder.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            git(folder.parent, "init", "-q", "-b", "main", *options, "--", str(folder))

    def git(self, *words: str, **environ: str) -> str:
        """What git says here; it must succeed."""
        return git(self.folder, *words, **environ)

    def commit(
        self,
        subject: str = "work",
        at: str = MORNING,
        *,
        who: str = "Dana Osei",
        email: str = "dana@example.com",
        committed: str = "",
        words: tuple[str, ...] = (),
    ) -> str:
        """An empty commit; gives its id."""
        self.git(
            "commit",
            "-q",
            "--allow-empty",
            "--allow-empty-message",
            "--no-verify",
            "-m",
            subject,
            *words,
            GIT_AUTHOR_NAME=who,
            GIT_AUTHOR_EMAIL=email,
            GIT_AUTHOR_DATE=at,
            GIT_COMMITTER_NAME="C",
            GIT_COMMITTER_EMAIL="c@example.com",
            GIT_COMMITTER_DATE=committed or at,
        )
        return self.git("rev-parse", "HEAD").strip()

    def fast_import(self, commits: Iterable[Made], *, encoding: str = "") -> None:
        """Commits on `main`, one upon the other, exactly as given."""
        stream = bytearray()
        for number, one in enumerate(commits):
            stream += b"commit refs/heads/main\n"
            who = b"%s <%s>" % (_bytes(one.author), _bytes(one.email))
            stream += b"author %s %s\n" % (who, _stamp(one.at))
            stream += b"committer C <c@example.com> %s\n" % _stamp(one.committed or one.at)
            stream += b"encoding %s\n" % encoding.encode() if encoding else b""
            subject = _bytes(one.subject)
            stream += b"data %d\n%s\n" % (len(subject), subject)
            if not number:
                stream += b"deleteall\n"
        command = ["git", "-C", str(self.folder), "fast-import", "--quiet", "--date-format=raw"]
        subprocess.run(command, input=bytes(stream), check=True, capture_output=True)


def git(folder: Path, *words: str, **environ: str) -> str:
    """What git says in a folder; it must succeed."""
    environ = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", **environ}
    ran = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, env=environ, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.decode(errors="replace")


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _stamp(text: str) -> bytes:
    moment = datetime.fromisoformat(text)
    return f"{int(moment.timestamp())} {moment:%z}".encode()
