"""Opens the Board; the only place of the command line that imports the terminal app."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from standup.cli.context import Context
from standup.config import ConfigError, place_of
from standup.domain.errors import StandupError, UsageError

if TYPE_CHECKING:
    from standup.tui.app import StandupApp
    from standup.tui.first_run import FormScreen
    from standup.workspace.session import Workspace


def open_board(context: Context) -> int:
    """Open the terminal app on the person's own Board, or on its first run where nobody knows them.

    Raises UsageError where the output is no terminal.
    """
    begins_with = _beginning(context)
    if not context.out.is_terminal:
        raise UsageError("the Board needs a terminal; `standup today` and `standup week` print without one")
    with _no_look_for_garbage():
        app = _app(context, begins_with)
    app.run()
    return app.return_code or 0


@contextmanager
def _no_look_for_garbage() -> Iterator[None]:
    """What is made within stays: looking for garbage in it takes a fifteenth of the start; later looks pass it by."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _app(context: Context, begins_with: Workspace | FormScreen) -> StandupApp:
    """The app; raises ConfigError where it cannot use the keymap."""
    from standup.store.lines import EarlierLines
    from standup.tui.app import StandupApp
    from standup.tui.ascii import is_ascii_only
    from standup.tui.keymap import KeymapError
    from standup.workspace.session import Workspace

    is_known = isinstance(begins_with, Workspace) and not context.demo
    try:
        return StandupApp(
            begins_with,
            settings=context.settings,
            user_themes=context.places.themes,
            config=None if context.demo else context.places.config,
            demo=context.demo,
            earlier=EarlierLines(context.lines_path()) if is_known else None,
            ascii_only=is_ascii_only(context.environ),
        )
    except KeymapError as error:
        raise ConfigError(f"{place_of(context.places.config, 'keymap', error.action)}: {error}") from None


def check_keymap(keymap: Mapping[str, Sequence[str]]) -> None:
    """Raise UsageError where the terminal app could not use a keymap."""
    from standup.tui.keymap import table_of

    table_of(keymap)


def _beginning(context: Context) -> Workspace | FormScreen:
    """The workspace; on a terminal, the first screen where there is no team or the team does not know the person.

    Raises StandupError where that is not the reason why there is no workspace, such as a damaged file.
    """
    context.settings  # noqa: B018  # a config file that is wrong is no first run
    try:
        workspace = context.workspace
        workspace.developer()
    except StandupError:
        if not (context.out.is_terminal and sys.stdin.isatty()):
            raise
        first = _first_screen(context)
        if first is None:
            raise
        return first
    return workspace


def _first_screen(context: Context) -> FormScreen | None:
    """The screen of the first run; None where the team knows the person."""
    from standup.config.system import system_name, system_zone
    from standup.workspace.setup import team_of_folder

    found = team_of_folder(context.data)
    if found is not None and context.settings.me in found.developers:
        return None
    from standup.tui.first_run import BeginScreen, Opening
    from standup.tui.joining import JoinScreen

    name = system_name(context.environ)
    opening = Opening(context.setup, context.sample, name, system_zone(), context.settings.me)
    return BeginScreen(opening) if found is None else JoinScreen(opening, found=found)
