"""Makes the pictures of the README: `python docs/make_pictures.py` in an environment with standup installed."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from standup.config import Settings
from standup.tui.app import StandupApp
from standup.workspace.sample import sample_workspace

PICTURES = Path(__file__).parent / "pictures"
NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)  # a Thursday: some of the week is over, some is left
_WEB_FONTS = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)


class Picture(NamedTuple):
    """A screen: its file, size, theme and the keys that lead to it."""

    name: str
    width: int
    height: int
    theme: str = "standup-dark"
    keys: Sequence[str] = ()


SCREENS = (
    Picture("board", 120, 40),
    Picture("board-80x24", 80, 24),
    Picture("board-light", 120, 40, theme="standup-light"),
    Picture("log-bar", 120, 34, keys=("l", *"2h #API-12 @acme 70/30 pairing".replace(" ", "_"))),
    Picture("team", 120, 34, keys=("T",)),
    Picture("day", 120, 34, keys=("D", "less_than_sign")),
    Picture("customers", 120, 34, keys=("C",)),
    Picture("standup", 120, 34, keys=("S", "enter")),
)
_NAMES = {"_": "space", "#": "number_sign", "@": "at", "/": "slash", "-": "minus"}


async def take(picture: Picture, folder: Path) -> str:
    """The screen as SVG, without the fonts that it would fetch from the web."""
    workspace = sample_workspace(folder / picture.name, timezone="Europe/Berlin", now=lambda: NOW)
    settings = Settings(theme=picture.theme)
    app = StandupApp(workspace, settings=settings, user_themes=folder / "themes", demo=True)
    async with app.run_test(size=(picture.width, picture.height)) as pilot:
        await pilot.pause()
        for key in picture.keys:
            await pilot.press(_NAMES.get(key, key))
            await pilot.pause()
        await app.workers.wait_for_complete()  # the Team is read in a thread
        await pilot.pause()
        return _WEB_FONTS.sub("", app.export_screenshot(title="standup"))


async def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for picture in SCREENS:
            svg = await take(picture, Path(folder))
            (PICTURES / f"{picture.name}.svg").write_text(f"{svg.rstrip()}\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
