"""The Customers: how each stands, the keys on one, and the details of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from standup.config import Settings
from standup.domain.records import Role, Team
from standup.store.tiny import TinyStore
from standup.tui.app import StandupApp
from standup.tui.customers import CustomerScreen, CustomersScreen
from standup.tui.forms import RecordFormScreen
from standup.tui.widgets.customers import CustomerList
from standup.workspace.customers import edit_customer
from standup.workspace.people import edit_developer
from standup.workspace.session import Workspace
from tests.tui.conftest import THURSDAY, Clock, MakeApp, MakeWorkspace
from tests.tui.reading import board_of, screen_lines, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

SIZES = [(80, 24), (120, 40), (200, 60)]


def page_of(app: StandupApp) -> CustomersScreen:
    """The Customers, which have to be the current page."""
    assert isinstance(app.page, CustomersScreen)
    return app.page


def names(app: StandupApp) -> list[str]:
    """The keys of the customers in the list."""
    return [row.customer.id for row in page_of(app).query_one(CustomerList).rows]


@pytest.fixture(autouse=True)
def _thursday(clock: Clock) -> None:
    clock.at = THURSDAY


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_says_how_each_stands_in_words(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("C")
        await settled(pilot)
        text = screen_text(app)
        for words in ("Acme Corp", "fresh", "past at most", "past ideal", "41 days ago", "12 days over"):
            assert words in text
        assert "no next step" in text
        assert "Last contact" in text
        assert "starved: overtaken" in text
        assert "Vandelay" not in text
        assert "? Help" in screen_lines(app)[-1]
        if size[0] > 80:
            assert "Dana Osei, 李 Wei ⌂" in text
            assert "Jane Doe ☎ +49 30 901820" in text


async def test_the_most_urgent_stand_first_and_o_sorts_anew(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("C")
        await settled(pilot)
        assert names(app)[:3] == ["acme", "lindqvist", "hooli"]
        assert "most urgent first" in screen_text(app)
        await pilot.press("o")
        await settled(pilot)
        assert names(app)[:2] == ["hooli", "okafor"]
        assert "longest without contact first" in screen_text(app)
        await pilot.press("o")
        await settled(pilot)
        assert names(app) == sorted(names(app))
        row = page_of(app).query_one(CustomerList).selected
        assert row is not None
        assert row.customer.id == "acme"  # the cursor stays with its customer


async def test_a_shows_inactive_ones_too_and_again_no_longer(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("C", "a")
        await settled(pilot)
        assert names(app)[-1] == "vandelay"
        assert "inactive" in screen_text(app)
        await pilot.press("a")
        await settled(pilot)
        assert "vandelay" not in names(app)


async def test_a_is_grey_and_says_why_where_all_are_active(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    edit_customer(make_workspace(), "vandelay", active=True)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("C", "a")
        await settled(pilot)
        assert "every customer is active" in toasts(app)
        assert "vandelay" in names(app)


@pytest.mark.parametrize(
    ("text", "found"),
    [("past at most", ["hooli"]), ("renew", ["acme", "tanaka"]), ("starved", ["acme"]), ("901820", ["acme"])],
)
async def test_the_filter_looks_at_all_words(make_app: MakeApp, text: str, found: list[str]) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("C", "slash")
        await settled(pilot)
        await typed(pilot, text)
        assert names(app) == found


async def test_n_plans_a_touchpoint_with_the_selected_customer(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("C", "j", "n")
        await settled(pilot)
        assert "Lindqvist AB" in screen_text(app)
        await typed(pilot, "Call them")
        await pilot.press("ctrl+s")
        await settled(pilot)
        (row,) = (one for one in page_of(app).query_one(CustomerList).rows if one.customer.id == "lindqvist")
        assert row.step is not None
        assert row.step.touchpoint.title == "Call them"
        await pilot.press("u")
        await settled(pilot)
        (row,) = (one for one in page_of(app).query_one(CustomerList).rows if one.customer.id == "lindqvist")
        assert row.step is None


async def test_e_alters_the_customer_and_a_wrong_field_stays_open(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("C", "j", "E")
        await settled(pilot)
        await pilot.press("tab")
        await typed(pilot, "often")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, RecordFormScreen)
        assert "no number of days" in screen_text(app)
        await pilot.press("ctrl+u")
        await typed(pilot, "2w")
        await pilot.press("ctrl+s")
        await settled(pilot)
        (row,) = (one for one in page_of(app).query_one(CustomerList).rows if one.customer.id == "lindqvist")
        assert str(row.cadence) == "every 14 days"
        assert "changed Lindqvist AB · u takes it back" in toasts(app)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_opens_all_that_is_known(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("C", "enter")
        await settled(pilot)
        assert isinstance(app.screen, CustomerScreen)
        text = screen_text(app)
        for _ in range(60):
            await pilot.press("j")
        await settled(pilot)
        text += screen_text(app)
        for words in (
            "every 14 days, at most 30: fresh",
            "jane.doe@acme.example",
            "starved: overtaken",
            "Dana Osei",
            "The team's time with them by week",
            "First numbers for the renewal",
            "skipped",
            "work done",
        ):
            assert words in text, words
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(app.screen, CustomerScreen)


async def test_keys_act_in_the_details_and_what_they_did_is_shown(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("C", "j", "enter", "n")
        await settled(pilot)
        await typed(pilot, "Send the offer")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, CustomerScreen)
        assert "Send the offer" in screen_text(app)
        await pilot.press("E")
        await settled(pilot)
        await pilot.press("tab")
        await typed(pilot, "21")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "every 21 days" in screen_text(app)
        await pilot.press("u")
        await settled(pilot)
        assert "no cadence" in screen_text(app)


async def test_a_developer_sees_their_own_weeks_and_no_hours_of_others(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app("bob")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("C", "slash")
        await settled(pilot)
        await typed(pilot, "globex")
        await pilot.press("enter", "enter")
        await settled(pilot)
        text = screen_text(app)
        assert "My time with them by week" in text
        assert "team's" not in text
        assert "Dana Osei         some time" in text


async def test_a_second_click_opens_a_customer_too(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("C")
        await settled(pilot)
        await pilot.click(CustomerList, offset=(8, 1), times=2)
        await settled(pilot)
        assert isinstance(app.screen, CustomerScreen)


async def test_b_goes_back_to_the_board_and_a_lead_to_the_team(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("C", "T", "C", "B")
        await settled(pilot)
        assert board_of(app)


async def test_who_is_no_lead_is_told_that_the_team_is_not_for_them(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    edit_developer(make_workspace(), "bob", role=Role.DEVELOPER)
    app = make_app("bob")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("C", "T")
        await settled(pilot)
        assert page_of(app)
        assert any("only a lead" in one for one in toasts(app))


async def test_what_others_change_appears_and_the_cursor_stays(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("C", "j")
        await settled(pilot)
        edit_customer(make_workspace("bob"), "lindqvist", name="Lindqvist & Co")
        await pilot.pause(0.8)
        assert "Lindqvist & Co" in screen_text(app)
        row = page_of(app).query_one(CustomerList).selected
        assert row is not None
        assert row.customer.id == "lindqvist"


async def test_a_team_without_customers_says_how_to_get_one(tmp_path: Path, make_workspace: MakeWorkspace) -> None:
    people = list(make_workspace().store.roster().developers.values())
    store = TinyStore.create(tmp_path / "empty", Team(name="Platform"), people)
    app = StandupApp(Workspace(store, "dana"), settings=Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("C")
        await settled(pilot)
        text = screen_text(app)
        assert "No customers yet." in text
        assert "plans the first touchpoint with one" in text
        await pilot.press("enter", "E", "n")
        await settled(pilot)
        assert isinstance(app.screen, RecordFormScreen)
        await typed(pilot, "Umbrella")
        await pilot.press("tab")
        await typed(pilot, "First call")
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert names(app) == ["umbrella"]


async def test_help_tells_keys_and_glyphs(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("C", "question_mark")
        await settled(pilot)
        text = screen_text(app)
        assert "Sort by urgency, by last contact, or by" in text
        assert "knows them, and is away" in text
        assert "Postpone" not in text
