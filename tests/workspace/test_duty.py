"""The rota of the team: planned, altered, undone, and told."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from standup.domain.availability import spread_week
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.records import Developer, HoursPeriod, Leave
from standup.domain.weeks import Week
from standup.workspace.duty import clear_duty, duty_rows, on_duty, plan_duty, set_duty, swap_duty
from standup.workspace.people import edit_developer
from standup.workspace.undo import redo, undo
from tests.workspace.office import MONDAY, PEOPLE, Office

THIS = Week.of(MONDAY)
AWAY = Leave(id="l1", developer="bob", first=date(2026, 11, 23), last=date(2026, 11, 27))


def names(office: Office, count: int = 4) -> list[str]:
    return [row.name.split()[0] if row.name else "" for row in duty_rows(office.dana, count)]


def test_a_team_without_a_rota_has_nobody_on_duty() -> None:
    office = Office()
    assert names(office, 2) == ["", ""]
    assert on_duty(office.store.roster(), THIS) is None


def test_a_plan_fills_the_weeks_and_one_undo_takes_it_back() -> None:
    office = Office(AWAY)
    planned = plan_duty(office.bob, 4)
    assert planned.changed == 4
    assert names(office) == ["Dana", "Zoë", "Bob", "Dana"]
    assert on_duty(office.store.roster(), THIS) == "dana"
    undo(office.bob)
    assert names(office) == [""] * 4
    redo(office.bob)
    assert names(office) == ["Dana", "Zoë", "Bob", "Dana"]


def test_a_plan_keeps_what_was_set_and_anew_does_not_but_this_week() -> None:
    office = Office()
    set_duty(office.dana, THIS, "Zoë Müller")
    set_duty(office.dana, THIS + 1, "zoe")
    assert plan_duty(office.dana, 4).changed == 2
    assert names(office) == ["Zoë", "Zoë", "Bob", "Dana"]
    assert plan_duty(office.dana, 4).changed == 0
    plan_duty(office.dana, 4, anew=True)
    assert names(office) == ["Zoë", "Bob", "Dana", "Zoë"]


def test_only_who_is_on_the_team_is_planned() -> None:
    office = Office()
    edit_developer(office.dana, "bob", active=False)
    plan_duty(office.dana, 4)
    assert names(office) == ["Dana", "Zoë", "Dana", "Zoë"]
    with pytest.raises(UsageError, match="Bob Marsh has left the team"):
        set_duty(office.dana, THIS, "bob")
    with pytest.raises(NotFoundError, match="no developer 'bop'; did you mean bob"):
        set_duty(office.dana, THIS, "bop")


def test_part_time_takes_part_of_the_duty_and_unknown_hours_count_as_full_time() -> None:
    part = replace(PEOPLE[1], hours=(HoursPeriod(minutes=spread_week(20 * 60)),))
    unknown = replace(PEOPLE[2], hours=())
    office = Office(part, unknown)
    plan_duty(office.dana, 10)
    found = names(office, 10)
    assert (found.count("Bob"), found.count("Dana"), found.count("Zoë")) == (2, 4, 4)


def test_a_holiday_makes_a_week_too_short() -> None:
    def holidays(developer: Developer, year: int) -> dict[date, str]:
        days = [date(2026, 11, day) for day in (23, 24, 25)]
        return dict.fromkeys(days, "Feast") if developer.id == "bob" else {}

    office = Office(holidays_of=holidays)
    plan_duty(office.dana, 1)
    assert names(office, 1) == ["Dana"]


def test_two_weeks_change_places() -> None:
    office = Office()
    plan_duty(office.dana, 3)
    swap_duty(office.bob, THIS, THIS + 1)
    assert names(office, 3) == ["Dana", "Bob", "Zoë"]
    with pytest.raises(UsageError, match=f"nobody is on duty in {THIS + 5}"):
        swap_duty(office.bob, THIS, THIS + 5)
    with pytest.raises(UsageError, match="the same person"):
        swap_duty(office.bob, THIS, THIS)


def test_a_week_can_be_left_without_duty() -> None:
    office = Office()
    set_duty(office.dana, THIS, "bob")
    clear_duty(office.dana, THIS)
    assert on_duty(office.store.roster(), THIS) is None
    with pytest.raises(UsageError, match="nobody is on duty"):
        clear_duty(office.dana, THIS)


def test_the_rota_tells_of_who_cannot_take_it() -> None:
    office = Office(AWAY, replace(AWAY, id="l2", first=date(2026, 12, 1), last=date(2026, 12, 3)))
    for at in range(3):
        set_duty(office.dana, THIS + at, "bob")
    assert [row.trouble for row in duty_rows(office.dana, 3)] == ["away all week", "away most of it", ""]
    edit_developer(office.dana, "bob", active=False)
    assert {row.trouble for row in duty_rows(office.dana, 3)} == {"left the team"}


def test_nothing_is_planned_where_nobody_has_time() -> None:
    idle = tuple(replace(one, hours=(HoursPeriod(minutes=(0,) * 7),)) for one in PEOPLE)
    office = Office(*idle)
    with pytest.raises(UsageError, match="nobody has any time"):
        plan_duty(office.dana, 2)
    with pytest.raises(UsageError, match="0 is not from 1 to 52"):
        plan_duty(office.dana, 0)


def test_setting_what_is_so_already_changes_nothing() -> None:
    office = Office()
    set_duty(office.dana, THIS, "bob")
    set_duty(office.bob, THIS, "bob")
    assert len(office.store.history(9)) == 1
