"""Publishing a week: the lead hands its summary on, and it is kept as it was then."""

from __future__ import annotations

from datetime import date

import msgspec

from standup.domain.change import create
from standup.domain.closing import check_begun
from standup.domain.errors import UsageError
from standup.domain.records import PublishedWeek
from standup.domain.text import shown
from standup.domain.weeks import Week, day_words
from standup.workspace.closing import not_closed
from standup.workspace.session import Workspace, zone_of
from standup.workspace.summary import week_summary

WHAT = "publish a week"


class NotClosedError(UsageError):
    """Not everybody has closed the week that is to be published; `names` are theirs."""

    def __init__(self, week: Week, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(
            f"{not_closed_words(week, names)}; nothing was published. "
            "Ask them, or publish it all the same with --anyway"
        )


def not_closed_words(week: Week, names: tuple[str, ...]) -> str:
    """Who has not closed a week: `Bob and Zoë have not closed 2026-W47`."""
    together = [", ".join(map(shown, names[:-1])), shown(names[-1])]
    return f"{' and '.join(filter(None, together))} {'has' if len(names) == 1 else 'have'} not closed {week}"


def running_words(week: Week, today: date) -> str:
    """What publishing a week that is still running means; empty for one that is over."""
    if week.sunday < today:
        return ""
    return f"{week} is still running: what is logged in it from now on shows as a correction"


def publish_week(workspace: Workspace, week: Week, *, anyway: bool = False) -> PublishedWeek:
    """Keep the lead's summary of a week as it is now.

    Raises ForbiddenError for anyone but a lead, UsageError where the week has not begun or was published before, and
    NotClosedError, unless `anyway`, where somebody has not closed it.
    """
    workspace.require_lead(WHAT)
    made = workspace.store.together(lambda: _publication(workspace, week, anyway))
    workspace.commit(f"publish {week}", [create(made)])
    return made


def _publication(workspace: Workspace, week: Week, anyway: bool) -> PublishedWeek:
    roster = workspace.store.roster()
    me = workspace.developer(roster)
    today = workspace.today(me)
    check_begun(week, today, "publish")
    before = workspace.store.published(week)
    if before is not None:
        on = day_words(before.published_at.astimezone(zone_of(me)).date(), today)
        raise UsageError(f"{week} was published on {on} and is kept as it was then; later changes show as corrections")
    names = tuple(one.name for one in not_closed(workspace, roster, week))
    if names and not anyway:
        raise NotClosedError(week, names)
    return PublishedWeek(
        id=workspace.new_id(),
        week=str(week),
        published_at=workspace.now(),
        by=me.id,
        summary=msgspec.to_builtins(week_summary(workspace, week), str_keys=True),
    )
