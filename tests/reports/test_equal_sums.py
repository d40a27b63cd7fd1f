"""All formats tell the same figures: each is read back."""

from __future__ import annotations

from hypothesis import given, settings

from standup.reports.render import FORMATS, render
from standup.reports.summary import MemberWeek, WeekSummary
from standup.reports.words import minutes_of
from tests.reports.examples import NEXT_MONDAY, TEAM, THURSDAY, example
from tests.reports.figures import Figures, all_formats
from tests.reports.laws import teams


def expected(summary: WeekSummary) -> Figures:
    found: Figures = {member.name: minutes_of(member.split) for member in summary.members}
    if summary.team:
        found["team"] = minutes_of(summary.team.split)
    return found


@given(members=teams(least=1))
@settings(max_examples=40)
def test_every_format_tells_the_same_minutes(members: list[MemberWeek]) -> None:
    summary = example(*members)
    assert all_formats(summary) == [expected(summary)] * len(FORMATS)


def test_the_developers_of_every_format_add_up_to_its_team() -> None:
    summary = example(*(member for member in TEAM if member.split.available is not None))
    for found in all_formats(summary):
        team = found.pop("team")
        assert len(found) == 4
        assert team == tuple(sum(minutes or 0 for minutes in column) for column in zip(*found.values(), strict=True))


def test_what_is_left_is_shown_while_the_week_runs_and_no_longer() -> None:
    running, over = example(today=THURSDAY), example(today=NEXT_MONDAY)
    assert " Left " in render(running, "text")
    assert " Left " not in render(over, "text")
    assert 'data-label="left"' in render(running, "html")
    assert 'data-label="left"' not in render(over, "html")
