"""What a screen asks the app to do."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from standup.domain.logline import Selection
from standup.domain.weeks import Week
from standup.workspace.session import Workspace


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
class LookAt(Message):
    """Show the Board of a developer, with the cursor on a row."""

    developer: str
    row: str = ""
    """Id of a work item or touchpoint; empty to leave the cursor where it is."""


@dataclass
class LookAtWeek(Message):
    """Show the Team in a week, or else my days of it."""

    week: Week
    team: bool


@dataclass
class LookAtMyWeek(Message):
    """Show what the lead will see of a week of mine."""

    week: Week


@dataclass
class LookAtCustomer(Message):
    """Show how a customer stands."""

    customer: str


@dataclass
class Begun(Message):
    """Who had no workspace has one now."""

    workspace: Workspace
    words: str
    """What was made, for a toast."""
    demo: bool = False
