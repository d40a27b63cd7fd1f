"""What a change did to a record, in words: `due Fri 27 Nov, was Mon 23 Nov`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from standup.domain.duration import format_minutes
from standup.domain.records import (
    Contact,
    Origin,
    Record,
    Round,
    Snooze,
    Touchpoint,
    TouchpointState,
    WorkItem,
    WorkState,
)
from standup.domain.text import shown
from standup.domain.weeks import day_words

STATE_WORDS = {WorkState.TODO: "to do", WorkState.DOING: "doing", WorkState.BLOCKED: "blocked"}
"""States whose words on screen are said here; the others are called as they are written."""


class Names(NamedTuple):
    """The names to show for ids, and the day from which years are left out; an id without a name stands for itself."""

    developers: Mapping[str, str] = {}
    customers: Mapping[str, str] = {}
    today: date | None = None


NO_NAMES = Names()


def state_words(state: WorkState) -> str:
    """What the screen calls a state of work."""
    return STATE_WORDS.get(state, state.value)


def differences(before: Record | None, after: Record | None, names: Names = NO_NAMES) -> str:
    """What changed from one version of a record to the next, in words that are safe for a terminal.

    A record that was added or removed is told as that; where nothing that people see has changed, it is empty.
    """
    if before is None or after is None:
        return "" if before is after else "added" if before is None else "removed"
    if isinstance(before, WorkItem) and isinstance(after, WorkItem):
        return _joined(_of_work(before, after), before, after, names, _WORK_HANDLED)
    if isinstance(before, Touchpoint) and isinstance(after, Touchpoint):
        return _joined(_of_touchpoint(before, after, names), before, after, names, _TOUCHPOINT_HANDLED)
    if isinstance(before, Round) and isinstance(after, Round):
        told = round_words(after, names)
        return "" if told == round_words(before, names) else told
    return _joined(iter(()), before, after, names, frozenset())


_UNSEEN = frozenset(["id", "version", "source_id", "source_digest", "source_said"])
_WORK_HANDLED = frozenset(["state", "state_since", "blocker"])
_SERIES = ("origin", "rule", "rule_start", "recurs_on", "ticks")
_TOUCHPOINT_HANDLED = frozenset(
    ["state", "closed_on", "outcome", "snoozed_until", "snooze_reason", "snoozes", *_SERIES]
)
_LABELS = {
    "due_on": "due",
    "joined_on": "joined",
    "emails": "e-mail",
    "developer": "owner",
    "band_low": "target band from",
    "band_high": "target band to",
    "created_on": "created",
    "timezone": "time zone",
    "work_item": "work item",
    "started_at": "started",
    "cadence_ideal": "days between contacts",
    "cadence_max": "days between contacts at most",
    "no_next_step": "no next step because",
    "resolved_on": "resolved",
    "resolved_by": "resolved by",
    "matches": "known in imports as",
}
_TAKEN_AWAY = {"due_on": "no due date", "developer": "nobody's", "estimate": "no estimate", "customer": "no customer"}

_NOT_TOLD = {"hours": "other hours", "notes": "other notes", "logged": "other sums", "summary": "another summary"}
"""Hours are for their developer and a lead, and notes are too long: that they changed is all that is told of them."""


def _joined(first: Iterator[str], before: Record, after: Record, names: Names, handled: frozenset[str]) -> str:
    fields = [field for field in after.__struct_fields__ if field not in handled and field not in _UNSEEN]
    return "; ".join((*first, *_of_fields(before, after, fields, names)))


def round_words(after: Round, names: Names = NO_NAMES) -> str:
    """Where a standup round stands: `now Bob Marsh`, `paused at Bob Marsh`, `all have had their turn`, `over`."""
    if after.ended_at is not None:
        return "over"
    if after.current is None:
        return "all have had their turn"
    who = after.turns[after.current].who
    name = shown(names.developers.get(who, who))
    return f"now {name}" if after.since is not None else f"paused at {name}"


def _of_work(before: WorkItem, after: WorkItem) -> Iterator[str]:
    if after.state is not before.state:
        by = f": {shown(after.blocker)}" if after.blocker else ""
        to = f"'{state_words(after.state)}'" if after.state is WorkState.TODO else state_words(after.state)
        yield f"moved to {to}{by}"
    elif after.blocker != before.blocker:
        was = f", was {shown(before.blocker)}" if before.blocker else ""
        yield f"blocked: {shown(after.blocker) or 'nobody is named'}{was}"
    elif after.state_since != before.state_since:
        yield f"{state_words(after.state)} since {day_words(after.state_since)}, was {day_words(before.state_since)}"


def _of_touchpoint(before: Touchpoint, after: Touchpoint, names: Names) -> Iterator[str]:
    if after.state is not before.state:
        outcome = f": {shown(after.outcome)}" if after.outcome else ""
        yield "open again" if after.state is TouchpointState.OPEN else f"{after.state.value}{outcome}"
    else:
        if after.outcome != before.outcome:
            yield _told("outcome", shown(before.outcome), shown(after.outcome))
        if after.closed_on != before.closed_on:
            yield _told("closed", _day(before.closed_on, names), _day(after.closed_on, names))
    yield from _of_snoozes(before, after, names)
    yield from _of_series(before, after)
    yield from (f"ticked: {shown(step)}" for step in after.ticks if step not in before.ticks)
    yield from (f"no longer ticked: {shown(step)}" for step in before.ticks if step not in after.ticks)


def _of_series(before: Touchpoint, after: Touchpoint) -> Iterator[str]:
    from standup.domain.recurrence import rule_words  # patterns that only a series needs

    if after.rule != before.rule:
        was = f", was {rule_words(before.rule)}" if before.rule else ""
        yield f"comes again: {rule_words(after.rule)}{was}" if after.rule else f"the last of its series{was}"
    elif after.origin is Origin.CADENCE and after.due_on != before.due_on:
        yield "a contact restarted the cadence"


def _of_snoozes(before: Touchpoint, after: Touchpoint, names: Names) -> Iterator[str]:
    known = len(before.snoozes)
    if after.snoozes[:known] == before.snoozes and len(after.snoozes) > known:
        yield from (snooze_words(one, names) for one in after.snoozes[known:])
    elif after.snoozed_until != before.snoozed_until and after.state is before.state:
        if after.snoozed_until is None:
            yield "no longer snoozed"
        else:
            why = f": {after.snooze_reason.value}" if after.snooze_reason else ""
            yield f"snoozed until {_day(after.snoozed_until, names)}{why}"


def snooze_words(snooze: Snooze, names: Names = NO_NAMES) -> str:
    """One postponement: until when, why, and what was added to the reason."""
    return f"snoozed until {_day(snooze.until, names)}: {reason_words(snooze)}"


def reason_words(snooze: Snooze) -> str:
    """Why a touchpoint was postponed: the reason, and what was added to it."""
    return f"{snooze.reason.value} {shown(snooze.note)}" if snooze.note else snooze.reason.value


def _of_fields(before: Record, after: Record, fields: list[str], names: Names) -> Iterator[str]:
    for field in fields:
        old, new = getattr(before, field), getattr(after, field, None)
        if old == new:
            continue
        if field in _NOT_TOLD:
            yield _NOT_TOLD[field]
            continue
        label = _LABELS.get(field, field.replace("_", " "))
        was, now = _value(field, old, names), _value(field, new, names)
        yield f"{_TAKEN_AWAY[field]}, was {was}" if not now and field in _TAKEN_AWAY else _told(label, was, now)


def _told(label: str, was: str, now: str) -> str:
    return ", ".join(filter(None, (f"{label} {now}" if now else f"no {label}", f"was {was}" if was else "")))


def _value(field: str, value: Any, names: Names) -> str:
    if field == "developer" and value:
        return shown(names.developers.get(value, value))
    if field == "customer" and value:
        return shown(names.customers.get(value, value))
    if field in ("estimate", "minutes") and isinstance(value, int):
        return format_minutes(value)
    for kind, say in _SAY.items():
        if isinstance(value, kind):
            return say(value, names)
    return "" if value is None else shown(str(value))


def _day(day: date | None, names: Names) -> str:
    return "" if day is None else day_words(day, names.today or day)


_SAY: dict[type, Callable[[Any, Names], str]] = {
    bool: lambda value, _: "yes" if value else "no",
    str: lambda value, _: shown(value),
    datetime: lambda value, _: f"{value:%H:%M}",
    date: _day,
    tuple: lambda value, _: ", ".join(shown(one.name if isinstance(one, Contact) else str(one)) for one in value),
}
