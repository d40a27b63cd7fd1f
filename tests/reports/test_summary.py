"""What each audience gets of a week."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from standup.domain.errors import NotFoundError
from standup.domain.split import Split, total
from standup.reports.summary import WITHHELD, Audience, MemberWeek
from tests.reports.examples import BOB, DANA, NEXT_MONDAY, SAM, TEAM, THURSDAY, WEI, ZOE, example
from tests.reports.laws import teams


@given(members=teams())
def test_the_team_is_the_sum_of_the_developers(members: list[MemberWeek]) -> None:
    summary = example(*members)
    assert summary.team is not None
    rows = summary.members
    assert summary.team.split == total(row.split for row in rows)
    for bucket in ("production", "customer", "other"):
        assert getattr(summary.team.split, bucket) == sum(getattr(row.split, bucket) for row in rows)
    assert summary.team.unknown_days == sum(row.unknown_days for row in rows)
    assert summary.team.people == len(rows)


@given(members=teams(least=1), data=st.data())
def test_a_member_gets_their_own_row_and_never_totals_of_fewer_than_three(
    members: list[MemberWeek], data: st.DataObject
) -> None:
    me = data.draw(st.sampled_from(members))
    summary = example(*members, audience=Audience(me.developer))
    assert summary.members == (me,)
    splits = [member.split for member in members]
    with_time = [split for split in splits if split.logged + (split.available or 0) + (split.left or 0) > 0]
    if len(with_time) < 3:
        assert (summary.team, summary.withheld) == (None, WITHHELD)
    else:
        assert (summary.team, summary.withheld) == (example(*members).team, "")


@pytest.mark.parametrize("members", [(DANA,), (DANA, BOB)])
def test_teams_under_three_show_a_member_no_totals_and_say_why(members: tuple[MemberWeek, ...]) -> None:
    summary = example(*members, audience=Audience("dana"))
    assert summary.team is None
    assert "fewer than three people" in summary.withheld


def test_a_third_person_without_any_time_in_the_week_hides_nobody() -> None:
    away = MemberWeek(developer="away", name="Away", split=Split())
    assert example(DANA, BOB, away, audience=Audience("dana")).team is None
    assert example(DANA, BOB, ZOE, audience=Audience("dana")).team is not None


def test_a_lead_sees_the_totals_of_the_smallest_team() -> None:
    summary = example(DANA)
    assert summary.team is not None
    assert summary.team.split == DANA.split


def test_rows_stand_by_name_whatever_the_order_and_case() -> None:
    small = replace(ZOE, developer="ann", name="ann")
    summary = example(ZOE, DANA, small, BOB)
    assert [member.name for member in summary.members] == ["ann", "Bob", "Dana Okafor", "Zoë Müller"]


def test_a_member_who_is_not_in_the_team_is_named_with_the_closest() -> None:
    with pytest.raises(NotFoundError, match=r"no developer 'danna' in 2026-W47; did you mean dana\?"):
        example(audience=Audience("danna"))


def test_people_without_hours_are_counted_and_take_the_range_away_where_they_logged() -> None:
    silent = replace(SAM, split=Split(available=None, unlogged=None, left=None))
    with_log, without_log = example(DANA, SAM).team, example(DANA, silent).team
    assert with_log is not None
    assert without_log is not None
    assert (with_log.without_hours, with_log.split.range) == (1, None)
    assert (without_log.without_hours, without_log.split.range) == (1, DANA.split.range)


def test_a_week_is_running_over_or_not_begun() -> None:
    assert example(today=THURSDAY).running
    assert not example(today=THURSDAY).over
    assert example(today=NEXT_MONDAY).over
    before = example(today=THURSDAY.replace(day=15))
    assert not before.running
    assert not before.over


def test_a_summary_has_no_place_for_entries() -> None:
    assert set(asdict(WEI)) == {
        "developer",
        "name",
        "split",
        "closed",
        "leave_half_days",
        "holidays",
        "unknown_days",
        "shaping",
        "over_capacity",
    }
    assert example().members == tuple(sorted(TEAM, key=lambda member: member.name.casefold()))
