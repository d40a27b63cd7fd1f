"""Pictures of the screens at two sizes, the sample team at a fixed moment; look at them when they change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.conftest import FRIDAY, THURSDAY, Clock, MakeApp
from tests.tui.reading import settled, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

Compare: TypeAlias = Callable[..., bool]

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
SCREENS = {
    "board": (),
    "another-board": ("full_stop",),
    "team": ("T",),
    "team-parts": ("T", "tab", "j"),
    "team-weeks": ("T", "tab", "tab"),
    "team-why": ("T", "y"),
    "team-publish": ("T", "less_than_sign", "P"),
    "standup": ("S",),
    "standup-turn": ("S", "enter", "enter", "enter", "enter"),
    "day": ("D", "less_than_sign", "j"),
    "day-edit": ("D", "less_than_sign", "enter"),
    "day-gap": ("D", "less_than_sign", "G", "enter"),
    "my-week": ("W", "j"),
    "my-week-closed": ("W", "less_than_sign"),
    "customers": ("C", "a", "j"),
    "customer": ("C", "enter"),
    "edit-customer": ("C", "E"),
    "help": ("question_mark",),
    "snooze": ("tab", "z"),
    "unfolded": ("tab", "G", "enter"),
    "timer": ("j", "space"),
    "detail-work": ("enter",),
    "detail-touchpoint": ("tab", "enter"),
    "new-work": ("n",),
    "new-touchpoint": ("tab", "n"),
    "move": ("m",),
    "fill": ("f",),
    "check-in": ("c",),
    "interrupt": ("i",),
    "duty": ("r",),
    "who": ("tab", "w"),
    "hand-over": ("tab", "H"),
}


@SIZES
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare: Compare, make_app: MakeApp, clock: Clock, screen: str, size: tuple[int, int]) -> None:
    clock.at = THURSDAY
    assert snap_compare(make_app(), terminal_size=size, run_before=_press(*SCREENS[screen]))


@SIZES
def test_log_bar_with_an_error(snap_compare: Compare, make_app: MakeApp, clock: Clock, size: tuple[int, int]) -> None:
    async def fill(pilot: Pilot[None]) -> None:
        await _press("l")(pilot)
        await typed(pilot, "45m @acmee call > fri send quote")

    clock.at = THURSDAY
    assert snap_compare(make_app(), terminal_size=size, run_before=fill)


@pytest.mark.parametrize("theme", ["standup-light", "high-contrast-light", "terminal", "ansi-dark"])
def test_board_in_other_colours(snap_compare: Compare, make_app: MakeApp, clock: Clock, theme: str) -> None:
    clock.at = THURSDAY
    assert snap_compare(make_app(theme=theme), terminal_size=(120, 40), run_before=_press())


@SIZES
def test_list_of_themes(snap_compare: Compare, make_app: MakeApp, clock: Clock, size: tuple[int, int]) -> None:
    clock.at = THURSDAY
    app = make_app()

    async def choose(pilot: Pilot[None]) -> None:
        app.search_themes()
        await _press("down")(pilot)

    assert snap_compare(app, terminal_size=size, run_before=choose)


def test_board_without_colours(
    snap_compare: Compare, make_app: MakeApp, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    clock.at = THURSDAY
    assert snap_compare(make_app(), terminal_size=(120, 40), run_before=_press())


def test_board_on_a_very_large_terminal(snap_compare: Compare, make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    assert snap_compare(make_app(), terminal_size=(200, 60), run_before=_press())


@SIZES
def test_board_on_a_friday_afternoon(
    snap_compare: Compare, make_app: MakeApp, clock: Clock, size: tuple[int, int]
) -> None:
    clock.at = FRIDAY
    assert snap_compare(make_app(), terminal_size=size, run_before=_press())


def _press(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Press the keys, wait until all is drawn, and hold the text cursor still."""

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        await settled(pilot)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await settled(pilot)

    return act
