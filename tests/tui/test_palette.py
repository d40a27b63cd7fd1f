"""The command palette: everything by its name, and where choosing it leads."""

from __future__ import annotations

import time
from datetime import date

import pytest
from textual.command import DiscoveryHit, Hit
from textual.pilot import Pilot

from standup.domain.change import create
from standup.domain.records import SnoozeReason, WorkItem
from standup.tui.app import StandupApp
from standup.tui.customers import CustomersScreen
from standup.tui.day import DayScreen
from standup.tui.palette import MOST, StandupCommands
from standup.tui.widgets.customers import CustomerList
from standup.workspace.customers import add_customer
from standup.workspace.finding import WEEKS, findable
from standup.workspace.touchpoints import snooze
from tests.tui.conftest import MONDAY, MakeApp, MakeWorkspace
from tests.tui.reading import (
    board_of,
    customer,
    pressed,
    production,
    screen_text,
    selected_work,
    settled,
    team_of,
    toasts,
    typed,
)

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE = (120, 40)


async def found(app: StandupApp, query: str) -> list[str]:
    """The names of the hits, best first."""
    provider = await _provider(app)
    hits = [hit async for hit in provider.search(query) if isinstance(hit, Hit)]
    return [hit.text or "" for hit in sorted(hits, key=lambda hit: -hit.score)]


async def _provider(app: StandupApp) -> StandupCommands:
    provider = StandupCommands(app.screen)
    await provider.startup()
    return provider


def selected_key(app: StandupApp) -> str:
    """The key of the selected work item."""
    row = selected_work(app)
    return row.item.key if row else ""


async def choose(app: StandupApp, pilot: Pilot[None], query: str) -> None:
    """Type into the palette and take the first hit."""
    await pilot.press("ctrl+p")
    await settled(pilot)
    await typed(pilot, query)
    await pilot.pause(0.5)
    await pilot.press("enter")
    await pilot.pause(0.3)
    await settled(pilot)
    assert app.screen is app.page


async def test_before_anything_is_typed_there_are_actions_and_boards(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE):
        provider = await _provider(app)
        names = [hit.text or "" async for hit in provider.discover() if isinstance(hit, DiscoveryHit)]
        assert "Board of Sam [ops] Brandt" in names
        assert any(name.startswith("Log: ") for name in names)
        assert any(name.startswith("Filter: ") for name in names)
        assert not any(name.startswith(("Snooze: ", "Log the line", "Down: ", "Palette: ")) for name in names)
        assert not any(name.startswith(("API-", "Week ", "Acme")) for name in names)


async def test_an_action_that_cannot_act_is_not_offered(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        assert "Snooze: Postpone the selected touchpoint: until when, and why" not in await found(app, "snooze")
        await pilot.press("tab")
        assert "Snooze: Postpone the selected touchpoint: until when, and why" in await found(app, "snooze")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("api-21", "API-21 Rate limits per tenant"),
        ("rotate", "OPS-3 Rotate certificates"),
        ("ops cert", "OPS-3 Rotate certificates"),
        ("renewal", "Acme Corp: Renewal for next year"),
        ("zoe board", "Board of Zoë Müller"),
        ("w47", "Week 2026-W47: Mon 16 Nov to Sun 22 Nov"),
        ("log 1h30", "Log 1h30 to the selected row"),
    ],
)
async def test_what_is_typed_finds_it_first(make_app: MakeApp, query: str, first: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE):
        assert (await found(app, query))[0] == first


async def test_a_work_item_of_somebody_else_is_gone_to_on_their_board(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(app, pilot, "IOS-8")
        assert board_of(app).developer == "pat"
        assert production(app).has_focus
        assert selected_key(app) == "IOS-8"


async def test_what_is_nobodys_is_gone_to_on_my_own_board(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("full_stop")
        await choose(app, pilot, "DOC-1")
        assert board_of(app).developer == "dana"
        assert selected_key(app) == "DOC-1"


async def test_from_the_team_to_a_touchpoint(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("T")
        await settled(pilot)
        await choose(app, pilot, "send the quote")
        assert customer(app).has_focus
        assert "Send the quote" in str(customer(app).selected)


async def test_a_snoozed_touchpoint_is_unfolded(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        [row] = board_of(app).view.snoozed  # type: ignore[union-attr]
        assert row.touchpoint.title not in screen_text(app)
        await choose(app, pilot, row.touchpoint.title)
        assert customer(app).selected == row
        assert "snoozed: customer asked" in screen_text(app)


async def test_a_row_that_the_filter_hides_is_shown_again(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        await pressed(pilot, "dark")
        await pilot.press("enter")
        await settled(pilot)
        assert len(production(app).rows) == 1
        await choose(app, pilot, "OPS-3")
        assert selected_key(app) == "OPS-3"
        assert len(production(app).rows) > 1


async def test_a_customer_leads_to_their_row(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    add_customer(make_workspace(), "idle", name="[/x] Idle & Sons")
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(app, pilot, "idle sons")
        assert isinstance(app.page, CustomersScreen)
        row = app.page.query_one(CustomerList).selected
        assert row is not None
        assert row.customer.id == "idle"


async def test_a_week_is_the_team_for_a_lead(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(app, pilot, "week 2026-W46")
        assert team_of(app).week.number == 46
        assert "W46" in screen_text(app)


async def test_a_week_is_ones_own_days_for_anyone_else(make_app: MakeApp) -> None:
    app = make_app(me="bob")
    async with app.run_test(size=WIDE) as pilot:
        await choose(app, pilot, "week 2026-W46")
        assert isinstance(app.page, DayScreen)
        assert app.page.day == date(2026, 11, 9)
        await choose(app, pilot, "week 2026-W48")
        assert app.page.day == MONDAY.date()


async def test_a_row_that_is_gone_since_is_said(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        board_of(app).look_at("dana", "no-such-row")
        await settled(pilot)
        assert toasts(app)[-1] == "that is not open any more"


async def test_an_action_chosen_acts(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await choose(app, pilot, "log 45m to")
        assert "45 min production on API-12" in toasts(app)[-1]


def test_twelve_weeks_and_everything_open_can_be_found(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace()
    before = findable(workspace)
    assert len(before.weeks) == WEEKS
    assert before.is_lead
    assert not findable(make_workspace("bob")).is_lead
    mine = next(place for place in before.rows if place.name.startswith("Acme Corp"))
    snooze(workspace, mine.row, before.weeks[0].sunday, SnoozeReason.AWAY)
    assert mine in findable(workspace).rows


async def test_five_thousand_work_items_are_found_between_frames(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    workspace = make_workspace()
    items = [
        WorkItem(
            id=f"many-{number}",
            key=f"BIG-{number}",
            title=f"Retry failed uploads of tenant {number}",
            created_on=MONDAY.date(),
            state_since=MONDAY.date(),
        )
        for number in range(5_000)
    ]
    workspace.commit("many", [create(item) for item in items])
    app = make_app(workspace=workspace)
    async with app.run_test(size=WIDE):
        provider = await _provider(app)
        for query, expected in (("b", MOST), ("big-4999", 1), ("rtrfl", MOST), ("zzz", 0)):
            begun = time.process_time()
            hits = [hit async for hit in provider.search(query)]
            assert time.process_time() - begun < 1
            assert len(hits) >= min(expected, 1)
            assert len(hits) <= MOST
        assert (await found(app, "big-4321"))[0] == "BIG-4321 Retry failed uploads of tenant 4321"
