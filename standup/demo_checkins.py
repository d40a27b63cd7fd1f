"""What the sample team says at its standup: check-ins of the last workday and of today, and what one waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from standup.domain.checkin import last_workday
from standup.domain.records import Blocker, CheckIn, Developer, Leave, PlanItem, Record, Touchpoint, WorkItem, WorkState

_ASKS_FIRST = "dana"
"""Who looks at the sample team: her check-in of today is hers to say."""
_SAID = {  # by developer: what they did and what they mean to do beside their work, and the touchpoint that they plan
    "dana": ("Seats of the renewal, with Jane Doe", "Note on the rate limits", "Send the quote"),
    "bob": ("First look into the slow report of Globex", "Numbers for the next planning", "Slow report"),
    "zoe": ("Labels of the form fields", "Colours of the date picker", "Can the wizard read their files?"),
    "sam": ("Restore of a backup on the test system", "Runbook for a full disk", "Certificates of the test system"),
}
_NEEDS = ("zoe", "sam", "Test data with umlauts on the new runners")
"""Who is blocked, who must act, and what."""


def check_ins(
    people: Iterable[Developer],
    today: date,
    leave: Iterable[Leave],
    work: Sequence[WorkItem],
    touchpoints: Sequence[Touchpoint],
    customers: Mapping[str, str],
    worked_on: Callable[[str, date], str],
    new_id: Callable[[], str],
) -> Iterator[Record]:
    """The check-ins and the blocker, on any day; `customers` has names by id, `worked_on` is a key by person and day.

    Whoever is not named here has not checked in.
    """
    absences = list(leave)
    who, acts, what = _NEEDS
    blocker = Blocker(id=new_id(), developer=who, what=what, who=acts, is_developer=True, since=today)
    yield blocker
    labels = {one.key: f"{one.key} {one.title}" for one in work}
    for one in people:
        if one.id not in _SAID:
            continue
        also, beside, title = _SAID[one.id]
        before = last_workday(one, today, absences, _no_holidays)
        earlier = last_workday(one, before, absences, _no_holidays)
        point = next(point for point in touchpoints if point.title == title)
        doing = [item for item in work if item.developer == one.id and item.state is WorkState.DOING]
        plan = (
            *(PlanItem(text=labels[item.key], work_item=item.key) for item in doing),
            PlanItem(text=f"{customers[point.customer]}: {title}", touchpoint=point.id),
            PlanItem(text=beside),
        )
        key = worked_on(one.id, before)
        then = (PlanItem(text=labels[key], work_item=key), PlanItem(text=also), PlanItem(text=beside))
        yield _said(one, before, (labels[worked_on(one.id, earlier)],), then, (), new_id)
        if one.id != _ASKS_FIRST:
            blocked = (blocker.id,) if one.id == who else ()
            yield _said(one, today, (labels[key], also), plan, blocked, new_id)


def _said(
    developer: Developer,
    day: date,
    did: tuple[str, ...],
    plan: tuple[PlanItem, ...],
    blockers: tuple[str, ...],
    new_id: Callable[[], str],
) -> CheckIn:
    morning = datetime.combine(day, time(8, 50), ZoneInfo(developer.timezone))
    return CheckIn(id=new_id(), developer=developer.id, day=day, did=did, plan=plan, blockers=blockers, at=morning)


def _no_holidays(developer: Developer, year: int) -> dict[date, str]:
    """The sample team keeps none, so that it is there on any day."""
    return {}
