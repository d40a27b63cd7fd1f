"""The screens of the app, imported when they are first shown: importing all takes longer than drawing the Board."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from standup.tui.keyed import KeyedScreen, keyed_screens

if TYPE_CHECKING:
    from standup.tui.host import Host
    from standup.tui.page import Page

WITH_KEYS = (
    *("board", "checking_in", "choosing", "customers", "day", "detail", "dialogs", "filling", "first_run", "forms"),
    *("help", "interrupting", "joining", "my_week", "splitting", "standup", "team", "theme_picker", "ticking", "why"),
)
"""The modules of `standup.tui` that have screens or dialogs with keys of the table."""


def every_screen() -> list[type[KeyedScreen[Any]]]:
    """All screens and dialogs that have keys of the table, shown yet or not."""
    for name in WITH_KEYS:
        import_module(f"standup.tui.{name}")
    return keyed_screens()


def pages(host: Host) -> dict[str, Callable[[], Page]]:
    """What makes the screen of each mode but the Board."""

    def day() -> Page:
        from standup.tui.day import DayScreen

        return DayScreen(host)

    def week() -> Page:
        from standup.tui.my_week import MyWeekScreen

        return MyWeekScreen(host)

    def standup() -> Page:
        from standup.tui.standup import StandupScreen

        return StandupScreen(host)

    def customers() -> Page:
        from standup.tui.customers import CustomersScreen

        return CustomersScreen(host)

    def team() -> Page:
        from standup.tui.team import TeamScreen

        return TeamScreen(host)

    return {"day": day, "week": week, "standup": standup, "customers": customers, "team": team}
