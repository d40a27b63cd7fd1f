"""What a screen or a dialog needs of the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from textual.screen import ModalScreen

from standup.config import Settings
from standup.domain.errors import StandupError
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

    def ask(self, title: str, dialog: ModalScreen[str], *, undo_hint: bool = True) -> None:
        """Open a dialog; its result, if it has one, is told under `title` as what it did."""

    def finish(self, text: str) -> None:
        """Put a line into the log bar of the Board, to be finished and logged there."""

    def tell(self, title: str, words: str) -> None:
        """Tell what was done; the words are safe for a terminal already."""

    def complain(self, error: StandupError) -> None:
        """Tell an error."""
