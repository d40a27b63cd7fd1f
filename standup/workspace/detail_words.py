"""The details of a work item or touchpoint in words: the same sections for the Board and for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from standup.domain.cadence import Freshness
from standup.domain.differences import reason_words, state_words
from standup.domain.duration import format_minutes
from standup.domain.records import Origin, TimeEntry, Touchpoint, TouchpointState, WorkState
from standup.domain.touchpoints import Urgency, due_words
from standup.domain.unplanned import interrupt_mark
from standup.domain.weeks import day_words
from standup.workspace.details import Happening, TouchpointDetail, WorkDetail
from standup.workspace.playbooks import Checked, Checklist
from standup.workspace.references import reference
from standup.workspace.touchpoint_rows import TouchpointRow


class Tone(Enum):
    """How loud a line is."""

    PLAIN = "plain"
    MUTED = "muted"
    WARNING = "warning"
    ALARM = "alarm"


class Line(NamedTuple):
    """One line: a short label and what there is to say; not yet safe for a terminal."""

    label: str
    text: str
    tone: Tone = Tone.PLAIN
    share: tuple[int, int] | None = None
    """What part of which whole a small bar shows."""
    step: Checked | None = None
    """The step of a playbook that stands here, to be ticked."""


class Section(NamedTuple):
    """Lines under a title; the first section has none."""

    title: str
    lines: tuple[Line, ...]
    is_beside: bool = False
    """Whether it stands in a second column where there is room: what was, and the playbook."""
    is_part: bool = False
    """Whether it goes on with the section before it."""


def title_of(detail: WorkDetail | TouchpointDetail) -> str:
    """What the details are about."""
    if isinstance(detail, WorkDetail):
        return f"{detail.item.key} {detail.item.title}"
    return f"{detail.row.customer}: {detail.row.touchpoint.title}"


def sections(detail: WorkDetail | TouchpointDetail) -> list[Section]:
    """What is known, then what was; sections without a line are left out."""
    found = _of_work(detail) if isinstance(detail, WorkDetail) else _of_touchpoint(detail)
    return [section for section in found if section.lines]


def _of_work(detail: WorkDetail) -> Iterator[Section]:
    today = detail.today
    yield Section("", tuple(_work_facts(detail)))
    most = max((week.minutes for week in detail.weeks), default=0)
    weeks = [Line(str(week.week), format_minutes(week.minutes), share=(week.minutes, most)) for week in detail.weeks]
    yield Section(f"Open with {detail.customer}", tuple(_open_touchpoint(row) for row in detail.touchpoints))
    yield Section("My time by week", tuple(weeks), is_beside=True)
    yield Section("My latest entries", tuple(_entry(entry, today) for entry in detail.entries), is_beside=True)
    yield _history(detail.history, today)


def _work_facts(detail: WorkDetail) -> Iterator[Line]:
    item, today = detail.item, detail.today
    if item.state is WorkState.BLOCKED:
        yield Line("Blocked", item.blocker or "nobody is named", Tone.ALARM)
    yield Line("State", f"{state_words(item.state)} {_since(item.state_since, today)}")
    yield Line("Owner", detail.owner or "nobody's yet", Tone.PLAIN if detail.owner else Tone.WARNING)
    if detail.customer:
        yield Line("Customer", detail.customer)
    yield _due(item.due_on, today, is_open=item.state.is_open)
    yield Line("Estimate", format_minutes(item.estimate) if item.estimate else "none", _muted(not item.estimate))
    yield from _spent(detail)
    yield from _origin(item.created_on, item.source_id, today)


def _spent(detail: WorkDetail) -> Iterator[Line]:
    """My own time; what others logged is seen by nobody but them."""
    spent, estimate = detail.spent, detail.item.estimate
    if not detail.is_mine:
        if spent:
            yield Line("By me", format_minutes(spent))
        return
    if not estimate:
        yield Line("Spent", format_minutes(spent) if spent else "nothing yet", _muted(not spent))
        return
    over = Tone.WARNING if spent > estimate else Tone.PLAIN
    yield Line("Spent", f"{format_minutes(spent)} of {format_minutes(estimate)}", over, (spent, estimate))


def _of_touchpoint(detail: TouchpointDetail) -> Iterator[Section]:
    touchpoint, today = detail.row.touchpoint, detail.today
    known_by = Section("Who knows them", tuple(Line(person.name, words) for person, words in detail.known_by))
    if touchpoint.developer is None:
        yield known_by
    yield Section("", tuple(_touchpoint_facts(detail)))
    people = tuple(
        Line("▸" if one.name == detail.row.contact else "", " · ".join(filter(None, (one.name, one.phone, one.email))))
        for one in detail.contacts
    )
    yield Section(f"Contact persons of {detail.row.customer}", people or (_nobody(),))
    yield from _playbook(detail.playbook)
    if touchpoint.developer is not None:
        yield known_by
    yield Section(f"Notes on {detail.row.customer}", tuple(Line("", line) for line in detail.notes.splitlines()))
    postponed = zip(touchpoint.snoozes, detail.snoozed_by, strict=True)
    yield Section(
        "Snoozed",
        tuple(
            Line(day_words(one.on, today), f"until {day_words(one.until, today)}: {reason_words(one)} · {who}")
            for one, who in postponed
        ),
    )
    earlier = [
        Line(
            day_words(one.touchpoint.closed_on or one.touchpoint.created_on, today),
            _earlier(one.touchpoint, one.owner),
            _muted(one.touchpoint.state is TouchpointState.DROPPED),
        )
        for one in detail.earlier
    ]
    unread = [Line("", f"the file of {name} is damaged; see `standup doctor`", Tone.ALARM) for name in detail.damaged]
    yield Section(f"Earlier with {detail.row.customer}", (*earlier, *unread), is_beside=True)
    yield _history(detail.history, today)


def _touchpoint_facts(detail: TouchpointDetail) -> Iterator[Line]:
    row, touchpoint, today = detail.row, detail.row.touchpoint, detail.today
    if touchpoint.state.is_open:
        if row.urgency is Urgency.SNOOZED and touchpoint.snoozed_until:
            yield Line("Snoozed", f"until {_day(touchpoint.snoozed_until, today)}", Tone.WARNING)
        yield from _standing(row)
    else:
        closed = f", {day_words(touchpoint.closed_on, today)}" if touchpoint.closed_on else ""
        yield Line("State", f"{touchpoint.state.value}{closed}")
    if touchpoint.outcome:
        yield Line("Outcome", touchpoint.outcome)
    yield _due(touchpoint.due_on, today, is_open=touchpoint.state.is_open)
    yield from _rhythm(detail)
    yield Line("Kind", touchpoint.kind or "none", _muted(not touchpoint.kind))
    yield Line("Owner", detail.owner or "nobody's yet", Tone.PLAIN if detail.owner else Tone.WARNING)
    if row.contact and row.contact not in {one.name for one in detail.contacts}:
        yield Line("Contact", row.contact)
    for number, text in enumerate(touchpoint.note.splitlines()):
        yield Line("" if number else "Note", text)
    yield Line("Reference", reference(touchpoint.id), Tone.MUTED)
    yield from _origin(touchpoint.created_on, touchpoint.source_id, today)


def _standing(row: TouchpointRow) -> Iterator[Line]:
    """Where it stands, and what says so."""
    loud = row.urgency in (Urgency.STARVED, Urgency.UNATTENDED)
    yield Line("State", f"open, {row.urgency.value}" if loud else "open", Tone.ALARM if loud else Tone.PLAIN)
    if row.why:
        yield Line("Evidence", row.why, Tone.ALARM if loud else Tone.WARNING)


def _rhythm(detail: TouchpointDetail) -> Iterator[Line]:
    """By what the date came, how it comes again, and how often the customer is met."""
    rhythm, touchpoint, today = detail.rhythm, detail.row.touchpoint, detail.today
    if touchpoint.origin is Origin.CADENCE:
        yield Line("Planned", "by the cadence; a contact moves it")
    if rhythm.recurrence is not None:
        moved = rhythm.dated is not None and rhythm.dated.due_on != rhythm.dated.recurs_on
        date_words = f"; this one {rhythm.dated.words(today)}" if rhythm.dated is not None and moved else ""
        yield Line("Repeat", f"{rhythm.recurrence}{date_words}")
    if rhythm.after_it:
        yield Line("After it", ", ".join(one.words(today) for one in rhythm.after_it))
    last = "none known" if rhythm.last_contact is None else _ago(rhythm.last_contact, today)
    yield Line("Last contact", last, _muted(rhythm.last_contact is None))
    if rhythm.cadence is not None and rhythm.freshness is not None:
        yield Line("Cadence", f"{rhythm.cadence}: {rhythm.freshness.value}", _FRESHNESS_TONES[rhythm.freshness])


_FRESHNESS_TONES = {
    Freshness.FRESH: Tone.PLAIN,
    Freshness.AMBER: Tone.WARNING,
    Freshness.RED: Tone.ALARM,
    Freshness.UNKNOWN: Tone.MUTED,
}


def _ago(day: date, today: date) -> str:
    days = (today - day).days
    ago = "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"
    return f"{ago}, {day_words(day, today)}"


def _playbook(found: Iterable[Checklist]) -> Iterator[Section]:
    """Each playbook: what it is about, then its steps by section."""
    for one in found:
        trouble = [Line("", one.trouble, Tone.ALARM)] if one.trouble else []
        about = [Line("", one.about, Tone.MUTED)] if one.about else []
        tasks = [step for step in one.steps if step.number]
        open_steps = sum(not step.is_ticked for step in tasks)
        count = f" · {open_steps} of {len(tasks)} open" if open_steps else " · all ticked" if tasks else ""
        heads = one.sections
        bare = [_step(step) for title, steps in heads if not title for step in steps]
        yield Section(f"Playbook: {one.title}{count}", (*trouble, *about, *bare), is_beside=True)
        for title, steps in heads:
            if title:
                yield Section(title, tuple(_step(step) for step in steps), is_beside=True, is_part=True)


def _step(step: Checked) -> Line:
    if not step.number:
        return Line("–", step.text)
    return Line(f"{step.number}", step.text, _muted(step.is_ticked), step=step)


def _nobody() -> Line:
    return Line("", "nobody is known yet", Tone.MUTED)


def _earlier(touchpoint: Touchpoint, owner: str) -> str:
    outcome = touchpoint.outcome or ("dropped" if touchpoint.state is TouchpointState.DROPPED else "")
    about = f"{touchpoint.title}: {outcome}" if outcome else touchpoint.title
    return " · ".join(filter(None, (about, touchpoint.kind, owner)))


def _open_touchpoint(row: TouchpointRow) -> Line:
    words = " · ".join(filter(None, (row.touchpoint.title, row.touchpoint.kind, row.contact)))
    snoozed = row.urgency is Urgency.SNOOZED
    return Line("snoozed" if snoozed else row.due or "no date", words, _muted(snoozed))


def _due(due: date | None, today: date, *, is_open: bool) -> Line:
    if due is None:
        return Line("Due", "no date", Tone.MUTED)
    if not is_open:
        return Line("Due", day_words(due, today), Tone.MUTED)
    return Line("Due", _day(due, today), Tone.ALARM if due < today else Tone.WARNING if due == today else Tone.PLAIN)


def _day(day: date, today: date) -> str:
    """A day in human words with its date: `2 days over, Fri 20 Nov`, `Thu 26 Nov, in 3 days`."""
    days, full = (day - today).days, day_words(day, today)
    if 1 < days < _SOON:
        return f"{full}, in {days} days"
    return f"{due_words(day, today)}, {full}" if days <= 1 else full


_SOON = 15  # days


def _since(day: date, today: date) -> str:
    days = (today - day).days
    if days <= 0:
        return "since today"
    return f"for {days} day{'s' * (days != 1)}, since {day_words(day, today)}"


def _origin(created: date, source: str | None, today: date) -> Iterator[Line]:
    yield Line("Created", day_words(created, today), Tone.MUTED)
    if source:
        yield Line("Imported", source, Tone.MUTED)


def _entry(entry: TimeEntry, today: date) -> Line:
    marks = [*filter(None, [interrupt_mark(entry)]), *(f"+{tag}" for tag in entry.tags)]
    return Line(
        day_words(entry.day, today), " ".join(filter(None, (format_minutes(entry.minutes), *marks, entry.note)))
    )


def _history(happenings: Iterable[Happening], today: date) -> Section:
    lines = []
    for one in happenings:
        clock = f" {one.at:%H:%M}" if one.at else ""
        who = f"{one.by}  " if one.by else ""
        lines.append(Line(f"{day_words(one.day, today)}{clock}", f"{who}{one.words}"))
    return Section("History", tuple(lines), is_beside=True)


def _muted(muted: bool) -> Tone:
    return Tone.MUTED if muted else Tone.PLAIN
