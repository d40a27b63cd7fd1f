"""The command line in this process, as a person with a config of their own runs it."""

from __future__ import annotations

import os
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from standup.cli import main
from tests.faults.team import Clock


class Answer(NamedTuple):
    """What a command said."""

    code: int
    out: str
    err: str


class Person:
    """Somebody with config, state and cache in a folder of their own, and a clock."""

    def __init__(self, home: Path, data: Path, me: str, clock: Clock | None = None) -> None:
        self.home = home
        self.config = home / "config.toml"
        self.journals = home / "state"
        self.cache = home / "cache"
        self.clock = clock or Clock()
        home.mkdir(parents=True, exist_ok=True)
        self.config.write_text(f'me = "{me}"\ndata = "{data}"\n')

    def __call__(self, *arguments: str) -> Answer:
        """Run a command; an exception that it lets out, which would be a traceback, goes through."""
        places = {"STANDUP_CONFIG": self.config, "STANDUP_STATE": self.journals, "STANDUP_CACHE": self.cache}
        out, err = StringIO(), StringIO()
        with (
            patch.dict(os.environ, {name: str(path) for name, path in places.items()}),
            patch("standup.cli.context.system_now", self.clock),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = main(arguments)
        return Answer(code, out.getvalue(), err.getvalue())
