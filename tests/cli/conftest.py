"""Run commands in process, on Monday 23 Nov 2026, 10:00 in Berlin."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from standup.cli import main

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Berlin"))


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as JSON; it must be ASCII."""
        assert self.out.isascii()
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line; `stdin` is what standard input holds."""
    monkeypatch.setattr("standup.cli.context.system_now", lambda: NOW)

    def run(*words: str, stdin: str | bytes = "") -> Ran:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        capsys.readouterr()
        code = main(words)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def team(run: Run) -> Run:
    """Runs commands as Dana, the lead of a new team with a customer, a work item and a touchpoint."""
    for words in (
        ("init", "--name", "Dana", "--hours", "40", "--team", "Platform"),
        ("customer", "add", "acme", "--name", "Acme Corp"),
        ("work", "add", "API-12", "Retry failed uploads", "--estimate", "8h"),
        ("touchpoint", "add", "acme", "Renewal call", "--kind", "call", "--due", "fri"),
    ):
        ran = run(*words)
        assert (ran.code, ran.err) == (0, ""), ran
    return run


@pytest.fixture
def as_person(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Goes on as another person of the team, with a config and state of their own."""

    def become(person: str) -> None:
        folder = run("locate", "data").out.strip()
        monkeypatch.setenv("STANDUP_CONFIG", str(tmp_path / person / "config.toml"))
        monkeypatch.setenv("STANDUP_STATE", str(tmp_path / person / "state"))
        if not (tmp_path / person / "config.toml").exists():
            assert run("join", folder, "--as", person).code == 0

    return become
