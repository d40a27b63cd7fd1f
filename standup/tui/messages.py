"""What a screen asks the app to do."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from standup.domain.logline import Selection
from standup.domain.records import Touchpoint, WorkItem
from standup.domain.weeks import Week


@dataclass
class QuickLog(Message):
    """Log minutes to a row at once."""

    selection: Selection
    minutes: int


@dataclass
class LogText(Message):
    """Log the line of the log bar."""

    text: str
    selection: Selection | None


@dataclass
class TurnTimer(Message):
    """Start the timer on a row, switch it to there, or stop it where it runs there or there is no row."""

    selection: Selection | None
    runs_there: bool


@dataclass
class AskDone(Message):
    """Complete a row, after asking what there is to say about it."""

    target: WorkItem | Touchpoint
    name: str


@dataclass
class AskSnooze(Message):
    """Snooze a touchpoint, after asking until when and why."""

    touchpoint: Touchpoint
    name: str


@dataclass
class AskExport(Message):
    """Write the summary of a week to files, after asking for the folder."""

    week: Week


@dataclass
class LookAt(Message):
    """Show the Board of a developer."""

    developer: str
