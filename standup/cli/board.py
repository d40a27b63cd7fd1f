"""Opens the Board; the only place of the command line that imports the terminal app."""

from __future__ import annotations

from standup.cli.context import Context
from standup.domain.errors import UsageError


def open_board(context: Context) -> int:
    """Open the terminal app on the person's own board; raises UsageError where the output is no terminal."""
    workspace = context.workspace
    if not context.out.is_terminal:
        raise UsageError("the Board needs a terminal; `standup today` and `standup week` print without one")
    from standup.tui.app import StandupApp

    app = StandupApp(workspace, settings=context.settings, user_themes=context.places.themes, demo=context.demo)
    app.run()
    return app.return_code or 0
