"""The last weeks in sums: the same as week by week, closed or not, and without reading what is over."""

from __future__ import annotations

from datetime import date

from standup.domain.records import Bucket, ClosedWeek, Leave, Record
from standup.domain.split import total
from standup.domain.weeks import Week
from standup.store.protocol import WeekRecords
from standup.workspace.history import team_history
from standup.workspace.summary import week_summary
from standup.workspace.weeks import team_week
from tests.workspace.office import Office, entry

W47, W48 = Week(2026, 47), Week(2026, 48)


def logged(developer: str, day: date, minutes: int, bucket: Bucket = Bucket.PRODUCTION) -> Record:
    """An entry."""
    return entry(f"{developer}-{day}-{bucket}", minutes, developer=developer, day=day, bucket=bucket)


def closing(developer: str, week: Week) -> Record:
    """The word that a week is complete."""
    return ClosedWeek(id=f"{developer}-{week}", developer=developer, week=str(week), closed_at=Office().clock())


RECORDS = (
    logged("dana", date(2026, 11, 9), 480),
    logged("dana", date(2026, 11, 17), 600),
    logged("dana", date(2026, 11, 18), 60, Bucket.CUSTOMER),
    logged("bob", date(2026, 11, 20), 300),
    logged("zoe", date(2026, 11, 23), 120, Bucket.OTHER),
    Leave(id="l1", developer="bob", first=date(2026, 11, 16), last=date(2026, 11, 17)),
)


def test_each_week_is_what_it_is_by_itself() -> None:
    office = Office(*RECORDS)
    roster = office.store.roster()
    found = team_history(office.dana, roster, W48 + 1, 5)
    assert [one.week for one in found] == [W48 + step for step in range(-3, 2)]
    for one in found:
        alone = {each.developer.id: each.split for each in team_week(office.dana, one.week, roster)}
        assert one.members == alone
        assert one.split == total(alone.values())
        summary = week_summary(office.dana, one.week)
        assert summary.team is not None
        assert one.split == summary.team.split


def test_a_week_is_closed_when_all_who_logged_in_it_have_closed_it() -> None:
    half = Office(*RECORDS, closing("dana", W47), closing("dana", W47 - 1))
    found = team_history(half.dana, half.store.roster(), W48, 3)
    assert [one.closed for one in found] == [True, False, False]
    assert found[1].closed_by == {"dana"}
    whole = Office(*RECORDS, closing("dana", W47), closing("bob", W47))
    assert team_history(whole.dana, whole.store.roster(), W47, 1)[0].closed


def test_a_week_without_time_is_not_closed() -> None:
    office = Office(closing("dana", W47))
    assert not team_history(office.dana, office.store.roster(), W47, 1)[0].closed


def test_nothing_of_the_weeks_that_are_over_is_read_but_sums() -> None:
    office = Office(*RECORDS)
    read = set[Week]()
    whole = office.store.week

    def seen(developer: str, week: Week) -> WeekRecords:
        read.add(week)
        return whole(developer, week)

    office.store.week = seen  # type: ignore[method-assign]
    team_history(office.dana, office.store.roster(), W48)
    assert read == {W48}
