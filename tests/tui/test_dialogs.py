"""Each dialog of the Board on a small screen: all of it is in sight."""

from __future__ import annotations

import pytest
from textual.screen import ModalScreen

from tests.tui.conftest import THURSDAY, Clock, MakeApp
from tests.tui.reading import settled

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

DIALOGS = {
    "fill": ("f",),
    "done": ("d",),
    "done with a touchpoint": ("tab", "d"),
    "snooze": ("tab", "z"),
    "who": ("tab", "w"),
    "hand over": ("H",),
    "move": ("m",),
    "block": ("b",),
    "interrupt": ("i",),
    "split": ("s",),
    "duty": ("r",),
    "check-in": ("c",),
    "new": ("n",),
}


@pytest.mark.parametrize("keys", DIALOGS.values(), ids=DIALOGS)
async def test_a_dialog_fits_into_a_small_screen(make_app: MakeApp, clock: Clock, keys: tuple[str, ...]) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await settled(pilot)
        assert isinstance(app.screen, ModalScreen)
        assert app.screen.max_scroll_y == 0
        assert all(one.region.bottom <= 24 for one in app.screen.children)
