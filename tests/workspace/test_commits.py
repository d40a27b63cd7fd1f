"""Commits of a day for the person who acts, and as log lines; git itself is not needed here."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from standup.cli.output import json_text
from standup.domain.commits import Commit, History, Identity
from standup.domain.errors import ForbiddenError, UsageError
from standup.domain.records import Bucket, Timer, WorkItem, WorkState
from standup.workspace.commits import UNKNOWN_ME, commits_on, my_commits, unlogged_sessions
from standup.workspace.people import edit_developer
from standup.workspace.session import Workspace
from standup.workspace.time import log
from standup.workspace.undo import history, undo
from tests.workspace.office import BERLIN, MONDAY, Office, entry

FRIDAY = date(2026, 11, 20)
DANA, BOB, ZOE = "dana@example.com", "bob@example.com", "zoe@example.com"


class Source:
    """Commits as the repositories would have them; remembers what was asked for."""

    def __init__(self, *commits: Commit, troubles: tuple[str, ...] = (), mine: tuple[str, ...] = (DANA,)) -> None:
        self.commits = commits
        self.troubles = troubles
        self.mine = Identity.of(mine)
        self.asked: list[tuple[datetime, datetime]] = []

    def __call__(self, since: datetime, until: datetime) -> History:
        self.asked.append((since, until))
        found = tuple(one for one in self.commits if since <= one.at < until)
        return History(found, self.troubles, self.mine)


def commit(clock: str, subject: str, email: str = DANA, *, branch: str = "", day: date = FRIDAY) -> Commit:
    """A commit at a time in Berlin."""
    at = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BERLIN)
    return Commit(f"{clock} {subject}", "api", at.astimezone(UTC), "Somebody", email, subject, branch)


def reading(office: Office, source: Source, me: str = "dana") -> Workspace:
    """A person's workspace with these commits."""
    workspace = office.by(me)
    workspace.commits_of = source
    return workspace


SIX = [commit(clock, f"API-12 step {clock}") for clock in ("09:40", "10:02", "10:30", "11:05", "11:39", "11:40")]


def test_commits_without_a_log_are_a_ready_line() -> None:
    office = Office()
    workspace = reading(office, Source(*SIX))
    [offered] = unlogged_sessions(workspace, FRIDAY)
    assert offered.words == "6 commits on API-12 between 9:10 and 11:40: log 2h30 #API-12?"
    assert (offered.line, offered.is_ready) == ("fri 2h30 #API-12", True)
    assert offered.does == "150 min production on API-12, Fri 20 Nov"
    assert office.entries("dana", FRIDAY) == []
    log(workspace, offered.line)
    assert unlogged_sessions(workspace, FRIDAY) == ()
    undo(workspace)
    assert unlogged_sessions(workspace, FRIDAY) == (offered,)


def test_several_spans_and_what_is_logged_are_said() -> None:
    later = [commit("14:00", "api-12: more"), commit("15:00", "more")]
    meeting = entry("e1", 60, day=FRIDAY, bucket=Bucket.OTHER, start=datetime(2026, 11, 20, 10, tzinfo=BERLIN))
    [offered] = unlogged_sessions(reading(Office(meeting), Source(*SIX, *later)), FRIDAY)
    assert offered.words == ("8 commits on API-12, 9:10-11:40 and 13:30-15:00, of which 1h is logged: log 3h #API-12?")


def test_one_commit_without_a_work_item_lacks_where_its_time_goes() -> None:
    [offered] = unlogged_sessions(reading(Office(), Source(commit("10:00", "UTF-8 in [x]"))), FRIDAY)
    assert offered.words == "1 commit without a work item between 9:30 and 10:00: log 30m, and on what?"
    assert (offered.line, offered.is_ready, offered.work_item) == ("fri 30m", False, None)
    assert offered.does.startswith("where did the time go?")


def test_the_branch_says_it_where_the_subject_does_not() -> None:
    source = Source(commit("10:00", "retry", branch="feature/api-12-retry"), commit("15:00", "DB-4", branch="API-12"))
    found = my_commits(reading(Office(), source), FRIDAY)
    assert [one.work_item for one in found.commits] == ["API-12", "DB-4"]
    assert [one.work_item for one in found.unlogged] == ["API-12", "DB-4"]


def test_my_closed_work_items_are_known_too() -> None:
    done = WorkItem(
        id="w9",
        key="OLD-1",
        title="Done",
        created_on=FRIDAY,
        state=WorkState.DONE,
        state_since=FRIDAY,
        developer="dana",
    )
    [offered] = unlogged_sessions(reading(Office(done), Source(commit("10:00", "OLD-1 done"))), FRIDAY)
    assert (offered.work_item, offered.is_ready) == ("OLD-1", True)


def test_a_running_timer_on_the_work_item_stands_for_its_log() -> None:
    started = datetime(2026, 11, 23, 9, tzinfo=BERLIN)
    timer = Timer(id="dana", developer="dana", started_at=started, bucket=Bucket.PRODUCTION, work_item="API-12")
    source = Source(commit("09:50", "API-12 now", day=MONDAY))
    assert unlogged_sessions(reading(Office(timer), source), MONDAY) == ()
    assert len(unlogged_sessions(reading(Office(), source), MONDAY)) == 1


def test_only_the_day_of_the_developer_is_asked_for() -> None:
    office = Office()
    edit_developer(office.dana, "zoe", emails=[ZOE])
    source = Source(commit("04:00", "in New York it is Thursday", ZOE))
    workspace = reading(office, source)
    zoe = office.store.roster().developers["zoe"]
    assert commits_on(workspace, zoe, FRIDAY) == ()
    [one] = commits_on(workspace, zoe, date(2026, 11, 19))
    assert one.subject == "in New York it is Thursday"
    assert source.asked[0] == (datetime(2026, 11, 20, 5, tzinfo=UTC), datetime(2026, 11, 21, 5, tzinfo=UTC))


def test_commits_of_others_come_without_clock_times() -> None:
    office = Office()
    edit_developer(office.bob, "bob", emails=[BOB])
    source = Source(*SIX, commit("04:17", "DB-4 split", BOB), commit("10:00", "x", "else@example.com"))
    bob = office.store.roster().developers["bob"]
    [seen] = commits_on(reading(office, source), bob, FRIDAY)
    assert (seen.subject, seen.work_item, seen.at) == ("DB-4 split", "DB-4", None)
    assert "17" not in json_text([seen.subject, seen.work_item, seen.at])
    own = reading(office, source, "bob")
    own.commits_of = Source(*source.commits, mine=())
    [mine] = commits_on(own, bob, FRIDAY)
    assert mine.at is not None
    assert f"{mine.at:%H:%M}" == "04:17"


def test_troubles_are_told_and_so_is_that_nobody_knows_me() -> None:
    office = Office()
    found = my_commits(reading(office, Source(troubles=("~/api: gone",))), FRIDAY)
    assert (found.commits, found.unlogged, found.troubles) == ((), (), ("~/api: gone",))
    unknown = Source(*SIX, mine=())
    assert my_commits(reading(office, unknown), FRIDAY).troubles == (UNKNOWN_ME,)
    edit_developer(office.dana, "dana", emails=[DANA.upper()])
    assert my_commits(reading(office, unknown), FRIDAY).troubles == ()
    assert len(my_commits(reading(office, unknown), FRIDAY).commits) == 6


def test_without_repositories_there_are_no_commits() -> None:
    assert my_commits(Office().dana, FRIDAY)[1:] == ((), (), (), ())


def test_what_people_wrote_is_safe_in_the_words() -> None:
    odd = WorkItem(id="w8", key="X\u202e1", title="t", created_on=FRIDAY, state_since=FRIDAY, developer="dana")
    [offered] = unlogged_sessions(reading(Office(odd), Source(commit("10:00", "X\u202e1 \x1b[31m"))), FRIDAY)
    assert "\u202e" not in offered.words
    assert "\x1b" not in offered.words


# --- addresses of the team


def test_addresses_are_said_by_oneself_or_a_lead() -> None:
    office = Office()
    assert edit_developer(office.bob, "bob", emails=[f" {BOB} ", BOB.upper(), "b@home"]).emails == (
        BOB.upper(),
        "b@home",
    )
    assert "e-mail BOB@EXAMPLE.COM, b@home" in history(office.bob, 1)[0].why
    with pytest.raises(ForbiddenError):
        edit_developer(office.bob, "zoe", emails=[ZOE])
    assert edit_developer(office.dana, "zoe", emails=[ZOE]).emails == (ZOE,)
    assert edit_developer(office.bob, "bob", emails=["none"]).emails == ()
    undo(office.bob)
    assert office.store.roster().developers["bob"].emails == (BOB.upper(), "b@home")


@pytest.mark.parametrize("email", ["", "bob", "@", "a b@c", "a@b>", "a@b\x1b", "a@", "@b", "a@b,c@d"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(UsageError, match=r"is no e-mail address; write one such as dana@example\.com"):
        edit_developer(Office().bob, "bob", emails=[email])


def test_an_address_is_one_persons() -> None:
    office = Office()
    edit_developer(office.bob, "bob", emails=[BOB])
    with pytest.raises(UsageError, match=r"BOB@example\.com is an address of Bob Marsh"):
        edit_developer(office.dana, "dana", emails=[DANA, "BOB@example.com"])
    assert edit_developer(office.bob, "bob", emails=[BOB, "b@home"]).emails == (BOB, "b@home")
