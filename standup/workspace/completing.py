"""Completing a touchpoint or a work item with one line: minutes if any, the outcome, and the next step."""

from __future__ import annotations

from standup.domain.change import Op, create
from standup.domain.errors import NotFoundError, UsageError
from standup.domain.logline import EntryDraft, LogLine, Selection, describe, parse_parts, resolve
from standup.domain.logline.grammar import scan
from standup.domain.records import Touchpoint, WorkItem, WorkState
from standup.domain.text import shown
from standup.domain.touchpoints import completed, is_contact, no_step_reason
from standup.workspace.aftermath import aftermath
from standup.workspace.names import find_work
from standup.workspace.reading import Logged, OpenTouchpoints, Plan, Reading, new_entry, next_touchpoint, reading
from standup.workspace.session import Workspace
from standup.workspace.touchpoints import label, touchpoint_named
from standup.workspace.work import moved, work_named

NO_NEXT_STEP_HINT = "no next step: add > fri send quote, or > none: because ..."
"""What is said where a customer is left without a next step; nobody is kept from it."""


def complete_touchpoint(workspace: Workspace, touchpoint: Touchpoint, text: str = "") -> Logged:
    """Complete a touchpoint with one line: minutes if any, the outcome, and the next step after `>`.

    The outcome is the line's note. Without minutes nothing is logged.
    """
    return _committed(workspace, _touchpoint_plan(workspace, touchpoint, text))


def complete_work(workspace: Workspace, key: str, text: str = "") -> Logged:
    """Move a work item to done, and log the minutes of the line if it has any."""
    return _committed(workspace, _work_plan(workspace, work_named(workspace, key), text))


def complete(workspace: Workspace, name: str, text: str = "") -> Logged:
    """Complete the open work item with this key, or else the touchpoint of this customer or with this reference."""
    roster = workspace.store.roster()
    key = name.strip().removeprefix("#")
    item = None if name.startswith("@") else find_work(workspace.store, roster, key, first=workspace.me)
    if item is not None and (item.state.is_open or name.startswith("#")):
        return complete_work(workspace, item.key, text)
    try:
        touchpoint = touchpoint_named(workspace, name, roster, scan(text).note)
    except NotFoundError:
        if item is None:
            raise
        return complete_work(workspace, item.key, text)  # it is closed, and says so
    return complete_touchpoint(workspace, touchpoint, text)


def preview_done(workspace: Workspace, target: WorkItem | Touchpoint, text: str) -> str:
    """What completing a row with this line would do, in words; raises what completing it would raise."""
    if isinstance(target, WorkItem):
        plan, name = _work_plan(workspace, target, text), _work_name(target)
    else:
        plan, name = _touchpoint_plan(workspace, target, text), label(workspace.store.roster(), target)
    logged = plan.logged.words.removeprefix(f"done: {name}").removeprefix("; ")
    done = plan.logged.completed
    outcome = f"outcome: {shown(done.outcome)}" if done and done.outcome else ""
    return "; ".join(filter(None, ("done", logged or "nothing logged", outcome, plan.logged.hint)))


def _work_name(item: WorkItem) -> str:
    return f"{shown(item.key)} {shown(item.title)}"


def _committed(workspace: Workspace, plan: Plan) -> Logged:
    workspace.commit(plan.why, plan.ops)
    return plan.logged


def _touchpoint_plan(workspace: Workspace, touchpoint: Touchpoint, text: str) -> Plan:
    read = reading(workspace, Selection(customer=touchpoint.customer, touchpoint=touchpoint.id))
    line = parse_parts(text, read.context)
    name = label(read.names.roster, touchpoint)
    if line.customer != touchpoint.customer or line.work_item is not None:
        raise UsageError(f"this completes {name}; leave out other work items and customers")
    today = read.context.today()
    drafts = _drafts(line, read)
    owner = line.developer or read.me.id
    entries = tuple(new_entry(workspace, owner, draft, touchpoint) for draft in drafts)
    done = completed(touchpoint, line.day or today, line.note)
    ops = [*(create(entry) for entry in entries), Op(touchpoint, done)]
    planned = None
    reason = no_step_reason(line.next_step.text) if line.next_step is not None else ""
    if line.next_step is not None and not reason:
        planned = next_touchpoint(
            workspace, touchpoint.customer, touchpoint, line.next_step, owner=read.me.id, today=today
        )
        ops.append(create(planned))
    theirs = [one for one in OpenTouchpoints(workspace, read.names).all if one.customer == touchpoint.customer]
    follows = aftermath(
        workspace,
        read.names.roster,
        touchpoint.customer,
        line.day or today,
        open_ones=theirs,
        ended=done,
        contacted=is_contact(done.outcome),
        is_planned=planned is not None,
        reason=reason,
    )
    ops += follows.ops
    step = None if reason else line.next_step
    said = (f"done: {name}", describe(drafts, step, read.names, today, developer=line.developer), follows.words)
    next_one = planned or follows.made
    goes_on = bool(next_one or reason) or any(one.id != touchpoint.id for one in theirs)
    logged = Logged("; ".join(filter(None, said)), entries, done, next_one, "" if goes_on else NO_NEXT_STEP_HINT)
    return Plan(logged, tuple(ops), f"done with {name}", private=False)


def _work_plan(workspace: Workspace, item: WorkItem, text: str) -> Plan:
    read = reading(workspace, Selection(work_item=item.key))
    line = parse_parts(text, read.context)
    if line.work_item != item.key or line.customer is not None:
        raise UsageError(f"this completes {shown(item.key)}; leave out other work items and customers")
    today = read.context.today()
    drafts = _drafts(line, read)
    entries = tuple(new_entry(workspace, line.developer or read.me.id, draft) for draft in drafts)
    later = moved(item, WorkState.DONE, line.day or today)
    logs = describe(drafts, None, read.names, today, developer=line.developer)
    words = "; ".join(filter(None, (f"done: {_work_name(item)}", logs)))
    ops = (*(create(entry) for entry in entries), Op(item, later))
    return Plan(Logged(words, entries), ops, f"done with {shown(item.key)}", private=False)


def _drafts(line: LogLine, read: Reading) -> tuple[EntryDraft, ...]:
    timed = line.minutes is not None or line.clock is not None
    return resolve(line, read.context) if timed else ()
