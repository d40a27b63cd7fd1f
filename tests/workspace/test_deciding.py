"""What the lead has to decide of a week, gathered from the records."""

from __future__ import annotations

from datetime import date, timedelta

from standup.domain.change import edit
from standup.domain.decisions import Act, Decision, Need
from standup.domain.records import Bucket, ClosedWeek, Leave, Record
from standup.domain.weeks import Week
from standup.workspace.deciding import closed_weeks, decisions_needed
from standup.workspace.history import team_history
from standup.workspace.summary import week_summary
from tests.workspace.office import MONDAY, Office, entry, touchpoint

W47, W48 = Week(2026, 47), Week(2026, 48)


def over(developer: str, week: Week, minutes: int = 600) -> list[Record]:
    """A closed week of five days of so many minutes."""
    days = [
        entry(f"{developer}-{week}-{n}-{bucket}", part, developer=developer, day=day, bucket=bucket)
        for n, day in enumerate(week.days[:5])
        for bucket, part in ((Bucket.PRODUCTION, minutes * 17 // 20), (Bucket.CUSTOMER, minutes * 3 // 20))
    ]
    closing = ClosedWeek(id=f"{developer}-{week}", developer=developer, week=str(week), closed_at=Office().clock())
    return [*days, closing]


def test_a_lead_gets_the_touchpoints_that_wait_and_the_customers_without_a_next_step() -> None:
    office = Office(
        touchpoint("t1", developer=None, due_on=MONDAY - timedelta(days=14)),
        touchpoint("t2", developer="bob", due_on=MONDAY - timedelta(days=14)),
        Leave(id="l1", developer="bob", first=MONDAY, last=MONDAY),
    )
    found = decisions_needed(office.dana, week_summary(office.dana, W48))
    assert [(one.need, one.action) for one in found] == [
        (Need.UNOWNED, Act.REASSIGN),
        (Need.AWAY, Act.REASSIGN),
        (Need.NO_NEXT_STEP, Act.PLAN),
    ]
    assert found[1].words == "Acme Corp: Title t2: Bob Marsh is away; hand it over"
    assert found[2].customer == "globex"


def test_two_long_closed_weeks_are_over_capacity_and_open_ones_are_not() -> None:
    office = Office(*over("bob", W47), *over("bob", W47 - 1), touchpoint("t1"), touchpoint("t2", customer="globex"))
    found = decisions_needed(office.dana, week_summary(office.dana, W47))
    [one] = [one for one in found if one.need is Need.OVER_CAPACITY]
    assert (one.developer, one.evidence) == ("bob", "50h of 40h in 2026-W46, 50h of 40h in 2026-W47")
    history = team_history(office.dana, office.store.roster(), W47)
    assert [week for week, _ in closed_weeks(history, "bob")] == [W47 - 1, W47]
    assert closed_weeks(history, "dana") == []


def test_who_has_left_is_not_asked_for_hours() -> None:
    logged = entry("e1", 60, developer="bob", day=W47.days[3])
    asked = [one.developer for one in needed(Office(logged)) if one.need is Need.LOGGING]
    assert "bob" in asked
    office = Office(logged)
    bob = office.store.roster().developers["bob"]
    office.dana.commit("bob left", [edit(bob, active=False)])
    assert "bob" not in [one.developer for one in needed(office) if one.need is Need.LOGGING]


def needed(office: Office) -> tuple[Decision, ...]:
    return decisions_needed(office.dana, week_summary(office.dana, W47))


def test_nobody_else_gets_any() -> None:
    office = Office(touchpoint("t1", developer=None, due_on=date(2026, 11, 2)))
    assert decisions_needed(office.bob, week_summary(office.bob, W48)) == ()
