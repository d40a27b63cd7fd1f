"""The log bar: completions, earlier lines, what was left, pastes; and the frame in which a key shows what it did."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from standup.domain.duration import format_minutes
from standup.store.lines import EarlierLines
from standup.tui.widgets.choices import Choices
from standup.workspace.board import board
from standup.workspace.touchpoints import add_touchpoint, drop
from tests.tui.conftest import MakeApp
from tests.tui.reading import (
    at_once,
    board_of,
    log_bar,
    pressed,
    production,
    screen_lines,
    screen_text,
    settled,
    toasts,
    typed,
)

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE, SMALL = (120, 40), (80, 24)


async def test_keys_of_the_line_act_before_what_is_typed_right_behind_them(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("l")
        for key, character in (
            ("x", "x"),
            ("ctrl+u", None),
            ("3", "3"),
            ("backspace", "\x7f"),
            ("4", "4"),
            ("home", None),
        ):
            app.post_message(events.Key(key, character))
        app.post_message(events.Key("1", "1"))
        await settled(pilot)
        assert log_bar(app).field.text == "14"


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_names_are_offered_above_the_line_with_what_they_are(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("l")
        await typed(pilot, "45m #")
        lines = screen_lines(app)
        row = next(number for number, line in enumerate(lines) if ": 45m #" in line)
        rows = lines[row - 6 : row]
        assert "▸ #API-15" in rows[0]  # the one with the latest entry
        assert "Audit export" in rows[0]
        assert "↓" in rows[-1]
        assert all("#" in line for line in rows)
        assert "tab takes it" in lines[row + 1]


async def test_tab_takes_the_first_one_and_typing_goes_on(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await pressed(pilot, "45m #retry")
        await pilot.press("tab")
        await pressed(pilot, "@glob")
        await pilot.press("tab")
        await pressed(pilot, "70/30 pairing")
        assert log_bar(app).field.text == "45m #API-12 @globex 70/30 pairing"
        assert "→ 31 min production on API-12, 14 min customer on Globex, Inc., today" in screen_text(app)


async def test_what_is_typed_ahead_of_the_list_completes_too(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        for character in "l45m @glo":
            app.post_message(events.Key({" ": "space"}.get(character, character), character))
        app.post_message(events.Key("tab", "\t"))
        await at_once(pilot, "demo")
        assert log_bar(app).field.text == "45m @globex demo"


async def test_arrows_choose_and_right_takes_at_the_end_of_the_line(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await typed(pilot, "45m #")
        choices = app.screen.query_one(Choices)
        await pilot.press("down", "down", "up")
        assert choices.chosen is not None
        second = choices.chosen.replacement
        await pilot.press("right")
        await settled(pilot)
        assert log_bar(app).field.text == f"45m {second} "
        assert second == "#API-12"


async def test_the_list_goes_round_and_scrolls(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await typed(pilot, "45m #")
        choices = app.screen.query_one(Choices)
        first = choices.chosen
        assert first is not None
        await pilot.press("up")
        await settled(pilot)
        last = choices.chosen
        assert last is not None
        assert last != first
        assert f"▸ {last.replacement}" in screen_text(app)
        await pilot.press("down")
        assert choices.chosen == first


async def test_escape_puts_the_list_away_first_and_then_leaves(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await typed(pilot, "45m @acm")
        assert app.screen.query_one(Choices).display
        await pilot.press("escape")
        await settled(pilot)
        assert not app.screen.query_one(Choices).display
        assert log_bar(app).is_open
        assert "no customer 'acm'; did you mean acme?" in screen_text(app)
        await pilot.press("escape")
        await settled(pilot)
        assert not log_bar(app).is_open


async def test_enter_logs_the_line_as_it_stands_and_never_takes_a_name(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await typed(pilot, "45m @acm")
        await pilot.press("enter")
        await settled(pilot)
        assert log_bar(app).field.text == "45m @acm"
        assert toasts(app) == []
        assert "did you mean acme" in screen_text(app)


async def test_the_mouse_takes_a_name(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await typed(pilot, "45m #")
        row = next(
            number for number, line in enumerate(screen_lines(app)) if "Audit export" in line and " #API" in line
        )
        await pilot.click(offset=(12, row))
        await settled(pilot)
        assert log_bar(app).field.text == "45m #API-15 "
        assert log_bar(app).field.input.has_focus


async def test_days_and_tags_are_offered(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await pressed(pilot, "y")
        assert "▸ yesterday  Sun 22 Nov" in screen_text(app)
        await pilot.press("tab")
        await pressed(pilot, "1h #API-12 +sh")
        await pilot.press("tab")
        assert log_bar(app).field.text == "yesterday 1h #API-12 +shaping "


async def test_done_completes_names_too(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "d")
        await pressed(pilot, "20m ok > tom")
        await pilot.press("tab")
        await pressed(pilot, "call")
        assert "next: Tue 24 Nov, call" in screen_text(app)


async def test_up_and_down_walk_through_earlier_lines_and_back_to_what_was_begun(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        for line in ("15m #WEB-7", "30m @initech"):
            await pilot.press("l")
            await typed(pilot, line)
            await pilot.press("enter")
            await settled(pilot)
        await pilot.press("l")
        await typed(pilot, "1h")
        field = log_bar(app).field
        texts = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await pilot.press(key)
            await settled(pilot)
            texts.append(field.text)
        assert texts == ["30m @initech", "15m #WEB-7", "15m #WEB-7", "30m @initech", "1h", "1h"]
        assert not app.screen.query_one(Choices).display
        await pilot.press("up")
        await settled(pilot)
        assert "→ 30 min customer on Initech, today" in screen_text(app)


async def test_earlier_lines_last_longer_than_the_app(make_app: MakeApp, tmp_path: Path) -> None:
    for round_ in range(2):
        app = make_app()
        app.earlier = EarlierLines(tmp_path / "lines.txt")
        async with app.run_test(size=WIDE) as pilot:
            await pilot.press("l")
            if round_ == 0:
                await typed(pilot, "15m #WEB-7")
                await pilot.press("enter")
            else:
                await pilot.press("up")
                assert log_bar(app).field.text == "15m #WEB-7"
            await settled(pilot)


async def test_what_was_left_is_shown_and_typing_replaces_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await typed(pilot, "q4 talk")
        await pilot.press("escape")
        await settled(pilot)
        assert ": q4 talk   kept; l goes on with it" in screen_text(app)
        await pilot.press("l", "end")
        await pressed(pilot, "s")
        assert log_bar(app).field.text == "q4 talks"
        await pilot.press("escape", "l")
        await pressed(pilot, "30m")
        assert log_bar(app).field.text == "30m"
        await pilot.press("enter")
        await settled(pilot)
        assert "l logs a line, such as" in screen_text(app)


async def test_several_pasted_lines_come_one_after_the_other(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        field = log_bar(app).field
        field.input.post_message(events.Paste("15m #WEB-7\n\n30m @initech\x1b[31m\r\n1h ~ talk\n"))
        await settled(pilot)
        assert field.text == "15m #WEB-7"
        assert "2 more pasted lines after this one" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert log_bar(app).is_open
        assert field.text == "30m @initech␛[31m"
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("l")
        await settled(pilot)
        assert "more pasted" not in screen_text(app)


@pytest.mark.parametrize(("key", "left"), [("ctrl+u", ""), ("ctrl+w", "45m "), ("ctrl+a", "45m @acme")])
async def test_the_usual_keys_edit_the_line(make_app: MakeApp, key: str, left: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await typed(pilot, "45m acme" if key == "ctrl+w" else "45m @acme")
        await pilot.press(key)
        await settled(pilot)
        assert log_bar(app).field.text == left


async def test_a_number_shows_what_it_logged_in_the_next_frame(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        frames: list[tuple[bool, int]] = []
        real = app._display
        before = board(app.workspace).own
        assert before is not None

        def display(screen: object, renderable: object) -> None:
            view = board_of(app).view
            assert view is not None
            assert view.own is not None
            today = next(line for line in screen_lines(app) if line.startswith(" Today"))
            frames.append((f" {format_minutes(view.own.today.production)} " in today, len(view.own.entries)))
            real(screen, renderable)  # type: ignore[arg-type]

        monkeypatch.setattr(app, "_display", display)
        await pilot.press("7")
        await settled(pilot)
        logged = [shown for shown, entries in frames if entries > len(before.entries)]
        assert logged
        assert all(logged)
        assert toasts(app) == ["105 min production on API-12, today · u takes it back"]
        assert production(app).has_focus


async def test_carets_stand_right_under_a_line_typed_in_one_burst(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await at_once(pilot, "l2h #API-12 @acme pairing")
        lines = screen_lines(app)
        row = next(number for number, line in enumerate(lines) if "2h #API-12 @acme" in line)
        assert lines[row + 1].rstrip() == " " * lines[row].index("@acme") + "^^^^^"


async def test_where_several_touchpoints_are_open_the_bar_advises_a_row_and_my_key(make_app: MakeApp) -> None:
    app = make_app(keymap={"done": ("ctrl+d",)})
    for title in ("Price list", "Roadmap"):
        add_touchpoint(app.workspace, "acme", title, developer="bob")
    [mine] = [one for one in app.workspace.store.desk("dana").touchpoints if one.customer == "acme"]
    drop(app.workspace, mine.id)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("l")
        await typed(pilot, "45m @acme talked > fri send quote")
        answer = " ".join(screen_text(app).split())
        assert "Acme Corp has 2 open touchpoints: Price list (Bob Marsh), Roadmap (Bob Marsh);" in answer
        assert "on the Board, choose the row of one and press ctrl+d" in answer
        assert "standup done" not in answer
