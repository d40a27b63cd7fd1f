"""The Team: totals of each developer for a lead, and what it never shows."""

from __future__ import annotations

import pytest

from standup.domain.records import Role
from standup.domain.weeks import Week
from standup.tui.app import StandupApp
from standup.tui.team_rows import PersonRow
from standup.workspace.people import edit_developer
from tests.tui.conftest import THURSDAY, Clock, MakeApp, MakeWorkspace
from tests.tui.reading import board_of, screen_lines, screen_text, settled, team_of

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

SIZES = [(80, 24), (120, 40), (200, 60)]


def people(app: StandupApp) -> list[str]:
    """The names in the rows of people, in their order."""
    return [row.name for row in team_of(app).people.rows if isinstance(row, PersonRow)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_lead_sees_everybody_by_name_and_the_team(
    make_app: MakeApp, clock: Clock, size: tuple[int, int]
) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("T")
        await settled(pilot)
        *names, team = people(app)
        assert names == ["Bob Marsh", "Dana Osei", "Pat O'Neil", "Sam [ops] Brandt", "Zoë Müller", "李 Wei"]
        assert team == "Team of 6"
        text = screen_text(app)
        for words in ("Sam [ops] Brandt", "% customer (", "10-20 %", "100 %", "○ not closed"):
            assert words in text
        assert "? Help" in screen_lines(app)[-1]
        await pilot.press(*"jjjjjj")
        await settled(pilot)
        text = screen_text(app)
        for words in ("Team of 6", "5 days of leave", "at the edge of 10-20 %"):
            assert words in text


async def test_no_clock_time_and_no_note_of_an_entry_is_on_the_team(make_app: MakeApp, clock: Clock) -> None:
    clock.at = THURSDAY
    app = make_app()
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("T")
        await settled(pilot)
        text = screen_text(app)
        for person in app.workspace.store.roster().developers:
            for entry in app.workspace.store.week(person, Week.of(THURSDAY.date())).entries:
                assert not entry.note or entry.note not in text
                assert entry.start is None or f"{entry.start:%H:%M}" not in text


async def test_other_weeks(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("T", "less_than_sign")
        await settled(pilot)
        assert "Mon 16 Nov - Sun 22 Nov 2026 · W47" in screen_lines(app)[0]
        assert team_of(app).week == Week(2026, 47)
        await pilot.press("greater_than_sign", "greater_than_sign")
        await settled(pilot)
        assert "W49" in screen_lines(app)[0]


async def test_enter_opens_the_board_of_a_developer_and_b_my_own(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("T", "enter")
        await settled(pilot)
        assert board_of(app).developer == "bob"
        assert "▸Bob Marsh" in screen_lines(app)[1]
        await pilot.press("B")
        await settled(pilot)
        assert "▸Dana Osei" in screen_lines(app)[1]
        await pilot.press("T", "B")
        await settled(pilot)
        assert board_of(app)


async def test_the_timer_runs_on_the_team_too(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("space", "T")
        await settled(pilot)
        assert "▶ 0m API-12" in screen_lines(app)[0]


async def test_who_is_no_lead_any_more_sees_only_their_own_and_the_teams(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("T")
        await settled(pilot)
        edit_developer(make_workspace(), "bob", role=Role.LEAD)
        edit_developer(make_workspace("bob"), "dana", role=Role.DEVELOPER)
        await pilot.pause(0.8)
        await settled(pilot)
        assert people(app) == ["Dana Osei", "Team of 6"]
        assert "Decisions needed" not in screen_text(app)
        assert "Bob Marsh" not in screen_text(app)


async def test_help_on_the_team_lists_its_keys(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("T", "question_mark")
        await settled(pilot)
        text = screen_text(app)
        assert "The week before" in text
        assert "Postpone" not in text
