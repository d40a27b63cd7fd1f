"""Commits of a developer's day, and those of mine without a log as ready log lines; nothing is logged by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from standup.domain.commit_sessions import DayCommit, Effort, Unlogged, efforts, sessions, unlogged
from standup.domain.commits import Authors, Commit, History, key_in
from standup.domain.duration import format_minutes
from standup.domain.errors import UsageError
from standup.domain.fill import day_word
from standup.domain.gaps import Span
from standup.domain.logline import LogLine, LogLineError, format_line
from standup.domain.logline.values import clock_words
from standup.domain.records import Developer
from standup.domain.text import shown
from standup.domain.timeline import start_of_day
from standup.store.protocol import Roster
from standup.workspace.days import Day, day_of
from standup.workspace.session import Workspace, owners, zone_of
from standup.workspace.time import preview

UNKNOWN_ME = "git knows no user.email of yours; say who you are with `standup config git.emails ADDRESS`"


class UnloggedSession(NamedTuple):
    """Commits of one work item, or of none, that no log of their day covers, as a log line."""

    day: date
    work_item: str | None
    """A key."""
    commits: int
    minutes: int
    line: str
    """Ready for the log bar; one without a work item lacks its bucket."""
    words: str
    """`6 commits on API-12 between 9:10 and 11:40: log 2h30 #API-12?`; safe for a terminal."""
    does: str
    """What the line would do, or why it cannot be logged as it stands."""
    is_ready: bool
    """Whether the line can be logged as it stands."""


class MyCommits(NamedTuple):
    """What one of my days has in commits, read once."""

    day: date
    commits: tuple[DayCommit, ...]
    unlogged: tuple[UnloggedSession, ...]
    troubles: tuple[str, ...]
    """What could not be read and why, a line each, safe for a terminal."""
    strangers: tuple[Commit, ...] = ()
    """Where none is mine: those of a day whose author is nobody on the team, who may be me."""


def my_commits(workspace: Workspace, day: date) -> MyCommits:
    """My commits of a day, what of them is not logged, and what could not be read.

    This runs git, for up to some seconds where a repository is large or far away.
    """
    return my_commits_between(workspace, day, day)[0]


def my_commits_between(workspace: Workspace, first: date, last: date) -> tuple[MyCommits, ...]:
    """The same of each day from the first to the last, both included, from one reading of the repositories."""
    me = workspace.developer()
    history = _history(workspace, me, first, last)
    roster = workspace.store.roster()
    troubles = history.troubles
    if not (history.mine.emails or history.mine.names or me.emails or troubles) and history.commits:
        troubles = (UNKNOWN_ME,)
    zone = zone_of(me)
    by_day: dict[date, list[Commit]] = {first + timedelta(days=n): [] for n in range((last - first).days + 1)}
    for one in history.commits:
        by_day.setdefault(one.at.astimezone(zone).date(), []).append(one)
    authors = Authors(roster.developers.values(), workspace.me, history.mine)
    found = []
    for day, commits in by_day.items():
        mine = _of_day(workspace, roster, me, day, history._replace(commits=tuple(commits)))
        strangers = () if mine else tuple(one for one in commits if authors.owner(one) is None)
        found.append(MyCommits(day, mine, _unlogged(workspace, me, day, mine), troubles, strangers))
    return tuple(found)


def commits_on(workspace: Workspace, developer: Developer, day: date) -> tuple[DayCommit, ...]:
    """The commits of a developer on one of their local days, in order; those of others come without clock times.

    Of my own day, `my_commits` gives more for the same work.
    """
    history = _history(workspace, developer, day, day)
    return _of_day(workspace, workspace.store.roster(), developer, day, history)


def unlogged_sessions(workspace: Workspace, day: date) -> tuple[UnloggedSession, ...]:
    """My commits of a day without a log, by work item, as ready log lines; nothing is logged."""
    return my_commits(workspace, day).unlogged


def _history(workspace: Workspace, developer: Developer, first: date, last: date) -> History:
    zone = zone_of(developer)
    return workspace.commits_of(start_of_day(first, zone), start_of_day(last + timedelta(days=1), zone))


def _of_day(
    workspace: Workspace, roster: Roster, developer: Developer, day: date, history: History
) -> tuple[DayCommit, ...]:
    authors = Authors(roster.developers.values(), workspace.me, history.mine)
    theirs = [one for one in history.commits if authors.owner(one) == developer.id]
    if not theirs:
        return ()
    known = _known_keys(workspace, roster, developer, day)
    zone = zone_of(developer)
    is_mine = developer.id == workspace.me
    return tuple(
        DayCommit(one.id, one.repository, one.subject, _key(one, known), one.at.astimezone(zone) if is_mine else None)
        for one in theirs
    )


def _key(commit: Commit, known: dict[str, str]) -> str | None:
    return key_in(commit.subject, known) or key_in(commit.branch, known)


def _known_keys(workspace: Workspace, roster: Roster, developer: Developer, day: date) -> dict[str, str]:
    """The keys of all open work items, and of those that the developer has closed since the year of the day."""
    store = workspace.store
    years = range(day.year, workspace.today(developer).year + 1)

    def read() -> dict[str, str]:
        items = [item for year in years for item in store.closed(developer.id, year).work_items]
        items += [item for owner in owners(roster) for item in store.desk(owner).work_items]
        return {item.key.casefold(): item.key for item in items}

    return store.together(read)


def _unlogged(
    workspace: Workspace, me: Developer, day: date, commits: Iterable[DayCommit]
) -> tuple[UnloggedSession, ...]:
    zone = zone_of(me)
    made = [(one.at, one.work_item) for one in commits if one.at is not None]
    if not made:
        return ()
    logged = day_of(workspace, day)
    timer = workspace.store.desk(me.id).timer
    running = None
    if timer is not None and timer.started_at < workspace.now():
        running = timer.work_item, Span(timer.started_at, workspace.now())
    found = unlogged(efforts(sessions(made, start_of_day(day, zone))), logged.entries, running)
    return tuple(_offered(workspace, zone, logged, one) for one in found)


def _offered(workspace: Workspace, zone: ZoneInfo, logged: Day, one: Unlogged) -> UnloggedSession:
    key = one.effort.work_item
    line = format_line(LogLine(minutes=one.minutes, work_item=key))
    words = f"{_about(one.effort, zone)}{_taken(one)}: log {shown(line)}{'?' if key else ', and on what?'}"
    line = f"{day_word(logged.day, workspace.today())} {line}".strip()
    try:
        does, is_ready = preview(workspace, line), True
    except UsageError as error:
        does, is_ready = error.message if isinstance(error, LogLineError) else str(error), False
    return UnloggedSession(logged.day, key, one.effort.commits, one.minutes, line, words, does, is_ready)


def _about(effort: Effort, zone: ZoneInfo) -> str:
    count = "1 commit" if effort.commits == 1 else f"{effort.commits} commits"
    on = f"on {shown(effort.work_item)}" if effort.work_item else "without a work item"
    if len(effort.spans) == 1:
        [span] = effort.spans
        return f"{count} {on} between {_clock(span.start, zone)} and {_clock(span.end, zone)}"
    spans = [f"{_clock(span.start, zone)}-{_clock(span.end, zone)}" for span in effort.spans]
    if len(spans) > 3:
        spans = [*spans[:3], f"{len(spans) - 3} more spans"]
    return f"{count} {on}, {', '.join(spans[:-1])} and {spans[-1]}"


def _taken(one: Unlogged) -> str:
    return f", of which {format_minutes(one.logged)} is logged" if one.logged else ""


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return clock_words(moment.astimezone(UTC).astimezone(zone).time())
