"""A walk through every screen, dialog and bar of the app."""

from __future__ import annotations

from collections.abc import AsyncIterator

from textual.pilot import Pilot

from standup.tui.app import StandupApp
from tests.tui.reading import settled

STOPS: dict[str, tuple[str, ...]] = {
    "board": (),
    "the other side, unfolded": ("tab", "G", "enter"),
    "toast": ("g", "1"),
    "running timer": ("space",),
    "another board": ("full_stop",),
    "help": ("comma", "question_mark"),
    "snooze": ("escape", "z"),
    "snooze refused": ("x",),
    "done": ("escape", "d"),
    "details": ("escape", "g", "enter"),
    "form": ("escape", "n"),
    "fill": ("escape", "f"),
    "check-in": ("escape", "c"),
    "interrupt": ("escape", "i"),
    "duty": ("escape", "r"),
    "log bar": ("escape", "l"),
    "log line": ("4", "5", "m"),
    "log line refused": ("x", "x"),
    "customers": ("escape", "C", "a"),
    "customer": ("enter",),
    "edit customer": ("E",),
    "team": ("escape", "escape", "T"),
    "standup": ("S",),
    "turn": ("enter",),
    "turn of another": ("enter", "enter"),
}
"""The keys that lead to each stop from the one before."""


async def tour(app: StandupApp, pilot: Pilot[None]) -> AsyncIterator[str]:
    """Every stop in its turn; the command palette has none, because Textual does not give it new colours."""
    for stop, keys in STOPS.items():
        await pilot.press(*keys)
        await settled(pilot)
        yield stop
    app.search_themes()
    await settled(pilot)
    yield "themes"
