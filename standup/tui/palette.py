"""What the command palette finds: the actions of the screen, and the Board of each developer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from standup.domain.text import shown
from standup.tui.actions import Scope
from standup.tui.board import BoardScreen
from standup.tui.messages import LookAt
from standup.tui.page import Page


class Command(NamedTuple):
    """One thing to find."""

    name: str
    """Safe for a terminal; never markup."""
    help: str
    run: Callable[[], object]


class StandupCommands(Provider):
    """Finds by name, fuzzily."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(Content(command.name), command.run, text=command.name, help=command.help)

    async def search(self, query: str) -> Hits:
        """What matches the query, best first."""
        matcher = self.matcher(query)
        for command in self._commands():
            score, offsets = matcher.fuzzy_search.match(query, command.name)
            if score > 0:
                name = Content(command.name)
                for offset in offsets:
                    name = name.stylize(matcher.match_style, offset, offset + 1)
                yield Hit(score, name, command.run, text=command.name, help=command.help)

    def _commands(self) -> Iterator[Command]:
        page = self.screen
        if isinstance(page, Page):
            yield from self._actions(page)
        yield from self._boards(page)

    def _actions(self, page: Page) -> Iterator[Command]:
        for action in page.table.in_scopes(*(scope for scope in page.SCOPES if scope is not Scope.LIST)):
            if action.typing or action.id in ("command_palette", "quick_log") or page.why_not(action.id):
                continue
            key = action.keys[0]
            yield Command(f"{action.label}: {action.tooltip}", f"Key {action.shown}", partial(page.action_footer, key))

    def _boards(self, page: object) -> Iterator[Command]:
        if not isinstance(page, BoardScreen) or page.view is None:
            return
        for person in page.view.strip:
            yield Command(
                f"Board of {shown(person.name)}",
                "Production and touchpoints",
                partial(self.app.post_message, LookAt(person.id)),
            )
