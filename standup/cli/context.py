"""What a command works with: settings, places, the workspace of the person who acts, and the output."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from standup.cli.output import Output
from standup.config import Places, Settings, load, places
from standup.domain.errors import UsageError
from standup.workspace.session import Workspace, system_now

if TYPE_CHECKING:
    from datetime import datetime

    from standup.domain.commits import History
    from standup.workspace.setup import Setup


class Context:
    """Resolves what a command needs, when it needs it; `demo` works on a sample team that is thrown away."""

    def __init__(self, environ: Mapping[str, str] | None = None, *, demo: bool = False) -> None:
        self.environ = dict(os.environ if environ is None else environ)
        self.out = Output(environ=self.environ)
        self.demo = demo

    @cached_property
    def places(self) -> Places:
        """Where things are."""
        return places(self.environ)

    @cached_property
    def settings(self) -> Settings:
        """The settings of the person who acts."""
        return load(self.places.config, self.environ)

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.settings.data or self.places.data

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace of the person who acts; raises UsageError where there is no team yet."""
        if self.demo:
            return self.sample()
        return self.workspace_in(self.data, self.me, journal=True)

    def sample(self) -> Workspace:
        """A workspace on a sample team, in a folder that is thrown away at the end."""
        from standup.config.system import system_zone
        from standup.workspace.sample import sample_workspace

        return sample_workspace(self._scratch(), timezone=system_zone())

    @property
    def setup(self) -> Setup:
        """How this person makes or joins a team."""
        from standup.workspace.setup import Setup

        return Setup(self.places.config, self.data, "STANDUP_DATA" in self.environ, self.workspace_in, system_now)

    @property
    def me(self) -> str:
        """The id of the person who acts, from the config."""
        if not self.settings.me:
            raise UsageError(
                "standup does not know who you are yet; run `standup init --name YOUR-NAME --hours 40`, "
                "`standup join FOLDER`, or look around with `standup --demo`"
            )
        return self.settings.me

    def workspace_in(self, folder: Path, me: str = "", *, journal: bool = False) -> Workspace:
        """A workspace on a data folder; with a `journal`, undo can take back what is done in it.

        Who joins has none: an undo would take away the very person who undoes.
        """
        from standup.calendars import holidays_of
        from standup.shelf import Shelf
        from standup.store.journal import Journal
        from standup.store.tiny import TinyStore

        store = TinyStore.open(folder, cache_folder=self.places.cache)
        changes = Journal(self.journal_path(folder, me)) if journal else None
        playbooks_of = Shelf(folder / "playbooks").of
        return Workspace(
            store,
            me,
            now=system_now,
            changes=changes,
            holidays_of=holidays_of,
            playbooks_of=playbooks_of,
            commits_of=self.commits_of,
        )

    def commits_of(self, since: datetime, until: datetime) -> History:
        """What was committed in a span of time in the repositories of the config."""
        from standup.sources.git import history

        mine = self.settings
        return history(
            mine.git_repositories, since, until, emails=mine.git_emails, names=mine.git_names, environ=self.environ
        )

    def journal_path(self, folder: Path, me: str) -> Path:
        """Where a person's own list of changes in a data folder is."""
        return self.places.state / f"changes-{folder_name(folder)}-{me}.jsonl"

    def lines_path(self) -> Path:
        """Where the lines that the person typed before are."""
        return self.places.state / f"lines-{folder_name(self.data)}-{self.me}.txt"

    def _scratch(self) -> Path:
        import atexit
        import shutil
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="standup-demo-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return folder


def folder_name(folder: Path) -> str:
    """A short name of a data folder for file names: a checksum of its whole path."""
    from zlib import crc32

    return f"{crc32(os.fsencode(folder.resolve())):08x}"
