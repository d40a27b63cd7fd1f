"""A small team's week, as data, with everything in it that a report has to say."""

from __future__ import annotations

from datetime import date

from standup.domain.closing import Correction, Since
from standup.domain.decisions import Act, Decision, Need
from standup.domain.shaping import Shaping
from standup.domain.split import Band, Split
from standup.domain.weeks import Week
from standup.reports.summary import (
    LEAD,
    Audience,
    DoneTouchpoint,
    DueTouchpoint,
    Holiday,
    MemberWeek,
    PastWeek,
    Publication,
    SnoozedTouchpoint,
    WeekSummary,
    WeekTouchpoints,
    WithoutNextStep,
    build_summary,
)

WEEK = Week(2026, 47)
THURSDAY = date(2026, 11, 19)
NEXT_MONDAY = date(2026, 11, 23)


def split(production: int, customer: int, other: int, available: int | None, left: int | None = 0) -> Split:
    """A split whose unlogged time is what the rest says."""
    unlogged = None if available is None else max(0, available - production - customer - other)
    return Split(
        production=production,
        customer=customer,
        other=other,
        available=available,
        unlogged=unlogged,
        left=None if available is None else left,
    )


DANA = MemberWeek(
    developer="dana",
    name="Dana Okafor",
    split=split(1020, 195, 150, 1440, 960),
    closed=False,
    shaping=Shaping(300, 300, 1020),
)
BOB = MemberWeek(
    developer="bob",
    name="Bob",
    split=split(720, 30, 60, 1440, 960),
    unknown_days=1,
    shaping=Shaping(0, 720, 720),
    over_capacity=True,
)
ZOE = MemberWeek(
    developer="zoe",
    name="Zoë Müller",
    split=split(660, 300, 0, 960, 480),
    closed=True,
    leave_half_days=3,
    shaping=Shaping(60, 500, 660),
)
WEI = MemberWeek(
    developer="wei",
    name="王伟",
    split=split(0, 0, 0, 960, 960),
    unknown_days=2,
    holidays=(Holiday(date(2026, 11, 18), "Buß- und Bettag"),),
)
SAM = MemberWeek(
    developer="sam", name="Sam [x] | imported", split=split(505, 95, 0, None), shaping=Shaping(0, 505, 505)
)
TEAM = (DANA, BOB, ZOE, WEI, SAM)

TOUCHPOINTS = WeekTouchpoints(
    done=(
        DoneTouchpoint(
            customer="Acme Corp", title="Renewal call", outcome="agreed", owner="Dana Okafor", closed_on=THURSDAY
        ),
    ),
    starved=(
        DueTouchpoint(
            customer="Umbrella [x]",
            title="Renewal",
            due_on=date(2026, 11, 3),
            owner="Bob",
            evidence="due Tue 3 Nov: overtaken 6 of 11 days, 2 leave, 3 unknown",
        ),
    ),
    unattended=(DueTouchpoint(customer="Globex", title="Demo of the new export", due_on=date(2026, 11, 4)),),
    overdue=(DueTouchpoint(customer="山田商事株式会社", title="Quarterly review", due_on=date(2026, 11, 18)),),
    due=(DueTouchpoint(customer="Initech", title="Send the quote", due_on=THURSDAY, owner="Zoë Müller"),),
    next=(DueTouchpoint(customer="Initech", title="Did the quote arrive?", due_on=date(2026, 11, 24)),),
    snoozed=(
        SnoozedTouchpoint(
            customer="Hooli",
            title="Ask for the roll-out plan, the names of those who run it and the date of the first pilot",
            until=date(2026, 11, 30),
            reason="customer asked",
            due_on=date(2026, 11, 13),
            owner="Dana Okafor",
        ),
    ),
    no_next_step=(
        WithoutNextStep(customer="Müller & Söhne", last_contact=date(2026, 10, 5), reason="they decide in spring"),
        WithoutNextStep(customer="Stark"),
    ),
)


PAST = (
    PastWeek(week=WEEK - 5, splits={"dana": split(0, 0, 0, 1440)}),
    PastWeek(
        week=WEEK - 4,
        splits={"dana": split(1080, 240, 120, 1440), "bob": split(1200, 60, 60, 1440), "zoe": split(700, 120, 60, 960)},
        closed=frozenset({"dana", "bob", "zoe"}),
    ),
    PastWeek(
        week=WEEK - 3,
        splits={"dana": split(900, 300, 120, 1440), "bob": split(1200, 90, 60, 1440)},
        closed=frozenset({"dana", "bob"}),
    ),
    PastWeek(week=WEEK - 2, splits={"dana": split(0, 0, 0, 1440), "bob": split(0, 0, 0, 1440)}),
    PastWeek(
        week=WEEK - 1,
        splits={"dana": split(600, 60, 0, 1440), "bob": split(1300, 100, 30, 1440), "zoe": split(500, 200, 0, 960)},
        closed=frozenset({"bob"}),
    ),
    PastWeek(
        week=WEEK, splits={"dana": DANA.split, "bob": BOB.split, "zoe": ZOE.split, "wei": WEI.split, "sam": SAM.split}
    ),
)
CORRECTIONS = (
    Correction(developer="bob", name="Bob", week=WEEK - 3, since=Since.CLOSING, customer=45),
    Correction(developer="dana", name="Dana Okafor", week=WEEK - 4, since=Since.CLOSING, production=-30, customer=90),
)
DECISIONS = (
    Decision(
        need=Need.STARVED,
        words="Umbrella [x]: Renewal: give Bob a slot for it, or hand it over",
        evidence="due Tue 3 Nov: overtaken 6 of 11 days, 2 leave, 3 unknown",
        action=Act.GIVE_SLOT,
    ),
    Decision(
        need=Need.NO_NEXT_STEP,
        words="Stark has no next step: plan one",
        evidence="no contact is known",
        action=Act.PLAN,
    ),
)


def example(
    *members: MemberWeek,
    today: date = THURSDAY,
    audience: Audience = LEAD,
    team_name: str = "Platform",
    touchpoints: WeekTouchpoints = TOUCHPOINTS,
    corrections: tuple[Correction, ...] = CORRECTIONS,
    decisions: tuple[Decision, ...] = DECISIONS,
    published: Publication | None = None,
) -> WeekSummary:
    """The summary of the given developers' week 47, of the whole team where none are given."""
    return build_summary(
        week=WEEK,
        today=today,
        team_name=team_name,
        band=Band(),
        members=members or TEAM,
        touchpoints=touchpoints,
        audience=audience,
        past=PAST,
        corrections=corrections,
        decisions=decisions,
        published=published,
    )
