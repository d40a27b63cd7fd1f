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


class Earlier(Protocol):
    """The lines of the log bar that the person logged before."""

    def read(self) -> list[str]:
        """The lines, oldest first."""

    def append(self, line: str) -> None:
        """Add a line; never raises."""


class SessionLines:
    """Earlier lines that last as long as the app, for the sample team and for tests."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def read(self) -> list[str]:
        """The lines, oldest first."""
        return list(self._lines)

    def append(self, line: str) -> None:
        """Add a line, unless it is the last one."""
        if self._lines[-1:] != [line]:
            self._lines.append(line)


class Host(Protocol):
    """Acts for the person who sits here, and tells what came of it."""

    workspace: Workspace
    settings: Settings
    is_demo: bool
    earlier: Earlier
    drafts: dict[str, dict[str, str]]
    """What was typed into forms and not stored, by the form's draft and the field; kept for this run."""

    def refusal(self, action: str) -> str | None:
        """Why an action of the app cannot act now."""

    def attempt(self, act: Callable[[], R]) -> R | None:
        """What a use case gives, or None after its error was told; the screen is read anew in both cases."""

    def ask(
        self,
        title: str,
        dialog: ModalScreen[str],
        *,
        undo_hint: bool = True,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Open a dialog; its result, if it has one, is told under `title` as what it did, and `then` is called."""

    def finish(self, text: str) -> None:
        """Put a line into the log bar, that of the Board where this page has none, to be finished and logged there."""

    def tell(self, title: str, words: str) -> None:
        """Tell what was done; the words are safe for a terminal already."""

    def complain(self, error: StandupError) -> None:
        """Tell an error."""
