"""How people read the names of keys."""

from __future__ import annotations

import pytest

from standup.tui.keynames import character_of, key_name, key_names


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("l", "l"),
        ("G", "G"),
        ("question_mark", "?"),
        ("slash", "/"),
        ("backslash", "\\"),
        ("left_square_bracket", "["),
        ("less_than_sign", "<"),
        ("ctrl+p", "^p"),
        ("shift+tab", "⇧tab"),
        ("ctrl+shift+up", "^⇧↑"),
        ("alt+x", "alt+x"),
        ("tab", "tab"),
        ("space", "space"),
        ("enter", "enter"),
        ("escape", "esc"),
        ("pagedown", "pgdn"),
        ("f1", "F1"),
        ("f", "f"),
    ],
)
def test_a_key_is_named_as_people_read_it(key: str, name: str) -> None:
    assert key_name(key) == name


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        (("l", "colon"), "l :"),
        (tuple("12345678"), "1-8"),
        (("f2", "f3", "f4", "f5"), "F2-F5"),
        (tuple("1234567x"), "1 2 3 4 5 6 7 x"),
        (("a", "b"), "a b"),
        (("f2", "a", "b", "c"), "F2 a b c"),
    ],
)
def test_many_keys_that_follow_each_other_are_a_range(keys: tuple[str, ...], names: str) -> None:
    assert key_names(keys) == names


@pytest.mark.parametrize("key", ["tab", "enter", "escape", "ctrl+p", "f1", "up", "shift+tab", "backspace", "delete"])
def test_keys_that_are_no_text(key: str) -> None:
    assert character_of(key) is None


@pytest.mark.parametrize(("key", "character"), [("slash", "/"), ("space", " "), ("l", "l"), ("at", "@"), ("é", "é")])
def test_keys_that_are_text(key: str, character: str) -> None:
    assert character_of(key) == character
