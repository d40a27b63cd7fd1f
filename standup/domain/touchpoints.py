"""Touchpoints: how urgent one is, in which order they stand, and what completing or snoozing one makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec.structs import replace

from standup.domain.errors import UsageError
from standup.domain.records import Origin, Snooze, SnoozeReason, Touchpoint, TouchpointState
from standup.domain.text import shown
from standup.domain.weeks import WEEKDAYS, Week, day_words

KINDS = ("call", "e-mail", "demo", "follow-up", "feasibility", "support", "review", "renewal")
DEFAULT_KIND = "follow-up"
_KIND_ALIASES = {"email": "e-mail", "mail": "e-mail", "follow": "follow-up", "followup": "follow-up"}


NO_ANSWER = "no answer"
_NO_STEP = r"none(?:(?: ?: ?(?:because\b ?)?|,? because\b ?)(?P<reason>.*)|[.,]?)"


class Urgency(StrEnum):
    """Where an open touchpoint stands today, most urgent first; `attention.standing` finds the first two."""

    STARVED = "starved"
    UNATTENDED = "unattended"
    OVERDUE = "overdue"
    TODAY = "today"
    PLANNED = "planned"
    UNDATED = "undated"
    SNOOZED = "snoozed"


_ORDER = {urgency: place for place, urgency in enumerate(Urgency)}


def urgency(touchpoint: Touchpoint, today: date) -> Urgency:
    """How urgent an open touchpoint is; a snooze hides it until its date, and not a day longer."""
    if touchpoint.snoozed_until is not None and touchpoint.snoozed_until > today:
        return Urgency.SNOOZED
    if touchpoint.due_on is None:
        return Urgency.UNDATED
    if touchpoint.due_on < today:
        return Urgency.OVERDUE
    return Urgency.TODAY if touchpoint.due_on == today else Urgency.PLANNED


class InWeek(StrEnum):
    """Where an open touchpoint stands in the summary of one week."""

    STARVED = "starved"
    UNATTENDED = "unattended"
    OVERDUE = "overdue"
    DUE = "due"
    SNOOZED = "snoozed"


_LATE = {
    Urgency.STARVED: InWeek.STARVED,
    Urgency.UNATTENDED: InWeek.UNATTENDED,
    Urgency.OVERDUE: InWeek.OVERDUE,
}


def in_week(touchpoint: Touchpoint, found: Urgency, week: Week, today: date) -> InWeek | None:
    """Where an open touchpoint stands in the summary of a week, as seen today; None where it does not belong there.

    Snoozed ones belong to the running week. One that is late belongs to the week in which it was due and to all
    after it; one that was starved by snoozes alone, before it is due, to the week in which it will be.
    """
    if found is Urgency.SNOOZED:
        return InWeek.SNOOZED if week.monday <= today <= week.sunday else None
    due = touchpoint.due_on
    if due is None or due > week.sunday:
        return None
    if due < today or week.monday <= due:
        return _LATE.get(found, InWeek.DUE)
    return None


def in_order(
    touchpoints: Iterable[Touchpoint], today: date, standings: Mapping[str, Urgency] | None = None
) -> list[Touchpoint]:
    """Starved, unattended, overdue (longest first), today, by due date, without a date, the snoozed by their day.

    `standings` says where touchpoints stand, by id; without it nothing is known but their dates.
    """

    def place(touchpoint: Touchpoint) -> tuple[int, date, str]:
        found = (standings or {}).get(touchpoint.id) or urgency(touchpoint, today)
        day = touchpoint.snoozed_until if found is Urgency.SNOOZED else touchpoint.due_on
        return _ORDER[found], day or date.max, touchpoint.id

    return sorted(touchpoints, key=place)


def due_words(due: date | None, today: date) -> str:
    """A due date in human words: `2 days over`, `today`, `tomorrow`, `Thu`, `Fri 4 Dec`; empty without one."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return "1 day over" if days == -1 else f"{-days} days over"
    if days <= 1:
        return "tomorrow" if days else "today"
    return WEEKDAYS[due.weekday()] if days < 7 else day_words(due, today)


def kind_of(text: str) -> str:
    """The kind that a person wrote, by its name or a beginning of it; raises UsageError with the kinds."""
    word = text.strip().casefold()
    word = _KIND_ALIASES.get(word, word)
    matches = [kind for kind in KINDS if kind == word] or [kind for kind in KINDS if word and kind.startswith(word)]
    if len(matches) != 1:
        raise UsageError(f"'{shown(text)}' is no kind of touchpoint; the kinds are {', '.join(KINDS)}")
    return matches[0]


def kind_in(title: str) -> str:
    """The kind that the words of a title name (`send quote by e-mail`), else a follow-up."""
    return _kind_named(title) or DEFAULT_KIND


def _kind_named(text: str) -> str:
    """The first kind that the words of a text name; empty where they name none."""
    words = text.casefold().replace(",", " ").split()
    return next((kind for word in words if (kind := _KIND_ALIASES.get(word, word)) in KINDS), "")


def completed(touchpoint: Touchpoint, on: date, outcome: str) -> Touchpoint:
    """The touchpoint as done on a day; raises UsageError where it is closed already."""
    if not touchpoint.state.is_open:
        raise UsageError(f"this touchpoint is {touchpoint.state.value} already")
    return replace(
        touchpoint,
        state=TouchpointState.DONE,
        closed_on=on,
        outcome=outcome,
        snoozed_until=None,
        snooze_reason=None,
        version=touchpoint.version + 1,
    )


def dated_by_person(touchpoint: Touchpoint, due_on: date | None) -> Touchpoint:
    """The touchpoint with a date that a person set, which never moves by itself; a series keeps its rule."""
    origin = Origin.SERIES if touchpoint.rule else Origin.PERSON
    return replace(touchpoint, due_on=due_on, origin=origin)


def is_contact(outcome: str) -> bool:
    """Whether completing a touchpoint with this outcome was a contact: not where nobody answered."""
    return not " ".join(outcome.casefold().split()).startswith(NO_ANSWER)


def no_step_reason(text: str) -> str:
    """Why there is no next step, of `none: because they decide in spring`; empty where a step is named.

    Raises UsageError where it says that there is none, and not why.
    """
    match = re.fullmatch(_NO_STEP, " ".join(text.split()), re.IGNORECASE)
    if match is None:
        return ""
    if not match["reason"]:
        raise UsageError("say why: none: because they decide in spring")
    return match["reason"]


def snoozed(
    touchpoint: Touchpoint, until: date, reason: SnoozeReason, *, on: date, by: str, note: str = ""
) -> Touchpoint:
    """The touchpoint postponed to a day, with the reason kept; `due_on` stays. Raises UsageError for a past day."""
    if not touchpoint.state.is_open:
        raise UsageError(f"this touchpoint is {touchpoint.state.value}; only an open one can be snoozed")
    if until <= on:
        raise UsageError(f"{day_words(until, on)} is no day to come; a snooze ends after today")
    return replace(
        touchpoint,
        snoozed_until=until,
        snooze_reason=reason,
        snoozes=(*touchpoint.snoozes, Snooze(on=on, until=until, reason=reason, by=by, note=note)),
        version=touchpoint.version + 1,
    )


def snooze_reason(text: str) -> SnoozeReason:
    """The reason that a person wrote, by its name or a beginning of it; raises UsageError with the reasons."""
    word = text.strip().casefold()
    matches = [reason for reason in SnoozeReason if word and reason.value.startswith(word)]
    if len(matches) != 1:
        names = ", ".join(reason.value for reason in SnoozeReason)
        raise UsageError(f"'{shown(text)}' is no reason to snooze; the reasons are {names}")
    return matches[0]


def reason_and_note(text: str) -> tuple[SnoozeReason, str]:
    """The reason that begins a text, and what follows it: `waiting for legal` is waiting, and `for legal`.

    Raises UsageError with the reasons where the text begins with none.
    """
    words = text.split()
    for length in range(min(_LONGEST_REASON, len(words)), 0, -1):
        try:
            return snooze_reason(" ".join(words[:length]).rstrip(":,-")), " ".join(words[length:])
        except UsageError:
            continue
    return snooze_reason(text), ""


_LONGEST_REASON = max(len(reason.value.split()) for reason in SnoozeReason)


def meant(touchpoints: Sequence[Touchpoint], developer: str, words: str = "") -> Touchpoint | None:
    """Which of a customer's open touchpoints a developer means who names no more than the customer.

    The only one; else the only one of their own; else the only one of the kind that their words name, among their own
    or else among all. None where that leaves a choice.
    """
    own = [one for one in touchpoints if one.developer == developer]
    kind = _kind_named(words)
    groups = [touchpoints, own]
    if kind:
        groups += [[one for one in group if one.kind == kind] for group in (own, touchpoints)]
    return next((group[0] for group in groups if len(group) == 1), None)


class Counted(NamedTuple):
    """Which open touchpoint time with a customer counts for, and the others that it might have been."""

    touchpoint: Touchpoint | None
    open: Sequence[Touchpoint]


def counted_for(customer: str, touchpoints: Iterable[Touchpoint]) -> Counted:
    """The open touchpoint of a customer that an entry counts for: the only one, if there is exactly one."""
    found = [one for one in touchpoints if one.customer == customer and one.state.is_open]
    return Counted(found[0] if len(found) == 1 else None, found)
