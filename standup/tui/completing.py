"""Completions for lines, from the names as they were when the line was opened."""

from __future__ import annotations

from collections.abc import Sequence

from standup.domain.errors import StandupError
from standup.domain.logline.completing import Completion, Vocabulary, completions
from standup.workspace.session import Workspace
from standup.workspace.vocabulary import vocabulary


class WorkspaceCompleter:
    """Reads the names when the first letter is typed, and again after `forget`; what cannot be read is not offered."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: Vocabulary | None = None

    def forget(self) -> None:
        """Read the names anew at the next letter."""
        self._known = None

    def __call__(self, text: str, cursor: int) -> Sequence[Completion]:
        """What the word under the cursor can become."""
        if self._known is None:
            try:
                self._known = vocabulary(self._workspace)
            except StandupError:
                return ()
        return completions(text, cursor, self._known)
