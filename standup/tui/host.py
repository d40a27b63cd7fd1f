"""What a screen or a dialog needs of the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from standup.config import Settings
from standup.domain.errors import StandupError
from standup.tui.dialogs import LineDialog
from standup.workspace.session import Workspace

R = TypeVar("R")

UNDO_HINT = "u takes it back"


class Host(Protocol):
    """Acts for the person who sits here, and tells what came of it."""

    workspace: Workspace
    settings: Settings
    is_demo: bool

    def refusal(self, action: str) -> str | None:
        """Why an action of the app cannot act now."""

    def attempt(self, act: Callable[[], R]) -> R | None:
        """What a use case gives, or None after its error was told; the screen is read anew in both cases."""

    def ask(self, title: str, dialog: LineDialog, *, undo_hint: bool = True) -> None:
        """Open a dialog; when its line was accepted, tell under `title` what it did."""

    def tell(self, title: str, words: str) -> None:
        """Tell what was done; the words are safe for a terminal already."""

    def complain(self, error: StandupError) -> None:
        """Tell an error."""
