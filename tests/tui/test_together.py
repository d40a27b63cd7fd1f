"""Two at once on one folder: what the other does appears by itself, and takes nothing from me."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Input
from textual.widgets.input import Selection

from standup.domain.change import Op, create, remove
from standup.domain.records import Role, SnoozeReason, WorkItem, WorkState
from standup.tui.app import POLL_SECONDS, StandupApp
from standup.tui.widgets.rows import RowList
from standup.workspace.completing import complete_touchpoint, complete_work
from standup.workspace.handover import hand_over
from standup.workspace.people import add_developer, edit_developer
from standup.workspace.session import Workspace
from standup.workspace.time import log
from standup.workspace.touchpoint_rows import TouchpointRow
from standup.workspace.touchpoints import edit_touchpoint, snooze
from standup.workspace.work import add_work, edit_work
from tests.tui.conftest import MakeApp, MakeWorkspace
from tests.tui.reading import (
    board_of,
    customer,
    log_bar,
    production,
    screen_lines,
    screen_text,
    selected_work,
    settled,
    toasts,
    typed,
    work_rows,
)

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

SMALL, WIDE = (80, 24), (120, 40)
PATIENCE = 200  # looks


async def until(pilot: Pilot[None], seen: Callable[[], bool]) -> None:
    """Wait until the watch has shown it."""
    for _ in range(PATIENCE):
        if seen():
            await settled(pilot)
            return
        await pilot.pause(POLL_SECONDS / 10)
    raise AssertionError(f"it never appeared:\n{screen_text(pilot.app)}")


def many(workspace: Workspace, prefix: str, count: int, state: WorkState = WorkState.TODO) -> None:
    """Give Dana many work items in one change; those that are being done stand above the others."""
    today = workspace.today()
    items = [
        WorkItem(
            id=workspace.new_id(),
            key=f"{prefix}-{number}",
            title=f"Number {number}",
            state=state,
            developer="dana",
            created_on=today,
            state_since=today,
        )
        for number in range(1, count + 1)
    ]
    workspace.commit("add many", [create(item) for item in items])


def key_of(app: StandupApp) -> str:
    """The key of the work item with the cursor."""
    row = selected_work(app)
    assert row is not None
    return row.item.key


def line_of_cursor(rows: RowList[Any]) -> int:
    """The line of the screen on which the row with the cursor stands, counted from the list's first."""
    return rows._tops[rows.cursor] - rows.scroll_offset.y


def lines_with(app: StandupApp, *words: str) -> list[int]:
    """The lines of the screen on which any of the words stands."""
    return [number for number, line in enumerate(screen_lines(app)) if any(word in line for word in words)]


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=str)
async def test_the_cursor_stays_on_its_row_and_the_row_on_its_line(
    make_app: MakeApp, make_workspace: MakeWorkspace, size: tuple[int, int]
) -> None:
    other = make_workspace()
    many(other, "OLD", 300)
    app = make_app()
    async with app.run_test(size=size) as pilot:
        rows = production(app)
        await pilot.press(*["j"] * 120)
        kept, line, count = key_of(app), line_of_cursor(rows), len(rows.rows)
        assert rows.scroll_offset.y > 0
        many(other, "NEW", 7, WorkState.DOING)
        add_work(other, "ZZZ-1", "Last of all", developer="dana")
        await until(pilot, lambda: len(rows.rows) == count + 8)
        assert work_rows(app)[7].item.key.startswith("NEW")
        assert (key_of(app), line_of_cursor(rows)) == (kept, line)
        above = [row.item.key for row in work_rows(app)[:60]]
        gone = [item for item in other.store.desk("dana").work_items if item.key in above]
        other.commit("remove some", [remove(item) for item in gone])
        await until(pilot, lambda: len(rows.rows) == count + 8 - len(gone))
        assert (key_of(app), line_of_cursor(rows)) == (kept, line)
        assert rows.has_focus


async def test_a_list_scrolled_away_from_its_cursor_stays_there(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    other = make_workspace()
    many(other, "OLD", 300)
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        rows = production(app)
        rows.scroll_to(y=150, animate=False)
        await settled(pilot)
        kept, count = key_of(app), len(rows.rows)
        assert rows.scroll_offset.y == 150
        where = lines_with(app, "Number 1", "Number 2")[:5], screen_lines(app)[8][:40]
        many(other, "NEW", 5, WorkState.DOING)
        await until(pilot, lambda: len(rows.rows) == count + 5)
        assert work_rows(app)[5].item.key.startswith("NEW")
        assert (lines_with(app, "Number 1", "Number 2")[:5], screen_lines(app)[8][:40]) == where
        assert key_of(app) == kept
        log(other, "15m #OLD-1")
        await until(pilot, lambda: any(row.item.key == "OLD-1" and row.spent for row in work_rows(app)))
        assert screen_lines(app)[8][:40] == where[1]


async def test_the_row_that_takes_the_place_of_a_removed_one_gets_the_cursor(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    other = make_workspace()
    many(other, "OLD", 100)
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        rows = production(app)
        await pilot.press(*["j"] * 50)
        place, line = rows.cursor, line_of_cursor(rows)
        after = work_rows(app)[place + 1].item.key
        selected = selected_work(app)
        assert selected is not None
        other.commit("remove it", [remove(selected.item)])
        await until(pilot, lambda: key_of(app) == after)
        assert (rows.cursor, line_of_cursor(rows)) == (place, line)
        await pilot.press("1")
        await settled(pilot)
        assert f"15 min production on {after}" in toasts(app)[-1]


async def test_a_half_typed_line_keeps_text_cursor_and_selection_and_learns_what_is_new(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("l")
        await typed(pilot, "45m #NEW-1 half")
        field = log_bar(app).field.input
        field.selection = Selection(4, 9)
        await settled(pilot)
        assert "NEW-1" in screen_text(app)
        assert "45 min production" not in screen_text(app)
        add_work(make_workspace("bob"), "NEW-1", "Made elsewhere")
        await until(pilot, lambda: "45 min production on NEW-1" in screen_text(app))
        assert (field.value, field.selection) == ("45m #NEW-1 half", Selection(4, 9))
        assert field.has_focus
        await pilot.press("end", "x", "enter")
        await settled(pilot)
        assert "45 min production on NEW-1" in toasts(app)[-1]


async def test_a_dialog_keeps_its_line_and_learns_what_is_new(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("tab", "d")
        await settled(pilot)
        await typed(pilot, "20m for:newcomer they take it")
        field = app.screen.query_one(Input)
        field.selection = Selection(3, 7)
        await settled(pilot)
        assert "no developer 'newcomer'" in screen_text(app)
        add_developer(make_workspace(), "Newcomer", timezone="Europe/Berlin")
        await until(pilot, lambda: "no developer 'newcomer'" not in screen_text(app))
        assert app.focused is field
        assert (field.value, field.selection) == ("20m for:newcomer they take it", Selection(3, 7))


async def test_the_help_stays_where_it_was_scrolled(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("question_mark", "j", "j", "j")
        await settled(pilot)
        box = app.screen.query_one(VerticalScroll)
        before, text = box.scroll_offset, screen_text(app)
        add_work(make_workspace("bob"), "NEW-1", "Made elsewhere", developer="dana")
        await until(pilot, lambda: any(row.item.key == "NEW-1" for row in board_of(app).view.work))  # type: ignore[union-attr]
        assert box.scroll_offset == before
        middle = slice(2, 20)
        assert [line[8:70] for line in screen_text(app).split("\n")[middle]] == [
            line[8:70] for line in text.split("\n")[middle]
        ]


async def test_a_touchpoint_that_somebody_completed_under_the_open_dialog(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    bob = make_workspace("bob")
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "d")
        await settled(pilot)
        await typed(pilot, "20m they take it > fri send contract")
        row = customer(app).selected
        assert isinstance(row, TouchpointRow)
        complete_touchpoint(bob, row.touchpoint, "done by me")
        await until(pilot, lambda: row not in customer(app).rows)
        entries, touchpoints = bob.store.history(1), len(bob.store.desk("dana").touchpoints)
        await pilot.press("enter")
        await settled(pilot)
        text = " ".join(screen_text(app).split())
        assert "Bob" in text
        assert app.focused is app.screen.query_one(Input)
        assert app.screen.query_one(Input).value == "20m they take it > fri send contract"
    assert bob.store.history(1) == entries, "nothing was written"
    assert len(bob.store.desk("dana").touchpoints) == touchpoints


async def test_a_touchpoint_that_somebody_completed_cannot_be_snoozed(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    bob = make_workspace("bob")
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "z")
        await settled(pilot)
        await typed(pilot, "fri waiting")
        row = customer(app).selected
        assert isinstance(row, TouchpointRow)
        complete_touchpoint(bob, row.touchpoint, "done by me")
        await until(pilot, lambda: row not in customer(app).rows)
        latest = bob.store.history(1)
        await pilot.press("enter")
        await settled(pilot)
        assert row.touchpoint.id not in screen_text(app)
        assert "done" in " ".join(screen_text(app).split()).replace("done by me", "")
    assert bob.store.history(1) == latest


async def test_a_work_item_that_somebody_removed_cannot_be_done(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    bob = make_workspace("bob")
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await settled(pilot)
        await typed(pilot, "45m")
        key = key_of(app)
        [item] = [one for one in bob.store.desk("dana").work_items if one.key == key]
        bob.commit("remove it", [remove(item)])
        await until(pilot, lambda: key_of(app) != key)
        latest = bob.store.history(1)
        await pilot.press("enter")
        await settled(pilot)
        assert f"no work item '{key}'" in screen_text(app)
        assert app.screen.query_one(Input).value == "45m"
    assert bob.store.history(1) == latest


async def test_an_edit_of_the_same_touchpoint_is_told_with_who_and_what(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    bob = make_workspace("bob")
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "d")
        await settled(pilot)
        await typed(pilot, "20m they take it")
        row = customer(app).selected
        assert isinstance(row, TouchpointRow)
        edit_touchpoint(bob, row.touchpoint.id, title="Another title")
        await until(pilot, lambda: any("Another title" in line for line in screen_lines(app)))
        latest = bob.store.history(1)
        await pilot.press("enter")
        await settled(pilot)
        text = " ".join(screen_text(app).replace("│", " ").split())
        assert "Bob" in text
        assert "Another title" in text
        assert app.screen is not app.page
    assert bob.store.history(1) == latest


async def test_undo_of_what_another_has_altered_since_is_told(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    bob = make_workspace("bob")
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "z")
        await settled(pilot)
        row = customer(app).selected
        assert isinstance(row, TouchpointRow)
        await typed(pilot, "fri waiting")
        await pilot.press("enter")
        await settled(pilot)
        edit_touchpoint(bob, row.touchpoint.id, title="Another title")
        await until(pilot, lambda: board_of(app).view.snoozed[0].touchpoint.title == "Another title")  # type: ignore[union-attr]
        latest = bob.store.history(1)
        await pilot.press("u")
        await settled(pilot)
        assert "Bob" in toasts(app)[-1]
    assert bob.store.history(1) == latest


async def test_what_the_lead_logs_for_me_appears_on_my_board(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    lead = make_workspace()
    app = make_app("bob")
    async with app.run_test(size=WIDE) as pilot:
        view = board_of(app).view
        assert view is not None
        assert view.own is not None
        before = view.own.today.other
        log(lead, "45m ~ for:bob retro")
        await until(pilot, lambda: board_of(app).view.own.today.other == before + 45)  # type: ignore[union-attr]
        await pilot.press("u")
        await settled(pilot)
        assert "nothing to undo" in toasts(app)[-1], "what another did is not mine to take back"


async def test_the_board_of_who_leaves_the_team_stays_and_says_so(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    lead = make_workspace()
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("comma")
        await settled(pilot)
        looked_at = board_of(app).view.developer  # type: ignore[union-attr]
        assert looked_at.id != "dana"
        edit_developer(lead, looked_at.id, active=False)
        await until(pilot, lambda: any(person.away == "left the team" for person in board_of(app).view.strip))  # type: ignore[union-attr]
        assert f"▸{looked_at.name}" in screen_lines(app)[1]
        assert board_of(app).view.developer.id == looked_at.id  # type: ignore[union-attr]
        await pilot.press("full_stop")
        await settled(pilot)
        assert board_of(app).view.developer.id == "dana"  # type: ignore[union-attr]
        assert looked_at.name not in screen_lines(app)[1]


async def test_the_board_of_who_was_never_there_gives_way_to_mine(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    lead = make_workspace()
    new = add_developer(lead, "Newcomer", timezone="Europe/Berlin")
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        board_of(app).look_at(new.id)
        await settled(pilot)
        lead.commit("a slip", [Op(new, None)])
        await until(pilot, lambda: board_of(app).view.developer.id == "dana")  # type: ignore[union-attr]
        assert "Newcomer is no longer in the team" in toasts(app)[-1]
        lead.commit("after all", [Op(None, new)])
        await until(pilot, lambda: "Newcomer" in screen_lines(app)[1])
        assert board_of(app).view.developer.id == "dana"  # type: ignore[union-attr]


async def test_losing_oneself_is_told_once_and_the_board_stays(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    lead = make_workspace()
    edit_developer(lead, "bob", role=Role.LEAD)
    app = make_app("bob")
    async with app.run_test(size=WIDE) as pilot:
        text = screen_lines(app)[5]
        bob = lead.store.roster().developers["bob"]
        lead.commit("a slip", [Op(bob, None)])
        await until(pilot, lambda: bool(toasts(app)))
        edit_work(lead, "API-12", title="Something else")
        await pilot.pause(POLL_SECONDS * 3)
        assert len(toasts(app)) == 1
        assert "this data folder knows no such developer" in toasts(app)[0]
        assert screen_lines(app)[5] == text


async def test_a_snooze_by_another_is_folded_away_under_the_cursor(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    bob = make_workspace("bob")
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("tab")
        row = customer(app).selected
        assert isinstance(row, TouchpointRow)
        following = customer(app).rows[1]
        snooze(bob, row.touchpoint.id, bob.today().replace(day=27), SnoozeReason.WAITING)
        await until(pilot, lambda: customer(app).selected == following)
        assert customer(app).has_focus
        complete_work(make_workspace(), "API-12")
        await until(pilot, lambda: "✓" in screen_text(app))
        assert customer(app).selected == following


async def test_a_board_that_another_empties_says_who_did_it_and_that_the_team_has_rows(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    bob = make_workspace("bob")
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        desk, unowned = bob.store.desk("dana"), bob.store.desk(None)
        hand_over(bob, "dana", to="bob")
        await until(pilot, lambda: bool(toasts(app)))
        touchpoints, work = len(desk.touchpoints), len(desk.work_items)
        assert toasts(app) == [f"Bob Marsh took over {touchpoints} touchpoints, {work} work items of yours"]
        closed = bob.store.closed("dana", bob.today().year).work_items
        bob.commit("tidy up", [remove(one) for one in (*closed, *unowned.work_items)])
        await until(pilot, lambda: not board_of(app).view.work)  # type: ignore[union-attr]
        assert "None of the team's work items is yours." in screen_text(app)
        await pilot.press("u")
        await settled(pilot)
        assert "nothing to undo" in toasts(app)[-1]
