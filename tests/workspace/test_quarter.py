"""A real quarter of a real team: 1,529 commits of 17 authors, each on exactly one day of exactly one of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from standup.domain.commits import Authors, History
from standup.domain.records import Developer
from standup.domain.timeline import start_of_day
from standup.sources.git import history
from standup.workspace.checkin import add_commits, prefilled
from standup.workspace.commits import commits_on, my_commits, my_commits_between
from tests.shared_data import SHARED, needs_shared
from tests.sources.repositories import Made, Repo
from tests.workspace.office import FORTY, Office

pytestmark = needs_shared

ZONES = ("Europe/London", "Europe/Berlin", "America/Chicago", "Australia/Sydney", "Asia/Kolkata")
FIRST, LAST = date(2022, 12, 30), date(2023, 4, 2)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days)]


class Row(NamedTuple):
    """A commit as the file has it."""

    author: str
    at: datetime
    subject: str


class Quarter(NamedTuple):
    """The repository, its team, and what the file says."""

    folder: Path
    team: dict[str, Developer]
    rows: list[Row]

    def wanted(self, developer: str, day: date) -> Counter[str]:
        """The subjects of a developer's day, reckoned from the file."""
        zone = ZoneInfo(self.team[developer].timezone)
        mine = (row for row in self.rows if row.author == developer)
        return Counter(row.subject for row in mine if row.at.astimezone(zone).date() == day)

    def office(self) -> Office:
        """An office of these people, whose commits are read from the repository."""
        office = Office(*self.team.values(), bare=True)
        office.clock.set("2023-04-03 10:00")
        return office

    def commits_of(self, since: datetime, until: datetime) -> History:
        """What git says of the repository; nobody's own config says more."""
        return history([self.folder], since, until, emails=["nobody@example.com"])


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Quarter:
    lines = (SHARED / "git" / "team_quarter.tsv").read_text("utf-8").split("\n")[1:-1]
    found = [line.split("\t") for line in lines]
    repo = Repo(tmp_path_factory.mktemp("quarter") / "team")
    repo.fast_import(
        Made(author, f"{author}@example.com", at, subject, committed) for author, at, committed, subject in found[::-1]
    )
    names = sorted({author for author, *_ in found})
    team = {
        name: Developer(
            id=name, name=name, timezone=ZONES[n % len(ZONES)], hours=FORTY, emails=(f"{name}@example.com",)
        )
        for n, name in enumerate(names)
    }
    return Quarter(
        repo.folder, team, [Row(author, datetime.fromisoformat(at), subject) for author, at, _, subject in found]
    )


def test_no_commit_of_the_quarter_is_lost_or_in_two_days(quarter: Quarter) -> None:
    begin, end = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (FIRST, LAST))
    found = quarter.commits_of(begin, end)
    assert (len(found.commits), len(quarter.team), found.troubles) == (1529, 17, ())
    authors = Authors(quarter.team.values(), "dev-1", found.mine)
    placed: list[str] = []
    for name, developer in quarter.team.items():
        mine = [one for one in found.commits if authors.owner(one) == name]
        zone = ZoneInfo(developer.timezone)
        for day in DAYS:
            start, stop = start_of_day(day, zone), start_of_day(day + timedelta(days=1), zone)
            here = [one for one in mine if start <= one.at < stop]
            assert Counter(one.subject for one in here) == quarter.wanted(name, day)
            placed += [one.id for one in here]
    assert len(placed) == len(set(placed)) == 1529


def test_a_day_read_by_itself_is_that_of_the_whole_quarter(quarter: Quarter) -> None:
    office = quarter.office()
    workspace = office.by("dev-1")
    workspace.commits_of = quarter.commits_of
    busiest = Counter((row.author, row.at.date()) for row in quarter.rows).most_common(12)
    for (name, day), _ in busiest:
        found = commits_on(workspace, quarter.team[name], day)
        assert Counter(one.subject for one in found) == quarter.wanted(name, day)


@pytest.mark.slow
def test_every_author_and_working_day_of_the_quarter(
    quarter: Quarter, record_property: Callable[[str, object], None]
) -> None:
    office = quarter.office()
    workdays = [day for day in DAYS if day.weekday() < 5]
    took = []
    seen: Counter[str] = Counter()
    for name in quarter.team:
        workspace = office.by(name)
        workspace.commits_of = quarter.commits_of
        for day in workdays:
            begun = time.perf_counter()
            found = my_commits(workspace, day)
            took.append(time.perf_counter() - begun)
            assert Counter(one.subject for one in found.commits) == quarter.wanted(name, day)
            assert sum(one.commits for one in found.unlogged) == len(found.commits)
            assert found.troubles == ()
            seen.update(one.id for one in found.commits)
    wanted = sum(quarter.wanted(name, day).total() for name in quarter.team for day in workdays)
    assert (len(seen), seen.total()) == (wanted, wanted)
    took.sort()
    words = f"median {median(took) * 1000:.0f} ms, 95 % {took[len(took) * 95 // 100] * 1000:.0f} ms"
    record_property("counts", f"{len(took)} days of 17 authors read: {words}, slowest {took[-1] * 1000:.0f} ms")


@pytest.mark.slow
def test_a_check_in_on_every_working_day_of_the_quarter_tells_each_commit_once(
    quarter: Quarter, record_property: Callable[[str, object], None]
) -> None:
    office = quarter.office()
    workdays = [day for day in DAYS if day.weekday() < 5]
    took = []
    for name, developer in quarter.team.items():
        workspace = office.by(name)
        workspace.commits_of = quarter.commits_of
        zone = ZoneInfo(developer.timezone)
        told = 0
        for day in workdays:
            office.clock.at = datetime(day.year, day.month, day.day, 10, tzinfo=zone)
            begun = time.perf_counter()
            draft = prefilled(workspace)
            draft = add_commits(draft, my_commits_between(workspace, draft.since, draft.until))
            took.append(time.perf_counter() - begun)
            told += sum(int(offer.why.split()[0]) for offer in draft.did)
        first, last = draft_days(workdays)
        assert told == sum(quarter.wanted(name, day).total() for day in DAYS if first <= day < last)
    took.sort()
    words = f"median {median(took) * 1000:.0f} ms, 95 % {took[len(took) * 95 // 100] * 1000:.0f} ms"
    record_property("counts", f"{len(took)} check-ins of 17 authors: {words}, slowest {took[-1] * 1000:.0f} ms")


def draft_days(workdays: list[date]) -> tuple[date, date]:
    """The first day that the first check-in is about, and the day of the last one, which is about those before it."""
    before = workdays[0] - timedelta(days=1)
    while before.weekday() > 4:
        before -= timedelta(days=1)
    return before, workdays[-1]
