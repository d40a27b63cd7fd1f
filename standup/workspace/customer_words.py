"""Customers in words: the cells of their list and the sections of one, for the screen and the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from standup.domain.cadence import Freshness
from standup.domain.duration import format_minutes
from standup.domain.records import Touchpoint, TouchpointState, WorkState
from standup.domain.touchpoints import Urgency, due_words
from standup.domain.weeks import day_words
from standup.workspace.customer_views import CustomerDetail, CustomerRow, Past
from standup.workspace.detail_words import Line, Section, Tone
from standup.workspace.touchpoint_rows import TouchpointRow

NO_NEXT_STEP = "no next step"
_MOST_PAST = 40  # lines
_FRESHNESS_TONES = {Freshness.AMBER: Tone.WARNING, Freshness.RED: Tone.ALARM}
_LATE = frozenset({Urgency.STARVED, Urgency.UNATTENDED, Urgency.OVERDUE})


def cadence_words(row: CustomerRow) -> str:
    """The state of the cadence; `no cadence` for a customer without one."""
    return row.freshness.value if row.freshness else "no cadence"


def step_words(row: CustomerRow, today: date) -> str:
    """The next step: when, and what; or `no next step`, with the reason if one was given. Not yet safe."""
    if row.step is not None:
        return f"{due_of(row.step, today)}: {about(row.step)}"
    if not row.is_complete:
        return "not known; a file is damaged"
    reason = row.customer.no_next_step
    return f"{NO_NEXT_STEP}: {reason}" if reason else NO_NEXT_STEP


def due_of(step: TouchpointRow, today: date) -> str:
    """When a touchpoint is due, or until when it is snoozed."""
    if step.urgency is Urgency.SNOOZED:
        return f"snoozed until {due_words(step.touchpoint.snoozed_until, today)}"
    return step.due or "no date"


def about(step: TouchpointRow) -> str:
    """What a touchpoint is about, its kind first; not yet safe for a terminal."""
    return " · ".join(filter(None, (step.touchpoint.kind, step.touchpoint.title)))


def known_by_words(row: CustomerRow) -> str:
    """Who knows them, as `Dana Osei, 李 Wei (away)`; empty where nobody does."""
    return ", ".join(f"{one.name} (away)" if one.away else one.name for one in row.known_by)


def customer_sections(detail: CustomerDetail) -> list[Section]:
    """What is known, then what was; sections without a line are left out."""
    return [section for section in _sections(detail) if section.lines]


def _sections(detail: CustomerDetail) -> Iterator[Section]:
    customer, today = detail.row.customer, detail.today
    yield Section("", tuple(_facts(detail.row, today)))
    steps = [line for step, owner in detail.steps for line in _step(step, owner, today)]
    yield Section("Next steps", tuple(steps) or (_no_step(detail.row),))
    people = [Line("", " · ".join(filter(None, (one.name, one.phone, one.email)))) for one in customer.contacts]
    yield Section("Contact persons", tuple(people) or (Line("", "nobody is known yet", Tone.MUTED),))
    known = [Line(one.name, words, Tone.MUTED if one.away else Tone.PLAIN) for one, words in detail.people]
    yield Section("Who knows them", tuple(known) or (Line("", "nobody is here to ask", Tone.MUTED),))
    yield Section("Notes", tuple(Line("", line) for line in customer.notes.splitlines()))
    yield Section("Known in imports as", tuple(Line("", text) for text in customer.matches))
    most = max((one.minutes for one in detail.weeks), default=0)
    weeks = [
        Line(str(one.week), format_minutes(one.minutes), share=(one.minutes, most))
        if one.minutes
        else Line(str(one.week), "–", Tone.MUTED, share=(0, most))
        for one in detail.weeks
    ]
    whose = "The team's" if detail.is_team else "My"
    yield Section(f"{whose} time with them by week", tuple(weeks), is_beside=True)
    past = [_past(one, today) for one in detail.past[:_MOST_PAST]]
    if len(detail.past) > _MOST_PAST:
        past.append(Line("", f"and {len(detail.past) - _MOST_PAST} before", Tone.MUTED))
    unread = [Line("", f"a file of {name} is damaged; see `standup doctor`", Tone.ALARM) for name in detail.damaged]
    yield Section("Done with them and for them", (*past, *unread), is_beside=True)


def _facts(row: CustomerRow, today: date) -> Iterator[Line]:
    customer = row.customer
    if not customer.active:
        yield Line("State", "inactive", Tone.WARNING)
    on = f", {day_words(row.last_contact, today)}" if row.last_contact else ""
    tone = _FRESHNESS_TONES.get(row.freshness, Tone.PLAIN) if row.freshness else Tone.PLAIN
    yield Line("Last contact", f"{row.contact}{on}", tone)
    often = f"{row.cadence}: {cadence_words(row)}" if row.cadence else cadence_words(row)
    yield Line("Cadence", often, tone if row.cadence else Tone.MUTED)
    yield Line("Stage", customer.stage or "none", Tone.PLAIN if customer.stage else Tone.MUTED)
    yield Line("Key", f"@{customer.id}", Tone.MUTED)


def _no_step(row: CustomerRow) -> Line:
    if not row.is_complete:
        return Line("", "not known; a file is damaged", Tone.WARNING)
    reason = row.customer.no_next_step
    is_calm = bool(reason) or not row.customer.active
    words = f"{NO_NEXT_STEP}, because {reason}" if reason else NO_NEXT_STEP
    return Line("", words, Tone.MUTED if is_calm else Tone.WARNING)


def _step(step: TouchpointRow, owner: str, today: date) -> Iterator[Line]:
    """What is open and whose it is, and below it where it stands and why."""
    who = owner or "nobody's yet"
    tone = Tone.ALARM if step.urgency in _LATE else Tone.WARNING if step.urgency is Urgency.TODAY else Tone.PLAIN
    muted = Tone.MUTED if step.urgency is Urgency.SNOOZED else tone
    yield Line(due_of(step, today), " · ".join((about(step), who, step.reference)), muted)
    if step.urgency in (Urgency.STARVED, Urgency.UNATTENDED):
        yield Line("", ": ".join(filter(None, (step.urgency.value, step.why))), tone)
    elif step.urgency is Urgency.SNOOZED and step.touchpoint.snooze_reason:
        due = f"; due {day_words(step.touchpoint.due_on, today)}" if step.touchpoint.due_on else ""
        yield Line("", f"{step.touchpoint.snooze_reason.value}{due}", muted)


def _past(one: Past, today: date) -> Line:
    record = one.record
    if isinstance(record, Touchpoint):
        is_dropped = record.state is TouchpointState.DROPPED
        outcome = record.outcome or ("dropped" if is_dropped else "")
        what = f"{record.title}: {outcome}" if outcome else record.title
        words = (what, record.kind, one.owner)
    else:
        is_dropped = record.state is WorkState.DROPPED
        words = (f"{record.key} {record.title}", "work dropped" if is_dropped else "work done", one.owner)
    text = " · ".join(filter(None, words))
    return Line(day_words(one.day, today), text, Tone.MUTED if is_dropped else Tone.PLAIN)
