"""My week: what the lead will see, gaps, closing and reopening, and the reminder on the Board."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from standup.domain.change import create, edit
from standup.domain.records import Bucket, ClosedWeek, TimeEntry
from standup.domain.weeks import Week
from standup.reports.words import member_facts
from standup.tui.app import StandupApp
from standup.tui.my_week import GapList
from standup.tui.team import TeamScreen
from standup.workspace.publishing import publish_week
from standup.workspace.summary import week_summary
from tests.tui.conftest import FRIDAY, MONDAY, THURSDAY, Clock, MakeApp, MakeWorkspace
from tests.tui.reading import board_of, my_week_of, screen_lines, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

W47, W48 = Week(2026, 47), Week(2026, 48)
SIZES = [(80, 24), (120, 40)]
REMINDER = "W shows what the lead will see of"


@pytest.fixture(autouse=True)
def friday(clock: Clock) -> None:
    clock.at = FRIDAY


def closing(app: StandupApp, week: Week = W48, developer: str = "dana") -> ClosedWeek | None:
    return app.workspace.store.week(developer, week).closed


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_what_the_lead_sees_and_closes(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app("zoe")
    async with app.run_test(size=size) as pilot:
        await pilot.press("W")
        await settled(pilot)
        text = screen_text(app)
        for words in (
            "What the lead will see of you once you close it",
            "Zoë Müller",
            "open",
            "Not logged",
            "W closes 2026-W48",
        ):
            assert words in text
        await pilot.press("W")
        await settled(pilot)
        assert closing(app, developer="zoe") is not None
        assert toasts(app)[-1] == "2026-W48 is complete · u takes it back"
        text = screen_text(app)
        assert "once you close it" not in text
        assert "R opens it again" in text
        assert "closed on Fri 27 Nov" in text
        lead = make_app("dana")
        summary = week_summary(lead.workspace, W48)
        [row] = [one for one in summary.members if one.developer == "zoe"]
        for fact in (row.name, *member_facts(row, summary)):
            assert fact in text
        view = my_week_of(app).view
        assert view is not None
        assert view.row == row


async def test_keys_that_cannot_act_say_why(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("W")
        await settled(pilot)
        page = my_week_of(app)
        assert page.why_not("reopen_week") == "2026-W48 is open"
        assert page.why_not("close_week") is None
        await pilot.press("W", "W")
        await settled(pilot)
        assert toasts(app)[-1] == "2026-W48 is closed; R opens it again"
        await pilot.press("R")
        await settled(pilot)
        assert (closing(app), toasts(app)[-1]) == (None, "2026-W48 is open again · u takes it back")
        await pilot.press("u")
        await settled(pilot)
        assert closing(app) is not None
        publish_week(app.workspace, W48, anyway=True)
        page.reload()
        assert page.why_not("reopen_week") == (
            "2026-W48 is published; what you log in it is kept and shows as a correction"
        )
        assert page.why_not("close_week") == "2026-W48 is closed"
        await pilot.press("greater_than_sign")
        await settled(pilot)
        assert page.why_not("close_week") == "2026-W49 has not begun; it can be closed from Mon 30 Nov on"
        assert "not begun" in screen_text(app)


async def test_a_gap_is_finished_and_logged_where_it_stands(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("W")
        await settled(pilot)
        gaps = my_week_of(app).query_one(GapList)
        first = gaps.rows[0]
        assert first.line == "mon 1h"
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen.query_one(Input).value == "mon 1h "
        await typed(pilot, "@acme")
        await pilot.press("enter")
        await settled(pilot)
        assert "60 min customer on Acme Corp, Mon 23 Nov" in toasts(app)[-1]
        assert first.day not in [row.day for row in gaps.rows]


async def test_weeks_before_and_after_with_a_correction(make_app: MakeApp) -> None:
    app = make_app("zoe")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("W", "less_than_sign")
        await settled(pilot)
        assert my_week_of(app).week == W47
        assert "corrected since closing: +45 min customer" in screen_text(app)
        await pilot.press("greater_than_sign")
        await settled(pilot)
        assert "corrected" not in screen_text(app)


async def test_export_from_my_week_and_team_for_a_lead_only(make_app: MakeApp) -> None:
    for me, may in (("dana", True), ("bob", False)):
        app = make_app(me)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("W", "T")
            await settled(pilot)
            assert isinstance(app.page, TeamScreen) is may


@pytest.mark.parametrize("size", SIZES)
async def test_from_friday_noon_the_board_reminds_until_the_week_is_closed(
    make_app: MakeApp, clock: Clock, size: tuple[int, int]
) -> None:
    app = make_app()
    clock.at = datetime(2026, 11, 27, 11, 59, tzinfo=UTC)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert REMINDER not in screen_text(app)
        clock.at += timedelta(minutes=1)
        app.reload()
        await settled(pilot)
        assert f"{REMINDER} 2026-W48, and closes it" in screen_text(app)
        assert toasts(app) == []
        await pilot.press("full_stop")
        await settled(pilot)
        assert REMINDER not in screen_text(app)
        await pilot.press("B", "W", "W", "B")
        await settled(pilot)
        assert closing(app) is not None
        assert REMINDER not in screen_text(app)


async def test_on_monday_it_reminds_of_the_week_before_and_opens_that(make_app: MakeApp, clock: Clock) -> None:
    clock.at = MONDAY
    app = make_app("sam")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert f"{REMINDER} 2026-W47" in screen_text(app)
        await pilot.press("W")
        await settled(pilot)
        assert my_week_of(app).week == W47
        publish_week(make_app("dana").workspace, W47, anyway=True)
        await pilot.press("B")
        await settled(pilot)
        assert board_of(app).view is not None
        assert REMINDER not in screen_text(app)
        await pilot.press("W")
        await settled(pilot)
        assert my_week_of(app).week == W48


async def test_names_are_no_markup_and_unknown_hours_claim_nothing(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    workspace = make_workspace("dana")
    me = workspace.developer()
    workspace.commit("name", [edit(replace(me), name="[/x] [b]Dana[/b] " + "long " * 20, hours=())])
    entry = TimeEntry(id="zz", developer="dana", day=W48.monday, minutes=30, bucket=Bucket.PRODUCTION)
    workspace.commit("log", [create(entry)])
    app = make_app(workspace=workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("W")
        await settled(pilot)
        text = screen_text(app)
        assert "[/x] [b]Dana[/b]" in text
        assert "range unknown: no hours set" in text
        assert "Nothing is missing up to today." in text
        assert all(len(line) <= 80 for line in screen_lines(app))


async def test_a_line_into_a_closed_week_says_so_in_the_log_bar(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("l")
        await settled(pilot)
        await typed(pilot, "45m @acme 2026-11-19")
        assert "2026-W47 is closed: shows as a correction" in screen_text(app)
