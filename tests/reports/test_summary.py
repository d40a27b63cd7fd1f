"""What each audience gets of a week."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from standup.domain.closing import Correction, Since
from standup.domain.errors import NotFoundError
from standup.domain.split import Band, Split, total
from standup.reports.summary import (
    LEAD,
    WITHHELD,
    Audience,
    MemberWeek,
    PastWeek,
    Publication,
    WeekSummary,
    WeekTouchpoints,
    build_summary,
)
from standup.reports.summary import TEAM as FOR_TEAM
from tests.reports.examples import (
    BOB,
    DANA,
    DECISIONS,
    NEXT_MONDAY,
    PAST,
    SAM,
    TEAM,
    THURSDAY,
    WEEK,
    WEI,
    ZOE,
    example,
)
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


@given(members=teams(), data=st.data())
def test_the_team_gets_no_figure_of_a_person_and_never_totals_of_fewer_than_three(
    members: list[MemberWeek], data: st.DataObject
) -> None:
    splits = {member.developer: member.split for member in members}
    since = tuple(
        Correction(developer=member.developer, name=member.name, week=WEEK, since=Since.CLOSING, other=5)
        for member in members
    )
    logged = sum(bool(member.split.logged) for member in members)
    summary = build_summary(
        week=WEEK,
        today=THURSDAY,
        team_name="",
        band=Band(),
        members=members,
        touchpoints=WeekTouchpoints(),
        audience=FOR_TEAM,
        past=[PastWeek(week=WEEK, splits=splits)],
        corrections=since,
        decisions=DECISIONS,
    )
    assert (summary.members, summary.corrections, summary.decisions) == ((), (), ())
    assert (summary.team is None) == (logged < 3)
    shown_split = total(splits.values()) if logged >= 3 else None
    assert [week.split for week in summary.trend] == ([shown_split] if logged else [])
    if members:
        me = data.draw(st.sampled_from(members))
        own = example(*members, audience=Audience(me.developer), corrections=since)
        assert [one.developer for one in own.corrections] == [me.developer]
        assert own.decisions == ()


def test_a_member_gets_their_own_weeks_and_whether_they_closed_them() -> None:
    trend = example(audience=Audience("bob")).trend
    assert [week.split for week in trend] == [past.splits["bob"] for past in PAST[1:]]
    assert [week.closed for week in trend] == [True, True, False, True, False]


def test_weeks_before_anybody_logged_are_left_out_and_gaps_are_not() -> None:
    assert [week.week for week in example().trend] == [WEEK - 4, WEEK - 3, WEEK - 2, WEEK - 1, WEEK]


def test_weeks_that_have_not_begun_are_no_part_of_the_weeks_before() -> None:
    far = build_summary(
        week=WEEK + 3,
        today=THURSDAY,
        team_name="",
        band=Band(),
        members=TEAM,
        touchpoints=WeekTouchpoints(),
        past=[*PAST, PastWeek(week=WEEK + 1, splits={}), PastWeek(week=WEEK + 3, splits={})],
    )
    assert [week.week for week in far.trend][-2:] == [WEEK - 1, WEEK]


def test_a_week_is_closed_where_all_who_logged_closed_it() -> None:
    assert [week.closed for week in example().trend] == [True, True, False, False, False]


def test_the_sentence_is_the_readers_own_or_the_teams() -> None:
    assert example(BOB, DANA, ZOE).headline == (
        "18 % customer (14-34 %), within 10-20 %, on 82 % logged; 1 touchpoint starved"
    )
    assert example(audience=Audience("dana")).headline.startswith("Dana Okafor: 16 % customer (15-21 %), within")
    assert example(DANA, BOB, audience=FOR_TEAM).headline.startswith("No totals, because")
    silent = replace(DANA, split=Split(other=60, available=60))
    assert example(silent, BOB, ZOE, audience=Audience("dana")).headline.startswith(
        "Dana Okafor: no share: no production"
    )


@pytest.mark.parametrize("audience", [LEAD, FOR_TEAM, Audience("dana")])
def test_a_summary_that_is_kept_as_data_is_the_same_again(audience: Audience) -> None:
    summary = example(audience=audience, published=Publication(on=THURSDAY, by="Dana"))
    assert msgspec.convert(json.loads(msgspec.json.encode(summary)), WeekSummary) == summary
