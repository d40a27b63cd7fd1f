"""What a person types into a one-line question of the Board: read, and said in words before it is done."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from standup.domain.dates import Direction, day_phrase_length, parse_day
from standup.domain.duration import duration_minutes, format_minutes
from standup.domain.errors import UsageError
from standup.domain.logline import parse_parts
from standup.domain.records import SnoozeReason
from standup.domain.split import Band
from standup.domain.text import shown
from standup.domain.touchpoints import reason_and_note
from standup.domain.weeks import day_words
from standup.workspace.people import checked_budget
from standup.workspace.reading import reading
from standup.workspace.session import Workspace
from standup.workspace.timer import NOTHING_LOGGED, Ending, measured, moment, stopping_words

_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")


class SnoozeLine(NamedTuple):
    """Until when a touchpoint is snoozed, and why."""

    until: date
    reason: SnoozeReason
    note: str
    """What was added to the reason."""
    today: date

    @property
    def words(self) -> str:
        """The three in words, safe for a terminal."""
        more = f" {shown(self.note)}" if self.note else ""
        return f"snoozed until {day_words(self.until, self.today)}: {self.reason.value}{more}"


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
    return SnoozeLine(until, *reason_and_note(reason), today)


def stopping_line(workspace: Workspace, text: str, round_to: int) -> Ending:
    """Read how a timer stops now: `42m`, `45m pairing +review`, `18:10` or `discard`; nothing means as measured.

    The minutes that it measured, rounded to `round_to`, begin when the timer did. Raises LogLineError or UsageError.
    """
    plain = text.strip().casefold()
    if plain == "discard":
        return Ending(discard=True)
    if _CLOCK.fullmatch(plain):
        return Ending(at=moment(workspace, plain))
    line = parse_parts(text, reading(workspace).context)
    if line.has_bucket:
        raise UsageError("the timer knows what it runs on; stop it, and log other time with a line of its own")
    if line.clock or line.start or line.day or line.developer or line.next_step:
        raise UsageError("write how long it took, a note and tags; or discard")
    is_measured = line.minutes == measured(workspace, round_to=round_to).rounded
    return Ending(
        minutes=None if is_measured else line.minutes,
        note=line.note,
        tags=line.tags,
        interrupt=line.interrupt,
        interrupt_class=line.interrupt_class,
        asked_by=line.asked_by,
    )


def stopping_line_words(workspace: Workspace, text: str, round_to: int) -> str:
    """What stopping so does: `measured 42m; logs 42 min production on API-12, today`; raises what stopping raises."""
    ending = stopping_line(workspace, text, round_to)
    minutes = measured(workspace, round_to=round_to).elapsed
    took = f"measured {format_minutes(minutes)}" if minutes else "measured under a minute"
    words = stopping_words(workspace, ending, round_to=round_to)
    if ending.discard or words == NOTHING_LOGGED:
        return f"{took}; logs nothing"
    note = f"; note: {shown(ending.note)}" if ending.note else ""
    return f"{took}; logs {words}{note}"


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


class HandoverLine(NamedTuple):
    """What becomes of what somebody has open."""

    to: str | None = None
    """A name, or `nobody`."""
    due_on: date | None = None
    per_day: int | None = None
    overdue_only: bool = False


_PER_DAY = re.compile(r"(?:(?P<count>[0-9]{1,2}) (?:a|per) day)?")


def handover_line(workspace: Workspace, text: str) -> HandoverLine:
    """Read `bob`, `to nobody`, `overdue plan mon 3 a day` or `to bob plan 3 Dec`; raises UsageError."""
    words = text.replace(",", " ").split()
    overdue = bool(words) and words[0].casefold() == "overdue"
    words = words[overdue:]
    heads = [word.casefold() for word in words]
    at = heads.index("plan") if "plan" in heads else len(words)
    whom, plan = words[:at], words[at + 1 :]
    if not whom and not plan:
        raise UsageError("say to whom, such as bob or nobody, or plan and a day, such as plan mon 3 a day")
    name = " ".join(whom[1:] if whom and whom[0].casefold() == "to" else whom)
    if whom and not name:
        raise UsageError("to whom? a name, or nobody")
    due_on, per_day = None, None
    if at < len(words):
        length = day_phrase_length(plan)
        rest = _PER_DAY.fullmatch(" ".join(plan[length:]))
        if not length or rest is None:
            raise UsageError("plan needs a day, and takes how many a day, such as plan mon 3 a day")
        due_on = parse_day(" ".join(plan[:length]), workspace.today(), Direction.FUTURE)
        per_day = int(rest["count"]) if rest["count"] else None
    return HandoverLine(name or None, due_on, per_day, overdue)


class AgreedLine(NamedTuple):
    """Which of the team's two figures is agreed on anew."""

    band: Band | None = None
    interrupt_budget: int | None = None
    """Per cent of the logged time."""

    @property
    def words(self) -> str:
        """`the target band of the customer share: 10-20 %`."""
        if self.band is not None:
            return f"the target band of the customer share: {self.band}"
        return f"the budget of interrupts: {self.interrupt_budget} % of the logged time"


_BUDGET = re.compile(r"interrupts?(?: up)?(?: to)? ([0-9]{1,3}) ?%?")


def agreed_line(text: str) -> AgreedLine:
    """Read `10-20` or `interrupts 25`; raises UsageError."""
    found = _BUDGET.fullmatch(" ".join(text.casefold().split()))
    if found is not None:
        return AgreedLine(interrupt_budget=checked_budget(int(found[1])))
    if text.strip().casefold().startswith("interrupt"):
        raise UsageError(f"'{shown(text.strip())}' is no budget; write a per cent of the logged time: interrupts 20")
    return AgreedLine(Band.parse(text))
