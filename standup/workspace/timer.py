"""The timer: one for each developer, kept in the store, so that no crash and no reboot loses it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from standup.domain.change import Op, create, remove
from standup.domain.dates import Direction, parse_day
from standup.domain.duration import format_minutes
from standup.domain.errors import UsageError
from standup.domain.logline import EntryDraft, LogLine, Selection, describe, parse_parts, resolve
from standup.domain.records import MINUTES_PER_DAY, Bucket, InterruptClass, TimeEntry, Timer, Touchpoint, WorkItem
from standup.domain.text import shown
from standup.domain.timeline import local_time
from standup.domain.timer import elapsed_minutes, must_ask, runs
from standup.domain.touchpoints import counted_for
from standup.domain.weeks import day_words
from standup.store.protocol import Roster
from standup.workspace.names import timer_name
from standup.workspace.reading import Logged, Reading, is_private, new_entry, reading
from standup.workspace.session import Workspace, open_touchpoints, zone_of

if TYPE_CHECKING:
    from standup.workspace.aftermath import Aftermath

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


class Ending(NamedTuple):
    """What a person says about a timer that is to stop; nothing said means now."""

    at: datetime | None = None
    minutes: int | None = None
    """How long it really took. More than the timer ran means that work had begun before the timer."""
    discard: bool = False
    believe: bool = False
    """Log the whole time, also where it has been running since another day."""
    note: str = ""
    """Takes the place of the timer's own note."""
    tags: tuple[str, ...] = ()
    """Beside those of the timer."""
    interrupt: bool = False
    interrupt_class: InterruptClass | None = None
    asked_by: str = ""


NOW = Ending()
NOTHING_LOGGED = "under half a minute, nothing logged"


def start(workspace: Workspace, text: str = "", selection: Selection | None = None) -> Timer:
    """Start the timer on what a line names or the selected row; raises UsageError where one runs already."""
    read = reading(workspace, selection)
    running = workspace.store.desk(workspace.me).timer
    if running is not None:
        raise UsageError(f"the timer runs on {_on(read, running)} already; `standup stop` or `standup switch`")
    timer = _timer(workspace, read, text, selection)
    workspace.commit(f"start the timer on {_on(read, timer)}", [create(timer)])
    return timer


def stop(workspace: Workspace, ending: Ending = NOW, *, round_to: int = 1) -> Logged:
    """Stop the timer and log its time, rounded to a multiple of `round_to` minutes.

    Raises UsageError where none runs, and, unless `ending` says when work ended, where it was started on another
    day or in the future: then nobody knows.
    """
    read = reading(workspace)
    timer = _running(workspace)
    logged, why, ops = _ended(workspace, read, timer, ending, round_to)
    workspace.commit(f"stop the timer: {why}", ops)
    return logged


class Measured(NamedTuple):
    """What a running timer has measured by now, in minutes."""

    elapsed: int
    rounded: int
    """What stopping would log; 0 under half a minute."""


def measured(workspace: Workspace, *, round_to: int = 1) -> Measured:
    """What my running timer has measured; raises UsageError where none runs."""
    timer, now = _running(workspace), workspace.now()
    zone = zone_of(workspace.developer())
    end = max(now, timer.started_at)
    return Measured(elapsed_minutes(timer, now), sum(run.minutes for run in runs(timer, end, zone, round_to=round_to)))


def stopping_words(workspace: Workspace, ending: Ending, *, round_to: int = 1) -> str:
    """What stopping would log, in words; raises what `stop` would raise. Nothing is changed."""
    return _ended(workspace, reading(workspace), _running(workspace), ending, round_to)[0].words


def switch(
    workspace: Workspace,
    text: str = "",
    selection: Selection | None = None,
    ending: Ending = NOW,
    *,
    round_to: int = 1,
) -> tuple[Logged, Timer]:
    """Stop the running timer, log its time, and start another, as one change."""
    read = reading(workspace, selection)
    logged, why, ops = _ended(workspace, read, _running(workspace), ending, round_to)
    timer = _timer(workspace, read, text, selection)
    # A timer's id is its developer's: the old one and the new one are one record, altered.
    before = next(op.before for op in ops if isinstance(op.before, Timer))
    rest = [op for op in ops if not isinstance(op.before, Timer)]
    timer = replace(timer, version=before.version + 1)
    workspace.commit(f"switch the timer to {_on(read, timer)}: {why}", [*rest, Op(before, timer)])
    return logged, timer


def _running(workspace: Workspace) -> Timer:
    timer = workspace.store.desk(workspace.me).timer
    if timer is None:
        raise UsageError("no timer is running; start one with `standup start '#API-12'`")
    return timer


def _timer(workspace: Workspace, read: Reading, text: str, selection: Selection | None) -> Timer:
    line = parse_parts(text, read.context)
    if line.minutes is not None or line.clock is not None or line.day is not None:
        raise UsageError("a timer begins now and takes no duration, clock time or day; use `standup log` for those")
    if line.developer or line.next_step:
        raise UsageError("a timer is your own and takes no next step; use `standup log` or `standup done`")
    if line.work_item is not None and line.customer is not None:
        raise UsageError("a timer runs on one thing; name the work item or the customer")
    if not line.has_bucket:
        raise UsageError("say what the timer runs on: a #work item, a @customer, or ~ for other")
    bucket = Bucket.OTHER if line.other else Bucket.CUSTOMER if line.customer is not None else Bucket.PRODUCTION
    chosen = selection.touchpoint if selection and selection.customer == line.customer else None
    return Timer(
        id=workspace.me,
        developer=workspace.me,
        started_at=workspace.now(),
        bucket=bucket,
        work_item=line.work_item or None,
        customer=line.customer or None,
        touchpoint=chosen,
        note=line.note,
        tags=line.tags,
        interrupt=line.interrupt,
        interrupt_class=line.interrupt_class,
        asked_by=line.asked_by,
    )


def _ended(
    workspace: Workspace, read: Reading, timer: Timer, ending: Ending, round_to: int
) -> tuple[Logged, str, list[Op]]:
    """A timer's end: what it logged, the words to keep of it, and its operations."""
    if ending.discard:
        words = f"nothing logged of {_on(read, timer)}"
        return Logged(words), words, [remove(timer)]
    drafts = _drafts(workspace, read, timer, ending, round_to)
    entries = tuple(new_entry(workspace, timer.developer, draft) for draft in drafts)
    why = describe(drafts, None, read.names, read.context.today(), kept=True) or NOTHING_LOGGED
    words = describe(drafts, None, read.names, read.context.today()) or NOTHING_LOGGED
    ops = [remove(timer), *(create(entry) for entry in entries)]
    follows = _follows(workspace, read, timer, entries)
    if follows:
        ops += follows.ops
        words = f"{words}; {follows.words}"
        if not is_private(ops, timer.developer):
            why = f"contact with {read.names.customer_name(timer.customer or '')}"
    return Logged(words, entries), why, ops


def _drafts(workspace: Workspace, read: Reading, timer: Timer, ending: Ending, round_to: int) -> tuple[EntryDraft, ...]:
    """What a timer logs when it ends so; raises UsageError where nobody knows when work ended."""
    now = workspace.now()
    if not (ending.at or ending.minutes or ending.believe) and must_ask(timer, now, read.context.zone):
        raise UsageError(_question(read, timer, now))
    exact = ending.at is not None or ending.minutes is not None
    timed, end = _span(timer, ending, now)
    return tuple(
        EntryDraft(
            day=run.start.date(),
            minutes=run.minutes,
            bucket=timer.bucket,
            start=run.start,
            work_item=timer.work_item,
            customer=timer.customer,
            touchpoint=timer.touchpoint or _counted(workspace, read.names.roster, timer),
            note=ending.note or timer.note,
            tags=tuple(dict.fromkeys((*timer.tags, *ending.tags))),
            interrupt=timer.interrupt or ending.interrupt,
            interrupt_class=ending.interrupt_class or timer.interrupt_class,
            asked_by=ending.asked_by or timer.asked_by,
        )
        for run in runs(timed, end, read.context.zone, round_to=1 if exact else round_to)
    )


def runs_on(workspace: Workspace, target: WorkItem | Touchpoint) -> Timer | None:
    """My running timer, if it runs on this work item or touchpoint."""
    timer = workspace.store.desk(workspace.me).timer
    if timer is None:
        return None
    if isinstance(target, WorkItem):
        return timer if timer.work_item == target.key else None
    if timer.customer != target.customer:
        return None
    on = timer.touchpoint or _counted(workspace, workspace.store.roster(), timer)
    return timer if on == target.id else None


def measured_on(workspace: Workspace, target: WorkItem | Touchpoint, *, round_to: int = 1) -> int:
    """Minutes that my timer has measured on this, rounded; 0 where it runs elsewhere, or since another day."""
    timer = runs_on(workspace, target)
    if timer is None or must_ask(timer, workspace.now(), zone_of(workspace.developer())):
        return 0
    return measured(workspace, round_to=round_to).rounded


def completing_drafts(
    workspace: Workspace, read: Reading, timer: Timer, line: LogLine, round_to: int
) -> tuple[EntryDraft, ...]:
    """What a timer logs that ends because what it runs on is completed with this line, so that no time counts twice.

    Minutes of the line take the place of those that it measured; without any it logs what it measured, and raises
    UsageError where it has been running since another day.
    """
    if line.clock is not None or line.day is not None:
        return resolve(line, read.context)
    now = workspace.now()
    if line.minutes is None and must_ask(timer, now, read.context.zone):
        started = timer.started_at.astimezone(read.context.zone)
        since = f"{day_words(started.date())} {started:%H:%M}"
        raise UsageError(f"the timer on {_on(read, timer)} was started {since}; say how long it took, such as 45m")
    measured_now = None if now < timer.started_at else measured(workspace, round_to=round_to).rounded
    minutes = None if line.minutes == measured_now else line.minutes
    ending = Ending(
        minutes=minutes,
        note=line.note,
        tags=line.tags,
        interrupt=line.interrupt,
        interrupt_class=line.interrupt_class,
        asked_by=line.asked_by,
    )
    return _drafts(workspace, read, timer, ending, round_to)


def _follows(workspace: Workspace, read: Reading, timer: Timer, entries: Sequence[TimeEntry]) -> Aftermath | None:
    """What the time brings about with its customer; None where it is nothing."""
    if not timer.customer:
        return None
    from standup.workspace.aftermath import after_time  # what only a customer's time pays for

    roster = read.names.roster
    theirs = [one for one in open_touchpoints(workspace.store, roster) if one.customer == timer.customer]
    found = after_time(workspace, roster, entries, theirs, done=None, is_planned=False, reason="")
    return found if found.ops else None


def _span(timer: Timer, ending: Ending, now: datetime) -> tuple[Timer, datetime]:
    """The timer as it should have been started, and the end that a person says; never in the future."""
    if ending.minutes is not None:
        if not 1 <= ending.minutes <= MINUTES_PER_DAY:
            raise UsageError(
                f"{format_minutes(ending.minutes)} is not from 1m to {format_minutes(MINUTES_PER_DAY)}; "
                "`standup stop --discard` logs nothing"
            )
        took = timedelta(minutes=ending.minutes)
        start = min(timer.started_at, now - took)
        return replace(timer, started_at=start), start + took
    if ending.at is not None and ending.at > now:
        raise UsageError("that is still to come; a timer stops now or stopped earlier")
    return timer, ending.at or now


def _counted(workspace: Workspace, roster: Roster, timer: Timer) -> str | None:
    if timer.customer is None:
        return None
    found = counted_for(timer.customer, open_touchpoints(workspace.store, roster)).touchpoint
    return found.id if found else None


def _question(read: Reading, timer: Timer, now: datetime) -> str:
    started = timer.started_at.astimezone(read.context.zone)
    since = f"{day_words(started.date())} {started:%H:%M}"
    if now < timer.started_at:
        return (
            f"the timer on {_on(read, timer)} was started {since}, which is still to come; say how long it ran: "
            "`standup stop --minutes 45m`, or `--discard`"
        )
    elapsed = format_minutes(elapsed_minutes(timer, now))
    return (
        f"the timer on {_on(read, timer)} has been running since {since} ({elapsed}); say when you stopped: "
        "`standup stop --at 18:10`, `--minutes 45m`, `--all` for the whole time, or `--discard`"
    )


def moment(workspace: Workspace, text: str) -> datetime:
    """When a timer stopped, as people write it: `18:10`, the first one after its start, or `fri 18:10`.

    Raises UsageError for what is no time, and for a time before the start.
    """
    zone = zone_of(workspace.developer())
    timer = _running(workspace)
    *words, last = text.split() or [""]
    match = _CLOCK.fullmatch(last)
    if match is None:
        raise UsageError(f"'{shown(text)}' is no time; write 18:10, or a day before it")
    clock = time(int(match[1]), int(match[2]))
    if words:
        return local_time(parse_day(" ".join(words), workspace.today(), Direction.PAST), clock, zone)
    started = timer.started_at.astimezone(zone)
    for day in (started.date(), started.date() + timedelta(days=1)):
        first = local_time(day, clock, zone)
        for moment in (first, first.replace(fold=1)):  # on one night of the year a time comes twice
            stopped = max(moment.astimezone(UTC), timer.started_at)
            if stopped - moment.astimezone(UTC) < timedelta(minutes=1) and stopped <= workspace.now():
                return stopped.astimezone(zone)
    raise UsageError(f"the timer was started {day_words(started.date())} {started:%H:%M}; {last} after that is to come")


def label(roster: Roster, timer: Timer) -> str:
    """What a timer runs on, in words safe for a terminal."""
    return shown(timer_name(roster, timer))


def _on(read: Reading, timer: Timer) -> str:
    return label(read.names.roster, timer)
