"""One week of a team as data, for one audience; every renderer shows this value and nothing else.

It holds weekly totals only. Entries, their notes and their clock times never come in, so that no report can show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from itertools import dropwhile
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from standup.domain.closing import Correction
from standup.domain.decisions import Decision
from standup.domain.errors import NotFoundError
from standup.domain.headline import headline
from standup.domain.shaping import Shaping
from standup.domain.split import Band, Split, total
from standup.domain.text import did_you_mean, shown
from standup.domain.weeks import Week

FEWEST_FOR_TOTALS = 3
WITHHELD = "no totals, because with the time of fewer than three people they would tell what one person logged"


class Audience(Struct, frozen=True):
    """Who reads the summary: the lead, the one developer whose id is `member`, or the whole team."""

    member: str | None = None
    is_team: bool = False

    @property
    def is_lead(self) -> bool:
        """Whether every developer's row may be shown."""
        return self.member is None and not self.is_team


Version: TypeAlias = Literal["own", "lead", "team"]
"""Whose version a person may ask for; `own` is the one that is theirs."""

LEAD = Audience()
TEAM = Audience(is_team=True)
"""Everybody, and whoever they show it to: no figure of a single person."""


class Holiday(NamedTuple):
    """A public holiday on a day that would have been worked."""

    day: date
    name: str


class MemberWeek(Struct, frozen=True, kw_only=True):
    """One developer's week: totals, and what is missing from them."""

    developer: str
    """Id, such as `dana`."""
    name: str
    split: Split
    closed: bool = False
    leave_half_days: int = 0
    """Half days of leave: 3 are a day and a half."""
    holidays: tuple[Holiday, ...] = ()
    unknown_days: int = 0
    """Workdays before today without any log."""
    shaping: Shaping = Shaping()
    over_capacity: bool | None = None
    """None where it was not looked at, as in a team that closes no weeks."""

    @property
    def counts(self) -> bool:
        """Whether this developer logged any of the team's totals, so that they tell of more people than others did."""
        return bool(self.split.logged)


class TeamWeek(Struct, frozen=True, kw_only=True):
    """The team's totals: the split of the sums, never an average of shares."""

    split: Split
    people: int
    without_hours: int = 0
    """People whose hours are unknown; where one of them logged, the team has no range."""
    unknown_days: int = 0
    """Workdays before today without any log, over all developers."""
    shaping: Shaping = Shaping()


class PastWeek(Struct, frozen=True, kw_only=True):
    """One week of the team as it is known today, before anything is left out for an audience."""

    week: Week
    splits: Mapping[str, Split]
    """By developer's id."""
    closed: frozenset[str] = frozenset()
    """Who closed it."""


class TrendWeek(Struct, frozen=True, kw_only=True):
    """One week of the plot: of the team, or of the one developer who reads."""

    week: Week
    split: Split | None
    """None where it would tell one person's time."""
    closed: bool = False
    """Whether all who logged in it said that it is complete."""


class Publication(Struct, frozen=True, kw_only=True):
    """That the week was handed on: on which day and by whom, in words."""

    on: date
    by: str


class DoneTouchpoint(Struct, frozen=True, kw_only=True):
    """A touchpoint completed in the week; names are in words."""

    customer: str
    title: str
    outcome: str = ""
    owner: str = ""
    closed_on: date | None = None


class DueTouchpoint(Struct, frozen=True, kw_only=True):
    """An open touchpoint with its due date; names are in words."""

    customer: str
    title: str
    due_on: date
    owner: str = ""
    evidence: str = ""
    """What is known of the workdays since it was due, in words."""


class WithoutNextStep(Struct, frozen=True, kw_only=True):
    """An active customer with no open touchpoint; the name is in words."""

    customer: str
    last_contact: date | None = None
    reason: str = ""
    """Why nothing is planned; empty where nobody said."""


class SnoozedTouchpoint(Struct, frozen=True, kw_only=True):
    """A postponed touchpoint, with until when and why; the due date is the one before the snooze."""

    customer: str
    title: str
    until: date
    reason: str
    due_on: date | None = None
    owner: str = ""


class WeekTouchpoints(Struct, frozen=True, kw_only=True):
    """The customer side of the week, in the order in which it is to be shown."""

    done: tuple[DoneTouchpoint, ...] = ()
    starved: tuple[DueTouchpoint, ...] = ()
    """Pushed aside by production."""
    unattended: tuple[DueTouchpoint, ...] = ()
    """Overdue for a week of workdays, and nobody knows why."""
    overdue: tuple[DueTouchpoint, ...] = ()
    """Overdue, and neither of the two."""
    due: tuple[DueTouchpoint, ...] = ()
    """Due in this week and not overdue."""
    next: tuple[DueTouchpoint, ...] = ()
    """Due in the week after."""
    snoozed: tuple[SnoozedTouchpoint, ...] = ()
    no_next_step: tuple[WithoutNextStep, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return any(getattr(self, name) for name in self.__struct_fields__)


class WeekSummary(Struct, frozen=True, kw_only=True):
    """What one audience sees of one week."""

    week: Week
    today: date
    """The day as of which unlogged and left time were told apart."""
    team_name: str
    band: Band
    audience: Audience
    team: TeamWeek | None
    """None where totals would tell one person's time; `withheld` then says so."""
    withheld: str
    members: tuple[MemberWeek, ...]
    """Sorted by name; for a member only their own."""
    touchpoints: WeekTouchpoints
    trend: tuple[TrendWeek, ...] = ()
    """Weeks up to this one that have begun, earliest first, from the first one on in which anybody logged."""
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """For a lead alone."""
    published: Publication | None = None

    @property
    def headline(self) -> str:
        """The week in one sentence: the reader's own, or the team's with its starved touchpoints.

        It holds the name of a developer who reads their own.
        """
        if self.audience.member is not None:
            own = self.members[0]
            words = headline(own.split, self.band)
            return f"{own.name}: {words[0].lower()}{words[1:]}"
        if self.team is None:
            return WITHHELD[0].upper() + WITHHELD[1:]
        return headline(self.team.split, self.band, len(self.touchpoints.starved))

    @property
    def running(self) -> bool:
        """Whether today lies in the week."""
        return self.week.monday <= self.today <= self.week.sunday

    @property
    def over(self) -> bool:
        """Whether the whole week lies before today, so that nothing of it is left."""
        return self.week.sunday < self.today


def build_summary(
    *,
    week: Week,
    today: date,
    team_name: str,
    band: Band,
    members: Iterable[MemberWeek],
    touchpoints: WeekTouchpoints,
    audience: Audience = LEAD,
    past: Iterable[PastWeek] = (),
    corrections: Iterable[Correction] = (),
    decisions: Iterable[Decision] = (),
    published: Publication | None = None,
) -> WeekSummary:
    """The summary of a week for one audience, from the weeks of all developers.

    A lead gets everybody's row, the totals, everybody's corrections and the decisions. A member gets their own row
    and corrections. The team gets nobody's. Anyone but a lead gets totals only where the time of at least three
    people is in them. Raises NotFoundError for a member who is not in the team.
    """
    everybody = sorted(members, key=lambda member: (member.name.casefold(), member.developer))
    rows = [member for member in everybody if _is_for(audience, member.developer)]
    withhold = not audience.is_lead and sum(member.counts for member in everybody) < FEWEST_FOR_TOTALS
    if audience.member is not None and not rows:
        known = [member.developer for member in everybody]
        raise NotFoundError(f"no developer '{shown(audience.member)}' in {week}{did_you_mean(audience.member, known)}")
    return WeekSummary(
        week=week,
        today=today,
        team_name=team_name,
        band=band,
        audience=audience,
        team=None if withhold else _team(everybody),
        withheld=WITHHELD if withhold else "",
        members=tuple(rows),
        touchpoints=touchpoints,
        trend=tuple(_trend_week(one, audience) for one in dropwhile(_is_silent, past) if one.week.monday <= today),
        corrections=tuple(one for one in corrections if _is_for(audience, one.developer)),
        decisions=tuple(decisions) if audience.is_lead else (),
        published=published,
    )


def for_member(summary: WeekSummary, absent: MemberWeek) -> WeekSummary:
    """What a member may see of a lead's summary: their own row, and totals where the time of enough people is in them.

    `absent` is the member's row where the summary has none. Only what is named here passes, so that what a summary
    learns to hold later stays with the lead.
    """
    withhold = sum(member.counts for member in summary.members) < FEWEST_FOR_TOTALS
    own = (member for member in summary.members if member.developer == absent.developer)
    return WeekSummary(
        week=summary.week,
        today=summary.today,
        team_name=summary.team_name,
        band=summary.band,
        audience=Audience(absent.developer),
        team=None if withhold else summary.team,
        withheld=WITHHELD if withhold else "",
        members=tuple(own) or (absent,),
        touchpoints=summary.touchpoints,
    )


def _is_for(audience: Audience, developer: str) -> bool:
    """Whether the audience may see the figures of a developer."""
    return audience.is_lead or audience.member == developer


def _is_silent(past: PastWeek) -> bool:
    """Nobody logged anything, as before a team began."""
    return not any(split.logged for split in past.splits.values())


def _trend_week(past: PastWeek, audience: Audience) -> TrendWeek:
    logged = {developer for developer, split in past.splits.items() if split.logged}
    if audience.member is not None:
        own = past.splits.get(audience.member, Split())
        return TrendWeek(week=past.week, split=own, closed=audience.member in past.closed)
    withhold = audience.is_team and len(logged) < FEWEST_FOR_TOTALS
    split = None if withhold else total(past.splits.values())
    return TrendWeek(week=past.week, split=split, closed=bool(logged) and logged <= past.closed)


def _team(members: list[MemberWeek]) -> TeamWeek:
    return TeamWeek(
        split=total(member.split for member in members),
        people=len(members),
        without_hours=sum(member.split.available is None for member in members),
        unknown_days=sum(member.unknown_days for member in members),
        shaping=reduce(Shaping.plus, (member.shaping for member in members), Shaping()),
    )
