"""The forms of work items and touchpoints, new and edited."""

from __future__ import annotations

from datetime import date

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from standup.tui.app import StandupApp
from standup.tui.forms import FormField, RecordFormScreen
from standup.workspace.board import board
from standup.workspace.touchpoints import add_touchpoint
from standup.workspace.undo import undo
from standup.workspace.work import edit_work, work_named
from tests.tui.conftest import THURSDAY, Clock, MakeApp, MakeWorkspace
from tests.tui.reading import at_once, board_of, customer, screen_text, settled, toasts, typed
from tests.tui.test_detail import SMALL, WIDE, press, told

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them


def form_of(app: StandupApp) -> RecordFormScreen:
    """The form, which has to be open."""
    assert isinstance(app.screen, RecordFormScreen)
    return app.screen


def text_of(app: StandupApp, name: str) -> str:
    """What stands in a field."""
    [found] = [one for one in form_of(app).query(FormField) if one.field.name == name]
    return found.text


def answer_of(app: StandupApp, name: str) -> str:
    """What is said about a field."""
    [found] = [one for one in form_of(app).query(FormField) if one.field.name == name]
    return str(found.query_one(".answer", Static).render())


def field_now(app: StandupApp) -> str:
    """The name of the field with the focus."""
    [found] = [one for one in form_of(app).query(FormField) if not one.field.is_fixed and one.input.has_focus]
    return found.field.name


async def fill(pilot: Pilot[None], *texts: str) -> None:
    """Type into field after field, each left with enter."""
    for number, text in enumerate(texts):
        if number:
            await press(pilot, "enter")
        if text:
            await typed(pilot, text)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_n_adds_a_work_item_and_selects_it(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "n")
        assert field_now(app) == "title"
        assert text_of(app, "key") == "API-41"
        text = screen_text(app)
        for words in ("New work item", "Key", "Title", "Estimate", "Due", "Customer", "Owner", "Save", "Leave"):
            assert words in text
        await fill(pilot, "Limits", "90m", "fri", "", "")
        assert "→ Fri 27 Nov, in 4 days" in screen_text(app)
        await press(pilot, "enter")
        assert app.screen is app.page
        item = work_named(app.workspace, "API-41")
        assert (item.title, item.estimate, item.due_on, item.developer) == ("Limits", 90, date(2026, 11, 27), "dana")
        assert toasts(app)[-1] == "added API-41 Limits · u takes it back"
        record = board_of(app).record
        assert record is not None
        assert record.id == item.id
        await press(pilot, "u")
        assert all(row.item.key != "API-41" for row in board(app.workspace).work)


async def test_n_on_the_customers_side_plans_a_touchpoint_with_a_new_customer(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "n")
        await fill(pilot, "Hooli [x]", "First demo")
        text = screen_text(app)
        assert "→ new customer Hooli [x]" in text
        assert "→ demo, by the words above" in text
        await press(pilot, "ctrl+s", "ctrl+s")  # once more: another Hooli is known
        assert toasts(app)[-1] == "planned demo with a new customer: Hooli [x]: First demo · u takes it back"
        assert "Hooli [x]" in screen_text(app)
        record = board_of(app).record
        assert record is not None
        assert record.customer == "hooli-x"
        assert customer(app).has_focus
        await press(pilot, "u")
        assert "hooli-x" not in app.workspace.store.roster().customers
        assert "Hooli" not in screen_text(app).replace(toasts(app)[-1], "")


async def test_names_complete_as_one_types(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "n")
        await typed(pilot, "mül")
        await press(pilot, "tab")
        assert text_of(app, "customer") == "Müller & Söhne"
        assert field_now(app) == "title"
        await fill(pilot, "x", "dem")
        await press(pilot, "tab")
        assert text_of(app, "kind") == "demo"
        await press(pilot, "down", "down")
        await typed(pilot, "kar")
        await press(pilot, "right")
        assert text_of(app, "contact") == "Karin Müller"
        assert "→ +49 89 215547" in screen_text(app)


async def test_fields_are_reached_with_tab_and_arrows_and_the_mouse(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "n", "tab", "down")
        assert field_now(app) == "due"
        await press(pilot, "shift+tab", "up", "up", "up")
        assert field_now(app) == "owner"
        await press(pilot, "tab")
        assert field_now(app) == "key"
        estimate = next(one for one in form_of(app).query(FormField) if one.field.name == "estimate")
        await pilot.click(estimate.input)
        assert field_now(app) == "estimate"


async def test_what_is_wrong_stands_beside_its_field(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "n", "ctrl+s")
        assert "the title is empty" in screen_text(app)
        assert field_now(app) == "title"
        await typed(pilot, "x")
        assert "the title is empty" not in screen_text(app)
        await press(pilot, "tab")
        await typed(pilot, "a lot")
        assert "'a lot' is no duration" in screen_text(app)
        await press(pilot, "shift+tab", "shift+tab")
        app.screen.query(Input).first().value = "api-12"
        await settled(pilot)
        assert "API-12 exists already" in screen_text(app)
        await press(pilot, "tab", "tab", "ctrl+s")
        assert field_now(app) == "key"


async def test_escape_keeps_what_was_typed_for_the_next_time(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "n", "escape")
        assert app.screen is app.page
        assert toasts(app) == []
        await press(pilot, "n")
        await typed(pilot, "Half a ti")
        await press(pilot, "escape")
        assert "is there again" in toasts(app)[-1]
        await press(pilot, "tab", "n")
        assert text_of(app, "title") == ""
        await press(pilot, "escape", "tab", "n")
        assert text_of(app, "title") == "Half a ti"
        assert "as you left it" in screen_text(app)
        await press(pilot, "ctrl+s", "n")
        assert text_of(app, "title") == ""


async def test_letters_are_text_in_a_form_and_what_is_typed_ahead_too(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await at_once(pilot, "nq1 zb?E")
        await settled(pilot)
        assert text_of(app, "title") == "q1 zb?E"
        assert app.is_running


async def test_e_edits_the_selected_work_item(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        assert "Edit API-12" in screen_text(app)
        assert text_of(app, "estimate") == "16h"
        app.screen.query(Input).first().value = "Retry them all"
        await press(pilot, "ctrl+s")
        assert toasts(app)[-1] == "changed API-12 Retry them all · u takes it back"
        assert "Retry them all" in screen_text(app)
        await press(pilot, "E", "ctrl+s")
        assert app.screen is app.page
        await press(pilot, "u")
        assert work_named(app.workspace, "API-12").title == "Retry failed uploads"


async def test_an_edit_begins_in_the_first_field_and_typing_replaces_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        assert field_now(app) == "title"
        await pilot.press(*"Main")
        assert text_of(app, "title") == "Main"
        await press(pilot, "escape", "E")
        await pilot.press(*"s")
        assert text_of(app, "title") == "Mains"  # a draft is gone on with


async def test_a_key_and_a_title_typed_at_once_go_into_their_fields(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "n", "shift+tab")
        await pilot.press("ctrl+u", *"WEB-90")
        await typed(pilot, " Fix login")
        assert answer_of(app, "key") == "→ time is logged with #WEB-90; the title is: Fix login"
        await press(pilot, "tab")
        assert (text_of(app, "key"), text_of(app, "title"), field_now(app)) == ("WEB-90", "Fix login", "title")
        await press(pilot, "ctrl+s")
        assert work_named(app.workspace, "WEB-90").title == "Fix login"


async def test_a_name_near_to_a_known_one_is_asked_for_once(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "n")
        await fill(pilot, "glob", "Demo")
        await press(pilot, "ctrl+s")
        assert field_now(app) == "customer"
        assert answer_of(app, "customer") == "no customer 'glob' yet; did you mean globex? Save again to add a new one"
        assert "glob" not in app.workspace.store.roster().customers
        await press(pilot, "ctrl+s")
        assert "glob" in app.workspace.store.roster().customers


@pytest.mark.parametrize("size", [SMALL, (100, 30), WIDE])
async def test_no_field_moves_while_somebody_types(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "tab", "n")
        form = form_of(app)
        places = [one.region for one in form.query(FormField)]
        for text in ("glob", "x", "ber and more words than a line has room for, and then still more of them"):
            await typed(pilot, text)
            assert [one.region for one in form.query(FormField)] == places
        assert "empty: by its words " in screen_text(app)  # no hint is cut


async def test_e_in_the_details_edits_the_touchpoint(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "enter", "E")
        assert text_of(app, "customer") == "Acme Corp"
        assert text_of(app, "due") == "2026-11-11"
        app.screen.query(Input).last().value = "bob"
        await settled(pilot)
        assert "→ Bob Marsh" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert "Dana Osei  owner Bob Marsh, was Dana Osei" in told(app)
        assert "changed Acme Corp: Renewal for next year" in toasts(app)[-1]


async def test_a_conflict_keeps_what_was_typed_and_shows_what_others_made(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        app.screen.query(Input).first().value = "Mine"
        edit_work(make_workspace("bob"), "API-12", estimate=60, customer="acme")
        await press(pilot, "ctrl+s")
        text = screen_text(app)
        assert "Bob Marsh changed API-12" in text
        assert "save again" in text
        assert (text_of(app, "title"), text_of(app, "estimate")) == ("Mine", "1h")
        await press(pilot, "ctrl+s")
        item = work_named(app.workspace, "API-12")
        assert (item.title, item.estimate, item.customer) == ("Mine", 60, "acme")


async def test_an_edit_of_what_is_gone_says_so(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    elsewhere = make_workspace("bob")
    made = add_touchpoint(elsewhere, "globex", "Short-lived", developer="dana")
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab")
        assert customer(app).select(made.id)
        await press(pilot, "E")
        undo(elsewhere)
        app.screen.query(Input).first().value = "Mine"
        await press(pilot, "ctrl+s")
        assert "removed" in screen_text(app)
        assert isinstance(app.screen, RecordFormScreen)
        await press(pilot, "escape")
        assert app.is_running


async def test_the_dates_of_a_series_are_all_told_while_it_is_typed(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("tab", "n")
        await settled(pilot)
        for text in ("acme", "Review", "", ""):
            await typed(pilot, text)
            await pilot.press("tab")
        await typed(pilot, "first monday of the month")
        text = screen_text(app)
        for day in ("Mon 7 Dec", "Mon 4 Jan 2027", "Mon 1 Feb 2027", "Mon 1 Mar 2027", "Mon 5 Apr 2027"):
            assert day in text
