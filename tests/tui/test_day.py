"""My day: every key and dialog, the gaps, the strip of the week, and what goes wrong."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from standup.domain.change import create, edit, remove
from standup.domain.records import Bucket, ClosedWeek, TimeEntry
from standup.domain.weeks import Week
from standup.tui.app import StandupApp
from standup.tui.palette import StandupCommands
from standup.tui.widgets.daystrip import DayStrip
from standup.tui.widgets.entries import EntryList
from standup.tui.widgets.logbar import LogBar
from standup.tui.widgets.today import TodayPanel
from standup.workspace.myday import EntryRow, GapRow
from standup.workspace.people import add_leave
from standup.workspace.session import Workspace
from tests.tui.conftest import THURSDAY, Clock, MakeApp, MakeWorkspace
from tests.tui.reading import board_of, day_of, screen_lines, screen_text, settled, toasts, typed

pytestmark = pytest.mark.slow  # a real app for each; `.ci/run` runs them

WIDE = (120, 40)
SIZES = [(80, 24), (120, 40)]
TODAY, WEDNESDAY = date(2026, 11, 26), date(2026, 11, 25)


@pytest.fixture(autouse=True)
def thursday(clock: Clock) -> None:
    clock.at = THURSDAY


def entries(app: StandupApp, day: date = WEDNESDAY, developer: str = "dana") -> list[TimeEntry]:
    workspace = app.workspace
    return [one for one in workspace.store.week(developer, Week.of(day)).entries if one.day == day]


def rows(app: StandupApp) -> EntryList:
    return day_of(app).query_one(EntryList)


def selected(app: StandupApp) -> TimeEntry:
    row = rows(app).selected
    assert isinstance(row, EntryRow)
    return row.entry


def put(workspace: Workspace, *made: TimeEntry, day: date = WEDNESDAY) -> None:
    """Let a day hold these entries and no others."""
    there = [one for one in workspace.store.week("dana", Week.of(day)).entries if one.day == day]
    workspace.commit("the start", [*map(remove, there), *map(create, made)])


def entry(number: int, minutes: int = 60, clock: str = "", **fields: object) -> TimeEntry:
    start = datetime.fromisoformat(f"{WEDNESDAY} {clock}+00:00") if clock else None
    base: dict[str, object] = {"bucket": Bucket.OTHER, "developer": "dana", "day": WEDNESDAY}
    return TimeEntry(id=f"e{number:04}", minutes=minutes, start=start, **(base | fields))  # type: ignore[arg-type]


async def asked(pilot: Pilot[None], text: str) -> None:
    """Write a line into the dialog in place of what stands there, and accept it."""
    field = pilot.app.screen.query_one(Input)
    field.value = text
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_my_day_shows_entries_split_and_the_week_at_every_size(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("D")
        await settled(pilot)
        lines, text = screen_lines(app), screen_text(app)
        assert "Thu 26 Nov, today · W48" in lines[0]
        for words in ("▸Thu 26 •", "Mon 23", "Sun 29", "7h  ", "8h available · 3h30 logged", "4h30 left", "4 entries"):
            assert words in text
        assert "? Help" in lines[-1]
        assert "My day" not in lines[-1]
        assert len(entries(app, TODAY)) == sum(isinstance(row, EntryRow) for row in rows(app).rows)


async def test_the_panel_of_today_leads_here(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(200, 60)) as pilot:
        await settled(pilot)
        assert "4 entries · D edits them" in screen_text(app)
        await pilot.click(TodayPanel)
        await settled(pilot)
        assert day_of(app).day == TODAY


async def test_the_keys_walk_over_days_and_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D")
        await settled(pilot)
        assert day_of(app).why_not("today") == "this is today"
        for key, day in (
            ("less_than_sign", 25),
            ("comma", 24),
            ("left_square_bracket", 23),
            ("left", 22),
            ("right", 23),
            ("full_stop", 24),
            ("right_square_bracket", 25),
            ("greater_than_sign", 26),
        ):
            await pilot.press(key)
            await settled(pilot)
            assert day_of(app).day.day == day
        await pilot.press("left", "left", "t")
        await settled(pilot)
        assert day_of(app).day == TODAY
        await pilot.press("B")
        await settled(pilot)
        assert board_of(app)


async def test_a_day_is_found_by_its_name(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "o")
        await settled(pilot)
        await typed(pilot, "no day")
        assert "'no day' is no day" in screen_text(app)
        await asked(pilot, "last fri")
        assert day_of(app).day == date(2026, 11, 20)
        assert "W47" in screen_lines(app)[0]
        assert day_of(app).week == Week(2026, 47)
        assert toasts(app) == []


async def test_a_click_on_the_strip_shows_its_day(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D")
        await settled(pilot)
        await pilot.click(DayStrip, offset=(20, 1))
        await settled(pilot)
        assert day_of(app).day == date(2026, 11, 24)


async def test_the_palette_leads_to_my_day(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        found = [hit.text async for hit in StandupCommands(app.screen).discover()]
        assert any(text and text.startswith("My day: ") for text in found)
        await pilot.press("D")
        await settled(pilot)
        found = [hit.text async for hit in StandupCommands(app.screen).discover()]
        assert any(text and text.startswith("Other day: ") for text in found)


async def test_the_team_can_be_reached_from_here_by_a_lead_alone(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D")
        await settled(pilot)
        assert app.refusal("team") is None
    app = make_app("bob")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D")
        await settled(pilot)
        assert "only a lead" in (app.refusal("team") or "")


# In place


async def test_enter_edits_the_line_of_an_entry(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign", "j", "j", "j", "enter")
        await settled(pilot)
        before = entries(app)
        field = app.screen.query_one(Input)
        assert field.value == "15:45-16:15 #API-15"
        assert "as it is" in screen_text(app)
        await typed(pilot, " +shaping they want [b]bold[/b]")
        assert "30 min production on API-15, Wed 25 Nov from 15:45, +shaping" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert selected(app).note == "they want [b]bold[/b]"
        assert "they want [b]bold[/b]" in screen_text(app)
        assert toasts(app)[-1].endswith("note they want [b]bold[/b] · u takes it back")
        await pilot.press("u")
        await settled(pilot)
        assert entries(app) == before
        assert toasts(app)[-1].startswith("edit 30 min production on API-15, Wed 25 Nov to 30 min")
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert entries(app) != before


async def test_a_line_left_as_it_is_and_one_left_with_escape_change_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign")
        await settled(pilot)
        before = entries(app)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert app.screen is app.page
        await pilot.press("enter")
        await typed(pilot, " more")
        await pilot.press("escape")
        await settled(pilot)
        assert (entries(app), toasts(app)) == (before, [])


async def test_x_deletes_at_once_and_undo_brings_it_back_to_the_cursor(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign", "j")
        await settled(pilot)
        before, gone = entries(app), selected(app)
        await pilot.press("x")
        await settled(pilot)
        assert gone not in entries(app)
        assert toasts(app) == ["45 min production on API-15, Wed 25 Nov · u takes it back"]
        await pilot.press("u")
        await settled(pilot)
        assert entries(app) == before
        await pilot.press("delete")
        await settled(pilot)
        assert len(entries(app)) == len(before) - 1


async def test_m_moves_and_says_where_the_clock_time_cannot_go(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        put(app.workspace, entry(1, 60, "18:00"))
        await pilot.press("D", "less_than_sign", "m")
        await settled(pilot)
        await typed(pilot, "tomorrow")
        assert "has not come yet" in screen_text(app)
        await asked(pilot, "today")
        assert "without its clock time: 19:00 has not come yet" in toasts(app)[-1]
        assert [one.start for one in entries(app, TODAY) if one.id == "e0001"] == [None]
        await pilot.press("u", "m")
        await settled(pilot)
        assert toasts(app) == []
        await asked(pilot, "tue")
        [moved] = [one for one in entries(app, date(2026, 11, 24)) if one.id == "e0001"]
        assert moved.start is not None
        assert "60 min other, Tue 24 Nov from 18:00" in toasts(app)[-1]


async def test_b_moves_an_entry_from_bucket_to_bucket(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign", "j", "j", "j", "b")
        await settled(pilot)
        await typed(pilot, "@nobody")
        assert "no customer 'nobody'" in screen_text(app)
        await asked(pilot, "@acme")
        assert (selected(app).bucket, selected(app).customer) == (Bucket.CUSTOMER, "acme")
        await pilot.press("b")
        await settled(pilot)
        assert app.screen is app.page
        assert selected(app).bucket is Bucket.OTHER
        assert toasts(app) == ["30 min other, Wed 25 Nov from 15:45 · u takes it back"]
        await pilot.press("b")
        await settled(pilot)
        await typed(pilot, "acme")
        await pilot.press("enter")
        await settled(pilot)
        assert "add #KEY, @customer, or ~ for other" in screen_text(app)
        assert selected(app).bucket is Bucket.OTHER
        await pilot.press("ctrl+u")
        await asked(pilot, "#web-7")
        assert (selected(app).bucket, selected(app).work_item) == (Bucket.PRODUCTION, "WEB-7")


async def test_y_logs_the_same_once_more_today(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        before = len(entries(app, TODAY))
        await pilot.press("D", "less_than_sign", "j", "j", "j", "y")
        await settled(pilot)
        assert len(entries(app, TODAY)) == before + 1
        assert toasts(app) == ["30 min production on API-15, today · u takes it back"]


async def test_what_a_lead_altered_meanwhile_is_told_in_the_dialog(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app("bob")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign", "enter")
        await settled(pilot)
        seen = selected(app)
        theirs = edit(seen, minutes=7, note="corrected")
        make_workspace("dana").commit("correct it", [theirs])
        await typed(pilot, " my words")
        await pilot.press("enter")
        await settled(pilot)
        words = " ".join(screen_text(app).replace("│", " ").split())
        assert "Dana Osei changed the entry of" in words
        assert "at 15:00: minutes 7m" in words
        assert "your change was not made" in words
        assert app.screen is not app.page
        assert theirs.after in entries(app, developer="bob")


async def test_a_conflict_at_once_is_told_in_a_toast(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign", "j", "j", "j")
        await settled(pilot)
        theirs = edit(selected(app), minutes=7)
        make_workspace("dana").commit("correct it", [theirs])
        day_of(app).action_delete_entry()  # before the app has looked for changes
        await settled(pilot)
        assert toasts(app)[-1].startswith("you changed the entry of 30 min production on API-15, Wed 25 Nov at 15:00")
        assert selected(app).minutes == 7


# Gaps


async def test_a_gap_opens_the_log_bar_with_its_clock_times(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        put(app.workspace, entry(1, 90, "09:00"), entry(2, 60, "11:15"))
        await pilot.press("D", "less_than_sign", "j")
        await settled(pilot)
        gap, rest = (row for row in rows(app).rows if isinstance(row, GapRow))
        assert (gap.clock, gap.minutes, rest.minutes) == ("10:30-11:15", 45, 480 - 150 - 45)
        assert "10:30-11:15    45m ░ not logged · enter fills it" in screen_text(app)
        assert "4h45 ░ of this day not logged" in screen_text(app)
        assert day_of(app).why_not("delete_entry") == "this time is not logged; enter fills it"
        await pilot.press("enter")
        await settled(pilot)
        bar = day_of(app).query_one(LogBar)
        assert bar.field.text == "10:30-11:15 "
        await typed(pilot, "@acme")
        assert "45 min customer on Acme Corp, Wed 25 Nov from 10:30" in screen_text(app)
        await pilot.press("enter")
        await settled(pilot)
        assert not bar.is_open
        assert [row.clock for row in rows(app).rows] == ["9:00-10:30", "10:30-11:15", "11:15-12:15", ""]
        await pilot.press("G", "f")
        await settled(pilot)
        assert bar.field.text == "4h45 "
        await pilot.press("escape")


async def test_f_on_an_entry_fills_the_day(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign", "f")
        await settled(pilot)
        assert "Fill Wed 25 Nov" in screen_text(app)
        await pilot.press("escape", "right", "right", "f")
        await settled(pilot)
        assert "Fri 27 Nov has not come yet" in toasts(app)[-1]


async def test_the_line_to_be_finished_stands_in_the_log_bar_of_this_page(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign", "f", "l")
        await settled(pilot)
        assert day_of(app).query_one(LogBar).field.text == "wed 1h "
        await typed(pilot, "~")
        await pilot.press("enter")
        await settled(pilot)
        assert sum(one.minutes for one in entries(app)) == 480


async def test_a_line_without_a_day_logs_to_the_day_shown(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign", "l")
        await typed(pilot, "15m ~ x @nobody")
        await pilot.press("enter")
        await settled(pilot)
        assert day_of(app).query_one(LogBar).is_open
        await pilot.press("escape", "colon")
        await settled(pilot)
        assert "15m ~ x @nobody" in screen_text(app)
        day_of(app).query_one(LogBar).field.input.value = "15m ~ dusting"
        await pilot.press("enter")
        await settled(pilot)
        assert [one.note for one in entries(app)][-1] == "dusting"
        assert toasts(app) == ["15 min other, Wed 25 Nov · u takes it back"]
        assert rows(app).has_focus


async def test_the_ratio_of_a_line_is_set_for_the_day_shown(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign", "l")
        await typed(pilot, "19:00-20:00 #API-12 @acme")
        await pilot.press("ctrl+s")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Wed 25 Nov from 19:00" in toasts(app)[-1]
        assert sum(one.minutes for one in entries(app) if one.start and one.start.hour >= 19) == 60


# States of a day


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_day_says_how_to_fill_it(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        put(app.workspace)
        await pilot.press("D", "less_than_sign")
        await settled(pilot)
        text = screen_text(app)
        assert "? no log" in text
        assert "8h ░ of this day not logged" in text
        await pilot.press("right", "right")
        await settled(pilot)
        assert "Fri 27 Nov has not come yet." in screen_text(app)
        assert day_of(app).why_not("move_entry") == "there is no entry on this day"
        for _ in range(5):
            await pilot.press("left")
        await settled(pilot)
        assert "Nothing logged on Sun 22 Nov: off." in screen_text(app)
        assert "l logs a line, f fills it." in screen_text(app)


async def test_leave_and_a_closed_week_are_said_in_words(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        put(app.workspace)
        add_leave(app.workspace, WEDNESDAY)
        closed = ClosedWeek(id="c", developer="dana", week="2026-W48", closed_at=THURSDAY)
        app.workspace.commit("close", [create(closed)])
        await pilot.press("D", "less_than_sign")
        await settled(pilot)
        text = screen_text(app)
        for words in (
            "⌂ leave",
            "Nothing logged on Wed 25 Nov: leave.",
            "0m available · 0m logged · leave · W48 is closed",
        ):
            assert words in text


async def test_where_hours_are_not_set_nothing_is_claimed(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace("dana")
    me = workspace.developer()
    workspace.commit("no hours", [edit(me, hours=())])
    app = make_app(workspace=workspace)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign")
        await settled(pilot)
        assert "hours not set · 7h logged" in screen_text(app)
        assert not any(isinstance(row, GapRow) for row in rows(app).rows)


async def test_two_hundred_entries_of_one_day_scroll(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        put(app.workspace, *(entry(number, 2, note=f"note [{number}]") for number in range(200)))
        await pilot.press("D", "less_than_sign", "G", "k")
        await settled(pilot)
        assert "note [199]" in screen_text(app)
        assert "200 entries" in screen_text(app)
        assert selected(app).id == "e0199"


async def test_past_midnight_and_imported_entries_are_shown_as_they_are(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        put(
            app.workspace,
            entry(1, 90, "22:30", source_id="row 7", interrupt=True, tags=("ops",), note="call [x]"),
            entry(2, 30, bucket=Bucket.CUSTOMER, customer="gone", touchpoint="nowhere"),
        )
        await pilot.press("D", "less_than_sign")
        await settled(pilot)
        text = screen_text(app)
        for words in ("22:30-0:00", "! +ops call [x]", "interrupt · imported", "gone", "◆"):
            assert words in text


async def test_a_damaged_week_is_told_on_the_page_which_lives(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("D", "less_than_sign")
        await settled(pilot)
        path = app.workspace.store.folder / "people" / "dana" / "2026-W47.json"  # type: ignore[attr-defined]
        path.write_text("{", encoding="utf-8")
        for _ in range(3):
            await pilot.press("left")
        await settled(pilot)
        words = "".join(screen_text(app).replace("│", "").split())
        assert "2026-W47.jsonisdamaged" in words
        assert "standupdoctor" in words
        await pilot.press("x", "enter", "f", "t")
        await settled(pilot)
        assert day_of(app).day == TODAY
        assert "8h available · 3h30 logged" in screen_text(app)


async def test_a_change_made_elsewhere_appears_and_keeps_the_cursor(
    make_app: MakeApp, make_workspace: MakeWorkspace
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "less_than_sign", "j")
        await settled(pilot)
        kept = selected(app)
        make_workspace("dana").commit("elsewhere", [create(entry(1, 15, "06:00", note="from elsewhere"))])
        await pilot.pause(1)
        assert "from elsewhere" in screen_text(app)
        assert selected(app) == kept


async def test_the_hours_of_others_are_never_here(make_app: MakeApp, make_workspace: MakeWorkspace) -> None:
    app = make_app()
    theirs = TimeEntry(
        id="b1", developer="bob", day=TODAY, minutes=397, bucket=Bucket.OTHER, note="secret of bob", start=THURSDAY
    )
    make_workspace("bob").commit("log", [create(theirs)])
    async with app.run_test(size=(200, 60)) as pilot:
        await pilot.press("full_stop", "D")
        await settled(pilot)
        text = screen_text(app)
        assert "Dana Osei" in text
        assert "secret" not in text
        assert "6h37" not in text


async def test_the_help_says_what_the_glyphs_mean(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", "question_mark")
        await settled(pilot)
        assert "Move the selected entry to another day" in screen_text(app)
        await pilot.press(*["j"] * 30)
        await settled(pilot)
        assert "counts for a touchpoint" in screen_text(app)
