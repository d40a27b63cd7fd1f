"""Other keys from the config: what they bind, what they show, and what is refused."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from textual.widgets import Input

from standup.cli import main as run
from standup.tui.actions import ACTIONS, DEFAULT
from standup.tui.help import KeyList
from standup.tui.keymap import KeymapError, clashes, table_of, textual_keymap
from standup.tui.palette import StandupCommands
from standup.tui.widgets.logbar import LogBar
from standup.workspace.board import board
from tests.tui.conftest import MakeApp
from tests.tui.reading import board_of, log_bar, pressed, production, screen_lines, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE = (120, 40)


async def test_another_key_acts_and_the_default_one_does_nothing(make_app: MakeApp) -> None:
    app = make_app(keymap={"open_log": ("o", "ctrl+l")})
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l", "colon")
        assert not log_bar(app).is_open
        for key in ("o", "ctrl+l"):
            await pilot.press(key)
            assert log_bar(app).is_open
            await pilot.press("escape")
            await settled(pilot)


async def test_another_key_is_text_while_somebody_types(make_app: MakeApp) -> None:
    app = make_app(keymap={"open_log": ("ö",), "undo": ("ü",), "cursor_down": ("ä",), "help": ("ß",)})
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ö")
        await pressed(pilot, "ö ü ä ß")
        assert log_bar(app).field.text == "ö ü ä ß"
        await pilot.press("escape", "d")
        await settled(pilot)
        await pressed(pilot, "ö ü ä ß")
        assert app.screen.query_one(Input).value == "ö ü ä ß"


async def test_one_name_rebinds_what_does_the_same_on_my_day(make_app: MakeApp) -> None:
    app = make_app(keymap={"open_log": ("ctrl+l",), "fill": ("x",)})
    assert app.table.key("log_on_day") == "ctrl+l"
    assert app.table.key("fill_day") == "f"  # there x deletes
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "ctrl+l")
        await settled(pilot)
        assert app.screen.query_one(LogBar).is_open


async def test_two_actions_can_swap_their_keys(make_app: MakeApp) -> None:
    app = make_app(keymap={"done": ("l",), "open_log": ("d",)})
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        assert log_bar(app).is_open
        await pilot.press("escape", "l")
        await settled(pilot)
        assert "Done" in screen_text(app)
        assert app.screen is not app.page


async def test_eight_other_keys_log_at_once_in_their_order(make_app: MakeApp) -> None:
    app = make_app(keymap={"quick_log": ("F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9")})
    async with app.run_test(size=WIDE) as pilot:
        before = board(app.workspace).own
        await pilot.press("3")
        assert board(app.workspace).own == before
        await pilot.press("f4")
        await settled(pilot)
        assert "45 min production on API-12" in toasts(app)[-1]


async def test_another_key_moves_in_a_list(make_app: MakeApp) -> None:
    app = make_app(keymap={"cursor_down": ("ctrl+n", "down")})
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("ctrl+n", "down", "j")
        assert production(app).cursor == 2


async def test_footer_help_palette_hints_and_the_mouse_know_the_other_key(make_app: MakeApp) -> None:
    app = make_app(keymap={"open_log": ("o",), "quit": ("ctrl+x",)})
    async with app.run_test(size=WIDE) as pilot:
        footer = screen_lines(app)[-1]
        assert "o Log" in footer
        assert "^x Quit" in footer
        assert "l Log" not in footer
        hits = {hit.text: hit.help async for hit in StandupCommands(app.screen).discover()}
        [log_help] = [words for text, words in hits.items() if text and text.startswith("Log: ")]
        assert log_help == "Key o"
        await pilot.press("ctrl+c")
        assert toasts(app)[-1] == "ctrl+x quits"
        await pilot.click(offset=(footer.index("o Log"), 39))
        await settled(pilot)
        assert log_bar(app).is_open
        await pilot.press("escape", "question_mark")
        await settled(pilot)
        assert re.search(r"\bo +Open the log bar", app.screen.query_one(KeyList).render().plain)


async def test_hints_name_the_other_key(make_app: MakeApp) -> None:
    app = make_app(keymap={"open_log": ("ö",), "undo": ("ü",), "redo": ("ä",), "timer": ("ctrl+t",), "open": ("ß",)})
    async with app.run_test(size=WIDE) as pilot:
        assert "ö logs a line" in screen_text(app)
        assert "ß unfolds them" in screen_text(app)
        await pilot.press("1")
        await settled(pilot)
        assert toasts(app)[-1].endswith("ü takes it back")
        await pilot.press("ü")
        await settled(pilot)
        assert toasts(app)[-1].endswith("ä brings it back")
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert toasts(app)[-1].endswith("ctrl+t stops it")


async def test_why_a_key_does_nothing_is_said_of_the_other_key(make_app: MakeApp) -> None:
    app = make_app(keymap={"snooze": ("v",), "switch_pane": ("ctrl+o",)})
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("v")
        assert "only a touchpoint can be snoozed" in toasts(app)[-1]
        await pilot.press("ctrl+o", "v")
        await settled(pilot)
        await typed(pilot, "fri waiting")
        await pilot.press("enter")
        await settled(pilot)
        assert "snoozed until Fri 27 Nov" in toasts(app)[-1]
        assert board_of(app).view is not None


def test_keys_are_taken_as_people_write_them() -> None:
    table = table_of({"open_log": ("+", "Del", "PgDn", "CTRL+L", "é"), "page_down": ("ctrl+d",)})
    assert next(row.keys for row in table.actions if row.id == "open_log") == (
        "plus",
        "delete",
        "pagedown",
        "ctrl+l",
        "é",
    )
    assert table.key("open_log") == "+"


@pytest.mark.parametrize(
    ("keymap", "message"),
    [
        ({"opn_log": ("o",)}, "no action 'opn_log' to give a key; did you mean open_log?"),
        ({"xyz": ("o",)}, "no action 'xyz' to give a key"),
        ({"done": ("ctrl+i",)}, "done cannot have the key 'ctrl+i': terminals send the same as for tab"),
        ({"done": ("ctrl+m",)}, "done cannot have the key 'ctrl+m': terminals send the same as for enter"),
        ({"done": ("Ctrl+H",)}, "done cannot have the key 'Ctrl+H': many terminals send the same as for backspace"),
        ({"done": ("ctrl+[",)}, "done cannot have the key 'ctrl+[': terminals send the same as for esc"),
        ({"done": ("ctrl+enter",)}, "done cannot have the key 'ctrl+enter': many terminals send the same as for enter"),
        ({"done": ("ctrl+q",)}, "done cannot have the key 'ctrl+q': it quits, whatever the keymap says"),
        ({"done": ("ctrl+c",)}, "done cannot have the key 'ctrl+c': it copies, and says how to quit"),
        (
            {"done": ("hyper+x",)},
            "done cannot have the key 'hyper+x': not every terminal sends it, or it has another name; "
            "write a character, F2 or ctrl+l",
        ),
        ({"done": ("\x1b",)}, "done cannot have the key '␛': not every terminal sends it, or it has another name; "),
        ({"log_line": ("x",)}, "log_line cannot have the key 'x': it is text there; write F2, ctrl+l or the like"),
        ({"quick_log": ("1", "2")}, "quick_log takes eight keys, for 15 minutes to 2 hours, not 2"),
        ({"open_log": ("d",)}, "'d' is both Log (open_log) and Done (done) on the Board; give one of them another key"),
        ({"open_log": ("j",)}, "'j' is both "),
        ({"done": ("?",)}, "'?' is both "),
        ({"export": ("q",)}, "'q' is both Quit (quit) and Export (export) on "),
        ({"command_palette": ("f1",)}, "'F1' is both "),
        ({"snooze": ("v",), "done": ("v",)}, "'v' is both "),
    ],
)
def test_what_is_refused_says_why(keymap: dict[str, tuple[str, ...]], message: str) -> None:
    with pytest.raises(KeymapError) as caught:
        table_of(keymap)
    assert message in str(caught.value)
    assert caught.value.action in keymap


def test_help_quit_and_palette_can_be_reached_whatever_the_keymap(make_app: MakeApp) -> None:
    table = table_of({"help": ("ctrl+o",), "quit": ("ctrl+x",), "command_palette": ("F12",)})
    assert all(row.keys for row in table.actions)
    assert not list(clashes(table))


def test_without_a_keymap_nothing_is_bound_anew() -> None:
    assert table_of({}) == DEFAULT
    assert textual_keymap(DEFAULT) == {}
    assert {row.id: row.keys for row in ACTIONS} == {row.id: row.keys for row in DEFAULT.actions}


def test_the_command_sets_no_key_that_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.toml"
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"STANDUP_{name}", str(file if name == "CONFIG" else tmp_path / name.lower()))
    assert run(["config", "keymap.done", "ctrl+i"]) == 2
    assert "cannot have the key 'ctrl+i'" in capsys.readouterr().err
    assert not file.exists()
    assert run(["config", "keymap.done", "v"]) == 0
    assert "v" in file.read_text(encoding="utf-8")
    assert run(["config", "keymap.open_log", "v"]) == 2
    assert "'v' is both Log (open_log) and Done (done) on the Board" in capsys.readouterr().err


def test_the_board_is_not_opened_and_file_and_line_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("# mine\n[keymap]\ntimer = 'ctrl+t'\nopen_log = 'd'\n", encoding="utf-8")
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"STANDUP_{name}", str(file if name == "CONFIG" else tmp_path / name.lower()))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((80, 24)))
    assert run(["--demo"]) == 2
    assert f"{file}:4: 'd' is both Log (open_log) and Done (done) on the Board" in capsys.readouterr().err
