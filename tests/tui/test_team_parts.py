"""The parts of the Team beside the people: decisions and their keys, the weeks, what waits, why, and publishing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from standup.domain.change import Op
from standup.domain.records import ClosedWeek, TimeEntry
from standup.domain.weeks import Week
from standup.tui.app import StandupApp
from standup.tui.board import BoardScreen
from standup.tui.choosing import ChoiceDialog
from standup.tui.dialogs import LineDialog
from standup.tui.forms import RecordFormScreen
from standup.tui.team import TeamList
from standup.tui.why import WhyScreen
from standup.workspace.session import Workspace, open_touchpoints
from tests.tui.conftest import THURSDAY, Clock, MakeApp, MakeWorkspace
from tests.tui.reading import screen_lines, screen_text, settled, team_of, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

LARGE = (120, 40)
W48 = Week.of(THURSDAY.date())


@pytest.fixture(autouse=True)
def thursday(clock: Clock) -> None:
    """The week is well under way."""
    clock.at = THURSDAY


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, and wait for what each does."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def focused(app: StandupApp) -> TeamList:
    """The list with the focus."""
    assert isinstance(app.focused, TeamList)
    return app.focused


def due_of(workspace: Workspace, title: str) -> tuple[date | None, str | None]:
    """The due date of the open touchpoint of this title, and its owner."""
    found = open_touchpoints(workspace.store, workspace.store.roster())
    return next((one.due_on, one.developer) for one in found if one.title == title)


@pytest.mark.parametrize(("size", "lists"), [((80, 24), 1), (LARGE, 3), ((200, 60), 4), ((160, 24), 1)])
async def test_every_part_is_there_at_every_size(make_app: MakeApp, size: tuple[int, int], lists: int) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "T")
        shown = team_of(app).lists
        assert len(shown) == lists
        ids = [row.id for one in shown for row in one.rows]
        for part in ("bob", "team", "decision-0", "weeks", "figure-Interrupts", "figure-After hours"):
            assert part in ids
        assert any(row.startswith("late-") for row in ids)
        assert any(row.startswith("quiet-") for row in ids)
        assert len(ids) == len(set(ids))


async def test_tab_goes_from_part_to_part_and_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "tab")
        assert focused(app).id == "decisions"
        await press(pilot, "tab", "tab")
        assert focused(app).id == "people"
        await press(pilot, "shift+tab")
        assert focused(app).id == "weeks"
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert focused(app).id == "people"
        await press(pilot, "g", "tab")
        assert "Decisions needed" in screen_lines(app)[4]
        page = team_of(app)
        assert (page.row.id if page.row else "") == "decision-0"
        assert page.why_not("give_slot") is None
        await press(pilot, "shift+tab", "shift+tab")
        assert "Waiting" in screen_text(app)


async def test_a_decision_says_its_key_and_the_key_gives_a_slot(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "tab")
        assert "p Acme Corp: Renewal for next year: give Dana Osei" in screen_text(app)
        await press(pilot, "p")
        assert isinstance(app.screen, LineDialog)
        await typed(pilot, "fri")
        assert "Fri 27 Nov, Dana Osei" in screen_text(app)
        await press(pilot, "enter")
        assert due_of(make_workspace(), "Renewal for next year") == (THURSDAY.date() + timedelta(days=1), "dana")
        assert "give Dana Osei" not in screen_text(app)
        assert "starved: due Fri 27 Nov" in " ".join(screen_text(app).split())
        await press(pilot, "u")
        assert "give Dana Osei" in screen_text(app)
        assert due_of(make_workspace(), "Renewal for next year") == (THURSDAY.date() - timedelta(days=12), "dana")


async def test_a_slot_lies_ahead(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "tab", "p")
        await typed(pilot, "sun")
        assert "Sun 29 Nov, no workday of Dana Osei" in screen_text(app)
        await press(pilot, "ctrl+u")
        await typed(pilot, "2026-11-20")
        await press(pilot, "enter")
        assert "a slot lies ahead" in screen_text(app)
        assert isinstance(app.screen, LineDialog)


async def test_hand_over_gives_a_touchpoint_or_all_that_a_developer_has(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "tab", "H")
        assert isinstance(app.screen, ChoiceDialog)
        await press(pilot, "j", "enter")
        if isinstance(app.screen, ChoiceDialog):  # the owner stood there
            await press(pilot, "k", "enter")
        _, owner = due_of(make_workspace(), "Renewal for next year")
        assert owner != "dana"
        await press(pilot, "shift+tab", "g", "H")
        assert "Bob Marsh has" in screen_text(app)


async def test_ask_copies_a_question(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "tab", "j", "a")
        words = "Dana Osei, what holds up Tanaka Seisakusho: What became of the pilot?"
        assert app.clipboard.startswith(words)
        assert toasts(app)[-1] == app.clipboard
        await press(pilot, "shift+tab", "a")
        assert app.clipboard.startswith("Bob Marsh, some of your time in 2026-W48 is not logged")


async def test_new_plans_with_the_customer_of_the_row(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "tab", "j", "j", "n")
        assert isinstance(app.screen, RecordFormScreen)
        assert "Lindqvist AB" in screen_text(app)


async def test_the_band_is_agreed_on_anew(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "b", "ctrl+u")
        await typed(pilot, "20-10")
        await press(pilot, "enter")
        assert "20-10 is no band" in screen_text(app)
        await press(pilot, "ctrl+u")
        await typed(pilot, "5-15")
        await press(pilot, "enter")
        team = make_workspace().store.roster().team
        assert (team.band_low, team.band_high) == (5, 15)
        assert "target band 5-15 % customer" in screen_text(app)


async def test_the_budget_of_interrupts_is_agreed_on_beside_the_band(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "b")
        assert "interrupts up to 20 % of the logged time" in screen_text(app)
        await press(pilot, "ctrl+u")
        await typed(pilot, "interrupts 120")
        await press(pilot, "enter")
        assert "120 is no budget" in screen_text(app)
        await press(pilot, "ctrl+u")
        await typed(pilot, "interrupts 25 %")
        await press(pilot, "enter")
        team = make_workspace().store.roster().team
        assert (team.interrupt_budget, team.band_low, team.band_high) == (25, 10, 20)


async def test_keys_that_cannot_act_say_why(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T")
        for key, words in (
            ("p", "a slot is for a touchpoint"),
            ("n", "a touchpoint is for a customer"),
            ("t", "this is the running week"),
        ):
            await press(pilot, key)
            assert words in toasts(app)[-1]
        await press(pilot, "greater_than_sign", "P")
        assert "2026-W49 has not begun" in toasts(app)[-1]
        await press(pilot, "tab", "tab", "a", "H")
        assert "choose a touchpoint" in toasts(app)[-1]


async def test_why_shows_rule_and_minutes_of_people_and_of_all_figures(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 60)) as pilot:
        await press(pilot, "T", "y")
        assert isinstance(app.screen, WhyScreen)
        text = screen_text(app)
        for words in ("Why? Bob Marsh", "1,425 + 0 + 180 = 1,605 min (26h45)", "0 / 1,425 min = 0 %", "Capacity"):
            assert words in text
        await press(pilot, "j", "k", "escape", "G", "y")
        assert "Why? Team of 6" in screen_text(app)
        await press(pilot, "q", "tab", "tab", "enter")
        text = screen_text(app)
        assert "2026-W48 ○ not closed:" in text
        assert "none is claimed" in text
        await press(pilot, "enter", "j", "y")
        assert "marked as an interrupt" in screen_text(app)
        await press(pilot, "escape", "shift+tab", "enter")
        assert "Overtaken: a workday after the due date" in screen_text(app)


async def test_weeks_by_their_number_and_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "o")
        await typed(pilot, "W46")
        assert "2026-W46: Mon 9 Nov - Sun 15 Nov 2026" in screen_text(app)
        await press(pilot, "enter")
        assert team_of(app).week == Week(2026, 46)
        assert "W46" in screen_lines(app)[0]
        await press(pilot, "t")
        assert team_of(app).week == W48
        assert "W48" in screen_lines(app)[0]
        await pilot.press("less_than_sign", "less_than_sign", "less_than_sign")
        await settled(pilot)
        assert "W45" in screen_lines(app)[0]


async def test_enter_on_a_person_opens_the_board(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "enter")
        assert isinstance(app.page, BoardScreen)


async def test_publishing_shows_who_has_not_closed_and_keeps_the_week(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    workspace = make_workspace()
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "less_than_sign", "P")
        assert isinstance(app.screen, ChoiceDialog)
        assert "have not closed it" in screen_text(app)
        assert "Pat O'Neil, Sam [ops] Brandt" in screen_text(app)
        assert "still running" not in screen_text(app)
        await press(pilot, "enter")
        assert workspace.store.published(W48 - 1) is None
        await press(pilot, "P", "j", "enter")
        assert workspace.store.published(W48 - 1) is not None
        assert "published Thu 26 Nov" in screen_text(app)
        await press(pilot, "P")
        assert "later changes show as corrections" in toasts(app)[-1]
        await press(pilot, "t", "P")
        assert "2026-W48 is still running: what is logged in it from now on" in screen_text(app)


async def test_what_changes_after_publishing_is_a_correction(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace("bob")
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T", "less_than_sign", "P", "j", "enter")
        entry: TimeEntry = workspace.store.week("bob", W48 - 1).entries[0]
        workspace.commit("log more", [Op(entry, replace(entry, minutes=entry.minutes + 45, version=entry.version + 1))])
        app.reload()
        await settled(pilot)
        assert "corrected since publishing: +45 min" in screen_text(app)


async def test_a_week_that_all_have_closed_is_solid(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace()
    people = workspace.store.roster().developers
    closed = workspace.store.closings(people, W48 - 1, W48 - 1)
    for person in [one for one in people if (one, W48 - 1) not in closed]:
        closing = ClosedWeek(id=workspace.new_id(), developer=person, week=str(W48 - 1), closed_at=THURSDAY)
        workspace.commit("close", [Op(None, closing)])
    app = make_app()
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T")
        points = team_of(app).view.lead.weeks  # type: ignore[union-attr]
        assert [one.closed for one in points[-2:]] == [True, False]
        await press(pilot, "less_than_sign")
        assert "✓ closed" in screen_text(app)
        await press(pilot, "P")
        assert "everybody has closed it" in screen_text(app)


async def test_who_is_no_lead_cannot_come_here(make_app: MakeApp) -> None:
    app = make_app("bob")
    async with app.run_test(size=LARGE) as pilot:
        await press(pilot, "T")
        assert "only a lead sees the Team" in toasts(app)[-1]
        assert isinstance(app.page, BoardScreen)
