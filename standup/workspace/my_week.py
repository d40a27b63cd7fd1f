"""One of my own weeks as the lead will see it once I close it, with what is missing in it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from standup.domain.closing import Correction
from standup.domain.records import ClosedWeek, Developer
from standup.domain.weeks import Week, day_words
from standup.reports.summary import LEAD, MemberWeek, WeekSummary, WeekTouchpoints
from standup.workspace.board import RunningTimer, running_timer
from standup.workspace.closing import corrections, published_on
from standup.workspace.fill import Filler, week_fillers
from standup.workspace.history import team_history
from standup.workspace.session import Workspace, at_one_moment, zone_of
from standup.workspace.summary import member_week
from standup.workspace.weeks import band_of, developer_week


class MyWeek(NamedTuple):
    """All that is to be known before a week of mine is closed, at one moment."""

    summary: WeekSummary
    """The lead's summary with my row alone: the row that the lead sees once the week is closed."""
    me: Developer
    closed: ClosedWeek | None
    published_on: date | None
    """My local date on which the lead handed the week on."""
    gaps: tuple[Filler, ...]
    """What is not logged up to today, a ready line for each day."""
    correction: Correction | None
    timer: RunningTimer | None

    @property
    def row(self) -> MemberWeek:
        """What the lead will see of me."""
        return self.summary.members[0]

    @property
    def week(self) -> Week:
        """The week shown."""
        return self.summary.week

    @property
    def has_begun(self) -> bool:
        """Whether it can be closed at all."""
        return self.week.monday <= self.summary.today


@at_one_moment
def my_week(workspace: Workspace, week: Week) -> MyWeek:
    """One of my own weeks."""
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    gathered = developer_week(workspace, me, week)
    history = team_history(workspace, roster._replace(developers={me.id: me}), week)
    summary = WeekSummary(
        week=week,
        today=gathered.today,
        team_name=roster.team.name,
        band=band_of(roster),
        audience=LEAD,
        team=None,
        withheld="",
        members=(member_week(gathered, history, closing=True),),
        touchpoints=WeekTouchpoints(),
    )
    mine = [one for one in corrections(workspace, roster, [week]) if one.developer == me.id]
    return MyWeek(
        summary=summary,
        me=me,
        closed=gathered.records.closed,
        published_on=published_on(workspace, me, week),
        gaps=tuple(week_fillers(workspace, gathered)),
        correction=mine[0] if mine else None,
        timer=running_timer(workspace, roster, me),
    )


def state_words(view: MyWeek) -> str:
    """Whether my week is open, closed or published, in words: `closed on Fri 20 Nov`."""
    today = view.summary.today
    parts = []
    if view.closed is not None:
        parts.append(f"closed on {day_words(view.closed.closed_at.astimezone(zone_of(view.me)).date(), today)}")
    if view.published_on is not None:
        parts.append(f"published on {day_words(view.published_on, today)}")
    return ", ".join(parts) or ("open" if view.has_begun else "not begun")
