"""Text of people is never markup and never reaches a terminal raw: every screen shows all of it, neutralised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from standup.config import Settings
from standup.domain.change import Change, create
from standup.domain.records import (
    Bucket,
    Contact,
    Customer,
    Developer,
    HoursPeriod,
    Role,
    Team,
    TimeEntry,
    Timer,
    Touchpoint,
    WorkItem,
    WorkState,
)
from standup.domain.text import shown, storable
from standup.store.tiny import TinyStore
from standup.tui.app import StandupApp
from standup.tui.palette import StandupCommands
from standup.workspace.session import Workspace
from tests.shared_data import SHARED
from tests.tui.conftest import MONDAY
from tests.tui.reading import screen_lines, screen_text, settled

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

OWN = (
    "task [x] done",
    "[/x]",
    "[bold]fix[/bold] [",
    "dependabot[bot]",
    "[@click=app.quit]quit[/]",
    "[$primary on red]x[/]",
    "\\[escaped] \\",
    "$name ${name} {name} %s",
    "\x1b[31mred\x1b[0m\x07",
    "\x9b1mC1\x85",
    "abc\u202edef\u2066ghi\ufeff",
    "two\r\nlines\tand a tab\x00\x7f",
    ":smile: :+1:",
    "王伟 山田商事株式会社",
    "👩\u200d👩\u200d👧 Zoë Mu\u0308ller",
    "x" * 300,
    "王" * 100,
)
HOURS = (HoursPeriod(minutes=(480, 480, 480, 480, 480, 0, 0)),)


def strings() -> list[str]:
    """Our own naughty strings and those of the shared folder; a name is never blank."""
    found = list(OWN)
    listed = SHARED / "strings" / "naughty" / "blns.json"
    if listed.is_file():
        found += json.loads(listed.read_text("utf-8"))
    return [text for text in dict.fromkeys(storable(text) for text in found) if text.strip()]


def workspace_named(folder: Path, names: list[str]) -> Workspace:
    """A team in which everything bears one of the names."""
    first = names[0]
    people = [
        Developer(id=f"p{number}", name=name, timezone="UTC", hours=HOURS, role=Role.LEAD)
        for number, name in enumerate(names)
    ]
    store = TinyStore.create(folder, Team(name=first), people)
    day = MONDAY.date()
    records = [
        record
        for number, name in enumerate(names)
        for record in (
            Customer(id=f"c{number}", name=name, contacts=(Contact(name=name, phone=name),)),
            WorkItem(
                id=f"w{number}",
                key=name[:150],
                title=name,
                created_on=day,
                state_since=day,
                state=WorkState.BLOCKED,
                blocker=name,
                developer="p0",
                customer=f"c{number}",
            ),
            Touchpoint(
                id=f"t{number}",
                customer=f"c{number}",
                title=name,
                kind=name,
                created_on=day,
                developer="p0",
                due_on=day,
            ),
            TimeEntry(
                id=f"e{number}",
                developer="p0",
                day=day,
                minutes=5,
                bucket=Bucket.PRODUCTION,
                work_item=name[:150],
                note=name,
                tags=("tag",),
            ),
        )
    ]
    timer = Timer(id="p0", developer="p0", started_at=MONDAY, bucket=Bucket.OTHER, note=first)
    ops = tuple(create(record) for record in (*records, timer))
    store.write(Change(id="x", at=MONDAY, by="p0", why="naughty", ops=ops))
    return Workspace(store, "p0", now=lambda: MONDAY)


def chunks(texts: list[str], size: int) -> list[list[str]]:
    return [texts[start : start + size] for start in range(0, len(texts), size)]


def whole(text: str) -> str:
    """A text in its neutralised form, without the spaces that a cut or a wrap may change."""
    return "".join(shown(text).split())


async def test_every_screen_shows_our_naughty_names(tmp_path: Path) -> None:
    await every_screen_shows([*OWN], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("names", chunks(strings(), 60), ids=lambda names: f"{len(names)} names")
async def test_every_screen_shows_every_naughty_string(tmp_path: Path, names: list[str]) -> None:
    await every_screen_shows(names, tmp_path)


async def every_screen_shows(names: list[str], tmp_path: Path) -> None:
    """Put the names everywhere, look at every screen and dialog, and find each in its neutralised form."""
    app = StandupApp(workspace_named(tmp_path / "team", names), settings=Settings())
    async with app.run_test(size=(320, 150)) as pilot:
        board = "".join(screen_text(app).split())
        short = [name for name in names if cell_len(shown(name)) <= 60]
        assert short
        for name in short:
            assert whole(name) in board
        assert not any(character in screen_text(app) for character in "\x1b\x07\x9b\u202e\u2066\x85")
        await pilot.press("space", "2", "full_stop", "question_mark", "escape", "T")
        await pilot.resize_terminal(320, 240)  # so that all people have room above the other parts
        await settled(pilot)
        team = "".join(screen_text(app).split())
        assert all(whole(name) in team for name in names if cell_len(shown(name)) <= 20)
        await pilot.resize_terminal(320, 150)
        await pilot.press("D")
        await settled(pilot)
        day = "".join(screen_text(app).split())
        assert all(whole(name) in day for name in names if cell_len(shown(name)) <= 20)
        await pilot.press("enter", "escape", "m", "escape", "b", "escape", "C")
        await settled(pilot)
        customers = "".join(screen_text(app).split())
        assert all(whole(name) in customers for name in names if cell_len(shown(name)) <= 20)
        await pilot.press("enter")
        await settled(pilot)
        assert not any(character in screen_text(app) for character in "\x1b\x07\x9b\u202e\u2066\x85")
        await pilot.press("escape", "E", "escape", "n", "escape")
        await pilot.press("B", "d", "escape", "enter", "escape", "E", "escape", "m", "escape", "b")
        await pilot.press("tab", "enter", "escape", "E", "escape", "z", "escape", "d", "escape", "ctrl+p")
        await pilot.pause(0.2)
        await pilot.press("escape")
        commands = [hit.text async for hit in StandupCommands(app.screen).discover()]
        assert all(f"Board of {shown(name)}" in commands for name in names)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_long_and_wide_names_keep_every_line_in_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    app = StandupApp(workspace_named(tmp_path / "team", [*OWN]), settings=Settings())
    async with app.run_test(size=size) as pilot:
        keys = "j tab T C j enter j escape o D j enter escape B l escape comma full_stop"
        for key in keys.split():
            await pilot.press(key)
            await settled(pilot)
            assert all(cell_len(line) <= size[0] for line in screen_lines(app))


async def test_what_is_pasted_into_a_line_is_neutralised(tmp_path: Path) -> None:
    from textual import events

    app = StandupApp(workspace_named(tmp_path / "team", ["plain"]), settings=Settings())
    async with app.run_test() as pilot:
        await pilot.press("l")
        app.post_message(events.Paste("30m ~ a\x1b[31mb\u202e\nsecond line"))
        await settled(pilot)
        from standup.tui.widgets.logbar import LogBar

        assert app.page is not None
        assert app.page.query_one(LogBar).field.text == "30m ~ a␛[31mb�"
