"""Developers, hours, leave and the team: who may do what, and what hours mean for the past."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from standup.domain.availability import contract_minutes, spread_week
from standup.domain.errors import ForbiddenError, NotFoundError, UsageError
from standup.domain.records import Developer, HoursPeriod, Leave, Role, Team
from standup.workspace.people import (
    add_developer,
    add_leave,
    edit_developer,
    edit_team,
    join,
    list_developers,
    list_leave,
    presence,
    remove_leave,
)
from standup.workspace.session import Workspace, find_developer
from standup.workspace.setup import new_team
from standup.workspace.time import log
from standup.workspace.undo import undo
from tests.workspace.office import MONDAY, Office

BERLIN = {"timezone": "Europe/Berlin"}
THIRTY = spread_week(30 * 60)


def test_ids_of_people_named_alike_are_numbered() -> None:
    office = Office()
    ids = [add_developer(office.dana, name, **BERLIN).id for name in ("Bob", "Dana", "dana", "Zoë", "李", "CON")]
    assert ids == ["bob-2", "dana-2", "dana-3", "zoe-2", "u674e", "con-1"]


def test_a_name_that_several_share_is_refused_with_the_ids() -> None:
    office = Office()
    for _ in range(2):
        add_developer(office.dana, "Sam Lee", **BERLIN)
    roster = office.store.roster()
    assert find_developer(roster, "sam-lee").id == "sam-lee"
    with pytest.raises(UsageError, match="names 2 of them; write sam-lee or sam-lee-2"):
        find_developer(roster, "Sam Lee")


def test_one_word_of_a_name_is_enough_where_it_is_nobody_elses() -> None:
    office = Office()
    lane = add_developer(office.dana, "Robert Lane", **BERLIN)
    gone = add_developer(office.dana, "Ann Lane", **BERLIN)
    edit_developer(office.dana, gone.id, active=False)
    roster = office.store.roster()
    assert find_developer(roster, "robert").id == lane.id
    assert find_developer(roster, "muller").id == "zoe"
    assert find_developer(roster, "lane").id == lane.id
    assert find_developer(roster, "ann").id == gone.id
    add_developer(office.dana, "Pat Lane", **BERLIN)
    with pytest.raises(UsageError, match="'lane' may be pat-lane or robert-lane; write which one"):
        find_developer(office.store.roster(), "lane")
    assert log(office.dana, "30m other for:robert").words


def test_an_id_goes_before_the_name_of_somebody_else() -> None:
    office = Office(Developer(id="aaa", name="Zoe", timezone="UTC"))
    assert find_developer(office.store.roster(), "ZOE").id == "zoe"
    with pytest.raises(NotFoundError, match="did you mean"):
        find_developer(office.store.roster(), "zoee")


@pytest.mark.parametrize(
    ("name", "details", "words"),
    [
        (" ", BERLIN, "the name is empty"),
        ("Pat", {"timezone": "Mars/Olympus"}, "is no time zone"),
        ("Pat", {"timezone": ""}, "is no time zone"),
        ("Pat", {"timezone": "../etc/passwd"}, "is no time zone"),
        ("Pat", {**BERLIN, "hours_from": MONDAY}, "give the hours too"),
        ("Pat", {**BERLIN, "region": "BE"}, "which country"),
    ],
)
def test_what_makes_no_developer(name: str, details: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        add_developer(Office().dana, name, **details)


@pytest.mark.parametrize(
    "act",
    [
        lambda work: add_developer(work, "Pat", **BERLIN),
        lambda work: edit_developer(work, "dana", name="x"),
        lambda work: edit_developer(work, "bob", role=Role.LEAD),
        lambda work: add_leave(work, date(2026, 12, 1), who="dana"),
        lambda work: remove_leave(work, "danas"),
        lambda work: edit_team(work, name="x"),
    ],
)
def test_what_only_a_lead_may(act: Callable[[Workspace], object]) -> None:
    office = Office(Leave(id="leave-danas", developer="dana", first=MONDAY, last=MONDAY))
    with pytest.raises(ForbiddenError, match="only a lead may"):
        act(office.bob)
    act(office.dana)


def test_everybody_edits_themselves() -> None:
    office = Office()
    assert edit_developer(office.bob, "bob", name="Bob M.", timezone="UTC").name == "Bob M."
    with pytest.raises(UsageError, match="nothing to change"):
        edit_developer(office.bob, "bob")


def test_the_last_lead_stays() -> None:
    office = Office()
    for change in ({"role": Role.DEVELOPER}, {"active": False}):
        with pytest.raises(UsageError, match="is the only lead"):
            edit_developer(office.dana, "dana", **change)
    edit_developer(office.dana, "bob", role=Role.LEAD)
    edit_developer(office.dana, "dana", role=Role.DEVELOPER)
    with pytest.raises(UsageError, match="is the only lead"):
        edit_developer(office.bob, "bob", active=False)


def test_the_first_hours_hold_for_ever_and_later_ones_from_their_day() -> None:
    office = Office()
    pat = add_developer(office.dana, "Pat", **BERLIN)
    pat = edit_developer(office.dana, "pat", hours=spread_week(2400))
    assert contract_minutes(pat, date(2001, 1, 1)) == 480
    pat = edit_developer(office.dana, "pat", hours=THIRTY)
    assert (contract_minutes(pat, date(2026, 11, 20)), contract_minutes(pat, MONDAY)) == (480, 360)
    pat = edit_developer(office.dana, "pat", hours=spread_week(600), hours_from=date(2026, 11, 18))
    assert [contract_minutes(pat, date(2026, 11, day)) for day in (17, 18, 20, 23)] == [480, 120, 120, 360]
    with pytest.raises(UsageError, match="give the hours too"):
        edit_developer(office.dana, "pat", hours_from=MONDAY)


def test_the_first_hours_with_a_start_leave_earlier_days_unknown() -> None:
    office = Office()
    pat = add_developer(office.dana, "Pat", hours=THIRTY, hours_from=MONDAY, **BERLIN)
    assert (contract_minutes(pat, date(2026, 11, 20)), contract_minutes(pat, MONDAY)) == (None, 360)


def test_another_country_takes_the_region_away() -> None:
    office = Office()
    edit_developer(office.dana, "bob", country="DE", region="BE")
    assert edit_developer(office.dana, "bob", country="DE").region == "BE"
    french = edit_developer(office.dana, "bob", country="FR")
    assert (french.country, french.region) == ("FR", None)
    with pytest.raises(UsageError, match="which country"):
        edit_developer(office.dana, "zoe", region="BE")


def test_the_hours_of_others_are_for_a_lead() -> None:
    office = Office()
    assert [one.id for one in list_developers(office.dana)] == ["bob", "dana", "zoe"]
    assert all(one.hours for one in list_developers(office.dana))
    assert [bool(one.hours) for one in list_developers(office.bob)] == [True, False, False]


def test_who_joins_is_no_lead_unless_nobody_is_there() -> None:
    office = Office()
    workspace = office.by("")
    assert (join(workspace, "Pat", **BERLIN).role, workspace.me) == (Role.DEVELOPER, "pat")
    undo(workspace)
    assert "pat" not in office.store.roster().developers
    empty = Office(Team(), bare=True)
    assert join(empty.by(""), "Pat", **BERLIN).role is Role.LEAD


def test_the_first_person_of_a_new_team_is_its_lead() -> None:
    made = new_team("Dana", team="Platform", timezone="Europe/Berlin", hours=THIRTY)
    assert (made.lead.id, made.lead.role, made.lead.hours) == ("dana", Role.LEAD, (HoursPeriod(minutes=THIRTY),))
    with pytest.raises(UsageError, match="the team's name is empty"):
        new_team("Dana", team="", timezone="Europe/Berlin")


# Leave


def test_leave_is_added_listed_and_removed() -> None:
    office = Office()
    made = add_leave(office.bob, date(2026, 12, 24), date(2026, 12, 31), note=" at the sea ")
    assert (made.developer, made.note) == ("bob", "at the sea")
    assert list_leave(office.bob) == [made]
    assert list_leave(office.dana) == [replace(made, note="")]
    assert list_leave(office.dana, "zoe") == []
    remove_leave(office.dana, made.id[-4:])
    assert list_leave(office.dana) == []
    undo(office.dana)
    assert list_leave(office.bob) == [made]


def test_leave_that_cannot_be() -> None:
    office = Office()
    add_leave(office.dana, date(2026, 12, 24), date(2026, 12, 31))
    for first, last, words in (
        (date(2026, 12, 2), date(2026, 12, 1), "ends Tue 1 Dec, before it begins Wed 2 Dec"),
        (date(2026, 1, 1), date(2027, 1, 3), "more than a year"),
        (date(2026, 12, 31), None, "has leave Thu 24 Dec to Thu 31 Dec already"),
    ):
        with pytest.raises(UsageError, match=words):
            add_leave(office.dana, first, last)


def test_presence_tells_leave_holidays_and_days_off() -> None:
    office = Office(
        Leave(id="l1", developer="dana", first=MONDAY, last=MONDAY),
        Leave(id="l2", developer="bob", first=MONDAY, last=MONDAY, half=True),
        holidays_of=lambda developer, year: {date(2026, 12, 25): "Christmas Day"} if developer.id == "zoe" else {},
    )
    dana, bob, zoe = (office.store.roster().developers[one] for one in ("dana", "bob", "zoe"))
    assert presence(office.dana, dana, MONDAY) == "leave"
    assert presence(office.dana, bob, MONDAY) == ""
    assert presence(office.dana, bob, date(2026, 11, 22)) == "off"
    assert presence(office.dana, zoe, date(2026, 12, 25)) == "Christmas Day"
    add_leave(office.bob, MONDAY, half=True)
    assert presence(office.dana, bob, MONDAY) == "leave"


# The team


def test_the_band_is_two_per_cents_the_lower_first() -> None:
    office = Office()
    team = edit_team(office.dana, band=(5, 15), name="Core")
    assert (team.name, team.band_low, team.band_high) == ("Core", 5, 15)
    for band in ((15, 5), (10, 10), (-1, 5), (10, 101)):
        with pytest.raises(UsageError, match="is no band"):
            edit_team(office.dana, band=band)
    with pytest.raises(UsageError, match="nothing to change"):
        edit_team(office.dana)
