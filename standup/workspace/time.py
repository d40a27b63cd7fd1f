"""Time: log a line or a keystroke."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from standup.domain.change import Op, create
from standup.domain.duration import format_minutes
from standup.domain.errors import UsageError
from standup.domain.logline import LogLine, Selection, describe, doubt, parse, resolve
from standup.domain.records import Touchpoint
from standup.domain.text import shown
from standup.domain.touchpoints import completed, counted_for, meant, no_step_reason
from standup.workspace.reading import (
    Logged,
    OpenTouchpoints,
    Plan,
    Reading,
    closed_words,
    is_private,
    new_entry,
    next_touchpoint,
    reading,
    refuse_longer_days,
)
from standup.workspace.session import Workspace, at_one_moment, by_oneself


def preview(workspace: Workspace, text: str, selection: Selection | None = None, *, day: date | None = None) -> str:
    """What a line would do, in words, and its note; raises what `log` would raise. Nothing is changed."""
    logged = _planned(workspace, selection, text, day).logged
    note = logged.entries[0].note
    return "; ".join(filter(None, (logged.words, note and f"note: {shown(note)}", logged.hint)))


@by_oneself
def log(workspace: Workspace, text: str, selection: Selection | None = None, *, day: date | None = None) -> Logged:
    """Log one line: its entries, and with a next step the touchpoint that it completes and the one that it plans.

    A line without a day means `day`, by default today; where its note may mean one, the hint says so. Raises
    LogLineError, SeveralOpen where a next step is given and it is not clear which touchpoint of the customer it
    follows, and UsageError where a day would hold more time than it has.
    """
    return _committed(workspace, _planned(workspace, selection, text, day))


@by_oneself
def quick_log(workspace: Workspace, selection: Selection, minutes: int) -> Logged:
    """Log minutes to a selected row at once, today."""
    line = LogLine(minutes=minutes, work_item=selection.work_item, customer=selection.customer)
    return _committed(workspace, _planned(workspace, selection, line))


@by_oneself
def log_all(workspace: Workspace, texts: Sequence[str]) -> list[Logged]:
    """Log several lines as one change: all of them, or none where one is wrong.

    Raises LogLineError or UsageError about the first wrong line, with its number.
    """
    read = reading(workspace)
    touchpoints = OpenTouchpoints(workspace, read.names)
    plans = []
    for number, text in enumerate(texts, start=1):
        try:
            plans.append(_plan(workspace, read, text, None, touchpoints))
        except UsageError as error:
            raise UsageError(f"line {number}: {error}") from None
    refuse_longer_days(workspace, read, [entry for plan in plans for entry in plan.logged.entries])
    if len(plans) > 1:
        minutes = sum(entry.minutes for plan in plans for entry in plan.logged.entries)
        private = all(plan.private for plan in plans)
        why = f"log {len(plans)} lines" + (f", {format_minutes(minutes)}" if private else "")
        workspace.commit(why, [op for plan in plans for op in plan.ops])
    for plan in plans if len(plans) == 1 else ():
        workspace.commit(plan.why, plan.ops)
    return [plan.logged for plan in plans]


def _committed(workspace: Workspace, plan: Plan) -> Logged:
    workspace.commit(plan.why, plan.ops)
    return plan.logged


@at_one_moment
def _planned(
    workspace: Workspace,
    selection: Selection | None,
    said: str | LogLine,
    day: date | None = None,
) -> Plan:
    """What a line, read against the present context, will do."""
    read = reading(workspace, selection, day)
    plan = _plan(workspace, read, said, selection, OpenTouchpoints(workspace, read.names))
    refuse_longer_days(workspace, read, plan.logged.entries)
    return plan


def _plan(
    workspace: Workspace,
    read: Reading,
    said: str | LogLine,
    selection: Selection | None,
    touchpoints: OpenTouchpoints,
) -> Plan:
    line = said if isinstance(said, LogLine) else parse(said, read.context)
    drafts = resolve(line, read.context)
    owner = line.developer or read.me.id
    today = read.context.today(line.developer)
    customer = next((draft.customer for draft in drafts if draft.customer), None)
    touchpoint = _touchpoint(workspace, read, customer, selection, touchpoints, line)
    entries = tuple(new_entry(workspace, owner, draft, touchpoint) for draft in drafts)
    ops = [create(entry) for entry in entries]
    done = planned = None
    reason = no_step_reason(line.next_step.text) if line.next_step is not None else ""
    if line.next_step is not None and customer:
        if touchpoint is not None:
            done = completed(touchpoint, drafts[-1].day, line.note)
            ops.append(Op(touchpoint, done))
        if not reason:
            planned = next_touchpoint(workspace, customer, touchpoint, line.next_step, owner=owner, today=today)
            ops.append(create(planned))
    follows = None
    if customer:
        from standup.workspace.aftermath import after_time  # what only a customer's time pays for

        theirs = [one for one in touchpoints.all if one.customer == customer]
        follows = after_time(
            workspace, read.names.roster, entries, theirs, done=done, is_planned=planned is not None, reason=reason
        )
        ops += follows.ops
    touchpoints.follow(ops)
    step = None if reason else line.next_step
    whom = line.developer
    why = f"log {describe(drafts, step, read.names, today, kept=True, developer=whom)}"
    private = is_private(ops, owner)
    if not private:
        from standup.workspace.touchpoints import label  # what only a customer's time pays for

        # This change also lies in a file of somebody else, whose history tells of the contact and of nobody's hours.
        about = label(read.names.roster, done) if done else read.names.customer_name(customer or "")
        following = describe((), step, read.names, today, kept=True)
        why = "; ".join(filter(None, (f"contact with {shown(about)}", following)))
    does = describe(drafts, step, read.names, today, developer=whom)
    words = "; ".join(filter(None, (does, follows and follows.words, closed_words(workspace, entries))))
    hint = "" if isinstance(said, LogLine) else doubt(said, read.context)
    logged = Logged(words, entries, done, planned or (follows.made if follows else None), hint)
    return Plan(logged, tuple(ops), why, private)


def _touchpoint(
    workspace: Workspace,
    read: Reading,
    customer: str | None,
    selection: Selection | None,
    touchpoints: OpenTouchpoints,
    line: LogLine,
) -> Touchpoint | None:
    """The open touchpoint that the line's time counts for; with a next step the one that it completes."""
    if not customer:
        return None
    if selection is not None and selection.touchpoint is not None and selection.customer == customer:
        return next((one for one in touchpoints.all if one.id == selection.touchpoint), None)
    found = counted_for(customer, touchpoints.all)
    if line.next_step is None or not found.open:
        return found.touchpoint
    completes = meant(found.open, line.developer or read.me.id, line.note)
    if completes is None:
        from standup.workspace.touchpoints import SeveralOpen

        advice = "complete one with `standup done` and its reference"
        raise SeveralOpen(workspace, read.names.roster, found.open, advice)
    return completes
