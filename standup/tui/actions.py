"""One table of all actions: the bindings, the footer, the help screen and the palette are made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from textual.binding import Binding


class Scope(StrEnum):
    """Where an action can be called."""

    EVERYWHERE = "everywhere"
    BOARD = "board"
    TEAM = "team"
    LIST = "list"
    """In a pane of rows, while it has the focus."""


class Group(StrEnum):
    """The headings of the help screen, in its order."""

    TIME = "Time"
    ROW = "The selected row"
    MOVE = "Move"
    LOOK = "Look at"
    REST = "And"


class Action(NamedTuple):
    """One thing that a key does."""

    id: str
    """Names the binding in a keymap, and the action method."""
    keys: tuple[str, ...]
    label: str
    """A word or two, for the footer."""
    tooltip: str
    """One sentence, for help and palette."""
    group: Group
    scope: Scope
    shown_keys: str
    footer: int = 0
    """Place in the footer; where there is no room, those with the highest number go first. 0 is not in it."""

    @property
    def calls(self) -> Iterator[tuple[str, str]]:
        """Each key with the action that it calls."""
        if self.id == "quick_log":
            return ((key, f"quick_log({int(key) * QUARTER})") for key in self.keys)
        return ((key, self.id) for key in self.keys)


QUARTER = 15
"""Minutes that each step of a quick-log key stands for."""

ACTIONS = (
    Action("help", ("question_mark", "f1"), "Help", "All keys of this screen", Group.REST, Scope.EVERYWHERE, "?", 1),
    Action("quit", ("q",), "Quit", "Leave; everything is stored already", Group.REST, Scope.EVERYWHERE, "q", 2),
    Action(
        "command_palette",
        ("ctrl+p",),
        "Palette",
        "Find developers, themes and actions by name",
        Group.REST,
        Scope.EVERYWHERE,
        "^p",
        3,
    ),
    Action("open_log", ("l", "colon"), "Log", "Open the log bar and type one line", Group.TIME, Scope.BOARD, "l", 4),
    Action(
        "quick_log",
        tuple("12345678"),
        "15m-2h",
        "Log 15 minutes to 2 hours to the selected row, at once",
        Group.TIME,
        Scope.BOARD,
        "1-8",
        5,
    ),
    Action(
        "timer",
        ("space",),
        "Timer",
        "Start the timer on the selected row, stop it, or switch it to this row",
        Group.TIME,
        Scope.BOARD,
        "space",
        6,
    ),
    Action(
        "fill",
        ("f",),
        "Fill",
        "Fill the rest of today, a gap, or what recurs each workday",
        Group.TIME,
        Scope.BOARD,
        "f",
        9,
    ),
    Action(
        "done",
        ("d",),
        "Done",
        "Complete the selected row: minutes, outcome and next step in one line",
        Group.ROW,
        Scope.BOARD,
        "d",
        7,
    ),
    Action(
        "snooze",
        ("z",),
        "Snooze",
        "Postpone the selected touchpoint: until when, and why",
        Group.ROW,
        Scope.BOARD,
        "z",
        8,
    ),
    Action("undo", ("u",), "Undo", "Take back my last change", Group.TIME, Scope.EVERYWHERE, "u", 10),
    Action("redo", ("ctrl+r",), "Redo", "Bring back what undo took away", Group.TIME, Scope.EVERYWHERE, "^r", 13),
    Action("team", ("T",), "Team", "How the team's week is split", Group.LOOK, Scope.EVERYWHERE, "T", 10),
    Action("board", ("B",), "Board", "My Board", Group.LOOK, Scope.EVERYWHERE, "B", 10),
    Action(
        "previous_developer",
        ("comma", "left_square_bracket"),
        "Previous",
        "The Board of the previous developer",
        Group.LOOK,
        Scope.BOARD,
        ", [",
    ),
    Action(
        "next_developer",
        ("full_stop", "right_square_bracket"),
        "Next",
        "The Board of the next developer",
        Group.LOOK,
        Scope.BOARD,
        ". ]",
        11,
    ),
    Action("previous_week", ("less_than_sign",), "Week before", "The week before", Group.LOOK, Scope.TEAM, "<", 4),
    Action("next_week", ("greater_than_sign",), "Week after", "The week after", Group.LOOK, Scope.TEAM, ">", 5),
    Action("export", ("e",), "Export", "Write the summary of the week to files", Group.REST, Scope.EVERYWHERE, "e", 12),
    Action(
        "switch_pane",
        ("tab", "shift+tab", "left", "right"),
        "Other side",
        "To the other pane",
        Group.MOVE,
        Scope.BOARD,
        "tab ← →",
    ),
    Action("cursor_down", ("j", "down"), "Down", "To the next row", Group.MOVE, Scope.LIST, "j ↓"),
    Action("cursor_up", ("k", "up"), "Up", "To the row before", Group.MOVE, Scope.LIST, "k ↑"),
    Action("first", ("g", "home"), "First", "To the first row", Group.MOVE, Scope.LIST, "g home"),
    Action("last", ("G", "end"), "Last", "To the last row", Group.MOVE, Scope.LIST, "G end"),
    Action("page_down", ("pagedown",), "Page down", "A page down", Group.MOVE, Scope.LIST, "pgdn"),
    Action("page_up", ("pageup",), "Page up", "A page up", Group.MOVE, Scope.LIST, "pgup"),
    Action(
        "open",
        ("enter",),
        "Open",
        "Unfold or fold the snoozed; on Team, open the Board of a developer",
        Group.ROW,
        Scope.LIST,
        "enter",
    ),
)


def bindings(*scopes: Scope) -> list[Binding]:
    """The bindings of all actions in these scopes, each with an id under which a keymap can name it.

    All have priority: the app then acts on one key before it looks at the next, so that what is typed ahead of a
    slow terminal acts on the right row and never reaches a list when it was meant for the line that the key before
    had opened. `Page.check_action` keeps them away from whoever types.
    """
    return [
        Binding(
            key,
            call,
            action.label,
            show=bool(action.footer),
            id=_id(action, call),
            tooltip=action.tooltip,
            priority=True,
        )
        for action in actions_in(*scopes)
        for key, call in action.calls
    ]


def actions_in(*scopes: Scope) -> list[Action]:
    """The actions of these scopes, in the order of the table."""
    return [action for action in ACTIONS if action.scope in scopes]


def footer_actions(scopes: Iterable[Scope]) -> list[Action]:
    """What the footer of a screen shows, in its order."""
    return sorted((action for action in actions_in(*scopes) if action.footer), key=lambda action: action.footer)


def action_of_key(key: str, scopes: Iterable[Scope]) -> Action | None:
    """The action that a key calls in these scopes."""
    return next((action for action in actions_in(*scopes) if key in action.keys), None)


def _id(action: Action, call: str) -> str:
    return call.replace("(", ".").rstrip(")")
