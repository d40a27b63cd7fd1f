"""What a person types into a one-line question of the Board: read, and said in words before it is done."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from standup.domain.dates import Direction, day_phrase_length, parse_day
from standup.domain.duration import duration_minutes
from standup.domain.errors import UsageError
from standup.domain.records import SnoozeReason
from standup.domain.text import shown
from standup.domain.touchpoints import reason_and_note
from standup.domain.weeks import day_words
from standup.workspace.session import Workspace
from standup.workspace.timer import Ending, moment


class SnoozeLine(NamedTuple):
    """Until when a touchpoint is snoozed, and why."""

    until: date
    reason: SnoozeReason
    note: str
    """What was added to the reason."""

    @property
    def words(self) -> str:
        """The three in words, safe for a terminal."""
        more = f" {shown(self.note)}" if self.note else ""
        return f"snoozed until {day_words(self.until)}: {self.reason.value}{more}"


def snooze_line(workspace: Workspace, text: str) -> SnoozeLine:
    """Read `fri waiting for legal` or `in 3 days customer asked`; raises UsageError that names the reasons."""
    today = workspace.today()
    words = text.split()
    length = day_phrase_length(words)
    if not length:
        raise UsageError("begin with a day, such as fri, tomorrow, in 3 days or 2026-12-01")
    until = parse_day(" ".join(words[:length]), today, Direction.FUTURE)
    if until <= today:
        raise UsageError(f"a snooze ends after today; {day_words(until, today)} is not")
    reason = " ".join(words[length:])
    if not reason:
        raise UsageError(f"and why? {', '.join(one.value for one in SnoozeReason)}")
    return SnoozeLine(until, *reason_and_note(reason))


def ending_line(workspace: Workspace, text: str) -> Ending:
    """Read when a timer stopped: `18:10`, `fri 18:10`, `45m`, `all` or `discard`; raises UsageError."""
    plain = text.strip().casefold()
    if plain in ("all", "discard"):
        return Ending(discard=plain == "discard", believe=plain == "all")
    minutes = duration_minutes(plain)
    if minutes is not None:
        return Ending(minutes=minutes)
    return Ending(at=moment(workspace, text))


def ending_words(workspace: Workspace, text: str) -> str:
    """What an ending means, in words; raises UsageError where it cannot be read."""
    ending = ending_line(workspace, text)
    if ending.discard:
        return "the timer stops, and nothing is logged"
    if ending.believe:
        return "the whole time is logged"
    if ending.minutes is not None:
        return f"{ending.minutes} min are logged"
    return f"the time until {ending.at:%a %H:%M} is logged"
