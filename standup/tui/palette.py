"""What the command palette finds: actions of the screen, developers, work items, touchpoints, customers and weeks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from heapq import nlargest
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from standup.domain.duration import format_minutes
from standup.domain.errors import StandupError
from standup.domain.matching import filter_words, folded
from standup.domain.text import shown
from standup.domain.weeks import day_words
from standup.tui.actions import Action, Group, Scope
from standup.tui.keynames import key_name
from standup.tui.messages import LookAt, LookAtCustomer, LookAtWeek
from standup.tui.page import Page
from standup.tui.searching import match
from standup.workspace.finding import Findable, findable

MOST = 50
"""So many hits are shown: nobody reads further, and drawing thousands takes longer than finding them."""
_AT_ONCE = 500
"""Names that are looked at before the app may do something else."""


class Command(NamedTuple):
    """One thing to find."""

    name: str
    """Safe for a terminal; never markup."""
    help: str
    run: Callable[[], object]
    is_common: bool = True
    """Whether it is shown before anything is typed."""


class StandupCommands(Provider):
    """Finds by name: each thing that has all the words typed, or at least their letters in this order."""

    @cached_property
    def _commands(self) -> list[Command]:
        page = self.screen
        return [*self._actions(page), *self._records(page)] if isinstance(page, Page) else []

    @cached_property
    def _folded(self) -> list[str]:
        """The names as they are compared."""
        return [folded(command.name) for command in self._commands]

    async def startup(self) -> None:
        """Read the names once, when the palette opens, and not when the first letter is typed."""
        _ = self._folded

    async def discover(self) -> Hits:
        """What is common, before anything is typed."""
        for command in self._commands:
            if command.is_common:
                yield DiscoveryHit(Content(command.name), command.run, text=command.name, help=command.help)

    async def search(self, query: str) -> Hits:
        """The best that match the query."""
        words, style = filter_words(query), self.matcher(query).match_style
        found: list[tuple[float, int, tuple[int, ...]]] = []
        for place, name in enumerate(self._folded):
            if place % _AT_ONCE == 0:
                await asyncio.sleep(0)
            one = match(words, name)
            if one is not None:
                found.append((one.score, -place, one.places))
        for score, place, letters in nlargest(MOST, found):
            command = self._commands[-place]
            prompt = Content(command.name)
            if len(self._folded[-place]) == len(command.name):
                for letter in letters:
                    prompt = prompt.stylize(style, letter, letter + 1)
            yield Hit(score, prompt, command.run, text=command.name, help=command.help)

    def _actions(self, page: Page) -> Iterator[Command]:
        """The keys that can act now; those that only move need no name."""
        for scope in page.scopes:
            for action in page.table.in_scopes(scope):
                is_offered = page.offers(action.id) and (not action.typing or action.scope is Scope.ALWAYS)
                is_move = action.group is Group.MOVE and not action.footer
                is_here = action.id in ("command_palette", "help_while_typing")
                if is_offered and not is_move and not is_here and page.why_not(action.id) is None:
                    yield from _calls(page, action)

    def _records(self, page: Page) -> Iterator[Command]:
        try:
            found = findable(page.host.workspace)
        except StandupError as error:
            page.host.complain(error)
            return
        for board in found.boards:
            yield Command(f"Board of {shown(board.name)}", board.about, self._going(board.developer))
        for row in found.rows:
            run = self._going(row.developer, row.row)
            yield Command(shown(row.name), shown(row.about), run, is_common=False)
        for customer, name in found.customers:
            run = partial(self.app.post_message, LookAtCustomer(customer))
            yield Command(shown(name), "Customer: last contact, next step, who knows them", run, is_common=False)
        yield from self._weeks(found)

    def _weeks(self, found: Findable) -> Iterator[Command]:
        """The Team of a week for a lead; for anyone else their own days."""
        where = "The Team in this week" if found.is_lead else "My days of this week"
        for week in found.weeks:
            name = f"Week {week}: {day_words(week.monday)} to {day_words(week.sunday)}"
            message = LookAtWeek(week, team=found.is_lead)
            yield Command(name, where, partial(self.app.post_message, message), is_common=False)

    def _going(self, developer: str, row: str = "") -> Callable[[], object]:
        return partial(self.app.post_message, LookAt(developer, row))


def _calls(page: Page, action: Action) -> Iterator[Command]:
    """An action by its key; quick-log once for each of its keys."""
    if action.id != "quick_log":
        run = partial(page.action_footer, action.keys[0])
        yield Command(f"{action.label}: {action.tooltip}", f"Key {action.shown}", run)
        return
    for key, minutes in action.minutes:
        name = f"Log {format_minutes(minutes)} to the selected row"
        yield Command(name, f"Key {key_name(key)}", partial(page.action_footer, key), is_common=False)
