"""The terminal app: Boards and, for a lead, the Team, of one workspace."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette, Provider
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from standup.config import Settings, themes_folder
from standup.domain.errors import StandupError
from standup.domain.records import Role
from standup.tui import asking
from standup.tui.acting import ERROR_SECONDS, ActingApp
from standup.tui.actions import DEFAULT, Scope, bindings
from standup.tui.ascii import AsciiOnly
from standup.tui.board import BoardScreen
from standup.tui.host import Earlier
from standup.tui.keyed import KeyedScreen
from standup.tui.keymap import textual_keymap
from standup.tui.messages import Begun, LookAt, LookAtCustomer, LookAtMyWeek, LookAtWeek
from standup.tui.screens import pages
from standup.tui.theme_folders import ThemeFolders
from standup.tui.theme_keeper import ThemeKeeper
from standup.tui.theming import stand_ins
from standup.tui.widgets.header import HeaderLine
from standup.workspace.session import Workspace
from standup.workspace.taken_over import Mine, my_desk, taken_over

POLL_SECONDS = 0.5
"""How often other processes' changes are looked for; a look is a few stats."""


BOARD, FIRST_RUN = "board", "first_run"
"""The mode that the app begins with, and that of the screens before there is a workspace."""

_SCOPES = (Scope.ALWAYS, Scope.HISTORY, Scope.EVERYWHERE)
_ACTIONS = frozenset(action.id for action in DEFAULT.in_scopes(*_SCOPES))


def _found() -> type[Provider]:
    from standup.tui.palette import StandupCommands

    return StandupCommands


def _themes() -> type[Provider]:
    from standup.tui.themes_palette import ThemeCommands

    return ThemeCommands


class StandupApp(ActingApp):
    """Begins with a workspace, or with the screen on which somebody makes one, which it posts as `Begun`.

    Raises UsageError where the data folder does not know the person who acts, or the keymap cannot be used.
    """

    TITLE = "standup"
    DEFAULT_MODE = BOARD
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar = {_found, _themes}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*_SCOPES)]

    def __init__(
        self,
        begins_with: Workspace | Screen[None],
        *,
        settings: Settings,
        user_themes: Path | None = None,
        config: Path | None = None,
        demo: bool = False,
        earlier: Earlier | None = None,
        ascii_only: bool = False,
    ) -> None:
        self._is_first_run = isinstance(begins_with, Screen)
        if isinstance(begins_with, Screen):
            super().__init__(None, settings, earlier)
            self.add_mode(BOARD, Screen)
            self.add_mode(FIRST_RUN, lambda: begins_with)
        else:
            begins_with.developer()
            super().__init__(begins_with, settings, earlier)
            self.add_mode(BOARD, lambda: BoardScreen(self))
        self.set_keymap(textual_keymap(self.table))
        self.is_demo = demo
        self._writes = [AsciiOnly()] if ascii_only else []
        folders = ThemeFolders(themes_folder(), *([user_themes] if user_themes else []))
        self.themes = ThemeKeeper(self, folders, own=user_themes, config=config)
        self._theme_errors = self.themes.begin(settings.theme)
        for mode, page in pages(self).items():
            self.add_mode(mode, page)

    def get_driver_class(self) -> type[Driver]:
        """Textual's own choice; where that is the driver of a terminal, the one whose pastes press no keys."""
        chosen = super().get_driver_class()
        if chosen.__module__ != "textual.drivers.linux_driver":
            return chosen
        from standup.tui.driver import PasteDriver

        return PasteDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Those of Textual, and the last one for a terminal that shows only ASCII."""
        return [*super().get_line_filters(), *self._writes]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours under a theme that does not set them."""
        return stand_ins(self.current_theme)

    def _repaint(self, theme: Theme) -> None:
        """Draw everything anew: Textual leaves a widget alone whose style is the same, also where its text has colours.

        The screens of other modes do so by themselves.
        """
        for screen in self.screen_stack:
            screen.query("*").refresh()

    def _back_from_the_shell(self, _: App[None]) -> None:
        """Draw everything: the terminal has cleared its screen, and Textual draws only what has changed since."""
        self.refresh(layout=True)

    def search_themes(self) -> None:
        """Choose a theme from the list that shows each at once."""
        from standup.tui.theme_picker import ThemePicker

        def kept(name: str | None) -> None:
            if name is not None:
                self.keep_theme(name)

        self.push_screen(ThemePicker(self.themes), kept)

    def keep_theme(self, name: str) -> None:
        """Use a theme from now on."""
        words = self.attempt(lambda: self.themes.keep(name))
        if words:
            self.tell("Theme", words)

    def on_mount(self) -> None:
        """Show my Board, or what leads to it."""
        self.theme_changed_signal.subscribe(self, self._repaint)
        self.app_resume_signal.subscribe(self, self._back_from_the_shell)
        self.set_interval(POLL_SECONDS, self._look_at_themes)
        if self._is_first_run:
            self.switch_mode(FIRST_RUN)
        else:
            self._begin_to_look()
        for error in self._theme_errors:
            self.complain(error)
        self._end_on_signals()

    def _begin_to_look(self) -> None:
        """Look for changes from now on."""
        self._minute = self._now()
        self._watch = self.workspace.store.watch()
        self._mine = self._read_mine({})
        self.set_interval(POLL_SECONDS, self._look)

    async def on_begun(self, event: Begun) -> None:
        """Show the Board of the workspace that was made, and forget what led to it."""
        self.workspace, self.is_demo = event.workspace, event.demo
        self._begin_to_look()
        if event.demo:
            self.themes.config = None
        await self.remove_mode(BOARD)
        self.add_mode(BOARD, lambda: BoardScreen(self))
        await self.switch_mode(BOARD)
        await self.remove_mode(FIRST_RUN)
        self.tell("standup", event.words)

    def _look_at_themes(self) -> None:
        """Show what somebody has saved in a file of a theme."""
        for error in self.themes.look():
            self.complain(error)

    def _end_on_signals(self) -> None:
        """Leave in good order when the terminal or the system ends us: Textual alone leaves the terminal raw."""
        import asyncio

        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            try:
                if number is not None:
                    loop.add_signal_handler(number, self.exit, None, 128 + number)
            except (NotImplementedError, RuntimeError, ValueError):
                return  # another system, or not the main thread: then nobody sends us one

    def _now(self) -> int:
        return int(self.workspace.now().timestamp()) // 60

    def _look(self) -> None:
        """Show what others changed, and what a new minute changes: the timer, and at midnight the day."""
        minute, changed = self._now(), self._watch.changed()
        if changed or minute != self._minute:
            self._minute = minute
            self.reload()
        if changed:
            self._mine = self._read_mine(self._mine)

    def _read_mine(self, before: Mine) -> Mine:
        """What is open on my desk now, after telling what others took off it."""
        try:
            words, mine = taken_over(self.workspace, before), my_desk(self.workspace)
        except StandupError:  # the screen reads the same, and has told it
            return before
        if words:
            self.notify(words, title="Taken over", timeout=ERROR_SECONDS, markup=False)
        return mine

    def refusal(self, action: str) -> str | None:
        """Why an action that works everywhere cannot act now."""
        match action:
            case "team" if self.page is not None and not self.page.LEADS_TO_HOURS:
                return "the Team is no part of the round: it tells of hours"
            case "team" if not self._may_see_team():
                return "only a lead sees the Team; `standup week` shows your own week"
        return None

    def _may_see_team(self) -> bool:
        """Whether who looks is a lead; where that has not been read yet, the Team refuses by itself."""
        if self.page is None:
            return False
        headers = self.page.query(HeaderLine)  # none before the page is composed
        return all(header.me is None or header.me.role is Role.LEAD for header in headers)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None, that is grey, for an action that cannot act now; False where the screen or dialog does not offer it."""
        screen = self.screen
        if action in _ACTIONS and not (isinstance(screen, KeyedScreen) and screen.offers(action)):
            return False
        return None if self.refusal(action) else App.check_action(self, action, parameters)

    def action_help_quit(self) -> None:
        """Say how to quit to whoever presses ctrl+c."""
        self.notify(f"{self.table.key('quit')} quits" if self.page is not None else "esc leaves", markup=False)

    def action_command_palette(self) -> None:
        """Find anything by its name."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            placeholder = "developers, work items, customers, weeks, themes, actions"
            self.push_screen(CommandPalette(placeholder=placeholder, id="--command-palette"))

    def action_help(self) -> None:
        """All keys of this screen."""
        from standup.tui.help import HelpScreen

        if isinstance(self.screen, KeyedScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_help_while_typing(self) -> None:
        """All keys of this screen or dialog."""
        self.action_help()

    def action_board(self) -> None:
        """My own Board."""
        self.switch_mode("board")
        if isinstance(self.page, BoardScreen):
            self.page.look_at(self.workspace.me)

    def action_day(self) -> None:
        """My day."""
        self.switch_mode("day")

    def action_standup(self) -> None:
        """The Standup."""
        self.switch_mode("standup")

    def action_customers(self) -> None:
        """The Customers."""
        self.switch_mode("customers")

    def action_team(self) -> None:
        """The Team."""
        self.switch_mode("team")

    def action_duty_rota(self) -> None:
        """Who is on duty in the next weeks."""
        asking.duty.ask_duty(self)

    def action_export(self) -> None:
        """Write the summary of the week that is shown."""
        page = self.page
        week = self.attempt(lambda: page.week) if page is not None else None
        if week is not None:
            asking.files.ask_export(self, week)

    def on_look_at_customer(self, event: LookAtCustomer) -> None:
        """The row of a customer."""
        from standup.tui.customers import CustomersScreen

        self.switch_mode("customers")
        if isinstance(self.page, CustomersScreen):
            self.page.look_at(event.customer)

    def on_look_at(self, event: LookAt) -> None:
        """The Board of a developer."""
        self.switch_mode("board")
        if isinstance(self.page, BoardScreen):
            self.page.look_at(event.developer, event.row)

    def on_look_at_my_week(self, event: LookAtMyWeek) -> None:
        """What the lead will see of a week of mine."""
        from standup.tui.my_week import MyWeekScreen

        self.switch_mode("week")
        if isinstance(self.page, MyWeekScreen):
            self.page.show_week(event.week)

    def on_look_at_week(self, event: LookAtWeek) -> None:
        """The Team in a week; or my first day of it, for the running one today."""
        from standup.tui.day import DayScreen
        from standup.tui.team import TeamScreen

        self.switch_mode("team" if event.team else "day")
        if isinstance(self.page, TeamScreen):
            self.page.show_week(event.week)
        elif isinstance(self.page, DayScreen):
            today = self.workspace.today()
            self.page.show_day(today if today in event.week.days else event.week.monday)
