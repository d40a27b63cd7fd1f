"""What is asked before files are written: into which folder."""

from __future__ import annotations

from pathlib import Path

from standup.domain.text import shown
from standup.domain.weeks import Week
from standup.tui.dialogs import LineDialog
from standup.tui.host import Host
from standup.workspace.summary import export_week


def ask_export(host: Host, week: Week) -> None:
    """Write the summary of a week to files, after asking for the folder."""

    def act(folder: str) -> str:
        written = export_week(host.workspace, week, _path(folder))
        return f"{len(written)} files: {shown(str(written[0].with_suffix('')))}.*" if written else ""

    dialog = LineDialog(
        f"Export {week}",
        "Text, Markdown, HTML, CSV, JSON and XLSX, into this folder:",
        check=lambda folder: shown(str(_path(folder) / f"standup-{week}.*")),
        act=act,
        value=str(Path.cwd()),
    )
    host.ask("Exported", dialog, undo_hint=False)


def _path(folder: str) -> Path:
    return Path(folder.strip() or ".").expanduser()
