"""The details of a row, and the keys that act on a row there and on the Board."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from standup.domain.records import TouchpointState, WorkState
from standup.store.errors import StoreError
from standup.tui.app import StandupApp
from standup.tui.choosing import ChoiceList
from standup.tui.detail import DetailBody
from standup.workspace.board import board
from standup.workspace.completing import complete
from standup.workspace.touchpoints import edit_touchpoint
from standup.workspace.undo import undo
from standup.workspace.work import add_work, move_work, work_named
from tests.tui.conftest import THURSDAY, Clock, MakeApp, MakeWorkspace
from tests.tui.reading import board_of, customer, production, screen_lines, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE, SMALL = (120, 40), (80, 24)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each when what the one before opened is there."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def told(app: StandupApp) -> str:
    """All that the details say, however it is wrapped."""
    lines = [line for section in app.screen.query_one(DetailBody).sections for line in section.lines]
    return "\n".join(f"{line.label} {line.text}" for line in lines)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_enter_opens_the_details_of_a_work_item(make_app: MakeApp, clock: Clock, size: tuple[int, int]) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter")
        text = screen_text(app)
        for words in (
            "API-12 Retry failed uploads",
            "doing for 3 days",
            "Dana Osei",
            "16h",
            "Spent",
            "My time by week",
        ):
            assert words in text
        assert all(len(line) <= size[0] for line in screen_lines(app))
        await press(pilot, *["j"] * 30)
        assert "History" in screen_text(app)
        await press(pilot, *["k"] * 30, "escape")
        assert app.screen is app.page
        assert production(app).has_focus


@pytest.mark.parametrize("key", ["escape", "q", "enter"])
async def test_the_details_of_a_touchpoint_close_with_a_key(make_app: MakeApp, key: str) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "enter")
        text = screen_text(app)
        for words in ("Acme Corp: Renewal for next year", "12 days over, Wed 11 Nov", "jane.doe@acme.example"):
            assert words in text
        assert "until Tue 17 Nov: production" in text
        await press(pilot, key)
        assert app.screen is app.page
        assert app.is_running


async def test_a_double_click_opens_the_details(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        lines = screen_lines(app)
        row = next(number for number, line in enumerate(lines) if "Globex" in line)
        await pilot.click(offset=(lines[row].index("Globex"), row), times=2)
        await settled(pilot)
        assert "Globex, Inc.: New export" in screen_text(app)


async def test_others_see_a_work_item_without_hours(make_app: MakeApp) -> None:
    app = make_app(me="bob")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "full_stop", "enter")
        text = screen_text(app)
        assert "Owner" in text
        assert "Estimate" in text
        assert not any(words in text.split("Estimate")[1] for words in ("Spent", "My time"))


async def test_details_are_read_anew_when_the_record_changes_elsewhere(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        elsewhere = make_workspace("bob")
        move_work(elsewhere, "API-12", WorkState.BLOCKED, blocker="[bob]: review")
        await pilot.pause(1)
        assert "[bob]: review" in screen_text(app)
        assert "Bob Marsh  moved to blocked: [bob]: review" in told(app)
        complete(elsewhere, "API-12")
        await pilot.pause(1)
        assert "done since today" in screen_text(app)


async def test_details_of_what_is_removed_say_so_and_close(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    elsewhere = make_workspace("bob")
    made = add_work(elsewhere, "NEW-1", "Short-lived", developer="dana")
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        assert production(app).select(made.id)
        await press(pilot, "enter")
        assert "NEW-1 Short-lived" in screen_text(app)
        undo(elsewhere)
        await pilot.pause(1)
        await settled(pilot)
        assert app.screen is app.page
        assert "what you looked at has been removed" in toasts(app)


async def test_details_that_cannot_be_read_say_why(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(*_: object) -> object:
        raise StoreError("the disk is gone")

    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        monkeypatch.setattr(type(app.workspace.store), "record_history", unreadable)
        await press(pilot, "enter")
        assert toasts(app) == ["the disk is gone"]
        assert app.is_running


async def test_the_details_act_on_their_record_and_undo_works_there(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "b")
        await typed(pilot, "design")
        await press(pilot, "enter")
        assert "Blocked   design" in screen_text(app)
        await press(pilot, "u")
        assert "Dana Osei  undone: moved to doing" in told(app)
        await press(pilot, "z")
        assert "only a touchpoint can be snoozed" in toasts(app)[-1]
        await press(pilot, "d", "enter")
        assert "done since today" in screen_text(app)
        await press(pilot, "d")
        assert toasts(app)[-1] == "API-12 is done already"


async def test_b_blocks_completes_names_and_takes_the_block_away(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "b", "enter")
        assert "who or what has to act?" in screen_text(app)
        await typed(pilot, "bo")
        await press(pilot, "right")
        await typed(pilot, "for a review")
        assert "→ blocked: Bob Marsh for a review" in screen_text(app)
        await press(pilot, "enter")
        item = work_named(app.workspace, "API-12")
        assert (item.state, item.blocker) == (WorkState.BLOCKED, "Bob Marsh for a review")
        assert toasts(app)[-1] == "API-12 is blocked: Bob Marsh for a review · u takes it back"
        assert production(app).selected is not None
        await press(pilot, "b")
        assert work_named(app.workspace, "API-12").state is WorkState.DOING
        assert toasts(app)[-1] == "API-12 is doing · u takes it back"
        await press(pilot, "u")
        assert work_named(app.workspace, "API-12").blocker == "Bob Marsh for a review"
        await press(pilot, "tab", "b")
        assert "only a work item can be blocked" in toasts(app)[-1]


async def test_m_moves_a_work_item_to_another_state_and_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "m")
        text = screen_text(app)
        assert all(words in text for words in ("Move it to", "to do", "done", "dropped", "enter Do it"))
        await press(pilot, "escape")
        assert app.screen is app.page
        await press(pilot, "m", "j", "enter")
        assert work_named(app.workspace, "API-12").state is WorkState.DONE
        assert toasts(app)[-1] == "API-12 is done · u takes it back"
        assert production(app).select(work_named(app.workspace, "API-12").id)
        await press(pilot, "m", "j", "enter")
        assert work_named(app.workspace, "API-12").state is WorkState.DOING


async def test_a_click_chooses(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "m", "j", "j", "k", "k", "k")
        await pilot.click(ChoiceList, offset=(5, 2))
        await settled(pilot)
        assert work_named(app.workspace, "API-12").state is WorkState.DROPPED


async def test_m_drops_a_touchpoint_and_undo_brings_the_cursor_back_to_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "j")
        tanaka = board(app.workspace).touchpoints[1].touchpoint
        await press(pilot, "m", "enter")
        [dropped] = [one for one in app.workspace.store.closed("dana", 2026).touchpoints if one.id == tanaka.id]
        assert dropped.state is TouchpointState.DROPPED
        assert toasts(app)[-1] == "dropped: Tanaka Seisakusho: What became of the pilot? · u takes it back"
        await press(pilot, "G", "tab", "u")
        assert customer(app).selection() is not None
        assert board_of(app).pane is production(app)
        await press(pilot, "tab")
        record = board_of(app).record
        assert record is not None
        assert record.id == tanaka.id


async def test_undo_after_done_brings_the_cursor_back_to_the_row(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "d")
        await typed(pilot, "20m they take it > fri contract")
        await press(pilot, "enter", "u")
        record = board_of(app).record
        assert record is not None
        assert record.id == board(app.workspace).touchpoints[0].touchpoint.id
        assert customer(app).cursor == 0
        await press(pilot, "j", "ctrl+r")
        assert all(row.touchpoint.id != record.id for row in board(app.workspace).touchpoints)


async def test_a_choice_that_fails_says_why_and_stays(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        move_work(make_workspace("bob"), "API-12", WorkState.TODO)
        await press(pilot, "enter")
        assert "API-12 is todo already" in screen_text(app)
        await press(pilot, "q")
        assert app.screen is app.page


async def test_a_snooze_keeps_its_note_in_the_details(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "z")
        await typed(pilot, "fri waiting for legal")
        await press(pilot, "enter")
        assert "waiting for legal" in toasts(app)[-1]
        first = board(app.workspace).snoozed[0].touchpoint
        assert first.snoozes[-1].note == "for legal"
        await press(pilot, "G", "enter")
        assert customer(app).select(first.id)
        await press(pilot, "enter")
        assert "until Fri 27 Nov: waiting for legal · Dana Osei" in told(app)


async def test_keys_on_the_fold_say_what_it_is_and_do_not_pile_up(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "G")
        for key in ("E", "m", "d", "z", "s", "w"):
            await press(pilot, key)
            assert toasts(app) == ["this row stands for the snoozed ones; enter unfolds them"]
            assert app.screen is app.page
        await press(pilot, "b")
        assert toasts(app) == ["only a work item can be blocked; choose one on the production side"]
        await press(pilot, "enter", "d")
        assert toasts(app) == ["this row stands for the snoozed ones; choose one below it"]


async def test_a_touchpoint_that_others_complete_shows_its_outcome(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "enter")
        elsewhere = make_workspace("bob")
        first = board(app.workspace).touchpoints[0].touchpoint
        edit_touchpoint(elsewhere, first.id, title="Renewal of both")
        complete(elsewhere, first.id[-6:], "they take it")
        await pilot.pause(1)
        text = screen_text(app)
        assert "Renewal of both" in text
        assert "they take it" in text
        await press(pilot, "E")
        assert toasts(app)[-1] == "this touchpoint is done already"
