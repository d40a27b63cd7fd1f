"""Other keys for the actions of the table, from the `[keymap]` of the config."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from textual.binding import Binding

from standup.domain.errors import UsageError
from standup.domain.text import did_you_mean, shown
from standup.tui.actions import DEFAULT, Action, Scope, Table, binding_id
from standup.tui.keynames import character_of, key_name
from standup.tui.screens import every_screen

_OTHER_NAMES = {"esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert"}
_NAMED = {"space", "enter", "tab", "shift+tab", "escape", "backspace", "delete", "insert", "pageup", "pagedown"}
_SENT = re.compile(r"f([1-9]|1[0-2])|ctrl\+[a-z]|((ctrl|shift|ctrl\+shift)\+)?(up|down|left|right|home|end)")
_NOT_SENT = {
    "ctrl+i": "terminals send the same as for tab",
    "ctrl+m": "terminals send the same as for enter",
    "ctrl+h": "many terminals send the same as for backspace",
    "ctrl+left_square_bracket": "terminals send the same as for esc",
    "ctrl+enter": "many terminals send the same as for enter",
    "shift+enter": "many terminals send the same as for enter",
    "ctrl+c": "it copies, and says how to quit",
    "ctrl+q": "it quits, whatever the keymap says",
}


SAME_ON_OTHER_SCREENS = {
    "log_on_day": "open_log",
    "fill_day": "fill",
    "edit_customer": "edit",
    "my_week_before": "previous_week",
    "my_week_after": "next_week",
}
"""What does the same elsewhere; it has the keys of the action here, where they are free and no keymap names it."""


class KeymapError(UsageError):
    """The keymap cannot be used; `action` is the name at fault."""

    def __init__(self, action: str, message: str) -> None:
        super().__init__(message)
        self.action = action


def table_of(keymap: Mapping[str, Sequence[str]]) -> Table:
    """The table of actions with the keys of a keymap, by the names of actions, in place of theirs.

    Raises KeymapError for an unknown action, a key that no terminal sends, and two actions of one screen with one key.
    No action is ever without a key, so that help, palette and the way out stay where they can be reached.
    """
    if not keymap:
        return DEFAULT
    known = {action.id: action for action in DEFAULT.actions}
    keys: dict[str, tuple[str, ...]] = {}
    for name, wanted in keymap.items():
        if name not in known:
            raise KeymapError(name, f"no action '{shown(name)}' to give a key{did_you_mean(name, known)}")
        keys[name] = _keys(known[name], wanted)
    for name, leader in SAME_ON_OTHER_SCREENS.items():
        if leader in keys and name not in keys:
            followed = {**keys, name: keys[leader]}
            if all(name not in (one.id, other.id) for _, one, other, _ in clashes(DEFAULT.with_keys(followed))):
                keys = followed
    table = DEFAULT.with_keys(keys)
    for key, one, other, where in clashes(table):
        action = one if one.id in keys else other
        raise KeymapError(
            action.id,
            f"'{key_name(key)}' is both {one.label} ({one.id}) and {other.label} ({other.id}) on {where}; "
            "give one of them another key",
        )
    return table


def clashes(table: Table) -> Iterator[tuple[str, Action, Action, str]]:
    """Each key that two actions of one screen have, with both of them and the screen's name."""
    for screen in every_screen():
        for one, other in combinations(table.in_scopes(*screen.SCOPES), 2):
            for key in one.keys:
                if key in other.keys and not _apart(one, other):
                    yield key, one, other, screen.NAME


def textual_keymap(table: Table) -> dict[str, str]:
    """What `App.set_keymap` takes to bind the keys of a table in place of the default ones."""
    keys: dict[str, list[str]] = {}
    defaults = {action.id: action.keys for action in DEFAULT.actions}
    for action in table.actions:
        if action.keys != defaults[action.id]:
            for key, call in action.calls:
                keys.setdefault(binding_id(call), []).append(key)
    return {id: ",".join(bound) for id, bound in keys.items()}


def _apart(one: Action, other: Action) -> bool:
    """Whether two actions of one screen are never there at once.

    One may be only there while somebody types and the other only while nobody does, or one in the filter and the
    other in the log bar.
    """
    if one.typing and other.typing:
        scopes = {one.scope, other.scope}
        return Scope.FILTER in scopes and not scopes.isdisjoint({Scope.LOG_BAR, Scope.FIELD})
    typed = one if one.typing else other
    return typed.typing and typed.scope is not Scope.ALWAYS


def _keys(action: Action, wanted: Sequence[str]) -> tuple[str, ...]:
    """The keys of an action as Textual names them."""
    keys = tuple(dict.fromkeys(_key(action, key) for key in wanted))
    if action.id in ("quick_log", "split_minutes") and len(keys) != len(action.keys):
        raise KeymapError(action.id, f"{action.id} takes eight keys, for 15 minutes to 2 hours, not {len(keys)}")
    return keys


def _key(action: Action, written: str) -> str:
    def wrong(reason: str) -> KeymapError:
        return KeymapError(action.id, f"{action.id} cannot have the key '{shown(written)}': {reason}")

    key = _named(written)
    if reason := _NOT_SENT.get(key):
        raise wrong(reason)
    is_text = character_of(key) is not None
    if not (is_text or key in _NAMED or _SENT.fullmatch(key)):
        raise wrong("not every terminal sends it, or it has another name; write a character, F2 or ctrl+l")
    if action.typing and is_text:
        raise wrong("it is text there; write F2, ctrl+l or the like")
    return key


def _named(written: str) -> str:
    """A key as Textual names it, from how people write it."""
    if len(written) == 1:
        [binding] = Binding.make_bindings([Binding("comma" if written == "," else written, "")])
        return "space" if written == " " else binding.key
    *modifiers, last = re.split(r"\+(?!$)", written.casefold())
    if len(last) == 1 and not last.isalnum():
        last = _named(last)
    return "+".join([*modifiers, _OTHER_NAMES.get(last, last)])
