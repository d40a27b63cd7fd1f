"""The commands of the README run from top to bottom in one new home, and say what it says they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run

README = Path(__file__).parents[2] / "README.md"
EXPORTS = {
    "toggl": """Email,Project,Client,Description,Tags,Start date,Start time,End date,End time,Duration
dana@example.com,API,,Retry,,2026-11-16,09:00:00,2026-11-16,10:00:00,01:00:00
kim@example.com,,Acme,Call the customer,,2026-11-17,09:00:00,2026-11-17,10:00:00,01:00:00
""",
    "csv": "Notes,Begin,End\nRetry,2026-11-16 09:00,2026-11-16 10:00\n",
    "timewarrior": '[{"id": 1, "start": "20261118T080000Z", "end": "20261118T090000Z", "tags": ["acme"]}]',
    "ics": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261201T090000Z\nSUMMARY:Acme\nEND:VEVENT\nEND:VCALENDAR\n",
    "pipedrive": "ID,Subject,Due date,Organization\n1,Call,2026-12-02,Acme\n",
    "timeclock": "i 2026-11-19 09:00:00 customer:support\no 2026-11-19 10:00:00\n",
    "jira work": "Issue key,Summary,Status\nOPS-41,Rotate,In Progress\n",
    "github work": '[{"number": 7, "title": "Crash", "state": "OPEN", "url": "https://github.com/us/web/issues/7"}]',
    "linear work": "ID,Title,Status,Estimate\nENG-1,Fix,In Review,2\n",
    "csv work": "Nr,Task,Assignee\nTASK-1,Write,D. Osei\n",
}
"""What the other programs of the README wrote, by the kind of import."""
BOARD = (["standup"], ["standup", "--demo"])
"""Open the Board, which needs a terminal."""


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language, top to bottom."""
    text = README.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def commands(block: str) -> list[list[str]]:
    """The words of each command of `standup` in a block, as a shell reads them; of a pipe, those of its end."""
    lines = [line.rpartition(" | ")[2] for line in block.replace("\\\n", " ").splitlines()]
    found = [shlex.split(line, comments=True) for line in lines if line.startswith("standup")]
    return [words for words in found if words not in BOARD]


def test_every_command_of_the_blocks_runs_in_order(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = [words for block in blocks("sh") for words in commands(block)]
    assert len(told) > 30
    for words in told:
        exported = ""
        if words[1] == "import":
            kind, file = words[2:4]
            exported = EXPORTS[f"{kind} work" if "work" in words else kind]
            if file != "-":
                Path(file).write_text(exported, encoding="utf-8")
        ran = run(*words[1:], stdin=exported)
        assert (ran.code, ran.err) == (0, ""), (shlex.join(words), ran)


def test_the_error_is_the_one_that_is_shown(team: Run) -> None:
    [block] = [one for one in blocks("") if one.startswith("$ standup log")]
    command, _, shown = block.partition("\n")
    ran = team(*shlex.split(command)[2:])
    assert (ran.code, ran.err) == (2, shown)
