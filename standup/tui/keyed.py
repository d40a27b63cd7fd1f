"""Screens and dialogs whose keys come from the table of actions: the same bindings, footer, greying and help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, TextArea

from standup.tui.actions import ACTIONS, Action, Group, Scope, Table, table_in
from standup.tui.widgets.footer import KeyLine
from standup.tui.widgets.line import LineField

R = TypeVar("R")

_BY_ID = {action.id: action for action in ACTIONS}


class KeyedScreen(Screen[R]):
    """A screen whose keys are those of its scopes.

    A subclass names its scopes in `SCOPES`, binds its own with `BINDINGS = [*bindings(Scope.MINE)]`, has a method
    `action_ID` for each row of the table, says in `refusal` which of them cannot act now, and yields `key_line()`.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.ALWAYS,)
    """All scopes of this screen; Scope.HISTORY among them brings undo and redo."""
    MEANINGS: ClassVar[Mapping[str, str]] = {}
    """What an action does here, where the table says what it does on every screen."""
    NAME: ClassVar[str] = "this screen"
    """How help and errors call it."""

    @property
    def table(self) -> Table:
        """The actions with the keys that the person has for them."""
        return table_in(self.app)

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The scopes in force now, those of what has the focus first; for help and footer."""
        return self.SCOPES

    def refusal(self, action: str) -> str | None:
        """Why an action cannot act now; None where it can."""
        return None

    def why_not(self, action: str) -> str | None:
        """Why an action cannot act now, be it of this screen or of the app."""
        return self.refusal(action)

    @property
    def help_title(self) -> str:
        """The title of the help."""
        return f"Keys of {self.NAME}"

    def help_sections(self) -> Iterator[tuple[str, list[Action]]]:
        """What the help lists, under its headings: by group, and in each first what belongs to the focus."""
        offered = [action for scope in self.scopes for action in self.table.in_scopes(scope) if self.offers(action.id)]
        for group in Group:
            here = (one._replace(tooltip=self.MEANINGS.get(one.id, one.tooltip)) for one in offered)
            if actions := [action for action in here if action.group is group]:
                yield group.value, actions

    def help_notes(self, width: int) -> Iterable[Content]:
        """What the help says below the keys, such as what the glyphs mean, in lines of at most `width` cells."""
        return ()

    def footer_actions(self) -> Sequence[Action]:
        """What the footer shows now, in its order; of two with one label the first, as `?` and F1 both help."""
        shown: dict[str, Action] = {}
        for action in self.table.footer(self.scopes):
            if self.offers(action.id):
                shown.setdefault(action.label, action)
        return list(shown.values())

    def key_line(self) -> KeyLine:
        """The footer of this screen."""
        return KeyLine(self.footer_actions, self.why_not)

    def refresh_keys(self) -> None:
        """Paint the footer anew after what keys act on has changed."""
        for line in self.query(KeyLine):
            line.refresh()
        self.refresh_bindings()

    def reload(self) -> None:
        """Read anew what is shown, after it was changed; a screen that shows no records answers its open line anew."""
        for field in self.query(LineField):
            if self.focused is not None and field in self.focused.ancestors:
                field.recheck()

    @property
    def is_typing(self) -> bool:
        """Whether somebody types, so that keys are text."""
        return isinstance(self.focused, Input | TextArea)

    def offers(self, action: str) -> bool:
        """Whether an action of the table belongs to this screen and, while somebody types, works then."""
        row = _BY_ID.get(action)
        return row is None or (row.scope in self.SCOPES and (row.typing or not self.is_typing))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None, that is grey, for an action that cannot act now; False where it is not offered."""
        if not self.offers(action):
            return False
        return None if self.refusal(action) else True

    def on_key(self, event: events.Key) -> None:
        """Say why a key did nothing; reached only by keys that nothing else has taken."""
        action = self.table.of_key(event.key, self.scopes)
        why = self.why_not(action.id) if action and self.offers(action.id) else None
        if why:
            event.stop()
            self.app.clear_notifications()  # they would pile up over the last rows
            self.notify(why, severity="warning", markup=False)

    def action_footer(self, key: str) -> None:
        """Press a key of the footer with the mouse."""
        self.app.simulate_key(key)


class KeyedModal(KeyedScreen[R], ModalScreen[R]):
    """A dialog whose keys are those of its scopes: add its own to Scope.ALWAYS, which brings the help."""

    NAME = "this dialog"


def keyed_screens() -> list[type[KeyedScreen[Any]]]:
    """All screens and dialogs that have keys of the table."""
    found: list[type[KeyedScreen[Any]]] = []
    waiting: list[type[KeyedScreen[Any]]] = [KeyedScreen]
    while waiting:
        found.append(waiting.pop())
        waiting += found[-1].__subclasses__()
    return found
