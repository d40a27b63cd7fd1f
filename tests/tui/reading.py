"""What stands on a screen, as text."""

from __future__ import annotations

from contextlib import suppress

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled, WorkerFailed

from standup.tui.app import StandupApp
from standup.tui.board import BoardScreen
from standup.tui.day import DayScreen
from standup.tui.my_week import MyWeekScreen
from standup.tui.page import READING
from standup.tui.team import TeamScreen
from standup.tui.widgets.customer_pane import CustomerPane
from standup.tui.widgets.logbar import LogBar
from standup.tui.widgets.production_pane import ProductionPane
from standup.workspace.board import WorkRow


def screen_lines(app: App[None]) -> list[str]:
    """Each line of the screen, as a terminal would show it without colours."""
    screen = app.screen
    width, height = app.size
    return [
        "".join(segment.text for segment in strip) for strip in screen._compositor.render_strips(app.size)[:height]
    ] or [" " * width]


def screen_text(app: App[None]) -> str:
    """The whole screen as text."""
    return "\n".join(screen_lines(app))


def toasts(app: App[None]) -> list[str]:
    """The words of all toasts, oldest first, each in one line."""
    return [note.message.replace("\n", " ") for note in app._notifications]


def board_of(app: StandupApp) -> BoardScreen:
    """The Board, which has to be the current page."""
    assert isinstance(app.page, BoardScreen)
    return app.page


def team_of(app: StandupApp) -> TeamScreen:
    """The Team, which has to be the current page."""
    assert isinstance(app.page, TeamScreen)
    return app.page


def day_of(app: StandupApp) -> DayScreen:
    """My day, which has to be the current page."""
    assert isinstance(app.page, DayScreen)
    return app.page


def my_week_of(app: StandupApp) -> MyWeekScreen:
    """My week, which has to be the current page."""
    assert isinstance(app.page, MyWeekScreen)
    return app.page


def production(app: StandupApp) -> ProductionPane:
    """The production side."""
    return board_of(app).query_one(ProductionPane)


def work_rows(app: StandupApp) -> list[WorkRow]:
    """The work items of the production side."""
    return [row for row in production(app).rows if isinstance(row, WorkRow)]


def selected_work(app: StandupApp) -> WorkRow | None:
    """The work item with the cursor; None where there is none."""
    row = production(app).selected
    return row if isinstance(row, WorkRow) else None


def customer(app: StandupApp) -> CustomerPane:
    """The customer's side."""
    return board_of(app).query_one(CustomerPane)


def log_bar(app: StandupApp) -> LogBar:
    """The log bar."""
    return board_of(app).query_one(LogBar)


async def typed(pilot: Pilot[None], text: str) -> None:
    """Put text where the focus is, at once; `pressed` does it key by key."""
    focused = pilot.app.focused
    assert isinstance(focused, Input)
    focused.insert_text_at_cursor(text)
    await settled(pilot)


async def pressed(pilot: Pilot[None], text: str) -> None:
    """Type text key by key."""
    names = {" ": "space", ">": "greater_than_sign"}
    await pilot.press(*(names.get(character, character) for character in text))
    await settled(pilot)


async def at_once(pilot: Pilot[None], text: str) -> None:
    """Type text faster than the app can act on it, as a slow line delivers it."""
    for character in text:
        pilot.app.post_message(events.Key({" ": "space", "/": "slash"}.get(character, character), character))
    await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until messages that travel from a widget over its screen to the app, and back, have arrived.

    What the Team reads in a thread has been read and shown then.
    """
    for _ in range(3):
        await pilot.pause()
    while reading := [one for one in pilot.app.workers if one.group == READING and not one.is_finished]:
        with suppress(WorkerCancelled, WorkerFailed):
            await pilot.app.workers.wait_for_complete(reading)
        for _ in range(3):
            await pilot.pause()
