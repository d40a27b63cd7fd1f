"""What a prompt, a status bar or a script asks of my day: small facts, each read only when it is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from standup.domain.duration import format_minutes
from standup.domain.fields import filled
from standup.domain.records import Developer, Timer, Touchpoint, TouchpointState, WorkState
from standup.domain.timer import elapsed_minutes
from standup.domain.weeks import Week
from standup.store.protocol import Desk, Roster
from standup.workspace.session import Workspace, at_one_moment

FIELDS: Mapping[str, str] = {
    "timer": "what the timer runs on and for how long; empty where none runs",
    "due": "how many of my touchpoints are due today or overdue",
    "overdue": "how many of them are overdue",
    "starved": "how many of my touchpoints are starved",
    "unattended": "how many are unattended",
    "blocked": "how many of my work items are blocked",
    "logged": "time logged today",
    "left": "time left today; empty where hours are unknown",
    "duty": "who is on duty this week; empty where nobody is",
    "me": "my name",
    "team": "the team's name",
    "day": "today, such as 2026-11-23",
    "week": "this week, such as 2026-W48",
}
"""The fields and what they hold."""


@at_one_moment
def status_line(workspace: Workspace, template: str) -> str:
    """The template with its fields filled, as one line; raises UsageError for a field that there is not."""
    facts = _Facts(workspace)
    fields: dict[str, Callable[[], str]] = {name: _field(facts, name) for name in FIELDS}
    return filled(template, fields)


def _field(facts: _Facts, name: str) -> Callable[[], str]:
    def made() -> str:
        return str(getattr(facts, name))

    return made


class _Facts:
    """The fields, made when they are asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @cached_property
    def _roster(self) -> Roster:
        return self._workspace.store.roster()

    @cached_property
    def _me(self) -> Developer:
        return self._workspace.developer(self._roster)

    @cached_property
    def _desk(self) -> Desk:
        return self._workspace.store.desk(self._me.id)

    @property
    def _touchpoints(self) -> list[Touchpoint]:
        """Those that are due by a day, and not snoozed beyond today."""
        today = self._workspace.today(self._me)
        return [
            one
            for one in self._desk.touchpoints
            if one.state is TouchpointState.OPEN
            and one.due_on is not None
            and one.due_on <= today
            and (one.snoozed_until is None or one.snoozed_until <= today)
        ]

    @cached_property
    def _urgencies(self) -> list[str]:
        from standup.workspace.attention import Attention  # reads everybody's care: only for the fields that need it

        found = Attention(self._workspace, self._roster, self._workspace.today(self._me))
        return [found.standing(one).urgency.value for one in self._desk.touchpoints]

    @cached_property
    def _today(self) -> tuple[int, int | None]:
        """Minutes logged today, and left."""
        from standup.workspace.days import day_of

        split = day_of(self._workspace, self._workspace.today(self._me)).split
        return split.logged, split.left

    @property
    def timer(self) -> str:
        """Such as `42m API-12`."""
        timer: Timer | None = self._desk.timer
        if timer is None:
            return ""
        from standup.workspace.names import timer_name

        minutes = format_minutes(elapsed_minutes(timer, self._workspace.now()))
        return f"{minutes} {timer_name(self._roster, timer)}"

    @property
    def due(self) -> int:
        """Due today or before."""
        return len(self._touchpoints)

    @property
    def overdue(self) -> int:
        """Due before today."""
        today = self._workspace.today(self._me)
        return sum(one.due_on is not None and one.due_on < today for one in self._touchpoints)

    @property
    def starved(self) -> int:
        """Starved."""
        return self._urgencies.count("starved")

    @property
    def unattended(self) -> int:
        """Unattended."""
        return self._urgencies.count("unattended")

    @property
    def blocked(self) -> int:
        """Blocked work items."""
        return sum(one.state is WorkState.BLOCKED for one in self._desk.work_items)

    @property
    def logged(self) -> str:
        """Logged today."""
        return format_minutes(self._today[0])

    @property
    def left(self) -> str:
        """Left today."""
        left = self._today[1]
        return "" if left is None else format_minutes(left)

    @property
    def duty(self) -> str:
        """The name of who is on duty."""
        found = self._roster.duty.get(self.week)
        developer = self._roster.developers.get(found.developer) if found else None
        return developer.name if developer else ""

    @property
    def me(self) -> str:
        """My name."""
        return self._me.name

    @property
    def team(self) -> str:
        """The team's name."""
        return self._roster.team.name

    @property
    def day(self) -> str:
        """Today."""
        return self._workspace.today(self._me).isoformat()

    @property
    def week(self) -> str:
        """This week."""
        return str(Week.of(self._workspace.today(self._me)))
